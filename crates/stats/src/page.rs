//! The page of all measures, written from what the code says of itself.

use crate::catalog::analyses::{ANALYSES, TYPED};
use crate::catalog::bibliography::WORKS;
use crate::catalog::methods::{METHODS, MethodText, Section};
use crate::catalog::{Entry, MeasureFamily};
use crate::correction::Correction;
use crate::dispersion::DispersionMeasure;
use crate::diversity::DiversityMeasure;
use crate::measure::Measure;
use crate::undefined::Undefined;
use crate::window::WindowModel;

const INTRODUCTION: &str = "\
# Measures

Every statistic of Siyaq: what it says, when to use it, its formula, its range, what happens at zeros, and who
proposed it. This page is written from the code of `siyaq-stats` (`cargo run -p siyaq-stats --example
measures_page > MEASURES.md`), and a test compares the two.

A name stands for one formula. Where tools differ, the variant is part of the name; where the base of a
logarithm, a constant or a level of confidence may be chosen, it is a parameter: `mi(base=10)`,
`simple_maths(k=100)`, `lrc(confidence=0.99,tests=5000,correction=sidak)`. Without parameters a name means the
defaults given here. `--measures all` stands for all that a verb computes.

A measure that is undefined has no value, never infinity or a number made up, and says why; the
[reasons](#reasons-for-a-missing-value) stand at the end.

## Notation

Measures of association and keyness read a table of two events:

| | second event | not | row |
|---|---|---|---|
| **first event** | O11 | O12 | R1 |
| **not** | O21 | O22 | R2 |
| column | C1 | C2 | N |

E11 = R1 C1 / N, and so on, are the expectations under independence. For collocates the first event is \"inside a
window of the node\", the second \"is the collocate\". For keywords the first row is the target (a = O11 of R1
tokens), the second the reference (b = O21 of R2 tokens). 0 log 0 is 0 everywhere.

## Which one?

| question | first choice |
|---|---|
| Which words go together? | `log_dice` to rank, `log_likelihood` for evidence |
| Which names and terms? | `mi` or `npmi`, with a minimum frequency |
| Which of two words calls for the other? | `delta_p_collocate_given_node` or `kld_norm_collocate_given_node`, and its reverse |
| Which words are typical of a corpus? | `lrc` with the number of tests, or `log_ratio` with `log_likelihood_4` |
| … and not of one text of it? | `mann_whitney_z` and its p, `text_dispersion`, `negative_binomial` regression, bootstrap intervals |
| … and not of one newspaper of it? | `negative_binomial` with `--effect source` |
| How evenly is a word spread? | `dp_nofreq`, which `words` shows; `range` for how widely; `arf` without parts |
| How rich is a vocabulary? | `hdd`, `mattr` |
| Does a word rise or fall? | `mann_kendall` with `theil_sen` |

";

/// The usual bounds, and one table computed with every first choice.
const READING: &str = "\
## Usual thresholds

Bounds are customs, not laws; evidence grows with the corpus, strength does not.

| number | custom | from |
|---|---|---|
| `log_likelihood`, `chi_squared` (1 degree of freedom) | 3.84, 6.63, 10.83, 15.13 for p < 0.05, 0.01, 0.001, 0.0001, of one test | Rayson and Garside (2000) |
| q (Benjamini and Hochberg) | below 0.05: one false alarm in twenty rows at most, on average | Benjamini and Hochberg (1995) |
| `bic` | above 2 positive, 6 strong, 10 very strong evidence | Wilson (2013) |
| `mi` | from 3, with a joint frequency of 5 or more | Church and Hanks (1990) |
| `t_score` | from 2 | Church, Gale, Hanks and Hindle (1991) |
| `log_dice` | no bound; 14 is the most, mostly below 10 | Rychlý (2008) |
| `log_ratio` | 1 is twice, 2 four times, 3 eight times as frequent | Hardie (2014) |
| `cohen_d` | 0.2 small, 0.5 medium, 0.8 large | Cohen (1988) |
| `simple_maths` | k = 1 for rare words, 100 for common ones | Kilgarriff (2009) |

## One table, computed

A node occurs 42 times among 14,307,668 tokens, a collocate 20 times, always right after the node. As a table of two
words: O11 = 20, R1 = 42, C1 = 20, N = 14,307,668, so O12 = 22, O21 = 0, O22 = 14,307,626.

