//! Corpus linguistics for Arabic: tokenise, index, count, concordance, collocations, keyness.
//!
//! This is the crate that research code depends on. It joins the crates of Siyaq into a pipeline
//! and hands them on under one roof; each of them can also be embedded alone.
//!
//! # From a dump to results
//!
//! ```
//! use siyaq::analysis::{CollocateOptions, Spread, collocates, word_list};
//! use siyaq::count::Selection;
//! use siyaq::query::{SearchOptions, search};
//! use siyaq::reader::{Reader, ReaderOptions};
//! use siyaq::stats::DispersionMeasure;
//! use siyaq::{IndexOptions, build};
//!
//! let jsonl = concat!(
//!     "{\"id\": \"1\", \"text\": \"قال وزير الصحة إن الوزارة تعمل. وزير الصحة زار المستشفى.\"}\n",
//!     "{\"id\": \"2\", \"text\": \"زار وزيرُ الصحّة المدينة، وقال وزير التعليم كلمة.\"}\n",
//! );
//! let reader = Reader::from_read("news.jsonl", jsonl.as_bytes(), ReaderOptions::default())?;
//! let corpus = build(reader, &IndexOptions::default(), &|_| ())?.corpus.into_corpus()?;
//!
//! // A frequency list on the layer that folds spelling variants.
//! let layer = corpus.layer("standard")?;
//! let selection = Selection::new(&corpus, layer);
//! let list = word_list(&selection, 1, &Spread::new([DispersionMeasure::DpNorm]))?;
//! let top = &list.rows[0];
//! assert_eq!((layer.lexicon().form(top.form), top.freq, top.doc_freq), ("وزير", 4, 2));
//!
//! // What stands around a word.
//! let hits = search(&corpus, &"وزير".parse()?, &SearchOptions::default())?;
//! let around = collocates(&selection, &hits, &CollocateOptions::default().min_freq(2))?;
//! assert_eq!(layer.lexicon().form(around.rows[0].form), "الصحة");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The path, and where each step lives
//!
//! | step | module | in → out |
//! |---|---|---|
//! | read | [`reader`] | files → documents |
//! | normalise | [`text`] | text → text with offsets |
//! | tokenise | [`token`] | text → tokens and boundaries |
//! | index | [`index`], [`build`] | documents → corpus |
//! | look up forms | [`lexicon`] | pattern → forms |
//! | search | [`query`] | query → hits, concordance lines |
//! | count | [`count`] | selection → frequencies |
//! | score | [`stats`], [`analysis`] | frequencies → ranked rows |
//! | write | [`output`] | rows → CSV, JSON, tables |
//! | ask it all | [`request`] | options → rows |
//!
//! # Questions as values
//!
//! Each verb of the command is a struct with its options and their defaults in [`request`], which answers with typed
//! rows, and can be written down and asked again.
//!
//! ```
//! use siyaq::output::{WriteOptions, write_rows};
//! use siyaq::request::{AnyRequest, Collocates, Request, Session};
//!
//! let session = Session::new();
//! session.put_texts("news", ["قال وزير الصحة كلمة.", "زار وزير الصحة المدينة.", "نزل المطر."])?;
//! let mut request = Collocates::new("news", "وزير");
//! request.association.min_freq = 2;
//! request.association.measures = "log_dice,mi".parse()?;
//! let answer = request.run(&session)?;
//! let mut csv = Vec::new();
//! write_rows(&answer.rows, &WriteOptions::default(), &mut csv)?;
//! assert!(String::from_utf8(csv)?.contains("\nالصحة,2,"));
//!
//! let written = AnyRequest::from(request).to_value()?.to_string();
//! let answer = AnyRequest::from_json(&written)?.run(&session)?;
//! assert!(answer.any);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Layers and folding
//!
//! A corpus stores words as they are written. The layers `light`, `standard` and `broad` are maps
//! over its vocabulary: `light` leaves out diacritics and tatweel, `standard` folds hamza on alef,
//! the two forms of final ya and the digits as well, `broad` goes further. Every search and every
//! count names its layer, and can always show the original spelling.
//!
//! `stem` and `segments` see through clitics: on `stem` a word is what is left without them, on
//! `segments` it is several tokens, and places in the corpus are finer than words
//! ([`TokenPos`](types::TokenPos)). Both are asked for by name, and can be added later with
//! [`extend_corpus`].
//!
//! ```
//! use siyaq::count::{NgramOptions, Selection, count_ngrams};
//! use siyaq::query::{KwicOptions, SearchOptions, concordance, search};
//! use siyaq::reader::{Reader, ReaderOptions};
//! use siyaq::{IndexOptions, LayerKind, build};
//!
//! let jsonl = "{\"id\": \"1\", \"text\": \"قال للحكومة كلمة وقال لها كلمتها.\"}\n";
//! let reader = Reader::from_read("news.jsonl", jsonl.as_bytes(), ReaderOptions::default())?;
//! let options = IndexOptions::default().layers(vec![LayerKind::Segments]);
//! let corpus = build(reader, &options, &|_| ())?.corpus.into_corpus()?;
//!
//! let bigrams = count_ngrams(&Selection::new(&corpus, corpus.layer("segments")?), &NgramOptions::new(2))?;
//! assert!(bigrams.rows().any(|row| row.form() == "ل+ الحكومة"));
//! let layer = SearchOptions::default().layer("segments");
//! let hits = search(&corpus, &"قال ل ها".parse()?, &layer)?;
//! let lines = concordance(&corpus, &hits, &KwicOptions::default().layer("segments"))?.collect();
//! assert_eq!((lines[0].before.as_str(), lines[0].match_text.as_str()), ("قال للحكومة كلمة و", "قال لها"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | feature | default | what it brings |
//! |---|---|---|
//! | `embedded` | yes | the dictionary that takes words apart, 3 MB under CC BY-SA 4.0; without it the layers `stem` and `segments` need a segmenter with a dictionary of one's own |
//! | `simd` | yes | loops with vectors as wide as the processor has them; without it the same results, slower |
//! | `sonic` | yes | a faster parser of JSON lines |
//! | `zstd` | yes | files packed with Zstandard, by a library in C |
//! | `clap` | no | the requests as arguments of a command |

pub use siyaq_analysis as analysis;
pub use siyaq_count as count;
pub use siyaq_index as index;
pub use siyaq_lexicon as lexicon;
pub use siyaq_output as output;
pub use siyaq_query as query;
pub use siyaq_reader as reader;
pub use siyaq_segment as segment;
pub use siyaq_stats as stats;
pub use siyaq_text as text;
pub use siyaq_token as token;
pub use siyaq_types as types;

mod error;

mod layers;

mod dates;
mod whole;

mod annotated;

mod pipeline;

pub mod request;

pub use dates::first_dates;
pub use error::{PipelineError, PipelineErrorKind};
pub use layers::{CLITIC_MARK, LayerKind, Segmentation, extend_corpus};
pub use pipeline::{Built, IndexOptions, ReadReport, Stage, build, build_into, refuse_corpora};

/// The version of Siyaq, which manifests carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
