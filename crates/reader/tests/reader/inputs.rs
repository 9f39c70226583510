//! Files, folders, patterns, and what is wrong with them.

use crate::drain;
use siyaq_reader::{Encoding, Format, Input, ProblemKind, Reader, ReaderErrorKind, ReaderOptions};
use std::fs;
use std::path::Path;

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn open(inputs: Vec<Input>) -> Result<Reader, siyaq_reader::ReaderError> {
    Reader::open(inputs, ReaderOptions::default())
}

fn ids(inputs: Vec<Input>) -> Vec<String> {
    let (outcome, error) = drain(&mut open(inputs).unwrap());
    let told = outcome.problems.iter().any(|problem| problem.kind != ProblemKind::HiddenFiles);
    assert!(error.is_none() && !told, "{error:?} {outcome:?}");
    outcome.documents.into_iter().map(|document| document.id).collect()
}

fn kind(inputs: Vec<Input>) -> String {
    format!("{:?}", open(inputs).unwrap_err().kind())
}

#[test]
fn folders_are_read_in_order_without_hidden_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a/2.txt", "a/10.txt", ".hidden.txt", ".git/x.txt", "c/d/e.txt"] {
        write(folder.path(), name, "نص");
    }
    let path = folder.path().to_owned();
    assert_eq!(ids(vec![Input::Path(path.clone())]), ["a/10.txt", "a/2.txt", "b.txt", "c/d/e.txt"]);
    let pattern = |tail: &str| Input::Glob(format!("{}/{tail}", path.display()).into());
    assert_eq!(ids(vec![pattern("*/*.txt")]), ["a/10.txt", "a/2.txt"]);
    assert_eq!(ids(vec![pattern("**/?.txt")]), ["a/2.txt", "b.txt", "c/d/e.txt"]);
    let files = vec![Input::Path(path.join("b.txt")), Input::Path(path.join("a/2.txt"))];
    assert_eq!(ids(files), ["b.txt", "2.txt"]);
}

#[test]
fn hidden_files_are_counted_and_end_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", ".b.txt", ".git/x.txt", ".git/y.txt", "c/.d", "c/e.txt"] {
        write(folder.path(), name, "نص");
    }
    for strict in [false, true] {
        let options = ReaderOptions::default().strict(strict);
        let input = || vec![Input::Path(folder.path().to_owned())];
        let (outcome, error) = drain(&mut Reader::open(input(), options.clone()).unwrap());
        assert!(error.is_none());
        assert_eq!(
            (outcome.ids(), outcome.kinds()),
            (vec!["a.txt", "c/e.txt"], vec![ProblemKind::HiddenFiles])
        );
        let problem = &outcome.problems[0];
        assert!(problem.message.starts_with("3 hidden files or folders"), "{problem}");
        assert_eq!(problem.path, folder.path());
        let documents = Reader::open(input(), options).unwrap().documents();
        assert_eq!(documents.filter(Result::is_ok).count(), 2);
    }
    // What is worse ends strict reading still.
    write(folder.path(), "c/z.txt", "");
    let strict = ReaderOptions::default().strict(true);
    let input = vec![Input::Path(folder.path().to_owned())];
    let (outcome, error) = drain(&mut Reader::open(input, strict).unwrap());
    assert_eq!(outcome.documents.len(), 2);
    assert!(error.unwrap().to_string().contains("empty"));
    let named = ids(vec![Input::Path(folder.path().join(".b.txt"))]);
    assert_eq!(named, [".b.txt"]);
}

#[test]
fn mixed_files_are_described() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "1.jsonl", "{\"text\": \"أول\"}");
    write(folder.path(), "2.csv", "text\nثان\n");
    let windows = encoding_rs::WINDOWS_1256.encode("هذا نص ثالث باللغة العربية").0.into_owned();
    fs::write(folder.path().join("3.txt"), &windows).unwrap();
    let mut reader = open(vec![Input::Path(folder.path().to_owned())]).unwrap();
    assert_eq!(reader.file_count(), 3);
    let total = reader.progress().total_bytes.unwrap();
    let (outcome, _) = drain(&mut reader);
    assert_eq!(outcome.texts(), ["أول", "ثان", "هذا نص ثالث باللغة العربية"]);
    assert_eq!(reader.progress().read_bytes, total);
    assert_eq!(reader.file_count(), 3);
    let sources = reader.sources();
    assert_eq!(sources[2].path, folder.path().join("3.txt"));
    assert_eq!(sources[2].size, windows.len() as u64);
    assert_eq!(sources[2].blake3, blake3::hash(&windows).to_hex().as_str());
    assert_eq!((sources[2].encoding, sources[2].format), (Encoding::Windows1256, Format::Text));
    assert_eq!(sources.iter().map(|source| source.size).sum::<u64>(), total);
    assert_eq!(sources[0].format, Format::Jsonl);
    assert_eq!(sources[1].format, Format::Csv);
}

