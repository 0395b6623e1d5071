//! Places in Korean text, where no capital tells them: regions, cities and counties of Korea, and
//! countries and cities abroad as Korean spells them. Those that are everyday words as well (공주, 영광)
//! count only with what they are (공주시).

use std::sync::LazyLock;

use super::korean;
use super::listed::{Listed, beginnings};
use crate::language::implausibility;

const PLACES: &str = "\
서울 부산 대구 인천 대전 울산 광주 세종시 제주 제주도 경기도 강원도 충청도 충북 충남 전북 전남 경북 경남 전라도 경상도 \
수원 성남 안양 부천 평택 안산 과천 남양주 시흥 군포 의왕 하남 용인 파주 김포 여주 동두천 의정부 안성 포천 \
가평 양평 연천 춘천 원주 강릉 속초 삼척 태백 홍천 횡성 영월 평창 철원 화천 양구 양양 청주 충주 제천 옥천 괴산 \
진천 증평 단양 천안 아산 서산 당진 논산 계룡 보령 서천 청양 홍성 태안 전주 군산 익산 정읍 남원 김제 진안 \
무주 순창 고창 부안 목포 여수 순천 나주 광양 담양 곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 신안 \
완도 포항 경주 김천 안동 구미 영주 영천 문경 경산 청송 영덕 청도 칠곡 예천 봉화 울진 울릉도 창원 통영 김해 밀양 \
거제 의령 함안 창녕 남해군 산청 합천 서귀포 판교 분당 일산 송도 동탄 광교 잠실 여의도 신촌 홍대 강남 이태원 \
성수동 해운대 마포 용산 종로 명동 을지로 독도 백령도 연평도 \
미국 영국 프랑스 독일 이탈리아 스페인 포르투갈 네덜란드 벨기에 스위스 오스트리아 스웨덴 노르웨이 덴마크 핀란드 \
아일랜드 폴란드 체코 헝가리 그리스 러시아 우크라이나 튀르키예 터키 중국 일본 대만 홍콩 싱가포르 베트남 태국 \
필리핀 인도네시아 말레이시아 캄보디아 라오스 미얀마 몽골 인도 네팔 파키스탄 방글라데시 스리랑카 카자흐스탄 \
우즈베키스탄 이라크 이스라엘 사우디 두바이 카타르 이집트 모로코 케냐 에티오피아 탄자니아 우간다 르완다 \
나이지리아 남아공 캐나다 멕시코 브라질 아르헨티나 칠레 페루 콜롬비아 쿠바 호주 뉴질랜드 \
뉴욕 보스턴 시카고 시애틀 샌프란시스코 실리콘밸리 로스앤젤레스 토론토 밴쿠버 런던 파리 베를린 뮌헨 마드리드 \
바르셀로나 로마 밀라노 암스테르담 취리히 빈 프라하 부다페스트 모스크바 도쿄 오사카 교토 후쿠오카 삿포로 베이징 \
상하이 타이베이 하노이 호치민 방콕 자카르타 마닐라 쿠알라룸푸르 델리 뭄바이 시드니 멜버른";

/// Cities and counties of Korea whose names are also other words, which stand before 에서 less often: "인제" is
/// "now", 부여 "granting". 예산, 음성, 영양 and 장수 are left out, as one speaks of what is in a budget.
const BEFORE_IN: &str = "인제 부여 금산 고성 하동 거창 함양 성주 장성 진도 영동 보은 정선 완주 임실 의성 군위 고령 달성 \
기장 울주 양산 진주 사천 오산 이천 구리 광명 강화 옹진 공주 영광 단양 청양";

/// Autonomous districts of Korea's cities, which stand before 구. Those of one syllable (중구) are left out.
const DISTRICT_NAMES: &str = "종로 용산 성동 광진 동대문 중랑 성북 강북 도봉 노원 은평 서대문 마포 양천 강서 구로 금천 영등포 동작 관악 \
서초 강남 송파 강동 영도 부산진 동래 해운대 사하 금정 연제 수영 사상 수성 달서 미추홀 연수 남동 부평 계양 광산 유성 대덕";

