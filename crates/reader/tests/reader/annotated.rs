//! Text that comes with its tokens: what is a tag is read as one, and what is out of order is told.

use crate::read;
use siyaq_reader::{ProblemKind, ReaderOptions};
use siyaq_types::Document;

fn vertical() -> ReaderOptions {
    ReaderOptions::default().columns(vec!["word".to_owned()])
}

/// What may be wrong with text that comes with its tokens.
const KINDS: [ProblemKind; 5] = [
    ProblemKind::Annotation,
    ProblemKind::ControlCharacter,
    ProblemKind::EmptyText,
    ProblemKind::ByteOrderMark,
    ProblemKind::LineBreak,
];

/// The documents of vertical text by their words, and what was told, by line.
fn documents(text: &str) -> (Vec<String>, Vec<(u64, String)>) {
    told("n.vert", text, &vertical())
}

fn told(name: &str, text: &str, options: &ReaderOptions) -> (Vec<String>, Vec<(u64, String)>) {
    let outcome = read(name, text.as_bytes(), options);
    for batch in [1, 7, 40] {
        let other = read(name, text.as_bytes(), &options.clone().batch_bytes(batch));
        assert_eq!(other, outcome, "{text}");
    }
    let problems = outcome.problems.iter().map(|problem| {
        assert!(KINDS.contains(&problem.kind), "{problem}");
        let before = &text.as_bytes()[..usize::try_from(problem.byte).unwrap()];
        let lines = before.iter().filter(|byte| **byte == b'\n').count() as u64;
        assert_eq!(problem.line, lines + 1, "{problem}");
        (problem.line, problem.message.clone())
    });
    (outcome.documents.iter().map(words).collect(), problems.collect())
}

/// The words of a document, with its structures around them.
fn words(document: &Document) -> String {
    let annotation = document.annotation.as_ref().unwrap();
    let words: Vec<&str> = annotation.tokens.iter().map(|token| token.form.as_str()).collect();
    let mut regions: Vec<String> = annotation
        .regions
        .iter()
        .map(|region| format!("{}={}", region.name, words[region.start..region.end].join(" ")))
        .collect();
    regions.sort();
    format!("{}: {} [{}]", document.id, words.join(" "), regions.join(", "))
}

#[test]
fn tags_are_read_however_they_stand_on_their_lines() {
    let plain = "<corpus>\n<doc id=\"a\">\n<s>\nقال\nنعم\n</s>\n</doc>\n\
                 <doc id=\"b\">\n<s>\nلا\n</s>\n</doc>\n</corpus>\n";
    let expected = (vec!["a: قال نعم [s=قال نعم]".to_owned(), "b: لا [s=لا]".to_owned()], vec![]);
    assert_eq!(documents(plain), expected);
    let indented = plain.replace("<doc", "  <doc").replace("<s", "\t<s").replace(">\n", "> \r\n");
    assert_eq!(documents(&indented), expected);
    let bare = plain.replace('"', "");
    assert_eq!(documents(&bare), expected);
    let joined = plain.replace(">\n<", "><");
    assert_eq!(documents(&joined), expected);
    let spaced = plain.replace(">\n<", "> <!-- x --> <");
    assert_eq!(documents(&spaced), expected);
    let marked = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE corpus>\n{}",
        plain.replace(">\n<", ">\n<!-- <doc> -->\n<")
    );
    assert_eq!(documents(&marked), expected);
    // Lines without an end.
    assert_eq!(documents(joined.trim_end()), expected);
}

#[test]
fn what_looks_like_a_tag_and_is_none_is_a_word_and_told() {
    for line in ["<b c>", "<s>قال</s>", "</>", "<doc id=\"a\"", "<!-- x", "<a b=\"c>"] {
        let (found, told) = documents(&format!("<doc id=\"a\">\nقال\n{line}\n</doc>\n"));
        assert_eq!(found, [format!("a: قال {line} []")]);
        assert_eq!(told.len(), 1, "{line} {told:?}");
        assert!(told[0].0 == 3 && told[0].1.contains("&lt;"), "{told:?}");
    }
    for line in ["<", "<3", "<-", "<3>", "a<3>", "a<b", "&lt;b c&gt;"] {
        let (found, told) = documents(&format!("<doc id=\"a\">\n{line}\n</doc>\n"));
        let word = line.replace("&lt;", "<").replace("&gt;", ">");
        assert_eq!((found, told), (vec![format!("a: {word} []")], vec![]));
    }
    let options = vertical().columns(vec!["word".to_owned(), "lemma".to_owned()]);
    let (found, problems) = told("n.vert", "<b>\t<unknown>\n<b>\tx\ty>\n", &options);
    assert_eq!(found, ["n.vert:1: <b> <b> []"]);
    assert_eq!(problems.len(), 1, "a line with all its columns is a word: {problems:?}");
}

