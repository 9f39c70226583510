//! Normalised text that knows where it comes from.

use crate::sink::{Mapped, Origin, position};
use siyaq_types::ByteSpan;

/// Normalised text with the span in the source of each of its characters.
///
/// The span of a character covers all that became it: the letter and the hamza that composed with
/// it, every letter of an elongation, and the deleted marks and tatweels that follow it. Deleted
/// format controls belong to no character. The letters of a ligature all have the span of the
/// ligature. Starts and ends of the spans never go back.
///
/// ```
/// use siyaq_text::{Normalizer, Profile};
/// use siyaq_types::ByteSpan;
///
/// let source = "قال مُحَمَّدٌ";
/// let normalized = Normalizer::new(Profile::Standard).normalize_mapped(source);
/// assert_eq!(normalized.text, "قال محمد");
/// let word = normalized.source_span(ByteSpan::new(7, 15));
/// assert_eq!(word.text(source), Some("مُحَمَّدٌ"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Normalized {
    /// The normalised text.
    pub text: String,
    origins: Vec<Origin>,
    source_end: u32,
}

impl Normalized {
    pub(crate) fn new(mapped: Mapped, source: &str) -> Self {
        Self { text: mapped.text, origins: mapped.origins, source_end: position(source.len()) }
    }

    /// The span of the source that became the bytes `span` of [`Self::text`].
    ///
    /// A character that is only partly in `span` counts as wholly in it. An empty span, and one
    /// past the end, give the empty span at the place in the source.
    #[must_use]
    pub fn source_span(&self, span: ByteSpan) -> ByteSpan {
        // The last character that begins at or before the start of the span.
        let next = self.origins.partition_point(|origin| origin.out_start <= span.start);
        let past_end = span.start >= position(self.text.len());
        let Some(first) = self.origins.get(next.saturating_sub(1)).filter(|_| !past_end) else {
            return ByteSpan::new(self.source_end, self.source_end);
        };
        if span.is_empty() {
            return ByteSpan::new(first.source.start, first.source.start);
        }
        let after = self.origins.partition_point(|origin| origin.out_start < span.end);
        let last = self.origins.get(after.saturating_sub(1)).unwrap_or(first);
        ByteSpan::new(first.source.start, last.source.end)
    }

    /// Each character of [`Self::text`] with its span in the source.
    pub fn chars(&self) -> impl Iterator<Item = (char, ByteSpan)> {
        self.text.chars().zip(self.origins.iter().map(|origin| origin.source))
    }
}
