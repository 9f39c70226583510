//! Requests: their defaults are those of the command, and they come back from JSON as they were.
#![expect(clippy::unwrap_used, reason = "a request that cannot be read is a failed test")]

use serde_json::{Value, json};
use siyaq::output::Rows;
use siyaq::reader::ProgressHandle;
use siyaq::request::{
    AnyRequest, Bundles, Kwic, Listener, Request, RequestErrorKind, RunOptions, Session, Variants,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn every_request_comes_back_from_json_as_it_was() {
    for verb in AnyRequest::VERBS {
        let request = AnyRequest::of_verb(verb).unwrap();
        let value = request.to_value().unwrap();
        assert_eq!(value["verb"], **verb);
        assert_eq!(AnyRequest::from_value(value.clone()).unwrap(), request);
        // What is left out has its default.
        assert_eq!(AnyRequest::from_value(json!({ "verb": verb })).unwrap(), request);
        // What there is not is refused, and what has another kind of value.
        let error = AnyRequest::from_value(json!({ "verb": verb, "layre": "word" })).unwrap_err();
        assert!(error.to_string().contains("layer"), "{error}");
        for (name, usual) in value.as_object().unwrap() {
            if name != "verb" {
                let wrong = json!({ "verb": verb, name: { "no": usual } });
                assert!(AnyRequest::from_value(wrong).is_err(), "{verb}: {name}");
            }
        }
    }
}

#[test]
fn options_are_obeyed_or_refused() {
    let session = Session::new();
    session.put_texts("news", ["قال الوزير كلمة.", "قال الوزير كلمة أخرى."]).unwrap();
    let mut request = Bundles::new("news");
    request.n = 2.into();
    request.min_range = 2;
    assert_eq!(request.run(&session).unwrap().rows.len(), 2);
    // How raw files are read means nothing for a corpus.
    request.scope.reading.no_header = true;
    let error = request.run(&session).unwrap_err();
    let RequestErrorKind::Idle { option, .. } = error.kind() else { unreachable!("{error}") };
    assert_eq!(option, "no_header");
    // A default that is given is given.
    let request = Variants::new("news", "الوزير");
    let given = RunOptions::default().given(["across".to_owned()]);
    assert!(request.run_with(&session, &given).is_err());
    assert!(request.run(&session).unwrap().any);
    // Numbers have bounds, whoever sets them.
    for wrong in [
        json!({ "verb": "change", "input": "news", "n": 17 }),
        json!({ "verb": "change", "input": "news", "max_q": 1.5 }),
        json!({ "verb": "dispersion", "input": "news", "query": "كلمة", "summary": true, "bootstrap": 3 }),
        json!({ "verb": "dispersion", "input": "news", "query": "كلمة", "seed": 3 }),
        json!({ "verb": "network", "input": "news", "queries": ["كلمة"], "order": 9 }),
        json!({ "verb": "neighbours", "input": "news", "word": "كلمة", "words": 1 }),
        json!({ "verb": "kwic", "input": "news", "query": "كلمة", "group_by": "match", "offset": 2 }),
    ] {
        let request = AnyRequest::from_value(wrong.clone()).unwrap();
        assert!(request.run(&session).is_err(), "{wrong}");
    }
}

/// Counts how often files are read.
struct Reads(Arc<AtomicUsize>);

impl Listener for Reads {
    fn begins(&self, _what: &'static str, progress: Option<ProgressHandle>) {
        self.0.fetch_add(usize::from(progress.is_some()), Ordering::Relaxed);
    }
}

#[test]
fn a_session_reads_the_same_files_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "قال الوزير كلمة.\nقال الوزير كلمة أخرى.\n").unwrap();
    let reads = Arc::new(AtomicUsize::new(0));
    let session = Session::with_listener(Reads(Arc::clone(&reads)));
    let count = || reads.load(Ordering::Relaxed);
    let answer = Variants::new(&file, "الوزير").run(&session).unwrap();
    assert_eq!((answer.rows.len(), count()), (1, 1));
    assert!(answer.inputs[0].blake3.is_some() && !answer.inputs[0].sources.is_empty());
    let mut request = Bundles::new(&file);
    request.n = 2.into();
    request.min_range = 1;
    assert_eq!(request.run(&session).unwrap().rows.len(), 2);
    assert_eq!(count(), 1);
    // In another way they are read again.
    request.scope.reading.split = "line".parse().unwrap();
    request.min_range = 2;
    assert_eq!(request.run(&session).unwrap().rows.len(), 2);
    assert_eq!(count(), 2);
    // The first answer is still there.
    assert_eq!(answer.rows.len(), 1);
}

/// Two documents in three paragraphs: `كلمة شكرا` stands in the second alone, across its sentences.
const VERTICAL: &str = "<doc id=\"a\">\n<p>\n<s>\nقال\tV\nكلمة\tN\n</s>\n</p>\n<p>\n<s>\nشكرا\tN\n</s>\n</p>\n\
    </doc>\n<doc id=\"b\">\n<p>\n<s>\nكلمة\tN\n</s>\n<s>\nشكرا\tN\n</s>\n</p>\n</doc>\n";

