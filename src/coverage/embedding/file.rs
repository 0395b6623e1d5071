//! The converted file.
//!
//! Little-endian: `ALOUDEMB`, u32 version, u32 pieces, f32 epsilon, 17 × (f32 low, f32 step) of the
//! table's blocks; of each piece the length (u8), of each the block (u8), of each the score (f32), then
//! their bytes, sorted from the fourth on; the weights of [`network::shapes`] as f32; then the table, 512 bytes a piece: value = low + step × byte.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::EmbeddingError;
use super::network::{self, Network, ROW};
use super::pieces::Pieces;

pub const MAGIC: &[u8; 8] = b"ALOUDEMB";
pub const VERSION: u32 = 1;
/// Blocks of the table, each with its own range of values.
pub const BLOCKS: usize = 17;
/// No file of this kind has more; a broken count must not take the memory.
const MOST_PIECES: u32 = 1 << 20;

/// The table of word pieces, on disk.
pub struct Table {
    file: File,
    starts_at: u64,
    blocks: Vec<u8>,
    ranges: [(f32, f32); BLOCKS],
}

impl Table {
    /// The rows of these pieces, one after another; a row that cannot be read is zero.
    pub fn rows(&mut self, ids: &[u32]) -> Vec<f32> {
        let mut out = Vec::with_capacity(ids.len() * ROW);
        let mut bytes = [0u8; ROW];
        for &id in ids {
            let at = self.starts_at + u64::from(id) * ROW as u64;
            let read =
                self.file.seek(SeekFrom::Start(at)).and_then(|_| self.file.read_exact(&mut bytes));
            let block = self.blocks.get(id as usize).copied().unwrap_or(0) as usize;
            let (low, step) = self.ranges[block.min(BLOCKS - 1)];
            match read {
                Ok(()) => out.extend(bytes.iter().map(|&byte| low + step * f32::from(byte))),
                Err(_) => out.extend([0.0; ROW]),
            }
        }
        out
    }
}

struct Reader {
    path: PathBuf,
    inner: BufReader<File>,
}

impl Reader {
    fn broken(&self, problem: impl Into<String>) -> EmbeddingError {
        EmbeddingError::Format { path: self.path.clone(), problem: problem.into() }
    }

    fn bytes(&mut self, count: usize) -> Result<Vec<u8>, EmbeddingError> {
        // Grows with what is there: a count that is a lie must not take memory.
        let mut bytes = Vec::new();
        let read = (&mut self.inner).take(count as u64).read_to_end(&mut bytes);
        read.map_err(|source| EmbeddingError::Io { path: self.path.clone(), source })?;
        if bytes.len() < count { Err(self.broken("it is cut off")) } else { Ok(bytes) }
    }

    fn number(&mut self) -> Result<u32, EmbeddingError> {
        let bytes = self.bytes(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, EmbeddingError> {
        let bytes = self.bytes(count * 4)?;
        Ok(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }
}

/// Reads everything but the table.
pub fn open(path: &Path) -> Result<(Pieces, Network, Table), EmbeddingError> {
    let io = |source| EmbeddingError::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(io)?;
    let length = file.metadata().map_err(io)?.len();
    let inner = BufReader::with_capacity(1 << 18, file);
    let mut reader = Reader { path: path.to_owned(), inner };
    if reader.bytes(8)? != MAGIC {
        return Err(reader.broken("it is some other kind of file"));
    }
    let version = reader.number()?;
    if version != VERSION {
        return Err(reader.broken(format!("its version is {version}, not {VERSION}")));
    }
    let count = reader.number()?;
    if !(3..=MOST_PIECES).contains(&count) {
        return Err(reader.broken(format!("it claims {count} word pieces")));
    }
    let epsilon = reader.floats(1)?[0];
    let mut ranges = [(0.0, 0.0); BLOCKS];
    for range in &mut ranges {
        let pair = reader.floats(2)?;
        *range = (pair[0], pair[1]);
    }
    let count = count as usize;
    let lengths = reader.bytes(count)?;
    let blocks = reader.bytes(count)?;
    let scores = reader.floats(count)?;
    let text = reader.bytes(lengths.iter().map(|&length| usize::from(length)).sum())?;
    let pieces = Pieces::new(text, &lengths, scores)
        .ok_or_else(|| reader.broken("its word pieces are not sorted"))?;
    let weights = network::shapes()
        .into_iter()
        .map(|(_, rows, columns)| reader.floats(rows * columns))
        .collect::<Result<Vec<_>, _>>()?;
    let network =
        Network::new(weights, epsilon).ok_or_else(|| reader.broken("weights are missing"))?;
    let starts_at = reader.inner.stream_position().map_err(io)?;
    if length < starts_at + (count * ROW) as u64 {
        return Err(reader.broken("it is cut off"));
    }
    let table = Table { file: reader.inner.into_inner(), starts_at, blocks, ranges };
    Ok((pieces, network, table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_embedding_is_named_and_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("embedding.bin");
        let mut cut = MAGIC.to_vec();
        cut.extend(VERSION.to_le_bytes());
        let mut newer = MAGIC.to_vec();
        newer.extend(9u32.to_le_bytes());
        let mut huge = cut.clone();
        huge.extend(u32::MAX.to_le_bytes());
        for bytes in [b"".to_vec(), b"<html></html>".to_vec(), cut, newer, huge] {
            std::fs::write(&path, bytes).unwrap();
            let message = open(&path).err().expect("refused").to_string();
            assert!(message.contains("embedding.bin"), "{message}");
        }
        assert!(open(&folder.path().join("absent")).is_err());
    }
}
