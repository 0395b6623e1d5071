//! Making the header of a cut-off WAV true again.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Length of the header this program writes, in bytes: RIFF, `fmt ` of 16 bytes, `data`.
pub(super) const HEADER: u64 = 44;

/// What the file holds after the repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repaired {
    /// Rate in Hz.
    pub sample_rate_hz: u32,
    /// Whole frames in the file.
    pub frames: u64,
    /// Whether the header had to be changed.
    pub changed: bool,
}

/// Sets the sizes in the header of a 16-bit mono WAV of this program from the file's length.
/// Writes in place, so a full disk is no obstacle.
///
/// # Errors
/// The file cannot be read or written, or was not written by this program's recorder.
pub fn repair(path: &Path) -> std::io::Result<Repaired> {
    let mut file = File::options().read(true).write(true).open(path)?;
    let length = file.metadata()?.len();
    let mut header = [0u8; HEADER as usize];
    if length >= HEADER {
        file.read_exact(&mut header)?;
    }
    let word = |at: usize| {
        u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    let ours = length >= HEADER
        && &header[0..4] == b"RIFF"
        && &header[8..16] == b"WAVEfmt "
        && &header[36..40] == b"data"
        && (word(16), word(20), word(32)) == (16, 0x0001_0001, 0x0010_0002);
    if !ours {
        return Err(std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            "it does not start like a recording of this program",
        ));
    }
    let data = ((length - HEADER) & !1).min(u64::from(u32::MAX) - HEADER) as u32;
    let riff = data + HEADER as u32 - 8;
    let changed = (word(4), word(40)) != (riff, data);
    if changed {
        file.seek(SeekFrom::Start(4))?;
        file.write_all(&riff.to_le_bytes())?;
        file.seek(SeekFrom::Start(40))?;
        file.write_all(&data.to_le_bytes())?;
        file.sync_all()?;
    }
    Ok(Repaired { sample_rate_hz: word(24), frames: u64::from(data) / 2, changed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::wav::Wav;

    #[test]
    fn the_tail_after_the_last_checkpoint_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("audio.wav");
        let mut wav = Wav::create(&path, 48_000).unwrap();
        wav.write(&[5; 1_000]).unwrap();
        wav.finalize().unwrap();
        let mut file = File::options().append(true).open(&path).unwrap();
        file.write_all(&[6; 401]).unwrap();
        let repaired = repair(&path).unwrap();
        assert_eq!(repaired, Repaired { sample_rate_hz: 48_000, frames: 1_200, changed: true });
        assert_eq!(hound::WavReader::open(&path).unwrap().duration(), 1_200);
        assert!(!repair(&path).unwrap().changed, "the second time there is nothing to do");
    }

    #[test]
    fn what_is_no_recording_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("audio.wav");
        for bytes in [&b""[..], b"RIFF", &[0u8; 100], b"<html>captive portal</html>"] {
            std::fs::write(&path, bytes).unwrap();
            assert!(repair(&path).is_err());
            assert_eq!(std::fs::read(&path).unwrap(), bytes);
        }
    }
}
