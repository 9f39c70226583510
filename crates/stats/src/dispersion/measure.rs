//! The measures of dispersion by name, and what each is.

use crate::catalog::{described, listed};

/// A measure of dispersion, to be chosen by the name of its column.
///
/// Most read the counts of a word in parts ([`PartCounts`](crate::PartCounts)), the last five read its positions
/// ([`Gaps`](crate::Gaps)); [`DispersionMeasure::needs_positions`] tells which.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DispersionMeasure {
    /// `range`: The number of parts in which the word occurs.
    Range,
    /// `range_share`: The share of the parts in which the word occurs.
    RangeShare,
    /// `sd`: The population standard deviation of the counts.
    Sd,
    /// `sd_sample`: The sample standard deviation of the counts.
    SdSample,
    /// `vc`: The standard deviation of the counts by their mean.
    Vc,
    /// `vc_sample`: The sample standard deviation of the counts by their mean.
    VcSample,
    /// `juilland_d`: Evenness of the relative frequencies, by their variation coefficient.
    JuillandD,
    /// `juilland_d_sample`: juilland_d with the sample standard deviation.
    JuillandDSample,
    /// `juilland_d_raw`: Evenness of the counts, by their variation coefficient; the sizes of the
    /// parts are left out.
    JuillandDRaw,
    /// `juilland_u`: The frequency lowered by juilland_d.
    JuillandU,
    /// `carroll_d2`: Evenness of the relative frequencies, by their entropy.
    CarrollD2,
    /// `carroll_d2_raw`: Evenness of the counts, by their entropy; the sizes of the parts are left
    /// out.
    CarrollD2Raw,
    /// `carroll_um`: The frequency lowered by carroll_d2.
    CarrollUm,
    /// `rosengren_s`: Evenness of the counts against the sizes of the parts.
    RosengrenS,
    /// `rosengren_kf`: The frequency lowered by rosengren_s.
    RosengrenKf,
    /// `engwall_fm`: The frequency lowered by the share of parts in which the word occurs.
    EngwallFm,
    /// `kromer_ur`: A usage measure in which each further occurrence in a part counts less.
    KromerUr,
    /// `lyne_d3`: Evenness over parts of equal size, by chi-squared.
    LyneD3,
    /// `zhang_dc`: Distributional consistency over parts of equal size.
    ZhangDc,
    /// `dp`: Deviation of proportions: the share of the word that sits where it should not.
    Dp,
    /// `dp_reversed`: One less the deviation of proportions.
    DpReversed,
    /// `dp_norm`: Deviation of proportions by its greatest value.
    DpNorm,
    /// `dp_norm_reversed`: One less the normalised deviation of proportions.
    DpNormReversed,
    /// `dp_egbert`: Deviation of proportions turned round, by its greatest value over the parts
    /// that hold the word.
    DpEgbert,
    /// `kld`: Kullback-Leibler divergence of the word's shares from the parts' shares, in bits.
    Kld,
    /// `kld_norm`: The divergence brought to 0..1 as odds to one.
    KldNorm,
    /// `kld_norm_exp`: The divergence brought to 0..1 as a power of e.
    KldNormExp,
    /// `kld_norm_exp2`: The divergence brought to 0..1 as a power of 2.
    KldNormExp2,
    /// `da`: Evenness by the mean difference of the relative frequencies of all pairs of parts.
    Da,
    /// `jsd`: One less the Jensen-Shannon divergence of the word's and the parts' shares, in bits.
    Jsd,
    /// `hellinger`: One less the Hellinger distance of the word's and the parts' shares.
    Hellinger,
    /// `mean_text_freq`: The mean of the relative frequencies of all parts.
    MeanTextFreq,
    /// `mean_text_freq_range`: mean_text_freq lowered by range_share.
    MeanTextFreqRange,
    /// `mean_text_freq_da`: mean_text_freq lowered by da.
    MeanTextFreqDa,
    /// `range_nofreq`: The range between the fewest and the most parts that a word as
    /// frequent could have.
    RangeNofreq,
    /// `juilland_d_nofreq`: juilland_d between the least and the greatest value that a word
    /// as frequent could have.
    JuillandDNofreq,
    /// `carroll_d2_nofreq`: carroll_d2 between the least and the greatest value that a word
    /// as frequent could have.
    CarrollD2Nofreq,
    /// `rosengren_s_nofreq`: rosengren_s between the least and the greatest value that a word
    /// as frequent could have.
    RosengrenSNofreq,
    /// `dp_nofreq`: dp_reversed between the least and the greatest value that a word as
    /// frequent could have.
    DpNofreq,
    /// `dp_egbert_nofreq`: dp_egbert between the least and the greatest value that a word as
    /// frequent could have.
    DpEgbertNofreq,
    /// `kld_nofreq`: kld_norm between the least and the greatest value that a word as
    /// frequent could have.
    KldNofreq,
    /// `da_nofreq`: da between the least and the greatest value that a word as frequent could
    /// have.
    DaNofreq,
    /// `arf`, see [`Gaps::arf`](crate::Gaps::arf).
    Arf,
    /// `awt`, see [`Gaps::awt`](crate::Gaps::awt).
    Awt,
    /// `ald`, see [`Gaps::ald`](crate::Gaps::ald).
    Ald,
    /// `f_awt`, see [`Gaps::f_awt`](crate::Gaps::f_awt).
    FAwt,
    /// `f_ald`, see [`Gaps::f_ald`](crate::Gaps::f_ald).
    FAld,
}

