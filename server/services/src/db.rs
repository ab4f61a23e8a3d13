//! The database: one small surface over SQLite and PostgreSQL.
//!
//! SQL is written once for both engines: `$1` placeholders, TEXT, BIGINT, `RETURNING`. Where an engine needs words of its
//! own they stand in this module only.

#[macro_use]
mod row;
mod many;
mod transaction;

pub use row::{Row, Value};
pub use transaction::Tx;

use crate::error::Error;
use sqlx::{
    PgPool, Row as _, SqlitePool,
    migrate::Migrator,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, str::FromStr, time::Duration};

/// The tables, in words that both engines understand.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a connection is waited for before the request fails.
const ACQUIRE: Duration = Duration::from_secs(10);

/// The database that everything is kept in.
#[derive(Debug, Clone)]
pub enum Db {
    /// The embedded one: a writer of its own, because SQLite has one, and readers beside it.
    Sqlite { write: SqlitePool, read: SqlitePool },
    /// PostgreSQL, or what speaks its protocol.
    Postgres(PgPool),
}

/// Waits until no other program opens or migrates the embedded database in this file: a lock file beside it, held until what
/// this gives is dropped.
async fn alone(path: &str) -> Result<std::fs::File, Error> {
    let path = format!("{path}.lock");
    tokio::task::spawn_blocking(move || {
        let file = std::fs::File::create(path)?;
        file.lock()?;
        Ok::<_, std::io::Error>(file)
    })
    .await
    .map_err(|e| Error::Unavailable(e.to_string()))?
    .map_err(|e| Error::Unavailable(e.to_string()))
}

