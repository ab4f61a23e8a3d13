//! The command line: what can be asked of the program, and how it ends.

use crate::{
    commands,
    config::{Config, SETTINGS},
};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::{fmt::Write as _, path::PathBuf, process::ExitCode};

/// What was asked for could not be done.
pub const FAILED: u8 = 1;
/// It was asked for in a way that cannot be understood: the command line or the configuration. As clap's own.
pub const MISUSED: u8 = 2;

const EXAMPLES: &str = "\
Examples:
  ilo-jobs                                  serve on http://localhost:3000, data in ./data
  ilo-jobs serve --sample                   the same, with sample data in an empty database
  ILO_JOBS_ADDRESS=0.0.0.0:80 ilo-jobs      listen on all interfaces
  DATABASE_URL=postgres://ilo@db/ilo ilo-jobs serve --no-worker
  ilo-jobs import vacancies new.json        publish what a file holds
  ilo-jobs import vacancies --schema        how such a file is written
  ilo-jobs import institutions ror.json     show what a list of institutions changes; --apply does it
  ilo-jobs import organisation organisation.json --dry-run
  ilo-jobs account create ana@example.org --given-names Ana --family-name Ruiz --role hrd
  ilo-jobs account grant ana@example.org administrator
  ilo-jobs bounced ana@example.org          pause the job alerts of an address whose mails come back
  ilo-jobs backup /var/backups/ilo.db       a consistent copy while the server runs
  ilo-jobs config                           what is set, and where it was set

Exit codes: 0 done, 1 failed, 2 the command line or the configuration is not right.";

const INSTITUTIONS: &str = "\
The form of the file is recognised:

  ROR   a data dump of the Research Organization Registry, unpacked, schema 1 or 2,
        its JSON or its CSV. Active organisations of the type `education` are read,
        with their labels, aliases, acronyms and, from the JSON, their predecessors'
        names.
  Hipo  world_universities_and_domains.json of the university-domains-list, or a
        CSV of it: name and alpha_two_code are read.
  WHED  what somebody with a licence has exported from the World Higher Education
        Database: a CSV (UTF-8; commas, semicolons or tabs) with these columns in
        any order, or a JSON list of objects with these keys:
          IAUCode          its code there, such as IAU-000123       required
          CountryCode      ISO 3166-1 alpha-2, such as CH           required
          OrgName          the name by which it is shown            required
          InstNameEnglish  its name in English
          InstAcronym      abbreviations, parted by semicolons
          OtherNames       other names, parted by semicolons
          FormerNames      former names, parted by semicolons
          Accredited       yes (also where it is empty), no, unknown

Give the whole list each time: what the file's source has listed before and the
file does not is retired. It is offered to nobody any longer, stays for those who
named it, and comes back when it is listed again. What other sources list is not
touched. A file with a fault is refused whole; the line and the field are named.";

const ORGANISATION: &str = "\
docs/organisation.md says what the file is made of. Offices are known by their codes.
Give the whole organisation each time: an office that is not in the file is closed from
today on. The same file a second time changes nothing. A file with a fault is refused
whole; the line and the field are named.";

/// ILO Jobs, the recruitment platform: one program for everything that runs.
#[derive(Debug, Parser)]
#[command(name = "ilo-jobs", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Cli {
    /// The configuration file (else ILO_JOBS_CONFIG, else ilo-jobs.toml in this folder, if there is one)
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What can be asked for.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Serve the site (the default), and do the background work unless told not to
    Serve {
        /// Leave mail and tidying to other processes
        #[arg(long)]
        no_worker: bool,
        /// Load the sample data into an empty database, and show the gallery of controls
        #[arg(long)]
        sample: bool,
    },
    /// Do the background work alone: send mail, tidy up; several may run beside each other
    Worker,
    /// Bring the database up to date and end
    Migrate,
    /// Load the sample data into an empty database and end
    Sample,
    /// Read something into the database, whole or not at all
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Make accounts for staff, grant and revoke roles
    Account {
        #[command(subcommand)]
        what: Account,
    },
    /// Pause the job alerts of an address whose mails come back: a mail server took them, and reported later that it could not deliver
    Bounced {
        /// The address, as it stands in the report
        email: String,
    },
    /// Write a consistent copy of the embedded database to a new file, while it is in use
    Backup {
        /// The file to make
        file: PathBuf,
    },
    /// Show every setting, its value, and where it was set
    Config {
        /// Instead, all settings as a Markdown table, for the documentation
        #[arg(long)]
        markdown: bool,
    },
}

