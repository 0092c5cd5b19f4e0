//! Fuzz target for any text as a comment.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| weerwoord_fuzz::markdown(bytes));
