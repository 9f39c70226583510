//! JSONL: one object on each line.
//!
//! Only the fields that are wanted are decoded; the others are checked and passed over, except that
//! escapes that do not exist in JSON are let pass in them. A line that the fast parser rejects goes
//! to a second parser, which says exactly what is wrong, after a repair of what can be repaired.
//! Where a key occurs twice in an object the last value holds.

use crate::fields::{Place, Sink, Value, lossy};
use crate::part::Part;
use crate::problem::ProblemKind;
use crate::repair::repair;
use crate::split::{is_blank, lines};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// Each line that is not blank as a record.
pub(crate) fn parse(part: &Part, sink: &mut Sink<'_>) {
    // Checked once for all lines; only where there is a fault each line is checked by itself.
    let valid = simdutf8::basic::from_utf8(&part.bytes).ok();
    for (number, (start, line)) in lines(&part.bytes).enumerate() {
        if sink.stopped() {
            return;
        }
        let place = Place {
            line: part.start.line + number as u64,
            byte: part.start.byte + start as u64,
            record: part.start.record + number as u64,
        };
        if is_blank(line) {
            sink.blank_too_long(place, line);
            continue;
        }
        sink.records += 1;
        if sink.too_long(place, line.len()) || too_deep(sink, place, line) {
            continue;
        }
        let text = match valid {
            Some(text) => text.get(start..start + line.len()),
            None => simdutf8::basic::from_utf8(line).ok(),
        };
        let found = text.and_then(|line| parse_fast(&sink.plan.names, line));
        match found {
            Some(found) => {
                part.report_malformed(sink, place, line, 0);
                record(sink, place, line, found);
            }
            None => parse_slowly(part, sink, place, line),
        }
    }
}

/// How deep lists and objects may be nested: as deep as `serde_json` lets them be.
const DEEPEST: usize = 128;

/// Reports a line that is nested deeper than any parser should follow; true if it is.
fn too_deep(sink: &mut Sink<'_>, place: Place, line: &[u8]) -> bool {
    // Nearly every line has fewer brackets than that.
    let opened = memchr::memchr2_iter(b'[', b'{', line).take(DEEPEST + 1).count();
    let deep = opened > DEEPEST && depth(line) > DEEPEST;
    if deep {
        let message = format!("lists and objects are nested more than {DEEPEST} deep");
        sink.report(place, None, ProblemKind::TooDeep, message);
    }
    deep
}

/// How deep brackets outside strings are nested.
fn depth(line: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in line {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The wanted fields of an object.
#[derive(Debug, PartialEq)]
pub(crate) struct Found<'a> {
    values: Vec<Value<'a>>,
    /// A wanted field that the object has twice.
    repeated: Option<usize>,
}

impl<'a> Found<'a> {
    /// Decodes the fields; `None` if one of them is a string that cannot be decoded.
    fn decode<R: Raw<'a>>(raws: &Raws<R>) -> Option<Self> {
        let value = |raw: &Option<R>| raw.as_ref().map_or(Some(Value::Missing), Raw::value);
        let values = raws.found.iter().map(value).collect::<Option<_>>()?;
        Some(Self { values, repeated: raws.repeated })
    }
}

fn record(sink: &mut Sink<'_>, place: Place, line: &[u8], found: Found<'_>) {
    if sink.notes(place, &found.values)
        && let Ok(Keys(keys)) = serde_json::from_slice(line)
    {
        sink.plan.asked.remember(keys.iter().map(Cow::as_ref));
    }
    if let Some(name) = found.repeated.and_then(|slot| sink.plan.names.get(slot)) {
        let message = format!("the object has the key {name:?} twice: the last is read");
        sink.report(place, None, ProblemKind::RepeatedName, message);
    }
    sink.record(place, found.values);
}

/// The wanted fields, if the line is a proper JSON object.
#[cfg(not(feature = "sonic"))]
fn parse_fast<'a>(names: &[String], line: &'a str) -> Option<Found<'a>> {
    parse_exactly(names, line).ok()
}

/// The wanted fields, if the line is a proper JSON object.
#[cfg(feature = "sonic")]
pub(crate) fn parse_fast<'a>(names: &[String], line: &'a str) -> Option<Found<'a>> {
    let mut deserializer = sonic_rs::Deserializer::from_str(line);
    let raws = Fields::<sonic_rs::LazyValue<'_>>::new(names).deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Found::decode(&raws)
}

/// The same with the second parser, which says what is wrong.
pub(crate) fn parse_exactly<'a>(
    names: &[String],
    line: &'a str,
) -> Result<Found<'a>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let raws = Fields::<&serde_json::value::RawValue>::new(names).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Found::decode(&raws).ok_or_else(|| de::Error::custom("a string cannot be decoded"))
}

