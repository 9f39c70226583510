//! What one must know to repeat a result.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::{OutputError, OutputErrorKind};
use crate::file::{Digest, OutputFile};

/// The version of the manifest's own format.
pub const MANIFEST_VERSION: u32 = 1;

/// How a result came to be: command, options, inputs with their hashes, versions, and the hash of the result itself.
///
/// It is written beside the result as `FILE.manifest.json`. The same inputs and options give the same manifest but for `created`.
///
/// # Examples
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use siyaq_output::ResultManifest;
///
/// let mut manifest = ResultManifest::new("words", "siyaq", "0.1.0", UNIX_EPOCH + Duration::from_secs(951_782_400));
/// manifest.options.insert("layer".into(), "standard".into());
/// assert_eq!(manifest.created, "2000-02-29T00:00:00Z");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ResultManifest {
    /// The version of this format, [`MANIFEST_VERSION`].
    pub manifest_version: u32,
    /// The program or library that made the result.
    pub tool: Tool,
    /// The verb, as in `words`.
    pub command: String,
    /// The command line as given, without the program's name; empty when the library was called.
    pub arguments: Vec<String>,
    /// Every option with the value that was in force, defaults too.
    pub options: Map<String, Value>,
    /// The request that the result answers, where it is one: what makes it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Value>,
    /// How the answer to the request was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writing: Option<WritingRecord>,
    /// Corpora and files read, in the order of the command line.
    pub inputs: Vec<InputRecord>,
    /// Versions of the formats involved, by name, as in `corpus`.
    pub format_versions: BTreeMap<String, u32>,
    /// The result.
    pub result: ResultRecord,
    /// When the result was made, in UTC after RFC 3339, to the second.
    pub created: String,
}

/// How the answer to a request was written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct WritingRecord {
    /// The format, as in `csv`; of a picture or a network `svg` and others.
    pub format: String,
    /// Whether it is for a spreadsheet.
    pub excel: bool,
    /// Whether it says why scores are missing.
    pub reasons: bool,
    /// Whether it is the picture of the answer, and not its rows.
    pub picture: bool,
    /// What stands over a drawn network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The language of a drawn network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl WritingRecord {
    /// Written in this format.
    #[must_use]
    pub fn new(format: impl Into<String>) -> Self {
        Self { format: format.into(), ..Self::default() }
    }
}

/// Who made a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// The name.
    pub name: String,
    /// The version.
    pub version: String,
}

/// A corpus or file that a result was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InputRecord {
    /// What it served as: `corpus`, `target`, `reference`, `file`.
    pub role: String,
    /// Where it was.
    pub path: String,
    /// The BLAKE3 hash in hexadecimal: of the file, or the one that a corpus states for itself.
    pub blake3: Option<String>,
    /// The files that a corpus was built from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceRecord>,
}

impl InputRecord {
    /// A record without hash and sources.
    #[must_use]
    pub fn new(role: impl Into<String>, path: impl Into<String>) -> Self {
        Self { role: role.into(), path: path.into(), ..Self::default() }
    }

    /// Sets the hash.
    #[must_use]
    pub fn blake3(mut self, blake3: impl Into<String>) -> Self {
        self.blake3 = Some(blake3.into());
        self
    }

    /// Sets the files that a corpus was built from.
    #[must_use]
    pub fn sources(mut self, sources: Vec<SourceRecord>) -> Self {
        self.sources = sources;
        self
    }
}

/// A file that a corpus was built from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Where it was.
    pub path: String,
    /// Bytes.
    pub bytes: u64,
    /// The BLAKE3 hash in hexadecimal.
    pub blake3: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ResultRecord {
    /// The name of the file, without its folder: the manifest stands beside it.
    pub file: String,
    /// The format, as in `csv`.
    pub format: String,
    /// Rows, without a header.
    pub rows: u64,
    /// Bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of the file in hexadecimal.
    pub blake3: String,
    /// How many tests p-values and intervals are adjusted for: of the `table`, or of each group by its
    /// name. A test is one different item, however rare.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tests: BTreeMap<String, u64>,
}

impl ResultManifest {
    /// A manifest that names the command, the tool and the time; the rest is to be filled in.
    ///
    /// The time is given so that tests and reproducible builds can fix it; otherwise it is [`SystemTime::now`].
    #[must_use]
    pub fn new(
        command: impl Into<String>,
        tool: impl Into<String>,
        version: impl Into<String>,
        created: SystemTime,
    ) -> Self {
        Self {
            manifest_version: MANIFEST_VERSION,
            tool: Tool { name: tool.into(), version: version.into() },
            command: command.into(),
            arguments: Vec::new(),
            options: Map::new(),
            request: None,
            writing: None,
            inputs: Vec::new(),
            format_versions: BTreeMap::new(),
            result: ResultRecord::default(),
            created: rfc3339(created),
        }
    }

