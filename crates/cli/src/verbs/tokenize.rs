//! `siyaq tokenize`: text in, tokens out.

use super::normalize::FoldArgs;
use super::sentences::Sentences;
use super::spans::Spans;
use super::tokens::{Pieces, Shape, Tokens};
use crate::args::{ReadingArgs, SEGMENTATION, SegmenterArgs, TopArgs, none_of, output_file};
use crate::context::{Context, Outcome};
use crate::emit::Stream;
use crate::load::refuse_corpora;
use crate::pieces::RowStream;
use crate::progress::Spinner;
use crate::report;
use crate::stream::{StreamOptions, for_each};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::output::Format;
use siyaq::segment::SegmentationScheme;
use siyaq::text::{Normalizer, Profile};
use siyaq::token::Tokenizer;
use siyaq::token::spans::{SpanFinder, SpanKind};
use siyaq::types::Boundary;
use std::ffi::OsString;
use std::path::PathBuf;

const LONG: &str = "\
Cuts text into words, numbers, punctuation, addresses, hashtags and emoji, and into sentences. With
--segment words are taken apart as well, into conjunctions, prepositions, stems and pronouns. Every
token knows where it stands in its document, in bytes of UTF-8, so that it can be traced back. The
form is the text as written, or folded by --profile and --steps, in which case the span still is
that of the source.";

const AFTER: &str = "\
Columns:
  doc         the id of the document: the file name for plain text
  sentence    the number of the sentence in the document, from 1
  form        the token
  class       word_ar, word_other, abbr, num, hashtag, mention, email, url, emoji, ellipsis,
              punct, sym
  start, end  where it stands in the text of the document, in bytes

With --spans:
  doc, kind   the document; date, time, percent, money or number
  form        the span as it is written
  value       what it means: 2011-01-25, 2011-01, --01-25, AH 1436-10-14, 10:30, 80%, 2500000 dirham
  gregorian   the day of a whole date, of a Hijri one by the Umm al-Qura calendar
  start, end  where it stands in the text of the document, in bytes

With --segment, a row is a segment of a word:
  doc, sentence
  form        the segment as it is written (ع and ما for عما); with --restored as it is spelt alone
              (عن and ما); a ligature over a cut is taken apart (ال and أول for اﻷول)
  role        question, conjunction, preposition, future, article, stem or pronoun; none where the
              token is no Arabic word
  word        the whole word as it is written
  class
  start, end  where the segment stands in the text of the document, in bytes; an article that the
              spelling hides is empty

Formats: table, csv, tsv, json, jsonl, or text: tokens parted by spaces, a paragraph a line; with
--segment the segments, clitics with a + on the side of their word: و+ ل+ لوزارة for وللوزارة, and
with --restored و+ ل+ الوزارة. A clitic keeps its + where its word is none: ل+ 50 for لـ50.
--sentences writes one sentence a line as it was written, with --format text its tokens parted by
spaces, and in the other formats rows: doc, sentence, text, tokens (how many), start, end.

Examples:
  echo 'قال د. أحمد: 3,5% فقط!' | siyaq tokenize -
  siyaq tokenize book.txt --format text > tokens.txt
  siyaq tokenize news.jsonl --sentences -o sentences.txt
  siyaq tokenize news.jsonl --spans=date -o dates.csv
  siyaq tokenize book.txt --profile standard --format jsonl
  echo 'وللوزارة قرارها' | siyaq tokenize - --segment atb
  siyaq tokenize book.txt --segment d3 --restored --format text > segments.txt
  siyaq tokenize book.txt --segment atb --format text --marker '' > words.txt";

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

    /// Take words apart: d1 (conjunctions), d2 (and prepositions), atb (and pronouns: the words of
    /// the Penn Arabic Treebank and of Universal Dependencies), d3 (and the article)
    #[arg(long, value_name = "SCHEME", conflicts_with = "spans", help_heading = "Segmentation")]
    segment: Option<SegmentationScheme>,

    /// Spell each segment as it is spelt alone: ل and الوزارة for للوزارة
    #[arg(long, requires = "segment", help_heading = "Segmentation")]
    restored: bool,

    /// What marks clitics, on the side of their word; '' for nothing. Unless given: + in text,
    /// nothing in rows, which have the role
    #[arg(long, value_name = "SIGN", requires = "segment", help_heading = "Segmentation")]
    marker: Option<String>,

    #[command(flatten)]
    segmenter: SegmenterArgs,

    /// The format; a table on a terminal, for -o what the name ends in, otherwise CSV
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<TokenFormat>,

    #[command(flatten)]
    top: TopArgs,

    /// Write to this file, complete or not at all, and a manifest beside it
    #[arg(long, short, value_name = "FILE", value_parser = output_file())]
    output: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadingArgs,
}

