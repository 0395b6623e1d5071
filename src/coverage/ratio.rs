//! So many of so many, as a share: "three out of ten", "one in five", "열 명 중 세 명".

use super::number;
use super::quantity::Quantity;
use super::reader::Reader;
use super::token::Token;
use super::unit::{self, Kind};

/// Wholes that "in" is said of as a share ("one in five").
const WHOLES: &[f64] = &[3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 50.0, 100.0, 1000.0];

/// Words between the two that make the share a rough one.
const NEAR: &[&str] = &["거의", "약", "한", "almost", "nearly", "about", "roughly"];

/// The shares that a text tells so, in percent.
pub(super) fn ratios(tokens: &[Token], words: &[&str]) -> Vec<Quantity> {
    let reader = Reader { tokens, words };
    (0..tokens.len()).filter_map(|at| reader.ratio(at)).collect()
}

impl Reader<'_> {
    fn ratio(&self, at: usize) -> Option<Quantity> {
        let first = self.number(at)?;
        let (part, whole, end) = match self.surface(at + 1) {
            "out" if self.surface(at + 2) == "of" => {
                let from = at + 3 + usize::from(["the", "every"].contains(&self.surface(at + 3)));
                (first, self.number(from)?, from + 1)
            }
            "in" | "of" => {
                let from = at + 2 + usize::from(self.surface(at + 2) == "every");
                let whole = self.number(from).filter(|whole| WHOLES.contains(whole))?;
                // "One in six months" is how often.
                if unit::unit(self.surface(from + 1), false).is_some_and(|of| of.0 == Kind::Time) {
                    return None;
                }
                (first, whole, from + 1)
            }
            counter => {
                let counter = number::counter(counter)?;
                let among =
                    ["중", "중에", "중에서", "중의", "가운데"].contains(&self.surface(at + 2));
                let from = at + 3 + usize::from(NEAR.contains(&self.surface(at + 3)));
                let part = self.number(from).filter(|_| among)?;
                let same = number::counter(self.surface(from + 1)) == Some(counter);
                (part, first, from + 1 + usize::from(same))
            }
        };
        // "8.5 out of 10" is a score.
        if !(0.0 < part && part < whole) || part.fract() != 0.0 {
            return None;
        }
        let made = self.made(Kind::Percent, 100.0 * part / whole, at..end);
        let rough = made.rough || (at..end).any(|at| NEAR.contains(&self.surface(at)));
        Some(Quantity { written: part / whole, rough, ..made })
    }
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    fn percent(text: &str) -> Vec<f64> {
        let words: Vec<&str> = text.split(' ').collect();
        let found = ratios(&tokens_of(text, &English::new()), &words);
        found.iter().map(|ratio| ratio.value.round()).collect()
    }

    #[test]
    fn parts_of_a_whole_are_shares() {
        assert_eq!(percent("three out of ten people and one in five shops"), [30.0, 20.0]);
        assert_eq!(percent("nine of ten"), [90.0]);
        assert_eq!(percent("열 명 중 세 명이 나갔고 4곳 중에 1곳"), [30.0, 25.0]);
        assert!(
            percent("five in a row, one in six months, ten out of five, 세 명 중 하나").is_empty()
        );
    }
}
