//! The layers that a corpus can have over its words.

use crate::{PipelineError, PipelineErrorKind};
use siyaq_index::{LayerRule, Manifest, add_layers};
use siyaq_segment::Segmenter;
use siyaq_text::stem::Stemmer;
use siyaq_text::{Normalizer, Profile};
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// A layer: what every word of a corpus is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayerKind {
    /// The word after a folding profile.
    Profile(Profile),
    /// The word without its clitics and its article, restored and folded by the profile
    /// `standard`: `وزير` for `والوزير`, `للوزير` and `وزيرها`.
    Stem,
    /// The light stem of the word after the profile `standard`.
    Stemmer(Stemmer),
}

impl LayerKind {
    /// The layers that a corpus is built with unless others are asked for.
    pub const DEFAULT: [Self; 3] = [
        Self::Profile(Profile::Light),
        Self::Profile(Profile::Standard),
        Self::Profile(Profile::Broad),
    ];

    /// The name of the layer.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Profile(profile) => profile.name(),
            Self::Stem => "stem",
            Self::Stemmer(stemmer) => stemmer.name(),
        }
    }

    /// What the words of a layer are looked up as: the profile itself, or that of the words that
    /// stems are made of.
    #[must_use]
    pub fn normalizer(self) -> Normalizer {
        match self {
            Self::Profile(profile) => Normalizer::new(profile),
            Self::Stem | Self::Stemmer(_) => Normalizer::new(Profile::Standard),
        }
    }

    /// How the layer is made.
    pub(crate) fn rule(self) -> LayerRule {
        let normalizer = self.normalizer();
        LayerRule {
            name: self.name().to_owned(),
            fold: match self {
                Self::Profile(_) => Box::new(move |form, out| normalizer.normalize_into(form, out)),
                Self::Stem => {
                    let segmenter = Segmenter::default();
                    Box::new(move |form, out| segmenter.stem_key_into(form, out))
                }
                Self::Stemmer(stemmer) => Box::new(move |form, out| {
                    out.push_str(&stemmer.stem(&normalizer.normalize(form)))
                }),
            },
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        let profiles = Profile::ALL.into_iter().map(Self::Profile);
        let stemmers = Stemmer::ALL.into_iter().map(Self::Stemmer);
        profiles.chain([Self::Stem]).chain(stemmers)
    }
}

impl fmt::Display for LayerKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl FromStr for LayerKind {
    type Err = PipelineError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all().find(|kind| kind.name() == text.trim()).ok_or_else(|| {
            let known: Vec<&str> = Self::all().map(Self::name).collect();
            let (name, known) = (text.to_owned(), known.join(", "));
            PipelineErrorKind::UnknownLayer { name, known }.into()
        })
    }
}

/// Adds layers to a corpus on disk: seconds, because only its vocabulary is looked at.
///
/// # Errors
/// When there is no corpus, it has such a layer already, or something cannot be written.
pub fn extend_corpus(folder: &Path, layers: &[LayerKind]) -> Result<Manifest, PipelineError> {
    let rules: Vec<LayerRule> = layers.iter().map(|layer| layer.rule()).collect();
    Ok(add_layers(folder, &rules)?)
}
