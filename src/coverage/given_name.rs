//! People in Korean text by their given name alone, or by their whole name without a title: by the syllables that
//! given names are made of, by what the dictionary does not know, and by what only stands beside people.

use super::korean_person::{is_family, is_role, is_title};
use super::token::{Script, Token};
use crate::language::{implausibility, is_morpheme, korean};

/// Syllables that given names begin with, ...
const FIRST: &str = "가강건경광규기나다단담도동두라로루리마명무미민병보빈상서석선설성세소송수슬승시아연영예온용우유윤\
                     은이인일재정종주준지진찬창채철초태하한해현형혜호홍효희";
/// ...and end with. Those that end everyday words of two syllables as often (소, 도, 음, 자) are left out.
const SECOND: &str = "건겸경광규균근기나담라람란랑령림린미민배범별병빈상서석선설섭성솔숙순슬승식신아안애연엽영예오온완용\
                      우욱운웅원유윤율은의인임정조주준중지진찬창채철태하한해혁현형혜호홍환후훈희";
/// From this [`implausibility`] a word has a noun in it that the dictionary does not know, in nats; ...
pub(super) const UNKNOWN: f32 = 2.5;
/// ...and surely, so that less has to speak for a name.
const SURELY_UNKNOWN: f32 = 4.5;

/// Particles of a noun that ends in a consonant and in the 이 that only names have before these (유진이가).
const BEHIND_CALLED: &[&str] = &["가", "는", "에게", "한테", "를", "의", "도", "와", "랑"];
/// Particles that only people have.
const OF_PEOPLE: &[&str] =
    &["에게", "한테", "이한테", "이에게", "에게는", "한테는", "한테서", "에게서"];
/// Particles of whoever acts, or of whom one does something with.
const PLAIN: &[&str] =
    &["가", "이", "는", "은", "와", "과", "랑", "이랑", "를", "을", "의", "도", "하고", "이와"];
/// And.
const WITH: &[&str] = &["와", "과", "랑", "이랑", "하고"];
/// The speaker, as it stands beside people ("태오와 저는").
#[rustfmt::skip]
const SPEAKER: &[&str] = &[
    "저는", "제가", "저와", "저랑", "저하고", "저도", "나는", "내가", "나와", "나랑", "저의", "저",
];
/// How verbs begin that only people do.
#[rustfmt::skip]
const ACTS: &[&str] = &[
    "맡", "말하", "말했", "말씀", "물었", "물어", "묻", "웃", "울었", "울며", "부탁", "제안", "고집", "설득", "사과", "고백", "대답",
    "반대", "찬성", "동의", "알려", "가르", "도와", "도왔", "그만두", "그만뒀", "좋아했", "싫어했", "거절", "격려", "위로", "칭찬", "불평",
    "무서워", "두려워", "걱정했", "주장", "양보", "조언", "소개", "지적했", "화를", "다투", "다퉜", "퇴사", "입사", "전학",
];

/// Whole names and given names that the token `at` is.
pub(super) fn given_name(tokens: &[Token], at: usize) -> Option<&str> {
    let token = &tokens[at];
    if token.script != Script::Hangul {
        return None;
    }
    whole(token)
        .or_else(|| honoured(tokens, at))
        .or_else(|| addressed(&token.surface))
        .or_else(|| given(tokens, at))
        .or_else(|| foreign(tokens, at))
}

