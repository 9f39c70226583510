//! Measures of association on columns of invented counts, on one thread and on two.
#![expect(clippy::unwrap_used, reason = "a bench without its input is over")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use siyaq::stats::{Margin, Measure, Random, TableColumns, score_columns};
use std::hint::black_box;
use std::num::NonZeroUsize;

/// Candidate pairs.
const ROWS: u64 = 10_000_000;
/// Tokens of the corpus.
const TOKENS: u64 = 100_000_000;

/// The measures that a list of collocates usually shows.
const MEASURES: [&str; 10] = [
    "log_dice",
    "mi",
    "mi3",
    "npmi",
    "log_likelihood",
    "t_score",
    "z_score",
    "chi_squared",
    "delta_p_collocate_given_node",
    "log_ratio",
];

/// Frequencies that fall like those of words, most pairs rare.
fn counts() -> (Vec<u64>, Vec<u64>, Vec<u64>) {
    let mut random = Random::new(1);
    let mut freq = |most: f64| (most.powf(random.unit())) as u64;
    let (mut o11, mut r1, mut c1) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROWS {
        let (first, second) = (freq(1e6).max(1), freq(1e6).max(1));
        r1.push(first);
        c1.push(second);
        o11.push(freq(first.min(second) as f64));
    }
    (o11, r1, c1)
}

fn measures(criterion: &mut Criterion) {
    let (o11, r1, c1) = counts();
    let (r1, c1) = (Margin::Column(&r1), Margin::Column(&c1));
    let tables = TableColumns::new(&o11, r1, c1, Margin::Constant(TOKENS)).unwrap();
    let measures = MEASURES.map(|name| name.parse::<Measure>().unwrap());
    let table = tables.table(7).unwrap();
    let first = score_columns(&measures, &tables, NonZeroUsize::MIN);
    assert!(measures.iter().zip(&first).all(|(m, column)| column.get(7) == m.evaluate(&table)));

    let mut group = criterion.benchmark_group("measures");
    group.throughput(Throughput::Elements(ROWS * MEASURES.len() as u64)).sample_size(10);
    for threads in [1, 2] {
        let threads = NonZeroUsize::new(threads).unwrap();
        let scores = score_columns(&measures, &tables, threads);
        assert!(scores == first, "{threads} threads give the scores of one");
        group.bench_function(
            format!("10 measures, 10 million rows, {threads} threads"),
            |bencher| {
                bencher.iter(|| black_box(score_columns(&measures, &tables, threads)));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, measures);
criterion_main!(benches);
