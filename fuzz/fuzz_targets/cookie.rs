//! Fuzz target for any cookie and any `X-Forwarded-For` in a request for an article.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| weerwoord_fuzz::cookie(bytes));
