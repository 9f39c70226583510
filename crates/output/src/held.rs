//! Results that rows borrow or own.

use std::ops::Deref;

/// A result that is borrowed where it is written and forgotten, and owned where its rows are handed on.
///
/// # Examples
/// ```
/// use siyaq_output::Held;
///
/// fn longest<'a>(names: impl Into<Held<'a, Vec<&'a str>>>) -> Option<usize> {
///     names.into().iter().map(|name| name.len()).max()
/// }
///
/// let names = vec!["words", "kwic"];
/// assert_eq!(longest(&names), Some(5));
/// assert_eq!(longest(names), Some(5));
/// ```
#[derive(Debug, Clone)]
pub enum Held<'a, T> {
    /// Somebody else's.
    Borrowed(&'a T),
    /// Its own.
    Owned(Box<T>),
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Borrowed(held) => held,
            Self::Owned(held) => held,
        }
    }
}

impl<'a, T> From<&'a T> for Held<'a, T> {
    fn from(held: &'a T) -> Self {
        Self::Borrowed(held)
    }
}

impl<T> From<T> for Held<'_, T> {
    fn from(held: T) -> Self {
        Self::Owned(Box::new(held))
    }
}
