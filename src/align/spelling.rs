//! English words that no dictionary lists, sounded out by their spelling: near enough to find
//! where they begin and end.

/// Spellings, longest first within a first letter, and their phones. A spelling in front of `|`
/// stands only at the end of a word.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str)] = &[
    ("tion", "SH AH N"), ("sion", "ZH AH N"), ("ture", "CH ER"), ("ough", "AO"), ("eigh", "EY"),
    ("augh", "AO"), ("igh", "AY"), ("tch", "CH"), ("dge", "JH"), ("sch", "SH"), ("eau", "OW"),
    ("ious", "IY AH S"), ("ous", "AH S"), ("que", "K"), ("ing|", "IH NG"), ("ed|", "D"),
    ("es|", "IH Z"), ("er|", "ER"), ("or|", "ER"), ("le|", "AH L"), ("al|", "AH L"), ("y|", "IY"),
    ("ch", "CH"), ("ck", "K"), ("dg", "JH"), ("gh", "G"), ("gn", "N"), ("kn", "N"), ("ng", "NG"),
    ("ph", "F"), ("qu", "K W"), ("rh", "R"), ("sh", "SH"), ("th", "TH"), ("wh", "W"), ("wr", "R"),
    ("ts", "T S"), ("ss", "S"), ("ll", "L"), ("tt", "T"), ("ff", "F"), ("nn", "N"), ("mm", "M"),
    ("pp", "P"), ("rr", "R"), ("bb", "B"), ("dd", "D"), ("gg", "G"), ("cc", "K"), ("zz", "Z"),
    ("ai", "EY"), ("ay", "EY"), ("au", "AO"), ("aw", "AO"), ("ar", "AA R"), ("ee", "IY"),
    ("ea", "IY"), ("ei", "IY"), ("ey", "IY"), ("eu", "UW"), ("ew", "UW"), ("er", "ER"),
    ("ie", "IY"), ("ir", "ER"), ("oa", "OW"), ("oo", "UW"), ("oi", "OY"), ("oy", "OY"),
    ("ou", "AW"), ("ow", "OW"), ("or", "AO R"), ("ue", "UW"), ("ui", "UW"), ("ur", "ER"),
    ("ce", "S"), ("ci", "S IH"), ("cy", "S IY"), ("ge", "JH"), ("e|", ""), ("s|", "Z"),
    ("a", "AE"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "EH"), ("f", "F"), ("g", "G"),
    ("h", "HH"), ("i", "IH"), ("j", "JH"), ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N"),
    ("o", "AA"), ("p", "P"), ("q", "K"), ("r", "R"), ("s", "S"), ("t", "T"), ("u", "AH"),
    ("v", "V"), ("w", "W"), ("x", "K S"), ("y", "Y"), ("z", "Z"),
];

/// Names of the phones of `word` (lower case); letters that are no English ones are left out.
pub fn sounded_out(word: &str) -> Vec<&'static str> {
    let mut phones = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let fits = |spelling: &str| match spelling.strip_suffix('|') {
            Some(ending) => rest == ending && rest.len() < word.len(),
            None => rest.starts_with(spelling),
        };
        match SPELLINGS.iter().find(|(spelling, _)| fits(spelling)) {
            Some((spelling, said)) => {
                phones.extend(said.split(' ').filter(|phone| !phone.is_empty()));
                rest = &rest[spelling.trim_end_matches('|').len()..];
            }
            None => rest = &rest[c.len_utf8()..],
        }
    }
    phones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_dictionary_has_are_sounded_out() {
        assert_eq!(sounded_out("redis").join(" "), "R EH D IH Z");
        assert_eq!(sounded_out("kafka").join(" "), "K AE F K AE");
        assert_eq!(sounded_out("kubernetes").join(" "), "K AH B ER N EH T IH Z");
        assert_eq!(sounded_out("beanstalk").join(" "), "B IY N S T AE L K");
        assert_eq!(sounded_out("e"), ["EH"]);
        assert_eq!(sounded_out("日本"), [""; 0]);
    }
}
