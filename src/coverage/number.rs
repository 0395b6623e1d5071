//! Numbers as values: "four hundred thousand", "400 thousand", "400,000" and "40만" are one value.
//!
//! A recogniser writes a number in digits or in words as it pleases, and a note does too, so both
//! are compared by value. Only what is surely a number is read as one: Korean has many one-syllable
//! words that are also digits (이, 일, 사), so those need a counter behind them.

mod counter;
mod english;
mod korean;
mod native;
mod sino;

pub(super) use counter::{counter, particle};
pub(super) use english::{begins, english, english_fraction, scale, small};
pub(super) use korean::{korean, korean_share};
pub(super) use native::is_native;
pub(super) use sino::{sino_days, sino_digit, sino_digits, sino_scale};

/// The value of digits with optional thousands commas and one decimal point ("4,000", "3.5").
pub fn digits(piece: &str) -> Option<f64> {
    if !piece.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain: String = piece.chars().filter(|&c| c != ',').collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_shares_and_other_thirds_are_none() {
        let read = |text: &str, before| {
            let pieces: Vec<&str> = text.split(' ').collect();
            english_fraction(&pieces, before).map(|(value, _)| value)
        };
        assert_eq!(read("a third", "by"), Some(1.0 / 3.0));
        assert_eq!(read("two thirds of", ""), Some(2.0 / 3.0));
        assert_eq!(read("half of them", ""), Some(0.5));
        assert_eq!(read("a quarter of", ""), Some(0.25));
        assert_eq!(read("a third party", "with"), None);
        assert_eq!(read("one quarter", "within"), None);
        assert_eq!(korean_share("절반으로"), Some(0.5));
        assert_eq!(korean_share("반장"), None);
        assert_eq!(korean("일점육", None, "배").map(|found| found.0), Some(1.6));
        assert_eq!(korean("삼", None, "분이나").map(|found| found.0), Some(3.0));
        assert_eq!(korean("구분", None, "했습니다"), None);
    }

    #[test]
    fn words_that_begin_like_a_number_are_none_but_longer_numbers_are() {
        assert_eq!(korean("천사", None, ""), None);
        assert_eq!(korean("천사백", None, "건").map(|found| found.0), Some(1400.0));
        assert_eq!(korean("사천오백", None, "명").map(|found| found.0), Some(4500.0));
    }

    fn en(text: &str) -> Option<f64> {
        english(&text.split(' ').collect::<Vec<_>>()).map(|(value, _)| value)
    }

    #[test]
    fn english_number_words_and_digits_have_one_value() {
        assert_eq!(en("four hundred thousand patents"), Some(400_000.0));
        assert_eq!(en("400 thousand"), Some(400_000.0));
        assert_eq!(en("400,000"), Some(400_000.0));
        assert_eq!(en("400 k"), Some(400_000.0));
        assert_eq!(en("two hundred and fifty six"), Some(256.0));
        assert_eq!(en("twenty twelve"), Some(2012.0));
        assert_eq!(en("nineteen ninety eight"), Some(1998.0));
        assert_eq!(en("two thousand twelve"), Some(2012.0));
        assert_eq!(en("3.5 million"), Some(3_500_000.0));
        assert_eq!(en("ten and twenty"), Some(10.0));
        assert_eq!(en("one million two hundred thousand"), Some(1_200_000.0));
        assert_eq!(en("two point five percent"), Some(2.5));
        assert_eq!(en("two point"), Some(2.0));
        assert_eq!(en("patents"), None);
        assert_eq!(en(""), None);
    }

    #[test]
    fn korean_numbers_have_the_same_values() {
        assert_eq!(korean("만", Some(40.0), "건"), Some((400_000.0, 3)));
        assert_eq!(korean("사십만", None, "건"), Some((400_000.0, 9)));
        assert_eq!(korean("열여섯", None, "개"), Some((16.0, 9)));
        assert_eq!(korean("이천십이년에", None, ""), Some((2012.0, 12)));
        assert_eq!(korean("세", None, "명"), Some((3.0, 3)));
        assert_eq!(korean("열다섯명이", None, ""), Some((15.0, 9)));
    }

    #[test]
    fn korean_words_that_only_look_like_digits_are_no_numbers() {
        for word in ["이", "일을", "사실", "이용", "구성", "세상", "만일", "네트워크", "두려움"]
        {
            assert_eq!(korean(word, None, "부분"), None, "{word}");
        }
    }
}
