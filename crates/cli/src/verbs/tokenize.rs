//! `siyaq tokenize`: text in, tokens out.

use super::normalize::FoldArgs;
use crate::args::{ReadingArgs, TopArgs};
use crate::context::{Context, Outcome};
use crate::emit::{Stream, shown_rows};
use crate::progress::Spinner;
use crate::report;
use crate::stream::{Part, StreamOptions, for_each};
use anyhow::Result;
use clap::{Args, ValueEnum};
use siyaq::output::{Column, Format, RowSink, Rows, TableOptions, WriteOptions, write_rows};
use siyaq::text::{Normalizer, Profile};
use siyaq::token::{Token, Tokenizer};
use siyaq::types::Boundary;
use std::ffi::OsString;
use std::path::PathBuf;

const LONG: &str = "\
Cuts text into words, numbers, punctuation, addresses, hashtags and emoji, and into sentences. Every
token knows where it stands in its document, in bytes of UTF-8, so that it can be traced back. The
form is the text as written, or folded by --profile and --steps, in which case the span still is
that of the source.";

const AFTER: &str = "\
Columns:
  doc         the id of the document: the file name for plain text
  sentence    the number of the sentence in the document, from 1
  form        the token
  class       word_ar, word_other, abbr, num, hashtag, mention, email, url, emoji, ellipsis, punct, sym
  start, end  where it stands in the text of the document, in bytes

Formats: table, csv, tsv, json, jsonl, or text: tokens parted by spaces, a paragraph a line.
--sentences writes one sentence a line as it was written, with --format text its tokens parted by
spaces.

Examples:
  echo 'قال د. أحمد: 3,5% فقط!' | siyaq tokenize -
  siyaq tokenize book.txt --format text > tokens.txt
  siyaq tokenize news.jsonl --sentences -o sentences.txt
  siyaq tokenize book.txt --profile standard --format jsonl";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TokenFormat {
    Table,
    Csv,
    Tsv,
    Json,
    Jsonl,
    Text,
}

/// Arguments of `tokenize`.
#[derive(Debug, Args)]
#[command(about = "Cut text into tokens and sentences", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct TokenizeArgs {
    /// Files, folders, patterns or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    #[command(flatten)]
    fold: FoldArgs,

    /// One sentence a line instead of one token
    #[arg(long)]
    sentences: bool,

    /// The format; a table on a terminal, for -o what the name ends in, otherwise CSV
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<TokenFormat>,

    #[command(flatten)]
    top: TopArgs,

    /// Write to this file, complete or not at all, and a manifest beside it
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadingArgs,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Rows(Format),
    /// Tokens parted by spaces, a paragraph or a sentence a line.
    Text {
        ends_at: Boundary,
    },
    /// Sentences as they were written.
    Sentences,
}

impl TokenizeArgs {
    fn shape(&self, context: &Context) -> Shape {
        match (self.format, self.sentences) {
            (Some(TokenFormat::Text), true) => Shape::Text { ends_at: Boundary::Sentence },
            (Some(TokenFormat::Text), false) => Shape::Text { ends_at: Boundary::Paragraph },
            (_, true) => Shape::Sentences,
            (Some(TokenFormat::Table), _) => Shape::Rows(Format::Table),
            (Some(TokenFormat::Csv), _) => Shape::Rows(Format::Csv),
            (Some(TokenFormat::Tsv), _) => Shape::Rows(Format::Tsv),
            (Some(TokenFormat::Json), _) => Shape::Rows(Format::Json),
            (Some(TokenFormat::Jsonl), _) => Shape::Rows(Format::Jsonl),
            (None, _) => match self.output.as_ref().and_then(|path| path.extension()?.to_str()) {
                Some("txt") => Shape::Text { ends_at: Boundary::Paragraph },
                Some(name) => Shape::Rows(name.parse().unwrap_or(Format::Csv)),
                None if self.output.is_none() && context.out_is_terminal => {
                    Shape::Rows(Format::Table)
                }
                None => Shape::Rows(Format::Csv),
            },
        }
    }
}

