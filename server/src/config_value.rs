//! The settings as they were written, with where each was written.

use crate::config::{ConfigError, FILE, PREFIX, SETTINGS};
use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
};

/// Where a setting was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    File(PathBuf),
    Environment(String),
    /// Nowhere.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::File(path) => write!(f, "{}", path.display()),
            Source::Environment(name) => write!(f, "the environment variable {name}"),
            Source::Default => f.write_str("the default"),
        }
    }
}

/// A setting as it was written.
#[derive(Debug, Clone)]
pub struct Value {
    pub text: String,
    pub source: Source,
}

/// The settings as they were written, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Values {
    given: BTreeMap<&'static str, Value>,
    pub problems: Vec<String>,
}

/// Settings whose value may hold a password: it is not repeated in an error.
const SECRET: [&str; 2] = ["database_url", "smtp_url"];

/// The variable by which platforms hand over a database; [`PREFIX`]'s own wins.
const DATABASE_URL: &str = "DATABASE_URL";

/// What concerns the tests alone, and may stand in the environment of a server that they start.
const TESTS: &str = "ILO_JOBS_TEST_";

impl Values {
    /// Reads the file and the environment; the environment wins.
    ///
    /// # Errors
    /// The file cannot be read or is not TOML.
    pub fn read(file: Option<&Path>, environment: Vec<(String, String)>) -> Result<Self, ConfigError> {
        let mut values = Values::default();
        let config_variable = format!("{PREFIX}CONFIG");
        let named = environment
            .iter()
            .find(|(name, _)| *name == config_variable)
            .map(|(_, path)| PathBuf::from(path));
        match file.map(Path::to_path_buf).or(named) {
            Some(path) => values.read_file(&path)?,
            None if Path::new(FILE).exists() => values.read_file(Path::new(FILE))?,
            None => {}
        }
        let database = environment.iter().find(|(name, _)| name == DATABASE_URL).cloned();
        let own = environment.into_iter().filter(|(name, _)| {
            name.starts_with(PREFIX) && *name != config_variable && !name.starts_with(TESTS)
        });
        for (name, text) in database.into_iter().chain(own) {
            let key = name.strip_prefix(PREFIX).unwrap_or(&name).to_lowercase();
            let source = Source::Environment(name);
            match SETTINGS.iter().find(|s| s.key == key) {
                // An empty variable is how many tools say "not set".
                Some(_) if text.trim().is_empty() => {}
                Some(setting) => {
                    values.given.insert(setting.key, Value { text: text.trim().to_owned(), source });
                }
                None => values.problems.push(unknown(&key, &source)),
            }
        }
        Ok(values)
    }

    fn read_file(&mut self, path: &Path) -> Result<(), ConfigError> {
        let fail = |why: String| ConfigError(vec![why]);
        let text = fs::read_to_string(path).map_err(|e| {
            fail(format!("{}: the file cannot be read ({e}); name another with --config", path.display()))
        })?;
        let table: toml::Table =
            text.parse().map_err(|e| fail(format!("{}: not valid TOML: {e}", path.display())))?;
        let source = Source::File(path.to_path_buf());
        for (key, value) in table {
            let Some(setting) = SETTINGS.iter().find(|s| s.key == key) else {
                self.problems.push(unknown(&key, &source));
                continue;
            };
            match plain(&value) {
                Some(text) => {
                    self.given.insert(setting.key, Value { text, source: source.clone() });
                }
                None => self.problems.push(format!("{key} (in {source}) must be {}", setting.expected)),
            }
        }
        Ok(())
    }

    /// A setting as it was written.
    #[must_use]
    pub fn given(&self, key: &str) -> Option<Value> {
        self.given.get(key).cloned()
    }

    /// A setting's text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.given.get(key).map(|value| value.text.clone())
    }

    /// Where a setting was written.
    #[must_use]
    pub fn source(&self, key: &str) -> Source {
        self.given.get(key).map_or(Source::Default, |value| value.source.clone())
    }

    /// A setting, as `parse` reads it. What it cannot read becomes a problem.
    pub fn parse<T>(&mut self, key: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.given.get(key)?;
        let parsed = parse(&value.text);
        if parsed.is_none() {
            let expected = SETTINGS.iter().find(|s| s.key == key).map_or("", |s| s.expected);
            let is = if SECRET.contains(&key) { String::new() } else { format!(" is {:?} but", value.text) };
            self.problems.push(format!("{key} (in {}){is} must be {expected}", value.source));
        }
        parsed
    }
}

fn plain(value: &toml::Value) -> Option<String> {
    Some(match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Boolean(flag) => flag.to_string(),
        toml::Value::Array(items) => {
            items.iter().map(toml::Value::as_str).collect::<Option<Vec<_>>>()?.join(",")
        }
        _ => return None,
    })
}

fn unknown(key: &str, source: &Source) -> String {
    let keys: Vec<&str> = SETTINGS.iter().map(|s| s.key).collect();
    format!("{key} (in {source}) is not a setting; there are: {}", keys.join(", "))
}