/// What a measure of dispersion is, in one row of [`TABLE`].
struct Row {
    measure: DispersionMeasure,
    name: &'static str,
    description: &'static str,
    use_when: &'static str,
    formula: &'static str,
    even_to_clumped: &'static str,
    zero_rule: &'static str,
    source: &'static str,
}

/// Every measure once, in the order of the enumeration.
static TABLE: &[Row] = &[
    Row {
        measure: DispersionMeasure::Range,
        name: "range",
        description: "The number of parts in which the word occurs.",
        use_when: "The plainest answer: in how many texts. Compare only words of one corpus.",
        formula: "number of parts with v > 0",
        even_to_clumped: "k to 1",
        zero_rule: "0 if the word does not occur",
        source: "Keniston (1920)",
    },
    Row {
        measure: DispersionMeasure::RangeShare,
        name: "range_share",
        description: "The share of the parts in which the word occurs.",
        use_when: "As range, comparable between corpora; called pervasiveness (PT) by Egbert and Burch.",
        formula: "(number of parts with v > 0) / k",
        even_to_clumped: "1 to 1/k",
        zero_rule: "0 if the word does not occur",
        source: "Keniston (1920)",
    },
    Row {
        measure: DispersionMeasure::Sd,
        name: "sd",
        description: "The population standard deviation of the counts.",
        use_when: "Only together with the mean: frequent words vary more.",
        formula: "sqrt(sum (v - f/k)^2 / k)",
        even_to_clumped: "0 to +inf",
        zero_rule: "undefined if the word does not occur",
        source: "Gries (2008)",
    },
    Row {
        measure: DispersionMeasure::SdSample,
        name: "sd_sample",
        description: "The sample standard deviation of the counts.",
        use_when: "As sd, where the parts are a sample of many.",
        formula: "sqrt(sum (v - f/k)^2 / (k - 1))",
        even_to_clumped: "0 to +inf",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Gries (2008)",
    },
    Row {
        measure: DispersionMeasure::Vc,
        name: "vc",
        description: "The standard deviation of the counts by their mean.",
        use_when: "The spread by the mean, for parts of about equal size.",
        formula: "sd / (f/k)",
        even_to_clumped: "0 to sqrt(k - 1)",
        zero_rule: "undefined if the word does not occur",
        source: "Gries (2008)",
    },
    Row {
        measure: DispersionMeasure::VcSample,
        name: "vc_sample",
        description: "The sample standard deviation of the counts by their mean.",
        use_when: "As vc, where the parts are a sample of many.",
        formula: "sd_sample / (f/k)",
        even_to_clumped: "0 to sqrt k",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Gries (2008)",
    },
    Row {
        measure: DispersionMeasure::JuillandD,
        name: "juilland_d",
        description: "Evenness of the relative frequencies, by their variation coefficient.",
        use_when: "To compare with frequency dictionaries. In corpora of many small texts it is near 1 for every word.",
        formula: "1 - (sd(p) / mean(p)) / sqrt(k - 1)",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Juilland, Brodin and Davidovitch (1970)",
    },
    Row {
        measure: DispersionMeasure::JuillandDSample,
        name: "juilland_d_sample",
        description: "juilland_d with the sample standard deviation.",
        use_when: "Only to repeat figures computed with the sample deviation. May fall below 0.",
        formula: "1 - (sd_sample(p) / mean(p)) / sqrt(k - 1)",
        even_to_clumped: "1 to below 0",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Juilland, Brodin and Davidovitch (1970), variant",
    },
    Row {
        measure: DispersionMeasure::JuillandDRaw,
        name: "juilland_d_raw",
        description: "Evenness of the counts, by their variation coefficient; the sizes of the parts are left out.",
        use_when: "Parts of equal size, or to repeat figures of Wordless.",
        formula: "1 - vc / sqrt(k - 1)",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Juilland, Brodin and Davidovitch (1970), on counts",
    },
    Row {
        measure: DispersionMeasure::JuillandU,
        name: "juilland_u",
        description: "The frequency lowered by juilland_d.",
        use_when: "A frequency for word lists that clumped words cannot lead.",
        formula: "juilland_d f",
        even_to_clumped: "f to 0",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Juilland, Brodin and Davidovitch (1970)",
    },
    Row {
        measure: DispersionMeasure::CarrollD2,
        name: "carroll_d2",
        description: "Evenness of the relative frequencies, by their entropy.",
        use_when: "As juilland_d, better where the parts are many.",
        formula: "-sum q ln q / ln k, q = p / sum p",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Carroll (1970)",
    },
    Row {
        measure: DispersionMeasure::CarrollD2Raw,
        name: "carroll_d2_raw",
        description: "Evenness of the counts, by their entropy; the sizes of the parts are left out.",
        use_when: "Parts of equal size, or to repeat figures of Wordless.",
        formula: "-sum t ln t / ln k",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Carroll (1970), on counts",
    },
    Row {
        measure: DispersionMeasure::CarrollUm,
        name: "carroll_um",
        description: "The frequency lowered by carroll_d2.",
        use_when: "A frequency for word lists; never below an even share, f/k.",
        formula: "D2 f + (1 - D2) f / k",
        even_to_clumped: "f to f/k",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Carroll (1970)",
    },
    Row {
        measure: DispersionMeasure::RosengrenS,
        name: "rosengren_s",
        description: "Evenness of the counts against the sizes of the parts.",
        use_when: "Parts of unequal size; the first to reckon with them.",
        formula: "(sum sqrt(s v))^2 / f",
        even_to_clumped: "1 to min s",
        zero_rule: "undefined if the word does not occur",
        source: "Rosengren (1971)",
    },
    Row {
        measure: DispersionMeasure::RosengrenKf,
        name: "rosengren_kf",
        description: "The frequency lowered by rosengren_s.",
        use_when: "A frequency for word lists over parts of unequal size.",
        formula: "(sum sqrt(s v))^2",
        even_to_clumped: "f to f min s",
        zero_rule: "undefined if the word does not occur",
        source: "Rosengren (1971)",
    },
    Row {
        measure: DispersionMeasure::EngwallFm,
        name: "engwall_fm",
        description: "The frequency lowered by the share of parts in which the word occurs.",
        use_when: "A frequency for word lists that needs only the range.",
        formula: "f range / k",
        even_to_clumped: "f to f/k",
        zero_rule: "0 if the word does not occur",
        source: "Engwall (1974)",
    },
    Row {
        measure: DispersionMeasure::KromerUr,
        name: "kromer_ur",
        description: "A usage measure in which each further occurrence in a part counts less.",
        use_when: "A frequency for word lists that counts texts rather than tokens.",
        formula: "sum (1 + 1/2 + ... + 1/v)",
        even_to_clumped: "no fixed bounds",
        zero_rule: "0 if the word does not occur",
        source: "Kromer (2003)",
    },
    Row {
        measure: DispersionMeasure::LyneD3,
        name: "lyne_d3",
        description: "Evenness over parts of equal size, by chi-squared.",
        use_when: "Only to repeat published figures.",
        formula: "1 - sum (v - f/k)^2 / (f/k) / (4 f)",
        even_to_clumped: "1 to 1 - (k - 1)/4",
        zero_rule: "undefined if the word does not occur",
        source: "Lyne (1985)",
    },
    Row {
        measure: DispersionMeasure::ZhangDc,
        name: "zhang_dc",
        description: "Distributional consistency over parts of equal size.",
        use_when: "Parts of equal size. The same number as Rosengren's S without adjustment.",
        formula: "(sum sqrt(v) / k)^2 / (f/k)",
        even_to_clumped: "1 to 1/k",
        zero_rule: "undefined if the word does not occur",
        source: "Zhang, Huang and Yu (2004)",
    },
    Row {
        measure: DispersionMeasure::Dp,
        name: "dp",
        description: "Deviation of proportions: the share of the word that sits where it should not.",
        use_when: "The plainest measure for parts of any size. Mind the direction: 0 is even.",
        formula: "sum |t - s| / 2",
        even_to_clumped: "0 to 1 - min s",
        zero_rule: "undefined if the word does not occur",
        source: "Gries (2008)",
    },
    Row {
        measure: DispersionMeasure::DpReversed,
        name: "dp_reversed",
        description: "One less the deviation of proportions.",
        use_when: "As dp, for tables in which 1 is even.",
        formula: "1 - dp",
        even_to_clumped: "1 to min s",
        zero_rule: "undefined if the word does not occur",
        source: "Gries (2008), reversed",
    },
    Row {
        measure: DispersionMeasure::DpNorm,
        name: "dp_norm",
        description: "Deviation of proportions by its greatest value.",
        use_when: "The first choice: parts of any size, from 0 to 1 whatever their number. Mind the direction: 0 is even.",
        formula: "dp / (1 - min s)",
        even_to_clumped: "0 to 1",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Lijffijt and Gries (2012)",
    },
    Row {
        measure: DispersionMeasure::DpNormReversed,
        name: "dp_norm_reversed",
        description: "One less the normalised deviation of proportions.",
        use_when: "As dp_norm, for tables in which 1 is even.",
        formula: "1 - dp_norm",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Lijffijt and Gries (2012), reversed",
    },
    Row {
        measure: DispersionMeasure::DpEgbert,
        name: "dp_egbert",
        description: "Deviation of proportions turned round, by its greatest value over the parts that hold the word.",
        use_when: "To compare with studies that follow Egbert, Burch and Biber.",
        formula: "1 - dp / (1 - min{s: v > 0})",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur, or in one part that is the whole corpus",
        source: "Egbert, Burch and Biber (2020)",
    },
    Row {
        measure: DispersionMeasure::Kld,
        name: "kld",
        description: "Kullback-Leibler divergence of the word's shares from the parts' shares, in bits.",
        use_when: "An unbounded measure in bits, sharper than dp for very clumped words. Mind the direction: 0 is even.",
        formula: "sum t log2(t / s)",
        even_to_clumped: "0 to -log2 min s",
        zero_rule: "undefined if the word does not occur",
        source: "Gries (2020)",
    },
    Row {
        measure: DispersionMeasure::KldNorm,
        name: "kld_norm",
        description: "The divergence brought to 0..1 as odds to one.",
        use_when: "kld where 1 should be even; Gries's present choice.",
        formula: "1 - kld / (1 + kld)",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur",
        source: "Gries (2024)",
    },
    Row {
        measure: DispersionMeasure::KldNormExp,
        name: "kld_norm_exp",
        description: "The divergence brought to 0..1 as a power of e.",
        use_when: "Only to compare with Gries (2021).",
        formula: "e^-kld",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur",
        source: "Gries (2021)",
    },
    Row {
        measure: DispersionMeasure::KldNormExp2,
        name: "kld_norm_exp2",
        description: "The divergence brought to 0..1 as a power of 2.",
        use_when: "Only to compare with Gries (2021).",
        formula: "2^-kld",
        even_to_clumped: "1 to min s",
        zero_rule: "undefined if the word does not occur",
        source: "Gries (2021)",
    },
    Row {
        measure: DispersionMeasure::Da,
        name: "da",
        description: "Evenness by the mean difference of the relative frequencies of all pairs of parts.",
        use_when: "Parts of any number and size; does not rise to 1 for common words as juilland_d does.",
        formula: "1 - mean |p_i - p_j| / (2 mean p)",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Burch, Egbert and Biber (2017)",
    },
    Row {
        measure: DispersionMeasure::Jsd,
        name: "jsd",
        description: "One less the Jensen-Shannon divergence of the word's and the parts' shares, in bits.",
        use_when: "As kld, symmetric and bounded.",
        formula: "1 - JSD(t, s)",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur",
        source: "Lin (1991)",
    },
    Row {
        measure: DispersionMeasure::Hellinger,
        name: "hellinger",
        description: "One less the Hellinger distance of the word's and the parts' shares.",
        use_when: "As rosengren_s, as a distance.",
        formula: "1 - sqrt(1 - sum sqrt(t s))",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word does not occur",
        source: "Hellinger (1909)",
    },
    Row {
        measure: DispersionMeasure::MeanTextFreq,
        name: "mean_text_freq",
        description: "The mean of the relative frequencies of all parts.",
        use_when: "How frequent a word is in the average text, short texts counting as much as long ones (FT).",
        formula: "sum p / k",
        even_to_clumped: "no fixed bounds",
        zero_rule: "0 if the word does not occur",
        source: "Egbert and Burch (2023)",
    },
    Row {
        measure: DispersionMeasure::MeanTextFreqRange,
        name: "mean_text_freq_range",
        description: "mean_text_freq lowered by range_share.",
        use_when: "Prevalence: frequent in the average text, and in many texts.",
        formula: "mean_text_freq range / k",
        even_to_clumped: "no fixed bounds",
        zero_rule: "0 if the word does not occur",
        source: "Egbert and Burch (2023)",
    },
    Row {
        measure: DispersionMeasure::MeanTextFreqDa,
        name: "mean_text_freq_da",
        description: "mean_text_freq lowered by da.",
        use_when: "Prevalence: frequent in the average text, and evenly so.",
        formula: "mean_text_freq da",
        even_to_clumped: "no fixed bounds",
        zero_rule: "undefined if the word does not occur or there is one part only",
        source: "Egbert and Burch (2023)",
    },
    Row {
        measure: DispersionMeasure::RangeNofreq,
        name: "range_nofreq",
        description: "The range between the fewest and the most parts that a word as frequent could have.",
        use_when: "A range that frequency does not decide: near 0 the word clings to few parts, near 1 each occurrence has a part of its own.",
        formula: "(range - least) / (min(f, k) - least), least = the fewest parts with f tokens",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word occurs once or never, there is one part only, or its spread could not be another; held between 0 and 1",
        source: "Gries (2022, 2024), extremes as in tlda (Sönning 2025), pervasive",
    },
    Row {
        measure: DispersionMeasure::JuillandDNofreq,
        name: "juilland_d_nofreq",
        description: "juilland_d between the least and the greatest value that a word as frequent could have.",
        use_when: "juilland_d freed from frequency; better dp_nofreq.",
        formula: "(juilland_d - least) / (greatest - least), of the least and the most even spread of f",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word occurs once or never, there is one part only, or its spread could not be another; held between 0 and 1",
        source: "Gries (2022, 2024), extremes as in tlda (Sönning 2025), even",
    },
    Row {
        measure: DispersionMeasure::CarrollD2Nofreq,
        name: "carroll_d2_nofreq",
        description: "carroll_d2 between the least and the greatest value that a word as frequent could have.",
        use_when: "carroll_d2 freed from frequency.",
        formula: "(carroll_d2 - least) / (greatest - least), of the least and the most even spread of f",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word occurs once or never, there is one part only, or its spread could not be another; held between 0 and 1",
        source: "Gries (2022, 2024), extremes as in tlda (Sönning 2025), even",
    },
    Row {
        measure: DispersionMeasure::RosengrenSNofreq,
        name: "rosengren_s_nofreq",
        description: "rosengren_s between the least and the greatest value that a word as frequent could have.",
        use_when: "rosengren_s freed from frequency.",
        formula: "(rosengren_s - least) / (greatest - least), of the least and the most even spread of f",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word occurs once or never, there is one part only, or its spread could not be another; held between 0 and 1",
        source: "Gries (2022, 2024), extremes as in tlda (Sönning 2025), even",
    },
    Row {
        measure: DispersionMeasure::DpNofreq,
        name: "dp_nofreq",
        description: "dp_reversed between the least and the greatest value that a word as frequent could have.",
        use_when: "DP freed from frequency, by which words of any frequency are compared: what `words` shows. DPnofreq of Gries turned round, so that 1 is even; dp_norm_reversed freed from frequency is the same number.",
        formula: "(dp_reversed - least) / (greatest - least), of the least and the most even spread of f",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word occurs once or never, there is one part only, or its spread could not be another; held between 0 and 1",
        source: "Gries (2022, 2024), extremes as in tlda (Sönning 2025), even",
    },
    Row {
        measure: DispersionMeasure::DpEgbertNofreq,
        name: "dp_egbert_nofreq",
        description: "dp_egbert between the least and the greatest value that a word as frequent could have.",
        use_when: "To repeat figures of tlda, whose DP_nofreq is this unless another formula is chosen.",
        formula: "(dp_egbert - least) / (greatest - least), of the least and the most even spread of f",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word occurs once or never, there is one part only, or its spread could not be another; held between 0 and 1",
        source: "Gries (2022, 2024), extremes as in tlda (Sönning 2025), even",
    },
    Row {
        measure: DispersionMeasure::KldNofreq,
        name: "kld_nofreq",
        description: "kld_norm between the least and the greatest value that a word as frequent could have.",
        use_when: "The divergence freed from frequency: the dispersion in Gries's tuples, turned round, so that 1 is even.",
        formula: "(kld_norm - least) / (greatest - least), of the least and the most even spread of f",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word occurs once or never, there is one part only, or its spread could not be another; held between 0 and 1",
        source: "Gries (2022, 2024), extremes as in tlda (Sönning 2025), even",
    },
    Row {
        measure: DispersionMeasure::DaNofreq,
        name: "da_nofreq",
        description: "da between the least and the greatest value that a word as frequent could have.",
        use_when: "da freed from frequency.",
        formula: "(da - least) / (greatest - least), of the least and the most even spread of f",
        even_to_clumped: "1 to 0",
        zero_rule: "undefined if the word occurs once or never, there is one part only, or its spread could not be another; held between 0 and 1",
        source: "Gries (2022, 2024), extremes as in tlda (Sönning 2025), even",
    },
    Row {
        measure: DispersionMeasure::Arf,
        name: "arf",
        description: "Average reduced frequency: occurrences close together count as one.",
        use_when: "A frequency for word lists that needs no parts: a burst counts as one.",
        formula: "sum min(d, N/f) / (N/f)",
        even_to_clumped: "f to about 1",
        zero_rule: "0 if the word does not occur",
        source: "Savický and Hlaváčová (2002)",
    },
    Row {
        measure: DispersionMeasure::Awt,
        name: "awt",
        description: "Average waiting time for the next occurrence, in tokens.",
        use_when: "How long a reader waits for the word.",
        formula: "(1 + sum d^2 / N) / 2",
        even_to_clumped: "(1 + N/f) / 2 to (1 + N) / 2",
        zero_rule: "undefined if the word does not occur",
        source: "Savický and Hlaváčová (2002)",
    },
    Row {
        measure: DispersionMeasure::Ald,
        name: "ald",
        description: "Average logarithmic distance, base 10.",
        use_when: "As awt, less moved by one long gap.",
        formula: "sum d log10(d) / N",
        even_to_clumped: "log10(N/f) to log10 N",
        zero_rule: "undefined if the word does not occur",
        source: "Savický and Hlaváčová (2002)",
    },
    Row {
        measure: DispersionMeasure::FAwt,
        name: "f_awt",
        description: "The frequency of an evenly spread word with the same awt.",
        use_when: "A frequency for word lists, as arf, stricter with bursts.",
        formula: "N^2 / sum d^2",
        even_to_clumped: "f to about 1",
        zero_rule: "undefined if the word does not occur",
        source: "Savický and Hlaváčová (2002)",
    },
    Row {
        measure: DispersionMeasure::FAld,
        name: "f_ald",
        description: "The frequency of an evenly spread word with the same ald.",
        use_when: "A frequency for word lists, between arf and f_awt.",
        formula: "exp(-sum (d/N) ln(d/N))",
        even_to_clumped: "f to about 1",
        zero_rule: "undefined if the word does not occur",
        source: "Savický and Hlaváčová (2002)",
    },
];

