//! What a window's counts mean to different tools: the same counts, each tool's own table.

use std::fmt;
use std::str::FromStr;

use crate::association::{log_dice_of, share};
use crate::contingency::Contingency;
use crate::error::{StatsError, StatsErrorKind};
use crate::measure::Measure;
use crate::number::real;
use crate::parameter::LogBase;
use crate::undefined::{Undefined, defined, sized};

/// What was counted around a node u for one collocate v; each model takes what it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WindowCounts {
    /// Tokens of the corpus.
    pub tokens: u64,
    /// Tokens that belong to a node.
    pub node_tokens: u64,
    /// Occurrences of the node, f(u).
    pub node_freq: u64,
    /// Occurrences of the collocate, f(v).
    pub collocate_freq: u64,
    /// Occurrences of the collocate inside nodes.
    pub collocate_in_nodes: u64,
    /// Tokens in windows, each once however many windows hold it, nodes left out.
    pub window_tokens: u64,
    /// Those of them that are the collocate.
    pub in_window: u64,
    /// Tokens in windows, each as often as windows hold it.
    pub pair_tokens: u64,
    /// Those of them that are the collocate: pairs of a node and a collocate.
    pub pairs: u64,
    /// The pairs in which the collocate comes after the node.
    pub pairs_after: u64,
    /// Tokens of a whole window before the node.
    pub span_before: u64,
    /// Tokens of a whole window after the node.
    pub span_after: u64,
}

/// How a tool makes a table of the counts of a window.
///
/// Only [`WindowModel::Ucs`] is a true table of tokens, in which every token of the corpus is
/// counted once. The others are here to repeat the figures of other tools, and to see where
/// theirs differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WindowModel {
    /// `ucs`: every token once, nodes left out; the model of UCS, cwb-ccc and of this library.
    /// O11 = in_window, R1 = window_tokens, C1 = f(v) outside nodes, N = tokens outside nodes.
    #[default]
    Ucs,
    /// `cqpweb`: tokens as often as windows hold them, against the whole corpus.
    /// O11 = pairs, R1 = pair_tokens, C1 = f(v), N = tokens.
    Cqpweb,
    /// `nltk`: pairs to the right of the node, divided by the places of the window.
    /// O11 = pairs_after / span_after, R1 = f(u), C1 = f(v), N = tokens.
    Nltk,
    /// `wordsmith`: pairs against the frequencies of the words, without the span; its Z score
    /// alone takes R1 = f(u) span and N = tokens - f(u).
    /// O11 = pairs, R1 = f(u), C1 = f(v), N = tokens.
    WordSmith,
    /// `sketch-engine`: pairs against the frequencies of the words, without the span.
    /// O11 = pairs, R1 = f(u), C1 = f(v), N = tokens.
    SketchEngine,
    /// `lancsbox`: the expectation times the span.
    /// O11 = pairs, R1 = f(u) span, C1 = f(v), N = tokens.
    LancsBox,
}

impl WindowModel {
    /// Every model once.
    pub const ALL: [Self; 6] =
        [Self::Ucs, Self::Cqpweb, Self::Nltk, Self::WordSmith, Self::SketchEngine, Self::LancsBox];

