//! Keyness as a regression of the counts in texts: quasi-Poisson, and negative binomial with the
//! groups of texts as fixed or random effects.

mod design;
mod likelihood;

mod fixed;
mod random;

mod model;

pub use design::{TextDesign, TextsOfGroups};
pub use model::{GroupEffect, Regression, RegressionModel};
