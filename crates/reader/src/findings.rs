//! What is wrong where a file must be read in order, gathered to be told at its end.

/// How many faults are told one by one.
const TOLD: usize = 10_000;

/// Something wrong: its line and byte, and what it is.
pub(crate) type Finding = (u64, u64, String);

/// What was found so far, and where the next line begins.
#[derive(Clone, Debug)]
pub(crate) struct Findings {
    line: u64,
    byte: u64,
    found: Vec<Finding>,
    /// Findings that there was no room for.
    more: u64,
    /// How many findings were handed out; all others come after the last line.
    handed: usize,
}

impl Findings {
    /// Of a file whose first line begins at this byte.
    pub(crate) fn new(byte: u64) -> Self {
        Self { line: 1, byte, found: Vec::new(), more: 0, handed: 0 }
    }

    /// Bytes were passed that end a line, or lie in one.
    pub(crate) fn passed(&mut self, bytes: &[u8]) {
        self.byte += bytes.len() as u64;
        self.line += u64::from(bytes.ends_with(b"\n"));
    }

    /// The line that begins next and its first byte.
    pub(crate) fn here(&self) -> (u64, u64) {
        (self.line, self.byte)
    }

    pub(crate) fn find(&mut self, (line, byte): (u64, u64), message: String) {
        if self.found.len() < TOLD {
            self.found.push((line, byte, message));
        } else {
            self.more += 1;
        }
    }

    /// What is wrong, one after the other, when all was scanned.
    pub(crate) fn told(&mut self) -> Option<Finding> {
        if self.more > 0 {
            let message = format!("{} more faults that only the whole file shows", self.more);
            self.more = 0;
            self.found.push((self.line, self.byte, message));
        }
        let finding = self.found.get(self.handed).cloned();
        self.handed += usize::from(finding.is_some());
        finding
    }
}
