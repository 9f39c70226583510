//! Diversity along a text, from the numbers of its words in order.

use std::collections::HashMap;

use crate::number::{finite, real};

/// The type-token ratio at which a factor of MTLD ends, by custom.
pub const MTLD_THRESHOLD: f64 = 0.72;

/// The distinct words of a stretch of text that grows at its end and shrinks at its start.
#[derive(Default)]
struct Stretch {
    counts: HashMap<u32, u64>,
}

impl Stretch {
    fn push(&mut self, word: u32) {
        *self.counts.entry(word).or_insert(0) += 1;
    }

    fn drop_one(&mut self, word: u32) {
        if let Some(count) = self.counts.get_mut(&word) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&word);
            }
        }
    }

    fn types(&self) -> u64 {
        self.counts.len() as u64
    }
}

/// Moving-average type-token ratio: the mean over all windows of `window` tokens.
///
/// `None` if the window is empty or longer than the text. Covington and McFall (2010).
///
/// # Examples
/// ```
/// // one one two one one two one
/// let words = [1, 1, 2, 1, 1, 2, 1];
/// let score = siyaq_stats::mattr(&words, 2).expect("longer than the window");
/// assert!((score - 5.0 / 6.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn mattr(words: &[u32], window: usize) -> Option<f64> {
    let (mut sum, mut windows) = (0_u128, 0_u64);
    each_window(words, window, |types| {
        sum += u128::from(types);
        windows += 1;
    });
    finite(sum as f64 / (real(windows) * window as f64))
}

/// The types of each window of so many tokens; none if the window is empty or longer than the text.
pub(super) fn each_window(words: &[u32], window: usize, mut see: impl FnMut(u64)) {
    let parts = words.split_at_checked(window).filter(|(head, _)| !head.is_empty());
    let Some((head, rest)) = parts else { return };
    let mut stretch = Stretch::default();
    head.iter().for_each(|&word| stretch.push(word));
    see(stretch.types());
    for (&entering, &leaving) in rest.iter().zip(words) {
        stretch.drop_one(leaving);
        stretch.push(entering);
        see(stretch.types());
    }
}

/// Mean segmental type-token ratio: the mean over full segments of `segment` tokens.
///
/// The remainder at the end is dropped. `None` if the segment is empty or longer than the text.
/// Johnson (1944).
///
/// # Examples
/// ```
/// use siyaq_stats::msttr;
///
/// // «من كتاب الى كتاب من باب الى باب»: three different words in each half.
/// let words = [1, 2, 3, 2, 1, 4, 3, 4];
/// assert_eq!(msttr(&words, 4), Some(0.75));
/// // «من كتاب الى» and «كتاب من باب»; the last two words are dropped.
/// assert_eq!(msttr(&words, 3), Some(1.0));
/// assert_eq!(msttr(&words, 9), None);
/// ```
#[must_use]
pub fn msttr(words: &[u32], segment: usize) -> Option<f64> {
    if segment == 0 {
        return None;
    }
    let mut types = 0_u64;
    let mut segments = 0_u64;
    for part in words.chunks_exact(segment) {
        let mut stretch = Stretch::default();
        part.iter().for_each(|&word| stretch.push(word));
        types += stretch.types();
        segments += 1;
    }
    finite(real(types) / (real(segments) * segment as f64))
}

/// Measure of textual lexical diversity, read in both directions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mtld {
    /// The mean length of factors from the start on.
    pub forward: f64,
    /// The mean length of factors from the end back.
    pub backward: f64,
}

impl Mtld {
    /// The mean of both directions, the usual value.
    #[must_use]
    pub fn mean(self) -> f64 {
        f64::midpoint(self.forward, self.backward)
    }
}

/// Measure of textual lexical diversity (McCarthy and Jarvis 2010).
///
/// A factor is a stretch of text whose type-token ratio falls below the threshold; the rest at
/// the end counts as the part of a factor that it has covered. No minimum length of a factor.
/// `None` if no word is ever repeated, or unless `0 < threshold < 1`.
///
/// # Examples
/// ```
/// use siyaq_stats::{MTLD_THRESHOLD, mtld};
///
/// // «جدا جدا كبير قديم». Forwards «جدا جدا» is a factor, and the rest has covered nothing of another;
/// // backwards all four words, with a ratio of 3/4, have covered 0.25 of the 0.28 to go.
/// let found = mtld(&[1, 1, 2, 3], MTLD_THRESHOLD).expect("a word is repeated");
/// assert!((found.forward - 4.0 / 1.0).abs() < 1e-12);
/// assert!((found.backward - 4.0 / (0.25 / 0.28)).abs() < 1e-12);
/// assert!((found.mean() - 4.24).abs() < 1e-12);
/// ```
#[must_use]
pub fn mtld(words: &[u32], threshold: f64) -> Option<Mtld> {
    if !(threshold > 0.0 && threshold < 1.0) {
        return None;
    }
    let tokens = words.len() as f64;
    Some(Mtld {
        forward: finite(tokens / factors(words.iter(), threshold))?,
        backward: finite(tokens / factors(words.iter().rev(), threshold))?,
    })
}

