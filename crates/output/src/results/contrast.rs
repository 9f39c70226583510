//! Collocates in two corpora.

use siyaq_analysis::CollocateComparison;

use super::{KEY, PER_MILLION_DECIMALS, SCORE_DECIMALS, push_p, push_p_columns};
use crate::rows::{Column, RowSink, Rows, tests_of_table};

/// `form` (as it is most often written), `o11_target, e11_target, o11_reference, e11_reference`, the effect on both sides (`log_ratio_target,
/// log_ratio_reference` or `log_odds_…`), `difference, difference_ci_low, difference_ci_high, z, p, q, log10_p, log10_q,
/// doc_freq_target, doc_freq_reference, r1_target, c1_target, n_target, r1_reference, c1_reference, n_reference, key`.
impl Rows for CollocateComparison {
    fn columns(&self) -> Vec<Column> {
        let effect = self.options.effect;
        let real = |name: &'static str| Column::real(name, SCORE_DECIMALS);
        let mut columns = vec![Column::text("form")];
        for side in ["target", "reference"] {
            columns.push(Column::integer(format!("o11_{side}")));
            columns.push(Column::real(format!("e11_{side}"), PER_MILLION_DECIMALS));
        }
        for side in ["target", "reference"] {
            columns.push(Column::real(format!("{effect}_{side}"), SCORE_DECIMALS));
        }
        columns.extend(["difference", "difference_ci_low", "difference_ci_high", "z"].map(real));
        push_p_columns(&mut columns);
        columns.extend(["doc_freq_target", "doc_freq_reference"].map(Column::integer));
        for side in ["target", "reference"] {
            columns.extend(["r1", "c1", "n"].map(|cell| Column::integer(format!("{cell}_{side}"))));
        }
        columns.push(Column::key(KEY));
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        let tables = [&row.target, &row.reference];
        let contrast = row.contrast;
        sink.text(&row.label);
        for table in tables {
            sink.integer(table.o11());
            sink.real(Ok(table.e11()));
        }
        let interval = contrast.map(|contrast| contrast.interval(self.options.level));
        sink.real(contrast.map(|contrast| contrast.first));
        sink.real(contrast.map(|contrast| contrast.second));
        sink.real(contrast.map(|contrast| contrast.difference()));
        sink.real(interval.map(|(low, _)| low));
        sink.real(interval.map(|(_, high)| high));
        sink.real(contrast.and_then(|contrast| contrast.z()));
        push_p(sink, row.log10_p, row.log10_q);
        sink.integer(row.doc_freq.0);
        sink.integer(row.doc_freq.1);
        for table in tables {
            [table.r1(), table.c1(), table.n()].into_iter().for_each(|cell| sink.integer(cell));
        }
        sink.text(&row.form);
    }

    fn tests(&self) -> Vec<(String, u64)> {
        tests_of_table(self.tests)
    }
}