    /// States the result: its format and rows, and what [`OutputFile::finish`] gave.
    pub fn set_result(&mut self, format: impl Into<String>, rows: u64, digest: &Digest) {
        self.result = ResultRecord {
            format: format.into(),
            rows,
            bytes: digest.bytes,
            blake3: digest.blake3.clone(),
            tests: std::mem::take(&mut self.result.tests),
            ..ResultRecord::default()
        };
    }

    /// Where the manifest of the result at `path` stands: `words.csv.manifest.json` beside `words.csv`.
    #[must_use]
    pub fn path_beside(path: &Path) -> PathBuf {
        let mut name = OsString::from(path.as_os_str());
        name.push(".manifest.json");
        PathBuf::from(name)
    }

    /// Begins the manifest beside the result at `path`, whose name goes into it; gives its own path as well.
    ///
    /// # Errors
    /// As [`OutputFile::create`], and when the disk is full.
    pub(crate) fn begin_beside(&self, path: &Path) -> Result<(OutputFile, PathBuf), OutputError> {
        let mut manifest = self.clone();
        manifest.result.file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let place = Self::path_beside(path);
        Self::check_beside(&place)?;
        let failed =
            |error| OutputError::caused(OutputErrorKind::Manifest { path: place.clone() }, error);
        let mut bytes = serde_json::to_vec_pretty(&manifest).map_err(failed)?;
        bytes.push(b'\n');
        let mut file = OutputFile::create(&place)?;
        file.write_all(&bytes).map_err(OutputError::write)?;
        file.settle()?;
        Ok((file, place))
    }

    /// Refuses a place for a manifest where something else stands: nobody has named it.
    fn check_beside(place: &Path) -> Result<(), OutputError> {
        let foreign =
            || OutputError::new(OutputErrorKind::ForeignManifest { path: place.to_owned() });
        match fs::metadata(place) {
            Err(_) => Ok(()),
            Ok(found) if found.is_dir() => Ok(()),
            Ok(found) if !found.is_file() => Err(foreign()),
            Ok(_) => {
                let bytes = fs::read(place).unwrap_or_default();
                let value = serde_json::from_slice::<serde_json::Value>(&bytes).ok();
                let is_ours = value.is_some_and(|value| value.get("manifest_version").is_some());
                if is_ours { Ok(()) } else { Err(foreign()) }
            }
        }
    }

    /// Reads a manifest from its file.
    ///
    /// # Errors
    /// When the file cannot be read, is no manifest, or is of a newer format.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, OutputError> {
        /// The version alone, which tells a newer format from a broken file.
        #[derive(Deserialize)]
        struct Version {
            manifest_version: u32,
        }
        let path = path.as_ref();
        let owned = || path.to_owned();
        let bytes = siyaq_disk::read_whole(path)
            .map_err(|error| OutputError::caused(OutputErrorKind::Read { path: owned() }, error))?;
        let failed =
            |error| OutputError::caused(OutputErrorKind::Manifest { path: owned() }, error);
        let found = serde_json::from_slice::<Version>(&bytes).map_err(failed)?.manifest_version;
        if found > MANIFEST_VERSION {
            let kind = OutputErrorKind::ManifestVersion {
                path: owned(),
                expected: MANIFEST_VERSION,
                found,
            };
            return Err(OutputError::new(kind));
        }
        serde_json::from_slice(&bytes).map_err(failed)
    }
}

/// A time in UTC as `2026-01-31T23:59:59Z` has it, to the second. Times before 1970 are written as 1970-01-01T00:00:00Z.
fn rfc3339(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = civil_date(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Year, month and day of a number of days since 1970-01-01, in the Gregorian calendar.
///
/// Years begin in March here, so that the leap day is the last of its year (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil_date(days: u64) -> (u64, u64, u64) {
    const DAYS_OF_400_YEARS: u64 = 146_097;
    let days = days + 719_468;
    let (era, day) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn times_are_those_of_the_calendar() {
        let cases = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_767_225_599, "2025-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ];
        for (seconds, expected) in cases {
            assert_eq!(rfc3339(UNIX_EPOCH + Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn every_day_follows_the_day_before() {
        let length = |year: u64, month: u64| match month {
            2 if year.is_multiple_of(4)
                && (!year.is_multiple_of(100) || year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let (mut year, mut month, mut day) = (1970, 1, 1);
        for days in 0..200_000 {
            assert_eq!(civil_date(days), (year, month, day));
            day += 1;
            if day > length(year, month) {
                (month, day) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
    }
}