/// What the names of villages, hills, islands and harbours end with.
#[rustfmt::skip]
const ENDS: &[&str] = &["동", "읍", "면", "리", "포", "산", "섬", "강", "천", "항", "마을", "봉", "령", "골"];

/// Of these ends a word is a name also where the dictionary knows what stands before (화악산, 양동마을).
const UNKNOWN_BEFORE_END: f32 = 5.5;
const SURE_ENDS: &[&str] = &["마을", "산", "봉"];

/// From this [`implausibility`] a word of such an end is a name, in nats: the dictionary knows no such word.
const UNKNOWN: f32 = 8.0;

/// What stands behind a place in the name of a part of it or of a branch there.
const PARTS: &[&str] = &[
    "점",
    "지점",
    "역",
    "공항",
    "캠퍼스",
    "지사",
    "본사",
    "터미널",
    "공장",
    "사업장",
    "연구소",
    "물류센터",
    "센터",
    "매장",
    "법인",
    "대리점",
    "영업소",
    "공단",
];

static KNOWN: LazyLock<Listed> = LazyLock::new(|| Listed::new(PLACES, 8));
static DISTRICTS: LazyLock<Listed> = LazyLock::new(|| Listed::new(DISTRICT_NAMES, 4));

/// The place that a Korean word, perhaps with particles, is.
pub(super) fn place(word: &str) -> Option<&str> {
    KNOWN
        .longest(word, |name| {
            // 원주시, 해남군
            let bare = name.strip_suffix(['시', '군']).filter(|bare| bare.chars().count() >= 2);
            // 강남점, 서울역
            let part = PARTS.iter().find_map(|part| name.strip_suffix(part));
            [Some(name), bare, part].into_iter().flatten().any(|name| KNOWN.has(name))
        })
        .or_else(|| before_in(word))
        // 동래구에
        .or_else(|| {
            DISTRICTS
                .longest(word, |name| name.strip_suffix('구').is_some_and(|d| DISTRICTS.has(d)))
        })
        .or_else(|| ends_as_place(word))
}

/// 인제에서, 인제군
fn before_in(word: &str) -> Option<&str> {
    let (end, _) = word.char_indices().nth(2)?;
    let (name, tail) = word.split_at(end);
    let county = tail.starts_with(['시', '군']) && korean::is_particle(&tail['시'.len_utf8()..]);
    let there = ["에서", "에서는", "에서의", "에서도"].contains(&tail) || county;
    (there && BEFORE_IN.split_whitespace().any(|known| known == name)).then_some(name)
}

/// A name of three syllables and more that ends as places do, with what stands behind places.
fn ends_as_place(word: &str) -> Option<&str> {
    #[rustfmt::skip]
    const BEHIND: &[&str] = &["", "에", "에서", "에서는", "으로", "로", "까지", "의", "에는", "에도", "부터"];
    beginnings(word, 3).find_map(|(name, tail)| {
        let place = ENDS.iter().any(|end| name.ends_with(end)) && BEHIND.contains(&tail);
        let sure = SURE_ENDS.iter().any(|end| name.ends_with(end));
        let least = if sure { UNKNOWN_BEFORE_END } else { UNKNOWN };
        (place && implausibility(word).is_some_and(|nats| nats >= least)).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn places_are_known_and_everyday_words_are_none() {
        assert_eq!(place("완도에"), Some("완도"));
        assert_eq!(place("원주시의"), Some("원주시"));
        assert_eq!(place("칠레에서는"), Some("칠레"));
        assert!(place("공주").is_none() && place("진도를").is_none() && place("회사").is_none());
    }

    #[test]
    fn districts_are_known_also_where_their_name_has_the_syllable_of_their_kind() {
        assert_eq!(place("동래구에"), Some("동래구"));
        assert_eq!(place("구로구에서"), Some("구로구"));
        assert_eq!(place("도구를"), None);
    }
}
