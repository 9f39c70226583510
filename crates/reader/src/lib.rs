//! Bytes of a news dump in, documents out: encodings, compression, text, JSONL, CSV.
//!
//! In: files, folders, glob patterns and standard input; plain or compressed with gzip or
//! Zstandard; in UTF-8, UTF-16, windows-1256 or ISO-8859-6; as plain text, JSONL, CSV, TSV, CoNLL-U or
//! vertical text. Out: a stream of [`Document`](siyaq_types::Document), in the order of the input, with everything
//! that was skipped or repaired on the way as a [`Problem`]. Nothing is left out in silence.
//!
//! A [`Reader`] gives [`Batch`]es of about a megabyte, which other threads parse; memory does not
//! grow with the input, except for a single record that is larger than a batch.
//!
//! Compression is told by content, never by name. An encoding is told by a byte-order mark or by
//! the first bytes that are not ASCII; a format by the first characters and then by the extension;
//! each can be named instead.
//!
//! # Options and formats
//!
//! An option that is for some formats only is refused where no file of the input has one of them.
//!
//! | | text | JSONL | CSV, TSV | CoNLL-U | vertical |
//! |---|---|---|---|---|---|
//! | `split` | yes | | | | |
//! | `header`, `quoting`, `delimiter` | | | yes | | |
//! | `text_field`, `title_field` | | yes | yes | | |
//! | `id_field`, `fields` | | yes | yes | of documents | of documents |
//! | `columns` | | | | | needed |
//! | `date_order` | with dates in paths | with a field of dates | the same | the same | the same |
//! | `encoding`, `path_fields`, `strict`, `record_limit` | yes | yes | yes | yes | yes |
//!
//! A table that lacks a column that was asked for is a [`Problem`]. What no record of the whole input
//! has is one too: where fields are known only when records are parsed, [`Asked::missing`] tells it at
//! the end, as [`Documents`] does by itself.
//!
//! # Lines
//!
//! Lines end with line feeds, with or without a carriage return before. Where a file has carriage
//! returns alone, as files of an old Mac have, and no line feed in its first megabyte, these end its
//! lines, which is a [`Problem`]; a text that is a whole file stays as it is written. What else could
//! be taken for the end of a line is a problem where lines mean something.
//!
//! # Ids
//!
//! A document without an id of its own, or with one that has nothing to see, has one made for it: a
//! text that is a whole file, the name of the file; any other record, the name, a colon and the
//! number of the record in the file, counted from one. In JSONL and in text by lines that number is
//! the line; a header is no record. The name of a file in a folder is relative to the folder, that of
//! a file that matches a pattern to the part of the pattern before the first wildcard.
//!
//! # Problems
//!
//! Nothing ends the reading of a folder but a folder that is not there: links that lead nowhere, files
//! that may not be read, pipes and sockets in it are told and passed over, and so is the number of
//! hidden files and folders, whose names begin with a dot. A record longer than
//! [`record_limit`](ReaderOptions::record_limit), or nested more than 128 deep, is skipped; of an
//! input without an end, as `/dev/zero`, the rest is left unread.
//!
//! What can be repaired without loss of meaning is: byte-order marks where files were joined, NUL
//! characters, unescaped control characters in JSON, and bytes or halves of surrogate pairs that
//! are no characters, which become U+FFFD. Any other record that cannot be read is skipped. A
//! compressed file that breaks off gives all whole records before the break. Each is a [`Problem`]
//! with file, line and byte; [`ProblemKind`] lists them all. With
//! [`strict`](ReaderOptions::strict) the first one ends the reading, except that hidden files end
//! nothing.
//!
//! # When not to use it
//!
//! It reads records, not layouts: a JSON array over many lines, XML, HTML, PDF and office files
//! must be converted first, and the errors say how. It does not clean texts or look for
//! duplicates, and an id that occurs twice is passed on twice. The day and the month of
//! 05/01/2024 are told apart only by [`DateOrder`].
//!
//! # Example
//!
//! ```
//! use siyaq_reader::{ProblemKind, Reader, ReaderOptions};
//!
//! let jsonl = concat!(
//!     "{\"id\": \"a\", \"text\": \"كتاب جديد\", \"date\": \"2015-07-21\"}\n",
//!     "{\"id\": \"b\", \"text\": \"كتاب قديم\", \"date\": \"أمس\"}\n",
//!     "{\"id\": \"c\", \"title\": \"بلا نص\"}\n",
//! );
//! let options = ReaderOptions::default().fields(vec!["date:date".parse().unwrap()]);
//! let mut documents = Reader::from_read("news.jsonl", jsonl.as_bytes(), options)?.documents();
//!
//! let first = documents.next().unwrap()?;
//! assert_eq!((first.id.as_str(), first.text.as_str()), ("a", "كتاب جديد"));
//! assert_eq!(first.metadata[0].as_ref().unwrap().to_string(), "2015-07-21");
//! assert_eq!(documents.next().unwrap()?.metadata, [None]);
//! assert!(documents.next().is_none());
//!
//! let problems = documents.problems();
//! assert_eq!(problems[0].kind, ProblemKind::FieldType);
//! assert_eq!(
//!     problems[1].to_string(),
//!     "news.jsonl, line 3, byte 122, document \"c\": \
//!      the record has no text: the field \"text\" is missing"
//! );
//! # Ok::<(), siyaq_reader::ReaderError>(())
//! ```

// What is asked for, and what can go wrong.
mod path_fields;

mod options;

mod problem;

mod error;

mod asked;

// Bytes: which files, decompressed and hashed, as UTF-8, cut into records.
mod pattern;

mod input;

mod packed;

mod stream;

mod decode;

mod tag;

mod findings;

mod outline;

mod treebank;

mod split;

// Records: fields to documents, for each format.
mod fields;

mod part;

mod text;

mod repair;

mod json;

mod quotes;

mod table;

mod annotated;

mod conllu;

mod vertical;

// The flow of it all.
mod room;

mod batch;

mod source;

mod reader;

pub use asked::Asked;
pub use batch::{Batch, ParsedBatch};
pub use error::{ReaderError, ReaderErrorKind};
pub use input::Input;
pub use options::{
    DateOrder, Encoding, Format, Header, ParseOptionError, Quoting, ReaderOptions, Split,
};
pub use packed::Compression;
pub use path_fields::{ParsePathFieldsError, PathFields};
pub use problem::{Problem, ProblemKind, Severity};
pub use reader::{Documents, Progress, ProgressHandle, Reader};
pub use room::{Room, Share};
pub use source::{Source, tell_format};
