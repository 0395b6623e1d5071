//! Which key points are credited, and by which words.

use super::alignment::Alignment;
use super::clause::Unit;
use super::fact::FactStatus;
use super::facts::Facts;
use super::logistic::Weights;
use super::matching::Matching;
use super::other_points::OtherPoints;
use super::point::KeyPoint;
use super::point_signs::{self, Answer, Best, POINT_SIGNS, PointSigns};
use super::result::{Evidence, PointResult, Status};
use super::scores::{Score, Window};

/// Below this score the speech that is nearest to a missed point has nothing to do with it.
const NEAREST: f32 = 0.1;

/// Probabilities from which a point is said, and from which it is unsure. On answers to users' own notes that the weights
/// were not fitted to, P and R of points told are .94 and .93 in English, .93 and .96 in Korean (docs/coverage.md).
const SAID: f32 = 0.5;
const UNSURE: f32 = 0.36;

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

/// The same where no clause is clearly of that section: its points are credited to what says them clearly,
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
    /// For each section whether no clause is clearly of it.
    pub untold: &'a [bool],
    /// Which point each clause tells.
    pub alignment: &'a Alignment,
    /// How well the speech fits the written answer, 0 to 1.
    pub fit: f32,
    /// Whether the question is in Korean.
    pub korean: bool,
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
        if told < NEAREST { 0.0 } else { more }
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

    /// What became of each own point, with its signs; `sections` has the section of each. Without weights nothing is
    /// credited: the speech answers another question.
    pub fn results(
        &self,
        points: &[KeyPoint],
        sections: &[usize],
        facts: &Facts,
        weights: Option<&Weights<POINT_SIGNS>>,
    ) -> Vec<(PointResult, PointSigns)> {
        let all: Vec<Best> = points
            .iter()
            .enumerate()
            .map(|(index, point)| self.best(index, point, sections[index]))
            .collect();
        let answer = Answer {
            mean: all.iter().map(|best| best.score).sum::<f32>() / all.len().max(1) as f32,
            points: all.len(),
            clauses: self.units.len(),
            fit: self.fit,
            korean: self.korean,
        };
        all.iter()
            .map(|best| {
                let others = OtherPoints::of(&all, best.index);
                let signs = point_signs::signs(best, &others, &answer, self.matching, facts);
                (self.result(best, &signs, facts, weights), signs)
            })
            .collect()
    }

    /// Where the own point `index` is said best.
    fn best<'a>(&'a self, index: usize, point: &'a KeyPoint, section: usize) -> Best<'a> {
        let damped = self.damped(index, point.negative, section);
        let best = damped.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let window = best.map(|(at, _)| &self.windows[at]);
        let likely = (0..self.units.len()).map(|unit| self.alignment.of_point(unit, index));
        Best {
            point,
            index,
            score: best.map_or(0.0, |(_, score)| *score),
            alike: self.scores[index].iter().map(|score| score.alike).fold(0.0, f32::max),
            place: likely.fold(0.0, f32::max),
            window,
            in_section: window
                .is_some_and(|window| self.path[window.units.clone()].contains(&Some(section))),
            evidence: window.map(|window| evidence(self.units, window)),
        }
    }

    fn result(
        &self,
        best: &Best,
        signs: &PointSigns,
        facts: &Facts,
        weights: Option<&Weights<POINT_SIGNS>>,
    ) -> PointResult {
        let point = best.point;
        let missing_fact = point.facts.iter().any(|fact| facts.status(fact) != FactStatus::Said);
        let likely = match weights {
            Some(weights) if best.score > 0.0 => weights.probability(signs),
            _ => 0.0,
        };
        let status = match likely {
            SAID.. if !missing_fact => Status::Said,
            UNSURE.. => Status::Partly,
            _ => Status::Missed,
        };
        let shown = best.evidence.clone().filter(|_| best.score > 0.0);
        let (evidence, nearest) = match status {
            Status::Missed => {
                let near = weights.is_some() && best.score >= NEAREST;
                (Vec::new(), shown.filter(|_| near))
            }
            _ => (shown.into_iter().collect(), None),
        };
        PointResult {
            text: point.text.clone(),
            status,
            score: likely,
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