/// What was told, each with its line.
fn expect(told: &[(u64, String)], expected: &[(u64, &str)], text: &str) {
    let fits = |((line, said), (at, part)): (&(u64, String), &(u64, &str))| {
        line == at && said.contains(part)
    };
    let all = told.len() == expected.len() && told.iter().zip(expected).all(fits);
    assert!(all, "{text}: {told:?} {expected:?}");
}

#[test]
fn tags_and_entities_in_words_are_told() {
    for (line, part) in [
        ("قال</s>", "</s> stands on the line of a word"),
        ("قال </s>", "</s>"),
        ("قال</doc>", "</doc>"),
        ("قال<g/>", "<g/>"),
        ("a<b>", "<b>"),
        ("قال<s n=\"1\">", "<s n=\"1\">"),
        ("قال&nbsp;", "&nbsp; is taken as letters"),
        ("&#1603;", "&#1603;"),
    ] {
        let text = format!("<doc id=\"a\">\n{line}\n</doc>\n");
        let (found, told) = documents(&text);
        assert_eq!(found, [format!("a: {line} []")]);
        expect(&told, &[(2, part)], &text);
    }
    let options = vertical().columns(vec!["word".to_owned(), "tag".to_owned()]);
    let (_, problems) = told("n.vert", "قال\tV\nقال\tV</s>\nقال\t<unknown>\n", &options);
    expect(&problems, &[(2, "</s>")], "a tag behind the columns");
}

#[test]
fn the_case_of_known_elements_counts_for_nothing() {
    let plain = "<doc id=\"a\">\n<p>\n<s>\nقال\n<g/>\nنعم\n</s>\n</p>\n</doc>\n\
                 <doc id=\"b\">\n<s>\nلا\n</s>\n</doc>\n";
    let expected = read("n.vert", plain.as_bytes(), &vertical());
    assert_eq!((expected.ids(), expected.problems.len()), (vec!["a", "b"], 0));
    for name in ["doc", "p", "s", "g"] {
        let capital = plain
            .replace(&format!("<{name}"), &format!("<{}", name.to_uppercase()))
            .replace(&format!("</{name}"), &format!("</{}", name.to_uppercase()));
        assert_ne!(capital, plain);
        assert_eq!(read("n.vert", capital.as_bytes(), &vertical()).documents, expected.documents);
        let half = plain.replace(&format!("<{name}"), &format!("<{}", name.to_uppercase()));
        let found = read("n.vert", half.as_bytes(), &vertical());
        assert_eq!(found, expected, "{half}");
    }
    let texts = "<TEXT id=\"a\">\nقال\n</TEXT>\n<Text id=\"b\">\nلا\n</text>\n";
    assert_eq!(documents(texts).0, ["a: قال []", "b: لا []"]);
    // Others are structures of the names that they have.
    let (found, told) = documents("<doc>\n<Head>\nقال\n</head>\n</doc>\n");
    assert_eq!(found, ["n.vert:1: قال [Head=قال]"]);
    expect(&told, &[(4, "</head> closes nothing"), (2, "<Head> is not closed")], "Head");
}

#[test]
fn nothing_that_a_file_holds_is_no_document_in_silence() {
    let plain = ReaderOptions::default();
    for (name, text, options) in [
        ("n.vert", "<s>\n</s>\n", vertical()),
        ("n.vert", "<corpus>\n</corpus>\n", vertical()),
        ("n.vert", "<!-- x -->\n", vertical()),
        ("n.vert", "\n\u{a0}\n", vertical()),
        ("n.vert", "\u{feff}\u{feff}\n<s>\n</s>\n", vertical()),
        ("n.conllu", "# sent_id = 1\n# text = x\n", plain.clone()),
        ("n.conllu", "\n\n", plain.clone()),
    ] {
        for batch in [1, 1 << 20] {
            let outcome = read(name, text.as_bytes(), &options.clone().batch_bytes(batch));
            assert!(outcome.documents.is_empty());
            let last = outcome.problems.last().unwrap();
            assert_eq!(last.kind, ProblemKind::NoRecords, "{text:?}");
        }
    }
    let (found, told) = documents("<doc id=\"a\"/>\nقال\n<doc id=\"b\">\nلا\n</doc>\n");
    assert_eq!(found, ["a: قال []", "b: لا []"]);
    expect(&told, &[(1, "<doc/> is read as <doc>")], "an empty document");
    let (found, told) =
        documents("<doc ID=\"a\">\nقال\n</doc>\n<doc id=\"b\" ID=\"a\">\nلا\n</doc>\n");
    assert_eq!(found, ["n.vert:1: قال []", "b: لا []"]);
    expect(&told, &[(1, "an attribute \"ID\" and none \"id\"")], "ID");
    let (_, told) = documents("<doc>\nقال\n<g>\nلا\n</g>\n</doc>\n");
    expect(&told, &[(3, "only <g/> says")], "g");
}

