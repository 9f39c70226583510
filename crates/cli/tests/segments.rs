//! Words taken apart: in running text, as a layer of a corpus, and the dictionaries that decide.

mod common;

use common::Folder;
use serde_json::Value;

#[test]
fn segments_are_rows_with_their_places() {
    let folder = Folder::empty();
    let text = "قال وللوزارة: قرارها.";
    let rows = folder.run_with(&["tokenize", "-", "--segment", "atb"], text);
    assert_eq!(rows.code, 0, "{}", rows.err);
    let expected = "doc,sentence,form,role,word,class,start,end\n\
        stdin,1,قال,stem,قال,word_ar,0,6\n\
        stdin,1,و,conjunction,وللوزارة,word_ar,7,9\n\
        stdin,1,ل,preposition,وللوزارة,word_ar,9,11\n\
        stdin,1,لوزارة,stem,وللوزارة,word_ar,11,23\n\
        stdin,1,:,,:,punct,23,24\n\
        stdin,1,قرار,stem,قرارها,word_ar,25,33\n\
        stdin,1,ها,pronoun,قرارها,word_ar,33,37\n\
        stdin,1,.,,.,punct,37,38\n";
    assert_eq!(rows.out, expected);
    let forms = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["tokenize", "-", "--format", "tsv", "--segment"];
        all.extend(arguments);
        let rows = folder.run_with(&all, text);
        assert_eq!(rows.code, 0, "{}", rows.err);
        rows.out.lines().skip(2).take(3).map(|row| row.split('\t').nth(2).unwrap().into()).collect()
    };
    assert_eq!(forms(&["atb", "--restored"]), ["و", "ل", "الوزارة"]);
    assert_eq!(forms(&["atb", "--marker", "#"]), ["و#", "ل#", "لوزارة"]);
    assert_eq!(forms(&["d1"]), ["و", "للوزارة", ":"]);
    assert_eq!(forms(&["d3", "--restored", "--profile", "standard"]), ["و", "ل", "ال"]);
}

#[test]
fn letters_are_no_clitics() {
    let folder = Folder::empty();
    let text = "قالت (أ ف ب) إن الفقرة ب لها ب62 مقعدا و17 ل «الرياض» ل«الرياض»";
    for more in [&[][..], &["--restored"]] {
        let arguments = ["tokenize", "-", "--segment", "atb", "--format", "text"];
        let out = folder.run_with(&[&arguments[..], more].concat(), text).out;
        let expected =
            "قالت ( أ ف ب ) إن الفقرة ب ل+ +ها ب+ 62 مقعدا و+ 17 ل « الرياض » ل+ « الرياض »\n";
        assert_eq!(out, expected, "{more:?}");
    }
}

#[test]
fn segmented_text_marks_its_clitics() {
    let folder = Folder::empty();
    let text = "وللوزارة قرارها، له. عما كتبوه\nبيت";
    let made = |arguments: &[&str]| {
        let mut all = vec!["tokenize", "-", "--format", "text", "--segment"];
        all.extend(arguments);
        let made = folder.run_with(&all, text);
        assert_eq!(made.code, 0, "{}", made.err);
        made.out
    };
    assert_eq!(made(&["atb"]), "و+ ل+ لوزارة قرار +ها ، ل+ +ه . ع+ ما كتبو +ه\nبيت\n");
    assert_eq!(
        made(&["d3", "--restored"]),
        "و+ ل+ ال+ وزارة قرار +ها ، ل+ +ه . عن ما كتبوا +ه\nبيت\n"
    );
    let plain = made(&["atb", "--restored", "--marker", "", "--fused", "never"]);
    assert_eq!(plain, "و ل الوزارة قرار ها ، ل ه . عما كتبوا ه\nبيت\n");
    let apart = made(&["atb", "--fused", "always"]);
    assert_eq!(apart, "و+ ل+ لوزارة قرار +ها ، ل+ +ه . ع+ ما كتبو +ه\nبيت\n");
    let lines = made(&["d1", "--sentences"]);
    assert_eq!(lines, "و+ للوزارة قرارها ، له .\nعما كتبوه\nبيت\n");
    folder.file("mine.tsv", "قرارها\tقرارها\n");
    assert!(made(&["atb", "--exceptions", "mine.tsv"]).contains(" قرارها "));
}