#[test]
fn columns_of_annotated_files_are_layers_and_files_are_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.vert");
    std::fs::write(&file, VERTICAL).unwrap();
    let reads = Arc::new(AtomicUsize::new(0));
    let session = Session::with_listener(Reads(Arc::clone(&reads)));
    let words = |layer: &str| {
        let value =
            json!({ "verb": "words", "inputs": [file], "layer": layer, "columns": "word,pos" });
        AnyRequest::from_value(value).unwrap().run(&session)
    };
    assert!(words("pos").unwrap().any);
    assert!(words("standard").unwrap().any);
    // No layer and no column either, whether the files were read already or not.
    for _ in 0..2 {
        let Err(error) = words("lemma") else { unreachable!("a layer of no name") };
        assert!(error.to_string().contains("lemma"), "{error}");
    }
    assert_eq!(reads.load(Ordering::Relaxed), 1);
    // How texts are written is not known of a file of another name.
    let value = json!({ "verb": "words", "inputs": ["a.txt"], "layer": "lemma" });
    assert!(AnyRequest::from_value(value).unwrap().run(&session).is_err());
}

#[test]
fn structures_are_stayed_within_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.vert");
    std::fs::write(&file, VERTICAL).unwrap();
    let session = Session::new();
    let lines = |name: &str, value: Value| {
        let mut request = Kwic::new(&file, "كلمة شكرا");
        request.query.scope.reading.columns = vec!["word".to_owned(), "pos".to_owned()];
        let mut fields = AnyRequest::from(request).to_value().unwrap();
        fields[name] = value;
        let Ok(AnyRequest::Kwic(request)) = AnyRequest::from_value(fields) else { unreachable!() };
        request.run(&session).map(|answer| answer.rows.len())
    };
    assert_eq!(lines("within", json!([])).unwrap(), 0);
    assert_eq!(lines("within", json!("s")).unwrap(), 0);
    assert_eq!(lines("within", json!("p")).unwrap(), 1);
    assert_eq!(lines("within", json!(["doc"])).unwrap(), 2);
    assert_eq!(lines("within", json!("doc,p")).unwrap(), 1);
    let error = lines("within", json!("verse")).unwrap_err();
    let RequestErrorKind::Option { option, .. } = error.kind() else { unreachable!("{error}") };
    assert_eq!(*option, "within");
    // Two answers to one question.
    let mut request = Kwic::new(&file, "كلمة شكرا");
    request.query.scope.within = vec!["p".to_owned()];
    request.query.scope.across = "paragraph".parse().unwrap();
    let error = request.run(&session).unwrap_err();
    assert!(error.to_string().contains("`across` and `within`"), "{error}");
    // Single words cross nothing.
    let given = RunOptions::default().given(["within".to_owned()]);
    assert!(Variants::new(&file, "كلمة").check_with(&session, &given).is_err());
}

#[cfg(feature = "clap")]
mod command {
    use super::*;
    use clap::{Args, Command, FromArgMatches};
    use siyaq::request::{
        Change, Collocates, Collocations, Compare, CompareCollocates, Dispersion, Diversity,
        Keywords, Mwe, Neighbours, Network, Ngrams, Pframes, Tfidf, Trend, Words,
    };

    /// What the arguments of a command are read as.
    fn parsed<R: Request + Args + FromArgMatches>(arguments: &[&str]) -> R {
        let command = R::augment_args(Command::new(R::VERB).no_binary_name(true));
        R::from_arg_matches(&command.try_get_matches_from(arguments).unwrap()).unwrap()
    }

    /// The defaults are those of the command, and what is given comes back from JSON as it was.
    fn check<R>(needed: (&[&str], Value), given: &str)
    where
        R: Request + Args + FromArgMatches + Into<AnyRequest> + PartialEq + std::fmt::Debug,
    {
        let (arguments, mut value) = needed;
        value["verb"] = R::VERB.into();
        let usual = AnyRequest::from_value(value).unwrap();
        assert_eq!(parsed::<R>(arguments).into(), usual);
        let more: Vec<&str> = arguments.iter().copied().chain(given.split(' ')).collect();
        let changed: AnyRequest = parsed::<R>(&more).into();
        assert_ne!(changed, usual);
        assert_eq!(AnyRequest::from_value(changed.to_value().unwrap()).unwrap(), changed);
    }

    const READING: &str = "--input-format csv --encoding windows-1256 --split line --text-field a \
        --id-field b --title-field c --meta d,e:date,f:int --meta-path {g}/{h:date}.txt --no-header \
        --delimiter ; --quotes --date-order dmy --record-limit 3K --strict --newline blank-line \
        --break-on-semicolon --break-on-colon --no-collapse";
    const SCOPE: &str = "--layer broad --classes letters,-num --punctuation break \
        --across paragraph --dedupe-by cluster";

