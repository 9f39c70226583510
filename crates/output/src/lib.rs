//! Rows and concordance lines as table, CSV, TSV, JSON and JSONL, with a manifest that lets a result be repeated.
//!
//! In: a [`Rows`], typed cells under named columns, addressed by row number. Out: bytes of a [`Format`] in any
//! [`std::io::Write`], or a file that is there in full or not at all ([`OutputFile`]) and beside it a [`ResultManifest`].
//!
//! Rows are formatted by all threads of the current rayon pool and written in order, so the bytes never depend on the number of
//! threads. Data formats keep every byte of a text, every digit of a number and the logical order of right-to-left text, without
//! marks of their own; only [`Format::Table`], which is for eyes, rounds, clips, replaces control characters and may add isolates.
//!
//! Do not use it to read results back, or to compute anything: the rows come ranked, and a score that is undefined comes as its reason, which [`ReasonedRows`] shows.
//!
//! # Examples
//! ```
//! use std::time::SystemTime;
//! use siyaq_output::{Column, Format, OwnedCell, ResultManifest, RowTable, WriteOptions, save_rows, write_rows};
//! use siyaq_stats::Undefined;
//!
//! let mut words = RowTable::new(vec![Column::text("form"), Column::integer("freq"), Column::real("log_dice", 2)]);
//! words.push(vec![OwnedCell::Text("كتاب".into()), OwnedCell::Integer(42), OwnedCell::Real(Ok(9.125))]);
//! words.push(vec![OwnedCell::Text("مدرسة، كبيرة".into()), OwnedCell::Integer(7), OwnedCell::Real(Err(Undefined::NeverTogether))]);
//!
//! let mut bytes = Vec::new();
//! let written = write_rows(&words, &WriteOptions::default().format(Format::Jsonl), &mut bytes)?;
//! assert_eq!(written.rows, 2);
//! assert_eq!(
//!     String::from_utf8_lossy(&bytes),
//!     "{\"form\":\"كتاب\",\"freq\":42,\"log_dice\":9.125}\n{\"form\":\"مدرسة، كبيرة\",\"freq\":7,\"log_dice\":null}\n"
//! );
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("words.csv");
//! let manifest = ResultManifest::new("words", "siyaq", "0.1.0", SystemTime::now());
//! let saved = save_rows(&words, &WriteOptions::default(), &path, manifest)?;
//! assert_eq!(saved.manifest, Some(folder.path().join("words.csv.manifest.json")));
//! assert_eq!(std::fs::read_to_string(&path)?, "form,freq,log_dice\nكتاب,42,9.125\nمدرسة، كبيرة,7,\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod held;
mod options;
mod rows;

mod reasons;

mod display;
mod number;

mod encode;

mod delimited;
mod json;
mod table;

mod write;

mod file;
mod manifest;
mod save;

mod face;

mod chart;
mod results;

mod graph;

pub use chart::{Chart, Colours, HeatMap, LineChart, Mark, Scale, Series, save_chart};
pub use display::without_controls;
pub use error::{OutputError, OutputErrorKind};
pub use file::{Digest, OutputFile, digest_file};
pub use graph::{GraphFormat, Heading, PageLanguage, network_bytes, save_network};
pub use held::Held;
pub use manifest::{
    InputRecord, MANIFEST_VERSION, ResultManifest, ResultRecord, SourceRecord, Tool, WritingRecord,
};
pub use options::{Format, LineEnd, ParseFormatError, TableOptions, WriteOptions};
pub use reasons::ReasonedRows;
pub use results::{
    BundleRows, ClusterRows, ClusterStepRows, CollocateRows, CollocationRows, ConcordanceRows,
    DispersionSummary, DriftRows, ExpressionRows, FrameRows, GroupRows, LexiconRows, MergedRows,
    NeighbourRows, NeighbourStepRows, TrendMeasureRows, TrendSpanRows, VariantRows, WordRows,
    change_chart, comparison_heat_map, growth_chart, keyness_heat_map, rank_chart, trend_chart,
};
pub use rows::{
    Cell, Column, ColumnKind, ColumnRole, OwnedCell, RowSink, RowTable, Rows, row_cells,
};
pub use save::{Saved, finish_with_manifest, save_rows};
pub use siyaq_disk::{place_of, same_file};
pub use write::{Written, write_rows};