    /// The name in options and manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ucs => "ucs",
            Self::Cqpweb => "cqpweb",
            Self::Nltk => "nltk",
            Self::WordSmith => "wordsmith",
            Self::SketchEngine => "sketch-engine",
            Self::LancsBox => "lancsbox",
        }
    }

    /// What O11, R1, C1 and N are, and what to know of it.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Ucs => {
                "O11 = tokens in windows that are the collocate, R1 = tokens in windows, C1 = the \
                 collocate outside nodes, N = tokens outside nodes. Every token counts once. The \
                 model of UCS, cwb-ccc and of this library."
            }
            Self::Cqpweb => {
                "O11 = pairs, R1 = tokens in windows as often as windows hold them, C1 = the \
                 collocate anywhere, N = all tokens."
            }
            Self::Nltk => {
                "O11 = pairs with the collocate after the node / (window - 1), R1 = the node, C1 = \
                 the collocate, N = all tokens. O11 need not be whole, so exact tests are undefined."
            }
            Self::WordSmith => {
                "O11 = pairs, R1 = the node, C1 = the collocate, N = all tokens: no span, so wide \
                 windows score higher. The Z score (z_score_berry_rogghe) alone takes R1 = node \
                 times span and N = tokens that are not the node."
            }
            Self::SketchEngine => {
                "O11 = pairs, R1 = the node, C1 = the collocate, N = all tokens: no span. In wide \
                 windows O11 may exceed R1 and C1; measures that would leave their range then have \
                 no value."
            }
            Self::LancsBox => {
                "O11 = pairs, R1 = node times span, C1 = the collocate, N = all tokens: windows \
                 cut short at the ends of sentences or texts count as whole."
            }
        }
    }

    /// The table that this model makes of the counts.
    ///
    /// # Errors
    /// When the counts cannot be: a corpus without tokens, more node tokens than tokens, or a
    /// window without a place for NLTK.
    pub fn table(self, counts: &WindowCounts) -> Result<ModelTable, StatsError> {
        let span = real(counts.span_before) + real(counts.span_after);
        let (node, collocate) = (real(counts.node_freq), real(counts.collocate_freq));
        let (pairs, tokens) = (real(counts.pairs), real(counts.tokens));
        let (o11, r1, c1, n) = match self {
            Self::Ucs => (
                real(counts.in_window),
                real(counts.window_tokens),
                collocate - real(counts.collocate_in_nodes),
                tokens - real(counts.node_tokens),
            ),
            Self::Cqpweb => (pairs, real(counts.pair_tokens), collocate, tokens),
            Self::Nltk => {
                (real(counts.pairs_after) / real(counts.span_after), node, collocate, tokens)
            }
            Self::WordSmith | Self::SketchEngine => (pairs, node, collocate, tokens),
            Self::LancsBox => (pairs, node * span, collocate, tokens),
        };
        let table = ModelTable::new(o11, r1, c1, n)?;
        let berry_rogghe = (self == Self::WordSmith).then_some((node * span, tokens - node));
        Ok(ModelTable { berry_rogghe, words: Some((node, collocate)), ..table })
    }
}

impl fmt::Display for WindowModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for WindowModel {
    type Err = StatsError;

    /// Reads the name of a model; `siyaq` is another name of `ucs`.
    fn from_str(text: &str) -> Result<Self, StatsError> {
        let name = match text.trim() {
            "siyaq" => Self::Ucs.name(),
            name => name,
        };
        Self::ALL.into_iter().find(|model| model.name() == name).ok_or_else(|| {
            let expected = "siyaq (ucs), cqpweb, nltk, wordsmith, sketch-engine or lancsbox";
            let (parameter, value) = ("window model", text.to_owned());
            StatsErrorKind::BadParameter { parameter, value, expected }.into()
        })
    }
}

/// A table as another tool sees it: counts that need not be whole, nor make a possible table.
///
/// # Examples
/// ```
/// use siyaq_stats::{Measure, WindowCounts, WindowModel};
///
/// // "this this is is a a test test", windows of three words: «a» before «test».
/// let mut counts = WindowCounts::default();
/// (counts.tokens, counts.node_freq, counts.collocate_freq) = (8, 2, 2);
/// (counts.pairs_after, counts.span_after) = (3, 2);
/// let table = WindowModel::Nltk.table(&counts)?;
/// assert_eq!(table.o11(), 1.5);
/// assert!((table.evaluate("mi".parse()?)? - 3_f64.log2()).abs() < 1e-15);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelTable {
    o11: f64,
    r1: f64,
    c1: f64,
    n: f64,
    /// R1 and N of WordSmith's Z score.
    berry_rogghe: Option<(f64, f64)>,
    /// The frequencies of node and collocate, which logDice reads.
    words: Option<(f64, f64)>,
}