fn is_postgres(address: &str) -> bool {
    ["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme))
}

impl Db {
    /// Opens a database: a `postgres://…` address, or the path of the embedded one's file, which is made if it is missing.
    /// Does not migrate it: [`Db::migrate`] does.
    ///
    /// # Errors
    /// It cannot be reached, or the file cannot be made.
    pub async fn open(address: &str) -> Result<Self, Error> {
        if is_postgres(address) {
            let pool =
                PgPoolOptions::new().max_connections(16).acquire_timeout(ACQUIRE).connect(address).await?;
            return Ok(Db::Postgres(pool));
        }
        if let Some(folder) = Path::new(address).parent() {
            std::fs::create_dir_all(folder)
                .map_err(|e| Error::Unavailable(format!("{}: {e}", folder.display())))?;
        }
        let options = SqliteConnectOptions::from_str("sqlite:")?
            .filename(address)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(ACQUIRE);
        // The first program to open a file switches it to WAL, and SQLite does not let the others wait for that.
        let alone = alone(address).await?;
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(ACQUIRE)
            .connect_with(options.clone())
            .await?;
        drop(alone);
        let read = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(ACQUIRE)
            .connect_with(options.create_if_missing(false).read_only(true))
            .await?;
        Ok(Db::Sqlite { write, read })
    }

    /// As [`Db::open`], but makes nothing: what is not there cannot be opened, nor what is none of ours. Its tables may be
    /// older than this program.
    ///
    /// # Errors
    /// There is no such database; or it holds no tables of this program's.
    pub async fn open_existing(address: &str) -> Result<Self, Error> {
        if !is_postgres(address) && !Path::new(address).is_file() {
            return Err(Error::Unavailable("there is no such file".to_owned()));
        }
        let db = Self::open(address).await?;
        match db.version().await {
            Ok(Some(_)) => Ok(db),
            _ => Err(Error::Unavailable("it does not hold the tables of ILO Jobs".to_owned())),
        }
    }

    /// Brings the tables up to date. Safe to call from several programs at once: one migrates, the others wait.
    ///
    /// # Errors
    /// The database was migrated by a newer program, or is broken.
    pub async fn migrate(&self) -> Result<(), Error> {
        match self {
            Db::Sqlite { write, .. } => {
                // sqlx takes no lock on SQLite, so two programs could both begin.
                let row = sqlx::query("SELECT file FROM pragma_database_list WHERE name = 'main'")
                    .fetch_one(write)
                    .await?;
                let alone = alone(&row.try_get::<String, _>("file")?).await?;
                MIGRATIONS.run(write).await?;
                drop(alone);
            }
            Db::Postgres(pool) => MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// The rows of a statement that only reads.
    ///
    /// # Errors
    /// The database refused it or is away.
    pub async fn rows(&self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Error> {
        match self {
            Db::Sqlite { read, .. } => run!(read, Sqlite, sql, args),
            Db::Postgres(pool) => run!(pool, Postgres, sql, args),
        }
    }

    /// The first row of a statement that only reads, if there is one.
    ///
    /// # Errors
    /// As [`Db::rows`].
    pub async fn row(&self, sql: &'static str, args: Vec<Value>) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Begins a transaction that writes. What is not committed is undone when the transaction is dropped.
    ///
    /// # Errors
    /// The database is away, or too many write at once.
    pub async fn begin(&self) -> Result<Tx, Error> {
        Ok(match self {
            // IMMEDIATE: a transaction that reads first and then writes would fail without waiting.
            Db::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Begins a transaction that only reads, beside whoever writes: several statements that belong together.
    ///
    /// # Errors
    /// The database is away.
    pub async fn begin_reading(&self) -> Result<Tx, Error> {
        Ok(match self {
            Db::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Db::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// One statement that writes, in a transaction of its own. Gives the number of rows it touched.
    ///
    /// # Errors
    /// As [`Db::rows`].
    pub async fn execute(&self, sql: &'static str, args: Vec<Value>) -> Result<u64, Error> {
        match self {
            Db::Sqlite { write, .. } => execute!(write, sql, args),
            Db::Postgres(pool) => execute!(pool, sql, args),
        }
    }

    /// Whether the database answers, and has the tables that this program works with. Newer ones are in order: of several
    /// servers, one has been brought up to date already, and migrations keep to what the version before them can work with.
    ///
    /// # Errors
    /// It does not answer; or its tables are older than this program.
    pub async fn ready(&self) -> Result<(), Error> {
        let newest = MIGRATIONS.iter().map(|migration| migration.version).max();
        let here = self.version().await?;
        // No version at all is the oldest.
        if here >= newest {
            return Ok(());
        }
        let name = |version: Option<i64>| version.map_or("none".to_owned(), |version| version.to_string());
        Err(Error::Unavailable(format!(
            "the tables are of version {}, this program's of {}: run ilo-jobs migrate",
            name(here),
            name(newest)
        )))
    }

    /// The version of the tables; none if none was ever made.
    async fn version(&self) -> Result<Option<i64>, Error> {
        let sql = "SELECT MAX(version) AS version FROM _sqlx_migrations";
        Ok(self.row(sql, vec![]).await?.map(|row| row.optional_int("version")).transpose()?.flatten())
    }

    /// Closes all connections, once what runs on them is done.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }

    /// Writes a consistent copy of the embedded database to a new file, while it is in use.
    ///
    /// # Errors
    /// The file exists or cannot be written; the database is PostgreSQL, which has tools of its own (`pg_dump`).
    pub async fn backup(&self, file: &Path) -> Result<(), Error> {
        match self {
            Db::Sqlite { read, .. } => {
                if file.exists() {
                    return Err(Error::Unavailable(format!(
                        "{} exists already; choose another name",
                        file.display()
                    )));
                }
                sqlx::query("VACUUM INTO $1").bind(file.to_string_lossy().into_owned()).execute(read).await?;
                Ok(())
            }
            Db::Postgres(_) => {
                Err(Error::Unavailable("this database is PostgreSQL: back it up with pg_dump".into()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    /// The beginnings of the check sums of all migrations. A database remembers those that it has had, and the program refuses one that
    /// has had others: a new migration is added here, no line is changed.
    const SUMS: [&str; 14] = [
        "f978dba5a7da01e3",
        "ac72d889e762f3ae",
        "2853f4131e006d8a",
        "64ea1c9f06c74cfd",
        "a8674711f9797500",
        "13dbedfccbb18d90",
        "9c69d800fbfc4cef",
        "1832af088fbb3233",
        "1429a55d9e1be418",
        "042dd7c2456d09c5",
        "4935621220260fad",
        "717e30abb590ecbc",
        "1be61e78d32f36ae",
        "37ea76d049b20f94",
    ];

    #[test]
    fn a_migration_that_databases_have_had_is_not_changed() {
        let sum = |bytes: &[u8]| bytes.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>();
        let sums: Vec<String> = MIGRATIONS.iter().map(|migration| sum(&migration.checksum)).collect();
        assert_eq!(sums, SUMS);
    }
}
