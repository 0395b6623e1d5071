//! Starting the flow of samples.

use cpal::traits::{DeviceTrait, StreamTrait};
use cpal::{I24, InputCallbackInfo, SampleFormat, SizedSample, Stream, U24};

use super::callback::{Drain, Tap, deliver, hand_off};
use super::device::Input;
use super::error::CaptureError;
use super::format::ToPcm16;

/// A source of samples that can be started again after it was lost. The microphone is one, tests
/// have another.
pub trait Source: Send {
    /// Starts a new flow. The old one has been dropped.
    fn start(&mut self) -> Result<Flow, CaptureError>;

    /// Rate of every flow, in Hz.
    fn sample_rate_hz(&self) -> u32;
}

/// Samples on their way: the writer's end of the ring, and what keeps the stream alive.
pub struct Flow {
    /// Where samples and stamps arrive.
    pub drain: Drain,
    /// Dropped to stop the stream; its audio thread has ended when that returns.
    pub stream: Box<dyn Send>,
}

/// The microphone. Opens the device again by its id when it was lost.
pub struct Microphone {
    requested: Option<String>,
    sample_rate_hz: u32,
    input: Option<Input>,
}

impl Microphone {
    /// Records from `input`; after a loss the device is looked up by `requested` again.
    pub fn new(input: Input, requested: Option<String>) -> Self {
        Self { requested, sample_rate_hz: input.sample_rate_hz(), input: Some(input) }
    }
}

impl Source for Microphone {
    fn sample_rate_hz(&self) -> u32 {
        self.sample_rate_hz
    }

    fn start(&mut self) -> Result<Flow, CaptureError> {
        let input = match self.input.take() {
            Some(input) => input,
            None => super::device::open(self.requested.as_deref())?,
        };
        if input.sample_rate_hz() != self.sample_rate_hz {
            let reason = format!(
                "it came back at {} Hz, and the recording runs at {} Hz",
                input.sample_rate_hz(),
                self.sample_rate_hz
            );
            return Err(CaptureError::Unsupported { name: input.id, reason });
        }
        let (tap, drain) = hand_off(self.sample_rate_hz, input.channels());
        let stream = build(&input, tap, &drain)
            .and_then(|stream| stream.play().map(|()| stream))
            .map_err(|error| CaptureError::from_cpal(&error, &input.id))?;
        Ok(Flow { drain, stream: Box::new(stream) })
    }
}

fn build(input: &Input, tap: Tap, drain: &Drain) -> Result<Stream, cpal::Error> {
    match input.format {
        SampleFormat::I8 => typed::<i8>(input, tap, drain),
        SampleFormat::I16 => typed::<i16>(input, tap, drain),
        SampleFormat::I24 => typed::<I24>(input, tap, drain),
        SampleFormat::I32 => typed::<i32>(input, tap, drain),
        SampleFormat::U8 => typed::<u8>(input, tap, drain),
        SampleFormat::U16 => typed::<u16>(input, tap, drain),
        SampleFormat::U24 => typed::<U24>(input, tap, drain),
        SampleFormat::U32 => typed::<u32>(input, tap, drain),
        SampleFormat::F32 => typed::<f32>(input, tap, drain),
        SampleFormat::F64 => typed::<f64>(input, tap, drain),
        // `format::choose` offers no other.
        _ => Err(cpal::Error::new(cpal::ErrorKind::UnsupportedConfig)),
    }
}

fn typed<T: SizedSample + ToPcm16>(
    input: &Input,
    mut tap: Tap,
    drain: &Drain,
) -> Result<Stream, cpal::Error> {
    let faults = drain.faults.clone();
    input.device.build_input_stream::<T, _, _>(
        input.config,
        move |interleaved, info: &InputCallbackInfo| {
            let at = info.timestamp();
            deliver(
                &mut tap,
                interleaved,
                at.callback.as_nanos() as u64,
                at.capture.as_nanos() as u64,
            );
        },
        move |error| faults.latch(error.kind()),
        None,
    )
}
