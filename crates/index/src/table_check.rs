//! The document table looked at before the library reads it, which trusts lengths and ends the
//! program over one that is not true. Only tables as this crate writes them pass: columns of text
//! and of whole numbers, uncompressed, without dictionaries.

use crate::{FieldKind, FieldSpec};
use arrow_ipc::{Block, Endianness, MessageHeader, Type, root_as_footer, root_as_message};

/// What stands at the end: the length of the footer, then these letters.
const END: &[u8; 6] = b"ARROW1";
const TAIL: usize = END.len() + 4;
/// What a message begins with: this, then its length.
const MESSAGE: &[u8; 4] = &[0xff; 4];

/// Checks a table with the column `id` and those of the fields; the error says what is wrong.
pub(crate) fn check(
    bytes: &[u8],
    id: &str,
    fields: &[FieldSpec],
    most_rows: usize,
) -> Result<(), String> {
    let columns: Vec<(&str, FieldKind)> = std::iter::once((id, FieldKind::String))
        .chain(fields.iter().map(|field| (field.name.as_str(), field.kind)))
        .collect();
    let cut = || "it was cut or is not an Arrow file".to_owned();
    let (rest, tail) = bytes.split_last_chunk::<TAIL>().ok_or_else(cut)?;
    let [a, b, c, d, end @ ..] = *tail;
    let length = usize::try_from(u32::from_le_bytes([a, b, c, d])).map_err(|_| cut())?;
    let start = rest.len().checked_sub(length).filter(|_| &end == END).ok_or_else(cut)?;
    let footer = root_as_footer(rest.get(start..).unwrap_or_default());
    let footer = footer.map_err(|error| format!("its footer: {error}"))?;
    let schema = footer.schema().ok_or("its footer has no schema")?;
    let found = schema.fields().ok_or("its schema has no columns")?;
    let plain = schema.endianness() == Endianness::Little
        && schema.custom_metadata().is_none_or(|more| more.is_empty())
        && footer.custom_metadata().is_none_or(|more| more.is_empty())
        && footer.dictionaries().is_none_or(|more| more.is_empty());
    let fits = |(column, (name, kind)): (arrow_ipc::Field<'_>, &(&str, FieldKind))| {
        column.name() == Some(*name)
            && column.dictionary().is_none()
            && column.children().is_none_or(|more| more.is_empty())
            && column.custom_metadata().is_none_or(|more| more.is_empty())
            && match kind {
                FieldKind::String | FieldKind::Date => column.type_type() == Type::Utf8,
                FieldKind::Integer => {
                    column.type_as_int().is_some_and(|int| int.bitWidth() == 64 && int.is_signed())
                }
            }
    };
    if !plain || found.len() != columns.len() || !found.iter().zip(&columns).all(fits) {
        return Err("its columns are not the fields of the manifest".to_owned());
    }
    let blocks = footer.recordBatches().ok_or("its footer has no batches")?;
    blocks.iter().try_for_each(|block| check_batch(rest, block, &columns, most_rows))
}

/// Checks a record batch: where it is, and where the buffers of its columns are in it.
fn check_batch(
    bytes: &[u8],
    block: &Block,
    columns: &[(&str, FieldKind)],
    most_rows: usize,
) -> Result<(), String> {
    let wrong = |what: &str| format!("the {what} of a record batch");
    let part = |start: i64, length: i64| {
        let (start, length) = (usize::try_from(start).ok()?, usize::try_from(length).ok()?);
        Some((start, start.checked_add(length)?))
    };
    let (start, body) =
        part(block.offset(), i64::from(block.metaDataLength())).ok_or_else(|| wrong("place"))?;
    let message = bytes.get(start..body).ok_or_else(|| wrong("place"))?;
    let size = usize::try_from(block.bodyLength()).map_err(|_| wrong("length"))?;
    if bytes.len() - body < size {
        return Err(wrong("length"));
    }
    let message = message.strip_prefix(MESSAGE).and_then(|rest| rest.get(4..));
    let message = root_as_message(message.ok_or_else(|| wrong("head"))?)
        .map_err(|error| format!("{}: {error}", wrong("head")))?;
    if message.header_type() != MessageHeader::RecordBatch {
        return Err(wrong("kind"));
    }
    let batch = message.header_as_record_batch().ok_or_else(|| wrong("kind"))?;
    let plain = batch.compression().is_none()
        && batch.variadicBufferCounts().is_none_or(|counts| counts.is_empty());
    let rows = usize::try_from(batch.length()).ok().filter(|rows| *rows <= most_rows);
    let rows = rows.filter(|_| plain).ok_or_else(|| wrong("number of rows"))?;
    let (nodes, buffers) = batch.nodes().zip(batch.buffers()).ok_or_else(|| wrong("columns"))?;
    let mut buffers = buffers.iter();
    // The bytes of the next buffer, which lie within the batch.
    let mut next = || {
        let buffer = buffers.next()?;
        let (start, end) = part(buffer.offset(), buffer.length())?;
        (end <= size).then_some(end - start)
    };
    if nodes.len() != columns.len() {
        return Err(wrong("columns"));
    }
    for (node, (name, kind)) in nodes.iter().zip(columns) {
        let wrong = || format!("the column {name} of a record batch");
        let nulls = usize::try_from(node.null_count()).ok().filter(|nulls| *nulls <= rows);
        let nulls = nulls.filter(|_| node.length() == batch.length()).ok_or_else(wrong)?;
        let bits = next().ok_or_else(wrong)?;
        let values = next().ok_or_else(wrong)?;
        let fits = match kind {
            FieldKind::Integer => values >= rows * 8 && values.is_multiple_of(8),
            FieldKind::String | FieldKind::Date => {
                next().ok_or_else(wrong)?;
                values >= (rows + 1) * 4 && values.is_multiple_of(4)
            }
        };
        if !(fits || rows == 0 && values == 0) || (nulls > 0 && bits < rows.div_ceil(8)) {
            return Err(wrong());
        }
    }
    if next().is_some() { Err(wrong("buffers")) } else { Ok(()) }
}
