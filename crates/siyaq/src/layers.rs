//! The layers that a corpus can have over its words.

use crate::{PipelineError, PipelineErrorKind};
use siyaq_index::{LayerRule, Manifest, QueryRule, WORD_LAYER, WordParts, add_layers};
use siyaq_segment::{Restored, Role, SegmentationScheme, Segmenter};
use siyaq_text::stem::{StemKeys, Stemmer};
use siyaq_text::{Normalizer, Profile, Steps, WordBuffer};
use siyaq_token::close_abbreviation;
use siyaq_types::ByteSpan;
use std::cell::RefCell;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What marks clitics in the forms of the layer `segments`, on the side of their word.
pub const CLITIC_MARK: char = '+';

/// The longest name of a layer of one's own.
const LONGEST_NAME: usize = 40;

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
/// let layer = siyaq::LayerKind::Segments;
/// assert!(segmentation.record(&layer)?["exceptions"].is_string());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Segmentation {
    /// The segmenter, with its dictionary and options. Unless given, the dictionary is the one that ships;
    /// there is none where the library was built without the feature `embedded`.
    pub segmenter: Option<Segmenter>,
    /// How far words are taken apart. Unless given, `stem` takes the article off as well (`d3`),
    /// and `segments` has the words of the Penn Arabic Treebank (`atb`).
    pub scheme: Option<SegmentationScheme>,
}

/// By the dictionary that ships, where there is one.
impl Default for Segmentation {
    fn default() -> Self {
        #[cfg(feature = "embedded")]
        let segmenter = Some(Segmenter::default());
        #[cfg(not(feature = "embedded"))]
        let segmenter = None;
        Self { segmenter, scheme: None }
    }
}

impl Segmentation {
    /// By another segmenter.
    #[must_use]
    pub fn segmenter(self, segmenter: Segmenter) -> Self {
        Self { segmenter: Some(segmenter), ..self }
    }

    /// The segmenter for a layer.
    fn segmenter_for(&self, layer: &LayerKind) -> Result<&Segmenter, PipelineError> {
        let layer = layer.name().to_owned();
        Ok(self.segmenter.as_ref().ok_or(PipelineErrorKind::NoDictionary { layer })?)
    }

    /// By this scheme.
    #[must_use]
    pub fn scheme(self, scheme: SegmentationScheme) -> Self {
        Self { scheme: Some(scheme), ..self }
    }

    /// The scheme of a layer.
    fn scheme_of(&self, layer: &LayerKind) -> SegmentationScheme {
        let usual = if *layer == LayerKind::Segments {
            SegmentationScheme::Atb
        } else {
            SegmentationScheme::D3
        };
        self.scheme.unwrap_or(usual)
    }

    /// What a layer is made with, as the manifest of its corpus records it: the scheme, the policy
    /// for fused words, and the checksums of the dictionary and of the list of exceptions.
    ///
    /// # Errors
    /// When there is no segmenter.
    pub fn record(&self, layer: &LayerKind) -> Result<serde_json::Value, PipelineError> {
        let segmenter = self.segmenter_for(layer)?;
        let mut record = serde_json::json!({
            "scheme": self.scheme_of(layer).name(),
            "fused": segmenter.options().fusion.name(),
            "dictionary": segmenter.dictionary().checksum(),
        });
        if let Some(checksum) = segmenter.options().exceptions.checksum()
            && let Some(record) = record.as_object_mut()
        {
            record.insert("exceptions".to_owned(), checksum.into());
        }
        Ok(record)
    }
}

