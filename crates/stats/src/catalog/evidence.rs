//! What is said about the measures of how certain a difference is.

use super::{MeasureFamily, MeasureText};

pub(crate) static AVERAGE_MI: MeasureText = MeasureText {
    name: "average_mi",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Average mutual information as UCS sums it: G2 on another scale, G2 / (2 ln b).",
    use_when: "Only to repeat figures of UCS, with base 10. The order is that of log_likelihood_4.",
    formula: "sum Oij log_b(Oij / Eij)",
    range: "0 to +inf; 0 is independence",
    zero_rule: "0 log 0 = 0; 0 if a margin is 0",
    source: "Evert (2008), Corpora and collocations; UCS toolkit",
};

pub(crate) static T_SCORE: MeasureText = MeasureText {
    name: "t_score",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "The surplus over the expectation in units of its own standard error. Favours frequent words.",
    use_when: "To list frequent and safe combinations, much the order of frequency. Not a t-test in earnest: no p-value.",
    formula: "(O11 - E11) / sqrt(O11)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if O11 = 0",
    source: "Church, Gale, Hanks and Hindle (1991)",
};

pub(crate) static T_SCORE_BINOMIAL: MeasureText = MeasureText {
    name: "t_score_binomial",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "The t-score with the variance of a binomial sample.",
    use_when: "Only to repeat figures of mclm and Wordless.",
    formula: "(O11 - E11) / sqrt(O11 (1 - O11/N))",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if O11 = 0 or O11 = N",
    source: "Church, Gale, Hanks and Hindle (1991), variant of mclm and Wordless",
};

pub(crate) static Z_SCORE: MeasureText = MeasureText {
    name: "z_score",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "The surplus over the expectation in units of the expected standard deviation. Overrates rare words.",
    use_when: "Where expectations are above 5. Below that it overrates rare pairs: prefer log_likelihood.",
    formula: "(O11 - E11) / sqrt(E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if E11 = 0",
    source: "Berry-Rogghe (1973); Evert (2008), Corpora and collocations",
};

pub(crate) static Z_SCORE_YATES: MeasureText = MeasureText {
    name: "z_score_yates",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "The z-score with a continuity correction: O11 moves by 0.5 towards E11, but not past it.",
    use_when: "As z_score, somewhat more careful with rare pairs.",
    formula: "sign(O11 - E11) max(0, |O11 - E11| - 0.5) / sqrt(E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if E11 = 0; 0 if |O11 - E11| <= 0.5",
    source: "Yates (1934); Evert (2008), Corpora and collocations",
};

pub(crate) static Z_SCORE_YATES_UNCLAMPED: MeasureText = MeasureText {
    name: "z_score_yates_unclamped",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "The z-score with a continuity correction that may carry O11 past E11 and turn the sign, as in UCS.",
    use_when: "Only to repeat figures of UCS.",
    formula: "sign(O11 - E11) (|O11 - E11| - 0.5) / sqrt(E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if E11 = 0",
    source: "Evert (2008), Corpora and collocations; UCS toolkit",
};

pub(crate) static Z_SCORE_DENNIS: MeasureText = MeasureText {
    name: "z_score_dennis",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "The z-score with the variance of a binomial sample of the whole corpus.",
    use_when: "Hardly differs from z_score unless a word is a large part of the corpus.",
    formula: "(O11 - E11) / sqrt(E11 (1 - E11/N))",
    range: "-inf to +inf",
    zero_rule: "undefined if E11 = 0 or E11 = N",
    source: "Dennis (1965)",
};

pub(crate) static Z_SCORE_BERRY_ROGGHE: MeasureText = MeasureText {
    name: "z_score_berry_rogghe",
    family: MeasureFamily::Evidence,
    symmetric: false,
    description: "The z-score with the variance of a binomial sample of the tokens in windows. First used for collocations; the Z of WordSmith.",
    use_when: "With the counts of WordSmith's window, to repeat its Z score.",
    formula: "(O11 - E11) / sqrt(E11 (1 - C1/N))",
    range: "-inf to +inf",
    zero_rule: "undefined if E11 = 0 or C1 = N",
    source: "Berry-Rogghe (1973)",
};

pub(crate) static LOG_LIKELIHOOD: MeasureText = MeasureText {
    name: "log_likelihood",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "G2 over four cells, negative where the pair is rarer than expected. For collocates: attraction first. The same number as log_likelihood_4 but for the sign.",
    use_when: "The first choice for evidence that a pair is no accident; reliable with small counts. Grows with the corpus, so read a measure of strength beside it.",
    formula: "sign(O11 - E11) 2 sum Oij ln(Oij / Eij)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "0 ln 0 = 0; 0 if a margin is 0",
    source: "Dunning (1993); Evert (2008), Corpora and collocations",
};

