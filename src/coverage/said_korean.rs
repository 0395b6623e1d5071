//! Whether the speech has a Korean name: in other pieces, misheard, or shortened.

use std::ops::Range;

use super::fact::Speech;
use super::name_sound::run_phones;
use super::phone::{self, phones};
use super::point::Fact;
use super::token::{Script, Token};
use super::{brand, korean, korean_organisation, korean_person, place, series, sound, substance};

/// Least likeness of a Korean name, and of one from the lists.
const KOREAN_SOUNDS: f32 = 0.89;
const KNOWN_SOUNDS: f32 = 0.94;
/// The same of somebody's name where a title stands behind.
const TITLED_SOUNDS: f32 = 0.84;

/// Most words that a name in two scripts is told in.
const MOST_PARTS: usize = 5;

/// Words that look like a university by its first syllable.
#[rustfmt::skip]
const COMMON_SHORT: &[&str] = &[
    "상대", "기대", "시대", "최대", "현대", "군대", "무대", "세대", "절대", "반대", "확대", "거대", "지대", "부대",
    "침대", "연대", "고대", "이대", "한대", "당대", "초대", "증대", "막대", "그대", "저대", "우대", "후대", "전대",
];

/// A name with its Latin letters as Korean spells them out one by one (오픈에스더블유 for 오픈SW).
fn in_hangul(name: &str) -> String {
    let mut out = String::new();
    let mut latin = String::new();
    for c in name.chars().chain([' ']) {
        if c.is_ascii_alphabetic() {
            latin.push(c.to_ascii_lowercase());
            continue;
        }
        if !latin.is_empty() {
            out.push_str(&sound::spelled_out(&latin).unwrap_or_else(|| latin.clone()));
            latin.clear();
        }
        out.push(c);
    }
    out.trim_end().to_owned()
}

/// Abbreviations in Korean names that are said in full.
const IN_FULL: &[(&str, &str)] =
    &[("SW", "소프트웨어"), ("HW", "하드웨어"), ("AI", "인공지능"), ("DB", "데이터베이스")];

/// A Korean name, with its abbreviations in full perhaps (오픈소스 소프트웨어 for 오픈소스SW).
pub(super) fn said(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let in_full = || {
        let (short, full) = IN_FULL.iter().find(|(short, _)| fact.text.contains(short))?;
        said_so(&Fact { text: fact.text.replace(short, full), ..fact.clone() }, speech)
    };
    said_so(fact, speech).or_else(in_full)
}

