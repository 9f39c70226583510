//! Arabic characters and normalisation with offsets mapped back to the source.
