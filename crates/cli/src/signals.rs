//! What the system says when memory fails, as errors of the command.

/// A memory map whose file another program has cut short, and an allocation that fails, would end
/// the command by a signal. Both end it with an error and exit code 2.
#[cfg(unix)]
pub(crate) fn install() -> std::io::Result<()> {
    use signal_hook::consts::{SIGABRT, SIGBUS};
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // Who aborts, as the standard library does without memory, has told why before.
    let always = Arc::new(AtomicBool::new(true));
    signal_hook::flag::register_conditional_shutdown(SIGABRT, FAILED, always)?;
    let (mut told, tell) = UnixStream::pair()?;
    signal_hook::low_level::pipe::register(SIGBUS, tell)?;
    // The thread that has met the signal meets it again and again until this one has ended the
    // command; nothing is calculated from what it could not read.
    std::thread::Builder::new().name("signals".to_owned()).stack_size(1 << 16).spawn(move || {
        if told.read_exact(&mut [0]).is_ok() {
            eprintln!(
                "error: a file of the corpus was cut short while it was read; run `siyaq verify`, \
                 then copy or index it again"
            );
            #[expect(clippy::exit, reason = "no other thread may go on")]
            std::process::exit(FAILED);
        }
    })?;
    Ok(())
}

/// The exit code of errors.
#[cfg(unix)]
const FAILED: i32 = 2;

/// Elsewhere a file that is mapped cannot be cut.
#[cfg(not(unix))]
pub(crate) fn install() -> std::io::Result<()> {
    Ok(())
}