fn factors<'a>(words: impl Iterator<Item = &'a u32>, threshold: f64) -> f64 {
    factor_parts(words, threshold).iter().map(|(_, share)| share).sum()
}

/// Each factor's tokens, and 1; last the rest at the end of the text, if there is any, with the share of a
/// factor that it has covered.
pub(super) fn factor_parts<'a>(
    words: impl Iterator<Item = &'a u32>,
    threshold: f64,
) -> Vec<(f64, f64)> {
    let mut parts = Vec::new();
    let (mut tokens, mut ratio) = (0_u64, 1.0);
    let mut stretch = Stretch::default();
    for &word in words {
        stretch.push(word);
        tokens += 1;
        ratio = real(stretch.types()) / real(tokens);
        if ratio < threshold {
            parts.push((real(tokens), 1.0));
            stretch.counts.clear();
            (tokens, ratio) = (0, 1.0);
        }
    }
    if tokens > 0 {
        parts.push((real(tokens), (1.0 - ratio) / (1.0 - threshold)));
    }
    parts
}

/// MTLD with a least length of factors, and by the mean length of factors, as taaled computes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MtldFactors {
    /// The usual value, the mean of both directions, with factors of at least this length.
    pub original: f64,
    /// The mean length of all factors of both directions, an unfinished one by its share.
    pub mean_factor: f64,
}

/// Measure of textual lexical diversity whose factors have at least `minimum` tokens.
///
/// The end of the text always counts as the part of a factor that it covers, also where it would
/// just complete one. taaled 0.32 has a minimum of 10 and reports `mean_factor`. `None` if no
/// factor is begun, or unless `0 < threshold < 1`.
///
/// # Examples
/// ```
/// use siyaq_stats::{MTLD_THRESHOLD, mtld_factors};
///
/// // «جدا جدا كبير قديم». With at least 3 tokens the factor forwards is «جدا جدا كبير»; backwards all
/// // four words are 0.25 of the 0.28 of one, which would have 4.48 tokens.
/// let found = mtld_factors(&[1, 1, 2, 3], MTLD_THRESHOLD, 3).expect("a factor is begun");
/// assert!((found.original - (4.0 + 4.48) / 2.0).abs() < 1e-12);
/// assert!((found.mean_factor - (3.0 + 4.48) / 2.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn mtld_factors(words: &[u32], threshold: f64, minimum: usize) -> Option<MtldFactors> {
    if !(threshold > 0.0 && threshold < 1.0) {
        return None;
    }
    let tokens = words.len() as f64;
    let forward = factor_lengths(words.iter(), threshold, minimum);
    let backward = factor_lengths(words.iter().rev(), threshold, minimum);
    let direction = |factors: &[(f64, f64)]| tokens / factors.iter().map(|f| f.1).sum::<f64>();
    let original = f64::midpoint(direction(&forward), direction(&backward));
    let lengths: Vec<f64> = forward
        .iter()
        .chain(&backward)
        .filter(|(_, share)| *share > 0.0)
        .map(|(length, share)| length / share)
        .collect();
    let mean_factor = lengths.iter().sum::<f64>() / lengths.len() as f64;
    Some(MtldFactors { original: finite(original)?, mean_factor: finite(mean_factor)? })
}

/// Each factor's tokens, and 1 or the share of it that the end of the text covers.
fn factor_lengths<'a>(
    words: impl ExactSizeIterator<Item = &'a u32>,
    threshold: f64,
    minimum: usize,
) -> Vec<(f64, f64)> {
    let last = words.len();
    let mut factors = Vec::new();
    let mut stretch = Stretch::default();
    let mut tokens = 0_usize;
    for (&word, place) in words.zip(1..) {
        stretch.push(word);
        tokens += 1;
        let ratio = real(stretch.types()) / tokens as f64;
        if place == last {
            factors.push((tokens as f64, (1.0 - ratio) / (1.0 - threshold)));
        } else if ratio < threshold && tokens >= minimum {
            factors.push((tokens as f64, 1.0));
            stretch.counts.clear();
            tokens = 0;
        }
    }
    factors
}
