//! The whole path on the sample newspapers, against slow and obvious counts of the same text.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use siyaq::analysis::{
    CollocateOptions, ContrastOptions, FrequencyTable, KeywordOptions, ListKey, ListOrder, Period,
    Significance, Spread, collocates, collocations, compare_collocates, dispersion, keywords,
    ngram_list, trend, word_list,
};
use siyaq::count::{NgramOptions, Selection, WindowSpan};
use siyaq::index::{Corpus, Scope};
use siyaq::query::{Query, SearchOptions, search};
use siyaq::reader::{Input, Reader, ReaderOptions};
use siyaq::stats::{
    Contingency, Contrast, Correction, DispersionMeasure, Measure, ModelTable, Undefined,
    WindowModel,
};
use siyaq::text::{Normalizer, Profile};
use siyaq::token::Tokenizer;
use siyaq::types::{Boundary, ClassSet, Document};
use siyaq::{IndexOptions, build};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

fn files() -> Vec<Input> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../datasets");
    ["alufuq.jsonl", "minbar.jsonl"].map(|name| Input::Path(folder.join(name))).to_vec()
}

fn reader() -> Reader {
    let fields = ["source", "category", "date:date"].map(|field| field.parse().unwrap());
    let options =
        ReaderOptions::default().fields(fields.to_vec()).title_field(Some("title".to_owned()));
    Reader::open(files(), options).unwrap()
}

fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let built = build(reader(), &IndexOptions::default(), &|_| ()).unwrap();
        assert_eq!(built.report.problem_count(), 0, "{}", built.report.summary());
        built.corpus.into_corpus().unwrap()
    })
}

/// Counted tokens in a row on the layer `standard`, with the place of their document.
type Sentence = (usize, Vec<String>);

fn sentences() -> &'static [Sentence] {
    static SENTENCES: OnceLock<Vec<Sentence>> = OnceLock::new();
    SENTENCES.get_or_init(|| {
        let documents: Vec<Document> = reader().documents().map(Result::unwrap).collect();
        let (tokenizer, normalizer) = (Tokenizer::default(), Normalizer::new(Profile::Standard));
        let mut sentences = Vec::new();
        for (number, document) in documents.iter().enumerate() {
            for text in [document.title.as_deref().unwrap(), &document.text] {
                let mut current = Vec::new();
                for token in tokenizer.tokenize(text) {
                    if token.boundary > Boundary::None {
                        sentences.push((number, std::mem::take(&mut current)));
                    }
                    if ClassSet::WORDS.contains(token.class) {
                        let form = token.span.text(text).unwrap();
                        current.push(normalizer.normalize(form).into_owned());
                    }
                }
                sentences.push((number, current));
            }
        }
        sentences.retain(|(_, words)| !words.is_empty());
        sentences
    })
}

type Tally = BTreeMap<String, (u64, BTreeSet<usize>)>;

fn tally(n: usize) -> Tally {
    let mut tally = Tally::new();
    for (doc, words) in sentences() {
        for ngram in words.windows(n) {
            let entry = tally.entry(ngram.join(" ")).or_default();
            entry.0 += 1;
            entry.1.insert(*doc);
        }
    }
    tally
}

fn ranked(tally: &Tally) -> Vec<(String, u64, u64)> {
    let mut rows: Vec<_> =
        tally.iter().map(|(form, (freq, docs))| (form.clone(), *freq, docs.len() as u64)).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.as_bytes().cmp(b.0.as_bytes())));
    rows
}

fn selection() -> Selection<'static> {
    Selection::new(corpus(), corpus().layer("standard").unwrap())
}