/// A layer: what every word of a corpus is taken for.
///
/// Read from its name; a layer of one's own is `NAME=PROFILE+STEP-STEP`.
///
/// ```
/// use siyaq::LayerKind;
///
/// let own: LayerKind = "mine=standard+elong-digits".parse()?;
/// assert_eq!(own.name(), "mine");
/// assert_eq!(own.normalizer().normalize("أكييييد ٢٠"), "اكيد ٢٠");
/// assert!("word=standard+elong".parse::<LayerKind>().is_err());
/// # Ok::<(), siyaq::PipelineError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The light stem of the word, folded by the profile `standard`.
    Stemmer(Stemmer),
    /// The word after steps of one's own choice, under a name of one's own.
    Own(String, Steps),
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
    pub fn name(&self) -> &str {
        match self {
            Self::Profile(profile) => profile.name(),
            Self::Stem => "stem",
            Self::Segments => "segments",
            Self::Stemmer(stemmer) => stemmer.name(),
            Self::Own(name, _) => name,
        }
    }

    /// The steps that fold the words of the layer: those of the profile itself, or of the words that
    /// stems are made of.
    #[must_use]
    pub fn steps(&self) -> Steps {
        match self {
            Self::Profile(profile) => Steps::of(*profile),
            Self::Own(_, steps) => *steps,
            Self::Stem | Self::Segments | Self::Stemmer(_) => Steps::of(Profile::Standard),
        }
    }

    /// What folds the words of the layer, by its [`steps`](Self::steps).
    #[must_use]
    pub fn normalizer(&self) -> Normalizer {
        Normalizer::with_steps(self.steps())
    }

    /// How the words of a query are read on the layer; a corpus keeps it with the layer.
    #[must_use]
    pub fn query(&self) -> QueryRule {
        let rule = QueryRule::default().steps(self.steps().to_string());
        match self {
            Self::Profile(_) | Self::Own(..) => rule,
            Self::Stem => rule.derived(true),
            Self::Segments => rule.derived(true).clitic_mark(CLITIC_MARK),
            Self::Stemmer(stemmer) => rule.stemmer(stemmer.name()),
        }
    }

    /// How the layer is made.
    pub(crate) fn rule(&self, segmentation: &Segmentation) -> Result<LayerRule, PipelineError> {
        Ok(self.maker(segmentation)?.query(self.query()))
    }

    fn maker(&self, segmentation: &Segmentation) -> Result<LayerRule, PipelineError> {
        let normalizer = self.normalizer();
        let scheme = segmentation.scheme_of(self);
        Ok(match self {
            Self::Profile(_) | Self::Own(..) => {
                let fold = move |text: &str, spans: &[ByteSpan], take: &mut dyn FnMut(&str)| {
                    let mut buffer = WordBuffer::default();
                    let mut words = normalizer.words(text, &mut buffer);
                    spans.iter().for_each(|span| take(&close_abbreviation(words.normalize(*span))));
                };
                let rule = LayerRule::fold_all(self.name(), Box::new(fold));
                match self {
                    Self::Own(_, steps) => {
                        rule.options(serde_json::json!({ "steps": steps.to_string() }))
                    }
                    _ => rule,
                }
            }
            Self::Stemmer(stemmer) => {
                let keys = StemKeys::new(*stemmer);
                LayerRule::fold(self.name(), move |form, out| {
                    out.push_str(&keys.key(&close_abbreviation(form)));
                })
            }
            Self::Stem if scheme == SegmentationScheme::D3 => {
                let segmenter = segmentation.segmenter_for(self)?.clone();
                let stem = move |form: &str, out: &mut String| {
                    segmenter.stem_key_into(&close_abbreviation(form), out);
                };
                LayerRule::fold(self.name(), stem).options(segmentation.record(self)?)
            }
            Self::Stem => {
                let segmenter = segmentation.segmenter_for(self)?.clone();
                let stem = move |form: &str, out: &mut String| {
                    let form = &*close_abbreviation(form);
                    restored(&segmenter, form, scheme, |restored| {
                        let stem = restored.iter().find(|(part, _)| part.role == Role::Stem);
                        normalizer.normalize_into(stem.map_or(form, |(_, stem)| stem), out);
                    });
                };
                LayerRule::fold(self.name(), stem).options(segmentation.record(self)?)
            }
            Self::Segments => {
                let segmenter = segmentation.segmenter_for(self)?.clone();
                let split = move |form: &str, parts: &mut WordParts| {
                    restored(&segmenter, form, scheme, |restored| {
                        push_parts(restored, &normalizer, parts);
                    });
                };
                LayerRule::split(self.name(), split).options(segmentation.record(self)?)
            }
        })
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
        let text = text.trim();
        if let Some((name, recipe)) = text.split_once('=') {
            return own(name.trim(), recipe.trim());
        }
        Self::all().find(|kind| kind.name() == text).ok_or_else(|| {
            let known: Vec<String> = Self::all().map(|kind| kind.name().to_owned()).collect();
            let (name, known) = (text.to_owned(), known.join(", "));
            PipelineErrorKind::UnknownLayer { name, known }.into()
        })
    }
}

