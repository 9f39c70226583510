//! The collocates of a node in two corpora, or two parts of one, compared.

use super::node::joined;
use crate::collocation::labels::{Around, labels_in_windows};
use crate::rank::by_score;
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_count::{Selection, WindowCounts, WindowOptions, WindowSpan, count_windows};
use siyaq_query::{FormLabels, Hits};
use siyaq_stats::{Contingency, Contrast, ContrastEffect, Correction, Level, Undefined};
use siyaq_types::TermId;
use std::collections::BTreeMap;

/// How the rows of a comparison are ordered; ties by the bytes of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ContrastOrder {
    /// The surest difference first.
    #[default]
    Significance,
    /// From what is stronger in the target down to what is stronger in the reference.
    Difference,
}

/// How collocates of two corpora are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ContrastOptions {
    /// The window.
    pub span: WindowSpan,
    /// What is compared.
    pub effect: ContrastEffect,
    /// The least O11 of a collocate, in the target or in the reference.
    pub min_freq: u64,
    /// How sure the interval of a difference is.
    pub level: Level,
    /// How p-values are adjusted. The number of tests is that of all forms that stand in windows
    /// of either, before the least frequency is looked at.
    pub correction: Correction,
    /// The greatest adjusted p-value of a collocate that is kept; 1 keeps all.
    pub max_q: f64,
    /// The order of the rows.
    pub order: ContrastOrder,
}

impl Default for ContrastOptions {
    fn default() -> Self {
        Self {
            span: WindowSpan::default(),
            effect: ContrastEffect::default(),
            min_freq: 5,
            level: Level::default(),
            correction: Correction::BenjaminiHochberg,
            max_q: 1.0,
            order: ContrastOrder::default(),
        }
    }
}

/// The collocates of a node in a target and in a reference.
#[derive(Clone, Debug, PartialEq)]
pub struct CollocateComparison {
    /// How they were compared.
    pub options: ContrastOptions,
    /// How many nodes the target has, and the reference.
    pub nodes: (u64, u64),
    /// How many tests were made.
    pub tests: u64,
    /// The collocates in their order.
    pub rows: Vec<ComparedCollocate>,
}

/// One collocate in both.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedCollocate {
    /// The collocate.
    pub form: String,
    /// The same as it is most often written, in the target where it occurs there.
    pub label: String,
    /// Its table in the target, as [`collocates`](super::collocates) makes it.
    pub target: Contingency,
    /// Its table in the reference.
    pub reference: Contingency,
    /// In how many documents of the target it stands in a window, and of the reference.
    pub doc_freq: (u64, u64),
    /// The effects and their difference, or why there is none, as where one side has no windows.
    pub contrast: Result<Contrast, Undefined>,
    /// The decimal logarithm of the p-value.
    pub log10_p: Result<f64, Undefined>,
    /// The same adjusted.
    pub log10_q: Result<f64, Undefined>,
}

/// One side.
struct Side<'s, 'c> {
    selection: &'s Selection<'c>,
    labels: FormLabels<'c>,
    counts: WindowCounts,
}

impl<'s, 'c> Side<'s, 'c> {
    fn new(
        (selection, hits): (&'s Selection<'c>, &Hits),
        other: Around<'_, 'c>,
        options: &ContrastOptions,
    ) -> Result<Self, AnalysisError> {
        let window = WindowOptions::new(options.span);
        let counts = count_windows(selection, &joined(hits), window)?;
        // Two parts of one corpus show a form alike.
        let others = Some(other).filter(|other| std::ptr::eq(selection.layer(), other.0.layer()));
        let labels = labels_in_windows((selection, hits), others, window)?;
        Ok(Self { selection, labels, counts })
    }

    fn form(&self, form: TermId) -> &'c str {
        self.selection.layer().lexicon().form(form)
    }

    /// A form as it is most often written; none where the corpus has not got it.
    fn label(&self, form: &str) -> Option<&'c str> {
        let form = self.selection.layer().lexicon().id(form)?;
        Some(self.labels.label(form))
    }

    /// The table of a form that need not stand in any window, and its documents.
    fn table(&self, form: &str, row: Option<usize>) -> Result<(Contingency, u64), AnalysisError> {
        let (r1, n) = (self.counts.window_tokens, self.counts.tokens);
        let row = row.and_then(|row| self.counts.rows.get(row));
        let (o11, c1, doc_freq) = match row {
            Some(row) => (row.in_window, row.outside_nodes, row.doc_freq),
            None => (0, self.outside_nodes(form), 0),
        };
        let table = Contingency::new(o11, r1, c1, n);
        let table = table.map_err(|source| {
            let form = form.to_owned();
            AnalysisErrorKind::Stats { form, source }
        })?;
        Ok((table, doc_freq))
    }

    fn outside_nodes(&self, form: &str) -> u64 {
        let Some(id) = self.selection.layer().lexicon().id(form) else { return 0 };
        let freq = self.selection.form_freqs().get(id.index()).copied().unwrap_or(0);
        let in_nodes = &self.counts.in_nodes;
        let inside = in_nodes.binary_search_by_key(&id, |(form, _)| *form).ok();
        let inside = inside.and_then(|at| in_nodes.get(at)).map_or(0, |(_, count)| *count);
        freq.saturating_sub(inside)
    }
}

