//! Values that have a name, as text in a request: `"5:5"`, `"source=minbar"`, `"log_dice"`.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

/// Writes a value as it is written.
pub(crate) fn serialize<T: Display, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

/// Reads a value as it is written; a number is taken for its digits.
pub(crate) fn deserialize<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    Written::deserialize(from)?.text().parse().map_err(D::Error::custom)
}

/// What stands for a value: its text, or a number such as `10` for ten equal parts.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Whole(i64),
}

impl Written<'_> {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(number) => Cow::Owned(number.to_string()),
        }
    }
}

/// The same of a value that may be missing.
pub(crate) mod option {
    use super::{Display, FromStr, Written};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<T: Display, S: Serializer>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.collect_str(value),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let written = Option::<Written<'_>>::deserialize(from)?;
        written.map(|text| text.text().parse().map_err(D::Error::custom)).transpose()
    }
}

/// The same of several values: a list, or one text with commas between them.
pub(crate) mod list {
    use super::{Display, FromStr};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    pub(crate) enum Listed {
        One(String),
        Several(Vec<String>),
    }

    pub(crate) fn serialize<T: Display, S: Serializer>(
        values: &[T],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(ToString::to_string))
    }

    pub(crate) fn deserialize<'de, T, D>(from: D) -> Result<Vec<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let parts = match Listed::deserialize(from)? {
            Listed::One(text) => text.split(',').map(str::to_owned).collect(),
            Listed::Several(parts) => parts,
        };
        let read = |part: &String| part.trim().parse().map_err(D::Error::custom);
        parts.iter().filter(|part| !part.trim().is_empty()).map(read).collect()
    }
}

/// The same of values that may have commas themselves: a list, or one value.
pub(crate) mod several {
    use super::list::Listed;
    use super::{Display, FromStr};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<T: Display, S: Serializer>(
        values: &[T],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(ToString::to_string))
    }

    pub(crate) fn deserialize<'de, T, D>(from: D) -> Result<Vec<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let values = match Listed::deserialize(from)? {
            Listed::One(value) => vec![value],
            Listed::Several(values) => values,
        };
        values.iter().map(|value| value.parse().map_err(D::Error::custom)).collect()
    }
}

/// Names of files. One that is no Unicode is written as nearly as can be: no text can hold it.
pub(crate) mod path {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::ffi::OsString;

    pub(crate) fn serialize<P: AsRef<std::ffi::OsStr>, S: Serializer>(
        path: &P,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(&path.as_ref().to_string_lossy())
    }

    pub(crate) fn deserialize<'de, P: From<OsString>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<P, D::Error> {
        Ok(P::from(String::deserialize(from)?.into()))
    }
}

/// A name of a file that may be missing.
pub(crate) mod path_option {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::ffi::{OsStr, OsString};

    pub(crate) fn serialize<P: AsRef<OsStr>, S: Serializer>(
        path: &Option<P>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match path {
            Some(path) => to.serialize_str(&path.as_ref().to_string_lossy()),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, P: From<OsString>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<P>, D::Error> {
        let path = Option::<String>::deserialize(from)?;
        Ok(path.map(|path| P::from(path.into())))
    }
}

/// Names of files: a list, or one name.
pub(crate) mod paths {
    use super::list::Listed;
    use serde::{Deserialize, Deserializer, Serializer};
    use std::ffi::OsString;

    pub(crate) fn serialize<S: Serializer>(paths: &[OsString], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(paths.iter().map(|path| path.to_string_lossy()))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<OsString>, D::Error> {
        Ok(match Listed::deserialize(from)? {
            Listed::One(path) => vec![path.into()],
            Listed::Several(paths) => paths.into_iter().map(OsString::from).collect(),
        })
    }
}
