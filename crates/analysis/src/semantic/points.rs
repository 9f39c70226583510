//! Words as points of a space: a distributional thesaurus.

use crate::semantic::matrix::SparseMatrix;
use crate::semantic::svd::truncated_svd;
use crate::{AnalysisError, AnalysisErrorKind};
use nalgebra::DMatrix;
use rayon::prelude::*;
use siyaq_count::{Selection, WindowSpan, count_cooccurrences};
use siyaq_types::TermId;

/// How a space is made.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SpaceOptions {
    /// The most frequent forms that become points and are looked for around them.
    pub words: usize,
    /// The least frequency of a form.
    pub min_freq: u64,
    /// How many dimensions are kept; more where the next singular values equal the last of them.
    pub dimensions: usize,
    /// What stands near a word.
    pub span: WindowSpan,
    /// The power of the frequencies of contexts; 1 leaves them as they are.
    pub context_power: f64,
    /// By how much more often than by chance words must meet; 1 is chance.
    pub shift: f64,
    /// The power of the singular values that weighs the dimensions; 0 takes all alike.
    pub value_power: f64,
    /// The seed of the decomposition: where it starts. It changes no more than the last digits.
    pub seed: u64,
}

impl Default for SpaceOptions {
    /// 5,000 words of at least 20 occurrences, 100 dimensions, five words on either side, contexts
    /// to the power of 0.75, dimensions by the root of their values (Levy, Goldberg and Dagan 2015).
    fn default() -> Self {
        Self {
            words: 5_000,
            min_freq: 20,
            dimensions: 100,
            span: WindowSpan { before: 5, after: 5 },
            context_power: 0.75,
            shift: 1.0,
            value_power: 0.5,
            seed: 1,
        }
    }
}

/// Words as points.
#[derive(Clone, Debug, PartialEq)]
pub struct Space {
    /// The forms, by frequency.
    forms: Vec<TermId>,
    /// A column for each form, of length 1, or 0 for a form without company.
    points: DMatrix<f64>,
    /// The singular values of the dimensions.
    values: Vec<f64>,
}

/// A form and how near it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The form, an id of the layer's lexicon.
    pub form: TermId,
    /// The cosine of the angle between both, 1 for the same direction.
    pub cosine: f64,
}

/// The forms that become points: the most frequent ones, ties by the bytes of the form.
///
/// # Examples
/// ```
/// use siyaq_analysis::{SpaceOptions, space_vocabulary};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["ماء نار ماء", "هواء نار ماء"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let mut options = SpaceOptions::default();
/// options.min_freq = 2;
/// let forms = space_vocabulary(&Selection::new(&corpus, corpus.words()), &options);
/// let forms: Vec<&str> = forms.iter().map(|form| corpus.words().lexicon().form(*form)).collect();
/// assert_eq!(forms, ["ماء", "نار"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn space_vocabulary(selection: &Selection<'_>, options: &SpaceOptions) -> Vec<TermId> {
    let lexicon = selection.layer().lexicon();
    let freqs = (0u32..).map(TermId).zip(selection.form_freqs().iter().copied());
    let mut frequent: Vec<(TermId, u64)> =
        freqs.filter(|(_, freq)| *freq >= options.min_freq.max(1)).collect();
    frequent.sort_by(|a, b| {
        b.1.cmp(&a.1).then_with(|| lexicon.ordinal(a.0).cmp(&lexicon.ordinal(b.0)))
    });
    frequent.truncate(options.words);
    frequent.into_iter().map(|(form, _)| form).collect()
}