impl ModelTable {
    /// A table of numbers that may be anything from 0 on.
    ///
    /// # Errors
    /// When a number is negative or not finite, or N is 0.
    pub fn new(o11: f64, r1: f64, c1: f64, n: f64) -> Result<Self, StatsError> {
        for (what, value) in [("O11", o11), ("R1", r1), ("C1", c1), ("N", n)] {
            if !(value >= 0.0 && value.is_finite()) {
                return Err(StatsErrorKind::BadNumber { what, value }.into());
            }
        }
        if n <= 0.0 {
            return Err(StatsErrorKind::EmptyTable.into());
        }
        Ok(Self { o11, r1, c1, n, berry_rogghe: None, words: None })
    }

    /// The joint frequency.
    #[must_use]
    pub fn o11(&self) -> f64 {
        self.o11
    }

    /// The first margin.
    #[must_use]
    pub fn r1(&self) -> f64 {
        self.r1
    }

    /// The second margin.
    #[must_use]
    pub fn c1(&self) -> f64 {
        self.c1
    }

    /// The sample size.
    #[must_use]
    pub fn n(&self) -> f64 {
        self.n
    }

    /// R1 C1 / N.
    #[must_use]
    pub fn e11(&self) -> f64 {
        self.r1 * self.c1 / self.n
    }

    /// The same as a table of whole counts, if it is one.
    #[must_use]
    pub fn contingency(&self) -> Option<Contingency> {
        let [o11, r1, c1, n] = [self.o11, self.r1, self.c1, self.n].map(whole);
        Contingency::new(o11?, r1?, c1?, n?).ok()
    }

    /// The measure on this table.
    ///
    /// Where the counts are whole and possible it is [`Measure::evaluate`]; else the plain
    /// formula of those measures that have a meaning for such numbers.
    ///
    /// # Errors
    /// The reason, where the measure is undefined for these numbers.
    pub fn evaluate(&self, measure: Measure) -> Result<f64, Undefined> {
        if let (Measure::ZScoreBerryRogghe, Some((r1, n))) = (measure, self.berry_rogghe) {
            return Self { r1, n, berry_rogghe: None, ..*self }.evaluate(measure);
        }
        if let (Measure::LogDice, Some((node, collocate))) = (measure, self.words) {
            return log_dice_of(self.o11, node, collocate);
        }
        match self.contingency() {
            Some(table) => measure.evaluate(&table),
            None => self.of_margins(measure),
        }
    }

    /// O11, O12, O21, O22, if none is negative.
    fn cells(&self) -> Result<[f64; 4], Undefined> {
        let (o12, o21) = (self.r1 - self.o11, self.c1 - self.o11);
        let cells = [self.o11, o12, o21, self.n - self.r1 - o21];
        if cells.iter().all(|&cell| cell >= 0.0) {
            Ok(cells)
        } else {
            Err(Undefined::ImpossibleTable)
        }
    }

    fn log_mi(&self, base: LogBase) -> Result<f64, Undefined> {
        if self.o11 <= 0.0 {
            return Err(Undefined::NeverTogether);
        }
        defined(base.log(self.o11 / self.e11()), Undefined::EmptyMargin)
    }

