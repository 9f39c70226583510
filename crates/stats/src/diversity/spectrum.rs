//! Diversity from how many words occur once, twice, three times.

use std::collections::BTreeMap;
use std::f64::consts::LN_10;

use crate::error::{StatsError, StatsErrorKind};
use crate::number::{finite, real};

/// The frequency spectrum of a text: how many types (V_i) have which frequency (i).
///
/// N is the number of tokens, V of types; logarithms are natural. Every measure is `None` where
/// its formula divides by 0 or takes the logarithm of 0, and always for an empty text. All but
/// `yule_k`, `simpson_d` and `hdd` depend on the length of the text: compare texts of one length.
///
/// # Examples
/// ```
/// use siyaq_stats::Spectrum;
///
/// // «من» three times, «كتاب» twice, «قلم» once.
/// let text = Spectrum::from_frequencies([3, 2, 1])?;
/// assert_eq!((text.tokens(), text.types()), (6, 3));
/// assert_eq!(text.ttr(), Some(0.5));
/// # Ok::<(), siyaq_stats::StatsError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spectrum {
    /// Frequency to number of types, both above 0.
    classes: BTreeMap<u64, u64>,
    tokens: u64,
    types: u64,
}

impl Spectrum {
    /// A spectrum from the frequency of each type; zeros are passed over.
    ///
    /// # Errors
    /// When the sum of the frequencies does not fit into 64 bits.
    pub fn from_frequencies(
        frequencies: impl IntoIterator<Item = u64>,
    ) -> Result<Self, StatsError> {
        let mut spectrum = Self { classes: BTreeMap::new(), tokens: 0, types: 0 };
        for freq in frequencies.into_iter().filter(|&freq| freq > 0) {
            spectrum.tokens =
                spectrum.tokens.checked_add(freq).ok_or(StatsErrorKind::CountOverflow)?;
            spectrum.types += 1;
            *spectrum.classes.entry(freq).or_insert(0) += 1;
        }
        Ok(spectrum)
    }

    /// The spectrum of a text, given as the numbers of its words.
    #[must_use]
    pub fn from_words(words: &[u32]) -> Self {
        let mut sorted = words.to_vec();
        sorted.sort_unstable();
        let runs = sorted.chunk_by(|first, second| first == second).map(|run| run.len() as u64);
        // A text in memory has fewer tokens than 64 bits count.
        Self::from_frequencies(runs).unwrap_or_default()
    }

    /// The number of tokens, N.
    #[must_use]
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// The number of types, V.
    #[must_use]
    pub fn types(&self) -> u64 {
        self.types
    }

    /// The number of types with this frequency, V_i.
    #[must_use]
    pub fn types_with(&self, freq: u64) -> u64 {
        self.classes.get(&freq).copied().unwrap_or(0)
    }

    /// Frequencies with their numbers of types, ascending.
    pub fn classes(&self) -> impl Iterator<Item = (u64, u64)> {
        self.classes.iter().map(|(&freq, &types)| (freq, types))
    }

    fn n(&self) -> f64 {
        real(self.tokens)
    }

    fn v(&self) -> f64 {
        real(self.types)
    }

    /// The sum of `V_i f(i)`.
    fn sum(&self, value: impl Fn(f64) -> f64) -> f64 {
        self.classes().map(|(freq, types)| real(types) * value(real(freq))).sum()
    }

    /// The sum of `i^2 V_i`, in whole numbers.
    fn second_moment(&self) -> u128 {
        self.classes()
            .map(|(freq, types)| u128::from(freq) * u128::from(freq) * u128::from(types))
            .sum()
    }

    /// Type-token ratio: V / N.
    #[must_use]
    pub fn ttr(&self) -> Option<f64> {
        finite(self.v() / self.n())
    }

    /// Guiraud's R (1954): V / sqrt N.
    #[must_use]
    pub fn guiraud_r(&self) -> Option<f64> {
        finite(self.v() / self.n().sqrt())
    }

    /// Carroll's corrected ratio (1964): V / sqrt(2 N).
    #[must_use]
    pub fn cttr(&self) -> Option<f64> {
        finite(self.v() / (2.0 * self.n()).sqrt())
    }

    /// Herdan's C (1960): ln V / ln N.
    #[must_use]
    pub fn herdan_c(&self) -> Option<f64> {
        finite(self.v().ln() / self.n().ln())
    }

    /// Somers's S (1966): ln ln V / ln ln N. Its value depends on the base, here e.
    #[must_use]
    pub fn somers_s(&self) -> Option<f64> {
        finite(self.v().ln().ln() / self.n().ln().ln())
    }

    /// Dugast's U (1979): (ln N)^2 / (ln N - ln V). Its value depends on the base, here e.
    #[must_use]
    pub fn dugast_u(&self) -> Option<f64> {
        finite(self.n().ln().powi(2) / (self.n() / self.v()).ln())
    }

    /// Maas's a^2 (1972): (ln N - ln V) / (ln N)^2. **Low is rich.** Depends on the base, here e.
    #[must_use]
    pub fn maas_a2(&self) -> Option<f64> {
        finite((self.n() / self.v()).ln() / self.n().ln().powi(2))
    }

    /// Yule's K (1944): 10^4 (sum i^2 V_i - N) / N^2. **Low is rich.**
    #[must_use]
    pub fn yule_k(&self) -> Option<f64> {
        let surplus = self.second_moment() - u128::from(self.tokens);
        finite(1e4 * (surplus as f64) / (self.n() * self.n()))
    }

    /// Yule's I: V^2 / (sum i^2 V_i - V).
    #[must_use]
    pub fn yule_i(&self) -> Option<f64> {
        let surplus = self.second_moment() - u128::from(self.types);
        finite(self.v() * self.v() / surplus as f64)
    }

