//! Many reviews in one process: memory and open files stay what they are.

use std::sync::atomic::AtomicBool;

use aloud::config::Config;
use aloud::coverage::embedding::Loading;
use aloud::language::Language;
use aloud::model::Installed;
use aloud::review::run::{Request, run};

/// Growth of memory that counts as none, in MB: the allocator keeps what it has once been given.
const SLACK_MB: u64 = 40;

/// Memory in MB and open files of this process.
fn standing() -> (u64, usize) {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("memory");
    let kilobytes: u64 = line.split_whitespace().next().unwrap().parse().expect("a number");
    (kilobytes / 1_024, std::fs::read_dir("/proc/self/fd").expect("files").count())
}

/// `ALOUD_REVIEWS` says how many; `scripts/load-test reviews` runs a thousand, in a process of
/// their own. Prints memory and open files after a tenth, half and all of them.
#[test]
#[ignore = "run by scripts/load-test, alone in its process"]
fn reviews_one_after_another_grow_nothing() {
    let count = std::env::var("ALOUD_REVIEWS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let model = Installed::open(&super::super::review::model()).expect("the model");
    let answer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech/formats/mono-22050.mp3");
    let (config, embedding) = (Config::default(), Loading::start(None));
    let mut looks = Vec::new();
    for number in 1..=count {
        let request = Request {
            audio: answer.into(),
            paces_before: Default::default(),
            gaps: Vec::new(),
            cuts: Vec::new(),
            question: None,
            asked: None,
            questions: &[],
            language: Some(Language::English),
            model: &model,
            embedding: &embedding,
            config: &config,
            ui: Language::English,
        };
        let reviewed = run(&request, &AtomicBool::new(false), &|_| {}).expect("a review");
        assert!(!reviewed.review.words.is_empty());
        looks.push(standing());
        if number % 10 == 0 {
            eprintln!(
                "{number} of {count}: {} MB, {} open files",
                looks[number - 1].0,
                looks[number - 1].1
            );
        }
    }
    let at = |share: f64| looks[((count as f64 * share) as usize).clamp(1, count) - 1];
    let (tenth, half, last) = (at(0.1), at(0.5), at(1.0));
    let most = looks.iter().max().expect("a look").0;
    println!(
        "{{\"reviews\": {count}, \"memory_mb\": [{}, {}, {}], \"memory_mb_most\": {most}, \
         \"files\": [{}, {}, {}]}}",
        tenth.0, half.0, last.0, tenth.1, half.1, last.1
    );
    // From one review to the next memory goes up and down; what grows shows in the halves' averages.
    let average = |looks: &[(u64, usize)]| {
        looks.iter().map(|look| look.0).sum::<u64>() / looks.len().max(1) as u64
    };
    let (before, after) = looks.split_at(count / 2);
    assert!(average(after) <= average(before) + SLACK_MB, "{looks:?}");
    assert!(last.1 <= tenth.1, "{looks:?}");
}
