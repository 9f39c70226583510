//! The tokens of a document that came with its annotation.

use crate::Boundary;

/// What an annotated source has instead of a text: its tokens with values of their own, ranges of
/// tokens, and attributes of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// The names of the values that each token has beside its form.
    pub columns: Vec<String>,
    /// The tokens in order.
    pub tokens: Vec<AnnotatedToken>,
    /// Ranges of tokens, in the order in which they were closed.
    pub regions: Vec<AnnotatedRegion>,
    /// Names and values of the attributes of the document that are no field of its metadata yet.
    pub attributes: Vec<(String, String)>,
}

impl Annotation {
    /// The structure of tokens that are written as one word, and its attribute with that word.
    pub const WRITTEN: (&str, &str) = ("mwt", "form");

    /// The text as it is written: the tokens with the space between them, and for several that are
    /// written as one word that word. Paragraphs are parted by line breaks.
    ///
    /// ```
    /// use siyaq_types::{AnnotatedRegion, AnnotatedToken, Annotation};
    ///
    /// let token = |form: &str, space_before| {
    ///     AnnotatedToken { form: form.into(), space_before, ..AnnotatedToken::default() }
    /// };
    /// let attributes = vec![("form".into(), "للبيت".into())];
    /// let annotation = Annotation {
    ///     tokens: vec![token("ل", true), token("البيت", false), token("باب", true)],
    ///     regions: vec![AnnotatedRegion { name: "mwt".into(), start: 0, end: 2, attributes }],
    ///     ..Annotation::default()
    /// };
    /// assert_eq!(annotation.text(), "للبيت باب");
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        let (name, form) = Self::WRITTEN;
        let mut words: Vec<Option<(usize, &str)>> = vec![None; self.tokens.len()];
        for region in self.regions.iter().filter(|region| region.name == name) {
            let written = region.attributes.iter().find(|(own, _)| own == form);
            if let (Some(slot), Some((_, written))) = (words.get_mut(region.start), written) {
                *slot = Some((region.end, written));
            }
        }
        let mut text = String::new();
        let mut end = 0;
        for (place, (token, word)) in self.tokens.iter().zip(words).enumerate() {
            if place < end {
                continue;
            }
            if !text.is_empty() && token.boundary >= Boundary::Paragraph {
                text.push('\n');
            } else if !text.is_empty() && token.space_before {
                text.push(' ');
            }
            match word {
                Some((after, written)) => {
                    text.push_str(written);
                    end = after;
                }
                None => text.push_str(&token.form),
            }
        }
        text
    }
}

/// A token of an annotated source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotatedToken {
    /// The token as it is written.
    pub form: String,
    /// Its values, one for each column.
    pub values: Vec<String>,
    /// What starts with it.
    pub boundary: Boundary,
    /// Whether white space lies before it.
    pub space_before: bool,
}

/// A range of tokens of an annotated source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotatedRegion {
    /// The name of the structure.
    pub name: String,
    /// The place of its first token in the document.
    pub start: usize,
    /// The place after its last token.
    pub end: usize,
    /// Names and values of its attributes.
    pub attributes: Vec<(String, String)>,
}
