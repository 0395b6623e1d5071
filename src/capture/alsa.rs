//! Two things about ALSA that cpal does not offer.

use std::ffi::{c_char, c_int};
use std::sync::Once;

type Variadic =
    unsafe extern "C" fn(*const c_char, c_int, *const c_char, c_int, *const c_char, ...);
type Plain = extern "C" fn(*const c_char, c_int, *const c_char, c_int, *const c_char);

/// Ignores what ALSA wants to print.
extern "C" fn ignore(_: *const c_char, _: c_int, _: *const c_char, _: c_int, _: *const c_char) {}

/// Keeps ALSA's own messages off standard error, for the whole process. Each failed open prints
/// eight lines otherwise, and all they say arrives as an error code as well.
pub fn silence_messages() {
    static ONCE: Once = Once::new();
    // Unsafe because ALSA takes a C function pointer. Stable Rust cannot define a variadic
    // function; one that never reads its variable arguments is called the same way on the C
    // calling conventions Linux uses.
    #[allow(unsafe_code)]
    ONCE.call_once(|| unsafe {
        let handler = std::mem::transmute::<Plain, Variadic>(ignore);
        alsa_sys::snd_lib_error_set_handler(Some(handler));
    });
}

/// The rate in Hz at which the device behind `pcm` runs when no plugin converts it, or `None`
/// where it offers a range or cannot be asked.
pub fn native_rate(pcm: &str) -> Option<u32> {
    let pcm = alsa::PCM::new(pcm, alsa::Direction::Capture, true).ok()?;
    let params = alsa::pcm::HwParams::any(&pcm).ok()?;
    params.set_rate_resample(false).ok()?;
    let lowest = params.get_rate_min().ok()?;
    (lowest == params.get_rate_max().ok()?).then_some(lowest)
}
