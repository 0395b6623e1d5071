//! Text to word pieces: the unigram model of SentencePiece (Kudo 2018), best path by Viterbi.

use unicode_normalization::UnicodeNormalization;

/// Number of the unknown piece, of the start and of the end of a text.
const UNKNOWN: u32 = 0;
const START: u32 = 1;
const END: u32 = 2;
/// What SentencePiece takes off the least score for a character no piece has.
const UNKNOWN_PENALTY: f32 = 10.0;
/// Pieces of one text that are looked at; a clause has a few dozen.
const MOST_PIECES: usize = 512;

/// The word pieces with their scores, sorted by their bytes from the fourth on; the first three are
/// unknown, start and end.
pub struct Pieces {
    text: Vec<u8>,
    /// Where each piece starts in `text`, and where the last one ends.
    starts: Vec<u32>,
    scores: Vec<f32>,
    unknown_score: f32,
}

impl Pieces {
    /// Takes the bytes of all pieces after one another, their lengths and scores. `None` when they do
    /// not fit each other or are not sorted.
    pub fn new(text: Vec<u8>, lengths: &[u8], scores: Vec<f32>) -> Option<Self> {
        let mut starts = Vec::with_capacity(lengths.len() + 1);
        let mut at = 0u32;
        for &length in lengths {
            starts.push(at);
            at += u32::from(length);
        }
        starts.push(at);
        let least = scores.iter().copied().fold(0.0, f32::min);
        let pieces = Self { text, starts, scores, unknown_score: least - UNKNOWN_PENALTY };
        let fits = at as usize == pieces.text.len() && pieces.scores.len() == lengths.len();
        let sorted = || (4..lengths.len()).all(|id| pieces.piece(id - 1) < pieces.piece(id));
        (fits && lengths.len() > 3 && sorted()).then_some(pieces)
    }

    fn piece(&self, id: usize) -> &[u8] {
        &self.text[self.starts[id] as usize..self.starts[id + 1] as usize]
    }

    /// Calls `found` with the length and number of each piece that `text` begins with.
    fn beginnings(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let (mut low, mut high) = (3, self.scores.len());
        for (at, &byte) in text.iter().enumerate() {
            // All pieces in low..high begin with text[..at]; the one that ends there comes first.
            let range = low..high;
            let split = |wanted: u16| {
                let (mut from, mut to) = (range.start, range.end);
                while from < to {
                    let middle = from + (to - from) / 2;
                    let here = self.piece(middle).get(at).map_or(0, |&byte| u16::from(byte) + 1);
                    if here < wanted { from = middle + 1 } else { to = middle }
                }
                from
            };
            low = split(u16::from(byte) + 1);
            high = split(u16::from(byte) + 2);
            if low == high {
                return;
            }
            if self.piece(low).len() == at + 1 {
                found(at + 1, low);
            }
        }
    }

    /// Numbers of the pieces of a text, with start and end.
    pub fn encode(&self, text: &str) -> Vec<u32> {
        let folded: String = text.nfkc().collect();
        let mut normal = String::with_capacity(folded.len() + 8);
        for word in folded.split(|c: char| c.is_whitespace() || c.is_control()) {
            if !word.is_empty() {
                normal.push('\u{2581}');
                normal.push_str(word);
            }
        }
        let mut ids = vec![START];
        if normal.is_empty() {
            ids.push(UNKNOWN);
        } else {
            ids.extend(self.best_path(&normal).into_iter().take(MOST_PIECES));
        }
        ids.push(END);
        ids
    }

    fn best_path(&self, text: &str) -> Vec<u32> {
        let length = text.len();
        let mut best = vec![f32::NEG_INFINITY; length + 1];
        let mut from = vec![(0usize, UNKNOWN); length + 1];
        best[0] = 0.0;
        for (start, first) in text.char_indices() {
            let base = best[start];
            let single_end = start + first.len_utf8();
            let mut single = false;
            self.beginnings(&text.as_bytes()[start..], |length, id| {
                let end = start + length;
                single |= end == single_end;
                let score = base + self.scores[id];
                if score > best[end] {
                    best[end] = score;
                    from[end] = (start, id as u32);
                }
            });
            if !single && base + self.unknown_score > best[single_end] {
                best[single_end] = base + self.unknown_score;
                from[single_end] = (start, UNKNOWN);
            }
        }
        let mut ids = Vec::new();
        let mut at = length;
        while at > 0 {
            let (start, id) = from[at];
            ids.push(id);
            at = start;
        }
        ids.reverse();
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Pieces {
        let mut known = vec![
            ("▁", -3.0),
            ("▁over", -2.0),
            ("▁o", -5.0),
            ("ver", -5.0),
            ("lap", -4.0),
            ("▁overl", -9.0),
            ("ap", -9.0),
            ("s", -3.0),
        ];
        known.sort_by_key(|(piece, _)| piece.as_bytes());
        known.splice(0..0, [("<unk>", 0.0), ("<s>", 0.0), ("</s>", 0.0)]);
        let text: String = known.iter().map(|(piece, _)| *piece).collect();
        let lengths: Vec<u8> = known.iter().map(|(piece, _)| piece.len() as u8).collect();
        let scores = known.iter().map(|(_, score)| *score).collect();
        Pieces::new(text.into_bytes(), &lengths, scores).expect("sorted")
    }

    fn spelled(text: &str) -> Vec<String> {
        let pieces = pieces();
        let inner = pieces.encode(text);
        let inner = &inner[1..inner.len() - 1];
        inner.iter().map(|&id| String::from_utf8_lossy(pieces.piece(id as usize)).into()).collect()
    }

    #[test]
    fn pieces_that_are_not_sorted_are_refused() {
        assert!(Pieces::new(b"xxxba".to_vec(), &[1; 5], vec![0.0; 5]).is_none());
        assert!(Pieces::new(b"xxxab".to_vec(), &[1; 5], vec![0.0; 4]).is_none());
        assert!(Pieces::new(b"xxxab".to_vec(), &[1; 5], vec![0.0; 5]).is_some());
    }

    #[test]
    fn the_likeliest_pieces_are_chosen() {
        assert_eq!(spelled("overlaps"), ["▁over", "lap", "s"]);
        assert_eq!(spelled("  over   over "), ["▁over", "▁over"]);
    }

    #[test]
    fn unknown_and_empty_text_has_unknown_pieces() {
        assert_eq!(pieces().encode(""), [1, 0, 2]);
        assert_eq!(spelled("한"), ["▁", "<unk>"]);
    }
}