fn parse_slowly(part: &Part, sink: &mut Sink<'_>, place: Place, line: &[u8]) {
    let (text, replaced) = lossy(line);
    let (repaired, repairs) = repair(&text);
    part.report_malformed(sink, place, line, replaced);
    let found = [
        (repairs.marks, ProblemKind::ByteOrderMark, "byte-order marks were removed"),
        (repairs.nuls, ProblemKind::NulCharacter, "NUL characters were removed"),
        (
            repairs.controls,
            ProblemKind::ControlCharacter,
            "control characters stand unescaped in a string",
        ),
        (repairs.surrogates, ProblemKind::LoneSurrogate, "lone surrogates became U+FFFD"),
    ];
    for (count, kind, what) in found {
        if count > 0 {
            sink.report(place, None, kind, format!("{count} {what}"));
        }
    }
    // A removed NUL may have stood between a backslash and a quotation mark.
    if is_blank(repaired.as_bytes()) || too_deep(sink, place, repaired.as_bytes()) {
        return;
    }
    match parse_exactly(&sink.plan.names, &repaired) {
        Ok(found) => record(sink, place, repaired.as_bytes(), found),
        Err(error) => reject(sink, place, &repaired, repaired.len() == line.len(), &error),
    }
}

/// Reports a line that is no JSON object.
fn reject(sink: &mut Sink<'_>, place: Place, json: &str, unmoved: bool, error: &serde_json::Error) {
    if !json.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(json).is_ok() {
        let message = "the line is JSON, but not an object in braces".to_owned();
        return sink.report(place, None, ProblemKind::NotAnObject, message);
    }
    let text = error.to_string();
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    let column = u64::try_from(error.column()).unwrap_or(0).saturating_sub(1);
    let byte = if unmoved { place.byte + column } else { place.byte };
    let message = format!("the line is no JSON object: {reason} (column {})", column + 1);
    sink.report(Place { byte, ..place }, None, ProblemKind::InvalidJson, message);
}

/// The JSON of a value, not yet decoded, as each library keeps it.
trait Raw<'de>: Deserialize<'de> {
    /// The value; `None` if it is a string that cannot be decoded.
    fn value(&self) -> Option<Value<'de>>;
}

#[cfg(feature = "sonic")]
impl<'de> Raw<'de> for sonic_rs::LazyValue<'de> {
    fn value(&self) -> Option<Value<'de>> {
        let raw = self.as_raw_cow();
        decode(raw, |raw| sonic_rs::from_str(raw).ok())
    }
}

impl<'de> Raw<'de> for &'de serde_json::value::RawValue {
    fn value(&self) -> Option<Value<'de>> {
        decode(Cow::Borrowed(self.get()), |raw| serde_json::from_str(raw).ok())
    }
}

fn decode<'de>(
    raw: Cow<'de, str>,
    string: impl FnOnce(&str) -> Option<String>,
) -> Option<Value<'de>> {
    Some(match raw.as_bytes().first() {
        Some(b'"') => {
            let plain = memchr::memchr(b'\\', raw.as_bytes()).is_none();
            match raw {
                // Both parsers have checked the characters between the quotation marks.
                Cow::Borrowed(raw) if plain => {
                    Value::Text(Cow::Borrowed(raw.get(1..raw.len().saturating_sub(1))?))
                }
                raw => Value::Text(Cow::Owned(string(&raw)?)),
            }
        }
        Some(b'n') => Value::Null,
        None => Value::Missing,
        Some(b'{') => Value::Other("an object"),
        Some(b'[') => Value::Other("a list"),
        Some(_) => Value::Literal(raw),
    })
}

/// The wanted fields of an object, not yet decoded.
struct Raws<R> {
    found: Vec<Option<R>>,
    repeated: Option<usize>,
}

/// Collects the wanted fields of an object.
struct Fields<'a, R> {
    names: &'a [String],
    raw: PhantomData<R>,
}

impl<'a, R> Fields<'a, R> {
    fn new(names: &'a [String]) -> Self {
        Self { names, raw: PhantomData }
    }
}

impl<'de, R: Raw<'de>> DeserializeSeed<'de> for Fields<'_, R> {
    type Value = Raws<R>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, R: Raw<'de>> Visitor<'de> for Fields<'_, R> {
    type Value = Raws<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut raws = Raws { found: Vec::new(), repeated: None };
        raws.found.resize_with(self.names.len(), || None);
        while let Some(slot) = map.next_key_seed(Key(self.names))? {
            match slot.and_then(|slot| raws.found.get_mut(slot)) {
                Some(place) => {
                    if place.replace(map.next_value()?).is_some() {
                        raws.repeated = slot;
                    }
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(raws)
    }
}

/// The keys of an object, whatever their values are.
struct Keys<'a>(Vec<Cow<'a, str>>);

impl<'de> Deserialize<'de> for Keys<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(KeysOf)
    }
}

