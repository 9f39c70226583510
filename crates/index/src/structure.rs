//! Structures: named ranges of positions with attributes.

use crate::manifest::{AttributeRecord, StructureRecord};
use crate::parts::Parts;
use crate::{Bytes, FieldKind, FieldSpec, IndexError, PackedIds, Starts};
use std::ops::Range;

/// The structures that every corpus has, from the smallest to the largest, by the names that
/// conditions and scopes use: sentences, items, paragraphs, documents.
pub(crate) const BUILT_IN: [&str; 4] = ["s", "item", "p", "doc"];

/// Ranges of positions of one name, such as the sentences of a corpus, the quotations of its texts or
/// the words that a treebank takes apart. Ranges are in the order of their starts, longer ones first;
/// they may nest, overlap and be empty.
///
/// ```
/// use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let mut shard = Shard::new();
/// shard.start_document(Document { id: "a".into(), ..Document::default() });
/// shard.push("قال", TokenClass::ArabicWord, Boundary::None, true);
/// shard.open("quote", &[("speaker", "الوزير")]);
/// shard.push("نعم", TokenClass::ArabicWord, Boundary::None, true);
/// shard.close("quote");
/// let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let quotes = corpus.structure("quote")?;
/// assert_eq!((quotes.len(), quotes.range(0)), (1, 1..2));
/// assert_eq!(quotes.value(0, "speaker"), Some("الوزير"));
/// # Ok::<(), siyaq_index::IndexError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Structure {
    name: String,
    starts: Starts,
    /// How many positions each range has; `None` where each goes on to the next start.
    lengths: Option<PackedIds>,
    attributes: Vec<Attribute>,
}

/// The values of an attribute of the ranges of a structure.
#[derive(Clone, Debug)]
pub struct Attribute {
    spec: FieldSpec,
    /// For each range the number of its value, from 1; 0 where it has none.
    codes: PackedIds,
    /// Where the text of each value starts.
    starts: Starts,
    text: Bytes,
}

impl Structure {
    /// A structure whose ranges lie one after the other.
    pub(crate) fn tiles(name: &str, starts: Starts) -> Self {
        Self { name: name.to_owned(), starts, lengths: None, attributes: Vec::new() }
    }

    /// Opens the structure with this number.
    pub(crate) fn open(
        parts: &Parts,
        number: usize,
        record: &StructureRecord,
        tokens: u64,
    ) -> Result<Self, IndexError> {
        let stem = stem(number);
        let (starts_name, lengths_name) = (format!("{stem}.starts"), format!("{stem}.lengths"));
        let starts = Starts::open(&starts_name, parts.file(&starts_name)?)?;
        let lengths = PackedIds::open(&lengths_name, parts.file(&lengths_name)?)?;
        if starts.len() != record.ranges
            || lengths.count() as u64 != record.ranges
            || starts.get(starts.len()) != tokens
        {
            let what = format!("it has not the ranges of the structure {}", record.name);
            return Err(IndexError::corrupt(&starts_name, what));
        }
        let attributes = record.attributes.iter().enumerate().map(|(place, own)| {
            Attribute::open(parts, &format!("{stem}.{place}"), own, record.ranges)
        });
        let attributes = attributes.collect::<Result<_, _>>()?;
        Ok(Self { name: record.name.clone(), starts, lengths: Some(lengths), attributes })
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many ranges there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.starts.len()
    }

    /// Whether there is no range.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The positions of a range; an empty range at the end of the corpus for a number beyond the last.
    #[must_use]
    pub fn range(&self, number: u64) -> Range<u64> {
        match &self.lengths {
            None => self.starts.unit(number),
            Some(lengths) => {
                let start = self.starts.get(number);
                let length = usize::try_from(number).map_or(0, |place| lengths.get(place));
                let end = start.saturating_add(u64::from(length));
                start..end.min(self.starts.get(self.len()))
            }
        }
    }

