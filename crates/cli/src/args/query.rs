//! The words of a query.

use clap::Args;

/// A query in as many arguments as it has words.
#[derive(Clone, Debug, Args)]
pub(crate) struct QueryArgs {
    /// The query: a word or several in a row. * any letters, ? one letter, * alone any word, a|b one
    /// or the other, (a b|c d) phrases. It is cut as texts are and folded as the layer is
    #[arg(value_name = "QUERY", required = true, num_args = 1.., allow_negative_numbers = true)]
    pub(crate) query: Vec<String>,
}

impl QueryArgs {
    /// The query as it was written.
    pub(crate) fn text(&self) -> String {
        self.query.join(" ")
    }
}
