//! See `siyaq_fuzz::tokeniser`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::tokeniser::check(data));