    /// Every range, in order.
    pub fn ranges(&self) -> impl Iterator<Item = Range<u64>> + '_ {
        (0..self.len()).map(|number| self.range(number))
    }

    /// The number of the first range that starts at `pos` or after.
    #[must_use]
    pub fn first_from(&self, pos: u64) -> u64 {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.starts.get(middle) < pos {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// Whether ranges may lie within one another or leave positions out.
    pub(crate) fn is_tiled(&self) -> bool {
        self.lengths.is_none()
    }

    pub(crate) fn starts(&self) -> &Starts {
        &self.starts
    }

    /// The attributes; those of `doc` are the metadata of the documents and are not among them.
    #[must_use]
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The attribute of a name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.spec.name == name)
    }

    /// The value that a range has for an attribute, as it is written.
    #[must_use]
    pub fn value(&self, number: u64, attribute: &str) -> Option<&str> {
        self.attribute(attribute)?.value(number)
    }

    /// Checks the ranges and the values; `tokens` is how many positions there are.
    pub(crate) fn verify(&self, tokens: u64) -> Result<(), IndexError> {
        let wrong =
            |what: &str| Err(IndexError::corrupt(&format!("structure {}", self.name), what));
        let order = |range: Range<u64>| (range.start, u64::MAX - range.end);
        // Of ranges that lie one after the other an empty one may come before one that is not.
        if !self.is_tiled() && !self.ranges().map(order).is_sorted() {
            return wrong("its ranges are not in order");
        }
        let ends = |number: u64| {
            let length = self.lengths.as_ref().map(|lengths| {
                usize::try_from(number).map_or(0, |place| u64::from(lengths.get(place)))
            });
            length.map(|length| self.starts.get(number).saturating_add(length))
        };
        if (0..self.len()).filter_map(ends).any(|end| end > tokens) {
            return wrong("one of its ranges goes beyond the end");
        }
        self.attributes.iter().try_for_each(|attribute| attribute.verify(self))
    }
}

impl Attribute {
    fn open(
        parts: &Parts,
        stem: &str,
        record: &AttributeRecord,
        ranges: u64,
    ) -> Result<Self, IndexError> {
        let file = |part: &str| {
            let file = format!("{stem}.{part}");
            parts.file(&file).map(|bytes| (file, bytes))
        };
        let wrong = |what: &str| IndexError::corrupt(&format!("{stem}.codes"), what);
        let (name, bytes) = file("codes")?;
        let codes = PackedIds::open(&name, bytes)?;
        let (name, bytes) = file("values")?;
        let starts = Starts::open(&name, bytes)?;
        let text = file("text")?.1;
        let spec = record.field.parse().map_err(|_| wrong("its attribute has no such type"))?;
        if codes.count() as u64 != ranges
            || starts.len() != record.values
            || starts.get(starts.len()) != text.len() as u64
        {
            return Err(wrong("its columns do not fit"));
        }
        Ok(Self { spec, codes, starts, text })
    }

    /// The name and the type.
    #[must_use]
    pub fn spec(&self) -> &FieldSpec {
        &self.spec
    }

    /// How many different values there are.
    #[must_use]
    pub fn value_count(&self) -> u64 {
        self.starts.len()
    }

    /// The different values as they are written, in the order of their bytes.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        (0..self.starts.len()).map(|number| self.text_of(number))
    }

    /// The number of the value of a range among [`values`](Self::values); `None` where it has none.
    #[must_use]
    pub fn code(&self, range: u64) -> Option<u64> {
        let place = usize::try_from(range).ok()?;
        u64::from(self.codes.get(place)).checked_sub(1)
    }

    /// The value of a range, as it is written.
    #[must_use]
    pub fn value(&self, range: u64) -> Option<&str> {
        self.code(range).map(|code| self.text_of(code))
    }

    fn text_of(&self, number: u64) -> &str {
        let place = self.starts.unit(number);
        let bytes = usize::try_from(place.start).ok().zip(usize::try_from(place.end).ok());
        let bytes = bytes.and_then(|(from, to)| self.text.get(from..to));
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("\u{fffd}")
    }

    fn verify(&self, of: &Structure) -> Result<(), IndexError> {
        let name = format!("structure {}, attribute {}", of.name, self.spec.name);
        let wrong = |what: &str| Err(IndexError::corrupt(&name, what));
        if std::str::from_utf8(self.text.all()).is_err() {
            return wrong("its values are no text");
        }
        if !self.values().is_sorted_by(|one, next| one < next) {
            return wrong("its values do not ascend");
        }
        if self.spec.kind != FieldKind::String
            && self.values().any(|value| self.spec.kind.parse(value).is_none())
        {
            return wrong("one of its values is not of its type");
        }
        if (0..of.len()).filter_map(|range| self.code(range)).any(|code| code >= self.value_count())
        {
            return wrong("a range has a value that there is not");
        }
        Ok(())
    }
}

/// What the names of the files of a structure begin with.
pub(crate) fn stem(number: usize) -> String {
    format!("structure-{number}")
}
