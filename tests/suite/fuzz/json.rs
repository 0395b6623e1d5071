//! Changes to the values of JSON: what comes out is JSON of nearly the right shape, which gets past
//! the parser.

use serde_json::{Map, Value, json};

use super::mutate::{Mutator, WORDS};

/// Most elements a list grows to.
const LONGEST: usize = 5_000;

/// `bytes` with some of its values changed; `None` where they are no JSON.
pub fn change(bytes: &[u8], by: &mut Mutator) -> Option<Vec<u8>> {
    let mut document: Value = serde_json::from_slice(bytes).ok()?;
    for _ in 0..=by.below(4) {
        let nodes = count(&document);
        let target = by.below(nodes);
        let other = take(&document, &mut by.below(nodes)).cloned().unwrap_or_default();
        if let Some(node) = take_mut(&mut document, &mut { target }) {
            change_node(node, other, by);
        }
    }
    serde_json::to_vec(&document).ok()
}

fn children(node: &Value) -> Vec<&Value> {
    match node {
        Value::Array(items) => items.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    }
}

fn count(node: &Value) -> usize {
    1 + children(node).into_iter().map(count).sum::<usize>()
}

/// The node at place `at` in order of the text.
fn take<'a>(node: &'a Value, at: &mut usize) -> Option<&'a Value> {
    if *at == 0 {
        return Some(node);
    }
    *at -= 1;
    children(node).into_iter().find_map(|child| take(child, at))
}

fn take_mut<'a>(node: &'a mut Value, at: &mut usize) -> Option<&'a mut Value> {
    if *at == 0 {
        return Some(node);
    }
    *at -= 1;
    match node {
        Value::Array(items) => items.iter_mut().find_map(|child| take_mut(child, at)),
        Value::Object(fields) => fields.values_mut().find_map(|child| take_mut(child, at)),
        _ => None,
    }
}

fn change_node(node: &mut Value, other: Value, by: &mut Mutator) {
    match node {
        Value::Array(items) if by.below(2) == 0 => change_list(items, by),
        Value::Object(fields) if by.below(2) == 0 => change_fields(fields, other, by),
        Value::Number(number) if by.below(2) == 0 => {
            let value = number.as_f64().unwrap_or(0.0);
            *node =
                json!([-value, value * 1e9, value + 1.0, value / 1e9, value.trunc()][by.below(5)]);
        }
        _ => *node = some_value(other, by),
    }
}

fn change_list(items: &mut Vec<Value>, by: &mut Mutator) {
    let at = by.below(items.len());
    match by.below(5) {
        0 => items.clear(),
        1 => items.reverse(),
        2 => items.truncate(at),
        3 if !items.is_empty() => items.swap(0, at),
        _ => {
            let length = (items.len() * [2, 2, 30][by.below(3)]).min(LONGEST);
            *items = items.iter().cycle().take(length).cloned().collect();
        }
    }
}

fn change_fields(fields: &mut Map<String, Value>, other: Value, by: &mut Mutator) {
    let names: Vec<String> = fields.keys().cloned().collect();
    let Some(name) = names.get(by.below(names.len())) else { return };
    if by.below(2) == 0 {
        fields.remove(name);
    } else {
        fields.insert(name.clone(), other);
    }
}

fn some_value(other: Value, by: &mut Mutator) -> Value {
    match by.below(10) {
        0 => Value::Null,
        1 => json!(by.below(2) == 0),
        2 => json!([0.0, -0.0, -1.0, 0.5, 1e308, -1e308, 5e-324, 1e15][by.below(8)]),
        3 => json!([0u64, 1, u64::MAX, 1 << 32, i64::MAX as u64, 255][by.below(6)]),
        4 => json!(i64::MIN),
        5 => json!([]),
        6 => json!({}),
        7 => json!(WORDS[by.below(WORDS.len())].repeat([1, 1, 300][by.below(3)])),
        8 => json!(""),
        _ => other,
    }
}
