//! The measures of diversity by name, and what each is.

use super::options::DiversityOptions;
use super::running::{Mtld, mattr, msttr, mtld, mtld_factors};
use super::sampling::{vocd_d, vocd_d_expected};
use super::spectrum::Spectrum;
use crate::catalog::{described, listed};
use crate::undefined::Undefined;

/// A measure of lexical diversity, to be chosen by the name of its column.
///
/// Most read how often words occur ([`Spectrum`]); those for which
/// [`DiversityMeasure::needs_text`] holds read the words in order.
///
/// # Examples
/// ```
/// use siyaq_stats::{DiversityMeasure, DiversityOptions, Undefined};
///
/// // «من كتاب الى كتاب من باب الى باب» as the numbers of its words.
/// let words = [1, 2, 3, 2, 1, 4, 3, 4];
/// let options = DiversityOptions::default().window(4);
/// let score = |name: &str| name.parse::<DiversityMeasure>().map(|m| m.evaluate_text(&words, &options));
/// assert_eq!(score("ttr")?, Ok(0.5));
/// assert_eq!(score("mattr")?, Ok(0.85));
/// assert_eq!(score("hdd")?, Err(Undefined::ShorterThanWindow));
/// # Ok::<(), siyaq_stats::StatsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DiversityMeasure {
    /// `ttr`: The share of different words among all words.
    Ttr,
    /// `guiraud_r`: The type-token ratio with the root of the length.
    GuiraudR,
    /// `cttr`: The corrected type-token ratio: Guiraud's R by the root of 2.
    Cttr,
    /// `herdan_c`: The type-token ratio of logarithms.
    HerdanC,
    /// `somers_s`: The type-token ratio of logarithms of logarithms, natural ones.
    SomersS,
    /// `somers_s_10`: Somers's S with decimal logarithms.
    SomersS10,
    /// `dugast_u`: Uber index: how far V stays behind N, in natural logarithms.
    DugastU,
    /// `dugast_u_10`: Dugast's U with decimal logarithms.
    DugastU10,
    /// `maas_a2`: The inverse of Dugast's U.
    MaasA2,
    /// `maas_a2_10`: Maas's a^2 with decimal logarithms.
    MaasA210,
    /// `maas_a_10`: The root of Maas's a^2 with decimal logarithms.
    MaasA10,
    /// `yule_k`: How often two random words are the same, in ten thousandths.
    YuleK,
    /// `yule_i`: An inverse of Yule's K.
    YuleI,
    /// `simpson_d`: The chance that two words drawn without return are the same.
    SimpsonD,
    /// `herdan_vm`: The variation of the frequencies by their sum.
    HerdanVm,
    /// `herdan_vm_squared`: The square of Herdan's Vm.
    HerdanVmSquared,
    /// `honore_h`: Richness by the share of words that occur once.
    HonoreH,
    /// `honore_h_wordless`: Honoré's H with the logarithm around the whole quotient.
    HonoreHWordless,
    /// `brunet_w`: A power that falls as the vocabulary grows.
    BrunetW,
    /// `sichel_s`: The share of types that occur twice, which hardly moves with length.
    SichelS,
    /// `hapax_by_types`: The share of types that occur once.
    HapaxByTypes,
    /// `hapax_by_tokens`: The share of tokens whose type occurs once: the chance that the next word
    /// is new.
    HapaxByTokens,
    /// `entropy`: The entropy of the types in bits.
    Entropy,
    /// `fisher_alpha`: The parameter of a logarithmic series with so many types and tokens.
    FisherAlpha,
    /// `hdd`: HD-D: the type-token ratio expected in random samples of 42 words.
    Hdd,
    /// `vocd_d`: vocd-D: the D whose curve fits random samples of 35 to 50 words.
    VocdD,
    /// `vocd_d_expected`: vocd-D from the exact expectation of the samples: no seed.
    VocdDExpected,
    /// `msttr`: The mean type-token ratio of whole segments; the remainder is dropped.
    Msttr,
    /// `mattr`: The mean type-token ratio of all windows.
    Mattr,
    /// `mtld`: How many words it takes until the type-token ratio falls below 0.72, the mean of
    /// both directions.
    Mtld,
    /// `mtld_10`: MTLD whose factors have at least 10 words.
    Mtld10,
    /// `mtld_mean_factor`: The mean length of all factors of both directions, each of at least 10
    /// words.
    MtldMeanFactor,
}

