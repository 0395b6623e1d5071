//! Prints chunks and words of an audio file: `transcribe MODEL FILE en|ko [noprompt]`
use aloud::audio::{activity, decode, sample_at};
use aloud::language::Language;
use aloud::transcribe::{ChunkAudio, Transcriber, chunk, whisper};

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let recording = decode::decode(args[2].as_ref())?;
    let language = if args[3] == "ko" { Language::Korean } else { Language::English };
    let t = std::time::Instant::now();
    let activity = activity::detect(&recording.samples);
    eprintln!("activity {:.2}", t.elapsed().as_secs_f64());
    let t = std::time::Instant::now();
    let model = whisper::Model::load(args[1].as_ref())?;
    let mut decoder = model.decoder(2)?;
    if let Ok(b) = std::env::var("BIAS") {
        decoder.set_bias(
            &[" um", " uh", " Um", " Uh", "Um", "Uh", " 음", "음", " 어", "어", "um", "uh", " um,"],
            b.parse()?,
            std::env::var("DIGITS").is_ok(),
        );
    }
    eprintln!("load {:.2}", t.elapsed().as_secs_f64());
    for span in chunk::pack(&activity, recording.source.duration_s, 1) {
        let n = recording.samples.len();
        let samples = &recording.samples[sample_at(span.start_s, n)..sample_at(span.end_s, n)];
        let t = std::time::Instant::now();
        let words = decoder.transcribe(&ChunkAudio {
            samples,
            language,
            filler_prompt: args.get(4).is_none(),
        })?;
        eprintln!(
            "chunk {:.2}-{:.2}: {:.2} s",
            span.start_s,
            span.end_s,
            t.elapsed().as_secs_f64()
        );
        for w in &words {
            print!(
                "{}[{:.2}-{:.2} {:.2}] ",
                w.text,
                w.start_s + span.start_s,
                w.end_s + span.start_s,
                w.confidence
            );
        }
        println!();
    }
    Ok(())
}
