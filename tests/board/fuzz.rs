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
fn each_word_typed_stands_on_the_page() {
    properties::tries(1, 1_000);
}

/// As many texts as there is time for, others with another seed:
/// `WEERWOORD_TRIES=10000000 cargo test --release --test board -- --ignored each_word_of_many_texts`.
#[test]
#[ignore = "takes as long as it is told to by WEERWOORD_TRIES"]
fn each_word_of_many_texts_stands_on_the_page() {
    let setting = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let count: u64 = setting("WEERWOORD_TRIES").unwrap_or(100_000);
    let seed: u64 = setting("WEERWOORD_SEED").unwrap_or(2);
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || properties::tries(seed * threads + thread, count / threads));
        }
    });
    println!("{} texts, of which every word stands on the page", count / threads * threads);
}

proptest::proptest! {
    #[test]
    fn each_letter_typed_stands_on_the_page(
        text in r#"[-<>*_`#=+~\\\[\]()!&;:/|."'@ \t\n\r0-9a-cé\u{200b}\u{301}\u{2028}]{0,150}"#
    ) {
        properties::typed(text.as_bytes());
    }

    #[test]
    fn each_letter_in_lines_stands_on_the_page(
        lines in proptest::collection::vec(
            r"[ >]{0,6}([-+*#]|[0-9]{1,3}[.)])?[ ]?([a-c ]|https://a\.example/_b_|\[a\]: |[*_`=-]{1,3}){0,6}",
            0..8
        )
    ) {
        properties::typed(lines.join("\n").as_bytes());
    }
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
