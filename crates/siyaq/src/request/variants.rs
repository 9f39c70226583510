//! The spellings of a word.

use super::asked::suggest;
use super::error::{RequestError, RequestErrorKind, Result, invalid};
use super::run::{Found, Request, Run};
use super::scope::{OF_PHRASES, SINGLE_WORDS, ScopeOptions, TranslitOptions};
use super::stop::normalizer_of;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::variants;
use siyaq_index::{Corpus, Layer};
use siyaq_lexicon::Pattern;
use siyaq_output::VariantRows;
use siyaq_query::{FormLabels, forms_of_word};
use siyaq_types::TermId;
use std::collections::BTreeMap;
use std::ffi::OsString;

/// The spellings of a word.
///
/// ```
/// use siyaq::request::{Request, Variants};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال إن الوزير ان الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// assert_eq!(Variants::new("news", "أن").run(&session)?.rows.len(), 2);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
#[derive(Default)]
pub struct Variants {
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[cfg_attr(feature = "clap", arg(value_name = "CORPUS"))]
    #[serde(with = "text::path")]
    pub input: OsString,

    /// The word, in any of its spellings
    #[cfg_attr(feature = "clap", arg(value_name = "WORD"))]
    pub word: String,

    /// The letters that words and queries are written in.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub translit: TranslitOptions,

    /// Also words that differ by at most K letters (0 to 3)
    #[cfg_attr(feature = "clap", arg(long, value_name = "K", default_value_t = 0))]
    pub distance: u8,

    /// Which forms, tokens and documents count.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub scope: ScopeOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Variants {
    /// Asks one corpus for a word.
    #[must_use]
    pub fn new(input: impl Into<OsString>, word: impl Into<String>) -> Self {
        Self { input: input.into(), word: word.into(), ..Self::default() }
    }

    fn word(&self) -> Result<String> {
        let word = self.translit.word(self.word.trim());
        if word.is_empty() || word.contains(char::is_whitespace) {
            return invalid(format!("{:?} is not one word", self.word));
        }
        Ok(word)
    }
}

impl Request for Variants {
    const VERB: &'static str = "variants";
    type Rows<'s> = VariantRows<'s>;

    fn inputs(&self) -> Vec<&OsString> {
        vec![&self.input]
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        self.word()?;
        run.refuse(&OF_PHRASES, SINGLE_WORDS)
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<VariantRows<'s>>> {
        let word = self.word()?;
        let loaded = run.load_one(&self.input, &self.scope, "corpus")?;
        let selection = loaded.selection(&self.scope)?;
        let layer = selection.layer();
        let forms = forms(loaded.corpus, layer, &word, self.distance)?;
        let rows = variants(&selection, &forms);
        if rows.is_empty() {
            run.note(format_args!("{word}: not found on layer {}", self.scope.layer));
            suggest(&word, &selection, run);
        }
        Ok(Found::new(VariantRows::new(loaded.corpus, layer, rows)))
    }
}

/// The forms of a layer that a word stands for, and those near them, each with its distance.
fn forms(corpus: &Corpus, layer: &Layer, word: &str, distance: u8) -> Result<Vec<(TermId, u8)>> {
    let positions = forms_of_word(corpus, layer, word)?;
    if positions.len() > 1 {
        return Err(several_tokens(corpus, layer, word, &positions));
    }
    let lexicon = layer.lexicon();
    let mut forms: BTreeMap<TermId, u8> =
        positions.into_iter().flatten().map(|form| (form, 0)).collect();
    if distance > 0 {
        let mut centres: Vec<String> =
            forms.keys().map(|form| lexicon.form(*form).to_owned()).collect();
        if centres.is_empty() {
            centres.push(normalizer_of(layer)?.normalize(word).into_owned());
        }
        for centre in centres {
            let pattern = Pattern::fuzzy_with_swaps(&centre, distance)?;
            for form in lexicon.search(&pattern) {
                let away = pattern.distance(lexicon.form(form)).unwrap_or(distance);
                let known = forms.entry(form).or_insert(away);
                *known = away.min(*known);
            }
        }
    }
    Ok(forms.into_iter().collect())
}

/// Says that a word is several tokens on a layer, where one is wanted.
pub(crate) fn several_tokens(
    corpus: &Corpus,
    layer: &Layer,
    word: &str,
    positions: &[Vec<TermId>],
) -> RequestError {
    let labels = FormLabels::new(corpus, layer);
    let forms = positions.iter().filter_map(|forms| forms.first());
    let forms: Vec<&str> = forms.map(|form| labels.label(*form)).collect();
    RequestErrorKind::SeveralTokens {
        word: word.to_owned(),
        layer: layer.name().to_owned(),
        tokens: forms.join(" "),
    }
    .into()
}
