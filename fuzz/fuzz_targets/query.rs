//! See `siyaq_fuzz::query`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::query::check(data));
