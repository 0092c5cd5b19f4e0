//! Any bytes as the form under an article, through the whole board.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| weerwoord_fuzz::form(bytes));
