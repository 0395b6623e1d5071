//! A mock interview as one HTML page that loads nothing from anywhere.

use super::interview::wording::{draftable, facts, head, recurring, round_head, totals};
use crate::interview::summary::{AnswerSummary, Summary};
use crate::language::Language;

/// Colours follow the system's light or dark theme.
const CSS: &str = "\
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}\
body{max-width:46rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}\
ul{list-style:none;padding:0}ul>li{border-top:1px solid #8884;padding:.6rem 0}\
li.follow{margin-left:1.5rem}.facts,.dim{color:color-mix(in srgb,currentColor 65%,transparent)}\
.facts{font-variant-numeric:tabular-nums}p{margin:.2rem 0}code{font-size:.9em}\
@media print{body{margin:0;max-width:none}}";

/// The page. Nothing in it runs, and its policy lets nothing be loaded.
pub fn page(summary: &Summary, ui: Language) -> String {
    let pick = |english: &'static str, korean: &'static str| match ui {
        Language::English => english,
        Language::Korean => korean,
    };
    let title = escape(&head(summary, ui));
    let mut body = format!("<h1>{title}</h1>\n");
    for line in totals(summary, ui) {
        body += &format!("<p class=\"facts\">{}</p>\n", escape(&line));
    }
    body += &format!("<p class=\"dim\">{}</p>\n", escape(&local(&summary.started)));
    if !summary.practise.is_empty() {
        body += &format!("<h2>{}</h2>\n<ol>\n", pick("Practise next", "다음에 연습할 것"));
        for practise in &summary.practise {
            let command = practise.question.as_ref().map_or(String::new(), |question| {
                format!("<br><code>aloud record {}</code>", escape(question))
            });
            body += &format!("<li>{}{command}</li>\n", escape(&practise.message));
        }
        body += "</ol>\n";
    }
    if let Some(text) = draftable(summary, ui) {
        body += &format!("<p>{}</p>\n", escape(&text));
    }
    let lines = recurring(&summary.recurring, ui);
    if !lines.is_empty() {
        body += &format!("<h2>{}</h2>\n", pick("What comes back", "되풀이되는 것"));
        for line in lines {
            body += &format!("<p>{}</p>\n", escape(&line));
        }
    }
    for round in &summary.rounds {
        body += &format!("<h2>{}</h2>\n<ul>\n", escape(&round_head(round, ui)));
        for row in &round.answers {
            body += &answer(row, ui);
        }
        body += "</ul>\n";
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <title>{title}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n{body}</main>\n\
         </body>\n</html>\n",
        ui.code()
    )
}

fn answer(row: &AnswerSummary, ui: Language) -> String {
    let class = if row.follow_up.is_some() { " class=\"follow\"" } else { "" };
    let language = row.language.unwrap_or(ui).code();
    let mut out = format!("<li{class}><p lang=\"{language}\">");
    if let (Some(principle), None) = (&row.principle, &row.follow_up) {
        out += &format!("<strong>{}</strong> ", escape(principle));
    }
    out += &format!("{}</p>", escape(&row.prompt));
    out += &format!("<p class=\"facts\">{}</p>", escape(&facts(row, ui).join(" · ")));
    if !row.missed.is_empty() {
        let title = match ui {
            Language::English => "Left out",
            Language::Korean => "빠뜨린 것",
        };
        out += &format!(
            "<details><summary>{title}: {}</summary><ul lang=\"{language}\">",
            row.missed.len()
        );
        for point in &row.missed {
            out += &format!("<li>{}</li>", escape(point));
        }
        out += "</ul></details>";
    }
    if let Some(take) = &row.take {
        // The page lies in recordings/interviews/<time>/, two folders above the takes.
        // Only a take with a review has a page.
        let file = if row.language.is_some() { "report.html" } else { "audio.wav" };
        let link: String = take.split('/').map(percent).collect::<Vec<_>>().join("/");
        out += &format!(
            "<p class=\"dim\"><a href=\"../../{link}/{file}\"><code>{}</code></a></p>",
            escape(take)
        );
    }
    out + "</li>\n"
}

/// An instant as the clock on the wall shows it.
fn local(instant: &str) -> String {
    instant.parse::<jiff::Timestamp>().map_or_else(
        |_| instant.to_owned(),
        |time| time.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string(),
    )
}

/// Text for HTML, in elements and in quoted attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => out.push(c),
        }
    }
    out
}

/// A path's part for a link.
fn percent(part: &str) -> String {
    part.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
