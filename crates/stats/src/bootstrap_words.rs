//! Bootstrap intervals of many words at once, which share their draws.

use crate::bootstrap::{
    BootstrapMethod, BootstrapOptions, Interval, Moments, draw, interval, log_ratio, shared,
};
use crate::number::real;
use crate::random::Random;
use crate::undefined::Undefined;

/// Replicates that are made at a time: how often each drew a text is one line of memory.
const LANES: usize = 64;

/// Words that a thread takes at a time.
const SHARE: usize = 64;

/// Log ratios that are held in memory: those of all replicates, for as many words as that makes.
const HELD: usize = 1 << 25;

/// For some replicates, how often each drew a text. A text is drawn 256 times in no replicate that
/// anybody will see: it takes as many texts, and has a probability below 1e-500.
type Drawn = [u8; LANES];

/// Words in the texts of one corpus.
#[derive(Clone, Copy, Debug)]
pub struct WordsInTexts<'a> {
    /// The tokens of each text.
    pub tokens: &'a [u64],
    /// For each word, the texts that have it: the number of the text from 0, and how often.
    pub words: &'a [&'a [(u32, u64)]],
}

/// The intervals of the log ratio (Hardie 2014) of many words over the texts of two corpora.
///
/// The numbers are those of [`bootstrap_log_ratio`](crate::bootstrap_log_ratio) for each word: all
/// words share the draws of a seed, which are made once for some ten thousand words.
///
/// Cost: for each replicate one draw of the texts, and for each word and text that has it a product
/// and a sum, on 16 replicates at a time where the processor can; [`BootstrapMethod::Bca`] also takes
/// a logarithm for each word and text that has it.
///
/// # Errors
/// [`Undefined::TooFew`] when a corpus has fewer than two texts or there are fewer than 20
/// replicates, [`Undefined::BadParameter`] when the corpora have not the same words; and for each
/// word as [`bootstrap_log_ratio`](crate::bootstrap_log_ratio).
///
/// # Examples
/// ```
/// use siyaq_stats::{BootstrapOptions, WordsInTexts, bootstrap_log_ratios};
///
/// // «حكومة» is in two of three texts of the target, 8 times, and once in the reference; «من» is 30
/// // times in both.
/// let tokens = &[1_000; 3];
/// let target = WordsInTexts { tokens, words: &[&[(0, 5), (2, 3)], &[(0, 9), (1, 10), (2, 11)]] };
/// let reference = WordsInTexts { tokens, words: &[&[(1, 1)], &[(0, 10), (1, 10), (2, 10)]] };
/// let ratios = bootstrap_log_ratios(&target, &reference, &BootstrapOptions::default())?;
/// assert!((ratios[0]?.estimate - 3.0).abs() < 1e-12);
/// let ratio = ratios[1]?;
/// assert!(ratio.estimate.abs() < 1e-12 && ratio.low < 0.0 && ratio.high > 0.0);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn bootstrap_log_ratios(
    target: &WordsInTexts<'_>,
    reference: &WordsInTexts<'_>,
    options: &BootstrapOptions,
) -> Result<Vec<Result<Interval, Undefined>>, Undefined> {
    if target.tokens.len() < 2 || reference.tokens.len() < 2 || options.replicates < 20 {
        return Err(Undefined::TooFew);
    }
    if target.words.len() != reference.words.len() {
        return Err(Undefined::BadParameter);
    }
    let words = target.words.len();
    let corpora = [target, reference].map(Corpus::new);
    let replicates = options.replicates as usize;
    let block = (HELD / replicates).clamp(1, words.max(1));
    let mut intervals = vec![Err(Undefined::Empty); words];
    for (number, intervals) in intervals.chunks_mut(block).enumerate() {
        let mut ratios = vec![f64::NAN; intervals.len() * replicates];
        for start in (0..replicates).step_by(LANES) {
            let lanes = start..replicates.min(start + LANES);
            let draws = Draws::new(&corpora, lanes.clone(), options);
            let rows = ratios.chunks_mut(replicates).zip(number * block..);
            shared(options.threads, SHARE, rows.collect(), |(row, word): (&mut [f64], usize)| {
                let own = row.get_mut(lanes.clone()).unwrap_or_default();
                draws.log_ratios(&corpora, word, own);
            });
        }
        let rows = intervals.iter_mut().zip(ratios.chunks_mut(replicates));
        shared(
            options.threads,
            SHARE,
            rows.zip(number * block..).collect(),
            |((to, ratios), word)| {
                *to = one(&corpora, word, ratios, options);
            },
        );
    }
    Ok(intervals)
}

