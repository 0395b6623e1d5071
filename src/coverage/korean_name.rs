//! Names in Korean text, which has no capitals: what stands in quotation marks, organisations by what
//! their names end with, places, people by the title behind their name or by how they are introduced.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::foreign::foreign;
use super::given_name::{given_name, is_given, split, unknown};
use super::token::{Script, Token};
use super::{brand, korean_firm, place, series, substance};
use crate::language::{is_morpheme, korean};

/// What names of organisations end with, behind two syllables and more of their own.
#[rustfmt::skip]
const ORGANISATIONS: &[&str] = &[
    "대학교", "초등학교", "중학교", "고등학교", "연구소", "연구원", "은행", "병원", "도서관", "박물관",
    "미술관", "교육청", "전자", "수산", "출판사", "재단", "공단", "공사", "시청", "구청", "군청", "백화점",
    "복지관", "보육원", "유치원", "증권", "생명", "카드", "건설", "제약", "중공업", "자동차", "항공", "과학관",
    "테크", "랩스", "소프트", "시스템즈", "조선소", "기능대", "관리소", "사업소", "기상청", "관세청", "국세청", "통계청", "병무청", "산림청", "특허청", "소방청", "경찰청", "솔루션즈", "솔루션", "푸드", "로지스", "로직스", "페이", "페이먼츠",
    "뱅크", "게임즈", "스튜디오", "컴퍼니", "코리아", "네트웍스", "미디어", "바이오", "파마", "헬스케어", "에너지",
    "화학", "물산", "상사", "그룹", "홀딩스", "호텔", "리조트", "마트", "서점", "문고", "베이커리", "모비스", "영화제", "연극제", "음악제",
    "문화제", "무용제", "협회", "학회", "닷컴", "맹학교", "특수학교", "향교", "학과", "학부", "대학원", "의료원", "마켓", "교회", "성당", "어린이집", "보건소", "소방서", "경찰서", "우체국", "주민센터", "정밀", "테크놀로지", "로보틱스", "모터스",
    "코스메틱", "제과", "제지", "해운", "통운", "케미칼", "캐피탈", "텔레콤", "산전", "정공", "금속", "중기", "기능사", "산업기사", "기술사", "박람회", "비엔날레", "공모전", "경진대회", "올림피아드", "해커톤",
];

/// The same behind a name that is no word of the dictionary: of others they are trades (식품유통).
#[rustfmt::skip]
const TRADES: &[&str] = &[
    "커머스", "유통", "물류", "산업", "식품", "교육", "무역", "상회", "통상", "엔지니어링", "메디컬", "모빌리티", "디자인", "조선", "라이프", "웨어", "클라우드", "시큐리티", "머니", "케어", "장터", "리테일", "토건", "공방", "상점", "서적",
];

/// The last syllables of these: every word of the notes is asked.
static LAST_OF_ORGANISATIONS: LazyLock<HashSet<char>> =
    LazyLock::new(|| ORGANISATIONS.iter().filter_map(|end| end.chars().next_back()).collect());

/// What such a name may begin with and still be none: any school, a national one.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "플리", "오픈", "슈퍼", "벼룩", "근처", "동네", "지방", "국립", "시립", "대학", "종합", "우리", "지역", "여러", "사립", "공립", "전국",
    "신용", "체크", "반려", "동물", "전기", "중고", "대형", "시내", "인터", "일반", "상급", "인근", "주변",
    "저희", "해당", "다른", "모든", "시중", "어린이", "국제", "종이", "법인", "교통", "포토", "명함", "민간",
    "소셜", "재생", "신재생", "친환경", "온라인", "인터넷", "연구", "사용자", "고객", "간편", "직속", "대중", "멀티",
    "이전", "전임", "생명", "유기", "무기", "독립", "중소", "계열", "관리", "하드", "원자", "태양광", "스터디", "단편", "취업", "학술",
    "관련", "같은", "교내", "사내", "대학생", "청소년", "아이디어", "창업", "발명", "소프트웨어", "프로그래밍",
];

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