    /// The measures that read O11, R1, C1 and N alone.
    fn of_margins(&self, measure: Measure) -> Result<f64, Undefined> {
        let Self { o11, r1, c1, n, .. } = *self;
        let (expected, difference) = (self.e11(), self.o11 - self.e11());
        let by = |number: f64| defined(number, Undefined::EmptyMargin);
        let power = |k: f64, base: LogBase| Ok(self.log_mi(base)? + (k - 1.0) * base.log(o11));
        match measure {
            Measure::Mi { base } => self.log_mi(base),
            Measure::Mi2 { base } => power(2.0, base),
            Measure::Mi3 { base } => power(3.0, base),
            Measure::MiK { k, base } => power(k.exponent(), base),
            Measure::LocalMi { base } => Ok(o11 * self.log_mi(base)?),
            Measure::MiLogF { base } => Ok(self.log_mi(base)? * o11.ln_1p()),
            Measure::Npmi if o11 > r1.min(c1) => Err(Undefined::OverlappingWindows),
            Measure::Npmi if o11 < n => share(self.log_mi(LogBase::E)? / -(o11 / n).ln()),
            Measure::TScore => defined(difference / o11.sqrt(), Undefined::NeverTogether),
            Measure::ZScore => by(difference / expected.sqrt()),
            Measure::ZScoreBerryRogghe => by(difference / (expected * (1.0 - c1 / n)).sqrt()),
            Measure::ZScoreDennis => by(difference / (expected * (1.0 - expected / n)).sqrt()),
            Measure::SimpleLl => {
                let size = 2.0 * (o11 * self.log_mi(LogBase::E)? - difference);
                sized(if difference < 0.0 { -size } else { size })
            }
            Measure::Dice => share(2.0 * o11 / (r1 + c1)),
            Measure::LogDice => log_dice_of(o11, r1, c1),
            Measure::MinSensitivity => share(o11 / r1.max(c1)),
            Measure::GeometricMean => share(o11 / (r1 * c1).sqrt()),
            Measure::MutualExpectation => Ok(share(o11 / n)? * share(2.0 * o11 / (r1 + c1))?),
            Measure::PoissonStirling { base } => {
                Ok(base.scale_ln(o11 * (self.log_mi(LogBase::E)? - 1.0)))
            }
            Measure::PoissonStirlingNltk => Ok(o11 * (self.log_mi(LogBase::Two)? - 1.0)),
            Measure::ProbabilityCollocateGivenNode => share(o11 / r1),
            Measure::ProbabilityNodeGivenCollocate => share(o11 / c1),
            other => self.of_cells(other, self.cells()?),
        }
    }

    /// The measures that read all four cells.
    fn of_cells(&self, measure: Measure, [o11, o12, o21, o22]: [f64; 4]) -> Result<f64, Undefined> {
        let Self { r1, c1, n, .. } = *self;
        let (r2, c2) = (n - r1, n - c1);
        let cross = o11 * o22 - o12 * o21;
        let by = |number: f64| defined(number, Undefined::EmptyMargin);
        let g2 = || {
            let cell = |observed: f64, row: f64, column: f64| {
                if observed > 0.0 { observed * (observed * n / row / column).ln() } else { 0.0 }
            };
            2.0 * (cell(o11, r1, c1) + cell(o12, r1, c2) + cell(o21, r2, c1) + cell(o22, r2, c2))
        };
        match measure {
            Measure::LogLikelihood => sized(if cross < 0.0 { -g2() } else { g2() }),
            Measure::LogLikelihood4 => sized(g2()),
            Measure::ChiSquared => by(cross * cross.abs() / (r1 * r2) / (c1 * c2) * n),
            Measure::Phi => by(cross / (r1 * r2).sqrt() / (c1 * c2).sqrt()),
            Measure::PhiSquared => by(cross * cross / (r1 * r2) / (c1 * c2)),
            Measure::Jaccard => by(o11 / (o11 + o12 + o21)),
            Measure::DeltaPCollocateGivenNode => by(o11 / r1 - o21 / r2),
            Measure::DeltaPNodeGivenCollocate => by(o11 / c1 - o12 / c2),
            Measure::OddsRatio => defined(o11 * o22 / (o12 * o21), Undefined::EmptyCell),
            Measure::LogOddsRatio { base } => {
                defined(base.log(o11 * o22 / (o12 * o21)), Undefined::EmptyCell)
            }
            Measure::LogRelativeRisk { base } => {
                defined(base.log(o11 / r1 / (o21 / r2)), Undefined::EmptyCell)
            }
            Measure::RelativeRisk => by(o11 / r1 / (o21 / r2)),
            _ => Err(Undefined::NeedsWholeCounts),
        }
    }
}

/// The number as a count, if it is one.
fn whole(number: f64) -> Option<u64> {
    /// Up to here every whole number is a float.
    const MOST: f64 = 9_007_199_254_740_992.0;
    let fits = number.fract().abs() <= 0.0 && (0.0..=MOST).contains(&number);
    fits.then_some(number as u64)
}
