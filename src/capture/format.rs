//! Which of a device's formats to record, and how a sample of each becomes a 16-bit one.

use cpal::{
    BufferSize, SampleFormat, StreamConfig, SupportedBufferSize, SupportedStreamConfigRange,
};
use cpal::{I24, U24};

/// Asked-for time between two callbacks, in seconds. With 0.1 s a minute at 48 kHz on two busy
/// cores came out bit-exact in three runs of three; the sound system's default (3 to 5 ms) lost
/// 500 to 5,400 samples.
pub const BUFFER_S: f64 = 0.1;

/// Rates in Hz to prefer, best first, where a device offers a choice: 48 kHz is what hardware
/// runs at, so nothing resamples in between.
const RATES_HZ: [u32; 6] = [48_000, 44_100, 96_000, 32_000, 16_000, 22_050];

/// Formats to prefer, best first: the file holds 16 bits, so those come through untouched.
const FORMATS: [SampleFormat; 10] = [
    SampleFormat::I16,
    SampleFormat::I32,
    SampleFormat::I24,
    SampleFormat::F32,
    SampleFormat::F64,
    SampleFormat::U16,
    SampleFormat::U32,
    SampleFormat::U24,
    SampleFormat::I8,
    SampleFormat::U8,
];

/// Picks the configuration to record with, or `None` when the device offers no PCM that can be
/// read. `native_hz` is the rate the device itself runs at, where that is known.
///
/// Two channels come before one: asked for one, ALSA's converter averages a stereo source, and a
/// silent second channel would halve the level. Asked for two, it copies a mono source unchanged.
pub fn choose(
    offered: &[SupportedStreamConfigRange],
    native_hz: Option<u32>,
) -> Option<(StreamConfig, SampleFormat)> {
    let rank = |range: &SupportedStreamConfigRange| -> Option<(usize, usize, u32, usize)> {
        let format = FORMATS.iter().position(|f| *f == range.sample_format())?;
        let channels = match range.channels() {
            2 => 0,
            1 => 1,
            more => more as usize,
        };
        let rate = pick_rate(range, native_hz);
        let rate_rank = RATES_HZ.iter().position(|r| *r == rate).unwrap_or(RATES_HZ.len());
        let rate_rank = if Some(rate) == native_hz { 0 } else { rate_rank + 1 };
        Some((rate_rank, channels, rate, format))
    };
    let (best, (_, _, rate, _)) = offered
        .iter()
        .filter_map(|range| rank(range).map(|rank| (range, rank)))
        .min_by_key(|(_, (rate_rank, channels, _, format))| (*rate_rank, *channels, *format))?;
    let config = StreamConfig {
        channels: best.channels(),
        sample_rate: rate,
        buffer_size: buffer_size(best.buffer_size(), rate),
    };
    Some((config, best.sample_format()))
}

fn pick_rate(range: &SupportedStreamConfigRange, native_hz: Option<u32>) -> u32 {
    let fits = |rate: &u32| range.contains_rate(*rate);
    native_hz
        .filter(fits)
        .or_else(|| RATES_HZ.into_iter().find(fits))
        .unwrap_or(range.max_sample_rate())
}

/// A fixed buffer of [`BUFFER_S`] clamped to what the device takes, or its default.
fn buffer_size(supported: &SupportedBufferSize, rate_hz: u32) -> BufferSize {
    let wanted = (f64::from(rate_hz) * BUFFER_S) as u32;
    match supported {
        SupportedBufferSize::Range { min, max } if min <= max => {
            BufferSize::Fixed(wanted.clamp(*min, *max))
        }
        _ => BufferSize::Default,
    }
}

/// A sample that becomes a 16-bit one. Integers wider than 16 bits and floats are rounded and
/// held inside the range; narrower ones are scaled up exactly.
pub trait ToPcm16: Copy {
    /// The sample with 16 bits, full scale to full scale.
    fn to_pcm16(self) -> i16;
}

/// Drops `bits` low bits, to the nearest, never past full scale.
fn narrow(value: i64, bits: u32) -> i16 {
    let half = 1i64 << (bits - 1);
    ((value + half) >> bits).clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
}