/// What can be imported.
#[derive(Debug, Clone, Subcommand)]
pub enum Import {
    /// Vacancies: a vacancy whose number is known takes the place of the one that was
    Vacancies {
        /// The file, in JSON
        #[arg(required_unless_present = "schema")]
        file: Option<PathBuf>,
        /// Instead, print what a file must look like, as a JSON Schema
        #[arg(long)]
        schema: bool,
    },
    /// Institutions of higher education: shows what a list changes, and changes it with --apply
    #[command(after_long_help = INSTITUTIONS)]
    Institutions {
        /// The list, as CSV or JSON: ROR's, Hipo's or WHED's
        file: PathBuf,
        /// Change it; without this, what would change is shown only
        #[arg(long)]
        apply: bool,
    },
    /// The whole organisation: offices, who directs them and belongs to them, HR partners; says what is added, changed and closed
    #[command(after_long_help = ORGANISATION)]
    Organisation {
        /// The file, in JSON
        file: PathBuf,
        /// Say what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// What can be done with accounts. An account is named by its e-mail address.
#[derive(Debug, Clone, Subcommand)]
pub enum Account {
    /// Make an account, and print a link by which its owner sets a password (once, within three days)
    Create {
        email: String,
        #[arg(long)]
        given_names: String,
        #[arg(long)]
        family_name: String,
        /// The language of the mails that the person gets: en, fr or es
        #[arg(long, default_value = "en")]
        language: String,
        /// A role; several may be given
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<String>,
    },
    /// Give a role
    Grant { email: String, role: String },
    /// Take a role away
    Revoke { email: String, role: String },
    /// Close an account to its owner and end its sessions
    Disable { email: String },
    /// Open a disabled account again
    Enable { email: String },
    /// List the accounts that have a role of staff
    List,
    /// Print a link by which the account's owner sets a password (once, within three days)
    PasswordLink {
        email: String,
        /// Instead of printing it, mail it to the owner
        #[arg(long)]
        mail: bool,
    },
}

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    let command = Cli::command().after_long_help(format!("{EXAMPLES}\n\n{}", settings_help()));
    let cli = match Cli::from_arg_matches(&command.get_matches()) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    if let Some(Command::Config { markdown: true }) = cli.command {
        print!("{}", settings_markdown());
        return ExitCode::SUCCESS;
    }
    let config = match Config::load(cli.config.as_deref()) {
        Ok(config) => config,
        Err(error) => return end(MISUSED, &error),
    };
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(&config.log))
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return end(FAILED, &error),
    };
    let command = cli.command.unwrap_or(Command::Serve { no_worker: false, sample: false });
    match runtime.block_on(commands::run(command, config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => end(FAILED, &error),
    }
}

fn end(code: u8, error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("ilo-jobs: {error}");
    ExitCode::from(code)
}

fn settings_help() -> String {
    let mut text =
        String::from("Settings (in the configuration file, or as an environment variable, which wins):\n");
    for s in SETTINGS {
        let _ = writeln!(
            text,
            "  {:<16} {}\n  {:<16} {}; default: {}",
            s.key,
            s.variable(),
            "",
            s.what,
            s.default
        );
    }
    text
}

/// The table of all settings for the README.
#[must_use]
pub fn settings_markdown() -> String {
    let mut text = String::from(
        "| in the file | environment variable | what it is for | default |\n|---|---|---|---|\n",
    );
    for s in SETTINGS {
        let _ = writeln!(
            text,
            "| `{}` | `{}` | {}: {} | {} |",
            s.key,
            s.variable(),
            s.what,
            s.expected,
            s.default
        );
    }
    text
}