/// Makes a space of some forms of a selection: positive pointwise mutual information of words and
/// their company, reduced by singular value decomposition.
///
/// Words are near each other that keep the same company, whether or not they ever meet. Turney and
/// Pantel (2010); Levy, Goldberg and Dagan (2015).
///
/// Cost: a pass over the tokens, four bytes for each pair of forms, some three products of the sparse
/// matrix for each dimension, and the cube of the dimensions. The same for any number of threads.
///
/// # Errors
/// When there are fewer than two forms, the window is empty, or an option is out of its range.
///
/// # Examples
/// ```
/// use siyaq_analysis::{SpaceOptions, semantic_space, space_vocabulary};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["شرب ماء", "شرب لبنا", "أكل خبزا", "أكل لحما"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let mut options = SpaceOptions::default();
/// options.min_freq = 1;
/// let selection = Selection::new(&corpus, corpus.words());
/// let space = semantic_space(&selection, &space_vocabulary(&selection, &options), &options)?;
/// let [water, milk] = ["ماء", "لبنا"].map(|word| corpus.words().lexicon().id(word).expect("a word"));
/// let nearest = space.neighbours(water, 1)[0];
/// // They never meet, but both are drunk.
/// assert!(nearest.form == milk && (nearest.cosine - 1.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn semantic_space(
    selection: &Selection<'_>,
    forms: &[TermId],
    options: &SpaceOptions,
) -> Result<Space, AnalysisError> {
    let sound = options.dimensions > 0
        && options.span.before.max(options.span.after) > 0
        && options.context_power.is_finite()
        && options.shift > 0.0
        && options.shift.is_finite()
        && options.value_power.is_finite();
    if !sound {
        return Err(AnalysisErrorKind::BadSpace.into());
    }
    if forms.len() < 2 {
        return Err(AnalysisErrorKind::TooFewForms { found: forms.len() }.into());
    }
    let counts = count_cooccurrences(selection, forms, options.span);
    let matrix = SparseMatrix::positive_mi(&counts, options.context_power, options.shift);
    drop(counts);
    let found = truncated_svd(&matrix, options.dimensions, options.seed);
    let mut points = found.vectors.transpose();
    for (mut row, value) in points.row_iter_mut().zip(&found.values) {
        row *= if *value > 0.0 { value.powf(options.value_power) } else { 0.0 };
    }
    for mut column in points.column_iter_mut() {
        let length = column.norm();
        if length > 0.0 {
            column /= length;
        }
    }
    Ok(Space { forms: forms.to_vec(), points, values: found.values })
}

impl Space {
    /// The forms, by frequency.
    #[must_use]
    pub fn forms(&self) -> &[TermId] {
        &self.forms
    }

    /// The singular values of the dimensions, the greatest first.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    pub(crate) fn points(&self) -> &DMatrix<f64> {
        &self.points
    }

    /// How near two forms are; `None` where one is no point, or has no company.
    #[must_use]
    pub fn cosine(&self, one: TermId, other: TermId) -> Option<f64> {
        let place = |form| self.forms.iter().position(|own| *own == form);
        self.between(place(one)?, place(other)?)
    }

    fn between(&self, one: usize, other: usize) -> Option<f64> {
        let (a, b) = (self.points.column(one), self.points.column(other));
        let present = a.norm_squared() > 0.0 && b.norm_squared() > 0.0;
        present.then(|| a.dot(&b).clamp(-1.0, 1.0))
    }

    /// The nearest neighbours of a form, the nearest first, ties by frequency; none for a form that
    /// is no point.
    ///
    /// Cost: a product for each form.
    #[must_use]
    pub fn neighbours(&self, form: TermId, most: usize) -> Vec<Neighbour> {
        let Some(own) = self.forms.iter().position(|other| *other == form) else {
            return Vec::new();
        };
        let near = |(place, other): (usize, &TermId)| {
            let cosine = self.between(own, place).filter(|_| place != own)?;
            Some(Neighbour { form: *other, cosine })
        };
        let mut found: Vec<Neighbour> =
            self.forms.par_iter().enumerate().filter_map(near).collect();
        // Forms are by frequency already, and the sort keeps that among equals.
        found.sort_by(|a, b| b.cosine.total_cmp(&a.cosine));
        found.truncate(most);
        found
    }
}
