//! The terminal, whatever ends the program.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::super::fakemic::Bench;
use super::is_installed;

/// Ids of the processes that run this program in this practice folder.
fn recorders(bench: &Bench) -> Vec<String> {
    let folder = bench.practice();
    let folder = folder.to_str().expect("a path in UTF-8");
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").expect("/proc").flatten() {
        let id = entry.file_name().to_string_lossy().into_owned();
        let program = std::fs::read_link(entry.path().join("exe")).unwrap_or_default();
        let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        if program.ends_with("aloud") && String::from_utf8_lossy(&line).contains(folder) {
            found.push(id);
        }
    }
    found
}

#[test]
fn every_signal_that_ends_a_recording_gives_the_terminal_back_as_it_was() {
    if !is_installed("script") {
        return;
    }
    for signal in ["-INT", "-TERM", "-HUP", "-QUIT"] {
        let Some(bench) = Bench::new(20) else { return };
        let folder = bench.practice();
        let at = folder.display();
        let line = format!(
            "stty -a > {at}/before; {} --folder {at} record --no-review --countdown 0; \
             stty -a > {at}/after",
            env!("CARGO_BIN_EXE_aloud")
        );
        let aloud = bench.aloud(&[]);
        let mut command = Command::new("script");
        command.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm-256color");
        command.envs(aloud.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("script runs");
        let since = Instant::now();
        let sound = || {
            let takes = std::fs::read_dir(folder.join("recordings/free"));
            takes.into_iter().flatten().flatten().any(|take| {
                std::fs::metadata(take.path().join("audio.wav")).is_ok_and(|wav| wav.len() > 9_000)
            })
        };
        while !sound() {
            assert!(since.elapsed() < Duration::from_secs(30), "no sound arrived");
            std::thread::sleep(Duration::from_millis(50));
        }
        for id in recorders(&bench) {
            Command::new("kill").args([signal, &id]).status().expect("kill runs");
        }
        let output = child.wait_with_output().expect("it ends");
        let screen = String::from_utf8_lossy(&output.stdout);
        assert!(screen.contains("\u{1b}[?1049h"), "{signal}: no page: {screen}");
        assert!(screen.contains("\u{1b}[?25h\u{1b}[?1049l"), "{signal}: {screen}");
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("stty ran");
        assert_eq!(read("before"), read("after"), "{signal}");
        assert!(screen.contains("kept 0:"), "{signal}: {screen}");
    }
}
