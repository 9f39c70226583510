//! Curves: how a vocabulary grows, and how frequency falls with rank.

use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_count::{Selection, forms_in_order};
use siyaq_stats::{
    GrowthPoint, HeapsFit, Spectrum, Undefined, ZipfFit, ZipfMandelbrotFit, growth_curve,
    heaps_fit, shuffled_growth_curve, zipf_fit, zipf_mandelbrot_fit,
};

/// How growth is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GrowthOptions {
    /// Tokens from point to point; a hundredth of all unless given.
    pub step: Option<usize>,
    /// Whether words are read in the order of the corpus, or shuffled from this seed, which takes
    /// the order of the documents out.
    pub shuffle: Option<u64>,
}

/// The growth of a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Tokens, types and hapaxes so far.
    pub points: Vec<GrowthPoint>,
    /// The law of Heaps through the points, or why there is none.
    pub heaps: Result<HeapsFit, Undefined>,
}

impl Growth {
    /// The types that the law of Heaps expects.
    ///
    /// # Errors
    /// Why there is no such law of the points.
    pub fn expected(&self, tokens: u64) -> Result<f64, Undefined> {
        self.heaps.map(|fit| fit.k * (tokens as f64).powf(fit.beta))
    }
}

/// Reads how the vocabulary of a selection grows.
///
/// # Errors
/// When the selection has no tokens.
///
/// # Examples
/// ```
/// use siyaq_analysis::{GrowthOptions, vocabulary_growth};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["نار ماء نار", "ماء هواء نار"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let mut options = GrowthOptions::default();
/// options.step = Some(2);
/// let growth = vocabulary_growth(&Selection::new(&corpus, corpus.words()), &options)?;
/// let points: Vec<_> =
///     growth.points.iter().map(|point| (point.tokens, point.types, point.hapaxes)).collect();
/// assert_eq!(points, [(2, 2, 2), (4, 2, 0), (6, 3, 1)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn vocabulary_growth(
    selection: &Selection<'_>,
    options: &GrowthOptions,
) -> Result<Growth, AnalysisError> {
    let words = words_of(selection)?;
    let step = options.step.unwrap_or_else(|| words.len().div_ceil(100)).max(1);
    let points = match options.shuffle {
        Some(seed) => shuffled_growth_curve(&words, step, seed),
        None => growth_curve(&words, step),
    };
    let heaps = heaps_fit(&points);
    Ok(Growth { points, heaps })
}

fn words_of(selection: &Selection<'_>) -> Result<Vec<u32>, AnalysisError> {
    let words = forms_in_order(selection);
    if words.is_empty() {
        return Err(AnalysisErrorKind::NoTokens { what: "selection" }.into());
    }
    Ok(words)
}

/// Frequencies by rank, with what two laws expect.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranks {
    /// The law of Zipf, or why there is none.
    pub zipf: Result<ZipfFit, Undefined>,
    /// The law of Zipf and Mandelbrot, or why there is none.
    pub mandelbrot: Result<ZipfMandelbrotFit, Undefined>,
    /// The ranks from 1.
    pub rows: Vec<RankRow>,
}

/// One rank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankRow {
    /// The rank, from 1.
    pub rank: u64,
    /// The frequency of the form at it.
    pub freq: u64,
    /// What the law of Zipf expects, with the exponent of greatest likelihood.
    pub zipf: Result<f64, Undefined>,
    /// What the law of Zipf and Mandelbrot expects.
    pub mandelbrot: Result<f64, Undefined>,
}