#[test]
fn marks_where_files_were_joined_hide_nothing() {
    let vertical_text = "<doc id=\"a\">\nقال\n</doc>\n";
    let joined = format!("{vertical_text}\u{feff}{vertical_text}");
    let (found, told_) = documents(&joined);
    assert_eq!(found, ["a: قال []"; 2]);
    expect(&told_, &[(4, "byte-order mark")], &joined);
    let (found, told_) = documents("<doc id=\"a\">\n\u{feff}قال\n\u{feff}\n</doc>\n");
    assert_eq!((found, told_.len()), (vec!["a: قال []".to_owned()], 2));
    let treebank = format!("# newdoc id = a\n{}\n", word("1", "قال"));
    let joined = format!("{treebank}\u{feff}{treebank}\u{feff}{}", word("1", "لا"));
    let (found, told_) = told("n.conllu", &joined, &ReaderOptions::default());
    assert_eq!(found, ["a: قال [s=قال]", "a: قال لا [s=قال, s=لا]"]);
    expect(&told_, &[(4, "byte-order mark"), (7, "byte-order mark")], &joined);
}

#[test]
fn line_breaks_inside_lines_are_told() {
    for sign in ["\r", "\u{85}", "\u{2028}", "\u{2029}"] {
        let form = format!("قال{sign}نعم");
        let text = format!("<doc id=\"a\">\n{form}\n</doc>\n");
        let (found, told_) = documents(&text);
        // A control character is in no word.
        let shown = if sign.chars().all(char::is_control) { " " } else { sign };
        assert_eq!(found, [format!("a: قال{shown}نعم []")]);
        expect(&told_, &[(2, "line breaks")], &text);
        let text = format!("# newdoc id = a\n{}\n", word("1", &form));
        expect(&told("n.conllu", &text, &ReaderOptions::default()).1, &[(2, "line breaks")], &text);
    }
    let (found, told) = documents("<doc id=\"a\">\r\r\nقال\r\r\n</doc>\r\r\n");
    assert_eq!((found, told), (vec!["a: قال []".to_owned()], vec![]));
}

#[test]
fn a_tag_before_the_letters_of_a_word_is_told() {
    let options = ReaderOptions::default().columns(vec!["word".to_owned(), "pos".to_owned()]);
    for tag in ["<s>", "<p n=\"2\">"] {
        let text = format!("<doc id=\"a\">\n{tag}ولد\tN\n</doc>\n");
        let (_, told) = told("n.vert", &text, &options);
        expect(&told, &[(2, "stands on the line of a word")], &text);
    }
}

#[test]
fn words_have_no_control_characters() {
    // Behind them a mark of a joined file may stand, and the word is found by what is seen of it.
    let (found, told) =
        documents("<doc id=\"a\">\n\0\u{feff}كتاب\nقل\u{1b}م\n\u{9d}در\u{7}س\n</doc>\n");
    assert_eq!(found, ["a: كتاب قلم درس []"]);
    let removed: Vec<_> = told.iter().filter(|(_, message)| message.contains("control")).collect();
    let message = |count: u64| format!("{count} control characters were removed");
    assert_eq!(removed, [&(2, message(1)), &(3, message(1)), &(4, message(2))]);
    let (found, told) =
        self::told("n.conllu", &(word("1", "قل\0م") + "\n"), &ReaderOptions::default());
    assert_eq!(told, [(1, message(1))]);
    assert!(found.iter().all(|words| words.contains(": قلم [")), "{found:?}");
}

