//! Companies, products and technologies as Korean spells them, where no capital tells that they are
//! names. Everyday words (라인, 메타) are left out.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::listed::Listed;

const BRANDS: &str = "\
네이버 카카오 카카오톡 카카오뱅크 쿠팡 토스뱅크 당근마켓 배달의민족 우아한형제들 삼성 삼성전자 현대자동차 기아자동차 \
하이닉스 롯데 신세계 이마트 홈플러스 올리브영 스타벅스 맥도날드 버거킹 롯데리아 다이소 무신사 마켓컬리 넥슨 넷마블 \
엔씨소프트 크래프톤 포스코 한화 두산 대한항공 아시아나 구글 애플 아마존 마이크로소프트 넷플릭스 테슬라 엔비디아 인텔 \
퀄컴 소니 도요타 이케아 유니클로 나이키 아디다스 페이스북 인스타그램 유튜브 트위터 틱톡 링크드인 우버 에어비앤비 \
스포티파이 페이팔 스트라이프 쇼피파이 오라클 어도비 세일즈포스 \
엑셀 파워포인트 포토샵 일러스트레이터 인디자인 프리미어 피그마 스케치 제플린 노션 슬랙 지라 트렐로 아사나 컨플루언스 \
디스코드 텔레그램 왓츠앱 구글시트 태블로 파워비아이 루커 \
파이썬 자바 자바스크립트 타입스크립트 코틀린 스위프트 러스트 스칼라 루비 펄 리눅스 우분투 윈도우 안드로이드 맥오에스 \
스프링 스프링부트 하이버네이트 장고 플라스크 패스트에이피아이 리액트 앵귤러 넥스트 노드제이에스 익스프레스 플러터 \
유니티 언리얼 깃허브 깃랩 비트버킷 젠킨스 도커 쿠버네티스 헬름 테라폼 앤서블 프로메테우스 그라파나 데이터독 키바나 \
엘라스틱서치 로그스태시 카프카 래빗엠큐 레디스 멤캐시드 몽고디비 마이에스큐엘 포스트그레스 포스트그레스큐엘 마리아디비 \
카산드라 다이나모디비 스노우플레이크 빅쿼리 레드시프트 하둡 스파크 하이브 에어플로우 플링크 엔진엑스 아파치 톰캣 \
텐서플로 텐서플로우 파이토치 케라스 판다스 넘파이 사이킷런 허깅페이스 랭체인 챗지피티 제미나이 클로드 라즈베리파이 \
아두이노 매트랩 오토캐드 솔리드웍스 셀레늄 파이어베이스 헤로쿠 버셀 스위거 포스트맨 센트리 \
웹팩 크론 크론탭 스토리북 제이미터 엔그라인더 스벨트 레일즈 라라벨 넷리파이 셀러리 리덕스 이스티오 주키퍼 스플렁크 뉴렐릭 \
주피터노트북 그레이들 메이븐 롬복 모키토 제이유닛 사이프레스 플레이라이트 셀레니움 라이트하우스 믹스패널 앰플리튜드 옵티마이즐리 \
구글애널리틱스 클라우드프론트 클라우드워치 키네시스 세이지메이커 엠엘플로우 옵스지니 페이저듀티 스웨거 인텔리제이 이클립스 \
토익 토플 오픽 텝스 아이엘츠";

static KNOWN: LazyLock<Listed> = LazyLock::new(|| Listed::new(BRANDS, 11));

/// Tools that are written in small letters, ...
const TOOLS: &str = "\
nginx kubectl npm pnpm webpack pytest pandas numpy scipy matplotlib sklearn scikit git bash curl ffmpeg vim tmux \
sqlite mysql postgres postgresql redis mongodb etcd grpc graphql kafka docker kubernetes terraform ansible \
jenkins pytorch tensorflow keras opencv jupyter numba cuda llvm gcc valgrind gdb systemd dbt protobuf xgboost lightgbm \
fastapi langchain gunicorn minikube argocd prometheus grafana rabbitmq elasticsearch mlflow junit eslint vite";

/// ...and names that stand at the beginning of a sentence, where every word has a capital.
const NAMES: &str = "\
python java javascript typescript kotlin scala golang haskell elixir django flask laravel rails angular svelte \
nodejs android linux ubuntu debian windows macos github gitlab bitbucket jira confluence slack figma notion trello \
asana zoom excel powerpoint photoshop tableau looker snowflake databricks bigquery redshift airflow hadoop \
elasticsearch kibana grafana prometheus datadog rabbitmq celery cassandra dynamodb mariadb oracle salesforce \
zendesk hubspot shopify stripe paypal google microsoft facebook instagram youtube linkedin netflix spotify airbnb \
uber tesla nvidia intel samsung hyundai siemens bosch ikea toyota sony nintendo whatsapp telegram";

static KNOWN_TOOLS: LazyLock<HashSet<&str>> = LazyLock::new(|| TOOLS.split_whitespace().collect());
static KNOWN_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMES.split_whitespace().collect());

/// Whether a Latin word in small letters is a tool, or a known name where it opens a sentence.
pub(super) fn tool(word: &str, opens: bool) -> bool {
    KNOWN_TOOLS.contains(word) || opens && KNOWN_NAMES.contains(word)
}

/// The brand that a Korean word, perhaps with particles, is.
pub(super) fn brand(word: &str) -> Option<&str> {
    KNOWN.longest(word, |name| KNOWN.has(name))
}

#[cfg(test)]
mod tests {
    use super::{brand, tool};

    #[test]
    fn brands_are_known_with_their_particles() {
        assert_eq!(brand("카프카로"), Some("카프카"));
        assert_eq!(brand("네이버에서는"), Some("네이버"));
        assert_eq!(brand("라인을"), None);
        assert!(tool("nginx", false) && tool("python", true) && !tool("python", false));
    }
}
