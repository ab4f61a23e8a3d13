//! Configuration: a TOML file, overridden by environment variables, checked as a whole before anything starts.
//!
//! [`SETTINGS`] is the one list of what can be set. The check, `ilo-jobs config`, and the README's table come from it.

use crate::config_value::{Source, Value, Values};
use axum::http::Uri;
use ipnet::IpNet;
use lettre::message::Mailbox;
use model::{email::Email, requirements::Rules};
use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// The file that is read when none is named.
pub const FILE: &str = "ilo-jobs.toml";

const NO_REPLY: &str = "ILO Jobs <no-reply@localhost>";

/// What environment variables begin with.
pub const PREFIX: &str = "ILO_JOBS_";

/// Something that can be set.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The key in the file; in capitals, behind [`PREFIX`], the environment variable.
    pub key: &'static str,
    /// What it is for.
    pub what: &'static str,
    /// What holds when it is not set, in words.
    pub default: &'static str,
    /// What it must look like, in words.
    pub expected: &'static str,
}

impl Setting {
    /// The environment variable that sets it.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.key.to_uppercase())
    }
}

macro_rules! settings {
    ($($key:literal: $what:literal, $default:literal, $expected:literal;)+) => {
        /// All that can be set, in the order in which it is explained.
        pub const SETTINGS: &[Setting] =
            &[$(Setting { key: $key, what: $what, default: $default, expected: $expected }),+];
    };
}

settings! {
    "address": "Address and port to listen on", "127.0.0.1:3000", "an IP address and a port, such as 0.0.0.0:3000";
    "public_url": "The address by which people reach the site: in mails and canonical links; https switches HSTS on",
        "http://localhost:3000", "http:// or https:// and a host, with a port if need be, and no path";
    "data": "Folder for the embedded database and for mail that is not sent", "data", "a folder";
    "database_url": "Where everything is kept (DATABASE_URL is read as well)", "<data>/ilo-jobs.db",
        "postgres://user:password@host/database, or the path of an SQLite file";
    "site": "Folder of the browser bundle", "`site` beside the program's own folder", "a folder that the bundler has written";
    "smtp_url": "The mail server; without one, mail is written to <data>/mail", "none",
        "smtp:// or smtps://, with user:password@ if need be, and a host (smtp://host:587?tls=required asks for STARTTLS)";
    "mail_from": "The sender of all mail", "ILO Jobs <no-reply@localhost>", "an e-mail address, such as ILO Jobs <no-reply@example.org>";
    "metrics_address": "Address and port for /metrics, apart from the site", "none: no metrics", "an IP address and a port, such as 127.0.0.1:9100";
    "sample": "Load the sample data into an empty database, and show the gallery of controls", "false", "true or false";
    "accommodation_mail": "Who arranges what candidates need during recruitment: applicants can have it sent there", "none: it is not offered",
        "an e-mail address";
    "internal_platform": "Where officials who serve now apply: they are pointed there", "none: they are told of it without its address",
        "the address of a web page, which begins with https:// or http://";
    "years_in_place_of_advanced_degree": "The years of relevant experience, beyond a grade's own, with which a first-level degree stands in for an advanced one",
        "2", "a whole number from 0 to 20";
    "worker": "Send mail, erase deleted accounts and tidy up in this process", "true", "true or false";
    "log": "What is logged, to standard error", "info", "error, warn, info, debug or trace, also by module, such as info,sqlx=warn";
    "trusted_proxies": "Reverse proxies whose X-Forwarded-For is believed", "none", "IP addresses or networks, such as 10.0.0.0/8, parted by commas";
}

/// A text that must not be seen in logs or error messages.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself, to be used and not shown.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret(text)
    }
}

/// The part behind the credentials, if it is an address with some; else all of it.
impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.split_once("://"), self.0.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, host))) => write!(f, "{scheme}://…@{host}"),
            _ => f.write_str(&self.0),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({self})")
    }
}

