//! Questions to corpora, as values: the options of each verb of the command with their defaults, and the way from
//! them to typed rows.
//!
//! A request is asked the same whoever asks: the command, a file of requests, the manifest of a result that is
//! made again, a program.
//!
//! ```
//! use siyaq::output::{Rows, WriteOptions, write_rows};
//! use siyaq::request::{AnyRequest, Change, Dispersion, Request, Session};
//!
//! let session = Session::new();
//! session.put_texts("news", ["قال وزير الصحة كلمة.", "زار وزير التعليم المدينة.", "نزل المطر."])?;
//!
//! let mut request = Dispersion::new("news", "وزير");
//! request.summary = true;
//! let answer = request.run(&session)?;
//! assert!(answer.any && answer.picture.is_none());
//!
//! // The same as a file or a manifest has it; what is left out has its default.
//! let text = r#"{"verb": "dispersion", "input": "news", "query": "وزير", "summary": true}"#;
//! let read = AnyRequest::from_json(text)?;
//! assert_eq!(read, AnyRequest::from(request));
//! let mut csv = Vec::new();
//! write_rows(&*read.run(&session)?.rows, &WriteOptions::default(), &mut csv)?;
//! assert!(csv.starts_with(b"measure,value"));
//!
//! // An option is obeyed or refused.
//! assert!(AnyRequest::from_json(r#"{"verb": "dispersion", "sumary": true}"#).is_err());
//! let mut change = Change::new("news");
//! change.max_q = 2.0;
//! assert!(change.run(&session).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[macro_use]
mod rows;

mod error;
mod remark;
mod text;

mod names;
mod numbers;

mod lengths;
mod reading;
mod scope;
mod session;
mod stop;

mod run;

mod asked;
mod evidence;
mod intervals;
mod spread;

mod frequency_list;
mod groups;

mod bundles;
mod change;
mod collocates;
mod collocations;
mod compare;
mod contrast;
mod dispersion;
mod diversity;
mod keywords;
mod kwic;
mod mwe;
mod network;
mod ngrams;
mod pframes;
mod tfidf;
mod trend;
mod variants;
mod words;

mod neighbours;

mod any;

pub use any::{AnyAnswer, AnyRequest};
pub use bundles::Bundles;
pub use change::{Change, Way};
pub use collocates::Collocates;
pub use collocations::Collocations;
pub use compare::{ClusterShow, Compare, CompareRows};
pub use contrast::{CompareCollocates, ContrastSort};
pub use dispersion::{Dispersion, DispersionRows, PartOrder};
pub use diversity::{Curve, Diversity, DiversityRows};
pub use error::{RequestError, RequestErrorKind};
pub use evidence::KeyBy;
pub use intervals::IntervalOptions;
pub use keywords::{EffectAs, KeySide, Keywords, KeywordsRows};
pub use kwic::{ContextCount, ContextSize, Kwic, KwicRows, ParseContextError};
pub use lengths::{Lengths, ParseLengthsError};
pub use mwe::{Mwe, MweRows};
pub use names::{
    AllOf, DeltaMeasures, DispersionMeasures, DiversityMeasures, KeynessMeasures, Measures, Named,
    OverDocuments, ParseOverDocumentsError, SpreadMeasures, none_of,
};
pub use neighbours::{Neighbours, NeighboursRows};
pub use network::{Network, NetworkRows};
pub use ngrams::Ngrams;
pub use pframes::{Pframes, Slots};
pub use reading::ReadingOptions;
pub use remark::Remark;
pub use run::{Answer, Found, Request, Run, RunOptions, record_of};
pub use scope::{AssociationOptions, QueryOptions, ScopeOptions, TranslitOptions, two_way};
pub use session::{Listener, Session};
pub use spread::SpreadOptions;
pub use stop::{Stop, StopOptions, normalizer_of};
pub use tfidf::{Among, Tfidf};
pub use trend::{DateSource, ParseYearsError, Trend, TrendRows, TrendShow, Years};
pub use variants::Variants;
pub use words::Words;
