//! Rounds weights to 8 bits the way ggml does.

/// Values that share one scale.
pub const BLOCK: usize = 32;

/// Appends `values` to `out` in ggml's q8_0: for each 32 values a 16-bit scale (the largest
/// magnitude over 127) and 32 signed bytes. Source: `quantize_row_q8_0_ref` in ggml-quants.c,
/// kept operation for operation so that the result is the same to the last bit.
///
/// # Panics
/// Where `values` is not a whole number of blocks.
pub fn q8_0(values: &[f32], out: &mut Vec<u8>) {
    let (blocks, rest) = values.as_chunks::<BLOCK>();
    assert!(rest.is_empty(), "q8_0 needs whole blocks of {BLOCK} values");
    for block in blocks {
        let largest = block.iter().fold(0.0f32, |largest, v| largest.max(v.abs()));
        let scale = largest / 127.0;
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        out.extend(half::f16::from_f32(scale).to_le_bytes());
        out.extend(block.iter().map(|v| (v * inverse).round() as i8 as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_q8_0_has_its_scale_and_rounds_halves_away_from_zero() {
        let mut values = [0.0f32; BLOCK];
        values[0] = 127.0;
        values[1] = -127.0;
        values[2] = 2.5;
        values[3] = -2.5;
        values[4] = 0.49;
        let mut out = Vec::new();
        q8_0(&values, &mut out);
        assert_eq!(out.len(), 34);
        assert_eq!(out[..2], half::f16::from_f32(1.0).to_le_bytes());
        let quants: Vec<i8> = out[2..7].iter().map(|&b| b as i8).collect();
        assert_eq!(quants, [127, -127, 3, -3, 0]);
    }

    #[test]
    fn a_block_of_zeros_has_the_scale_zero_and_no_nan() {
        let mut out = Vec::new();
        q8_0(&[0.0; BLOCK], &mut out);
        assert_eq!(out, [0u8; 34]);
    }
}
