//! Words of Hangul that are spelled as only foreign ones are.

use super::token::{Script, Token};
use super::{brand, korean};

/// Whether a Hangul word is a brand or spelled as only foreign ones are.
pub(super) fn foreign(token: &Token) -> bool {
    const CODAS: &str = "랩랙랜럼맵앱웹탭깃넷봇샷잇젠씨쿼뷰듀튜";
    const NATIVE: [&str; 26] = [
        "쓰면", "쓰는", "쓰던", "쓰고", "스스", "드디", "드물", "드러", "스며", "스무", "크게",
        "크기", "커다", "커져", "터득", "퍼지", "드리", "드렸", "드린", "틀리", "틀렸", "트이",
        "커지", "터지", "크지", "퍼뜨",
    ];
    let stem = token.stem.as_str();
    if token.script != Script::Hangul || token.stop {
        return false;
    }
    let native = NATIVE.iter().any(|native| stem.starts_with(native));
    let mut syllables = stem.chars().enumerate();
    let foreign = syllables.any(|(at, c)| {
        let Some((lead, vowel, tail)) = korean::syllable(c) else { return false };
        // ㅋ, ㅌ and ㅍ before vowels that words of Chinese origin do not have behind them, ㅅ, ㅂ and ㄷ before
        // ㅡ, and ㄹ at the beginning.
        let aspirated = match lead {
            14 => vowel == 18 && tail == 0,
            15 => !matches!(vowel, 0 | 8 | 20),
            16 => matches!(vowel, 4 | 5 | 18 | 20),
            17 => matches!(vowel, 4 | 5 | 18),
            _ => false,
        };
        let weak = matches!(lead, 3 | 7 | 9 | 10) && vowel == 18 && tail == 0;
        aspirated || weak || lead == 5 && at == 0 || CODAS.contains(c)
    });
    !native && foreign || brand::brand(&token.surface).is_some()
}
