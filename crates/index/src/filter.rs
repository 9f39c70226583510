//! Conditions on metadata: `source="x" & (year>=2015 | category!="sport")`.

use crate::{Date, DocId, Documents, FieldKind, IndexError, IndexErrorKind, MetaValue};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A condition on the metadata of documents, or on the attributes of structures.
///
/// - Comparisons: `=` `!=` `<` `<=` `>` `>=`, and `~` for "contains" on strings. A value is a bare
///   word or stands in double quotes, where `\"` and `\\` are escapes.
/// - `in (a, b)` holds where the field equals one of the values.
/// - `&` binds tighter than `|`; `!` negates what follows; parentheses group.
/// - A date is compared as far as the value goes: `date>=2015-07` starts with the first of July,
///   `date=2015` is the whole year.
/// - `year`, `month` and `day` are numbers of the date field where there is just one, or of the
///   first; `published.year` names the field.
/// - `id` is the id of the document. Ids are compared as they are written, other texts as they are
///   folded by whoever selects.
/// - `structure.attribute` is an attribute of the ranges of a structure: `field.name=title`,
///   `s.id~news`, `quote.length>20`, where `length` is the number of tokens. Then the condition chooses
///   positions: each comparison those of the ranges for which it holds, and `&`, `|` and `!` are of these
///   sets of positions. `doc.source` is `source`.
/// - A missing value equals nothing and is neither smaller nor greater; `!=` is the negation of `=`
///   and so holds for it.
///
/// ```
/// use siyaq_index::Where;
/// let condition: Where = r#"source="الأفق" & (year>=2015 | category!=sport)"#.parse()?;
/// assert_eq!(condition.to_string(), r#"source="الأفق" & (year>="2015" | category!="sport")"#);
/// assert!("source=".parse::<Where>().is_err());
/// # Ok::<(), siyaq_index::ParseWhereError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Where(Node);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Any(Vec<Node>),
    All(Vec<Node>),
    Not(Box<Node>),
    Compare { field: String, operator: Operator, value: String },
    In { field: String, values: Vec<String> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    LessOrEqual,
    Less,
    GreaterOrEqual,
    Greater,
    Contains,
}

/// The operators as written, the longer ones before those they begin with.
const OPERATORS: [(&str, Operator); 8] = [
    ("!=", Operator::NotEqual),
    ("<=", Operator::LessOrEqual),
    (">=", Operator::GreaterOrEqual),
    ("==", Operator::Equal),
    ("=", Operator::Equal),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("~", Operator::Contains),
];

impl Operator {
    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal | Self::Contains => order == Ordering::Equal,
            Self::NotEqual => order != Ordering::Equal,
            Self::LessOrEqual => order != Ordering::Greater,
            Self::Less => order == Ordering::Less,
            Self::GreaterOrEqual => order != Ordering::Less,
            Self::Greater => order == Ordering::Greater,
        }
    }

    fn sign(self) -> &'static str {
        let written = OPERATORS.iter().find(|(_, operator)| *operator == self);
        match (self, written) {
            (Self::Equal, _) | (_, None) => "=",
            (_, Some((sign, _))) => sign,
        }
    }
}

/// A condition that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseWhereError {
    condition: String,
    byte: usize,
    expected: &'static str,
}

impl fmt::Display for ParseWhereError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "condition {:?}, byte {}: expected {}; a condition is like source=\"x\" & year>=2015",
            self.condition, self.byte, self.expected
        )
    }
}

impl std::error::Error for ParseWhereError {}

