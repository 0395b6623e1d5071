//! Sound-alikes across spellings and scripts: "Yancey" for Yonsei, 앰플리파이 for Amplify,
//! 이씨투 for EC2. Names are compared by a consonant skeleton in classes that Korean spelling keeps
//! apart; vowels, which recognisers mishear most, count only at the start.

use super::korean;
pub use crate::language::spelled_out;

/// Consonant classes of a name as it is heard: `K T P J S L M N`, and at the start also `A` (any
/// vowel), `Y`, `W`, `H`. Neighbours of one class are one.
pub fn skeleton(text: &str) -> String {
    let mut out = String::new();
    if text.chars().any(korean::is_hangul) {
        hangul(text, &mut out)
    } else {
        latin(text, false, &mut out)
    }
    out.dedup_neighbours()
}

/// The skeleton of a Latin name as Korean also spells it: with every r heard (아르곤 for argon) and
/// its digits read out (아르곤투). `None` where that changes nothing.
pub fn skeleton_spelled_out(text: &str) -> Option<String> {
    let mut out = String::new();
    latin(text, true, &mut out);
    for digit in text.chars().filter_map(|c| c.to_digit(10)) {
        hangul(DIGITS[digit as usize], &mut out);
    }
    let out = out.dedup_neighbours();
    (out != skeleton(text)).then_some(out)
}

/// English digits as Korean spells them.
const DIGITS: [&str; 10] =
    ["제로", "원", "투", "쓰리", "포", "파이브", "식스", "세븐", "에이트", "나인"];

trait DedupNeighbours {
    fn dedup_neighbours(self) -> String;
}

impl DedupNeighbours for String {
    fn dedup_neighbours(self) -> String {
        let mut out = String::with_capacity(self.len());
        for c in self.chars() {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        out
    }
}

fn hangul(text: &str, out: &mut String) {
    for (index, c) in text.chars().enumerate() {
        let Some((lead, vowel, tail)) = korean::syllable(c) else { continue };
        match lead {
            0 | 1 | 15 => out.push('K'),
            3 | 4 | 16 => out.push('T'),
            7 | 8 | 17 => out.push('P'),
            12..=14 => out.push('J'),
            9 | 10 => out.push('S'),
            5 => out.push('L'),
            6 => out.push('M'),
            2 => out.push('N'),
            18 if index == 0 => out.push('H'),
            11 if index == 0 => out.push(match vowel {
                2 | 3 | 6 | 7 | 12 | 17 => 'Y',
                9 | 10 | 14 | 15 | 16 => 'W',
                _ => 'A',
            }),
            _ => {}
        }
        match tail {
            1 | 2 | 3 | 24 => out.push('K'),
            4..=6 | 21 => out.push('N'),
            7 | 19 | 20 | 22 | 23 | 25 => out.push('T'),
            8..=15 => out.push('L'),
            16 => out.push('M'),
            17 | 18 | 26 => out.push('P'),
            _ => {}
        }
    }
}

fn latin(text: &str, every_r: bool, out: &mut String) {
    let letters: Vec<char> =
        text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    let vowel = |c: Option<&char>| c.is_some_and(|c| "aeiouy".contains(*c));
    let mut index = 0;
    while index < letters.len() {
        let next = letters.get(index + 1);
        let class = match letters[index] {
            'c' if next == Some(&'h') => 'J',
            'c' if matches!(next, Some('e' | 'i' | 'y')) => 'S',
            'c' | 'k' | 'q' => 'K',
            'g' if next == Some(&'h') && index > 0 => ' ',
            'g' if matches!(next, Some('e' | 'i')) => 'J',
            'g' if index > 0 && letters[index - 1] == 'n' && !vowel(next) => ' ',
            'g' => 'K',
            'x' => {
                out.push('K');
                'S'
            }
            't' if next == Some(&'h') => {
                index += 1;
                'S'
            }
            'd' | 't' => 'T',
            'p' if next == Some(&'h') => 'P',
            'b' | 'p' | 'f' | 'v' => 'P',
            'j' | 'z' => 'J',
            's' => 'S',
            'l' => 'L',
            // A final or pre-consonant r is silent in Korean spelling (서버 for server).
            'r' if vowel(next) || every_r => 'L',
            'm' => 'M',
            'n' => 'N',
            'h' if index == 0 => 'H',
            'y' if index == 0 => 'Y',
            'w' if index == 0 => 'W',
            'a' | 'e' | 'i' | 'o' | 'u' if index == 0 => 'A',
            _ => ' ',
        };
        if class != ' ' {
            out.push(class);
        }
        index += 1;
    }
}

/// Whether the first vowel of a Latin name may be spelled like that of a Korean word, an inserted ㅡ
/// (the first of 트윌리오 for Twilio) left aside. Two consonants alone agree by chance.
pub fn first_vowels_agree(latin: &str, hangul: &str) -> bool {
    let Some(letter) =
        latin.chars().map(|c| c.to_ascii_lowercase()).find(|c| "aeiouy".contains(*c))
    else {
        return false;
    };
    // Indices of vowels: ㅏ 0, ㅐ 1, ㅓ 4, ㅔ 5, ㅕ 6, ㅗ 8, ㅜ 13, ㅝ 14, ㅞ 15, ㅟ 16, ㅠ 17, ㅡ 18, ㅣ 20.
    let vowels: &[usize] = match letter {
        'a' => &[0, 1, 4, 5],
        'e' => &[1, 4, 5, 15, 20],
        'o' => &[0, 4, 8, 13, 14],
        'u' => &[0, 4, 13, 17],
        _ => &[0, 16, 20],
    };
    let mut spoken =
        hangul.chars().filter_map(korean::syllable).map(|(_, vowel, _)| vowel as usize);
    spoken.find(|vowel| *vowel != 18).is_some_and(|vowel| vowels.contains(&vowel))
}

/// How alike two skeletons are, 0 to 1.
pub fn alike(a: &str, b: &str) -> f64 {
    if a.len() < 2 || b.len() < 2 { 0.0 } else { strsim::normalized_levenshtein(a, b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_hangul_and_latin_sound_alike() {
        for (latin, hangul) in [
            ("amplify", "앰플리파이"),
            ("kafka", "카프카"),
            ("elastic", "엘라스틱"),
            ("beanstalk", "빈스톡"),
            ("subnet", "서브넷"),
            ("private", "프라이빗"),
            ("public", "퍼블릭"),
            ("gateway", "게이트웨이"),
            ("spring", "스프링"),
            ("docker", "도커"),
            ("server", "서버"),
            ("highlighter", "하이라이터"),
        ] {
            let (a, b) = (skeleton(latin), skeleton(hangul));
            assert!(alike(&a, &b) >= 0.8, "{latin} {a} {hangul} {b}");
        }
    }

    #[test]
    fn every_r_and_digits_may_be_heard() {
        let argon = skeleton_spelled_out("argon2").unwrap();
        assert_eq!(argon, skeleton("아르곤투"));
        assert_eq!(skeleton_spelled_out("kafka"), None);
    }

    #[test]
    fn short_names_agree_in_their_first_vowel() {
        assert!(first_vowels_agree("docker", "도커"));
        assert!(first_vowels_agree("twilio", "트윌리오"));
        assert!(!first_vowels_agree("docker", "태국"));
    }

    #[test]
    fn misheard_names_sound_alike() {
        assert_eq!(skeleton("yancey"), skeleton("yonsei"));
        assert!(alike(&skeleton("whybigta"), &skeleton("ybigta")) >= 0.75);
    }
}
