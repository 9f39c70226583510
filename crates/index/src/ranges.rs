//! Sets of positions as ranges: ascending, apart, none empty.

use std::ops::Range;

/// Ranges in any order as a set: overlapping and neighbouring ones joined, empty ones left out.
pub(crate) fn joined(mut ranges: Vec<Range<u64>>) -> Vec<Range<u64>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<u64>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// What lies in both of two sets.
pub(crate) fn both(one: &[Range<u64>], other: &[Range<u64>]) -> Vec<Range<u64>> {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut out = Vec::new();
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        let range = left.start.max(right.start)..left.end.min(right.end);
        let left_first = left.end <= right.end;
        if !range.is_empty() {
            out.push(range);
        }
        if left_first {
            a.next()
        } else {
            b.next()
        };
    }
    out
}

/// What of `0..end` lies outside a set.
pub(crate) fn outside(set: &[Range<u64>], end: u64) -> Vec<Range<u64>> {
    let starts = std::iter::once(0).chain(set.iter().map(|range| range.end));
    let ends = set.iter().map(|range| range.start).chain([end]);
    starts.zip(ends).map(|(from, to)| from..to).filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set() -> impl Strategy<Value = Vec<Range<u64>>> {
        let range = (0u64..30, 0u64..8).prop_map(|(start, len)| start..start + len);
        prop::collection::vec(range, 0..8)
    }

    fn bits(set: &[Range<u64>]) -> Vec<bool> {
        (0..40).map(|pos| set.iter().any(|range| range.contains(&pos))).collect()
    }

    fn is_set(set: &[Range<u64>]) -> bool {
        set.iter().all(|range| !range.is_empty())
            && set.windows(2).all(|pair| pair[0].end < pair[1].start)
    }

    proptest! {
        #[test]
        fn ranges_are_sets_of_positions(one in set(), other in set()) {
            let (a, b) = (joined(one.clone()), joined(other.clone()));
            prop_assert!(is_set(&a) && is_set(&b));
            prop_assert_eq!(bits(&a), bits(&one));
            let common = both(&a, &b);
            let expected: Vec<bool> =
                bits(&one).into_iter().zip(bits(&other)).map(|(a, b)| a && b).collect();
            prop_assert_eq!(bits(&common), expected);
            prop_assert!(common.is_sorted_by(|one, next| one.end <= next.start));
            let rest = outside(&a, 40);
            let expected: Vec<bool> = bits(&one).into_iter().map(|bit| !bit).collect();
            prop_assert_eq!(bits(&rest), expected);
        }
    }
}
