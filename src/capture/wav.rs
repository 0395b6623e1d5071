//! The growing WAV file.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use hound::{SampleFormat, WavSpec, WavWriter};

use crate::folder::make_private_folders;

/// Largest amount of sample data in bytes. A WAV's sizes have 32 bits and hound wraps them
/// silently; 16 MiB of margin leaves room for the header and for readers that count signed.
pub const LIMIT_BYTES: u64 = u32::MAX as u64 - (16 << 20);

/// 16-bit mono PCM at `sample_rate_hz`.
pub fn spec(sample_rate_hz: u32) -> WavSpec {
    WavSpec {
        channels: 1,
        sample_rate: sample_rate_hz,
        bits_per_sample: 16,
        sample_format: SampleFormat::Int,
    }
}

/// A mono 16-bit WAV whose header is made true again and again: whatever happens to the process,
/// every reader reads the file up to the last [`checkpoint`](Wav::checkpoint).
pub struct Wav<W: Write + Seek> {
    writer: WavWriter<W>,
    on_disk: Option<OnDisk>,
    frames: u64,
    limit_frames: u64,
}

/// The file itself, beside the writer's own handle.
struct OnDisk {
    path: PathBuf,
    file: File,
}

impl Wav<BufWriter<File>> {
    /// Creates the file, readable by its owner only. Never overwrites one.
    ///
    /// # Errors
    /// The file exists, or cannot be made.
    pub fn create(path: &Path, sample_rate_hz: u32) -> std::io::Result<Self> {
        let file = private_file().read(true).write(true).create_new(true).open(path)?;
        let on_disk = OnDisk { path: path.to_path_buf(), file: file.try_clone()? };
        let mut wav = Self::new(BufWriter::with_capacity(1 << 16, file), sample_rate_hz)?;
        wav.on_disk = Some(on_disk);
        wav.checkpoint()?;
        Ok(wav)
    }
}

impl<W: Write + Seek> Wav<W> {
    /// Starts a WAV on anything that can be written and sought.
    ///
    /// # Errors
    /// The header cannot be written.
    pub fn new(writer: W, sample_rate_hz: u32) -> std::io::Result<Self> {
        let writer = WavWriter::new(writer, spec(sample_rate_hz)).map_err(io)?;
        Ok(Self { writer, on_disk: None, frames: 0, limit_frames: LIMIT_BYTES / 2 })
    }

    /// Frames written so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Frames that still fit into one WAV file.
    pub fn room_frames(&self) -> u64 {
        self.limit_frames - self.frames
    }

    /// Appends samples; those past [`room_frames`](Wav::room_frames) are left out.
    ///
    /// # Errors
    /// The disk is full or gone.
    pub fn write(&mut self, samples: &[i16]) -> std::io::Result<()> {
        let fits = samples.len().min(usize::try_from(self.room_frames()).unwrap_or(usize::MAX));
        let mut out = self.writer.get_i16_writer(fits as u32);
        for sample in &samples[..fits] {
            out.write_sample(*sample);
        }
        out.flush().map_err(io)?;
        self.frames += fits as u64;
        Ok(())
    }

    /// Makes the header true for all frames written so far and hands everything to the system: it
    /// outlives this process from here on. About 50 µs.
    ///
    /// # Errors
    /// The disk is full or gone; the file stays readable up to the checkpoint before.
    pub fn checkpoint(&mut self) -> std::io::Result<()> {
        self.writer.flush().map_err(io)
    }

    /// Asks the system to bring the file to the disk, so that it outlives a power cut as well.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn sync(&self) -> std::io::Result<()> {
        self.on_disk.as_ref().map_or(Ok(()), |on_disk| on_disk.file.sync_data())
    }

    /// Whether the file still stands where it was created: somebody may have removed its folder.
    pub fn is_in_place(&self) -> bool {
        self.on_disk.as_ref().is_none_or(OnDisk::is_in_place)
    }

    /// Writes the last header and syncs, and puts the file back where somebody has removed it.
    /// Call it: errors in a drop cannot be seen.
    ///
    /// # Errors
    /// The disk is full or gone; the file stays readable up to the last checkpoint.
    pub fn finalize(self) -> std::io::Result<()> {
        let header = self.writer.finalize().map_err(io);
        let Some(mut on_disk) = self.on_disk else { return header };
        if !on_disk.is_in_place() {
            on_disk.put_back()?;
        }
        header?;
        on_disk.file.sync_all()
    }
}

impl OnDisk {
    #[cfg(unix)]
    fn is_in_place(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let id = |of: std::fs::Metadata| (of.dev(), of.ino());
        let there = std::fs::metadata(&self.path).map(id).ok();
        there.is_some() && there == self.file.metadata().map(id).ok()
    }

    /// Systems other than Unix do not let an open file be removed.
    #[cfg(not(unix))]
    fn is_in_place(&self) -> bool {
        true
    }

    /// Copies the file, which only this process still sees, to where it was. Does not overwrite.
    fn put_back(&mut self) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            make_private_folders(folder)?;
        }
        let mut again = private_file().write(true).create_new(true).open(&self.path)?;
        self.file.seek(SeekFrom::Start(0))?;
        std::io::copy(&mut self.file, &mut again)?;
        self.file = again;
        Ok(())
    }
}

/// Makes files that only their owner can read.
fn private_file() -> std::fs::OpenOptions {
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn io(error: hound::Error) -> std::io::Error {
    match error {
        hound::Error::IoError(error) => error,
        other => std::io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A disk with room for so many bytes.
    struct SmallDisk<'a> {
        bytes: &'a mut Cursor<Vec<u8>>,
        room: u64,
    }

    impl Write for SmallDisk<'_> {
        fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
            let room = self.room.saturating_sub(self.bytes.position());
            if room == 0 {
                return Err(std::io::ErrorKind::StorageFull.into());
            }
            self.bytes.write(&data[..data.len().min(room as usize)])
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl Seek for SmallDisk<'_> {
        fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
            self.bytes.seek(to)
        }
    }

    #[test]
    fn a_full_disk_is_an_error_and_leaves_all_up_to_the_last_checkpoint() {
        let mut bytes = Cursor::new(Vec::new());
        let disk = SmallDisk { bytes: &mut bytes, room: 44 + 2_500 };
        let mut wav = Wav::new(BufWriter::new(disk), 8_000).unwrap();
        wav.write(&[7; 1_000]).unwrap();
        wav.checkpoint().unwrap();
        let error = wav.write(&[7; 9_000]).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
        drop(wav);
        let reader = hound::WavReader::new(Cursor::new(bytes.into_inner())).unwrap();
        assert_eq!(reader.duration(), 1_000);
        assert!(reader.into_samples::<i16>().all(|sample| sample.unwrap() == 7));
    }

    #[test]
    fn nothing_is_written_past_the_room_a_wav_has() {
        let mut bytes = Cursor::new(Vec::new());
        let mut wav = Wav::new(&mut bytes, 8_000).unwrap();
        wav.limit_frames = 10;
        wav.write(&[1; 25]).unwrap();
        assert_eq!((wav.frames(), wav.room_frames()), (10, 0));
        wav.finalize().unwrap();
        assert_eq!(bytes.into_inner().len(), 44 + 20);
    }
}
