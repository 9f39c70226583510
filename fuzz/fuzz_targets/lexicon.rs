//! See `siyaq_fuzz::lexicon`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::lexicon::check(data));
