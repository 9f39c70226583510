//! Association, keyness, dispersion and diversity measures of corpus linguistics: numbers in, numbers out.
