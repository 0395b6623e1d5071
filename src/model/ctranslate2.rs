//! Reads the `model.bin` of a CTranslate2 Whisper (faster-whisper's format).
//!
//! ```text
//! u32 version (6) · text specification · u32 revision · u32 count
//! variable: text name · u8 rank · rank × u32 sizes, outermost first · u8 kind · u32 bytes · data
//! u32 aliases · alias: text name · text variable
//! text: u16 length with its final NUL · bytes
//! ```
//!
//! Only the index is read here; nothing is allocated by a size that the file claims.
//! Source: `serialize` in CTranslate2's `model_spec.py`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use super::error::ModelError;
use super::ggml::{Hyperparameters, layout};
use super::vocabulary;
use super::weights::{Number, Stored, Weights};

/// The versions of the container this reader was written for.
const VERSIONS: std::ops::RangeInclusive<u32> = 5..=6;
/// More variables than any Whisper has (large: about 1,300); stops a damaged file early.
const MOST_VARIABLES: u32 = 20_000;
/// Kinds of numbers. Source: `ctranslate2.specs.model_spec`.
const KIND_F32: u8 = 0;
const KIND_I16: u8 = 2;
const KIND_F16: u8 = 4;
const KIND_BF16: u8 = 5;

#[derive(Debug, Clone)]
struct Variable {
    sizes: Vec<u64>,
    kind: u8,
    offset: u64,
    bytes: u64,
}

type Index = BTreeMap<String, Variable>;

/// Reads a CTranslate2 folder: `model.bin` beside its vocabulary.
///
/// # Errors
/// [`ModelError::Refused`] where a file is damaged, is no Whisper, or has 8-bit weights;
/// [`ModelError::Io`] where a file cannot be read.
pub fn read(folder: &Path) -> Result<Weights, ModelError> {
    let path = folder.join("model.bin");
    let refuse = |reason: String| ModelError::refused(&path, reason);
    let file = File::open(&path).map_err(ModelError::io("read", &path))?;
    let index = index(file).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => refuse("it ends too early; copy it again".into()),
        io::ErrorKind::InvalidData => refuse(error.to_string()),
        _ => ModelError::Io { action: "read", path: path.clone(), source: error },
    })?;
    let mut file = File::open(&path).map_err(ModelError::io("read", &path))?;
    let hyperparameters = hyperparameters(&index, &mut file).map_err(refuse)?;
    hyperparameters.plausible().map_err(refuse)?;
    let tensors = tensors(&index, &hyperparameters).map_err(refuse)?;
    let tokens = vocabulary::read(folder)?;
    Ok(Weights { path, hyperparameters, tensors, tokens })
}

fn invalid(reason: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason.into())
}

/// Reads the index and skips the data.
fn index(file: File) -> io::Result<Index> {
    let length = file.metadata()?.len();
    let mut file = BufReader::new(file);
    let version = u32(&mut file)?;
    if !VERSIONS.contains(&version) {
        return Err(invalid("it is not a CTranslate2 model (or one of an unknown version)"));
    }
    let specification = text(&mut file)?;
    if specification != "WhisperSpec" {
        return Err(invalid(format!("it holds a {specification:?}, not a Whisper")));
    }
    u32(&mut file)?;
    let count = u32(&mut file)?;
    if count > MOST_VARIABLES {
        return Err(invalid(format!("it claims {count} tensors")));
    }
    let mut index = Index::new();
    for _ in 0..count {
        let name = text(&mut file)?;
        let rank = u8(&mut file)?;
        let sizes = (0..rank).map(|_| u32(&mut file).map(u64::from)).collect::<io::Result<_>>()?;
        let kind = u8(&mut file)?;
        let bytes = u64::from(u32(&mut file)?);
        let offset = file.stream_position()?;
        if offset + bytes > length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        file.seek_relative(bytes as i64)?;
        index.insert(name, Variable { sizes, kind, offset, bytes });
    }
    for _ in 0..u32(&mut file)? {
        let (alias, name) = (text(&mut file)?, text(&mut file)?);
        let variable = index.get(&name).cloned();
        index.insert(alias, variable.ok_or_else(|| invalid(format!("it has no {name}")))?);
    }
    Ok(index)
}

fn u8(file: &mut impl Read) -> io::Result<u8> {
    let mut bytes = [0];
    file.read_exact(&mut bytes)?;
    Ok(bytes[0])
}

