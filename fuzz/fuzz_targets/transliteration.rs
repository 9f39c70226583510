//! See `siyaq_fuzz::transliteration`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::transliteration::check(data));
