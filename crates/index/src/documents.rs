//! The documents of a corpus: ids and metadata, as an Arrow table that other tools read too.

use crate::table_check;
use crate::{DocId, Document, FieldKind, FieldSpec, IndexError, IndexErrorKind, MetaValue};
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;
use arrow_schema::{DataType, Field, Schema};
use std::io::Cursor;
use std::sync::Arc;

/// Documents in one record batch.
const BATCH: usize = 65_536;
/// The name of the column of ids.
const ID: &str = "id";

/// The documents of a corpus in the order in which they were read.
#[derive(Debug)]
pub struct Documents {
    fields: Vec<FieldSpec>,
    batches: Vec<RecordBatch>,
    count: usize,
}

fn arrow_type(kind: FieldKind) -> DataType {
    match kind {
        FieldKind::Integer => DataType::Int64,
        FieldKind::String | FieldKind::Date => DataType::Utf8,
    }
}

fn column(documents: &[Document], place: usize, kind: FieldKind) -> ArrayRef {
    let values = documents.iter().map(|document| document.metadata.get(place)?.as_ref());
    match kind {
        FieldKind::Integer => Arc::new(
            values
                .map(|value| match value {
                    Some(MetaValue::Integer(number)) => Some(*number),
                    _ => None,
                })
                .collect::<Int64Array>(),
        ),
        FieldKind::String | FieldKind::Date => {
            let fits = |value: &&MetaValue| match kind {
                FieldKind::Date => matches!(value, MetaValue::Date(_)),
                _ => true,
            };
            let texts = values.map(|value| value.filter(fits).map(MetaValue::to_string));
            Arc::new(texts.collect::<StringArray>())
        }
    }
}

/// Bytes of text that a column of one batch may have: places in it have 32 bits and a sign.
const MOST_BYTES: usize = i32::MAX as usize;

/// Checks that the text of each column fits into a batch.
fn check_sizes(batch: &[Document], fields: &[FieldSpec], most: usize) -> Result<(), IndexError> {
    let text = |place: usize, document: &Document| match document.metadata.get(place) {
        Some(Some(MetaValue::String(text))) => text.len(),
        _ => 0,
    };
    let ids = (ID, batch.iter().map(|document| document.id.len()).sum::<usize>());
    let columns = fields.iter().enumerate().map(|(place, field)| {
        (field.name.as_str(), batch.iter().map(|document| text(place, document)).sum())
    });
    match std::iter::once(ids).chain(columns).find(|(_, bytes)| *bytes > most) {
        None => Ok(()),
        Some((name, bytes)) => Err(IndexErrorKind::TooLarge {
            what: format!("the metadata field {name} of {} documents", batch.len()),
            limit: most as u64,
            found: bytes as u64,
        }
        .into()),
    }
}

/// Writes the table: `id`, then one column for each field. Integers are 64-bit integers; strings
/// are UTF-8; dates are ISO 8601 text, because a date in the news may be a month or a year.
pub(crate) fn encode(documents: &[Document], fields: &[FieldSpec]) -> Result<Vec<u8>, IndexError> {
    let mut columns = vec![Field::new(ID, DataType::Utf8, false)];
    columns
        .extend(fields.iter().map(|field| Field::new(&field.name, arrow_type(field.kind), true)));
    let schema = Arc::new(Schema::new(columns));
    let mut writer = FileWriter::try_new(Vec::new(), &schema).map_err(IndexError::documents)?;
    for batch in documents.chunks(BATCH) {
        check_sizes(batch, fields, MOST_BYTES)?;
        let ids: StringArray = batch.iter().map(|document| Some(&document.id)).collect();
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(ids)];
        arrays.extend(
            fields.iter().enumerate().map(|(place, field)| column(batch, place, field.kind)),
        );
        let batch =
            RecordBatch::try_new(Arc::clone(&schema), arrays).map_err(IndexError::documents)?;
        writer.write(&batch).map_err(IndexError::documents)?;
    }
    writer.into_inner().map_err(IndexError::documents)
}

