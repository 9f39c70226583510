//! Compressed data: members or frames in a row, and what stands after the last of them.
//!
//! Each member is decompressed by itself, so that what follows the last one, zeros of a tape or
//! bytes of another kind, is no damage: all text is there already. `gzip -dc` reads such files in
//! the same way.

use flate2::bufread::GzDecoder;
use std::fmt;
use std::io::{self, BufRead, Chain, Cursor, Read};

/// How a file is compressed, told by its first bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// Not at all.
    #[default]
    None,
    /// gzip, in one member or several.
    Gzip,
    /// Zstandard, in one frame or several.
    Zstd,
}

impl Compression {
    /// The name in manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// How a file is compressed that begins with these bytes.
    pub(crate) fn of(head: &[u8]) -> Self {
        match head {
            [0x1f, 0x8b, 8, ..] => Self::Gzip,
            // A frame, or a skippable frame before the first one.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            // Nothing else is there: a header that is cut short is one all the same.
            [0x1f, 0x8b] => Self::Gzip,
            [0x28, 0xb5] | [0x28, 0xb5, 0x2f] => Self::Zstd,
            _ => Self::None,
        }
    }
}

impl fmt::Display for Compression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What begins a member, and more of the input behind it.
type Source<R> = Chain<Cursor<Vec<u8>>, R>;

/// The largest window that zstd can be asked for: a file packed with `--long=31` needs it.
#[cfg(feature = "zstd")]
const ZSTD_WINDOW_LOG: u32 = 31;

enum State<R: BufRead> {
    Gzip(Box<GzDecoder<Source<R>>>),
    #[cfg(feature = "zstd")]
    Zstd(Box<zstd::Decoder<'static, Source<R>>>),
    Ended(R),
    /// Only while another state is being made.
    Moving,
}

/// The decompressed bytes of all members.
pub(crate) struct Packed<R: BufRead> {
    state: State<R>,
    trailing: Option<Trailing>,
}

/// Bytes after the last member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trailing {
    pub(crate) bytes: u64,
    /// Whether all of them are zero.
    pub(crate) zero: bool,
}

impl<R: BufRead> Packed<R> {
    /// Begins to decompress; `None` where the data are not compressed.
    pub(crate) fn new(compression: Compression, input: R) -> io::Result<Option<Self>> {
        let state = member(compression, Vec::new(), input)?;
        Ok(state.map(|state| Self { state, trailing: None }))
    }

    /// What stood after the last member, known at the end.
    pub(crate) fn trailing(&self) -> Option<Trailing> {
        self.trailing
    }

    /// The input, wherever it stands.
    pub(crate) fn into_inner(self) -> Option<R> {
        match self.state {
            State::Gzip(decoder) => Some(decoder.into_inner().into_inner().1),
            #[cfg(feature = "zstd")]
            State::Zstd(decoder) => Some(decoder.finish().into_inner().1),
            State::Ended(input) => Some(input),
            State::Moving => None,
        }
    }

    /// Begins the next member, or notes what is there instead.
    fn next_member(&mut self, mut input: R) -> io::Result<()> {
        let mut head = Vec::with_capacity(4);
        if let Err(error) = (&mut input).take(4).read_to_end(&mut head) {
            self.state = State::Ended(input);
            return Err(error);
        }
        let compression = Compression::of(&head);
        if compression != Compression::None {
            self.state = member(compression, head, input)?.unwrap_or(State::Moving);
            return Ok(());
        }
        let mut trailing = Trailing { bytes: 0, zero: true };
        trailing.add(&head);
        let read = trailing.add_all(&mut input);
        self.trailing = (trailing.bytes > 0).then_some(trailing);
        self.state = State::Ended(input);
        read
    }
}

/// A decoder of one member, whose first bytes are `head`.
fn member<R: BufRead>(
    compression: Compression,
    head: Vec<u8>,
    input: R,
) -> io::Result<Option<State<R>>> {
    let source = Cursor::new(head).chain(input);
    Ok(match compression {
        Compression::Gzip => Some(State::Gzip(Box::new(GzDecoder::new(source)))),
        #[cfg(not(feature = "zstd"))]
        Compression::Zstd => {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "it is packed with Zstandard, which this build cannot read (feature `zstd`)",
            ));
        }
        #[cfg(feature = "zstd")]
        Compression::Zstd => {
            let mut decoder = zstd::Decoder::with_buffer(source)?.single_frame();
            decoder.window_log_max(ZSTD_WINDOW_LOG)?;
            Some(State::Zstd(Box::new(decoder)))
        }
        Compression::None => None,
    })
}

impl Trailing {
    fn add(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.zero &= bytes.iter().all(|&byte| byte == 0);
    }

    fn add_all(&mut self, input: &mut impl BufRead) -> io::Result<()> {
        loop {
            let bytes = input.fill_buf()?;
            let count = bytes.len();
            if count == 0 {
                return Ok(());
            }
            self.add(bytes);
            input.consume(count);
        }
    }
}

impl<R: BufRead> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = match &mut self.state {
                State::Gzip(decoder) => decoder.read(buffer)?,
                #[cfg(feature = "zstd")]
                State::Zstd(decoder) => decoder.read(buffer)?,
                State::Ended(_) | State::Moving => return Ok(0),
            };
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let ended = Self { state: std::mem::replace(&mut self.state, State::Moving), ..*self };
            if let Some(input) = ended.into_inner() {
                self.next_member(input)?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_is_told_by_content() {
        assert_eq!(Compression::of(&[0x1f, 0x8b, 8, 0]), Compression::Gzip);
        assert_eq!(Compression::of(&[0x28, 0xb5, 0x2f, 0xfd, 0]), Compression::Zstd);
        assert_eq!(Compression::of(b"{}"), Compression::None);
        assert_eq!(Compression::of(b""), Compression::None);
    }
}
