//! Which inputs there are, and opening one.

use cpal::traits::{DeviceTrait, HostTrait};
use cpal::{Device, Host, SampleFormat, StreamConfig};
use serde::Serialize;

use super::error::CaptureError;
use super::format;

/// The id of the system's default input.
pub const DEFAULT: &str = "default";

/// Names ALSA lists as inputs that are no microphone: converters, sinks, other sound systems'
/// bridges, and doubles of the same hardware (`plughw` records from every card that `hw`,
/// `dsnoop`, `front` and `sysdefault` do, in whatever format is asked for).
const NO_MICROPHONE: [&str; 21] = [
    "null",
    "jack",
    "oss",
    "lavrate",
    "samplerate",
    "speexrate",
    "speex",
    "upmix",
    "vdownmix",
    "usbstream",
    "dmix",
    "dsnoop",
    "hw",
    "front",
    "rear",
    "center_lfe",
    "side",
    "sysdefault",
    "iec958",
    "spdif",
    "hdmi",
];

/// An input as `aloud devices` lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputInfo {
    /// What `--device` takes.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether it is used when nothing else is asked for.
    pub default: bool,
    /// Why it cannot be recorded from just now; `None` when it can.
    pub problem: Option<String>,
    /// The rate it would be recorded at, in Hz.
    pub sample_rate_hz: Option<u32>,
    /// Channels it is read with; the recording is mono.
    pub channels: Option<u16>,
}

/// A microphone that has been opened once to learn what it offers. No sound flows yet.
pub struct Input {
    /// What `--device` takes.
    pub id: String,
    /// What people call it.
    pub name: String,
    pub(crate) device: Device,
    pub(crate) config: StreamConfig,
    pub(crate) format: SampleFormat,
}

impl Input {
    /// The rate it is recorded at, in Hz.
    pub fn sample_rate_hz(&self) -> u32 {
        self.config.sample_rate
    }

    /// Channels it is read with; the recording is mono.
    pub fn channels(&self) -> u16 {
        self.config.channels
    }
}

/// Lists the inputs that may be microphones, the default first. Each is opened for a moment to
/// learn its rate and whether it is free.
///
/// # Errors
/// [`CaptureError::NoHost`] when the sound system cannot be used at all.
pub fn list() -> Result<Vec<InputInfo>, CaptureError> {
    let host = host()?;
    let mut devices: Vec<Device> = host.default_input_device().into_iter().collect();
    let others = host.input_devices().map_err(|error| CaptureError::from_cpal(&error, DEFAULT))?;
    devices.extend(others);
    let default = devices.first().map(id_of);
    let mut inputs: Vec<InputInfo> = Vec::new();
    for device in devices {
        let id = id_of(&device);
        if inputs.iter().any(|known| known.id == id) || !may_be_microphone(&id) {
            continue;
        }
        let name = name_of(&device);
        let default = default.as_ref() == Some(&id);
        let info = match probe(device) {
            Ok(input) => InputInfo {
                sample_rate_hz: Some(input.sample_rate_hz()),
                channels: Some(input.channels()),
                id,
                name,
                default,
                problem: None,
            },
            // A plugin without a card behind it is no input at all.
            Err(CaptureError::NotFound(_) | CaptureError::Unsupported { .. }) => continue,
            Err(error) => InputInfo {
                sample_rate_hz: None,
                channels: None,
                id,
                name,
                default,
                problem: Some(error.to_string()),
            },
        };
        inputs.push(info);
    }
    Ok(inputs)
}

/// Opens the input with this id, or the default one.
///
/// # Errors
/// No such device, in use by another program, not permitted, or nothing this program can read.
pub fn open(id: Option<&str>) -> Result<Input, CaptureError> {
    let host = host()?;
    let device = match id {
        None | Some(DEFAULT) => host.default_input_device(),
        Some(id) => host
            .devices()
            .map_err(|error| CaptureError::from_cpal(&error, id))?
            .find(|device| id_of(device) == id || device.to_string() == id),
    };
    probe(device.ok_or_else(|| CaptureError::NotFound(id.map(String::from)))?)
}

/// The system's sound host. Asked for by id: the shortcut `default_host()` panics when ALSA's
/// configuration has a syntax error.
fn host() -> Result<Host, CaptureError> {
    #[cfg(target_os = "linux")]
    super::alsa::silence_messages();
    let id = *cpal::available_hosts()
        .first()
        .ok_or_else(|| CaptureError::NoHost("this system has none".into()))?;
    cpal::host_from_id(id).map_err(|error| CaptureError::NoHost(error.to_string()))
}

fn probe(device: Device) -> Result<Input, CaptureError> {
    let id = id_of(&device);
    let offered: Vec<_> = device
        .supported_input_configs()
        .map_err(|error| CaptureError::from_cpal(&error, &id))?
        .collect();
    #[cfg(target_os = "linux")]
    let native_hz = super::alsa::native_rate(&id);
    #[cfg(not(target_os = "linux"))]
    let native_hz = device.default_input_config().ok().map(|config| config.sample_rate());
    let Some((config, format)) = format::choose(&offered, native_hz) else {
        let formats: Vec<_> = offered.iter().map(|o| o.sample_format().to_string()).collect();
        let reason = format!("it offers only {}", formats.join(", "));
        return Err(CaptureError::Unsupported { name: id, reason });
    };
    Ok(Input { name: name_of(&device), id, device, config, format })
}

fn id_of(device: &Device) -> String {
    device.id().map(|id| id.id().to_string()).unwrap_or_else(|_| device.to_string())
}

fn name_of(device: &Device) -> String {
    device.description().map(|d| d.name().to_string()).unwrap_or_else(|_| id_of(device))
}

fn may_be_microphone(id: &str) -> bool {
    let kind = id.split(':').next().unwrap_or(id);
    !NO_MICROPHONE.contains(&kind) && !kind.starts_with("surround")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converters_and_doubles_are_no_microphones() {
        for id in ["null", "jack", "oss", "lavrate", "surround51:CARD=PCH", "hw:CARD=PCH,DEV=0"] {
            assert!(!may_be_microphone(id), "{id}");
        }
        for id in ["default", "pulse", "plughw:CARD=PCH,DEV=0", "studio"] {
            assert!(may_be_microphone(id), "{id}");
        }
    }
}
