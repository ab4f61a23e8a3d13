//! The configuration: what wins over what, and what is said when it is not right.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use server::{
    cli::settings_markdown,
    config::{Config, SETTINGS},
};
use std::{fs, net::IpAddr, path::Path};

fn read(file: Option<&Path>, environment: &[(&str, &str)]) -> Result<Config, String> {
    let environment = environment.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Config::read(file, environment).map_err(|e| e.to_string())
}

fn written(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ilo-jobs.toml");
    fs::write(&file, text).unwrap();
    (folder, file)
}

#[test]
fn nothing_needs_to_be_set() {
    let config = read(None, &[]).unwrap();
    assert_eq!(config.address.to_string(), "127.0.0.1:3000");
    assert_eq!(config.public_url, "http://localhost:3000");
    assert_eq!(config.database_url.reveal(), "data/ilo-jobs.db");
    assert!(config.worker && !config.sample);
}

#[test]
fn the_environment_wins_over_the_file() {
    let (_folder, file) = written(
        "address = \"0.0.0.0:80\"\ndata = \"/srv/ilo\"\nsample = true\ntrusted_proxies = [\"10.0.0.0/8\"]\n",
    );
    let config = read(Some(&file), &[("ILO_JOBS_ADDRESS", "127.0.0.1:1")]).unwrap();
    assert_eq!(config.address.to_string(), "127.0.0.1:1");
    assert_eq!(config.database_url.reveal(), "/srv/ilo/ilo-jobs.db");
    assert!(config.sample);
    assert_eq!(config.trusted_proxies.len(), 1);
}

#[test]
fn a_platforms_database_address_is_taken_unless_there_is_one_of_our_own() {
    let platform = ("DATABASE_URL", "postgres://a:b@c/d");
    assert_eq!(read(None, &[platform]).unwrap().database_url.reveal(), platform.1);
    assert_eq!(
        read(None, &[("ILO_JOBS_DATABASE_URL", "x.db"), platform]).unwrap().database_url.reveal(),
        "x.db"
    );
}

#[test]
fn all_that_is_wrong_is_said_at_once_with_key_source_and_what_is_expected() {
    let (_folder, file) = written("worker = \"perhaps\"\nadress = \"x\"\n");
    let error = read(
        Some(&file),
        &[
            ("ILO_JOBS_ADDRESS", "3000"),
            ("ILO_JOBS_PUBLIC_URL", "https://x.org/path"),
            ("ILO_JOBS_TYPO", "1"),
        ],
    )
    .unwrap_err();
    for part in [
        "worker (in ",
        "ilo-jobs.toml) is \"perhaps\" but must be true or false",
        "adress (in ",
        "is not a setting; there are: address, public_url",
        "address (in the environment variable ILO_JOBS_ADDRESS) is \"3000\" but must be an IP address and a port",
        "public_url (in the environment variable ILO_JOBS_PUBLIC_URL) is \"https://x.org/path\" but must be http://",
        "typo (in the environment variable ILO_JOBS_TYPO) is not a setting",
    ] {
        assert!(error.contains(part), "{part:?} is missing in {error}");
    }
}

#[test]
fn a_file_that_is_not_toml_is_named_with_the_line() {
    let (_folder, file) = written("address = \nsample = true");
    let error = read(Some(&file), &[]).unwrap_err();
    assert!(error.contains("not valid TOML") && error.contains("line 1"), "{error}");
}

#[test]
fn a_mail_server_needs_a_sender() {
    let error = read(None, &[("ILO_JOBS_SMTP_URL", "smtp://mail.example.org")]).unwrap_err();
    assert!(error.contains("mail_from is needed, because smtp_url is set"), "{error}");
}

#[test]
fn passwords_are_shown_nowhere() {
    let set = [
        ("ILO_JOBS_DATABASE_URL", "postgres://ilo:hush@db/ilo"),
        ("ILO_JOBS_SMTP_URL", "smtp://ilo:hush@mail.example.org"),
        ("ILO_JOBS_MAIL_FROM", "jobs@example.org"),
    ];
    let config = read(None, &set).unwrap();
    assert!(!format!("{config:?} {:?}", config.sources).contains("hush"), "{config:?}");
    let error = read(None, &[("ILO_JOBS_SMTP_URL", "smpt://ilo:hush@mail")]).unwrap_err();
    assert!(error.contains("smtp_url") && !error.contains("hush"), "{error}");
}

#[test]
fn a_proxy_is_believed_only_when_it_is_ours() {
    let config = read(None, &[("ILO_JOBS_TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1")]).unwrap();
    let ip = |text: &str| text.parse::<IpAddr>().unwrap();
    assert_eq!(config.client(ip("203.0.113.9"), "198.51.100.1"), ip("203.0.113.9"));
    assert_eq!(config.client(ip("10.1.1.1"), "198.51.100.1"), ip("198.51.100.1"));
    // The first of these was written by the visitor.
    assert_eq!(config.client(ip("::ffff:10.1.1.1"), "1.1.1.1, 198.51.100.1, 10.2.2.2"), ip("198.51.100.1"));
    assert_eq!(config.client(ip("10.1.1.1"), "rubbish"), ip("10.1.1.1"));
}

#[test]
fn every_setting_is_documented_and_shown() {
    let shown = read(None, &[]).unwrap().sources;
    let table = settings_markdown();
    for setting in SETTINGS {
        assert!(table.contains(&format!("| `{}` | `{}` |", setting.key, setting.variable())));
        assert!(
            shown.iter().any(|(key, text, _)| *key == setting.key && !text.is_empty()),
            "{}",
            setting.key
        );
    }
}
