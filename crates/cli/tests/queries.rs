//! Queries on the command line: cut as texts are, explained, and never silently nothing.

mod common;

use common::Folder;

/// The matches of `kwic` in a text on standard input.
fn matches(folder: &Folder, text: &str, arguments: &[&str]) -> Vec<String> {
    let written = ["--input-format", "text", "--format", "jsonl"];
    let out = folder.of_text(text, &[&["kwic", "-"], arguments, &written]);
    let field = |line: &str| {
        let (_, rest) = line.split_once("\"match\":\"").unwrap_or_default();
        rest.split_once("\",\"after\"").unwrap_or_default().0.to_owned()
    };
    out.lines().map(field).collect()
}

#[test]
fn a_query_is_written_as_the_text_has_it() {
    let folder = Folder::empty();
    for (text, query) in [
        ("فيروس كوفيد-19 انتشر", "كوفيد-19"),
        ("العلاقات السعودية-الإيرانية", "السعودية-الإيرانية"),
        ("قال الوزير، إن السعر", "الوزير، إن"),
        ("زاد 5% اليوم", "5%"),
        ("الساعة 10:30 صباحا", "10:30"),
        ("قال لـ50 دولة", "لـ50"),
        ("قالت الـBBC أمس", "الـBBC"),
        ("بلغت -5 درجات", "-5"),
        // Signs of the query language, which mean themselves where nothing else is found.
        ("قال (نعم) ثم ذهب", "نعم) ثم"),
        ("هل ذهبت? نعم", "ذهبت?"),
        ("سعره 2*3 دنانير", "2*3"),
    ] {
        assert_eq!(matches(&folder, text, &[query]), [query], "{query}");
    }
    let nfd = "\u{627}\u{654}حمد";
    assert_eq!(matches(&folder, "أحمد كتاب", &[nfd, "--layer", "word"]), ["أحمد"]);
}

#[test]
fn nothing_is_never_all_that_is_said() {
    let folder = Folder::with_papers();
    for (arguments, parts) in [
        (&["kwic", "papers", "\"وزير الصحة\""][..], &["quotation marks", "write وزير الصحة"][..]),
        (&["kwic", "papers", "[word=\"وزير\"]"], &["CQL is not read"]),
        (&["collocates", "papers", "lemma:وزير"], &["lemma", "choose the layer stem"]),
        (&["dispersion", "papers", "وزير OR رئيس"], &["OR is looked for as a word", "a|b"]),
        (&["trend", "papers", "زززز."], &["write زززز", "not found on layer standard"]),
        (&["kwic", "papers", "يناير|جانفي زززز"], &["(يناير|جانفي) زززز", "no form fits زززز"]),
        (&["kwic", "papers", "الحرارة في الحرارة"], &["its 3 words occur, but never in this row"]),
        (
            &["kwic", "papers", "المطـر", "--layer", "word"],
            &["on layer standard it is found, hits: "],
        ),
        (&["kwic", "papers", "الحرارة", "--classes", "num"], &[]),
        (&["kwic", "papers", "زززز", "--where", "source=minbar"], &["not found"]),
    ] {
        let ran = folder.run(arguments);
        for part in parts {
            assert!(ran.err.contains(part), "{arguments:?} misses {part:?}:\n{}", ran.err);
        }
    }
    let ran = folder.run(&[
        "keywords",
        "papers",
        "--where",
        "source=minbar",
        "--reference",
        "rest",
        "--query",
        "يناير|فبراير القادم",
    ]);
    assert!(ran.err.contains("| binds tighter"), "{}", ran.err);
}

#[test]
fn nearby_forms_are_other_forms() {
    let folder = Folder::empty();
    folder.file("a.jsonl", "{\"id\":\"1\",\"text\":\"كتاب كتب\",\"s\":\"a\"}\n{\"id\":\"2\",\"text\":\"قلم\",\"s\":\"b\"}\n");
    let ran = folder.run(&["kwic", "a.jsonl", "كتاب", "--meta", "s", "--where", "s=b"]);
    assert_eq!(ran.code, 1);
    assert!(!ran.err.contains("nearby forms"), "{}", ran.err);
    assert!(ran.err.contains("its frequency in the corpus is 1, but"), "{}", ran.err);
    let ran = folder.run(&["kwic", "a.jsonl", "كتابب"]);
    assert!(ran.err.contains("nearby forms: كتاب\n"), "{}", ran.err);
    // As they are written, not as they are folded.
    let ran = folder.run_with(&["kwic", "-", "إعلام"], "صدر إعلان وإعلان. إعلان");
    assert!(ran.err.contains("nearby forms: إعلان\n"), "{}", ran.err);
}

#[test]
fn explain_echoes_how_a_query_was_read() {
    let folder = Folder::empty();
    let text = "في كانون الثاني وفي جانفي الثاني";
    for quiet in [&[][..], &["-q"]] {
        let mut arguments = vec!["kwic", "-", "يناير|جانفي|كانون الثاني", "--explain"];
        arguments.extend(quiet);
        let ran = folder.run_with(&arguments, text);
        assert_eq!(ran.code, 0);
        assert!(ran.err.contains("جانفي or كانون or يناير: 2 forms"), "{}", ran.err);
        assert!(ran.err.contains("2  الثاني: الثاني (2)"), "{}", ran.err);
        assert_eq!(ran.err.contains("| binds tighter than a space"), quiet.is_empty());
    }
}

