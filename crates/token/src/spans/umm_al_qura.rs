//! The months of the Hijri calendar.

/// The first year of [`LONG_MONTHS`], and the day on which it begins, 1945-12-05, in days since
/// 1970-01-01.
const FIRST_YEAR: u16 = 1365;
const FIRST_DAY: i32 = -8_793;

/// The first day of the tabular calendar, Friday 16 July 622 of the Julian calendar, in days
/// since 1970-01-01.
const EPOCH: i32 = -492_148;

/// For each year from 1365 to 1500 a bit for each month of thirty days, the lowest for Muharram;
/// the other months have twenty-nine.
///
/// Source: the Umm al-Qura calendar as the King Abdulaziz City for Science and Technology and the
/// printed calendars before it have it, collected by R. H. van Gent, "The Umm al-Qura Calendar of
/// Saudi Arabia". Before 1365 the printed calendars have months of 28 and 31 days.
#[rustfmt::skip]
const LONG_MONTHS: [u16; 136] = [
    0xd55, 0x555, 0x555, 0xd55, 0x6d5, 0x555, 0xea5, 0xd2a, 0xaaa, 0xcd5,
    0x655, 0x572, 0xda9, 0x555, 0xaaa, 0x555, 0x52d, 0xa6d, 0x55a, 0x555,
    0x74d, 0xd53, 0xd54, 0x556, 0xd55, 0x2d5, 0xd55, 0xd54, 0xd45, 0x655,
    0x52d, 0xa5d, 0x55a, 0xad5, 0x6aa, 0xd4b, 0x52a, 0xa57, 0x4ae, 0x976,
    0x56c, 0xb55, 0xaaa, 0xa55, 0x4ad, 0x95d, 0x2da, 0x5d9, 0xdb2, 0xba4,
    0xb4a, 0xa55, 0x2b5, 0x575, 0xb6a, 0xbd2, 0xbc4, 0xb89, 0xa95, 0x52d,
    0x5ad, 0xb6a, 0x6d4, 0xdc9, 0xd92, 0xaa6, 0x956, 0x2ae, 0x56d, 0x36a,
    0xb55, 0xaaa, 0x94d, 0x49d, 0x95d, 0x2ba, 0x5b5, 0x5aa, 0xd55, 0xa9a,
    0x92e, 0x26e, 0x55d, 0xada, 0x6d4, 0x6a5, 0x54b, 0xa97, 0x54e, 0xaae,
    0x5ac, 0xba9, 0xd92, 0xb25, 0x64b, 0xcab, 0x55a, 0xb55, 0x6d2, 0xea5,
    0xe4a, 0xa95, 0x52d, 0xaad, 0x36c, 0x759, 0x6d2, 0x695, 0x52d, 0xa5b,
    0x4ba, 0x9ba, 0x3b4, 0xb69, 0xb52, 0xaa6, 0x4b6, 0x96d, 0x2ec, 0x6d9,
    0xeb2, 0xd54, 0xd2a, 0xa56, 0x4ae, 0x96d, 0xd6a, 0xb54, 0xb29, 0xa93,
    0x52b, 0xa57, 0x536, 0xab5, 0x6aa, 0xe93,
];

/// The first day of a month, in days since 1970-01-01; `None` where there is no such month.
pub(super) fn month_start(year: u16, month: u8) -> Option<i32> {
    if year == 0 || !(1..=12).contains(&month) {
        return None;
    }
    let place = usize::from(year.checked_sub(FIRST_YEAR).unwrap_or(u16::MAX));
    let Some(this) = LONG_MONTHS.get(place) else {
        return Some(tabular_month_start(i32::from(year), i32::from(month)));
    };
    let days = |months: u32, long: u16| months.cast_signed() * 29 + long.count_ones().cast_signed();
    let before = LONG_MONTHS.iter().take(place).map(|long| days(12, *long)).sum::<i32>();
    let passed = u32::from(month) - 1;
    Some(FIRST_DAY + before + days(passed, this & ((1 << passed) - 1)))
}

/// The first day of a month of the tabular calendar: months of thirty and twenty-nine days in
/// turn, and a day more in eleven of thirty years.
const fn tabular_month_start(year: i32, month: i32) -> i32 {
    EPOCH + (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_never_far_from_the_tabular_calendar() {
        for year in FIRST_YEAR..=1500 {
            for month in 1..=12 {
                let tabular = tabular_month_start(i32::from(year), i32::from(month));
                let off = tabular - month_start(year, month).unwrap();
                assert!((-1..=2).contains(&off), "{year} {month}: {off}");
            }
        }
    }

    #[test]
    fn months_have_twenty_nine_or_thirty_days() {
        for year in 1..=2000 {
            for month in 1..=12 {
                let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                let start = month_start(year, month).unwrap();
                let length = month_start(next.0, next.1).unwrap() - start;
                let seam = month == 12 && (year == 1364 || year == 1500);
                assert!((29..=30).contains(&length) || seam, "{year} {month}: {length}");
            }
        }
        assert_eq!((month_start(0, 1), month_start(1446, 13)), (None, None));
    }
}
