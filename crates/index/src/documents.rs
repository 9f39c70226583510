//! The documents of a corpus: ids and metadata, as an Arrow table that other tools read too.

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
            Arc::new(values.map(|value| value.map(MetaValue::to_string)).collect::<StringArray>())
        }
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
        let reader =
            FileReader::try_new(Cursor::new(bytes), None).map_err(IndexError::documents)?;
        let schema = reader.schema();
        let expected = std::iter::once((ID, DataType::Utf8))
            .chain(fields.iter().map(|field| (field.name.as_str(), arrow_type(field.kind))));
        let fits = schema.fields().len() == fields.len() + 1
            && expected
                .zip(schema.fields())
                .all(|((name, kind), field)| field.name() == name && *field.data_type() == kind);
        if !fits {
            let what = "its columns are not the fields of the manifest";
            return Err(IndexError::corrupt("documents.arrow", what));
        }
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

    /// The place of a field, for [`value_at`](Self::value_at).
    ///
    /// # Errors
    /// When there is no field of this name; the error lists those there are.
    pub fn field(&self, name: &str) -> Result<usize, IndexError> {
        self.fields.iter().position(|field| field.name == name).ok_or_else(|| {
            let known: Vec<&str> = self.fields.iter().map(|field| field.name.as_str()).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            IndexErrorKind::UnknownField { name: name.to_owned(), known }.into()
        })
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
        let kind = self.fields.get(field)?.kind;
        if kind == FieldKind::Integer {
            let (array, row) = self.cell(doc, field + 1)?;
            let numbers = array.as_any().downcast_ref::<Int64Array>()?;
            return Some(MetaValue::Integer(numbers.value(row)));
        }
        kind.parse(self.text(doc, field + 1)?)
    }

    /// The text of a string or date field without a copy; `None` for an integer field too.
    #[must_use]
    pub fn text_at(&self, doc: DocId, field: usize) -> Option<&str> {
        self.text(doc, field + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Vec<FieldSpec> {
        ["source", "year:int", "date:date"].map(|field| field.parse().unwrap()).to_vec()
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
        assert_eq!(table.value(DocId(9), "section"), None);
        assert!(table.field("section").unwrap_err().to_string().contains("source, year, date"));
        assert!(Documents::decode(&bytes, &fields()[..2]).is_err());
        assert!(Documents::decode(&bytes[..bytes.len() / 2], &fields()).is_err());
    }
}
