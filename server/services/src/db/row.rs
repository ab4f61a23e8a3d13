//! What goes into a statement, and what comes out of it.

use crate::error::Error;
use model::{language::Lang, names::Names};
use sqlx::{Row as _, postgres::PgRow, sqlite::SqliteRow};

/// A value for a placeholder, or of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(Option<String>),
    Int(Option<i64>),
}

macro_rules! values {
    ($($from:ty, $value:ident => $to:expr;)+) => {
        $(impl From<$from> for Value {
            fn from($value: $from) -> Self { $to }
        })+
    };
}

values! {
    &str, v => Value::Text(Some(v.to_owned()));
    String, v => Value::Text(Some(v));
    &String, v => Value::Text(Some(v.clone()));
    Option<String>, v => Value::Text(v);
    Option<&str>, v => Value::Text(v.map(str::to_owned));
    i64, v => Value::Int(Some(v));
    i32, v => Value::Int(Some(i64::from(v)));
    u32, v => Value::Int(Some(i64::from(v)));
    Option<i64>, v => Value::Int(v);
    bool, v => Value::Int(Some(i64::from(v)));
}

/// The values for a statement's placeholders: `args![id, name]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}

/// A row of either engine.
#[derive(Debug)]
pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// A column's text.
    ///
    /// # Errors
    /// There is no such column, it is no text, or it is NULL.
    pub fn text(&self, column: &str) -> Result<String, Error> {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(column)?,
            Row::Postgres(row) => row.try_get(column)?,
        })
    }

    /// What is called so in every language, in the columns `name_en`, `name_fr` and `name_es`.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn names(&self) -> Result<Names, Error> {
        let [en, fr, es] = Names::FIELDS.map(|column| self.text(column));
        Ok(Names { en: en?, fr: fr?, es: es? })
    }

    /// A column's text, or None for NULL.
    ///
    /// # Errors
    /// There is no such column, or it is no text.
    pub fn optional_text(&self, column: &str) -> Result<Option<String>, Error> {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(column)?,
            Row::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A column's number.
    ///
    /// # Errors
    /// There is no such column, it is no number, or it is NULL.
    pub fn int(&self, column: &str) -> Result<i64, Error> {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(column)?,
            Row::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A column's number, or None for NULL.
    ///
    /// # Errors
    /// There is no such column, or it is no number.
    pub fn optional_int(&self, column: &str) -> Result<Option<i64>, Error> {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(column)?,
            Row::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A column that holds JSON.
    ///
    /// # Errors
    /// There is no such column, or its JSON is not of this type.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, Error> {
        Ok(serde_json::from_str(&self.text(column)?)?)
    }

    /// A column that holds a language's tag; English for a tag that is no longer known.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn lang(&self, column: &str) -> Result<Lang, Error> {
        Ok(self.text(column)?.parse().unwrap_or_default())
    }
}

macro_rules! bind {
    ($sql:expr, $args:expr) => {{
        let mut query = sqlx::query($sql);
        for arg in $args {
            query = match arg {
                Value::Text(text) => query.bind(text),
                Value::Int(int) => query.bind(int),
            };
        }
        query
    }};
}

macro_rules! run {
    ($executor:expr, $kind:ident, $sql:expr, $args:expr) => {
        Ok(bind!($sql, $args).fetch_all($executor).await?.into_iter().map(Row::$kind).collect())
    };
}

macro_rules! execute {
    ($executor:expr, $sql:expr, $args:expr) => {
        Ok(bind!($sql, $args).execute($executor).await?.rows_affected())
    };
}