/// A corpus as it is, and what leaving out a text does to it.
struct Corpus<'a> {
    words: &'a [&'a [(u32, u64)]],
    sizes: Vec<(u32, u64)>,
    tokens: f64,
    /// By how much the log ratio rises when a text that lacks the word is left out: the target is
    /// shorter then. Nothing where no token would be left.
    rises: Vec<Option<f64>>,
    /// The moments of these.
    moments: Moments,
}

impl<'a> Corpus<'a> {
    fn new(corpus: &WordsInTexts<'a>) -> Self {
        let tokens: f64 = corpus.tokens.iter().map(|tokens| real(*tokens)).sum();
        let rise = |own: &u64| {
            Some(-(-real(*own) / tokens).ln_1p() / std::f64::consts::LN_2).filter(|r| r.is_finite())
        };
        let rises: Vec<Option<f64>> = corpus.tokens.iter().map(rise).collect();
        let moments = rises.iter().flatten().copied().collect();
        let sizes = (0..).zip(corpus.tokens.iter().copied()).collect();
        Self { words: corpus.words, sizes, tokens, rises, moments }
    }

    fn texts(&self, word: usize) -> &'a [(u32, u64)] {
        self.words.get(word).copied().unwrap_or_default()
    }

    fn freq(&self, word: usize) -> f64 {
        self.texts(word).iter().map(|(_, freq)| real(*freq)).sum()
    }

    /// The moments of what the log ratio of a word changes by as each text in turn is left out; of
    /// texts that lack the word it is known before. `elsewhere` is the frequency in the other corpus.
    fn influence(&self, word: usize, freq: f64, elsewhere: f64) -> Moments {
        let mut moments = self.moments;
        for (text, own) in self.texts(word) {
            let Some(rise) = self.rises.get(*text as usize).copied().flatten() else { continue };
            moments.remove(rise);
            let left = freq - real(*own);
            if left + elsewhere > 0.0 {
                moments.add(rise + (left.max(0.5) / freq.max(0.5)).log2());
            }
        }
        moments
    }
}

/// Some replicates of both corpora.
struct Draws {
    /// For each text, in how many copies each replicate has it.
    times: [Vec<Drawn>; 2],
    /// The most copies of any text.
    most: u64,
    /// The tokens of each replicate.
    tokens: [[u64; LANES]; 2],
}