impl ToPcm16 for i8 {
    fn to_pcm16(self) -> i16 {
        i16::from(self) << 8
    }
}
impl ToPcm16 for u8 {
    fn to_pcm16(self) -> i16 {
        (i16::from(self) - 128) << 8
    }
}
impl ToPcm16 for i16 {
    fn to_pcm16(self) -> i16 {
        self
    }
}
impl ToPcm16 for u16 {
    fn to_pcm16(self) -> i16 {
        (i32::from(self) - 32_768) as i16
    }
}
impl ToPcm16 for I24 {
    fn to_pcm16(self) -> i16 {
        narrow(i64::from(self.inner()), 8)
    }
}
impl ToPcm16 for U24 {
    fn to_pcm16(self) -> i16 {
        narrow(i64::from(self.inner()) - (1 << 23), 8)
    }
}
impl ToPcm16 for i32 {
    fn to_pcm16(self) -> i16 {
        narrow(i64::from(self), 16)
    }
}
impl ToPcm16 for u32 {
    fn to_pcm16(self) -> i16 {
        narrow(i64::from(self) - (1 << 31), 16)
    }
}
impl ToPcm16 for f32 {
    fn to_pcm16(self) -> i16 {
        f64::from(self).to_pcm16()
    }
}
impl ToPcm16 for f64 {
    fn to_pcm16(self) -> i16 {
        // `as` saturates, and makes 0 of a NaN that a broken driver may deliver.
        (self * 32_768.0).round() as i16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(channels: u16, rates: (u32, u32), format: SampleFormat) -> SupportedStreamConfigRange {
        let buffer = SupportedBufferSize::Range { min: 64, max: 8_192 };
        SupportedStreamConfigRange::new(channels, rates.0, rates.1, buffer, format)
    }

    #[test]
    fn every_16_bit_value_survives_the_way_through_wider_formats() {
        for value in i16::MIN..=i16::MAX {
            let wide = i32::from(value);
            assert_eq!((f32::from(value) / 32_768.0).to_pcm16(), value);
            assert_eq!((f64::from(value) / 32_768.0).to_pcm16(), value);
            assert_eq!((wide << 16).to_pcm16(), value);
            assert_eq!(((wide + 32_768) as u16).to_pcm16(), value);
            assert_eq!((((i64::from(wide) << 16) + (1 << 31)) as u32).to_pcm16(), value);
            assert_eq!(I24::new(wide << 8).unwrap().to_pcm16(), value);
        }
    }

    #[test]
    fn full_scale_and_nonsense_stay_inside_16_bits() {
        assert_eq!(1.0f32.to_pcm16(), i16::MAX);
        assert_eq!((-7.5f32).to_pcm16(), i16::MIN);
        assert_eq!(f32::NAN.to_pcm16(), 0);
        assert_eq!(i32::MAX.to_pcm16(), i16::MAX);
        assert_eq!(u8::MAX.to_pcm16(), 127 << 8);
        assert_eq!(i8::MIN.to_pcm16(), i16::MIN);
    }

    #[test]
    fn the_device_s_own_rate_comes_before_any_other() {
        let offered = [range(2, (4_000, 192_000), SampleFormat::I16)];
        let (config, _) = choose(&offered, Some(16_000)).unwrap();
        assert_eq!(config.sample_rate, 16_000);
        let (config, _) = choose(&offered, None).unwrap();
        assert_eq!(config.sample_rate, 48_000);
        assert_eq!(config.buffer_size, BufferSize::Fixed(4_800));
    }

    #[test]
    fn sixteen_bit_stereo_is_preferred_and_dsd_is_refused() {
        let offered = [
            range(1, (48_000, 48_000), SampleFormat::I16),
            range(2, (48_000, 48_000), SampleFormat::F32),
            range(2, (48_000, 48_000), SampleFormat::I16),
        ];
        let (config, format) = choose(&offered, None).unwrap();
        assert_eq!((config.channels, format), (2, SampleFormat::I16));
        assert!(choose(&[range(2, (48_000, 48_000), SampleFormat::DsdU8)], None).is_none());
    }
}
