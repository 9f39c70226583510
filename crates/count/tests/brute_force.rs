//! Every count equals a slow and obvious one, for any scope, part and number of threads.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use proptest::prelude::*;
use siyaq_count::{
    NgramOptions, PairRow, Selection, WindowOptions, WindowOverlap, WindowSpan,
    count_cooccurrences, count_forms, count_neighbour_types, count_ngrams, count_ngrams_with,
    count_pairs, count_top_ngrams, count_windows, count_words, map_forms, map_ngrams, map_pairs,
};
use siyaq_index::{
    Across, Boundary, BuildOptions, ClassSet, Corpus, CorpusBuilder, DocId, Document, LayerRule,
    Punctuation, Scope, Shard, Subcorpus, TermId, TokenClass, TokenPos, WordParts,
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
struct Tok {
    form: &'static str,
    class: TokenClass,
    boundary: Boundary,
}

const WORDS: [&str; 8] = ["قال", "قالَ", "وزير", "الوزير", "في", "كتاب", "كتابٌ", "وقال"];

fn token() -> impl Strategy<Value = Tok> {
    let word = prop::sample::select(WORDS.to_vec()).prop_map(|form| (form, TokenClass::ArabicWord));
    let number = Just(("2015", TokenClass::Number));
    let sign =
        prop::sample::select(vec![".", "،"]).prop_map(|form| (form, TokenClass::Punctuation));
    let boundary = prop::sample::select(vec![
        Boundary::None,
        Boundary::None,
        Boundary::None,
        Boundary::None,
        Boundary::None,
        Boundary::Sentence,
        Boundary::Item,
        Boundary::Paragraph,
    ]);
    (prop_oneof![8 => word, 1 => number, 2 => sign], boundary)
        .prop_map(|((form, class), boundary)| Tok { form, class, boundary })
}

fn scope() -> impl Strategy<Value = Scope> {
    let classes = vec![
        ClassSet::WORDS,
        ClassSet::WORDS.without(TokenClass::Number),
        ClassSet::EMPTY.with(TokenClass::Punctuation),
    ];
    let punctuation = vec![Punctuation::Skip, Punctuation::Break, Punctuation::Keep];
    let across = vec![Across::Nothing, Across::Sentence, Across::Paragraph];
    (prop::sample::select(classes), prop::sample::select(punctuation), prop::sample::select(across))
        .prop_map(|(classes, punctuation, across)| Scope { classes, punctuation, across })
}

fn view() -> impl Strategy<Value = View> {
    let layers = prop::sample::select(vec!["standard", "parts"]);
    (scope(), layers).prop_map(|(scope, layer)| View { scope, layer })
}

fn fold(form: &str) -> String {
    form.chars().filter(|c| !('\u{64b}'..='\u{652}').contains(c)).collect()
}

fn corpus(docs: &[Vec<Tok>]) -> Corpus {
    let mut shard = Shard::new();
    for (number, doc) in docs.iter().enumerate() {
        shard.start_document(Document { id: number.to_string(), ..Document::default() });
        for tok in doc {
            shard.push(tok.form, tok.class, tok.boundary, true);
        }
    }
    let mut options = BuildOptions::default();
    let rule = |form: &str, out: &mut String| out.push_str(&fold(form));
    let split = |form: &str, parts: &mut WordParts| {
        parts_of(form).iter().for_each(|(part, end)| parts.push(part, *end));
    };
    options.layers = vec![LayerRule::fold("standard", rule), LayerRule::split("parts", split)];
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

/// The tokens of a word on the layer `parts`, each with the byte it ends before: و and ال are
/// clitics, and في has a part that is not written, the same as one of قال.
fn parts_of(form: &str) -> Vec<(String, usize)> {
    let folded = fold(form);
    for clitic in ["و", "ال"] {
        if let Some(rest) = folded.strip_prefix(clitic) {
            let first = (format!("{clitic}+"), clitic.len());
            let rest = parts_of(rest).into_iter();
            let rest = rest.map(|(part, end)| (part, end + clitic.len()));
            let mut parts: Vec<_> = std::iter::once(first).chain(rest).collect();
            parts.last_mut().unwrap().1 = form.len();
            return parts;
        }
    }
    if folded == "في" {
        vec![(folded, form.len()), ("قال".to_owned(), form.len())]
    } else {
        vec![(folded, form.len())]
    }
}

/// How a corpus is looked at: the scope, and the layer.
#[derive(Clone, Copy, Debug)]
struct View {
    scope: Scope,
    layer: &'static str,
}

/// A stretch: its document, and its tokens as (place in the corpus, form).
type Stretch = (usize, Vec<(TokenPos, String)>);

/// The obvious way: token by token.
fn stretches(docs: &[Vec<Tok>], view: View, chosen: &[bool]) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut pos = 0;
    for (number, doc) in docs.iter().enumerate() {
        let mut current: Vec<(TokenPos, String)> = Vec::new();
        for tok in doc {
            let counted = view.scope.punctuation == Punctuation::Keep
                || view.scope.classes.contains(tok.class);
            if tok.boundary >= view.scope.across.stops_at() {
                all.push((number, std::mem::take(&mut current)));
            }
            if counted {
                let parts = match (view.layer, tok.class.folds()) {
                    ("parts", true) => parts_of(tok.form),
                    _ => vec![(fold(tok.form), 0)],
                };
                let parts = (0u8..).zip(parts);
                current.extend(parts.map(|(part, (form, _))| (TokenPos::part(pos, part), form)));
            } else if view.scope.punctuation == Punctuation::Break {
                all.push((number, std::mem::take(&mut current)));
            }
            pos += 1;
        }
        all.push((number, current));
    }
    all.retain(|(number, tokens)| chosen[*number] && !tokens.is_empty());
    all
}

/// How often, and in which documents.
type Tally = BTreeMap<String, (u64, BTreeSet<usize>)>;

fn ranked(tally: Tally) -> Vec<(String, u64, u64)> {
    let mut rows: Vec<_> =
        tally.into_iter().map(|(form, (freq, docs))| (form, freq, docs.len() as u64)).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.as_bytes().cmp(b.0.as_bytes())));
    rows
}

