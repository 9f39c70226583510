//! Every verb in every format, with the columns that users rely on.

mod common;

use common::Folder;
use serde_json::Value;

const ASSOCIATION: &str = "o11,r1,c1,n,e11,log_dice,mi,log_likelihood,t_score,doc_freq";

/// The verbs that write rows, and their columns.
fn verbs() -> Vec<(Vec<&'static str>, String)> {
    let collocates = format!("form,{ASSOCIATION},key");
    let positions = format!("form,{ASSOCIATION},before_2,before_1,after_1,key");
    let keywords = "form,freq_target,freq_reference,per_million_target,per_million_reference,\
        doc_freq_target,doc_freq_reference,log_likelihood_4,log_ratio,log_ratio_ci_low,\
        log_ratio_ci_high,p,q,log10_p,log10_q,text_dispersion,mann_whitney_z,key";
    [
        (vec!["words", "papers"], "form,freq,per_million,doc_freq,dp_nofreq,key"),
        (
            vec!["words", "papers", "--dispersion", "arf,juilland_d"],
            "form,freq,per_million,doc_freq,dp_nofreq,arf,juilland_d,key",
        ),
        (vec!["ngrams", "papers", "-n", "2..3"], "form,n,freq,per_million,doc_freq,key"),
        (vec!["collocates", "papers", "وزير", "--min-freq", "1"], collocates.as_str()),
        (
            vec![
                "collocates",
                "papers",
                "وزير",
                "--min-freq",
                "1",
                "--positions",
                "--window",
                "2:1",
            ],
            positions.as_str(),
        ),
        (
            vec!["collocations", "papers", "--window", "0:1"],
            &format!("form_1,form_2,{ASSOCIATION},key_1,key_2"),
        ),
        (vec!["kwic", "papers", "وزير"], "doc,position,before,match,after"),
        (
            vec!["kwic", "papers", "وزير", "--show", "source,date"],
            "doc,position,before,match,after,source,date",
        ),
        (vec!["kwic", "papers", "وزير", "--group-by", "after:1"], "after:1,freq,doc_freq,key"),
        (
            vec!["kwic", "papers", "وزير", "--group-by", "before:1,field:source,after:1..2"],
            "before:1,field:source,after:1..2,freq,doc_freq,key_1,key_2",
        ),
        (vec!["kwic", "papers", "وزير", "--group-by", "doc"], "doc,freq,doc_freq"),
        (vec!["variants", "papers", "وزير"], "form,usual,distance,freq,per_million,doc_freq,key"),
        (vec!["keywords", "papers", "--where", "source=alufuq", "--reference", "rest"], keywords),
        (vec!["dispersion", "papers", "وزير"], "part,tokens,freq,per_million"),
        (
            vec!["dispersion", "papers", "وزير", "--summary"],
            "measure,value,even_to_clumped,description",
        ),
        (vec!["trend", "papers", "وزير"], "period,tokens,freq,per_million,doc_freq"),
        (vec!["tokenize", "minbar.jsonl"], "doc,sentence,form,class,start,end"),
        (vec!["lexicon", "search", "papers", "ال*ية"], "form,freq,per_million,key"),
        (
            vec!["lexicon", "search", "papers", "وزير", "--fuzzy", "1"],
            "form,freq,per_million,distance,key",
        ),
    ]
    .into_iter()
    .map(|(arguments, columns)| (arguments, columns.to_owned()))
    .collect()
}

fn with<'a>(arguments: &[&'a str], format: &'a str) -> Vec<&'a str> {
    [arguments, &["--format", format]].concat()
}

#[test]
fn every_format_has_the_same_rows_under_the_same_columns() {
    let folder = Folder::with_papers();
    for (arguments, columns) in verbs() {
        let csv = folder.found(&with(&arguments, "csv"));
        let (header, _) = csv.split_once('\n').unwrap();
        assert_eq!(header, columns, "{arguments:?}");
        assert_eq!(folder.found(&arguments), csv, "a pipe gets CSV: {arguments:?}");
        let tsv = folder.found(&with(&arguments, "tsv"));
        assert_eq!(tsv.lines().next().unwrap(), columns.replace(',', "\t"), "{arguments:?}");
        assert_eq!(tsv.lines().count(), csv.lines().count(), "{arguments:?}");

        let json: Value = serde_json::from_str(&folder.found(&with(&arguments, "json"))).unwrap();
        let rows = json.as_array().unwrap();
        assert!(!rows.is_empty());
        assert_eq!(rows.len() + 1, csv.lines().count(), "{arguments:?}");
        let jsonl = folder.found(&with(&arguments, "jsonl"));
        let lines: Vec<Value> =
            jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(&lines, rows, "{arguments:?}");
        let mut keys: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
        keys.sort_unstable();
        let mut sorted: Vec<&str> = columns.split(',').collect();
        sorted.sort_unstable();
        assert_eq!(keys, sorted, "{arguments:?}");

        let table = folder.found(&[with(&arguments, "table"), vec!["-q"]].concat());
        let names: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
        let shown = columns.split(',').filter(|name| !name.starts_with("key"));
        assert_eq!(names, shown.collect::<Vec<_>>(), "{arguments:?}");
        assert_eq!(table.lines().count() - 1, rows.len().min(50), "{arguments:?}");
        let marks = ['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200e}'];
        assert!(!table.lines().next().unwrap().contains(marks), "isolates are for terminals");
    }
}

#[test]
fn threads_change_nothing() {
    let folder = Folder::with_papers();
    for (arguments, _) in verbs() {
        let one = folder.found(&[&arguments[..], &["--threads", "1"]].concat());
        let four = folder.found(&[&arguments[..], &["--threads", "4"]].concat());
        assert!(one == four, "{arguments:?}");
    }
    for threads in ["1", "4"] {
        let name = format!("papers-{threads}");
        folder.run(&["index", "minbar.jsonl", "alufuq.jsonl", "-o", &name, "--threads", threads]);
    }
    let hash = |name: &str| {
        let info = folder.found(&["info", name, "--format", "json"]);
        serde_json::from_str::<Value>(&info).unwrap()["corpus_hash"].clone()
    };
    assert_eq!(hash("papers-1"), hash("papers-4"));
}

#[test]
fn an_excel_file_has_a_mark_and_runs_nothing() {
    let folder = Folder::empty();
    folder.file("sheet.txt", "=SUM(A1) +5 كتاب جديد\n");
    let csv = folder.found(&["words", "sheet.txt", "--classes", "all", "--excel"]);
    assert!(csv.starts_with('\u{feff}'));
    assert!(csv.contains("\"'=\","), "{csv}");
    let error = folder.failed(&["words", "sheet.txt", "--excel", "--format", "json"]);
    assert!(error.contains("--format csv"), "{error}");
}
