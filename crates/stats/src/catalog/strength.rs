//! What is said about the measures of how strong a pair is.

use super::{MeasureFamily, MeasureText};

pub(crate) static MI: MeasureText = MeasureText {
    name: "mi",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "Pointwise mutual information: how many times more often than expected, as a logarithm. Favours rare words; use with a minimum frequency.",
    use_when: "To find fixed and rare combinations, names and terms. With a minimum frequency of 5 or more, since one chance meeting of two rare words scores highest.",
    formula: "log_b(O11 / E11)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if O11 = 0 or E11 = 0",
    source: "Church and Hanks (1990); Evert (2008), Corpora and collocations",
};

pub(crate) static MI2: MeasureText = MeasureText {
    name: "mi2",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "MI with the joint frequency squared, which weakens its preference for rare words.",
    use_when: "Like mi, where rare pairs crowd the top of the list.",
    formula: "log_b(O11^2 / E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if O11 = 0 or E11 = 0",
    source: "Daille (1994)",
};

pub(crate) static MI3: MeasureText = MeasureText {
    name: "mi3",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "MI with the joint frequency cubed, which favours frequent pairs. Not the different \"MI3\" of WordSmith.",
    use_when: "Like mi, for the frequent combinations of grammar and phraseology.",
    formula: "log_b(O11^3 / E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if O11 = 0 or E11 = 0",
    source: "Daille (1994)",
};

pub(crate) static MI_K: MeasureText = MeasureText {
    name: "mi_k",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "MI with the joint frequency raised to a power k: the family of mi (k = 1), mi2 and mi3.",
    use_when: "To choose between rare pairs (k near 1) and frequent ones (k of 3 and more) in steps.",
    formula: "log_b(O11^k / E11)",
    range: "-inf to +inf",
    zero_rule: "undefined if O11 = 0 or E11 = 0",
    source: "Daille (1994)",
};

pub(crate) static WS_MI3: MeasureText = MeasureText {
    name: "ws_mi3",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "What WordSmith calls MI3: not the MI3 of Daille, for it compares with the tokens that are not the two words.",
    use_when: "Only to repeat figures of WordSmith.",
    formula: "log2(O11^3 E / B), E = O11 + (N - R1) + (N - C1) + (N - R1 - C1), B = (O11 + N - R1)(O11 + N - C1)",
    range: "-inf to +inf",
    zero_rule: "undefined if O11 = 0, or if E is not above 0",
    source: "WordSmith Tools, page of formulae",
};

pub(crate) static NPMI: MeasureText = MeasureText {
    name: "npmi",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "MI divided by its greatest possible value, so that words of different frequency compare.",
    use_when: "To compare pairs of very different frequency on one scale from -1 to 1.",
    formula: "ln(O11 / E11) / -ln(O11 / N)",
    range: "-1 to 1; 0 is independence",
    zero_rule: "-1 if O11 = 0; 1 if O11 = R1 = C1; undefined if R1 = 0 or C1 = 0, or where overlapping windows hold more pairs than there are words",
    source: "Bouma (2009)",
};

pub(crate) static LOCAL_MI: MeasureText = MeasureText {
    name: "local_mi",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "MI weighted by the joint frequency: the pair's share in the mutual information of the corpus.",
    use_when: "When evidence and strength should weigh in one number and the list may lead with frequent pairs.",
    formula: "O11 log_b(O11 / E11)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "0 if O11 = 0; undefined if R1 = 0 or C1 = 0",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static MUTUAL_INFORMATION: MeasureText = MeasureText {
    name: "mutual_information",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The mutual information of the two events, per observation.",
    use_when: "How much knowing one word tells of the other, per token of the corpus.",
    formula: "sum Oij/N log_b(Oij / Eij)",
    range: "0 to 1 in bits; 0 is independence",
    zero_rule: "0 log 0 = 0; 0 if a margin is 0",
    source: "Manning and Schütze (1999)",
};

pub(crate) static MI_LOG_F: MeasureText = MeasureText {
    name: "mi_log_f",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "MI weighted by the logarithm of the joint frequency (salience).",
    use_when: "A compromise between mi and frequency; the salience of older releases of Sketch Engine.",
    formula: "log_b(O11 / E11) ln(O11 + 1)",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if O11 = 0, R1 = 0 or C1 = 0",
    source: "Kilgarriff and Tugwell (2001)",
};