struct Parser<'t> {
    text: &'t str,
    place: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.place..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        self.place += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, sign: &str) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(sign);
        if found {
            self.place += sign.len();
        }
        found
    }

    fn error(&self, expected: &'static str) -> ParseWhereError {
        ParseWhereError { condition: self.text.to_owned(), byte: self.place, expected }
    }

    fn any(&mut self, depth: usize) -> Result<Node, ParseWhereError> {
        let mut nodes = vec![self.all(depth)?];
        while self.take("|") {
            self.take("|");
            nodes.push(self.all(depth)?);
        }
        Ok(single(nodes, Node::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Node, ParseWhereError> {
        let mut nodes = vec![self.one(depth)?];
        while self.take("&") {
            self.take("&");
            nodes.push(self.one(depth)?);
        }
        Ok(single(nodes, Node::All))
    }

    fn one(&mut self, depth: usize) -> Result<Node, ParseWhereError> {
        if depth == 0 {
            return Err(self.error("fewer parentheses"));
        }
        if self.take("!") {
            return Ok(Node::Not(Box::new(self.one(depth - 1)?)));
        }
        if self.take("(") {
            let node = self.any(depth - 1)?;
            return if self.take(")") { Ok(node) } else { Err(self.error("\")\"")) };
        }
        let field = self.name()?;
        if self.take_in() {
            return Ok(Node::In { field, values: self.values()? });
        }
        let operator = OPERATORS.iter().find(|(sign, _)| self.take(sign));
        let (_, operator) = operator.ok_or_else(|| self.error("= != < <= > >= ~ or in (…)"))?;
        Ok(Node::Compare { field, operator: *operator, value: self.value("")? })
    }

    /// Takes the word `in`, where a list follows.
    fn take_in(&mut self) -> bool {
        self.skip_space();
        let list = self.rest().strip_prefix("in").map(str::trim_start);
        let found = list.is_some_and(|list| list.starts_with('('));
        found && self.take("in")
    }

    /// Values in parentheses, parted by commas.
    fn values(&mut self) -> Result<Vec<String>, ParseWhereError> {
        if !self.take("(") {
            return Err(self.error("\"(\""));
        }
        let mut values = Vec::new();
        loop {
            self.skip_space();
            values.push(self.value(",،")?);
            if self.take(")") {
                return Ok(values);
            }
            if !self.take(",") && !self.take("،") {
                return Err(self.error("\",\" or \")\""));
            }
        }
    }

    fn name(&mut self) -> Result<String, ParseWhereError> {
        self.skip_space();
        let ends = |c: char| c.is_whitespace() || "!=<>~&|()\"".contains(c);
        let name = self.rest().split(ends).next().unwrap_or_default();
        if name.is_empty() {
            return Err(self.error("the name of a field"));
        }
        self.place += name.len();
        Ok(name.to_owned())
    }

    /// A value; without quotation marks it ends at a space, a sign, or one of `more`.
    fn value(&mut self, more: &str) -> Result<String, ParseWhereError> {
        if !self.take("\"") {
            let ends = |c: char| c.is_whitespace() || "&|()\"".contains(c) || more.contains(c);
            let value = self.rest().split(ends).next().unwrap_or_default();
            self.place += value.len();
            return if value.is_empty() {
                Err(self.error("a value"))
            } else {
                Ok(value.to_owned())
            };
        }
        let mut value = String::new();
        let mut escaped = false;
        for c in self.rest().chars() {
            self.place += c.len_utf8();
            match c {
                '\\' if !escaped => escaped = true,
                '"' if !escaped => return Ok(value),
                _ => {
                    value.push(c);
                    escaped = false;
                }
            }
        }
        Err(self.error("\" at the end of the value"))
    }
}

fn single(mut nodes: Vec<Node>, wrap: fn(Vec<Node>) -> Node) -> Node {
    match (nodes.pop(), nodes.is_empty()) {
        (Some(node), true) => node,
        (Some(node), false) => {
            nodes.push(node);
            wrap(nodes)
        }
        (None, _) => wrap(nodes),
    }
}

impl FromStr for Where {
    type Err = ParseWhereError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parser = Parser { text, place: 0 };
        let node = parser.any(64)?;
        parser.skip_space();
        if parser.rest().is_empty() { Ok(Self(node)) } else { Err(parser.error("& or |")) }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // No more parentheses than it was written with, so that what was read is read again.
        let list = |f: &mut fmt::Formatter<'_>, nodes: &[Self], sign: &str, of_all: bool| {
            for (place, node) in nodes.iter().enumerate() {
                let sign = if place == 0 { "" } else { sign };
                match node {
                    Self::All(_) if !of_all => write!(f, "{sign}{node}")?,
                    Self::Any(_) | Self::All(_) => write!(f, "{sign}({node})")?,
                    _ => write!(f, "{sign}{node}")?,
                }
            }
            Ok(())
        };
        match self {
            Self::Any(nodes) => list(f, nodes, " | ", false),
            Self::All(nodes) => list(f, nodes, " & ", true),
            Self::Not(node) if matches!(**node, Self::Any(_) | Self::All(_)) => {
                write!(f, "!({node})")
            }
            Self::Not(node) => write!(f, "!{node}"),
            Self::Compare { field, operator, value } => {
                write!(f, "{field}{}{}", operator.sign(), quoted(value))
            }
            Self::In { field, values } => {
                let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                write!(f, "{field} in ({})", values.join(", "))
            }
        }
    }
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// How texts are folded before they are compared.
pub(crate) type Fold<'d> = &'d dyn Fn(&str) -> String;

pub(crate) type Test<'d> = Box<dyn Fn(DocId) -> bool + 'd>;

impl Where {
    pub(crate) fn compile<'d>(
        &self,
        documents: &'d Documents,
        fold: Fold<'d>,
    ) -> Result<Test<'d>, IndexError> {
        self.0.compile(documents, fold)
    }

    pub(crate) fn node(&self) -> &Node {
        &self.0
    }

    /// Whether documents have a date of which a comparison cannot be decided, because it is less exact than
    /// the date that it is compared with.
    pub(crate) fn undecided<'d>(&self, documents: &'d Documents) -> Test<'d> {
        let mut dates = Vec::new();
        self.0.each_comparison(&mut |field, value| {
            let field = own_field(field, documents);
            let place = documents.field(field).ok();
            let is_date = |place: &usize| {
                documents.fields().get(*place).is_some_and(|field| field.kind == FieldKind::Date)
            };
            dates.extend(place.filter(is_date).zip(value.parse::<Date>().ok()));
        });
        Box::new(move |doc| {
            dates.iter().any(|(place, date)| match documents.value_at(doc, *place) {
                Some(MetaValue::Date(found)) => compared(found, *date).is_none(),
                _ => false,
            })
        })
    }
}

