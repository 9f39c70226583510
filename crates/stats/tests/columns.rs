//! Columns of tables, and the tables of other tools' windows.

use std::num::NonZeroUsize;

use proptest::prelude::*;
use siyaq_stats::{
    Contingency, Margin, Measure, ModelTable, Random, TableColumns, Undefined, WindowCounts,
    WindowModel, score_columns,
};

/// Columns of random tables, the same for a seed.
fn columns(rows: usize, seed: u64) -> [Vec<u64>; 4] {
    let mut random = Random::new(seed);
    let mut columns: [Vec<u64>; 4] = Default::default();
    for _ in 0..rows {
        let cells: [u64; 4] = std::array::from_fn(|_| {
            let most = [1, 2, 30, 5_000, 1_000_000][random.below(5) as usize];
            random.below(most)
        });
        let [o11, o12, o21, o22] = cells;
        let table = [o11, o11 + o12, o11 + o21, (o11 + o12 + o21 + o22).max(1)];
        columns.iter_mut().zip(table).for_each(|(column, count)| column.push(count));
    }
    columns
}

/// Not a multiple of the block, so that the last one is not full.
const ROWS: usize = 5_003;

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let [o11, r1, c1, n] = columns(ROWS, 3);
    let columns = [&r1, &c1, &n].map(|column| Margin::Column(column));
    let tables = TableColumns::new(&o11, columns[0], columns[1], columns[2]).unwrap();
    let cheap: Vec<Measure> =
        Measure::ALL.iter().copied().filter(|measure| measure.level().is_none()).collect();
    let one = score_columns(&cheap, &tables, NonZeroUsize::MIN);
    assert_eq!(one.len(), cheap.len());
    for threads in [2, 3, 8, 10_000] {
        let many = score_columns(&cheap, &tables, NonZeroUsize::new(threads).unwrap());
        for ((measure, one), many) in cheap.iter().zip(&one).zip(&many) {
            let bits = |column: &siyaq_stats::ScoreColumn| -> Vec<Result<u64, Undefined>> {
                column.iter().map(|score| score.map(f64::to_bits)).collect()
            };
            assert_eq!(bits(one), bits(many), "{measure} on {threads} threads");
        }
    }
    for (measure, column) in cheap.iter().zip(&one) {
        assert_eq!((column.len(), column.is_empty()), (ROWS, false));
        for row in (0..ROWS).step_by(97) {
            let alone = measure.evaluate(&tables.table(row).unwrap());
            assert_eq!(column.get(row).map(f64::to_bits), alone.map(f64::to_bits), "{measure}");
            assert_eq!(column.undefined()[row], alone.err(), "{measure}");
            assert!(column.values()[row].is_finite());
        }
        assert_eq!(column.get(ROWS), Err(Undefined::Empty));
    }
}

#[test]
fn p_values_of_a_column() {
    let [o11, r1, c1, n] = columns(300, 8);
    let margins = [&r1, &c1, &n].map(|column| Margin::Column(column));
    let tables = TableColumns::new(&o11, margins[0], margins[1], margins[2]).unwrap();
    for measure in [Measure::LogLikelihood4, Measure::FisherTwoSided, Measure::Dice] {
        let column = measure.log10_p_column(&tables);
        assert_eq!(column.len(), 300);
        for (row, p) in column.into_iter().enumerate() {
            assert_eq!(p, measure.log10_p_value(&tables.table(row).unwrap()));
            assert_eq!(p.is_ok(), measure.is_test());
        }
    }
}

#[test]
fn columns_that_do_not_fit_are_refused() {
    let whole = Margin::Constant(100);
    assert!(TableColumns::new(&[1, 2], Margin::Column(&[5]), whole, whole).is_err());
    assert!(TableColumns::new(&[1, 20], Margin::Constant(10), whole, whole).is_err());
    let empty = TableColumns::new(&[], whole, whole, whole).unwrap();
    assert_eq!(empty.rows(), 0);
    assert!(empty.table(0).is_err());
    assert!(Measure::Dice.score_columns(&empty).is_empty());
}

/// What was counted around a node of 100 occurrences in a corpus of 10,000 tokens.
fn counts() -> WindowCounts {
    let mut counts = WindowCounts::default();
    (counts.tokens, counts.node_tokens, counts.node_freq) = (10_000, 100, 100);
    (counts.collocate_freq, counts.collocate_in_nodes) = (60, 2);
    (counts.window_tokens, counts.in_window) = (780, 20);
    (counts.pair_tokens, counts.pairs, counts.pairs_after) = (960, 24, 15);
    (counts.span_before, counts.span_after) = (5, 5);
    counts
}

#[test]
fn each_tool_makes_its_own_table() {
    let table = |model: WindowModel| {
        let table = model.table(&counts()).unwrap();
        (table.o11(), table.r1(), table.c1(), table.n())
    };
    assert_eq!(table(WindowModel::Ucs), (20.0, 780.0, 58.0, 9_900.0));
    assert_eq!(table(WindowModel::Cqpweb), (24.0, 960.0, 60.0, 10_000.0));
    assert_eq!(table(WindowModel::Nltk), (3.0, 100.0, 60.0, 10_000.0));
    assert_eq!(table(WindowModel::WordSmith), (24.0, 100.0, 60.0, 10_000.0));
    assert_eq!(table(WindowModel::SketchEngine), (24.0, 100.0, 60.0, 10_000.0));
    assert_eq!(table(WindowModel::LancsBox), (24.0, 1_000.0, 60.0, 10_000.0));
    for model in WindowModel::ALL {
        assert_eq!(model.name().parse(), Ok(model));
        assert!(!model.description().is_empty());
    }
    assert!("bnc".parse::<WindowModel>().unwrap_err().to_string().contains("sketch-engine"));
}

