//! Vectors of every width calculate what single bytes do.

use proptest::prelude::*;
use siyaq_simd::{Lanes, Task, every_width, widest};

/// What comes out of every calculation on two texts, byte by byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Results {
    and: Vec<u8>,
    xor: Vec<u8>,
    sub: Vec<u8>,
    kept: Vec<u8>,
    equal: Vec<bool>,
    at_most: Vec<bool>,
    both: Vec<bool>,
    either: Vec<bool>,
}

#[derive(Clone)]
struct All<'t>(&'t [u8], &'t [u8], u8);

impl All<'_> {
    /// The same by single bytes.
    fn slowly(&self) -> Results {
        let mut results = Results::default();
        for (one, other) in self.0.iter().zip(self.1) {
            let (equal, at_most) = (one == other, *one <= self.2);
            results.and.push(one & other);
            results.xor.push(one ^ other);
            results.sub.push(one.wrapping_sub(*other));
            results.kept.push(if equal { *one } else { 0 });
            results.equal.push(equal);
            results.at_most.push(at_most);
            results.both.push(equal && at_most);
            results.either.push(equal || at_most);
        }
        results
    }
}

fn extend<const N: usize>(results: &mut Vec<bool>, bits: u64) {
    results.extend((0..N).map(|place| bits >> place & 1 == 1));
    assert!((N..64).all(|place| bits >> place & 1 == 0));
}

impl Task for All<'_> {
    type Output = Results;

    #[inline(always)]
    fn run<const N: usize, L: Lanes<N>>(self, lanes: L) -> Results {
        let mut results = Results::default();
        let blocks = self.0.as_chunks::<N>().0.iter().zip(self.1.as_chunks::<N>().0);
        for (one, other) in blocks {
            let (one, other) = (lanes.load(*one), lanes.load(*other));
            let (equal, at_most) =
                (lanes.equal(one, other), lanes.at_most(one, lanes.splat(self.2)));
            results.and.extend(lanes.store(lanes.and(one, other)));
            results.xor.extend(lanes.store(lanes.xor(one, other)));
            results.sub.extend(lanes.store(lanes.sub(one, other)));
            results.kept.extend(lanes.store(lanes.keep(equal, one)));
            extend::<N>(&mut results.equal, lanes.bits(equal));
            extend::<N>(&mut results.at_most, lanes.bits(at_most));
            extend::<N>(&mut results.both, lanes.bits(lanes.both(equal, at_most)));
            extend::<N>(&mut results.either, lanes.bits(lanes.either(equal, at_most)));
        }
        results
    }
}

proptest! {
    #[test]
    fn every_width_calculates_what_single_bytes_do(
        pairs in prop::collection::vec(
            (any::<u8>(), any::<u8>()).prop_flat_map(|(one, other)| {
                (Just(one), prop_oneof![Just(one), Just(other)])
            }),
            192,
        ),
        most: u8,
    ) {
        let (one, other): (Vec<u8>, Vec<u8>) = pairs.into_iter().unzip();
        let all = All(&one, &other, most);
        let expected = all.slowly();
        for found in every_width(&all) {
            prop_assert_eq!(&found, &expected);
        }
        prop_assert_eq!(widest(all), expected);
    }
}
