//! What fuzzing looks for, told of every input it ever found worth keeping (`fuzz/corpus/`): on stable Rust, without a fuzzer.

use std::path::Path;

#[path = "../../fuzz/properties/mod.rs"]
mod properties;

/// Tells a property of every kept input; the last one named is the one that fails.
fn replay(target: &str, holds: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut inputs: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    assert!(inputs.len() >= 10, "there is little in the corpus of {target}");
    for input in inputs {
        println!("{}", input.display());
        holds(&std::fs::read(input).unwrap());
    }
}

#[test]
fn every_kept_form_is_answered_and_nothing_typed_is_lost() {
    replay("form", properties::form);
}

#[test]
fn every_kept_text_becomes_safe_html() {
    replay("markdown", properties::markdown);
}

#[test]
fn texts_made_to_be_slow_cost_what_their_length_says() {
    for text in properties::texts() {
        println!("{text:.20}");
        properties::work(&text);
        properties::markdown(text.repeat(8).as_bytes());
    }
}

#[test]
fn every_kept_cookie_gets_one_of_two_pages() {
    replay("cookie", properties::cookie);
}
