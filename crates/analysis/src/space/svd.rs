//! The greatest singular values of a sparse matrix and their left vectors.

use crate::space::matrix::SparseMatrix;
use nalgebra::{DMatrix, SymmetricEigen};
use siyaq_stats::Random;

/// Columns beyond those wanted, which make these exact.
const MORE: usize = 10;
/// How often the product is repeated, which parts near singular values.
const POWERS: usize = 4;

/// Left singular vectors in columns, and their singular values, the greatest first.
pub(crate) struct TruncatedSvd {
    pub(crate) vectors: DMatrix<f64>,
    pub(crate) values: Vec<f64>,
}

/// The first `rank` singular vectors by random projection with power iteration.
///
/// Halko, Martinsson and Tropp (2011), "Finding structure with randomness", algorithms 4.4 and 5.1,
/// with an eigendecomposition of the small product. The same seed gives the same numbers on any
/// number of threads.
pub(crate) fn truncated_svd(matrix: &SparseMatrix, rank: usize, seed: u64) -> TruncatedSvd {
    let size = matrix.size();
    let width = (rank + MORE).min(size);
    let mut random = Random::new(seed);
    // Sums of uniform numbers are as good as normal ones here.
    let start = DMatrix::from_fn(size, width, |_, _| (0..4).map(|_| random.unit() - 0.5).sum());
    let transposed = matrix.transposed();
    let mut basis = matrix.times(&start).qr().q();
    for _ in 0..POWERS {
        let back = transposed.times(&basis).qr().q();
        basis = matrix.times(&back).qr().q();
    }
    // A' Q; its Gram matrix has the squares of the singular values.
    let small = transposed.times(&basis);
    let eigen = SymmetricEigen::new(small.tr_mul(&small));
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    let value = |place: &usize| eigen.eigenvalues.get(*place).copied().unwrap_or(0.0);
    order.sort_by(|a, b| value(b).total_cmp(&value(a)));
    order.truncate(rank);
    let values = order.iter().map(|place| value(place).max(0.0).sqrt()).collect();
    let turned = eigen.eigenvectors.select_columns(order.iter());
    TruncatedSvd { vectors: basis * turned, values }
}
