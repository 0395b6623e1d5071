//! The player: sound, steps, speed, keys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::{Sound, TakePage};
use crate::report::words::pick;

/// Speeds that can be chosen; 1 is the recording's own.
const SPEEDS: [&str; 6] = ["0.75", "1", "1.25", "1.5", "1.75", "2"];

/// The bar with the player; nothing without sound.
pub(super) fn player(page: &TakePage<'_>) -> Markup {
    let ui = page.ui;
    let source = match page.sound {
        Sound::Embedded(opus) => format!("data:audio/ogg;base64,{}", STANDARD.encode(opus)),
        Sound::Linked(url) => url.to_owned(),
        Sound::None => return html! {},
    };
    let keys = [
        ("Space", pick(ui, "play, pause", "재생, 멈춤")),
        ("← →", pick(ui, "5 seconds back, forward", "5초 뒤로, 앞으로")),
        ("[ ]", pick(ui, "word before, next word", "앞 단어, 다음 단어")),
        ("f", pick(ui, "next filler", "다음 군말")),
        ("p", pick(ui, "next pause", "다음 쉼")),
        ("- +", pick(ui, "slower, faster", "느리게, 빠르게")),
        ("?", pick(ui, "these keys", "키 안내")),
    ];
    html! {
        div.player role="region" aria-label=(pick(ui, "Player", "재생기")) {
            audio #audio controls preload="auto" src=(source) {}
            div.steps {
                button #back type="button" { (pick(ui, "Back 5 s", "5초 뒤로")) }
                button #next-filler type="button" { (pick(ui, "Next filler", "다음 군말")) }
                button #next-pause type="button" { (pick(ui, "Next pause", "다음 쉼")) }
                label {
                    span { (pick(ui, "Speed", "속도")) } " "
                    select #speed {
                        @for speed in SPEEDS {
                            option value=(speed) selected[speed == "1"] { (speed) "×" }
                        }
                    }
                }
                button #show-keys type="button" aria-label=(pick(ui, "Keys", "키 안내")) { "?" }
            }
        }
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { (pick(ui, "Keys", "키 안내")) }
            dl {
                @for (key, what) in keys { div { dt { kbd { (key) } } dd { (what) } } }
            }
            form method="dialog" { button { (pick(ui, "Close", "닫기")) } }
        }
    }
}
