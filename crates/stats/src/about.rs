//! What is said about each measure: one record per measure, from which documentation is made.

/// The name of a measure and what a reader needs to know about it.
#[derive(Debug)]
pub(crate) struct MeasureText {
    pub(crate) name: &'static str,
    pub(crate) symmetric: bool,
    pub(crate) description: &'static str,
    pub(crate) formula: &'static str,
    pub(crate) range: &'static str,
    pub(crate) zero_rule: &'static str,
    pub(crate) source: &'static str,
}

pub(crate) static MI: MeasureText = MeasureText {
    name: "mi",
    symmetric: true,
    description: "Pointwise mutual information: how many times more often than expected, as a logarithm. Favours rare words; use with a minimum frequency.",
    formula: "log_b(O11 / E11)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if O11 = 0 or E11 = 0",
    source: "Church and Hanks (1990); Evert (2008), Corpora and collocations",
};

pub(crate) static MI2: MeasureText = MeasureText {
    name: "mi2",
    symmetric: true,
    description: "MI with the joint frequency squared, which weakens its preference for rare words.",
    formula: "log_b(O11^2 / E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if O11 = 0 or E11 = 0",
    source: "Daille (1994)",
};

pub(crate) static MI3: MeasureText = MeasureText {
    name: "mi3",
    symmetric: true,
    description: "MI with the joint frequency cubed, which favours frequent pairs. Not the different \"MI3\" of WordSmith.",
    formula: "log_b(O11^3 / E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if O11 = 0 or E11 = 0",
    source: "Daille (1994)",
};

pub(crate) static NPMI: MeasureText = MeasureText {
    name: "npmi",
    symmetric: true,
    description: "MI divided by its greatest possible value, so that words of different frequency compare.",
    formula: "ln(O11 / E11) / -ln(O11 / N)",
    range: "-1 to 1; 0 is independence",
    zero_rule: "-1 if O11 = 0; 1 if O11 = R1 = C1; undefined if R1 = 0 or C1 = 0",
    source: "Bouma (2009)",
};

pub(crate) static LOCAL_MI: MeasureText = MeasureText {
    name: "local_mi",
    symmetric: true,
    description: "MI weighted by the joint frequency: the pair's share in the mutual information of the corpus.",
    formula: "O11 log_b(O11 / E11)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "0 if O11 = 0; undefined if R1 = 0 or C1 = 0",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static T_SCORE: MeasureText = MeasureText {
    name: "t_score",
    symmetric: true,
    description: "The surplus over the expectation in units of its own standard error. Favours frequent words.",
    formula: "(O11 - E11) / sqrt(O11)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if O11 = 0",
    source: "Church, Gale, Hanks and Hindle (1991)",
};

pub(crate) static Z_SCORE: MeasureText = MeasureText {
    name: "z_score",
    symmetric: true,
    description: "The surplus over the expectation in units of the expected standard deviation. Overrates rare words.",
    formula: "(O11 - E11) / sqrt(E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if E11 = 0",
    source: "Berry-Rogghe (1973); Evert (2008), Corpora and collocations",
};

pub(crate) static Z_SCORE_YATES: MeasureText = MeasureText {
    name: "z_score_yates",
    symmetric: true,
    description: "The z-score with a continuity correction: O11 moves by 0.5 towards E11, but not past it.",
    formula: "sign(O11 - E11) max(0, |O11 - E11| - 0.5) / sqrt(E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if E11 = 0; 0 if |O11 - E11| <= 0.5",
    source: "Yates (1934); Evert (2008), Corpora and collocations",
};

pub(crate) static DICE: MeasureText = MeasureText {
    name: "dice",
    symmetric: true,
    description: "The harmonic mean of the two conditional probabilities.",
    formula: "2 O11 / (R1 + C1)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = C1 = 0",
    source: "Smadja (1993); Dice (1945)",
};

pub(crate) static LOG_DICE: MeasureText = MeasureText {
    name: "log_dice",
    symmetric: true,
    description: "Dice on a readable scale that does not depend on the size of the corpus: one more is twice as strong.",
    formula: "14 + log2(2 O11 / (R1 + C1))",
    range: "-inf to 14",
    zero_rule: "undefined if O11 = 0",
    source: "Rychlý (2008)",
};

