//! Writes the parts of a ggml file.

use std::io::{self, Write};

use super::layout::Tensor;
use super::{Encoding, Hyperparameters, MAGIC};
use crate::model::mel::MelFilters;

/// Writes everything that stands before the tensors.
///
/// # Errors
/// Those of `out`, and `InvalidInput` where a number does not fit in 31 bits.
pub fn header(
    out: &mut impl Write,
    h: &Hyperparameters,
    encoding: Encoding,
    filters: &MelFilters,
    tokens: &[Vec<u8>],
) -> io::Result<()> {
    out.write_all(&MAGIC.to_le_bytes())?;
    for value in [
        h.vocabulary,
        h.audio_context,
        h.audio_state,
        h.audio_heads,
        h.audio_layers,
        h.text_context,
        h.text_state,
        h.text_heads,
        h.text_layers,
        h.mels,
    ] {
        number(out, value)?;
    }
    out.write_all(&encoding.file_number().to_le_bytes())?;
    number(out, filters.bands)?;
    number(out, filters.bins)?;
    for weight in &filters.weights {
        out.write_all(&weight.to_le_bytes())?;
    }
    number(out, tokens.len())?;
    for token in tokens {
        number(out, token.len())?;
        out.write_all(token)?;
    }
    Ok(())
}

/// Writes the header of one tensor; its data must follow.
///
/// # Errors
/// Those of `out`, and `InvalidInput` where a number does not fit in 31 bits.
pub fn tensor_header(out: &mut impl Write, tensor: &Tensor, encoding: Encoding) -> io::Result<()> {
    number(out, tensor.sizes.len())?;
    number(out, tensor.name.len())?;
    out.write_all(&encoding.tensor_type.to_le_bytes())?;
    for &size in &tensor.sizes {
        number(out, size)?;
    }
    out.write_all(tensor.name.as_bytes())
}

fn number(out: &mut impl Write, value: impl TryInto<i32>) -> io::Result<()> {
    let value: i32 = value.try_into().map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    out.write_all(&value.to_le_bytes())
}
