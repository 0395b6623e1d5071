//! Where the tensors of a model stand that is in memory.

use std::ops::Range;

use super::{Encoding, MAGIC};

/// One tensor of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorAt {
    /// Its name.
    pub name: String,
    /// Sizes, innermost first.
    pub sizes: Vec<usize>,
    /// How its numbers are stored.
    pub encoding: Encoding,
    /// Where its data stands.
    pub bytes: Range<usize>,
}

impl TensorAt {
    /// How many numbers it has.
    pub fn values(&self) -> usize {
        self.sizes.iter().product()
    }
}

/// Numbers of the header behind the magic one.
const HYPERPARAMETERS: usize = 11;

/// Every tensor of `model`, the bytes of a ggml file, in their order. `None` where it is no whole model.
pub fn tensors_of(model: &[u8]) -> Option<Vec<TensorAt>> {
    let mut reader = Reader { model, at: 0 };
    if reader.number()? as u32 != MAGIC {
        return None;
    }
    reader.skip(4 * HYPERPARAMETERS)?;
    let (bands, bins) = (reader.size()?, reader.size()?);
    reader.skip(bands.checked_mul(bins)?.checked_mul(4)?)?;
    for _ in 0..reader.size()? {
        let length = reader.size()?;
        reader.skip(length)?;
    }
    let mut tensors = Vec::new();
    while reader.at < model.len() {
        tensors.push(reader.tensor()?);
    }
    Some(tensors)
}

struct Reader<'a> {
    model: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn skip(&mut self, bytes: usize) -> Option<Range<usize>> {
        let end = self.at.checked_add(bytes).filter(|end| *end <= self.model.len())?;
        let passed = self.at..end;
        self.at = end;
        Some(passed)
    }

    fn number(&mut self) -> Option<i32> {
        let bytes = self.skip(4)?;
        Some(i32::from_le_bytes(self.model[bytes].try_into().ok()?))
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn tensor(&mut self) -> Option<TensorAt> {
        let (dimensions, length, kind) = (self.size()?, self.size()?, self.number()?);
        let sizes: Vec<usize> = (0..dimensions).map(|_| self.size()).collect::<Option<_>>()?;
        let name = self.skip(length)?;
        let name = std::str::from_utf8(&self.model[name]).ok()?.to_owned();
        let encoding = Encoding::of_tensor(kind)?;
        let long: Vec<u64> = sizes.iter().map(|&size| size as u64).collect();
        let bytes = self.skip(usize::try_from(encoding.bytes(&long)?).ok()?)?;
        Some(TensorAt { name, sizes, encoding, bytes })
    }
}