/// The letters of segments as they are written are those of the text, each once, and no ligature is
/// printed with the wrong segment.
#[test]
fn segments_as_written_are_the_text() {
    let folder = Folder::empty();
    let text =
        "للعاصمة وللجنة لله ا\u{FEF7}ول وا\u{FEFB}سم لل«لجنة» لما ألا لئلا وبالـ25 بـ5 كـ\u{FEFB}عب";
    for scheme in ["d1", "d2", "atb", "d3"] {
        let all = ["tokenize", "-", "--format", "text", "--segment", scheme];
        let out = folder.run_with(&all, text).out.replace(['+', ' ', '\n'], "");
        let expected = text
            .replace('\u{FEF7}', if scheme == "d3" { "لأ" } else { "\u{FEF7}" })
            .replace("ا\u{FEFB}", if scheme == "d3" { "الا" } else { "ا\u{FEFB}" })
            .replace(' ', "");
        assert_eq!(out, expected, "{scheme}");
    }
    let d3 = ["tokenize", "-", "--format", "text", "--segment", "d3"];
    assert_eq!(folder.run_with(&d3, "للعاصمة").out, "ل+ ل+ عاصمة\n");
    assert_eq!(folder.run_with(&d3, "ا\u{FEF7}ول").out, "ال+ أول\n");
}

#[test]
fn what_cannot_be_segmented_is_an_error() {
    let folder = Folder::empty();
    folder.file("a.txt", "بيت");
    folder.file("bad.tsv", "بيت\n");
    for (arguments, says) in [
        (&["--segment", "d4"][..], "d1, d2, atb, d3"),
        (&["--segment", "atb", "--fused", "often"][..], "padt, never, always"),
        (&["--segment", "atb", "--sentences"][..], "--format text"),
        (&["--segment", "atb", "--spans"][..], "--spans"),
        (&["--segment", "atb", "--exceptions", "none.tsv"][..], "none.tsv"),
        (&["--segment", "atb", "--exceptions", "bad.tsv"][..], "line 1"),
        (&["--segment", "atb", "--dictionary", "a.txt"][..], "not a segmentation dictionary"),
        (&["--restored"][..], "--segment"),
    ] {
        let mut all = vec!["tokenize", "a.txt"];
        all.extend(arguments);
        let failed = folder.failed(&all);
        assert!(failed.contains(says), "{arguments:?}: {failed}");
    }
}

