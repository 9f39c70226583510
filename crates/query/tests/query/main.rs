//! Queries against small corpora.
#![expect(clippy::unwrap_used, reason = "what should work and does not has failed the test")]

mod support;

mod kwic;
mod parts;
mod search;
mod syntax;
