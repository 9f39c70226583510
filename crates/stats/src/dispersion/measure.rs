//! The measures of dispersion by name.

use std::fmt;
use std::str::FromStr;

use super::parts::PartCounts;
use super::positions::Gaps;
use crate::error::{StatsError, StatsErrorKind};
use crate::number::real;

/// What a measure of dispersion is, in one row of [`TABLE`].
struct Row {
    measure: DispersionMeasure,
    name: &'static str,
    description: &'static str,
    formula: &'static str,
    even_to_clumped: &'static str,
    source: &'static str,
}

/// A measure of dispersion, to be chosen by the name of its column.
///
/// Most read the counts of a word in parts ([`PartCounts`]), the last five read its positions
/// ([`Gaps`]); [`DispersionMeasure::needs_positions`] tells which.
///
/// # Examples
/// ```
/// use siyaq_stats::{DispersionMeasure, PartSizes};
///
/// // «كتاب» twice in the first of three texts, once in the second.
/// let parts = PartSizes::new(vec![10, 10, 10])?;
/// let counts = [(0, 2), (1, 1)];
/// let measure: DispersionMeasure = "dp_norm".parse()?;
/// let score = measure.of_parts(&parts.counts(&counts)?).expect("occurs in several parts");
/// assert!((score - 0.5).abs() < 1e-15);
/// # Ok::<(), siyaq_stats::StatsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DispersionMeasure {
    /// `range`, see [`PartCounts::range`].
    Range,
    /// `range_share`, see [`PartCounts::range_share`].
    RangeShare,
    /// `sd`, see [`PartCounts::sd`].
    Sd,
    /// `vc`, see [`PartCounts::vc`].
    Vc,
    /// `juilland_d`, see [`PartCounts::juilland_d`].
    JuillandD,
    /// `juilland_u`, see [`PartCounts::juilland_u`].
    JuillandU,
    /// `carroll_d2`, see [`PartCounts::carroll_d2`].
    CarrollD2,
    /// `carroll_um`, see [`PartCounts::carroll_um`].
    CarrollUm,
    /// `rosengren_s`, see [`PartCounts::rosengren_s`].
    RosengrenS,
    /// `rosengren_kf`, see [`PartCounts::rosengren_kf`].
    RosengrenKf,
    /// `engwall_fm`, see [`PartCounts::engwall_fm`].
    EngwallFm,
    /// `kromer_ur`, see [`PartCounts::kromer_ur`].
    KromerUr,
    /// `lyne_d3`, see [`PartCounts::lyne_d3`].
    LyneD3,
    /// `zhang_dc`, see [`PartCounts::zhang_dc`].
    ZhangDc,
    /// `dp`, see [`PartCounts::dp`].
    Dp,
    /// `dp_norm`, see [`PartCounts::dp_norm`].
    DpNorm,
    /// `dp_egbert`, see [`PartCounts::dp_egbert`].
    DpEgbert,
    /// `kld`, see [`PartCounts::kld`].
    Kld,
    /// `kld_norm`, see [`PartCounts::kld_norm`].
    KldNorm,
    /// `kld_norm_exp`, see [`PartCounts::kld_norm_exp`].
    KldNormExp,
    /// `kld_norm_exp2`, see [`PartCounts::kld_norm_exp2`].
    KldNormExp2,
    /// `da`, see [`PartCounts::da`].
    Da,
    /// `jsd`, see [`PartCounts::jsd`].
    Jsd,
    /// `hellinger`, see [`PartCounts::hellinger`].
    Hellinger,
    /// `arf`, see [`Gaps::arf`].
    Arf,
    /// `awt`, see [`Gaps::awt`].
    Awt,
    /// `ald`, see [`Gaps::ald`].
    Ald,
    /// `f_awt`, see [`Gaps::f_awt`].
    FAwt,
    /// `f_ald`, see [`Gaps::f_ald`].
    FAld,
}

