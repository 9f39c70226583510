//! One scanner for each kind of token: text and the byte where it may begin in, its end out.

pub(crate) mod ahead;

pub(crate) mod arabic;

pub(crate) mod number;

pub(crate) mod other;

pub(crate) mod joined;

pub(crate) mod abbreviation;

pub(crate) mod address;

pub(crate) mod tag;

pub(crate) mod emoji;

pub(crate) mod punctuation;
