//! How rich vocabularies are, and how they grow.

use super::error::{Result, invalid};
use super::names::{DiversityMeasures, Named};
use super::numbers::{inner_share, some, whole, within};
use super::run::{Found, Request, Run};
use super::scope::ScopeOptions;
use super::scope::{OF_PHRASES, SINGLE_WORDS};
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{
    Growth, GrowthOptions, Laws, PartsBy, Ranks, diversity, diversity_with_intervals,
    laws_of_words, rank_frequency, vocabulary_growth,
};
use siyaq_count::Selection;
use siyaq_output::{Chart, growth_chart, rank_chart};
use siyaq_stats::{BootstrapOptions, DiversityMeasure, DiversityOptions, VocdOptions};
use std::ffi::OsString;

/// A curve of a vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Curve {
    /// Types and hapaxes as the text goes on
    #[default]
    Growth,
    /// Frequency by rank
    Ranks,
    /// The parameters of the laws
    Laws,
}

/// How rich vocabularies are, and how they grow.
///
/// ```
/// use siyaq::request::{Diversity, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Diversity::new("news");
/// request.measures = "ttr,yule_k".parse()?;
/// assert!(request.run(&session)?.any);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Diversity {
    /// A corpus, or raw files, folders, patterns or -
    #[cfg_attr(feature = "clap", arg(value_name = "INPUT", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// Measure each part: documents, the values of a metadata field, or so many equal parts
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "documents|FIELD|N", conflicts_with = "curve")
    )]
    #[serde(with = "text::option")]
    pub by: Option<PartsBy>,

    /// The measures, joined by commas, or all
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "MEASURES",
            default_value = "ttr,hdd,mattr,mtld,guiraud_r,yule_k,hapax_by_types,entropy"
        )
    )]
    pub measures: DiversityMeasures,

    /// Tokens of a window of mattr and of a segment of msttr
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 100, value_parser = some::<usize>))]
    pub window: usize,

    /// Tokens of a sample of hdd
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 42, value_parser = some::<u32>, hide_short_help = true))]
    pub sample: u32,

    /// The type-token ratio at which a factor of mtld ends
    #[cfg_attr(feature = "clap", arg(long, value_name = "RATIO", default_value_t = 0.72, value_parser = inner_share, hide_short_help = true))]
    pub threshold: f64,

    /// Draw stretches of each text so often for 95 % intervals of mattr and mtld; texts shorter than
    /// ten windows or factors have none (20 to 100,000 times)
    #[cfg_attr(feature = "clap", arg(long, value_name = "TIMES", conflicts_with = "curve", value_parser = clap::value_parser!(u32).range(20..=100_000)))]
    pub bootstrap: Option<u32>,

    /// The seed of samples, of --bootstrap and --shuffle: the same seed, the same numbers
    #[cfg_attr(feature = "clap", arg(long, value_name = "SEED", default_value_t = 1))]
    pub seed: u64,

    /// Print a curve or its laws instead of measures
    #[cfg_attr(feature = "clap", arg(long, value_enum, value_name = "CURVE"))]
    pub curve: Option<Curve>,

    /// Tokens from point to point of the curve of growth; a hundredth of all unless given
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "N", requires = "curve", hide_short_help = true)
    )]
    pub step: Option<usize>,

    /// Read the words in random order, which takes the order of the documents out
    #[cfg_attr(feature = "clap", arg(long, requires = "curve", hide_short_help = true))]
    pub shuffle: bool,

    /// Which forms, tokens and documents count.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub scope: ScopeOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Default for Diversity {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            by: None,
            measures: Named(USUAL.to_vec()),
            window: 100,
            sample: 42,
            threshold: 0.72,
            bootstrap: None,
            seed: 1,
            curve: None,
            step: None,
            shuffle: false,
            scope: ScopeOptions::default(),
            top: None,
        }
    }
}

/// The measures unless others are named.
const USUAL: [DiversityMeasure; 8] = [
    DiversityMeasure::Ttr,
    DiversityMeasure::Hdd,
    DiversityMeasure::Mattr,
    DiversityMeasure::Mtld,
    DiversityMeasure::GuiraudR,
    DiversityMeasure::YuleK,
    DiversityMeasure::HapaxByTypes,
    DiversityMeasure::Entropy,
];

/// Measures, or a curve.
#[derive(Debug)]
#[non_exhaustive]
pub enum DiversityRows {
    /// A row for each part.
    Measures(siyaq_analysis::Diversity),
    /// A row for each point.
    Growth(Growth),
    /// A row for each rank.
    Ranks(Ranks),
    /// A row for each parameter.
    Laws(Laws),
}

