//! From the bytes of a file to UTF-8: the encoding is told or taken as named, and what is not
//! UTF-8 is converted piece by piece.
//!
//! Bytes of UTF-8 files pass through unchecked and without a copy: the records are checked when
//! they are parsed, on whatever thread that happens.

use crate::options::Encoding;
use crate::packed::{Compression, Trailing};
use crate::stream::{Break, Stream, unsupported};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};
use std::io;

/// How many bytes the encoding is told from.
const SAMPLE: usize = 16 << 10;

/// How many bytes are converted at once.
const CHUNK: usize = 64 << 10;

/// In how many bytes without a line feed carriage returns are taken for line ends.
const RETURNS: usize = 1 << 20;

/// The UTF-8 byte-order mark.
pub(crate) const BOM: &[u8] = b"\xef\xbb\xbf";

/// A line without byte-order marks at its start, which stand there where files were joined.
pub(crate) fn after_marks(line: &[u8]) -> &[u8] {
    let mut rest = line.trim_ascii_start();
    if !rest.starts_with(BOM) {
        return line;
    }
    while let Some(after) = rest.strip_prefix(BOM) {
        rest = after;
    }
    rest
}

enum Mode {
    /// UTF-8: the bytes pass through.
    Utf8,
    /// Only ASCII so far: the bytes pass through until one shows what the encoding is.
    Ascii,
    /// Another encoding.
    Convert(Box<encoding_rs::Decoder>),
    /// Another encoding, at its end.
    Converted,
}

/// A file as UTF-8.
pub(crate) struct Decoded {
    stream: Stream,
    mode: Mode,
    encoding: Encoding,
    /// Whether the encoding was told without doubt.
    certain: bool,
    /// Bytes to hand out before anything else is read.
    pending: Vec<u8>,
    pending_start: usize,
    /// What the stream reported while a sample was taken; it holds after `pending`.
    ended: Option<Result<(), Break>>,
    /// Where the bytes handed out so far end, in the converted stream.
    position: u64,
    /// Places, in the converted stream, of characters that replace bytes of no meaning.
    malformed: Vec<u64>,
    /// Bytes yet to be converted.
    raw: Vec<u8>,
    /// Whether the file is in UTF-32, which is not read.
    is_utf_32: bool,
    /// What kind of file it is that cannot be read, and what to do, as its first bytes show.
    unsupported: Option<(&'static str, &'static str)>,
    /// Whether carriage returns become line feeds, except before line feeds; and whether one is held
    /// back until it is known what follows it.
    returns: bool,
    held: bool,
}

impl Decoded {
    /// Takes the first bytes of the stream and tells the encoding from them.
    pub(crate) fn new(stream: Stream, encoding: Encoding) -> Self {
        let mut decoded = Self {
            stream,
            mode: Mode::Utf8,
            encoding,
            certain: true,
            pending: Vec::new(),
            pending_start: 0,
            ended: None,
            position: 0,
            malformed: Vec::new(),
            raw: Vec::new(),
            is_utf_32: false,
            unsupported: None,
            returns: false,
            held: false,
        };
        let mut sample = Vec::new();
        decoded.fill_sample(&mut sample);
        // Before they are taken for letters of some code page.
        decoded.unsupported = unsupported(&sample);
        decoded.begin(sample);
        decoded
    }

    /// How the file is compressed.
    pub(crate) fn compression(&self) -> Compression {
        self.stream.compression()
    }

    /// The encoding: UTF-8 for a file of ASCII alone.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether the encoding was named or told without doubt.
    pub(crate) fn certain(&self) -> bool {
        self.certain
    }

    /// Bytes that stand after the compressed data, known at the end.
    pub(crate) fn trailing(&self) -> Option<Trailing> {
        self.stream.trailing()
    }

    /// Whether the file is in UTF-32, which no file has but by mistake.
    pub(crate) fn is_utf_32(&self) -> bool {
        self.is_utf_32
    }

