//! What is said about the measures of how much a word differs between two corpora.

use super::{MeasureFamily, MeasureText};

pub(crate) static RELATIVE_RISK: MeasureText = MeasureText {
    name: "relative_risk",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "How many times more frequent the word is in the target.",
    use_when: "How many times as frequent, where the reference has the word.",
    formula: "(a / R1) / (b / R2)",
    range: "0 to +inf; 1 is equality",
    zero_rule: "undefined if b = 0 or a corpus is empty",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static LOG_RELATIVE_RISK: MeasureText = MeasureText {
    name: "log_relative_risk",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The relative risk as a logarithm, without any discount.",
    use_when: "As log_ratio, where a frequency of 0 should give no number at all.",
    formula: "log_b((a / R1) / (b / R2))",
    range: "-inf to +inf; 0 is equality",
    zero_rule: "undefined if a = 0, b = 0 or a corpus is empty",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static RELATIVE_RISK_BY_COLUMN: MeasureText = MeasureText {
    name: "relative_risk_by_column",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "How many times more frequent the first event is where the second is, as UCS compares.",
    use_when: "The relative risk of the other direction: what the collocate does to the node.",
    formula: "(O11 / C1) / (O12 / C2)",
    range: "0 to +inf; 1 is independence",
    zero_rule: "undefined if O12 = 0, C1 = 0 or C2 = 0",
    source: "Evert (2008), Corpora and collocations; UCS toolkit",
};

pub(crate) static LOG_RELATIVE_RISK_BY_COLUMN: MeasureText = MeasureText {
    name: "log_relative_risk_by_column",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The logarithm of relative_risk_by_column.",
    use_when: "To repeat figures of UCS, with base 10.",
    formula: "log_b((O11 / C1) / (O12 / C2))",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if O11 = 0, O12 = 0, C1 = 0 or C2 = 0",
    source: "Evert (2008), Corpora and collocations; UCS toolkit",
};

pub(crate) static LOG_RATIO: MeasureText = MeasureText {
    name: "log_ratio",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "How often the relative frequency doubles from reference to target. A frequency of 0 is taken as 0.5.",
    use_when: "The first choice for how much a word differs: each unit is one doubling. Says nothing of evidence. A word that the target lacks comes out above 0 where half an occurrence there is a higher rate than all in the reference: 0.5 in 2,000 tokens against 1 in 10,000.",
    formula: "log2((a / R1) / (b / R2)), a and b at least 0.5",
    range: "-inf to +inf; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Hardie (2014)",
};

pub(crate) static LOG_RATIO_WALTER: MeasureText = MeasureText {
    name: "log_ratio_walter",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The log ratio with 0.5 added to every frequency and size, always.",
    use_when: "As log_ratio, smoother where frequencies are near 0.",
    formula: "log2(((a + 0.5) / (R1 + 0.5)) / ((b + 0.5) / (R2 + 0.5)))",
    range: "-inf to +inf; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Walter (1975); Evert (2022)",
};

pub(crate) static LOG_RATIO_CI_LOW: MeasureText = MeasureText {
    name: "log_ratio_ci_low",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The lower end of the confidence interval of log_ratio, by the normal approximation.",
    use_when: "The range of log_ratio that the data allow; quick, and good from about 5 occurrences on.",
    formula: "log_ratio - z sqrt(1/a + 1/b - 1/R1 - 1/R2) / ln 2, a and b at least 0.5",
    range: "-inf to +inf",
    zero_rule: "undefined where log_ratio is",
    source: "Hardie (2014); Katz et al. (1978)",
};

pub(crate) static LOG_RATIO_CI_HIGH: MeasureText = MeasureText {
    name: "log_ratio_ci_high",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The upper end of the confidence interval of log_ratio, by the normal approximation.",
    use_when: "The range of log_ratio that the data allow; quick, and good from about 5 occurrences on.",
    formula: "log_ratio + z sqrt(1/a + 1/b - 1/R1 - 1/R2) / ln 2, a and b at least 0.5",
    range: "-inf to +inf",
    zero_rule: "undefined where log_ratio is",
    source: "Hardie (2014); Katz et al. (1978)",
};

pub(crate) static LOG_RATIO_EXACT_LOW: MeasureText = MeasureText {
    name: "log_ratio_exact_low",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The lower end of the exact confidence interval of the log ratio, after Clopper and Pearson.",
    use_when: "The interval on which lrc rests, for any frequency.",
    formula: "log2((R2/R1) lo/(1-lo)), lo = lower end of the interval of a in a + b",
    range: "-inf to +inf",
    zero_rule: "undefined if a = 0, the word is in neither corpus or a corpus is empty",
    source: "Evert (2022); Clopper and Pearson (1934)",
};

pub(crate) static LOG_RATIO_EXACT_HIGH: MeasureText = MeasureText {
    name: "log_ratio_exact_high",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The upper end of the exact confidence interval of the log ratio, after Clopper and Pearson.",
    use_when: "The interval on which lrc rests, for any frequency.",
    formula: "log2((R2/R1) up/(1-up)), up = upper end of the interval of a in a + b",
    range: "-inf to +inf",
    zero_rule: "undefined if b = 0, the word is in neither corpus or a corpus is empty",
    source: "Evert (2022); Clopper and Pearson (1934)",
};

pub(crate) static LRC: MeasureText = MeasureText {
    name: "lrc",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The log ratio that the evidence is good for: the end nearer to 0 of its exact confidence interval, or 0 where the interval holds 0.",
    use_when: "One number to rank keywords or collocates by: strong and certain at once. The number of tests is that of the table, or tests=N.",
    formula: "max(0, log2((R2/R1) lo/(1-lo))) if a/R1 >= b/R2, else min(0, log2((R2/R1) up/(1-up))); lo, up = Clopper-Pearson interval of a in a + b",
    range: "-inf to +inf; 0 is no evidence",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Evert (2022)",
};

pub(crate) static LRC_POSITIVE: MeasureText = MeasureText {
    name: "lrc_positive",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The lower end of a one-sided exact interval of the log ratio, which may be negative.",
    use_when: "Where only positive keywords matter and they shall be ranked also below 0.",
    formula: "log2((R2/R1) lo/(1-lo)), lo = one-sided lower end of the interval of a in a + b",
    range: "-inf to +inf; above 0 is evidence",
    zero_rule: "undefined if a = 0, the word is in neither corpus or a corpus is empty",
    source: "Evert (2022)",
};

pub(crate) static LRC_NORMAL: MeasureText = MeasureText {
    name: "lrc_normal",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The end nearer to 0 of the normal interval of log_ratio, or 0 where the interval holds 0.",
    use_when: "As lrc, quicker, for frequencies of about 5 and more.",
    formula: "max(0, log_ratio_ci_low) if log_ratio >= 0, else min(0, log_ratio_ci_high)",
    range: "-inf to +inf; 0 is no evidence",
    zero_rule: "undefined where log_ratio is",
    source: "Hardie (2014)",
};

pub(crate) static LRC_CQPWEB: MeasureText = MeasureText {
    name: "lrc_cqpweb",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "Conservative Log Ratio as CQPweb prints it: the nearer end of a one-sided normal interval, the error divided after Šidák, which may lie beyond 0.",
    use_when: "To repeat the figures of CQPweb. Where it has passed 0 there is no evidence; lrc says so by 0.",
    formula: "log_ratio - z w if log_ratio >= 0, else log_ratio + z w; w = sqrt(1/a + 1/b - 1/R1 - 1/R2) / ln 2, z exceeded with the chance 1 - (1 - 0.05)^(1/m) on one side",
    range: "-inf to +inf; beyond 0 is no evidence",
    zero_rule: "as log_ratio: 0.5 in place of a frequency of 0; undefined where log_ratio is",
    source: "Hardie (2014); CQPweb",
};

pub(crate) static PERCENT_DIFF: MeasureText = MeasureText {
    name: "percent_diff",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "By how many per cent the relative frequency in the target exceeds that in the reference.",
    use_when: "As relative_risk, in the words of a newspaper.",
    formula: "100 (a/R1 - b/R2) / (b/R2)",
    range: "-100 to +inf; 0 is equality",
    zero_rule: "undefined if b = 0 or a corpus is empty",
    source: "Gabrielatos and Marchi (2011)",
};

pub(crate) static PERCENT_DIFF_HALF: MeasureText = MeasureText {
    name: "percent_diff_half",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "%DIFF with a frequency of 0.5 in the reference where that is 0.",
    use_when: "%DIFF where the reference lacks words.",
    formula: "100 (a/R1 - b/R2) / (b/R2), b at least 0.5",
    range: "-100 to +inf; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Gabrielatos and Marchi (2011), variant of keyflux",
};

pub(crate) static PERCENT_DIFF_GABRIELATOS: MeasureText = MeasureText {
    name: "percent_diff_gabrielatos",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "%DIFF with a relative frequency of 10^-18 in the reference where that is 0.",
    use_when: "Only to put absent words first, as its author does: the number itself is then about 10^20 times the frequency.",
    formula: "100 (a/R1 - n) / n, n = b/R2 or 1e-18",
    range: "-100 to +inf; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Gabrielatos (2018)",
};

pub(crate) static DIFFERENCE_COEFFICIENT: MeasureText = MeasureText {
    name: "difference_coefficient",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The difference of the relative frequencies by their sum.",
    use_when: "A ratio on a closed scale, also where a frequency is 0.",
    formula: "(a/R1 - b/R2) / (a/R1 + b/R2)",
    range: "-1 to 1; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Hofland and Johansson (1982)",
};

pub(crate) static DIN: MeasureText = MeasureText {
    name: "din",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The difference coefficient in per cent, as in KonText.",
    use_when: "To compare with KonText and KWords.",
    formula: "100 (a/R1 - b/R2) / (a/R1 + b/R2)",
    range: "-100 to 100; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or a corpus is empty",
    source: "Hofland and Johansson (1982); Fidler and Cvrček (2015)",
};

pub(crate) static SIMPLE_MATHS: MeasureText = MeasureText {
    name: "simple_maths",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The ratio of the frequencies per million after a constant k is added to both. A small k favours rare words, a large k common ones.",
    use_when: "To choose between rare keywords (k of 1) and common ones (k of 100 and more). Not a test.",
    formula: "(10^6 a/R1 + k) / (10^6 b/R2 + k)",
    range: "0 to +inf; 1 is equality",
    zero_rule: "undefined if a corpus is empty",
    source: "Kilgarriff (2009)",
};

pub(crate) static ELL: MeasureText = MeasureText {
    name: "ell",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "Effect size for log_likelihood_2: its share in the greatest value that the sizes allow.",
    use_when: "To compare log-likelihoods of corpora of different size.",
    formula: "log_likelihood_2 / (N ln(min(E11, E21)))",
    range: "0 to +inf, mostly below 1",
    zero_rule: "undefined if an expectation is 1 or less",
    source: "Johnston, Berry and Mielke (2006)",
};

pub(crate) static LOG_ODDS_DIRICHLET: MeasureText = MeasureText {
    name: "log_odds_dirichlet",
    family: MeasureFamily::Comparison,
    symmetric: false,
    description: "The difference of the log-odds in target and reference, with an informative Dirichlet prior: each word as frequent beforehand as in both together (prior=whole) or in the reference, with the weight of all their tokens or of as many as `tokens` says.",
    use_when: "The effect beside log_odds_dirichlet_z; rare words are drawn towards no difference.",
    formula: "ln((a + w) / (R1 + W - a - w)) - ln((b + w) / (R2 + W - b - w)), w = W C1 / N or W b / R2, W = tokens of the prior",
    range: "-inf to +inf; 0 is equality",
    zero_rule: "undefined if the word is in neither corpus or is every word, a corpus is empty, or w = 0",
    source: "Monroe, Colaresi and Quinn (2008)",
};
