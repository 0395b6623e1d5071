//! Sorted words kept small in a file: each without the letters it shares with the one before.
//!
//! An entry is a byte of letters shared with the word before, a byte of further ones, these, and what
//! is told of the word, whose length the list tells.

/// Words between two places where a search may begin.
const STRIDE: usize = 256;

/// A list of words with what is told of each.
pub struct FrontCoded {
    data: &'static [u8],
    /// How many bytes tell of a word, from where they begin.
    told: fn(&[u8]) -> usize,
    /// Every [`STRIDE`]th word and where the next one's entry stands.
    pub(crate) index: Vec<(Vec<u8>, usize)>,
}

impl FrontCoded {
    /// Reads through `data` once.
    pub fn new(data: &'static [u8], told: fn(&[u8]) -> usize) -> Self {
        let mut list = FrontCoded { data, told, index: vec![(Vec::new(), 0)] };
        let (mut word, mut at, mut count) = (Vec::new(), 0, 0);
        while at < data.len() {
            at = list.entry(at, &mut word).1;
            count += 1;
            if count % STRIDE == 0 {
                list.index.push((word.clone(), at));
            }
        }
        list
    }

    /// What is told of `word`, from where it begins; `None` where it is not listed.
    pub fn find(&self, word: &[u8]) -> Option<&'static [u8]> {
        let stretch = self.index.partition_point(|(last, _)| last.as_slice() < word).max(1) - 1;
        let (mut own, mut at) = self.index[stretch].clone();
        while at < self.data.len() {
            let (told, next) = self.entry(at, &mut own);
            match own.as_slice().cmp(word) {
                std::cmp::Ordering::Less => at = next,
                std::cmp::Ordering::Equal => return Some(&self.data[told..next]),
                std::cmp::Ordering::Greater => break,
            }
        }
        None
    }

    /// Reads the entry at `at`, whose predecessor `word` is: it becomes the word. Returns where what is
    /// told of it stands and where the next entry does.
    fn entry(&self, at: usize, word: &mut Vec<u8>) -> (usize, usize) {
        let (shared, more) = (usize::from(self.data[at]), usize::from(self.data[at + 1]));
        word.truncate(shared);
        word.extend_from_slice(&self.data[at + 2..at + 2 + more]);
        let told = at + 2 + more;
        (told, told + (self.told)(&self.data[told..]))
    }
}
