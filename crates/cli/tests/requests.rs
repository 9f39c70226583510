//! Requests of files, and results made again.
#![expect(clippy::unwrap_used, reason = "a manifest that cannot be read is a failed test")]

mod common;

use common::Folder;
use serde_json::Value;

/// Requests, each with the command that asks the same.
const PAIRS: [(&str, &str); 15] = [
    (
        "verb = 'words'\ninputs = 'papers'\nstop = 'ar'\nmin_freq = 5\n",
        "words papers --stop ar --min-freq 5",
    ),
    (
        "verb = 'ngrams'\ninputs = 'papers'\nn = 3\nmin_freq = 3\n",
        "ngrams papers -n 3 --min-freq 3",
    ),
    (
        "verb = 'collocations'\ninputs = 'papers'\nwindow = '0:1'\nmin_freq = 8\n",
        "collocations papers --window 0:1 --min-freq 8",
    ),
    (
        "verb = 'keywords'\ntargets = 'papers'\nwhere = 'source=minbar'\nreference = 'rest'\n",
        "keywords papers --where source=minbar --reference rest",
    ),
    (
        "verb = 'bundles'\ninputs = 'papers'\nn = 2\nmin_per_million = 0\nmin_range = 3\n",
        "bundles papers -n 2 --min-per-million 0 --min-range 3",
    ),
    (
        "verb = 'pframes'\ninputs = ['papers']\nn = '3..4'\nmin_freq = 3\n",
        "pframes papers -n 3..4 --min-freq 3",
    ),
    (
        "verb = 'mwe'\ninputs = 'papers'\nstop = 'ar'\nmin_freq = 4\n",
        "mwe papers --stop ar --min-freq 4",
    ),
    (
        "verb = 'kwic'\ninput = 'papers'\nquery = 'درجات الحرارة'\ncontext = 4\nsort = 'after:1'\n",
        "kwic papers درجات الحرارة --context 4 --sort after:1",
    ),
    (
        "verb = 'collocates'\ninput = 'papers'\nquery = 'وزير'\nmin_freq = 2\nreasons = true\n",
        "collocates papers وزير --min-freq 2 --reasons",
    ),
    (
        "verb = 'compare-collocates'\ninput = 'papers'\nquery = 'في'\nwhere = 'source=minbar'\nreference = 'rest'\n",
        "compare-collocates papers في --where source=minbar --reference rest",
    ),
    (
        "verb = 'tfidf'\ninputs = 'papers'\neach = 'source'\ntop = 3\n",
        "tfidf papers --each source --top 3",
    ),
    (
        "verb = 'dispersion'\ninput = 'papers'\nquery = 'في'\nby = 10\nsummary = true\n",
        "dispersion papers في --by 10 --summary",
    ),
    (
        "verb = 'diversity'\ninputs = 'papers'\nby = 'source'\nmeasures = ['ttr', 'yule_k']\n",
        "diversity papers --by source --measures ttr,yule_k",
    ),
    ("verb = 'trend'\ninput = 'papers'\nquery = 'في'\nby = 'year'\n", "trend papers في --by year"),
    (
        "verb = 'variants'\ninput = 'papers'\nword = 'الى'\ndistance = 1\ntop = 5\n",
        "variants papers الى --distance 1 --top 5",
    ),
];

/// The output of a run that finds something, whatever it notes.
fn found(folder: &Folder, arguments: &[&str]) -> String {
    let ran = folder.run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
    ran.out
}

fn json(folder: &Folder, name: &str) -> Value {
    serde_json::from_str(&folder.read(name)).unwrap()
}

