//! What each command does.

use crate::{
    accounts,
    cli::{Command, Import},
    config::Config,
    http, monitor,
    post::Post,
    serve,
    state::AppState,
    worker,
};
use model::{account::Role, choice::Choice};
use services::{
    Actor, Clock, Db, Services, area::Areas, board::OpenVacancies, institution::directory::Institutions,
    sample::PASSWORD,
};
use std::{future::Future, io::Write, net::SocketAddr, path::Path};
use tokio::{net::TcpListener, task::JoinSet};

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
            let post = Post::new(&config).map_err(Failure)?;
            worker::run(services, post, config.public_url, stopped()).await;
            Ok(())
        }
        Command::Migrate => open(&config).await.map(|_| println!("The database is up to date.")),
        Command::Sample => {
            let services = open(&config).await?;
            let loaded = services.load_samples(&Actor::operator()).await?;
            let what = if loaded { SAMPLES_LOADED } else { "The database is not empty: nothing was loaded." };
            say(&format!("{what}\n{}", sample_accounts(&services).await?));
            Ok(())
        }
        Command::Import { what: Import::Vacancies { schema: true, .. } } => {
            println!("{}", services::import::SCHEMA);
            Ok(())
        }
        Command::Import { what: Import::Vacancies { file, .. } } => {
            import(&config, &file.unwrap_or_default()).await
        }
        Command::Import { what: Import::Institutions { file, apply } } => {
            import_institutions(&config, &file, apply).await
        }
        Command::Import { what: Import::Organisation { file, dry_run } } => {
            import_organisation(&config, &file, dry_run).await
        }
        Command::Account { what } => accounts::run(&open(&config).await?, &config, what).await,
        Command::Bounced { email } => accounts::bounced(&open(&config).await?, &email).await,
        Command::Backup { file } => backup(&config, &file).await,
        Command::Config { .. } => {
            for (key, value, source) in &config.sources {
                println!("{key:<16} {value}  ({source})");
            }
            Ok(())
        }
    }
}

const SAMPLES_LOADED: &str = "The sample data is loaded.";

/// The sample accounts as a table: role, address, password. Empty where the sample data was not loaded.
async fn sample_accounts(services: &Services) -> Result<String, Failure> {
    let accounts = services.sample_accounts().await?;
    let line = |(role, email): &(Role, String)| format!("  {:<21}  {email:<31}  {PASSWORD}\n", role.slug());
    let table: String = accounts.iter().map(line).collect();
    Ok(if table.is_empty() { table } else { format!("Sample accounts, each with its password:\n{table}") })
}

/// Prints at once what belongs together. Nobody has to listen.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

async fn import(config: &Config, file: &Path) -> Result<(), Failure> {
    let json = read_file(file)?;
    let services = open(config).await?;
    let imported = services
        .import_vacancies(&Actor::operator(), &json)
        .await
        .map_err(|error| Failure(format!("{}: {error}", file.display())))?;
    println!("{} new, {} changed, {} as they were.", imported.new, imported.changed, imported.same);
    Ok(())
}

fn read_file(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|e| Failure(format!("{}: the file cannot be read: {e}", file.display())))
}

async fn import_organisation(config: &Config, file: &Path, dry_run: bool) -> Result<(), Failure> {
    let json = read_file(file)?;
    let changes = open(config)
        .await?
        .import_organisation(&Actor::operator(), &json, dry_run)
        .await
        .map_err(|error| Failure(format!("{}: {error}", file.display())))?;
    let done = match (changes.none(), dry_run) {
        (true, _) => "There is nothing to change.",
        (false, false) => "This is changed.",
        (false, true) => "Nothing is changed yet: this is what would be.",
    };
    say(&format!("{changes}{done}\n"));
    Ok(())
}

async fn import_institutions(config: &Config, file: &Path, apply: bool) -> Result<(), Failure> {
    let changes = open(config)
        .await?
        .import_institutions(&Actor::operator(), file, apply)
        .await
        .map_err(|error| Failure(format!("{}: {error}", file.display())))?;
    let done = match (changes.none(), apply) {
        (true, _) => "There is nothing to change.",
        (false, true) => "This is changed.",
        (false, false) => "Nothing is changed yet: this is what --apply will change.",
    };
    say(&format!("{changes}{done}\n"));
    Ok(())
}

/// Opens the database and brings it up to date: its tables, and the lists that the program brings along.
///
/// # Errors
/// It cannot be reached, or was migrated by a newer program, or by one that was never published.
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
    let mut services = Services::new(db, Clock::System);
    services.accommodation = config.accommodation_mail.clone();
    services.internal_platform = config.internal_platform.clone();
    services.rules.years_in_place_of_advanced = config.years_in_place_of_advanced_degree;
    services.upgrade().await?;
    services.load_shipped_institutions().await?;
    services.load_shipped_areas().await?;
    Ok(services)
}

async fn backup(config: &Config, file: &Path) -> Result<(), Failure> {
    let db = Db::open_existing(config.database_url.reveal()).await.map_err(|error| {
        Failure(format!("{} cannot be copied: {error}; check database_url and data", config.database_url))
    })?;
    db.backup(file).await?;
    println!("Copied {} to {}.", config.database_url, file.display());
    Ok(())
}

async fn serve(config: Config) -> Result<(), Failure> {
    let services = open(&config).await?;
    if config.sample && services.load_samples(&Actor::operator()).await? {
        tracing::info!("the sample data is loaded");
    }
    let accounts = if config.sample { sample_accounts(&services).await? } else { String::new() };
    services.refresh::<OpenVacancies>().await?;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    tokio::spawn(async move {
        stopped().await;
        tracing::info!("stopping");
        let _ = stop.send(true);
    });
    let mut tasks = JoinSet::new();
    tasks.spawn(until(services.clone().follow::<OpenVacancies>(), stopping.clone()));
    tasks.spawn(until(services.clone().follow::<Institutions>(), stopping.clone()));
    tasks.spawn(until(services.clone().follow::<Areas>(), stopping.clone()));
    if config.worker {
        let post = Post::new(&config).map_err(Failure)?;
        tasks.spawn(worker::run(
            services.clone(),
            post,
            config.public_url.clone(),
            serve::stopping(stopping.clone()),
        ));
    }
    if let Some(address) = config.metrics_address {
        let router = monitor::routes(monitor::begin().map_err(Failure)?, services.clone());
        tasks.spawn(serve::serve(listen(address, "metrics_address").await?, router, stopping.clone()));
    }
    let listener = listen(config.address, "address").await?;
    let local = listener.local_addr().map_or_else(|_| config.address.to_string(), |a| a.to_string());
    let public_url = config.public_url.clone();
    let router = http::router(AppState::new(services, config))
        .map_err(|e| Failure(format!("public_url {public_url} cannot be used: {e}")))?;
    say(&format!("ILO Jobs listens on {local} and is reached at {public_url}\n{accounts}"));
    serve::serve(listener, router, stopping).await;
    while tasks.join_next().await.is_some() {}
    Ok(())
}

/// Runs something that never ends until it is time to stop.
async fn until(endless: impl Future<Output = ()>, stopping: serve::Stop) {
    tokio::select! { () = endless => {}, () = serve::stopping(stopping) => {} }
}

async fn listen(address: SocketAddr, key: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure(format!(
            "cannot listen on {address}: {error}; stop what listens there, or set {key} to another one"
        ))
    })
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
