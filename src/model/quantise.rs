//! Rounds weights to 8 or 5 bits, and back, the way ggml does, operation for operation, so that the result
//! is the same to the last bit. Source: `quantize_row_q8_0_ref` and `quantize_row_q5_1_ref` in
//! ggml-quants.c.

/// Values that share one scale.
pub const BLOCK: usize = 32;

/// Appends `values` to `out` in ggml's q8_0: for each 32 values a 16-bit scale (the largest
/// magnitude over 127) and 32 signed bytes.
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

/// Appends `values` to `out` in ggml's q5_1: for each 32 values a 16-bit scale (the range over
/// 31), the smallest value in 16 bits, the fifth bits of all, and their lower four bits, value
/// `i` in the low and value `i + 16` in the high half of a byte.
///
/// # Panics
/// Where `values` is not a whole number of blocks.
pub fn q5_1(values: &[f32], out: &mut Vec<u8>) {
    let (blocks, rest) = values.as_chunks::<BLOCK>();
    assert!(rest.is_empty(), "q5_1 needs whole blocks of {BLOCK} values");
    for block in blocks {
        let smallest = block.iter().fold(f32::MAX, |smallest, &v| smallest.min(v));
        let largest = block.iter().fold(-f32::MAX, |largest, &v| largest.max(v));
        let scale = (largest - smallest) / 31.0;
        let inverse = if scale == 0.0 { 0.0 } else { 1.0 / scale };
        out.extend(half::f16::from_f32(scale).to_le_bytes());
        out.extend(half::f16::from_f32(smallest).to_le_bytes());
        let quants = block.map(|v| ((v - smallest) * inverse + 0.5) as u8);
        let fifth_bits = quants
            .iter()
            .enumerate()
            .fold(0u32, |bits, (i, q)| bits | (u32::from(q >> 4 & 1) << i));
        out.extend(fifth_bits.to_le_bytes());
        let (low, high) = quants.split_at(BLOCK / 2);
        out.extend(low.iter().zip(high).map(|(low, high)| (low & 15) | (high & 15) << 4));
    }
}

/// Appends `values` to `out` in 16 bits each.
pub fn f16(values: &[f32], out: &mut Vec<u8>) {
    out.extend(values.iter().flat_map(|v| half::f16::from_f32(*v).to_le_bytes()));
}

/// Appends to `values` what `data` holds in ggml's q8_0: whole blocks.
pub fn from_q8_0(data: &[u8], values: &mut Vec<f32>) {
    for block in data.as_chunks::<34>().0 {
        let scale = half::f16::from_le_bytes([block[0], block[1]]).to_f32();
        values.extend(block[2..].iter().map(|&quant| f32::from(quant as i8) * scale));
    }
}

/// Appends to `values` what `data` holds in ggml's q5_1: whole blocks.
pub fn from_q5_1(data: &[u8], values: &mut Vec<f32>) {
    for block in data.as_chunks::<24>().0 {
        let half = |at: usize| half::f16::from_le_bytes([block[at], block[at + 1]]).to_f32();
        let (scale, smallest) = (half(0), half(2));
        let fifth_bits = u32::from_le_bytes([block[4], block[5], block[6], block[7]]);
        values.extend((0..BLOCK).map(|i| {
            let nibble = block[8 + i % 16] >> (4 * (i / 16)) & 15;
            let quant = u32::from(nibble) | (fifth_bits >> i & 1) << 4;
            quant as f32 * scale + smallest
        }));
    }
}

/// Appends to `values` what `data` holds in 16 bits each.
pub fn from_f16(data: &[u8], values: &mut Vec<f32>) {
    values.extend(data.as_chunks().0.iter().map(|&b| half::f16::from_le_bytes(b).to_f32()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rounded_comes_back_within_half_a_step() {
        let values: [f32; 2 * BLOCK] = std::array::from_fn(|i| (i as f32 * 0.7).sin() * 3.0);
        type Rounding = (fn(&[f32], &mut Vec<u8>), fn(&[u8], &mut Vec<f32>), f32);
        let all: [Rounding; 3] = [
            (q8_0, from_q8_0, 3.0 / 127.0 * 0.51),
            (q5_1, from_q5_1, 6.0 / 31.0 * 0.52),
            (f16, from_f16, 0.002),
        ];
        for (to, from, most) in all {
            let (mut bytes, mut back) = (Vec::new(), Vec::new());
            to(&values, &mut bytes);
            from(&bytes, &mut back);
            assert_eq!(back.len(), values.len());
            assert!(values.iter().zip(&back).all(|(value, back)| (value - back).abs() <= most));
        }
    }

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

    #[test]
    fn a_block_of_q5_1_spans_its_range_in_31_steps() {
        let values: [f32; BLOCK] = std::array::from_fn(|i| i as f32 - 4.0);
        let mut out = Vec::new();
        q5_1(&values, &mut out);
        assert_eq!(out.len(), 24);
        assert_eq!(out[..2], half::f16::from_f32(1.0).to_le_bytes());
        assert_eq!(out[2..4], half::f16::from_f32(-4.0).to_le_bytes());
        assert_eq!(out[4..8], 0xffff_0000u32.to_le_bytes());
        let nibbles: Vec<u8> = (0..16).map(|i| i | i << 4).collect();
        assert_eq!(out[8..], nibbles);
    }
}