/// A whole name before any title with 님 (셰프님, 지도사님), and before 씨, which by itself is said of people only, a
/// given name or what is no word.
fn honoured(tokens: &[Token], at: usize) -> Option<&str> {
    let token = &tokens[at];
    let name = token.surface.as_str();
    let next = tokens.get(at + 1)?;
    let follows = next.word == token.word + 1;
    let next = next.surface.as_str();
    let syllables = name.chars().count();
    if let Some(tail) = next.strip_prefix('씨') {
        let alone = follows && (2..=5).contains(&syllables) && korean::is_particle(tail);
        let person = is_given(name) || alone && !is_morpheme(name);
        if person && unknown(name, UNKNOWN) {
            return Some(name);
        }
    }
    // A title of its own: 님 alone stands behind any name on the net.
    let (title, particle) = next.split_at(next.find('님')? + '님'.len_utf8());
    let title = (3..=6).contains(&title.chars().count())
        && (korean::is_particle(particle) || particle.starts_with('께'));
    let (_, given) = split(name, 1)?;
    let whole = syllables == 3 && is_family(name.chars().next()?);
    (follows && title && whole && (is_given(given) || unknown(name, SURELY_UNKNOWN)))
        .then_some(name)
}

/// A whole name with 님 or 씨 written behind it in one word (한다온님이랑), where it is no title (본부장님).
fn addressed(word: &str) -> Option<&str> {
    let (name, behind) = split(word, 3)?;
    let particle = ["님", "씨"].iter().find_map(|title| behind.strip_prefix(title))?;
    let (_, given) = split(name, 1)?;
    let unknown = || unknown(name, SURELY_UNKNOWN) && !is_morpheme(given);
    let named = is_family(name.chars().next()?)
        && (is_given(given) || unknown())
        && !is_morpheme(name)
        && !is_title(given);
    (named && korean::is_particle(particle)).then_some(name)
}

/// A name of three to five syllables that is spelled as it sounds, with what only stands beside people and not the
/// end of a word for what people are.
fn foreign(tokens: &[Token], at: usize) -> Option<&str> {
    const NOT_LAST: &str = "생자원인님들팀사장관가수저티니트러터어너견이부과직신도민주객측진군양씨";
    let word = tokens[at].surface.as_str();
    let (name, _) = (3..=5).filter_map(|length| split(word, length)).find(|(name, tail)| {
        let person =
            OF_PEOPLE.contains(tail) || WITH.contains(tail) && beside_speaker(tokens, at, tail);
        person && korean::fits(name, tail)
    })?;
    let last = name.chars().next_back()?;
    (!NOT_LAST.contains(last) && unknown(word, SURELY_UNKNOWN)).then_some(name)
}

/// Whether "and I" stands behind the word, which has this particle, or "I and" before it.
fn beside_speaker(tokens: &[Token], at: usize, tail: &str) -> bool {
    let next = tokens.get(at + 1).map_or("", |next| next.surface.as_str());
    let before = at.checked_sub(1).map_or("", |before| tokens[before].surface.as_str());
    let with = |word: &str| WITH.iter().any(|with| word.ends_with(with));
    with(tail) && SPEAKER.contains(&next) || with(before) && SPEAKER.contains(&before)
}

/// A word of so many syllables at least, parted behind them.
pub(super) fn split(word: &str, syllables: usize) -> Option<(&str, &str)> {
    let end = word.char_indices().nth(syllables).map_or(word.len(), |(at, _)| at);
    (word.chars().count() >= syllables).then(|| word.split_at(end))
}

/// Whether two syllables are such as given names are made of.
pub(super) fn is_given(name: &str) -> bool {
    let mut letters = name.chars();
    matches!((letters.next(), letters.next(), letters.next()), (Some(first), Some(second), None)
        if FIRST.contains(first) && SECOND.contains(second))
}

/// Whether two syllables begin as given names do and are no word of the dictionary.
pub(super) fn begins_as_given(name: &str) -> bool {
    let begins = name.chars().next().is_some_and(|first| FIRST.contains(first));
    begins && name.chars().count() == 2 && !is_morpheme(name)
}

fn closed(name: &str) -> bool {
    let last = name.chars().next_back().and_then(korean::syllable);
    last.is_some_and(|(_, _, tail)| tail > 0)
}

/// Whether a word is at least so implausible, in nats.
pub(super) fn unknown(word: &str, least: f32) -> bool {
    implausibility(word).is_some_and(|nats| nats >= least)
}

