//! A result file is there in full or not at all, and its manifest says how to repeat it.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use siyaq_output::{
    Column, Format, InputRecord, OutputErrorKind, OutputFile, OwnedCell, ResultManifest, RowSink,
    RowTable, Rows, SourceRecord, WriteOptions, digest_file, save_rows, write_rows,
};

fn words() -> RowTable {
    let mut table = RowTable::new(vec![Column::text("form"), Column::integer("freq")]);
    table.push(vec![OwnedCell::Text("كتاب".to_owned()), OwnedCell::Integer(3)]);
    table
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn manifest(created: SystemTime) -> ResultManifest {
    let mut manifest = ResultManifest::new("words", "siyaq", "0.1.0", created);
    manifest.arguments =
        vec!["words".to_owned(), "corpus".to_owned(), "--layer".to_owned(), "standard".to_owned()];
    manifest.options.insert("layer".to_owned(), "standard".into());
    manifest.options.insert("min_freq".to_owned(), 1.into());
    let source = SourceRecord { path: "news.jsonl".to_owned(), bytes: 10, blake3: "cd".to_owned() };
    manifest.options.insert("threshold".to_owned(), 1.090_544_158_022_353_3e-14.into());
    manifest.inputs.push(InputRecord::new("corpus", "corpus").blake3("ab").sources(vec![source]));
    manifest.format_versions.insert("corpus".to_owned(), 1);
    manifest
}

/// Takes so many bytes and fails then.
struct Failing(usize, io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(self.1.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Enough rows for many chunks.
struct Long;

impl Rows for Long {
    fn columns(&self) -> Vec<Column> {
        vec![Column::text("form")]
    }

    fn len(&self) -> usize {
        200_000
    }

    fn row(&self, _index: usize, sink: &mut dyn RowSink) {
        sink.text("والمستشفيات");
    }
}

/// Fails in the middle of its rows.
struct Broken;

impl Rows for Broken {
    fn columns(&self) -> Vec<Column> {
        vec![Column::real("score", 2)]
    }

    fn len(&self) -> usize {
        200_000
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        sink.real(Ok(if index >= 150_000 { f64::NAN } else { 0.5 }));
    }
}

#[test]
fn a_full_disk_and_a_closed_pipe_are_told_apart_wherever_they_happen() {
    for taken in [0, 3, 10_000, 3_000_000] {
        let mut full = Failing(taken, io::ErrorKind::StorageFull);
        let error = write_rows(&Long, &WriteOptions::default(), &mut full).unwrap_err();
        assert_eq!(error.kind(), &OutputErrorKind::Write { path: None });
        assert_eq!(error.to_string(), "writing the result: no storage space");
        let mut closed = Failing(taken, io::ErrorKind::BrokenPipe);
        assert!(
            write_rows(&Long, &WriteOptions::default(), &mut closed).unwrap_err().is_broken_pipe()
        );
    }
}

#[test]
fn the_first_broken_row_is_reported_and_no_file_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scores.csv");
    for format in Format::ALL {
        let options = WriteOptions::default().format(format);
        let error = save_rows(&Broken, &options, &path, manifest(UNIX_EPOCH)).unwrap_err();
        if format != Format::Table {
            assert_eq!(
                error.kind(),
                &OutputErrorKind::NotFinite { row: 150_000, column: "score".to_owned() }
            );
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
    fs::write(&path, "older").unwrap();
    save_rows(&Broken, &WriteOptions::default(), &path, manifest(UNIX_EPOCH)).unwrap_err();
    assert_eq!(names(folder.path()), ["scores.csv"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "older");
}

#[test]
fn errors_of_files_carry_their_path() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("none").join("words.csv");
    let error = OutputFile::create(&inside).unwrap_err();
    assert_eq!(error.kind(), &OutputErrorKind::File { path: inside.clone(), doing: "creating" });
    assert!(error.to_string().contains("words.csv"), "{error}");
    let error = OutputFile::create(folder.path()).unwrap_err();
    assert!(error.to_string().ends_with("is a directory"), "{error}");
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let full = Path::new("/dev/full");
    let error = save_rows(&Long, &WriteOptions::default(), full, manifest(UNIX_EPOCH)).unwrap_err();
    assert_eq!(error.kind(), &OutputErrorKind::Write { path: Some(full.to_owned()) });
    assert!(
        error.to_string().starts_with("writing the result to /dev/full: No space left"),
        "{error}"
    );
    let saved =
        save_rows(&words(), &WriteOptions::default(), "/dev/null", manifest(UNIX_EPOCH)).unwrap();
    assert_eq!(saved.manifest, None);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("target.csv"), folder.path().join("link.csv"));
    fs::write(&target, "older").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&target, &link).unwrap();
    save_rows(&words(), &WriteOptions::default(), &link, manifest(UNIX_EPOCH)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&target).unwrap(), "form,freq\nكتاب,3\n");
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    let fresh = folder.path().join("fresh.csv");
    save_rows(&words(), &WriteOptions::default(), &fresh, manifest(UNIX_EPOCH)).unwrap();
    let plain = folder.path().join("plain");
    fs::write(&plain, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&fresh), mode(&plain));
}

