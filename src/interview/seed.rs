//! Chance that a seed repeats.

/// A number for `name` under `seed`, equally likely anywhere in its range: the name by FNV-1a, then
/// one step of SplitMix64 (Steele, Lea & Flood 2014). Sorting by it shuffles.
pub(super) fn chance(seed: u64, name: &str) -> u64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut mixed = (seed ^ hash).wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_its_order_and_another_one_has_another() {
        let order = |seed| {
            let mut names = ["a", "b", "c", "d", "e", "f"];
            names.sort_by_key(|name| chance(seed, name));
            names
        };
        assert_eq!(order(7), order(7));
        assert!((0..5).any(|seed| order(seed) != order(7)));
    }
}
