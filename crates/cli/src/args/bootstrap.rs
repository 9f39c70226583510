//! Bootstrap intervals.

use clap::Args;
use siyaq::stats::BootstrapOptions;
use std::num::NonZeroUsize;

/// How often something is drawn, and from which seed.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct BootstrapArgs {
    /// Draw the texts or parts so often for 95 % intervals, of all rows that are shown (20 to
    /// 100,000 times)
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(20..=100_000))]
    bootstrap: Option<u32>,

    /// The seed of --bootstrap: the same seed, the same intervals
    #[arg(long, value_name = "SEED", default_value_t = 1, requires = "bootstrap")]
    seed: u64,
}

impl BootstrapArgs {
    /// What is drawn, where intervals are wanted.
    pub(crate) fn options(self) -> Option<BootstrapOptions> {
        let threads = NonZeroUsize::new(rayon::current_num_threads()).unwrap_or(NonZeroUsize::MIN);
        self.bootstrap.map(|replicates| {
            BootstrapOptions::default().replicates(replicates).seed(self.seed).threads(threads)
        })
    }
}
