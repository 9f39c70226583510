//! Corpus linguistics for Arabic: tokenise, index, count, concordance, collocations, keyness.
