//! Writes a network as a ggml file.
//!
//! From 16-bit weights the 16-bit file is exact. A quantised file is what whisper.cpp's `quantize`
//! makes of the 16-bit one: the weights of matrix multiplications in 8 or 5 bits, kernels in 16 bits,
//! everything else in 32 bits. The same input always gives the same bytes.

use std::io::{self, Write};

use super::error::ModelError;
use super::ggml::{Encoding, F16, F32, Q5_1, Q8_0, layout, write};
use super::weights::Weights;
use super::{mel, quantise};

/// Writes `weights` to `out` with matrices in `encoding` (f16, q8_0 or q5_1), telling `progress` the
/// bytes of tensor data written so far. `target` is the file being written, for errors.
///
/// # Errors
/// [`ModelError::Refused`] where a tensor is missing or of another size than the network's sizes
/// demand, [`ModelError::Io`] where reading or writing fails.
pub fn to_ggml(
    weights: &Weights,
    encoding: Encoding,
    target: &std::path::Path,
    out: &mut impl Write,
    mut progress: impl FnMut(u64),
) -> Result<(), ModelError> {
    let h = &weights.hyperparameters;
    let mut input = weights.open()?;
    write::header(out, h, encoding, &mel::filters(h.mels), &weights.tokens)
        .map_err(ModelError::io("write", target))?;
    let mut written = 0;
    for tensor in layout::tensors(h) {
        let refuse = |reason: String| ModelError::refused(&weights.path, reason);
        let stored = *weights
            .tensors
            .get(&tensor.name)
            .ok_or_else(|| refuse(format!("it has no {}", tensor.name)))?;
        let expected: u64 = tensor.sizes.iter().product();
        if stored.values != expected {
            return Err(refuse(format!(
                "{} has {} values where {expected} were expected",
                tensor.name, stored.values
            )));
        }
        let encoding = tensor.role.encoding(encoding);
        if encoding.bytes(&tensor.sizes).is_none() {
            let (block, name) = (encoding.block_values, encoding.name);
            return Err(refuse(format!(
                "{} has no whole blocks of {block} for {name}",
                tensor.name
            )));
        }
        write::tensor_header(out, &tensor, encoding).map_err(ModelError::io("write", target))?;
        let mut bytes = Vec::new();
        weights.read(&mut input, stored, |values| {
            bytes.clear();
            let most = if encoding == F32 { f32::MAX } else { half::f16::MAX.to_f32() };
            if let Some(value) = values.iter().find(|v| v.is_nan() || v.abs() > most) {
                return Err(refuse(format!(
                    "{} holds {value}, which is damage: no network can compute with it",
                    tensor.name
                )));
            }
            encode(values, encoding, &mut bytes)
                .and_then(|()| out.write_all(&bytes))
                .map_err(ModelError::io("write", target))?;
            written += bytes.len() as u64;
            progress(written);
            Ok(())
        })?;
    }
    Ok(())
}

/// Bytes of all tensors: the size of the file but for headers and vocabulary.
pub fn tensor_bytes(weights: &Weights, encoding: Encoding) -> u64 {
    let tensors = layout::tensors(&weights.hyperparameters).into_iter();
    tensors.filter_map(|tensor| tensor.role.encoding(encoding).bytes(&tensor.sizes)).sum()
}

/// Every matrix passes through 16 bits first, so that 32-bit sources give the same file as the
/// two steps of whisper.cpp do.
fn encode(values: &[f32], encoding: Encoding, out: &mut Vec<u8>) -> io::Result<()> {
    let half = |v: &f32| half::f16::from_f32(*v);
    match encoding {
        F32 => out.extend(values.iter().flat_map(|v| v.to_le_bytes())),
        F16 => quantise::f16(values, out),
        Q8_0 | Q5_1 => {
            let rounded: Vec<f32> = values.iter().map(|v| half(v).to_f32()).collect();
            let quantise = if encoding == Q8_0 { quantise::q8_0 } else { quantise::q5_1 };
            quantise(&rounded, out);
        }
        _ => return Err(io::Error::from(io::ErrorKind::Unsupported)),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{check_ggml, ctranslate2, sample};

    #[test]
    fn what_is_converted_passes_the_check_and_is_the_same_each_time() {
        let folder = tempfile::tempdir().unwrap();
        sample::ctranslate2(folder.path());
        let weights = ctranslate2::read(folder.path()).unwrap();
        for encoding in [F16, Q8_0, Q5_1] {
            let (mut once, mut again) = (Vec::new(), Vec::new());
            let path = folder.path().join("ggml-sample.bin");
            let mut last = 0;
            to_ggml(&weights, encoding, &path, &mut once, |written| last = written).unwrap();
            to_ggml(&weights, encoding, &path, &mut again, |_| {}).unwrap();
            assert!(once == again, "{}", encoding.name);
            assert_eq!(last, tensor_bytes(&weights, encoding));
            std::fs::write(&path, once).unwrap();
            let info = check_ggml(&path).unwrap();
            assert_eq!(info.encoding, encoding);
            assert_eq!(info.hyperparameters, weights.hyperparameters);
        }
    }

    #[test]
    fn a_network_without_one_of_its_tensors_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        sample::ctranslate2(folder.path());
        let mut weights = ctranslate2::read(folder.path()).unwrap();
        weights.tensors.remove("decoder.ln.bias");
        let error = to_ggml(&weights, F16, folder.path(), &mut Vec::new(), |_| {}).unwrap_err();
        assert!(error.to_string().contains("decoder.ln.bias"), "{error}");
    }
    #[test]
    fn weights_that_are_no_numbers_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        sample::ctranslate2(folder.path());
        let weights = ctranslate2::read(folder.path()).unwrap();
        let at = weights.tensors["decoder.blocks.1.mlp.0.weight"].offset as usize;
        let path = folder.path().join("model.bin");
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[at..at + 2].copy_from_slice(&half::f16::NAN.to_le_bytes());
        std::fs::write(&path, bytes).unwrap();
        let error = to_ggml(&weights, F16, folder.path(), &mut Vec::new(), |_| {}).unwrap_err();
        assert!(error.to_string().contains("mlp.0.weight holds NaN"), "{error}");
    }
}
