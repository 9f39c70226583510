//! Requests of any kind, for files and manifests.

use super::error::{RequestError, RequestErrorKind, Result, invalid};
use super::run::{Answer, Request, RunOptions, fields_of, read};
use super::session::Session;
use super::{
    Bundles, Change, Collocates, Collocations, Compare, CompareCollocates, Dispersion, Diversity,
    Keywords, Kwic, Mwe, Neighbours, Network, Ngrams, Pframes, Tfidf, Trend, Variants, Words,
};
use serde_json::{Map, Value};
use siyaq_output::Rows;
use siyaq_types::did_you_mean;
use std::ffi::OsString;

/// The answer to a request of any kind.
pub type AnyAnswer<'s> = Answer<Box<dyn Rows + 's>>;

/// The name of the field that says which verb a request is of.
const VERB: &str = "verb";

macro_rules! any_request {
    ($($kind:ident: $about:literal),+ $(,)?) => {
        /// A request of any kind: in JSON an object whose field `verb` says which.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum AnyRequest {
            $(
                #[doc = $about]
                $kind(Box<$kind>),
            )+
        }

        $(
            impl From<$kind> for AnyRequest {
                fn from(request: $kind) -> Self {
                    Self::$kind(Box::new(request))
                }
            }
        )+

        impl AnyRequest {
            /// The verbs that there are requests of.
            pub const VERBS: &'static [&'static str] = &[$($kind::VERB),+];

            /// The verb of the command that asks it.
            #[must_use]
            pub fn verb(&self) -> &'static str {
                match self { $(Self::$kind(_) => $kind::VERB),+ }
            }

            /// A request of a verb with all defaults.
            #[must_use]
            pub fn of_verb(verb: &str) -> Option<Self> {
                match verb {
                    $(_ if verb == $kind::VERB => Some(Self::from($kind::default())),)+
                    _ => None,
                }
            }

            fn of_fields(verb: &str, fields: Map<String, Value>) -> Result<Self> {
                match verb {
                    $(_ if verb == $kind::VERB => Ok(Self::from(read::<$kind>(fields)?)),)+
                    _ => invalid(format!(
                        "there are no requests of the verb {verb:?}{}",
                        did_you_mean(verb, Self::VERBS.iter().copied())
                    )),
                }
            }

            fn fields(&self) -> Result<Map<String, Value>> {
                match self { $(Self::$kind(request) => fields_of(&**request)),+ }
            }

            /// The corpora, files and folders that are asked.
            #[must_use]
            pub fn inputs(&self) -> Vec<&OsString> {
                match self { $(Self::$kind(request) => request.inputs()),+ }
            }

            /// As [`Request::top`].
            pub fn top(&mut self) -> &mut Option<u64> {
                match self { $(Self::$kind(request) => request.top()),+ }
            }

            /// As [`Request::rows_of_table`].
            #[must_use]
            pub fn rows_of_table(&self) -> u64 {
                match self { $(Self::$kind(request) => request.rows_of_table()),+ }
            }

            /// As [`Request::is_grouped`].
            #[must_use]
            pub fn is_grouped(&self) -> bool {
                match self { $(Self::$kind(request) => request.is_grouped()),+ }
            }

            /// As [`Request::check_with`].
            ///
            /// # Errors
            /// As it.
            pub fn check_with(
                &self,
                session: &Session,
                options: &RunOptions,
            ) -> Result<(), RequestError> {
                match self { $(Self::$kind(request) => request.check_with(session, options)),+ }
            }

            /// As [`Request::run_with`].
            ///
            /// # Errors
            /// As it.
            pub fn run_with<'s>(
                &self,
                session: &'s Session,
                options: &RunOptions,
            ) -> Result<AnyAnswer<'s>, RequestError> {
                match self {
                    $(Self::$kind(request) => Ok(request.run_with(session, options)?.boxed())),+
                }
            }
        }
    };
}

any_request! {
    Bundles: "Runs of words that many texts share.",
    Change: "What became more and less frequent.",
    Collocates: "What stands around a query.",
    Collocations: "All pairs of words that stand near each other.",
    Compare: "How alike corpora are.",
    CompareCollocates: "What stands around a query in two corpora.",
    Dispersion: "How a query is spread.",
    Diversity: "How rich vocabularies are.",
    Keywords: "What is frequent here and not there.",
    Kwic: "Every hit of a query in context.",
    Mwe: "Candidates for expressions of several words.",
    Neighbours: "Words that keep the same company.",
    Network: "Words and what they go with.",
    Ngrams: "Runs of words.",
    Pframes: "Runs of words with a variable slot.",
    Tfidf: "The words of groups, weighed.",
    Trend: "A query over time.",
    Variants: "The spellings of a word.",
    Words: "The forms of a corpus by frequency.",
}

impl AnyRequest {
    /// As [`Request::run`].
    ///
    /// # Errors
    /// As it.
    pub fn run<'s>(&self, session: &'s Session) -> Result<AnyAnswer<'s>, RequestError> {
        self.run_with(session, &RunOptions::default())
    }

    /// Reads a request from an object; what it leaves out has its default.
    ///
    /// # Errors
    /// When it names no verb, or an option that the verb does not have, or a value that the option does not have.
    pub fn from_value(value: Value) -> Result<Self, RequestError> {
        let Value::Object(mut fields) = value else {
            return invalid("a request is an object of options");
        };
        let Some(Value::String(verb)) = fields.remove(VERB) else {
            return invalid("a request names its `verb`");
        };
        Self::of_fields(&verb, fields)
    }

    /// Reads a request in JSON.
    ///
    /// # Errors
    /// As [`from_value`](Self::from_value).
    pub fn from_json(text: &str) -> Result<Self, RequestError> {
        let value = serde_json::from_str(text);
        Self::from_value(value.map_err(|source| RequestErrorKind::Unreadable { source })?)
    }

    /// The request as an object with all its options.
    ///
    /// # Errors
    /// When a number is none that JSON has.
    pub fn to_value(&self) -> Result<Value, RequestError> {
        let mut fields = Map::new();
        fields.insert(VERB.to_owned(), self.verb().into());
        fields.extend(self.fields()?);
        Ok(Value::Object(fields))
    }
}

impl<'s, R: Rows + 's> Answer<R> {
    /// The same, whatever rows it has.
    #[must_use]
    pub fn boxed(self) -> AnyAnswer<'s> {
        Answer {
            rows: Box::new(self.rows),
            any: self.any,
            picture: self.picture,
            inputs: self.inputs,
            remarks: self.remarks,
        }
    }
}
