//! What a Korean name is by what is told of it: firms behind what they are, departments, courses, fields of study, and
//! whatever is called something.

use super::korean_name::is_unknown;
use super::korean_person::is_role;
use super::token::{Script, Token};
use crate::language::{is_morpheme, korean};

/// What has a name of its own and is often told with it ("카페 봄날에서", "물류 회사 한길의").
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "회사", "스타트업", "기업", "업체", "대행사", "게임사", "출판사", "제작사", "여행사", "운용사", "쇼핑몰", "플랫폼", "서비스", "브랜드",
    "신제품", "에이전시", "게임", "보험사", "카드사", "통신사", "제조사", "고객사", "거래처", "협력사", "경쟁사",
    "앱", "베이커리", "레스토랑", "호텔", "공장", "가구", "agency", "startup", "company", "studio", "카페", "식당", "서점", "약국", "빵집", "가게", "편집숍", "스튜디오", "학원", "동아리", "농장", "재단",
];
/// What verbs and nouns of work begin with.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "일하", "일했", "일을", "근무", "운영하", "만들었", "제작", "engineer", "developer", "designer", "manager", "analyst", "인턴", "다녔", "다니", "입사", "재직", "맡았", "맡고", "맡아", "담당", "있었", "있습", "있다",
    "개발자", "엔지니어", "기획자", "디자이너", "매니저",
];
/// How a name ends that is told to be what stands before it ("첫 직장은 여행 스타트업 한길이었고").
#[rustfmt::skip]
const IS: &[&str] = &[
    "이었고", "이었는데", "이었습니다", "였고", "였는데", "였습니다", "입니다", "이고", "인데", "이며",
];

/// Whether a word says of what kind what is named behind it is.
pub(super) fn is_kind(word: &str) -> bool {
    KINDS.iter().any(|kind| word.ends_with(kind))
}

/// The name of an organisation behind what it is, where it is no word of the dictionary.
pub(super) fn titled(tokens: &[Token], at: usize) -> Option<&str> {
    let before = &tokens[at.checked_sub(1)?];
    let token = &tokens[at];
    let kind = before.last_word + 1 == token.word
        && KINDS.iter().any(|kind| before.surface.ends_with(kind));
    let before_any =
        |tails: &[&str]| tails.iter().find_map(|tail| token.surface.strip_suffix(tail));
    let place = before_any(&["에서", "에서는"]);
    let is = before_any(IS);
    let of_other = || {
        let led = OTHERS.iter().any(|kind| before.surface.ends_with(kind));
        led.then(|| before_any(&["이", "가", "은", "는", "을", "를", "와", "과"])).flatten()
    };
    let begins = |tokens: &[Token], with: &[&str]| {
        tokens.iter().any(|token| with.iter().any(|word| token.surface.starts_with(word)))
    };
    // "음성인식 회사 소리결로 옮겼습니다", "베이커리 밀숲의 생산팀에서"
    let moves = begins(&tokens[at + 1..], &["옮", "이직", "입사", "합류"]);
    let to = before_any(&["으로", "로"]).filter(|_| moves);
    let team = tokens.get(at + 1).is_some_and(|next| {
        let ends = ["팀", "팀에서", "부", "부에서", "실에서"]
            .iter()
            .any(|end| next.surface.ends_with(end));
        ends || next.script == Script::Latin
            || WORKS.iter().any(|work| next.surface.starts_with(work))
    });
    let of = before_any(&["의"]).filter(|_| team);
    let name = place.or_else(|| before_any(&["의", "에"])).or(is).or(to).or_else(of_other);
    let name = name.filter(|name| kind && (2..=7).contains(&name.chars().count()))?;
    let told = is.is_some() && begins(&tokens[..at], JOBS);
    let works = || place.is_some() && begins(&tokens[at + 1..], WORKS);
    let last = name.chars().next_back()?;
    let part = ['팀', '실', '부', '과', '장', '님', '점', '쪽'].contains(&last);
    (!part
        && (is_unknown(name)
            || (works() || told || (to.is_some() || of.is_some()) && !compound(name))
                && !is_morpheme(name)))
    .then_some(name)
}

/// Whether a noun is made of two words of the dictionary of two syllables and more ("주문서버").
fn compound(noun: &str) -> bool {
    let cuts = noun.char_indices().skip(2).map(|(at, _)| noun.split_at(at));
    cuts.into_iter()
        .any(|(one, other)| other.chars().count() >= 2 && is_morpheme(one) && is_morpheme(other))
}

