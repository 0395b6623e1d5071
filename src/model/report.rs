//! What a long task says while it runs. The library tells; the command shows.

/// Receives what happens during a pull or an import.
pub trait Report {
    /// One sentence for the user.
    fn say(&mut self, message: &str);

    /// `done` of `total` bytes of the current step, which is called `step`.
    fn progress(&mut self, step: &str, done: u64, total: u64);
}

/// Says nothing.
#[derive(Debug, Default)]
pub struct Silent;

impl Report for Silent {
    fn say(&mut self, _: &str) {}

    fn progress(&mut self, _: &str, _: u64, _: u64) {}
}
