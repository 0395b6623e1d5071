//! What speaks for a section of the written answer having been told, and against it.

use super::logistic::{Weights, flag, log_odds};
use super::point_signs::brevity;

/// How many signs a section has.
pub const SECTION_SIGNS: usize = 13;

/// Square root of what it costs the alignment to do without it, in nats; mean probability of its points; how well the
/// speech fits the whole answer, 0 to 1; share of the time on all sections, 0 to 1; log odds of its likeliest point and
/// of the second; log of how many points it has; whether it is the last; whether one of its clauses has the cue phrase of
/// its part; mean probability of the points of the other sections; how alike it is to the clearest of its clauses, 0 to 1;
/// how many others have a point that was likely told; log of how many clauses the speech has for each point.
pub type SectionSigns = [f32; SECTION_SIGNS];

/// By words alone.
pub(super) const BY_WORDS: Weights<SECTION_SIGNS> = Weights {
    bias: 4.495,
    of: [
        0.607, 1.010, -2.847, 1.409, 0.821, 0.396, -2.641, 1.328, 0.925, -3.568, 0.068, 0.384,
        -0.638,
    ],
};
/// With the sentence embedding.
pub(super) const BY_MEANING: Weights<SECTION_SIGNS> = Weights {
    bias: 5.840,
    of: [
        0.508, -0.913, -2.354, 1.759, 0.955, 0.496, -2.929, 1.410, 0.988, -3.387, -0.342, 0.309,
        -0.348,
    ],
};

/// A section as the alignment and its points have it.
pub(super) struct Aligned {
    /// What it costs the alignment to do without it, in nats.
    pub needed: f32,
    /// How alike it is to the clearest of its clauses, 0 to 1.
    pub clearest: f32,
    /// Share of the time on all sections, 0 to 1.
    pub share: f32,
    /// Whether one of its clauses has the cue phrase of its part.
    pub cued: bool,
    /// How likely each of its points was told, 0 to 1.
    pub points: Vec<f32>,
}

impl Aligned {
    fn has_likely(&self) -> bool {
        self.points.iter().any(|likely| *likely > LIKELY)
    }
}

/// From here on a point was likely told.
const LIKELY: f32 = 0.5;

/// The signs of each section of a speech of so many clauses that fits the answer as well as `fit`, 0 to 1.
pub(super) fn signs(sections: &[Aligned], fit: f32, clauses: usize) -> Vec<SectionSigns> {
    let all: f32 = sections.iter().flat_map(|section| &section.points).sum();
    let count: usize = sections.iter().map(|section| section.points.len()).sum();
    let told = sections.iter().filter(|section| section.has_likely()).count();
    let of = |(index, section): (usize, &Aligned)| {
        let own: f32 = section.points.iter().sum();
        let others = count - section.points.len();
        let mut likely = section.points.clone();
        likely.sort_unstable_by(|a, b| b.total_cmp(a));
        let at = |place: usize| log_odds(likely.get(place).copied().unwrap_or(0.0));
        [
            section.needed.max(0.0).sqrt(),
            own / section.points.len().max(1) as f32,
            fit,
            section.share,
            at(0),
            at(1),
            (section.points.len().max(1) as f32).ln(),
            flag(index + 1 == sections.len()),
            flag(section.cued),
            (all - own) / others.max(1) as f32,
            section.clearest,
            (told - usize::from(section.has_likely())) as f32,
            brevity(clauses, count),
        ]
    };
    sections.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_a_section_and_of_the_others_are_apart() {
        let section = |points: &[f32]| Aligned {
            needed: 4.0,
            clearest: 0.5,
            share: 0.5,
            cued: false,
            points: points.to_vec(),
        };
        let signs = signs(&[section(&[0.2, 0.9]), section(&[0.1]), section(&[])], 0.4, 6);
        assert_eq!(signs[0][0], 2.0);
        assert!((signs[0][1] - 0.55).abs() < 1e-6 && (signs[0][9] - 0.1).abs() < 1e-6);
        assert!(signs[0][4] > 2.0 && signs[0][5] < -1.0);
        assert_eq!((signs[1][7], signs[2][7], signs[2][1]), (0.0, 1.0, 0.0));
        assert_eq!((signs[0][11], signs[1][11]), (0.0, 1.0));
        assert!((signs[0][12] - 2f32.ln()).abs() < 1e-6);
    }
}