/// Compares what stands around a node in a target with what stands around it in a reference: does
/// a collocate go with the node more strongly here than there?
///
/// What is compared is not how often the collocate stands in windows, but how much more often
/// there than elsewhere in the same corpus, so that a word that is more frequent everywhere in one
/// of them makes no difference. Both must be of different documents: the test takes them as
/// independent.
///
/// # Errors
/// When the window is empty, or one side has no tokens outside nodes.
///
/// # Examples
/// ```
/// use siyaq_analysis::{ContrastOptions, compare_collocates};
/// # use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
/// # use siyaq_query::{SearchOptions, search};
///
/// let texts = [("trade", "سوق النفط"), ("trade", "سوق النفط"), ("science", "حقل النفط")];
/// # let mut shard = Shard::new();
/// # for (number, (value, text)) in texts.iter().enumerate() {
/// #     let metadata = vec![Some(MetaValue::String(value.to_string()))];
/// #     let id = number.to_string();
/// #     shard.start_document(Document { id, metadata, ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # options.fields.push("section".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"النفط".parse()?, &SearchOptions::default().layer("word"))?;
/// let all = Selection::new(&corpus, corpus.words());
/// let trade = all.of_part(corpus.select(&"section=trade".parse()?)?);
/// let science = all.of_part(corpus.select(&"section=science".parse()?)?);
/// let mut options = ContrastOptions::default();
/// options.min_freq = 2;
/// let found = compare_collocates((&trade, &hits), (&science, &hits), &options)?;
/// assert_eq!((found.nodes, found.tests, found.rows.len()), ((2, 1), 2, 1));
/// let row = &found.rows[0];
/// assert_eq!((row.form.as_str(), row.target.o11(), row.reference.o11()), ("سوق", 2, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compare_collocates<'c>(
    target: (&Selection<'c>, &Hits),
    reference: (&Selection<'c>, &Hits),
    options: &ContrastOptions,
) -> Result<CollocateComparison, AnalysisError> {
    let (target, reference) =
        (Side::new(target, reference, options)?, Side::new(reference, target, options)?);
    for (side, what) in [(&target, "target"), (&reference, "reference")] {
        if side.counts.tokens == 0 {
            return Err(AnalysisErrorKind::NoTokens { what }.into());
        }
    }
    let mut places: BTreeMap<&str, [Option<usize>; 2]> = BTreeMap::new();
    for (side, counts) in [&target, &reference].into_iter().enumerate() {
        for (place, row) in counts.counts.rows.iter().enumerate() {
            let entry = places.entry(counts.form(row.form)).or_default();
            if let Some(slot) = entry.get_mut(side) {
                *slot = Some(place);
            }
        }
    }
    let tests = places.len() as u64;
    let frequent = |side: &Side<'_, '_>, place: Option<usize>| {
        let row = place.and_then(|place| side.counts.rows.get(place));
        row.is_some_and(|row| row.in_window >= options.min_freq)
    };
    places.retain(|_, [here, there]| frequent(&target, *here) || frequent(&reference, *there));
    let places: Vec<_> = places.into_iter().collect();
    let label = |form: &str| -> &str {
        let own = target.label(form).or_else(|| reference.label(form));
        own.unwrap_or_default()
    };
    let mut rows = places
        .into_par_iter()
        .map(|(form, [here, there])| {
            let (target, here_docs) = target.table(form, here)?;
            let (reference, there_docs) = reference.table(form, there)?;
            let contrast = Contrast::new(&target, &reference, options.effect);
            Ok(ComparedCollocate {
                form: form.to_owned(),
                label: label(form).to_owned(),
                target,
                reference,
                doc_freq: (here_docs, there_docs),
                contrast,
                log10_p: contrast.and_then(|contrast| contrast.log10_p()),
                log10_q: Err(Undefined::NotATest),
            })
        })
        .collect::<Result<Vec<_>, AnalysisError>>()?;
    let log10_p: Vec<Result<f64, Undefined>> = rows.iter().map(|row| row.log10_p).collect();
    let log10_q = options.correction.adjust_log10(&log10_p, tests);
    for (row, log10_q) in rows.iter_mut().zip(log10_q) {
        row.log10_q = log10_q;
    }
    let most = options.max_q.log10();
    rows.retain(|row| options.max_q >= 1.0 || row.log10_q.is_ok_and(|log| log <= most));
    // The rows come by the bytes of their forms, and the sort keeps that order among equals.
    let difference =
        |row: &ComparedCollocate| row.contrast.ok().map(|contrast| contrast.difference());
    match options.order {
        ContrastOrder::Significance => rows.par_sort_by(|a, b| {
            let surprise = |row: &ComparedCollocate| row.log10_p.ok().map(|log10_p| -log10_p);
            by_score(surprise(a), surprise(b))
        }),
        ContrastOrder::Difference => {
            rows.par_sort_by(|a, b| by_score(difference(a), difference(b)));
        }
    }
    let nodes = (target.counts.nodes, reference.counts.nodes);
    Ok(CollocateComparison { options: *options, nodes, tests, rows })
}
