//! The area under a falling tail.

/// Positive nodes and weights of 16-point Gauss-Legendre quadrature on [-1, 1].
const GAUSS_16: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_7, 0.149_595_988_816_576_74),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_89),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
];

/// The integral of a smooth function from `low` to `high`, in one panel.
pub(crate) fn panel_area(low: f64, high: f64, density: &impl Fn(f64) -> f64) -> f64 {
    let (centre, half) = (f64::midpoint(low, high), (high - low) / 2.0);
    let points = GAUSS_16.iter().map(|&(node, weight)| {
        weight * (density(centre - half * node) + density(centre + half * node))
    });
    half * points.sum::<f64>()
}

/// The integral of `density(t)` from 0 on, for a density that in the end falls.
///
/// `scale` is a length over which the density changes by no more than a small power of e; the
/// panels are four times as long. Stops when a panel adds nothing.
pub(crate) fn tail_area(scale: f64, density: impl Fn(f64) -> f64) -> f64 {
    let width = 4.0 * scale;
    let mut sum = 0.0;
    for panel in 0..1_000_u32 {
        let low = width * f64::from(panel);
        let part = panel_area(low, low + width, &density);
        sum += part;
        if part < 1e-17 * sum {
            break;
        }
    }
    sum
}
