//! The commands of the documents are run as they stand there.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a document that cannot be read is a failed test")]

mod common;

use common::Folder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The lines of the shell blocks of a document, with their numbers; what goes on after a backslash
/// is one line.
fn commands(document: &str) -> Vec<(usize, String)> {
    let text = fs::read_to_string(root().join(document)).unwrap();
    let (mut inside, mut found, mut open) = (false, Vec::<(usize, String)>::new(), false);
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with("```") {
            inside = line == "```sh";
            open = false;
        } else if inside && !line.trim().is_empty() {
            match found.last_mut().filter(|_| open) {
                Some((_, command)) => command.push_str(line.trim()),
                None => found.push((number, line.trim().to_owned())),
            }
            let (_, command) = found.last_mut().unwrap();
            open = command.ends_with('\\');
            if open {
                command.pop();
            }
        }
    }
    found
}

/// Runs a line as a shell does, with `siyaq` on the path.
fn shell(folder: &Folder, line: &str) -> (i32, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_siyaq")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let ran = Command::new("bash")
        .args(["-euo", "pipefail", "-c", line])
        .env("PATH", format!("{}:{path}", program.display()))
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = [ran.stdout, ran.stderr].concat();
    (ran.status.code().unwrap_or(-1), String::from_utf8_lossy(&said).into_owned())
}

fn with_datasets(folder: &Folder) {
    std::os::unix::fs::symlink(root().join("datasets"), folder.path().join("datasets")).unwrap();
}

/// Runs the lines of a document that begin with `siyaq`, one after the other in one folder. Each
/// finds something.
fn run_all(document: &str, folder: &Folder) {
    let lines: Vec<(usize, String)> =
        commands(document).into_iter().filter(|(_, line)| line.starts_with("siyaq ")).collect();
    assert!(!lines.is_empty(), "{document} shows no command");
    for (number, line) in lines {
        let (code, said) = shell(folder, &line);
        assert_eq!(code, 0, "{document}:{number}: {line}\n{said}");
    }
}

#[test]
fn the_readme_runs_as_it_stands() {
    let folder = Folder::empty();
    with_datasets(&folder);
    let articles = folder.path().join("أخباري");
    fs::create_dir(&articles).unwrap();
    let newspaper = fs::read_to_string(root().join("datasets/minbar.jsonl")).unwrap();
    for (number, line) in newspaper.lines().enumerate() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = article["text"].as_str().unwrap();
        fs::write(articles.join(format!("{number}.txt")), text).unwrap();
    }
    run_all("README.md", &folder);
}

#[test]
fn the_page_on_segmentation_runs_as_it_stands() {
    let folder = Folder::with_papers();
    fs::rename(folder.path().join("papers"), folder.path().join("news")).unwrap();
    folder.file("book.txt", "وللوزارة كتبها.\n");
    let lines = commands("SEGMENTATION.md").into_iter();
    // What trains a dictionary needs a treebank, which is not shipped.
    let lines = lines.filter(|(_, line)| line.starts_with("siyaq ") && !line.contains(" train "));
    let mut count = 0;
    for (number, line) in lines {
        let (code, said) = shell(&folder, &line);
        assert_eq!(code, 0, "SEGMENTATION.md:{number}: {line}\n{said}");
        count += 1;
    }
    assert!(count >= 4, "{count} commands");
}

/// The commands for corpora that must be fetched first cannot find their files; that is all that
/// may be wrong with them.
#[test]
fn commands_for_larger_corpora_are_understood() {
    let folder = Folder::empty();
    with_datasets(&folder);
    let mut count = 0;
    for (number, line) in commands("datasets/README.md") {
        let Some(start) = line.find("siyaq index ") else { continue };
        count += 1;
        let command = line.get(start..).unwrap();
        let (code, said) = shell(&folder, &format!("{command} </dev/null"));
        let ends = code == 0
            || said.contains("no such file or folder")
            || said.contains("matches no file")
            || said.contains("the file is empty");
        assert!(ends, "datasets/README.md:{number}: {command}\n{said}");
    }
    assert!(count >= 10, "{count} commands");
}