pub(crate) static LOG_LIKELIHOOD_2: MeasureText = MeasureText {
    name: "log_likelihood_2",
    family: MeasureFamily::Evidence,
    symmetric: false,
    description: "G2 over the two cells of the word alone, unsigned, as in most keyness tools. The direction stands in log_ratio.",
    use_when: "To compare with keyword lists of other tools.",
    formula: "2 (a ln(a / E11) + b ln(b / E21))",
    range: "0 to +inf",
    zero_rule: "0 ln 0 = 0; 0 if the word is in neither corpus",
    source: "Rayson and Garside (2000)",
};

pub(crate) static LOG_LIKELIHOOD_4: MeasureText = MeasureText {
    name: "log_likelihood_4",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "G2 over all four cells, unsigned: evidence of any difference. The direction stands in log_ratio.",
    use_when: "The first choice for evidence that a word differs between corpora; log_ratio says how much.",
    formula: "2 sum Oij ln(Oij / Eij)",
    range: "0 to +inf",
    zero_rule: "0 ln 0 = 0; 0 if a margin is 0",
    source: "Dunning (1993)",
};

pub(crate) static LOG_LIKELIHOOD_WILLIAMS: MeasureText = MeasureText {
    name: "log_likelihood_williams",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "G2 with the correction of Williams for small samples, signed.",
    use_when: "As log_likelihood, where p-values of small samples should not be too small.",
    formula: "log_likelihood / q, q = 1 + (N/R1 + N/R2 - 1)(N/C1 + N/C2 - 1) / (6 N); q = 1 if a cell is 0",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "0 ln 0 = 0; 0 if a margin is 0",
    source: "Williams (1976); variant of quanteda",
};

