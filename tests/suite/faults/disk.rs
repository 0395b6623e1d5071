//! Disks that are full, read-only or limited, and folders that are removed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::super::capture::{Printed, send, start, stderr};
use super::super::fakemic::{Bench, RATE, samples};
use super::{is_installed, through};

/// A small disk in memory. Only the superuser may mount one.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path, options: &str) -> Option<Disk> {
        std::fs::create_dir_all(at).expect("a mount point");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(at)
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !mounted {
            eprintln!("SKIPPED: a small disk can only be mounted by the superuser");
        }
        mounted.then(|| Disk(at.to_path_buf()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A folder that may hold only so much, by a quota of btrfs. Only the superuser may make one.
struct Quota {
    _disk: Disk,
}

impl Quota {
    fn mount(at: &Path, image: &Path, limit: &str) -> Option<Quota> {
        if !is_installed("mkfs.btrfs") {
            return None;
        }
        std::fs::create_dir_all(at).expect("a mount point");
        // The smallest disk that btrfs takes is 109 MB; it is sparse.
        let sparse = std::fs::File::create(image).and_then(|file| file.set_len(200 << 20));
        sparse.expect("a disk image");
        let mut mounted = false;
        let made = |program: &str, arguments: &[&str]| {
            let mut command = Command::new(program);
            command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        };
        let (image, folder) = (image.to_str().expect("UTF-8"), at.to_str().expect("UTF-8"));
        let limited = at.join("recordings");
        let limited = limited.to_str().expect("UTF-8");
        let ready = made("mkfs.btrfs", &["-q", image])
            && {
                mounted = made("mount", &["-o", "loop", image, folder]);
                mounted
            }
            && made("btrfs", &["quota", "enable", folder])
            && made("btrfs", &["subvolume", "create", limited])
            && made("btrfs", &["qgroup", "limit", limit, limited]);
        let disk = mounted.then(|| Quota { _disk: Disk(at.to_path_buf()) });
        if !ready {
            eprintln!("SKIPPED: a disk with a quota can only be mounted by the superuser");
        }
        disk.filter(|_| ready)
    }
}

const RECORD: [&str; 5] = ["record", "--seconds", "15", "--no-review", "--json"];

#[test]
fn a_disk_that_fills_up_ends_the_take_with_all_that_fitted() {
    let Some(bench) = Bench::new(20) else { return };
    let Some(_disk) = Disk::mount(&bench.practice().join("recordings"), "size=400k") else {
        return;
    };
    let output = bench.aloud(&RECORD).env("FAKEMIC_SPEED", "4").output().expect("aloud runs");
    let errors = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("No space left") && errors.contains("free some room"), "{errors}");
    let take = Printed::of(&output);
    assert_eq!((&take.0["state"], &take.0["ended"]), (&"finished".into(), &"write_failed".into()));
    let audio = take.audio();
    assert!(audio.len() > RATE && audio == bench.known[..audio.len()], "{}", audio.len());
    let told_s = take.0["audio"]["duration_s"].as_f64().expect("seconds");
    assert_eq!((told_s * RATE as f64).round() as usize, audio.len());
}

#[test]
fn a_limit_on_the_size_of_files_ends_the_take_like_a_full_disk() {
    let (Some(bench), true) = (Bench::new(20), is_installed("prlimit")) else { return };
    let command = bench.aloud(&RECORD);
    let mut command = through("prlimit", &["--fsize=300000"], &command);
    let output = command.env("FAKEMIC_SPEED", "4").output().expect("aloud runs");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("quota"), "{}", stderr(&output));
    let audio = Printed::of(&output).audio();
    assert!(audio.len() > RATE && audio == bench.known[..audio.len()], "{}", audio.len());
}

