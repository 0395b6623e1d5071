//! A review in the formats of other programs, each a pure function to text.

mod caption;
mod markdown;
mod srt;
mod table;
mod textgrid;
mod vtt;

pub use markdown::markdown;
pub use srt::srt;
pub use table::csv;
pub use textgrid::textgrid;
pub use vtt::vtt;

/// Text on one line without control characters: no format here knows an escape for them.
fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_on_one_line_has_no_breaks_and_no_control_characters() {
        assert_eq!(super::one_line(" a\r\nb\u{0}\tc "), "a b c");
    }
}