#[test]
fn words_are_those_of_the_text() {
    let selection = selection();
    let lexicon = selection.layer().lexicon();
    let list = word_list(&selection, 1, &Spread::new([DispersionMeasure::DpNorm])).unwrap();
    let found: Vec<_> = list
        .rows
        .iter()
        .map(|row| (lexicon.form(row.form).to_owned(), row.freq, row.doc_freq))
        .collect();
    assert_eq!(found, ranked(&tally(1)));
    let tokens: u64 = sentences().iter().map(|(_, words)| words.len() as u64).sum();
    assert_eq!(list.tokens, tokens);
    assert!(tokens > 20_000);
    for row in &list.rows {
        let spread = row.dispersion[0].unwrap();
        assert!((0.0..=1.0).contains(&spread), "{row:?}");
    }
}

#[test]
fn dp_norm_is_that_of_its_formula() {
    let mut sizes: BTreeMap<usize, f64> = BTreeMap::new();
    for (doc, words) in sentences() {
        *sizes.entry(*doc).or_default() += words.len() as f64;
    }
    let tokens: f64 = sizes.values().sum();
    let selection = selection();
    let lexicon = selection.layer().lexicon();
    let list = word_list(&selection, 20, &Spread::new([DispersionMeasure::DpNorm])).unwrap();
    for row in list.rows.iter().step_by(7) {
        let form = lexicon.form(row.form);
        let mut counts: BTreeMap<usize, f64> = BTreeMap::new();
        for (doc, words) in sentences() {
            *counts.entry(*doc).or_default() +=
                words.iter().filter(|word| *word == form).count() as f64;
        }
        let freq: f64 = counts.values().sum();
        let parts = sizes.iter().map(|(doc, size)| (size / tokens, counts[doc] / freq));
        let dp: f64 = parts.clone().map(|(s, t)| (s - t).abs()).sum::<f64>() / 2.0;
        let least = parts.map(|(s, _)| s).fold(1.0, f64::min);
        let expected = dp / (1.0 - least);
        assert!((row.dispersion[0].unwrap() - expected).abs() < 1e-12, "{form}");
    }
}

#[test]
fn ngrams_are_those_of_the_text_and_hits_are_as_many() {
    let selection = selection();
    let none = Spread::default();
    for n in [2, 3] {
        let list =
            ngram_list(&selection, n..=n, &NgramOptions::new(n), &none, ListOrder::default())
                .unwrap();
        let rows: Vec<_> = (0..list.len()).map(|index| list.row(index).unwrap().ngram).collect();
        let found: Vec<_> = rows.iter().map(|row| (row.form(), row.freq, row.doc_freq)).collect();
        assert_eq!(found, ranked(&tally(n)));
        for (form, freq, docs) in found.iter().step_by(97) {
            let escaped: String = form
                .chars()
                .flat_map(|c| "*?|()\\".contains(c).then_some('\\').into_iter().chain([c]))
                .collect();
            let hits = search(corpus(), &escaped.parse().unwrap(), &SearchOptions::default());
            let hits = hits.unwrap();
            assert_eq!((hits.len() as u64, hits.doc_freq(corpus())), (*freq, *docs), "{form}");
        }
    }
    let both = ngram_list(
        &selection,
        2..=4,
        &NgramOptions::new(2).min_freq(3),
        &none,
        ListOrder::default(),
    )
    .unwrap();
    let rows: Vec<_> = (0..both.len()).map(|index| both.row(index).unwrap()).collect();
    let ordered = rows.is_sorted_by(|a, b| {
        a.ngram.freq > b.ngram.freq
            || (a.ngram.freq == b.ngram.freq && a.ngram.form() < b.ngram.form())
    });
    assert!(ordered && rows.iter().any(|row| row.n == 4));
}

/// The words of an n-gram as an index orders them, ties by bytes.
fn alphabetic(form: &str) -> Vec<(String, String)> {
    let keys = siyaq::query::Collation::Arabic.keys();
    form.split(' ').map(|word| (keys.key(word), word.to_owned())).collect()
}