/// What a measure of diversity is, in one row of [`TABLE`].
struct Row {
    measure: DiversityMeasure,
    name: &'static str,
    description: &'static str,
    use_when: &'static str,
    formula: &'static str,
    range: &'static str,
    zero_rule: &'static str,
    source: &'static str,
}

/// Every measure once, in the order of the enumeration.
static TABLE: &[Row] = &[
    Row {
        measure: DiversityMeasure::Ttr,
        name: "ttr",
        description: "The share of different words among all words.",
        use_when: "Only between texts of one length: it falls as a text grows.",
        formula: "V / N",
        range: "0 to 1; high is rich",
        zero_rule: "undefined for an empty text",
        source: "Johnson (1944)",
    },
    Row {
        measure: DiversityMeasure::GuiraudR,
        name: "guiraud_r",
        description: "The type-token ratio with the root of the length.",
        use_when: "Texts of nearly one length.",
        formula: "V / sqrt N",
        range: "0 to sqrt N; high is rich",
        zero_rule: "undefined for an empty text",
        source: "Guiraud (1954)",
    },
    Row {
        measure: DiversityMeasure::Cttr,
        name: "cttr",
        description: "The corrected type-token ratio: Guiraud's R by the root of 2.",
        use_when: "As guiraud_r, which gives the same order.",
        formula: "V / sqrt(2 N)",
        range: "0 to sqrt(N/2); high is rich",
        zero_rule: "undefined for an empty text",
        source: "Carroll (1964)",
    },
    Row {
        measure: DiversityMeasure::HerdanC,
        name: "herdan_c",
        description: "The type-token ratio of logarithms.",
        use_when: "Texts of similar length; less moved by it than ttr.",
        formula: "ln V / ln N",
        range: "0 to 1; high is rich",
        zero_rule: "undefined if N < 2",
        source: "Herdan (1960)",
    },
    Row {
        measure: DiversityMeasure::SomersS,
        name: "somers_s",
        description: "The type-token ratio of logarithms of logarithms, natural ones.",
        use_when: "To compare with lexicalrichness and Wordless, which take base e.",
        formula: "ln ln V / ln ln N",
        range: "to 1; high is rich",
        zero_rule: "undefined if V < 2 or N < 3",
        source: "Somers (1966)",
    },
    Row {
        measure: DiversityMeasure::SomersS10,
        name: "somers_s_10",
        description: "Somers's S with decimal logarithms.",
        use_when: "To compare with quanteda.",
        formula: "log10 log10 V / log10 log10 N",
        range: "no fixed bounds",
        zero_rule: "undefined if V < 2 or N is 1 or 10",
        source: "Somers (1966), variant of quanteda",
    },
    Row {
        measure: DiversityMeasure::DugastU,
        name: "dugast_u",
        description: "Uber index: how far V stays behind N, in natural logarithms.",
        use_when: "Texts of different length, within limits.",
        formula: "(ln N)^2 / (ln N - ln V)",
        range: "0 to +inf; high is rich",
        zero_rule: "undefined if no word is repeated",
        source: "Dugast (1979)",
    },
    Row {
        measure: DiversityMeasure::DugastU10,
        name: "dugast_u_10",
        description: "Dugast's U with decimal logarithms.",
        use_when: "To compare with quanteda.",
        formula: "(log10 N)^2 / (log10 N - log10 V)",
        range: "0 to +inf; high is rich",
        zero_rule: "undefined if no word is repeated",
        source: "Dugast (1979), variant of quanteda",
    },
    Row {
        measure: DiversityMeasure::MaasA2,
        name: "maas_a2",
        description: "The inverse of Dugast's U.",
        use_when: "As dugast_u; mind the direction.",
        formula: "(ln N - ln V) / (ln N)^2",
        range: "0 to +inf; low is rich",
        zero_rule: "undefined if N < 2",
        source: "Maas (1972)",
    },
    Row {
        measure: DiversityMeasure::MaasA210,
        name: "maas_a2_10",
        description: "Maas's a^2 with decimal logarithms.",
        use_when: "To compare with taaled.",
        formula: "(log10 N - log10 V) / (log10 N)^2",
        range: "0 to +inf; low is rich",
        zero_rule: "undefined if N < 2",
        source: "Maas (1972), variant of taaled",
    },
    Row {
        measure: DiversityMeasure::MaasA10,
        name: "maas_a_10",
        description: "The root of Maas's a^2 with decimal logarithms.",
        use_when: "To compare with quanteda.",
        formula: "sqrt((log10 N - log10 V) / (log10 N)^2)",
        range: "0 to +inf; low is rich",
        zero_rule: "undefined if N < 2",
        source: "Maas (1972), variant of quanteda",
    },
    Row {
        measure: DiversityMeasure::YuleK,
        name: "yule_k",
        description: "How often two random words are the same, in ten thousandths.",
        use_when: "Texts of any length; it reads the frequent words above all.",
        formula: "10^4 (sum i^2 V_i - N) / N^2",
        range: "0 to 10^4; low is rich",
        zero_rule: "undefined for an empty text",
        source: "Yule (1944)",
    },
    Row {
        measure: DiversityMeasure::YuleI,
        name: "yule_i",
        description: "An inverse of Yule's K.",
        use_when: "As yule_k, where high should be rich.",
        formula: "V^2 / (sum i^2 V_i - V)",
        range: "0 to +inf; high is rich",
        zero_rule: "undefined if no word is repeated",
        source: "Yule (1944)",
    },
    Row {
        measure: DiversityMeasure::SimpsonD,
        name: "simpson_d",
        description: "The chance that two words drawn without return are the same.",
        use_when: "Texts of any length; the exact form of yule_k.",
        formula: "sum V_i i(i-1) / (N (N-1))",
        range: "0 to 1; low is rich",
        zero_rule: "undefined if N < 2",
        source: "Simpson (1949)",
    },
    Row {
        measure: DiversityMeasure::HerdanVm,
        name: "herdan_vm",
        description: "The variation of the frequencies by their sum.",
        use_when: "Texts of any length; close to the root of yule_k.",
        formula: "sqrt(sum V_i (i/N)^2 - 1/V)",
        range: "0 to 1; low is rich",
        zero_rule: "undefined for an empty text",
        source: "Herdan (1955)",
    },
    Row {
        measure: DiversityMeasure::HerdanVmSquared,
        name: "herdan_vm_squared",
        description: "The square of Herdan's Vm.",
        use_when: "Only to repeat figures of Wordless.",
        formula: "sum V_i (i/N)^2 - 1/V",
        range: "0 to 1; low is rich",
        zero_rule: "undefined for an empty text",
        source: "Herdan (1955), variant of Wordless",
    },
    Row {
        measure: DiversityMeasure::HonoreH,
        name: "honore_h",
        description: "Richness by the share of words that occur once.",
        use_when: "Texts of similar length; sensitive to errors of spelling.",
        formula: "100 ln N / (1 - V_1/V)",
        range: "0 to +inf; high is rich",
        zero_rule: "undefined if every type occurs once",
        source: "Honoré (1979)",
    },
    Row {
        measure: DiversityMeasure::HonoreHWordless,
        name: "honore_h_wordless",
        description: "Honoré's H with the logarithm around the whole quotient.",
        use_when: "Only to repeat figures of Wordless.",
        formula: "100 ln(N / (1 - V_1/V))",
        range: "0 to +inf; high is rich",
        zero_rule: "undefined if every type occurs once",
        source: "Wordless",
    },
    Row {
        measure: DiversityMeasure::BrunetW,
        name: "brunet_w",
        description: "A power that falls as the vocabulary grows.",
        use_when: "Texts of similar length.",
        formula: "N^(V^-0.172)",
        range: "1 to N; low is rich",
        zero_rule: "undefined for an empty text",
        source: "Brunet (1978)",
    },
    Row {
        measure: DiversityMeasure::SichelS,
        name: "sichel_s",
        description: "The share of types that occur twice, which hardly moves with length.",
        use_when: "Texts of different length.",
        formula: "V_2 / V",
        range: "0 to 1",
        zero_rule: "undefined for an empty text",
        source: "Sichel (1975)",
    },
    Row {
        measure: DiversityMeasure::HapaxByTypes,
        name: "hapax_by_types",
        description: "The share of types that occur once.",
        use_when: "How much of the vocabulary is chance, and error.",
        formula: "V_1 / V",
        range: "0 to 1",
        zero_rule: "undefined for an empty text",
        source: "Baayen (2001)",
    },
    Row {
        measure: DiversityMeasure::HapaxByTokens,
        name: "hapax_by_tokens",
        description: "The share of tokens whose type occurs once: the chance that the next word is new.",
        use_when: "How fast the vocabulary still grows.",
        formula: "V_1 / N",
        range: "0 to 1",
        zero_rule: "undefined for an empty text",
        source: "Baayen (2001)",
    },
    Row {
        measure: DiversityMeasure::Entropy,
        name: "entropy",
        description: "The entropy of the types in bits.",
        use_when: "Texts of one length.",
        formula: "-sum p log2 p",
        range: "0 to log2 V; high is rich",
        zero_rule: "undefined for an empty text",
        source: "Shannon (1948)",
    },
    Row {
        measure: DiversityMeasure::FisherAlpha,
        name: "fisher_alpha",
        description: "The parameter of a logarithmic series with so many types and tokens.",
        use_when: "Texts of different length, where most words are rare.",
        formula: "alpha with V = alpha ln(1 + N/alpha)",
        range: "0 to +inf; high is rich",
        zero_rule: "undefined if no word is repeated",
        source: "Fisher, Corbet and Williams (1943)",
    },
    Row {
        measure: DiversityMeasure::Hdd,
        name: "hdd",
        description: "HD-D: the type-token ratio expected in random samples of 42 words.",
        use_when: "The first choice for texts of any length from 42 words on; blind to the order of words.",
        formula: "sum over types of (1 - Hyp(0; N, f, 42)) / 42",
        range: "0 to 1; high is rich",
        zero_rule: "undefined if the text is shorter than the sample",
        source: "McCarthy and Jarvis (2007)",
    },
    Row {
        measure: DiversityMeasure::VocdD,
        name: "vocd_d",
        description: "vocd-D: the D whose curve fits random samples of 35 to 50 words.",
        use_when: "Only to compare with studies that use it: it moves with the seed, and hdd is its expectation in other units.",
        formula: "D of the curve (D/n)(sqrt(1 + 2n/D) - 1), by least squares over n = 35..50",
        range: "0 to +inf; high is rich",
        zero_rule: "undefined below 50 words, or if no sample repeats a word",
        source: "McKee, Malvern and Richards (2000)",
    },
    Row {
        measure: DiversityMeasure::VocdDExpected,
        name: "vocd_d_expected",
        description: "vocd-D from the exact expectation of the samples: no seed.",
        use_when: "In place of vocd_d.",
        formula: "as vocd_d, on the expected type-token ratios",
        range: "0 to +inf; high is rich",
        zero_rule: "undefined below 50 words, or if no word is repeated",
        source: "McCarthy and Jarvis (2007)",
    },
    Row {
        measure: DiversityMeasure::Msttr,
        name: "msttr",
        description: "The mean type-token ratio of whole segments; the remainder is dropped.",
        use_when: "Texts of many segments. WordSmith's STTR has segments of 1,000 words and gives 0 for shorter texts, where this is undefined.",
        formula: "mean V/N of segments",
        range: "0 to 1; high is rich",
        zero_rule: "undefined if the text is shorter than a segment",
        source: "Johnson (1944)",
    },
    Row {
        measure: DiversityMeasure::Mattr,
        name: "mattr",
        description: "The mean type-token ratio of all windows.",
        use_when: "The first choice for texts of any length that should be read in order.",
        formula: "mean V/N of windows",
        range: "0 to 1; high is rich",
        zero_rule: "undefined if the text is shorter than the window",
        source: "Covington and McFall (2010)",
    },
    Row {
        measure: DiversityMeasure::Mtld,
        name: "mtld",
        description: "How many words it takes until the type-token ratio falls below 0.72, the mean of both directions.",
        use_when: "Texts of 100 words and more, read in order.",
        formula: "mean of N / factors, forward and backward",
        range: "1 to +inf; high is rich",
        zero_rule: "undefined if no word is repeated",
        source: "McCarthy and Jarvis (2010)",
    },
    Row {
        measure: DiversityMeasure::Mtld10,
        name: "mtld_10",
        description: "MTLD whose factors have at least 10 words.",
        use_when: "To compare with taaled, its mtldo.",
        formula: "as mtld, factors of 10 words and more",
        range: "1 to +inf; high is rich",
        zero_rule: "undefined if no word is repeated",
        source: "McCarthy and Jarvis (2010), variant of taaled",
    },
    Row {
        measure: DiversityMeasure::MtldMeanFactor,
        name: "mtld_mean_factor",
        description: "The mean length of all factors of both directions, each of at least 10 words.",
        use_when: "To compare with taaled, its mtld.",
        formula: "mean length of factors, the unfinished ones by their share",
        range: "1 to +inf; high is rich",
        zero_rule: "undefined if no word is repeated",
        source: "Kyle, Crossley and Jarvis (2021), taaled",
    },
];

