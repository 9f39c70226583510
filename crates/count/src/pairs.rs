//! All pairs of words of a corpus that stand near each other.

use crate::columns::frequency_order;
use crate::packed::{KeyLayout, KeySink, for_each_partition};
use crate::scan::Buffers;
use crate::selection::Selection;
use crate::{CountError, CountErrorKind};
use rayon::prelude::*;
use siyaq_index::TermId;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// How many positions a window reaches, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WindowSpan {
    /// Positions before the node.
    pub before: usize,
    /// Positions after the node.
    pub after: usize,
}

/// The most positions on one side of a node.
const WIDEST: usize = 1000;

impl WindowSpan {
    pub(crate) fn check(self) -> Result<(), CountError> {
        if self.before + self.after == 0 {
            return Err(CountErrorKind::EmptyWindow.into());
        }
        let positions = self.before.max(self.after);
        if positions > WIDEST {
            return Err(CountErrorKind::WideWindow { positions, limit: WIDEST }.into());
        }
        Ok(())
    }
}

/// Five positions before and five after.
impl Default for WindowSpan {
    fn default() -> Self {
        Self { before: 5, after: 5 }
    }
}

impl fmt::Display for WindowSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.before, self.after)
    }
}

/// Reads `before:after`, or one number for both.
impl FromStr for WindowSpan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (before, after) = text.split_once(':').unwrap_or((text, text));
        let number = |text: &str| text.trim().parse::<usize>().ok();
        match (number(before), number(after)) {
            (Some(before), Some(after)) => Ok(Self { before, after }),
            _ => Err(format!("{text:?} is no window; write BEFORE:AFTER, such as 5:5")),
        }
    }
}

/// The pairs of a selection: for each node form, the forms in the windows around all its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairCounts {
    /// The span.
    pub span: WindowSpan,
    /// The pairs: frequency down, then by the bytes of the first form, then of the second.
    pub rows: Vec<PairRow>,
    /// R1 of each form as a node, by form id: the tokens in its windows that are not the form.
    pub window_tokens: Vec<u64>,
}

/// A pair of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// The node.
    pub node: TermId,
    /// The collocate.
    pub collocate: TermId,
    /// O11: how many tokens of the collocate stand in windows of the node.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Keys in one pass: what bounds the memory of a count of pairs.
const PASS: u64 = 96 << 20;

/// Counts all pairs within a window. Each token of the collocate counts once for a node form,
/// however many of its tokens are near; a form is no collocate of itself. So the counts of a node
/// are those of [`count_windows`](crate::count_windows) on all its tokens.
///
/// Only pairs that occur at least `min_freq` times are kept.
///
/// Cost: as many passes over the tokens as the pairs need at 8 bytes each in 768 MiB.
///
/// # Errors
/// When the span is empty or too wide, or a pair with a document does not fit 64 bits.
pub fn count_pairs(
    selection: &Selection<'_>,
    span: WindowSpan,
    min_freq: u64,
) -> Result<PairCounts, CountError> {
    span.check()?;
    let forms = selection.layer().lexicon().len();
    let documents = u64::from(selection.corpus().document_count());
    let too_long = CountErrorKind::TooLong { words: 2, forms, limit: 1 };
    let layout = KeyLayout::new::<u64>(2, forms, documents).ok_or(too_long)?;
    // By rank, as the scan gives them.
    let freqs: Vec<u64> = (0..forms)
        .map(|rank| selection.form_freqs().get(selection.form_at(rank).index()).copied())
        .map(Option::unwrap_or_default)
        .collect();
    let counter = PairCounter { selection, span, layout, freqs, min_freq };
    let (window_tokens, kept) = counter.volumes();
    let mut rows = Vec::new();
    for nodes in passes(&kept) {
        rows.extend(counter.pass(nodes));
    }
    let freqs: Vec<u64> = rows.iter().map(|row| row.freq).collect();
    let order = frequency_order(&freqs);
    let rows = order.iter().filter_map(|place| rows.get(*place as usize)).copied().collect();
    let mut by_form = vec![0; forms as usize];
    for (rank, tokens) in (0u32..).zip(window_tokens) {
        if let Some(slot) = by_form.get_mut(selection.form_at(rank).index()) {
            *slot = tokens;
        }
    }
    Ok(PairCounts { span, rows, window_tokens: by_form })
}

