//! Checks that a file is a whole and plausible Whisper model.
//!
//! whisper.cpp trusts its input: sizes in a damaged file become allocations and reads outside
//! of them. So every number that it will use is checked here first. Only headers are read, the
//! data is skipped, and nothing is allocated by a size that the file claims.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::ops::Range;
use std::path::Path;

use super::layout::{self, Tensor};
use super::{Encoding, F32, Hyperparameters, MAGIC};
use crate::model::error::ModelError;

/// Bins of the spectrum that whisper.cpp's filters are applied to.
const BINS: usize = 201;
/// The longest token of Whisper has 128 bytes.
const LONGEST_TOKEN: u32 = 4096;
/// The longest tensor name has 40 bytes.
const LONGEST_NAME: u32 = 256;

/// What a sound model file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelInfo {
    /// Its sizes.
    pub hyperparameters: Hyperparameters,
    /// How its matrices are stored.
    pub encoding: Encoding,
    /// Size of the file in bytes.
    pub bytes: u64,
}

impl ModelInfo {
    /// The family by its depth: "tiny", "base", "small", "medium", "large", else "custom".
    pub fn family(&self) -> &'static str {
        match self.hyperparameters.audio_layers {
            4 => "tiny",
            6 => "base",
            12 => "small",
            24 => "medium",
            32 => "large",
            _ => "custom",
        }
    }
}

/// Checks the structure of a ggml file: magic, sizes, filters, vocabulary, each tensor's name,
/// shape and type, and that it ends with the last tensor. It does not hash the data.
///
/// # Errors
/// [`ModelError::Refused`] with the reason; [`ModelError::Io`] where the file cannot be read.
pub fn check_ggml(path: &Path) -> Result<ModelInfo, ModelError> {
    let file = File::open(path).map_err(ModelError::io("read", path))?;
    let metadata = file.metadata().map_err(ModelError::io("read", path))?;
    if !metadata.is_file() {
        return Err(ModelError::refused(path, "it is not a file"));
    }
    Walk::over(file, metadata.len()).model().map_err(|error| match error {
        Fault::Ends => ModelError::refused(
            path,
            "it ends too early; the download or copy was cut off, so fetch it again",
        ),
        Fault::Wrong(reason) => ModelError::refused(path, reason),
        Fault::Io(source) => ModelError::Io { action: "read", path: path.to_path_buf(), source },
    })
}

/// One tensor of a model file, and where its data stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorAt {
    /// Its name, sizes and role.
    pub tensor: Tensor,
    /// How its numbers are stored.
    pub encoding: Encoding,
    /// Its data in the file.
    pub bytes: Range<usize>,
}

/// Every tensor of `model`, the bytes of a ggml file, in their order. `None` where [`check_ggml`] would
/// refuse it.
pub fn tensors_of(model: &[u8]) -> Option<Vec<TensorAt>> {
    let mut walk = Walk::over(Cursor::new(model), model.len() as u64);
    walk.model().ok()?;
    Some(walk.passed)
}

/// Says what the first bytes of a file look like where they are not those of a ggml file.
pub fn not_ggml(start: &[u8]) -> String {
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if start.is_empty() {
        "it is empty; fetch it again".into()
    } else if ["<!doctype", "<html", "<head", "<body", "<?xml", "<script", "<!--"]
        .iter()
        .any(|tag| text.starts_with(tag))
    {
        "it is a web page, not a model: a proxy or a login page probably answered in place of \
         the server; remove it and fetch the model again"
            .into()
    } else if text.starts_with("version https://git-lfs") {
        "it is a Git LFS pointer, not the model itself: run `git lfs pull`".into()
    } else if start.starts_with(b"GGUF") {
        "it is a GGUF file; Whisper needs the older ggml format".into()
    } else if start.starts_with(b"PK\x03\x04") {
        "it is a zip archive or a PyTorch checkpoint; Whisper needs a ggml file".into()
    } else if text.starts_with('{') || text.starts_with('[') {
        "it is JSON, perhaps an error message of a server, not a model".into()
    } else {
        "it does not start like a ggml model".into()
    }
}

enum Fault {
    Ends,
    Wrong(String),
    Io(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Fault::Ends,
            _ => Fault::Io(error),
        }
    }
}

fn wrong<T>(reason: impl Into<String>) -> Result<T, Fault> {
    Err(Fault::Wrong(reason.into()))
}

/// A file read from front to back, its data skipped.
struct Walk<F> {
    file: BufReader<F>,
    position: u64,
    length: u64,
    /// The tensors so far.
    passed: Vec<TensorAt>,
}

impl<F: Read + Seek> Walk<F> {
    fn over(file: F, length: u64) -> Self {
        Walk { file: BufReader::new(file), position: 0, length, passed: Vec::new() }
    }

