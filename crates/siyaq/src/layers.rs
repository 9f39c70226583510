//! The layers that a corpus can have over its words.

use crate::{PipelineError, PipelineErrorKind};
use siyaq_index::{LayerRule, Manifest, WordParts, add_layers};
use siyaq_segment::{Restored, Role, Scheme, Segmenter};
use siyaq_text::stem::Stemmer;
use siyaq_text::{Normalizer, Profile, WordBuffer};
use siyaq_types::ByteSpan;
use std::cell::RefCell;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What marks clitics in the forms of the layer `segments`, on the side of their word.
pub const CLITIC_MARK: char = '+';

/// How words are taken apart for the layers `stem` and `segments`.
///
/// ```
/// use siyaq::Segmentation;
/// use siyaq::segment::{Dictionary, Exceptions, Segmenter, SegmenterOptions};
///
/// let exceptions = Exceptions::parse("بالما\tبالما\n")?;
/// let options = SegmenterOptions::default().exceptions(exceptions);
/// let segmenter = Segmenter::with_options(Dictionary::embedded(), options);
/// let segmentation = Segmentation::default().segmenter(segmenter);
/// assert!(segmentation.record(siyaq::LayerKind::Segments)["exceptions"].is_string());
/// # Ok::<(), siyaq::segment::SegmentError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Segmentation {
    /// The segmenter, with its dictionary and options.
    pub segmenter: Segmenter,
    /// How far words are taken apart. Unless given, `stem` takes the article off as well (`d3`),
    /// and `segments` has the words of the Penn Arabic Treebank (`atb`).
    pub scheme: Option<Scheme>,
}

impl Segmentation {
    /// By another segmenter.
    #[must_use]
    pub fn segmenter(self, segmenter: Segmenter) -> Self {
        Self { segmenter, ..self }
    }

    /// By this scheme.
    #[must_use]
    pub fn scheme(self, scheme: Scheme) -> Self {
        Self { scheme: Some(scheme), ..self }
    }

    /// The scheme of a layer.
    fn scheme_of(&self, layer: LayerKind) -> Scheme {
        let usual = if layer == LayerKind::Segments { Scheme::Atb } else { Scheme::D3 };
        self.scheme.unwrap_or(usual)
    }

    /// What a layer is made with, as the manifest of its corpus records it: the scheme, the policy
    /// for fused words, and the checksums of the dictionary and of the list of exceptions.
    #[must_use]
    pub fn record(&self, layer: LayerKind) -> serde_json::Value {
        let mut record = serde_json::json!({
            "scheme": self.scheme_of(layer).name(),
            "fused": self.segmenter.options().fusion.name(),
            "dictionary": self.segmenter.dictionary().checksum(),
        });
        if let Some(checksum) = self.segmenter.options().exceptions.checksum()
            && let Some(record) = record.as_object_mut()
        {
            record.insert("exceptions".to_owned(), checksum.into());
        }
        record
    }
}

/// A layer: what every word of a corpus is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayerKind {
    /// The word after a folding profile.
    Profile(Profile),
    /// The word without its clitics and its article, restored and folded by the profile
    /// `standard`: `وزير` for `والوزير`, `للوزير` and `وزيرها`.
    Stem,
    /// The word as several tokens: conjunctions, prepositions, stem and pronoun, restored and
    /// folded by the profile `standard`. Clitics carry a [`CLITIC_MARK`]: `وللوزارة` is `و+`, `ل+`
    /// and `الوزارة`.
    Segments,
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
            Self::Segments => "segments",
            Self::Stemmer(stemmer) => stemmer.name(),
        }
    }

    /// What the words of a layer are looked up as: the profile itself, or that of the words that
    /// stems are made of.
    #[must_use]
    pub fn normalizer(self) -> Normalizer {
        match self {
            Self::Profile(profile) => Normalizer::new(profile),
            Self::Stem | Self::Segments | Self::Stemmer(_) => Normalizer::new(Profile::Standard),
        }
    }

    /// How the layer is made.
    pub(crate) fn rule(self, segmentation: &Segmentation) -> LayerRule {
        let normalizer = self.normalizer();
        let segmenter = segmentation.segmenter.clone();
        let scheme = segmentation.scheme_of(self);
        match self {
            Self::Profile(_) => {
                let fold = move |text: &str, spans: &[ByteSpan], take: &mut dyn FnMut(&str)| {
                    let mut buffer = WordBuffer::default();
                    let mut words = normalizer.words(text, &mut buffer);
                    spans.iter().for_each(|span| take(words.normalize(*span)));
                };
                LayerRule::fold_all(self.name(), Box::new(fold))
            }
            Self::Stemmer(stemmer) => LayerRule::fold(self.name(), move |form, out| {
                out.push_str(&stemmer.stem(&normalizer.normalize(form)));
            }),
            Self::Stem if scheme == Scheme::D3 => {
                let stem = move |form: &str, out: &mut String| segmenter.stem_key_into(form, out);
                LayerRule::fold(self.name(), stem).options(segmentation.record(self))
            }
            Self::Stem => {
                let stem = move |form: &str, out: &mut String| {
                    restored(&segmenter, form, scheme, |restored| {
                        let stem = restored.iter().find(|(part, _)| part.role == Role::Stem);
                        normalizer.normalize_into(stem.map_or(form, |(_, stem)| stem), out);
                    });
                };
                LayerRule::fold(self.name(), stem).options(segmentation.record(self))
            }
            Self::Segments => {
                let split = move |form: &str, parts: &mut WordParts| {
                    restored(&segmenter, form, scheme, |restored| {
                        push_parts(restored, &normalizer, parts);
                    });
                };
                LayerRule::split(self.name(), split).options(segmentation.record(self))
            }
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        let profiles = Profile::ALL.into_iter().map(Self::Profile);
        let stemmers = Stemmer::ALL.into_iter().map(Self::Stemmer);
        profiles.chain([Self::Stem, Self::Segments]).chain(stemmers)
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

/// Looks at the segments of a word, in memory that each thread uses again.
fn restored(segmenter: &Segmenter, form: &str, scheme: Scheme, look: impl FnOnce(&Restored)) {
    thread_local! {
        static RESTORED: RefCell<Restored> = RefCell::default();
    }
    RESTORED.with_borrow_mut(|restored| {
        segmenter.restore_into(form, scheme, restored);
        look(restored);
    });
}

/// The tokens of a word on the layer `segments`.
fn push_parts(restored: &Restored, normalizer: &Normalizer, parts: &mut WordParts) {
    let (mut form, mut mark) = (String::new(), [0; 4]);
    for (segment, spelt) in restored.iter() {
        form.clear();
        let mark = CLITIC_MARK.encode_utf8(&mut mark);
        segment.attachment.mark_into(&normalizer.normalize(spelt), mark, &mut form);
        parts.push(&form, segment.span.end as usize);
    }
}

/// Adds layers to a corpus on disk: seconds, because only its vocabulary is looked at.
///
/// # Errors
/// When there is no corpus, it has such a layer already, or something cannot be written.
pub fn extend_corpus(
    folder: &Path,
    layers: &[LayerKind],
    segmentation: &Segmentation,
) -> Result<Manifest, PipelineError> {
    let rules: Vec<LayerRule> = layers.iter().map(|layer| layer.rule(segmentation)).collect();
    Ok(add_layers(folder, &rules)?)
}
