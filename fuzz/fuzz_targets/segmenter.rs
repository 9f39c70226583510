//! See `siyaq_fuzz::segmenter`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::segmenter::check(data));
