//! Runs the targets without libFuzzer: over the seeds and changed copies of them, or over files.
//!
//! ```text
//! replay                     all targets over their seeds
//! replay --write FOLDER      writes the seeds, a folder for each target
//! replay TARGET FILE...      one target over files, such as what libFuzzer found
//! ```

use siyaq_fuzz::{TARGETS, seeds};
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        [] => replay(),
        ["--write", folder] => write(Path::new(folder)),
        [target, files @ ..] => run_files(target, files),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn replay() -> Result<(), String> {
    let mut broken = Vec::new();
    for (target, check) in TARGETS {
        let start = Instant::now();
        // The message of a panic is written at once; later inputs may show other faults.
        let inputs = seeds::with_copies(target);
        let faults = inputs.iter().filter(|input| catch_unwind(|| check(input)).is_err()).count();
        let (runs, seconds) = (inputs.len(), start.elapsed().as_secs_f64());
        println!("{target}: {runs} inputs, {faults} faults, {seconds:.1} s");
        if faults > 0 {
            broken.push(target);
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(format!("faults in {}", broken.join(", "))) }
}

fn write(folder: &Path) -> Result<(), String> {
    for (target, _) in TARGETS {
        let folder = folder.join(target);
        let wrong = |error| format!("cannot write to {}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(wrong)?;
        for (number, seed) in seeds::of(target).iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:04}")), seed).map_err(wrong)?;
        }
    }
    Ok(())
}

fn run_files(target: &str, files: &[&str]) -> Result<(), String> {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    let (_, check) = found.ok_or_else(|| format!("there is no target {target:?}"))?;
    for file in files {
        let data = fs::read(file).map_err(|error| format!("cannot read {file}: {error}"))?;
        check(&data);
    }
    Ok(())
}
