//! The `siyaq` command.

fn main() {}