#[test]
fn every_verb_takes_the_layer_of_segments() {
    let folder = Folder::with_papers();
    let listed = folder.found(&["layers", "papers", "--add", "segments"]);
    assert!(listed.contains("segments\t") && listed.contains("scheme atb, fused words padt"));
    assert!(folder.found(&["verify", "papers"]).starts_with("ok: "));
    let info = folder.found(&["info", "papers"]);
    assert!(info.contains("credits     words taken apart by the dictionary that ships"), "{info}");
    let json: Value =
        serde_json::from_str(&folder.found(&["info", "papers", "--format", "json"])).unwrap();
    let layer = json["layers"].as_array().unwrap().last().unwrap();
    assert_eq!((&layer["name"], &layer["options"]["scheme"]), (&"segments".into(), &"atb".into()));

    let words = folder.found(&["words", "papers", "--layer", "segments", "--top", "5"]);
    assert!(words.lines().nth(1).unwrap().starts_with("و+,"), "{words}");
    let bigrams = ["ngrams", "papers", "-n", "2", "--layer", "segments", "--top", "50"];
    assert!(folder.found(&bigrams).contains("\n+ه و+,2,"));
    // A phrase inside a word is found, shown as it is written, and counted as the n-gram is.
    let lines = folder.found(&["kwic", "papers", "ل+ الأندية", "--layer", "segments"]);
    assert!(lines.starts_with("doc,position,before,match,after,word\n"), "{lines}");
    assert!(lines.lines().skip(1).all(|line| line.contains(",للأندية,")), "{lines}");
    // Positions are those of the words as written, and the piece comes with its word.
    let pieces = folder.found(&["kwic", "papers", "الأندية", "--layer", "segments"]);
    let cells = |text: &str, cell: usize| -> Vec<String> {
        let rows = text.lines().skip(1).map(|row| row.split(',').nth(cell).unwrap().to_owned());
        rows.collect()
    };
    let positions = cells(&pieces, 1);
    assert!(cells(&lines, 1).iter().all(|position| positions.contains(position)));
    assert!(pieces.lines().any(|line| line.ends_with(",للأندية")), "{pieces}");
    let all = folder.found(&["kwic", "papers", "ل الأندية", "--layer", "segments"]);
    assert_eq!(all, lines);
    let whole = folder.found(&["kwic", "papers", "للأندية", "--layer", "segments"]);
    assert_eq!(whole, lines);
    let counted = folder.found(&["ngrams", "papers", "-n", "2", "--layer", "segments"]);
    let row = counted.lines().find(|row| row.starts_with("ل+ الأندية,")).unwrap();
    let freq: usize = row.split(',').nth(2).unwrap().parse().unwrap();
    assert_eq!(freq, lines.lines().count() - 1);

    let around = ["collocates", "papers", "الأندية", "--layer", "segments", "--window", "1:0"];
    let rows = folder.found(&[&around[..], &["--min-freq", "1"]].concat());
    let row = rows.lines().find(|row| row.starts_with("ل+,")).unwrap();
    assert_eq!(row.split(',').nth(1).unwrap().parse::<usize>().unwrap(), freq);
    let stopped = folder.found(&[&around[..], &["--min-freq", "1", "--stop", "ar"]].concat());
    assert!(!stopped.contains("\nل+,"), "{stopped}");
    for verb in [
        &["collocations", "papers", "--layer", "segments"][..],
        &["keywords", "papers", "--reference", "papers", "--layer", "segments"],
        &["dispersion", "papers", "ل الأندية", "--layer", "segments"],
        &["trend", "papers", "ل الأندية", "--layer", "segments"],
        &["kwic", "papers", "و", "--layer", "segments", "--sort", "match"],
        &["kwic", "papers", "و", "--layer", "segments", "--group-by", "after:1"],
    ] {
        let ran = folder.run(verb);
        assert!(ran.code < 2, "{verb:?}: {}", ran.err);
    }
}

#[test]
fn raw_files_have_every_layer_for_the_asking() {
    let folder = Folder::with_papers();
    let layers = ["light10", "snowball", "stem", "segments", "clean"];
    let both = ["minbar.jsonl", "-q", "--layers"];
    folder.found(&[&["index", "-o", "all"][..], &both, &[&layers.join(",")]].concat());
    for layer in layers {
        for verb in [
            &["words", "--top", "200"][..],
            &["ngrams", "-n", "2", "--top", "200"],
            &["collocations", "--window", "0:1"],
        ] {
            let of = |input| folder.found(&[verb, &[input, "--layer", layer]].concat());
            assert_eq!(of("minbar.jsonl"), of("all"), "{layer} {verb:?}");
        }
        let lines = |input| folder.found(&["kwic", input, "الوزير", "--layer", layer]);
        assert_eq!(lines("minbar.jsonl"), lines("all"), "{layer}");
    }
    let [first, second] = ["minbar.jsonl", "alufuq.jsonl"];
    let keys = ["keywords", first, "--reference", second, "--layer", "stem", "--quiet"];
    assert_eq!(folder.run(&keys).code, 0);
    let unknown = folder.failed(&["words", first, "--layer", "lemma"]);
    assert!(unknown.contains("\"lemma\"") && unknown.contains("segments"), "{unknown}");
    let missing = folder.failed(&["words", "papers", "--layer", "stem"]);
    assert!(missing.contains("siyaq layers papers --add stem"), "{missing}");
    assert!(!folder.failed(&["words", "papers", "--layer", "lemma"]).contains("--add"));
}