/// Cuts it.
pub(crate) fn run(args: &TokenizeArgs, context: &Context) -> Result<Outcome> {
    let folds = args.fold.profile.is_some() || args.fold.steps.is_some();
    let steps = args.fold.steps(Profile::Exact)?;
    let fold = folds.then(|| Normalizer::with_steps(steps));
    let tokenizer = Tokenizer::new(args.reading.tokenizer_options());
    let shape = args.shape(context);
    let mut writer = TokenWriter::new(args, shape, context)?;
    let spinner = (!context.out_is_terminal).then(|| Spinner::start(context, "tokenising"));
    let report = for_each(
        &args.inputs,
        &StreamOptions::new(&args.reading, true),
        |parts| Tokens::of(parts, &tokenizer, fold.as_ref(), shape),
        |tokens| writer.take(tokens),
    )?;
    drop(spinner);
    report::stream(context, &report);
    writer.finish(args, context)
}

/// The tokens of some documents.
struct Tokens<'f> {
    parts: Vec<Part>,
    /// The part, the sentence counted from the beginning of the part, the token.
    tokens: Vec<(usize, u64, Token)>,
    /// How many sentences were before the parts, in the document that the first continues.
    sentences_before: u64,
    fold: Option<&'f Normalizer>,
    /// The tokens as text, where text is wanted.
    text: String,
}

impl<'f> Tokens<'f> {
    fn of(
        parts: Vec<Part>,
        tokenizer: &Tokenizer,
        fold: Option<&'f Normalizer>,
        shape: Shape,
    ) -> Self {
        let mut tokens = Vec::new();
        for (place, part) in parts.iter().enumerate() {
            let mut sentence = 0;
            tokenizer.tokenize_with(&part.text, |token| {
                sentence += u64::from(token.boundary >= Boundary::Sentence);
                tokens.push((place, sentence, token));
            });
        }
        let mut made = Self { parts, tokens, sentences_before: 0, fold, text: String::new() };
        made.text = match shape {
            Shape::Rows(_) => String::new(),
            Shape::Text { ends_at } => made.joined(ends_at),
            Shape::Sentences => made.sentences(),
        };
        made
    }

    fn form(&self, place: usize, token: Token) -> std::borrow::Cow<'_, str> {
        let part = self.parts.get(place);
        let form = part.and_then(|part| token.span.text(&part.text)).unwrap_or_default();
        match self.fold {
            Some(fold) if token.class.folds() => fold.normalize(form),
            _ => form.into(),
        }
    }

    fn joined(&self, ends_at: Boundary) -> String {
        let mut text = String::new();
        for (place, _, token) in &self.tokens {
            if token.boundary >= ends_at {
                if !text.is_empty() {
                    text.push('\n');
                }
            } else {
                text.push(' ');
            }
            text.push_str(&self.form(*place, *token));
        }
        end_line(text)
    }

    fn sentences(&self) -> String {
        let mut text = String::new();
        for (place, _, token) in &self.tokens {
            if token.boundary >= Boundary::Sentence {
                if !text.is_empty() {
                    text.push('\n');
                }
            } else if token.space_before {
                text.push(' ');
            }
            text.push_str(&self.form(*place, *token));
        }
        end_line(text)
    }

    /// How many sentences the last document has by the end.
    fn sentences_of_last(&self) -> u64 {
        let last = self.parts.len().saturating_sub(1);
        let inside = self.tokens.iter().rev().find(|(place, ..)| *place == last);
        let inside = inside.map_or(0, |(_, sentence, _)| *sentence);
        inside + if last == 0 { self.sentences_before } else { 0 }
    }
}

fn end_line(mut text: String) -> String {
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

impl Rows for Tokens<'_> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("doc"),
            Column::integer("sentence"),
            Column::text("form"),
            Column::text("class"),
            Column::integer("start"),
            Column::integer("end"),
        ]
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some((place, sentence, token)) = self.tokens.get(index).copied() else { return };
        let Some(part) = self.parts.get(place) else { return };
        let before = if place == 0 { self.sentences_before } else { 0 };
        sink.text(&part.doc);
        sink.integer(before + sentence);
        sink.text(&self.form(place, token));
        sink.text(token.class.name());
        sink.integer(part.base + u64::from(token.span.start));
        sink.integer(part.base + u64::from(token.span.end));
    }
}