listed!(DispersionMeasure, TABLE of Row);

described!(
    DispersionMeasure,
    row,
    /// The formula. k parts, v the count in a part, f = sum v, t = v / f, s the part's share of
    /// all tokens, p = v / size; d the distances between occurrences, N the tokens.
    formula,
    /// The value for a word spread evenly, and that for a word in one place.
    even_to_clumped as "from even to clumped"
);

impl DispersionMeasure {
    /// Whether the measure reads positions ([`Gaps`](crate::Gaps)) and not counts in parts.
    #[must_use]
    pub fn needs_positions(self) -> bool {
        matches!(self, Self::Arf | Self::Awt | Self::Ald | Self::FAwt | Self::FAld)
    }

    /// The measure that this one is, adjusted for frequency; 1 is even in all of them.
    pub(crate) fn unadjusted(self) -> Option<Self> {
        Some(match self {
            Self::RangeNofreq => Self::Range,
            Self::JuillandDNofreq => Self::JuillandD,
            Self::CarrollD2Nofreq => Self::CarrollD2,
            Self::RosengrenSNofreq => Self::RosengrenS,
            Self::DpNofreq => Self::DpReversed,
            Self::DpEgbertNofreq => Self::DpEgbert,
            Self::KldNofreq => Self::KldNorm,
            Self::DaNofreq => Self::Da,
            _ => return None,
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
        assert!(
            message.starts_with("unknown measure \"dpnorm\"; did you mean dp_norm?"),
            "{message}"
        );
        let message = "weather".parse::<DispersionMeasure>().expect_err("unknown").to_string();
        assert!(message.starts_with("unknown measure \"weather\"; choose one of: range, "));
    }
}
