//! What Korean counts things in.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What Korean counts things in. A one-syllable number is read as one only before these.
#[rustfmt::skip]
pub(super) const COUNTERS: &[&str] = &[
    "개", "명", "번", "년", "월", "일", "시", "분", "초", "주", "달", "개월", "배", "퍼센트",
    "프로", "원", "달러", "건", "곳", "군데", "가지", "팀", "회", "대", "시간", "주일", "사람",
    "기업", "회사", "프로젝트", "페이지", "단계", "살", "학기", "학년", "차", "층", "인", "년간",
    "주간", "개사", "년차", "만", "억", "장", "종", "종류", "권", "마리", "통", "잔", "벌", "그루", "쪽", "문제",
    "문항", "과목", "부", "편", "척", "상자", "세트", "킬로", "킬로미터", "미터", "그램", "리터", "밀리초",
    "센티", "센티미터", "평", "줄", "단어", "글자", "가구", "세대", "지점", "매장", "나라", "개국", "도시",
    "학교", "표", "석", "자리", "칸", "판", "집", "톤", "도", "점", "바이트", "킬로바이트", "메가",
    "메가바이트", "기가", "기가바이트", "테라", "테라바이트", "페타바이트", "킬로그램", "등", "위", "분기",
    "등급", "사단", "여단", "연대", "대대", "중대", "소대", "기", "학번", "호", "호선", "급", "박",
    "교시", "골", "승", "패", "세", "년대", "유로", "엔", "위안", "파운드", "불", "센트", "뷰", "코어", "노드",
    "퍼센트포인트", "밀리미터", "밀리세컨드", "마이크로초", "나노초", "큐피에스", "티피에스", "개년",
    "개국어", "곡", "경기", "행", "쿼리", "라인", "항목", "문장", "학점", "끼", "병", "봉지", "송이",
    "켤레", "채", "쌍", "구간", "라운드", "일간", "분간", "마일", "커밋", "헥타르", "제곱미터", "조각",
    "밀리그램", "밀리리터", "병상", "포기", "알", "건물", "동", "호실", "개소", "그릇", "포대", "갈래", "토막", "그룹", "헤르츠", "킬로헤르츠", "메가헤르츠", "기가헤르츠", "데시벨", "볼트", "암페어", "알피엠", "메가파스칼", "칼로리", "킬로칼로리", "픽셀",
    "마이크로미터", "미크론", "나노미터", "피트", "인치", "에프피에스", "와트", "킬로와트", "메가와트", "함대", "전단", "비행단", "차례", "연승", "관왕", "교대", "스프린트",
];

/// Counters before which a lone Sino-Korean digit is a number and not a determiner.
#[rustfmt::skip]
pub(super) const SINO_COUNTERS: &[&str] = &[
    "년", "개월", "월", "퍼센트", "프로", "학년", "학기", "년간", "초", "차", "단계", "층", "바이트",
    "킬로", "메가", "기가", "테라", "킬로그램", "킬로미터", "미터", "그램", "리터", "톤", "등", "분기",
    "등급", "퍼센트포인트", "밀리그램", "밀리리터", "밀리초", "센티", "센티미터", "개국어", "년대", "헤르츠", "데시벨", "볼트", "암페어", "픽셀", "년차", "바퀴", "교대",
];

/// Counters before which a lone digit is a number only where a space stands between: "구분" is a
/// distinction, "구 분" are nine minutes.
#[rustfmt::skip]
pub(super) const SPACED_COUNTERS: &[&str] = &[
    "분", "주", "주간", "주일", "일", "시", "분간", "배", "점", "위", "도", "사단", "여단", "대대", "중대",
    "소대", "함대", "호", "호선", "기", "급", "박", "승", "패", "골", "교시", "세", "회", "달러", "유로", "원",
    "만점", "인분", "억",
];

/// Counters before which even 이, which is "this" before most words, is a two.
#[rustfmt::skip]
pub(super) const TWO_COUNTERS: &[&str] = &[
    "주", "주일", "주간", "년", "년간", "개월", "퍼센트", "퍼센트포인트", "등", "위", "층", "학년", "학기", "분기",
    "등급", "킬로", "킬로그램", "킬로미터", "미터", "톤", "메가", "기가", "테라", "사단", "함대", "박", "년차", "급", "밀리그램", "초",
];

/// Counters before which 영 is a nought.
pub(super) const ZERO_COUNTERS: &[&str] =
    &["건", "명", "개", "원", "회", "점", "도", "퍼센트", "프로", "초", "분", "대"];

static BEGIN_COUNTERS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let all = [COUNTERS, SINO_COUNTERS, SPACED_COUNTERS, TWO_COUNTERS].concat();
    all.iter().filter_map(|counter| counter.chars().next()).collect()
});

fn begins_counter(word: &str) -> bool {
    word.chars().next().is_some_and(|first| BEGIN_COUNTERS.contains(&first))
}

/// Counters that make another word of a number of one syllable before them (두기, 만세, 백기).
#[rustfmt::skip]
const APART: &[&str] = &[
    "기", "세", "동", "호", "급", "박", "승", "패", "골", "행", "알", "병", "채", "곡", "등", "위", "뷰", "엔",
    "불", "끼",
];

pub(super) fn counted(rest: &str, next: &str, counters: &[&str]) -> bool {
    let rest_counts = |text: &str| {
        begins_counter(text)
            && counters.iter().any(|counter| {
                text.strip_prefix(counter).is_some_and(|tail| tail.is_empty() || particle(tail))
            })
    };
    if rest.is_empty() { rest_counts(next) } else { rest_counts(rest) }
}

/// [`counted`] for a number of one syllable.
pub(super) fn counted_short(rest: &str, next: &str, counters: &[&str]) -> bool {
    let apart = counter(rest).is_some_and(|counter| APART.contains(&counter));
    !apart && counted(rest, next, counters)
}

/// The counter that a word begins with, the longest one ("주" of 주였고).
pub(in crate::coverage) fn counter(word: &str) -> Option<&'static str> {
    if !begins_counter(word) {
        return None;
    }
    let fits = COUNTERS.iter().filter(|counter| {
        let tail = word.strip_prefix(**counter);
        tail.is_some_and(|tail| tail.is_empty() || particle(tail))
    });
    fits.copied().max_by_key(|counter| counter.len())
}

/// Whether `tail` begins with a particle or ending that stands behind numbers and counters.
pub(in crate::coverage) fn particle(tail: &str) -> bool {
    #[rustfmt::skip]
    const TAILS: &[&str] = &[
        "을", "를", "이", "가", "은", "는", "의", "에", "로", "와", "과", "도", "만", "이나",
        "정도", "에서", "으로", "까지", "부터", "쯤", "동안", "씩", "짜리", "이상", "안에", "간",
        "마다", "입니다", "였습니다", "이었습니다", "한테", "에게", "께", "뿐", "밖", "이었", "였", "이라",
        "이고", "이며", "이서", "치", "처럼", "보다", "들", "인데", "이니", "이상",
        "나", "째", "만에", "가량", "이던", "여", "인", "어치", "하고", "랑", "이랑", "라고", "냐고", "냐는", "라는", "내에", "내로", "이내",
    ];
    tail == "내" || TAILS.iter().any(|known| tail.starts_with(known))
}
