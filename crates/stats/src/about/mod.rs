//! What is said about each measure: one record per measure, from which documentation is made.

pub(crate) mod comparison;
pub(crate) mod evidence;
pub(crate) mod methods;
pub(crate) mod strength;

/// What kind of question a measure answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeasureFamily {
    /// How strong a pair is: a measure of effect.
    Strength,
    /// How certain it is that there is an effect at all: a test, or close to one.
    Evidence,
    /// How much a word differs between a target and a reference: a measure of effect.
    Comparison,
}

/// The name of a measure and what a reader needs to know about it.
#[derive(Debug)]
pub(crate) struct MeasureText {
    pub(crate) name: &'static str,
    pub(crate) family: MeasureFamily,
    pub(crate) symmetric: bool,
    pub(crate) description: &'static str,
    pub(crate) use_when: &'static str,
    pub(crate) formula: &'static str,
    pub(crate) range: &'static str,
    pub(crate) zero_rule: &'static str,
    pub(crate) source: &'static str,
}
