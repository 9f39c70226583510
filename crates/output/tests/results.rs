//! The columns and cells of results, on a corpus of a few words.

#![expect(clippy::unwrap_used, reason = "a test whose corpus cannot be built has failed")]

use siyaq_analysis::{
    CollocateOptions, FrequencyRow, FrequencyTable, KeywordOptions, ListOrder, PartsBy, Period,
    Significance, Spread, collocates, collocations, dispersion, keywords, ngram_list, trend,
    word_list,
};
use siyaq_count::{NgramOptions, Selection, WindowSpan};
use siyaq_index::{Boundary, BuildOptions, Corpus, CorpusBuilder, Document, Shard, TokenClass};
use siyaq_output::{
    CollocateRows, CollocationRows, ConcordanceRows, DispersionSummary, GroupRows, LexiconRows,
    ReasonedRows, Rows, WordRows, WriteOptions, write_rows,
};
use siyaq_query::{
    FormLabels, GroupOptions, Key, KwicOptions, SearchOptions, concordance, group, search,
};
use siyaq_stats::{DispersionMeasure, LogBase, Measure, WindowModel};
use siyaq_types::{FieldKind, MetaValue};

fn corpus() -> Corpus {
    let mut shard = Shard::new();
    shard.start_batch(0);
    let mut options = BuildOptions::default();
    options.fields = vec!["date:date".parse().unwrap(), "pages:int".parse().unwrap()];
    for (id, date, words) in
        [("a", "2023-05", ["قال", "وزير", "الصحة"]), ("b", "2024-07", ["قال", "وزير", "المالية"])]
    {
        let metadata = vec![FieldKind::Date.parse(date), Some(MetaValue::Integer(-1))];
        shard.start_document(Document { id: id.into(), metadata, ..Document::default() });
        for (place, word) in words.into_iter().enumerate() {
            let boundary = if place == 0 { Boundary::Document } else { Boundary::None };
            shard.push(word, TokenClass::ArabicWord, boundary, true);
        }
    }
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

fn csv(rows: &(impl Rows + ?Sized)) -> String {
    let mut bytes = Vec::new();
    write_rows(rows, &WriteOptions::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn lists_have_their_forms() {
    let corpus = corpus();
    let selection = Selection::new(&corpus, corpus.words());
    let labels = FormLabels::new(&corpus, corpus.words());
    let words = word_list(&selection, 2, &Spread::new([DispersionMeasure::DpNorm])).unwrap();
    assert_eq!(
        csv(&WordRows::new(&words, labels.clone())),
        "form,freq,per_million,doc_freq,dp_norm,key\n\
         قال,2,333333.3333333333,2,0.0,قال\nوزير,2,333333.3333333333,2,0.0,وزير\n"
    );
    let ngrams = ngram_list(
        &selection,
        2..=3,
        &NgramOptions::new(2),
        &Spread::default(),
        ListOrder::default(),
    )
    .unwrap();
    assert_eq!(
        csv(&ngrams).lines().take(3).collect::<Vec<_>>(),
        [
            "form,n,freq,per_million,doc_freq,key",
            "قال وزير,2,2,333333.3333333333,2,قال وزير",
            "قال وزير الصحة,3,1,166666.66666666666,1,قال وزير الصحة"
        ]
    );
    let ids = [corpus.words().lexicon().id("وزير").unwrap()];
    assert_eq!(
        csv(&LexiconRows::new(corpus.words().lexicon(), &ids, None)),
        "form,freq,per_million\nوزير,2,333333.3333333333\n"
    );
}

#[test]
fn hits_have_their_text_and_metadata() {
    let corpus = corpus();
    let options = SearchOptions::default().layer("word");
    let hits = search(&corpus, &"وزير".parse().unwrap(), &options).unwrap();
    let lines = concordance(&corpus, &hits, &KwicOptions::default().layer("word")).unwrap();
    let rows = ConcordanceRows::new(&corpus, &lines, &["date", "pages"]).unwrap();
    assert_eq!(
        csv(&rows),
        "doc,position,before,match,after,date,pages\n\
         a,1,قال,وزير,الصحة,2023-05,-1\nb,1,قال,وزير,المالية,2024-07,-1\n"
    );
    assert!(ConcordanceRows::new(&corpus, &lines, &["author"]).is_err());
    let keys = ["after:1", "match"].map(|key| key.parse::<Key>().unwrap());
    let by = GroupOptions::default().keys(keys.clone()).layer("word");
    let groups = group(&corpus, &hits, &by).unwrap();
    assert_eq!(
        csv(&GroupRows::new(&keys, &groups)),
        "after:1,match,freq,doc_freq,key_1,key_2\n\
         الصحة,وزير,1,1,الصحة,وزير\nالمالية,وزير,1,1,المالية,وزير\n"
    );
}

#[test]
fn scores_stand_under_their_measures() {
    let corpus = corpus();
    let selection = Selection::new(&corpus, corpus.words());
    let labels = FormLabels::new(&corpus, corpus.words());
    let options = SearchOptions::default().layer("word");
    let hits = search(&corpus, &"وزير".parse().unwrap(), &options).unwrap();
    let around = CollocateOptions::default()
        .min_freq(1)
        .measures(vec![Measure::Dice])
        .span(WindowSpan { before: 1, after: 1 })
        .positions(true);
    let found = collocates(&selection, &hits, &around).unwrap();
    assert_eq!(
        csv(&CollocateRows::new(&found, labels.clone())).lines().take(2).collect::<Vec<_>>(),
        [
            "form,o11,r1,c1,n,e11,dice,doc_freq,before_1,after_1,key",
            "قال,2,4,2,4,2.0,0.6666666666666666,2,2,0,قال"
        ]
    );
    let tested = CollocateOptions::default()
        .min_freq(1)
        .measures(vec![Measure::MutualInformation { base: LogBase::Two }, Measure::OddsRatio])
        .span(WindowSpan { before: 1, after: 0 })
        .model(WindowModel::Nltk)
        .significance(Some(Significance::default()));
    let wrong = collocates(&selection, &hits, &tested);
    assert!(wrong.is_err(), "NLTK looks at what follows");
    let found = collocates(&selection, &hits, &tested.clone().model(WindowModel::Cqpweb)).unwrap();
    let written = csv(&ReasonedRows::new(&CollocateRows::new(&found, labels.clone())));
    let (header, row) = written.split_once('\n').unwrap();
    assert_eq!(
        header,
        "form,o11,r1,c1,n,e11,mutual_information,odds_ratio,doc_freq,p,q,log10_p,log10_q,key,undefined"
    );
    let cells: Vec<&str> = row.trim_end().split(',').collect();
    assert_eq!(cells[..5], ["قال", "2", "2", "2", "6"]);
    assert_eq!((cells[7], cells[8], cells[14]), ("", "2", "odds_ratio=empty_cell"));
    // The upper tail of chi-squared at 4 ln 3 + 8 ln 1.5, by the error function of Python's math.
    for (cell, expected) in [(9, 0.005_714_586_403_627), (11, -2.243_015_196_436_2)] {
        let number: f64 = cells[cell].parse().unwrap();
        assert!((number - expected).abs() < 1e-12, "{number}");
        assert_eq!(cells[cell], cells[cell + 1], "one test needs no adjustment");
    }
    let pairs = collocations(&selection, &tested.model(WindowModel::Ucs)).unwrap();
    let pairs = csv(&CollocationRows::new(&pairs, labels.clone()));
    assert!(pairs.starts_with("form_1,form_2,o11,r1,c1,n,e11,mutual_information,odds_ratio,"));
    assert!(pairs.contains("\nوزير,قال,2,"), "{pairs}");
    let table = FrequencyTable::from_selection(&selection).unwrap();
    let found = keywords(&table, &table, &KeywordOptions::default()).unwrap();
    assert_eq!(found.len(), 0);
    assert_eq!(found.columns().len(), 7 + 4 + 4 + 1);
    let mut reasons = KeywordOptions::default();
    reasons.min_freq = 1;
    reasons.measures = vec![Measure::PercentDiff.into(), Measure::OddsRatio.into()];
    let list = |form: &str| {
        let row = FrequencyRow { form: form.to_owned(), freq: 3, doc_freq: None };
        FrequencyTable::from_rows(vec![row], Some(9))
    };
    let found = keywords(&list("هنا"), &list("هناك"), &reasons).unwrap();
    let written = csv(&ReasonedRows::new(&found));
    let (header, rows) = written.split_once('\n').unwrap();
    assert!(
        header.ends_with(",percent_diff,odds_ratio,p,q,log10_p,log10_q,key,undefined"),
        "{header}"
    );
    let ends: Vec<&str> = rows.lines().filter_map(|row| row.rsplit(',').next()).collect();
    assert_eq!(ends, ["", "percent_diff=absent_in_reference odds_ratio=empty_cell"]);
}

#[test]
fn spread_over_documents_and_time() {
    let corpus = corpus();
    let selection = Selection::new(&corpus, corpus.words());
    let options = SearchOptions::default().layer("word");
    let hits = search(&corpus, &"الصحة".parse().unwrap(), &options).unwrap();
    let spread = dispersion(&selection, &hits, &PartsBy::Documents).unwrap();
    assert_eq!(csv(&spread), "part,tokens,freq,per_million\na,3,1,333333.3333333333\nb,3,0,0.0\n");
    let summary = csv(&ReasonedRows::new(&DispersionSummary(&spread)));
    assert!(summary.contains("\nrange,1.0,"), "{summary}");
    let reasons = [",value=absent_word", ",value=occurs_once", ",value=no_variation"];
    for line in summary.lines().filter(|line| line.contains(",,")) {
        assert!(reasons.iter().any(|reason| line.ends_with(reason)), "{line}");
    }
    let none = search(&corpus, &"لا".parse().unwrap(), &options).unwrap();
    let none = dispersion(&selection, &none, &PartsBy::Documents).unwrap();
    let summary = csv(&ReasonedRows::new(&DispersionSummary(&none)));
    let row = |name: &str| summary.lines().find(|line| line.starts_with(name)).unwrap();
    assert!(
        row("awt,,").ends_with(",value=absent_word")
            && row("juilland_d,,").ends_with(",value=absent_word")
    );
    assert!(row("range,0.0,").ends_with(','));
    let years = trend(&selection, &hits, Period::Year, None).unwrap();
    assert_eq!(
        csv(&years),
        "period,tokens,freq,per_million,doc_freq\n2023,3,1,333333.3333333333,1\n2024,3,0,0.0,0\n"
    );
}