/// The configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    pub address: SocketAddr,
    /// Without a slash at its end.
    pub public_url: String,
    pub data: PathBuf,
    pub database_url: Secret,
    pub site: PathBuf,
    pub smtp_url: Option<Secret>,
    pub mail_from: Mailbox,
    pub metrics_address: Option<SocketAddr>,
    pub sample: bool,
    pub accommodation_mail: Option<Email>,
    pub internal_platform: Option<String>,
    pub years_in_place_of_advanced_degree: u32,
    pub worker: bool,
    pub log: String,
    pub trusted_proxies: Vec<IpNet>,
    /// Where each setting came from and what it is, for `ilo-jobs config`.
    pub sources: Vec<(&'static str, String, Source)>,
}

/// Why the configuration cannot be used: one sentence for each thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(pub Vec<String>);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration is not right:")?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  - {problem}"))
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads the configuration of this process: `file`, else the one that `ILO_JOBS_CONFIG` names, else [`FILE`] if there
    /// is one; and the environment.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let environment = std::env::vars_os()
            .filter_map(|(n, v)| Some((n.into_string().ok()?, v.to_string_lossy().into_owned())));
        Self::read(file, environment.collect())
    }

    /// As [`Config::load`], from these environment variables.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(file: Option<&Path>, environment: Vec<(String, String)>) -> Result<Self, ConfigError> {
        let mut values = Values::read(file, environment)?;
        let config = Self::check(&mut values)?;
        if values.problems.is_empty() { Ok(config) } else { Err(ConfigError(values.problems)) }
    }

    fn check(values: &mut Values) -> Result<Self, ConfigError> {
        let data = PathBuf::from(values.text("data").unwrap_or_else(|| "data".into()));
        let smtp_url = values.parse("smtp_url", smtp_url);
        let given_from: Option<Mailbox> = values.parse("mail_from", |text| text.parse().ok());
        if let (Some(_), None, Some(Value { source, .. })) =
            (&smtp_url, values.given("mail_from"), values.given("smtp_url"))
        {
            values.problems.push(format!(
                "mail_from is needed, because smtp_url is set (in {source}): the address that mail comes from"
            ));
        }
        let mail_from = match given_from {
            Some(mailbox) => mailbox,
            None => {
                NO_REPLY.parse().map_err(|_| ConfigError(vec![format!("{NO_REPLY} is not an address")]))?
            }
        };
        let mut config = Self {
            address: values
                .parse("address", |t| t.parse().ok())
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000))),
            public_url: values
                .parse("public_url", public_url)
                .unwrap_or_else(|| "http://localhost:3000".into()),
            database_url: values
                .parse("database_url", database_url)
                .unwrap_or_else(|| data.join("ilo-jobs.db").to_string_lossy().into_owned().into()),
            site: values.text("site").map_or_else(default_site, PathBuf::from),
            smtp_url,
            mail_from,
            metrics_address: values.parse("metrics_address", |t| t.parse().ok()),
            sample: values.parse("sample", flag).unwrap_or(false),
            accommodation_mail: values.parse("accommodation_mail", Email::parse),
            internal_platform: values.parse("internal_platform", web_page),
            years_in_place_of_advanced_degree: values
                .parse("years_in_place_of_advanced_degree", |t| t.parse().ok().filter(|years| *years <= 20))
                .unwrap_or(Rules::default().years_in_place_of_advanced),
            worker: values.parse("worker", flag).unwrap_or(true),
            log: values.parse("log", log_filter).unwrap_or_else(|| "info".into()),
            trusted_proxies: values.parse("trusted_proxies", networks).unwrap_or_default(),
            sources: vec![],
            data,
        };
        config.sources =
            config.shown().into_iter().map(|(key, text)| (key, text, values.source(key))).collect();
        Ok(config)
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        let none = || "none".to_owned();
        let proxies: Vec<String> = self.trusted_proxies.iter().map(ToString::to_string).collect();
        SETTINGS
            .iter()
            .map(|setting| {
                let text = match setting.key {
                    "address" => self.address.to_string(),
                    "public_url" => self.public_url.clone(),
                    "data" => self.data.display().to_string(),
                    "database_url" => self.database_url.to_string(),
                    "site" => self.site.display().to_string(),
                    "smtp_url" => self.smtp_url.as_ref().map_or_else(none, ToString::to_string),
                    "mail_from" => self.mail_from.to_string(),
                    "metrics_address" => self.metrics_address.map_or_else(none, |a| a.to_string()),
                    "sample" => self.sample.to_string(),
                    "accommodation_mail" => {
                        self.accommodation_mail.as_ref().map_or_else(none, ToString::to_string)
                    }
                    "internal_platform" => self.internal_platform.clone().unwrap_or_else(none),
                    "years_in_place_of_advanced_degree" => self.years_in_place_of_advanced_degree.to_string(),
                    "worker" => self.worker.to_string(),
                    "log" => self.log.clone(),
                    "trusted_proxies" if proxies.is_empty() => none(),
                    "trusted_proxies" => proxies.join(", "),
                    _ => String::new(),
                };
                (setting.key, text)
            })
            .collect()
    }

    /// Whether people reach the site by https.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The folder that mail is written to when there is no mail server.
    #[must_use]
    pub fn mail_folder(&self) -> PathBuf {
        self.data.join("mail")
    }

    /// The address of who asks: the connection's, or the one that a trusted proxy tells. `forwarded` is the value of all
    /// `X-Forwarded-For` headers, joined by commas.
    #[must_use]
    pub fn client(&self, connection: IpAddr, forwarded: &str) -> IpAddr {
        let trusted =
            |address: IpAddr| self.trusted_proxies.iter().any(|net| net.contains(&address.to_canonical()));
        let mut client = connection.to_canonical();
        for hop in forwarded.rsplit(',') {
            if !trusted(client) {
                break;
            }
            // What is not an address was not written by a proxy of ours: the last one known stands.
            let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
            client = address.to_canonical();
        }
        client
    }
}