    /// What kind of file it is that cannot be read, and what to do, if it is one.
    pub(crate) fn unsupported(&self) -> Option<(&'static str, &'static str)> {
        self.unsupported
    }

    /// The first bytes, converted; only before the first read.
    pub(crate) fn head(&self) -> &[u8] {
        self.pending.get(self.pending_start..).unwrap_or_default()
    }

    /// Whether lines end with carriage returns alone, as far as can be seen: there is one between other
    /// bytes and no line feed, in the whole file or in a megabyte of it. Only before the first read;
    /// where there is one, that much is read ahead.
    pub(crate) fn has_returns_alone(&mut self) -> bool {
        let between = |head: &[u8]| {
            let first = memchr::memchr(b'\r', head)?;
            head.get(first..).map(|rest| !rest.trim_ascii().is_empty())
        };
        let Some(mut found) = between(self.head()) else { return false };
        let line_feed = |head: &[u8]| memchr::memchr(b'\n', head).is_some();
        while !line_feed(self.head()) && self.head().len() < RETURNS && !self.is_last() {
            self.read_piece();
            found = between(self.head()).unwrap_or_default();
        }
        found && !line_feed(self.head())
    }

    /// From here on, carriage returns become line feeds.
    pub(crate) fn take_returns_as_line_ends(&mut self) {
        self.returns = true;
        self.convert_returns();
    }

    /// Adds what comes next of the stream to what is pending.
    fn read_piece(&mut self) {
        match self.mode {
            Mode::Convert(_) if self.ended.is_some() => self.convert(&[], true),
            Mode::Convert(_) => self.convert_next(),
            Mode::Converted => {}
            Mode::Utf8 | Mode::Ascii if self.ended.is_some() => {}
            Mode::Utf8 | Mode::Ascii => {
                let mut raw = vec![0; CHUNK];
                match self.stream.read(&mut raw) {
                    Ok(0) => self.ended = Some(Ok(())),
                    Ok(count) => {
                        raw.truncate(count);
                        if matches!(self.mode, Mode::Ascii) && !raw.is_ascii() {
                            self.leave_ascii(&raw);
                        } else {
                            self.pending.append(&mut raw);
                        }
                    }
                    Err(fault) => self.ended = Some(Err(fault)),
                }
            }
        }
    }

    /// Whether nothing follows what is pending.
    fn is_last(&self) -> bool {
        self.ended.is_some() && !matches!(self.mode, Mode::Convert(_))
    }

    /// Makes line feeds of carriage returns that are pending.
    fn convert_returns(&mut self) {
        self.held = false;
        let is_last = self.is_last();
        let pending = self.pending.get_mut(self.pending_start..).unwrap_or_default();
        let mut next = None;
        for byte in pending.iter_mut().rev() {
            let own = *byte;
            if own == b'\r' && next.map_or(is_last, |next| next != b'\n') {
                *byte = b'\n';
            }
            next = Some(own);
        }
        if self.pending.len() > self.pending_start && self.pending.last() == Some(&b'\r') {
            // A line feed may follow.
            self.pending.pop();
            self.held = true;
        }
    }

    /// Reads the next piece with its line ends, as pending; false at the end.
    fn next_lines(&mut self) -> bool {
        if std::mem::take(&mut self.held) {
            self.pending.push(b'\r');
        } else if self.is_last() {
            return false;
        }
        self.read_piece();
        self.convert_returns();
        true
    }

    /// Where the next byte lies, in the converted stream.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// Takes the places of replaced bytes before `end`.
    pub(crate) fn take_malformed(&mut self, end: u64) -> Vec<u64> {
        let count = self.malformed.partition_point(|&place| place < end);
        self.malformed.drain(..count).collect()
    }

    /// Reads the file to its end and gives its size and hash.
    pub(crate) fn finish(self) -> io::Result<(u64, blake3::Hash)> {
        self.stream.finish()
    }

