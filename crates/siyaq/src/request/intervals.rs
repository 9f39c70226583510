//! Bootstrap intervals.

use super::error::Result;
use super::numbers::whole;
use super::run::Run;
use serde::{Deserialize, Serialize};
use siyaq_stats::BootstrapOptions;
use std::num::NonZeroUsize;

/// How often something is drawn, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct IntervalOptions {
    /// Draw the texts or parts so often for 95 % intervals, of all rows that are shown (20 to
    /// 100,000 times)
    #[cfg_attr(feature = "clap", arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(20..=100_000)))]
    pub bootstrap: Option<u32>,

    /// The seed of --bootstrap: the same seed, the same intervals
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "SEED", default_value_t = 1, requires = "bootstrap")
    )]
    pub seed: u64,
}

impl Default for IntervalOptions {
    fn default() -> Self {
        Self { bootstrap: None, seed: 1 }
    }
}

impl IntervalOptions {
    /// Refuses numbers out of bounds, and a seed of nothing.
    pub(crate) fn check(self, run: &Run<'_>) -> Result<()> {
        match self.bootstrap {
            Some(times) => whole("bootstrap", times, 20..=100_000),
            None => run.refuse(&["seed"], "is for `bootstrap`, which is not given"),
        }
    }

    /// What is drawn, where intervals are wanted.
    #[must_use]
    pub fn options(self) -> Option<BootstrapOptions> {
        let threads = NonZeroUsize::new(rayon::current_num_threads()).unwrap_or(NonZeroUsize::MIN);
        self.bootstrap.map(|replicates| {
            BootstrapOptions::default().replicates(replicates).seed(self.seed).threads(threads)
        })
    }
}
