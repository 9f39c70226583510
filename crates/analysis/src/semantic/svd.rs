//! The greatest singular values of a sparse matrix and their left vectors.

use crate::semantic::basis::Basis;
use crate::semantic::matrix::SparseMatrix;
use nalgebra::DMatrix;
use siyaq_stats::Random;

/// Columns by which the spaces grow: so many equal singular values are told apart.
const BLOCK: usize = 8;
/// The greatest `|A' u - s v|` of a pair that is found, by the greatest singular value.
const RESIDUAL: f64 = 1e-12;
/// Singular values as small as this, by the greatest one, are 0 but for rounding.
const NOTHING: f64 = 1e-12;
/// Singular values that differ by less than this share are equal.
const EQUAL: f64 = 1e-9;

/// Left singular vectors in columns, and their singular values, the greatest first.
pub(crate) struct TruncatedSvd {
    pub(crate) vectors: DMatrix<f64>,
    pub(crate) values: Vec<f64>,
}

/// The first `rank` singular vectors, and those whose values are equal to the last of them, for the
/// space they span would be a matter of chance without.
///
/// Lanczos bidiagonalisation (Golub and Kahan 1965) by blocks, each new block orthogonal to all before
/// it, until every pair that is asked for is one but for 1e-12 of the greatest value. The seed chooses
/// where it starts. The same numbers on any number of threads.
///
/// Cost: two products with the matrix for each eight dimensions of spaces that grow to some three times
/// the rank, and to the size of the matrix at most, and memory for both spaces.
pub(crate) fn truncated_svd(matrix: &SparseMatrix, rank: usize, seed: u64) -> TruncatedSvd {
    let (size, transposed) = (matrix.size(), matrix.transposed());
    let rank = rank.min(size);
    let mut random = Random::new(seed);
    let (mut left, mut right) = (Basis::new(matrix), Basis::new(matrix));
    let width = BLOCK.min(size);
    // Sums of uniform numbers are as good as normal ones here.
    let start = DMatrix::from_fn(size, width, |_, _| (0..4).map(|_| random.unit() - 0.5).sum());
    right.extend(start, &mut random);
    // The matrix between the two spaces, by columns.
    let mut between: Vec<DMatrix<f64>> = Vec::new();
    let (mut done, mut goal) = (0, 3 * rank + BLOCK);
    loop {
        let newest = right.columns_from(done);
        done = right.len();
        let before = left.len();
        between.push(left.extend(matrix.times(&newest), &mut random));
        let back = right.extend(transposed.times(&left.columns_from(before)), &mut random);
        let whole = right.len() == done;
        if left.len() < goal.min(size) && !whole {
            continue;
        }
        let found = projected(&between, left.len()).svd(true, false);
        let values: Vec<f64> = found.singular_values.iter().copied().collect();
        let Some(turn) = found.u else { continue };
        let kept = with_equals(&values, rank);
        // What the right space does not hold of A' u.
        let outside = back.rows(done, right.len() - done);
        let ends = turn.rows(before, left.len() - before);
        let limit = RESIDUAL * values.first().copied().unwrap_or(0.0);
        let is_found = |place: usize| (outside * ends.column(place)).norm() <= limit;
        if whole || (0..kept).all(is_found) {
            let vectors = left.columns_from(0) * turn.columns(0, kept);
            let least = NOTHING * values.first().copied().unwrap_or(0.0);
            let values = values.into_iter().take(kept);
            let values = values.map(|value| if value > least { value } else { 0.0 }).collect();
            return TruncatedSvd { vectors, values };
        }
        goal = left.len() + (left.len() / 5).max(BLOCK);
    }
}

/// The columns side by side, each with 0 for what came after it.
fn projected(columns: &[DMatrix<f64>], rows: usize) -> DMatrix<f64> {
    let width = columns.iter().map(DMatrix::ncols).sum();
    let mut made = DMatrix::zeros(rows, width);
    let mut place = 0;
    for block in columns {
        made.view_mut((0, place), block.shape()).copy_from(block);
        place += block.ncols();
    }
    made
}

/// How many values are kept: so many, and those equal to the last.
fn with_equals(values: &[f64], rank: usize) -> usize {
    let rank = rank.min(values.len());
    let last = rank.checked_sub(1).and_then(|last| values.get(last)).copied().unwrap_or(0.0);
    let equal = values.iter().skip(rank).take_while(|value| **value > last * (1.0 - EQUAL));
    rank + equal.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::DVector;

    /// A matrix of counts in which a tenth of the cells are not 0.
    fn sparse(size: usize, seed: u64) -> DMatrix<f64> {
        let mut random = Random::new(seed);
        DMatrix::from_fn(size, size, |row, column| {
            let near = row.abs_diff(column) < 4 || random.below(10) == 0;
            if near { random.unit() * 10.0 / (1.0 + (row as f64).sqrt()) } else { 0.0 }
        })
    }

    /// The vectors that belong to the greatest values, as the projection on their space.
    fn projection(vectors: &DMatrix<f64>) -> DMatrix<f64> {
        vectors * vectors.transpose()
    }

    /// Compares with the decomposition of the whole matrix by another algorithm.
    fn agrees(dense: &DMatrix<f64>, rank: usize) {
        let whole = dense.clone().svd(true, false);
        let u = whole.u.expect("vectors");
        let greatest = whole.singular_values[0];
        for seed in [1, 2, 3] {
            let found = truncated_svd(&SparseMatrix::of(dense), rank, seed);
            assert!(found.values.len() >= rank);
            for (ours, theirs) in found.values.iter().zip(whole.singular_values.iter()) {
                assert!((ours - theirs).abs() < 1e-11 * greatest, "{ours} {theirs}");
            }
            let kept = found.values.iter().filter(|value| **value > 0.0).count();
            let ours = projection(&found.vectors.columns(0, kept).into_owned());
            let theirs = projection(&u.columns(0, kept).into_owned());
            assert!((ours - theirs).norm() < 1e-8, "rank {rank}, seed {seed}");
        }
    }

    #[test]
    fn values_and_spaces_are_those_of_the_whole_matrix() {
        for (size, rank) in [(2, 1), (9, 9), (60, 5), (200, 12), (200, 100), (300, 1)] {
            agrees(&sparse(size, size as u64), rank);
        }
    }

    #[test]
    fn equal_values_at_the_cut_are_all_taken() {
        // Three copies of one matrix on the diagonal: every value is there three times.
        let own = sparse(50, 7);
        let mut dense = DMatrix::zeros(150, 150);
        for copy in 0..3 {
            dense.view_mut((copy * 50, copy * 50), (50, 50)).copy_from(&own);
        }
        for rank in [1, 2, 4] {
            let found = truncated_svd(&SparseMatrix::of(&dense), rank, 1);
            assert_eq!(found.values.len() % 3, 0, "{:?}", found.values);
            agrees(&dense, rank);
        }
    }

    #[test]
    fn a_matrix_without_full_rank_has_no_noise() {
        let (a, b) = (DVector::from_fn(80, |i, _| (i % 7) as f64), DVector::from_element(80, 0.3));
        let dense = &a * b.transpose() + &b * a.transpose();
        agrees(&dense, 2);
        let found = truncated_svd(&SparseMatrix::of(&dense), 10, 5);
        assert!(found.values[..2].iter().all(|value| *value > 1.0));
        assert!(found.values[2..].iter().all(|value| value.to_bits() == 0), "{:?}", found.values);
        let empty = truncated_svd(&SparseMatrix::of(&DMatrix::zeros(20, 20)), 3, 1);
        assert!(empty.values.iter().all(|value| value.to_bits() == 0));
    }
}
