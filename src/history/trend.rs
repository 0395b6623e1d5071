//! How measures went over takes.

use serde::Serialize;

use super::measure::{FOLLOWED, Measure};
use super::row::Row;
use super::verdict::{self, Counted, Verdict};
use crate::config::Targets;

/// Takes at either end whose mean is compared, at most: one take alone is too much a matter of
/// the day. Our own choice.
const EDGE: usize = 5;

/// One measure over takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// What was measured.
    pub measure: Measure,
    /// A value a take, oldest first; `None` where it was not measured.
    pub values: Vec<Option<f64>>,
    /// Mean of the first takes: half of those measured, 5 at most. Of fillers, their
    /// rate over the time of these takes together.
    pub first: Option<f64>,
    /// The same of the last takes; of a single take its value.
    pub last: Option<f64>,
    /// Last against first; `None` for less than two takes.
    pub verdict: Option<Verdict>,
}

/// The takes of one question, or all takes.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Folder of the takes: the question's id, or [`crate::take::FREE`].
    pub id: &'a str,
    /// The question as it was asked last; `None` for free takes.
    pub prompt: Option<&'a str>,
    /// Its takes, oldest first; never empty.
    pub takes: Vec<&'a Row>,
}

/// Takes by question, the most recently practised question first. `rows` are oldest first.
pub fn by_question(rows: &[Row]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places = std::collections::HashMap::new();
    // From the newest on, so that the newest take of a group gives its place and its prompt.
    for row in rows.iter().rev() {
        let at = *places.entry(row.group()).or_insert_with(|| {
            groups.push(Group { id: row.group(), prompt: None, takes: Vec::new() });
            groups.len() - 1
        });
        groups[at].prompt = groups[at].prompt.or(row.prompt.as_deref());
        groups[at].takes.push(row);
    }
    for group in &mut groups {
        group.takes.reverse();
    }
    groups
}

/// Trends of these takes, oldest first: pace of each language that was measured, fillers, coverage
/// where there is a written answer, length. `limit_s` is what length is judged against.
pub fn trends(takes: &[&Row], limit_s: Option<f64>, targets: &Targets) -> Vec<Trend> {
    FOLLOWED
        .into_iter()
        .map(|measure| trend(takes, measure, limit_s, targets))
        .filter(|trend| trend.last.is_some())
        .collect()
}

fn trend(takes: &[&Row], measure: Measure, limit_s: Option<f64>, targets: &Targets) -> Trend {
    let values: Vec<Option<f64>> = takes.iter().map(|row| measure.of_row(row)).collect();
    let measured: Vec<&Row> =
        takes.iter().copied().filter(|row| measure.of_row(row).is_some()).collect();
    let edge = (measured.len() / 2).clamp(1, EDGE).min(measured.len());
    let (start, end) = (&measured[..edge], &measured[measured.len() - edge..]);
    let (first, last) = (mean(start, measure), mean(end, measure));
    let verdict =
        first.zip(last).filter(|_| measured.len() > 1).and_then(|(first, last)| match measure {
            Measure::WordsPerMinute => {
                Some(verdict::of_pace(first, last, targets.words_per_minute_band))
            }
            Measure::SyllablesPerMinute => {
                Some(verdict::of_pace(first, last, targets.syllables_per_minute_band))
            }
            Measure::FillersPerMinute => verdict::of_counts(fillers(start), fillers(end)),
            Measure::Covered => {
                let points = start.iter().chain(end).filter_map(|row| row.points).min();
                Some(verdict::of_share(first, last, points.unwrap_or(1)))
            }
            Measure::SpeakingS => Some(verdict::of_length(first, last, limit_s)),
            _ => None,
        });
    Trend { measure, values, first, last, verdict }
}

fn mean(rows: &[&Row], measure: Measure) -> Option<f64> {
    if measure == Measure::FillersPerMinute {
        return fillers(rows).per_minute();
    }
    let values: Vec<f64> = rows.iter().filter_map(|row| measure.of_row(row)).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn fillers(rows: &[&Row]) -> Counted {
    rows.iter().filter_map(|row| Some((row.fillers?, row.speaking_s?))).fold(
        Counted::default(),
        |sum, (count, over_s)| Counted { count: sum.count + count, over_s: sum.over_s + over_s },
    )
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::row;
    use super::*;
    use crate::language::Language;

    fn takes(values: &[(Language, f64)]) -> Vec<Row> {
        let rows = values.iter().enumerate().map(|(at, (language, pace))| Row {
            take: format!("why/2026-01-{:02}T00-00-00Z", at + 1),
            language: Some(*language),
            words_per_minute: Some(*pace),
            syllables_per_minute: Some(*pace * 2.0),
            ..row("why")
        });
        rows.collect()
    }

    #[test]
    fn the_ends_are_means_of_up_to_five_takes() {
        let paces: Vec<_> = (0..12).map(|at| (Language::English, 100.0 + f64::from(at))).collect();
        let rows = takes(&paces);
        let all: Vec<&Row> = rows.iter().collect();
        let pace = &trends(&all, None, &Targets::default())[0];
        assert_eq!((pace.first, pace.last), (Some(102.0), Some(109.0)));
        assert_eq!(pace.verdict, Some(Verdict::Same));
        let three = &trends(&all[..3], None, &Targets::default())[0];
        assert_eq!((three.first, three.last), (Some(100.0), Some(102.0)));
        let one = &trends(&all[..1], None, &Targets::default())[0];
        assert_eq!((one.last, one.verdict), (Some(100.0), None));
    }

    #[test]
    fn the_languages_have_a_pace_of_their_own() {
        let rows = takes(&[(Language::English, 100.0), (Language::Korean, 120.0)]);
        let all: Vec<&Row> = rows.iter().collect();
        let trends = trends(&all, None, &Targets::default());
        assert_eq!(trends[0].values, [Some(100.0), None]);
        assert_eq!(trends[1].measure, Measure::SyllablesPerMinute);
        assert_eq!(trends[1].values, [None, Some(240.0)]);
    }

    #[test]
    fn what_no_take_has_measured_has_no_trend() {
        let rows = [row("why")];
        assert_eq!(trends(&[&rows[0]], None, &Targets::default()), []);
    }

    #[test]
    fn the_question_practised_last_comes_first() {
        let mut rows = vec![row("why"), row("how"), row("why"), row("free")];
        for (at, row) in rows.iter_mut().enumerate() {
            row.take = format!("{}/2026-01-{:02}T00-00-00Z", row.group(), at + 1);
        }
        let groups = by_question(&rows);
        let found: Vec<_> = groups.iter().map(|group| (group.id, group.takes.len())).collect();
        assert_eq!(found, [("free", 1), ("why", 2), ("how", 1)]);
        assert!(groups[1].takes[0].take < groups[1].takes[1].take);
    }
}
