//! The verbs that text flows through.

mod common;

use common::{Folder, command};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

const FATHA: char = '\u{64e}';
const TATWEEL: char = '\u{640}';

#[test]
fn tokens_know_where_they_stand() {
    let folder = Folder::empty();
    let ran = folder.run_with(&["tokenize", "-"], "قال د. أحمد: 3,5% فقط!\nثم ٢٠١٥.");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let expected = "doc,sentence,form,class,start,end\n\
        stdin,1,قال,word_ar,0,6\n\
        stdin,1,د,word_ar,7,9\n\
        stdin,1,.,punct,9,10\n\
        stdin,1,أحمد,word_ar,11,19\n\
        stdin,1,:,punct,19,20\n\
        stdin,1,\"3,5\",num,21,24\n\
        stdin,1,%,sym,24,25\n\
        stdin,1,فقط,word_ar,26,32\n\
        stdin,1,!,punct,32,33\n\
        stdin,2,ثم,word_ar,34,38\n\
        stdin,2,٢٠١٥,num,39,47\n\
        stdin,2,.,punct,47,48\n";
    assert_eq!(ran.out, expected);
    let text =
        folder.run_with(&["tokenize", "-", "--format", "text"], "قال أحمد: 3,5%!\nثم ٢٠١٥.").out;
    assert_eq!(text, "قال أحمد : 3,5 % !\nثم ٢٠١٥ .\n");
    let lines = folder.run_with(&["tokenize", "-", "--sentences"], "جاء زيد. ذهب عمرو؟\nنعم").out;
    assert_eq!(lines, "جاء زيد.\nذهب عمرو؟\nنعم\n");
}

#[test]
fn a_large_text_is_one_document_however_it_is_cut() {
    let folder = Folder::empty();
    let line = "جاء زيد من المدرسة. ذهب عمرو إلى البيت؟ ٢٠١٥\n";
    let text = line.repeat(20_000);
    folder.file("large.txt", &text);
    let from_file = folder.found(&["tokenize", "large.txt", "--format", "tsv"]);
    let from_pipe = folder.run_with(&["tokenize", "-", "--format", "tsv"], &text).out;
    assert_eq!(from_file.lines().count(), 20_000 * 11 + 1);
    assert_eq!(from_file.replace("large.txt", "stdin"), from_pipe);
    let last = from_file.lines().last().unwrap();
    let end: usize = last.rsplit('\t').next().unwrap().parse().unwrap();
    assert_eq!(end, text.len() - 1);
    assert_eq!(last.split('\t').nth(1).unwrap(), "60000");
    for row in from_file.lines().skip(1).step_by(9973) {
        let cells: Vec<&str> = row.split('\t').collect();
        let (start, end): (usize, usize) = (cells[4].parse().unwrap(), cells[5].parse().unwrap());
        assert_eq!(text.get(start..end), Some(cells[2]), "{row}");
    }
}

#[test]
fn normalised_text_keeps_its_lines() {
    let folder = Folder::empty();
    let text = format!("إلى المَدرَســة{FATHA}\n\n  قال{TATWEEL}\n٢٠١٥");
    let ran = folder.run_with(&["normalize", "-", "--profile", "light"], &text);
    assert_eq!(ran.out, "إلى المدرسة\n\n  قال\n٢٠١٥");
    let ran =
        folder.run_with(&["normalize", "-", "--profile", "light", "--steps", "+digits"], "٢٠١٥\n");
    assert_eq!(ran.out, "2015\n");
    folder.file("lines.txt", &text);
    folder.run(&["normalize", "lines.txt", "--profile", "light", "-o", "out.txt"]);
    assert_eq!(folder.read("out.txt"), "إلى المدرسة\n\n  قال\n٢٠١٥");
    assert!(folder.read("out.txt.manifest.json").contains("\"profile\": \"light\""));
    let listed = folder.found(&["normalize", "--list"]);
    assert!(listed.contains("tatweel") && listed.contains("becomes"), "{listed}");
}

