//! Numbers and bullets as people type them.

use super::Shape;

/// The number an ordered item is written with.
pub fn written_number(source: &str) -> Option<u32> {
    let source = source.trim_start();
    let digits = source.len() - source.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    source[..digits].parse().ok()
}

/// Bullets that people copy out of documents, which Markdown does not know.
const BULLETS: [char; 9] = ['◦', '•', '·', '∙', '‣', '▪', '●', '○', '※'];

/// Most digits of a list number: longer ones are years.
const ITEM_DIGITS: usize = 3;

/// Recognises a list item inside a paragraph: a copied bullet, or a number in the middle of a
/// paragraph, where Markdown sees none unless it is 1.
pub fn typed_item(shape: Shape, text: String) -> (Shape, String) {
    if shape != Shape::Text {
        return (shape, text);
    }
    if let Some(rest) = text.strip_prefix(BULLETS) {
        return (Shape::Item { number: None, list: 0, depth: 0 }, rest.trim().to_owned());
    }
    // "①" to "⑳"
    if let Some(circled) = text.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        let number = Some(circled as u32 - '①' as u32 + 1);
        let rest = text[circled.len_utf8()..].trim().to_owned();
        return (Shape::Item { number, list: 0, depth: 0 }, rest);
    }
    // "3. …", "3) …", "(3) …"
    let inner = text.strip_prefix('(').unwrap_or(&text);
    let digits = inner.chars().take_while(char::is_ascii_digit).count();
    let marks: &[char] = if inner.len() < text.len() { &[')'] } else { &['.', ')'] };
    if (1..=ITEM_DIGITS).contains(&digits)
        && let Some(rest) = inner[digits..].strip_prefix(marks)
        && rest.starts_with(' ')
    {
        let number = inner[..digits].parse().ok();
        return (Shape::Item { number, list: 0, depth: 0 }, rest.trim().to_owned());
    }
    (shape, text)
}
