//! Collocates, collocations, keywords, dispersion and trends: counts and a measure in, ranked rows out.
