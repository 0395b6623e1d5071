//! People in Korean text, by the title behind their name or by how they are introduced.

use super::foreign::foreign;
use super::given_name::{UNKNOWN, begins_as_given, is_given, split, unknown};
use super::korean_name::is_unknown;
use super::token::Token;
use crate::language::{is_morpheme, korean};

/// The final consonant ㄴ of a syllable, as [`korean::syllable`] numbers them.
const NIEUN: u32 = 4;

/// Titles behind the name of a person.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "씨", "님", "선생", "교수", "박사", "대표", "이사", "팀장", "부장", "과장", "대리", "사원", "실장",
    "원장", "소장", "계장", "회장", "사장", "선배", "후배", "코치", "감독", "작가", "기자", "의원", "간호사",
    "주임", "책임", "수석", "매니저", "병장", "상병", "일병", "이병", "하사", "중사", "원사", "준위", "중령", "대령", "상사", "대위", "소령", "중위", "소위",
    "할머니", "할아버지", "어르신", "여사", "조교", "연구원", "학생", "군", "변호사", "변리사", "회계사", "세무사", "노무사", "약사",
    "판사", "셰프", "언니", "오빠", "누나", "이모", "삼촌", "차장", "상무", "전무", "본부장", "센터장",
    "영양사", "상담사", "치료사", "조리사", "복지사", "지도사", "관리사", "운전사", "조종사", "사서", "프로", "파트장", "반장", "조장", "주무관", "사무관", "피디",
];

/// Titles in Latin letters, in lower case, and as they are spelled out.
const LATIN_TITLES: &[&str] = &[
    "ceo",
    "cto",
    "cfo",
    "coo",
    "cpo",
    "cmo",
    "ciso",
    "cdo",
    "chro",
    "pm",
    "po",
    "vp",
    "md",
    "씨이오",
    "씨티오",
    "씨에프오",
    "씨소",
    "피엠",
];

/// What people are before their name ("동료 김민서").
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "동료", "친구", "팀원", "선배", "후배", "동기", "디자이너", "개발자", "기획자", "엔지니어", "담당자", "멘토",
    "학생", "환자", "팀장", "매니저", "창업자", "공동창업자", "사수", "상사", "대표", "파트너", "교수", "지도교수",
    "룸메이트", "조장", "총무", "회장", "반장", "점장", "원장", "인턴", "신입", "은사", "동업자", "부사수", "조교", "간호사", "선임", "후임", "막내", "보컬", "분대장", "소대장", "중대장", "이름은", "작가",
];

/// Common family names of one syllable.
const FAMILIES: &str = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나엄원천방공현함변염";

/// Rarer ones, which count only where somebody is introduced.
const RARE_FAMILIES: &str = "도반왕금옥육맹제모탁국여은편용예봉연석선설마길위표명채지추소피감빈";

/// Family names of two syllables, before given names of one or two.
const DOUBLE_FAMILIES: &[&str] = &["남궁", "황보", "제갈", "선우", "독고", "사공", "서문"];

/// Words of three syllables that end as no given name does: what people are, not who.
#[rustfmt::skip]
const NOT_GIVEN: &[char] = &[
    '사', '자', '생', '가', '관', '장', '직', '팀', '과', '부', '어', '러', '너', '이', '드', '스', '트', '계', '년', '살',
    '번', '째', '급', '학', '업', '력', '성', '적', '들', '것', '점', '일', '명', '크', '터', '회', '료', '고',
];
#[rustfmt::skip]
const NOT_NAMES: &[&str] = &[
    "공무원", "연구원", "회사원", "상담원", "안내원", "조리원", "신입원", "구성원", "경호원", "전문인", "직장인",
    "신앙인", "유학생", "전기공", "이공계", "인사팀", "구조원", "배달원", "강사진", "의료진",
];

/// Particles that make three syllables of a noun of two.
const PARTICLES: [char; 12] =
    ['이', '가', '은', '는', '을', '를', '의', '도', '와', '과', '에', '로'];

/// A name of three syllables with a title behind it (정다온 팀장님).
pub(super) fn person<'a>(token: &'a Token, next: Option<&Token>) -> Option<&'a str> {
    let name = token.surface.as_str();
    let family = name.chars().next().is_some_and(|first| FAMILIES.contains(first));
    // "고객이 대표에게": a word of two syllables with a particle is likelier than such a name.
    let next = next?.surface.as_str();
    // "정하은 님이": no particle stands before it.
    let addressed = ["님", "씨"].iter().any(|title| next.starts_with(title));
    let particle = name.ends_with(PARTICLES) && !whole(name) && !addressed;
    if !family || particle || name.chars().count() != 3 {
        return None;
    }
    if TITLES.iter().any(|title| title.chars().count() > 1 && name.starts_with(title)) {
        return None;
    }
    // "조은별 CTO님"
    if LATIN_TITLES.contains(&next) && !is_morpheme(name) {
        return Some(name);
    }
    // "팀장님께", "어촌계장님"
    let from = |skipped: usize| next.char_indices().nth(skipped).map_or("", |(at, _)| &next[at..]);
    let short = |title: &str| ["씨", "님", "군", "학생"].contains(&title);
    let titled = (0..3).any(|skipped| {
        let title = |title: &&&str| from(skipped).starts_with(**title);
        TITLES.iter().find(title).is_some_and(|title| skipped == 0 || !short(title))
    });
    (titled && !is_morpheme(name)).then_some(name)
}

