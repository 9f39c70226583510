//! Columns of many rows, joined and put in order on all threads.

use rayon::prelude::*;

/// A column of several parts, one after the other; on all threads, because new memory is slow.
pub(crate) fn joined<P: Sync, T: Copy + Default + Send + Sync>(
    parts: &[P],
    column: impl Fn(&P) -> &Vec<T> + Sync,
) -> Vec<T> {
    let lengths = parts.iter().map(|part| column(part).len());
    let mut out = vec![T::default(); lengths.clone().sum()];
    let targets = split_by(&mut out, lengths);
    targets.into_par_iter().zip(parts).for_each(|(to, part)| to.copy_from_slice(column(part)));
    out
}

/// Cuts a slice into pieces of these lengths, which add up to its own.
fn split_by<T>(slice: &mut [T], lengths: impl Iterator<Item = usize>) -> Vec<&mut [T]> {
    let mut rest = slice;
    let pieces = lengths.map(|length| {
        let (piece, after) = std::mem::take(&mut rest).split_at_mut(length);
        rest = after;
        piece
    });
    pieces.collect()
}

/// Frequencies below this are put in order by counting, the few above by comparing.
const COUNTED: u64 = 4096;
/// How many frequencies a task puts in order.
const ORDERED: usize = 1 << 20;

/// The places in the order of frequency, from the largest down, equal ones in order.
///
/// Every task counts its own, so that each frequency of each task has its stretch of the order.
pub(crate) fn frequency_order(freqs: &[u64]) -> Vec<u32> {
    let slot = |freq: u64| usize::try_from(COUNTED - freq.min(COUNTED)).unwrap_or(0);
    let count = |freqs: &[u64]| {
        let mut counts = [0usize; COUNTED as usize + 1];
        for freq in freqs {
            if let Some(count) = counts.get_mut(slot(*freq)) {
                *count += 1;
            }
        }
        counts
    };
    let counts: Vec<_> = freqs.par_chunks(ORDERED).map(count).collect();
    let frequent: usize = counts.iter().filter_map(|counts| counts.first()).sum();
    let slots = 0..=COUNTED as usize;
    let lengths = slots.flat_map(|slot| counts.iter().filter_map(move |counts| counts.get(slot)));
    let mut order = vec![0u32; freqs.len()];
    let mut targets: Vec<Vec<std::slice::IterMut<'_, u32>>> = Vec::new();
    targets.resize_with(counts.len(), Vec::new);
    for (place, piece) in split_by(&mut order, lengths.copied()).into_iter().enumerate() {
        if let Some(task) = targets.get_mut(place % counts.len()) {
            task.push(piece.iter_mut());
        }
    }
    let starts = (0u32..).step_by(ORDERED).take(targets.len()).collect::<Vec<_>>();
    targets.into_par_iter().zip(freqs.par_chunks(ORDERED)).zip(starts).for_each(
        |((mut targets, freqs), start)| {
            for (place, freq) in (start..).zip(freqs) {
                if let Some(entry) = targets.get_mut(slot(*freq)).and_then(Iterator::next) {
                    *entry = place;
                }
            }
        },
    );
    if let Some(frequent) = order.get_mut(..frequent) {
        let freq = |place: &u32| freqs.get(*place as usize).copied().unwrap_or(0);
        frequent.sort_by_key(|place| std::cmp::Reverse(freq(place)));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_in_the_order_of_frequency() {
        // More than one task, frequencies on both sides of what is counted.
        let freqs: Vec<u64> =
            (0..ORDERED as u64 * 2 + 77).map(|place| place * 7919 % (COUNTED + 90)).collect();
        let mut expected: Vec<u32> = (0u32..).take(freqs.len()).collect();
        expected.sort_by_key(|place| std::cmp::Reverse(freqs[*place as usize]));
        assert_eq!(frequency_order(&freqs), expected);
        assert!(frequency_order(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn columns_are_joined(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..9)) {
            prop_assert_eq!(joined(&parts, |part| part), parts.concat());
        }
    }
}
