//! Where results go: nothing foreign is touched, nothing whole is lost, whoever is killed or comes
//! second.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

mod common;

use common::{Folder, command};
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// The names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn spawn(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = command(folder, arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// The exit code and the message of a run.
fn ended(child: Child) -> (i32, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap())
}

fn layers(folder: &Folder, corpus: &str) -> Vec<String> {
    let listed = folder.found(&["layers", corpus]);
    listed.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn only_a_corpus_and_nothing_else_is_replaced() {
    let folder = Folder::with_papers();
    let index = |target: &str| folder.failed(&["index", "txt", "-o", target, "--force", "-q"]);
    fs::create_dir(folder.path().join("txt")).unwrap();
    folder.file("txt/a.txt", "كتاب");
    // The input, a folder with some manifest.json, a file.
    folder.file("txt/manifest.json", "{\"name\": \"mine\"}");
    assert!(index("txt").contains("not a siyaq corpus"));
    assert!(index("txt/a.txt").contains("would be replaced"));
    assert_eq!(names(&folder.path().join("txt")), ["a.txt", "manifest.json"]);
    assert_eq!(folder.read("txt/a.txt"), "كتاب");
    // A corpus in which something of the user's lies.
    folder.file("papers/notes.txt", "mine");
    let before = names(&folder.path().join("papers"));
    assert!(index("papers").contains("notes.txt"));
    assert_eq!(names(&folder.path().join("papers")), before);
    folder.found(&["layers", "papers", "--add", "stem"]);
    assert_eq!(folder.read("papers/notes.txt"), "mine");
    folder.found(&["verify", "papers"]);
    assert!(folder.failed(&["demo", "--save", "papers"]).contains("exists"));
    // What is damaged is not known to be a corpus and nothing else.
    fs::remove_file(folder.path().join("papers/notes.txt")).unwrap();
    let manifest = folder.read("papers/manifest.json");
    folder.file("papers/manifest.json", manifest.replace("siyaq-corpus", "siyaq-corpuz"));
    assert!(index("papers").contains("not a siyaq corpus"));
    folder.file("papers/manifest.json", manifest);
    folder.run(&["index", "txt/a.txt", "-o", "papers", "--force", "-q"]);
    assert!(folder.found(&["words", "papers"]).contains("كتاب,1"));
    folder.found(&["verify", "papers"]);
}

#[test]
fn an_empty_folder_is_filled_and_a_link_stays_a_link() {
    let folder = Folder::with_papers();
    fs::create_dir(folder.path().join("empty")).unwrap();
    folder.found(&["index", "minbar.jsonl", "-o", "empty", "-q"]);
    folder.found(&["verify", "empty"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("papers", folder.path().join("link")).unwrap();
        std::os::unix::fs::symlink("later", folder.path().join("to_nothing")).unwrap();
        folder.found(&["layers", "link", "--add", "stem"]);
        for link in ["link", "to_nothing"] {
            folder.found(&["index", "alufuq.jsonl", "-o", link, "-q", "--force"]);
            assert!(fs::symlink_metadata(folder.path().join(link)).unwrap().is_symlink());
        }
        folder.found(&["verify", "papers"]);
        folder.found(&["verify", "later"]);
        assert!(!layers(&folder, "papers").contains(&"stem".to_owned()));
    }
}

/// The working folder may be the corpus itself.
#[test]
fn a_path_from_inside_the_corpus_works() {
    let folder = Folder::with_papers();
    let inside = folder.path().join("papers");
    for path in [".", "../papers"] {
        let layer = if path == "." { "stem" } else { "light10" };
        let (code, said) = ended(spawn(&inside, &["layers", path, "--add", layer]));
        assert_eq!(code, 0, "{said}");
    }
    let arguments = ["index", "../minbar.jsonl", "-o", "../papers", "--force", "-q"];
    let (code, said) = ended(spawn(&inside, &arguments));
    assert_eq!(code, 0, "{said}");
    folder.found(&["verify", "papers"]);
    assert_eq!(names(folder.path()), ["alufuq.jsonl", "minbar.jsonl", "papers"]);
}

#[test]
fn of_two_builders_of_one_new_corpus_one_succeeds() {
    let folder = Folder::with_papers();
    for trial in 0..8 {
        let target = format!("new{trial}");
        let build = |input| spawn(folder.path(), &["index", input, "-o", &target, "-q"]);
        let (one, other) = (build("minbar.jsonl"), build("alufuq.jsonl"));
        let mut ends = [ended(one), ended(other)];
        ends.sort();
        assert_eq!((ends[0].0, ends[1].0), (0, 2), "{ends:?}");
        assert!(ends[1].1.contains("exists already"), "{ends:?}");
        folder.found(&["verify", &target]);
    }
}

/// With --force both succeed one after the other, and the corpus is one of the two, whole.
#[test]
fn two_builders_by_force_leave_one_whole_corpus() {
    let folder = Folder::with_papers();
    for _ in 0..8 {
        let build =
            |input| spawn(folder.path(), &["index", input, "-o", "papers", "--force", "-q"]);
        let (one, other) = (build("minbar.jsonl"), build("alufuq.jsonl"));
        assert_eq!((ended(one), ended(other)), ((0, String::new()), (0, String::new())));
        folder.found(&["verify", "papers"]);
        assert_eq!(names(folder.path()), ["alufuq.jsonl", "minbar.jsonl", "papers"]);
    }
}

#[test]
fn two_runs_that_add_layers_lose_none() {
    for trial in 0..25 {
        let folder = Folder::with_papers();
        let add = |layer| spawn(folder.path(), &["layers", "papers", "--add", layer]);
        let (one, other) = (add("light10"), add("snowball"));
        assert_eq!((ended(one), ended(other)), ((0, String::new()), (0, String::new())), "{trial}");
        let layers = layers(&folder, "papers");
        assert!(layers.contains(&"light10".to_owned()), "{trial}: {layers:?}");
        assert!(layers.contains(&"snowball".to_owned()), "{trial}: {layers:?}");
        folder.found(&["verify", "papers"]);
    }
}

/// Runs are killed after times that go up over the time that a whole run takes; after each the old
/// corpus or the new one is there and whole, and the next run leaves nothing behind.
#[test]
fn whoever_is_killed_leaves_a_whole_corpus() {
    let folder = Folder::with_papers();
    let start = Instant::now();
    folder.found(&["index", "minbar.jsonl", "-o", "papers", "--force", "-q"]);
    let whole = start.elapsed();
    let arguments: [&[&str]; 3] = [
        &["index", "minbar.jsonl", "alufuq.jsonl", "-o", "papers", "--force", "-q"],
        &["layers", "papers", "--add", "stem"],
        &["words", "papers", "-o", "words.csv", "-q"],
    ];
    const TRIALS: u32 = 24;
    let mut left = 0;
    for trial in 0..TRIALS {
        for arguments in arguments {
            let mut child = spawn(folder.path(), arguments);
            std::thread::sleep(whole * trial * 3 / (TRIALS * 2));
            child.kill().unwrap();
            child.wait().unwrap();
            folder.found(&["verify", "papers"]);
            left += names(folder.path()).iter().filter(|name| name.starts_with('.')).count();
        }
        // The next runs find what is left and say so.
        folder.run(&["layers", "papers", "--add", "light10"]);
        folder.run(&["index", "minbar.jsonl", "-o", "papers", "--force"]);
        let hidden =
            |folder: &Path| names(folder).into_iter().filter(|name| name.starts_with('.')).count();
        assert_eq!((hidden(folder.path()), hidden(&folder.path().join("papers"))), (0, 0));
    }
    // The test has met what it is about.
    assert!(left > 0, "no run was killed in time");
}

#[test]
fn leftovers_are_said_removed_and_restored() {
    let folder = Folder::with_papers();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path(".siyaq-build-deadDEAD0123abcd")).unwrap();
    folder.file(".siyaq-build-deadDEAD0123abcd/tokens.col", "half");
    folder.file(".siyaq-deadDEAD0123abcd.part", "half");
    // What no run has given its name to is somebody else's.
    fs::create_dir(path(".siyaq-build-notes")).unwrap();
    folder.file(".siyaq-build-notes/thesis.txt", "my own");
    folder.file(".siyaq-draft.part", "my own");
    let ran = folder.run(&["words", "papers", "-o", "w.csv"]);
    assert!(
        ran.err.contains(".siyaq-build-deadDEAD0123abcd")
            && ran.err.contains(".siyaq-deadDEAD0123abcd.part"),
        "{}",
        ran.err
    );
    assert!(
        !path(".siyaq-build-deadDEAD0123abcd").exists()
            && !path(".siyaq-deadDEAD0123abcd.part").exists()
    );
    assert!(path(".siyaq-build-notes/thesis.txt").exists() && path(".siyaq-draft.part").exists());
    // A corpus that was moved aside where two folders cannot change places in one step.
    let aside = path(".siyaq-replaced-deadDEAD0123abcd");
    fs::create_dir(&aside).unwrap();
    fs::rename(path("papers"), aside.join("replaced")).unwrap();
    folder.file(".siyaq-replaced-deadDEAD0123abcd/name", "papers");
    let ran = folder.run(&["words", "papers"]);
    assert!(ran.code == 0 && ran.err.contains("restored"), "{}", ran.err);
    folder.found(&["verify", "papers"]);
    assert!(!aside.exists());
    // One whose place nobody knows is told of and stays.
    fs::create_dir(&aside).unwrap();
    fs::rename(path("papers"), aside.join("replaced")).unwrap();
    let ran = folder.run(&["words", "papers"]);
    assert!(ran.code == 2 && ran.err.contains(".siyaq-replaced-deadDEAD0123abcd"), "{}", ran.err);
    fs::rename(aside.join("replaced"), path("papers")).unwrap();
    folder.found(&["verify", "papers"]);
}

/// A run that was killed between the files of a new layer and the manifest that names them.
#[test]
fn a_layer_that_was_half_added_is_taken_back() {
    let folder = Folder::with_papers();
    let corpus = folder.path().join("papers");
    let before = (names(&corpus), folder.read("papers/manifest.json"));
    folder.found(&["layers", "papers", "--add", "stem"]);
    let build = corpus.join(".siyaq-build-deadDEAD0123abcd");
    fs::create_dir(&build).unwrap();
    fs::rename(corpus.join("manifest.json"), build.join("manifest.json")).unwrap();
    fs::rename(corpus.join("stem.map"), build.join("stem.map")).unwrap();
    folder.file("papers/manifest.json", &before.1);
    folder.found(&["verify", "papers"]);
    let ran = folder.run(&["layers", "papers", "--add", "light10"]);
    assert!(ran.code == 0 && ran.err.contains(".siyaq-build-deadDEAD0123abcd"), "{}", ran.err);
    assert!(names(&corpus).iter().all(|name| !name.starts_with("stem")), "{:?}", names(&corpus));
    folder.found(&["layers", "papers", "--add", "stem"]);
    folder.found(&["verify", "papers"]);
}

/// A file of the user's that has the name of one of a new layer.
#[test]
fn a_layer_replaces_no_file() {
    let folder = Folder::with_papers();
    let before = folder.read("papers/manifest.json");
    folder.file("papers/stem.map", "mine");
    assert!(folder.failed(&["layers", "papers", "--add", "stem"]).contains("stem.map"));
    assert_eq!(
        (folder.read("papers/stem.map"), folder.read("papers/manifest.json")),
        ("mine".into(), before)
    );
    let corpus = names(&folder.path().join("papers"));
    assert!(corpus.iter().all(|name| name == "stem.map" || !name.contains("stem")), "{corpus:?}");
}

#[test]
fn a_manifest_that_lists_a_file_twice_is_refused() {
    let folder = Folder::with_papers();
    let mut manifest: serde_json::Value =
        serde_json::from_str(&folder.read("papers/manifest.json")).unwrap();
    let files = manifest["files"].as_array_mut().unwrap();
    files.push(files[0].clone());
    folder.file("papers/manifest.json", manifest.to_string());
    assert!(folder.failed(&["layers", "papers", "--add", "stem"]).contains("damaged"));
    let manifest: serde_json::Value =
        serde_json::from_str(&folder.read("papers/manifest.json")).unwrap();
    for file in manifest["files"].as_array().unwrap() {
        let path = folder.path().join("papers").join(file["name"].as_str().unwrap());
        assert_eq!(fs::metadata(path).unwrap().len(), file["bytes"].as_u64().unwrap());
    }
}

/// Every verb that writes: over what it reads, over a file of a corpus, and two results at once.
#[test]
fn no_result_replaces_what_is_read_or_a_file_of_a_corpus() {
    let folder = Folder::with_papers();
    folder.found(&["words", "papers", "-o", "freqs.csv", "-q"]);
    fs::create_dir(folder.path().join("txt")).unwrap();
    folder.file("txt/a.txt", "كتاب");
    folder.file("stop.txt", "من");
    let verbs: [&[&str]; 20] = [
        &["words", "minbar.jsonl"],
        &["words", "./papers/../minbar.jsonl"],
        &["words", "*.jsonl"],
        &["ngrams", "minbar.jsonl", "-n", "2"],
        &["bundles", "minbar.jsonl"],
        &["pframes", "minbar.jsonl"],
        &["mwe", "minbar.jsonl"],
        &["kwic", "minbar.jsonl", "في"],
        &["collocates", "minbar.jsonl", "في"],
        &["collocations", "minbar.jsonl"],
        &["keywords", "papers", "--reference", "minbar.jsonl"],
        &["dispersion", "minbar.jsonl", "في"],
        &["trend", "minbar.jsonl", "في", "--by", "year"],
        &["change", "minbar.jsonl"],
        &["diversity", "minbar.jsonl"],
        &["compare", "minbar.jsonl", "alufuq.jsonl"],
        &["network", "minbar.jsonl"],
        &["tokenize", "minbar.jsonl"],
        &["normalize", "minbar.jsonl"],
        &["words", "papers", "--stop", "minbar.jsonl"],
    ];
    let before = folder.read("minbar.jsonl");
    let manifest = folder.read("papers/manifest.json");
    for verb in verbs {
        let failed = folder.failed(&[verb, &["-o", "minbar.jsonl"]].concat());
        // A network has no format of that name.
        let said = if verb[0] == "network" { ".graphml" } else { "would be replaced" };
        assert!(failed.contains(said), "{verb:?}: {failed}");
        let failed = folder.failed(&[verb, &["-o", "papers/manifest.json"]].concat());
        assert!(failed.contains("file of the corpus"), "{verb:?}: {failed}");
    }
    for (arguments, said) in [
        (&["words", "txt", "-o", "txt/a.txt"][..], "would be replaced"),
        // What a corpus was made of is read no more, and would be missed all the same.
        (&["words", "papers", "-o", "alufuq.jsonl"], "would be replaced"),
        (&["words", "papers", "--stop", "stop.txt", "-o", "stop.txt"], "would be replaced"),
        (&["lexicon", "build", "freqs.csv", "-o", "freqs.csv"], "would be replaced"),
        (&["lexicon", "build", "papers", "-o", "papers/word.lexicon"], "file of the corpus"),
        (
            &["trend", "papers", "في", "--by", "year", "--svg", "papers/tokens.col"],
            "a drawing is written as .svg",
        ),
        (
            &["trend", "papers", "في", "--by", "year", "--svg", "x.svg", "-o", "x.svg"],
            ".svg is no format",
        ),
        (&["index", "minbar.jsonl", "-o", "minbar.jsonl", "--force"], "would be replaced"),
        (&["index", "minbar.jsonl", "-o", "alufuq.jsonl", "--force"], "not a siyaq corpus"),
    ] {
        let failed = folder.failed(arguments);
        assert!(failed.contains(said), "{arguments:?}: {failed}");
    }
    assert_eq!(folder.read("minbar.jsonl"), before);
    assert_eq!(folder.read("papers/manifest.json"), manifest);
    assert_eq!((folder.read("txt/a.txt"), folder.read("stop.txt")), ("كتاب".into(), "من".into()));
    folder.found(&["verify", "papers"]);
    // The same name again is a new result in the place of the old one, and what is no file is written to.
    folder.found(&["words", "papers", "-o", "freqs.csv", "-q"]);
    #[cfg(unix)]
    {
        folder.found(&["lexicon", "build", "papers", "-o", "/dev/null", "-q"]);
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        let piped = folder.run(&["words", "papers", "-o", "/dev/stdout", "-q"]);
        assert_eq!((piped.code, piped.out), (0, folder.read("freqs.csv")), "{}", piped.err);
    }
}

#[test]
fn two_results_never_share_a_name() {
    let folder = Folder::with_papers();
    let run =
        ["keywords", "papers", "--each", "source", "--format", "csv", "-o", "k", "--svg", "k"];
    let said = folder.failed(&run);
    assert!(said.contains("k is named for two results"), "{said}");
    assert!(!folder.path().join("k").exists());
}

/// A result without its manifest could not be made again.
#[test]
fn no_result_stands_without_its_manifest() {
    let folder = Folder::with_papers();
    // Where the manifest should stand is a folder.
    fs::create_dir(folder.path().join("w.csv.manifest.json")).unwrap();
    for run in [
        &["words", "papers", "-o", "w.csv"][..],
        &["tokenize", "minbar.jsonl", "-o", "w.csv"],
        &["kwic", "papers", "المطر", "-o", "w.csv"],
    ] {
        assert!(folder.failed(run).contains("w.csv.manifest.json"), "{run:?}");
        assert!(!folder.path().join("w.csv").exists(), "{run:?}");
        folder.file("w.csv", "old");
        folder.failed(run);
        assert_eq!(folder.read("w.csv"), "old");
        fs::remove_file(folder.path().join("w.csv")).unwrap();
    }
    assert!(!names(folder.path()).iter().any(|name| name.starts_with(".siyaq")));
}

#[test]
fn nobodys_file_is_replaced_by_a_manifest() {
    let folder = Folder::with_papers();
    folder.file("w.csv.manifest.json", "{\"precious\": 1}");
    let said = folder.failed(&["words", "papers", "-o", "w.csv"]);
    assert!(said.contains("no manifest of a result"), "{said}");
    assert_eq!(folder.read("w.csv.manifest.json"), "{\"precious\": 1}");
    assert!(!folder.path().join("w.csv").exists());
    // That of an older result is replaced with it.
    fs::remove_file(folder.path().join("w.csv.manifest.json")).unwrap();
    folder.found(&["words", "papers", "-o", "w.csv", "-q"]);
    folder.found(&["words", "papers", "-o", "w.csv", "--top", "3", "-q"]);
    assert_eq!(folder.read("w.csv").lines().count(), 4);
}

/// What the shell lets standard output be appended to is appended to.
#[cfg(unix)]
#[test]
fn the_name_of_standard_output_is_standard_output() {
    let folder = Folder::with_papers();
    let arguments = ["words", "papers", "--top", "2", "-q"];
    let plain = folder.found(&arguments);
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let log = folder.file("log.txt", "an earlier line\n");
        let opened = fs::File::options().append(true).open(&log).unwrap();
        let mut command = command(folder.path(), &[&arguments[..], &["-o", name]].concat());
        assert!(command.stdout(opened).status().unwrap().success(), "{name}");
        assert_eq!(folder.read("log.txt"), format!("an earlier line\n{plain}"), "{name}");
        assert!(!names(folder.path()).iter().any(|name| name.contains("log.txt.manifest")));
    }
    assert!(!Path::new("/dev/stdout.manifest.json").exists());
}