- E11 = 42 · 20 / 14,307,668 = 0.0000587: together 20 times where chance gives none.
- `mi` = log2(20 / 0.0000587) = 18.38: 2^18.38 times more often than by chance.
- `log_dice` = 14 + log2(2 · 20 / (42 + 20)) = 13.37: near its greatest value, 14.
- `t_score` = (20 - 0.0000587) / sqrt 20 = 4.47; `log_likelihood` = 521.1: no chance.
- `delta_p_collocate_given_node` = 20/42 - 0/14,307,626 = 0.476: after the node the collocate comes every second time;
  `delta_p_node_given_collocate` = 20/20 - 22/14,307,648 = 1.000: before the collocate there is always the node.

As keywords: a word 620 times among 1,017,879 tokens of a target and 267 times among 1,007,532 of a reference has
`log_likelihood_4` = 140.9 (evidence: p < 10^-31), `log_ratio` = log2(609.1 / 265.0 per million) = 1.20 (effect: 2.3
times as frequent), and at 95 % `lrc(tests=1)` = 0.99: surely almost twice as frequent — if its tokens were drawn one
by one. Whether many texts say so is told by `mann_whitney_z` and `text_dispersion`.

";

fn write_entry(page: &mut String, entry: &Entry, more: Option<&str>) {
    let (range_name, range) = entry.range;
    let mut line = |text: &str| {
        page.push_str(text);
        page.push('\n');
    };
    line(&format!("### `{}`\n", entry.name));
    line(&format!("{}\n", entry.description));
    line(&format!("- when: {}", entry.use_when));
    line(&format!("- formula: `{}`", entry.formula));
    line(&format!("- {range_name}: {range}"));
    line(&format!("- zeros: {}", entry.zero_rule));
    if let Some((_, typed)) = TYPED.iter().find(|(name, _)| *name == entry.name) {
        line(&format!("- typed: {typed}"));
    }
    if let Some(more) = more {
        line(&format!("- {more}"));
    }
    line(&format!("- source: {}\n", entry.source));
}

/// The parameters of a measure with their defaults, and whether its two events may be exchanged.
fn more_of(measure: Measure) -> String {
    let full = measure.full_name();
    let parameters = full
        .strip_prefix(measure.name())
        .filter(|rest| !rest.is_empty())
        .map_or_else(String::new, |rest| format!("parameters: `{rest}`; "));
    let symmetric = if measure.is_symmetric() {
        "the same when the two events are exchanged"
    } else {
        "another number when the two events are exchanged"
    };
    let test = if measure.is_test() { "; a test, with a p-value" } else { "" };
    format!("{parameters}{symmetric}{test}")
}

fn write_family(page: &mut String, family: MeasureFamily, title: &str, text: &str) {
    page.push_str(&format!("## {title}\n\n{text}\n\n"));
    for &measure in Measure::ALL.iter().filter(|measure| measure.family() == family) {
        write_entry(page, &measure.entry(), Some(&more_of(measure)));
    }
}

fn write_methods(page: &mut String, section: Section, title: &str, text: &str) {
    page.push_str(&format!("## {title}\n\n{text}\n\n"));
    for method in METHODS.iter().chain(ANALYSES).filter(|method| method.section == section) {
        let MethodText { name, description, use_when, formula, range, zero_rule, source, .. } =
            *method;
        let range = ("range", range);
        let entry = Entry { name, description, use_when, formula, range, zero_rule, source };
        write_entry(page, &entry, None);
    }
}

fn write_windows(page: &mut String) {
    page.push_str(
        "## Window models\n\nWhat O11, R1, C1 and N are for the words around a node. The counting is the same; \
         each model makes its own table of it. Where that is no table of whole tokens, measures that need one \
         have no value.\n\n",
    );
    for model in WindowModel::ALL {
        page.push_str(&format!("- `{}`: {}\n", model.name(), model.description()));
    }
    page.push('\n');
}

