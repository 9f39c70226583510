//! Phrase queries with wildcards over a corpus: hits and concordance lines.