#[test]
fn lists_come_in_other_orders() {
    let selection = selection();
    let options = NgramOptions::new(2).min_freq(2);
    let rows = |order: &str| {
        let list = ngram_list(
            &selection,
            2..=3,
            &options,
            &Spread::default(),
            order.parse::<ListOrder>().unwrap(),
        )
        .unwrap();
        (0..list.len())
            .map(|index| list.row(index).unwrap().ngram)
            .map(|row| (row.form(), row.freq, row.doc_freq))
            .collect::<Vec<_>>()
    };
    let mut expected = rows("freq");
    for (name, order) in [
        (
            "form",
            (|a, b| alphabetic(&a.0).cmp(&alphabetic(&b.0)))
                as fn(&(String, u64, u64), &(String, u64, u64)) -> _,
        ),
        ("doc_freq", |a, b| (b.2, b.1).cmp(&(a.2, a.1)).then_with(|| a.0.cmp(&b.0))),
        ("freq:asc", |a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0))),
    ] {
        expected.sort_by(order);
        assert_eq!(rows(name), expected, "{name}");
    }
    let by_measure: ListOrder = "arf".parse().unwrap();
    assert!(ngram_list(&selection, 2..=2, &options, &Spread::default(), by_measure).is_err());

    let arf = DispersionMeasure::Arf;
    let mut words = word_list(&selection, 1, &Spread::new([arf])).unwrap();
    let layer = selection.layer();
    words
        .sort(ListOrder { key: ListKey::Dispersion(arf), ascending: false }, layer, usize::MAX)
        .unwrap();
    assert!(words.rows.is_sorted_by(|a, b| a.dispersion[0] >= b.dispersion[0]));
    words.sort("form".parse().unwrap(), layer, usize::MAX).unwrap();
    let form = |row: &siyaq::analysis::WordListRow| layer.lexicon().form(row.form);
    // In the order of the alphabet, which is not that of the bytes: ء and ة stand elsewhere.
    let alphabet = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";
    let firsts: Vec<usize> = words
        .rows
        .iter()
        .filter_map(|row| alphabet.find(form(row).chars().next().unwrap()))
        .collect();
    assert!(firsts.len() > 500 && firsts.is_sorted(), "{}", firsts.len());
    assert!(words.sort("juilland_d".parse().unwrap(), layer, 9).is_err());
}

/// Whether a score is log-Dice as it was published, of how often two words stand together and each
/// of them anywhere: missing where overlapping windows bring it over 14.
fn is_log_dice(score: Result<f64, Undefined>, joint: f64, one: u64, other: u64) -> bool {
    let published = 14.0 + (2.0 * joint / (one + other) as f64).log2();
    match score {
        Ok(score) => (score - published).abs() < 1e-9 && score <= 14.0,
        Err(_) => published > 14.0,
    }
}

/// O11, R1 and documents of the collocates of a word, the slow way.
fn around(node: &str, span: WindowSpan) -> (u64, BTreeMap<String, (u64, BTreeSet<usize>)>) {
    let mut tally = Tally::new();
    let mut window = 0;
    for (doc, words) in sentences() {
        for (place, word) in words.iter().enumerate().filter(|(_, word)| *word != node) {
            let from = place.saturating_sub(span.after);
            let to = (place + span.before + 1).min(words.len());
            if words[from..to].iter().any(|other| other == node) {
                window += 1;
                let entry = tally.entry(word.clone()).or_default();
                entry.0 += 1;
                entry.1.insert(*doc);
            }
        }
    }
    (window, tally)
}

