//! How a word of a query becomes a form of a layer, by the rule that the layer keeps.

use crate::error::{QueryError, QueryErrorKind};
use siyaq_index::{Corpus, Layer, LayerModel};
use siyaq_text::stem::Stemmer;
use siyaq_text::{Normalizer, Profile, Steps};
use std::borrow::Cow;

/// How the words of a query are read on a layer: the rule that is stored with it, ready to be used.
///
/// ```
/// use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, QueryRule, Shard};
/// use siyaq_index::TokenClass;
/// use siyaq_query::WordRule;
/// use siyaq_text::{Profile, Steps};
///
/// let mut shard = Shard::new();
/// shard.start_document(Document { id: "a".into(), ..Document::default() });
/// shard.push("أمس", TokenClass::ArabicWord, Boundary::None, true);
/// let steps = Steps::of(Profile::Standard).to_string();
/// let mut options = BuildOptions::default();
/// let layer = LayerRule::fold("mine", |form, out| out.push_str(&form.replace('أ', "ا")));
/// options.layers.push(layer.query(QueryRule::default().steps(steps)));
/// let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let rule = WordRule::of(corpus.layer("mine")?)?;
/// assert_eq!(rule.fold("أَمْس"), "امس");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct WordRule {
    normalizer: Option<Normalizer>,
    stemmer: Option<Stemmer>,
    derived: bool,
    mark: Option<char>,
    optional_marks: bool,
}

impl WordRule {
    /// The rule of a layer.
    ///
    /// # Errors
    /// When it names folding steps or a stemmer that this version does not know.
    pub fn of(layer: &Layer) -> Result<Self, QueryError> {
        let rule = layer.query();
        let unknown = |what: String| QueryErrorKind::LayerRule { layer: layer.name().into(), what };
        let steps = rule.steps.as_deref().map(str::parse::<Steps>).transpose();
        let steps = steps.map_err(|error| unknown(error.to_string()))?;
        let stemmer = rule.stemmer.as_deref().map(str::parse::<Stemmer>).transpose();
        let stemmer = stemmer.map_err(|error| unknown(error.to_string()))?;
        Ok(Self {
            normalizer: steps.map(Normalizer::with_steps),
            stemmer,
            derived: rule.derived,
            mark: rule.clitic_mark,
            optional_marks: rule.optional_marks,
        })
    }

    /// A word as it is looked up.
    #[must_use]
    pub fn fold<'t>(&self, word: &'t str) -> Cow<'t, str> {
        match &self.normalizer {
            Some(normalizer) => normalizer.normalize(word),
            None => Cow::Borrowed(word),
        }
    }

    /// What folds words so; one that changes nothing where words are looked up as they are written.
    #[must_use]
    pub fn normalizer(&self) -> Normalizer {
        self.normalizer.clone().unwrap_or_else(|| Normalizer::new(Profile::Exact))
    }

    /// Whether words are folded at all.
    #[must_use]
    pub fn folds(&self) -> bool {
        self.normalizer.is_some()
    }

    /// The stemmer that makes the forms.
    pub(crate) fn stemmer(&self) -> Option<Stemmer> {
        self.stemmer
    }

    /// Whether forms are taken from words, rather than being spellings of them.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        self.derived
    }

    /// Whether a word without vowel marks finds forms with them.
    pub(crate) fn optional_marks(&self) -> bool {
        self.optional_marks
    }

    /// A clitic without its mark; `None` for any other form.
    ///
    /// A clitic is marked on the side of its word: `ل+`, `+ه`.
    #[must_use]
    pub fn bare_clitic<'f>(&self, form: &'f str) -> Option<&'f str> {
        let mark = self.mark?;
        let bare = form.strip_prefix(mark).or_else(|| form.strip_suffix(mark))?;
        (!bare.is_empty()).then_some(bare)
    }

    pub(crate) fn mark(&self) -> Option<char> {
        self.mark
    }
}

/// The layer of a corpus whose forms are spellings folded by some steps, whatever it is called; the
/// words as they are written where there is none.
pub(crate) fn spelling_layer(corpus: &Corpus, steps: Steps) -> Option<&Layer> {
    corpus.layers().iter().find(|layer| {
        let rule = layer.query();
        let same = || rule.steps.as_deref().and_then(|own| own.parse::<Steps>().ok());
        layer.model() == LayerModel::Fold && !rule.derived && same() == Some(steps)
    })
}
