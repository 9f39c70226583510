//! Exact, deterministic counts over a corpus: words, n-grams, skip-grams, window co-occurrences.