pub(crate) static DICE: MeasureText = MeasureText {
    name: "dice",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The harmonic mean of the two conditional probabilities.",
    use_when: "For terms and names whose parts seldom occur apart. log_dice is the same order on a better scale.",
    formula: "2 O11 / (R1 + C1)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = C1 = 0",
    source: "Smadja (1993); Dice (1945)",
};

pub(crate) static LOG_DICE: MeasureText = MeasureText {
    name: "log_dice",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "Dice on a readable scale that does not depend on the size of the corpus: one more is twice as strong.",
    use_when: "The first choice for collocates: comparable between corpora of any size, and neither rare nor frequent words crowd the list.",
    formula: "14 + log2(2 f(x,y) / (f(x) + f(y))), of windows under every model: f(x,y) = O11, f(x) = occurrences of the node, f(y) = occurrences of the collocate anywhere; of other tables 14 + log2(2 O11 / (R1 + C1))",
    range: "-inf to 14",
    zero_rule: "undefined if O11 = 0, or where words that stand in several windows make more pairs than there are words",
    source: "Rychlý (2008)",
};

pub(crate) static JACCARD: MeasureText = MeasureText {
    name: "jaccard",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The share of joint occurrences among all occurrences of either.",
    use_when: "As dice, which gives the same order.",
    formula: "O11 / (O11 + O12 + O21)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = C1 = 0",
    source: "Jaccard (1901); Evert (2008), Corpora and collocations",
};

pub(crate) static MIN_SENSITIVITY: MeasureText = MeasureText {
    name: "min_sensitivity",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The smaller of the two conditional probabilities: high only if each needs the other.",
    use_when: "When neither word may be frequent without the other.",
    formula: "min(O11 / R1, O11 / C1)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = 0 or C1 = 0",
    source: "Pedersen (1998)",
};

