//! Level and pace.

use super::{LABEL, Page, bar, pad};
use crate::cmd::record::view::Verdict;
use crate::language::Language;
use crate::report::Paint;

/// Level at the left end of the bar, in dBFS.
const LEVEL_LOW_DBFS: f32 = -60.0;

/// Columns of the widest bar, and of what stands behind it.
const WIDEST_BAR: usize = 30;
const BEHIND_BAR: usize = 22;

impl Page<'_> {
    /// How loud it is, and whether that will do.
    pub(super) fn level(&self) -> String {
        let label = self.pick(" Level", " 음량");
        let (verdict, tone): (&str, fn(Paint, &str) -> String) = match self.view.verdict {
            Verdict::Fine => ("", Paint::good),
            Verdict::Quiet => (self.pick("too quiet", "너무 작음"), Paint::note),
            Verdict::Clipping => (self.pick("too loud, clipping", "너무 큼, 찢어짐"), Paint::fix),
        };
        let share = (self.view.peak_dbfs - LEVEL_LOW_DBFS) / -LEVEL_LOW_DBFS;
        let columns = self.width.saturating_sub(LABEL + BEHIND_BAR).clamp(1, WIDEST_BAR);
        let bar = bar(f64::from(share), columns);
        let value = if self.view.peak_dbfs.is_finite() {
            format!("{:>4.0} dB", self.view.peak_dbfs)
        } else {
            "  -- dB".into()
        };
        format!(
            "{}{}  {value}  {}",
            pad(label, LABEL),
            tone(self.paint, &bar),
            tone(self.paint, verdict)
        )
    }

    /// Words or syllables a minute over the last moments.
    pub(super) fn pace(&self) -> String {
        let label = pad(self.pick(" Pace", " 속도"), LABEL);
        let unit = match (self.about.language.unwrap_or(Language::English), self.ui) {
            (Language::English, Language::English) => "words a minute",
            (Language::English, Language::Korean) => "단어/분",
            (Language::Korean, Language::English) => "syllables a minute",
            (Language::Korean, Language::Korean) => "음절/분",
        };
        let [low, high] = self.about.pace;
        let aim = match self.ui {
            Language::English => format!("aim at {low:.0} to {high:.0}"),
            Language::Korean => format!("목표 {low:.0}~{high:.0}"),
        };
        let Some(pace) = self.view.pace else {
            let none = self.pick("after 15 s of speech", "15초 이상 말하면 표시됩니다");
            return format!("{label}{}", self.paint.dim(&format!("{none}; {aim}")));
        };
        let value = format!("{pace:.0} {unit}");
        let value = if (low..=high).contains(&pace) {
            self.paint.good(&value)
        } else {
            self.paint.note(&value)
        };
        format!("{label}{value}  {}", self.paint.dim(&aim))
    }
}
