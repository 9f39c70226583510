//! Rows and concordance lines as table, CSV, TSV, JSON and JSONL, with a manifest that lets a result be repeated.
