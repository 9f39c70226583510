//! FST dictionaries of word forms: exact, prefix, suffix, infix, wildcard, regex and edit-distance look-up.
