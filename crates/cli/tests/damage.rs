//! Damage is told and never read as text or answered from.

mod common;

use common::{Folder, command};
use std::fs;
use std::io::Read;
use std::process::Stdio;

#[test]
fn a_damaged_corpus_is_never_read_as_text() {
    let folder = Folder::with_papers();
    let manifest = folder.read("papers/manifest.json");
    let verbs: [&[&str]; 4] = [
        &["words", "papers"],
        &["kwic", "papers", "في"],
        &["tokenize", "papers"],
        &["normalize", "papers"],
    ];
    let damaged = [
        Some(manifest.replace("siyaq-corpus", "siyaq-corpuz")),
        Some(manifest.replace("\"format\"", "\"farmat\"")),
        Some(manifest.replacen('{', "", 1)),
        Some(String::new()),
        None,
    ];
    for bytes in damaged {
        match &bytes {
            Some(bytes) => drop(folder.file("papers/manifest.json", bytes)),
            None => fs::remove_file(folder.path().join("papers/manifest.json")).unwrap(),
        }
        for verb in verbs {
            let failed = folder.failed(verb);
            assert!(failed.contains("corpus"), "{verb:?}: {failed}");
        }
    }
    // Without half of its files too.
    for name in ["tokens.col", "postings.col", "spaces.bits"] {
        fs::remove_file(folder.path().join("papers").join(name)).unwrap();
        assert!(folder.failed(&["words", "papers"]).contains("corpus"), "{name}");
    }
}

#[test]
fn a_corpus_among_the_inputs_is_refused() {
    let folder = Folder::with_papers();
    fs::create_dir(folder.path().join("all")).unwrap();
    folder.file("all/a.txt", "كتاب");
    fs::rename(folder.path().join("papers"), folder.path().join("all/papers")).unwrap();
    let all: [&[&str]; 8] = [
        &["words", "all"],
        &["words", "all/*"],
        &["words", "all/papers/*"],
        &["words", "all/papers/documents.arrow"],
        &["words", "all/a.txt", "all/papers"],
        &["index", "all", "-o", "new"],
        &["tokenize", "all"],
        &["normalize", "all/papers/tokens.col"],
    ];
    for arguments in all {
        let failed = folder.failed(arguments);
        assert!(failed.contains("papers is a corpus"), "{arguments:?}: {failed}");
    }
    // What lies beside the files of a corpus is text like any other.
    folder.file("all/papers/notes.txt", "كتاب");
    assert!(folder.found(&["words", "all/papers/notes.txt"]).contains("كتاب,1"));
}

#[test]
fn verify_compares_the_manifest_with_the_columns() {
    let folder = Folder::with_papers();
    folder.found(&["layers", "papers", "--add", "segments"]);
    folder.found(&["verify", "papers"]);
    let manifest: serde_json::Value =
        serde_json::from_str(&folder.read("papers/manifest.json")).unwrap();
    let numbers = ["documents", "paragraphs", "items", "sentences", "tokens"]
        .map(|name| format!("/counts/{name}"));
    let layers = ["/layers/0/forms", "/layers/1/forms", "/layers/4/forms", "/layers/4/tokens"];
    let classes: Vec<String> = manifest["counts"]["tokens_by_class"]
        .as_object()
        .unwrap()
        .keys()
        .map(|name| format!("/counts/tokens_by_class/{name}"))
        .collect();
    let places = numbers.into_iter().chain(layers.map(str::to_owned)).chain(classes);
    let mut seen = 0;
    for place in places {
        let mut changed = manifest.clone();
        let number = changed.pointer_mut(&place).unwrap();
        *number = (number.as_u64().unwrap() + 1).into();
        folder.file("papers/manifest.json", checked(&changed));
        let failed = folder.failed(&["verify", "papers"]);
        assert!(failed.contains("manifest.json"), "{place}: {failed}");
        seen += 1;
    }
    assert!(seen > 11);
}

/// A manifest with the checksum that its bytes have: what a damaged disk does not write.
fn checked(manifest: &serde_json::Value) -> String {
    let mut content = manifest.clone();
    content.as_object_mut().expect("an object").remove("check");
    let text = serde_json::to_string_pretty(&content).expect("JSON");
    let text = text.strip_suffix("\n}").expect("its end");
    format!("{text},\n  \"check\": \"{}\"\n}}", blake3::hash(text.as_bytes()).to_hex())
}

