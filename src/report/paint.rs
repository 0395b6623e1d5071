//! Colour for terminals, or none.

/// Wraps text in terminal colours, or leaves it as it is. Only the eight standard colours are
/// used, which every dark and light theme keeps readable.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Whether colours are wanted.
    pub on: bool,
}

impl Paint {
    /// Colours for standard output: on a terminal, unless `NO_COLOR` is set.
    pub fn for_stdout() -> Self {
        use std::io::IsTerminal;
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Paint { on: std::io::stdout().is_terminal() && !refused }
    }

    /// Colours for a page that is drawn on a terminal: unless `NO_COLOR` is set.
    pub fn for_page() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Paint { on: !refused }
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// Headings.
    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// What may be skipped.
    pub fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// What went well.
    pub fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// What is worth knowing.
    pub fn note(self, text: &str) -> String {
        self.wrap("33", text)
    }

    /// What to mend.
    pub fn fix(self, text: &str) -> String {
        self.wrap("31", text)
    }
}
