//! What was measured on.

use std::fmt;
use std::fs;
use std::process::Command;

/// The machine, the commit and the day of a measurement.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The model of the processor.
    pub processor: String,
    /// Threads that run at once.
    pub threads: usize,
    /// Memory in MiB.
    pub memory_mib: u64,
    /// The commit, with `+` where files were changed since.
    pub commit: String,
    /// The day in UTC, as `2024-12-31`.
    pub date: String,
}

impl Machine {
    /// Asks the system. What it does not tell is `unknown` or 0.
    #[must_use]
    pub fn here() -> Self {
        let changed = output("git", &["status", "--porcelain", "--untracked-files=no"]);
        let sign = if changed.is_some_and(|files| !files.is_empty()) { "+" } else { "" };
        let commit = output("git", &["rev-parse", "--short", "HEAD"]).unwrap_or("unknown".into());
        Self {
            processor: field("/proc/cpuinfo", "model name").unwrap_or("unknown".to_owned()),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            memory_mib: field("/proc/meminfo", "MemTotal").as_deref().and_then(kib).unwrap_or(0)
                / 1024,
            commit: commit + sign,
            date: output("date", &["-u", "+%Y-%m-%d"]).unwrap_or("unknown".to_owned()),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { processor, threads, memory_mib, commit, date } = self;
        write!(f, "{processor}, {threads} threads, {memory_mib} MiB; commit {commit}; {date}")
    }
}

/// The value of a line `name : value` of a file.
pub(crate) fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The number of `123 kB`.
pub(crate) fn kib(value: &str) -> Option<u64> {
    value.split_whitespace().next()?.parse().ok()
}

fn output(command: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(command).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