/// The name of a field of documents: the attributes of the structure `doc` are the metadata.
fn own_field<'f>(field: &'f str, documents: &Documents) -> &'f str {
    match field.strip_prefix("doc.") {
        Some(own) if !documents.has(field) => own,
        _ => field,
    }
}

impl Node {
    /// Whether one of the fields that it names is of some kind.
    pub(crate) fn any_field(&self, is: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Any(nodes) | Self::All(nodes) => nodes.iter().any(|node| node.any_field(is)),
            Self::Not(node) => node.any_field(is),
            Self::Compare { field, .. } | Self::In { field, .. } => is(field),
        }
    }

    /// Calls `each` with the field and the value of every comparison.
    fn each_comparison(&self, each: &mut dyn FnMut(&str, &str)) {
        match self {
            Self::Any(nodes) | Self::All(nodes) => {
                nodes.iter().for_each(|node| node.each_comparison(each));
            }
            Self::Not(node) => node.each_comparison(each),
            Self::Compare { field, value, .. } => each(field, value),
            Self::In { field, values } => values.iter().for_each(|value| each(field, value)),
        }
    }

    /// The test of documents that it is.
    pub(crate) fn compile<'d>(
        &self,
        documents: &'d Documents,
        fold: Fold<'d>,
    ) -> Result<Test<'d>, IndexError> {
        compile(self, documents, fold)
    }
}

