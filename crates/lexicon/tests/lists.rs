//! Frequency lists, stop lists and lexicon files.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::borrow::Cow;

use siyaq_lexicon::{
    FrequencyList, FrequencyListOptions, Lexicon, LexiconBuilder, LexiconErrorKind, ListFormat,
    StopList,
};
use siyaq_types::TermId;

fn parse(text: &str) -> FrequencyList {
    FrequencyList::parse(text.as_bytes(), &FrequencyListOptions::default()).unwrap()
}

fn entries(list: &FrequencyList) -> Vec<(&str, u64)> {
    list.iter().collect()
}

#[test]
fn lists_of_every_shape() {
    assert_eq!(entries(&parse("form,freq\nفي,7\nمن,5\n")), [("في", 7), ("من", 5)]);
    assert_eq!(entries(&parse("freq\tx\tform\r\n7\ta\tفي\r\n5\tb\tمن")), [("في", 7), ("من", 5)]);
    assert_eq!(entries(&parse("في,7\nمن,5\nفي,1\n")), [("في", 8), ("من", 5)]);
    assert_eq!(entries(&parse("\u{FEFF}في\n\nمن\nفي\n")), [("في", 2), ("من", 1)]);
    assert_eq!(entries(&parse("form,doc_freq\nفي,7\n")), [("في", 1)]);
    assert_eq!(entries(&parse("\"كتاب، قلم\",3\n\"a,b\",2\n")), [("كتاب، قلم", 3), ("a,b", 2)]);
    assert_eq!(entries(&parse("form\t2\nfreq\t3\n")), [("form", 2), ("freq", 3)]);
    assert_eq!(entries(&parse("\"ا\t1\n")), [("\"ا", 1)]);
    assert!(parse("").is_empty());
}

#[test]
fn columns_are_found_by_name() {
    let options = FrequencyListOptions::default().form_field("lemma").freq_field("n");
    let list = FrequencyList::parse("n,pos,lemma\n4,N,كتاب\n".as_bytes(), &options).unwrap();
    assert_eq!(entries(&list), [("كتاب", 4)]);
    let error = FrequencyList::parse("form,n\nكتاب,4\n".as_bytes(), &options).unwrap_err();
    assert!(matches!(error.kind(), LexiconErrorKind::NoField { field, .. } if field == "lemma"));
    let error = FrequencyList::parse("lemma,freq\nكتاب,4\n".as_bytes(), &options).unwrap_err();
    assert_eq!(error.to_string(), "list: no column \"n\"; the header has: lemma, freq");
}

#[test]
fn bad_lines_are_reported_with_their_number() {
    let text = b"form,freq\n\xD9\x81\xD9\x8A,7\n\xFF,2\n\xD9\x85\xD9\x86,many\n,3\n\xD9\x85\xD9\x86\n\xD9\x87\xD9\x84,-1\n\xD9\x84\xD8\xA7,5\n";
    let list = FrequencyList::parse(text, &FrequencyListOptions::default()).unwrap();
    assert_eq!(entries(&list), [("في", 7), ("لا", 5)]);
    let lines: Vec<u64> = list.problems().iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7]);
    assert_eq!(
        list.problems()[1].reason,
        "the frequency \"many\" is not a whole number of 64 bits"
    );
    let strict = FrequencyListOptions::default().strict(true);
    let error = FrequencyList::parse(text, &strict).unwrap_err();
    assert!(matches!(error.kind(), LexiconErrorKind::Line { line: 3, .. }), "{error}");
    let lines = FrequencyListOptions::default().format(ListFormat::Lines).strict(true);
    let error = FrequencyList::parse(b"a\n\xFF\n", &lines).unwrap_err();
    assert_eq!(error.to_string(), "list: line 2: the form is not UTF-8 from byte 0");
}

