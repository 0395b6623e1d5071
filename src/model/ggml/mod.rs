//! The ggml file that whisper.cpp reads.
//!
//! ```text
//! u32 magic · 11 × i32 hyperparameters · mel filters · vocabulary · tensors until the end
//! mel filters: i32 rows, i32 columns, f32 data
//! vocabulary:  i32 count, then for each token i32 length and bytes
//! tensor:      i32 dimensions, i32 length of the name, i32 type, i32 sizes (innermost first),
//!              name, data
//! ```
//!
//! Everything is little-endian. Source: `whisper_model_load` in whisper.cpp, and its
//! `models/convert-pt-to-ggml.py`.

pub mod check;
pub mod layout;
pub mod write;

/// First four bytes of the file, "ggml" read as a little-endian number.
pub const MAGIC: u32 = 0x6767_6d6c;

/// Quantised files store `version × 1000 + file type` in one number. Source:
/// `GGML_QNT_VERSION_FACTOR` in ggml.h.
pub const QUANTISATION_FACTOR: i32 = 1000;

/// Encoder positions of every Whisper: 30 s.
const AUDIO_CONTEXT: usize = 1500;
/// Decoder positions of every Whisper.
const TEXT_CONTEXT: usize = 448;
/// Vocabularies of English-only models, of multilingual ones, and of large-v3. With more,
/// whisper.cpp would ask for the names of languages that it does not know.
const VOCABULARIES: std::ops::RangeInclusive<usize> = 51_864..=51_866;
/// The widest Whisper has 1280, the deepest 32 layers; beyond twice that it is no Whisper.
const WIDEST: usize = 2560;
/// See [`WIDEST`].
const DEEPEST: usize = 64;
/// The sizes of a Whisper network, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hyperparameters {
    /// Tokens the decoder can choose from, the special ones included.
    pub vocabulary: usize,
    /// Encoder positions: 1500 for 30 s.
    pub audio_context: usize,
    /// Width of the encoder.
    pub audio_state: usize,
    /// Attention heads of the encoder.
    pub audio_heads: usize,
    /// Layers of the encoder.
    pub audio_layers: usize,
    /// Decoder positions: 448 tokens.
    pub text_context: usize,
    /// Width of the decoder, the same as that of the encoder.
    pub text_state: usize,
    /// Attention heads of the decoder.
    pub text_heads: usize,
    /// Layers of the decoder.
    pub text_layers: usize,
    /// Mel bands of the input: 80, or 128 for large-v3.
    pub mels: usize,
}

impl Hyperparameters {
    /// Whether the model knows other languages than English. Source: `is_multilingual` in
    /// whisper.cpp: the English-only vocabulary has 51,864 tokens.
    pub fn multilingual(&self) -> bool {
        self.vocabulary >= 51_865
    }
}

impl Hyperparameters {
    /// Refuses sizes that no Whisper has. What passes cannot overflow or exhaust memory when
    /// sizes of tensors are computed from it.
    ///
    /// # Errors
    /// The reason, as a sentence about "it".
    pub fn plausible(&self) -> Result<(), String> {
        let heads_fit = |state: usize, heads: usize| {
            (1..=state).contains(&heads) && state.is_multiple_of(heads)
        };
        let plausible = self.audio_context == AUDIO_CONTEXT
            && self.text_context == TEXT_CONTEXT
            && VOCABULARIES.contains(&self.vocabulary)
            && (1..=WIDEST).contains(&self.audio_state)
            && self.text_state == self.audio_state
            && (1..=DEEPEST).contains(&self.audio_layers)
            && (1..=DEEPEST).contains(&self.text_layers)
            && heads_fit(self.audio_state, self.audio_heads)
            && heads_fit(self.text_state, self.text_heads)
            && [80, 128].contains(&self.mels);
        if plausible {
            return Ok(());
        }
        Err("its sizes are not those of a Whisper model (a model of another kind, or a damaged \
             file)"
            .into())
    }
}

/// How the numbers of a tensor are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    /// The number in the tensor's header (`ggml_type`).
    pub tensor_type: i32,
    /// The number in the file's header (`ggml_ftype`), without the quantisation version.
    pub file_type: i32,
    /// As whisper.cpp's file names have it.
    pub name: &'static str,
    /// Values in one block; every row is a whole number of blocks.
    pub block_values: u64,
    /// Bytes of one block.
    pub block_bytes: u64,
}

/// 32-bit floating point.
pub const F32: Encoding = encoding(0, 0, "f32", 1, 4);
/// 16-bit floating point.
pub const F16: Encoding = encoding(1, 1, "f16", 1, 2);
/// 8-bit integers with one 16-bit scale for 32 values.
pub const Q8_0: Encoding = encoding(8, 7, "q8_0", 32, 34);

/// 5-bit integers with a 16-bit scale and a 16-bit smallest value for 32 values.
pub const Q5_1: Encoding = encoding(7, 9, "q5_1", 32, 24);

/// Every encoding whisper.cpp's `quantize` can write. Block sizes: ggml-common.h.
pub const ENCODINGS: [Encoding; 12] = [
    F32,
    F16,
    encoding(2, 2, "q4_0", 32, 18),
    encoding(3, 3, "q4_1", 32, 20),
    encoding(6, 8, "q5_0", 32, 22),
    Q5_1,
    Q8_0,
    encoding(10, 10, "q2_k", 256, 84),
    encoding(11, 11, "q3_k", 256, 110),
    encoding(12, 12, "q4_k", 256, 144),
    encoding(13, 13, "q5_k", 256, 176),
    encoding(14, 14, "q6_k", 256, 210),
];

const fn encoding(
    tensor_type: i32,
    file_type: i32,
    name: &'static str,
    block_values: u64,
    block_bytes: u64,
) -> Encoding {
    Encoding { tensor_type, file_type, name, block_values, block_bytes }
}

impl Encoding {
    /// The encoding of a tensor header's type number.
    pub fn of_tensor(number: i32) -> Option<Encoding> {
        ENCODINGS.into_iter().find(|e| e.tensor_type == number)
    }

    /// The encoding of a file header's type number, its quantisation version taken off.
    pub fn of_file(number: i32) -> Option<Encoding> {
        ENCODINGS.into_iter().find(|e| e.file_type == number % QUANTISATION_FACTOR)
    }

    /// Bytes of a tensor with these sizes, innermost first. `None` where a row is not a whole
    /// number of blocks, or the size does not fit in 64 bits.
    pub fn bytes(&self, sizes: &[u64]) -> Option<u64> {
        if sizes.first()? % self.block_values != 0 {
            return None;
        }
        let values = sizes.iter().try_fold(1u64, |product, &size| product.checked_mul(size))?;
        (values / self.block_values).checked_mul(self.block_bytes)
    }

    /// The number in the file's header. The published q5_1 files carry version 1, the later
    /// q8_0 files version 2; the formats of both are the same in either version.
    pub fn file_number(&self) -> i32 {
        let version = match *self {
            F32 | F16 => 0,
            Q5_1 => 1,
            _ => 2,
        };
        version * QUANTISATION_FACTOR + self.file_type
    }
}