    /// Reads some bytes; 0 at the end.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Break> {
        loop {
            let waiting = self.pending.get(self.pending_start..).unwrap_or_default();
            if !waiting.is_empty() {
                let count = waiting.len().min(buffer.len());
                if let (Some(to), Some(from)) = (buffer.get_mut(..count), waiting.get(..count)) {
                    to.copy_from_slice(from);
                }
                self.pending_start += count;
                self.position += count as u64;
                return Ok(count);
            }
            self.pending.clear();
            self.pending_start = 0;
            if self.returns {
                if self.next_lines() {
                    continue;
                }
                return self.end();
            }
            match self.mode {
                Mode::Converted => return self.end(),
                Mode::Convert(_) => {
                    if self.ended.is_some() {
                        self.convert(&[], true);
                        continue;
                    }
                    self.convert_next();
                }
                Mode::Utf8 | Mode::Ascii => {
                    if self.ended.is_some() {
                        return self.end();
                    }
                    let count = self.stream.read(buffer)?;
                    let bytes = buffer.get(..count).unwrap_or_default();
                    let ascii = !matches!(self.mode, Mode::Ascii) || bytes.is_ascii();
                    if ascii {
                        self.position += count as u64;
                        return Ok(count);
                    }
                    let bytes = bytes.to_vec();
                    self.leave_ascii(&bytes);
                }
            }
        }
    }

    /// The end of the stream, or the fault that was found while a sample was taken.
    fn end(&mut self) -> Result<usize, Break> {
        match self.ended.replace(Ok(())) {
            Some(Err(fault)) => Err(fault),
            _ => Ok(0),
        }
    }

    /// Reads into `sample` until it is long enough to tell the encoding from.
    fn fill_sample(&mut self, sample: &mut Vec<u8>) {
        let mut length = sample.len();
        sample.resize(length.max(SAMPLE), 0);
        while length < SAMPLE && self.ended.is_none() {
            match self.stream.read(sample.get_mut(length..).unwrap_or_default()) {
                Ok(0) => self.ended = Some(Ok(())),
                Ok(count) => length += count,
                Err(fault) => self.ended = Some(Err(fault)),
            }
        }
        sample.truncate(length);
    }

    /// Tells the encoding from the first bytes.
    fn begin(&mut self, sample: Vec<u8>) {
        self.is_utf_32 = self.encoding == Encoding::Auto && looks_like_utf_32(&sample);
        let (encoding, bom) = match self.encoding {
            Encoding::Auto => match by_mark(&sample) {
                Some(found) => found,
                None => (tell_wide(&sample).unwrap_or(Encoding::Auto), 0),
            },
            Encoding::Utf8 if sample.starts_with(BOM) => (Encoding::Utf8, BOM.len()),
            Encoding::Utf16Le if sample.starts_with(b"\xff\xfe") => (Encoding::Utf16Le, 2),
            Encoding::Utf16Be if sample.starts_with(b"\xfe\xff") => (Encoding::Utf16Be, 2),
            named => (named, 0),
        };
        if encoding == Encoding::Auto {
            self.mode = Mode::Ascii;
            self.encoding = Encoding::Utf8;
            if sample.is_ascii() {
                self.pending = sample;
            } else {
                self.leave_ascii(&sample);
            }
            return;
        }
        self.start(encoding);
        if let Mode::Convert(_) = self.mode {
            self.convert(sample.get(bom..).unwrap_or_default(), false);
        } else {
            self.pending = sample;
            self.pending_start = bom;
            self.position = bom as u64;
        }
    }

    fn start(&mut self, encoding: Encoding) {
        self.encoding = encoding;
        let convert = |encoding: &'static encoding_rs::Encoding| {
            Mode::Convert(Box::new(encoding.new_decoder_without_bom_handling()))
        };
        self.mode = match encoding {
            Encoding::Auto | Encoding::Utf8 => Mode::Utf8,
            Encoding::Utf16Le => convert(UTF_16LE),
            Encoding::Utf16Be => convert(UTF_16BE),
            Encoding::Windows1256 => convert(WINDOWS_1256),
            Encoding::Iso8859_6 => convert(ISO_8859_6),
        };
    }

    /// Tells the encoding at the first byte that is not ASCII; `bytes` hold it.
    fn leave_ascii(&mut self, bytes: &[u8]) {
        let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
        let mut sample = bytes.get(first..).unwrap_or_default().to_vec();
        self.pending.extend_from_slice(bytes.get(..first).unwrap_or_default());
        self.fill_sample(&mut sample);
        let whole = matches!(self.ended, Some(Ok(()))) && sample.len() <= SAMPLE;
        let (encoding, certain) = tell(sample.get(..SAMPLE).unwrap_or(&sample), whole);
        self.certain = certain;
        self.start(encoding);
        if let Mode::Convert(_) = self.mode {
            self.convert(&sample, false);
        } else {
            self.pending.append(&mut sample);
        }
    }

    /// Reads and converts the next piece.
    fn convert_next(&mut self) {
        let mut raw = std::mem::take(&mut self.raw);
        raw.resize(CHUNK, 0);
        match self.stream.read(&mut raw) {
            Ok(0) => self.ended = Some(Ok(())),
            Ok(count) => self.convert(raw.get(..count).unwrap_or_default(), false),
            Err(fault) => self.ended = Some(Err(fault)),
        }
        self.raw = raw;
    }

    /// Appends the converted bytes to `pending`.
    fn convert(&mut self, mut bytes: &[u8], last: bool) {
        let Mode::Convert(decoder) = &mut self.mode else { return };
        loop {
            let start = self.pending.len();
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
            self.pending.resize(start + room.unwrap_or(CHUNK), 0);
            let free = self.pending.get_mut(start..).unwrap_or_default();
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(bytes, free, last);
            self.pending.truncate(start + written);
            bytes = bytes.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    let ahead = self.pending.len() - self.pending_start;
                    self.malformed.push(self.position + ahead as u64);
                    self.pending.extend_from_slice("\u{fffd}".as_bytes());
                }
            }
        }
        if last {
            self.mode = Mode::Converted;
        }
    }
}

