//! The verbs, one file each.

mod bundles;
mod change;
mod collocates;
mod collocations;
mod command;
mod compare;
mod compare_collocates;
mod completions;
mod demo;
mod dispersion;
mod diversity;
mod index;
mod info;
mod keywords;
mod kwic;
mod layers;
mod lexicon;
mod mwe;
mod neighbours;
mod network;
mod ngrams;
mod normalize;
mod pframes;
mod reproduce;
mod run_file;
mod sentences;
mod spans;
mod tfidf;
mod tokenize;
mod tokens;
mod train;
mod trend;
mod variants;
mod verify;
mod words;

pub(crate) use command::Cli;

use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Subcommand;

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Demo(demo::DemoArgs),
    Index(Box<index::IndexArgs>),
    Info(info::InfoArgs),
    Verify(verify::VerifyArgs),
    Layers(layers::LayersArgs),
    Normalize(Box<normalize::NormalizeArgs>),
    Tokenize(Box<tokenize::TokenizeArgs>),
    Words(Box<words::WordsArgs>),
    Ngrams(Box<ngrams::NgramsArgs>),
    Bundles(Box<bundles::BundlesArgs>),
    Pframes(Box<pframes::PframesArgs>),
    Mwe(Box<mwe::MweArgs>),
    Kwic(Box<kwic::KwicArgs>),
    Collocates(Box<collocates::CollocatesArgs>),
    Collocations(Box<collocations::CollocationsArgs>),
    CompareCollocates(Box<compare_collocates::CompareCollocatesArgs>),
    Network(Box<network::NetworkArgs>),
    Keywords(Box<keywords::KeywordsArgs>),
    Tfidf(Box<tfidf::TfidfArgs>),
    Dispersion(Box<dispersion::DispersionArgs>),
    Diversity(Box<diversity::DiversityArgs>),
    Trend(Box<trend::TrendArgs>),
    Change(Box<change::ChangeArgs>),
    Compare(Box<compare::CompareArgs>),
    Neighbours(Box<neighbours::NeighboursArgs>),
    Variants(Box<variants::VariantsArgs>),
    Run(run_file::RunArgs),
    Reproduce(reproduce::ReproduceArgs),
    #[command(subcommand)]
    Lexicon(lexicon::LexiconVerb),
    Completions(completions::CompletionsArgs),
}

/// Does it.
pub(crate) fn run(verb: &Verb, context: &Context) -> Result<Outcome> {
    match verb {
        Verb::Demo(args) => demo::run(args, context),
        Verb::Index(args) => index::run(args, context),
        Verb::Info(args) => info::run(args, context),
        Verb::Verify(args) => verify::run(args, context),
        Verb::Layers(args) => layers::run(args, context),
        Verb::Normalize(args) => normalize::run(args, context),
        Verb::Tokenize(args) => tokenize::run(args, context),
        Verb::Words(args) => words::run(args, context),
        Verb::Ngrams(args) => ngrams::run(args, context),
        Verb::Bundles(args) => bundles::run(args, context),
        Verb::Pframes(args) => pframes::run(args, context),
        Verb::Mwe(args) => mwe::run(args, context),
        Verb::Kwic(args) => kwic::run(args, context),
        Verb::Collocates(args) => collocates::run(args, context),
        Verb::Collocations(args) => collocations::run(args, context),
        Verb::CompareCollocates(args) => compare_collocates::run(args, context),
        Verb::Network(args) => network::run(args, context),
        Verb::Keywords(args) => keywords::run(args, context),
        Verb::Tfidf(args) => tfidf::run(args, context),
        Verb::Dispersion(args) => dispersion::run(args, context),
        Verb::Diversity(args) => diversity::run(args, context),
        Verb::Trend(args) => trend::run(args, context),
        Verb::Change(args) => change::run(args, context),
        Verb::Compare(args) => compare::run(args, context),
        Verb::Neighbours(args) => neighbours::run(args, context),
        Verb::Variants(args) => variants::run(args, context),
        Verb::Run(args) => run_file::run(args, context),
        Verb::Reproduce(args) => reproduce::run(args, context),
        Verb::Lexicon(verb) => lexicon::run(verb, context),
        Verb::Completions(args) => completions::run(args),
    }
}