#[test]
fn collocates_are_those_of_the_text() {
    let selection = selection();
    let lexicon = selection.layer().lexicon();
    let words = tally(1);
    let tokens: u64 = words.values().map(|(freq, _)| freq).sum();
    let span = WindowSpan { before: 3, after: 4 };
    let tested = Significance { test: Measure::FisherRight, correction: Correction::Holm };
    let options = CollocateOptions::default().span(span).min_freq(1).significance(Some(tested));
    let mut pairs = BTreeMap::new();
    let all = collocations(&selection, &options.clone().min_freq(2)).unwrap();
    for row in all.rows() {
        pairs.entry(row.form_1).or_insert_with(Vec::new).push(row);
    }
    for node in ["وزير", "الصحه", "المياه", "في", "قال"] {
        let node = Normalizer::new(Profile::Standard).normalize(node).into_owned();
        let query: Query = node.parse().unwrap();
        let hits = search(corpus(), &query, &SearchOptions::default()).unwrap();
        let found = collocates(&selection, &hits, &options).unwrap();
        let (window, expected) = around(&node, span);
        let own = words.get(&node).map_or(0, |(freq, _)| *freq);
        assert_eq!((found.window_tokens, found.tokens), (window, tokens - own), "{node}");
        assert_eq!(found.rows.len(), expected.len());
        for row in &found.rows {
            let form = lexicon.form(row.form);
            let (freq, docs) = &expected[form];
            assert_eq!(row.doc_freq, docs.len() as u64, "{form}");
            let table = Contingency::new(*freq, window, words[form].0, tokens - own).unwrap();
            assert_eq!(row.table.contingency(), Some(table), "{form}");
            let score = row.scores[0];
            assert!(is_log_dice(score, *freq as f64, own, words[form].0), "{form}: {score:?}");
            assert_eq!(row.log10_p, Measure::FisherRight.log10_p_value(&table));
        }
        assert_eq!(found.tests, expected.len() as u64);
        let p: Vec<_> = found.rows.iter().map(|row| row.log10_p).collect();
        let q = Correction::Holm.adjust_log10(&p, found.tests);
        assert_eq!(found.rows.iter().map(|row| row.log10_q).collect::<Vec<_>>(), q);
        let strength = |score: Result<f64, _>| score.unwrap_or(f64::NEG_INFINITY);
        assert!(found.rows.is_sorted_by(|a, b| strength(a.scores[0]) >= strength(b.scores[0])));
        let Some(id) = lexicon.id(&node) else { continue };
        for pair in pairs.get(&id).into_iter().flatten() {
            let same = found.rows.iter().find(|row| row.form == pair.form_2).unwrap();
            assert_eq!((same.table, same.doc_freq), (pair.table, pair.doc_freq));
            assert_eq!(same.scores, pair.scores().collect::<Vec<_>>());
            assert_eq!(same.log10_p, pair.log10_p);
        }
    }
}

/// Pairs of a node and a token in its window, as often as windows hold it: those before and after
/// the node, by form, and the documents.
fn pairs_around(node: &str, span: WindowSpan) -> BTreeMap<String, (u64, u64, BTreeSet<usize>)> {
    let mut pairs: BTreeMap<String, (u64, u64, BTreeSet<usize>)> = BTreeMap::new();
    for (doc, words) in sentences() {
        for at in (0..words.len()).filter(|at| words[*at] == node) {
            for other in (0..words.len()).filter(|other| *other != at) {
                let distance = other.abs_diff(at);
                let entry = pairs.entry(words[other].clone());
                if other < at && distance <= span.before {
                    entry.or_default().0 += 1;
                } else if other > at && distance <= span.after {
                    entry.or_default().1 += 1;
                } else {
                    continue;
                }
                pairs.get_mut(&words[other]).unwrap().2.insert(*doc);
            }
        }
    }
    pairs
}