#[test]
fn what_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x/.hidden", "نص");
    let path = |name: &str| folder.path().join(name);
    let pattern = path("*.txt").to_str().unwrap().to_owned();
    assert!(kind(vec![]).starts_with("NoInput"));
    assert!(kind(vec![Input::Path(path("none"))]).starts_with("NotFound"));
    assert!(kind(vec![Input::Path(path("x"))]).starts_with("EmptyFolder"));
    assert!(kind(vec![Input::Glob(pattern.into())]).starts_with("NoMatch"));
    assert!(kind(vec![Input::Glob("a/***".into())]).starts_with("BadGlob"));
    assert!(kind(vec![Input::Stdin, Input::Stdin]).starts_with("StdinTwice"));
    let twice = vec!["a".parse().unwrap(), "a:int".parse().unwrap()];
    let error = Reader::open(vec![Input::Stdin], ReaderOptions::default().fields(twice));
    assert!(matches!(error.unwrap_err().kind(), ReaderErrorKind::Options { .. }));
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "real/1.txt", "نص");
    fs::create_dir(folder.path().join("all")).unwrap();
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(folder.path().join(from), folder.path().join(to)).unwrap();
    };
    link("real", "all/link");
    assert_eq!(ids(vec![Input::Path(folder.path().join("all"))]), ["link/1.txt"]);
    // What leads nowhere, or back, is told and left out.
    link("all", "all/back");
    link("nowhere", "real/broken");
    let (outcome, error) = drain(&mut open(vec![Input::Path(folder.path().join("all"))]).unwrap());
    assert!(error.is_none());
    assert_eq!(outcome.ids(), ["link/1.txt"]);
    assert_eq!(outcome.kinds(), [ProblemKind::UnreadableFile; 2]);
    assert!(outcome.messages()[0].contains("all/back"), "{:?}", outcome.messages());
    let pattern = Input::Glob(folder.path().join("real/*").into());
    let (outcome, error) = drain(&mut open(vec![pattern]).unwrap());
    assert!(error.is_none());
    assert_eq!(
        (outcome.ids(), outcome.kinds()),
        (vec!["1.txt"], vec![ProblemKind::UnreadableFile])
    );
    let strict = ReaderOptions::default().strict(true);
    let mut strict = Reader::open(vec![Input::Path(folder.path().join("real"))], strict).unwrap();
    assert!(drain(&mut strict).1.is_some());
    assert!(kind(vec![Input::Path(folder.path().join("real/broken"))]).starts_with("NotFound"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_need_not_be_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"caf\xe9.txt"[..], b"caf\xe8.txt", "مقهى.txt".as_bytes()] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), "نص").unwrap();
    }
    let all = ["caf\\xE8.txt", "caf\\xE9.txt", "مقهى.txt"];
    assert_eq!(ids(vec![Input::Path(folder.path().to_owned())]), all);
    let like = |tail: &[u8]| {
        let pattern = folder.path().join(OsStr::from_bytes(tail));
        let input = Input::from_argument(pattern);
        assert!(matches!(input, Input::Glob(_)));
        ids(vec![input])
    };
    assert_eq!(like(b"*.txt"), all);
    assert_eq!(like(b"caf?.*"), all[..2]);
    assert_eq!(like(b"caf\xe9*"), all[1..2]);
    assert_eq!(like("م*".as_bytes()), all[2..]);
}

#[test]
fn a_file_named_twice_is_told() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", "نص");
    let path = |name: &str| Input::Path(folder.path().join(name));
    let (outcome, _) = drain(&mut open(vec![path("a.txt"), path("./a.txt")]).unwrap());
    assert_eq!(outcome.kinds(), [ProblemKind::RepeatedFile]);
    assert_eq!(outcome.ids(), ["a.txt", "a.txt"]);
    // A deep pattern fits folders and what is in them, which is read once.
    write(folder.path(), "b/c.txt", "نص");
    assert_eq!(ids(vec![Input::Glob(folder.path().join("**/*").into())]), ["a.txt", "b/c.txt"]);
    assert_eq!(ids(vec![Input::Glob(folder.path().join("**").into())]), ["a.txt", "b/c.txt"]);
}

#[cfg(unix)]
#[test]
fn sockets_in_folders_are_told() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", "نص");
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("s")).unwrap();
    let (outcome, _) = drain(&mut open(vec![Input::Path(folder.path().to_owned())]).unwrap());
    assert_eq!((outcome.ids(), outcome.kinds()), (vec!["a.txt"], vec![ProblemKind::SpecialFile]));
}

#[test]
fn arguments_name_inputs() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a[1].txt", "نص");
    let path = folder.path().join("a[1].txt");
    assert_eq!(Input::from_argument(&path), Input::Path(path));
}

/// Bytes that end in an error of the system.
struct Failing(usize);

impl std::io::Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let line = b"{\"text\": \"a\"}\n";
        match self.0.checked_sub(1) {
            None => Err(std::io::Error::other("the disk is gone")),
            Some(left) => {
                self.0 = left;
                let count = line.len().min(buffer.len());
                buffer[..count].copy_from_slice(&line[..count]);
                Ok(count)
            }
        }
    }
}

#[test]
fn errors_of_the_system_name_the_file() {
    let mut reader =
        Reader::from_read("n.jsonl", Failing(100), ReaderOptions::default().batch_bytes(64))
            .unwrap();
    let (_, error) = drain(&mut reader);
    assert_eq!(error.unwrap().to_string(), "cannot read n.jsonl: the disk is gone");
}