#[test]
fn a_corpus_is_indexed_with_segments_at_once() {
    let folder = Folder::with_papers();
    let index = |name: &str, more: &[&str]| {
        let all = [&["index", "minbar.jsonl", "-o", name, "--quiet"][..], more].concat();
        let ran = folder.run(&all);
        assert_eq!(ran.code, 0, "{}", ran.err);
    };
    folder.file("mine.tsv", "الحكومة\tالحكو+مة\n");
    let how = ["--scheme", "d2", "--fused", "always", "--exceptions", "mine.tsv"];
    let with = [&["--layers", "standard,stem,segments"][..], &how].concat();
    index("whole", &with);
    index("added", &["--layers", "standard"]);
    folder.found(&[&["layers", "added", "--add", "stem,segments"][..], &how].concat());
    let json = |name: &str| folder.found(&["info", name, "--format", "json"]);
    assert_eq!(json("whole"), json("added"));
    assert!(json("whole").contains("\"exceptions\""));
    assert!(folder.failed(&["layers", "added", "--add", "segments"]).contains("segments"));
}

/// A treebank in which بيت takes a ب, and a list that knows no other words.
const TREEBANK: &str = "# text = ببيت كبير\n1-2\tببيت\t_\t_\t_\t_\t_\t_\t_\t_\n1\tب\t_\t_\t_\t_\t_\t_\t_\t_\n2\tبيت\t_\t_\t_\t_\t_\t_\t_\t_\n3\tكبير\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

#[test]
fn dictionaries_are_trained_and_used() {
    let folder = Folder::with_papers();
    folder.file("mine.conllu", TREEBANK);
    folder.file("freq.csv", "form,freq\nبيت,900\nببيت,30\nكبير,500\n");
    folder.file("mine.txt", "A treebank of my own, CC0.\n");
    let train =
        ["lexicon", "train", "--treebank", "mine.conllu", "--frequencies", "freq.csv", "--quiet"];
    let trained = folder.run(&[&train[..6], &["--sources", "mine.txt", "-o", "a.bin"]].concat());
    assert!(trained.out.contains("3 types"), "{}", trained.out);
    folder.found(&[&train[..], &["--sources", "mine.txt", "-o", "b.bin"]].concat());
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("a.bin") == bytes("b.bin"));
    let manifest: Value = serde_json::from_str(&folder.read("a.bin.manifest.json")).unwrap();
    assert_eq!(manifest["inputs"][0]["path"], "mine.conllu");
    let shown = folder.found(&["info", "--dictionary", "a.bin"]);
    assert!(shown.contains("\n\nA treebank of my own, CC0.\n"), "{shown}");
    assert!(folder.found(&["info", "--dictionary"]).contains("UD_Arabic-PUD"));
    let text = ["tokenize", "-", "--segment", "atb", "--format", "text", "--dictionary", "a.bin"];
    assert_eq!(folder.run_with(&text, "ببيت").out, "ب+ بيت\n");

    // A corpus says how often words occur; without --sources the files are named.
    let corpus = ["lexicon", "train", "--treebank", "mine.conllu", "--frequencies", "papers", "-q"];
    folder.found(&[&corpus[..], &["-o", "c.bin"]].concat());
    let shown: Value =
        serde_json::from_str(&folder.found(&["info", "--dictionary", "c.bin", "--format", "json"]))
            .unwrap();
    assert!(shown["types"].as_u64().unwrap() > 1000);
    assert!(shown["sources"].as_str().unwrap().contains("mine.conllu"));
    folder.found(&["layers", "papers", "--add", "stem", "--dictionary", "c.bin"]);
    assert!(folder.found(&["info", "papers"]).contains("a dictionary of your own"));

    assert!(folder.failed(&["lexicon", "train", "-o", "d.bin"]).contains("learn"));
    let missing = ["lexicon", "train", "--treebank", "none.conllu", "-o", "d.bin"];
    assert!(folder.failed(&missing).contains("none.conllu"));
    assert!(!folder.path().join("d.bin").exists());
    assert!(folder.failed(&["info", "--dictionary", "mine.txt"]).contains("dictionary"));
    assert!(folder.failed(&["info"]).contains("CORPUS"));
}