/// From this [`crate::language::implausibility`] the dictionary knows a part of a word not, in nats.
const UNKNOWN: f32 = 3.5;

/// Particles that make three syllables of a noun of two.
const PARTICLES: [char; 12] =
    ['이', '가', '은', '는', '을', '를', '의', '도', '와', '과', '에', '로'];

/// Quotation marks, in pairs.
pub(super) const QUOTES: [(char, char); 8] = [
    ('\'', '\''),
    ('"', '"'),
    ('‘', '’'),
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
];

/// The name that the Hangul token `at` of `tokens`, made of `words`, is.
pub(super) fn name<'a>(tokens: &'a [Token], at: usize, words: &[&'a str]) -> Option<&'a str> {
    let token = &tokens[at];
    let next = tokens.get(at + 1).filter(|next| next.word == token.word + 1);
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let name = quoted(words[token.word])
        .or_else(|| quoted_phrase(token, words))
        .or_else(|| own_form(token))
        .or_else(|| place::place(&token.surface).filter(|_| !counted(token, before)))
        .or_else(|| brand::brand(&token.surface))
        .or_else(|| person(token, next))
        .or_else(|| korean_firm::worked_at(tokens, at))
        .or_else(|| foreigner(tokens, at))
        .or_else(|| korean_firm::called(token, next))
        .or_else(|| korean_firm::taught(token, next))
        .or_else(|| introduced(tokens, at))
        .or_else(|| given_name(tokens, at))
        .or_else(|| series::at(tokens, at))
        .or_else(|| korean_firm::titled(tokens, at))
        .or_else(|| korean_firm::described(tokens, at))
        .or_else(|| of_team(tokens, at))
        .or_else(|| korean_firm::department(token))
        .or_else(|| korean_firm::studied(token, next))
        .or_else(|| substance::korean(&token.surface))?;
    (name.chars().count() >= 2).then_some(name)
}

/// A quotation of several words is what somebody said.
fn quoted(word: &str) -> Option<&str> {
    let first = word.chars().next()?;
    let close = QUOTES.iter().find(|(open, _)| *open == first)?.1;
    word[first.len_utf8()..].split_once(close).map(|(inside, _)| inside)
}

/// A word of a quotation of two or three words that end with a noun ("'달밤의 부적'을"), as titles do, not sentences.
fn quoted_phrase<'a>(token: &Token, words: &[&'a str]) -> Option<&'a str> {
    let (quoted, close) = quotation(token.word, words)?;
    let word = words[token.word];
    Some(if token.word + 1 == quoted.end {
        word.split_once(close)?.0
    } else if token.word == quoted.start {
        &word[word.chars().next()?.len_utf8()..]
    } else {
        word
    })
}

/// Whether two words stand in one quotation of several words that is a title.
pub(super) fn in_one_quotation(one: usize, other: usize, words: &[&str]) -> bool {
    quotation(one, words).is_some_and(|(quoted, _)| quoted.contains(&other))
}

/// The quotation of two or three words that word `at` is in, if it ends with a noun, and the mark that ends it.
fn quotation(at: usize, words: &[&str]) -> Option<(std::ops::Range<usize>, char)> {
    const LONGEST: usize = 3;
    let (first, close) = (at.saturating_sub(LONGEST - 1)..=at).rev().find_map(|first| {
        let open = words[first].chars().next()?;
        let close = QUOTES.iter().find(|(known, _)| *known == open)?.1;
        Some((first, close))
    })?;
    let last =
        (first + 1..words.len().min(first + LONGEST)).find(|at| words[*at].contains(close))?;
    let alone = words[first].chars().skip(1).any(|c| c == close);
    let (end, behind) = words[last].split_once(close)?;
    let noun = korean::without_particle(end) == end && !end.ends_with(['다', '요', '까', '고']);
    let named = behind.is_empty()
        || super::number::particle(behind)
        || ["라는", "이라는"].iter().any(|called| behind.starts_with(called));
    (at <= last && !alone && noun && named).then_some((first..last + 1, close))
}

