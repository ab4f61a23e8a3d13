//! What each command does.

use crate::{cli::Command, config::Config, worker};
use services::{Clock, Db, Services};
use std::path::Path;

/// Why a command failed, in words for whoever typed it.
#[derive(Debug)]
pub struct Failure(pub String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<services::Error> for Failure {
    fn from(error: services::Error) -> Self {
        Failure(error.to_string())
    }
}

/// Does what was asked.
///
/// # Errors
/// It could not be done; the words say what to do.
pub async fn run(command: Command, config: Config) -> Result<(), Failure> {
    match command {
        Command::Serve { no_worker, sample } => {
            let config =
                Config { worker: config.worker && !no_worker, sample: config.sample || sample, ..config };
            serve(config).await
        }
        Command::Worker => {
            let services = open(&config).await?;
            worker::run(services, config, stopped()).await.map_err(Failure)
        }
        Command::Migrate => open(&config).await.map(|_| println!("The database is up to date.")),
        Command::Backup { file } => backup(&config, &file).await,
        Command::Config { .. } => {
            for (key, value, source) in &config.sources {
                println!("{key:<16} {value}  ({source})");
            }
            Ok(())
        }
    }
}

/// Opens the database and brings it up to date.
///
/// # Errors
/// It cannot be reached, or was migrated by a newer program.
pub async fn open(config: &Config) -> Result<Services, Failure> {
    let db = Db::open(config.database_url.reveal()).await.map_err(|error| {
        Failure(format!(
            "the database {} cannot be opened: {error}; check database_url and data",
            config.database_url
        ))
    })?;
    db.migrate().await.map_err(|error| {
        Failure(format!("the database {} cannot be brought up to date: {error}", config.database_url))
    })?;
    Ok(Services::new(db, Clock::System))
}

async fn backup(config: &Config, file: &Path) -> Result<(), Failure> {
    let db = Db::open(config.database_url.reveal()).await?;
    db.backup(file).await?;
    println!("Copied {} to {}.", config.database_url, file.display());
    Ok(())
}

async fn serve(_config: Config) -> Result<(), Failure> {
    Err(Failure("not yet".into()))
}

/// Ends when the process is asked to stop: SIGTERM or Ctrl-C.
pub async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
