//! Frequency lists in files, as sides of a comparison.

use super::error::{Result, invalid};
use super::reading::ReadingOptions;
use super::remark::Remark;
use super::run::Run;
use siyaq_analysis::{FrequencyRow, FrequencyTable};
use siyaq_output::InputRecord;
use siyaq_reader::{Format, Input, Problem, ProblemKind, Quoting, Reader, ReaderOptions};
use siyaq_types::{FieldKind, FieldSpec, MetaValue};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

/// Whether an input is a frequency list: a table in CSV or TSV that was not called raw input.
pub(crate) fn is_frequency_list(input: &OsStr, reading: &ReadingOptions) -> bool {
    let extension = Path::new(input).extension().and_then(OsStr::to_str);
    reading.input_format == Format::Auto
        && extension.is_some_and(|name| ["csv", "tsv", "tab"].contains(&name))
}

/// What a list says that lacks a column: one that is needed is an error.
const OPTIONAL: [ProblemKind; 2] = [ProblemKind::MissingColumn, ProblemKind::MissingField];

/// How a frequency list is read.
pub(crate) struct FrequencyList<'a> {
    /// What it is for.
    pub(crate) role: &'a str,
    /// Tokens of its corpus, where they are known.
    pub(crate) tokens: Option<u64>,
    pub(crate) reading: &'a ReadingOptions,
}

impl FrequencyList<'_> {
    /// Reads the columns `form`, `freq` and, where they are there, `doc_freq` and `key`. Forms are compared as
    /// their layer has them: by `key`, where a list has that beside the spelling.
    pub(crate) fn read(&self, input: &OsStr, run: &Run<'_>) -> Result<FrequencyTable> {
        let name = input.to_string_lossy();
        let (rows, hash) = self.rows(input, run)?;
        let sum: u64 = rows.iter().map(|row| row.freq).sum();
        if let Some(tokens) = self.tokens.filter(|tokens| *tokens < sum) {
            return invalid(format!(
                "{name}: its frequencies add up to {sum}, more than {tokens} tokens"
            ));
        }
        run.input(InputRecord::new(self.role, &*name).blake3(hash));
        Ok(FrequencyTable::from_rows(rows, self.tokens))
    }

    fn rows(&self, input: &OsStr, run: &Run<'_>) -> Result<(Vec<FrequencyRow>, String)> {
        let field = |name: &str, kind| FieldSpec { name: name.to_owned(), kind };
        let integer = |name: &str| field(name, FieldKind::Integer);
        let reading = self.reading;
        // What says how texts are read is for the other side, if for anything.
        let all = reading.reader_options();
        let options = ReaderOptions::default()
            .encoding(all.encoding)
            .header(all.header)
            .delimiter(all.delimiter)
            .record_limit(all.record_limit)
            .strict(all.strict)
            .text_field("form")
            // The lists that Siyaq writes have quotes in TSV too.
            .quoting(if reading.no_quotes { Quoting::Plain } else { Quoting::Quoted })
            .fields(vec![integer("freq"), integer("doc_freq"), field("key", FieldKind::String)]);
        let name = input.to_string_lossy();
        let mut documents = Reader::open(vec![Input::from_argument(input)], options)?.documents();
        let mut rows = Vec::new();
        for document in &mut documents {
            let document = document?;
            let number = |place: usize| match document.metadata.get(place) {
                Some(Some(MetaValue::Integer(number))) => u64::try_from(*number).ok(),
                _ => None,
            };
            let Some(freq) = number(0) else {
                return invalid(format!(
                    "{name}: the form {:?} has no frequency; a frequency list has the columns form and freq",
                    document.text
                ));
            };
            let form = match document.metadata.get(2) {
                Some(Some(MetaValue::String(key))) if !key.is_empty() => key.clone(),
                _ => document.text.clone(),
            };
            rows.push(FrequencyRow { form, freq, doc_freq: number(1) });
        }
        let mut counts = BTreeMap::new();
        let first: Vec<Problem> = documents
            .take_problems()
            .into_iter()
            .filter(|problem| !OPTIONAL.contains(&problem.kind))
            .collect();
        for problem in &first {
            *counts.entry(problem.kind).or_insert(0) += 1;
        }
        if !first.is_empty() {
            run.remark(Remark::Problems { counts, first });
        }
        let sources = documents.reader().sources().iter();
        let hash = sources.map(|source| source.blake3.clone()).next().unwrap_or_default();
        Ok((rows, hash))
    }
}
