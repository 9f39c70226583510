//! The tables of a morphological analyser as evidence: what they decide, what they leave as it is,
//! and what is said of tables that are damaged. The tables here are our own, of a few words.
#![expect(clippy::unwrap_used, reason = "inputs that cannot be written fail the test")]

use siyaq_segment::train::{FrequencyScale, TrainOptions, train};
use siyaq_segment::{Dictionary, SegmentationScheme, Segmenter};
use std::fmt::Write;
use std::fs;
use std::path::Path;

const PREFIXES: &str = "; prefixes\n\t\tNone\t\nb\tbi\tBi\twith <pos>bi/PREP+</pos>\nwsy\twasaya\tHe\twill he <pos>wa/CONJ+sa/FUT+ya/IV3MS+</pos>\n";
/// Nouns that begin with ب, and nouns that do not.
const WHOLE: [&str; 12] = [
    "بدرس", "بجمل", "بنهر", "بقصر", "بشمس", "بحبر", "بصقر", "بطبل", "بعجل", "بغصن", "بفجر", "برمح",
];
const NOUNS: [&str; 12] =
    ["قلم", "ورق", "حجر", "شجر", "مطر", "جبل", "سمك", "ذهب", "خشب", "عنب", "زمن", "لبن"];
const SUFFIXES: &str = "\t\tNone2\t\nh\thu\this\this <pos>hu/POSS_PRON_3MS</pos>\n";

/// A treebank in which words of both kinds stand, four of each, and their frequencies: nothing
/// but the tables tells the other words apart.
fn options(folder: &Path) -> TrainOptions {
    let mut treebank = String::from("# text = x\n");
    let plain = |id: usize, form: &str| format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n");
    let mut id = 1;
    for (whole, noun) in WHOLE.iter().zip(NOUNS).take(8) {
        treebank.push_str(&plain(id, whole));
        let range = format!("{}-{}", id + 1, id + 2);
        writeln!(treebank, "{range}\tب{noun}\t_\t_\t_\t_\t_\t_\t_\t_").unwrap();
        treebank.push_str(&plain(id + 1, "ب"));
        treebank.push_str(&plain(id + 2, noun));
        id += 3;
    }
    treebank.push('\n');
    let mut frequencies = String::from("form,freq\n");
    for (whole, noun) in WHOLE.iter().zip(NOUNS) {
        write!(frequencies, "{whole},10\nب{noun},10\n").unwrap();
    }
    fs::write(folder.join("bank.conllu"), treebank).unwrap();
    fs::write(folder.join("freq.csv"), frequencies).unwrap();
    TrainOptions::default()
        .treebank(folder.join("bank.conllu"))
        .frequencies(folder.join("freq.csv"), FrequencyScale::Counts)
        .sources("Our own words.\n")
}

fn write_tables(folder: &Path) {
    let latin = |word: &str| siyaq_text::TranslitScheme::Buckwalter.to_latin(word);
    let mut stems = String::from(";--- a\n;; lemma-1\n");
    for word in WHOLE.iter().chain(&NOUNS) {
        writeln!(stems, "{0}\t{0}\tNoun\ta thing", latin(word)).unwrap();
    }
    // A gloss in ISO 8859-1, a form that is none, and another spelling of a hamza.
    let mut stems = stems.into_bytes();
    stems.extend_from_slice(b"xbz\txubz\tNoun\tpain, caf\xe9\r\n#\t#\tNoun\tsign\n");
    stems.extend_from_slice(b">sd\t>asad\tNoun\tlion\nAsd\t>asad\tNoun\tlion\n");
    let tables: [(&str, &[u8]); 6] = [
        ("dictprefixes", PREFIXES.as_bytes()),
        ("dictStems", &stems),
        ("DICTSUFFIXES", SUFFIXES.as_bytes()),
        ("tableAB", b"; pairs\nNone Noun\nBi Noun\n"),
        ("tableAC", b"None None2\nBi None2\n"),
        ("tablebc", b"Noun  None2 \n\nNoun his\n"),
    ];
    for (name, bytes) in tables {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

fn trained(options: &TrainOptions) -> Segmenter {
    Segmenter::new(train(options).unwrap())
}

#[test]
fn the_tables_decide_what_frequencies_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let (options, tables) = (options(folder.path()), folder.path().join("tables"));
    fs::create_dir(&tables).unwrap();
    write_tables(&tables);
    let without = trained(&options);
    let with = trained(&options.clone().buckwalter_tables(&tables));
    // The last words of each kind are not in the treebank.
    let right = |segmenter: &Segmenter| {
        let pieces = |word: &str| segmenter.analyze(word).segments(SegmentationScheme::Atb).count();
        let whole = WHOLE.iter().skip(8).filter(|word| pieces(word) == 1).count();
        let cut = NOUNS.iter().skip(8).filter(|noun| pieces(&format!("ب{noun}")) == 2).count();
        whole + cut
    };
    assert_eq!(right(&with), 8);
    assert!(right(&without) < 8, "the test can fail");
    // Words that are not listed are decided as without the tables: the weights are the same.
    let weights = |segmenter: &Segmenter| {
        let bytes = segmenter.dictionary().as_bytes();
        bytes[bytes.len() - 32 - 2 * 131_072..bytes.len() - 32].to_vec()
    };
    assert!(weights(&with) == weights(&without));
    let sources = with.dictionary().sources();
    assert!(sources.starts_with("Our own words.\n\nDerived from"), "{sources}");
    assert!(sources.contains("Buckwalter") && sources.contains("GNU General Public License"));
    assert!(!without.dictionary().sources().contains("GNU"));
    let bytes = with.dictionary().as_bytes().to_vec();
    assert!(Dictionary::from_bytes(bytes).is_ok());
}

#[test]
fn damaged_tables_are_named_with_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let (options, tables) = (options(folder.path()), folder.path().join("tables"));
    let error = || train(&options.clone().buckwalter_tables(&tables)).unwrap_err();
    assert!(error().to_string().contains("tables"), "no folder");
    fs::create_dir(&tables).unwrap();
    write_tables(&tables);
    train(&options.clone().buckwalter_tables(&tables)).unwrap();
    let damages = [
        ("dictStems", "ktb\tkatab\tNoun\n", "dictStems: line 1: 3 columns"),
        ("dictStems", ";; a\nktb\tkatab\t\ta book\n", "dictStems: line 2: \"\" is no category"),
        ("dictStems", "\t\tNoun\ta\n", "dictStems: line 1: the stem is empty"),
        ("dictStems", "كتاب book\n", "dictStems: line 1: 1 columns"),
        ("dictStems", "#\t#\tNoun\tsign\n", "dictStems: line 1: no line of the file"),
        ("dictStems", "", "dictStems: line 1: no line of the file"),
        ("DICTSUFFIXES", "\t\tS\t\nh\thu\tS\this\n", "DICTSUFFIXES: line 2: a prefix or suffix"),
        ("tableAB", ";\nNone Noun Bi\n", "tableAB: line 2: 3 words"),
        ("tableAC", "; nothing\n", "tableAC: line 1: the file has no pairs"),
    ];
    for (name, text, expected) in damages {
        write_tables(&tables);
        fs::write(tables.join(name), text).unwrap();
        let found = error().to_string();
        assert!(found.contains(expected), "{found}");
    }
    write_tables(&tables);
    fs::remove_file(tables.join("tablebc")).unwrap();
    let found = error().to_string();
    assert!(found.contains("has no file tableBC"), "{found}");
}
