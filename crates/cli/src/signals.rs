//! What ends the command from within: damage, and what the system says when memory fails.

use crate::context::say;
use siyaq::index::{IndexError, on_damage};
use siyaq::output::without_controls;

/// The exit code of errors.
const FAILED: i32 = 2;

/// What is said of a corpus whose file ends before it should.
#[cfg(unix)]
const CUT: &[u8] =
    b"error: a file of the corpus was cut short while it was read; run `siyaq verify`, \
    then copy or index it again\n";

/// Damage that is met while a corpus is read ends the command before it answers: results are plain
/// numbers and cannot say that they are wrong.
fn end_of_damage() {
    on_damage(|error: &IndexError| {
        say(&format!("error: {}", without_controls(&error.to_string())));
        #[expect(clippy::exit, reason = "no answer may be given after this, by any thread")]
        std::process::exit(FAILED)
    });
}

/// A memory map whose file another program has cut short, and an allocation that fails, would end
/// the command by a signal. Both end it with an error and exit code 2.
#[cfg(unix)]
pub(crate) fn install() -> std::io::Result<()> {
    end_of_damage();
    use signal_hook::consts::{SIGABRT, SIGBUS, SIGXFSZ};
    use signal_hook::low_level::{exit, register};
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // Who aborts, as the standard library does without memory, has told why before.
    let always = Arc::new(AtomicBool::new(true));
    signal_hook::flag::register_conditional_shutdown(SIGABRT, FAILED, always)?;
    // A file that grows beyond the limit of the shell is an error of writing, and not the end.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let end = || {
        // Should nobody hear it, the exit code tells.
        let _ = rustix::io::write(rustix::stdio::stderr(), CUT);
        exit(FAILED)
    };
    #[expect(unsafe_code, reason = "there is no safe way to say something in a signal handler")]
    // SAFETY: The handler makes two system calls, which write constant bytes and end the process;
    // it takes no lock, no memory, and returns to nothing that was interrupted.
    unsafe {
        register(SIGBUS, end)?;
    }
    Ok(())
}

/// Elsewhere a file that is mapped cannot be cut.
#[cfg(not(unix))]
pub(crate) fn install() -> std::io::Result<()> {
    end_of_damage();
    Ok(())
}
