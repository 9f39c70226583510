//! How alike corpora are.

use super::error::{Result, invalid};
use super::groups::{by_corpus, by_field, only};
use super::names::DeltaMeasures;
use super::numbers::whole;
use super::run::{Found, Request, Run};
use super::scope::ScopeOptions;
use super::scope::{OF_PHRASES, SINGLE_WORDS};
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{
    ClusterOptions, Clusters, CompareOptions, Comparison, FeatureTable, GroupTables, ItemCounter,
    ItemOptions, StyleDistances, cluster_features, compare, style_clusters, style_distances,
};
use siyaq_output::{Chart, ClusterRows, ClusterStepRows, comparison_heat_map};
use siyaq_stats::DeltaMeasure;
use std::ffi::OsString;

/// What is shown of clusters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ClusterShow {
    /// Which belong together
    #[default]
    Groups,
    /// The steps by which they were put together
    Steps,
}

/// How alike corpora are, and what is alike put together.
///
/// ```
/// use siyaq::request::{Compare, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
/// # session.put_texts("more", ["زار وزير التعليم المدينة.", "عاد وزير الصحة."])?;
///
/// let mut request = Compare::new(["news", "more"]);
/// assert!(request.run(&session)?.any);
/// request.delta = Some("cosine".parse().expect("a measure"));
/// assert_eq!(request.run(&session)?.rows.len(), 1);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Compare {
    /// Corpora, or raw files, folders or patterns, each a corpus of its own
    #[cfg_attr(feature = "clap", arg(value_name = "CORPUS", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// Compare what has each value of this field: documents by their metadata, or ranges by an
    /// attribute of their structure, as in field.name
    #[cfg_attr(feature = "clap", arg(long, value_name = "FIELD"))]
    pub each: Option<String>,

    /// Cluster the documents of one corpus, or compare their styles by --delta; at most 5000
    #[cfg_attr(feature = "clap", arg(long, conflicts_with_all = ["each", "splits"]))]
    pub documents: bool,

    /// Compare styles by Burrows's Delta: burrows, cosine, quadratic, eder, eder_stylo, joined by
    /// commas; the first one clusters
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEASURES", conflicts_with = "splits"))]
    pub delta: Option<DeltaMeasures>,

    /// The most frequent forms of both that are compared
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 500))]
    pub words: usize,

    /// Halve the texts at random so often, at most 100,000 times
    #[cfg_attr(feature = "clap", arg(long, value_name = "TIMES", default_value_t = 0, conflicts_with = "cluster",
        value_parser = clap::value_parser!(u32).range(..=100_000)))]
    pub splits: u32,

    /// The seed of the halves: the same seed, the same numbers
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "SEED", default_value_t = 1, requires = "splits")
    )]
    pub seed: u64,

    /// Put together what is alike
    #[cfg_attr(feature = "clap", arg(long, value_enum, value_name = "WHAT"))]
    pub cluster: Option<ClusterShow>,

    /// Into how many clusters
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "N", default_value_t = 5, requires = "cluster")
    )]
    pub clusters: usize,

    /// Forms by which clusters are made, those that part the corpora most
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "N",
            default_value_t = 200,
            requires = "cluster",
            hide_short_help = true
        )
    )]
    pub features: usize,

    /// Which forms, tokens and documents count.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub scope: ScopeOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Default for Compare {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            each: None,
            documents: false,
            delta: None,
            words: 500,
            splits: 0,
            seed: 1,
            cluster: None,
            clusters: 5,
            features: 200,
            scope: ScopeOptions::default(),
            top: None,
        }
    }
}

/// A comparison, distances of styles, or clusters.
#[derive(Debug)]
#[non_exhaustive]
pub enum CompareRows {
    /// A row for each pair.
    Comparison(Comparison),
    /// A row for each pair.
    Styles(StyleDistances),
    /// A row for each member of a cluster.
    Clusters(ClusterRows<Clusters>),
    /// A row for each step.
    Steps(ClusterStepRows<Clusters>),
}

one_of_rows!(CompareRows: Comparison, Styles, Clusters, Steps);

/// The most documents that are clustered: their distances take the square of it.
const MOST_DOCUMENTS: usize = 5_000;

