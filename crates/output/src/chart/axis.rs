//! From values to places: linear, logarithmic and named scales, with their ticks.

/// How the values of an axis are placed.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub enum Scale {
    /// In proportion.
    #[default]
    Linear,
    /// By their logarithm; values of 0 and below have no place.
    Logarithmic,
    /// The values are places in these names, from 0.
    Named(Vec<String>),
}

/// A scale that fits some values, on so many pixels.
#[derive(Debug, Clone)]
pub(super) struct Axis<'s> {
    scale: &'s Scale,
    low: f64,
    high: f64,
    pixels: f64,
}

impl<'s> Axis<'s> {
    /// An axis that all values have a place on. A linear one of values above 0 begins at 0.
    pub(super) fn new(scale: &'s Scale, values: impl Iterator<Item = f64>, pixels: f64) -> Self {
        let fits =
            |value: &f64| value.is_finite() && (*scale != Scale::Logarithmic || *value > 0.0);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(fits) {
            low = low.min(value);
            high = high.max(value);
        }
        let (low, high) = match scale {
            Scale::Named(names) => (-0.5, names.len().max(1) as f64 - 0.5),
            _ if low > high => (0.0, 1.0),
            Scale::Logarithmic if low < high => (low.log10(), high.log10()),
            Scale::Logarithmic => (low.log10() - 0.5, low.log10() + 0.5),
            Scale::Linear => {
                let low = low.min(0.0);
                let high = if high > low { high } else { low + 1.0 };
                let step = step(high - low);
                ((low / step).floor() * step, (high / step).ceil() * step)
            }
        };
        Self { scale, low, high, pixels }
    }

    /// How many pixels from the beginning a value is; `None` where it has no place.
    pub(super) fn place(&self, value: f64) -> Option<f64> {
        let value = match self.scale {
            Scale::Logarithmic if value <= 0.0 => return None,
            Scale::Logarithmic => value.log10(),
            _ => value,
        };
        value.is_finite().then(|| (value - self.low) / (self.high - self.low) * self.pixels)
    }

    /// Values to be marked, with their labels; about one in `room` pixels at most.
    pub(super) fn ticks(&self, room: f64) -> Vec<(f64, String)> {
        match self.scale {
            Scale::Named(names) => {
                let most = (self.pixels / room).max(1.0);
                let every = (names.len() as f64 / most).ceil().max(1.0) as usize;
                let named = names.iter().enumerate().step_by(every);
                named.map(|(place, name)| (place as f64, name.clone())).collect()
            }
            Scale::Logarithmic => {
                let mut powers = Vec::new();
                let mut power = self.low.ceil();
                while power <= self.high + 1e-9 {
                    powers.push((10_f64.powf(power), number(10_f64.powf(power))));
                    power += 1.0;
                }
                powers
            }
            Scale::Linear => {
                let step = step(self.high - self.low);
                let count = ((self.high - self.low) / step).round() as u32;
                let values = (0..=count).map(|tick| self.low + f64::from(tick) * step);
                values.map(|value| (value, number(value))).collect()
            }
        }
    }
}

/// A round step that parts a range into five to ten.
fn step(range: f64) -> f64 {
    let rough = range / 6.0;
    let power = 10_f64.powf(rough.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].into_iter().find(|round| round * power >= rough);
    round.unwrap_or(10.0) * power
}

/// A number for a label: no more digits than it needs.
pub(super) fn number(value: f64) -> String {
    let size = value.abs();
    if (1e6..1e12).contains(&size) {
        return format!("{} M", (value / 1e4).round() / 1e2);
    }
    if size >= 1e12 || (size > 0.0 && size < 1e-3) {
        let written = format!("{value:.1e}");
        return written.replace(".0e", "e");
    }
    let rounded = (value * 1e4).round() / 1e4 + 0.0;
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_values_have_places() {
        let linear = Axis::new(&Scale::Linear, [3.0, 47.0].into_iter(), 100.0);
        let labels: Vec<String> = linear.ticks(50.0).into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["0", "10", "20", "30", "40", "50"]);
        assert_eq!(linear.place(25.0), Some(50.0));
        let log = Axis::new(&Scale::Logarithmic, [1.0, 0.0, 1e6].into_iter(), 60.0);
        let labels: Vec<String> = log.ticks(50.0).into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["1", "10", "100", "1000", "10000", "100000", "1 M"]);
        assert_eq!(log.place(0.0), None);
        assert!((log.place(1000.0).unwrap_or(0.0) - 30.0).abs() < 1e-9);
        let names = Scale::Named((2000..2040).map(|year| year.to_string()).collect());
        let named = Axis::new(&names, std::iter::empty(), 400.0);
        assert_eq!(named.ticks(50.0).len(), 8);
        assert_eq!(named.place(0.0), Some(5.0));
        let nothing = Axis::new(&Scale::Linear, std::iter::empty(), 10.0);
        assert!(nothing.ticks(1.0).len() > 1);
    }
}
