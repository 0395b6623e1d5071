//! Parts of a recording's sound, kept where the whole would be too much.

use super::sample_at;
use crate::span::Span;

/// Some sound of a recording, 16 kHz mono.
#[derive(Debug, Clone, PartialEq)]
pub struct Excerpt {
    /// Where it lies.
    pub span: Span,
    /// The sound.
    pub samples: Vec<f32>,
}

impl Excerpt {
    /// Its part within `span`; `None` where it does not hold all of that.
    pub fn within(&self, span: &Span) -> Option<&[f32]> {
        if span.start_s < self.span.start_s || span.end_s > self.span.end_s {
            return None;
        }
        let from = sample_at(self.span.start_s, usize::MAX);
        let at = |at_s: f64| (sample_at(at_s, usize::MAX) - from).min(self.samples.len());
        Some(&self.samples[at(span.start_s)..at(span.end_s)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_gives_what_it_holds_and_nothing_else() {
        let samples: Vec<f32> = (0..16_000).map(|i| i as f32).collect();
        let excerpt = Excerpt { span: Span::new(2.0, 3.0), samples };
        let part = excerpt.within(&Span::new(2.5, 2.75)).unwrap();
        assert_eq!((part[0], part.len()), (8_000.0, 4_000));
        assert_eq!(excerpt.within(&Span::new(1.9, 2.5)), None);
        assert_eq!(excerpt.within(&Span::new(2.9, 3.1)), None);
    }
}