impl Compare {
    /// Compares corpora.
    #[must_use]
    pub fn new<I: Into<OsString>>(inputs: impl IntoIterator<Item = I>) -> Self {
        Self { inputs: inputs.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    fn cluster_options(&self) -> ClusterOptions {
        let mut options = ClusterOptions::default();
        options.features = self.features;
        options.clusters = self.clusters;
        options
    }

    /// What is compared, counted.
    fn tables(&self, run: &Run<'_>) -> Result<GroupTables> {
        let items = ItemOptions::default().texts(self.splits > 0);
        let Some(field) = &self.each else {
            let how = (&self.scope, &StopOptions::default());
            return Ok(GroupTables::new(by_corpus(&self.inputs, how, &items, run)?));
        };
        let input = only(&self.inputs, "each", "the documents of one corpus")?;
        let loaded = run.load_one(input, &self.scope, "corpus")?;
        by_field(&loaded.selection(&self.scope)?, field, &items, run)
    }

    /// The documents of one corpus.
    fn of_documents(&self, run: &Run<'_>) -> Result<CompareRows> {
        let input = only(&self.inputs, "documents", "one corpus")?;
        if self.cluster.is_none() && self.delta.is_none() {
            return invalid("say what of the documents: `cluster = groups` or steps, or `delta`");
        }
        let loaded = run.load_one(input, &self.scope, "corpus")?;
        let selection = loaded.selection(&self.scope)?;
        let number = selection.part().document_count() as usize;
        if number > MOST_DOCUMENTS {
            return invalid(format!(
                "{number} documents are too many to cluster; choose at most {MOST_DOCUMENTS} by `where`"
            ));
        }
        let items = ItemOptions::default().texts(true);
        let counted = ItemCounter::new(&selection).count(&selection, &items)?;
        let words = match &self.delta {
            Some(_) => self.words,
            None => self.cluster_options().candidates,
        };
        self.alike(&FeatureTable::of_documents(&selection, &counted, words)?, run)
    }

    /// Styles by their distances, or clusters by the one or the other.
    fn alike(&self, table: &FeatureTable, run: &Run<'_>) -> Result<CompareRows> {
        let Some(measures) = &self.delta else {
            let clusters = cluster_features(table, &self.cluster_options())?;
            return Ok(self.clustered(clusters, run));
        };
        let Some(first) = measures.0.first() else {
            return invalid(format!(
                "`delta` names no measure; choose {}",
                DeltaMeasure::ALL.map(|measure| measure.to_string()).join(", ")
            ));
        };
        if self.cluster.is_some() {
            return Ok(self.clustered(style_clusters(table, *first, self.clusters)?, run));
        }
        Ok(CompareRows::Styles(style_distances(table, &measures.0)?))
    }

    fn clustered(&self, found: Clusters, run: &Run<'_>) -> CompareRows {
        let shown: Vec<&str> = found.features.iter().take(10).map(String::as_str).collect();
        run.note(format_args!("by {} forms: {} …", found.features.len(), shown.join(", ")));
        match self.cluster {
            Some(ClusterShow::Steps) => CompareRows::Steps(ClusterStepRows(found)),
            _ => CompareRows::Clusters(ClusterRows(found)),
        }
    }
}

impl Request for Compare {
    const VERB: &'static str = "compare";
    type Rows<'s> = CompareRows;

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
        whole("splits", self.splits, 0..=100_000)?;
        run.refuse(&OF_PHRASES, SINGLE_WORDS)?;
        if self.documents {
            run.refuse(&["each", "splits"], "is for groups of documents: leave `documents` out")?;
        }
        if self.splits == 0 {
            run.refuse(&["seed"], "is for `splits`")?;
        }
        match (&self.delta, self.cluster) {
            (None, Some(_)) => run.refuse(&["words"], "is not for `cluster`: see `features`")?,
            (Some(_), Some(_)) => run.refuse(&["features"], "is not for `delta`: see `words`")?,
            (_, None) => run.refuse(&["clusters", "features"], "is for `cluster`")?,
        }
        if self.cluster.is_some() || self.delta.is_some() {
            run.refuse(&["splits"], "is for a comparison, not for `cluster` and `delta`")?;
            if run.draws() {
                return invalid("`svg` draws a comparison, not clusters or styles");
            }
        }
        Ok(())
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<CompareRows>> {
        if self.documents {
            let rows = run.during("comparing documents", || self.of_documents(run))?;
            return Ok(Found::new(rows));
        }
        let tables = run.during("counting", || self.tables(run))?;
        run.during("comparing", || {
            if self.delta.is_some() || self.cluster.is_some() {
                let words = match &self.delta {
                    Some(_) => self.words,
                    None => self.cluster_options().candidates,
                };
                let rows = self.alike(&FeatureTable::of_groups(&tables, words), run)?;
                return Ok(Found::new(rows));
            }
            let mut options = CompareOptions::default();
            options.words = self.words;
            options.splits = self.splits;
            options.seed = self.seed;
            let found = compare(&tables, &options)?;
            let picture = run.draw(|| Chart::Heat(comparison_heat_map(&found)));
            Ok(Found::new(CompareRows::Comparison(found)).picture(picture))
        })
    }
}
