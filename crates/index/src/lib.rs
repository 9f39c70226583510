//! A corpus on disk: build, open, verify; token columns, postings, boundaries, layers, metadata.
