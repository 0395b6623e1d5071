//! How alike two Korean words sound.

use std::sync::LazyLock;

use crate::language::korean;

/// The sounds of a Hangul text, one after the other: a tail consonant is the same sound as a leading one, a silent
/// ㅇ none.
#[derive(Debug, Clone)]
pub struct Sounds {
    /// Places in [`SOUNDS`].
    row: Vec<u8>,
    /// Kinds of sounds that occur, a bit each.
    kinds: u32,
}

impl Sounds {
    /// Of a text, of which all but Hangul is left out.
    pub fn of(text: &str) -> Sounds {
        let row: Vec<u8> = korean::jamo(text).into_iter().filter_map(sound).collect();
        let kinds = row.iter().fold(0, |kinds, sound| kinds | TABLE[usize::from(*sound)].kind);
        Sounds { row, kinds }
    }

    /// Likeness of two rows of sounds, 0 to 1: one less their edit distance over the longer length. `None` where it
    /// is less than `least`.
    pub fn alike(&self, other: &Sounds, least: f64) -> Option<f64> {
        let (a, b) = (&self.row, &other.row);
        let longer = a.len().max(b.len()).max(1) as f64;
        // Each sound of a kind that the other row does not have costs an edit.
        let lacking = (self.kinds & !other.kinds).count_ones();
        let lacking = lacking.max((other.kinds & !self.kinds).count_ones());
        let at_least = f64::from(lacking).max(a.len().abs_diff(b.len()) as f64);
        if 1.0 - at_least / longer < least {
            return None;
        }
        let edits = f64::from(half_edits(a, b)) / 2.0;
        Some(1.0 - edits / longer).filter(|alike| *alike >= least)
    }
}

/// All sounds, a letter each: the leading consonants in the order of Unicode, the ng that only tails have, the vowels in
/// the order of Unicode. Plain, tense and aspirated consonants stay apart.
const SOUNDS: &str = "gGndDrmbBsS-jJcktphxᅡᅢᅣᅤᅥᅦᅧᅨᅩᅪᅫᅬᅭᅮᅯᅰᅱᅲᅳᅴᅵ";
/// Place of the first vowel.
const VOWELS: u8 = 20;
/// The sounds of the tails in the order of Unicode, clusters by the consonant that is heard before another.
const TAILS: &[u8] = b"gGgnnndrgmrrrprmbbsSxjcktph";

/// Place in [`SOUNDS`] of a jamo.
fn sound(jamo: char) -> Option<u8> {
    match u32::from(jamo) {
        lead @ 0x1100..=0x1112 => Some((lead - 0x1100) as u8),
        vowel @ 0x1161..=0x1175 => Some(VOWELS + (vowel - 0x1161) as u8),
        tail @ 0x11A8..=0x11C2 => {
            let sound = TAILS[(tail - 0x11A8) as usize];
            SOUNDS.bytes().position(|other| other == sound).map(|at| at as u8)
        }
        _ => None,
    }
}

/// Sounds that recognisers take for each other more than for others: that costs half an edit.
const NEAR: [&str; 16] =
    ["gGk", "dDt", "bBp", "jJc", "sS", "nr", "nmx", "hk", "ᅢᅦ", "ᅥᅩ", "ᅮᅳ", "ᅥᅳ", "ᅩᅮ", "ᅴᅵ", "ᅬᅦ", "ᅡᅥ"];

/// Sounds of one kind, which [`NEAR`] holds together; any other sound is of no kind.
const KINDS: [&str; 9] = ["gGkh", "dDt", "bBp", "jJc", "sS", "nrmx", "ᅢᅦᅬ", "ᅡᅥᅩᅮᅳ", "ᅴᅵ"];

/// What [`NEAR`] and [`KINDS`] say of a sound.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// Places of the sounds that are near it, a bit each.
    near: u64,
    /// The bit of its kind.
    kind: u32,
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let bits = |near: &str| {
        let among = SOUNDS.chars().enumerate().filter(|(_, sound)| near.contains(*sound));
        among.fold(0, |bits, (at, _)| bits | 1u64 << at)
    };
    let row = |sound: char| Row {
        near: NEAR.iter().filter(|near| near.contains(sound)).fold(0, |all, near| all | bits(near)),
        kind: KINDS.iter().position(|kind| kind.contains(sound)).map_or(0, |at| 1 << at),
    };
    SOUNDS.chars().map(row).collect()
});

/// Edit distance of two rows of sounds, in half edits.
fn half_edits(a: &[u8], b: &[u8]) -> u32 {
    let table = &*TABLE;
    let mut row: Vec<u32> = (0..=b.len()).map(|j| 2 * j as u32).collect();
    for (i, x) in a.iter().enumerate() {
        let near = table[usize::from(*x)].near;
        let mut diagonal = row[0];
        row[0] = 2 * (i as u32 + 1);
        for (j, y) in b.iter().enumerate() {
            let difference = if x == y { 0 } else { 2 - (near >> y & 1) as u32 };
            let other = diagonal + difference;
            diagonal = row[j + 1];
            row[j + 1] = other.min(row[j] + 2).min(diagonal + 2);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str, least: f64) -> Option<f64> {
        Sounds::of(a).alike(&Sounds::of(b), least)
    }

    #[test]
    fn words_are_the_more_alike_the_fewer_sounds_differ() {
        assert_eq!(alike("채팅", "채팅", 1.0), Some(1.0));
        let near = alike("재팅", "채팅", 0.0).unwrap();
        assert!(near > alike("배팅", "채팅", 0.0).unwrap());
        assert_eq!(alike("재팅", "채팅", near), Some(near));
        assert_eq!(alike("재팅", "채팅", near + 0.01), None);
    }

    #[test]
    fn a_tail_is_the_sound_of_the_leading_consonant() {
        let row = |text: &str| -> String {
            let at = |place: &u8| SOUNDS.chars().nth(usize::from(*place)).unwrap();
            Sounds::of(text).row.iter().map(at).collect()
        };
        assert_eq!(row("값이"), "gᅡbᅵ");
        assert_eq!(row("쌍둥"), "Sᅡxdᅮx");
        assert_eq!(row("힣A"), "hᅵh");
    }

    #[test]
    fn sounds_that_are_near_each_other_are_of_one_kind() {
        let kind = |sound: char| TABLE[SOUNDS.chars().position(|s| s == sound).unwrap()].kind;
        for near in NEAR {
            let kinds: Vec<u32> = near.chars().map(kind).collect();
            assert!(kinds[0] > 0 && kinds.windows(2).all(|pair| pair[0] == pair[1]), "{near}");
        }
    }

    #[test]
    fn what_is_passed_over_is_not_alike_enough() {
        let words = ["젠킨스", "제인킨스", "블룸버그", "물론버그", "빈스톡", "민스턴", "커넥션"];
        for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))) {
            let alike_at_all = alike(a, b, 0.0).unwrap();
            assert_eq!(alike(a, b, 0.6), Some(alike_at_all).filter(|alike| *alike >= 0.6));
        }
    }
}