struct KeysOf;

impl<'de> Visitor<'de> for KeysOf {
    type Value = Keys<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut keys = Vec::new();
        while let Some((key, IgnoredAny)) = map.next_entry::<Cow<'de, str>, _>()? {
            keys.push(key);
        }
        Ok(Keys(keys))
    }
}

/// The place of a key among the wanted names.
struct Key<'a>(&'a [String]);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|name| name == key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names() -> Vec<String> {
        ["text", "id", "n"].map(str::to_owned).to_vec()
    }

    /// A JSON string, with escapes of every kind.
    fn string() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "ا",
            "كتاب",
            "a",
            " ",
            "\\\"",
            "\\\\",
            "\\/",
            "\\n",
            "\\t",
            "\\b",
            "\\f",
            "\\r",
            "\\u0627",
            "\\ud83d\\ude00",
            "\\u0000",
            "\\uFEFF",
            "{",
            "}",
            "[",
            ",",
            ":",
            "😀",
        ]);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
    }

    fn space() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec!["", "", "", " ", "\t", "\r", "  \t "])
    }

    fn value() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            4 => string(),
            2 => prop::sample::select(vec![
                "null", "true", "false", "0", "-1", "1.50", "1e5", "-0.0", "12345678901234567890123",
            ]).prop_map(str::to_owned),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            let member = (string(), inner.clone());
            prop_oneof![
                prop::collection::vec(inner, 0..4)
                    .prop_map(|items| format!("[{}]", items.join(","))),
                prop::collection::vec(member, 0..4).prop_map(|members| {
                    let members = members.into_iter().map(|(key, value)| format!("{key}:{value}"));
                    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
                }),
            ]
        })
    }

    fn key() -> impl Strategy<Value = String> {
        let known = vec!["\"text\"", "\"id\"", "\"n\"", "\"t\\u0065xt\"", "\"Text\"", "\"\""];
        prop_oneof![
            4 => prop::sample::select(known).prop_map(str::to_owned),
            1 => string(),
        ]
    }

    fn object() -> impl Strategy<Value = String> {
        let member = (space(), key(), space(), space(), value(), space())
            .prop_map(|(a, key, b, c, value, d)| format!("{a}{key}{b}:{c}{value}{d}"));
        (space(), prop::collection::vec(member, 0..6), space())
            .prop_map(|(a, members, b)| format!("{a}{{{}}}{b}", members.join(",")))
    }

    /// The wanted fields by way of a whole tree, in which the last of a key holds as well.
    fn slowly(line: &str) -> Vec<Option<serde_json::Value>> {
        let tree: serde_json::Map<_, _> = serde_json::from_str(line).unwrap();
        names().iter().map(|name| tree.get(name).cloned()).collect()
    }

    fn same(found: &Value<'_>, expected: Option<&serde_json::Value>) -> bool {
        use serde_json::Value as Tree;
        match (found, expected) {
            (Value::Missing, None) | (Value::Null, Some(Tree::Null)) => true,
            (Value::Text(text), Some(Tree::String(expected))) => text == expected,
            (Value::Literal(text), Some(expected @ (Tree::Bool(_) | Tree::Number(_)))) => {
                serde_json::from_str::<Tree>(text).unwrap() == *expected
            }
            (Value::Other("an object"), Some(Tree::Object(_))) => true,
            (Value::Other("a list"), Some(Tree::Array(_))) => true,
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn both_parsers_and_a_tree_agree(line in object()) {
            let fast = parse_fast(&names(), &line);
            let exact = parse_exactly(&names(), &line).unwrap();
            let tree = slowly(&line);
            for (found, expected) in exact.values.iter().zip(&tree) {
                prop_assert!(same(found, expected.as_ref()), "{found:?} {expected:?}");
            }
            prop_assert_eq!(fast, Some(exact));
        }

        /// The fast parser takes no broken line, but for escapes that it does not decode.
        #[test]
        fn broken_lines_are_not_taken(
            line in object(),
            cut in 0usize..200,
            byte in 0usize..200,
            new in 0u8..128,
        ) {
            let mut bytes = line.into_bytes();
            if let Some(place) = bytes.get_mut(byte) {
                *place = new;
            }
            bytes.truncate(cut.max(1));
            let line = String::from_utf8_lossy(&bytes);
            if let Some(fast) = parse_fast(&names(), &line) {
                match parse_exactly(&names(), &line) {
                    Ok(exact) => prop_assert_eq!(fast, exact),
                    Err(error) => prop_assert!(error.to_string().contains("escape"), "{error} {line}"),
                }
            }
        }

        #[test]
        fn a_repair_leaves_proper_json_alone(line in object()) {
            let (repaired, _) = repair(&line);
            prop_assert_eq!(repaired, line);
        }
    }
}