#[test]
fn tables_of_the_buckwalter_analyser_are_evidence_and_named() {
    let folder = Folder::empty();
    folder.file("mine.conllu", TREEBANK);
    let tables = [
        ("dictPrefixes", "\t\tNone\t\nb\tbi\tBi\twith <pos>bi/PREP+</pos>\n"),
        ("dictStems", ";; a\nbyt\tbayt\tNoun\thouse\nkbyr\tkabiyr\tNoun\tbig\n"),
        ("dictSuffixes", "\t\tEnd\t\n"),
        ("tableAB", "None Noun\nBi Noun\n"),
        ("tableAC", "None End\nBi End\n"),
        ("tableBC", "Noun End\n"),
    ];
    std::fs::create_dir(folder.path().join("bama")).unwrap();
    for (name, text) in tables {
        folder.file(&format!("bama/{name}"), text);
    }
    let train = ["lexicon", "train", "--treebank", "mine.conllu", "--buckwalter-tables", "bama"];
    folder.found(&[&train[..], &["-o", "a.bin", "-q"]].concat());
    let shown = folder.found(&["info", "--dictionary", "a.bin"]);
    assert!(shown.contains("mine.conllu, of which authors"), "{shown}");
    assert!(shown.contains("Buckwalter Arabic Morphological Analyzer 1.0"), "{shown}");
    assert!(shown.contains("GNU General Public License, version 2"), "{shown}");
    let manifest: Value = serde_json::from_str(&folder.read("a.bin.manifest.json")).unwrap();
    let inputs = manifest["inputs"].as_array().unwrap();
    let named: Vec<&str> = inputs.iter().filter_map(|input| input["path"].as_str()).collect();
    assert_eq!(named.len(), 7, "{named:?}");
    assert!(named.iter().any(|path| path.ends_with("dictStems")), "{named:?}");
    assert!(inputs.iter().all(|input| input["blake3"].is_string()), "{inputs:?}");

    folder.file("bama/tableAC", "None End\nBi\n");
    let error = folder.failed(&[&train[..], &["-o", "b.bin"]].concat());
    assert!(error.contains("tableAC: line 2: 1 words"), "{error}");
    std::fs::remove_file(folder.path().join("bama/dictStems")).unwrap();
    let error = folder.failed(&[&train[..], &["-o", "b.bin"]].concat());
    assert!(error.contains("bama has no file dictStems"), "{error}");
    assert!(!folder.path().join("b.bin").exists());
}

