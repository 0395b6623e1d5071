//! Small charts of one line.

/// Bars of one to eight eighths.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Where nothing was measured.
const NOTHING: char = '·';

/// A bar a value, `low` (or less) the smallest and `high` (or more) the largest. Where there are
/// more values than `columns`, a bar stands for the mean of several. Every bar is one column wide.
pub(super) fn bars(values: &[Option<f64>], low: f64, high: f64, columns: usize) -> String {
    let count = values.len().min(columns);
    (0..count)
        .map(|at| &values[at * values.len() / count..(at + 1) * values.len() / count])
        .map(|part| mean(part).map_or(NOTHING, |value| bar(value, low, high)))
        .collect()
}

fn bar(value: f64, low: f64, high: f64) -> char {
    let share = if high > low { (value - low) / (high - low) } else { 0.5 };
    let at = (share * (BARS.len() - 1) as f64).round().clamp(0.0, (BARS.len() - 1) as f64);
    BARS[at as usize]
}

fn mean(values: &[Option<f64>]) -> Option<f64> {
    let measured: Vec<f64> = values.iter().flatten().copied().collect();
    (!measured.is_empty()).then(|| measured.iter().sum::<f64>() / measured.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_gets_a_bar_and_none_gets_a_dot() {
        assert_eq!(bars(&[Some(0.0), None, Some(1.0), Some(9.0)], 0.0, 1.0, 10), "▁·██");
        assert_eq!(bars(&[], 0.0, 1.0, 10), "");
    }

    #[test]
    fn many_values_share_the_columns() {
        let values: Vec<Option<f64>> = (0..1000).map(|at| Some(f64::from(at))).collect();
        assert_eq!(bars(&values, 0.0, 1000.0, 8), "▁▂▃▄▅▆▇█");
    }

    #[test]
    fn a_scale_without_extent_stands_in_the_middle() {
        assert_eq!(bars(&[Some(3.0), Some(3.0)], 3.0, 3.0, 8), "▅▅");
    }
}
