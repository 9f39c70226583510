//! Positive pointwise mutual information of words and their company, as a sparse matrix.

use nalgebra::DMatrix;
use rayon::prelude::*;
use siyaq_count::CooccurrenceMatrix;

/// A square matrix by rows; cells of 0 are not stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SparseMatrix {
    rows: Vec<Vec<(u32, f64)>>,
}

impl SparseMatrix {
    /// The positive pointwise mutual information of nodes and contexts, `ln(n(w,c) S / (n(w) n(c)^a k))`
    /// where S is the sum of `n(c)^a` over all contexts.
    ///
    /// The power a of the frequencies of contexts keeps rare ones from ruling, the shift k asks
    /// for more than chance: Levy, Goldberg and Dagan (2015).
    pub(crate) fn positive_mi(counts: &CooccurrenceMatrix, power: f64, shift: f64) -> Self {
        let size = counts.forms().len();
        let mut contexts = vec![0_u64; size];
        for place in 0..size {
            for (sum, count) in contexts.iter_mut().zip(counts.row(place)) {
                *sum += count;
            }
        }
        let weights: Vec<f64> = contexts.iter().map(|sum| (*sum as f64).powf(power)).collect();
        let all: f64 = weights.iter().sum();
        let row = |place: usize| {
            let row = counts.row(place);
            let node: u64 = row.iter().sum();
            let cells =
                (0u32..).zip(row.iter().zip(&weights)).filter(|(_, (count, _))| **count > 0);
            let cells = cells.map(|(column, (count, weight))| {
                let ratio = *count as f64 * all / (node as f64 * weight * shift);
                (column, ratio.ln())
            });
            cells.filter(|(_, value)| *value > 0.0).collect()
        };
        Self { rows: (0..size).into_par_iter().map(row).collect() }
    }

    /// The cells of a dense matrix.
    #[cfg(test)]
    pub(crate) fn of(dense: &DMatrix<f64>) -> Self {
        let row = |cells: nalgebra::RowDVector<f64>| {
            let cells = (0u32..).zip(cells.iter().copied());
            cells.filter(|(_, value)| value.abs() > 0.0).collect()
        };
        Self { rows: dense.row_iter().map(|cells| row(cells.into_owned())).collect() }
    }

    /// The same with rows and columns exchanged.
    pub(crate) fn transposed(&self) -> Self {
        let mut rows = vec![Vec::new(); self.rows.len()];
        for (row, cells) in (0u32..).zip(&self.rows) {
            for (column, value) in cells {
                if let Some(own) = rows.get_mut(*column as usize) {
                    own.push((row, *value));
                }
            }
        }
        Self { rows }
    }

    pub(crate) fn size(&self) -> usize {
        self.rows.len()
    }

    /// The root of the sum of all squares, which no singular value exceeds.
    pub(crate) fn norm(&self) -> f64 {
        self.rows.iter().flatten().map(|(_, value)| value * value).sum::<f64>().sqrt()
    }

    /// This matrix by a dense one. Each row is summed by one thread in one order.
    pub(crate) fn times(&self, dense: &DMatrix<f64>) -> DMatrix<f64> {
        let width = dense.ncols();
        // By rows in memory, so that a cell reads its whole row at once.
        let by_rows = dense.transpose();
        let rows = by_rows.as_slice();
        let product: Vec<f64> = self
            .rows
            .par_iter()
            .flat_map_iter(|cells| {
                let mut sums = vec![0.0; width];
                for (column, value) in cells {
                    let start = *column as usize * width;
                    let other = rows.get(start..start + width).unwrap_or_default();
                    for (sum, own) in sums.iter_mut().zip(other) {
                        *sum += value * own;
                    }
                }
                sums
            })
            .collect();
        DMatrix::from_row_slice(self.rows.len(), width, &product)
    }
}