pub(crate) static SIMPLE_LL: MeasureText = MeasureText {
    name: "simple_ll",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "G2 of the first cell alone, signed: close to log_likelihood where all frequencies are small against N.",
    use_when: "As log_likelihood, where only O11 and E11 are known.",
    formula: "sign(O11 - E11) 2 (O11 ln(O11 / E11) - (O11 - E11))",
    range: "-inf to +inf",
    zero_rule: "0 ln 0 = 0; 0 if a margin is 0",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static CHI_SQUARED: MeasureText = MeasureText {
    name: "chi_squared",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Pearson's statistic, negative where the pair is rarer than expected. Overrates rare pairs in large corpora.",
    use_when: "Where all expectations are above 5; else log_likelihood or fisher_two_sided.",
    formula: "sign(O11 - E11) N (O11 O22 - O12 O21)^2 / (R1 R2 C1 C2)",
    range: "-N to N",
    zero_rule: "undefined if a margin is 0",
    source: "Pearson (1900); Evert (2008), Corpora and collocations",
};

pub(crate) static CHI_SQUARED_YATES: MeasureText = MeasureText {
    name: "chi_squared_yates",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Pearson's statistic with a continuity correction that stops at 0, signed.",
    use_when: "As chi_squared, more careful with small counts. The correction of R, SciPy and Wordless.",
    formula: "sign(O11 - E11) N max(0, |O11 O22 - O12 O21| - N/2)^2 / (R1 R2 C1 C2)",
    range: "-N to N",
    zero_rule: "undefined if a margin is 0; 0 if the difference is at most N/2",
    source: "Yates (1934)",
};

pub(crate) static CHI_SQUARED_YATES_UNCLAMPED: MeasureText = MeasureText {
    name: "chi_squared_yates_unclamped",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Pearson's statistic with a continuity correction that does not stop at 0: a difference smaller than the correction grows again. Signed.",
    use_when: "Only to repeat figures of UCS and mclm.",
    formula: "sign(O11 - E11) N (|O11 O22 - O12 O21| - N/2)^2 / (R1 R2 C1 C2)",
    range: "-inf to +inf",
    zero_rule: "undefined if a margin is 0",
    source: "Evert (2008), Corpora and collocations; UCS toolkit",
};

pub(crate) static CHI_SQUARED_QUANTEDA: MeasureText = MeasureText {
    name: "chi_squared_quanteda",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Pearson's statistic with the continuity correction where an expectation is below 5 and the difference is at least N/2, else without. Signed.",
    use_when: "Only to repeat figures of quanteda.",
    formula: "chi_squared_yates if min E < 5 and |O11 O22 - O12 O21| >= N/2, else chi_squared",
    range: "-N to N",
    zero_rule: "undefined if a margin is 0",
    source: "quanteda.textstats, default correction",
};

pub(crate) static FISHER_RIGHT: MeasureText = MeasureText {
    name: "fisher_right",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Fisher's exact test for attraction: minus the decimal logarithm of the chance of so many joint occurrences or more.",
    use_when: "Exact evidence for attraction, whatever the counts.",
    formula: "-log10 sum over k >= O11 of the hypergeometric probabilities given R1, C1, N",
    range: "0 to +inf",
    zero_rule: "0 if O11 is the least that the margins allow",
    source: "Pedersen (1996); Evert (2008), Corpora and collocations",
};

pub(crate) static FISHER_LEFT: MeasureText = MeasureText {
    name: "fisher_left",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Fisher's exact test for repulsion: minus the decimal logarithm of the chance of so few joint occurrences or fewer.",
    use_when: "Exact evidence for repulsion. The \"fisher\" of NLTK is this tail.",
    formula: "-log10 sum over k <= O11 of the hypergeometric probabilities given R1, C1, N",
    range: "0 to +inf",
    zero_rule: "0 if O11 is the most that the margins allow",
    source: "Fisher (1934); Pedersen (1996)",
};

pub(crate) static FISHER_TWO_SIDED: MeasureText = MeasureText {
    name: "fisher_two_sided",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Fisher's exact test for any association: minus the decimal logarithm of the chance of all tables that are at most as probable as this one. Probabilities within 1e-7 of each other count as equal.",
    use_when: "Exact evidence for any difference, as in R and SciPy.",
    formula: "-log10 sum of the hypergeometric probabilities <= that of O11",
    range: "0 to +inf",
    zero_rule: "0 if the margins allow one table only",
    source: "Fisher (1934); Freeman and Halton (1951)",
};

pub(crate) static POISSON_RIGHT: MeasureText = MeasureText {
    name: "poisson_right",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "A Poisson test for attraction: minus the decimal logarithm of the chance of so many joint occurrences or more.",
    use_when: "As fisher_right where frequencies are small against N; half as costly.",
    formula: "-log10 P(X >= O11), X Poisson with mean E11",
    range: "0 to +inf",
    zero_rule: "0 if O11 = 0",
    source: "Quasthoff and Wolff (2002); Evert (2008), Corpora and collocations",
};

pub(crate) static POISSON_STIRLING: MeasureText = MeasureText {
    name: "poisson_stirling",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Stirling's approximation of minus the logarithm of a Poisson probability.",
    use_when: "A quick stand-in for poisson_right above the expectation. Base 10 is that of UCS.",
    formula: "O11 log_b(O11 / (e E11))",
    range: "-inf to +inf",
    zero_rule: "0 if O11 = 0; undefined if R1 = 0 or C1 = 0",
    source: "Quasthoff and Wolff (2002); Evert (2008), Corpora and collocations",
};

pub(crate) static POISSON_STIRLING_NLTK: MeasureText = MeasureText {
    name: "poisson_stirling_nltk",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "The Poisson-Stirling measure with base 2 in the first term alone, as in NLTK: another order than poisson_stirling.",
    use_when: "Only to repeat figures of NLTK.",
    formula: "O11 (log2(O11 / E11) - 1)",
    range: "-inf to +inf",
    zero_rule: "0 if O11 = 0; undefined if R1 = 0 or C1 = 0",
    source: "NLTK",
};

pub(crate) static QUASTHOFF_WOLFF: MeasureText = MeasureText {
    name: "quasthoff_wolff",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "The Poisson-Stirling measure by the logarithm of the sample size.",
    use_when: "To compare corpora of different size by this measure.",
    formula: "O11 (ln(O11 / E11) - 1) / ln N",
    range: "-inf to +inf",
    zero_rule: "0 if O11 = 0; undefined if R1 = 0, C1 = 0 or N = 1",
    source: "Quasthoff and Wolff (2002)",
};

pub(crate) static LAMBDA_Z: MeasureText = MeasureText {
    name: "lambda_z",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "Wald's z of lambda.",
    use_when: "The order of quanteda's collocations.",
    formula: "lambda / sqrt(sum 1 / (Oij + 0.5))",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "always defined",
    source: "Blaheta and Johnson (2001); quanteda.textstats",
};

pub(crate) static BIC: MeasureText = MeasureText {
    name: "bic",
    family: MeasureFamily::Evidence,
    symmetric: false,
    description: "log_likelihood_2 less the logarithm of the sample size: above 0 the evidence favours a difference, above 10 very strongly.",
    use_when: "Instead of p-values for large corpora, where every p is small. Bands: below 0 for no difference, to 2 barely worth a mention, to 6 positive, to 10 strong, above very strong.",
    formula: "log_likelihood_2 - ln N",
    range: "-ln N to +inf",
    zero_rule: "always defined",
    source: "Wilson (2013)",
};

pub(crate) static BIC_4: MeasureText = MeasureText {
    name: "bic_4",
    family: MeasureFamily::Evidence,
    symmetric: true,
    description: "log_likelihood_4 less the logarithm of the sample size.",
    use_when: "As bic, on the likelihood over four cells.",
    formula: "log_likelihood_4 - ln N",
    range: "-ln N to +inf",
    zero_rule: "always defined",
    source: "Wilson (2013), with G2 over four cells",
};

pub(crate) static LOG_ODDS_DIRICHLET_Z: MeasureText = MeasureText {
    name: "log_odds_dirichlet_z",
    family: MeasureFamily::Evidence,
    symmetric: false,
    description: "log_odds_dirichlet by its standard error: the Fightin' Words of Monroe and others.",
    use_when: "Word lists of political and social science: neither the rarest nor the most frequent words lead. Beyond 1.96 is the usual threshold.",
    formula: "log_odds_dirichlet / sqrt(1 / (a + w) + 1 / (b + w))",
    range: "-inf to +inf; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or is every word, a corpus is empty, or w = 0",
    source: "Monroe, Colaresi and Quinn (2008)",
};