#[test]
fn what_does_not_open_or_close_is_told_with_its_line() {
    for (text, lines) in [
        ("<doc>\nقال\n<doc>\nقال\n</doc>\n", vec![(1, "<doc> is not closed")]),
        ("<doc>\nقال\n", vec![(1, "<doc> is not closed")]),
        ("<doc>\nقال\n</doc>\n</doc>\n", vec![(4, "</doc> closes nothing")]),
        ("قال\n</doc>\n<doc>\nقال\n</doc>\n", vec![(2, "</doc> closes nothing")]),
        ("</doc>\n<doc>\nقال\n</doc>\n", vec![(1, "</doc> closes nothing")]),
        ("<doc>\nقال\n</s>\n</doc>\n", vec![(3, "</s> closes nothing")]),
        ("<doc>\n<s>\nقال\n</doc>\n", vec![(2, "<s> is not closed")]),
        ("<corpus>\n<doc>\nقال\n</doc>\n", vec![(1, "<corpus> is not closed")]),
        (
            "<corpus lang=ar>\n<doc>\nقال\n</doc>\n<doc>\nلا\n</doc>\n</corpus>\n",
            vec![(1, "<corpus> stands around documents, and its attributes are left out: lang")],
        ),
        ("<doc>\nقال\n</doc>\n</corpus>\n", vec![(4, "</corpus> closes nothing")]),
        ("<doc a=1 b=2 a=3>\nقال\n</doc>\n", vec![(1, "\"a\" twice")]),
        ("<doc>\n<s n=1 n=2>\nقال\n</s></doc>\n", vec![(2, "\"n\" twice")]),
        (
            "<year>\n<doc>\nقال\n</doc>\n</year>\n<year n=2>\n<doc>\nلا\n</doc>\n</year>\n",
            vec![(6, "<year> stands around documents, and its attributes are left out: n")],
        ),
        ("<s>\nقال\n</s>\n", vec![]),
    ] {
        let (_, told) = documents(text);
        assert_eq!(told.len(), lines.len(), "{text}: {told:?}");
        for ((line, said), (expected, part)) in told.iter().zip(lines) {
            assert!(*line == expected && said.contains(part), "{text}: {line} {said}");
        }
    }
}

#[test]
fn the_elements_that_are_documents_are_told_from_those_around_and_inside() {
    let two = |name: &str| {
        format!("<{name} id=\"a\">\nقال\n</{name}>\n<{name} id=\"b\">\nلا\n</{name}>\n")
    };
    let both = (vec!["a: قال []".to_owned(), "b: لا []".to_owned()], vec![]);
    for name in ["doc", "text"] {
        assert_eq!(documents(&two(name)), both);
    }
    assert_eq!(documents(&format!("<text>\n{}</text>\n", two("doc"))), both, "doc is within");
    // Several texts in one document are worth a word; one is not.
    let (found, told) = documents(&format!("<doc id=\"c\">\n{}</doc>\n", two("text")));
    assert_eq!(found, ["c: قال لا [text=قال, text=لا]"]);
    assert_eq!((told.len(), told[0].0), (1, 5));
    assert!(told[0].1.contains("<doc>") && told[0].1.contains("several <text>"), "{told:?}");
    let (_, told) = documents("<doc id=\"c\">\n<text>\nقال\n</text>\n</doc>\n");
    assert_eq!(told, []);
}

fn word(id: &str, form: &str) -> String {
    format!("{id}\t{form}\t_\tX\t_\t_\t0\troot\t_\t_\n")
}

