//! Companies, products and technologies where no capital tells that they are names: those of the list of things taken
//! for one another ([`super::alternative`]), and some that it marks as everyday words but answers use as names.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::alternative;
use super::listed::Listed;

const BRANDS: &str = "\
어도비 펄 스위거 넷리파이 그레이들 롬복 한화 애플 아마존 스트라이프 오라클 프리미어 컨플루언스 스위프트 스칼라 루비 스프링 플라스크 넥스트 익스프레스 유니티 카산드라 스파크 \
하이브 아파치 셀레늄 포스트맨 센트리 셀러리 스케치";

static KNOWN: LazyLock<Listed> = LazyLock::new(|| Listed::new(BRANDS, 11));

/// Tools that are written in small letters, ...
const TOOLS: &str = "\
cron crontab kubectl scikit tmux systemd pandas git bash vim sql aws gcp crm erp seo etl csv";

/// ...and names that stand at the beginning of a sentence, where every word has a capital.
const NAMES: &str = "\
nintendo elixir flask rails angular windows confluence slack notion zoom excel celery cassandra \
oracle stripe telegram";

static KNOWN_TOOLS: LazyLock<HashSet<&str>> = LazyLock::new(|| TOOLS.split_whitespace().collect());
static KNOWN_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMES.split_whitespace().collect());

/// Whether a Latin word in small letters is a tool, or a known name where it opens a sentence.
pub(super) fn tool(word: &str, opens: bool) -> bool {
    KNOWN_TOOLS.contains(word) || alternative::is_name(word) || opens && KNOWN_NAMES.contains(word)
}

/// The brand that a Korean word, perhaps with particles, is.
pub(super) fn brand(word: &str) -> Option<&str> {
    KNOWN.longest(word, |name| KNOWN.has(name)).or_else(|| alternative::korean_name(word))
}

#[cfg(test)]
mod tests {
    use super::{brand, tool};

    #[test]
    fn brands_are_known_with_their_particles() {
        assert_eq!(brand("카프카로"), Some("카프카"));
        assert_eq!(brand("네이버에서는"), Some("네이버"));
        assert_eq!(brand("라인을"), None);
        assert!(tool("nginx", false) && tool("elixir", true) && !tool("elixir", false));
    }
}
