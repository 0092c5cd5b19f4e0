//! Texts as the editors of Ghost store them, for articles without HTML.

use serde_json::Value;

use crate::import::json::Field;

/// Returns the words of an article, and the name of the editor that stored it.
pub(super) fn text(lexical: Field, mobiledoc: Field) -> (String, Option<&'static str>) {
    for (stored, name) in [(lexical, "lexical"), (mobiledoc, "mobiledoc")] {
        let Some(document) = stored.word() else { continue };
        let Ok(document) = serde_json::from_str::<Value>(&document) else { continue };
        let blocks = match name {
            "lexical" => lexical_blocks(&document),
            _ => mobiledoc_blocks(&document),
        };
        return (blocks.join("\n\n"), Some(name));
    }
    (String::new(), None)
}

/// Returns the words of each block of a document of Lexical.
fn lexical_blocks(document: &Value) -> Vec<String> {
    let children = document.pointer("/root/children").and_then(Value::as_array);
    children.into_iter().flatten().filter_map(|block| words(block, &["text", "markdown"])).collect()
}

/// Returns the words of each section and of each card of a document of Mobiledoc.
fn mobiledoc_blocks(document: &Value) -> Vec<String> {
    let cards = document.get("cards").and_then(Value::as_array);
    let card = |index: &Value| {
        let index = usize::try_from(index.as_u64()?).ok()?;
        words(cards?.get(index)?, &["text", "markdown", "html"])
    };
    let block = |section: &Value| match section.get(0).and_then(Value::as_u64)? {
        // A section of text: its kind, its tag, and markers that end with their text.
        1 => {
            let markers = section.get(2)?.as_array()?;
            let texts = markers.iter().filter_map(|marker| marker.get(3)?.as_str());
            Some(texts.collect::<String>())
        }
        // A list: one array of markers for each item.
        3 => {
            let items = section.get(2)?.as_array()?.iter().filter_map(Value::as_array);
            let texts = items.map(|markers| {
                let texts = markers.iter().filter_map(|marker| marker.get(3)?.as_str());
                texts.collect::<String>()
            });
            Some(texts.collect::<Vec<String>>().join("\n"))
        }
        10 => card(section.get(1)?),
        _ => None,
    };
    let sections = document.get("sections").and_then(Value::as_array);
    sections.into_iter().flatten().filter_map(block).filter(|text| !text.is_empty()).collect()
}

/// Returns the texts under some keys, in their order.
fn words(node: &Value, keys: &[&str]) -> Option<String> {
    let mut found = String::new();
    // A value that was read is not nested deeper than `serde_json` allows.
    collect(node, keys, &mut found);
    (!found.is_empty()).then_some(found)
}

fn collect(node: &Value, keys: &[&str], found: &mut String) {
    match node {
        Value::Array(nodes) => nodes.iter().for_each(|node| collect(node, keys, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if keys.contains(&key.as_str()) => found.push_str(text),
                    _ => collect(value, keys, found),
                }
            }
        }
        _ => {}
    }
}