fn add(tally: &mut Tally, form: String, doc: usize) {
    let entry = tally.entry(form).or_default();
    entry.0 += 1;
    entry.1.insert(doc);
}

fn skip_grams(tokens: &[(TokenPos, String)], n: usize, skip: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut places = vec![0usize; n];
    fn extend(
        tokens: &[(TokenPos, String)],
        (n, skip): (usize, usize),
        chosen: &mut Vec<usize>,
        out: &mut Vec<String>,
    ) {
        if chosen.len() == n {
            let span = chosen[n - 1] - chosen[0] + 1;
            if span - n <= skip {
                let words: Vec<&str> = chosen.iter().map(|at| tokens[*at].1.as_str()).collect();
                out.push(words.join(" "));
            }
            return;
        }
        let from = chosen.last().map_or(0, |last| last + 1);
        for next in from..tokens.len() {
            chosen.push(next);
            extend(tokens, (n, skip), chosen, out);
            chosen.pop();
        }
    }
    places.clear();
    extend(tokens, (n, skip), &mut places, &mut out);
    out
}

fn selection<'c>(corpus: &'c Corpus, view: View, chosen: &[bool]) -> Selection<'c> {
    let part = Subcorpus::from_fn(corpus.document_count(), |doc| chosen[doc.index()]);
    Selection::new(corpus, corpus.layer(view.layer).unwrap()).with_scope(view.scope).with_part(part)
}

fn threads<R: Send>(count: usize, run: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap().install(run)
}