/// A family name and a given one, of which the dictionary knows nothing.
fn whole(token: &Token) -> Option<&str> {
    let (name, tail) = split(&token.surface, 3)?;
    let family = is_family(name.chars().next()?);
    let (_, given) = split(name, 1)?;
    let person = PLAIN.contains(&tail) || OF_PEOPLE.contains(&tail);
    // "공유하는" is a verb.
    let noun = name.strip_suffix('하').is_some_and(is_morpheme);
    (family
        && !noun
        && person
        && korean::fits(name, tail)
        && is_given(given)
        && unknown(&token.surface, SURELY_UNKNOWN))
    .then_some(name)
}

/// A given name with something beside it that only people have.
fn given(tokens: &[Token], at: usize) -> Option<&str> {
    let word = tokens[at].surface.as_str();
    let (name, tail) = split(word, 2)?;
    let before = at.checked_sub(1).map_or("", |before| tokens[before].surface.as_str());
    // "후배 민재랑": one does something with somebody, whatever the name ends with.
    if is_role(before) && WITH.contains(&tail) && korean::fits(name, tail) && begins_as_given(name)
    {
        return Some(name);
    }
    if !is_given(name) {
        return None;
    }
    // 서성이는 is a verb.
    let called = closed(name)
        && tail.strip_prefix('이').is_some_and(|tail| {
            let least = match tail {
                "는" => SURELY_UNKNOWN,
                "에게" | "한테" => f32::NEG_INFINITY,
                _ => UNKNOWN,
            };
            BEHIND_CALLED.contains(&tail) && unknown(word, least)
        });
    // 지은 may also be "built", but nothing is given to that.
    let to = OF_PEOPLE.contains(&tail) && (unknown(word, UNKNOWN) || !is_morpheme(name));
    if called || to {
        return Some(name);
    }
    if !PLAIN.contains(&tail) || !korean::fits(name, tail) || !unknown(word, UNKNOWN) {
        return None;
    }
    let role = is_role(before);
    let acts = ["가", "이", "는", "은"].contains(&tail)
        && unknown(word, SURELY_UNKNOWN)
        && tokens[at + 1..]
            .iter()
            .take(5)
            .any(|verb| ACTS.iter().any(|act| verb.surface.starts_with(act)));
    (beside_speaker(tokens, at, tail) || role || acts).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::token::found_in;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        found_in(text, given_name)
    }

    #[test]
    fn people_are_known_by_their_given_name() {
        assert_eq!(names("민준이가 손을 들었습니다"), ["민준"]);
        assert_eq!(names("밤에 지후에게 전화했습니다"), ["지후"]);
        assert_eq!(names("서빈 씨가 도왔습니다"), ["서빈"]);
        assert_eq!(names("주말에 태오와 저는 산에 갔습니다"), ["태오"]);
    }

    #[test]
    fn people_are_known_by_any_title_with_an_honorific() {
        assert_eq!(names("마서윤 셰프님은 불을 줄이셨습니다"), ["마서윤"]);
        assert_eq!(names("도현민 지도사님께 배웠습니다"), ["도현민"]);
        assert_eq!(names("쯔엉 씨와 상자를 옮겼습니다"), ["쯔엉"]);
        for text in ["우리집 주인님", "어르신 손님이", "수박 씨를 뿌렸습니다", "고객이 사장님께"]
        {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn whole_names_need_no_title() {
        assert_eq!(names("배시온을 설득했습니다"), ["배시온"]);
    }

    #[test]
    fn other_words_of_such_syllables_are_no_names() {
        for text in [
            "복도를 서성이는 손님에게",
            "주민에게 알렸습니다",
            "서로에게 물었습니다",
            "수온이 올랐습니다",
            "동료와 저는",
            "지인에게 부탁했습니다",
            "조선소에서 일했습니다",
            "민원이 들어왔습니다",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