impl TokenizeArgs {
    /// How words are taken apart, when they are.
    fn pieces(&self, shape: Shape) -> Result<Option<Pieces>> {
        let Some(scheme) = self.segment else { return Ok(None) };
        if matches!(shape, Shape::Sentences | Shape::SentenceRows(_)) {
            bail!("--sentences writes words as they are; add --format text to have them apart");
        }
        let in_text = if matches!(shape, Shape::Text { .. }) { "+" } else { "" };
        Ok(Some(Pieces {
            segmenter: self.segmenter.segmenter()?,
            scheme,
            restored: self.restored,
            marker: self.marker.clone().unwrap_or_else(|| in_text.to_owned()),
        }))
    }

    /// Refuses what would change nothing.
    fn check(&self, shape: Shape, context: &Context) -> Result<()> {
        if self.segment.is_none() {
            context.refuse(SEGMENTATION, "is for words that are taken apart: give --segment")?;
        }
        if self.spans.is_some() {
            let why = "is for tokens; --spans shows the text as it is written";
            context.refuse(["--profile", "--steps"], why)?;
        }
        if matches!(shape, Shape::Sentences | Shape::Text { .. }) {
            context
                .refuse(["--top"], "counts rows, and this is text: choose a --format of rows")?;
        }
        Ok(())
    }

    fn shape(&self, context: &Context) -> Shape {
        let ending = self.output.as_ref().and_then(|path| path.extension()?.to_str());
        let rows = |format| match self.sentences {
            true => Shape::SentenceRows(format),
            false => Shape::Rows(format),
        };
        match self.format {
            Some(TokenFormat::Text) if self.sentences => {
                Shape::Text { ends_at: Boundary::Sentence }
            }
            Some(TokenFormat::Text) => Shape::Text { ends_at: Boundary::Paragraph },
            Some(TokenFormat::Table) => rows(Format::Table),
            Some(TokenFormat::Csv) => rows(Format::Csv),
            Some(TokenFormat::Tsv) => rows(Format::Tsv),
            Some(TokenFormat::Json) => rows(Format::Json),
            Some(TokenFormat::Jsonl) => rows(Format::Jsonl),
            None => match (ending, ending.and_then(|name| name.parse().ok())) {
                (_, Some(format)) => rows(format),
                _ if self.sentences => Shape::Sentences,
                (Some("txt"), _) => Shape::Text { ends_at: Boundary::Paragraph },
                (None, _) if self.output.is_none() && context.out_is_terminal => {
                    rows(Format::Table)
                }
                _ => rows(Format::Csv),
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
    args.check(shape, context)?;
    if let Some(kinds) = &args.spans {
        let Shape::Rows(format) = shape else {
            bail!("--spans gives rows; leave out --format text");
        };
        return run_spans(args, kinds, format, context);
    }
    let pieces = args.pieces(shape)?;
    let mut writer = TokenWriter::new(args, shape, context)?;
    let spinner = (!context.out_is_terminal).then(|| Spinner::start(context, "tokenising"));
    let report = for_each(
        &args.inputs,
        &StreamOptions::new(&args.reading, true)?,
        |parts| Tokens::of(parts, &tokenizer, fold.as_ref(), pieces.as_ref(), shape),
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
        &StreamOptions::new(&args.reading, true)?,
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
    found.ok_or_else(|| none_of(name, &names))
}

/// Where the tokens go.
enum Target {
    Rows(RowStream),
    Text(Stream),
}

/// Writes tokens as they come, as one result.
struct TokenWriter {
    target: Target,
    /// Whether a row is a sentence.
    as_sentences: bool,
    written: u64,
    /// Sentences of the last document so far.
    sentences: u64,
}

impl TokenWriter {
    fn new(args: &TokenizeArgs, shape: Shape, context: &Context) -> Result<Self> {
        let output = args.output.as_deref();
        let target = match shape {
            Shape::Rows(format) | Shape::SentenceRows(format) => {
                Target::Rows(RowStream::open(output, format, args.top, context)?)
            }
            Shape::Text { .. } | Shape::Sentences => Target::Text(Stream::open(output)?),
        };
        let as_sentences = matches!(shape, Shape::SentenceRows(_));
        Ok(Self { target, as_sentences, written: 0, sentences: 0 })
    }

    /// Writes more; false when there is enough.
    fn take(&mut self, mut tokens: Tokens<'_>) -> Result<bool> {
        tokens.sentences_before = if tokens.continues() { self.sentences } else { 0 };
        self.sentences = tokens.sentences_of_last();
        match &mut self.target {
            Target::Rows(rows) if self.as_sentences => rows.push(&Sentences::of(&tokens)),
            Target::Rows(rows) => rows.push(&tokens),
            Target::Text(out) => {
                self.written += tokens.unit_count();
                out.write(tokens.text.as_bytes()).map(|()| true)
            }
        }
    }

    fn finish(self, args: &TokenizeArgs, context: &Context) -> Result<Outcome> {
        match self.target {
            Target::Rows(rows) if self.as_sentences => {
                rows.finish(&Sentences::of(&Tokens::none(false)), &args.inputs, context)
            }
            Target::Rows(rows) => {
                rows.finish(&Tokens::none(args.segment.is_some()), &args.inputs, context)
            }
            Target::Text(out) => {
                out.finish("text", self.written, &args.inputs, context)?;
                Ok(Outcome::of(self.written > 0))
            }
        }
    }
}