    fn model(&mut self) -> Result<ModelInfo, Fault> {
        let mut start = Vec::new();
        (&mut self.file).take(4).read_to_end(&mut start)?;
        self.position = start.len() as u64;
        if start != MAGIC.to_le_bytes() {
            (&mut self.file).take(60).read_to_end(&mut start)?;
            return wrong(not_ggml(&start));
        }
        let (hyperparameters, encoding) = self.hyperparameters()?;
        self.filters(&hyperparameters)?;
        self.vocabulary(&hyperparameters)?;
        self.tensors(&hyperparameters, encoding)?;
        Ok(ModelInfo { hyperparameters, encoding, bytes: self.length })
    }

    fn number(&mut self) -> Result<u32, Fault> {
        let mut bytes = [0; 4];
        self.file.read_exact(&mut bytes)?;
        self.position += 4;
        Ok(u32::from_le_bytes(bytes))
    }

    fn size(&mut self) -> Result<usize, Fault> {
        Ok(self.number()? as usize)
    }

    fn skip(&mut self, bytes: u64) -> Result<(), Fault> {
        if bytes > self.length - self.position {
            return Err(Fault::Ends);
        }
        self.file.seek_relative(bytes as i64)?;
        self.position += bytes;
        Ok(())
    }

    fn hyperparameters(&mut self) -> Result<(Hyperparameters, Encoding), Fault> {
        let h = Hyperparameters {
            vocabulary: self.size()?,
            audio_context: self.size()?,
            audio_state: self.size()?,
            audio_heads: self.size()?,
            audio_layers: self.size()?,
            text_context: self.size()?,
            text_state: self.size()?,
            text_heads: self.size()?,
            text_layers: self.size()?,
            mels: self.size()?,
        };
        let file_type = self.number()?;
        h.plausible().map_err(Fault::Wrong)?;
        match i32::try_from(file_type).ok().and_then(Encoding::of_file) {
            // whisper.cpp ends the program at the first convolution: it has none for 32 bits.
            Some(F32) => wrong(
                "its weights are 32-bit numbers, which whisper.cpp cannot run: import the folder \
                 it was made from, or convert it with 16-bit weights",
            ),
            Some(encoding) => Ok((h, encoding)),
            None => wrong(format!("its weights are of an unknown type ({file_type})")),
        }
    }

    fn filters(&mut self, h: &Hyperparameters) -> Result<(), Fault> {
        let (bands, bins) = (self.size()?, self.size()?);
        if bands != h.mels || bins != BINS {
            return wrong(format!("its mel filters are {bands} x {bins}, not {} x {BINS}", h.mels));
        }
        self.skip((bands * bins * 4) as u64)
    }

    fn vocabulary(&mut self, h: &Hyperparameters) -> Result<(), Fault> {
        let count = self.size()?;
        if count > h.vocabulary {
            return wrong(format!("its vocabulary claims {count} tokens of {}", h.vocabulary));
        }
        let mut blank = false;
        for _ in 0..count {
            let length = self.number()?;
            if length > LONGEST_TOKEN {
                return wrong("its vocabulary is damaged");
            }
            if length == 1 {
                let mut byte = [0];
                self.file.read_exact(&mut byte)?;
                self.position += 1;
                blank |= byte == *b" ";
            } else {
                self.skip(u64::from(length))?;
            }
        }
        if !blank {
            // whisper.cpp looks it up in every chunk, and ends the program where it is not there.
            return wrong("its vocabulary has no blank, which every Whisper has");
        }
        Ok(())
    }