listed!(DiversityMeasure, TABLE of Row);

described!(
    DiversityMeasure,
    row,
    /// The formula. N tokens, V types, V_i types that occur i times, p = i / N.
    formula,
    /// The values the measure can take, and which of them is rich.
    range as "range"
);

impl DiversityMeasure {
    /// Whether the measure reads the words in order, or samples of them, and not their
    /// frequencies alone.
    #[must_use]
    pub fn needs_text(self) -> bool {
        matches!(
            self,
            Self::VocdD
                | Self::Msttr
                | Self::Mattr
                | Self::Mtld
                | Self::Mtld10
                | Self::MtldMeanFactor
        )
    }

    /// The measure of the frequencies of a text.
    ///
    /// # Errors
    /// The reason, where the measure is undefined, or that it needs the words in order.
    pub fn evaluate_spectrum(
        self,
        text: &Spectrum,
        options: &DiversityOptions,
    ) -> Result<f64, Undefined> {
        let value = match self {
            Self::Ttr => text.ttr(),
            Self::GuiraudR => text.guiraud_r(),
            Self::Cttr => text.cttr(),
            Self::HerdanC => text.herdan_c(),
            Self::SomersS => text.somers_s(),
            Self::SomersS10 => text.somers_s_10(),
            Self::DugastU => text.dugast_u(),
            Self::DugastU10 => text.dugast_u_10(),
            Self::MaasA2 => text.maas_a2(),
            Self::MaasA210 => text.maas_a2_10(),
            Self::MaasA10 => text.maas_a_10(),
            Self::YuleK => text.yule_k(),
            Self::YuleI => text.yule_i(),
            Self::SimpsonD => text.simpson_d(),
            Self::HerdanVm => text.herdan_vm(),
            Self::HerdanVmSquared => text.herdan_vm().map(|vm| vm * vm),
            Self::HonoreH => text.honore_h(),
            Self::HonoreHWordless => text.honore_h_wordless(),
            Self::BrunetW => text.brunet_w(),
            Self::SichelS => text.sichel_s(),
            Self::HapaxByTypes => text.hapax_by_types(),
            Self::HapaxByTokens => text.hapax_by_tokens(),
            Self::Entropy => text.entropy(),
            Self::FisherAlpha => text.fisher_alpha(),
            Self::Hdd => text.hdd(options.sample),
            Self::VocdDExpected => return vocd_d_expected(text),
            _ => return Err(Undefined::NeedsText),
        };
        value.ok_or_else(|| self.reason(text, options))
    }

