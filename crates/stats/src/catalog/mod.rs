//! What is said about each measure: one record per measure, from which documentation is made.

pub(crate) mod bibliography;
pub(crate) mod comparison;
pub(crate) mod evidence;
pub(crate) mod methods;
pub(crate) mod strength;

pub(crate) mod analyses;

/// A statistic in the form that the page of all has for each.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) use_when: &'static str,
    pub(crate) formula: &'static str,
    /// What the values are called, and which there are.
    pub(crate) range: (&'static str, &'static str),
    pub(crate) zero_rule: &'static str,
    pub(crate) source: &'static str,
}

/// What a measure says of itself: a function for each text of its record, which the function `$record`
/// gives, and all of them as an [`Entry`]. Formula and range are told in words of their own.
macro_rules! described {
    ($measure:ident, $record:ident, $(#[$about_formula:meta])* formula,
        $(#[$about_range:meta])* $range:ident as $label:literal) => {
        impl $measure {
            /// What the measure says, for a reader.
            #[must_use]
            pub fn description(self) -> &'static str {
                self.$record().description
            }

            /// When to use the measure, and when not.
            #[must_use]
            pub fn use_when(self) -> &'static str {
                self.$record().use_when
            }

            $(#[$about_formula])*
            #[must_use]
            pub fn formula(self) -> &'static str {
                self.$record().formula
            }

            $(#[$about_range])*
            #[must_use]
            pub fn $range(self) -> &'static str {
                self.$record().$range
            }

            /// What happens at zeros, and where the measure is undefined.
            #[must_use]
            pub fn zero_rule(self) -> &'static str {
                self.$record().zero_rule
            }

            /// The literature of the measure.
            #[must_use]
            pub fn source(self) -> &'static str {
                self.$record().source
            }

            /// All of it.
            pub(crate) fn entry(self) -> crate::catalog::Entry {
                crate::catalog::Entry {
                    name: self.name(),
                    description: self.description(),
                    use_when: self.use_when(),
                    formula: self.formula(),
                    range: ($label, self.$range()),
                    zero_rule: self.zero_rule(),
                    source: self.source(),
                }
            }
        }
    };
}
pub(crate) use described;

/// Measures that are the rows of a table in the order of their enumeration: all of them, their names
/// printed and read.
macro_rules! listed {
    ($measure:ident, $table:ident of $row:ident) => {
        impl $measure {
            /// Every measure once.
            pub fn all() -> impl Iterator<Item = Self> + Clone {
                $table.iter().map(|row| row.measure)
            }

            fn row(self) -> &'static $row {
                // The table holds every variant in order, which a test asserts.
                &$table[self as usize]
            }

            /// The name, also of the column.
            #[must_use]
            pub fn name(self) -> &'static str {
                self.row().name
            }
        }

        impl std::fmt::Display for $measure {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $measure {
            type Err = crate::error::StatsError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                crate::error::named(text.trim(), Self::all(), Self::name)
            }
        }
    };
}
pub(crate) use listed;

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