#[test]
fn requests_of_a_file_are_those_of_the_verbs() {
    let folder = Folder::with_papers();
    let entries = PAIRS.iter().enumerate();
    let study: String = entries
        .map(|(n, (request, _))| format!("[[request]]\n{request}output = 'run-{n}.csv'\n\n"))
        .collect();
    folder.file("study.toml", study);
    found(&folder, &["run", "study.toml", "--quiet"]);
    for (n, (_, command)) in PAIRS.iter().enumerate() {
        let single = format!("one-{n}.csv");
        let mut arguments: Vec<&str> = command.split(' ').collect();
        arguments.extend(["-o", &single]);
        found(&folder, &arguments);
        let of_run = format!("run-{n}.csv");
        assert!(folder.read(&of_run).lines().count() > 1, "{command}: nothing to compare");
        assert_eq!(folder.read(&of_run), folder.read(&single), "{command}");
        let manifests =
            [of_run, single].map(|name| json(&folder, &format!("{name}.manifest.json")));
        for field in ["command", "request", "writing", "inputs"] {
            assert_eq!(manifests[0][field], manifests[1][field], "{command}: {field}");
        }
        assert_eq!(manifests[0]["request"]["verb"], manifests[0]["command"]);
    }
}

#[test]
fn files_are_indexed_once_under_a_name() {
    let folder = Folder::with_papers();
    folder.file(
        "study.toml",
        "[corpora]\npapers = { inputs = ['minbar.jsonl', 'alufuq.jsonl'], meta = 'source' }\n\
         [[request]]\nverb = 'bundles'\ninputs = 'papers'\nn = 2\noutput = 'b.csv'\n\
         [[request]]\nverb = 'diversity'\ninputs = ['papers']\nby = 'source'\noutput = 'd.csv'\n",
    );
    found(&folder, &["run", "study.toml"]);
    let raw = ["minbar.jsonl", "alufuq.jsonl", "--meta", "source"];
    found(&folder, &[&["bundles"], &raw[..], &["-n", "2", "-o", "b1.csv"]].concat());
    found(&folder, &[&["diversity"], &raw[..], &["--by", "source", "-o", "d1.csv"]].concat());
    assert_eq!(folder.read("b.csv"), folder.read("b1.csv"));
    assert_eq!(folder.read("d.csv"), folder.read("d1.csv"));
}

#[test]
fn a_bad_file_of_requests_is_refused_by_the_name_of_the_entry_before_any_work() {
    let folder = Folder::with_papers();
    let good = "[[request]]\nverb = 'variants'\ninput = 'papers'\nword = 'في'\noutput = 'v.csv'\n";
    for (bad, says) in [
        ("verb = 'variants'\nword = 'في'\ndistnace = 1\noutput = 'w.csv'\n", "distance"),
        ("verb = 'variant'\noutput = 'w.csv'\n", "variants"),
        ("verb = 'variants'\ninput = 'papers'\nword = 'في'\n", "output"),
        ("verb = 'variants'\ninput = 'papers'\nword = 'في'\noutput = 'v.csv'\n", "two results"),
        ("verb = 'variants'\ninput = 'papers'\nword = 'في'\noutput = 'minbar.jsonl'\n", "replaced"),
        ("verb = 'variants'\ninput = 'papers'\nword = 'في'\noutput = 'w.xls'\n", ".xls"),
        ("verb = 'change'\ninput = 'papers'\nmax_q = 'often'\noutput = 'w.csv'\n", "max_q"),
        (
            "verb = 'words'\ninputs = 'papers'\ntop = nan\noutput = 'w.csv'\n",
            "top: NaN is no number",
        ),
        ("verb = 'words'\ninputs = 'papers'\nwhere = -inf\noutput = 'w.csv'\n", "where: -inf"),
    ] {
        folder.file("study.toml", format!("{good}[[request]]\n{bad}"));
        let error = folder.failed(&["run", "study.toml"]);
        assert!(error.contains(says) && error.contains("study.toml"), "{bad}{error}");
        assert!(!folder.path().join("v.csv").exists(), "{bad}");
    }
    let idle = "verb = 'trend'\ninput = 'papers'\nquery = 'في'\nstretches = 3\noutput = 't.csv'\n";
    folder.file("study.toml", format!("{good}[[request]]\n{idle}"));
    let error = folder.failed(&["run", "study.toml"]);
    assert!(error.contains("request 2 (trend, t.csv)") && error.contains("stretches"), "{error}");
    assert!(!folder.path().join("v.csv").exists());
    // What only the corpus can tell ends the run at its entry.
    let other = "verb = 'trend'\ninput = 'papers'\nquery = 'في'\nfield = 'day'\noutput = 't.csv'\n";
    folder.file("study.toml", format!("{good}[[request]]\n{other}"));
    assert!(folder.failed(&["run", "study.toml"]).contains("request 2 (trend, t.csv)"));
    assert!(folder.path().join("v.csv").exists());
}