#[test]
fn groups_end_where_phrases_end() {
    let folder = Folder::empty();
    let text = "قال الوزير كلمة. وصل الوزير. غادر الوزير المدينة، ثم عاد الوزير، واستقر";
    let group = |arguments: &[&str]| -> String {
        let mut all = vec!["kwic", "-", "الوزير", "--group-by", "after:1"];
        all.extend(arguments);
        folder.run_with(&all, text).out
    };
    let header = "after:1,freq,doc_freq,key\n";
    let usual = group(&[]);
    assert_eq!(
        usual,
        format!("{header}المدينة,1,1,المدينة\nكلمة,1,1,كلمة\nواستقر,1,1,واستقر\n∅,1,1,∅\n")
    );
    let across = group(&["--across", "sentence"]);
    assert_eq!(
        across,
        format!("{header}المدينة,1,1,المدينة\nغادر,1,1,غادر\nكلمة,1,1,كلمة\nواستقر,1,1,واستقر\n")
    );
    let broken = group(&["--punctuation", "break"]);
    assert_eq!(broken, format!("{header}∅,2,1,∅\nالمدينة,1,1,المدينة\nكلمة,1,1,كلمة\n"));
    // As many as the phrase has hits, whatever the scope is.
    for scope in [&[][..], &["--punctuation", "break"], &["--across", "sentence"]] {
        for next in ["المدينة", "واستقر", "غادر"] {
            let mut all = vec!["kwic", "-", "الوزير", next];
            all.extend(scope);
            let hits = folder.run_with(&all, text).out.lines().count() - 1;
            let groups = group(scope);
            let counted = groups.lines().filter(|line| line.starts_with(next)).count();
            assert_eq!(counted, hits, "{next} {scope:?}");
        }
    }
    let sorted = |arguments: &[&str]| -> String {
        let mut all = vec!["kwic", "-", "الوزير", "--sort", "after:1", "--context", "0"];
        all.extend(arguments);
        let out = folder.run_with(&all, text).out;
        out.lines().skip(1).filter_map(|line| line.split(',').nth(1).map(str::to_owned)).collect()
    };
    // Where nothing follows in the sentence comes first.
    assert_eq!(sorted(&[]), "58113");
}

#[test]
fn a_position_is_that_in_the_document() {
    let folder = Folder::empty();
    folder.file(
        "a.jsonl",
        "{\"id\":\"1\",\"text\":\"قال نعم\"}\n{\"id\":\"2\",\"text\":\"ثم قال\"}\n",
    );
    let out = folder.found(&["kwic", "a.jsonl", "قال", "--context", "0"]);
    assert_eq!(out, "doc,position,before,match,after\n1,0,\"\",قال,\"\"\n2,1,\"\",قال,\"\"\n");
}

#[test]
fn the_nearest_name_is_proposed() {
    let folder = Folder::with_papers();
    for (arguments, near) in [
        (&["collocates", "papers", "وزير", "--measures", "logdice"][..], "did you mean log_dice?"),
        (&["collocates", "papers", "وزير", "--measures", "mi,loglikelihood"], "log_likelihood"),
        (&["collocates", "papers", "وزير", "--sort", "t-score"], "t_score"),
        (&["collocates", "papers", "وزير", "--correction", "bonferoni"], "bonferroni"),
        (&["collocates", "papers", "وزير", "--window-model", "cqpwep"], "cqpweb"),
        (&["words", "papers", "--layer", "standart"], "did you mean standard?"),
        (&["words", "minbar.jsonl", "--layer", "standart"], "did you mean standard?"),
        (&["words", "papers", "--where", "sourc=minbar"], "did you mean source?"),
        (&["words", "papers", "--classes", "hashtags"], "did you mean hashtag?"),
        (&["words", "papers", "--dispersion", "dpnorm"], "dp_norm"),
        (&["words", "papers", "--sort", "docfreq"], "doc_freq"),
        (&["words", "papers", "--frmat", "csv"], "--format"),
        (&["words", "papers", "--format", "cvs"], "csv"),
        (&["words", "papers", "--punctuation", "brek"], "did you mean break?"),
        (&["words", "minbar.jsonl", "--input-format", "jsnl"], "did you mean jsonl?"),
        (&["words", "minbar.jsonl", "--encoding", "windows-1265"], "did you mean windows-1256"),
        (&["words", "minbar.jsonl", "--newline", "paragraf"], "did you mean paragraph?"),
        (&["kwic", "papers", "وزير", "--sort", "befor:1"], "before"),
        (&["kwic", "papers", "وزير", "--clip", "sentance"], "did you mean sentence?"),
        (&["kwic", "papers", "وزير", "--show", "dat"], "did you mean date?"),
        (&["kwic", "papers", "wzyr", "--translit", "buckwater"], "did you mean buckwalter?"),
        (&["trend", "papers", "وزير", "--by", "months"], "did you mean month?"),
        (&["change", "papers", "--sort", "slop"], "did you mean slope?"),
        (&["mwe", "papers", "--measure", "cvalue"], "c_value"),
        (&["normalize", "minbar.jsonl", "--steps", "+tatwil"], "did you mean tatweel?"),
        (&["normalize", "minbar.jsonl", "--profile", "standrad"], "did you mean standard?"),
        (&["tokenize", "minbar.jsonl", "--spans=dates"], "did you mean date?"),
        (&["tokenize", "minbar.jsonl", "--segment", "abt"], "did you mean atb?"),
        (&["diversity", "papers", "--measures", "matr"], "mattr"),
        (
            &[
                "keywords",
                "papers",
                "--where",
                "source=minbar",
                "--reference",
                "rest",
                "--measures",
                "logratio",
            ],
            "log_ratio",
        ),
        (&["wrods", "papers"], "words"),
        (&["kwic", "papers", "وزير", "--sort", ""], "as field:source\n"),
    ] {
        let message = folder.failed(arguments);
        assert!(message.contains(near), "{arguments:?} misses {near:?}:\n{message}");
        let names = message.matches(", ").count();
        assert!(names < 30, "{arguments:?} lists {names} names:\n{message}");
    }
}