/// Ranges of node ranks whose pairs fit one pass each.
fn passes(kept: &[u64]) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let (mut start, mut sum) = (0u32, 0u64);
    for (rank, count) in (0u32..).zip(kept) {
        if sum > 0 && sum + count > PASS {
            out.push(start..rank);
            (start, sum) = (rank, 0);
        }
        sum += count;
    }
    out.push(start..u32::try_from(kept.len()).unwrap_or(u32::MAX));
    out
}

struct PairCounter<'s, 'c> {
    selection: &'s Selection<'c>,
    span: WindowSpan,
    layout: KeyLayout,
    freqs: Vec<u64>,
    min_freq: u64,
}

impl PairCounter<'_, '_> {
    /// Whether a collocate is frequent enough for a pair that is kept. A node need not be: one
    /// token of it has many in its window.
    fn frequent(&self, collocate: u32) -> bool {
        self.freqs.get(collocate as usize).is_some_and(|freq| *freq >= self.min_freq)
    }

    /// Calls `each` with every collocate token and each distinct node form around it.
    #[inline]
    fn pairs(&self, ranks: &[u32], near: &mut Vec<u32>, mut each: impl FnMut(u32, u32)) {
        for (place, collocate) in ranks.iter().enumerate() {
            // A node before the collocate reaches it with its window after, and the other way.
            let from = place.saturating_sub(self.span.after);
            let to = (place + 1 + self.span.before).min(ranks.len());
            near.clear();
            let around = ranks.get(from..place).into_iter().chain(ranks.get(place + 1..to));
            for node in around.flatten() {
                if node != collocate && !near.contains(node) {
                    near.push(*node);
                    each(*node, *collocate);
                }
            }
        }
    }

    /// For each node rank, the tokens in its windows, and how many of them may make a kept pair.
    fn volumes(&self) -> (Vec<u64>, Vec<u64>) {
        let forms = self.freqs.len();
        let tasks = self.selection.tasks();
        let each = tasks.len().div_ceil(rayon::current_num_threads().max(1)).max(1);
        tasks
            .par_chunks(each)
            .map(|tasks| {
                let (mut all, mut kept) = (vec![0u64; forms], vec![0u64; forms]);
                let (mut buffers, mut near) = (Buffers::default(), Vec::new());
                for documents in tasks {
                    self.selection.scan(documents.clone(), &mut buffers, |stretch| {
                        self.pairs(stretch.ranks, &mut near, |node, collocate| {
                            if let Some(count) = all.get_mut(node as usize) {
                                *count += 1;
                            }
                            if self.frequent(collocate)
                                && let Some(count) = kept.get_mut(node as usize)
                            {
                                *count += 1;
                            }
                        });
                    });
                }
                (all, kept)
            })
            .reduce_with(|(mut all, mut kept), (more_all, more_kept)| {
                for (sums, parts) in [(&mut all, more_all), (&mut kept, more_kept)] {
                    for (sum, part) in sums.iter_mut().zip(parts) {
                        *sum += part;
                    }
                }
                (all, kept)
            })
            .unwrap_or_else(|| (vec![0; forms], vec![0; forms]))
    }

    /// The kept pairs of some nodes, by their bytes.
    fn pass(&self, nodes: Range<u32>) -> Vec<PairRow> {
        let layout = self.layout;
        let tasks: Vec<_> = self
            .selection
            .tasks()
            .into_par_iter()
            .map_init(
                || (Buffers::default(), KeySink::<u64>::new(layout), Vec::new()),
                |(buffers, sink, near), documents| {
                    self.selection.scan(documents, buffers, |stretch| {
                        let doc = u64::from(stretch.doc.0);
                        self.pairs(stretch.ranks, near, |node, collocate| {
                            if nodes.contains(&node) && self.frequent(collocate) {
                                sink.push(node, [node, collocate].into_iter(), doc);
                            }
                        });
                    });
                    sink.finish()
                },
            )
            .collect();
        let rows = for_each_partition(layout, &tasks, |runs| {
            runs.filter(|run| run.keys.len() as u64 >= self.min_freq)
                .map(|run| PairRow {
                    node: self.selection.form_at(layout.rank(run.key, 0)),
                    collocate: self.selection.form_at(layout.rank(run.key, 1)),
                    freq: run.keys.len() as u64,
                    doc_freq: run.distinct_tags(),
                })
                .collect::<Vec<_>>()
        });
        rows.into_iter().flatten().collect()
    }
}