fn compile<'d>(
    node: &Node,
    documents: &'d Documents,
    fold: Fold<'d>,
) -> Result<Test<'d>, IndexError> {
    let tests = |nodes: &[Node]| {
        nodes.iter().map(|node| compile(node, documents, fold)).collect::<Result<Vec<_>, _>>()
    };
    let compare =
        |field: &str, operator, value: &str| compare(field, operator, value, documents, fold);
    Ok(match node {
        Node::Any(nodes) => {
            let tests = tests(nodes)?;
            Box::new(move |doc| tests.iter().any(|test| test(doc)))
        }
        Node::All(nodes) => {
            let tests = tests(nodes)?;
            Box::new(move |doc| tests.iter().all(|test| test(doc)))
        }
        Node::Not(node) => {
            let test = compile(node, documents, fold)?;
            Box::new(move |doc| !test(doc))
        }
        Node::Compare { field, operator: Operator::NotEqual, value } => {
            let test = compare(field, Operator::Equal, value)?;
            Box::new(move |doc| !test(doc))
        }
        Node::Compare { field, operator, value } => compare(field, *operator, value)?,
        Node::In { field, values } => {
            let tests = values
                .iter()
                .map(|value| compare(field, Operator::Equal, value))
                .collect::<Result<Vec<_>, _>>()?;
            Box::new(move |doc| tests.iter().any(|test| test(doc)))
        }
    })
}

fn compare<'d>(
    field: &str,
    operator: Operator,
    value: &str,
    documents: &'d Documents,
    fold: Fold<'d>,
) -> Result<Test<'d>, IndexError> {
    let wrong = |kind: &'static str| {
        let (field, value) = (field.to_owned(), value.to_owned());
        IndexError::from(IndexErrorKind::WrongType { field, kind, value })
    };
    let no_text = |kind: &'static str| {
        let (field, value) = (field.to_owned(), value.to_owned());
        IndexError::from(IndexErrorKind::NoText { field, kind, value })
    };
    let field = own_field(field, documents);
    let place = match (documents.field(field), date_part(field, documents)) {
        (Ok(place), _) => place,
        (Err(_), Some(_)) if operator == Operator::Contains => return Err(no_text("a number")),
        (Err(_), Some((place, part))) => {
            let number: i64 = value.trim().parse().map_err(|_| wrong("whole number"))?;
            return Ok(Box::new(move |doc| match documents.value_at(doc, place) {
                Some(MetaValue::Date(date)) => {
                    part(date).is_some_and(|found| operator.holds(found.cmp(&number)))
                }
                _ => false,
            }));
        }
        (Err(error), None) => return Err(error),
    };
    let kind = documents.fields().get(place).map(|field| field.kind);
    let value = value.to_owned();
    Ok(match (kind, operator) {
        (Some(FieldKind::Integer), Operator::Contains) => return Err(no_text("a number")),
        (None | Some(FieldKind::Date), Operator::Contains) => Box::new(move |doc| {
            documents.text_at(doc, place).is_some_and(|text| text.contains(&value))
        }),
        (None, _) => Box::new(move |doc| {
            let text = documents.text_at(doc, place);
            text.is_some_and(|text| operator.holds(text.cmp(value.as_str())))
        }),
        (Some(FieldKind::String), Operator::Contains) => {
            let value = fold(&value);
            Box::new(move |doc| {
                documents.text_at(doc, place).is_some_and(|text| fold(text).contains(&value))
            })
        }
        (Some(FieldKind::String), _) => {
            let value = fold(&value);
            Box::new(move |doc| {
                let text = documents.text_at(doc, place);
                text.is_some_and(|text| operator.holds(fold(text).cmp(&value)))
            })
        }
        (Some(FieldKind::Integer), _) => {
            let number: i64 = value.trim().parse().map_err(|_| wrong("integer"))?;
            Box::new(move |doc| match documents.value_at(doc, place) {
                Some(MetaValue::Integer(found)) => operator.holds(found.cmp(&number)),
                _ => false,
            })
        }
        (Some(FieldKind::Date), _) => {
            let date: Date = value.parse().map_err(|_| wrong("date"))?;
            Box::new(move |doc| match documents.value_at(doc, place) {
                Some(MetaValue::Date(found)) => {
                    compared(found, date).is_some_and(|order| operator.holds(order))
                }
                _ => false,
            })
        }
    })
}

