//! `siyaq tokenize`: text in, tokens out.

use super::normalize::FoldArgs;
use super::spans::Spans;
use crate::args::{ReadingArgs, TopArgs};
use crate::context::{Context, Outcome};
use crate::emit::Stream;
use crate::load::refuse_corpora;
use crate::pieces::RowStream;
use crate::progress::Spinner;
use crate::report;
use crate::stream::{Part, StreamOptions, for_each};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::output::{Column, Format, RowSink, Rows};
use siyaq::text::{Normalizer, Profile};
use siyaq::token::spans::{SpanFinder, SpanKind};
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

With --spans:
  doc, kind   the document; date, time, percent, money or number
  form        the span as it is written
  value       what it means: 2011-01-25, 2011-01, --01-25, AH 1436-10-14, 10:30, 80%, 2500000 درهم
  gregorian   the day of a whole date, of a Hijri one by the Umm al-Qura calendar
  start, end  where it stands in the text of the document, in bytes

Formats: table, csv, tsv, json, jsonl, or text: tokens parted by spaces, a paragraph a line.
--sentences writes one sentence a line as it was written, with --format text its tokens parted by
spaces.

Examples:
  echo 'قال د. أحمد: 3,5% فقط!' | siyaq tokenize -
  siyaq tokenize book.txt --format text > tokens.txt
  siyaq tokenize news.jsonl --sentences -o sentences.txt
  siyaq tokenize news.jsonl --spans=date -o dates.csv
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

    /// Dates, times, percentages, amounts of money and numbers instead of tokens; all of them, or
    /// the kinds named: --spans=date,money
    #[arg(long, value_name = "KINDS", num_args = 0.., require_equals = true,
        value_delimiter = ',', value_parser = span_kind, conflicts_with_all = ["sentences"])]
    spans: Option<Vec<SpanKind>>,

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
    refuse_corpora(&args.inputs)?;
    let folds = args.fold.profile.is_some() || args.fold.steps.is_some();
    let steps = args.fold.steps(Profile::Exact)?;
    let fold = folds.then(|| Normalizer::with_steps(steps));
    let tokenizer = Tokenizer::new(args.reading.tokenizer_options());
    let shape = args.shape(context);
    if let Some(kinds) = &args.spans {
        let Shape::Rows(format) = shape else {
            bail!("--spans gives rows; leave out --sentences and --format text");
        };
        return run_spans(args, kinds, format, context);
    }
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

/// Finds the spans of the text.
fn run_spans(
    args: &TokenizeArgs,
    kinds: &[SpanKind],
    format: Format,
    context: &Context,
) -> Result<Outcome> {
    let kinds = if kinds.is_empty() { &SpanKind::ALL } else { kinds };
    let (tokenizer, finder) = (Tokenizer::new(args.reading.tokenizer_options()), SpanFinder::new());
    let mut rows = RowStream::open(args.output.as_deref(), format, args.top, context)?;
    let spinner = (!context.out_is_terminal).then(|| Spinner::start(context, "finding spans"));
    let report = for_each(
        &args.inputs,
        &StreamOptions::new(&args.reading, true),
        |parts| Spans::of(parts, &tokenizer, &finder, kinds),
        |spans| rows.push(&spans),
    )?;
    drop(spinner);
    report::stream(context, &report);
    rows.finish(&Spans::default(), &args.inputs, context)
}

fn span_kind(name: &str) -> Result<SpanKind, String> {
    let names = SpanKind::ALL.map(SpanKind::name).join(", ");
    let found = SpanKind::ALL.into_iter().find(|kind| kind.name() == name);
    found.ok_or_else(|| format!("{name:?} is none of {names}"))
}

/// The tokens of some documents.
#[derive(Default)]
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

/// Where the tokens go.
enum Target {
    Rows(RowStream),
    Text(Stream),
}

/// Writes tokens as they come, as one result.
struct TokenWriter {
    target: Target,
    written: u64,
    /// Sentences of the last document so far.
    sentences: u64,
}

impl TokenWriter {
    fn new(args: &TokenizeArgs, shape: Shape, context: &Context) -> Result<Self> {
        let output = args.output.as_deref();
        let target = match shape {
            Shape::Rows(format) => {
                Target::Rows(RowStream::open(output, format, args.top, context)?)
            }
            Shape::Text { .. } | Shape::Sentences => Target::Text(Stream::open(output)?),
        };
        Ok(Self { target, written: 0, sentences: 0 })
    }

    /// Writes more; false when there is enough.
    fn take(&mut self, mut tokens: Tokens<'_>) -> Result<bool> {
        let continues = tokens.parts.first().is_some_and(|part| part.continues);
        tokens.sentences_before = if continues { self.sentences } else { 0 };
        self.sentences = tokens.sentences_of_last();
        match &mut self.target {
            Target::Rows(rows) => rows.push(&tokens),
            Target::Text(out) => {
                self.written += tokens.tokens.len() as u64;
                out.write(tokens.text.as_bytes()).map(|()| true)
            }
        }
    }

    fn finish(self, args: &TokenizeArgs, context: &Context) -> Result<Outcome> {
        match self.target {
            Target::Rows(rows) => rows.finish(&Tokens::default(), &args.inputs, context),
            Target::Text(out) => {
                out.finish("text", self.written, &args.inputs, context)?;
                Ok(Outcome::of(self.written > 0))
            }
        }
    }
}
