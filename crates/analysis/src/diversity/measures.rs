//! Measures of diversity of a corpus, or of each of its parts.

use crate::AnalysisError;
use crate::dispersion::{BootstrapInterval, Parts, PartsBy};
use rayon::prelude::*;
use siyaq_count::{Selection, forms_in_order};
use siyaq_stats::{BootstrapOptions, DiversityMeasure, DiversityOptions, Spectrum, Undefined};

/// The measures of diversity that are computed unless others are named.
pub const DEFAULT_DIVERSITY: [DiversityMeasure; 8] = [
    DiversityMeasure::Ttr,
    DiversityMeasure::Hdd,
    DiversityMeasure::Mattr,
    DiversityMeasure::Mtld,
    DiversityMeasure::GuiraudR,
    DiversityMeasure::YuleK,
    DiversityMeasure::HapaxByTypes,
    DiversityMeasure::Entropy,
];

/// The diversity of parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Diversity {
    /// The measures of the rows.
    pub measures: Vec<DiversityMeasure>,
    /// Those of them that the rows have intervals of.
    pub with_intervals: Vec<DiversityMeasure>,
    /// The parts that hold tokens, in their order.
    pub rows: Vec<DiversityRow>,
}

/// The diversity of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct DiversityRow {
    /// The name of the part; none for a whole selection, or for documents without a value.
    pub part: Option<String>,
    /// Its tokens.
    pub tokens: u64,
    /// Its different forms.
    pub types: u64,
    /// Those that occur once.
    pub hapaxes: u64,
    /// The scores, in the order of the measures, or why there is none.
    pub scores: Vec<Result<f64, Undefined>>,
    /// Bootstrap intervals, where they were asked for.
    pub intervals: Vec<Result<BootstrapInterval, Undefined>>,
}

/// Measures the diversity of a selection, or of each of its parts.
///
/// The words of a part are read in the order of the corpus, across the ends of documents.
///
/// Cost: four bytes a token; each measure that reads words in order goes over them once or twice,
/// all others share one count of the frequencies.
///
/// # Errors
/// When the field does not exist, or the selection has no tokens.
///
/// # Examples
/// ```
/// use siyaq_analysis::{PartsBy, diversity};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_stats::{DiversityMeasure, DiversityOptions};
///
/// let texts = ["ماء ماء نار نار", "نار هواء"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let (measures, options) = ([DiversityMeasure::Ttr], DiversityOptions::default());
/// let found = diversity(&selection, Some(&PartsBy::Documents), &measures, &options)?;
/// assert_eq!((found.rows[0].types, found.rows[0].scores[0]), (2, Ok(0.5)));
/// assert_eq!((found.rows[1].hapaxes, found.rows[1].scores[0]), (2, Ok(1.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diversity(
    selection: &Selection<'_>,
    by: Option<&PartsBy>,
    measures: &[DiversityMeasure],
    options: &DiversityOptions,
) -> Result<Diversity, AnalysisError> {
    measured(selection, by, measures, options, None)
}

/// As [`diversity`], with bootstrap intervals of those measures that have any
/// ([`DiversityMeasure::has_interval`]).
///
/// # Errors
/// As [`diversity`].
///
/// # Examples
/// ```
/// use siyaq_analysis::diversity_with_intervals;
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_stats::{BootstrapOptions, DiversityMeasure, DiversityOptions};
///
/// let texts = [vec!["ماء نار هواء"; 10].join(" ")];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let (selection, measures) = (Selection::new(&corpus, corpus.words()), [DiversityMeasure::Mattr]);
/// let (mut options, bootstrap) = (DiversityOptions::default(), BootstrapOptions::default());
/// options.window = 2;
/// let found = diversity_with_intervals(&selection, None, &measures, &options, &bootstrap)?;
/// let interval = found.rows[0].intervals[0]?;
/// // Two neighbours always differ, whichever windows are drawn.
/// assert_eq!((interval.low, found.rows[0].scores[0]?, interval.high), (1.0, 1.0, 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diversity_with_intervals(
    selection: &Selection<'_>,
    by: Option<&PartsBy>,
    measures: &[DiversityMeasure],
    options: &DiversityOptions,
    bootstrap: &BootstrapOptions,
) -> Result<Diversity, AnalysisError> {
    measured(selection, by, measures, options, Some(bootstrap))
}

fn measured(
    selection: &Selection<'_>,
    by: Option<&PartsBy>,
    measures: &[DiversityMeasure],
    options: &DiversityOptions,
    bootstrap: Option<&BootstrapOptions>,
) -> Result<Diversity, AnalysisError> {
    let with_intervals: Vec<DiversityMeasure> = match bootstrap {
        Some(_) => measures.iter().copied().filter(|measure| measure.has_interval()).collect(),
        None => Vec::new(),
    };
    let parts = Parts::new(selection, by.unwrap_or(&PartsBy::Equal(std::num::NonZeroU32::MIN)))?;
    let words = forms_in_order(selection);
    let names = parts.names().iter().zip(parts.token_ranges(selection));
    let rows = names.collect::<Vec<_>>().into_par_iter().map(|(name, ranges)| {
        let in_range =
            |range: &std::ops::Range<usize>| words.get(range.clone()).unwrap_or_default();
        let own: Vec<u32> = ranges.iter().flat_map(in_range).copied().collect();
        let spectrum = Spectrum::from_words(&own);
        let score = |measure: &DiversityMeasure| {
            if measure.needs_text() {
                measure.evaluate_text(&own, options)
            } else {
                measure.evaluate_spectrum(&spectrum, options)
            }
        };
        let interval = |measure: &DiversityMeasure| {
            let draws = bootstrap.ok_or(Undefined::TooFew)?;
            measure.interval(&own, options, draws).map(BootstrapInterval::from)
        };
        DiversityRow {
            part: name.clone().filter(|_| by.is_some()),
            tokens: spectrum.tokens(),
            types: spectrum.types(),
            hapaxes: spectrum.types_with(1),
            scores: measures.par_iter().map(score).collect(),
            intervals: with_intervals.par_iter().map(interval).collect(),
        }
    });
    let rows = rows.filter(|row| row.tokens > 0).collect();
    Ok(Diversity { measures: measures.to_vec(), with_intervals: with_intervals.clone(), rows })
}