one_of_rows!(DiversityRows: Measures, Growth, Ranks, Laws);

impl Diversity {
    /// Asks one corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>) -> Self {
        Self { inputs: vec![input.into()], ..Self::default() }
    }

    /// Refuses what is not for measures.
    fn check_measures(&self, run: &Run<'_>) -> Result<()> {
        let has = |names: &[&str]| {
            let mut measures = self.measures.0.iter().map(|measure| measure.name());
            measures.any(|name| names.contains(&name))
        };
        for (option, measures) in [
            ("window", &["mattr", "msttr"][..]),
            ("sample", &["hdd"]),
            ("threshold", &["mtld"]),
            ("seed", &["vocd_d"]),
        ] {
            let drawn = self.curve.is_some() || self.bootstrap.is_some();
            let seeds = option == "seed" && drawn;
            if !has(measures) && !seeds {
                let measures = measures.join(" and ");
                let why = format!("is for {measures}, which is not among `measures`");
                run.refuse(&[option], why)?;
            }
        }
        Ok(())
    }

    fn measured(&self, selection: &Selection<'_>) -> Result<siyaq_analysis::Diversity> {
        let options = DiversityOptions::default()
            .window(self.window)
            .segment(self.window)
            .sample(self.sample)
            .threshold(self.threshold)
            .vocd(VocdOptions::default().seed(self.seed));
        let (by, measures) = (self.by.as_ref(), &self.measures.0);
        Ok(match self.bootstrap {
            Some(replicates) => {
                let draws = BootstrapOptions::default().replicates(replicates).seed(self.seed);
                diversity_with_intervals(selection, by, measures, &options, &draws)?
            }
            None => diversity(selection, by, measures, &options)?,
        })
    }

    fn found(&self, selection: &Selection<'_>, run: &Run<'_>) -> Result<Found<DiversityRows>> {
        let mut growth = GrowthOptions::default();
        growth.step = self.step;
        growth.shuffle = self.shuffle.then_some(self.seed);
        Ok(match self.curve {
            Some(Curve::Growth) => {
                let found = vocabulary_growth(selection, &growth)?;
                let picture = run.draw(|| Chart::Lines(growth_chart(&found)));
                Found::new(DiversityRows::Growth(found)).picture(picture)
            }
            Some(Curve::Ranks) => {
                let found = rank_frequency(selection)?;
                let picture = run.draw(|| Chart::Lines(rank_chart(&found)));
                Found::new(DiversityRows::Ranks(found)).picture(picture)
            }
            Some(Curve::Laws) => {
                Found::new(DiversityRows::Laws(laws_of_words(selection, &growth)?))
            }
            None => Found::new(DiversityRows::Measures(self.measured(selection)?)),
        })
    }
}

impl Request for Diversity {
    const VERB: &'static str = "diversity";
    type Rows<'s> = DiversityRows;

    fn inputs(&self) -> Vec<&OsString> {
        self.inputs.iter().collect()
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        within("window", self.window, some::<usize>)?;
        within("sample", self.sample, some::<u32>)?;
        within("threshold", self.threshold, inner_share)?;
        self.bootstrap.map_or(Ok(()), |times| whole("bootstrap", times, 20..=100_000))?;
        run.refuse(&OF_PHRASES, SINGLE_WORDS)?;
        let of_measures = ["measures", "window", "sample", "threshold", "by", "bootstrap"];
        if self.curve.is_some() {
            run.refuse(&of_measures, "is for measures: leave `curve` out")?;
        } else {
            run.refuse(&["step", "shuffle"], "is for a `curve`")?;
        }
        if self.curve == Some(Curve::Ranks) {
            run.refuse(&["step", "shuffle"], "is for the growth of a vocabulary")?;
        }
        self.check_measures(run)?;
        if self.curve.is_some() && !self.shuffle {
            run.refuse(&["seed"], "is for `shuffle`")?;
        }
        if run.draws() && !matches!(self.curve, Some(Curve::Growth | Curve::Ranks)) {
            return invalid("`svg` draws a curve: give `curve = growth` or ranks");
        }
        let has_intervals = || self.measures.0.iter().any(|measure| measure.has_interval());
        if self.bootstrap.is_some() && !has_intervals() {
            return invalid("`bootstrap` is for mattr and mtld: name one of them in `measures`");
        }
        Ok(())
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<DiversityRows>> {
        let loaded = run.load(&self.inputs, &self.scope, "corpus")?;
        let selection = loaded.selection(&self.scope)?;
        run.during("measuring", || self.found(&selection, run))
    }
}
