//! Keywords.

use siyaq_analysis::Keywords;

use super::{P_DECIMALS, PER_MILLION_DECIMALS, push_count, push_scores, score_columns};
use crate::rows::{Column, RowSink, Rows};

/// `form, freq_target, freq_reference, per_million_target, per_million_reference, doc_freq_target, doc_freq_reference`, the
/// measures, `p, q`.
impl Rows for Keywords {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![
            Column::text("form"),
            Column::integer("freq_target"),
            Column::integer("freq_reference"),
            Column::real("per_million_target", PER_MILLION_DECIMALS),
            Column::real("per_million_reference", PER_MILLION_DECIMALS),
            Column::integer("doc_freq_target"),
            Column::integer("doc_freq_reference"),
        ];
        columns.extend(score_columns(&self.measures));
        columns.extend([Column::real("p", P_DECIMALS), Column::real("q", P_DECIMALS)]);
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.form);
        sink.integer(row.freq_target);
        sink.integer(row.freq_reference);
        sink.real(row.per_million_target);
        sink.real(row.per_million_reference);
        push_count(sink, row.doc_freq_target);
        push_count(sink, row.doc_freq_reference);
        push_scores(sink, &row.scores);
        sink.real(row.p);
        sink.real(row.q);
    }
}
