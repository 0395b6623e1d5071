//! The thread that owns the WAV file and looks after the device.
//!
//! Every 20 ms it drains the ring into the file. Four times a second it makes the file's header
//! true.
//! When the device is lost (a fatal error, a flood of errors, or silence of its callback) it drops
//! the stream, says so, opens the device again and fills the missing time with silence. Nothing
//! ever waits for the screen or for a listener.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::event::{Captured, End};
use super::feed::Feed;
use super::track::Track;

/// Time between two looks at the ring. The ring holds 20 s, so this only sets how current the
/// level and a live transcript are, against wake-ups.
const POLL: Duration = Duration::from_millis(20);

/// Time between two checkpoints: a killed process loses at most this and one callback.
const CHECKPOINT: Duration = Duration::from_millis(250);

/// Time between two syncs to the disk, which a power cut may cost.
const SYNC: Duration = Duration::from_secs(5);

/// A turn that took so long was not this thread's work: the process was suspended, or the disk
/// kept it waiting.
const STOOD_STILL: Duration = Duration::from_secs(1);

/// Writes `track` from `feed` until it is `asked` to stop or has to.
pub(super) fn run(mut feed: Feed, mut track: Track, asked: &AtomicBool) -> Captured {
    let mut turned = Instant::now();
    let (mut checkpointed, mut synced) = (turned, turned);
    let mut turn = || -> Result<(), End> {
        if asked.load(Ordering::Acquire) {
            feed.take_last_block(&mut track)?;
            return Err(End::Asked);
        }
        let since = turned.elapsed();
        turned = Instant::now();
        if since >= STOOD_STILL {
            feed.stood_still(since);
        }
        if feed.flows() {
            feed.pump(&mut track, false)?;
            if let Some(reason) = feed.illness() {
                feed.lose(&mut track, reason)?;
            }
        } else {
            feed.look_for_device()?;
        }
        if checkpointed.elapsed() >= CHECKPOINT {
            track.checkpoint()?;
            checkpointed = Instant::now();
        }
        if synced.elapsed() >= SYNC {
            track.sync()?;
            synced = Instant::now();
        }
        Ok(())
    };
    let end = loop {
        if let Err(end) = turn() {
            break end;
        }
        std::thread::sleep(POLL);
    };
    // Whoever follows the sound need not wait for device and disk.
    track.blocks = None;
    let overruns = feed.close();
    track.close(end, overruns)
}