#[test]
fn variants_are_the_spellings_of_a_word() {
    let folder = Folder::empty();
    folder.file("a.txt", "إلى الى إلي إلى ألى على");
    folder.file("b.txt", "إلى البيت الى علي");
    let index = folder.run(&["index", "a.txt", "b.txt", "-o", "c", "--layers", "standard,stem"]);
    assert_eq!(index.code, 0, "{}", index.err);
    let rows = folder.found(&["variants", "c", "الي"]);
    let expected = "form,usual,distance,freq,per_million,doc_freq,key\n\
        إلى,إلى,0,3,300000.0,2,الي\n\
        الى,إلى,0,2,200000.0,2,الي\n\
        ألى,إلى,0,1,100000.0,1,الي\n\
        إلي,إلى,0,1,100000.0,1,الي\n";
    assert_eq!(rows, expected);
    let near = folder.found(&["variants", "c", "الى", "--distance", "1"]);
    let rows: Vec<&str> = near.lines().skip(5).collect();
    assert_eq!(rows, ["على,على,1,1,100000.0,1,علي", "علي,على,1,1,100000.0,1,علي"]);
    let stems = folder.found(&["variants", "c", "بيت", "--layer", "stem"]);
    assert!(stems.contains("\nالبيت,بيت,0,1,"), "{stems}");
    assert_eq!(folder.found(&["variants", "c", "البيت", "--layer", "stem"]), stems);
    assert_eq!(folder.run(&["variants", "c", "غريب"]).code, 1);
    assert!(folder.failed(&["variants", "c", "كلمة أخرى"]).contains("not one word"));
    assert!(folder.failed(&["variants", "c", "إلى", "--layer", "lemma"]).contains("standard"));
    assert_eq!(folder.run(&["variants", "c", "إلى", "--distance", "9"]).code, 2);
}