    /// Why a measure of frequencies has no value.
    fn reason(self, text: &Spectrum, options: &DiversityOptions) -> Undefined {
        match self {
            _ if text.tokens() == 0 => Undefined::Empty,
            Self::Hdd if options.sample == 0 => Undefined::BadParameter,
            Self::Hdd => Undefined::ShorterThanWindow,
            Self::DugastU | Self::DugastU10 | Self::YuleI | Self::FisherAlpha => {
                Undefined::NothingRepeated
            }
            Self::HonoreH | Self::HonoreHWordless => Undefined::NothingRepeated,
            _ => Undefined::TooFew,
        }
    }

    /// The measure of a text, given as the numbers of its words in order.
    ///
    /// # Errors
    /// The reason, where the measure is undefined.
    pub fn evaluate_text(
        self,
        words: &[u32],
        options: &DiversityOptions,
    ) -> Result<f64, Undefined> {
        let shorter = |size: usize| {
            if size == 0 { Undefined::BadParameter } else { Undefined::ShorterThanWindow }
        };
        let factors = || mtld_factors(words, options.threshold, TAALED_MINIMUM);
        let no_factor = match options.threshold {
            threshold if threshold > 0.0 && threshold < 1.0 => Undefined::NothingRepeated,
            _ => Undefined::BadParameter,
        };
        match self {
            Self::VocdD => vocd_d(words, &options.vocd),
            Self::Msttr => msttr(words, options.segment).ok_or_else(|| shorter(options.segment)),
            Self::Mattr => mattr(words, options.window).ok_or_else(|| shorter(options.window)),
            Self::Mtld => mtld(words, options.threshold).map(Mtld::mean).ok_or(no_factor),
            Self::Mtld10 => factors().map(|factors| factors.original).ok_or(no_factor),
            Self::MtldMeanFactor => factors().map(|factors| factors.mean_factor).ok_or(no_factor),
            _ => self.evaluate_spectrum(&Spectrum::from_words(words), options),
        }
    }
}

/// The least length of a factor in taaled.
const TAALED_MINIMUM: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enumeration() {
        for (place, row) in TABLE.iter().enumerate() {
            assert_eq!(row.measure as usize, place, "{}", row.name);
            assert_eq!(row.name.parse(), Ok(row.measure));
        }
        assert_eq!(TABLE.len(), DiversityMeasure::MtldMeanFactor as usize + 1);
    }
}
