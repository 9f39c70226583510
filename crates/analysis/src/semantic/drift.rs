//! Whose company changes from one period to another.

use crate::change::Periods;
use crate::semantic::points::{Space, SpaceOptions, semantic_space, space_vocabulary};
use crate::{AnalysisError, AnalysisErrorKind};
use nalgebra::DMatrix;
use rayon::prelude::*;
use siyaq_count::Selection;
use siyaq_types::{DocId, TermId};
use std::collections::BTreeSet;

/// A direction is common to two spaces if its singular value exceeds this share of the greatest.
const COMMON: f64 = 1e-9;

/// A space for each period that holds tokens, over the same forms.
#[derive(Clone, Debug)]
pub struct PeriodSpaces {
    /// The name, the tokens and the space of each period.
    pub spaces: Vec<(String, u64, Space)>,
}

impl PeriodSpaces {
    /// Makes the spaces. The forms are the most frequent ones of all periods together.
    ///
    /// # Errors
    /// As [`semantic_space`].
    pub fn new(
        selection: &Selection<'_>,
        periods: &Periods,
        options: &SpaceOptions,
    ) -> Result<Self, AnalysisError> {
        let forms = space_vocabulary(selection, options);
        let documents = selection.document_sizes().documents();
        let mut spaces = Vec::new();
        for ((number, name), tokens) in (0u32..).zip(periods.names()).zip(periods.tokens()) {
            if *tokens == 0 {
                continue;
            }
            let own: BTreeSet<DocId> = (0u32..)
                .zip(documents)
                .filter(|(place, _)| periods.of_document(*place) == Some(number))
                .map(|(_, doc)| *doc)
                .collect();
            let part = selection.part().filter(|doc| own.contains(&doc));
            let selection = Selection::new(selection.corpus(), selection.layer())
                .with_scope(selection.scope())
                .with_part(part);
            spaces.push((name.clone(), *tokens, semantic_space(&selection, &forms, options)?));
        }
        Ok(Self { spaces })
    }
}

/// How far words moved between two periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// The earlier period.
    pub from: String,
    /// The later period.
    pub to: String,
    /// The words, those that moved most first; ties by frequency.
    pub rows: Vec<DriftRow>,
}

/// How far a word moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DriftRow {
    /// The form, an id of the layer's lexicon.
    pub form: TermId,
    /// One less the cosine of its places in both periods, after the later space was turned onto
    /// the earlier one; 0 did not move.
    pub distance: f64,
    /// The share of the neighbours of both periods that it has in both, which needs no turning.
    pub shared: f64,
}

/// Compares the first period with the last: how far each word of both moved.
///
/// The spaces are laid upon each other by orthogonal Procrustes analysis (Schönemann 1966; Hamilton,
/// Leskovec and Jurafsky 2016). Chance moves rare words too, so read distances beside those of words
/// of the same frequency, and beside `shared`, the overlap of the `near` nearest neighbours.
///
/// # Errors
/// When there are fewer than two periods with tokens.
///
/// # Examples
/// ```
/// use siyaq_analysis::{Period, PeriodSpaces, Periods, SpaceOptions, drift};
/// # use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// let texts = [
///     ("2000", "نسج شبكة"), ("2000", "نسج حبلا"), ("2000", "حمل ملفا"),
///     ("2020", "حمل شبكة"), ("2020", "نسج حبلا"), ("2020", "حمل ملفا"),
/// ];
/// # let mut shard = Shard::new();
/// # for (number, (value, text)) in texts.iter().enumerate() {
/// #     let metadata = vec![Some(MetaValue::Date(value.parse()?))];
/// #     let id = number.to_string();
/// #     shard.start_document(Document { id, metadata, ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # options.fields.push("date:date".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let (selection, mut options) = (Selection::new(&corpus, corpus.words()), SpaceOptions::default());
/// options.min_freq = 2;
/// let years = Periods::new(&selection, Period::Year, None)?;
/// let found = drift(&PeriodSpaces::new(&selection, &years, &options)?, 1)?;
/// // What was woven like a rope is now loaded like a file.
/// let form = corpus.words().lexicon().form(found.rows[0].form);
/// assert_eq!((form, found.rows[0].shared), ("شبكة", 0.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn drift(spaces: &PeriodSpaces, near: usize) -> Result<Drift, AnalysisError> {
    let ends = spaces.spaces.first().zip(spaces.spaces.last());
    let found = spaces.spaces.len();
    let too_few = AnalysisErrorKind::TooFewPeriods { found };
    let ((from, _, first), (to, _, last)) = ends.filter(|_| found > 1).ok_or(too_few)?;
    let turn = turn_onto(first.points(), last.points());
    let turned = turn * last.points();
    let row = |(place, form): (usize, &TermId)| {
        let (a, b) = (first.points().column(place), turned.column(place));
        // Both points are of length 1, or 0 for a word without company.
        let known = a.norm_squared() > 0.0 && last.points().column(place).norm_squared() > 0.0;
        let cosine = known.then(|| a.dot(&b))?.clamp(-1.0, 1.0);
        Some(DriftRow {
            form: *form,
            distance: 1.0 - cosine,
            shared: shared(first, last, *form, near),
        })
    };
    let mut rows: Vec<DriftRow> = first.forms().par_iter().enumerate().filter_map(row).collect();
    // Forms are by frequency already, and the sort keeps that among equals.
    rows.sort_by(|a, b| b.distance.total_cmp(&a.distance));
    Ok(Drift { from: from.clone(), to: to.clone(), rows })
}

/// The turn R that makes R B nearest to A: U V' of the decomposition of A B'. Directions that only one
/// of the two has are left out, for they could be turned anywhere.
fn turn_onto(a: &DMatrix<f64>, b: &DMatrix<f64>) -> DMatrix<f64> {
    let svd = (a * b.transpose()).svd(true, true);
    let least = COMMON * svd.singular_values.max();
    let (Some(mut u), Some(v_t)) = (svd.u, svd.v_t) else {
        return DMatrix::zeros(a.nrows(), b.nrows());
    };
    for (mut column, value) in u.column_iter_mut().zip(svd.singular_values.iter()) {
        if *value <= least {
            column.fill(0.0);
        }
    }
    u * v_t
}

/// The neighbours in both by those in either.
fn shared(first: &Space, last: &Space, form: TermId, near: usize) -> f64 {
    let forms = |space: &Space| -> BTreeSet<TermId> {
        space.neighbours(form, near).into_iter().map(|neighbour| neighbour.form).collect()
    };
    let (a, b) = (forms(first), forms(last));
    let either = a.union(&b).count();
    if either == 0 { 0.0 } else { a.intersection(&b).count() as f64 / either as f64 }
}
