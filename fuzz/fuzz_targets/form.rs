//! Fuzz target for any bytes as the comment form, through the whole program.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| weerwoord_fuzz::form(bytes));
