//! Makes the web page of a review, with its sound compressed once and kept.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::ValueEnum;

use super::Context;
use super::progress::Bar;
use crate::audio::{SAMPLE_RATE_HZ, decode, opus};
use crate::report::html::{self, Sound, TakePage, Waveform};
use crate::review::{Review, finding};
use crate::take::{Take, write_atomic};
use crate::transcribe::recording::Progress;

/// Name of a take's page.
pub const PAGE_FILE: &str = "report.html";

/// Name of a take's compressed sound, a cache.
const OPUS_FILE: &str = "audio.opus";

/// Name of a take's waveform, a cache.
const WAVEFORM_FILE: &str = "waveform.json";

/// How a page gets its sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum AudioChoice {
    /// Compressed, inside the page
    #[default]
    Embed,
    /// By a link to the file
    Link,
    /// Not at all
    None,
}

/// The page of a take, to be written to `page`. Compressed sound and waveform are kept beside the
/// take for the next time.
///
/// # Errors
/// The sound cannot be read or compressed.
pub fn of_take(
    take: &Take,
    review: &Review,
    choice: AudioChoice,
    page: &Path,
    context: &Context,
) -> anyhow::Result<String> {
    make(&take.audio(), Some(&take.folder), review, choice, page, context)
}

/// The page of an audio file, to be written to `page`. Nothing is kept.
///
/// # Errors
/// The sound cannot be read or compressed.
pub fn of_file(
    audio: &Path,
    review: &Review,
    choice: AudioChoice,
    page: &Path,
    context: &Context,
) -> anyhow::Result<String> {
    make(audio, None, review, choice, page, context)
}

fn make(
    audio: &Path,
    cache: Option<&Path>,
    review: &Review,
    choice: AudioChoice,
    page: &Path,
    context: &Context,
) -> anyhow::Result<String> {
    let label = context.pick("Compressing the sound", "소리를 압축하는 중");
    let mut source = Source { audio, cache, samples: None, label };
    let waveform = source.waveform()?;
    let opus = if choice == AudioChoice::Embed { Some(source.opus()?) } else { None };
    let link = if choice == AudioChoice::Link { Some(url(audio, page)?) } else { None };
    let sound = match (&opus, &link) {
        (Some(opus), _) => Sound::Embedded(opus),
        (None, Some(link)) => Sound::Linked(link),
        (None, None) => Sound::None,
    };
    // Told again: the review may have been made in the other language.
    let findings = finding::find(review, &context.config.targets, context.ui);
    let review = Review { findings, ..review.clone() };
    Ok(html::take(&TakePage {
        review: &review,
        waveform: Some(&waveform),
        sound,
        targets: &context.config.targets,
        ui: context.ui,
    }))
}

/// The sound of a page, decoded at most once and only when a cache does not have what is asked.
struct Source<'a> {
    audio: &'a Path,
    cache: Option<&'a Path>,
    samples: Option<Vec<f32>>,
    /// What stands before the progress of compressing it.
    label: &'static str,
}

impl Source<'_> {
    fn waveform(&mut self) -> anyhow::Result<Waveform> {
        let kept = self.cached(WAVEFORM_FILE);
        if let Some(waveform) = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            return Ok(waveform);
        }
        let waveform = Waveform::of(self.samples()?);
        self.keep(WAVEFORM_FILE, &serde_json::to_vec(&waveform)?);
        Ok(waveform)
    }

    fn opus(&mut self) -> anyhow::Result<Vec<u8>> {
        if let Some(opus) = self.cached(OPUS_FILE) {
            return Ok(opus);
        }
        let label = self.label;
        let samples = self.samples()?;
        // An answer takes a second or two, three hours take two minutes.
        let bar = Bar::new(label);
        let total_s = samples.len() as f64 / SAMPLE_RATE_HZ as f64;
        let opus = opus::encode(samples, |done_s| bar.show(Progress { done_s, total_s }));
        bar.end();
        let opus = opus?;
        self.keep(OPUS_FILE, &opus);
        Ok(opus)
    }

    fn samples(&mut self) -> anyhow::Result<&[f32]> {
        if self.samples.is_none() {
            self.samples = Some(decode::decode(self.audio)?.samples);
        }
        Ok(self.samples.as_deref().unwrap_or_default())
    }

    /// A cache counts when it is no older than the sound.
    fn cached(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.cache?.join(name);
        let made = path.metadata().ok()?.modified().ok()?;
        let recorded = self.audio.metadata().ok()?.modified().ok()?;
        if made >= recorded { std::fs::read(path).ok() } else { None }
    }

    /// Without a place for the cache the next page only takes longer.
    fn keep(&self, name: &str, bytes: &[u8]) {
        if let Some(folder) = self.cache {
            let _ = write_atomic(&folder.join(name), bytes);
        }
    }
}

/// The URL of `audio` as `page` links it: its name where both stand in one folder.
fn url(audio: &Path, page: &Path) -> anyhow::Result<String> {
    let absolute = |path: &Path| -> anyhow::Result<PathBuf> {
        std::path::absolute(path).with_context(|| format!("cannot find {}", path.display()))
    };
    let (audio, page) = (absolute(audio)?, absolute(page)?);
    let name = audio.file_name().filter(|_| audio.parent() == page.parent());
    Ok(match name {
        Some(name) => html::encode_path(&name.to_string_lossy()),
        None => format!("file://{}", html::encode_path(&audio.to_string_lossy())),
    })
}
