//! See `siyaq_fuzz::list`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::list::check(data));