#[test]
fn window_models_are_those_of_their_tools() {
    let selection = selection();
    let lexicon = selection.layer().lexicon();
    let words = tally(1);
    let tokens: u64 = words.values().map(|(freq, _)| freq).sum();
    let span = WindowSpan { before: 2, after: 4 };
    let node = Normalizer::new(Profile::Standard).normalize("وزير").into_owned();
    let own = words[&node].0;
    let hits = search(corpus(), &node.parse().unwrap(), &SearchOptions::default()).unwrap();
    let pairs = pairs_around(&node, span);
    let held: u64 = pairs.values().map(|(before, after, _)| before + after).sum();
    let options = CollocateOptions::default().span(span).min_freq(1).positions(true);
    for model in WindowModel::ALL {
        if model == WindowModel::Ucs {
            continue;
        }
        let options = options.clone().model(model);
        let found = collocates(&selection, &hits, &options).unwrap();
        let nltk = model == WindowModel::Nltk;
        let expected: BTreeSet<&str> = pairs
            .iter()
            .filter(|(_, (_, after, _))| !nltk || *after > 0)
            .map(|(form, _)| form.as_str())
            .collect();
        let forms: BTreeSet<&str> = found.rows.iter().map(|row| lexicon.form(row.form)).collect();
        assert_eq!(forms, expected, "{model}");
        for row in &found.rows {
            let form = lexicon.form(row.form);
            let (before, after, docs) = &pairs[form];
            let joint = if nltk { *after as f64 / 4.0 } else { (before + after) as f64 };
            let window = match model {
                WindowModel::Cqpweb => held,
                WindowModel::LancsBox => own * 6,
                _ => own,
            };
            let freq = words[form].0;
            let table = ModelTable::new(joint, window as f64, freq as f64, tokens as f64).unwrap();
            let cells = |table: &ModelTable| {
                [table.o11(), table.r1(), table.c1(), table.n()].map(f64::to_bits)
            };
            assert_eq!(cells(&row.table), cells(&table), "{model} {form}");
            assert!(is_log_dice(row.scores[0], joint, own, freq), "{model} {form}");
            let counted: u64 = row.by_distance.iter().sum();
            assert_eq!(counted, if nltk { *after } else { before + after });
            if !nltk {
                assert_eq!(row.doc_freq, docs.len() as u64);
            }
        }
        // The same pairs among all of the corpus.
        let id = lexicon.id(&node).unwrap();
        let all = collocations(&selection, &options).unwrap();
        let of_node: Vec<_> = all.rows().filter(|row| row.form_1 == id).collect();
        assert_eq!(of_node.len(), found.rows.len(), "{model}");
        for pair in of_node {
            let same = found.rows.iter().find(|row| row.form == pair.form_2).unwrap();
            assert_eq!((same.table, same.doc_freq), (pair.table, pair.doc_freq), "{model}");
            assert_eq!(same.scores, pair.scores().collect::<Vec<_>>(), "{model}");
            assert_eq!(same.by_distance, pair.by_distance, "{model}");
        }
    }
}

#[test]
fn direction_is_kept() {
    let selection = selection();
    let directed = CollocateOptions::default().min_freq(3).directed();
    let found = collocations(&selection, &directed).unwrap();
    let both = collocations(&selection, &CollocateOptions::default().min_freq(3)).unwrap();
    assert!(!found.is_empty() && found.len() < both.len());
    let lexicon = selection.layer().lexicon();
    let after = WindowSpan { before: 0, after: 5 };
    for row in found.rows().step_by(97) {
        let pairs = pairs_around(lexicon.form(row.form_1), after);
        let (before, joint, _) = &pairs[lexicon.form(row.form_2)];
        assert_eq!(*before, 0);
        // Two nodes may reach one token.
        let table = row.table.contingency().unwrap();
        assert!(table.o11() <= *joint && table.o11() >= 3);
        let [o11, r1, c1, n] =
            [table.o11(), table.r1(), table.c1(), table.n()].map(|count| count as f64);
        let scores: Vec<f64> = row.scores().map(Result::unwrap).collect();
        let forward = o11 / r1 - (c1 - o11) / (n - r1);
        let backward = o11 / c1 - (r1 - o11) / (n - c1);
        assert!((scores[4] - forward).abs() < 1e-12 && (scores[5] - backward).abs() < 1e-12);
    }
    let no_test = Significance { test: Measure::Dice, correction: Correction::Holm };
    let wrong = CollocateOptions::default().significance(Some(no_test));
    assert!(collocations(&selection, &wrong).unwrap_err().to_string().contains("is no test"));
}

