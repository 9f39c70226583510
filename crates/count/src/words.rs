//! Frequencies of forms, and where each form occurs.

use crate::packed::{KeyLayout, KeySink, for_each_partition};
use crate::scan::Buffers;
use crate::selection::Selection;
use crate::{CountError, CountErrorKind};
use rayon::prelude::*;
use siyaq_index::TermId;

/// Every occurrence of one form in a selection.
#[derive(Clone, Copy, Debug)]
pub struct FormOccurrences<'o> {
    /// The form.
    pub form: TermId,
    /// Its places among the counted tokens of the selection, ascending, from 0.
    pub positions: &'o [u64],
    /// The documents it occurs in, as (place of the document in
    /// [`DocumentSizes`](crate::DocumentSizes), how often), ascending.
    pub parts: &'o [(u32, u64)],
}

/// The frequency of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordRow {
    /// The form.
    pub form: TermId,
    /// How often it occurs.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Makes something of the occurrences of every form that occurs at least `min_freq` times. The
/// results come in the byte order of the forms.
///
/// Cost: two passes over the tokens and a sort of them; eight bytes a token.
///
/// # Errors
/// When the selection has so many tokens and forms that a form and a position do not fit 128 bits,
/// which no corpus reaches.
pub fn map_forms<R: Send>(
    selection: &Selection<'_>,
    min_freq: u64,
    make: impl Fn(FormOccurrences<'_>) -> R + Sync,
) -> Result<Vec<R>, CountError> {
    let forms = selection.layer().lexicon().len();
    let sizes = selection.document_sizes();
    let limit = CountErrorKind::TooLong { words: 1, forms, limit: 0 };
    let layout = KeyLayout::new::<u64>(1, forms, sizes.total()).ok_or(limit)?;
    let buffers = || (Buffers::default(), KeySink::<u64>::new(layout));
    let tasks: Vec<_> = selection
        .tasks()
        .into_par_iter()
        .map_init(buffers, |(buffers, sink), documents| {
            let place = sizes.documents().partition_point(|doc| doc.0 < documents.start);
            let mut position = sizes.starts().get(place).copied().unwrap_or(0);
            selection.scan(documents, buffers, |stretch| {
                for rank in stretch.ranks {
                    sink.push(*rank, std::iter::once(*rank), position);
                    position += 1;
                }
            });
            sink.finish()
        })
        .collect();
    let results = for_each_partition(layout, &tasks, |runs| {
        let (mut positions, mut parts) = (Vec::new(), Vec::new());
        let mut out = Vec::new();
        for run in runs.filter(|run| run.keys.len() as u64 >= min_freq) {
            positions.clear();
            positions
                .extend(run.keys.iter().map(|key| crate::packed::Key::low(*key, layout.tag_bits)));
            parts_of(&positions, sizes.starts(), &mut parts);
            let form = selection.form_at(layout.rank(run.key, 0));
            out.push(make(FormOccurrences { form, positions: &positions, parts: &parts }));
        }
        out
    });
    Ok(results.into_iter().flatten().collect())
}

/// Counts ascending positions by the part that they lie in.
fn parts_of(positions: &[u64], starts: &[u64], parts: &mut Vec<(u32, u64)>) {
    parts.clear();
    let mut rest = positions;
    while let Some(first) = rest.first() {
        let after = starts.partition_point(|start| start <= first);
        let end = starts.get(after).copied().unwrap_or(u64::MAX);
        let inside = rest.iter().take_while(|position| **position < end).count().max(1);
        let part = u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX);
        parts.push((part, inside as u64));
        rest = rest.get(inside..).unwrap_or_default();
    }
}

/// The frequency list of a selection: frequency down, ties by the bytes of the form.
///
/// # Errors
/// As [`map_forms`].
pub fn count_words(selection: &Selection<'_>, min_freq: u64) -> Result<Vec<WordRow>, CountError> {
    let mut rows = map_forms(selection, min_freq, |occurrences| WordRow {
        form: occurrences.form,
        freq: occurrences.positions.len() as u64,
        doc_freq: occurrences.parts.len() as u64,
    })?;
    // The forms come in byte order, and the sort keeps that order among equals.
    rows.par_sort_by_key(|row| std::cmp::Reverse(row.freq));
    Ok(rows)
}