/// Whether a name of three syllables that ends like a noun with a particle (최가은) is whole: a given name, and no noun
/// without the particle (주민은).
fn whole(name: &str) -> bool {
    split(name, 1).is_some_and(|(_, given)| is_given(given))
        && split(name, 2).is_some_and(|(noun, _)| !is_morpheme(noun))
}

/// A name that is no Korean one behind what somebody is ("총주방장 로베르토가").
pub(super) fn foreigner(tokens: &[Token], at: usize) -> Option<&str> {
    let before = tokens[at.checked_sub(1)?].surface.as_str();
    let role = is_role(before)
        || TITLES.iter().any(|title| title.chars().count() > 1 && before.ends_with(title));
    let word = tokens[at].surface.as_str();
    let name = ["가", "이", "와", "과", "는", "은", "에게", "의"]
        .iter()
        .find_map(|end| word.strip_suffix(end))?;
    let long = (3..=6).contains(&name.chars().count());
    (role && long && foreign(&tokens[at]) && is_unknown(name)).then_some(name)
}

/// A name between the department that somebody is of and their rank ("마케팅팀 서지은 매니저"), which ends like a noun
/// with a particle.
pub(super) fn of_team(tokens: &[Token], at: usize) -> Option<&str> {
    let (before, next) = (&tokens[at.checked_sub(1)?], tokens.get(at + 1)?);
    let team = before.surface.ends_with(['팀', '부', '실', '과', '국'])
        && before.surface.chars().count() >= 3;
    let rank = |title: &&str| title.chars().count() >= 2 && next.surface.starts_with(title);
    let name = tokens[at].surface.as_str();
    let three = name.chars().count() == 3 && name.chars().next().is_some_and(is_family);
    (team && three && TITLES.iter().any(rank)).then_some(name)
}

/// Whether a word is a title.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether a syllable is a family name, also a rarer one.
pub(super) fn is_family(syllable: char) -> bool {
    FAMILIES.contains(syllable) || RARE_FAMILIES.contains(syllable)
}

/// Whether a word says what somebody is ("동료", "디자이너인").
pub(super) fn is_role(word: &str) -> bool {
    ROLES.iter().any(|role| word.strip_prefix(role).is_some_and(|t| t.is_empty() || t == "인"))
}

/// A name of three syllables behind what somebody is, or as somebody introduces themself: "동료
/// 김민서와", "저는 곽도희입니다", "한서윤이라고 합니다".
pub(super) fn introduced(tokens: &[Token], at: usize) -> Option<&str> {
    let word = tokens[at].surface.as_str();
    let double = DOUBLE_FAMILIES.iter().any(|family| word.starts_with(family));
    let four = || split(word, 4).filter(|(name, _)| split(name, 2).is_some_and(|n| is_given(n.1)));
    let (name, tail) = double.then(four).flatten().or_else(|| split(word, 3))?;
    // "간호사 선우재 입니다"
    let next = tokens.get(at + 1).map(|next| next.surface.as_str());
    let apart = next.filter(|next| tail.is_empty() && ["입니다", "이라고", "라고"].contains(next));
    let tail = apart.unwrap_or(tail);
    let first = name.chars().next()?;
    let last = name.chars().next_back()?;
    let rare = RARE_FAMILIES.contains(first);
    if !is_family(first) || NOT_GIVEN.contains(&last) || NOT_NAMES.contains(&name) {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |before| tokens[before].surface.as_str());
    let role = is_role(before)
        && [
            "", "와", "과", "는", "은", "가", "이", "에게", "랑", "이랑", "의", "를", "을", "이와",
            "이가",
        ]
        .contains(&tail);
    let role = role && !(rare && ["를", "을", "의"].contains(&tail));
    // "동기 방식은" has a noun of two syllables.
    let with = || name.strip_suffix('랑').is_some_and(begins_as_given);
    let role =
        role && !(tail.is_empty() && (name.ends_with(PARTICLES) || is_morpheme(name) || with()));
    let says = ["라고", "이라고"].contains(&tail)
        && tokens.get(at + 1).is_some_and(|next| {
            ["합니다", "하고", "해요", "하며", "하는", "불러"]
                .iter()
                .any(|say| next.surface.starts_with(say))
        });
    let greets = || {
        tokens[..at].iter().any(|token| {
            ["안녕하세요", "안녕하십니까", "저는", "이름은", "제"].contains(&token.surface.as_str())
        })
    };
    let is =
        ["입니다", "임다", "임니다", "임", "이고", "이며", "인데요"].contains(&tail) && greets();
    // "배우는 것을 좋아하는 유채원입니다": what somebody says of themself stands before the name.
    let is = is || ["입니다", "임다", "임니다"].contains(&tail) && says_of_oneself(before, name);
    (role || says || is).then_some(name)
}

/// Whether a whole name that the dictionary does not know stands behind a verb or adjective that says something of
/// whoever has it.
fn says_of_oneself(before: &str, name: &str) -> bool {
    const ENDS: [&str; 4] = ["는", "은", "인", "던"];
    let told = before.chars().count() >= 2
        && (ENDS.iter().any(|end| before.ends_with(end))
            || before.chars().next_back().and_then(korean::syllable).is_some_and(|s| s.2 == NIEUN));
    let given = split(name, 1).is_some_and(|(_, given)| is_given(given));
    told && given && unknown(name, UNKNOWN)
}