#[test]
fn the_manifest_tells_how_to_repeat_a_result() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("words.csv");
    let created = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let saved = save_rows(&words(), &WriteOptions::default(), &path, manifest(created)).unwrap();
    assert_eq!(names(folder.path()), ["words.csv", "words.csv.manifest.json"]);
    assert_eq!(digest_file(&path).unwrap(), saved.digest);

    let place = saved.manifest.unwrap();
    let read = ResultManifest::read(&place).unwrap();
    let mut expected = manifest(created);
    expected.set_result("csv", 1, &saved.digest);
    expected.result.file = "words.csv".to_owned();
    assert_eq!(read, expected);
    insta::assert_snapshot!(fs::read_to_string(&place).unwrap(), @r#"
    {
      "manifest_version": 1,
      "tool": {
        "name": "siyaq",
        "version": "0.1.0"
      },
      "command": "words",
      "arguments": [
        "words",
        "corpus",
        "--layer",
        "standard"
      ],
      "options": {
        "layer": "standard",
        "min_freq": 1,
        "threshold": 1.0905441580223533e-14
      },
      "inputs": [
        {
          "role": "corpus",
          "path": "corpus",
          "blake3": "ab",
          "sources": [
            {
              "path": "news.jsonl",
              "bytes": 10,
              "blake3": "cd"
            }
          ]
        }
      ],
      "format_versions": {
        "corpus": 1
      },
      "result": {
        "file": "words.csv",
        "format": "csv",
        "rows": 1,
        "bytes": 21,
        "blake3": "caa215a25ba08d9c903cb7de34a527b9a04e59e3ba5f40db1b4cdd8ce5de4c5c"
      },
      "created": "2027-01-15T08:00:00Z"
    }
    "#);
}

#[test]
fn the_same_result_has_the_same_manifest_but_for_the_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("words.csv");
    let [mut one, other] = [1_000, 2_000].map(|seconds| {
        let created = UNIX_EPOCH + Duration::from_secs(seconds);
        let saved =
            save_rows(&words(), &WriteOptions::default(), &path, manifest(created)).unwrap();
        ResultManifest::read(saved.manifest.unwrap()).unwrap()
    });
    assert_ne!(one.created, other.created);
    one.created.clone_from(&other.created);
    assert_eq!(one, other);
}

#[test]
fn what_is_no_manifest_or_too_new_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.manifest.json");
    let kind = |content: &str| {
        fs::write(&path, content).unwrap();
        ResultManifest::read(&path).unwrap_err().kind().clone()
    };
    assert_eq!(kind("{"), OutputErrorKind::Manifest { path: path.clone() });
    assert_eq!(kind("{\"manifest_version\": 1}"), OutputErrorKind::Manifest { path: path.clone() });
    let newer = OutputErrorKind::ManifestVersion { path: path.clone(), expected: 1, found: 2 };
    assert_eq!(kind("{\"manifest_version\": 2}"), newer);
    let missing = folder.path().join("none");
    assert_eq!(
        ResultManifest::read(&missing).unwrap_err().kind(),
        &OutputErrorKind::Read { path: missing }
    );
}