/// Every measure once, in the order of the enumeration.
static TABLE: &[Row] = &[
    Row {
        measure: DispersionMeasure::Range,
        name: "range",
        description: "The number of parts in which the word occurs.",
        formula: "number of parts with v > 0",
        even_to_clumped: "k to 1",
        source: "Keniston (1920)",
    },
    Row {
        measure: DispersionMeasure::RangeShare,
        name: "range_share",
        description: "The share of the parts in which the word occurs.",
        formula: "(number of parts with v > 0) / k",
        even_to_clumped: "1 to 1/k",
        source: "Keniston (1920)",
    },
    Row {
        measure: DispersionMeasure::Sd,
        name: "sd",
        description: "The population standard deviation of the counts.",
        formula: "sqrt(sum (v - f/k)^2 / k)",
        even_to_clumped: "0 to +inf",
        source: "Gries (2008)",
    },
    Row {
        measure: DispersionMeasure::Vc,
        name: "vc",
        description: "The standard deviation of the counts by their mean.",
        formula: "sd / (f/k)",
        even_to_clumped: "0 to sqrt(k - 1)",
        source: "Gries (2008)",
    },
    Row {
        measure: DispersionMeasure::JuillandD,
        name: "juilland_d",
        description: "Evenness of the relative frequencies, by their variation coefficient.",
        formula: "1 - (sd(p) / mean(p)) / sqrt(k - 1)",
        even_to_clumped: "1 to 0",
        source: "Juilland, Brodin and Davidovitch (1970)",
    },
    Row {
        measure: DispersionMeasure::JuillandU,
        name: "juilland_u",
        description: "The frequency lowered by juilland_d.",
        formula: "juilland_d f",
        even_to_clumped: "f to 0",
        source: "Juilland, Brodin and Davidovitch (1970)",
    },
    Row {
        measure: DispersionMeasure::CarrollD2,
        name: "carroll_d2",
        description: "Evenness of the relative frequencies, by their entropy.",
        formula: "-sum q ln q / ln k, q = p / sum p",
        even_to_clumped: "1 to 0",
        source: "Carroll (1970)",
    },
    Row {
        measure: DispersionMeasure::CarrollUm,
        name: "carroll_um",
        description: "The frequency lowered by carroll_d2.",
        formula: "D2 f + (1 - D2) f / k",
        even_to_clumped: "f to f/k",
        source: "Carroll (1970)",
    },
    Row {
        measure: DispersionMeasure::RosengrenS,
        name: "rosengren_s",
        description: "Evenness of the counts against the sizes of the parts.",
        formula: "(sum sqrt(s v))^2 / f",
        even_to_clumped: "1 to min s",
        source: "Rosengren (1971)",
    },
    Row {
        measure: DispersionMeasure::RosengrenKf,
        name: "rosengren_kf",
        description: "The frequency lowered by rosengren_s.",
        formula: "(sum sqrt(s v))^2",
        even_to_clumped: "f to f min s",
        source: "Rosengren (1971)",
    },
    Row {
        measure: DispersionMeasure::EngwallFm,
        name: "engwall_fm",
        description: "The frequency lowered by the share of parts in which the word occurs.",
        formula: "f range / k",
        even_to_clumped: "f to f/k",
        source: "Engwall (1974)",
    },
    Row {
        measure: DispersionMeasure::KromerUr,
        name: "kromer_ur",
        description: "A usage measure in which each further occurrence in a part counts less.",
        formula: "sum (1 + 1/2 + ... + 1/v)",
        even_to_clumped: "no fixed bounds",
        source: "Kromer (2003)",
    },
    Row {
        measure: DispersionMeasure::LyneD3,
        name: "lyne_d3",
        description: "Evenness over parts of equal size, by chi-squared.",
        formula: "1 - sum (v - f/k)^2 / (f/k) / (4 f)",
        even_to_clumped: "1 to 1 - (k - 1)/4",
        source: "Lyne (1985)",
    },
    Row {
        measure: DispersionMeasure::ZhangDc,
        name: "zhang_dc",
        description: "Distributional consistency over parts of equal size.",
        formula: "(sum sqrt(v) / k)^2 / (f/k)",
        even_to_clumped: "1 to 1/k",
        source: "Zhang, Huang and Yu (2004)",
    },
    Row {
        measure: DispersionMeasure::Dp,
        name: "dp",
        description: "Deviation of proportions: the share of the word that sits where it should not.",
        formula: "sum |t - s| / 2",
        even_to_clumped: "0 to 1 - min s",
        source: "Gries (2008)",
    },
    Row {
        measure: DispersionMeasure::DpNorm,
        name: "dp_norm",
        description: "Deviation of proportions by its greatest value.",
        formula: "dp / (1 - min s)",
        even_to_clumped: "0 to 1",
        source: "Lijffijt and Gries (2012)",
    },
    Row {
        measure: DispersionMeasure::DpEgbert,
        name: "dp_egbert",
        description: "Deviation of proportions turned round, by its greatest value over the parts that hold the word.",
        formula: "1 - dp / (1 - min{s: v > 0})",
        even_to_clumped: "1 to 0",
        source: "Egbert, Burch and Biber (2020)",
    },
    Row {
        measure: DispersionMeasure::Kld,
        name: "kld",
        description: "Kullback-Leibler divergence of the word's shares from the parts' shares, in bits.",
        formula: "sum t log2(t / s)",
        even_to_clumped: "0 to -log2 min s",
        source: "Gries (2020)",
    },
    Row {
        measure: DispersionMeasure::KldNorm,
        name: "kld_norm",
        description: "The divergence brought to 0..1 as odds to one.",
        formula: "1 - kld / (1 + kld)",
        even_to_clumped: "1 to 0",
        source: "Gries (2024)",
    },
    Row {
        measure: DispersionMeasure::KldNormExp,
        name: "kld_norm_exp",
        description: "The divergence brought to 0..1 as a power of e.",
        formula: "e^-kld",
        even_to_clumped: "1 to 0",
        source: "Gries (2021)",
    },
    Row {
        measure: DispersionMeasure::KldNormExp2,
        name: "kld_norm_exp2",
        description: "The divergence brought to 0..1 as a power of 2.",
        formula: "2^-kld",
        even_to_clumped: "1 to min s",
        source: "Gries (2021)",
    },
    Row {
        measure: DispersionMeasure::Da,
        name: "da",
        description: "Evenness by the mean difference of the relative frequencies of all pairs of parts.",
        formula: "1 - mean |p_i - p_j| / (2 mean p)",
        even_to_clumped: "1 to 0",
        source: "Burch, Egbert and Biber (2017)",
    },
    Row {
        measure: DispersionMeasure::Jsd,
        name: "jsd",
        description: "One less the Jensen-Shannon divergence of the word's and the parts' shares, in bits.",
        formula: "1 - JSD(t, s)",
        even_to_clumped: "1 to 0",
        source: "Lin (1991)",
    },
    Row {
        measure: DispersionMeasure::Hellinger,
        name: "hellinger",
        description: "One less the Hellinger distance of the word's and the parts' shares.",
        formula: "1 - sqrt(1 - sum sqrt(t s))",
        even_to_clumped: "1 to 0",
        source: "Hellinger (1909)",
    },
    Row {
        measure: DispersionMeasure::Arf,
        name: "arf",
        description: "Average reduced frequency: occurrences close together count as one.",
        formula: "sum min(d, N/f) / (N/f)",
        even_to_clumped: "f to about 1",
        source: "Savický and Hlaváčová (2002)",
    },
    Row {
        measure: DispersionMeasure::Awt,
        name: "awt",
        description: "Average waiting time for the next occurrence, in tokens.",
        formula: "(1 + sum d^2 / N) / 2",
        even_to_clumped: "(1 + N/f) / 2 to (1 + N) / 2",
        source: "Savický and Hlaváčová (2002)",
    },
    Row {
        measure: DispersionMeasure::Ald,
        name: "ald",
        description: "Average logarithmic distance, base 10.",
        formula: "sum d log10(d) / N",
        even_to_clumped: "log10(N/f) to log10 N",
        source: "Savický and Hlaváčová (2002)",
    },
    Row {
        measure: DispersionMeasure::FAwt,
        name: "f_awt",
        description: "The frequency of an evenly spread word with the same awt.",
        formula: "N^2 / sum d^2",
        even_to_clumped: "f to about 1",
        source: "Savický and Hlaváčová (2002)",
    },
    Row {
        measure: DispersionMeasure::FAld,
        name: "f_ald",
        description: "The frequency of an evenly spread word with the same ald.",
        formula: "exp(-sum (d/N) ln(d/N))",
        even_to_clumped: "f to about 1",
        source: "Savický and Hlaváčová (2002)",
    },
];

