//! See `siyaq_fuzz::pattern`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::pattern::check(data));
