//! Changes over time against series counted by hand.

mod common;

use common::{Text, corpus, texts, threads};
use siyaq_analysis::{
    ChangeKey, ChangeOptions, Course, Period, Periods, collocate_trend, hits_near, trend,
    vocabulary_changes,
};
use siyaq_count::{Selection, WindowSpan};
use siyaq_query::{SearchOptions, search};
use siyaq_stats::{
    BurstOptions, Correction, Level, SampleCount, bursts, change_points, mann_kendall, pettitt,
    theil_sen, trends,
};
use std::collections::{BTreeMap, BTreeSet};

/// Texts of two years without one month, in which «ذكاء» rises in the second year.
fn dated() -> Vec<Text> {
    let mut texts = texts(14, 120);
    for text in &mut texts {
        if text.date.starts_with("2024") && !text.words.is_empty() {
            let month = text.date.split('-').nth(1).and_then(|month| month.parse().ok());
            let end = text.words.len().min(month.unwrap_or(0));
            text.words[..end].fill("ذكاء".to_owned());
        }
    }
    texts.retain(|text| !text.date.starts_with("2023-05"));
    texts
}

fn of<'t>(texts: &'t [Text], month: &str) -> Vec<&'t Text> {
    texts.iter().filter(|text| text.date.starts_with(month)).collect()
}

/// The months from the first text to the last, and their tokens.
fn months(texts: &[Text]) -> (Vec<String>, Vec<u64>) {
    let mut months: Vec<String> =
        (2023..2025).flat_map(|y| (1..=12).map(move |m| format!("{y}-{m:02}"))).collect();
    while months.last().is_some_and(|month| of(texts, month).is_empty()) {
        months.pop();
    }
    while of(texts, &months[0]).is_empty() {
        months.remove(0);
    }
    let tokens = |month: &String| of(texts, month).iter().map(|own| own.words.len() as u64).sum();
    let sums = months.iter().map(tokens).collect();
    (months, sums)
}

/// For each n-gram that is frequent enough its frequency in each month, and its documents.
/// How many different items the dated texts have, rare ones too.
fn different(texts: &[Text], months: &[String], n: usize) -> u64 {
    let dated = months.iter().flat_map(|month| of(texts, month));
    let items = dated.flat_map(|text| text.words.windows(n).map(|words| words.join(" ")));
    items.collect::<BTreeSet<String>>().len() as u64
}

fn series(texts: &[Text], months: &[String], n: usize) -> BTreeMap<String, (Vec<u64>, u64)> {
    let mut series: BTreeMap<String, (Vec<u64>, u64)> = BTreeMap::new();
    for (place, month) in months.iter().enumerate() {
        for text in of(texts, month) {
            let mut seen = BTreeSet::new();
            for ngram in text.words.windows(n) {
                let form = ngram.join(" ");
                let none = || (vec![0; months.len()], 0);
                let entry = series.entry(form.clone()).or_insert_with(none);
                entry.0[place] += 1;
                entry.1 += u64::from(seen.insert(form));
            }
        }
    }
    series.retain(|_, (freqs, docs)| freqs.iter().sum::<u64>() >= 8 && *docs >= 3);
    series
}

#[test]
fn every_series_is_that_of_the_texts() {
    let texts = dated();
    let (months, tokens) = months(&texts);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let periods = Periods::new(&selection, Period::Month, None).unwrap();
    assert_eq!((periods.names(), periods.tokens()), (&months[..], &tokens[..]));
    let filled: Vec<usize> = (0..months.len()).filter(|place| tokens[*place] > 0).collect();
    assert!(filled.len() < months.len());
    let times: Vec<f64> = filled.iter().map(|place| *place as f64).collect();
    let level = Level::NINETY_FIVE;
    for n in [1, 2] {
        let series = series(&texts, &months, n);
        let mut options = ChangeOptions::default();
        (options.n, options.min_freq, options.min_doc_freq) = (n, 8, 3);
        options.correction = Correction::Holm;
        let found =
            threads(3, || vocabulary_changes(&selection, periods.clone(), &options).unwrap());
        assert_eq!(found.rows.len(), series.len());
        let rates = |freqs: &Vec<u64>| -> Vec<f64> {
            filled.iter().map(|place| freqs[*place] as f64 * 1e6 / tokens[*place] as f64).collect()
        };
        let values: Vec<Vec<f64>> = series.values().map(|(freqs, _)| rates(freqs)).collect();
        let rows = values.iter().map(Vec::as_slice);
        let tests = different(&texts, &months, n);
        assert_eq!(found.tests, tests);
        assert!(tests > series.len() as u64);
        let all = trends(&times, rows, level, Correction::Holm, tests).unwrap();
        let all: BTreeMap<&String, _> = series.keys().zip(all).collect();
        for row in &found.rows {
            let (freqs, docs) = &series[&row.form];
            assert_eq!((&row.freqs, row.doc_freq), (freqs, *docs));
            let values = rates(freqs);
            let expected = all[&row.form].as_ref().ok();
            assert_eq!(row.tau.ok(), expected.map(|trend| trend.test.tau));
            assert_eq!(row.log10_q.ok(), expected.map(|trend| trend.log10_q), "{}", row.form);
            let line = theil_sen(&times, &values, level).unwrap();
            assert_eq!((row.slope, row.slope_low), (Ok(line.slope), line.low));
            let step = pettitt(&values).ok();
            let after = step.map(|step| months[filled[step.before]].clone());
            assert_eq!(
                (row.change_log10_p.ok(), &row.change),
                (step.map(|step| step.log10_p), &after)
            );
            let sample =
                |place: &usize| SampleCount { freq: freqs[*place], tokens: tokens[*place] };
            let samples: Vec<SampleCount> = filled.iter().map(sample).collect();
            let found = bursts(&samples, &BurstOptions::default()).unwrap().bursts;
            let most = found.iter().map(|burst| burst.weight).max_by(f64::total_cmp);
            assert_eq!(row.burst.as_ref().map(|burst| burst.weight), most);
        }
        // The surest first; the number of tests is that of all items, whatever is kept.
        let p = |row: &siyaq_analysis::ChangeRow| row.log10_p.unwrap_or(0.0);
        assert!(found.rows.is_sorted_by(|a, b| p(a) <= p(b)));
        options.min_freq = 1;
        assert_eq!(vocabulary_changes(&selection, periods.clone(), &options).unwrap().tests, tests);
        options.min_freq = 8;
        options.course = Course::Rising;
        options.sort = ChangeKey::P;
        let rising = vocabulary_changes(&selection, periods.clone(), &options).unwrap();
        assert_eq!(rising.rows[0].form, if n == 1 { "ذكاء" } else { "ذكاء ذكاء" });
        assert!(rising.rows.iter().all(|row| row.tau.unwrap() > 0.0));
        assert!(rising.rows.len() < found.rows.len());
    }
}

