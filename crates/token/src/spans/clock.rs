//! Times of day.

use super::words::DayPart;
use std::fmt;

/// A time of day: `10:30`, `22:30:15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime {
    hour: u8,
    minute: u8,
    second: Option<u8>,
}

impl ClockTime {
    pub(super) fn new(hour: u16, minute: u16, second: Option<u16>) -> Option<Self> {
        let part = |value: u16, end: u16| (value < end).then_some(u8::try_from(value).ok()?);
        let second = match second {
            Some(second) => Some(part(second, 60)?),
            None => None,
        };
        Some(Self { hour: part(hour, 24)?, minute: part(minute, 60)?, second })
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// The second, where the text has it.
    #[must_use]
    pub const fn second(self) -> Option<u8> {
        self.second
    }

    /// The part of the day that the time lies in for certain where `part` is that of `second`, a later
    /// time, both as they are written with twelve hours.
    pub(super) fn part_before(self, second: Self, part: DayPart) -> Option<DayPart> {
        if self.hour == 12 {
            // من 12 إلى 3 عصرا, من 12 إلى 6 صباحا
            return match part {
                DayPart::Afternoon if second.hour < 12 => Some(DayPart::Noon),
                DayPart::Noon if second.hour < 6 => Some(DayPart::Noon),
                DayPart::Morning | DayPart::AfterMidnight if second.hour < 12 => {
                    Some(DayPart::AfterMidnight)
                }
                DayPart::Night if second.hour < 6 => Some(DayPart::Night),
                _ => None,
            };
        }
        let ascends = (self.hour, self.minute) < (second.hour, second.minute);
        let same_side = match (part, second.hour) {
            // من 9 إلى 12 ظهرا is a morning, and من 8 إلى 12 ليلا an evening.
            (DayPart::Noon | DayPart::Night, 12) => self.hour >= 6,
            (_, 12) => false,
            // One o'clock at noon, one o'clock at night.
            (DayPart::Noon | DayPart::Night, second) => (self.hour < 6) == (second < 6),
            _ => true,
        };
        (ascends && same_side).then_some(part)
    }

    /// The time with the hour counted from midnight, given the part of the day. `12 مساء` is noon for
    /// one writer and midnight for the next, and `00:10 صباحا` ten o'clock with its halves in the wrong
    /// order as often as ten past midnight.
    pub(super) fn in_part(self, part: DayPart) -> Option<Self> {
        let hour = match (part, self.hour) {
            (DayPart::Noon, 12) => 12,
            (DayPart::Afternoon, 12) | (DayPart::Morning, 13..) => return None,
            (DayPart::Morning | DayPart::Noon | DayPart::Afternoon, 0) => return None,
            (_, 12) => 0,
            (DayPart::Noon, hour @ 1..=11) if hour <= 5 => hour + 12,
            (DayPart::Afternoon, hour @ 1..=11) => hour + 12,
            (DayPart::Night, hour @ 6..=11) => hour + 12,
            (_, hour) => hour,
        };
        Some(Self { hour, ..self })
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        self.second.map_or(Ok(()), |second| write!(f, ":{second:02}"))
    }
}
