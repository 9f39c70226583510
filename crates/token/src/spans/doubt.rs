//! Tokens that mean more than one thing, and are left unread for that.

use super::cursor::Cursor;
use super::grouped::unclear_groups;
use super::reversed::reversed;
use super::time;

/// The token behind the numbers at `at` that mean nothing for certain together, and are no numbers
/// one by one either: `837ر72 متر`, `150 300 ريال`, `10.30-12.00 مساء`.
pub(super) fn unclear_end(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    if let Some((None, end)) = reversed(cursor, at) {
        return Some(end);
    }
    unclear_groups(cursor, at).or_else(|| time::unclear_end(cursor, at))
}