fn write_corrections(page: &mut String) {
    page.push_str(
        "## Corrections for many tests\n\nA test is one different item that stands in the data, once at least: \
         a word, n-gram, pair or query of the corpora that are compared, a form in windows of the node, a pair \
         that stands in one window. Their number m is counted before any least frequency, direction or bound of q \
         is looked at (words of a stop list are no items), and so is the same whatever is shown, in every verb: `keywords` (each group \
         by itself), `collocates`, `collocations`, `compare-collocates`, `change`. A frequency list that was cut \
         short hides the rest of its items. m stands in the manifest of a result (`result.tests`) and is said \
         with `--reasons`; `lrc`, `lrc_normal`, `lrc_positive` and `lrc_cqpweb` take it unless tests=N is given, \
         where tests=1 is one interval by itself. Corrections work on p-values or on their decimal \
         logarithms.\n\n",
    );
    for correction in Correction::ALL {
        page.push_str(&format!("- `{}`: {}\n", correction.name(), correction.description()));
    }
    page.push('\n');
}

fn write_dispersion(page: &mut String) {
    page.push_str(
        "## Dispersion\n\nHow evenly a word is spread. k parts; v the count in a part, f the sum of the counts, s the \
         part's share of the tokens, t = v / f, p = v / size, q = p / sum p. The last five read the positions of a \
         word: d are the distances between occurrences, the last joined to the first, N the tokens. All measures \
         over parts that are asked for come from one pass over the parts that hold the word.\n\n",
    );
    for measure in DispersionMeasure::all() {
        write_entry(page, &measure.entry(), None);
    }
}

fn write_diversity(page: &mut String) {
    page.push_str(
        "## Diversity\n\nHow rich a vocabulary is. N tokens, V types, V_i types that occur i times. Most depend on \
         the length of the text.\n\n",
    );
    for measure in DiversityMeasure::all() {
        let reads =
            if measure.needs_text() { "reads: the words in order" } else { "reads: frequencies" };
        write_entry(page, &measure.entry(), Some(reads));
    }
}

/// The page of all measures in Markdown: what each says, when to use it, formula, range, zero
/// rule and source.
///
/// # Examples
/// ```
/// use siyaq_stats::{Measure, measures_page};
///
/// let page = measures_page();
/// assert!(page.starts_with("# Measures\n"));
/// // Every measure has a paragraph of its own.
/// let headings = Measure::ALL.iter().map(|measure| format!("\n### `{}`\n", measure.name()));
/// for heading in headings {
///     assert_eq!(page.matches(&heading).count(), 1);
/// }
/// ```
#[must_use]
pub fn measures_page() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str(READING);
    let strength = "How strongly two words attract each other: compare pairs with each other.";
    write_family(&mut page, MeasureFamily::Strength, "Strength of association", strength);
    let evidence =
        "How certain it is that there is a difference at all: these grow with the corpus.";
    write_family(&mut page, MeasureFamily::Evidence, "Evidence", evidence);
    let comparison =
        "How much a word differs between target and reference, or inside and outside of windows.";
    write_family(&mut page, MeasureFamily::Comparison, "Target against reference", comparison);
    let sequences = "Beyond tables of two words.";
    write_methods(&mut page, Section::Sequences, "Sequences and neighbours", sequences);
    write_windows(&mut page);
    let texts = "Tests and intervals in which texts, not tokens, are counted. m and s are mean and standard \
                 deviation of the relative frequencies of n texts.";
    write_methods(&mut page, Section::Texts, "Words in texts", texts);
    let dispersed = "Keywords that are typical of the texts of a corpus and not of one of them.";
    write_methods(&mut page, Section::Dispersed, "Keyness with dispersion", dispersed);
    write_corrections(&mut page);
    write_dispersion(&mut page);
    write_diversity(&mut page);
    let laws = "How vocabularies grow, and how frequency falls with rank.";
    write_methods(&mut page, Section::Laws, "Curves and laws", laws);
    let change = "Words over periods in order of time.";
    write_methods(&mut page, Section::Change, "Change", change);
    let comparison = "How alike corpora, or the parts of one, are.";
    write_methods(&mut page, Section::Comparison, "Corpora compared", comparison);
    let analyses = "Of sequences, windows, groups and texts, computed by one verb each.";
    write_methods(&mut page, Section::Analyses, "Expressions, frames, spaces, contrasts", analyses);
    page.push_str("## Reasons for a missing value\n\n");
    for reason in Undefined::ALL {
        page.push_str(&format!("- `{}`: {}\n", reason.name(), reason.sentence()));
    }
    page.push_str("\n## Bibliography\n\n");
    for (work, place) in WORKS {
        page.push_str(&format!("- {work}: {place}\n"));
    }
    page
}
