//! The tokens of a Whisper model, as bytes.
//!
//! Other programs store tokens as text in which every byte stands for a printable character
//! (GPT-2's byte-level coding); ggml stores the bytes themselves, because one Hangul syllable is
//! often split over two tokens.

use std::collections::HashMap;
use std::path::Path;

use super::error::ModelError;

/// First of the special tokens, which ggml files leave out.
const END_OF_TEXT: &str = "<|endoftext|>";
/// Largest vocabulary file read: those of Whisper have 0.5 to 4 MB.
const LARGEST_FILE: u64 = 64 << 20;

/// Reads the ordinary tokens from the vocabulary file of a model folder: `vocabulary.json` or
/// `vocabulary.txt` (CTranslate2), `tokenizer.json` or `vocab.json` (Hugging Face).
///
/// # Errors
/// [`ModelError::Refused`] where none of the files is there or the file cannot be understood,
/// [`ModelError::Io`] where it cannot be read.
pub fn read(folder: &Path) -> Result<Vec<Vec<u8>>, ModelError> {
    let names = ["vocabulary.json", "vocabulary.txt", "tokenizer.json", "vocab.json"];
    let Some(path) = names.iter().map(|name| folder.join(name)).find(|path| path.is_file()) else {
        let reason = format!("it has none of {}", names.join(", "));
        return Err(ModelError::refused(folder, reason));
    };
    let size = path.metadata().map_err(ModelError::io("read", &path))?.len();
    if size > LARGEST_FILE {
        return Err(ModelError::refused(&path, "it is too large for a vocabulary"));
    }
    let text = std::fs::read_to_string(&path).map_err(ModelError::io("read", &path))?;
    parse(&text).map_err(|reason| ModelError::refused(&path, reason))
}

/// The ordinary tokens of a vocabulary in any of the known forms.
fn parse(text: &str) -> Result<Vec<Vec<u8>>, String> {
    let tokens = match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::Array(list)) => list
            .into_iter()
            .map(|token| token.as_str().map(str::to_owned))
            .collect::<Option<Vec<_>>>()
            .ok_or("it is a list of something else than tokens")?,
        Ok(serde_json::Value::Object(map)) => {
            let map = match map.get("model").and_then(|model| model.get("vocab")) {
                Some(vocabulary) => vocabulary.as_object().ok_or("its vocabulary is no table")?,
                None => &map,
            };
            by_number(map)?
        }
        // One token a line; a line of text may well be valid JSON, the whole file is not.
        _ => text.lines().map(str::to_owned).collect(),
    };
    let bytes = byte_of_character();
    let ordinary = tokens.iter().take_while(|token| *token != END_OF_TEXT);
    let decoded: Vec<Vec<u8>> = ordinary
        .map(|token| token.chars().map(|c| bytes.get(&c).copied()).collect())
        .collect::<Option<_>>()
        .ok_or("a token has characters outside the byte-level alphabet")?;
    if decoded.len() == tokens.len() {
        return Err(format!("it has no {END_OF_TEXT}"));
    }
    Ok(decoded)
}

/// Puts a table from token to number in order. Numbers must run from 0 without gaps up to the
/// end-of-text token; special tokens behind it may stand in other files.
fn by_number(map: &serde_json::Map<String, serde_json::Value>) -> Result<Vec<String>, String> {
    let mut pairs: Vec<(u64, &String)> = map
        .iter()
        .map(|(token, number)| number.as_u64().map(|number| (number, token)))
        .collect::<Option<_>>()
        .ok_or("a token has no number")?;
    pairs.sort();
    if pairs.iter().zip(0..).any(|((number, _), expected)| *number != expected) {
        return Err("its token numbers have gaps".into());
    }
    let mut tokens: Vec<String> = pairs.into_iter().map(|(_, token)| token.clone()).collect();
    if !map.contains_key(END_OF_TEXT) {
        tokens.push(END_OF_TEXT.to_owned());
    }
    Ok(tokens)
}

/// GPT-2's table, reversed: printable Latin-1 characters stand for themselves, all other bytes
/// for the characters from U+0100 on. Source: `bytes_to_unicode` in OpenAI's GPT-2.
fn byte_of_character() -> HashMap<char, u8> {
    let printable = |b: &u8| matches!(b, b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff);
    let plain = (0..=255u8).filter(printable).map(|b| (char::from(b), b));
    let shifted =
        (0..=255u8).filter(|b| !printable(b)).zip('\u{100}'..).map(|(b, character)| (character, b));
    plain.chain(shifted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_out_as_bytes_in_the_order_of_their_numbers() {
        let expected = [b"a".to_vec(), b" b".to_vec(), vec![0xec, 0x9d], b"".to_vec()];
        let list = r#"["a", "Ġb", "ìĿ", "", "<|endoftext|>", "<|ko|>"]"#;
        assert_eq!(parse(list).unwrap(), expected);
        let table = r#"{"Ġb": 1, "": 3, "a": 0, "ìĿ": 2}"#;
        assert_eq!(parse(table).unwrap(), expected);
        let nested = r#"{"model": {"vocab": {"Ġb": 1, "": 3, "a": 0, "ìĿ": 2}}}"#;
        assert_eq!(parse(nested).unwrap(), expected);
        assert_eq!(parse("a\nĠb\nìĿ\n\n<|endoftext|>\n").unwrap(), expected);
    }

    #[test]
    fn a_vocabulary_with_gaps_or_without_its_end_is_refused() {
        assert!(parse(r#"{"a": 0, "b": 2}"#).unwrap_err().contains("gaps"));
        assert!(parse("<html>\nnothing here\n").is_err());
        assert!(parse("").is_err());
    }
}