fn u32(file: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    file.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

fn text(file: &mut impl Read) -> io::Result<String> {
    let mut length = [0; 2];
    file.read_exact(&mut length)?;
    let mut bytes = vec![0; usize::from(u16::from_le_bytes(length))];
    file.read_exact(&mut bytes)?;
    if bytes.pop() != Some(0) {
        return Err(invalid("a name does not end where it should"));
    }
    String::from_utf8(bytes).map_err(|_| invalid("a name is not text"))
}

/// The sizes of the network, from the shapes of its tensors.
fn hyperparameters(index: &Index, file: &mut File) -> Result<Hyperparameters, String> {
    let size = |name: &str, axis: usize| -> Result<usize, String> {
        let variable = index.get(name).ok_or_else(|| format!("it has no {name}"))?;
        let size = variable.sizes.get(axis).ok_or_else(|| format!("{name} has too few axes"))?;
        Ok(*size as usize)
    };
    let layers = |side: &str| {
        (0..)
            .take_while(|i| index.contains_key(&format!("{side}/layer_{i}/ffn/linear_0/weight")))
            .count()
    };
    Ok(Hyperparameters {
        vocabulary: size("decoder/embeddings/weight", 0)?,
        audio_context: size("encoder/position_encodings/encodings", 0)?,
        audio_state: size("encoder/position_encodings/encodings", 1)?,
        audio_heads: heads(index, file, "encoder/num_heads")?,
        audio_layers: layers("encoder"),
        text_context: size("decoder/position_encodings/encodings", 0)?,
        text_state: size("decoder/position_encodings/encodings", 1)?,
        text_heads: heads(index, file, "decoder/num_heads")?,
        text_layers: layers("decoder"),
        mels: size("encoder/conv1/weight", 1)?,
    })
}

/// Attention heads: a single 16-bit number among the variables.
fn heads(index: &Index, file: &mut File, name: &str) -> Result<usize, String> {
    let variable = index.get(name).ok_or_else(|| format!("it has no {name}"))?;
    if variable.kind != KIND_I16 || variable.bytes != 2 {
        return Err(format!("{name} is no number"));
    }
    let mut bytes = [0; 2];
    file.seek(io::SeekFrom::Start(variable.offset))
        .and_then(|_| file.read_exact(&mut bytes))
        .map_err(|error| format!("{name} cannot be read ({error})"))?;
    usize::try_from(i16::from_le_bytes(bytes)).map_err(|_| format!("{name} is negative"))
}

/// Finds every tensor of the network under CTranslate2's names.
fn tensors(index: &Index, h: &Hyperparameters) -> Result<BTreeMap<String, Stored>, String> {
    let mut found = BTreeMap::new();
    for tensor in layout::tensors(h) {
        let (name, part) =
            place(&tensor.name).ok_or_else(|| format!("{} has no place", tensor.name))?;
        let variable = index.get(&name).ok_or_else(|| format!("it has no {name}"))?;
        let number = match variable.kind {
            KIND_F32 => Number::F32,
            KIND_F16 => Number::F16,
            KIND_BF16 => Number::Bf16,
            _ => {
                return Err("its weights are 8-bit already: convert the model again with \
                            --quantization float16"
                    .into());
            }
        };
        let values: u64 = tensor.sizes.iter().product();
        let skip = part * values * number.bytes();
        let fits = skip + values * number.bytes() <= variable.bytes;
        let all = variable.sizes.iter().try_fold(1u64, |all, size| all.checked_mul(*size));
        let whole = all.is_some_and(|all| {
            all.checked_mul(number.bytes()) == Some(variable.bytes) && all.is_multiple_of(values)
        });
        if !fits || !whole {
            return Err(format!("{name} is of another size than the network's"));
        }
        found.insert(tensor.name, Stored { offset: variable.offset + skip, values, number });
    }
    Ok(found)
}

/// The variable that holds a ggml tensor, and which of the equal parts stacked in it.
fn place(tensor: &str) -> Option<(String, u64)> {
    let (path, parameter) = tensor.rsplit_once('.')?;
    let norm = if parameter == "weight" { "gamma" } else { "beta" };
    let whole = |name: String| Some((name, 0));
    match (path, parameter) {
        ("decoder" | "encoder", "positional_embedding") => {
            return whole(format!("{path}/position_encodings/encodings"));
        }
        ("decoder.token_embedding", _) => return whole("decoder/embeddings/weight".into()),
        ("decoder.ln", _) => return whole(format!("decoder/layer_norm/{norm}")),
        ("encoder.ln_post", _) => return whole(format!("encoder/layer_norm/{norm}")),
        ("encoder.conv1", _) => return whole(format!("encoder/conv1/{parameter}")),
        ("encoder.conv2", _) => return whole(format!("encoder/conv2/{parameter}")),
        _ => {}
    }
    let (side, block) = path.split_once(".blocks.")?;
    let (layer, block) = block.split_once('.')?;
    let layer = format!("{side}/layer_{layer}");
    // Self-attention stacks query, key and value; cross-attention only key and value, because
    // its query comes from the other side of the network.
    let (name, part) = match block {
        "mlp_ln" => return whole(format!("{layer}/ffn/layer_norm/{norm}")),
        "attn_ln" => return whole(format!("{layer}/self_attention/layer_norm/{norm}")),
        "cross_attn_ln" => return whole(format!("{layer}/attention/layer_norm/{norm}")),
        "mlp.0" => ("ffn/linear_0", 0),
        "mlp.2" => ("ffn/linear_1", 0),
        "attn.query" => ("self_attention/linear_0", 0),
        "attn.key" => ("self_attention/linear_0", 1),
        "attn.value" => ("self_attention/linear_0", 2),
        "attn.out" => ("self_attention/linear_1", 0),
        "cross_attn.query" => ("attention/linear_0", 0),
        "cross_attn.key" => ("attention/linear_1", 0),
        "cross_attn.value" => ("attention/linear_1", 1),
        "cross_attn.out" => ("attention/linear_2", 0),
        _ => return None,
    };
    Some((format!("{layer}/{name}/{parameter}"), part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    fn read_bytes(bytes: &[u8]) -> Result<Weights, ModelError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("model.bin"), bytes).unwrap();
        read(folder.path())
    }

    #[test]
    fn parts_of_stacked_tensors_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        sample::ctranslate2(folder.path());
        let weights = read(folder.path()).unwrap();
        let mut file = weights.open().unwrap();
        for (name, expected) in [
            ("encoder.blocks.0.attn.query.weight", sample::QUERY),
            ("encoder.blocks.0.attn.key.weight", sample::KEY),
            ("decoder.blocks.0.attn.value.bias", sample::VALUE),
            ("decoder.blocks.0.cross_attn.query.bias", sample::QUERY),
            ("decoder.blocks.0.cross_attn.key.weight", sample::KEY),
            ("decoder.blocks.0.cross_attn.value.weight", sample::VALUE),
            ("decoder.blocks.0.cross_attn.out.weight", sample::OTHER),
        ] {
            let mut values = Vec::new();
            weights
                .read(&mut file, weights.tensors[name], |chunk| {
                    values.extend_from_slice(chunk);
                    Ok(())
                })
                .unwrap();
            assert!(!values.is_empty() && values.iter().all(|v| *v == expected), "{name}");
        }
        assert_eq!(weights.hyperparameters.vocabulary, sample::VOCABULARY as usize);
        assert_eq!(weights.tokens, [b"a".to_vec(), b" b".to_vec(), b" ".to_vec()]);
    }

    #[test]
    fn a_model_cut_off_anywhere_is_refused_without_a_panic() {
        let whole = sample::model_bin();
        for length in (0..3000).step_by(7).chain([whole.len() / 2, whole.len() - 1]) {
            let error = read_bytes(&whole[..length]).unwrap_err().to_string();
            assert!(error.contains("model.bin is not a usable model"), "{length}: {error}");
        }
    }

    #[test]
    fn a_tensor_that_claims_four_gigabytes_allocates_nothing() {
        let mut bytes = Vec::new();
        bytes.extend(6u32.to_le_bytes());
        bytes.extend(12u16.to_le_bytes());
        bytes.extend(b"WhisperSpec\0");
        bytes.extend(3u32.to_le_bytes());
        bytes.extend(1u32.to_le_bytes());
        bytes.extend(2u16.to_le_bytes());
        bytes.extend(b"x\0");
        bytes.extend([1, 255, 255, 255, 255, 4, 255, 255, 255, 255]);
        let error = read_bytes(&bytes).unwrap_err().to_string();
        assert!(error.contains("ends too early"), "{error}");
    }

    #[test]
    fn damage_in_any_byte_of_the_index_is_no_panic() {
        let whole = sample::model_bin();
        for at in (0..60).chain(95..130) {
            for byte in [0x00, 0x7f, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                let _ = read_bytes(&damaged);
            }
        }
        let mut many = whole;
        // A rank of 255: the sizes that follow multiply to more than 64 bits hold.
        let name = b"decoder/position_encodings/encodings\0";
        let at = many.windows(name.len()).position(|window| window == name).unwrap();
        many[at + name.len()] = 255;
        assert!(read_bytes(&many).is_err());
    }

    #[test]
    fn another_network_is_named_in_the_refusal() {
        let mut bytes = sample::model_bin();
        bytes[6..17].copy_from_slice(b"WizardsSpec");
        let error = read_bytes(&bytes).unwrap_err().to_string();
        assert!(error.contains("WizardsSpec"), "{error}");
    }
}