impl Draws {
    fn new(
        corpora: &[Corpus<'_>; 2],
        replicates: std::ops::Range<usize>,
        options: &BootstrapOptions,
    ) -> Self {
        // Each replicate draws on its own, first from the target; then the lines are laid together.
        let texts = corpora.each_ref().map(|corpus| corpus.sizes.len());
        let mut columns = vec![[Vec::new(), Vec::new()]; replicates.len()];
        let tasks = columns.iter_mut().zip(replicates).collect();
        shared(options.threads, 1, tasks, |(column, replicate)| {
            let mut random = Random::for_task(options.seed, replicate as u64);
            for (drawn, texts) in column.iter_mut().zip(texts) {
                let mut times = vec![0_u32; texts];
                draw(&mut random, &mut times);
                *drawn = times.into_iter().map(|n| u8::try_from(n).unwrap_or(u8::MAX)).collect();
            }
        });
        let times = [0, 1].map(|side| {
            let mut lines = vec![[0; LANES]; texts.get(side).copied().unwrap_or(0)];
            let part = lines.len().div_ceil(options.threads.get()).max(1);
            let tasks = lines.chunks_mut(part).zip((0..).step_by(part)).collect();
            shared(options.threads, 1, tasks, |(lines, first): (&mut [Drawn], usize)| {
                for (lane, column) in columns.iter().enumerate() {
                    let times = column.get(side).and_then(|own: &Vec<u8>| own.get(first..));
                    for (line, times) in lines.iter_mut().zip(times.unwrap_or_default()) {
                        if let Some(slot) = line.get_mut(lane) {
                            *slot = *times;
                        }
                    }
                }
            });
            lines
        });
        let most = times.iter().flatten().flatten().copied().max().map_or(0, u64::from);
        let [target, reference] = corpora;
        let [of_target, of_reference] = &times;
        let tokens =
            [sums(&target.sizes, of_target, most), sums(&reference.sizes, of_reference, most)];
        Self { times, most, tokens }
    }

    /// The log ratios of a word in these replicates; not a number where there is none.
    fn log_ratios(&self, corpora: &[Corpus<'_>; 2], word: usize, out: &mut [f64]) {
        let [target, reference] = corpora;
        let [of_target, of_reference] = &self.times;
        let freqs = [
            sums(target.texts(word), of_target, self.most),
            sums(reference.texts(word), of_reference, self.most),
        ];
        let lanes = freqs[0].iter().zip(&self.tokens[0]).zip(freqs[1].iter().zip(&self.tokens[1]));
        for (to, ((a, r1), (b, r2))) in out.iter_mut().zip(lanes) {
            let ratio = log_ratio((real(*a), real(*r1)), (real(*b), real(*r2)));
            *to = ratio.unwrap_or(f64::NAN);
        }
    }
}

/// Sums of counts over the texts of every replicate. Small products are summed in 16 bits, as long
/// as they fit whatever was drawn, and then in 64.
fn sums(texts: &[(u32, u64)], times: &[Drawn], most: u64) -> [u64; LANES] {
    let mut sums = [0_u64; LANES];
    let mut near = [0_u16; LANES];
    let mut reached = 0;
    for (text, freq) in texts {
        let Some(drawn) = times.get(*text as usize) else { continue };
        let reach = freq.saturating_mul(most);
        let small = u16::try_from(*freq).ok().filter(|_| reach <= u64::from(u16::MAX));
        let Some(small) = small else {
            for (sum, times) in sums.iter_mut().zip(drawn) {
                *sum += freq * u64::from(*times);
            }
            continue;
        };
        if reached + reach > u64::from(u16::MAX) {
            flush(&mut near, &mut sums);
            reached = 0;
        }
        reached += reach;
        for (sum, times) in near.iter_mut().zip(drawn) {
            *sum = sum.wrapping_add(small.wrapping_mul(u16::from(*times)));
        }
    }
    flush(&mut near, &mut sums);
    sums
}

fn flush(near: &mut [u16; LANES], sums: &mut [u64; LANES]) {
    for (sum, near) in sums.iter_mut().zip(near) {
        *sum += u64::from(std::mem::take(near));
    }
}

/// The interval of one word from its replicates.
fn one(
    corpora: &[Corpus<'_>; 2],
    word: usize,
    ratios: &mut [f64],
    options: &BootstrapOptions,
) -> Result<Interval, Undefined> {
    let [target, reference] = corpora;
    let (a, b) = (target.freq(word), reference.freq(word));
    let estimate = log_ratio((a, target.tokens), (b, reference.tokens)).ok_or(Undefined::Empty)?;
    // What is not a number sorts behind all that are.
    ratios.sort_unstable_by(f64::total_cmp);
    let values = ratios.get(..ratios.partition_point(|ratio| !ratio.is_nan())).unwrap_or_default();
    if (values.len() as u64) * 2 <= u64::from(options.replicates) {
        return Err(Undefined::TooFew);
    }
    interval(values, estimate, options, || {
        if options.method == BootstrapMethod::Percentile {
            return 0.0;
        }
        // What shortens the reference lowers the ratio.
        let of_reference = reference.influence(word, b, a).negated();
        Moments::acceleration(&[target.influence(word, a, b), of_reference])
    })
}
