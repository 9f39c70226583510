//! Bootstrap intervals of measures of dispersion, by drawing the parts again and again.

use crate::bootstrap::{BootstrapMethod, BootstrapOptions, Interval, draw, interval, shared};
use crate::dispersion::{DispersionMeasure, PartSizes};
use crate::random::Random;
use crate::undefined::Undefined;

/// Values that are held at a time.
const HELD: usize = 1 << 24;

/// The intervals of measures of dispersion over parts, for each word those of all measures.
///
/// As many parts as there are, of those that hold tokens, are drawn with return; a part drawn twice is
/// two parts of the drawn corpus, and measures adjusted for frequency take their extremes from it. The
/// ends are percentiles of the replicates (Efron 1979; for dispersion Gries 2022, 2024), whichever
/// method the options name, since an acceleration would need each measure once for every part.
///
/// Cost: for each replicate a pass over the parts and one over the counts of each word.
///
/// # Examples
/// ```
/// use siyaq_stats::{BootstrapOptions, DispersionMeasure, PartSizes, bootstrap_dispersion};
///
/// // «الثلوج» in two of eight texts, «قال» in all.
/// let parts = PartSizes::new(vec![400; 8])?;
/// let words: [&[(u32, u64)]; 2] =
///     [&[(0, 5), (3, 4)], &[(0, 2), (1, 3), (2, 2), (3, 1), (4, 2), (5, 2), (6, 3), (7, 2)]];
/// let found = bootstrap_dispersion(
///     &parts,
///     &words,
///     &[DispersionMeasure::DpNofreq],
///     &BootstrapOptions::default().replicates(500),
/// )?;
/// let [snow, said] = [&found[0][0], &found[1][0]].map(|found| found.expect("two parts and more"));
/// assert!(snow.high < said.low && said.low < said.estimate);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two parts or twenty replicates; for a word and a measure the
/// reason why it is undefined, or `TooFew` if it is in half of the replicates.
pub fn bootstrap_dispersion(
    parts: &PartSizes,
    words: &[&[(u32, u64)]],
    measures: &[DispersionMeasure],
    options: &BootstrapOptions,
) -> Result<Vec<Vec<Result<Interval, Undefined>>>, Undefined> {
    if parts.part_count() < 2 || options.replicates < 20 {
        return Err(Undefined::TooFew);
    }
    let options = options.method(BootstrapMethod::Percentile);
    let replicates = options.replicates as usize;
    let block = (HELD / replicates / measures.len().max(1)).max(1);
    let mut found = Vec::with_capacity(words.len());
    for words in words.chunks(block) {
        let mut values = vec![f64::NAN; replicates * words.len() * measures.len()];
        let rows = values.chunks_mut((words.len() * measures.len()).max(1)).zip(0..);
        shared(options.threads, 1, rows.collect(), |(row, replicate): (&mut [f64], u64)| {
            let drawn = Drawn::new(parts, &mut Random::for_task(options.seed, replicate));
            let Some(drawn) = drawn else { return };
            for (to, word) in row.chunks_mut(measures.len().max(1)).zip(words) {
                drawn.measure(word, measures, to);
            }
        });
        for (place, word) in words.iter().enumerate() {
            let estimates = match parts.counts(word) {
                Ok(word) => word.evaluate(measures),
                Err(_) => vec![Err(Undefined::BadParameter); measures.len()],
            };
            let width = words.len() * measures.len();
            let of = |(column, estimate): (usize, Result<f64, Undefined>)| {
                let column = place * measures.len() + column;
                let values = values.iter().skip(column).step_by(width.max(1)).copied();
                let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
                if values.len() * 2 <= replicates {
                    return estimate.and(Err(Undefined::TooFew));
                }
                values.sort_unstable_by(f64::total_cmp);
                interval(&values, estimate?, &options, || 0.0)
            };
            found.push(estimates.into_iter().enumerate().map(of).collect());
        }
    }
    Ok(found)
}

/// The parts of one replicate.
struct Drawn {
    sizes: PartSizes,
    /// How often each part was drawn, and the number of its first copy.
    copies: Vec<(u32, u32)>,
}

impl Drawn {
    fn new(parts: &PartSizes, random: &mut Random) -> Option<Self> {
        // In the order of size, so that the drawn parts are sorted already.
        let by_size = parts.by_size();
        let mut times = vec![0; by_size.len()];
        draw(random, &mut times);
        let mut copies = vec![(0, 0); parts.sizes().len()];
        let mut sizes = Vec::with_capacity(by_size.len());
        for (&(part, size), &times) in by_size.iter().zip(&times) {
            *copies.get_mut(part as usize)? = (times, u32::try_from(sizes.len()).ok()?);
            sizes.extend((0..times).map(|_| size));
        }
        Some(Self { sizes: PartSizes::new(sizes).ok()?, copies })
    }

    fn measure(&self, word: &[(u32, u64)], measures: &[DispersionMeasure], to: &mut [f64]) {
        let copies = |&(part, count): &(u32, u64)| {
            let (times, first) = self.copies.get(part as usize).copied().unwrap_or_default();
            (first..first + times).map(move |part| (part, count))
        };
        let counts: Vec<(u32, u64)> = word.iter().flat_map(copies).collect();
        let Ok(word) = self.sizes.counts(&counts) else { return };
        for (to, value) in to.iter_mut().zip(word.evaluate(measures)) {
            *to = value.unwrap_or(f64::NAN);
        }
    }
}