/// The encoding that a byte-order mark shows, and the length of the mark.
fn by_mark(sample: &[u8]) -> Option<(Encoding, usize)> {
    match sample {
        [0xef, 0xbb, 0xbf, ..] => Some((Encoding::Utf8, 3)),
        [0xff, 0xfe, ..] => Some((Encoding::Utf16Le, 2)),
        [0xfe, 0xff, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// Whether these are characters of four bytes, with a mark or without: nearly all of them are ASCII
/// or Arabic.
fn looks_like_utf_32(sample: &[u8]) -> bool {
    let units = sample.as_chunks::<4>().0;
    let share = |fits: fn(&[u8; 4]) -> bool| {
        let count = units.iter().filter(|unit| fits(unit)).count();
        !units.is_empty() && count * 10 >= units.len() * 8
    };
    let little =
        |unit: &[u8; 4]| matches!(unit, [1..=255, 0, 0, 0] | [_, 6, 0, 0] | [0xff, 0xfe, 0, 0]);
    let big =
        |unit: &[u8; 4]| matches!(unit, [0, 0, 0, 1..=255] | [0, 0, 6, _] | [0, 0, 0xfe, 0xff]);
    share(little) || share(big)
}

/// UTF-16 without a mark: nearly every second byte is the high byte of ASCII or of Arabic.
fn tell_wide(sample: &[u8]) -> Option<Encoding> {
    let units = sample.len() / 2;
    if units < 2 {
        return None;
    }
    let common = |first: bool| {
        let pairs = sample.as_chunks::<2>().0.iter();
        let fits = pairs.filter(|&&[a, b]| {
            let (high, low) = if first { (a, b) } else { (b, a) };
            matches!((high, low), (0, 1..) | (6, 0x0c..))
        });
        fits.count()
    };
    let (little, big) = (common(false), common(true));
    let enough = |count: usize| count * 10 >= units * 8;
    match (enough(little), enough(big)) {
        (true, false) => Some(Encoding::Utf16Le),
        (false, true) => Some(Encoding::Utf16Be),
        (true, true) if little > big => Some(Encoding::Utf16Le),
        (true, true) if big > little => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// The encoding of bytes that begin with one that is not ASCII, and whether that is sure.
fn tell(sample: &[u8], whole: bool) -> (Encoding, bool) {
    let (mut good, mut bad) = (0usize, 0usize);
    let mut chunks = sample.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        // A character that the end of the sample cuts is no fault.
        let cut = chunks.peek().is_none() && !whole && chunk.invalid().len() < 4;
        bad += usize::from(!chunk.invalid().is_empty() && !cut);
    }
    // Two bytes of a code page make a letter of UTF-8 next to never: those that could follow are
    // punctuation there. So as many letters as faults are enough, even in a very short file.
    if good >= bad {
        return (Encoding::Utf8, true);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    // A country of the Arab world: a short text is rather Arabic than anything else.
    let guess = detector.guess(Some(b"eg"), Utf8Detection::Deny);
    if guess == ISO_8859_6 {
        (Encoding::Iso8859_6, true)
    } else {
        (Encoding::Windows1256, guess == WINDOWS_1256)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "وقال الوزير إن الحكومة ستعلن اليوم عن خطة جديدة لدعم التعليم في البلاد";

    fn wide(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn utf_16_is_told_without_a_mark() {
        assert_eq!(tell_wide(&wide(TEXT, false)), Some(Encoding::Utf16Le));
        assert_eq!(tell_wide(&wide(TEXT, true)), Some(Encoding::Utf16Be));
        assert_eq!(tell_wide(&wide("{\"text\": 1}", false)), Some(Encoding::Utf16Le));
        assert_eq!(tell_wide(TEXT.as_bytes()), None);
        assert_eq!(tell_wide(&WINDOWS_1256.encode(TEXT).0), None);
        assert_eq!(tell_wide(&[0; 64]), None);
    }

    #[test]
    fn utf_32_is_told() {
        let little: Vec<u8> = TEXT.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let big: Vec<u8> = TEXT.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert!(looks_like_utf_32(&little) && looks_like_utf_32(&big));
        assert!(looks_like_utf_32(b"\xff\xfe\0\0a\0\0\0"));
        for text in [TEXT.as_bytes(), &wide(TEXT, false), &wide("abc", true), &[0; 64], b""] {
            assert!(!looks_like_utf_32(text));
        }
    }

    #[test]
    fn stray_bytes_do_not_change_the_encoding_of_a_short_file() {
        for text in ["من", "قال", "في البيت"] {
            let bytes = [&b"\xff"[..], text.as_bytes(), b"\xfe"].concat();
            assert_eq!(tell(&bytes, true), (Encoding::Utf8, true), "{text}");
            assert_eq!(tell(&WINDOWS_1256.encode(text).0, true).0, Encoding::Windows1256, "{text}");
        }
    }

    #[test]
    fn arabic_code_pages_are_told() {
        assert_eq!(tell(TEXT.as_bytes(), true), (Encoding::Utf8, true));
        assert_eq!(tell(&WINDOWS_1256.encode(TEXT).0, true), (Encoding::Windows1256, true));
        assert_eq!(tell(&ISO_8859_6.encode(TEXT).0, true), (Encoding::Iso8859_6, true));
    }

    #[test]
    fn a_few_bad_bytes_leave_utf_8() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes[40] = 0xff;
        assert_eq!(tell(&bytes, true), (Encoding::Utf8, true));
        bytes.pop();
        assert_eq!(tell(&bytes, false), (Encoding::Utf8, true));
    }
}
