//! How the memory that is given back is kept from adding up over an hour.

/// Blocks from this size on go back to the system when they are let go, in bytes: ten seconds of
/// sound have 640 KB, what a decoder works on has more.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const RETURNED_FROM: libc::c_int = 256 * 1024;

/// Has large blocks returned to the system. glibc otherwise learns from their sizes to keep them for
/// the next one, which fits less and less often: a recording of 40 minutes beside Whisper grew by
/// 30 MB, with this by 11 MB. A review takes as long as before.
///
/// Call it before there are threads.
#[allow(unsafe_code)]
pub fn return_large_blocks() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: sets a number of the allocator, which locks itself; no pointer is involved.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, RETURNED_FROM);
    }
}