fn input() -> impl Strategy<Value = (Vec<Vec<Tok>>, Vec<bool>, View)> {
    prop::collection::vec(prop::collection::vec(token(), 0..14), 1..9).prop_flat_map(|docs| {
        let chosen = prop::collection::vec(prop::bool::weighted(0.8), docs.len());
        (Just(docs), chosen, view())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn words_and_ngrams((docs, chosen, view) in input(), n in 1usize..4, skip in 0usize..3) {
        let corpus = corpus(&docs);
        let selection = selection(&corpus, view, &chosen);
        let stretches = stretches(&docs, view, &chosen);
        let lexicon = selection.layer().lexicon();
        let mut words = Tally::new();
        for (doc, tokens) in &stretches {
            for (_, form) in tokens {
                add(&mut words, form.clone(), *doc);
            }
        }
        let tokens: u64 = words.values().map(|(freq, _)| freq).sum();
        prop_assert_eq!(selection.token_count(), tokens);
        prop_assert_eq!(selection.document_sizes().total(), tokens);
        let found: Vec<_> = count_words(&selection, 1)
            .unwrap()
            .iter()
            .map(|row| (lexicon.form(row.form).to_owned(), row.freq, row.doc_freq))
            .collect();
        prop_assert_eq!(&found, &ranked(words));
        let mut by_form = found;
        by_form.sort();
        for count in [1, 3] {
            let counted = threads(count, || count_forms(&selection));
            let counted: Vec<_> = counted
                .iter()
                .map(|row| (lexicon.form(row.form).to_owned(), row.freq, row.doc_freq))
                .collect();
            prop_assert_eq!(&counted, &by_form);
        }

        let mut ngrams = Tally::new();
        for (doc, tokens) in &stretches {
            for form in skip_grams(tokens, n, skip) {
                add(&mut ngrams, form, *doc);
            }
        }
        let options = NgramOptions::new(n).skip(skip);
        for count in [1, 3] {
            let counts = threads(count, || count_ngrams(&selection, &options).unwrap());
            let found: Vec<_> =
                counts.rows().map(|row| (row.form(), row.freq, row.doc_freq)).collect();
            prop_assert_eq!(found, ranked(ngrams.clone()));
            let total: u64 = ngrams.values().map(|(freq, _)| freq).sum();
            prop_assert_eq!(counts.total(), total);
        }
        // The first rows alone are those of all, and only counts that lack nothing can be merged.
        for top in [0, 1, 3, 7] {
            let all = count_ngrams(&selection, &options).unwrap();
            let first = threads(3, || count_top_ngrams(&selection, &options, top).unwrap());
            let rows = |counts: &siyaq_count::NgramCounts<'_>| -> Vec<_> {
                counts.rows().map(|row| (row.form(), row.freq, row.doc_freq)).take(top).collect()
            };
            prop_assert_eq!(rows(&first), rows(&all));
            prop_assert_eq!(first.len(), top.min(all.len()));
            prop_assert_eq!((first.found(), first.total()), (all.len() as u64, all.total()));
            let lacks = first.len() < all.len();
            prop_assert_eq!(first.merge(all).is_err(), lacks);
        }
        let words = |ordinals: &[u32]| {
            let form = |ordinal: &u32| lexicon.form(lexicon.at_ordinal(*ordinal)).to_owned();
            ordinals.iter().map(form).collect::<Vec<_>>().join(" ")
        };
        let few = options.min_freq(2).min_doc_freq(2);
        let plain = count_ngrams(&selection, &few).unwrap();
        let (with, column) = count_ngrams_with(&selection, &few, |found, column| {
            column.push(found.positions.len() as u64);
            column.push(found.parts.len() as u64);
        })
        .unwrap();
        prop_assert_eq!(with.total(), plain.total());
        let cut = plain.rows().map(|row| row.freq).sum::<u64>() < plain.total();
        prop_assert_eq!(plain.clone().merge(plain.clone()).is_err(), cut);
        prop_assert_eq!(with.len(), plain.len());
        for (a, b) in with.rows().zip(plain.rows()) {
            prop_assert_eq!((a.form(), a.freq, a.doc_freq), (b.form(), b.freq, b.doc_freq));
            prop_assert_eq!(&column[a.place() * 2..a.place() * 2 + 2], &[a.freq, a.doc_freq]);
        }
        let mut found = map_ngrams(&selection, &options, |found| {
            let inside: u64 = found.parts.iter().map(|(_, freq)| freq).sum();
            (words(found.ordinals), found.positions.len() as u64, inside, found.parts.len() as u64)
        })
        .unwrap();
        let mut expected: Vec<_> = ranked(ngrams)
            .into_iter()
            .map(|(form, freq, doc_freq)| (form, freq, freq, doc_freq))
            .collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn parts_merge_to_the_whole((docs, chosen, view) in input(), n in 1usize..6) {
        let corpus = corpus(&docs);
        let other: Vec<bool> = chosen.iter().map(|chosen| !chosen).collect();
        let everything = vec![true; docs.len()];
        let count = |chosen: &[bool]| {
            count_ngrams(&selection(&corpus, view, chosen), &NgramOptions::new(n)).unwrap()
        };
        let merged = count(&chosen).merge(count(&other)).unwrap();
        let whole = count(&everything);
        prop_assert_eq!(merged.total(), whole.total());
        let rows = |counts: &siyaq_count::NgramCounts<'_>| -> Vec<_> {
            counts.rows().map(|row| (row.form(), row.freq, row.doc_freq)).collect()
        };
        prop_assert_eq!(rows(&merged), rows(&whole));
        // Two that a minimum has cut would lack what is below it in each and not in both.
        for cut in [NgramOptions::new(n).min_freq(2), NgramOptions::new(n).min_doc_freq(2)] {
            let cut = count_ngrams(&selection(&corpus, view, &chosen), &cut).unwrap();
            let drops = cut.rows().map(|row| row.freq).sum::<u64>() < cut.total();
            let merged = cut.merge(count(&other));
            let kind = merged.as_ref().err().map(siyaq_count::CountError::kind);
            prop_assert_eq!(kind, drops.then_some(&siyaq_count::CountErrorKind::Cut));
        }
    }

    #[test]
    fn occurrences_have_their_places((docs, chosen, view) in input()) {
        let corpus = corpus(&docs);
        let selection = selection(&corpus, view, &chosen);
        let lexicon = selection.layer().lexicon();
        let mut places: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        let mut parts: BTreeMap<String, BTreeMap<usize, u64>> = BTreeMap::new();
        let counted = stretches(&docs, view, &chosen).into_iter();
        let counted = counted.flat_map(|(doc, tokens)| tokens.into_iter().map(move |tok| (doc, tok)));
        let mut raw = Vec::new();
        for (place, (doc, (pos, form))) in (0u64..).zip(counted) {
            places.entry(form.clone()).or_default().push(place);
            *parts.entry(form).or_default().entry(doc).or_default() += 1;
            raw.push(pos);
        }
        let before: Vec<u64> = (0..raw.len() as u64).collect();
        prop_assert_eq!(selection.counted_before(&raw), before);
        let documents = selection.document_sizes().documents().to_vec();
        let found = map_forms(&selection, 1, |found| {
            let parts: Vec<(usize, u64)> = found
                .parts
                .iter()
                .map(|(part, freq)| (documents[*part as usize].index(), *freq))
                .collect();
            (lexicon.form(found.form).to_owned(), found.positions.to_vec(), parts)
        })
        .unwrap();
        let expected: Vec<_> = places
            .into_iter()
            .map(|(form, places)| {
                let parts = parts[&form].iter().map(|(doc, freq)| (*doc, *freq)).collect::<Vec<_>>();
                (form, places, parts)
            })
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn forms_near_each_other((docs, chosen, view) in input(), before in 0usize..4, after in 0usize..4) {
        let corpus = corpus(&docs);
        let selection = selection(&corpus, view, &chosen);
        let lexicon = selection.layer().lexicon();
        let forms: Vec<TermId> = (0..lexicon.len()).step_by(2).map(TermId).collect();
        let mut expected = vec![vec![0u64; forms.len()]; forms.len()];
        for (_, tokens) in stretches(&docs, view, &chosen) {
            let place = |form: &str| forms.iter().position(|own| lexicon.form(*own) == form);
            for (at, (_, node)) in tokens.iter().enumerate() {
                let from = at.saturating_sub(before);
                for (other, (_, context)) in tokens.iter().enumerate().take(at + after + 1).skip(from) {
                    if let (Some(node), Some(context)) = (place(node), place(context))
                        && other != at
                    {
                        expected[node][context] += 1;
                    }
                }
            }
        }
        let found = threads(3, || count_cooccurrences(&selection, &forms, WindowSpan { before, after }));
        for (place, row) in expected.iter().enumerate() {
            prop_assert_eq!(found.row(place), &row[..]);
        }
    }

    #[test]
    fn windows(
        (docs, chosen, view) in input(),
        before in 0usize..4,
        after in 0usize..4,
        overlap in overlap(),
    ) {
        prop_assume!(before + after > 0);
        let corpus = corpus(&docs);
        let selection = selection(&corpus, view, &chosen);
        let lexicon = selection.layer().lexicon();
        let options = WindowOptions::new(WindowSpan { before, after }).overlap(overlap);
        let stretches = stretches(&docs, view, &chosen);
        for node in ["قال", "في"] {
            let brute = brute_windows(&stretches, node, options);
            let nodes = nodes_of(&docs, view, node);
            for count in [1, 2] {
                let options = options.distances(true);
                let counts = threads(count, || count_windows(&selection, &nodes, options).unwrap());
                prop_assert_eq!(counts.window_tokens, brute.window_tokens);
                prop_assert_eq!(counts.tokens, brute.tokens);
                prop_assert_eq!(counts.tokens + counts.node_tokens, selection.token_count());
                let rows: BTreeMap<String, (u64, u64, Vec<u64>)> = counts
                    .rows
                    .iter()
                    .map(|row| {
                        let form = lexicon.form(row.form).to_owned();
                        (form, (row.in_window, row.doc_freq, row.by_distance.clone()))
                    })
                    .collect();
                prop_assert_eq!(&rows, &brute.rows);
                let own = lexicon.id(node).map_or(0, |id| selection.form_freqs()[id.index()]);
                let in_nodes: Vec<u64> = counts.in_nodes.iter().map(|(_, count)| *count).collect();
                prop_assert_eq!(in_nodes, if own > 0 { vec![own] } else { vec![] });
                for row in &counts.rows {
                    let outside = brute.outside.get(lexicon.form(row.form)).copied().unwrap_or(0);
                    prop_assert_eq!(row.outside_nodes, outside);
                    prop_assert_eq!(row.freq, selection.form_freqs()[row.form.index()]);
                }
            }
        }
    }

    #[test]
    fn pairs_are_the_windows_of_every_word(
        (docs, chosen, view) in input(),
        before in 0usize..4,
        after in 0usize..4,
        min_freq in 1u64..4,
        overlap in overlap(),
        distances in any::<bool>(),
    ) {
        prop_assume!(before + after > 0);
        let corpus = corpus(&docs);
        let selection = selection(&corpus, view, &chosen);
        let lexicon = selection.layer().lexicon();
        let options = WindowOptions::new(WindowSpan { before, after }).overlap(overlap);
        let stretches = stretches(&docs, view, &chosen);
        let mut expected = Vec::new();
        let pairs = count_pairs(&selection, options.distances(distances), min_freq).unwrap();
        let types = count_neighbour_types(&selection, options).unwrap();
        let mut types_of_collocate: BTreeMap<String, u64> = BTreeMap::new();
        let mut all_pairs = 0;
        for node in (0..lexicon.len()).map(TermId) {
            let brute = brute_windows(&stretches, lexicon.form(node), options);
            prop_assert_eq!(pairs.window_tokens[node.index()], brute.window_tokens);
            prop_assert_eq!(types.of_node[node.index()], brute.rows.len() as u64);
            for (form, (freq, docs, by_distance)) in brute.rows {
                *types_of_collocate.entry(form.clone()).or_default() += 1;
                all_pairs += 1;
                if freq >= min_freq {
                    let by_distance = if distances { by_distance } else { Vec::new() };
                    let node = lexicon.form(node).to_owned();
                    expected.push((node, form, freq, docs, by_distance));
                }
            }
        }
        expected.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| (&a.0, &a.1).cmp(&(&b.0, &b.1))));
        let form = |id: TermId| lexicon.form(id).to_owned();
        let found: Vec<_> = pairs
            .rows
            .iter()
            .enumerate()
            .map(|(place, row)| {
                let by_distance = pairs.by_distance(place).to_vec();
                (form(row.node), form(row.collocate), row.freq, row.doc_freq, by_distance)
            })
            .collect();
        prop_assert_eq!(found, expected);
        // However rare a pair may be that is kept.
        prop_assert_eq!(pairs.pairs, all_pairs);
        let of = |selection: &Selection<'_>| -> BTreeMap<[u32; 2], (u64, u64)> {
            let all = count_pairs(selection, options, 1).unwrap();
            let ordinals = |row: &PairRow| [row.node, row.collocate].map(|form| lexicon.ordinal(form));
            all.rows.iter().map(|row| (ordinals(row), (row.freq, row.doc_freq))).collect()
        };
        let made = map_pairs(&selection, options, |pair| {
            // Pairs that are not wanted are counted all the same.
            let made = (pair.ordinals, (pair.freq(), pair.doc_freq()), pair.documents().collect::<Vec<_>>());
            (pair.ordinals[0] % 5 != 3).then_some(made)
        });
        let (made, different) = made.unwrap();
        let wanted = |(ordinals, _): &([u32; 2], (u64, u64))| ordinals[0] % 5 != 3;
        let whole: Vec<_> = made.iter().map(|(ordinals, counts, _)| (*ordinals, *counts)).collect();
        let all = of(&selection);
        prop_assert_eq!(different, all.len() as u64);
        prop_assert_eq!(whole, all.into_iter().filter(wanted).collect::<Vec<_>>());
        for doc in (0..).take(docs.len()).map(DocId) {
            let alone: Vec<bool> = (0..).zip(&chosen).map(|(at, is)| *is && at == doc.0).collect();
            let alone = of(&self::selection(&corpus, view, &alone));
            let own = made.iter().filter_map(|(ordinals, _, documents)| {
                let (_, freq) = documents.iter().find(|(own, _)| *own == doc)?;
                Some((*ordinals, (*freq, 1)))
            });
            let alone = alone.into_iter().filter(wanted).collect::<BTreeMap<_, _>>();
            prop_assert_eq!(own.collect::<BTreeMap<_, _>>(), alone);
        }
        for id in (0..lexicon.len()).map(TermId) {
            let expected = types_of_collocate.get(lexicon.form(id)).copied().unwrap_or(0);
            prop_assert_eq!(types.of_collocate[id.index()], expected);
        }
    }
}