/// An organisation without particles; the stem of 전자공학과 has lost its 과.
fn own_form(token: &Token) -> Option<&str> {
    let forms = [&token.surface, korean::without_particle(&token.surface), &token.stem];
    forms.into_iter().find(|form| organisation(form).is_some())
}

/// The own part of an organisation's name and what it ends with.
pub(super) fn organisation(stem: &str) -> Option<(&str, &'static str)> {
    let trade = TRADES.iter().find_map(|end| Some((stem.strip_suffix(end)?, *end)));
    if let Some((own, end)) = trade {
        let named = own.chars().count() >= 2 && !COMMON.contains(&own) && !is_morpheme(own);
        return named.then_some((own, end));
    }
    if !LAST_OF_ORGANISATIONS.contains(&stem.chars().next_back()?) {
        return None;
    }
    ORGANISATIONS.iter().find_map(|end| {
        let own = stem.strip_suffix(end)?;
        (own.chars().count() >= 2 && !COMMON.contains(&own)).then_some((own, *end))
    })
}

/// Whether a number before it makes it what is counted ("3 대구").
fn counted(token: &Token, before: Option<&Token>) -> bool {
    before
        .is_some_and(|before| before.script == Script::Number && before.last_word + 1 >= token.word)
}

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
fn foreigner(tokens: &[Token], at: usize) -> Option<&str> {
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
fn of_team(tokens: &[Token], at: usize) -> Option<&str> {
    let (before, next) = (&tokens[at.checked_sub(1)?], tokens.get(at + 1)?);
    let team = before.surface.ends_with(['팀', '부', '실', '과', '국'])
        && before.surface.chars().count() >= 3;
    let rank = |title: &&str| title.chars().count() >= 2 && next.surface.starts_with(title);
    let name = tokens[at].surface.as_str();
    let three = name.chars().count() == 3 && name.chars().next().is_some_and(is_family);
    (team && three && TITLES.iter().any(rank)).then_some(name)
}

/// Whether a noun is no word of the dictionary, nor made of its words alone.
pub(super) fn is_unknown(noun: &str) -> bool {
    !is_morpheme(noun) && unknown(noun, UNKNOWN)
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
    let (name, tail) = split(word, 3)?;
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
    let role = role && !(tail.is_empty() && (name.ends_with(PARTICLES) || is_morpheme(name)));
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
    let is = ["입니다", "이고", "이며", "인데요"].contains(&tail) && greets();
    (role || says || is).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let tokens = tokens_of(text, &English::new());
        (0..tokens.len()).filter_map(|at| name(&tokens, at, &words)).map(str::to_owned).collect()
    }

    #[test]
    fn names_are_known_by_quotation_marks_by_their_ends_and_by_titles() {
        assert_eq!(names("저는 '푸른바다'에서 일했습니다"), ["푸른바다"]);
        assert_eq!(names("한빛대학교에서 배웠습니다"), ["한빛대학교"]);
        assert_eq!(names("옆 팀 정다온 팀장님께 부탁했습니다"), ["정다온"]);
    }

    #[test]
    fn people_are_known_by_how_they_are_introduced() {
        assert_eq!(names("안녕하세요, 저는 한서윤입니다"), ["한서윤"]);
        assert_eq!(names("정다온이라고 합니다"), ["정다온"]);
        assert_eq!(names("동료 정다온과 함께 했습니다"), ["정다온"]);
        assert!(names("안녕하세요, 저는 신입생입니다").is_empty());
        assert!(names("저는 이 일이 처음이라고 했습니다").is_empty());
    }

    #[test]
    fn ordinary_words_are_no_names() {
        assert!(names("동네 도서관에서 대학교를 검색했습니다").is_empty());
        assert!(names("그분은 '해 보자'고 하셨습니다").is_empty());
        assert!(names("고객이 대표에게 전화했습니다").is_empty());
    }
}