/// Writes tokens as they come, as one result.
struct TokenWriter {
    out: Stream,
    shape: Shape,
    options: WriteOptions,
    /// Rows that may still be written.
    left: Option<u64>,
    written: u64,
    /// Sentences of the last document so far.
    sentences: u64,
    buffer: Vec<u8>,
}

impl TokenWriter {
    fn new(args: &TokenizeArgs, shape: Shape, context: &Context) -> Result<Self> {
        let isolate = args.output.is_none() && context.out_is_terminal;
        let format = match shape {
            Shape::Rows(format) => format,
            Shape::Text { .. } | Shape::Sentences => Format::Csv,
        };
        let table = TableOptions::default().isolate(isolate);
        let options = WriteOptions::default().format(format).table(table);
        let left = shown_rows(args.top.top, format);
        let (out, buffer) = (Stream::open(args.output.as_deref())?, Vec::new());
        Ok(Self { out, shape, options, left, written: 0, sentences: 0, buffer })
    }

    /// Writes more; false when there is enough.
    fn take(&mut self, mut tokens: Tokens<'_>) -> Result<bool> {
        let continues = tokens.parts.first().is_some_and(|part| part.continues);
        tokens.sentences_before = if continues { self.sentences } else { 0 };
        self.sentences = tokens.sentences_of_last();
        let Shape::Rows(format) = self.shape else {
            self.written += tokens.tokens.len() as u64;
            return self.out.write(tokens.text.as_bytes()).map(|()| true);
        };
        if let Some(left) = self.left {
            tokens.tokens.truncate(usize::try_from(left).unwrap_or(usize::MAX));
        }
        if tokens.is_empty() {
            return Ok(self.left != Some(0));
        }
        self.buffer.clear();
        // An array that grows is written as lines of objects with commas between.
        let as_lines = if format == Format::Json { Format::Jsonl } else { format };
        let options = self.options.clone().format(as_lines);
        let rows = write_rows(&tokens, &options, &mut self.buffer)?.rows;
        let bytes = self.framed(format, self.written == 0);
        self.out.write(&bytes)?;
        self.written += rows;
        self.left = self.left.map(|left| left.saturating_sub(rows));
        Ok(self.left != Some(0))
    }

    /// The buffer as a piece of the whole: with one header, or with commas between objects.
    fn framed(&self, format: Format, first: bool) -> Vec<u8> {
        match format {
            Format::Csv | Format::Tsv | Format::Table if !first => {
                let header = self.buffer.iter().position(|byte| *byte == b'\n');
                let rows = header.and_then(|end| self.buffer.get(end + 1..));
                rows.unwrap_or_default().to_vec()
            }
            Format::Json => {
                let mut bytes = if first { b"[\n".to_vec() } else { b",\n".to_vec() };
                for byte in self.buffer.trim_ascii_end() {
                    // A line feed inside a text is escaped, so each one stands between objects.
                    if *byte == b'\n' {
                        bytes.push(b',');
                    }
                    bytes.push(*byte);
                }
                bytes
            }
            _ => self.buffer.clone(),
        }
    }

    fn finish(mut self, args: &TokenizeArgs, context: &Context) -> Result<Outcome> {
        let name = match self.shape {
            Shape::Rows(format) => format.name(),
            Shape::Text { .. } | Shape::Sentences => "text",
        };
        match self.shape {
            Shape::Rows(_) if self.written == 0 => {
                // A result without rows still has its header.
                let none = Tokens {
                    parts: Vec::new(),
                    tokens: Vec::new(),
                    sentences_before: 0,
                    fold: None,
                    text: String::new(),
                };
                self.buffer.clear();
                write_rows(&none, &self.options, &mut self.buffer)?;
                self.out.write(&self.buffer)?;
            }
            Shape::Rows(Format::Json) => self.out.write(b"\n]\n")?,
            _ => {}
        }
        self.out.finish(name, self.written, &args.inputs, context)?;
        Ok(Outcome::of(self.written > 0))
    }
}
