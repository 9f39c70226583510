//! The least and the most even spread that a word of some frequency could have.

use super::parts::PartSizes;

/// The counts of a word in parts, with the numbers of the parts.
type Counts = Vec<(u32, u64)>;

impl PartSizes {
    /// All occurrences in the least parts, each filled before the next is begun.
    ///
    /// `find_min_disp` of tlda with the method "even".
    pub(super) fn least_even(&self, freq: u64) -> Counts {
        fill(self.by_size().iter().rev().copied(), freq)
    }

    /// The occurrences in proportion to the sizes of the parts, in whole numbers: each share is
    /// rounded, half to even, and what is then too few or too many goes to, or is taken from, the
    /// parts where rounding moved most.
    ///
    /// `find_max_disp` of tlda with the method "even", in whole numbers throughout. Cost: the parts
    /// that get an occurrence, if these are few, and a sort of what rounding left.
    pub(super) fn most_even(&self, freq: u64) -> Counts {
        let (wide, tokens) = (i128::from(freq), i128::from(self.tokens()));
        let mut counts = Counts::new();
        // By how much the share is more than what it was rounded to, times the tokens.
        let mut left: Vec<(i128, usize)> = Vec::new();
        let mut missing = wide;
        let mut parts = self.by_size().iter();
        for &(part, size) in parts.by_ref() {
            let share = i128::from(size) * wide;
            let rounded = round_half_even(share, tokens);
            if rounded == 0 {
                left.push((share, counts.len()));
                counts.push((part, 0));
                break;
            }
            left.push((share - rounded * tokens, counts.len()));
            missing -= rounded;
            counts.push((part, u64::try_from(rounded).unwrap_or(u64::MAX)));
        }
        // The parts that follow are no greater and get none by rounding; the first of them come
        // next when some are missing.
        let more = usize::try_from(missing).unwrap_or(0);
        for &(part, size) in parts.take(more) {
            left.push((i128::from(size) * wide, counts.len()));
            counts.push((part, 0));
        }
        if missing > 0 {
            left.sort_by_key(|(left, _)| std::cmp::Reverse(*left));
        } else {
            left.sort_by_key(|(left, _)| *left);
        }
        for (_, place) in left.iter().take(usize::try_from(missing.unsigned_abs()).unwrap_or(0)) {
            if let Some((_, count)) = counts.get_mut(*place) {
                *count = if missing > 0 { *count + 1 } else { count.saturating_sub(1) };
            }
        }
        counts.retain(|(_, count)| *count > 0);
        counts
    }

    /// The fewest and the most parts that could hold so many occurrences.
    pub(super) fn range_bounds(&self, freq: u64) -> (u64, u64) {
        let fewest = fill(self.by_size().iter().copied(), freq).len() as u64;
        (fewest, freq.min(self.part_count()))
    }
}

/// Fills parts in this order, each to its last token.
fn fill(parts: impl Iterator<Item = (u32, u64)>, freq: u64) -> Counts {
    let mut counts = Counts::new();
    let mut rest = freq;
    for (part, size) in parts {
        if rest == 0 {
            return counts;
        }
        counts.push((part, rest.min(size)));
        rest -= rest.min(size);
    }
    // More occurrences than tokens, as of a query of what is not counted.
    if let Some((_, count)) = counts.last_mut() {
        *count += rest;
    }
    counts
}

fn round_half_even(above: i128, below: i128) -> i128 {
    let (whole, rest) = (above / below, above % below);
    let up = match (2 * rest).cmp(&below) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => whole % 2,
        std::cmp::Ordering::Greater => 1,
    };
    whole + up
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dense(parts: &PartSizes, counts: &Counts) -> Vec<u64> {
        let mut all = vec![0; parts.sizes().len()];
        for (part, count) in counts {
            all[*part as usize] += count;
        }
        all
    }

    /// What is done with sparse counts and whole numbers, done in the plainest way.
    fn plain_most_even(sizes: &[u64], freq: u64) -> Vec<u64> {
        let tokens: u64 = sizes.iter().sum();
        let mut order: Vec<usize> = (0..sizes.len()).collect();
        order.sort_by_key(|part| std::cmp::Reverse(sizes[*part]));
        let share = |part: usize| (sizes[part] * freq) as f64 / tokens as f64;
        let mut all: Vec<f64> = (0..sizes.len()).map(|p| share(p).round_ties_even()).collect();
        let missing = freq as f64 - all.iter().sum::<f64>();
        let rounded = all.clone();
        order.sort_by(|a, b| {
            let moved = |part: &usize| share(*part) - rounded[*part];
            let order = moved(b).total_cmp(&moved(a));
            if missing < 0.0 { order.reverse() } else { order }
        });
        for part in order.into_iter().take(missing.abs() as usize) {
            all[part] += missing.signum();
        }
        all.into_iter().map(|count| count as u64).collect()
    }

    #[test]
    fn the_most_even_spread_is_that_of_the_plain_way() {
        // Sizes without common factors, so that no two shares tie in floats and in whole numbers
        // differently.
        let sizes = vec![30, 28, 25, 22, 20, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 5, 4, 3, 2];
        let parts = PartSizes::new(sizes.clone()).unwrap();
        for freq in 1..=parts.tokens() {
            let counts = parts.most_even(freq);
            let all = dense(&parts, &counts);
            assert_eq!(all.iter().sum::<u64>(), freq);
            assert!(all.iter().zip(&sizes).all(|(count, size)| count <= size));
            // Ties of shares may go to either of two parts: the counts by size are what is fixed.
            let mut plain = plain_most_even(&sizes, freq);
            let mut all = all;
            plain.sort_unstable();
            all.sort_unstable();
            assert_eq!(all, plain, "{freq}");
            assert_eq!(dense(&parts, &parts.least_even(freq)).iter().sum::<u64>(), freq);
        }
    }

    #[test]
    fn extremes_of_the_toy_of_tlda() {
        // The sizes of the vignette "frequency-adjustment" of tlda, 61 occurrences: the least even
        // spread fills the parts of 2, 3, 4, 5, 7, 8, 9 and 9 tokens and 10 + 4 of parts of 10.
        let sizes = vec![
            30, 28, 25, 22, 20, 17, 16, 15, 15, 15, 14, 14, 14, 13, 13, 12, 12, 11, 11, 10, 10, 10,
            9, 9, 8, 7, 5, 4, 3, 2,
        ];
        let parts = PartSizes::new(sizes).unwrap();
        let mut least: Vec<u64> = parts.least_even(61).into_iter().map(|(_, n)| n).collect();
        least.sort_unstable();
        assert_eq!(least, [2, 3, 4, 4, 5, 7, 8, 9, 9, 10]);
        // 61 occurrences fit into three parts at the fewest, 30 + 28 + 3.
        assert_eq!(parts.range_bounds(61), (3, 30));
    }
}
