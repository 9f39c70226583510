//! Runs of the command in fresh folders.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]
#![allow(dead_code, reason = "each test file uses some of this")]

use flate2::Compression;
use flate2::write::GzEncoder;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// A folder with the sample newspapers, and the corpus `papers` made of them.
pub(crate) struct Folder {
    dir: TempDir,
}

/// What a run gave.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The corpus is built once and copied.
fn papers() -> &'static TempDir {
    static PAPERS: OnceLock<TempDir> = OnceLock::new();
    PAPERS.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let datasets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets");
        for name in ["minbar.jsonl", "alufuq.jsonl"] {
            std::fs::copy(datasets.join(name), dir.path().join(name)).unwrap();
        }
        let arguments = [
            "index",
            "minbar.jsonl",
            "alufuq.jsonl",
            "-o",
            "papers",
            "--title-field",
            "title",
            "--meta",
            "source,category,date:date",
        ];
        let ran = run_in(dir.path(), &arguments, None);
        assert_eq!(ran.code, 0, "{}", ran.err);
        dir
    })
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The bytes of a gzip file.
pub(crate) fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn command(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_siyaq"));
    command.current_dir(folder).args(arguments);
    command
}

fn run_in(folder: &Path, arguments: &[&str], input: Option<&[u8]>) -> Ran {
    let mut command = command(folder, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.map(<[u8]>::to_vec).unwrap_or_default();
    let writer = std::thread::spawn(move || {
        // The command may end before it has read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran::from(output)
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Folder {
    pub(crate) fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn with_papers() -> Self {
        let folder = Self::empty();
        copy_folder(papers().path(), folder.path());
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.path(), arguments, None)
    }

    pub(crate) fn run_with(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        run_in(self.path(), arguments, Some(input.as_ref()))
    }

    /// The output of a run over a text on standard input that does not fail.
    pub(crate) fn of_text(&self, text: &str, arguments: &[&[&str]]) -> String {
        let arguments = arguments.concat();
        let ran = self.run_with(&arguments, text);
        assert!(ran.code < 2, "{arguments:?}: {}", ran.err);
        ran.out
    }

    /// The output of a run that finds something and says nothing on stderr.
    pub(crate) fn found(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        ran.out
    }

    /// The message of a run that fails.
    pub(crate) fn failed(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        ran.err
    }
}
