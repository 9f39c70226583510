//! What is said of the evidence of keywords beside their table.

use super::numbers::count_of;
use super::remark::Remark;
use super::run::Run;
use serde::{Deserialize, Serialize};
use siyaq_analysis::KeynessTest;
use siyaq_count::Selection;

/// What is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum KeyBy {
    /// How often a form occurs among the tokens
    #[default]
    Tokens,
    /// How many documents have it
    Documents,
}

/// Texts of the one side so many times as long as those of the other are said to differ in length.
const UNLIKE: u64 = 2;

/// Says what the evidence is.
pub(crate) fn say_test(by: KeyBy, test: KeynessTest, run: &Run<'_>) {
    run.remark(Remark::Evidence(match (by, test) {
        (KeyBy::Documents, _) => format!(
            "evidence: {test} of the documents that have a form, out of all of them; p and q are of \
             documents"
        ),
        (KeyBy::Tokens, KeynessTest::Table(_)) => format!(
            "evidence: {test} takes tokens as drawn one by one, and one text can make a word key; p \
             and q are not of texts (`test = mann_whitney`, `by = documents`)"
        ),
        (KeyBy::Tokens, _) => format!(
            "evidence: p and q are of {test} over the frequencies in texts, 1 where texts point the \
             other way than the frequencies; log_likelihood_4 is of tokens, and can be large for a word \
             of few texts"
        ),
    }));
}

/// Says in how many of the rows the texts contradict the frequencies, and where texts differ so much in length
/// that a test of ranks misleads. `lengths` are medians of target and reference; of groups each comes with the
/// name of the group.
pub(crate) fn say_texts<'g>(
    test: KeynessTest,
    (contradicted, rows): (u64, u64),
    lengths: impl IntoIterator<Item = (Option<&'g str>, (u64, u64))>,
    run: &Run<'_>,
) {
    if !test.needs_texts() {
        return;
    }
    let mut unlike = lengths.into_iter().filter(|(_, (target, reference))| {
        target.max(reference) > &(UNLIKE * target.min(reference))
    });
    if let (KeynessTest::MannWhitney, Some((group, (target, reference)))) = (test, unlike.next()) {
        let (own, other) = match group {
            Some(group) => (group, "the others"),
            None => ("the target", "the reference"),
        };
        let more = unlike.map(|(group, _)| group.unwrap_or_default()).collect::<Vec<_>>();
        let more = match more.as_slice() {
            [] => String::new(),
            groups => format!(" (so do {})", groups.join(", ")),
        };
        run.note(format_args!(
            "texts differ in length: the median is {} tokens in {own}, {} in {other}{more}. \
             mann_whitney takes what is equally frequent for more frequent where texts are longer, so that \
             p is too small on that side; `test = negative_binomial` knows the lengths",
            count_of(target),
            count_of(reference)
        ));
    }
    if contradicted > 0 {
        run.remark(Remark::Evidence(format!(
            "in {} of {} rows the texts contradict the frequencies, with p below 0.05 the other way round; \
             the p of these rows is 1",
            count_of(contradicted),
            count_of(rows)
        )));
    }
}

/// Says when target and reference are parts of the same documents, which a test takes for independent.
pub(crate) fn say_shared(target: &Selection<'_>, reference: &Selection<'_>, run: &Run<'_>) {
    let shared = target.part().documents().filter(|doc| reference.part().contains(*doc)).count();
    if shared > 0 {
        run.note(format_args!(
            "{} documents are in the target and in the reference, and a test over texts takes both for \
             independent",
            count_of(shared as u64)
        ));
    }
}
