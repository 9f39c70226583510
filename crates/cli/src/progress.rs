//! Progress on a terminal, for work that takes longer than a second.

use crate::context::Voice;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use siyaq::Stage;
use siyaq::reader::ProgressHandle;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What takes less time shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a spinner turns.
const TICK: Duration = Duration::from_millis(120);

const READING: &str = "{bar:30} {bytes} of {total_bytes}  {msg}  {bytes_per_sec}  {eta} left";
const READING_UNKNOWN: &str = "{spinner} {bytes}  {msg}  {bytes_per_sec}";
const WORKING: &str = "{spinner} {msg}  {elapsed}";

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

/// A bar over the bytes of an input: documents, bytes, rate, time left.
pub(crate) struct ReadingBar {
    handle: ProgressHandle,
    start: Instant,
    active: bool,
    bar: Mutex<Option<ProgressBar>>,
}

impl ReadingBar {
    pub(crate) fn new(handle: ProgressHandle, voice: &Voice) -> Self {
        let active = voice.shows_progress();
        Self { handle, start: Instant::now(), active, bar: Mutex::new(None) }
    }

    /// To be called after each batch.
    pub(crate) fn update(&self, stage: Stage) {
        if !self.active || self.start.elapsed() < PATIENCE {
            return;
        }
        let mut shown = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        match stage {
            Stage::Reading { documents } => {
                let read = self.handle.get();
                let bar = shown.get_or_insert_with(|| {
                    let bar = match read.total_bytes {
                        Some(total) => ProgressBar::new(total).with_style(style(READING)),
                        None => ProgressBar::new_spinner().with_style(style(READING_UNKNOWN)),
                    };
                    bar.with_elapsed(self.start.elapsed()).with_position(read.read_bytes)
                });
                bar.set_position(read.read_bytes);
                bar.set_message(format!("{} documents", HumanCount(documents)));
            }
            Stage::Merging { documents } => {
                if let Some(bar) = shown.take() {
                    bar.finish_and_clear();
                }
                let bar = ProgressBar::new_spinner().with_style(style(WORKING));
                bar.set_message(format!("putting {} documents together", HumanCount(documents)));
                bar.enable_steady_tick(TICK);
                *shown = Some(bar);
            }
            _ => {}
        }
    }
}

impl Drop for ReadingBar {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}

/// A spinner for work whose end is not known. It goes away when it is dropped.
pub(crate) struct Spinner {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Spinner {
    /// Shows `what` once it has taken a second.
    pub(crate) fn start(voice: &Voice, what: &'static str) -> Self {
        if !voice.shows_progress() {
            return Self { running: None };
        }
        let (sender, receiver) = mpsc::channel::<()>();
        let thread = std::thread::spawn(move || {
            if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let bar = ProgressBar::new_spinner().with_style(style(WORKING));
                let bar = bar.with_elapsed(PATIENCE).with_message(what);
                bar.enable_steady_tick(TICK);
                // Nothing is sent: the end of the channel is the end of the work.
                let _ = receiver.recv();
                bar.finish_and_clear();
            }
        });
        Self { running: Some((sender, thread)) }
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            // The thread only draws; if it failed there is nothing to do about it.
            let _ = thread.join();
        }
    }
}
