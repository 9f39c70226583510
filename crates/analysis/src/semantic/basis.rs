//! Orthonormal columns that grow.

use crate::semantic::matrix::SparseMatrix;
use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;
use siyaq_stats::Random;

/// What is left of a column when the others were taken out counts as nothing below this, by the
/// norm of the matrix.
const ROUNDING: f64 = 1e-14;

/// Columns that are taken out at once.
const CHUNK: usize = 64;

/// Orthonormal columns of the space of a matrix.
pub(crate) struct Basis {
    size: usize,
    columns: Vec<DVector<f64>>,
    /// The norm below which a product with the matrix is rounding.
    least: f64,
}

impl Basis {
    /// No columns yet.
    pub(crate) fn new(matrix: &SparseMatrix) -> Self {
        Self { size: matrix.size(), columns: Vec::new(), least: ROUNDING * matrix.norm() }
    }

    pub(crate) fn len(&self) -> usize {
        self.columns.len()
    }

    /// The columns from one on.
    pub(crate) fn columns_from(&self, place: usize) -> DMatrix<f64> {
        let own = self.columns.get(place..).unwrap_or_default();
        if own.is_empty() { DMatrix::zeros(self.size, 0) } else { DMatrix::from_columns(own) }
    }

    /// Adds what a block has beyond the columns so far, and gives the block in terms of all columns.
    ///
    /// Where a column of the block has nothing new, a random one takes its place, until the columns
    /// fill the space.
    pub(crate) fn extend(&mut self, mut block: DMatrix<f64>, random: &mut Random) -> DMatrix<f64> {
        let (before, width) = (self.len(), block.ncols());
        let mut shares = DMatrix::zeros(before + width, width);
        // Once leaves rounding behind, twice is enough (Parlett 1980, "Kahan and Parlett").
        for _ in 0..2 {
            let found = self.shares(&block);
            for (place, own) in self.columns.chunks(CHUNK).enumerate() {
                let rows = found.rows(place * CHUNK, own.len());
                block.gemm(-1.0, &DMatrix::from_columns(own), &rows, 1.0);
            }
            let mut rows = shares.rows_mut(0, before);
            rows += found;
        }
        for (place, column) in block.column_iter().enumerate() {
            let mut rest = column.into_owned();
            self.take_out(&mut rest, &mut shares, (before, place));
            // What nearly went leaves rounding of the size of what it was.
            if rest.norm() < 1e-2 * column.norm() {
                self.take_out(&mut rest, &mut shares, (0, place));
            }
            let norm = rest.norm();
            if norm > self.least {
                if let Some(share) = shares.get_mut((self.len(), place)) {
                    *share = norm;
                }
                self.columns.push(rest / norm);
            } else if let Some(other) = self.random_column(random) {
                self.columns.push(other);
            }
        }
        shares.rows(0, self.len()).into_owned()
    }

    /// The products of all columns with those of a block.
    fn shares(&self, block: &DMatrix<f64>) -> DMatrix<f64> {
        let of = |own: &DVector<f64>| -> Vec<f64> {
            block.column_iter().map(|column| own.dot(&column)).collect()
        };
        let rows: Vec<Vec<f64>> = self.columns.par_iter().map(of).collect();
        DMatrix::from_row_iterator(self.len(), block.ncols(), rows.into_iter().flatten())
    }

    /// Takes the shares of the columns from one on out of a vector, twice, and adds them to a column
    /// of shares.
    fn take_out(
        &self,
        vector: &mut DVector<f64>,
        shares: &mut DMatrix<f64>,
        (from, place): (usize, usize),
    ) {
        for _ in 0..2 {
            for (row, own) in self.columns.iter().enumerate().skip(from) {
                let share = own.dot(vector);
                vector.axpy(-share, own, 1.0);
                if let Some(sum) = shares.get_mut((row, place)) {
                    *sum += share;
                }
            }
        }
    }

    /// A column of its own direction; nothing where there is no other.
    fn random_column(&self, random: &mut Random) -> Option<DVector<f64>> {
        if self.len() >= self.size {
            return None;
        }
        let mut vector = DVector::from_fn(self.size, |_, _| random.unit() - 0.5);
        let mut forgotten = DMatrix::zeros(self.len(), 1);
        // In a nearly full space little is left, and rounding of the size of the whole with it.
        for _ in 0..2 {
            vector /= vector.norm();
            self.take_out(&mut vector, &mut forgotten, (0, 0));
        }
        let norm = vector.norm();
        (norm > 0.1).then(|| vector / norm)
    }
}