/// A layer of one's own: a profile and an edit of its steps, as in `standard+elong-digits`.
fn own(name: &str, recipe: &str) -> Result<LayerKind, PipelineError> {
    let wrong = |what: String| {
        let text = format!("{name}={recipe}");
        PipelineError::from(PipelineErrorKind::BadLayer { text, what })
    };
    let taken = name == WORD_LAYER || LayerKind::all().any(|kind| kind.name() == name);
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if taken {
        return Err(wrong(format!(
            "{name} is a layer already, so it cannot be the name of another"
        )));
    }
    if name.is_empty()
        || name.len() > LONGEST_NAME
        || name.starts_with('-')
        || !name.chars().all(fits)
    {
        let what =
            format!("a name has Latin letters, digits, _ and -, at most {LONGEST_NAME} of them");
        return Err(wrong(what));
    }
    let cut = recipe.find(['+', '-']).unwrap_or(recipe.len());
    let (profile, edit) = recipe.split_at(cut);
    let edit = edit.replace('+', ",+").replace('-', ",-");
    let profile: Profile =
        profile.parse().map_err(|error: siyaq_text::TextError| wrong(error.to_string()))?;
    let steps = Steps::of(profile).edit(&edit).map_err(|error| wrong(error.to_string()))?;
    Ok(LayerKind::Own(name.to_owned(), steps))
}

/// Looks at the segments of a word, in memory that each thread uses again.
fn restored(
    segmenter: &Segmenter,
    form: &str,
    scheme: SegmentationScheme,
    look: impl FnOnce(&Restored),
) {
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
        let spelt = normalizer.normalize(spelt);
        segment.attachment.mark_into(&close_abbreviation(&spelt), mark, &mut form);
        parts.push(&form, segment.span.end as usize);
    }
}

/// Adds layers to a corpus on disk: seconds, because only its vocabulary is looked at.
///
/// # Errors
/// When there is no corpus, it has such a layer already, or something cannot be written.
///
/// ```
/// use siyaq::index::Corpus;
/// use siyaq::reader::{Reader, ReaderOptions};
/// use siyaq::{IndexOptions, LayerKind, Segmentation, build_into, extend_corpus};
///
/// let folder = tempfile::tempdir()?;
/// let place = folder.path().join("news");
/// let jsonl = "{\"id\": \"1\", \"text\": \"زار الوزير المدينة.\"}\n";
/// let reader = Reader::from_read("news.jsonl", jsonl.as_bytes(), ReaderOptions::default())?;
/// build_into(reader, &IndexOptions::default(), &place, false, &|_| ())?;
/// extend_corpus(&place, &["light10".parse()?], &Segmentation::default())?;
/// let corpus = Corpus::open(&place)?;
/// assert!(corpus.layer("light10")?.lexicon().id("وزير").is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn extend_corpus(
    folder: &Path,
    layers: &[LayerKind],
    segmentation: &Segmentation,
) -> Result<Manifest, PipelineError> {
    let rules = layers.iter().map(|layer| layer.rule(segmentation));
    Ok(add_layers(folder, &rules.collect::<Result<Vec<LayerRule>, _>>()?)?)
}
