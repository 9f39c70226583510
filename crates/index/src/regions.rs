//! Structures while a corpus is built: what is opened and closed between the tokens.

use crate::manifest::{AttributeRecord, StructureRecord};
use crate::packed::PackedIds;
use crate::store::Store;
use crate::structure::stem;
use crate::{FieldKind, FieldSpec, IndexError, IndexErrorKind, Starts};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A range of tokens as it is collected: positions count from the start of the batch.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    /// The number of the name.
    name: u32,
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// Names and values of its attributes, by number.
    attributes: Vec<(u32, u32)>,
}

/// Texts by number, each once.
#[derive(Debug, Default)]
struct Texts {
    list: Vec<String>,
    known: HashMap<String, u32>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.known.get(text) {
            return *number;
        }
        let number = u32::try_from(self.list.len()).expect("fewer texts than 32 bits can number");
        self.list.push(text.to_owned());
        self.known.insert(text.to_owned(), number);
        number
    }
}

/// The regions that a worker meets.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    names: Texts,
    values: Texts,
    /// Those that are open, the innermost last.
    open: Vec<Region>,
}

impl Regions {
    /// Opens a region at a position.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)], pos: u64) {
        let region = self.whole(name, attributes, pos..pos);
        self.open.push(region);
    }

    /// A region that is known as a whole.
    pub(crate) fn whole(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        Range { start, end }: Range<u64>,
    ) -> Region {
        let name = self.names.number(name);
        let number =
            |(name, value): &(&str, &str)| (self.names.number(name), self.values.number(value));
        let attributes = attributes.iter().map(number).collect();
        Region { name, start, end, attributes }
    }

    /// Closes the innermost region of a name; `None` where none is open.
    pub(crate) fn close(&mut self, name: &str, pos: u64) -> Option<Region> {
        let name = *self.names.known.get(name)?;
        let place = self.open.iter().rposition(|region| region.name == name)?;
        let region = self.open.remove(place);
        Some(Region { end: pos, ..region })
    }

    /// Closes whatever is open, at the end of a document.
    pub(crate) fn close_all(&mut self, pos: u64) -> impl Iterator<Item = Region> + '_ {
        self.open.drain(..).map(move |region| Region { end: pos, ..region })
    }

    /// The texts that the regions are numbered by.
    pub(crate) fn finish(self) -> RegionTexts {
        RegionTexts { names: self.names.list, values: self.values.list }
    }
}

/// The names and values of the regions of one worker.
#[derive(Debug, Default)]
pub(crate) struct RegionTexts {
    names: Vec<String>,
    values: Vec<String>,
}

/// The ranges of one structure in the whole corpus, and of each attribute the ranges that have it with
/// the number of the value.
#[derive(Debug, Default)]
struct Collected {
    ranges: Vec<(u64, u64)>,
    attributes: BTreeMap<String, Vec<(usize, u32)>>,
}

/// All structures of a corpus, by name.
#[derive(Debug, Default)]
pub(crate) struct Structures {
    all: BTreeMap<String, Collected>,
    values: Texts,
}

impl Structures {
    /// Adds the regions of a batch whose first token is at `base`. `numbers` has, for the values of the
    /// worker, their numbers among all, as far as they are known; it belongs to the worker.
    pub(crate) fn add(
        &mut self,
        base: u64,
        regions: Vec<Region>,
        texts: &RegionTexts,
        numbers: &mut Vec<Option<u32>>,
    ) {
        numbers.resize(texts.values.len(), None);
        for region in regions {
            let own = entry(&mut self.all, text(&texts.names, region.name));
            let place = own.ranges.len();
            own.ranges.push((base + region.start, base + region.end));
            for (name, value) in region.attributes {
                let known = numbers.get_mut(value as usize).expect("one place for each value");
                let number =
                    *known.get_or_insert_with(|| self.values.number(text(&texts.values, value)));
                let values = entry(&mut own.attributes, text(&texts.names, name));
                match values.last_mut() {
                    // An attribute that is there twice has its last value.
                    Some((last, value)) if *last == place => *value = number,
                    _ => values.push((place, number)),
                }
            }
        }
    }

    /// Writes the structures; `tokens` is how many positions there are.
    pub(crate) fn write(
        self,
        tokens: u64,
        store: &Store,
    ) -> Result<Vec<StructureRecord>, IndexError> {
        let Self { all, values } = self;
        let write = |(number, (name, own)): (usize, (String, Collected))| {
            write_one(number, name, &own, &values.list, tokens, store)
        };
        all.into_iter().enumerate().map(write).collect()
    }
}

/// A text of a worker by its number.
fn text(list: &[String], number: u32) -> &str {
    list.get(number as usize).expect("a region is numbered by the texts of its worker")
}

/// What belongs to a name; the name is copied only when it is new.
fn entry<'m, T: Default>(map: &'m mut BTreeMap<String, T>, name: &str) -> &'m mut T {
    if !map.contains_key(name) {
        map.insert(name.to_owned(), T::default());
    }
    map.get_mut(name).expect("it was put there")
}