/// A page that is damaged ends whatever reads it; what does not read it answers as before.
#[test]
fn a_damaged_page_ends_what_reads_it() {
    let folder = Folder::with_papers();
    let verbs: [&[&str]; 6] = [
        &["words", "papers", "--format", "csv"],
        &["ngrams", "papers", "-n", "2", "--format", "csv"],
        &["kwic", "papers", "في", "--format", "csv"],
        &["kwic", "papers", "ال*", "--format", "csv"],
        &["collocates", "papers", "في", "--format", "csv"],
        &["words", "papers", "--layer", "word", "--format", "csv"],
    ];
    let sound = verbs.map(|verb| folder.found(verb));
    let mut ended = 0;
    for name in [
        "tokens.col",
        "spaces.bits",
        "postings.col",
        "postings.starts",
        "sentences.starts",
        "documents.starts",
        "word.lexicon",
        "standard.lexicon",
        "standard.map",
        "standard.words",
        "standard.classes",
        "documents.arrow",
    ] {
        let path = folder.path().join("papers").join(name);
        let good = fs::read(&path).unwrap();
        let mut bad = good.clone();
        bad[good.len() / 3] ^= 0x04;
        fs::write(&path, bad).unwrap();
        for (verb, sound) in verbs.iter().zip(&sound) {
            let ran = folder.run(verb);
            if ran.code == 2 {
                assert!(ran.err.contains(name) && ran.err.contains("damaged"), "{}", ran.err);
                assert!(sound.starts_with(&ran.out), "{name}: {verb:?}");
                ended += 1;
            } else {
                assert_eq!(&ran.out, sound, "{name}: {verb:?}");
            }
        }
        assert!(folder.failed(&["verify", "papers"]).contains(name));
        fs::write(&path, good).unwrap();
    }
    assert!(ended > 20, "{ended}");
}

#[test]
fn single_files_are_verified_and_a_damaged_dictionary_gives_no_answers() {
    let folder = Folder::with_papers();
    folder.found(&["lexicon", "build", "papers", "-o", "papers.lex"]);
    folder.found(&["words", "papers", "-o", "words.csv", "-q"]);
    assert!(folder.found(&["verify", "papers.lex"]).starts_with("ok: a dictionary"));
    assert!(folder.found(&["verify", "words.csv"]).starts_with("ok: a result"));
    assert!(folder.failed(&["verify", "minbar.jsonl"]).contains("no corpus, no dictionary"));
    let good = fs::read(folder.path().join("papers.lex")).unwrap();
    let step = good.len() / 40;
    for place in (0..good.len()).step_by(step) {
        let mut bad = good.clone();
        bad[place] ^= 0x10;
        folder.file("papers.lex", &bad);
        for arguments in [
            &["verify", "papers.lex"][..],
            &["lexicon", "search", "papers.lex", "ال*"],
            &["lexicon", "search", "papers.lex", "وزير", "--fuzzy", "1"],
        ] {
            let ran = folder.run(arguments);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?} at {place}");
        }
    }
    let csv = folder.read("words.csv");
    folder.file("words.csv", csv.replacen(',', ";", 1));
    assert!(folder.failed(&["verify", "words.csv"]).contains("words.csv.manifest.json"));
}

/// A verb that is in the midst of writing its result when a file of the corpus is cut.
#[cfg(unix)]
#[test]
fn a_corpus_that_is_cut_under_a_reader_ends_it_with_an_error() {
    let folder = Folder::empty();
    let line = "كلمة من النص الطويل الذي يقرأ قليلا قليلا. ";
    folder.file("long.txt", line.repeat(60_000));
    folder.found(&["index", "long.txt", "-o", "long", "-q"]);
    let mut child = command(folder.path(), &["kwic", "long", "كلمة", "--format", "jsonl"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 100]).unwrap();
    // It waits for somebody to read on.
    let tokens =
        fs::File::options().write(true).open(folder.path().join("long/tokens.col")).unwrap();
    tokens.set_len(0).unwrap();
    let mut rest = Vec::new();
    out.read_to_end(&mut rest).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cut short") && said.contains("verify"), "{said}");
}

/// Little memory: an error, and no signal.
#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_is_an_error() {
    let folder = Folder::empty();
    let text: String = (0..400_000).map(|number| format!("كلمة{number} ")).collect();
    folder.file("many.txt", text);
    let siyaq = env!("CARGO_BIN_EXE_siyaq");
    let mut failures = 0;
    for kilobytes in [60_000, 80_000, 100_000, 120_000] {
        let line = format!(
            "ulimit -v {kilobytes}; exec {siyaq} index many.txt -o out -q --force --threads 1"
        );
        let output = std::process::Command::new("sh")
            .args(["-c", &line])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert!(code == Some(0) || code == Some(2), "{kilobytes}: {code:?} {said}");
        if code == Some(2) {
            assert!(said.contains("memory"), "{said}");
            failures += 1;
        }
    }
    assert!(failures > 0, "there was always enough memory");
}
