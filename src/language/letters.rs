//! Latin acronyms as Korean spells them out.

/// Korean names of the letters A to Z, and of the digits as English reads them.
#[rustfmt::skip]
const LETTERS: &[&str] = &[
    "에이", "비", "씨", "디", "이", "에프", "지", "에이치", "아이", "제이", "케이", "엘", "엠",
    "엔", "오", "피", "큐", "알", "에스", "티", "유", "브이", "더블유", "엑스", "와이", "제트",
];
#[rustfmt::skip]
const DIGITS: &[&str] = &[
    "제로", "원", "투", "쓰리", "포", "파이브", "식스", "세븐", "에잇", "나인",
];

/// An acronym as Korean spells it out ("EC2" is 이씨투), for Latin of at most six letters.
pub fn spelled_out(acronym: &str) -> Option<String> {
    if acronym.len() > 6 || acronym.is_empty() {
        return None;
    }
    acronym
        .chars()
        .map(|c| match c.to_ascii_lowercase() {
            letter @ 'a'..='z' => Some(LETTERS[letter as usize - 'a' as usize]),
            digit @ '0'..='9' => Some(DIGITS[digit as usize - '0' as usize]),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_spelled_out() {
        assert_eq!(spelled_out("EC2").as_deref(), Some("이씨투"));
        assert_eq!(spelled_out("VPC").as_deref(), Some("브이피씨"));
        assert_eq!(spelled_out("가"), None);
    }
}
