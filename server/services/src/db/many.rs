//! One statement on many rows.

use super::{row::Value, transaction::Tx};
use crate::error::Error;
use sqlx::{Postgres, QueryBuilder, Sqlite};

/// How many rows go into one statement: SQLite takes 32,766 values.
const ROWS_AT_ONCE: usize = 1_000;

impl Tx {
    /// Runs one statement on many rows, a thousand at a time: `into` is what stands before their values, `then` what stands
    /// behind. All rows are of the same length, and a column
    /// has texts or numbers.
    ///
    /// # Errors
    /// The database refused it or is away.
    pub async fn write_many(
        &mut self,
        into: &'static str,
        then: &'static str,
        rows: Vec<Vec<Value>>,
    ) -> Result<(), Error> {
        for rows in rows.chunks(ROWS_AT_ONCE) {
            match self {
                Tx::Sqlite(tx) => {
                    values_of(into, then, rows).build().persistent(false).execute(&mut **tx).await?;
                }
                Tx::Postgres(tx) => {
                    columns_of(into, then, rows)?.build().execute(&mut **tx).await?;
                }
            }
        }
        Ok(())
    }
}

/// The rows as SQLite takes them: `VALUES`, with a placeholder for each value.
fn values_of(into: &'static str, then: &'static str, rows: &[Vec<Value>]) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new(into);
    query.push_values(rows, |mut values, row| {
        for value in row {
            match value {
                Value::Text(text) => values.push_bind(text.clone()),
                Value::Int(int) => values.push_bind(*int),
            };
        }
    });
    query.push(then);
    query
}

/// The rows as PostgreSQL takes them quickest: an array for each column. Thousands of placeholders take it longer to read than the
/// rows to write. The columns have the names that those of `VALUES` have: `column1` and so on.
fn columns_of(
    into: &'static str,
    then: &'static str,
    rows: &[Vec<Value>],
) -> Result<QueryBuilder<Postgres>, Error> {
    let columns = 0..rows.first().map_or(0, Vec::len);
    let mut query = QueryBuilder::new(into);
    query.push("SELECT * FROM UNNEST(");
    let mut arrays = query.separated(", ");
    for column in columns.clone() {
        let values = || rows.iter().map(|row| row.get(column));
        let texts =
            values().map(|value| if let Some(Value::Text(text)) = value { Some(text.clone()) } else { None });
        let ints = values().map(|value| if let Some(Value::Int(int)) = value { Some(*int) } else { None });
        if let Some(texts) = texts.collect::<Option<Vec<_>>>() {
            arrays.push_bind(texts).push_unseparated("::TEXT[]");
        } else if let Some(ints) = ints.collect::<Option<Vec<_>>>() {
            arrays.push_bind(ints).push_unseparated("::BIGINT[]");
        } else {
            return Err(Error::Unavailable(format!(
                "{into}: column {} is not of one kind in every row",
                column + 1
            )));
        }
    }
    let names: Vec<String> = columns.map(|column| format!("column{}", column + 1)).collect();
    query.push(format!(") AS v ({})", names.join(", "))).push(then);
    Ok(query)
}
