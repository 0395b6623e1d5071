//! Checksums of Ogg pages (RFC 3533, section 6): a reader drops a page where it is wrong, and what
//! reads the page's content is never reached.

/// Bytes of a page's header up to the table of its segments.
const HEADER: usize = 27;

/// Place of the checksum in the header.
const SUM: std::ops::Range<usize> = 22..26;

/// Makes the checksum of every whole page right.
pub fn mend(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|four| four == b"OggS") {
        at += found;
        let Some(length) = length(&bytes[at..]) else { return };
        let page = &mut bytes[at..at + length];
        page[SUM].fill(0);
        let sum = sum(page);
        page[SUM].copy_from_slice(&sum.to_le_bytes());
        at += length;
    }
}

/// Bytes of the page that begins here; `None` where it is cut off.
fn length(bytes: &[u8]) -> Option<usize> {
    let segments = usize::from(*bytes.get(HEADER - 1)?);
    let table = bytes.get(HEADER..HEADER + segments)?;
    let length = HEADER + segments + table.iter().map(|&size| usize::from(size)).sum::<usize>();
    (length <= bytes.len()).then_some(length)
}

/// CRC-32 with the polynomial 0x04c11db7, neither reflected nor inverted.
fn sum(page: &[u8]) -> u32 {
    page.iter().fold(0u32, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte) << 24, |sum, _| {
            if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 }
        })
    })
}

#[test]
fn a_mended_page_is_one_that_an_encoder_wrote() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech/formats/stereo-44100.ogg");
    let whole = std::fs::read(path).expect("a file of this crate");
    let mut bytes = whole.clone();
    bytes[SUM].fill(7);
    mend(&mut bytes);
    assert!(bytes == whole);
}