fn public_url(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let plain = matches!(uri.path(), "" | "/") && uri.query().is_none() && !text.contains(['@', '#']);
    (plain && matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some_and(|h| !h.is_empty()))
        .then(|| text.trim_end_matches('/').to_owned())
}

fn web_page(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let known =
        matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some_and(|h| !h.is_empty());
    (known && !text.contains('@')).then(|| text.to_owned())
}

fn database_url(text: &str) -> Option<Secret> {
    let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
    let known = path.starts_with("postgres://") || path.starts_with("postgresql://") || !path.contains("://");
    (known && !path.is_empty()).then(|| path.to_owned().into())
}

fn smtp_url(text: &str) -> Option<Secret> {
    let host = text.strip_prefix("smtp://").or_else(|| text.strip_prefix("smtps://"))?;
    // lettre reads it as well: what it refuses must not come out at the first mail.
    lettre::AsyncSmtpTransport::<lettre::Tokio1Executor>::from_url(text).ok()?;
    (!host.is_empty()).then(|| text.to_owned().into())
}

fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Some(true),
        "0" | "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn log_filter(text: &str) -> Option<String> {
    tracing_subscriber::EnvFilter::try_new(text).ok().map(|_| text.to_owned())
}

fn networks(text: &str) -> Option<Vec<IpNet>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok().or_else(|| part.parse::<IpAddr>().ok().map(IpNet::from))).collect()
}

/// `site` beside the binary, or beside a folder around it; under `cargo leptos`, the folder that it names.
fn default_site() -> PathBuf {
    if let Some(site) = std::env::var_os("LEPTOS_SITE_ROOT") {
        return site.into();
    }
    let program = std::env::current_exe().unwrap_or_default();
    let near =
        program.ancestors().skip(1).take(3).map(|folder| folder.join("site")).find(|site| site.is_dir());
    near.unwrap_or_else(|| PathBuf::from("target/site"))
}