pub(crate) static GEOMETRIC_MEAN: MeasureText = MeasureText {
    name: "geometric_mean",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The geometric mean of the two conditional probabilities.",
    use_when: "As dice, a little kinder to pairs of unequal frequency.",
    formula: "O11 / sqrt(R1 C1)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = 0 or C1 = 0",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static MUTUAL_EXPECTATION: MeasureText = MeasureText {
    name: "mutual_expectation",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The share of the pair in the corpus times its normalised expectation, which for two words is Dice. Wordless leaves out the division by N, which changes no order.",
    use_when: "For multi-word units where frequency should count as much as cohesion.",
    formula: "O11/N * 2 O11 / (R1 + C1)",
    range: "0 to 1",
    zero_rule: "undefined if R1 = C1 = 0",
    source: "Dias, Guilloré and Pereira Lopes (1999)",
};

pub(crate) static PHI: MeasureText = MeasureText {
    name: "phi",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The correlation of the two events; its size is Cramér's V.",
    use_when: "A correlation for tables, comparable between corpora.",
    formula: "(O11 O22 - O12 O21) / sqrt(R1 R2 C1 C2)",
    range: "-1 to 1",
    zero_rule: "undefined if a margin is 0",
    source: "Yule (1912)",
};

pub(crate) static PHI_SQUARED: MeasureText = MeasureText {
    name: "phi_squared",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The square of the correlation of the two events: chi-squared by N.",
    use_when: "As phi, without the direction.",
    formula: "(O11 O22 - O12 O21)^2 / (R1 R2 C1 C2)",
    range: "0 to 1",
    zero_rule: "undefined if a margin is 0",
    source: "Gale and Church (1991)",
};

pub(crate) static CRAMER_V: MeasureText = MeasureText {
    name: "cramer_v",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "Cramér's V, for two by two cells the size of phi.",
    use_when: "As phi, without the direction.",
    formula: "|phi| = sqrt(chi-squared / N)",
    range: "0 to 1",
    zero_rule: "undefined if a margin is 0",
    source: "Cramér (1946)",
};

pub(crate) static YULE_Q: MeasureText = MeasureText {
    name: "yule_q",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The odds ratio on a scale from -1 to 1.",
    use_when: "An odds ratio on a closed scale.",
    formula: "(O11 O22 - O12 O21) / (O11 O22 + O12 O21)",
    range: "-1 to 1",
    zero_rule: "undefined if both products are 0",
    source: "Yule (1900)",
};

pub(crate) static PROBABILITY_COLLOCATE_GIVEN_NODE: MeasureText = MeasureText {
    name: "probability_collocate_given_node",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "The probability of the second event (the collocate) given the first (the node's window).",
    use_when: "The plainest direction of a pair: what follows the node.",
    formula: "O11 / R1",
    range: "0 to 1",
    zero_rule: "undefined if R1 = 0",
    source: "Michelbacher, Evert and Schütze (2007)",
};

pub(crate) static PROBABILITY_NODE_GIVEN_COLLOCATE: MeasureText = MeasureText {
    name: "probability_node_given_collocate",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "The probability of the first event (the node's window) given the second (the collocate).",
    use_when: "The plainest direction of a pair: how much the collocate is tied to the node.",
    formula: "O11 / C1",
    range: "0 to 1",
    zero_rule: "undefined if C1 = 0",
    source: "Michelbacher, Evert and Schütze (2007)",
};

pub(crate) static DELTA_P_COLLOCATE_GIVEN_NODE: MeasureText = MeasureText {
    name: "delta_p_collocate_given_node",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "How much the first event (the node's window) raises the probability of the second (the collocate). Gries's delta P 2|1; also read as delta_p_21.",
    use_when: "Whether the node calls for the collocate rather than the reverse. Read it beside the other direction.",
    formula: "O11 / R1 - O21 / R2",
    range: "-1 to 1",
    zero_rule: "undefined if R1 = 0 or R2 = 0",
    source: "Gries (2013)",
};

pub(crate) static DELTA_P_NODE_GIVEN_COLLOCATE: MeasureText = MeasureText {
    name: "delta_p_node_given_collocate",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "How much the second event (the collocate) raises the probability of the first (the node's window). Gries's delta P 1|2; also read as delta_p_12.",
    use_when: "Whether the collocate calls for the node rather than the reverse. The same number as Liddell's measure, and also read as liddell.",
    formula: "O11 / C1 - O12 / C2",
    range: "-1 to 1",
    zero_rule: "undefined if C1 = 0 or C2 = 0",
    source: "Gries (2013)",
};

pub(crate) static KLD_COLLOCATE_GIVEN_NODE: MeasureText = MeasureText {
    name: "kld_collocate_given_node",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "The divergence in bits of the chances of the second event (the collocate) given the first (the node's window) from those in all, negative for repulsion.",
    use_when: "As delta_p_collocate_given_node, in bits: how much the node tells of the collocate. Read it beside the other direction.",
    formula: "sign(O11 - E11) (p log2(p/q) + (1-p) log2((1-p)/(1-q))), p = O11/R1, q = C1/N",
    range: "log2(C2/N) to -log2(C1/N)",
    zero_rule: "undefined if R1 = 0, C1 = 0 or C2 = 0",
    source: "Gries and Durrant (2020); Gries (2022, 2024)",
};

pub(crate) static KLD_NODE_GIVEN_COLLOCATE: MeasureText = MeasureText {
    name: "kld_node_given_collocate",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "The divergence in bits of the chances of the first event (the node's window) given the second (the collocate) from those in all, negative for repulsion.",
    use_when: "As kld_collocate_given_node, in the other direction.",
    formula: "sign(O11 - E11) (p log2(p/q) + (1-p) log2((1-p)/(1-q))), p = O11/C1, q = R1/N",
    range: "log2(R2/N) to -log2(R1/N)",
    zero_rule: "undefined if C1 = 0, R1 = 0 or R2 = 0",
    source: "Gries and Durrant (2020); Gries (2022, 2024)",
};

pub(crate) static KLD_NORM_COLLOCATE_GIVEN_NODE: MeasureText = MeasureText {
    name: "kld_norm_collocate_given_node",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "kld_collocate_given_node brought to -1..1 as odds to one.",
    use_when: "The association of Gries's tuples, with its direction: strong where the node calls for the collocate.",
    formula: "kld / (1 + |kld|), kld = kld_collocate_given_node",
    range: "-1 to 1",
    zero_rule: "undefined if R1 = 0, C1 = 0 or C2 = 0",
    source: "Gries and Durrant (2020); Gries (2022, 2024)",
};

pub(crate) static KLD_NORM_NODE_GIVEN_COLLOCATE: MeasureText = MeasureText {
    name: "kld_norm_node_given_collocate",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "kld_node_given_collocate brought to -1..1 as odds to one.",
    use_when: "The association of Gries's tuples, with its direction: strong where the collocate calls for the node.",
    formula: "kld / (1 + |kld|), kld = kld_node_given_collocate",
    range: "-1 to 1",
    zero_rule: "undefined if C1 = 0, R1 = 0 or R2 = 0",
    source: "Gries and Durrant (2020); Gries (2022, 2024)",
};

pub(crate) static KLD_NORM_EXP_COLLOCATE_GIVEN_NODE: MeasureText = MeasureText {
    name: "kld_norm_exp_collocate_given_node",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "kld_collocate_given_node brought to -1..1 by a power of e.",
    use_when: "Only to compare with Gries (2022).",
    formula: "sign(kld) (1 - e^-|kld|), kld = kld_collocate_given_node",
    range: "-1 to 1",
    zero_rule: "undefined if R1 = 0, C1 = 0 or C2 = 0",
    source: "Gries (2022)",
};

pub(crate) static KLD_NORM_EXP_NODE_GIVEN_COLLOCATE: MeasureText = MeasureText {
    name: "kld_norm_exp_node_given_collocate",
    family: MeasureFamily::Strength,
    symmetric: false,
    description: "kld_node_given_collocate brought to -1..1 by a power of e.",
    use_when: "Only to compare with Gries (2022).",
    formula: "sign(kld) (1 - e^-|kld|), kld = kld_node_given_collocate",
    range: "-1 to 1",
    zero_rule: "undefined if C1 = 0, R1 = 0 or R2 = 0",
    source: "Gries (2022)",
};

pub(crate) static ODDS_RATIO: MeasureText = MeasureText {
    name: "odds_ratio",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "How many times greater the odds are in the first row.",
    use_when: "Where no cell is 0; else odds_ratio_haldane. UCS cuts it at 10^7.",
    formula: "O11 O22 / (O12 O21)",
    range: "0 to +inf; 1 is independence",
    zero_rule: "undefined if O12 = 0 or O21 = 0",
    source: "Agresti (2002)",
};

pub(crate) static ODDS_RATIO_HALDANE: MeasureText = MeasureText {
    name: "odds_ratio_haldane",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The odds ratio with 0.5 added to every cell, always, so that it exists for every table.",
    use_when: "The odds ratio for tables with zeros, the same rule for every row.",
    formula: "(O11 + 0.5)(O22 + 0.5) / ((O12 + 0.5)(O21 + 0.5))",
    range: "0 to +inf",
    zero_rule: "always defined",
    source: "Haldane (1956)",
};

pub(crate) static ODDS_RATIO_HALDANE_IF_ZERO: MeasureText = MeasureText {
    name: "odds_ratio_haldane_if_zero",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The odds ratio with 0.5 added to every cell if one of them is 0, else without.",
    use_when: "Only to repeat figures of mclm: rows with and without zeros follow two rules.",
    formula: "odds_ratio, or odds_ratio_haldane if a cell is 0",
    range: "0 to +inf; 1 is independence",
    zero_rule: "always defined",
    source: "mclm",
};

pub(crate) static LOG_ODDS_RATIO: MeasureText = MeasureText {
    name: "log_odds_ratio",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The odds ratio as a logarithm.",
    use_when: "Where no cell is 0; symmetric around 0, unlike the plain ratio.",
    formula: "log_b(O11 O22 / (O12 O21))",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "undefined if a cell is 0",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static LOG_ODDS_RATIO_HALDANE: MeasureText = MeasureText {
    name: "log_odds_ratio_haldane",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The odds ratio with 0.5 added to every cell, as a logarithm.",
    use_when: "The log odds ratio for tables with zeros, the same rule for every row.",
    formula: "log_b((O11 + 0.5)(O22 + 0.5) / ((O12 + 0.5)(O21 + 0.5)))",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "always defined",
    source: "Evert (2008), Corpora and collocations",
};

pub(crate) static LOG_ODDS_RATIO_HALDANE_IF_ZERO: MeasureText = MeasureText {
    name: "log_odds_ratio_haldane_if_zero",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The logarithm of odds_ratio_haldane_if_zero.",
    use_when: "Only to repeat figures of mclm.",
    formula: "log_b of odds_ratio, or of odds_ratio_haldane if a cell is 0",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "always defined",
    source: "mclm",
};

pub(crate) static LAMBDA: MeasureText = MeasureText {
    name: "lambda",
    family: MeasureFamily::Strength,
    symmetric: true,
    description: "The two-way interaction of a log-linear model with 0.5 added to every cell. For longer sequences see `lambda_of`.",
    use_when: "To compare with quanteda's collocations; order by lambda_z.",
    formula: "ln((O11 + 0.5)(O22 + 0.5) / ((O12 + 0.5)(O21 + 0.5)))",
    range: "-inf to +inf; 0 is independence",
    zero_rule: "always defined",
    source: "Blaheta and Johnson (2001); quanteda.textstats",
};
