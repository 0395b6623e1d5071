//! Which key points are credited, and by which words.

use super::alignment::Alignment;
use super::clause::Unit;
use super::fact::FactStatus;
use super::facts::Facts;
use super::matching::Matching;
use super::point::KeyPoint;
use super::result::{Evidence, PointResult, Status};
use super::scores::{Score, Window};

/// Below this score the speech that is nearest to a missed point has nothing to do with it.
const NEAREST: f32 = 0.1;

/// Scores from which a point is said, and from which it is unsure.
#[derive(Debug, Clone, Copy)]
pub struct Thresholds {
    said: f32,
    unsure: f32,
}

/// By words alone. On the tuning half of the labelled answers, P and R of points told: English .97 and
/// .95 at .28, Korean .98 and .89. Prose is told in words further from the note's: on users' own notes .26 gave .914 and
/// .844, .25 gives .906 and .851.
pub const BY_WORDS: Thresholds = Thresholds { said: 0.30, unsure: 0.25 };
/// With the sentence embedding: English .94 and .97 at .30, .98 and .95 at .37; Korean .95 and .93,
/// .98 and .88.
pub const BY_MEANING: Thresholds = Thresholds { said: 0.37, unsure: 0.30 };
/// Below this fit the speech answers something else (right answers measured at .35 and more, others
/// at .30 and less)...
pub const FITS_NONE: f32 = 0.31;
/// ...and a point has to be this many times as clear to be credited, ...
const STRICT: f32 = 1.4;
/// ...or the less it fits the more times, up to this at that fit. On the tuning answers that halved
/// what is credited to another question's answer, and took nothing from the right ones.
const STRICTEST: f32 = 2.0;
const FOREIGN: f32 = 0.2;

impl Thresholds {
    /// These thresholds for speech that fits the whole written answer as well as `fit`.
    pub fn at_fit(self, fit: f32) -> Self {
        if fit >= FITS_NONE {
            return self;
        }
        let less = (FITS_NONE - fit) / (FITS_NONE - FOREIGN);
        let strict = STRICT + (STRICTEST - STRICT) * less.min(1.0);
        Self { said: self.said * strict, unsure: self.unsure * strict }
    }
}

/// How strongly a point is damped where another point says the same words better...
const RIVAL: f32 = 0.3;
/// ...and where nothing is said of what tells it from that other point.
const RIVAL_SAYS_ALL: f32 = 1.0;
/// A point is told from a rival when this share of its own words was said.
const OWN_WORDS: f32 = 0.2;
/// What it adds to a score where a clause surely tells the point by its place ([`Alignment`]), and how likely a clause
/// does that has nothing to do with it. On all labelled answers P and R of points told went from .980 and .966 to .982 and
/// .973, on those to users' own notes from .905 and .815 to .914 and .844.
const BY_PLACE: f32 = 0.25;
const BY_CHANCE: f32 = 0.25;
/// What is left of a score where the speech denies what the point claims.
const DENIED: f32 = 0.3;
/// What is left of a score where the clauses belong to another section of the answer.
const ELSEWHERE: f32 = 0.75;

/// The same where nothing of that section was told: its points are credited to what says them clearly,
/// not to what another section says in similar words.
const UNTOLD: f32 = 0.5;

/// The speech against the own points.
pub struct Told<'a> {
    /// The clauses.
    pub units: &'a [Unit],
    /// Neighbouring clauses taken together.
    pub windows: &'a [Window],
    /// `scores[point][window]` of the own points.
    pub scores: &'a [Vec<Score>],
    /// Words of points against words of the speech.
    pub matching: &'a Matching,
    /// Tokens of the speech that are denied.
    pub denied: &'a [usize],
    /// For each clause the section it belongs to.
    pub path: &'a [Option<usize>],
    /// Which point each clause tells.
    pub alignment: &'a Alignment,
    /// Whether the speech fits the written answer.
    pub fits: bool,
    /// For each section whether nothing of it was told.
    pub untold: &'a [bool],
}