/// A Korean name: in other pieces, misheard, or shortened (한빛대 for 한빛대학교).
fn said_so(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let name: String = fact.text.split_whitespace().collect();
    let letters = name.to_lowercase();
    let mixed_name = name.contains(|c: char| c.is_ascii_alphabetic());
    let name = in_hangul(&name);
    let sounds = phones(&name);
    // ㄹ at the beginning is heard as ㄴ or not at all (나온웨어 for 라온웨어).
    let without_r = (sounds.first() == Some(&'l')).then(|| [&['n'], &sounds[1..]].concat());
    let parts = korean_organisation::organisation(&name);
    let short = parts.and_then(|(own, end)| Some(format!("{own}{}", end.chars().next()?)));
    // 홍대 for 홍익대학교, but not words like 상대 and 시대.
    let shortest = parts.filter(|(_, end)| *end == "대학교").and_then(|(own, _)| {
        let short = format!("{}대", own.chars().next()?);
        (!COMMON_SHORT.contains(&short.as_str())).then_some(short)
    });
    let of_series = series::member(&name).is_some();
    let exact = name.chars().count() <= 2 || of_series;
    // Known names are seldom misheard as words.
    let known = place::place(&name).is_some() || brand::brand(&name).is_some();
    let near_enough = if known { KNOWN_SOUNDS } else { KOREAN_SOUNDS };
    let person = exact && !known && !of_series && substance::korean(&name).is_none();
    let mut best: Option<(f32, Range<usize>)> = None;
    for start in 0..speech.tokens.len() {
        let most = if mixed_name { MOST_PARTS } else { 3 };
        for end in start + 1..=(start + most).min(speech.tokens.len()) {
            let tokens = &speech.tokens[start..end];
            // "한 끼 나라" has a number in it, as it is heard.
            let heard = |token: &Token| match token.script {
                Script::Number => token.raw.split_whitespace().collect(),
                _ => token.surface.clone(),
            };
            let together: String = tokens.iter().map(heard).collect();
            // "오픈 소스 SW 프로젝트에서" for 오픈소스SW프로젝트
            let mixed = || {
                let heard = together.to_lowercase();
                let tail = heard.strip_prefix(&letters).filter(|tail| korean::is_suffix(tail));
                tail.is_some() && start + 1 < end
            };
            if mixed_name && mixed() {
                return Some(start..end);
            }
            if !together.chars().all(korean::is_hangul) {
                if mixed_name {
                    continue;
                }
                break;
            }
            // 세브란스 for 세브란스병원
            let bare = parts.is_some_and(|(own, _)| {
                own.chars().count() >= 3
                    && place::place(own).is_none()
                    && together.strip_prefix(own).is_some_and(korean::is_suffix)
            });
            let shortest = shortest.as_ref().is_some_and(|short| {
                together.strip_prefix(short.as_str()).is_some_and(korean::is_suffix)
            });
            let faint = person && without_h(&together).starts_with(&without_h(&name));
            // 한빛대병원 for 한빛대학교병원
            let clipped =
                name.contains("대학교") && together.starts_with(&name.replace("대학교", "대"));
            // "베트남 말" for 베트남어
            let spoken = of_series
                && name.strip_suffix('어').is_some_and(|land| {
                    let next = speech.tokens.get(end).map_or("", |next| next.surface.as_str());
                    land.chars().count() >= 2 && together == land && next.starts_with('말')
                });
            let own = shortest
                || spoken
                || clipped
                || bare
                || faint
                || together.starts_with(&name)
                || short.as_ref().is_some_and(|short| together.starts_with(short.as_str()));
            let alike = if own && tokens[0].surface.len() < name.len() + 12 {
                1.0
            } else if exact {
                0.0
            } else {
                if tokens[0].script == Script::Number {
                    continue;
                }
                let begins = speech.phones[start].first().zip(sounds.first());
                let n = without_r.is_some() && speech.phones[start].first() == Some(&'n');
                if !n && !begins.is_some_and(|(a, b)| phone::may_begin(*a, *b)) {
                    break;
                }
                // Somebody's name is not misheard as a word that everybody says (정도 for 정태오).
                if end == start + 1 && tokens[0].stop {
                    continue;
                }
                let cut: String = together.chars().take(name.chars().count()).collect();
                let runs = run_phones(&(start..end), sounds.len(), speech);
                let meant = without_r.as_ref().filter(|_| n).unwrap_or(&sounds);
                let near = |heard: Vec<char>| phone::alike(meant, &heard, false);
                runs.into_iter().chain([phones(&cut)]).map(near).fold(0.0, f32::max)
            };
            // Where a title follows it is somebody's name, however it was misheard.
            let titled = || {
                let next = speech.tokens.get(end);
                end == start + 1 && korean_person::person(&tokens[0], next).is_some()
            };
            let enough = alike >= near_enough
                || alike >= TITLED_SOUNDS && titled()
                || two_of_three(&name, &tokens[0].surface) && titled();
            if enough && alike > best.as_ref().map_or(0.0, |best| best.0) {
                best = Some((alike, start..end));
            }
        }
    }
    best.map(|(_, range)| range)
}

/// Whether two names of three syllables have two of them in common and the third is near (정유나 for 정유라).
fn two_of_three(name: &str, heard: &str) -> bool {
    let (name, heard): (Vec<char>, Vec<char>) = (name.chars().collect(), heard.chars().collect());
    if name.len() != 3 || heard.len() != 3 {
        return false;
    }
    let other: Vec<usize> = (0..3).filter(|at| name[*at] != heard[*at]).collect();
    let [at] = other[..] else { return false };
    let (a, b) = (korean::syllable(name[at]), korean::syllable(heard[at]));
    let same = |a: (u32, u32, u32), b: (u32, u32, u32)| {
        usize::from(a.0 == b.0) + usize::from(a.1 == b.1) + usize::from(a.2 == b.2)
    };
    a.zip(b).is_some_and(|(a, b)| same(a, b) >= 2)
}

/// `text` without the ㅎ between its vowels, which is hardly heard there (태호 for 태오).
fn without_h(text: &str) -> String {
    const H: u32 = 18;
    const SILENT: u32 = 11;
    text.chars()
        .enumerate()
        .map(|(at, c)| match korean::syllable(c) {
            Some((H, vowel, tail)) if at > 0 => {
                char::from_u32(0xAC00 + (SILENT * 21 + vowel) * 28 + tail).unwrap_or(c)
            }
            _ => c,
        })
        .collect()
}
