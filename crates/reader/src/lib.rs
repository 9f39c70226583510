//! Bytes of a news dump in, documents out: encodings, compression, text, JSONL, CSV.
