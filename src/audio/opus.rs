//! Speech compressed as Ogg Opus (RFC 6716, RFC 7845), which every current browser plays.

use ogg::writing::{PacketWriteEndInfo, PacketWriter};
use opus_rs::{Application, OpusEncoder};

use super::SAMPLE_RATE_HZ;

/// Bits a second. Wideband speech is transparent or nearly so from 24 kbit/s on (RFC 7587, 3.1.1
/// recommends 16 to 20 kbit/s for wideband speech).
const BITRATE_BPS: i32 = 24_000;

/// Encoder effort, 0 to 10.
const COMPLEXITY: i32 = 9;

/// Samples of a frame of 20 ms.
const FRAME: usize = SAMPLE_RATE_HZ / 50;

/// Granule positions of Opus always count at 48 kHz.
const TICKS_A_SAMPLE: u64 = 3;

/// What the encoder delays the sound by, at 48 kHz; players drop as much. 6.5 ms, as libopus has at
/// this rate: it is measured against the original in the tests.
const PRE_SKIP: u16 = 312;

/// Frames of a page: one second, so that players can seek.
const PAGE: u64 = 50;

/// Largest packet of Opus in bytes.
const LARGEST_PACKET: usize = 1275;

/// Streams of one file are told apart by it; there is only one.
const SERIAL: u32 = 1;

/// Why sound could not be compressed.
#[derive(Debug, thiserror::Error)]
pub enum OpusError {
    /// The encoder refused.
    #[error("cannot compress the sound: {0}")]
    Encoder(&'static str),
    /// The container could not be written.
    #[error("cannot compress the sound: {0}")]
    Container(#[from] std::io::Error),
}

/// Compresses `samples` (mono, 16 kHz, −1 to 1) to an Ogg Opus file of the same length: 3 kB a
/// second. `progress` gets the seconds that are done.
///
/// # Errors
/// The encoder refuses the sound; none is known that it refuses.
pub fn encode(samples: &[f32], mut progress: impl FnMut(f64)) -> Result<Vec<u8>, OpusError> {
    let mut encoder = OpusEncoder::new(SAMPLE_RATE_HZ as i32, 1, Application::Voip)
        .map_err(OpusError::Encoder)?;
    encoder.bitrate_bps = BITRATE_BPS;
    encoder.complexity = COMPLEXITY;
    encoder.use_cbr = false;
    let mut file = Vec::new();
    let mut writer = PacketWriter::new(&mut file);
    writer.write_packet(head(), SERIAL, PacketWriteEndInfo::EndPage, 0)?;
    writer.write_packet(tags(), SERIAL, PacketWriteEndInfo::EndPage, 0)?;
    let end = samples.len() as u64 * TICKS_A_SAMPLE + u64::from(PRE_SKIP);
    let frame_ticks = FRAME as u64 * TICKS_A_SAMPLE;
    let frames = end.div_ceil(frame_ticks);
    let mut packet = [0u8; LARGEST_PACKET];
    for number in 0..frames {
        let mut frame = [0.0f32; FRAME];
        let rest = samples.get(number as usize * FRAME..).unwrap_or_default();
        let taken = rest.len().min(FRAME);
        frame[..taken].copy_from_slice(&rest[..taken]);
        let length = encoder.encode(&frame, FRAME, &mut packet).map_err(OpusError::Encoder)?;
        let (info, position) = if number + 1 == frames {
            (PacketWriteEndInfo::EndStream, end)
        } else if number % PAGE == PAGE - 1 {
            progress((number + 1) as f64 / PAGE as f64);
            (PacketWriteEndInfo::EndPage, (number + 1) * frame_ticks)
        } else {
            (PacketWriteEndInfo::NormalPacket, (number + 1) * frame_ticks)
        };
        writer.write_packet(packet[..length].to_vec(), SERIAL, info, position)?;
    }
    drop(writer);
    Ok(file)
}

/// The identification header (RFC 7845, 5.1): version 1, one channel, no gain, mapping family 0.
fn head() -> Vec<u8> {
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend(PRE_SKIP.to_le_bytes());
    head.extend((SAMPLE_RATE_HZ as u32).to_le_bytes());
    head.extend([0, 0, 0]);
    head
}

/// The comment header (RFC 7845, 5.2), without comments.
fn tags() -> Vec<u8> {
    const VENDOR: &[u8] = b"aloud";
    let mut tags = b"OpusTags".to_vec();
    tags.extend((VENDOR.len() as u32).to_le_bytes());
    tags.extend(VENDOR);
    tags.extend(0u32.to_le_bytes());
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use opus_rs::OpusDecoder;

    /// A tone that swells, so that it fits itself at one shift only.
    fn speechlike() -> Vec<f32> {
        (0..SAMPLE_RATE_HZ * 2)
            .map(|i| {
                let t = i as f32 / SAMPLE_RATE_HZ as f32;
                let swell = (t * 3.0 * std::f32::consts::TAU).sin().max(0.0);
                swell * 0.4 * ((180.0 + 60.0 * t) * std::f32::consts::TAU * t).sin()
            })
            .collect()
    }

    #[test]
    fn decoded_sound_has_the_length_place_and_level_of_the_original() {
        let samples = speechlike();
        let file = encode(&samples, |_| {}).unwrap();
        assert!(file.len() < 2 * 4_000, "{} bytes for 2 s", file.len());
        let mut reader = ogg::PacketReader::new(std::io::Cursor::new(&file));
        let mut decoder = OpusDecoder::new(SAMPLE_RATE_HZ as i32, 1).unwrap();
        let mut decoded = Vec::new();
        let mut end = 0;
        let mut number = 0;
        while let Some(packet) = reader.read_packet().unwrap() {
            number += 1;
            if number > 2 {
                let mut frame = [0.0f32; FRAME];
                let length = decoder.decode(&packet.data, FRAME, &mut frame).unwrap();
                decoded.extend_from_slice(&frame[..length]);
                end = packet.absgp_page();
            }
        }
        let heard = &decoded[usize::from(PRE_SKIP) / 3..(end / 3) as usize];
        assert_eq!(heard.len(), samples.len());
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let alike = |shift: usize| dot(&samples, &heard[shift..]) / dot(&samples, &samples);
        let best = (0..160).max_by(|a, b| alike(*a).total_cmp(&alike(*b))).unwrap();
        assert!(best <= 80, "{best} samples late");
        assert!((0.8..1.2).contains(&alike(best)), "level {}", alike(best));
    }

    #[test]
    fn no_sound_at_all_is_still_a_file() {
        assert!(encode(&[], |_| {}).unwrap().starts_with(b"OggS"));
    }
}
