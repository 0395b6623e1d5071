//! The page of a practice folder: its questions, their takes, and how the measures went.

use maud::{Markup, html};

use super::trend::trend_line;
use super::{Sound, code, definition, frame};
use crate::config::Targets;
use crate::history::Row;
use crate::history::next::Suggestion;
use crate::history::trend::{Group, by_question, trends};
use crate::language::Language;
use crate::report::next::why;
use crate::report::words::pick;
use crate::review::finding::clock;

/// Takes of a question that are shown at once; older ones on demand.
const SHOWN: usize = 8;

/// All that stands on the index.
#[derive(Debug, Clone, Copy)]
pub struct IndexPage<'a> {
    /// All takes, oldest first.
    pub rows: &'a [Row],
    /// Ids of the takes that have a page of their own, as `<id>/report.html` beside the index.
    pub pages: &'a std::collections::HashSet<String>,
    /// What to practise next, the first one first.
    pub next: &'a [Suggestion<'a>],
    /// What trends are judged against.
    pub targets: &'a Targets,
    /// Language of the program's own words.
    pub ui: Language,
}

/// The page of a practice folder: a whole HTML document.
pub fn index(page: &IndexPage<'_>) -> String {
    let ui = page.ui;
    let title = pick(ui, "Interview practice", "면접 연습");
    let groups = by_question(page.rows);
    let takes = page.rows.len();
    let body = html! {
        header {
            h1 { (title) }
            p.facts {
                @match ui {
                    Language::English => { (groups.len()) " questions practised · " (takes) " takes" }
                    Language::Korean => { "연습한 질문 " (groups.len()) "개 · 테이크 " (takes) "개" }
                }
            }
        }
        main {
            @if !page.next.is_empty() {
                section aria-labelledby="next" {
                    h2 #next { (pick(ui, "Practise next", "다음에 연습할 질문")) }
                    ol.next {
                        @for suggestion in page.next {
                            li {
                                p dir="auto" { strong { (suggestion.prompt) } }
                                p.facts { bdi { (why(suggestion, ui)) } }
                                p { code { "aloud record " (suggestion.question) } }
                            }
                        }
                    }
                }
            }
            @if groups.is_empty() {
                p {
                    (pick(ui, "No takes yet. The first one is made by ", "아직 테이크가 없습니다. 첫 녹음: "))
                    code { "aloud record" }
                }
            }
            @for group in &groups { (question(group, page)) }
            @if !groups.is_empty() { (definitions(ui)) }
        }
    };
    frame::document(title, ui, Sound::None, body)
}

fn question(group: &Group<'_>, page: &IndexPage<'_>) -> Markup {
    let ui = page.ui;
    let none = pick(ui, "Answers without a question", "질문 없는 답변");
    let language = group.takes.iter().rev().find_map(|row| row.language).map(code);
    let limit_s = group.takes.last().and_then(|row| row.limit_s);
    let newest: Vec<&Row> = group.takes.iter().rev().copied().collect();
    let (shown, older) = newest.split_at(newest.len().min(SHOWN));
    html! {
        section.question {
            h2 dir="auto" lang=[group.prompt.and(language)] { (group.prompt.unwrap_or(none)) }
            div.trends {
                @for trend in trends(&group.takes, limit_s, page.targets) { (trend_line(&trend, ui)) }
            }
            (table(shown, page))
            @if !older.is_empty() {
                details {
                    summary {
                        @match ui {
                            Language::English => { (older.len()) " older takes" }
                            Language::Korean => { "이전 테이크 " (older.len()) "개" }
                        }
                    }
                    (table(older, page))
                }
            }
        }
    }
}

/// How the figures of the index are measured.
fn definitions(ui: Language) -> Markup {
    let text = pick(
        ui,
        "Length: from first to last speech. Pace: words or syllables a minute of that time. Pauses: \
         silences of 0.25 s and more. Covered: share of the key points of the written answer that \
         were said, half for those said in part. Better, worse and same compare the mean of the \
         last takes, five at most, with that of the first.",
        "길이: 처음 말부터 마지막 말까지. 속도: 그 시간의 분당 단어 또는 음절 수. 쉼: 0.25초 이상 조용한 \
         곳. 말한 내용: 적어 둔 답의 핵심 가운데 말한 비율이며, 일부 말한 것은 절반으로 셉니다. \
         좋아짐, 나빠짐, 같음은 마지막 테이크들(많아야 다섯)의 평균을 처음 것들과 견준 것입니다.",
    );
    definition(pick(ui, "the figures", "숫자"), text, ui)
}

fn table(rows: &[&Row], page: &IndexPage<'_>) -> Markup {
    let ui = page.ui;
    html! {
        div.table tabindex="0" role="group" aria-label=(pick(ui, "Takes", "테이크")) {
            table {
                thead {
                    tr {
                        th scope="col" { (pick(ui, "take", "테이크")) }
                        th scope="col" { (pick(ui, "length", "길이")) }
                        th scope="col" { (pick(ui, "pace", "속도")) }
                        th scope="col" { (pick(ui, "fillers", "군말")) }
                        th scope="col" { (pick(ui, "pauses", "쉼")) }
                        th scope="col" { (pick(ui, "covered", "말한 내용")) }
                    }
                }
                tbody { @for row in rows { (take(row, page)) } }
            }
        }
    }
}

fn take(row: &Row, page: &IndexPage<'_>) -> Markup {
    let ui = page.ui;
    let count = |count: Option<usize>| count.map_or("–".to_owned(), |count| count.to_string());
    let pace = row.pace().zip(row.language).map(|(rate, language)| match language {
        Language::English => format!("{rate:.0} {}", pick(ui, "words/min", "단어/분")),
        Language::Korean => format!("{rate:.0} {}", pick(ui, "syllables/min", "음절/분")),
    });
    let covered = row.covered.map(|share| format!("{:.0} %", share * 100.0));
    html! {
        tr {
            td {
                @if page.pages.contains(&row.take) {
                    a href=(format!("{}/report.html", encode_path(&row.take))) { (row.local_time()) }
                } @else { (row.local_time()) }
            }
            td { (clock(row.speaking_s.unwrap_or(row.duration_s))) }
            td { (pace.unwrap_or_else(|| "–".into())) }
            td { (count(row.fillers)) }
            td { (count(row.pauses)) }
            td { (covered.unwrap_or_else(|| "–".into())) }
        }
    }
}

/// A path as URLs have it: every byte but unreserved ones and `/` percent-encoded (RFC 3986).
pub fn encode_path(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded_byte_by_byte() {
        assert_eq!(encode_path("왜/a b#?.html"), "%EC%99%9C/a%20b%23%3F.html");
    }
}