#[test]
fn a_quota_ends_the_take_like_a_full_disk() {
    let Some(bench) = Bench::new(20) else { return };
    let image = tempfile::NamedTempFile::new().expect("a disk image");
    let Some(_quota) = Quota::mount(&bench.practice(), image.path(), "600k") else { return };
    let output = bench.aloud(&RECORD).env("FAKEMIC_SPEED", "4").output().expect("aloud runs");
    let errors = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("quota exceeded"), "{errors}");
    let take = Printed::of(&output);
    assert_eq!((&take.0["state"], &take.0["ended"]), (&"finished".into(), &"write_failed".into()));
    let audio = take.audio();
    assert!(audio.len() > RATE && audio == bench.known[..audio.len()], "{}", audio.len());
}

#[test]
fn a_read_only_disk_and_a_disk_without_room_are_told_before_anything_is_said() {
    let cases = [("ro,size=1m", "read-only"), ("size=40k", "free some room")];
    for (options, said) in cases {
        let Some(bench) = Bench::new(2) else { return };
        let Some(_disk) = Disk::mount(&bench.practice().join("recordings"), options) else {
            return;
        };
        let output = bench.aloud(&RECORD).output().expect("aloud runs");
        assert_eq!(output.status.code(), Some(1), "{options}: {}", stderr(&output));
        assert!(stderr(&output).contains(said), "{options}: {}", stderr(&output));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn the_doctor_tells_of_a_disk_that_is_nearly_full_and_of_one_that_cannot_be_written() {
    let cases = [("size=2m", "disk"), ("ro,size=1m", "folder")];
    for (options, subject) in cases {
        let Some(bench) = Bench::new(5) else { return };
        let Some(_disk) = Disk::mount(&bench.practice(), options) else { return };
        let output = bench.aloud(&["doctor", "--json"]).output().expect("aloud runs");
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let checks = found["checks"].as_array().expect("checks");
        let check = checks.iter().find(|check| check["subject"] == subject).expect("a check");
        assert_eq!(check["status"], "mend", "{found:#}");
        assert!(check["mend"].as_str().is_some_and(|mend| !mend.is_empty()), "{found:#}");
    }
}

#[test]
fn a_take_whose_folder_is_removed_while_it_is_recorded_is_put_back() {
    let Some(bench) = Bench::new(20) else { return };
    let (child, folder) = start(&bench);
    std::thread::sleep(Duration::from_millis(1_500));
    std::fs::remove_dir_all(bench.practice().join("recordings")).expect("removed");
    std::thread::sleep(Duration::from_millis(1_500));
    send(&child, "-INT");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("was removed"), "{}", stderr(&output));
    let audio = samples(&folder.join("audio.wav"));
    assert!(audio.len() > 2 * RATE && audio == bench.known[..audio.len()]);
    let take = Printed::of(&output);
    assert_eq!(take.0["state"], "finished");
    let last = bench.aloud(&["history", "--json"]).output().expect("aloud runs");
    assert!(String::from_utf8_lossy(&last.stdout).contains("finished"));
}

#[test]
fn a_review_on_a_read_only_disk_is_shown_and_said_not_to_be_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("practice");
    let Some(_disk) = Disk::mount(&at, "size=20m") else { return };
    std::fs::write(at.join("aloud.toml"), "").expect("a practice folder");
    let answer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech/formats/mono-22050.mp3");
    let aloud = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aloud"));
        command.arg("--folder").arg(&at).args(arguments).stdin(Stdio::null());
        command.env("ALOUD_MODEL", super::super::review::model()).output().expect("aloud runs")
    };
    let kept = aloud(&["review", answer, "--keep", "--json"]);
    assert!(kept.status.success(), "{}", stderr(&kept));
    let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(&at).status();
    assert!(remounted.expect("mount").success());
    let output = aloud(&["review", "last", "--json"]);
    let errors = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    let review: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(review["words"].as_array().is_some_and(|words| words.len() > 10), "{review}");
    assert!(errors.contains("the review is not kept: cannot write"), "{errors}");
    assert!(errors.contains("the disk is read-only") && !errors.contains("os error"), "{errors}");
}
