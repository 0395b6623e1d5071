//! Reviews as web pages: one file a take, and an index of the practice folder.
//!
//! Pages load nothing. Styles and script stand inside, named by their hash in a
//! Content-Security-Policy that forbids everything else; what users wrote or said goes through the
//! escaping of maud and stands in elements of its own direction, so that it stays text.

mod answer;
mod frame;
mod index;
mod overview;
mod player;
mod timeline;
mod transcript;
mod trend;
mod waveform;

use maud::{Markup, html};

use crate::config::Targets;
use crate::language::Language;
use crate::review::Review;
use crate::review::finding::clock;

pub use index::{IndexPage, encode_path, index};
pub use waveform::Waveform;

use super::words::pick;

/// Where the page's player gets its sound from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sound<'a> {
    /// An Ogg Opus file, kept inside the page.
    Embedded(&'a [u8]),
    /// A file by its URL, relative to the page or absolute, percent-encoded.
    Linked(&'a str),
    /// The page has no player.
    None,
}

/// All that stands on the page of a take.
#[derive(Debug, Clone, Copy)]
pub struct TakePage<'a> {
    /// The review.
    pub review: &'a Review,
    /// The recording's shape; `None` leaves it out.
    pub waveform: Option<&'a Waveform>,
    /// The sound.
    pub sound: Sound<'a>,
    /// What pace is drawn against.
    pub targets: &'a Targets,
    /// Language of the program's own words.
    pub ui: Language,
}

/// The page of a take: a whole HTML document.
pub fn take(page: &TakePage<'_>) -> String {
    let TakePage { review, ui, .. } = *page;
    let title = super::words::title(review, ui);
    let coverage = review.coverage.as_ref().filter(|coverage| coverage.better_question.is_none());
    let body = html! {
        header {
            h1 dir="auto" lang=(code(review.language)) { (title) }
            (overview::facts(review, ui))
        }
        main {
            (overview::findings(review, ui))
            (timeline::timeline(page))
            div.columns {
                @if let Some(coverage) = coverage {
                    (answer::answer(coverage, review.language, ui))
                }
                (transcript::transcript(review, ui))
            }
            (overview::measures(review, ui))
        }
        (player::player(page))
    };
    frame::document(title, ui, page.sound, body)
}

/// A language as `lang` attributes have it.
fn code(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Korean => "ko",
    }
}

/// A button that plays from `at_s`.
fn play_from(at_s: f64, ui: Language) -> Markup {
    let label = format!("{} {}", pick(ui, "Play from", "여기서부터 듣기"), clock(at_s));
    html! {
        button.at type="button" data-seek=(seconds(at_s)) aria-label=(label) { (clock(at_s)) }
    }
}

/// What `name` means, to be opened by those who want to know.
fn definition(name: &str, text: &str, ui: Language) -> Markup {
    html! {
        details {
            summary { (pick(ui, "what it means", "뜻")) span.hidden { ": " (name) } }
            p { (text) }
        }
    }
}

/// Seconds for the script: hundredths are finer than words are placed.
fn seconds(at_s: f64) -> String {
    format!("{at_s:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = r#"</script><script>alert(1)</script><img src=x onerror="alert(1)">"#;

    fn review() -> Review {
        let json = serde_json::json!({
            "schema": crate::review::SCHEMA, "language": "ko", "text": HOSTILE,
            "audio": {"duration_s": 3.0, "sample_rate_hz": 16000, "channels": 1, "gaps": [],
                      "cuts": [], "peak_dbfs": -3.0, "loudness_lufs": -20.0, "clipped_ms": 0.0},
            "model": {"name": HOSTILE, "sha256": ""},
            "question": {"id": "why", "prompt": HOSTILE, "limit_s": 60.0},
            "words": [
                {"text": HOSTILE, "start_s": 0.5, "end_s": 1.0, "confidence": 1.0, "kind": "word"},
                {"text": "음,", "start_s": 2.0, "end_s": 2.4, "confidence": 1.0, "kind": "filler"},
            ],
            "timing": {"speaking_s": 1.9, "speech_s": 0.9, "first_word_s": 0.5, "words": 1,
                       "syllables": 2, "words_per_minute": 30.0, "syllables_per_minute": 60.0,
                       "articulation_words_per_minute": 60.0,
                       "articulation_syllables_per_minute": 120.0,
                       "pauses": [{"start_s": 1.0, "end_s": 2.0, "place": "within"}], "pace": []},
            "fillers": {"count": 1, "per_minute": 30.0, "per_100_words": 100.0,
                        "items": [{"text": "음", "start_s": 2.0, "end_s": 2.4,
                                   "source": "transcript"}]},
            "repetitions": [], "hedges": [],
            "voice": {"pitch_median_hz": null, "pitch_range_semitones": null,
                      "loudness_range_db": null},
            "coverage": null, "findings": [],
            "elapsed": {"transcribe_s": 0.0, "analyse_s": 0.0, "total_s": 0.0},
        });
        serde_json::from_value(json).unwrap()
    }

    fn page(review: &Review, sound: Sound<'_>) -> String {
        let waveform = Waveform::of(&[0.0, 0.5, -0.25]);
        take(&TakePage {
            review,
            waveform: Some(&waveform),
            sound,
            targets: &Targets::default(),
            ui: Language::English,
        })
    }

    #[test]
    fn what_was_written_or_said_stays_text_and_the_only_script_is_our_own() {
        let page = page(&review(), Sound::Embedded(b"OggS"));
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(!page.contains("<img") && page.contains("&lt;img src=x"));
        assert!(page.contains("default-src 'none'") && page.contains("media-src data:;"));
        assert!(page.contains("data:audio/ogg;base64,T2dnUw=="));
    }

    #[test]
    fn words_fillers_and_pauses_stand_in_the_transcript_with_their_times() {
        let page = page(&review(), Sound::None);
        assert!(page.contains(r#"data-start="0.50" data-end="1.00""#), "{page}");
        assert!(page.contains(r#"class="w filler" title="Filler" data-start="2.00""#), "{page}");
        assert!(page.contains(r#"class="pause long""#) && !page.contains("<audio"));
    }
}
