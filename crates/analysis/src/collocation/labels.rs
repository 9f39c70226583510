//! The spellings that collocates are shown by.

use crate::AnalysisError;
use crate::collocation::node::{Collocates, joined};
use siyaq_count::{Selection, WindowOptions, window_words};
use siyaq_query::{FormLabels, Hits};

/// Nodes, and what they were found in.
pub(crate) type Around<'s, 'c> = (&'s Selection<'c>, &'s Hits);

impl Collocates {
    /// The spellings that the rows are shown by; of the selection and the hits that they were counted by.
    /// Each form is shown as it is most often written in the windows around the nodes: near صالح it may be
    /// علي while the whole corpus has على more often.
    ///
    /// Cost: decodes the sentences that hold a node.
    ///
    /// # Errors
    /// When the window is empty or too wide.
    pub fn labels<'c>(
        &self,
        selection: &Selection<'c>,
        hits: &Hits,
    ) -> Result<FormLabels<'c>, AnalysisError> {
        labels_in_windows((selection, hits), None, self.options.window())
    }
}

/// The spellings in the windows around nodes, and around others on the same layer.
pub(crate) fn labels_in_windows<'c>(
    nodes: Around<'_, 'c>,
    others: Option<Around<'_, 'c>>,
    window: WindowOptions,
) -> Result<FormLabels<'c>, AnalysisError> {
    let labels = FormLabels::new(nodes.0.corpus(), nodes.0.layer());
    let words = |(selection, hits): Around<'_, 'c>| window_words(selection, &joined(hits), window);
    let (Some(mut freqs), others) = (words(nodes)?, others.map(words).transpose()?) else {
        return Ok(labels);
    };
    for (freq, other) in freqs.iter_mut().zip(others.flatten().unwrap_or_default()) {
        *freq += other;
    }
    Ok(labels.among(Some(freqs)))
}
