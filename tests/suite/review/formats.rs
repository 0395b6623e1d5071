//! The same speech in other files is the same transcript.

use aloud::audio::decode::decode;

use super::score::words;
use super::{json, path, practice, run, speech, text, wav};

/// What is said from 9.3 to 15.3 s of the whole answer.
const SAID: &str = "I was responsible for the back end, and I also had to make the front end of \
                    the web application.";

/// Rate of the WAV made here, in Hz.
const WAV_RATE: u32 = 44_100;

#[test]
fn compressed_and_stereo_files_of_any_rate_are_understood() {
    let folder = practice();
    let file = folder.path().join("one side of two.wav");
    let samples = decode(&speech("formats/mono-22050.mp3")).unwrap().samples;
    // An interface with one microphone delivers it as the left of two channels.
    let left_only = wav::at_rate(&samples, WAV_RATE).into_iter().flat_map(|left| [left, 0]);
    wav::write(&file, WAV_RATE, 2, left_only);
    let files = [
        (speech("formats/mono-22050.mp3"), 22_050, 1),
        (speech("formats/stereo-44100.m4a"), 44_100, 2),
        (speech("formats/stereo-44100.ogg"), 44_100, 2),
        (file, WAV_RATE, 2),
    ];
    for (file, rate, channels) in files {
        let arguments = ["review", path(&file), "--language", "en", "--json"];
        let review = json(&run(folder.path(), &arguments));
        assert_eq!(words(text(&review["text"])), words(SAID), "{}", file.display());
        assert_eq!(review["audio"]["sample_rate_hz"], rate, "{}", file.display());
        assert_eq!(review["audio"]["channels"], channels, "{}", file.display());
        let duration_s = review["audio"]["duration_s"].as_f64().unwrap();
        assert!((duration_s - 6.0).abs() < 0.15, "{}: {duration_s} s", file.display());
        assert!(!folder.path().join("recordings").exists(), "reviewing a file writes nothing");
    }
}
