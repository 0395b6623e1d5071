//! Coverage on labelled answers, tuned on one half and reported on the other.

use aloud::coverage::embedding::{Embedding, convert_from_wheel_dir};

mod score;
mod set;

/// Prints what a folder of labelled answers gives: `ALOUD_EVAL=DIR cargo test evaluates -- --ignored --nocapture`.
#[test]
#[ignore = "needs ALOUD_EVAL, a folder or file of labelled answers"]
fn evaluates_a_folder_of_labelled_answers() {
    let path = std::env::var("ALOUD_EVAL").expect("ALOUD_EVAL names a file of labelled answers");
    let verbose = std::env::var("ALOUD_EVAL_WRONG").is_ok();
    let embedding = std::env::var("ALOUD_EMBEDDING")
        .ok()
        .map(|path| Embedding::load(path.as_ref()).expect("an embedding"));
    for file in path.split(':') {
        let text = std::fs::read_to_string(file).expect("readable");
        let entries = set::read(&text);
        for split in [true, false] {
            let chosen: Vec<_> = entries.iter().filter(|entry| entry.tune == split).collect();
            if chosen.is_empty() {
                continue;
            }
            let score = score::score(&chosen, embedding.as_ref());
            println!("{file} {}", if split { "tune" } else { "table" });
            print(&score, verbose);
        }
    }
}

fn print(score: &score::Score, verbose: bool) {
    println!(
        "  said P {:.3} R {:.3} F1 {:.3} | missed P {:.3} R {:.3} F1 {:.3} | sections {}/{} = {:.3} | share error {:.3} | facts {}/{} | foreign {:.3} worst {:.2}",
        score.said.precision(),
        score.said.recall(),
        score.said.f1(),
        score.missed.precision(),
        score.missed.recall(),
        score.missed.f1(),
        score.sections_right,
        score.sections,
        score.sections_right as f64 / score.sections as f64,
        score.share_error / score.shares.max(1) as f64,
        score.facts_right,
        score.facts,
        score.foreign_said / score.foreign_points.max(1) as f64,
        score.foreign_worst,
    );
    if verbose {
        score.wrong.iter().for_each(|wrong| println!("    {wrong}"));
    }
}

/// Converts an unpacked wheel and prints vectors to compare with the wheel's own:
/// `ALOUD_WHEEL=DIR ALOUD_EMBEDDING=OUT cargo test converts_a_wheel -- --ignored --nocapture`.
#[test]
#[ignore = "needs ALOUD_WHEEL, an unpacked wheel, and ALOUD_EMBEDDING, the file to write"]
fn converts_a_wheel() {
    let wheel = std::env::var("ALOUD_WHEEL").expect("ALOUD_WHEEL");
    let out = std::env::var("ALOUD_EMBEDDING").expect("ALOUD_EMBEDDING");
    convert_from_wheel_dir(wheel.as_ref(), out.as_ref()).expect("converted");
    let start = std::time::Instant::now();
    let embedding = Embedding::load(out.as_ref()).expect("loaded");
    println!("loaded in {:?}", start.elapsed());
    for text in
        ["I baked the cake layers first.", "저는 백엔드 개발자입니다.", "", "Ünï ½ 400,000 ms"]
    {
        let start = std::time::Instant::now();
        let vector = embedding.embed(text);
        println!("{text}|{:?}|{:?}", &vector[..6], start.elapsed());
    }
}