fn overlap() -> impl Strategy<Value = WindowOverlap> {
    prop::sample::select(vec![WindowOverlap::Once, WindowOverlap::PerNode])
}

/// The tokens of a form, each as a range of places.
fn nodes_of(docs: &[Vec<Tok>], view: View, form: &str) -> Vec<std::ops::Range<TokenPos>> {
    let everything = vec![true; docs.len()];
    let all = View { scope: Scope { punctuation: Punctuation::Keep, ..view.scope }, ..view };
    let mut places: Vec<(TokenPos, String)> =
        stretches(docs, all, &everything).into_iter().flat_map(|(_, tokens)| tokens).collect();
    places
        .push((TokenPos::word(places.last().map_or(0, |(last, _)| last.pos() + 1)), String::new()));
    let pairs = places.windows(2).filter(|pair| pair[0].1 == form);
    pairs.map(|pair| pair[0].0..pair[1].0).collect()
}

#[derive(Default)]
struct BruteWindows {
    window_tokens: u64,
    tokens: u64,
    /// O11, documents, counts by distance.
    rows: BTreeMap<String, (u64, u64, Vec<u64>)>,
    outside: BTreeMap<String, u64>,
}

fn brute_windows(stretches: &[Stretch], node: &str, options: WindowOptions) -> BruteWindows {
    let (span, once) = (options.span, options.overlap == WindowOverlap::Once);
    let mut out = BruteWindows::default();
    let mut docs: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (doc, tokens) in stretches {
        for (place, (_, form)) in tokens.iter().enumerate() {
            if form != node {
                out.tokens += 1;
                *out.outside.entry(form.clone()).or_default() += 1;
            } else if once {
                continue;
            }
            // Signed distances of this token from every node that reaches it, nearest first; a
            // token after a node wins over one before the next node at the same distance.
            let mut near: Vec<(usize, bool)> = Vec::new();
            for (at, (_, other)) in tokens.iter().enumerate() {
                if other == node && at < place && place - at <= span.after {
                    near.push((place - at, false));
                }
                if other == node && at > place && at - place <= span.before {
                    near.push((at - place, true));
                }
            }
            near.sort_unstable();
            near.truncate(if once { 1 } else { usize::MAX });
            for (distance, is_before) in near {
                out.window_tokens += 1;
                docs.entry(form.clone()).or_default().insert(*doc);
                let row = out.rows.entry(form.clone()).or_default();
                row.0 += 1;
                row.2.resize(span.before + span.after, 0);
                let slot =
                    if is_before { span.before - distance } else { span.before + distance - 1 };
                row.2[slot] += 1;
            }
        }
    }
    for (form, row) in &mut out.rows {
        row.1 = docs[form].len() as u64;
    }
    out
}

#[test]
fn impossible_counts_say_why() {
    let tok = Tok { form: "قال", class: TokenClass::ArabicWord, boundary: Boundary::None };
    let corpus = corpus(&[vec![tok]]);
    let selection =
        selection(&corpus, View { scope: Scope::default(), layer: "standard" }, &[true]);
    let error = count_ngrams(&selection, &NgramOptions::new(0)).unwrap_err();
    assert!(error.to_string().contains("1 or more"));
    let error = count_ngrams(&selection, &NgramOptions::new(4000)).unwrap_err();
    assert!(error.to_string().contains("n may be at most"), "{error}");
    let empty = WindowOptions::new(WindowSpan { before: 0, after: 0 });
    assert!(count_pairs(&selection, empty, 1).is_err());
    assert!(count_neighbour_types(&selection, empty).is_err());
    assert!(count_windows(&selection, &[], empty).is_err());
    assert_eq!(selection.document_sizes().documents(), [DocId(0)]);
}
