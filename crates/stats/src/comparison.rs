//! How alike are corpora? Comparing their frequency lists, and the halves of one corpus.

use std::borrow::Cow;

use crate::gamma::chi_squared_log10_survival_with;
use crate::number::real;
use crate::parameter::LogBase;
use crate::random::Random;
use crate::undefined::{Undefined, defined};

/// Chi-squared of a table of words by parts.
#[derive(Clone, Debug, PartialEq)]
pub struct PartComparison {
    /// The sum over all cells of (O - E)^2 / E.
    pub chi_squared: f64,
    /// Degrees of freedom: (words - 1)(parts - 1).
    pub freedom: u64,
    /// Chi-squared by degrees of freedom (CBDF of Kilgarriff): about 1 for random samples of one
    /// population, and words come in bursts, so mostly more.
    pub by_freedom: f64,
    /// Cramér's V: chi-squared on a scale from 0 to 1.
    pub cramer_v: f64,
    /// The decimal logarithm of the p-value. With words, which are no independent draws, it says
    /// that corpora differ, and nothing of how much.
    pub log10_p: f64,
    /// What each word adds to chi-squared, in their order: the words that make the difference.
    pub by_word: Vec<f64>,
}

/// Compares parts by the frequencies of some words: a row for each word, a column for each part.
///
/// The expectations follow from the sums of rows and columns. Words that occur nowhere and parts
/// without any of the words are left out of the degrees of freedom.
///
/// Kilgarriff (2001) takes the 500 most frequent words of both corpora together; see
/// [`most_frequent`].
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two words or parts that hold any,
/// [`Undefined::BadParameter`] if a row has another number of parts than the first.
///
/// # Examples
/// ```
/// // «درهم» and «دينار» in two newspapers. Of two words, chi-squared is N (ad - bc)^2 by all four sums.
/// let rows = [vec![10, 20], vec![30, 20]];
/// let found = siyaq_stats::compare_parts(&rows)?;
/// let expected = 80.0 * (10.0 * 20.0 - 20.0 * 30.0_f64).powi(2) / (30.0 * 50.0 * 40.0 * 40.0);
/// assert!((found.chi_squared - expected).abs() < 1e-12);
/// assert_eq!(found.freedom, 1);
/// // «درهم» is expected 15 times in each, and adds 25/15 twice.
/// assert!((found.by_word[0] - 50.0 / 15.0).abs() < 1e-12);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn compare_parts(rows: &[Vec<u64>]) -> Result<PartComparison, Undefined> {
    let parts = rows.first().map_or(0, Vec::len);
    if rows.iter().any(|row| row.len() != parts) {
        return Err(Undefined::BadParameter);
    }
    let mut columns = vec![0.0; parts];
    for row in rows {
        columns.iter_mut().zip(row).for_each(|(sum, count)| *sum += real(*count));
    }
    let all: f64 = columns.iter().sum();
    let words = rows.iter().filter(|row| row.iter().any(|count| *count > 0)).count() as u64;
    let filled = columns.iter().filter(|sum| **sum > 0.0).count() as u64;
    if words < 2 || filled < 2 {
        return Err(Undefined::TooFew);
    }
    let by_word: Vec<f64> = rows
        .iter()
        .map(|row| {
            let sum: f64 = row.iter().map(|count| real(*count)).sum();
            let cells = row.iter().zip(&columns).filter(|(_, column)| sum * **column > 0.0);
            cells
                .map(|(&count, column)| {
                    let expected = sum * column / all;
                    (real(count) - expected).powi(2) / expected
                })
                .sum()
        })
        .collect();
    let chi_squared: f64 = by_word.iter().sum();
    let freedom = (words - 1) * (filled - 1);
    let log10_p =
        chi_squared_log10_survival_with(chi_squared, freedom).ok_or(Undefined::TooLarge)?;
    let least = real(words.min(filled) - 1);
    Ok(PartComparison {
        chi_squared,
        freedom,
        by_freedom: chi_squared / real(freedom),
        cramer_v: (chi_squared / all / least).min(1.0).sqrt(),
        log10_p,
        by_word,
    })
}

/// The places of the words with the greatest sums over all parts, ties by place; at most `count`.
///
/// # Examples
/// ```
/// // «قال», «بورصة» and «مدينة» in two corpora: 18, 100 and 50 times in all.
/// let rows = [vec![9, 9], vec![100, 0], vec![20, 30]];
/// assert_eq!(siyaq_stats::most_frequent(&rows, 2), [1, 2]);
/// ```
#[must_use]
pub fn most_frequent(rows: &[Vec<u64>], count: usize) -> Vec<usize> {
    let sum = |row: &Vec<u64>| row.iter().map(|count| u128::from(*count)).sum::<u128>();
    let mut places: Vec<(u128, usize)> = rows.iter().map(sum).zip(0..).collect();
    places.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    places.into_iter().take(count).map(|(_, place)| place).collect()
}

