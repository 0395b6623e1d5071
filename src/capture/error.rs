//! What can go wrong with a microphone, in words that say what to do next.

use std::path::PathBuf;

use crate::language::Language;
use crate::refusal::Refusal;

/// Why a recording could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The sound system itself is broken, for instance a syntax error in ALSA's configuration.
    #[error(
        "the sound system cannot be used: {0}. On Linux check ~/.asoundrc and /etc/asound.conf; \
         `aloud doctor` tells more"
    )]
    NoHost(String),
    /// There is no microphone, or it was unplugged.
    #[error(
        "no microphone found{}: plug one in, or choose another with `--device ID` \
         (`aloud devices` lists them)", named(.0)
    )]
    NotFound(Option<String>),
    /// Another program holds the microphone.
    #[error(
        "the microphone {0:?} is in use by another program: close that program (a call, another \
         recorder) and try again, or choose another with `--device ID`"
    )]
    Busy(String),
    /// The system forbids the microphone to this program.
    #[error(
        "no permission to use the microphone {0:?}: on Linux join the group `audio` and log in \
         again, elsewhere allow the terminal to use the microphone in the privacy settings"
    )]
    NotPermitted(String),
    /// The microphone gives sound in no form this program can read (DSD, for instance).
    #[error(
        "the microphone {name:?} cannot be recorded: {reason}. Choose another with `--device ID`"
    )]
    Unsupported {
        /// The device's id.
        name: String,
        /// What it offers.
        reason: String,
    },
    /// Anything else the sound system reports.
    #[error("the microphone {name:?} failed: {reason}")]
    Failed {
        /// The device's id.
        name: String,
        /// The sound system's own words.
        reason: String,
    },
    /// The recording cannot be written.
    #[error(
        "cannot write {}: {reason}; {}", path.display(),
        Refusal::of(reason).mend(Language::English)
    )]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: std::io::Error,
    },
}

fn named(id: &Option<String>) -> String {
    id.as_ref().map(|id| format!(" under the id {id:?}")).unwrap_or_default()
}

impl CaptureError {
    /// Puts the sound system's error about the device `name` into this program's words.
    pub(crate) fn from_cpal(error: &cpal::Error, name: &str) -> Self {
        use cpal::ErrorKind as Kind;
        let reason = error.to_string();
        match error.kind() {
            Kind::HostUnavailable => CaptureError::NoHost(reason),
            Kind::DeviceNotAvailable => {
                CaptureError::NotFound((name != "default").then(|| name.to_string()))
            }
            Kind::DeviceBusy => CaptureError::Busy(name.into()),
            Kind::PermissionDenied => CaptureError::NotPermitted(name.into()),
            Kind::UnsupportedConfig | Kind::UnsupportedOperation => {
                CaptureError::Unsupported { name: name.into(), reason }
            }
            _ => CaptureError::Failed { name: name.into(), reason },
        }
    }
}