/// Z of WordSmith's page of formulae: p = F2 / (N - F1), E = p F1 S, Z = (J - E) / sqrt(E (1 - p)).
#[test]
fn the_z_score_of_wordsmith() {
    let table = WindowModel::WordSmith.table(&counts()).unwrap();
    let p = 60.0 / 9_900.0;
    let expected = p * 100.0 * 10.0;
    let z = (24.0 - expected) / f64::sqrt(expected * (1.0 - p));
    let ours = table.evaluate(Measure::ZScoreBerryRogghe).unwrap();
    assert!((ours / z - 1.0).abs() < 1e-13, "{ours} {z}");
    let mi = table.evaluate("mi".parse().unwrap()).unwrap();
    assert!((mi - (24.0 * 10_000.0 / 6_000.0_f64).log2()).abs() < 1e-13);
}

/// NLTK 3.10.4, `BigramCollocationFinder.from_words` with windows of three on
/// "this this is is a a test test", the pair (a, test).
#[test]
fn values_of_a_window_of_nltk() {
    let mut counts = WindowCounts::default();
    (counts.tokens, counts.node_freq, counts.collocate_freq) = (8, 2, 2);
    (counts.pairs_after, counts.span_after) = (3, 2);
    let table = WindowModel::Nltk.table(&counts).unwrap();
    for (name, expected) in [
        ("mi", 1.584962500721156),
        ("t_score", 0.8164965809277261),
        ("chi_squared", 3.5555555555555554),
        ("phi_squared", 0.4444444444444444),
        ("jaccard", 0.6),
    ] {
        let ours = table.evaluate(name.parse().unwrap()).unwrap();
        assert!((ours / expected - 1.0).abs() < 1e-13, "{name}: {ours}");
    }
    assert_eq!(table.evaluate(Measure::FisherRight), Err(Undefined::NeedsWholeCounts));
    counts.span_after = 0;
    assert!(WindowModel::Nltk.table(&counts).is_err());
}

#[test]
fn wide_windows_can_break_the_table_of_other_tools() {
    let table = ModelTable::new(30.0, 20.0, 25.0, 1_000.0).unwrap();
    // logDice would rise above its 14; measures of four cells have nothing to say.
    assert_eq!(table.evaluate(Measure::LogDice), Err(Undefined::OverlappingWindows));
    assert_eq!(table.evaluate(Measure::LogLikelihood), Err(Undefined::ImpossibleTable));
    assert_eq!(table.evaluate(Measure::FisherRight), Err(Undefined::ImpossibleTable));
    for (o11, r1, c1, n) in [(-1.0, 1.0, 1.0, 1.0), (1.0, f64::NAN, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0)]
    {
        assert!(ModelTable::new(o11, r1, c1, n).is_err());
    }
}

proptest! {
    /// The plain formulas of broken tables are the formulas of whole ones: shown on a table of
    /// halves, which is a whole table at another scale.
    #[test]
    fn plain_formulas_agree_with_whole_tables(o11 in 0_u64..40, o12 in 1_u64..50, o21 in 1_u64..50, o22 in 1_u64..500) {
        let whole = Contingency::from_cells(o11, o12, o21, o22).unwrap();
        let half = |count: u64| count as f64 / 2.0;
        let table = ModelTable::new(half(o11), half(whole.r1()), half(whole.c1()), half(whole.n())).unwrap();
        // Each score grows with the scale to this power; 0.5 for scores by a standard error.
        for (name, power) in [
            ("mi", 0.0), ("npmi", 0.0), ("local_mi", 1.0), ("t_score", 0.5), ("z_score", 0.5),
            ("z_score_dennis", 0.5), ("z_score_berry_rogghe", 0.5), ("dice", 0.0), ("log_dice", 0.0),
            ("jaccard", 0.0), ("min_sensitivity", 0.0), ("geometric_mean", 0.0),
            ("mutual_expectation", 0.0), ("log_likelihood", 1.0), ("log_likelihood_4", 1.0),
            ("simple_ll", 1.0), ("chi_squared", 1.0), ("phi", 0.0), ("phi_squared", 0.0),
            ("delta_p_collocate_given_node", 0.0), ("delta_p_node_given_collocate", 0.0),
            ("odds_ratio", 0.0), ("log_odds_ratio", 0.0), ("relative_risk", 0.0),
            ("log_relative_risk", 0.0), ("poisson_stirling", 1.0), ("poisson_stirling_nltk", 1.0),
            ("probability_collocate_given_node", 0.0), ("probability_node_given_collocate", 0.0),
        ] {
            let measure: Measure = name.parse().unwrap();
            if let (Ok(ours), Ok(whole)) = (table.evaluate(measure), measure.evaluate(&whole)) {
                let expected = whole * 0.5_f64.powf(power);
                prop_assert!((ours - expected).abs() < 1e-9 * expected.abs().max(1e-3), "{name} {ours} {expected}");
            }
        }
    }
}