#[test]
fn records_flow_through_as_their_texts() {
    let folder = Folder::empty();
    let lines = "{\"id\":\"a\",\"text\":\"كتـاب\"}\n{\"id\":\"b\",\"text\":\"قلـم\"}\n";
    let ran = folder.run_with(&["normalize", "-", "--profile", "light"], lines);
    assert_eq!(ran.out, "كتاب\nقلم\n");
    let ran = folder.run_with(&["tokenize", "-"], lines);
    assert_eq!(
        ran.out,
        "doc,sentence,form,class,start,end\na,1,كتـاب,word_ar,0,10\nb,1,قلـم,word_ar,0,8\n"
    );
    let ran = folder.run_with(&["tokenize", "-", "--profile", "standard"], lines);
    assert!(ran.out.contains("\na,1,كتاب,word_ar,0,10\n"), "{}", ran.out);
}

#[test]
fn other_encodings_are_read() {
    let folder = Folder::empty();
    // كتاب جديد in windows-1256, and in UTF-16 with its mark.
    let cp1256 = [0xdf, 0xca, 0xc7, 0xc8, 0x20, 0xcc, 0xcf, 0xed, 0xcf, 0x0a];
    folder.file("cp.txt", cp1256);
    let named = folder.run(&["normalize", "cp.txt", "--encoding", "windows-1256"]);
    assert_eq!(named.out, "كتاب جديد\n");
    let utf16: Vec<u8> = "\u{feff}كتاب جديد\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(folder.run_with(&["normalize", "-"], utf16).out, "كتاب جديد\n");
}