/// The places of the words that are most frequent in all parts alike: those with the greatest geometric
/// mean of their frequencies, 0.5 added to each; ties by place; at most `count`.
///
/// Words chosen by their sum ([`most_frequent`]) are those that one part has often, whatever the others
/// have, so that ranks seem to agree less than they do; the mean of logarithms says nothing of their
/// difference, and a part that is larger does not weigh more.
///
/// # Examples
/// ```
/// // «قال», «بورصة» and «مدينة» in two corpora: 9.5 · 9.5 = 90, 100.5 · 0.5 = 50, 20.5 · 30.5 = 625.
/// let rows = [vec![9, 9], vec![100, 0], vec![20, 30]];
/// assert_eq!(siyaq_stats::frequent_in_all(&rows, 2), [2, 0]);
/// ```
#[must_use]
pub fn frequent_in_all(rows: &[Vec<u64>], count: usize) -> Vec<usize> {
    let size = |row: &Vec<u64>| row.iter().map(|count| (real(*count) + 0.5).ln()).sum::<f64>();
    let mut places: Vec<(f64, usize)> = rows.iter().map(size).zip(0..).collect();
    places.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    places.into_iter().take(count).map(|(_, place)| place).collect()
}

/// The ranks of values, the greatest first; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0.0;
    for group in order.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let tied = group.len() as f64;
        for (_, place) in group {
            if let Some(rank) = ranks.get_mut(*place) {
                *rank = before + (tied + 1.0) / 2.0;
            }
        }
        before += tied;
    }
    ranks
}

/// Spearman's correlation of the ranks of words in two frequency lists, -1 to 1.
///
/// Take words that both have often ([`frequent_in_all`]): further down ranks are chance. Equal frequencies share a rank. Kilgarriff (2001); Spearman (1904).
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two words, [`Undefined::NoVariation`] if all of a list
/// are equally frequent, [`Undefined::BadParameter`] if the lists differ in length.
///
/// # Examples
/// ```
/// // «في», «من», «على», «الى» and «عن» in two corpora, which have the third and the fourth in another
/// // order: 1 - 6 · (1 + 1) / (5 · (25 - 1)).
/// let rho = siyaq_stats::spearman(&[90, 50, 20, 10, 5], &[80, 60, 10, 20, 5])?;
/// assert!((rho - 0.9).abs() < 1e-12);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn spearman(first: &[u64], second: &[u64]) -> Result<f64, Undefined> {
    if first.len() != second.len() {
        return Err(Undefined::BadParameter);
    }
    if first.len() < 2 {
        return Err(Undefined::TooFew);
    }
    let [first, second] =
        [first, second].map(|list| ranks(&list.iter().map(|f| real(*f)).collect::<Vec<_>>()));
    // Both lists of ranks have this mean.
    let mean = (first.len() as f64 + 1.0) / 2.0;
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in first.iter().zip(&second) {
        let (dx, dy) = (x - mean, y - mean);
        xy += dx * dy;
        xx += dx * dx;
        yy += dy * dy;
    }
    Ok(defined(xy / (xx * yy).sqrt(), Undefined::NoVariation)?.clamp(-1.0, 1.0))
}

/// The Jensen-Shannon divergence of two frequency lists: 0 if all words have the same share in
/// both, 1 bit if no word is in both.
///
/// Lin (1991). Both lists are taken as shares of their own sums.
///
/// # Errors
/// [`Undefined::Empty`] if a list has no occurrence, [`Undefined::BadParameter`] if they differ in
/// length.
///
/// # Examples
/// ```
/// use siyaq_stats::{LogBase, jensen_shannon};
///
/// // «شاي» and «قهوة»: half and half in one corpus, only «شاي» in the other. The mean of both has 3/4
/// // and 1/4, an entropy of 2 - 3/4 log2 3 bits; theirs are 1 and 0.
/// let bits = jensen_shannon(&[50, 50], &[20, 0], LogBase::Two)?;
/// assert!((bits - (2.0 - 0.75 * 3_f64.log2() - (1.0 + 0.0) / 2.0)).abs() < 1e-12);
/// // No word is in both.
/// assert!((jensen_shannon(&[7, 0], &[0, 9], LogBase::Two)? - 1.0).abs() < 1e-12);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn jensen_shannon(first: &[u64], second: &[u64], base: LogBase) -> Result<f64, Undefined> {
    if first.len() != second.len() {
        return Err(Undefined::BadParameter);
    }
    let sum = |list: &[u64]| list.iter().map(|freq| real(*freq)).sum::<f64>();
    let (all_first, all_second) = (sum(first), sum(second));
    if all_first <= 0.0 || all_second <= 0.0 {
        return Err(Undefined::Empty);
    }
    let terms = first.iter().zip(second).map(|(&a, &b)| {
        let (p, q) = (real(a) / all_first, real(b) / all_second);
        let middle = f64::midpoint(p, q);
        // p ln(p/m) - (p - m) is never negative, and the differences sum to 0.
        let term = |share: f64| {
            if middle <= 0.0 { 0.0 } else { crate::number::deviance(share, middle, share - middle) }
        };
        term(p) + term(q)
    });
    Ok(base.scale_ln(terms.sum::<f64>() / 2.0).clamp(0.0, base.log(2.0)))
}