#[test]
fn a_sum_that_is_too_large_is_reported() {
    let list = parse(&format!("في,{}\nفي,1\nمن,2\n", u64::MAX));
    assert_eq!(entries(&list), [("في", u64::MAX), ("من", 2)]);
    assert_eq!(list.problems()[0].line, 2);
}

#[test]
fn what_is_written_is_read_again() {
    let mut list = FrequencyList::new();
    for (form, freq) in [("ب", 1), ("في", 9), ("أ", 1), ("a,\"b\"", 3), ("سطر\nثان", 2)] {
        list.add(form, freq).unwrap();
    }
    assert!(list.add("", 1).is_err());
    let mut csv = Vec::new();
    list.write_csv(&mut csv).unwrap();
    let text = std::str::from_utf8(&csv).unwrap();
    assert!(text.starts_with("form,freq\nفي,9\n\"a,\"\"b\"\"\",3\n"), "{text}");
    assert!(text.ends_with("أ,1\nب,1\n"), "{text}");
    let again = parse(text);
    assert_eq!(again.len(), list.len());
    assert!(list.iter().all(|(form, freq)| again.get(form) == Some(freq)));
    let mut tsv = Vec::new();
    list.write_tsv(&mut tsv).unwrap();
    let again = parse(std::str::from_utf8(&tsv).unwrap());
    assert_eq!(again.get("سطر ثان"), Some(2));
    assert_eq!(again.get("a,\"b\""), Some(3));
}

#[test]
fn files_are_replaced_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("words.lex");
    for count in [1, 3] {
        let forms = ["في", "من", "على"];
        let entries: Vec<(&str, u64)> = forms.iter().take(count).map(|form| (*form, 1)).collect();
        LexiconBuilder::build(&entries).unwrap().write(&path).unwrap();
        let lexicon = Lexicon::read(&path).unwrap();
        assert_eq!(lexicon.len() as usize, count);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }
    let absent = folder.path().join("absent").join("words.lex");
    let built = LexiconBuilder::build(&[("في", 1)]).unwrap();
    let error = built.write(&absent).unwrap_err();
    assert!(error.to_string().starts_with("cannot write the lexicon"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    assert!(matches!(Lexicon::read(&absent).unwrap_err().kind(), LexiconErrorKind::Io { .. }));
    // A folder of that name stands in the way of the rename.
    let taken = folder.path().join("taken");
    std::fs::create_dir_all(taken.join("in")).unwrap();
    assert!(built.write(&taken).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
}

#[test]
fn lists_become_lexicons() {
    let list = parse("في,7\nمن,9\nفي,4\n");
    let built = list.build().unwrap();
    assert_eq!(built.ids, [TermId(0), TermId(1)]);
    let lexicon = Lexicon::open(built.bytes).unwrap();
    assert_eq!((lexicon.form(TermId(0)), lexicon.freq(TermId(0))), ("في", 11));
}

#[test]
fn stop_lists_drop_comments_and_fold() {
    let text = "\u{FEFF}# حروف\nفي\n  من  # حرف\n\n\\#وسم\nس#ص\nإلى\nفي\n";
    let stop = StopList::parse(text, |form| Cow::Owned(form.replace('إ', "ا")));
    assert_eq!(stop.iter().collect::<Vec<_>>(), ["#وسم", "الى", "س#ص", "في", "من"]);
    assert!(stop.contains("من") && stop.contains("#وسم") && !stop.contains("إلى"));
    assert!(StopList::parse("# nothing\n", |form| Cow::Borrowed(form)).is_empty());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stop.txt");
    std::fs::write(&path, b"\xD9\x81\xD9\x8A\n\xFF\n").unwrap();
    let error = StopList::read(&path, |form| Cow::Borrowed(form)).unwrap_err();
    assert!(matches!(error.kind(), LexiconErrorKind::Line { line: 2, .. }), "{error}");
    std::fs::write(&path, text).unwrap();
    assert_eq!(StopList::read(&path, |form| Cow::Borrowed(form)).unwrap().len(), 5);
}