/// A noun that the dictionary does not know, or that ends as firms do, where somebody is told to work ("핀다리움에서 서버
/// 개발자로 일했습니다").
pub(super) fn worked_at(tokens: &[Token], at: usize) -> Option<&str> {
    const TRADES: &[&str] =
        &["케어", "리테일", "토건", "웨어", "커머스", "유통", "라이프", "조선", "테크", "소프트"];
    let word = tokens[at].surface.as_str();
    let name = ["에서는", "에서"].iter().find_map(|end| word.strip_suffix(end))?;
    let works = tokens[at + 1..].iter().any(|token| {
        ["일하", "일했", "근무", "재직", "맡", "담당"]
            .iter()
            .any(|work| token.surface.starts_with(work))
    });
    let long = (3..=8).contains(&name.chars().count());
    let firm = TRADES.iter().any(|end| name.ends_with(end)) && !is_morpheme(name);
    let last = name.chars().next_back()?;
    let part = ['팀', '실', '부', '과', '장', '점', '쪽', '곳'].contains(&last);
    (works && long && !part && (firm || is_unknown(name))).then_some(name)
}

/// Those that are told of others than the speaker's own, and by name.
const OTHERS: &[&str] =
    &["고객사", "거래처", "협력사", "경쟁사", "스타트업", "대행사", "제조사", "에이전시"];

/// What somebody works at.
const JOBS: &[&str] = &["직장", "회사", "인턴"];

/// The organisation that a clause is about, by what it says that it is ("헬스나루는 … 회사라서 지원했습니다").
pub(super) fn described(tokens: &[Token], at: usize) -> Option<&str> {
    const IS: &[&str] = &["라서", "이라", "라는", "입니다", "이고", "이며", "인데", "로서", "이기"];
    if at > 1 {
        return None;
    }
    let word = tokens[at].surface.as_str();
    let name = ["은", "는"].iter().find_map(|tail| word.strip_suffix(tail))?;
    let is = |token: &Token| {
        let behind = KINDS.iter().find_map(|kind| token.surface.strip_prefix(kind));
        behind.is_some_and(|behind| IS.iter().any(|is| behind.starts_with(is)))
    };
    let long = (3..=7).contains(&name.chars().count());
    (long && tokens[at + 1..].iter().any(is) && is_unknown(name)).then_some(name)
}

/// A department of an office ("교통행정과에서"): no particle stands between its 과 and 에서.
pub(super) fn department(token: &Token) -> Option<&str> {
    let name =
        token.surface.strip_suffix("에서").or_else(|| token.surface.strip_suffix("에서는"))?;
    let long = (4..=8).contains(&name.chars().count());
    (long && name.ends_with('과') && !is_morpheme(name)).then_some(name)
}

/// What somebody majored in ("산업디자인을 전공").
pub(super) fn studied<'a>(token: &'a Token, next: Option<&Token>) -> Option<&'a str> {
    let major = next.is_some_and(|next| next.surface.starts_with("전공"));
    let word = token.surface.as_str();
    let name = word.strip_suffix(['을', '를']).unwrap_or(word);
    const OTHER: &[&str] = &["복수", "부전공", "제가", "저는", "이중", "대학"];
    let long = (3..=9).contains(&name.chars().count());
    // "만들어보는 전공 과목"
    let told = word.ends_with(['는', '던', '한', '된', '운']);
    (major && long && !told && !token.stop && !OTHER.contains(&name)).then_some(name)
}

/// What is taught under a name that is no word of the dictionary ("캡스톤디자인 수업").
pub(super) fn taught<'a>(token: &'a Token, next: Option<&Token>) -> Option<&'a str> {
    let name = token.surface.as_str();
    let course = ["수업", "과목", "강의", "강좌", "특강", "부트캠프"]
        .iter()
        .any(|course| next.is_some_and(|next| next.surface.starts_with(course)));
    let bare = korean::without_particle(name) == name;
    (course && bare && (3..=9).contains(&name.chars().count()) && is_unknown(name)).then_some(name)
}

/// "한결이라는 회사", "미겔이라는 현지 기사": what something or somebody is called.
pub(super) fn called(tokens: &[Token], at: usize) -> Option<&str> {
    #[rustfmt::skip]
    const THINGS: &[&str] = &[
        "회사", "스타트업", "기업", "업체", "출판사", "병원", "카페", "식당", "가게", "매장", "앱", "서비스", "동아리",
        "학회", "모임", "팀", "프로젝트", "게임", "시스템", "프로그램", "플랫폼", "솔루션", "친구", "동료", "학생",
        "선배", "후배", "분", "마을", "도시", "섬", "제품", "브랜드", "도구", "툴", "라이브러리", "프레임워크", "언어",
        "책", "기사", "직원", "행사", "대회", "단체", "양식장", "농장", "곳", "데",
    ];
    let name = tokens[at].surface.strip_suffix("라는")?;
    // A name with a final consonant has 이라는.
    let name = name.strip_suffix('이').filter(|bare| bare.chars().count() >= 2).unwrap_or(name);
    let is = |word: &str| THINGS.iter().any(|thing| word.starts_with(thing)) || is_role(word);
    tokens[at + 1..].iter().take(2).any(|next| is(&next.surface)).then_some(name)
}