    fn tensors(&mut self, h: &Hyperparameters, encoding: Encoding) -> Result<(), Fault> {
        let mut expected: BTreeMap<String, Tensor> =
            layout::tensors(h).into_iter().map(|t| (t.name.clone(), t)).collect();
        while self.position < self.length {
            let (axes, name_length, kind) = (self.number()?, self.number()?, self.number()?);
            if !(1..=3).contains(&axes) || name_length > LONGEST_NAME {
                return wrong("a tensor's header is damaged, or data follows the last tensor");
            }
            let sizes = (0..axes).map(|_| self.number().map(u64::from));
            let sizes: Vec<u64> = sizes.collect::<Result<_, _>>()?;
            let mut name = vec![0; name_length as usize];
            self.file.read_exact(&mut name)?;
            self.position += u64::from(name_length);
            let name = String::from_utf8_lossy(&name).into_owned();
            let Some(tensor) = expected.remove(&name) else {
                return wrong(format!("it has a tensor {name:?} that does not belong there"));
            };
            if tensor.sizes != sizes {
                let shape = format!("{sizes:?}, not {:?}", tensor.sizes);
                return wrong(format!("its tensor {name} has the sizes {shape}"));
            }
            let encoding = tensor.role.encoding(encoding);
            let bytes = encoding.bytes(&sizes).filter(|_| kind == encoding.tensor_type as u32);
            let Some(bytes) = bytes else {
                return wrong(format!("its tensor {name} is not stored as {}", encoding.name));
            };
            let start = self.position as usize;
            self.skip(bytes)?;
            let bytes = start..self.position as usize;
            self.passed.push(TensorAt { tensor, encoding, bytes });
        }
        match expected.keys().next() {
            // A cut between two tensors looks like a missing tensor.
            Some(_) => Err(Fault::Ends),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::{convert, ctranslate2, ggml, sample};

    /// The bytes of the sample model with 8-bit weights.
    pub fn sound() -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        sample::ctranslate2(folder.path());
        let weights = ctranslate2::read(folder.path()).unwrap();
        let mut bytes = Vec::new();
        convert::to_ggml(&weights, ggml::Q8_0, folder.path(), &mut bytes, |_| {}).unwrap();
        bytes
    }

    fn refusal(bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ggml-x.bin");
        std::fs::write(&path, bytes).unwrap();
        let error = check_ggml(&path).unwrap_err().to_string();
        assert!(error.contains("ggml-x.bin"), "{error}");
        error
    }

    #[test]
    fn a_web_page_is_called_a_web_page() {
        assert!(refusal(b"\n<!DOCTYPE html><html>Blocked</html>").contains("web page"));
        assert!(refusal(b"<HTML><head>Sign in</head>").contains("web page"));
    }

    #[test]
    fn other_files_are_named_for_what_they_are() {
        assert!(refusal(b"").contains("empty"));
        assert!(refusal(b"GGUF\x03\0\0\0").contains("GGUF"));
        assert!(refusal(b"PK\x03\x04").contains("zip"));
        assert!(refusal(b"version https://git-lfs.github.com/spec/v1\n").contains("git lfs pull"));
        assert!(refusal(b"{\"error\": 1}").contains("JSON"));
        assert!(refusal(b"\xff\xfe\x00").contains("does not start"));
    }

    #[test]
    fn a_file_cut_off_anywhere_is_refused() {
        let whole = sound();
        let cuts = (4..400).step_by(5).chain([70_000, whole.len() / 2, whole.len() - 1]);
        for length in cuts {
            assert!(refusal(&whole[..length]).contains("ends too early"), "{length}");
        }
    }

    #[test]
    fn bytes_after_the_last_tensor_are_refused() {
        let mut bytes = sound();
        bytes.extend([0; 64]);
        refusal(&bytes);
    }

    #[test]
    fn huge_sizes_in_a_small_file_are_refused_and_allocate_nothing() {
        let mut header = Vec::from(MAGIC.to_le_bytes());
        header.extend([0xff; 44]);
        header.resize(1024, 0);
        assert!(refusal(&header).contains("not those of a Whisper model"));
        // The widest and deepest network that is let through by its sizes, and nothing behind.
        let mut wide = sound()[..48].to_vec();
        for (at, value) in [(12, 2560u32), (20, 64), (28, 2560), (36, 64)] {
            wide[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        assert!(refusal(&wide).contains("ends too early"));
    }

    #[test]
    fn a_model_of_32_bit_weights_is_refused() {
        let mut bytes = sound();
        bytes[44..48].copy_from_slice(&0u32.to_le_bytes());
        assert!(refusal(&bytes).contains("32-bit"));
    }

    #[test]
    fn a_vocabulary_without_the_blank_that_whisper_looks_up_is_refused() {
        let mut bytes = sound();
        // The sample's tokens, each behind its length: "a", " b", " ".
        let tokens = [1, 0, 0, 0, b'a', 2, 0, 0, 0, b' ', b'b', 1, 0, 0, 0, b' '];
        let at = bytes.windows(tokens.len()).position(|window| window == tokens).unwrap();
        bytes[at + tokens.len() - 1] = b'c';
        assert!(refusal(&bytes).contains("no blank"));
    }

    #[test]
    fn a_tensor_of_another_shape_type_or_name_is_refused() {
        let whole = sound();
        let name = b"decoder.positional_embedding";
        let at = whole.windows(name.len()).position(|window| window == name).unwrap();
        let change = |offset: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[offset] ^= byte;
            refusal(&bytes)
        };
        assert!(change(at - 8, 1).contains("has the sizes"));
        assert!(change(at - 12, 1).contains("not stored as f32"));
        assert!(change(at, 1).contains("does not belong"));
        assert!(change(at - 20, 64).contains("damaged"));
    }
}