impl Documents {
    pub(crate) fn decode(bytes: &[u8], fields: &[FieldSpec]) -> Result<Self, IndexError> {
        table_check::check(bytes, ID, fields, BATCH)
            .map_err(|what| IndexError::corrupt("documents.arrow", what))?;
        let reader =
            FileReader::try_new(Cursor::new(bytes), None).map_err(IndexError::documents)?;
        let batches: Vec<RecordBatch> =
            reader.collect::<Result<_, _>>().map_err(IndexError::documents)?;
        let full = batches
            .split_last()
            .is_none_or(|(_, before)| before.iter().all(|batch| batch.num_rows() == BATCH));
        if !full {
            let what = "its record batches are not of one size";
            return Err(IndexError::corrupt("documents.arrow", what));
        }
        let count = batches.iter().map(RecordBatch::num_rows).sum();
        Ok(Self { fields: fields.to_vec(), batches, count })
    }

    /// How many documents there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    fn cell(&self, doc: DocId, column: usize) -> Option<(&ArrayRef, usize)> {
        let batch = self.batches.get(doc.index() / BATCH)?;
        let row = doc.index() % BATCH;
        let array = batch.columns().get(column)?;
        (row < array.len() && array.is_valid(row)).then_some((array, row))
    }

    fn text(&self, doc: DocId, column: usize) -> Option<&str> {
        let (array, row) = self.cell(doc, column)?;
        array.as_any().downcast_ref::<StringArray>().map(|strings| strings.value(row))
    }

    /// The id of a document; empty for one that is not there.
    #[must_use]
    pub fn id(&self, doc: DocId) -> &str {
        self.text(doc, 0).unwrap_or_default()
    }

    /// The metadata fields, in the order of their columns.
    #[must_use]
    pub fn fields(&self) -> &[FieldSpec] {
        &self.fields
    }

    /// The place of a field, for [`value_at`](Self::value_at). The id is a field as well, called
    /// `id`, at the place after the last.
    ///
    /// # Errors
    /// When there is no field of this name; the error lists those there are.
    pub fn field(&self, name: &str) -> Result<usize, IndexError> {
        if name == ID {
            return Ok(self.fields.len());
        }
        self.fields.iter().position(|field| field.name == name).ok_or_else(|| {
            let known = self.names().join(", ");
            IndexErrorKind::UnknownField { name: name.to_owned(), known }.into()
        })
    }

    /// Whether there is a field of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        name == ID || self.fields.iter().any(|field| field.name == name)
    }

    /// The names of the fields, the id last.
    pub(crate) fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.clone()).chain([ID.to_owned()]).collect()
    }

    /// The field at a place: a string called `id` after the last.
    #[must_use]
    pub fn spec(&self, field: usize) -> Option<FieldSpec> {
        let id = || FieldSpec { name: ID.to_owned(), kind: FieldKind::String };
        self.fields.get(field).cloned().or_else(|| (field == self.fields.len()).then(id))
    }

    /// The column of the field at a place: ids stand in the first.
    fn column(&self, field: usize) -> usize {
        if field == self.fields.len() { 0 } else { field + 1 }
    }

    /// The value of a field for a document; `None` where it has none, or where there is no such
    /// field or document.
    #[must_use]
    pub fn value(&self, doc: DocId, field: &str) -> Option<MetaValue> {
        self.value_at(doc, self.field(field).ok()?)
    }

    /// The value of the field at a place of [`fields`](Self::fields).
    #[must_use]
    pub fn value_at(&self, doc: DocId, field: usize) -> Option<MetaValue> {
        let kind = self.fields.get(field).map_or(FieldKind::String, |field| field.kind);
        if kind == FieldKind::Integer {
            let (array, row) = self.cell(doc, self.column(field))?;
            let numbers = array.as_any().downcast_ref::<Int64Array>()?;
            return Some(MetaValue::Integer(numbers.value(row)));
        }
        kind.parse(self.text(doc, self.column(field))?)
    }

    /// The text of a string or date field without a copy; `None` for an integer field too.
    #[must_use]
    pub fn text_at(&self, doc: DocId, field: usize) -> Option<&str> {
        self.text(doc, self.column(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Vec<FieldSpec> {
        ["source", "year:int", "date:date"].map(|field| field.parse().unwrap()).to_vec()
    }

    /// Arrow ends the program over a column of 2 GiB.
    #[test]
    fn a_column_that_is_too_large_is_refused() {
        let document = Document {
            id: "م".into(),
            metadata: vec![Some(MetaValue::String("الأفق".into())), None, None],
            ..Document::default()
        };
        let batch = vec![document; 3];
        // Three times five letters of two bytes.
        assert!(check_sizes(&batch, &fields(), 30).is_ok());
        let error = check_sizes(&batch, &fields(), 29).unwrap_err().to_string();
        assert!(error.contains("source") && error.contains("30"), "{error}");
        assert!(check_sizes(&batch, &fields(), 5).unwrap_err().to_string().contains("field id"));
    }

    #[test]
    fn documents_come_back_over_batches() {
        let documents: Vec<Document> = (0..BATCH + 3)
            .map(|number| Document {
                id: format!("م{number}"),
                metadata: vec![
                    (number % 2 == 0).then(|| MetaValue::String("الأفق".into())),
                    Some(MetaValue::Integer(-3)),
                    FieldKind::Date.parse("2015-07"),
                ],
                ..Document::default()
            })
            .collect();
        let bytes = encode(&documents, &fields()).unwrap();
        let table = Documents::decode(&bytes, &fields()).unwrap();
        assert_eq!(table.count(), documents.len());
        for doc in [0, 1, BATCH - 1, BATCH, BATCH + 2] {
            let id = DocId::try_from(doc).unwrap();
            assert_eq!(table.id(id), documents[doc].id);
            for (place, value) in documents[doc].metadata.iter().enumerate() {
                assert_eq!(&table.value_at(id, place), value);
            }
        }
        assert_eq!(table.value(DocId(9), "id"), Some(MetaValue::String("م9".into())));
        assert_eq!(table.value(DocId(9), "section"), None);
        assert!(table.field("section").unwrap_err().to_string().contains("source, year, date"));
        assert!(Documents::decode(&bytes, &fields()[..2]).is_err());
        assert!(Documents::decode(&bytes[..bytes.len() / 2], &fields()).is_err());
    }

    /// Whatever stands in the file: it is read or refused, and never ends the program.
    fn read(bytes: &[u8]) {
        if let Ok(table) = Documents::decode(bytes, &fields()) {
            for doc in (0..u32::try_from(table.count()).unwrap()).map(DocId) {
                assert!(table.id(doc).len() <= bytes.len());
                for field in 0..3 {
                    let _ = table.value_at(doc, field);
                }
            }
        }
    }

    fn small() -> Vec<u8> {
        let documents: Vec<Document> = (0..9)
            .map(|number| Document {
                id: format!("م{number}"),
                metadata: vec![
                    (number % 2 == 0).then(|| MetaValue::String("الأفق".into())),
                    (number != 4).then_some(MetaValue::Integer(number)),
                    FieldKind::Date.parse("2015-07"),
                ],
                ..Document::default()
            })
            .collect();
        encode(&documents, &fields()).unwrap()
    }

    #[test]
    fn no_damaged_byte_ends_the_program() {
        let good = small();
        assert_eq!(Documents::decode(&good, &fields()).unwrap().count(), 9);
        for place in 0..good.len() {
            for change in [0x01, 0x04, 0x10, 0x40, 0x80, 0xff] {
                let mut bad = good.clone();
                bad[place] ^= change;
                read(&bad);
            }
            read(&good[..place]);
            read(&good[place..]);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2000))]
        #[test]
        fn no_crafted_number_ends_the_program(
            changes in proptest::collection::vec(
                (proptest::prelude::any::<proptest::sample::Index>(), proptest::prop_oneof![
                    proptest::prelude::any::<i64>(),
                    proptest::prelude::Just(i64::MAX), proptest::prelude::Just(-1i64),
                    proptest::prelude::Just(i64::from(i32::MAX)), -9i64..4000,
                ], proptest::prelude::any::<bool>()),
                1..5,
            ),
        ) {
            let mut bytes = small();
            for (place, number, wide) in changes {
                let place = place.index(bytes.len() / 4) * 4;
                let number = &number.to_le_bytes()[..if wide { 8 } else { 4 }];
                for (to, from) in bytes[place..].iter_mut().zip(number) {
                    *to = *from;
                }
            }
            read(&bytes);
        }
    }
}
