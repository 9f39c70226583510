//! Key-key-words: words that are key in many texts of a corpus.

use crate::keyness::join::Joined;
use crate::keyness::table::FrequencyTable;
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_stats::{Contingency, Measure};

/// When a word is key in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeyKeyOptions {
    /// The least frequency in the text.
    pub min_text_freq: u64,
    /// The greatest p-value of log-likelihood over four cells, not adjusted.
    pub max_p: f64,
    /// The least number of texts in which a word that is listed is key.
    pub min_texts: u64,
}

impl Default for KeyKeyOptions {
    /// Three times in the text, p of a millionth, as is usual; in two texts.
    fn default() -> Self {
        Self { min_text_freq: 3, max_p: 1e-6, min_texts: 2 }
    }
}

/// Key-key-words.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyKeyWords {
    /// The texts of the target that hold tokens.
    pub texts: u64,
    /// The words, those key in the most texts first; ties by frequency, then by the form.
    pub rows: Vec<KeyKeyRow>,
}

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyKeyRow {
    /// The form.
    pub form: String,
    /// The same as it is most often written.
    pub label: String,
    /// In how many texts it is key.
    pub key_texts: u64,
    /// The share of all texts.
    pub key_share: f64,
    /// In how many texts of the target it occurs.
    pub doc_freq: u64,
    /// Its frequency in the target.
    pub freq_target: u64,
    /// Its frequency in the reference.
    pub freq_reference: u64,
}

/// Compares every text of a target with the reference, and counts in how many a word is a positive
/// keyword: what many texts are about, not what one of them repeats.
///
/// Scott (1997), "PC analysis of key words – and key key words".
///
/// Cost: a table for each text and each word that it has often enough.
///
/// # Errors
/// When one of them has no tokens, or the target was made without texts.
///
/// # Examples
/// ```
/// use siyaq_analysis::{GroupTables, ItemOptions, KeyKeyOptions, key_key_words};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// let texts = [("oil", "نفط نفط نفط"), ("oil", "نفط نفط نفط"), ("sea", "سمك سفينة ميناء")];
/// # let mut shard = Shard::new();
/// # for (number, (value, text)) in texts.iter().enumerate() {
/// #     let metadata = vec![Some(MetaValue::String(value.to_string()))];
/// #     let id = number.to_string();
/// #     shard.start_document(Document { id, metadata, ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # options.fields.push("section".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let tables = GroupTables::by_field(&selection, "section", &ItemOptions::default().texts(true))?;
/// let [(_, oil), (_, sea)] = tables.groups() else { panic!("two sections") };
/// let mut options = KeyKeyOptions::default();
/// options.max_p = 0.05;
/// let found = key_key_words(oil, sea, &options)?;
/// let row = &found.rows[0];
/// assert_eq!((row.form.as_str(), row.key_texts, row.key_share), ("نفط", 2, 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn key_key_words(
    target: &FrequencyTable,
    reference: &FrequencyTable,
    options: &KeyKeyOptions,
) -> Result<KeyKeyWords, AnalysisError> {
    for (table, what) in [(target, "target"), (reference, "reference")] {
        if table.tokens() == 0 {
            return Err(AnalysisErrorKind::NoTokens { what }.into());
        }
    }
    if target.text_sizes().is_none() {
        return Err(AnalysisErrorKind::NoTexts { what: "target" }.into());
    }
    let joined = Joined::new(&[target, reference]);
    let sizes = joined.table(0).and_then(FrequencyTable::text_sizes);
    let (texts, sizes) = sizes.map_or((0, &[][..]), |sizes| (sizes.part_count(), sizes.sizes()));
    let limit = options.max_p.log10();
    let row = |item: usize| {
        let (place, of) = (joined.place(item, 0)?, joined.table(0)?);
        let freq_reference = joined.counts(item, 1).0;
        let is_key = |(text, freq): &&(u32, u64)| {
            let size = sizes.get(*text as usize).copied().unwrap_or(0);
            let table = Contingency::keyness(*freq, freq_reference, size, reference.tokens());
            table.is_ok_and(|table| {
                let more = u128::from(table.o11()) * u128::from(table.r2())
                    > u128::from(table.o21()) * u128::from(table.r1());
                let p = Measure::LogLikelihood4.log10_p_value(&table);
                more && p.is_ok_and(|p| p <= limit)
            })
        };
        let often = of.text_counts(Some(place)).iter();
        let often = often.filter(|(_, freq)| *freq >= options.min_text_freq);
        let key_texts = often.filter(is_key).count() as u64;
        (key_texts >= options.min_texts.max(1)).then(|| KeyKeyRow {
            form: joined.form(item),
            label: joined.label(item),
            key_texts,
            key_share: key_texts as f64 / texts as f64,
            doc_freq: of.doc_freq(place).unwrap_or(0),
            freq_target: of.freq(place),
            freq_reference,
        })
    };
    let mut rows: Vec<KeyKeyRow> = (0..joined.len()).into_par_iter().filter_map(row).collect();
    // The items are in the order of their words, which the sort keeps among equals.
    rows.sort_by_key(|row| std::cmp::Reverse((row.key_texts, row.freq_target)));
    Ok(KeyKeyWords { texts, rows })
}
