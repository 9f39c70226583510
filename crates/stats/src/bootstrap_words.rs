//! Bootstrap intervals of many words at once, which share their draws.

use std::num::NonZeroUsize;

use crate::bootstrap::{
    BootstrapMethod, BootstrapOptions, Draws, Interval, acceleration, draw, interval, log_ratio,
};
use crate::number::real;
use crate::random::Random;
use crate::undefined::Undefined;

/// Words whose replicates are held in memory at a time.
const BLOCK: usize = 2_048;

/// Words in the texts of one corpus.
#[derive(Clone, Copy, Debug)]
pub struct WordsInTexts<'a> {
    /// The tokens of each text.
    pub tokens: &'a [u64],
    /// For each word, the texts that have it: the number of the text from 0, and how often.
    pub words: &'a [&'a [(u32, u64)]],
}

impl WordsInTexts<'_> {
    fn all_tokens(&self, times: &[u32]) -> f64 {
        let drawn = self.tokens.iter().zip(times);
        drawn.map(|(tokens, times)| f64::from(*times) * real(*tokens)).sum()
    }

    fn freq(&self, word: usize, times: &[u32]) -> f64 {
        let texts = self.words.get(word).copied().unwrap_or_default().iter();
        let drawn = texts.map(|(text, freq)| {
            let times = times.get(*text as usize).copied().unwrap_or(0);
            f64::from(times) * real(*freq)
        });
        drawn.sum()
    }

    /// Frequency and tokens of the corpus, for a word, with each text in turn left out.
    fn without_each(&self, word: usize) -> Vec<(f64, f64)> {
        let texts = self.words.get(word).copied().unwrap_or_default();
        let all: f64 = self.tokens.iter().map(|tokens| real(*tokens)).sum();
        let freq: f64 = texts.iter().map(|(_, freq)| real(*freq)).sum();
        let mut left: Vec<(f64, f64)> =
            self.tokens.iter().map(|tokens| (freq, all - real(*tokens))).collect();
        for (text, own) in texts {
            if let Some(entry) = left.get_mut(*text as usize) {
                entry.0 -= real(*own);
            }
        }
        left
    }
}

/// The intervals of the log ratio (Hardie 2014) of many words over the texts of two corpora.
///
/// The numbers are those of [`bootstrap_log_ratio`](crate::bootstrap_log_ratio) for each word to
/// the last bit: all words share the draws of a seed, which are made once for some thousand words.
///
/// Cost: for each replicate one draw of the texts, and one addition for each text that has a word;
/// [`BootstrapMethod::Bca`] also reads every text once for each word.
///
/// # Errors
/// [`Undefined::TooFew`] when a corpus has fewer than two texts or there are fewer than 20
/// replicates, [`Undefined::BadParameter`] when the corpora have not the same words; and for each
/// word as [`bootstrap_log_ratio`](crate::bootstrap_log_ratio).
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
    let corpora = [target, reference].map(Whole::new);
    let mut intervals = Vec::with_capacity(words);
    for start in (0..words).step_by(BLOCK) {
        let block: Vec<usize> = (start..words.min(start + BLOCK)).collect();
        let values = replicates(&[*target, *reference], &block, options);
        intervals.extend(spread(&block, options.threads, |at, word| {
            let column = values.iter().filter_map(|row| row.get(at).copied().flatten());
            one(&corpora, word, column.collect(), options)
        }));
    }
    Ok(intervals)
}

/// For each replicate the log ratios of some words.
fn replicates(
    corpora: &[WordsInTexts<'_>; 2],
    words: &[usize],
    options: &BootstrapOptions,
) -> Vec<Vec<Option<f64>>> {
    let all: Vec<usize> = (0..options.replicates as usize).collect();
    spread(&all, options.threads, |_, replicate| {
        let mut random = Random::for_task(options.seed, replicate as u64);
        let draws: [Draws; 2] = corpora.map(|corpus| {
            let mut times = vec![0; corpus.tokens.len()];
            draw(&mut random, &mut times);
            times
        });
        let [target, reference] = corpora;
        let [of_target, of_reference] = &draws;
        let (r1, r2) = (target.all_tokens(of_target), reference.all_tokens(of_reference));
        let ratio = |word: &usize| {
            let (a, b) = (target.freq(*word, of_target), reference.freq(*word, of_reference));
            log_ratio((a, r1), (b, r2))
        };
        words.iter().map(ratio).collect()
    })
}

/// Makes something of every entry with its place, on some threads, in order.
fn spread<R: Send>(
    entries: &[usize],
    threads: NonZeroUsize,
    make: impl Fn(usize, usize) -> R + Sync,
) -> Vec<R> {
    let share = entries.len().div_ceil(threads.get()).max(1);
    let make = &make;
    let run = move |chunk: usize, entries: &[usize]| -> Vec<R> {
        (chunk * share..).zip(entries).map(|(place, entry)| make(place, *entry)).collect()
    };
    if threads.get() == 1 {
        return run(0, entries);
    }
    std::thread::scope(|scope| {
        let chunks = entries.chunks(share).enumerate();
        let started: Vec<_> =
            chunks.map(|(chunk, entries)| scope.spawn(move || run(chunk, entries))).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<R>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        started.into_iter().flat_map(join).collect()
    })
}

/// A corpus as it is: each text drawn once.
struct Whole<'a> {
    corpus: WordsInTexts<'a>,
    once: Draws,
    tokens: f64,
}

impl<'a> Whole<'a> {
    fn new(corpus: &WordsInTexts<'a>) -> Self {
        let once = vec![1; corpus.tokens.len()];
        Self { corpus: *corpus, tokens: corpus.all_tokens(&once), once }
    }

    /// The frequency of a word, and the tokens.
    fn counts(&self, word: usize) -> (f64, f64) {
        (self.corpus.freq(word, &self.once), self.tokens)
    }
}

/// The interval of one word from its replicates.
fn one(
    corpora: &[Whole<'_>; 2],
    word: usize,
    mut values: Vec<f64>,
    options: &BootstrapOptions,
) -> Result<Interval, Undefined> {
    let [target, reference] = corpora;
    let (of_target, of_reference) = (target.counts(word), reference.counts(word));
    let estimate = log_ratio(of_target, of_reference).ok_or(Undefined::Empty)?;
    if (values.len() as u64) * 2 <= u64::from(options.replicates) {
        return Err(Undefined::TooFew);
    }
    values.sort_unstable_by(f64::total_cmp);
    interval(&values, estimate, options, || {
        if options.method == BootstrapMethod::Percentile {
            return 0.0;
        }
        let first = target.corpus.without_each(word).into_iter();
        let second = reference.corpus.without_each(word).into_iter();
        acceleration(&[
            first.filter_map(|left| log_ratio(left, of_reference)).collect(),
            second.filter_map(|left| log_ratio(of_target, left)).collect(),
        ])
    })
}
