//! What a session tells, shown to the user.

use crate::context::{CommandRecord, Voice};
use crate::progress::{ReadingBar, Spinner};
use crate::report;
use siyaq::Stage;
use siyaq::reader::ProgressHandle;
use siyaq::request::{Listener, Remark};
use std::sync::{Mutex, PoisonError};

/// Shows progress and remarks on standard error.
pub(crate) struct Shown {
    voice: Voice,
    command: CommandRecord,
    /// What is going on, the innermost last.
    running: Mutex<Vec<Running>>,
}

/// The progress of something.
enum Running {
    Reading(ReadingBar),
    Working { _spinner: Spinner },
}

impl Shown {
    pub(crate) fn new(voice: Voice, command: CommandRecord) -> Self {
        Self { voice, command, running: Mutex::default() }
    }
}

impl Listener for Shown {
    fn begins(&self, what: &'static str, progress: Option<ProgressHandle>) {
        let begun = match progress {
            Some(handle) => Running::Reading(ReadingBar::new(handle, &self.voice)),
            None => Running::Working { _spinner: Spinner::start(&self.voice, what) },
        };
        self.running.lock().unwrap_or_else(PoisonError::into_inner).push(begun);
    }

    fn reads(&self, stage: Stage) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Running::Reading(bar)) = running.last() {
            bar.update(stage);
        }
    }

    fn ends(&self) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).pop();
    }

    fn remarks(&self, remark: &Remark) {
        let to = (&self.voice, &self.command);
        match remark {
            Remark::Read(read) => report::reading(to, read),
            Remark::Problems { counts, first } => report::problems(to, counts, first),
            Remark::Explained(text) => self.voice.answer(text),
            Remark::Note(text) => self.voice.note(self.command.spelled(text)),
            _ => {}
        }
    }
}