/// The words of one text, each with its frequency.
pub type TextWords = Vec<(u32, u64)>;

/// How corpora are divided and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HomogeneityOptions {
    /// The most frequent words that are compared, 500 by custom; for the correlation of ranks as many that
    /// are frequent in both.
    pub words: usize,
    /// How often the texts are divided at random, 10 by custom.
    pub splits: u32,
    /// The seed: the same seed, the same halves.
    pub seed: u64,
}

impl Default for HomogeneityOptions {
    /// 500 words, 10 divisions from the seed 1.
    fn default() -> Self {
        Self { words: 500, splits: 10, seed: 1 }
    }
}

impl HomogeneityOptions {
    /// With so many words.
    #[must_use]
    pub fn words(self, words: usize) -> Self {
        Self { words, ..self }
    }

    /// Divided so often.
    #[must_use]
    pub fn splits(self, splits: u32) -> Self {
        Self { splits, ..self }
    }

    /// From this seed.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }
}

/// How alike two samples of texts are, the mean over random divisions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Chi-squared by degrees of freedom; low is alike.
    pub chi_squared_by_freedom: f64,
    /// Spearman's correlation; high is alike.
    pub spearman: f64,
    /// Jensen-Shannon divergence in bits; low is alike.
    pub jensen_shannon: f64,
    /// The standard deviation of the first over the divisions.
    pub deviation: f64,
    /// Divisions.
    pub splits: u32,
}

/// How homogeneous a corpus is: its texts are divided into halves at random, again and again, and
/// the halves compared (Kilgarriff 2001).
///
/// Low chi-squared is homogeneous. Compare it with [`similarity`] before two corpora are called
/// different: the difference between corpora means little unless it exceeds that within them.
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two texts or words, [`Undefined::BadParameter`] without
/// divisions.
///
/// # Examples
/// ```
/// use siyaq_stats::{HomogeneityOptions, homogeneity};
///
/// // Texts with «في», «من» and «على», which are the words 0, 1 and 2. Halves of texts that are all
/// // alike do not differ.
/// let alike = vec![vec![(0, 30), (1, 20), (2, 10)]; 4];
/// let within = homogeneity(&alike, &HomogeneityOptions::default())?;
/// assert!(within.chi_squared_by_freedom < 1e-12 && (within.spearman - 1.0).abs() < 1e-12);
/// // Of two texts without a common word each is a half, however they are divided.
/// let unlike = [vec![(0, 30), (1, 20)], vec![(2, 10), (3, 40)]];
/// let within = homogeneity(&unlike, &HomogeneityOptions::default())?;
/// assert!((within.jensen_shannon - 1.0).abs() < 1e-12 && within.deviation < 1e-12);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn homogeneity(
    texts: &[TextWords],
    options: &HomogeneityOptions,
) -> Result<Likeness, Undefined> {
    let (words, texts) = numbered([texts]);
    likeness(options, |random| {
        let [texts] = &texts;
        let mut order: Vec<usize> = (0..texts.len()).collect();
        random.shuffle_first(&mut order, texts.len());
        let (first, second) = order.split_at(texts.len() / 2);
        [sums(texts, first, words), sums(texts, second, words)]
    })
}

