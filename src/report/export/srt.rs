//! SubRip captions.

use super::caption::{captions, stamp};
use super::one_line;
use crate::review::Review;

/// The transcript as SubRip (`.srt`). Without words it is empty.
///
/// SubRip has no escapes, so `<` and `>` are written as the look-alikes `‹` and `›`: players take
/// them for tags.
pub fn srt(review: &Review) -> String {
    let mut out = String::new();
    for (index, caption) in captions(&review.words).into_iter().enumerate() {
        let words = review.words[caption.words].iter().map(|word| word.text.as_str());
        let text = one_line(&words.collect::<Vec<_>>().join(" "));
        let text = text.replace('<', "‹").replace('>', "›");
        let (start, end) = (stamp(caption.span.start_s, ','), stamp(caption.span.end_s, ','));
        out += &format!("{}\n{start} --> {end}\n{text}\n\n", index + 1);
    }
    out
}