fn write_one(
    number: usize,
    name: String,
    own: &Collected,
    texts: &[String],
    tokens: u64,
    store: &Store,
) -> Result<StructureRecord, IndexError> {
    let mut order: Vec<usize> = (0..own.ranges.len()).collect();
    let range = |place: &usize| own.ranges.get(*place).copied().expect("a place of the list");
    // Ranges that are alike stay in the order in which they were opened or closed.
    order.sort_by_key(|place| {
        let (start, end) = range(place);
        (start, u64::MAX - end)
    });
    let starts: Vec<u64> = order.iter().map(|place| range(place).0).collect();
    let length = |place: &usize| {
        let (start, end) = range(place);
        u32::try_from(end - start).map_err(|_| {
            let what = format!("a range of the structure {name}");
            let (limit, found) = (u64::from(u32::MAX), end - start);
            IndexError::from(IndexErrorKind::TooLarge { what, limit, found })
        })
    };
    let lengths: Vec<u32> = order.iter().map(length).collect::<Result<_, _>>()?;
    let stem = stem(number);
    store.put(&format!("{stem}.starts"), Starts::encode(&starts, tokens))?;
    store.put(&format!("{stem}.lengths"), PackedIds::encode(&lengths))?;
    let mut attributes = Vec::new();
    for (place, (attribute, values)) in own.attributes.iter().enumerate() {
        let stem = format!("{stem}.{place}");
        attributes.push(write_attribute(&stem, attribute, (values, texts), &order, store)?);
    }
    Ok(StructureRecord { name, ranges: order.len() as u64, attributes })
}

fn write_attribute(
    stem: &str,
    name: &str,
    (values, texts): (&[(usize, u32)], &[String]),
    order: &[usize],
    store: &Store,
) -> Result<AttributeRecord, IndexError> {
    let mut known: BTreeMap<&str, u32> =
        values.iter().map(|(_, number)| (text(texts, *number), 0)).collect();
    let too_many = IndexErrorKind::TooMany { what: "values", limit: u64::from(u32::MAX) };
    let count = u32::try_from(known.len()).ok().filter(|count| *count < u32::MAX);
    let count = count.ok_or_else(|| IndexError::from(too_many))?;
    known.values_mut().zip(1..).for_each(|(code, number)| *code = number);
    let mut of_place = vec![0u32; order.len()];
    for (place, number) in values {
        if let (Some(slot), Some(code)) =
            (of_place.get_mut(*place), known.get(text(texts, *number)))
        {
            *slot = *code;
        }
    }
    let code = |place: &usize| of_place.get(*place).copied().expect("a place of the list");
    let codes: Vec<u32> = order.iter().map(code).collect();
    let (mut bytes, mut starts) = (Vec::new(), Vec::new());
    for value in known.keys() {
        starts.push(bytes.len() as u64);
        bytes.extend_from_slice(value.as_bytes());
    }
    store.put(&format!("{stem}.codes"), PackedIds::encode(&codes))?;
    store.put(&format!("{stem}.values"), Starts::encode(&starts, bytes.len() as u64))?;
    store.put(&format!("{stem}.text"), bytes)?;
    let kind = kind_of(known.keys().copied());
    let field = FieldSpec { name: name.to_owned(), kind }.to_string();
    Ok(AttributeRecord { field, values: u64::from(count) })
}

/// The type that all values of an attribute have: whole numbers as a number is written, dates as ISO
/// 8601 writes them to the month at least, otherwise strings.
fn kind_of<'v>(mut values: impl Iterator<Item = &'v str> + Clone) -> FieldKind {
    let integer =
        |value: &str| value.parse::<i64>().is_ok_and(|number| number.to_string() == value);
    let date = |value: &str| {
        let parts: Vec<&str> = value.split('-').collect();
        let digits = |part: &&str, count: usize| {
            part.len() == count && part.bytes().all(|digit| digit.is_ascii_digit())
        };
        let shape = match parts.as_slice() {
            [year, month] => digits(year, 4) && digits(month, 2),
            [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
            _ => false,
        };
        shape && value.parse::<crate::Date>().is_ok()
    };
    let mut again = values.clone();
    if values.all(integer) {
        FieldKind::Integer
    } else if again.all(date) {
        FieldKind::Date
    } else {
        FieldKind::String
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_has_the_type_of_all_its_values() {
        let kind = |values: &[&str]| kind_of(values.iter().copied());
        assert_eq!(kind(&["1", "-20", "0"]), FieldKind::Integer);
        assert_eq!(kind(&["1", "02"]), FieldKind::String, "a zero before a number would be lost");
        assert_eq!(kind(&["2015-07", "2015-07-21"]), FieldKind::Date);
        assert_eq!(kind(&["2015-07", "2015-13"]), FieldKind::String);
        assert_eq!(kind(&["2015", "2015-07"]), FieldKind::String);
        assert_eq!(kind(&["title", "body"]), FieldKind::String);
    }
}
