//! Reads a Hugging Face Whisper: `model.safetensors` beside its vocabulary.
//!
//! ```text
//! u64 length of the index · index in JSON · data
//! index: {"name": {"dtype": "F32", "shape": [outermost, …], "data_offsets": [start, end]}, …}
//! ```
//!
//! Only the index is read here: the `safetensors` crate wants the whole file in memory, and that
//! of a large model has 3 GB.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;

use super::error::ModelError;
use super::ggml::{Hyperparameters, layout};
use super::vocabulary;
use super::weights::{Number, Stored, Weights};

/// Indexes of Whisper models have some 100 KB; more than this is not read.
const LARGEST_INDEX: u64 = 16 << 20;
/// Every Whisper has attention heads of this width.
const HEAD_WIDTH: usize = 64;

#[derive(Debug, Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: [u64; 2],
}

type Index = BTreeMap<String, Entry>;

/// Reads the index of a Hugging Face folder.
///
/// # Errors
/// [`ModelError::Refused`] where a file is damaged or holds another network,
/// [`ModelError::Io`] where it cannot be read.
pub fn read(folder: &Path) -> Result<Weights, ModelError> {
    let path = folder.join("model.safetensors");
    let refuse = |reason: String| ModelError::refused(&path, reason);
    let mut file = File::open(&path).map_err(ModelError::io("read", &path))?;
    let length = file.metadata().map_err(ModelError::io("read", &path))?.len();
    let mut prefix = [0; 8];
    file.read_exact(&mut prefix).map_err(|_| refuse("it is too short".into()))?;
    let size = u64::from_le_bytes(prefix);
    if size > LARGEST_INDEX || size + 8 > length {
        return Err(refuse("it is no safetensors file, or only the beginning of one".into()));
    }
    let mut json = vec![0; size as usize];
    file.read_exact(&mut json).map_err(ModelError::io("read", &path))?;
    let data = 8 + size;
    let index = parse(&json).map_err(refuse)?;
    let hyperparameters = hyperparameters(&index).map_err(refuse)?;
    hyperparameters.plausible().map_err(refuse)?;
    let tensors = tensors(&index, &hyperparameters, data, length).map_err(refuse)?;
    let tokens = vocabulary::read(folder)?;
    Ok(Weights { path, hyperparameters, tensors, tokens })
}

fn parse(json: &[u8]) -> Result<Index, String> {
    let damaged = |error: serde_json::Error| format!("its index is damaged ({error})");
    let mut all: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(json).map_err(damaged)?;
    all.remove("__metadata__");
    all.into_iter()
        .map(|(name, value)| {
            // Some models are saved with their outer `model.`, some without.
            let name = name.strip_prefix("model.").map_or(name.clone(), str::to_owned);
            Ok((name, serde_json::from_value(value).map_err(damaged)?))
        })
        .collect()
}

fn hyperparameters(index: &Index) -> Result<Hyperparameters, String> {
    let size = |name: &str, axis: usize| -> Result<usize, String> {
        let entry = index.get(name).ok_or_else(|| format!("it is no Whisper: it has no {name}"))?;
        entry
            .shape
            .get(axis)
            .and_then(|size| usize::try_from(*size).ok())
            .ok_or_else(|| format!("{name} has too few axes"))
    };
    let layers = |side: &str| {
        (0..).take_while(|i| index.contains_key(&format!("{side}.layers.{i}.fc1.weight"))).count()
    };
    let audio_state = size("encoder.embed_positions.weight", 1)?;
    let text_state = size("decoder.embed_positions.weight", 1)?;
    Ok(Hyperparameters {
        vocabulary: size("decoder.embed_tokens.weight", 0)?,
        audio_context: size("encoder.embed_positions.weight", 0)?,
        audio_state,
        audio_heads: audio_state / HEAD_WIDTH,
        audio_layers: layers("encoder"),
        text_context: size("decoder.embed_positions.weight", 0)?,
        text_state,
        text_heads: text_state / HEAD_WIDTH,
        text_layers: layers("decoder"),
        mels: size("encoder.conv1.weight", 1)?,
    })
}

fn tensors(
    index: &Index,
    h: &Hyperparameters,
    data: u64,
    length: u64,
) -> Result<BTreeMap<String, Stored>, String> {
    let mut found = BTreeMap::new();
    for tensor in layout::tensors(h) {
        let name = place(&tensor.name);
        let entry = index.get(&name).ok_or_else(|| format!("it has no {name}"))?;
        let number = match entry.dtype.as_str() {
            "F32" => Number::F32,
            "F16" => Number::F16,
            "BF16" => Number::Bf16,
            other => return Err(format!("{name} has numbers of an unknown kind ({other})")),
        };
        let values: u64 = tensor.sizes.iter().product();
        let [start, end] = entry.data_offsets;
        let fits = data.checked_add(end).is_some_and(|end| end <= length);
        if !fits || end.checked_sub(start) != Some(values * number.bytes()) {
            return Err(format!("{name} is cut off or of another size than the network's"));
        }
        found.insert(tensor.name, Stored { offset: data + start, values, number });
    }
    Ok(found)
}

/// The Hugging Face name of a ggml tensor, without the outer `model.`.
pub fn place(tensor: &str) -> String {
    match tensor {
        "decoder.positional_embedding" => return "decoder.embed_positions.weight".into(),
        "encoder.positional_embedding" => return "encoder.embed_positions.weight".into(),
        "decoder.token_embedding.weight" => return "decoder.embed_tokens.weight".into(),
        _ => {}
    }
    // The longer of two names that begin alike comes first.
    [
        (".blocks.", ".layers."),
        ("decoder.ln.", "decoder.layer_norm."),
        ("encoder.ln_post.", "encoder.layer_norm."),
        (".mlp_ln.", ".final_layer_norm."),
        (".mlp.0.", ".fc1."),
        (".mlp.2.", ".fc2."),
        (".cross_attn_ln.", ".encoder_attn_layer_norm."),
        (".attn_ln.", ".self_attn_layer_norm."),
        (".cross_attn.", ".encoder_attn."),
        (".attn.", ".self_attn."),
        (".query.", ".q_proj."),
        (".key.", ".k_proj."),
        (".value.", ".v_proj."),
        (".out.", ".out_proj."),
    ]
    .iter()
    .fold(tensor.to_owned(), |name, (ours, theirs)| name.replace(ours, theirs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ggml_names_become_hugging_face_names() {
        for (ours, theirs) in [
            ("encoder.conv1.bias", "encoder.conv1.bias"),
            ("encoder.ln_post.weight", "encoder.layer_norm.weight"),
            ("decoder.blocks.3.mlp.2.bias", "decoder.layers.3.fc2.bias"),
            ("decoder.blocks.0.cross_attn.out.bias", "decoder.layers.0.encoder_attn.out_proj.bias"),
            ("encoder.blocks.1.attn_ln.bias", "encoder.layers.1.self_attn_layer_norm.bias"),
            ("encoder.blocks.1.mlp_ln.bias", "encoder.layers.1.final_layer_norm.bias"),
        ] {
            assert_eq!(place(ours), theirs);
        }
    }
}
