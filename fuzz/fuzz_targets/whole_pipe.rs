//! See `siyaq_fuzz::whole_pipe`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| siyaq_fuzz::whole_pipe::check(data));