#[test]
fn numbers_of_words_say_what_is_out_of_order() {
    let sentence =
        |ids: &[&str]| -> String { ids.iter().map(|id| word(id, &format!("ك{id}"))).collect() };
    for (ids, regions, lines) in [
        (&["1", "2", "3"][..], "s=ك1 ك2 ك3", vec![]),
        (&["1", "2-3", "2", "3", "4"], "mwt=ك2 ك3, s=ك1 ك2 ك3 ك4", vec![]),
        (&["0.1", "1", "1.1", "2"], "s=ك1 ك2", vec![]),
        (&["1-2", "1", "2"], "mwt=ك1 ك2, s=ك1 ك2", vec![]),
        (&["1", "2", "1", "2"], "s=ك1 ك2, s=ك1 ك2", vec![(3, "begin anew")]),
        (&["1", "2", "1-2", "1", "2"], "mwt=ك1 ك2, s=ك1 ك2, s=ك1 ك2", vec![(3, "begin anew")]),
        (&["1", "3"], "s=ك1 ك3", vec![(2, "the word 3 follows the word 1")]),
        (&["2", "3"], "s=ك2 ك3", vec![(1, "the word 2 follows the word 0")]),
        (&["1", "2", "2"], "s=ك1 ك2 ك2", vec![(3, "the word 2 follows the word 2")]),
        (&["1", "2-3", "2", "4"], "s=ك1 ك2 ك4", vec![(4, "follows the word 2"), (2, "2-3")]),
        (&["1", "2-3", "2"], "s=ك1 ك2", vec![(2, "2-3")]),
        (&["1", "2", "2-3", "3"], "s=ك1 ك2 ك3", vec![(3, "2-3")]),
        (&["1", "3-2", "2"], "s=ك1 ك2", vec![(2, "3-2")]),
        (
            &["1", "4-5", "4", "5"],
            "mwt=ك4 ك5, s=ك1 ك4 ك5",
            vec![(2, "the word 4-5 follows the word 1")],
        ),
        (&["1-3", "1-2", "1", "2", "3"], "mwt=ك1 ك2 ك3, s=ك1 ك2 ك3", vec![(2, "1-2")]),
    ] {
        let text = format!("# newdoc id = a\n{}\n", sentence(ids));
        let (found, told) = told("n.conllu", &text, &ReaderOptions::default());
        assert!(found[0].ends_with(&format!("[{regions}]")), "{ids:?}: {found:?}");
        assert_eq!(told.len(), lines.len(), "{ids:?}: {told:?}");
        for ((line, said), (expected, part)) in told.iter().zip(lines) {
            assert!(*line == expected + 1 && said.contains(part), "{ids:?}: {line} {said}");
        }
    }
}

#[test]
fn comments_between_sentences_that_run_together_are_those_of_the_second() {
    let text = format!(
        "# sent_id = a\n{}# sent_id = b\n# newdoc id = x\n{}",
        word("1", "قال"),
        word("1", "لا")
    );
    let outcome = read("n.conllu", text.as_bytes(), &ReaderOptions::default());
    let annotation = outcome.documents[0].annotation.as_ref().unwrap();
    let ids: Vec<&str> =
        annotation.regions.iter().map(|region| region.attributes[0].1.as_str()).collect();
    assert_eq!((outcome.documents.len(), ids), (1, vec!["a", "b"]));
    let lines: Vec<u64> = outcome.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [5, 4], "a document begins only after a blank line: {:?}", outcome.problems);
}

#[test]
fn other_columns_than_those_of_conllu_are_told() {
    let own = "# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC\n";
    let other = "# global.columns = ID FORM UPOS PARSEME:MWE\n";
    for (name, columns, count) in
        [("n.conllu", own, 0), ("n.conllu", other, 1), ("n.conllup", other, 1)]
    {
        let text = format!("{columns}{}\n", word("1", "قال"));
        let (found, told) = told(name, &text, &ReaderOptions::default());
        assert_eq!((found.len(), told.len()), (1, count), "{told:?}");
        assert!(told.iter().all(|(line, said)| *line == 1 && said.contains("PARSEME:MWE")));
    }
}

#[test]
fn a_document_begins_wherever_it_is_named() {
    let one = word("1", "قال");
    for (text, documents, problems) in [
        // The same id is that of two documents, next to each other or not.
        (format!("# newdoc id = a\n{one}\n# newdoc id = a\n{one}\n"), vec!["a", "a"], vec![]),
        (
            format!("# newdoc id = a\n{one}\n# newdoc id = b\n{one}\n# newdoc id = a\n{one}\n"),
            vec!["a", "b", "a"],
            vec![],
        ),
        // However it is written.
        (
            format!("# NewDoc id = a\n{one}\n#newdoc  id=b\n{one}\n# newdoc = c\n{one}\n"),
            vec!["a", "b", "c"],
            vec![],
        ),
        (
            format!("# newdoc id = a\n{one}\n# newdoc b\n{one}\n"),
            vec!["a"],
            vec![(4, "begins nothing")],
        ),
        // After other comments, or without a sentence.
        (
            format!("# newdoc\n{one}\n# x = y\n# newdoc\n{one}\n# newdoc\n{one}\n"),
            vec!["n.conllu:1", "n.conllu:2", "n.conllu:3"],
            vec![],
        ),
        (
            format!("# newdoc id = a\n\n# newdoc\n{one}\n# newdoc\n{one}\n"),
            vec!["n.conllu:2", "n.conllu:3"],
            vec![(1, "the document has no tokens")],
        ),
        (
            format!("# newdoc id = a\n# newdoc id = b\n{one}\n# newdoc\n{one}\n"),
            vec!["a", "n.conllu:2"],
            vec![(2, "a second newdoc")],
        ),
        // Lines that cannot be read belong to a document as well.
        (
            format!("x\n\n# newdoc\n{one}\n# newdoc\n{one}\n"),
            vec!["n.conllu:2", "n.conllu:3"],
            vec![(1, "1 fields"), (1, "the document has no tokens")],
        ),
    ] {
        let (found, told) = told("n.conllu", &text, &ReaderOptions::default());
        let ids: Vec<&str> =
            found.iter().filter_map(|words| Some(words.split_once(": ")?.0)).collect();
        assert_eq!(ids, documents, "{text}");
        expect(&told, &problems, &text);
    }
}

