//! Random numbers that are the same everywhere and forever, for a given seed.

/// The generator xoshiro256++ of Blackman and Vigna (2021), seeded by their SplitMix64.
///
/// The stream of a seed is part of this library's promise: samples and bootstrap intervals can
/// be repeated. Not for secrets.
///
/// # Examples
/// ```
/// let mut random = siyaq_stats::Random::new(42);
/// let rolls: Vec<u64> = (0..6).map(|_| 1 + random.below(6)).collect();
/// assert_eq!(rolls, [5, 2, 6, 5, 5, 4]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: [u64; 4],
}

/// One step of SplitMix64, which turns counters into well mixed numbers.
fn split_mix(counter: &mut u64) -> u64 {
    *counter = counter.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *counter;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Random {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut counter = seed;
        Self { state: std::array::from_fn(|_| split_mix(&mut counter)) }
    }

    /// A stream of its own for each task of a seed, so that tasks may run in any order and on
    /// any number of threads.
    #[must_use]
    pub fn for_task(seed: u64, task: u64) -> Self {
        let mut counter = task;
        Self::new(seed ^ split_mix(&mut counter))
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        let [s0, s1, s2, s3] = self.state;
        let result = s0.wrapping_add(s3).rotate_left(23).wrapping_add(s0);
        let (s2, s3) = (s2 ^ s0, s3 ^ s1);
        self.state = [s0 ^ s3, s1 ^ s2, s2 ^ (s1 << 17), s3.rotate_left(45)];
        result
    }

    /// A number from 0 up to, not including, `end`, each as likely as the others; 0 if `end` is 0.
    ///
    /// Lemire (2019): the high half of a product, and another draw in the rare case that would
    /// favour some numbers.
    pub fn below(&mut self, end: u64) -> u64 {
        if end == 0 {
            return 0;
        }
        loop {
            let wide = u128::from(self.next_u64()) * u128::from(end);
            let low = wide as u64;
            if low >= end || low >= end.wrapping_neg() % end {
                return (wide >> 64) as u64;
            }
        }
    }

    /// A number of the unit interval, 1 not included, in steps of 2^-53.
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Puts values in random order (Fisher and Yates), or the first `count` of them: these are
    /// then a sample without return.
    pub fn shuffle_first<T>(&mut self, values: &mut [T], count: usize) {
        let len = values.len();
        for place in 0..count.min(len.saturating_sub(1)) {
            let other = place + self.below((len - place) as u64) as usize;
            values.swap(place, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the reference implementation from the state 1, 2, 3, 4.
    #[test]
    fn the_stream_of_the_reference() {
        let mut random = Random { state: [1, 2, 3, 4] };
        let stream: [u64; 6] = std::array::from_fn(|_| random.next_u64());
        assert_eq!(
            stream,
            [
                41_943_041,
                58_720_359,
                3_588_806_011_781_223,
                3_591_011_842_654_386,
                9_228_616_714_210_784_205,
                9_973_669_472_204_895_162,
            ]
        );
    }

    /// The first numbers of SplitMix64 from the seed 1234567.
    #[test]
    fn the_seeds_of_the_reference() {
        let mut counter = 1_234_567;
        let stream: [u64; 3] = std::array::from_fn(|_| split_mix(&mut counter));
        assert_eq!(
            stream,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn numbers_below_a_limit_are_equally_likely() {
        let mut random = Random::new(7);
        let mut counts = [0_u64; 6];
        for _ in 0..60_000 {
            counts[random.below(6) as usize] += 1;
        }
        // Chi-squared with 5 degrees of freedom exceeds 20.5 once in a thousand seeds.
        let chi: f64 = counts.iter().map(|&c| (c as f64 - 1e4).powi(2) / 1e4).sum();
        assert!(chi < 20.5, "{counts:?}");
        assert_eq!(random.below(0), 0);
        assert_eq!(random.below(1), 0);
        let mean = (0..10_000).map(|_| random.unit()).sum::<f64>() / 1e4;
        assert!((mean - 0.5).abs() < 0.015, "{mean}");
    }

    #[test]
    fn every_order_comes_up() {
        let mut seen = std::collections::BTreeSet::new();
        let mut random = Random::new(1);
        for _ in 0..200 {
            let mut values = [1, 2, 3];
            random.shuffle_first(&mut values, 3);
            seen.insert(values);
        }
        assert_eq!(seen.len(), 6);
        random.shuffle_first(&mut [0_u8; 0], 4);
    }
}