impl Told<'_> {
    /// The scores of a point over the windows, damped where another point of the answer is more
    /// alike and where the speech denies it.
    fn damped(&self, point: usize, negative: bool, section: usize) -> Vec<f32> {
        (0..self.windows.len())
            .map(|at| {
                let damped = self.scores[point][at].said * self.beside_rival(point, at);
                let window = &self.windows[at];
                let denies = |&&token: &&usize| {
                    window.tokens.contains(&token) && self.matching.says(point, token)
                };
                let denied = !negative && self.denied.iter().any(|token| denies(&token));
                let told_here = self.path[window.units.clone()].contains(&Some(section));
                let place = match (told_here, self.untold[section]) {
                    (_, true) => UNTOLD,
                    (true, false) => 1.0,
                    (false, false) => ELSEWHERE,
                };
                let told = damped * place;
                if denied {
                    return DENIED * told;
                }
                told + self.by_place(point, window, told)
            })
            .collect()
    }

    /// What the place of the window in the answer adds to the score of a point, or takes from it.
    fn by_place(&self, point: usize, window: &Window, told: f32) -> f32 {
        let likely = window.units.clone().map(|unit| self.alignment.of_point(unit, point));
        let more = BY_PLACE * (likely.fold(0.0, f32::max) - BY_CHANCE);
        match told < NEAREST {
            true => 0.0,
            // Speech that answers something else stands nowhere in the answer.
            false if self.fits => more,
            false => more.min(0.0),
        }
    }

    /// What is left of a point's score, 0 to 1, beside the point that is most like the window.
    fn beside_rival(&self, point: usize, window: usize) -> f32 {
        let alike = self.scores[point][window].alike;
        let rivals = self.scores.iter().map(|row| row[window].alike).enumerate();
        let Some((rival, best)) =
            rivals.filter(|(other, _)| *other != point).max_by(|a, b| a.1.total_cmp(&b.1))
        else {
            return 1.0;
        };
        if best <= alike || best == 0.0 {
            return 1.0;
        }
        let tokens = self.windows[window].tokens.clone();
        let own = self.matching.recall_beside(point, rival, tokens);
        let strength = if own.is_some_and(|own| own < OWN_WORDS) { RIVAL_SAYS_ALL } else { RIVAL };
        (alike / best).powf(strength)
    }

    /// What became of the own point `index`. Without thresholds nothing is credited: the speech
    /// answers another question.
    pub fn result(
        &self,
        index: usize,
        section: usize,
        point: &KeyPoint,
        facts: &Facts,
        thresholds: Option<Thresholds>,
    ) -> PointResult {
        let damped = self.damped(index, point.negative, section);
        let best = damped.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let (at, score) = best.map_or((0, 0.0), |(at, score)| (at, *score));
        let missing_fact = point.facts.iter().any(|fact| facts.status(fact) != FactStatus::Said);
        let status = match thresholds {
            Some(known) if score >= known.said && !missing_fact => Status::Said,
            Some(known) if score >= known.unsure => Status::Partly,
            _ => Status::Missed,
        };
        let shown = (score > 0.0).then(|| evidence(self.units, &self.windows[at]));
        let (evidence, nearest) = match status {
            Status::Missed => {
                let near = thresholds.is_some() && score >= NEAREST;
                (Vec::new(), shown.filter(|_| near))
            }
            _ => (shown.into_iter().collect(), None),
        };
        PointResult {
            text: point.text.clone(),
            status,
            score: if thresholds.is_some() { score.min(1.0) } else { 0.0 },
            evidence,
            nearest,
            priority: point.priority,
            by: None,
            measured: None,
        }
    }
}

fn evidence(units: &[Unit], window: &Window) -> Evidence {
    let inside = &units[window.units.clone()];
    Evidence {
        start_s: inside[0].span.start_s,
        end_s: inside[inside.len() - 1].span.end_s,
        text: inside.iter().map(|unit| unit.text.as_str()).collect::<Vec<_>>().join(" "),
    }
}
