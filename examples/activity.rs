//! Prints where somebody speaks in audio files, as JSON: `cargo run --example activity FILE…`

fn main() -> anyhow::Result<()> {
    for path in std::env::args().skip(1) {
        let recording = aloud::audio::decode::decode(path.as_ref())?;
        let start = std::time::Instant::now();
        let activity = aloud::audio::activity::detect(&recording.samples);
        let elapsed_s = start.elapsed().as_secs_f64();
        println!(
            "{}",
            serde_json::json!({"file": path, "duration_s": recording.source.duration_s,
                "elapsed_s": elapsed_s, "speech": activity.speech, "gaps": activity.gaps()})
        );
    }
    Ok(())
}
