//! `siyaq demo`: the main verbs on the sample newspapers.

use super::Cli;
use crate::context::{CommandRecord, Context, Outcome, Voice};
use crate::emit::print;
use crate::report::count;
use anyhow::{Context as _, Result};
use clap::{Args, Parser};
use siyaq::index::{Corpus, check_target};
use siyaq::reader::{Format, Reader, ReaderOptions};
use siyaq::request::Session;
use siyaq::types::FieldSpec;
use siyaq::{Built, IndexOptions};
use siyaq_datasets::{ALUFUQ, MINBAR};
use std::io::Read;
use std::path::PathBuf;

const LONG: &str = "\
Runs the main verbs on two small newspapers that ship with the command, «منبر المشرق» from the
Mashriq and «الأفق المغاربي» from the Maghreb, and says what each result tells. Everything in them
is invented. With --save the corpus is kept, and every command shown can be run and changed.";

const AFTER: &str = "\
Examples:
  siyaq demo
  siyaq demo --save papers && siyaq kwic papers 'درجات الحرارة'";

/// The name of the corpus in the commands shown.
const NAME: &str = "papers";

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(about = "Run the main verbs on two sample newspapers: start here", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct DemoArgs {
    /// Write the corpus of the demo to this folder, to go on with
    #[arg(long, value_name = "CORPUS")]
    save: Option<PathBuf>,
}

/// One command, and what it is about.
struct Scene {
    about: &'static str,
    command: &'static [&'static str],
    /// What is added to keep the demo short and is no part of the lesson.
    unseen: &'static [&'static str],
}

const SCENES: [Scene; 6] = [
    Scene {
        about: "The most frequent words, function words left out. Spelling variants count together.\n\
                dp_nofreq tells how they are spread: near 1 all over the corpus, near 0 in a few texts.",
        command: &["words", NAME, "--stop", "ar", "--top", "6"],
        unseen: &[],
    },
    Scene {
        about: "Runs of three words. -n 2..5 gives all lengths at once, --skip 2 lets words differ inside.",
        command: &["ngrams", NAME, "-n", "3", "--top", "5"],
        unseen: &[],
    },
    Scene {
        about: "A concordance: every hit with its text, as it was written. Sorted by the next word.",
        command: &[
            "kwic",
            NAME,
            "درجات الحرارة",
            "--context",
            "6",
            "--sort",
            "after:1",
            "--limit",
            "6",
        ],
        unseen: &[],
    },
    Scene {
        about: "What stands near a word: o11 times together where e11 is expected, and how strong that is.",
        command: &[
            "collocates",
            NAME,
            "إطلاق",
            "--window",
            "3:3",
            "--measures",
            "log_dice,mi",
            "--stop",
            "ar",
            "--top",
            "5",
        ],
        unseen: &["--min-freq", "3"],
    },
    Scene {
        about: "What is typical of one paper against the other: the months and the money of the Maghreb.\n\
                log_ratio 1 is twice as frequent; q below 0.05 is hardly chance.",
        command: &[
            "keywords",
            NAME,
            "--where",
            "source=alufuq",
            "--reference",
            "rest",
            "--measures",
            "log_likelihood_4,log_ratio",
            "--stop",
            "ar",
            "--top",
            "6",
        ],
        unseen: &["--direction", "positive"],
    },
    Scene {
        about: "A topic over time.",
        command: &["trend", NAME, "الذكاء الاصطناعي", "--by", "year"],
        unseen: &[],
    },
];

/// Runs it.
pub(crate) fn run(args: &DemoArgs, context: &Context) -> Result<Outcome> {
    if let Some(folder) = &args.save {
        // Said before the work is done, not after.
        check_target(folder, false)?;
    }
    let built = sample_corpus()?;
    if let Some(folder) = &args.save {
        built.corpus.write(folder, false)?;
    }
    let session = Session::new();
    session.put(NAME, built.corpus.into_corpus()?);
    let corpus = session.corpus(NAME.as_ref())?.context("the sample is a corpus")?;
    let text = introduction(corpus, context);
    let stage = Context {
        voice: Voice { quiet: true, err_is_terminal: false },
        command: CommandRecord { options: Default::default(), ..context.command.clone() },
        out_is_terminal: context.out_is_terminal,
        session,
    };
    print(&text)?;
    for scene in &SCENES {
        let shown: Vec<String> = scene.command.iter().map(|word| quoted(word)).collect();
        let line = format!("siyaq {}", shown.join(" "));
        print(&format!("\n{}\n{}\n", strong(&line, context), scene.about))?;
        let words = ["siyaq"].iter().chain(scene.command).chain(scene.unseen);
        let cli = Cli::try_parse_from(words.chain(&["--format", "table"]))?;
        super::run(&cli.verb, &stage)?;
    }
    print(&farewell(args, context))?;
    Ok(Outcome::Found)
}

/// Both papers, indexed in memory.
fn sample_corpus() -> Result<Built> {
    let field = |text: &str| text.parse::<FieldSpec>();
    let fields = vec![field("source")?, field("category")?, field("date:date")?];
    let options = ReaderOptions::default()
        .format(Format::Jsonl)
        .title_field(Some("title".to_owned()))
        .fields(fields);
    let papers = MINBAR.as_bytes().chain(ALUFUQ.as_bytes());
    let reader = Reader::from_read("papers.jsonl", papers, options)?;
    Ok(siyaq::build(reader, &IndexOptions::default(), &|_| ())?)
}

fn introduction(corpus: &Corpus, context: &Context) -> String {
    let counts = &corpus.manifest().counts;
    format!(
        "{} {}: corpus linguistics for Arabic\n\
         Two invented newspapers ship with this command, «منبر المشرق» (source=minbar) and «الأفق \
         المغاربي» (source=alufuq):\n\
         {} documents, {} tokens, {} sentences, 2023 and 2024. Indexed just now, in memory.\n",
        strong("siyaq", context),
        siyaq::VERSION,
        count(counts.documents),
        count(counts.tokens),
        count(counts.sentences),
    )
}

fn farewell(args: &DemoArgs, context: &Context) -> String {
    let corpus = match &args.save {
        Some(folder) => format!(
            "The corpus is in {}: put that in the place of {NAME} and run any of these.",
            folder.display()
        ),
        None => format!(
            "{}  keeps this corpus to play with",
            strong("siyaq demo --save papers", context)
        ),
    };
    format!(
        "\nNow yours:\n{corpus}\n{}  indexes your own texts\n{}  explains a verb\n",
        strong("siyaq index FILES -o CORPUS", context),
        strong("siyaq VERB --help", context),
    )
}

/// A word as a shell wants it.
fn quoted(word: &str) -> String {
    let plain = word.chars().all(|letter| letter.is_alphanumeric() || "-_.:,=/".contains(letter));
    if plain { word.to_owned() } else { format!("'{word}'") }
}

fn strong(text: &str, context: &Context) -> String {
    let colours = context.out_is_terminal && std::env::var_os("NO_COLOR").is_none();
    if colours { format!("\u{1b}[1;36m{text}\u{1b}[0m") } else { text.to_owned() }
}