#[test]
fn a_query_is_tested_and_divided() {
    let corpus = corpus(&dated());
    let selection = Selection::new(&corpus, corpus.words());
    let query = "ذكاء".parse().unwrap();
    let hits = search(&corpus, &query, &SearchOptions::default().layer("word")).unwrap();
    let of_query = trend(&selection, &hits, Period::Month, None).unwrap();
    let filled: Vec<_> = of_query.rows.iter().filter(|row| row.tokens > 0).collect();
    let values: Vec<f64> = filled.iter().filter_map(|row| row.per_million).collect();
    let measure = |name: &str| {
        of_query
            .measures()
            .into_iter()
            .find(|found| found.measure == name)
            .and_then(|m| m.value.ok())
    };
    assert_eq!(measure("z"), mann_kendall(&values).ok().map(|test| test.z));
    let samples: Vec<SampleCount> =
        filled.iter().map(|row| SampleCount { freq: row.freq, tokens: row.tokens }).collect();
    let stretches = of_query.stretches();
    assert_eq!(stretches.len(), change_points(&samples, None).unwrap().len());
    assert_eq!(stretches.iter().map(|span| span.freq).sum::<u64>(), hits.len() as u64);
    let strongest = of_query.bursts(&BurstOptions::default());
    assert!(strongest.iter().any(|burst| burst.from.starts_with("2024")));
}

#[test]
fn what_has_no_time_has_no_change() {
    let mut texts = texts(1, 9);
    texts.iter_mut().for_each(|text| text.date = "2024-03-01".to_owned());
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let periods = Periods::new(&selection, Period::Month, Some("date")).unwrap();
    assert!(vocabulary_changes(&selection, periods, &ChangeOptions::default()).is_err());
    assert!(Periods::new(&selection, Period::Month, Some("source")).is_err());
    assert!(Periods::new(&selection, Period::Month, Some("born")).is_err());
}

#[test]
fn words_near_a_query_over_time() {
    let texts = texts(23, 80);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let options = SearchOptions::default().layer("word");
    let find = |query: &str| search(&corpus, &query.parse().unwrap(), &options).unwrap();
    for (node, other, before, after) in [
        ("كلمة00", "كلمة01", 3, 2),
        ("كلمة01", "كلمة01", 1, 1),
        ("كلمة00 كلمة*", "كلمة02", 0, 4),
        ("كلمة0*", "كلمة1* *", 2, 0),
    ] {
        let span = WindowSpan { before, after };
        let (nodes, others) = (find(node), find(other));
        let near = hits_near(&selection, &others, &nodes, span);
        // Documents are the only boundaries here, and every token counts.
        let document = |position: u64| corpus.document_of(position);
        let expected: Vec<_> = others
            .iter()
            .filter(|hit| {
                nodes.iter().any(|node| {
                    let (b, a) = (before as u64, after as u64);
                    let (hit, node) = (hit.word_range(), node.word_range());
                    let follows = hit.start >= node.end && hit.start < node.end + a;
                    let precedes = hit.end <= node.start && hit.end + b > node.start;
                    document(hit.start) == document(node.start) && (follows || precedes)
                })
            })
            .copied()
            .collect();
        assert_eq!(near.as_slice(), expected, "{node} {other}");
        assert!(!expected.is_empty() && expected.len() < others.len());
        let measures = [siyaq_stats::Measure::LogDice];
        let when = (Period::Year, None);
        let found = collocate_trend(&selection, (&nodes, &others), span, &measures, when).unwrap();
        assert_eq!(found.rows.iter().map(|row| row.together).sum::<u64>(), near.len() as u64);
        assert_eq!(found.rows.iter().map(|row| row.freq_node).sum::<u64>(), nodes.len() as u64);
    }
}
