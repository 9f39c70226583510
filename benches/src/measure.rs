//! Taking the time, and the memory of other processes.

use crate::machine::{field, kib};
use siyaq::types::ByteSpan;
use std::error::Error;
use std::hint::black_box;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often the memory of another process is looked at.
const GLANCE: Duration = Duration::from_millis(2);

/// The shortest of so many runs: what else the machine did made the others longer.
pub fn best_of<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    times(runs, &mut work).into_iter().min().unwrap_or_default()
}

/// The shortest of so many runs of each of some works. They take turns, so that what else the
/// machine did made all of them longer alike.
pub fn best_of_each<const N: usize>(
    runs: usize,
    mut works: [&mut dyn FnMut(); N],
) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    for _ in 0..runs {
        for (best, work) in best.iter_mut().zip(&mut works) {
            let start = Instant::now();
            work();
            *best = start.elapsed().min(*best);
        }
    }
    best
}

/// The median of so many runs.
pub fn median_of<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times = times(runs, &mut work);
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn times<T>(runs: usize, work: &mut impl FnMut() -> T) -> Vec<Duration> {
    let time = || {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    std::iter::repeat_with(time).take(runs).collect()
}

/// A process that has ended.
#[derive(Clone, Debug)]
pub struct Run {
    /// From its start to its end.
    pub time: Duration,
    /// The most memory it held, in MiB, as the system tells it every few milliseconds; 0 where it
    /// was over before.
    pub peak_mib: u64,
    /// What it wrote.
    pub stdout: Vec<u8>,
}

/// Runs a command.
///
/// # Errors
/// When it cannot be started, or fails.
pub fn run(command: &mut Command) -> Result<Run, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let mut out = child.stdout.take().ok_or("the output of the process cannot be read")?;
    let reader = thread::spawn(move || {
        let mut stdout = Vec::new();
        out.read_to_end(&mut stdout).map(|_| stdout)
    });
    let status_file = format!("/proc/{}/status", child.id());
    let watcher = thread::spawn(move || {
        let mut peak = 0;
        // A process that has ended tells no peak any more.
        while let Some(now) = field(&status_file, "VmHWM").as_deref().and_then(kib) {
            peak = now;
            thread::sleep(GLANCE);
        }
        peak
    });
    let status = child.wait()?;
    let time = start.elapsed();
    let peak_mib = watcher.join().unwrap_or(0) / 1024;
    let stdout = reader.join().map_err(|_| "the output of the process cannot be read")??;
    if status.success() {
        Ok(Run { time, peak_mib, stdout })
    } else {
        let arguments: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        let program = command.get_program().display();
        Err(format!("{program} {} failed: {status}", arguments.join(" ")).into())
    }
}

/// Whether spans ascend inside a text and no letter and no digit lies outside of them: what every
/// tokeniser must do, whatever it takes for a word.
#[must_use]
pub fn covers(text: &str, spans: impl IntoIterator<Item = ByteSpan>) -> bool {
    let mut end = 0;
    for span in spans {
        let (start, next) = (span.start as usize, span.end as usize);
        let gap = text.get(end..start);
        if next <= start || gap.is_none_or(|gap| gap.contains(char::is_alphanumeric)) {
            return false;
        }
        end = next;
    }
    text.get(end..).is_some_and(|rest| !rest.contains(char::is_alphanumeric))
}