#[test]
fn lexical_gravity_is_that_of_its_formula() {
    let selection = selection();
    let lexicon = selection.layer().lexicon();
    let words = tally(1);
    let after = WindowSpan { before: 0, after: 2 };
    let options = CollocateOptions::default().span(after).min_freq(4).gravity(true);
    let found = collocations(&selection, &options).unwrap();
    assert!(found.len() > 100);
    let gravity = |place: usize| found.row(place).unwrap().gravity.unwrap().unwrap();
    for (place, row) in found.rows().enumerate() {
        assert!(place == 0 || gravity(place - 1) >= gravity(place));
        if place % 53 != 0 {
            continue;
        }
        let (x, y) = (lexicon.form(row.form_1), lexicon.form(row.form_2));
        let (_, following) = around(x, after);
        let (_, preceding) = around(y, WindowSpan { before: 2, after: 0 });
        let joint = following[y].0 as f64;
        let expected = (joint * following.len() as f64 / words[x].0 as f64).ln()
            + (joint * preceding.len() as f64 / words[y].0 as f64).ln();
        assert!((gravity(place) - expected).abs() < 1e-12, "{x} {y}");
    }
    let sorted = collocations(&selection, &options.sort(Some(Measure::TScore))).unwrap();
    let t_score = |place: usize| sorted.row(place).unwrap().scores().nth(3).unwrap().unwrap();
    assert!((1..sorted.len()).all(|place| t_score(place - 1) >= t_score(place)));
}

#[test]
fn compared_collocates_are_those_of_both_parts() {
    let layer = corpus().layer("standard").unwrap();
    let part = corpus().select(&"source=alufuq".parse().unwrap()).unwrap();
    let parts = [part.complement(corpus()), part];
    let query: Query = "في|(قال وزير)".parse().unwrap();
    let sides = parts.map(|part| {
        let options = SearchOptions::default().within(&part);
        let hits = search(corpus(), &query, &options).unwrap();
        (Selection::new(corpus(), layer).with_part(part), hits)
    });
    let [target, reference] = &sides;
    let mut options = ContrastOptions::default();
    options.min_freq = 2;
    let found =
        compare_collocates((&target.0, &target.1), (&reference.0, &reference.1), &options).unwrap();
    let one_by_one = CollocateOptions::default().min_freq(1);
    let alone = [target, reference]
        .map(|(selection, hits)| collocates(selection, hits, &one_by_one).unwrap());
    assert_eq!(found.nodes, (target.1.len() as u64, reference.1.len() as u64));
    let lexicon = layer.lexicon();
    let mut forms = BTreeSet::new();
    let mut frequent = BTreeSet::new();
    for row in alone.iter().flat_map(|side| &side.rows) {
        forms.insert(row.form);
        if row.table.o11() >= 2.0 {
            frequent.insert(lexicon.form(row.form));
        }
    }
    assert_eq!(found.tests, forms.len() as u64);
    assert_eq!(found.rows.iter().map(|row| row.form.as_str()).collect::<BTreeSet<_>>(), frequent);
    let mut missing = 0;
    for row in &found.rows {
        let id = lexicon.id(&row.form).unwrap();
        let tables = [(row.target, row.doc_freq.0), (row.reference, row.doc_freq.1)];
        for ((table, docs), (side, (selection, _))) in
            tables.into_iter().zip(alone.iter().zip([target, reference]))
        {
            let Some(same) = side.rows.iter().find(|other| other.form == id) else {
                missing += 1;
                assert_eq!((table.o11(), docs), (0, 0), "{}", row.form);
                assert!(table.c1() <= selection.form_freqs()[id.index()]);
                assert_eq!((table.r1(), table.n()), (side.window_tokens, side.tokens));
                continue;
            };
            assert_eq!((Some(table), docs), (same.table.contingency(), same.doc_freq));
        }
        let contrast = Contrast::new(&row.target, &row.reference, options.effect).unwrap();
        assert_eq!((row.contrast, row.log10_p), (Ok(contrast), contrast.log10_p()));
        assert!(row.log10_q.unwrap() >= row.log10_p.unwrap());
    }
    assert!(missing > 0, "some word stands in windows on one side only");
    assert!(found.rows.is_sorted_by_key(|row| row.log10_p.map(|log| -log.abs() as i64).ok()));
    let q_values = || found.rows.iter().filter_map(|row| row.log10_q.ok());
    let middle = q_values().nth(found.rows.len() / 2).unwrap();
    let mut surer = options;
    surer.max_q = 10_f64.powf(middle) * (1.0 - 1e-9);
    let kept = q_values().filter(|log10_q| *log10_q < middle - 1e-9).count();
    let surer =
        compare_collocates((&target.0, &target.1), (&reference.0, &reference.1), &surer).unwrap();
    assert_eq!(surer.rows.len(), kept);
    assert_eq!(surer.rows, found.rows.iter().take(kept).cloned().collect::<Vec<_>>());
}