impl DispersionMeasure {
    /// Every measure once.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.measure)
    }

    fn row(self) -> &'static Row {
        // The table holds every variant in order, which a test asserts.
        &TABLE[self as usize]
    }

    /// The name, also of the column.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What the measure says, for a reader.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.row().description
    }

    /// The formula. k parts, v the count in a part, f = sum v, t = v / f, s the part's share of
    /// all tokens, p = v / size; d the distances between occurrences, N the tokens.
    #[must_use]
    pub fn formula(self) -> &'static str {
        self.row().formula
    }

    /// The value for a word spread evenly, and that for a word in one place.
    #[must_use]
    pub fn even_to_clumped(self) -> &'static str {
        self.row().even_to_clumped
    }

    /// The literature of the measure.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.row().source
    }

    /// Whether the measure reads positions ([`Gaps`]) and not counts in parts.
    #[must_use]
    pub fn needs_positions(self) -> bool {
        matches!(self, Self::Arf | Self::Awt | Self::Ald | Self::FAwt | Self::FAld)
    }

    /// The measure of a word's counts in parts; `None` where it is undefined or needs positions.
    #[must_use]
    pub fn of_parts(self, word: &PartCounts<'_>) -> Option<f64> {
        match self {
            Self::Range => Some(real(word.range())),
            Self::RangeShare => Some(word.range_share()),
            Self::Sd => word.sd(),
            Self::Vc => word.vc(),
            Self::JuillandD => word.juilland_d(),
            Self::JuillandU => word.juilland_u(),
            Self::CarrollD2 => word.carroll_d2(),
            Self::CarrollUm => word.carroll_um(),
            Self::RosengrenS => word.rosengren_s(),
            Self::RosengrenKf => word.rosengren_kf(),
            Self::EngwallFm => word.engwall_fm(),
            Self::KromerUr => word.kromer_ur(),
            Self::LyneD3 => word.lyne_d3(),
            Self::ZhangDc => word.zhang_dc(),
            Self::Dp => word.dp(),
            Self::DpNorm => word.dp_norm(),
            Self::DpEgbert => word.dp_egbert(),
            Self::Kld => word.kld(),
            Self::KldNorm => word.kld_norm(),
            Self::KldNormExp => word.kld_norm_exp(),
            Self::KldNormExp2 => word.kld_norm_exp2(),
            Self::Da => word.da(),
            Self::Jsd => word.jsd(),
            Self::Hellinger => word.hellinger(),
            Self::Arf | Self::Awt | Self::Ald | Self::FAwt | Self::FAld => None,
        }
    }

    /// The measure of a word's positions; `None` where it is undefined or needs parts.
    #[must_use]
    pub fn of_gaps(self, word: &Gaps) -> Option<f64> {
        match self {
            Self::Arf => Some(word.arf()),
            Self::Awt => word.awt(),
            Self::Ald => word.ald(),
            Self::FAwt => word.f_awt(),
            Self::FAld => word.f_ald(),
            _ => None,
        }
    }
}

impl fmt::Display for DispersionMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for DispersionMeasure {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, StatsError> {
        let name = text.trim();
        Self::all().find(|measure| measure.name() == name).ok_or_else(|| {
            let names: Vec<&str> = TABLE.iter().map(|row| row.name).collect();
            let known = names.join(", ");
            StatsErrorKind::UnknownMeasure { name: name.to_owned(), known }.into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enumeration() {
        for (place, row) in TABLE.iter().enumerate() {
            assert_eq!(row.measure as usize, place, "{}", row.name);
        }
        assert_eq!(TABLE.len(), DispersionMeasure::FAld as usize + 1);
    }

    #[test]
    fn names_are_read_back() {
        for measure in DispersionMeasure::all() {
            assert_eq!(measure.to_string().parse(), Ok(measure));
        }
        let message = "dpnorm".parse::<DispersionMeasure>().expect_err("unknown").to_string();
        assert!(message.starts_with("unknown measure \"dpnorm\"; choose one of: range, "));
    }
}