#[test]
fn what_is_given_twice_is_told() {
    let one = word("1", "قال");
    for (comments, attributes, line, part) in [
        ("# text = a\n# text = b\n", "text=b", 2, "\"text\" twice"),
        ("# sent_id = a\n# x = y\n# sent_id = b\n", "id=b x=y", 3, "\"sent_id\" twice"),
        ("# sent_id = a\n# sent_id = a\n", "id=a", 2, "\"sent_id\" twice"),
        ("# newpar id = p\n# newpar\n", "", 2, "a second newpar"),
        ("# newdoc id = d\n# meta::y = 1\n# meta::y = 2\n", "", 3, "another \"y\""),
        ("# newdoc id = d\n# meta::id = e\n", "", 2, "another \"id\""),
    ] {
        let text = format!("{comments}{one}\n");
        let outcome = read("n.conllu", text.as_bytes(), &ReaderOptions::default());
        let sentence = outcome.documents[0].annotation.as_ref().unwrap().regions.iter();
        let sentence = sentence.clone().find(|region| region.name == "s").unwrap();
        let own = sentence.attributes.iter().map(|(name, value)| format!("{name}={value}"));
        assert_eq!(own.collect::<Vec<_>>().join(" "), attributes, "{text}");
        expect(&told("n.conllu", &text, &ReaderOptions::default()).1, &[(line, part)], &text);
    }
    // The same value again says nothing new, as do comments without a value.
    let text = format!("# meta::y = 1\n# a\n# a\n{one}\n# meta::y = 1\n{one}\n");
    expect(&told("n.conllu", &text, &ReaderOptions::default()).1, &[], &text);
    let text =
        format!("# sent_id = a\n{one}\n# sent_id = b\n{one}\n# newdoc\n# sent_id = a\n{one}\n");
    let part = "the sent_id \"a\" is that of the sentence of line 1";
    expect(&told("n.conllu", &text, &ReaderOptions::default()).1, &[(8, part)], &text);
}

#[test]
fn the_case_of_space_after_counts_for_nothing() {
    for misc in ["SpaceAfter=No", "spaceafter=no", "Gloss=x|SpaceAfter=NO"] {
        let first = word("1", "قال").replace("\t_\n", &format!("\t{misc}\n"));
        let text = format!("{first}{}\n", word("2", "نعم"));
        let outcome = read("n.conllu", text.as_bytes(), &ReaderOptions::default());
        let tokens = &outcome.documents[0].annotation.as_ref().unwrap().tokens;
        let spaces: Vec<bool> = tokens.iter().map(|token| token.space_before).collect();
        assert_eq!(spaces, [true, false], "{misc}");
    }
}

#[test]
fn documents_without_written_words_are_told_for_what_they_are() {
    for (text, line) in [
        (word("1.1", "قال"), 1),
        (format!("# newdoc id = a\n{}{}\n", word("0.1", "قال"), word("0.2", "لا")), 1),
        (format!("# newdoc\n{0}\n# newdoc\n{0}", word("1.1", "قال")), 1),
    ] {
        let (found, told) = told("n.conllu", &text, &ReaderOptions::default());
        assert!(
            found.is_empty() && told[0].0 == line && told[0].1.contains("empty nodes"),
            "{told:?}"
        );
    }
    for id in ["+1", "1.+1", "2-+3", " 1"] {
        let text = format!("{}{}", word("1", "قال"), word(id, "لا"));
        let (found, told) = told("n.conllu", &text, &ReaderOptions::default());
        assert_eq!(found, ["n.conllu:1: قال [s=قال]"]);
        expect(&told, &[(2, "is no number of a word")], &text);
    }
}
