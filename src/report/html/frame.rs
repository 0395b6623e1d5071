//! The document around a page: head, policy, style and script.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::{Sound, code};
use crate::language::Language;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A whole document in which only [`STYLE`] and [`SCRIPT`] are allowed, and only `sound` is played.
pub(super) fn document(title: &str, ui: Language, sound: Sound<'_>, body: Markup) -> String {
    let media = match sound {
        Sound::Embedded(_) => "media-src data:; ",
        // A page on disk has no origin of its own, so its neighbours are named by their scheme.
        Sound::Linked(_) => "media-src 'self' file:; ",
        Sound::None => "",
    };
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; {media}base-uri 'none'; \
         form-action 'none'",
        source(STYLE),
        source(SCRIPT)
    );
    let document = html! {
        (DOCTYPE)
        html lang=(code(ui)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("aloud ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (body)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    document.into_string()
}

/// Inline text as a policy names it.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}
