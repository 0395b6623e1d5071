//! Whether a model fits into memory. whisper.cpp ends the whole process where an allocation fails,
//! and with it a recording that goes on beside it: so it is asked before.

/// Memory beside the weights that two decoders of a base model take, in bytes. Measured as the
/// peak of a review (450 MB with 82 MB of weights), less the weights and some 100 MB of this
/// program's own.
const BESIDE_WEIGHTS: u64 = 270_000_000;

/// Address space that the threads of a review reserve and never fill, in bytes. Measured: a peak of
/// 1.85 GB of addresses beside 0.45 GB of memory.
const RESERVED: u64 = 1_400_000_000;

/// What this process may still take, in bytes; `None` where the system sets or tells no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    /// Memory.
    pub memory: Option<u64>,
    /// Addresses (`ulimit -v`).
    pub addresses: Option<u64>,
}

impl Room {
    /// That of this process.
    pub fn now() -> Room {
        Room { memory: memory(), addresses: addresses() }
    }

    /// Refuses a model with `model_bytes` of weights that does not fit.
    ///
    /// # Errors
    /// What is missing and what to do, as a sentence.
    pub fn require(self, model_bytes: u64) -> Result<(), String> {
        // Larger models need more beside their weights, too: the same part of them again.
        let needed = model_bytes + model_bytes / 5 + BESIDE_WEIGHTS;
        let short = |free: Option<u64>, needed: u64| free.filter(|free| *free < needed);
        let megabytes = |bytes: u64| bytes / 1_000_000;
        if let Some(free) = short(self.memory, needed) {
            return Err(format!(
                "it needs some {} MB of memory and {} MB are free: close other programs, or use a \
                 smaller model (`aloud models list`)",
                megabytes(needed),
                megabytes(free)
            ));
        }
        if let Some(free) = short(self.addresses, needed + RESERVED) {
            return Err(format!(
                "it needs some {} MB of address space and the limit leaves {} MB: raise it \
                 (`ulimit -v unlimited`)",
                megabytes(needed + RESERVED),
                megabytes(free)
            ));
        }
        Ok(())
    }
}

/// Memory the system can still give, and the group of processes this one belongs to may still take.
#[cfg(target_os = "linux")]
fn memory() -> Option<u64> {
    let information = std::fs::read_to_string("/proc/meminfo").ok()?;
    let system = kilobytes(&information, "MemAvailable:");
    // In the second version of control groups; where it is not mounted there, nothing is limited.
    let read = |name: &str| -> Option<u64> {
        let text = std::fs::read_to_string(format!("/sys/fs/cgroup/{name}")).ok()?;
        text.trim().parse().ok()
    };
    let group = read("memory.max").zip(read("memory.current"));
    // Pages of files count as taken and are given back under pressure.
    let files = || {
        let text = std::fs::read_to_string("/sys/fs/cgroup/memory.stat").unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("file "));
        line.and_then(|bytes| bytes.parse::<u64>().ok()).unwrap_or(0)
    };
    let group = group.map(|(most, taken)| (most + files()).saturating_sub(taken));
    [system, group].into_iter().flatten().min()
}

#[cfg(target_os = "linux")]
fn addresses() -> Option<u64> {
    let most = rustix::process::getrlimit(rustix::process::Resource::As).current?;
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    Some(most.saturating_sub(kilobytes(&status, "VmSize:")?))
}

/// The number behind `name` in a file of /proc, in bytes.
#[cfg(target_os = "linux")]
fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1_024)
}

#[cfg(not(target_os = "linux"))]
fn memory() -> Option<u64> {
    None
}

#[cfg(not(target_os = "linux"))]
fn addresses() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODEL: u64 = 82_000_000;

    #[test]
    fn a_model_that_does_not_fit_is_refused_with_what_to_do() {
        let room = |memory, addresses| Room { memory, addresses };
        assert_eq!(Room::default().require(MODEL), Ok(()));
        assert_eq!(room(Some(2_000_000_000), Some(4_000_000_000)).require(MODEL), Ok(()));
        let error = room(Some(200_000_000), None).require(MODEL).unwrap_err();
        assert!(error.contains("close other programs"), "{error}");
        let error = room(None, Some(900_000_000)).require(MODEL).unwrap_err();
        assert!(error.contains("ulimit -v"), "{error}");
        assert!(room(Some(2_000_000_000), None).require(3_000_000_000).is_err());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_system_tells_how_much_memory_there_is() {
        assert!(Room::now().memory.is_some_and(|bytes| bytes > 1_000_000), "{:?}", Room::now());
    }
}