#[test]
fn a_result_is_made_again_from_its_manifest() {
    let folder = Folder::with_papers();
    for command in [
        "collocates papers وزير --min-freq 2 --stop ar -o a.csv",
        "collocates papers وزير --min-freq 2 --reasons --excel -o a.csv",
        "tfidf papers --each source -o a.txt",
        "kwic papers في --sample 10 --seed 3 -o a.jsonl",
        "trend papers في --by month -o a.tsv",
        "network papers في --min-freq 3 -o a.svg --title اسم",
        "variants minbar.jsonl في --text-field text -o a.json",
    ] {
        let arguments: Vec<&str> = command.split(' ').collect();
        found(&folder, &arguments);
        let at = arguments.iter().position(|argument| *argument == "-o").unwrap();
        let again = found(&folder, &["reproduce", arguments[at + 1]]);
        assert!(again.contains("the same bytes"), "{command}: {again}");
    }
    found(&folder, &["trend", "papers", "في", "--by", "year", "-o", "t.csv", "--svg", "t.svg"]);
    assert!(
        found(&folder, &["reproduce", "t.svg.manifest.json"]).contains("t.svg: the same bytes")
    );
    // A result that somebody has changed is not certified, whichever of the two is named.
    let changed = folder.read("t.csv").replacen('1', "2", 1);
    folder.file("t.csv", changed);
    for name in ["t.csv", "t.csv.manifest.json"] {
        let ran = folder.run(&["reproduce", name]);
        let said = "made again it is as the manifest says";
        assert!(ran.code == 1 && ran.out.contains(said), "{name}: {}{}", ran.out, ran.err);
    }
    std::fs::remove_file(folder.path().join("t.csv")).unwrap();
    assert!(found(&folder, &["reproduce", "t.csv.manifest.json"]).contains("the same bytes"));
}

#[test]
fn what_cannot_be_made_again_says_what_differs() {
    let folder = Folder::with_papers();
    folder.file("a.txt", "قال الوزير إن الوزير عاد.");
    found(&folder, &["variants", "a.txt", "الوزير", "-o", "v.csv"]);
    folder.file("a.txt", "قال الوزير إن الوزير والوزير وَالوزير الوزير عاد.");
    let ran = folder.run(&["reproduce", "v.csv.manifest.json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.out.contains("other bytes") && ran.out.contains("a.txt is another one"),
        "{}",
        ran.out
    );
    // A list of stop words is read as well.
    folder.file("stop.txt", "في\n");
    found(&folder, &["mwe", "papers", "--stop", "stop.txt", "--min-freq", "4", "-o", "m.csv"]);
    folder.file("stop.txt", "من\n");
    let ran = folder.run(&["reproduce", "m.csv"]);
    assert!(ran.code == 1 && ran.out.contains("stop.txt is another one"), "{}", ran.out);
    // Of another version.
    let manifest = folder.read("v.csv.manifest.json");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&version), "{manifest}");
    folder.file("v.csv.manifest.json", manifest.replace(&version, "\"version\": \"0.0.1\""));
    assert!(folder.run(&["reproduce", "v.csv"]).out.contains("siyaq was 0.0.1"));
    // Without a request.
    let mut without: Value = serde_json::from_str(&manifest).unwrap();
    without.as_object_mut().unwrap().remove("request");
    folder.file("v.csv.manifest.json", without.to_string());
    assert!(folder.failed(&["reproduce", "v.csv"]).contains("no request"));
    std::fs::remove_file(folder.path().join("a.txt")).unwrap();
    folder.file("v.csv.manifest.json", manifest);
    assert!(folder.failed(&["reproduce", "v.csv"]).contains("a.txt"));
}