#[test]
fn variants_of_stems_and_segments_are_those_of_a_word() {
    let folder = Folder::empty();
    folder.file("a.txt", "الكتاب الكتاب كتاب كتب وللحكومة للحكومة الحكومة هل كتابهم ه\n");
    let forms = |arguments: &[&str]| -> Vec<String> {
        let found = folder.found(&[&["variants", "a.txt"][..], arguments].concat());
        found
            .lines()
            .skip(1)
            .map(|row| row.split(',').take(3).collect::<Vec<_>>().join(" "))
            .collect()
    };
    // A word stands for its own stem, and what is near is near that.
    let stems = ["الكتاب كتاب 0", "كتاب كتاب 0", "كتابهم كتاب 0"];
    assert_eq!(forms(&["الكتاب", "--layer", "stem"]), stems);
    let near = forms(&["الكتاب", "--layer", "stem", "--distance", "1"]);
    assert_eq!(near, [&stems[..], &["كتب كتب 1"]].concat());
    assert_eq!(forms(&["AlktAb", "--translit", "buckwalter", "--layer", "stem"]), stems);
    assert_eq!(forms(&["ل", "--layer", "segments"]), ["للحكومة ل+ 0", "وللحكومة ل+ 0"]);
    let several = folder.failed(&["variants", "a.txt", "للحكومة", "--layer", "segments"]);
    assert!(several.contains("ل+ الحكومة"), "{several}");
    let nothing = folder.run(&["variants", "a.txt", "الحكومه"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.err.contains("nearby forms: الحكومة"), "{}", nothing.err);
}

#[test]
fn every_verb_takes_words_in_latin_letters() {
    let folder = Folder::with_papers();
    for (verb, arabic, latin) in [
        (&["kwic"][..], "وزير", "wzyr"),
        (&["collocates"], "وزير", "wzyr"),
        (&["dispersion"], "وزير", "wzyr"),
        (&["trend", "--with", "wzyr"], "الصحة", "AlSHp"),
        (&["compare-collocates", "--reference-where", "source=minbar"], "وزير", "wzyr"),
        (&["network"], "وزير", "wzyr"),
        (&["neighbours", "--min-freq", "5"], "وزير", "wzyr"),
        (&["variants", "--distance", "1"], "وزير", "wzyr"),
        (&["lexicon", "search", "--fuzzy", "1"], "وزير", "wzyr"),
        (&["lexicon", "search"], "آخر*", "|xr*"),
    ] {
        let (named, options) = verb.split_at(if verb[0] == "lexicon" { 2 } else { 1 });
        let both = |word: &str, more: &[&str]| {
            let options: Vec<&str> = options
                .iter()
                .map(|option| if more.is_empty() && *option == "wzyr" { "وزير" } else { option })
                .collect();
            let ran = folder.run(&[named, &["papers", word], &options, more].concat());
            assert!(ran.code < 2, "{verb:?}: {}", ran.err);
            ran.out
        };
        let written = both(arabic, &[]);
        assert!(written.lines().count() > 1, "{verb:?}: {written}");
        assert_eq!(both(latin, &["--translit", "buckwalter"]), written, "{verb:?}");
    }
    let regex = ["lexicon", "search", "papers", "w.*", "--regex", "--translit", "buckwalter"];
    assert!(folder.failed(&regex).contains("--regex"));
}

#[test]
fn text_goes_to_latin_letters_and_back() {
    let folder = Folder::empty();
    let text = "وزير الشؤون الإسلامية\nذهب إلى المكتبة\n";
    let run = |arguments: &[&str], text: &str| {
        let all = [&["normalize", "-"][..], arguments].concat();
        let ran = folder.run_with(&all, text);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    };
    let latin = run(&["--translit", "buckwalter"], text);
    assert_eq!(latin, "wzyr Al$&wn Al<slAmyp\n*hb <lY Almktbp\n");
    assert_eq!(run(&["--from-translit", "buckwalter"], &latin), text);
    let folded = ["--from-translit", "buckwalter", "--profile", "standard"];
    assert_eq!(run(&folded, "<lY\n"), "الي\n");
    assert_eq!(run(&["--translit", "din31635"], "مُحَمَّدٌ\n"), "muḥammadun\n");
    for (arguments, says) in [
        (["--from-translit", "din31635"], "for reading only"),
        (["--translit", "arabizi"], "arabizi"),
    ] {
        let all = [&["normalize", "-"][..], &arguments].concat();
        assert!(folder.failed(&all).contains(says));
    }
}

#[test]
fn trends_take_dates_from_texts() {
    let folder = Folder::empty();
    let lines = concat!(
        "{\"id\": \"1\", \"date\": \"2015-03-01\", \"text\": \"وزير. في 25 يناير 2011 قال\"}\n",
        "{\"id\": \"2\", \"text\": \"الرباط، عام 2010. في 25 يناير 2011 قال وزير\"}\n",
        "{\"id\": \"3\", \"text\": \"الخميس 14 شوال 1436هـ وزير وزير\"}\n",
        "{\"id\": \"4\", \"text\": \"وزير بلا تاريخ\"}\n",
    );
    folder.file("news.jsonl", lines);
    let rows = |arguments: &[&str]| -> Vec<String> {
        let all = ["trend", "news.jsonl", "وزير", "--meta", "date:date", "-q", "--by"];
        let found = folder.found(&[&all[..], arguments].concat());
        let cells = found.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
        cells.filter(|cells| cells[2] != "0").map(|cells| [cells[0], cells[2]].join(" ")).collect()
    };
    assert_eq!(rows(&["month"]), ["2015-03 1"]);
    assert_eq!(rows(&["month", "--date-from", "text"]), ["2011-01 2", "2015-07 2"]);
    assert_eq!(rows(&["month", "--date-from", "either"]), ["2011-01 1", "2015-03 1", "2015-07 2"]);
    let later = ["month", "--date-from", "text", "--years", "2012..2020"];
    assert_eq!(rows(&later), ["2015-07 2"]);
    // The year alone is exact enough for years.
    assert_eq!(rows(&["year", "--date-from", "text"]), ["2010 1", "2011 1", "2015 2"]);
    let all = ["trend", "news.jsonl", "وزير", "--date-from", "text", "--field", "date"];
    assert!(folder.failed(&all).contains("--field"));
    let all = ["trend", "news.jsonl", "وزير", "--date-from", "text", "--years", "2020..2010"];
    assert!(folder.failed(&all).contains("2010..2016"));
    let told = folder.run(&["trend", "news.jsonl", "وزير", "--date-from", "text"]).err;
    assert!(told.contains("1 documents with 1 hits have no month of the text"), "{told}");
}