/// How alike two corpora are: a random half of the texts of each, compared as [`homogeneity`]
/// compares halves of one, so that the numbers are of one kind.
///
/// # Errors
/// As [`homogeneity`].
///
/// # Examples
/// ```
/// use siyaq_stats::{HomogeneityOptions, homogeneity, similarity};
///
/// // «في» and «من» in the texts of two corpora: 30 and 20 times in each text, 20 and 30 in each.
/// let (first, second) = (vec![vec![(0, 30), (1, 20)]; 4], vec![vec![(0, 20), (1, 30)]; 4]);
/// let options = HomogeneityOptions::default();
/// let between = similarity(&first, &second, &options)?;
/// // Two texts of each: N (ad - bc)^2 by all four sums.
/// let expected = 200.0 * (60.0 * 60.0 - 40.0 * 40.0_f64).powi(2) / 100_f64.powi(4);
/// assert!((between.chi_squared_by_freedom - expected).abs() < 1e-9);
/// // They differ more than each does within itself, which is not at all.
/// assert!(homogeneity(&first, &options)?.chi_squared_by_freedom < 1e-12);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn similarity(
    first: &[TextWords],
    second: &[TextWords],
    options: &HomogeneityOptions,
) -> Result<Likeness, Undefined> {
    let (words, texts) = numbered([first, second]);
    likeness(options, |random| {
        texts.each_ref().map(|texts| {
            let mut order: Vec<usize> = (0..texts.len()).collect();
            let half = texts.len().div_ceil(2);
            random.shuffle_first(&mut order, half);
            sums(texts, order.get(..half).unwrap_or_default(), words)
        })
    })
}

/// How many numbers of words there are, and the texts of corpora with words numbered from 0, so that
/// each number is a place in a list: as they are, unless that list would be longer than the texts.
fn numbered<const N: usize>(corpora: [&[TextWords]; N]) -> (usize, [Cow<'_, [TextWords]>; N]) {
    let all = || corpora.iter().copied().flatten().flatten().map(|(word, _)| *word);
    let most = all().max().map_or(0, |most| most as usize + 1);
    if most <= all().count() {
        return (most, corpora.map(Cow::Borrowed));
    }
    let mut words: Vec<u32> = all().collect();
    words.sort_unstable();
    words.dedup();
    let number = |word: u32| u32::try_from(words.partition_point(|own| *own < word));
    let numbered = |(word, freq): &(u32, u64)| Some((number(*word).ok()?, *freq));
    let text = |text: &TextWords| text.iter().filter_map(numbered).collect();
    let texts = corpora.map(|texts| texts.iter().map(text).collect());
    (words.len(), texts)
}

/// The frequencies of all words in some of the texts.
fn sums(texts: &[TextWords], places: &[usize], words: usize) -> Vec<u64> {
    let mut sums = vec![0_u64; words];
    for &(word, freq) in places.iter().filter_map(|place| texts.get(*place)).flatten() {
        if let Some(sum) = sums.get_mut(word as usize) {
            *sum = sum.saturating_add(freq);
        }
    }
    sums
}

fn likeness(
    options: &HomogeneityOptions,
    halves: impl Fn(&mut Random) -> [Vec<u64>; 2],
) -> Result<Likeness, Undefined> {
    if options.splits == 0 {
        return Err(Undefined::BadParameter);
    }
    let mut values = Vec::new();
    for split in 0..options.splits {
        let mut random = Random::for_task(options.seed, u64::from(split));
        let [first, second] = halves(&mut random);
        let both = first.into_iter().zip(second).filter(|freqs| *freqs != (0, 0));
        let rows: Vec<Vec<u64>> = both.map(|(first, second)| vec![first, second]).collect();
        let chosen = |places: Vec<usize>| -> Vec<Vec<u64>> {
            places.iter().filter_map(|place| rows.get(*place).cloned()).collect()
        };
        let ranked = chosen(frequent_in_all(&rows, options.words));
        let top = chosen(most_frequent(&rows, options.words));
        let halves = |rows: &[Vec<u64>]| {
            [0, 1].map(|half| -> Vec<u64> {
                rows.iter().filter_map(|row| row.get(half).copied()).collect()
            })
        };
        let ([a, b], [first, second]) = (halves(&top), halves(&ranked));
        values.push([
            compare_parts(&top)?.by_freedom,
            spearman(&first, &second)?,
            jensen_shannon(&a, &b, LogBase::Two)?,
        ]);
    }
    let number = f64::from(options.splits);
    let [chi, rank, divergence] = [0, 1, 2]
        .map(|which| values.iter().filter_map(|value| value.get(which)).sum::<f64>() / number);
    let squares: f64 = values.iter().map(|[value, ..]| (value - chi).powi(2)).sum();
    Ok(Likeness {
        chi_squared_by_freedom: chi,
        spearman: rank,
        jensen_shannon: divergence,
        deviation: if options.splits > 1 { (squares / (number - 1.0)).sqrt() } else { 0.0 },
        splits: options.splits,
    })
}