#[test]
fn a_pipe_without_an_end_is_answered_line_by_line() {
    let folder = Folder::empty();
    let mut child = command(folder.path(), &["normalize", "-", "--profile", "light"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for word in ["كتـاب", "قلـم"] {
        writeln!(input, "{word}").unwrap();
        input.flush().unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(line.trim_end(), word.replace(TATWEEL, ""));
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn words_are_counted_from_raw_files_folders_and_pipes() {
    let folder = Folder::empty();
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    folder.file("texts/a.txt", "كتاب جديد. كتاب قديم");
    folder.file("texts/b.txt", "الكتاب والقلم كتاب");
    let csv = "form,freq,per_million,doc_freq,dp_nofreq,key\nكتاب,3,";
    for arguments in [
        &["words", "texts"][..],
        &["words", "texts/a.txt", "texts/b.txt"],
        &["words", "texts/*.txt"],
    ] {
        let out = folder.found(arguments);
        assert!(out.starts_with(csv), "{arguments:?}: {out}");
    }
    let piped = folder.run_with(&["words", "-", "--split", "line"], "كتاب\nكتاب قلم\n");
    assert!(piped.out.contains("\nكتاب,2,666666.6666666666,2,"), "{}", piped.out);
    let lines = folder.found(&["kwic", "texts", "كتاب", "--context", "1"]);
    assert_eq!(lines.lines().count(), 4);
}

#[test]
fn spans_have_kinds_and_values() {
    let folder = Folder::empty();
    folder.file(
        "news.txt",
        "افتتح في 25 يناير 2011 عند 10:30 بكلفة 3 ملايين درهم، أي 80% من الكلفة.\n",
    );
    let ran = folder.run(&["tokenize", "news.txt", "--spans", "--format", "csv"]);
    let rows: Vec<&str> = ran.out.lines().collect();
    assert_eq!(rows[0], "doc,kind,form,value,gregorian,start,end");
    assert_eq!(rows[1], "news.txt,date,25 يناير 2011,2011-01-25,2011-01-25,16,34");
    let kinds: Vec<&str> = rows[1..].iter().filter_map(|row| row.split(',').nth(1)).collect();
    assert_eq!(kinds, ["date", "time", "money", "percent"]);
    assert!(rows[4].contains("80%"), "{}", rows[4]);
    let some = folder.run(&["tokenize", "news.txt", "--spans=money,time", "--format", "jsonl"]);
    assert_eq!(some.out.lines().count(), 2);
    let none = folder.run(&["tokenize", "news.txt", "--spans=number"]);
    assert_eq!((none.code, none.out.lines().count()), (1, 1));
    let wrong = folder.failed(&["tokenize", "news.txt", "--spans=quote"]);
    assert!(wrong.contains("percent"), "{wrong}");
    assert!(
        folder.failed(&["tokenize", "news.txt", "--spans", "--format", "text"]).contains("rows")
    );
}

#[test]
fn queries_may_be_written_in_latin_letters() {
    let folder = Folder::with_papers();
    let arabic = folder.run(&["kwic", "papers", "ال* الجديد*"]).out;
    assert!(arabic.lines().count() > 1);
    for (scheme, query) in [("safe-buckwalter", "Al* Aljdyd*"), ("hsb", "Al* Aljdyd*")] {
        let latin = folder.run(&["kwic", "papers", query, "--translit", scheme]);
        assert_eq!(latin.out, arabic, "{scheme}");
    }
}

#[test]
fn layers_are_listed_and_added() {
    let folder = Folder::with_papers();
    let names = |out: &str| {
        let names = out.lines().filter_map(|line| line.split('\t').next());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let before = folder.run(&["layers", "papers"]).out;
    assert_eq!(names(&before), ["word", "light", "standard", "broad"]);
    assert!(folder.failed(&["kwic", "papers", "مدرسة", "--layer", "light10"]).contains("light10"));
    let after = folder.run(&["layers", "papers", "--add", "light10"]).out;
    assert_eq!(names(&after), ["word", "light", "standard", "broad", "light10"]);
    let found = |layer: &str| folder.run(&["kwic", "papers", "المدرسة", "--layer", layer]).out;
    assert!(found("light10").lines().count() > found("standard").lines().count());
    assert_eq!(folder.run(&["verify", "papers"]).code, 0);
    assert!(folder.failed(&["layers", "papers", "--add", "light10"]).contains("already"));
    assert!(folder.failed(&["layers", "papers", "--add", "roots"]).contains("snowball"));
}

#[test]
fn the_title_is_the_first_paragraph_as_in_a_corpus() {
    let folder = Folder::with_papers();
    for newline in ["paragraph", "blank-line", "space"] {
        let reading = ["--title-field", "title", "--newline", newline];
        let tokens = folder.found(&[&["tokenize", "minbar.jsonl"][..], &reading].concat());
        let index = [&["index", "minbar.jsonl", "-q", "-o", newline][..], &reading].concat();
        assert_eq!(folder.run(&index).code, 0);
        let info = folder.found(&["info", newline, "--format", "json"]);
        let count = format!("\"tokens\": {}", tokens.lines().count() - 1);
        assert!(info.contains(&count), "{newline}: {count} in\n{info}");
    }
    folder.file(
        "a.jsonl",
        "{\"id\":\"1\",\"title\":\"قال نعم\",\"text\":\"ثم ذهب. عاد\"}\n{\"id\":\"2\",\"text\":\"كلمة\"}\n",
    );
    let title = ["--title-field", "title"];
    let tokens = folder.found(&[&["tokenize", "a.jsonl"][..], &title].concat());
    // The text begins behind the title and a line feed, and so do its sentences.
    assert!(tokens.contains("1,1,نعم,word_ar,7,13\n1,2,ثم,word_ar,14,18\n"), "{tokens}");
    assert!(tokens.ends_with("1,3,عاد,word_ar,27,33\n2,1,كلمة,word_ar,0,8\n"), "{tokens}");
    let text = folder.found(&[&["normalize", "a.jsonl"][..], &title].concat());
    assert_eq!(text, "قال نعم\nثم ذهب. عاد\nكلمة\n");
}

#[test]
fn sentences_have_every_format() {
    let folder = Folder::empty();
    let text = "قال د. أحمد: نعم! ثم ذهب.\nوعاد";
    let run = |more: &[&str]| -> String {
        let arguments = [&["tokenize", "-", "--sentences"][..], more].concat();
        folder.run_with(&arguments, text).out
    };
    assert_eq!(run(&[]), "قال د. أحمد: نعم!\nثم ذهب.\nوعاد\n");
    assert_eq!(
        run(&["--format", "csv"]),
        "doc,sentence,text,tokens,start,end\nstdin,1,قال د. أحمد: نعم!,7,0,28\n\
         stdin,2,ثم ذهب.,3,29,41\nstdin,3,وعاد,1,42,50\n"
    );
    let lines = run(&["--format", "jsonl", "--top", "1"]);
    assert_eq!(lines.lines().count(), 1);
    assert!(lines.contains("\"sentence\":1,\"text\":\"قال د. أحمد: نعم!\""), "{lines}");
    assert!(run(&["--format", "table"]).contains("ثم ذهب."));
    assert_eq!(run(&["--format", "text"]).lines().next(), Some("قال د . أحمد : نعم !"));
    let file = folder.run_with(&["tokenize", "-", "--sentences", "-o", "s.csv"], text);
    assert_eq!(file.code, 0, "{}", file.err);
    assert_eq!(folder.read("s.csv"), run(&["--format", "csv"]));
}
