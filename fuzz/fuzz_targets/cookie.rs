//! Any cookie and any `X-Forwarded-For`, on reading an article.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| weerwoord_fuzz::cookie(bytes));
