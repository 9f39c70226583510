//! A token.

use siyaq_types::{Boundary, ByteSpan, TokenClass};

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it stands.
    pub span: ByteSpan,
    /// What it is. The class depends on the characters of the token alone.
    pub class: TokenClass,
    /// What begins with it; [`Boundary::Document`] for the first token of a text.
    pub boundary: Boundary,
    /// Whether white space or a zero width space stands before it.
    pub space_before: bool,
}