/// The frequencies of a selection by rank, and the laws fitted to them by greatest likelihood.
///
/// # Errors
/// When the selection has no tokens.
///
/// # Examples
/// ```
/// use siyaq_analysis::rank_frequency;
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["نار نار نار ماء", "ماء هواء"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let ranks = rank_frequency(&Selection::new(&corpus, corpus.words()))?;
/// let rows: Vec<_> = ranks.rows.iter().map(|row| (row.rank, row.freq)).collect();
/// assert_eq!(rows, [(1, 3), (2, 2), (3, 1)]);
/// // The law shares out the six tokens among the ranks.
/// let expected: f64 = ranks.rows.iter().filter_map(|row| row.zipf.ok()).sum();
/// assert!((expected - 6.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rank_frequency(selection: &Selection<'_>) -> Result<Ranks, AnalysisError> {
    let mut freqs: Vec<u64> =
        selection.form_freqs().iter().copied().filter(|freq| *freq > 0).collect();
    freqs.sort_unstable_by(|a, b| b.cmp(a));
    let tokens: u64 = freqs.iter().sum();
    if tokens == 0 {
        return Err(AnalysisErrorKind::NoTokens { what: "selection" }.into());
    }
    let spectrum = Spectrum::from_frequencies(freqs.iter().copied());
    let spectrum = spectrum
        .map_err(|source| AnalysisErrorKind::Stats { form: "all forms".to_owned(), source })?;
    let zipf = zipf_fit(&spectrum);
    let mandelbrot = zipf_mandelbrot_fit(&spectrum);
    // Each law shares out all tokens among the ranks.
    let share = |exponent: f64, shift: f64| {
        let weight = move |rank: u64| (rank as f64 + shift).powf(-exponent);
        let sum: f64 = (1..=freqs.len() as u64).map(weight).sum();
        move |rank: u64| {
            let freq = tokens as f64 * weight(rank) / sum;
            Some(freq).filter(|freq| freq.is_finite()).ok_or(Undefined::TooLarge)
        }
    };
    let by_zipf = zipf.map(|fit| share(fit.exponent, 0.0));
    let by_mandelbrot = mandelbrot.map(|fit| share(fit.exponent, fit.shift));
    let row = |(rank, freq): (u64, &u64)| RankRow {
        rank,
        freq: *freq,
        zipf: by_zipf.as_ref().map_err(|reason| *reason).and_then(|law| law(rank)),
        mandelbrot: by_mandelbrot.as_ref().map_err(|reason| *reason).and_then(|law| law(rank)),
    };
    let rows = (1..).zip(&freqs).map(row).collect();
    Ok(Ranks { zipf, mandelbrot, rows })
}

/// The laws of a selection, a parameter a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Laws {
    /// The parameters.
    pub rows: Vec<LawRow>,
}

/// A parameter of a law.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LawRow {
    /// The law.
    pub law: &'static str,
    /// The parameter.
    pub parameter: &'static str,
    /// Its value, or why there is none.
    pub value: Result<f64, Undefined>,
    /// What it is.
    pub description: &'static str,
}

/// Fits the laws of Zipf, of Zipf and Mandelbrot, and of Heaps.
///
/// # Errors
/// When the selection has no tokens.
///
/// # Examples
/// ```
/// use siyaq_analysis::{GrowthOptions, laws_of_words};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["ماء نار", "هواء تراب"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let laws = laws_of_words(&Selection::new(&corpus, corpus.words()), &GrowthOptions::default())?;
/// let beta = laws.rows.iter().find(|row| (row.law, row.parameter) == ("heaps", "beta"));
/// // Every token is a new word, so that the vocabulary grows as the text does.
/// assert!((beta.expect("a row of the laws").value? - 1.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn laws_of_words(
    selection: &Selection<'_>,
    options: &GrowthOptions,
) -> Result<Laws, AnalysisError> {
    let ranks = rank_frequency(selection)?;
    let growth = vocabulary_growth(selection, options)?;
    let (zipf, mandelbrot, heaps) = (ranks.zipf, ranks.mandelbrot, growth.heaps);
    let row = |law, parameter, value, description| LawRow { law, parameter, value, description };
    let rows = vec![
        row(
            "zipf",
            "exponent",
            zipf.map(|fit| fit.exponent),
            "a of f(r) = C / r^a, by greatest likelihood",
        ),
        row(
            "zipf",
            "exponent_ols",
            zipf.map(|fit| fit.exponent_ols),
            "a by least squares of the logarithms, which the rare words rule",
        ),
        row(
            "zipf",
            "constant_ols",
            zipf.map(|fit| fit.constant_ols),
            "C by least squares of the logarithms",
        ),
        row(
            "zipf",
            "r_squared_ols",
            zipf.map(|fit| fit.r_squared_ols),
            "share of the variance that this line explains",
        ),
        row("zipf", "ln_likelihood", zipf.map(|fit| fit.ln_likelihood), "of the first exponent"),
        row(
            "zipf_mandelbrot",
            "exponent",
            mandelbrot.map(|fit| fit.exponent),
            "a of f(r) = C / (r + b)^a, by greatest likelihood",
        ),
        row("zipf_mandelbrot", "shift", mandelbrot.map(|fit| fit.shift), "b of the same"),
        row(
            "zipf_mandelbrot",
            "ln_likelihood",
            mandelbrot.map(|fit| fit.ln_likelihood),
            "of both; the greater of the two laws fits better",
        ),
        row(
            "heaps",
            "k",
            heaps.map(|fit| fit.k),
            "K of V = K N^beta, by least squares of the logarithms",
        ),
        row("heaps", "beta", heaps.map(|fit| fit.beta), "beta of the same"),
        row(
            "heaps",
            "r_squared",
            heaps.map(|fit| fit.r_squared),
            "share of the variance explained",
        ),
    ];
    Ok(Laws { rows })
}