    #[test]
    fn defaults_are_those_of_the_command() {
        let scope = SCOPE.split_whitespace().collect::<Vec<_>>().join(" ");
        let reading = READING.split_whitespace().collect::<Vec<_>>().join(" ");
        let inputs: (&[&str], _) = (&["a", "b"], json!({ "inputs": ["a", "b"] }));
        let input: (&[&str], _) = (&["a"], json!({ "input": "a" }));
        let word: (&[&str], _) = (&["a", "b"], json!({ "input": "a", "word": "b" }));
        check::<Words>(
            inputs.clone(),
            "--dispersion arf,range --parts source --sort range:asc --bootstrap 20",
        );
        check::<Ngrams>(
            inputs.clone(),
            "-n 2..5 --skip 1 --sort doc_freq --parts 10 --dispersion dp",
        );
        check::<Collocations>(inputs.clone(), "--directed --gravity --dispersion dp_nofreq,range");
        let targets: (&[&str], _) = (&["a", "b"], json!({ "targets": ["a", "b"] }));
        check::<Keywords>(
            targets.clone(),
            "-n 2 --by documents --measures lrc,cohen_d --sort cohen_d --min-freq 3 --direction lock --test welch --bootstrap 30",
        );
        check::<Keywords>(targets.clone(), "--query وزير,ال* --query رئيس --queries f.txt");
        check::<Keywords>(
            targets,
            "--collocations --window 0:3 --effect source --effect-as random",
        );
        check::<Bundles>(inputs.clone(), &format!("-n 2..7 --min-per-million 2.5 {scope}"));
        check::<Pframes>(inputs.clone(), &format!("-n 3-4 --slots any --stop ar {reading}"));
        check::<Mwe>(inputs.clone(), "--merge --score mi3 --min-score -2.5 --steps 7");
        check::<Tfidf>(
            inputs.clone(),
            "--each documents -n 2 --tf log --idf smooth --base e --among documents",
        );
        check::<Diversity>(inputs.clone(), "--by 10 --measures all --threshold 0.7 --bootstrap 20");
        check::<Diversity>(inputs.clone(), "--curve ranks --step 7 --shuffle");
        check::<Compare>(inputs, "--each source --delta cosine,eder --cluster steps --clusters 3");
        check::<Change>(
            input.clone(),
            "--by day -n 2 --direction falling --sort slope --max-q 0.05",
        );
        check::<Collocates>(
            input.clone(),
            "--window 0:3 --measures mi(base=e),lrc --sort lrc --tuple --correction holm --test fisher_right --window-model nltk",
        );
        check::<Dispersion>(input.clone(), "--by source --sort per-million --translit buckwalter");
        check::<Dispersion>(input.clone(), "--summary --bootstrap 100 --seed 3 --explain");
        check::<Trend>(
            input.clone(),
            "--by week --date-from either --years 2010..2016 --show periods --stretches 3 --variability cv",
        );
        check::<Trend>(input.clone(), "--with كلمة --window 3 --measures mi3");
        check::<Kwic>(
            input.clone(),
            "--context 5:10 --context-unit words --clip sentence --sort -after:1,before:1..3,field:source --collation codepoint --show a,b",
        );
        check::<Kwic>(input.clone(), "--group-by after:1,doc --limit 7");
        check::<Network>(
            input,
            "b c --order 1 --measure mi --min-score -1.5 --min-docs 2 --window 3",
        );
        check::<Neighbours>(word.clone(), "--by year --field date --words 9 --seed 4");
        check::<Variants>(word, "--distance 2 --where source=minbar&year>=2024");
        let reference: (&[&str], _) =
            (&["a", "--reference", "rest"], json!({ "input": "a", "reference": "rest" }));
        check::<CompareCollocates>(
            reference,
            "--effect log_odds --confidence 0.9 --sort difference",
        );
    }
}

#[test]
fn a_damaged_corpus_gives_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news");
    let texts = ["قال الوزير كلمة.", "قال الوزير كلمة أخرى."];
    let lines: String = (texts.iter())
        .map(|text| format!("{}\n", json!({ "id": text.len().to_string(), "text": text })))
        .collect();
    let options = siyaq::reader::ReaderOptions::default().format(siyaq::reader::Format::Jsonl);
    let reader = siyaq::reader::Reader::from_read("news", std::io::Cursor::new(lines), options);
    let built = siyaq::build(reader.unwrap(), &siyaq::IndexOptions::default(), &|_| ()).unwrap();
    built.corpus.write(&path, false).unwrap();
    let request = {
        let mut request = Bundles::new(path.to_str().unwrap());
        (request.n, request.min_range) = (2.into(), 2);
        request
    };
    assert_eq!(request.run(&Session::new()).unwrap().rows.len(), 2);
    for (file, place) in [("tokens.col", 3), ("standard.map", 0), ("standard.lexicon", 260)] {
        let good = std::fs::read(path.join(file)).unwrap();
        let mut bad = good.clone();
        bad[place] ^= 4;
        std::fs::write(path.join(file), bad).unwrap();
        let error = request.run(&Session::new()).unwrap_err();
        assert!(error.to_string().contains(file), "{file}: {error}");
        std::fs::write(path.join(file), good).unwrap();
    }
}