/// How a date stands to one of a condition, as far as the latter goes; `None` where the date is less
/// exact and may lie before it, within it or behind it: 2023 lies before 2024-01, and nobody knows
/// whether it lies before 2023-05.
pub(crate) fn compared(date: Date, like: Date) -> Option<Ordering> {
    let part = |own: Option<u8>, like: Option<u8>| match (own, like) {
        (_, None) => Some(Ordering::Equal),
        (Some(own), Some(like)) => Some(own.cmp(&like)),
        (None, Some(_)) => None,
    };
    match date.year().cmp(&like.year()) {
        Ordering::Equal => match part(date.month(), like.month())? {
            Ordering::Equal => part(date.day(), like.day()),
            order => Some(order),
        },
        order => Some(order),
    }
}

pub(crate) type Part = fn(Date) -> Option<i64>;

/// The part of a date of a name.
pub(crate) fn part_of(name: &str) -> Option<Part> {
    Some(match name {
        "year" => |date| Some(i64::from(date.year())),
        "month" => |date| date.month().map(i64::from),
        "day" => |date| date.day().map(i64::from),
        _ => return None,
    })
}

/// Reads `year`, `month`, `day`, or one of them after the name of a date field and a dot.
fn date_part(name: &str, documents: &Documents) -> Option<(usize, Part)> {
    let (field, part) = match name.rsplit_once('.') {
        Some((field, part)) => (Some(field), part),
        None => (None, name),
    };
    let part = part_of(part)?;
    let place = documents.fields().iter().position(|spec| {
        spec.kind == FieldKind::Date && field.is_none_or(|field| spec.name == field)
    })?;
    Some((place, part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::encode;
    use crate::{Document, FieldSpec};

    #[test]
    fn what_was_read_is_written_so_that_it_is_read_again() {
        for inner in
            ["a=1", "a in (1, 2)", "(a=1 | b=2)", "(a=1 & b=2 | c=3)", "(a=1 & (b=2 | c=3))"]
        {
            for signs in ["!", "!(", "("] {
                let mut deepest = None;
                for depth in 0..80 {
                    let close = if signs.contains('(') { ")".repeat(depth) } else { String::new() };
                    let text = format!("{}{inner}{close}", signs.repeat(depth));
                    let Ok(read) = text.parse::<Where>() else { break };
                    let written = read.to_string();
                    let again = written.parse::<Where>();
                    assert_eq!(again.map(|again| again.to_string()).ok(), Some(written), "{text}");
                    deepest = Some(depth);
                }
                assert!(
                    deepest.is_some_and(|deepest| (20..70).contains(&deepest)),
                    "{signs} {inner}"
                );
            }
        }
    }

    #[test]
    fn a_less_exact_date_is_compared_as_far_as_it_goes() {
        let order = |date: &str, like: &str| {
            compared(date.parse::<Date>().unwrap(), like.parse::<Date>().unwrap())
        };
        for (date, like, expected) in [
            ("2023", "2024-01", Some(Ordering::Less)),
            ("2024-02", "2023-12-31", Some(Ordering::Greater)),
            ("2023-05", "2023-04-30", Some(Ordering::Greater)),
            ("2023", "2023-05", None),
            ("2023-05", "2023-05-02", None),
            ("2023-05-02", "2023-05", Some(Ordering::Equal)),
            ("2023-05-02", "2023", Some(Ordering::Equal)),
            ("2023-05-02", "2023-05-03", Some(Ordering::Less)),
        ] {
            assert_eq!(order(date, like), expected, "{date} {like}");
        }
    }

    fn documents() -> Documents {
        let rows = [
            ("الأفق", Some(3), Some("2015-07-21")),
            ("المنبر", None, Some("2015-08")),
            ("الأفق", Some(10), Some("2014")),
            ("quote\"d", Some(-1), None),
        ];
        let fields: Vec<FieldSpec> =
            ["source", "size:int", "date:date"].map(|field| field.parse().unwrap()).to_vec();
        let documents: Vec<Document> = rows
            .iter()
            .enumerate()
            .map(|(number, (source, size, date))| Document {
                id: format!("أ{number}"),
                metadata: vec![
                    Some(MetaValue::String((*source).into())),
                    size.map(MetaValue::Integer),
                    date.and_then(|date| FieldKind::Date.parse(date)),
                ],
                ..Document::default()
            })
            .collect();
        let bytes = encode(&documents, &fields).unwrap();
        Documents::decode(&bytes, &fields).unwrap()
    }

    fn chosen(condition: &str) -> Vec<u32> {
        let documents = documents();
        let condition: Where = condition.parse().unwrap();
        let again: Where = condition.to_string().parse().unwrap();
        assert_eq!(again, condition);
        let test = condition.compile(&documents, &|text| text.replace('أ', "ا")).unwrap();
        (0..4).filter(|doc| test(DocId(*doc))).collect()
    }

    #[test]
    fn conditions_choose_documents() {
        assert_eq!(chosen("source=الأفق"), [0, 2]);
        assert_eq!(chosen("source!=\"الأفق\""), [1, 3]);
        assert_eq!(chosen("source ~ فق | size<0"), [0, 2, 3]);
        assert_eq!(chosen(r#"source="quote\"d""#), [3]);
        assert_eq!(chosen("size>=3"), [0, 2]);
        assert_eq!(chosen("size!=3"), [1, 2, 3]);
        assert_eq!(chosen("!(size>=3)"), [1, 3]);
        assert_eq!(chosen("date=2015"), [0, 1]);
        assert_eq!(chosen("date>=2015-07"), [0, 1]);
        assert_eq!(chosen("date<2015-07-21"), [2], "2014 lies before, 2015-08 behind");
        assert_eq!(chosen("year>=2014 & year<2015"), [2]);
        assert_eq!(chosen("date.month = 7 || date.month=8"), [0, 1]);
        assert_eq!(chosen("source=الافق"), [0, 2], "texts are folded");
        assert_eq!(chosen("source~الأ"), [0, 2]);
        assert_eq!(chosen("id=أ1 | id=ا2"), [1], "ids are not");
        assert_eq!(chosen("id in (أ0,أ3, \"أ1\")"), [0, 1, 3]);
        assert_eq!(chosen("!(size in (3،10)) & date in (2015)"), [1]);
        assert_eq!(chosen("date~-07-"), [0]);
        assert_eq!(chosen("date = 2015-7-21"), [0]);
        assert_eq!(chosen("size=10 | source=المنبر & year=2015"), [1, 2]);
    }

    #[test]
    fn bad_conditions_say_why() {
        for text in [
            "a in",
            "a in b",
            "a in (",
            "a in ()",
            "a in (b",
            "a in (b c)",
            "",
            "source",
            "source=",
            "=x",
            "(a=b",
            "a=b c=d",
            "a=\"b",
            "a=b &",
        ] {
            assert!(text.parse::<Where>().is_err(), "{text}");
        }
        let deep = "(".repeat(100_000);
        assert!(deep.parse::<Where>().is_err());
        let documents = documents();
        let error = |text: &str| {
            let condition: Where = text.parse().unwrap();
            condition
                .compile(&documents, &str::to_owned)
                .err()
                .map(|error| error.to_string())
                .unwrap()
        };
        assert!(error("size=many").contains("many"));
        assert!(error("size~3").contains("size=3"));
        assert!(error("year~201").contains("is a number"));
        assert!(error("date=01/02/2015").contains("date"));
        assert!(error("date=yesterday").contains("yesterday"));
        assert!(error("section=x").contains("source, size, date"));
    }
}
