//! A microphone for tests: an ALSA plugin that plays a known signal as the default input, with
//! scripted faults. See `tests/fakemic/pcm_fakemic.c` for what it understands.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// Rate of the known signal in Hz.
pub const RATE: usize = 48_000;

/// A practice folder, a known signal, and the configuration that makes it the microphone.
pub struct Bench {
    dir: TempDir,
    /// The known signal. Never zero, so that silence in a take is never part of it.
    pub known: Vec<i16>,
}

/// The plugin, built once for all tests; `None` where it cannot be built.
fn plugin() -> Option<&'static Path> {
    static PLUGIN: OnceLock<Option<(TempDir, PathBuf)>> = OnceLock::new();
    let built = PLUGIN.get_or_init(|| {
        if !cfg!(target_os = "linux") {
            return None;
        }
        let dir = tempfile::tempdir().ok()?;
        let library = dir.path().join("libasound_module_pcm_fakemic.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fakemic/pcm_fakemic.c");
        let done = Command::new("cc")
            .args(["-O2", "-shared", "-fPIC", "-DPIC", "-o"])
            .arg(&library)
            .args([source, "-lasound"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        done.then_some((dir, library))
    });
    built.as_ref().map(|(_, library)| library.as_path())
}

impl Bench {
    /// `None`, with a message, where the fake microphone cannot be built.
    pub fn new(seconds: usize) -> Option<Bench> {
        Bench::playing(&noise(seconds * RATE))
    }

    /// The same with another signal, of [`RATE`].
    pub fn playing(known: &[i16]) -> Option<Bench> {
        let Some(library) = plugin() else {
            eprintln!("SKIPPED: the fake microphone needs Linux, a C compiler and ALSA's headers");
            return None;
        };
        let dir = tempfile::tempdir().expect("a temporary folder");
        let known = known.to_vec();
        write_wav(&dir.path().join("known.wav"), &known);
        let config = format!(
            "pcm_type.fakemic {{ lib \"{}\" }}\n\
             pcm.fakemic {{ type fakemic file \"/dev/null\" \
             hint {{ show on description \"Fake microphone (raw)\" }} }}\n\
             pcm.!default {{ type plug slave.pcm \"fakemic\" \
             hint {{ show on description \"Fake microphone\" }} }}\n",
            library.display()
        );
        std::fs::write(dir.path().join("asound.conf"), config).expect("asound.conf");
        std::fs::create_dir_all(dir.path().join("practice/notes")).expect("notes");
        std::fs::write(dir.path().join("practice/aloud.toml"), "").expect("aloud.toml");
        Some(Bench { dir, known })
    }

    /// The practice folder.
    pub fn practice(&self) -> PathBuf {
        self.dir.path().join("practice")
    }

    /// The file the microphone plays.
    pub fn known_wav(&self) -> PathBuf {
        self.dir.path().join("known.wav")
    }

    /// `aloud` with this microphone in this practice folder, standard input empty.
    pub fn aloud(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aloud"));
        command
            .arg("--folder")
            .arg(self.practice())
            .args(args)
            .env("ALSA_CONFIG_PATH", self.dir.path().join("asound.conf"))
            .env("FAKEMIC_FILE", self.known_wav())
            .env("LC_ALL", "en_US.UTF-8")
            .env("LANG", "en_US.UTF-8")
            // Its clock waits for a machine that is too busy to read in time: what fails in a test
            // is then only what the test makes fail.
            .env("FAKEMIC_LOSSLESS", "1")
            .env_remove("FAKEMIC_EVENTS")
            .env_remove("FAKEMIC_SPEED")
            .stdin(Stdio::null());
        command
    }
}

/// Noise from a linear congruential generator (Numerical Recipes), never zero and never clipped.
fn noise(length: usize) -> Vec<i16> {
    let mut state = 1u32;
    (0..length)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let value = (state >> 16) as i16 / 3;
            if value == 0 { 1 } else { value }
        })
        .collect()
}

fn write_wav(path: &Path, samples: &[i16]) {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE as u32,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec).expect("a WAV");
    for sample in samples {
        writer.write_sample(*sample).expect("a sample");
    }
    writer.finalize().expect("a whole WAV");
}

/// The samples of a 16-bit WAV.
pub fn samples(path: &Path) -> Vec<i16> {
    let reader = hound::WavReader::open(path).expect("a WAV that can be read");
    reader.into_samples().map(|sample| sample.expect("a sample")).collect()
}
