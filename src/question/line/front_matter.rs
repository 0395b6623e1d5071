//! Settings at the head of a note, which are for other programs.

/// Blanks YAML (`---`) or TOML (`+++`) front matter, keeping line numbers.
pub fn without_front_matter(text: &str) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let fence = lines[0].trim_end();
    if fence == "---" || fence == "+++" {
        let end = lines.iter().skip(1).position(|line| {
            let line = line.trim_end();
            line == fence || (fence == "---" && line == "...")
        });
        // Front matter holds `key: value` lines; without any, `---` is a rule of the text.
        if let Some(end) = end
            && lines[1..=end].iter().any(|line| line.contains(':') || line.contains('='))
        {
            lines[..=end + 1].fill("");
        }
    }
    lines.join("\n")
}
