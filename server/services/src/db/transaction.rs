//! Statements that belong together.

use super::row::{Row, Value};
use crate::error::Error;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

/// A transaction of either engine.
#[derive(Debug)]
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// The rows of a statement.
    ///
    /// # Errors
    /// The database refused it or is away.
    pub async fn rows(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Error> {
        match self {
            Tx::Sqlite(tx) => run!(&mut **tx, Sqlite, sql, args),
            Tx::Postgres(tx) => run!(&mut **tx, Postgres, sql, args),
        }
    }

    /// The rows of a statement that are about to be changed, those of the table that it calls `table`: nobody else changes them until
    /// the transaction ends. SQLite has one writer in any case.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub async fn rows_to_change(
        &mut self,
        sql: &'static str,
        table: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<Row>, Error> {
        self.rows_held("UPDATE", sql, table, args).await
    }

    /// As [`Tx::rows_to_change`], of rows that are only relied on: nobody changes them, but several may rely on them at once.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub async fn rows_to_rely_on(
        &mut self,
        sql: &'static str,
        table: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<Row>, Error> {
        self.rows_held("SHARE", sql, table, args).await
    }

    async fn rows_held(
        &mut self,
        how: &str,
        sql: &'static str,
        table: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<Row>, Error> {
        match self {
            Tx::Sqlite(tx) => run!(&mut **tx, Sqlite, sql, args),
            Tx::Postgres(tx) => {
                let sql = AssertSqlSafe(format!("{sql} FOR {how} OF {table}"));
                run!(&mut **tx, Postgres, sql, args)
            }
        }
    }

    /// The first row of a statement, if there is one.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub async fn row(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Runs a statement and gives the number of rows it touched.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, Error> {
        match self {
            Tx::Sqlite(tx) => execute!(&mut **tx, sql, args),
            Tx::Postgres(tx) => execute!(&mut **tx, sql, args),
        }
    }

    /// Keeps what was done. When this returns, a crash does not undo it.
    ///
    /// # Errors
    /// The database refused it: nothing was kept.
    pub async fn commit(self) -> Result<(), Error> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