pub(crate) static JACCARD: MeasureText = MeasureText {
    name: "jaccard",
    symmetric: true,
    description: "The share of joint occurrences among all occurrences of either.",
    formula: "O11 / (O11 + O12 + O21)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = C1 = 0",
    source: "Jaccard (1901); Evert (2008), Corpora and collocations",
};

pub(crate) static MIN_SENSITIVITY: MeasureText = MeasureText {
    name: "min_sensitivity",
    symmetric: true,
    description: "The smaller of the two conditional probabilities: high only if each needs the other.",
    formula: "min(O11 / R1, O11 / C1)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = 0 or C1 = 0",
    source: "Pedersen (1998)",
};

pub(crate) static GEOMETRIC_MEAN: MeasureText = MeasureText {
    name: "geometric_mean",
    symmetric: true,
    description: "The geometric mean of the two conditional probabilities.",
    formula: "O11 / sqrt(R1 C1)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = 0 or C1 = 0",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static LOG_LIKELIHOOD: MeasureText = MeasureText {
    name: "log_likelihood",
    symmetric: true,
    description: "G2 over four cells, negative where the pair is rarer than expected. For collocates: attraction first. The same number as log_likelihood_4 but for the sign.",
    formula: "sign(O11 - E11) 2 sum Oij ln(Oij / Eij)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "0 ln 0 = 0; 0 if a margin is 0",
    source: "Dunning (1993); Evert (2008), Corpora and collocations",
};

pub(crate) static LOG_LIKELIHOOD_2: MeasureText = MeasureText {
    name: "log_likelihood_2",
    symmetric: false,
    description: "G2 over the two cells of the word alone, unsigned, as in most keyness tools. The direction stands in log_ratio.",
    formula: "2 (a ln(a / E11) + b ln(b / E21))",
    range: "0 to +inf",
    zero_rule: "0 ln 0 = 0; 0 if the word is in neither corpus",
    source: "Rayson and Garside (2000)",
};

pub(crate) static LOG_LIKELIHOOD_4: MeasureText = MeasureText {
    name: "log_likelihood_4",
    symmetric: true,
    description: "G2 over all four cells, unsigned: evidence of any difference. The direction stands in log_ratio.",
    formula: "2 sum Oij ln(Oij / Eij)",
    range: "0 to +inf",
    zero_rule: "0 ln 0 = 0; 0 if a margin is 0",
    source: "Dunning (1993)",
};

pub(crate) static SIMPLE_LL: MeasureText = MeasureText {
    name: "simple_ll",
    symmetric: true,
    description: "G2 of the first cell alone, signed: close to log_likelihood where all frequencies are small against N.",
    formula: "sign(O11 - E11) 2 (O11 ln(O11 / E11) - (O11 - E11))",
    range: "-inf to +inf",
    zero_rule: "0 ln 0 = 0; 0 if a margin is 0",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static CHI_SQUARED: MeasureText = MeasureText {
    name: "chi_squared",
    symmetric: true,
    description: "Pearson's statistic, negative where the pair is rarer than expected. Overrates rare pairs in large corpora.",
    formula: "sign(O11 - E11) N (O11 O22 - O12 O21)^2 / (R1 R2 C1 C2)",
    range: "-N to N",
    zero_rule: "undefined if a margin is 0",
    source: "Pearson (1900); Evert (2008), Corpora and collocations",
};

pub(crate) static CHI_SQUARED_YATES: MeasureText = MeasureText {
    name: "chi_squared_yates",
    symmetric: true,
    description: "Pearson's statistic with a continuity correction that stops at 0, signed.",
    formula: "sign(O11 - E11) N max(0, |O11 O22 - O12 O21| - N/2)^2 / (R1 R2 C1 C2)",
    range: "-N to N",
    zero_rule: "undefined if a margin is 0; 0 if the difference is at most N/2",
    source: "Yates (1934)",
};

pub(crate) static PHI: MeasureText = MeasureText {
    name: "phi",
    symmetric: true,
    description: "The correlation of the two events; its size is Cramér's V.",
    formula: "(O11 O22 - O12 O21) / sqrt(R1 R2 C1 C2)",
    range: "-1 to 1",
    zero_rule: "undefined if a margin is 0",
    source: "Yule (1912)",
};

pub(crate) static YULE_Q: MeasureText = MeasureText {
    name: "yule_q",
    symmetric: true,
    description: "The odds ratio on a scale from -1 to 1.",
    formula: "(O11 O22 - O12 O21) / (O11 O22 + O12 O21)",
    range: "-1 to 1",
    zero_rule: "undefined if both products are 0",
    source: "Yule (1900)",
};

pub(crate) static DELTA_P_COLLOCATE_GIVEN_NODE: MeasureText = MeasureText {
    name: "delta_p_collocate_given_node",
    symmetric: false,
    description: "How much the first event (the node's window) raises the probability of the second (the collocate). Gries's delta P 2|1; also read as delta_p_21.",
    formula: "O11 / R1 - O21 / R2",
    range: "-1 to 1",
    zero_rule: "undefined if R1 = 0 or R2 = 0",
    source: "Gries (2013)",
};

pub(crate) static DELTA_P_NODE_GIVEN_COLLOCATE: MeasureText = MeasureText {
    name: "delta_p_node_given_collocate",
    symmetric: false,
    description: "How much the second event (the collocate) raises the probability of the first (the node's window). Gries's delta P 1|2; also read as delta_p_12.",
    formula: "O11 / C1 - O12 / C2",
    range: "-1 to 1",
    zero_rule: "undefined if C1 = 0 or C2 = 0",
    source: "Gries (2013)",
};

pub(crate) static ODDS_RATIO: MeasureText = MeasureText {
    name: "odds_ratio",
    symmetric: true,
    description: "How many times greater the odds are in the first row.",
    formula: "O11 O22 / (O12 O21)",
    range: "0 to +inf; 1 is independence",
    zero_rule: "undefined if O12 = 0 or O21 = 0",
    source: "Agresti (2002)",
};

pub(crate) static ODDS_RATIO_HALDANE: MeasureText = MeasureText {
    name: "odds_ratio_haldane",
    symmetric: true,
    description: "The odds ratio with 0.5 added to every cell, always, so that it exists for every table.",
    formula: "(O11 + 0.5)(O22 + 0.5) / ((O12 + 0.5)(O21 + 0.5))",
    range: "0 to +inf",
    zero_rule: "always defined",
    source: "Haldane (1956)",
};

pub(crate) static LOG_ODDS_RATIO: MeasureText = MeasureText {
    name: "log_odds_ratio",
    symmetric: true,
    description: "The odds ratio as a logarithm.",
    formula: "log_b(O11 O22 / (O12 O21))",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if a cell is 0",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static LOG_ODDS_RATIO_HALDANE: MeasureText = MeasureText {
    name: "log_odds_ratio_haldane",
    symmetric: true,
    description: "The odds ratio with 0.5 added to every cell, as a logarithm.",
    formula: "log_b((O11 + 0.5)(O22 + 0.5) / ((O12 + 0.5)(O21 + 0.5)))",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "always defined",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static POISSON_STIRLING: MeasureText = MeasureText {
    name: "poisson_stirling",
    symmetric: true,
    description: "Stirling's approximation of the negative natural logarithm of a Poisson probability. UCS divides it by ln 10.",
    formula: "O11 (ln(O11 / E11) - 1)",
    range: "-inf to +inf",
    zero_rule: "0 if O11 = 0; undefined if R1 = 0 or C1 = 0",
    source: "Quasthoff and Wolff (2002); Evert (2008), Corpora and collocations",
};

pub(crate) static FISHER_RIGHT: MeasureText = MeasureText {
    name: "fisher_right",
    symmetric: true,
    description: "Fisher's exact test for attraction: minus the decimal logarithm of the chance of so many joint occurrences or more.",
    formula: "-log10 sum over k >= O11 of the hypergeometric probabilities given R1, C1, N",
    range: "0 to +inf",
    zero_rule: "0 if O11 is the least that the margins allow",
    source: "Pedersen (1996); Evert (2008), Corpora and collocations",
};

pub(crate) static RELATIVE_RISK: MeasureText = MeasureText {
    name: "relative_risk",
    symmetric: false,
    description: "How many times more frequent the word is in the target.",
    formula: "(a / R1) / (b / R2)",
    range: "0 to +inf; 1 is equality",
    zero_rule: "undefined if b = 0 or a corpus is empty",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static LOG_RATIO: MeasureText = MeasureText {
    name: "log_ratio",
    symmetric: false,
    description: "How often the relative frequency doubles from reference to target. A frequency of 0 is taken as 0.5.",
    formula: "log2((a / R1) / (b / R2)), a and b at least 0.5",
    range: "-inf to +inf; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Hardie (2014)",
};

pub(crate) static LOG_RATIO_WALTER: MeasureText = MeasureText {
    name: "log_ratio_walter",
    symmetric: false,
    description: "The log ratio with 0.5 added to every frequency and size, always.",
    formula: "log2(((a + 0.5) / (R1 + 0.5)) / ((b + 0.5) / (R2 + 0.5)))",
    range: "-inf to +inf; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Walter (1975); Evert (2022)",
};

pub(crate) static LOG_RATIO_CI_LOW: MeasureText = MeasureText {
    name: "log_ratio_ci_low",
    symmetric: false,
    description: "The lower end of the confidence interval of log_ratio, by the normal approximation.",
    formula: "log_ratio - z sqrt(1/a + 1/b - 1/R1 - 1/R2) / ln 2, a and b at least 0.5",
    range: "-inf to +inf",
    zero_rule: "undefined where log_ratio is",
    source: "Hardie (2014); Katz et al. (1978)",
};

pub(crate) static LOG_RATIO_CI_HIGH: MeasureText = MeasureText {
    name: "log_ratio_ci_high",
    symmetric: false,
    description: "The upper end of the confidence interval of log_ratio, by the normal approximation.",
    formula: "log_ratio + z sqrt(1/a + 1/b - 1/R1 - 1/R2) / ln 2, a and b at least 0.5",
    range: "-inf to +inf",
    zero_rule: "undefined where log_ratio is",
    source: "Hardie (2014); Katz et al. (1978)",
};

pub(crate) static LRC: MeasureText = MeasureText {
    name: "lrc",
    symmetric: false,
    description: "The log ratio that the evidence is good for: the end nearer to 0 of its exact confidence interval, or 0 where the interval holds 0.",
    formula: "max(0, log2((R2/R1) lo/(1-lo))) if a/R1 >= b/R2, else min(0, log2((R2/R1) up/(1-up))); lo, up = Clopper-Pearson interval of a in a + b",
    range: "-inf to +inf; 0 is no evidence",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Evert (2022)",
};

pub(crate) static PERCENT_DIFF: MeasureText = MeasureText {
    name: "percent_diff",
    symmetric: false,
    description: "By how many per cent the relative frequency in the target exceeds that in the reference.",
    formula: "100 (a/R1 - b/R2) / (b/R2)",
    range: "-100 to +inf; 0 is equality",
    zero_rule: "undefined if b = 0 or a corpus is empty",
    source: "Gabrielatos and Marchi (2011)",
};

pub(crate) static DIFFERENCE_COEFFICIENT: MeasureText = MeasureText {
    name: "difference_coefficient",
    symmetric: false,
    description: "The difference of the relative frequencies by their sum.",
    formula: "(a/R1 - b/R2) / (a/R1 + b/R2)",
    range: "-1 to 1; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Hofland and Johansson (1982)",
};

pub(crate) static DIN: MeasureText = MeasureText {
    name: "din",
    symmetric: false,
    description: "The difference coefficient in per cent, as in KonText.",
    formula: "100 (a/R1 - b/R2) / (a/R1 + b/R2)",
    range: "-100 to 100; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Hofland and Johansson (1982); Fidler and Cvrček (2015)",
};

pub(crate) static SIMPLE_MATHS: MeasureText = MeasureText {
    name: "simple_maths",
    symmetric: false,
    description: "The ratio of the frequencies per million after a constant k is added to both. A small k favours rare words, a large k common ones.",
    formula: "(10^6 a/R1 + k) / (10^6 b/R2 + k)",
    range: "0 to +inf; 1 is equality",
    zero_rule: "undefined if a corpus is empty",
    source: "Kilgarriff (2009)",
};

pub(crate) static BIC: MeasureText = MeasureText {
    name: "bic",
    symmetric: false,
    description: "log_likelihood_2 less the logarithm of the sample size: above 0 the evidence favours a difference, above 10 very strongly.",
    formula: "log_likelihood_2 - ln N",
    range: "-ln N to +inf",
    zero_rule: "always defined",
    source: "Wilson (2013)",
};

pub(crate) static ELL: MeasureText = MeasureText {
    name: "ell",
    symmetric: false,
    description: "Effect size for log_likelihood_2: its share in the greatest value that the sizes allow.",
    formula: "log_likelihood_2 / (N ln(min(E11, E21)))",
    range: "0 to +inf, mostly below 1",
    zero_rule: "undefined if an expectation is 1 or less",
    source: "Johnston, Berry and Mielke (2006)",
};