    /// Simpson's D (1949): the chance that two tokens are of one type. **Low is rich.**
    #[must_use]
    pub fn simpson_d(&self) -> Option<f64> {
        if self.tokens < 2 {
            return None;
        }
        finite(self.sum(|freq| freq / self.n() * ((freq - 1.0) / (self.n() - 1.0))))
    }

    /// Herdan's Vm (1955): sqrt(sum V_i (i / N)^2 - 1 / V). **Low is rich.**
    #[must_use]
    pub fn herdan_vm(&self) -> Option<f64> {
        let mean = 1.0 / self.v();
        finite(mean)?;
        finite(self.sum(|freq| (freq / self.n() - mean).powi(2)).sqrt())
    }

    /// Honoré's H (1979): 100 ln N / (1 - V_1 / V).
    #[must_use]
    pub fn honore_h(&self) -> Option<f64> {
        finite(100.0 * self.n().ln() / (real(self.types - self.types_with(1)) / self.v()))
    }

    /// Brunet's W (1978): N^(V^-0.172). **Low is rich.**
    #[must_use]
    pub fn brunet_w(&self) -> Option<f64> {
        if self.tokens == 0 {
            return None;
        }
        finite(self.n().powf(self.v().powf(-0.172)))
    }

    /// Sichel's S (1975): V_2 / V.
    #[must_use]
    pub fn sichel_s(&self) -> Option<f64> {
        finite(real(self.types_with(2)) / self.v())
    }

    /// The share of types that occur once: V_1 / V.
    #[must_use]
    pub fn hapax_by_types(&self) -> Option<f64> {
        finite(real(self.types_with(1)) / self.v())
    }

    /// The share of tokens whose type occurs once: V_1 / N.
    #[must_use]
    pub fn hapax_by_tokens(&self) -> Option<f64> {
        finite(real(self.types_with(1)) / self.n())
    }

    /// The entropy of the types in bits: -sum p log2 p.
    #[must_use]
    pub fn entropy(&self) -> Option<f64> {
        if self.tokens == 0 {
            return None;
        }
        finite(self.sum(|freq| freq / self.n() * (self.n() / freq).log2()))
    }

    /// Somers's S with decimal logarithms.
    #[must_use]
    pub fn somers_s_10(&self) -> Option<f64> {
        finite(self.v().log10().log10() / self.n().log10().log10())
    }

    /// Dugast's U with decimal logarithms, as in quanteda.
    #[must_use]
    pub fn dugast_u_10(&self) -> Option<f64> {
        finite(self.dugast_u()? / LN_10)
    }

    /// Maas's a^2 with decimal logarithms, as in taaled. **Low is rich.**
    #[must_use]
    pub fn maas_a2_10(&self) -> Option<f64> {
        finite(self.maas_a2()? * LN_10)
    }

    /// The root of Maas's a^2 with decimal logarithms, the "Maas" of quanteda. **Low is rich.**
    #[must_use]
    pub fn maas_a_10(&self) -> Option<f64> {
        finite(self.maas_a2_10()?.sqrt())
    }

    /// Honoré's H with the logarithm around the whole quotient, as in Wordless:
    /// 100 ln(N / (1 - V_1 / V)).
    #[must_use]
    pub fn honore_h_wordless(&self) -> Option<f64> {
        let repeated = real(self.types - self.types_with(1)) / self.v();
        finite(100.0 * (self.n() / repeated).ln())
    }

    /// Types expected in a random sample of so many tokens, drawn without return: the growth of
    /// the vocabulary if words came in random order.
    ///
    /// `None` if the text is shorter.
    ///
    /// Cost: for each different frequency the lesser of it and the sample, at most.
    #[must_use]
    pub fn expected_types(&self, sample: u64) -> Option<f64> {
        if self.tokens < sample {
            return None;
        }
        let rest = self.tokens - sample;
        let met = |(freq, types): (u64, u64)| {
            // With fewer other tokens than draws the word cannot be missed.
            if freq > rest {
                return real(types);
            }
            // ln of (N-n)! (N-f)! / (N! (N-n-f)!), by the shorter of two equal products.
            let (short, long) = (freq.min(sample), freq.max(sample));
            let mut ln_missed = 0.0;
            for step in 0..short {
                ln_missed += (-real(long) / real(self.tokens - step)).ln_1p();
                // e to this is 0.
                if ln_missed < -750.0 {
                    break;
                }
            }
            real(types) * -f64::exp_m1(ln_missed)
        };
        finite(self.classes().map(met).sum())
    }

    /// HD-D (McCarthy and Jarvis 2007): the type-token ratio expected in a random sample.
    ///
    /// `sample` tokens are drawn without return, 42 by custom. `None` if the text is shorter or
    /// the sample empty.
    #[must_use]
    pub fn hdd(&self, sample: u32) -> Option<f64> {
        finite(self.expected_types(u64::from(sample))? / f64::from(sample))
    }

    /// Fisher's alpha (1943): the solution of V = alpha ln(1 + N / alpha).
    ///
    /// `None` if every token is a type of its own.
    #[must_use]
    pub fn fisher_alpha(&self) -> Option<f64> {
        if self.types == 0 || self.types == self.tokens {
            return None;
        }
        let ratio = self.v() / self.n();
        // With y = N / alpha: ln(1 + y) / y = V / N, which falls in y; bisect ln y.
        let (mut low, mut high) = (-40.0_f64, 100.0_f64);
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if middle.exp().ln_1p() / middle.exp() > ratio { low = middle } else { high = middle }
        }
        finite(self.n() / low.exp())
    }
}
