//! The families of letters that pictures and pages ask for.
//!
//! A Naskh face draws the point of 6.6 as an Arabic comma in some browsers, so that what has no Arabic letter never asks for one,
//! and what has both asks for a face without Arabic letters first.

/// For numbers and other text without Arabic letters.
pub(crate) const LATIN: &str =
    "'Noto Sans','Liberation Sans','DejaVu Sans',Helvetica,Arial,sans-serif";

/// For Arabic, in which digits and Latin letters have a Latin face where there is one.
pub(crate) const ARABIC: &str = "'Noto Sans','Liberation Sans','Noto Naskh Arabic','Noto Sans Arabic',\
    'Geeza Pro','Segoe UI',Tahoma,'DejaVu Sans',sans-serif";

/// Whether a letter is of the Arabic script.
pub(crate) fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// The families for a text.
pub(crate) fn face(text: &str) -> &'static str {
    if text.chars().any(is_arabic) { ARABIC } else { LATIN }
}
