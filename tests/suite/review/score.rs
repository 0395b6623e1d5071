//! How far a review is from the truth.

/// Start and end in seconds.
pub type Times = (f64, f64);

/// Insertions, deletions and substitutions that turn `truth` into `heard`, for each item of
/// `truth`: word error rate over words, character error rate over characters.
pub fn error_rate<T: PartialEq>(truth: &[T], heard: &[T]) -> f64 {
    let mut row: Vec<usize> = (0..=heard.len()).collect();
    for (i, said) in truth.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, word) in heard.iter().enumerate() {
            let substituted = diagonal + usize::from(said != word);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[heard.len()] as f64 / truth.len() as f64
}

/// Words in lower case without punctuation; hyphens part words.
pub fn words(text: &str) -> Vec<String> {
    let kept = |c: char| c.is_alphanumeric() || c == '\'';
    text.to_lowercase()
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| word.chars().filter(|c| kept(*c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The harmonic mean of precision and recall, each found span being right for one true span.
pub fn f1(truth: &[Times], found: &[Times], same: impl Fn(Times, Times) -> bool) -> f64 {
    let mut left: Vec<Times> = found.to_vec();
    let right = truth
        .iter()
        .filter(|true_one| {
            let at = left.iter().position(|one| same(**true_one, *one));
            at.map(|at| left.remove(at)).is_some()
        })
        .count();
    2.0 * right as f64 / (truth.len() + found.len()) as f64
}

/// Whether two spans overlap or lie at most `apart_s` apart.
pub fn near(apart_s: f64) -> impl Fn(Times, Times) -> bool {
    move |a, b| a.0.max(b.0) - a.1.min(b.1) <= apart_s
}

/// Whether what two spans share is at least half of what they cover.
pub fn overlap(a: Times, b: Times) -> bool {
    let shared = a.1.min(b.1) - a.0.max(b.0);
    let covered = a.1.max(b.1) - a.0.min(b.0);
    shared / covered >= 0.5
}

#[test]
fn scores_count_every_kind_of_error_once() {
    let truth = words("One-on-one, I met them.");
    assert_eq!(truth, ["one", "on", "one", "i", "met", "them"]);
    assert_eq!(error_rate(&truth, &truth), 0.0);
    assert_eq!(error_rate(&truth, &words("on one I met met him")), 3.0 / 6.0);
    assert_eq!(error_rate(&truth, &[]), 1.0);
    let (a, b) = ((1.0, 2.0), (5.0, 6.0));
    assert_eq!(f1(&[a, b], &[(1.2, 2.0), (8.0, 9.0)], overlap), 0.5);
    assert_eq!(f1(&[a], &[a, a], near(0.3)), 2.0 / 3.0);
    assert!(near(0.35)(a, (2.3, 2.5)) && !near(0.35)(a, (2.4, 2.5)));
}
