//! Stop lists.

use std::borrow::Cow;
use std::path::Path;

use crate::error::{LexiconError, LexiconErrorKind};

/// A set of forms to be left out of a count or a table.
///
/// A file has one form a line. What follows a `#` at the beginning of a line or after a space is a
/// comment; `\#` at the beginning is a `#` that belongs to the form. The forms are normalised when
/// they are read, by a function that the caller gives, so that they meet forms of one layer.
///
/// ```
/// use std::borrow::Cow;
/// use siyaq_lexicon::StopList;
///
/// let text = "# prepositions\nإلى\nعلى # also a name\n";
/// let stop = StopList::parse(text, |form| Cow::Owned(form.replace(['إ', 'أ'], "ا")));
/// assert!(stop.contains("الى"));
/// assert!(!stop.contains("إلى"));
/// assert_eq!(stop.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopList {
    forms: Vec<Box<str>>,
}

impl StopList {
    /// Reads a stop list from text. Forms that `normalize` makes empty are left out.
    #[must_use]
    pub fn parse(text: &str, mut normalize: impl FnMut(&str) -> Cow<'_, str>) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let forms = text.lines().map(form_of_line).filter(|form| !form.is_empty());
        let mut forms: Vec<Box<str>> = forms.map(|form| normalize(form).into()).collect();
        forms.retain(|form| !form.is_empty());
        forms.sort_unstable();
        forms.dedup();
        Self { forms }
    }

    /// Reads a stop list from a file.
    ///
    /// # Errors
    /// When the file cannot be read, and when a line is not UTF-8.
    pub fn read(
        path: impl AsRef<Path>,
        normalize: impl FnMut(&str) -> Cow<'_, str>,
    ) -> Result<Self, LexiconError> {
        let path = path.as_ref();
        let data = siyaq_disk::read_whole(path)
            .map_err(|source| LexiconError::io("read the stop list", path, source))?;
        let text = std::str::from_utf8(&data).map_err(|error| {
            let before = data.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64;
            let reason = format!("byte {} is not UTF-8: convert the file", error.valid_up_to());
            LexiconErrorKind::Line { path: Some(path.to_owned()), line, reason }
        })?;
        Ok(Self::parse(text, normalize))
    }

    /// Adds a form, normalised as those of the list; says whether it is new. An empty one is no form
    /// and is not added.
    ///
    /// Cost: linear in the list; for many forms use [`extend`](Extend::extend).
    ///
    /// ```
    /// use siyaq_lexicon::StopList;
    ///
    /// let mut stop: StopList = ["في", "من"].into_iter().collect();
    /// assert!(stop.insert("عن") && !stop.insert("في"));
    /// assert_eq!(stop.iter().collect::<Vec<_>>(), ["عن", "في", "من"]);
    /// ```
    pub fn insert(&mut self, form: &str) -> bool {
        match self.forms.binary_search_by(|listed| (**listed).cmp(form)) {
            Err(place) if !form.is_empty() => {
                self.forms.insert(place, form.into());
                true
            }
            _ => false,
        }
    }

    /// Whether a form, normalised as those of the list, is on it.
    #[must_use]
    pub fn contains(&self, form: &str) -> bool {
        self.forms.binary_search_by(|listed| (**listed).cmp(form)).is_ok()
    }

    /// The number of forms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there are no forms.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The forms in the order of bytes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + '_ {
        self.forms.iter().map(|form| &**form)
    }
}

impl<S: AsRef<str>> Extend<S> for StopList {
    fn extend<I: IntoIterator<Item = S>>(&mut self, forms: I) {
        for form in forms {
            let form = form.as_ref();
            if !form.is_empty() {
                self.forms.push(form.into());
            }
        }
        self.forms.sort_unstable();
        self.forms.dedup();
    }
}

/// The forms as they are given, which are to be normalised as those they are compared with.
impl<S: AsRef<str>> FromIterator<S> for StopList {
    fn from_iter<I: IntoIterator<Item = S>>(forms: I) -> Self {
        let mut list = Self::default();
        list.extend(forms);
        list
    }
}

/// What a line names, without its comment.
fn form_of_line(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with('#') {
        return "";
    }
    let comment = line
        .char_indices()
        .zip(line.chars().skip(1))
        .find(|((_, before), ch)| *ch == '#' && before.is_whitespace());
    let form = comment.and_then(|((at, _), _)| line.get(..at)).unwrap_or(line).trim_end();
    if form.starts_with("\\#") { form.get(1..).unwrap_or_default() } else { form }
}
