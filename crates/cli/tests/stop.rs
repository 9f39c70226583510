//! Stop lists.

mod common;

use common::Folder;

/// The forms that `words` counts in a text, with their frequency.
fn words(folder: &Folder, text: &str, arguments: &[&str]) -> Vec<String> {
    let out = folder.of_text(text, &[&["words", "-", "-q"], arguments]);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        [cells[cells.len() - 1], cells[1]].join(" ")
    };
    out.lines().skip(1).map(row).collect()
}

#[test]
fn stop_words_are_compared_as_they_are_written() {
    let folder = Folder::empty();
    folder.file("stop.txt", "على\nأب\n");
    let text = "اعتمد علي على أب في آب وعَلَى علـي عَلى";
    for layer in ["standard", "broad"] {
        let rows = words(&folder, text, &["--stop", "stop.txt", "--layer", layer]);
        let has = |row: &str| rows.iter().any(|found| found == row);
        // Of the tokens that are one form on the layer only those on the list are gone.
        assert!(has("علي 2") && has("اب 1"), "{layer}: {rows:?}");
    }
    let rows = words(&folder, text, &["--stop", "stop.txt", "--layer", "word"]);
    assert_eq!(rows.len(), 6, "{rows:?}");
    // The letters of a Persian keyboard are the same word, where they can be but one.
    assert_eq!(words(&folder, "في فی علی", &["--stop", "ar"]), ["علي 1"]);
    let rows = words(&folder, "علي على", &["--stop", "ar"]);
    assert_eq!(rows, ["علي 1"]);
}

#[test]
fn bare_clitics_go_with_the_list_that_ships() {
    let folder = Folder::empty();
    let text = "قال له ولها إن الوزير سافر بالطائرة وعليه معطف لـ50 عليا";
    for (layer, gone, kept) in [
        ("segments", &["ل+", "+ه", "+ها", "و+", "ب+", "ل", "علي"][..], &["الطائرة", "معطف"][..]),
        ("stem", &["ل", "ه", "و", "علي", "ان"], &["وزير", "معطف"]),
    ] {
        let rows = words(&folder, text, &["--stop", "ar", "--layer", layer]);
        let forms: Vec<&str> = rows.iter().filter_map(|row| row.split(' ').next()).collect();
        for form in gone {
            assert!(!forms.contains(form), "{form} on {layer}: {forms:?}");
        }
        for form in kept {
            assert!(forms.contains(form), "{form} on {layer}: {forms:?}");
        }
    }
}

/// Runs that list words, or what has several.
const LISTS: &[&[&str]] = &[
    &["words", "papers"],
    &["ngrams", "papers", "-n", "2"],
    &["ngrams", "papers", "-n", "3", "--skip", "1"],
    &["bundles", "papers", "-n", "2", "--min-per-million", "0"],
    &["pframes", "papers", "-n", "3", "--min-freq", "2", "--slots", "any"],
    &["mwe", "papers", "--min-freq", "2"],
    &["collocates", "papers", "الحرارة", "--min-freq", "1"],
    &["collocations", "papers", "--min-freq", "2"],
    &[
        "compare-collocates",
        "papers",
        "في|الحرارة",
        "--where",
        "source=minbar",
        "--reference",
        "rest",
        "--min-freq",
        "1",
    ],
    &["keywords", "papers", "--where", "source=minbar", "--reference", "rest", "--min-freq", "1"],
    &[
        "keywords",
        "papers",
        "--where",
        "source=minbar",
        "--reference",
        "rest",
        "-n",
        "2",
        "--min-freq",
        "1",
    ],
    &[
        "keywords",
        "papers",
        "--where",
        "source=minbar",
        "--reference",
        "rest",
        "--collocations",
        "--min-freq",
        "1",
    ],
    &["change", "papers", "--min-freq", "1", "--min-docs", "1"],
];

#[test]
fn every_verb_takes_the_list_alike() {
    let folder = Folder::with_papers();
    folder.file("stop.txt", "في\nمن\nعلى\nإلى\n");
    let stopped = ["في", "من", "على", "إلى"];
    for arguments in LISTS {
        let rows = |stop: &[&str]| -> Vec<Vec<String>> {
            let mut all = [*arguments, &["--layer", "light", "-q"]].concat();
            all.extend(stop);
            let ran = folder.run(&all);
            assert!(ran.code < 2, "{all:?}: {}", ran.err);
            let item = |line: &str| -> Vec<String> {
                let fields = if line.starts_with(|c: char| c.is_ascii_digit()) { 1 } else { 0 };
                let pairs = arguments.first() == Some(&"collocations");
                let fields = line.split(',').skip(fields).take(if pairs { 2 } else { 1 });
                fields.flat_map(|field| field.split(' ')).map(str::to_owned).collect()
            };
            ran.out.lines().skip(1).map(item).collect()
        };
        let ends = |rows: &[Vec<String>]| {
            let listed =
                |word: Option<&String>| word.is_some_and(|word| stopped.contains(&word.as_str()));
            rows.iter().filter(|row| listed(row.first()) || listed(row.last())).count()
        };
        let (all, left) = (rows(&[]), rows(&["--stop", "stop.txt"]));
        assert!(ends(&all) > 0, "{arguments:?} has nothing to leave out");
        assert_eq!(ends(&left), 0, "{arguments:?}");
        assert!(!left.is_empty() && left.len() < all.len(), "{arguments:?}");
    }
}

#[test]
fn stop_words_still_count_as_tokens() {
    let folder = Folder::with_papers();
    let column = |arguments: &[&str], name: &str, stop: bool| -> Vec<(String, String)> {
        let mut all = arguments.to_vec();
        all.extend(["-q", "--top", "0"]);
        if stop {
            all.extend(["--stop", "ar"]);
        }
        let out = folder.run(&all).out;
        let mut lines = out.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        let place = header.iter().position(|column| *column == name).unwrap_or(usize::MAX);
        let row = |line: &str| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[0].to_owned(), fields[place].to_owned())
        };
        lines.map(row).collect()
    };
    for (arguments, name) in [
        (&["words", "papers", "--layer", "light"][..], "per_million"),
        (&["ngrams", "papers", "-n", "2", "--layer", "light"], "per_million"),
        (&["collocates", "papers", "الحرارة", "--layer", "light", "--min-freq", "1"], "e11"),
    ] {
        let all = column(arguments, name, false);
        let left = column(arguments, name, true);
        assert!(!left.is_empty() && left.len() < all.len(), "{arguments:?}");
        for row in left {
            assert!(all.contains(&row), "{arguments:?}: {row:?}");
        }
    }
}
