//! "I" against "we".

use crate::transcript::Word;

#[rustfmt::skip]
const SINGULAR: &[&str] = &[
    "i", "my", "me", "mine", "myself", "im", "ive", "id", "ill",
];
#[rustfmt::skip]
const PLURAL: &[&str] = &[
    "we", "our", "us", "ours", "ourselves", "weve", "were'", "well'", "wed'",
];
/// Korean pronouns with the particles they take.
#[rustfmt::skip]
const SINGULAR_KOREAN: &[&str] = &[
    "저", "저는", "전", "제가", "제", "저의", "저를", "저도", "저에게", "저한테", "저만", "나",
    "나는", "내가", "내", "나의", "나를", "나도", "저로서는", "저만의", "저로서", "나만",
];
const PLURAL_KOREAN: &[&str] = &["저희", "우리"];

/// How often the speaker says "I" (or my, me; 저, 제가, 나) and "we" (or our, us; 저희, 우리).
pub fn first_person(words: &[&Word]) -> (usize, usize) {
    let (mut singular, mut plural) = (0, 0);
    for word in words {
        let lower = word.text.to_lowercase().replace('’', "'");
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        // "I'm", "we've": the pronoun stands before the apostrophe; "were" has none.
        let pronoun = bare.split('\'').next().unwrap_or(bare);
        if SINGULAR.contains(&pronoun) || SINGULAR_KOREAN.contains(&bare) {
            singular += 1;
        } else if PLURAL.contains(&pronoun)
            || PLURAL_KOREAN.iter().any(|we| bare.starts_with(we) && bare != "우리나라")
        {
            plural += 1;
        }
    }
    (singular, plural)
}
