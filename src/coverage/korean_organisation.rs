//! Organisations in Korean text, by what their names end with.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::korean;
use super::token::Token;
use crate::language::is_morpheme;

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

/// An organisation without particles; the stem of 전자공학과 has lost its 과.
pub(super) fn own_form(token: &Token) -> Option<&str> {
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