#[test]
fn keywords_dispersion_and_trend_add_up() {
    let layer = corpus().layer("standard").unwrap();
    let part = corpus().select(&"source=alufuq".parse().unwrap()).unwrap();
    let rest = part.complement(corpus());
    let one = Selection::new(corpus(), layer).with_part(part);
    let other = Selection::new(corpus(), layer).with_part(rest);
    let (target, reference) = (
        FrequencyTable::from_selection(&one).unwrap(),
        FrequencyTable::from_selection(&other).unwrap(),
    );
    let words = tally(1);
    let tokens: u64 = words.values().map(|(freq, _)| freq).sum();
    assert_eq!(target.tokens() + reference.tokens(), tokens);
    let mut options = KeywordOptions::default();
    options.min_freq = 1;
    let table = keywords(&target, &reference, &options).unwrap();
    assert_eq!(table.rows.len(), words.len());
    for row in &table.rows {
        let (freq, docs) = &words[&row.form];
        assert_eq!(row.freq_target + row.freq_reference, *freq);
        let documents = row.doc_freq_target.unwrap() + row.doc_freq_reference.unwrap();
        assert_eq!(documents, docs.len() as u64);
        assert!(row.log10_q.unwrap() >= row.log10_p.unwrap());
    }
    // Money has another name in each of the two.
    let place = |form: &str| table.rows.iter().position(|row| row.form == form).unwrap();
    assert!(place("درهم") < 30 && table.rows[place("درهم")].freq_target > 0);

    let everything = selection();
    let hits =
        search(corpus(), &"المطر*|الامطار".parse().unwrap(), &SearchOptions::default()).unwrap();
    assert!(!hits.is_empty());
    for by in ["documents", "category", "source", "7"] {
        let spread = dispersion(&everything, &hits, &by.parse().unwrap()).unwrap();
        assert_eq!(spread.parts.iter().map(|part| part.freq).sum::<u64>(), hits.len() as u64);
        assert_eq!(spread.parts.iter().map(|part| part.tokens).sum::<u64>(), tokens);
    }
    let months = trend(&everything, &hits, Period::Month, None).unwrap();
    assert_eq!(months.rows.len(), 24);
    assert_eq!(months.rows.iter().map(|row| row.freq).sum::<u64>(), hits.len() as u64);
    assert_eq!(months.rows.iter().map(|row| row.tokens).sum::<u64>(), tokens);
    assert_eq!(months.undated.documents, 0);
}

#[test]
fn threads_and_batches_change_nothing() {
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("papers");
        let built = pool.install(|| build(reader(), &IndexOptions::default(), &|_| ()).unwrap());
        built.corpus.write(&target, false).unwrap();
        let corpus = Corpus::open(&target).unwrap();
        corpus.verify().unwrap();
        let files = std::fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().path());
        files
            .map(|path| (path.file_name().unwrap().to_owned(), std::fs::read(&path).unwrap()))
            .collect::<BTreeMap<_, _>>()
    };
    let one = bytes(1);
    // Three layers over the words, and the structure of titles and bodies with its one attribute.
    assert_eq!(one.len(), 12 + 5 * 3 + 5);
    assert_eq!(one, bytes(4));
}

#[test]
fn the_scope_is_the_default_everywhere() {
    assert_eq!(Scope::default().classes, ClassSet::WORDS);
    assert_eq!(selection().scope(), SearchOptions::default().scope);
}
