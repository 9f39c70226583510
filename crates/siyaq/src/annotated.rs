//! Documents that come with their tokens.

use crate::PipelineError;
use siyaq_index::{FieldSpec, QueryRule, Shard};
use siyaq_token::Tokenizer;
use siyaq_types::{AnnotatedToken, Annotation, FieldKind, MetaValue, TokenClass};
use std::collections::BTreeMap;

/// The columns that have vocalised forms: a query may leave the marks out.
const VOCALISED: &str = "lemma";

/// What is known of the documents that came with their tokens, until all are there.
#[derive(Debug, Default)]
pub(crate) struct Annotated {
    /// The columns, where there was such a document.
    columns: Option<Vec<String>>,
    /// The attributes of each document, by the number of its batch and its place there.
    attributes: BTreeMap<(u64, usize), Vec<(String, String)>>,
}

impl Annotated {
    /// Takes in a document.
    pub(crate) fn add(
        &mut self,
        place: (u64, usize),
        columns: &[String],
        attributes: Vec<(String, String)>,
    ) {
        self.columns.get_or_insert_with(|| columns.to_vec());
        if !attributes.is_empty() {
            self.attributes.insert(place, attributes);
        }
    }

    /// Takes in what another worker knows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.columns = self.columns.take().or(other.columns);
        self.attributes.extend(other.attributes);
    }

    /// Makes fields of the metadata of the attributes, in the order in which they are met; and gives
    /// the columns with the rules for the words of queries, `None` where no document had tokens of its
    /// own.
    pub(crate) fn settle(
        mut self,
        shards: &mut [Shard],
        fields: &mut Vec<FieldSpec>,
    ) -> Result<Option<BTreeMap<String, QueryRule>>, PipelineError> {
        let first = fields.len();
        for (name, _) in self.attributes.values().flatten() {
            if !fields.iter().any(|field| field.name == *name) {
                fields.push(FieldSpec { name: name.clone(), kind: FieldKind::String });
            }
        }
        let shards = if self.attributes.is_empty() { &mut [][..] } else { shards };
        for shard in shards {
            let mut before = None;
            for (ordinal, document) in shard.documents_mut() {
                let number = match before {
                    Some((last, number)) if last == ordinal => number + 1,
                    _ => 0,
                };
                before = Some((ordinal, number));
                document.metadata.resize(fields.len(), None);
                for (name, value) in self.attributes.remove(&(ordinal, number)).unwrap_or_default()
                {
                    let place = fields.iter().skip(first).position(|field| field.name == name);
                    let place = place.map(|place| first + place);
                    if let Some(slot) = place.and_then(|place| document.metadata.get_mut(place)) {
                        *slot = Some(MetaValue::String(value));
                    }
                }
            }
        }
        let rule = |name: String| {
            let rule = QueryRule::default().optional_marks(name == VOCALISED);
            (name, rule)
        };
        Ok(self.columns.map(|columns| columns.into_iter().map(rule).collect()))
    }
}

/// Puts the tokens of a document into a shard, with their values and structures.
pub(crate) fn push_annotated(
    shard: &mut Shard,
    tokenizer: &Tokenizer,
    annotation: Annotation,
) -> Result<(), PipelineError> {
    let names: Vec<&str> = annotation.columns.iter().map(String::as_str).collect();
    shard.set_columns(&names)?;
    for token in &annotation.tokens {
        let AnnotatedToken { form, values, boundary, space_before } = token;
        shard.push(form, class_of(tokenizer, form), *boundary, *space_before);
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        shard.annotate(&values);
    }
    for region in &annotation.regions {
        let attributes: Vec<(&str, &str)> =
            region.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        shard.add_range(&region.name, region.start as u64..region.end as u64, &attributes);
    }
    Ok(())
}

/// The class of a token that somebody else cut: that of the tokeniser where it takes it for one token,
/// otherwise that of its first word, or of its first token.
fn class_of(tokenizer: &Tokenizer, form: &str) -> TokenClass {
    let (mut first, mut word) = (None, None);
    tokenizer.tokenize_with(form, |token| {
        first.get_or_insert(token.class);
        if token.class.is_word() {
            word.get_or_insert(token.class);
        }
    });
    word.or(first).unwrap_or(TokenClass::Symbol)
}
