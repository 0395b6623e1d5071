//! Coverage on labelled answers, tuned on one half and reported on the other.

mod score;
mod set;

/// Prints what a folder of labelled answers gives: `ALOUD_EVAL=DIR cargo test evaluates -- --ignored --nocapture`.
#[test]
#[ignore = "needs ALOUD_EVAL, a folder or file of labelled answers"]
fn evaluates_a_folder_of_labelled_answers() {
    let path = std::env::var("ALOUD_EVAL").expect("ALOUD_EVAL names a file of labelled answers");
    let verbose = std::env::var("ALOUD_EVAL_WRONG").is_ok();
    for file in path.split(':') {
        let text = std::fs::read_to_string(file).expect("readable");
        let entries = set::read(&text);
        for split in [true, false] {
            let chosen: Vec<_> = entries.iter().filter(|entry| entry.tune == split).collect();
            if chosen.is_empty() {
                continue;
            }
            let score = score::score(&chosen, None);
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