#[test]
fn a_corpus_takes_no_results_of_others() {
    let folder = Folder::with_papers();
    let before = names(&folder.path().join("papers"));
    for run in [
        &["words", "papers", "-o", "papers/words.csv"][..],
        &["keywords", "papers", "--each", "source", "--svg", "papers/k.svg"],
        &["tokenize", "minbar.jsonl", "-o", "papers/t.csv"],
        &["lexicon", "build", "papers", "-o", "papers/x.lex"],
    ] {
        assert!(folder.failed(run).contains("holds its own files alone"), "{run:?}");
    }
    assert_eq!(names(&folder.path().join("papers")), before);
}

/// A pipe that nobody writes to would keep the reader waiting.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_no_part_of_a_corpus() {
    let folder = Folder::with_papers();
    for name in names(&folder.path().join("papers")) {
        let path = folder.path().join("papers").join(&name);
        let kept = folder.path().join("kept");
        fs::rename(&path, &kept).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.is_ok_and(|status| status.success()), "{name}");
        for run in [&["words", "papers"][..], &["verify", "papers"]] {
            let said = folder.failed(run);
            assert!(said.contains("no regular file") || said.contains("damaged"), "{name}: {said}");
        }
        fs::remove_file(&path).unwrap();
        fs::rename(&kept, &path).unwrap();
    }
    folder.found(&["verify", "papers"]);
}

/// A run that waits for its turn gets it when the other one is killed.
#[test]
fn a_lock_ends_with_its_process() {
    let folder = Folder::with_papers();
    let mut first = spawn(folder.path(), &["layers", "papers", "--add", "segments"]);
    std::thread::sleep(Duration::from_millis(20));
    let second = spawn(folder.path(), &["layers", "papers", "--add", "light10"]);
    std::thread::sleep(Duration::from_millis(20));
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(ended(second).0, 0);
    assert!(layers(&folder, "papers").contains(&"light10".to_owned()));
    folder.found(&["verify", "papers"]);
}
