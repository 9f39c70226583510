//! See `siyaq_fuzz::normaliser`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::normaliser::check(data));
