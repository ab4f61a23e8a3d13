//! Data privacy statements: one for each country or territory of residence that has its own, a default for the others.
//! They are files, `server/statements/{CH,…,default}.{en,fr,es}.md`, embedded in the program.

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    id,
};
use model::{
    account::{Acceptance, Statement},
    country::Country,
    language::Lang,
    prose,
};
use std::{collections::BTreeMap, sync::LazyLock};

/// The files by name, `CH.fr`, with their text.
const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/statements.rs"));

/// The statement of everybody whose country has none of its own.
const DEFAULT: &str = "default";

static STATEMENTS: LazyLock<BTreeMap<(String, Lang), Written>> =
    LazyLock::new(|| FILES.iter().filter_map(|(name, text)| read(name, text).ok()).collect());

/// A statement as its file has it.
#[derive(Debug, Clone)]
struct Written {
    version: &'static str,
    text: &'static str,
}

/// Reads a file: `---`, `version: 2026-09-01`, `language: fr`, `---`, then the text.
fn read(name: &str, file: &'static str) -> Result<((String, Lang), Written), String> {
    let (country, tag) = name.split_once('.').ok_or(format!("{name}: the name is not `country.language`"))?;
    if country != DEFAULT && Country::parse(country).is_none() {
        return Err(format!("{name}: `{country}` is not a country or territory"));
    }
    let language: Lang = tag.parse().map_err(|_| format!("{name}: `{tag}` is not a language of the site"))?;
    let (front, text) = file
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .ok_or(format!("{name}: does not begin with its version and language between `---` lines"))?;
    let value = |key: &str| {
        front
            .lines()
            .find_map(|line| line.split_once(':').filter(|(k, _)| k.trim() == key).map(|(_, v)| v.trim()))
            .ok_or(format!("{name}: no `{key}`"))
    };
    if value("language")? != tag {
        return Err(format!("{name}: another language inside than in the name"));
    }
    let version = value("version")?;
    if version.parse::<jiff::civil::Date>().is_err() {
        return Err(format!("{name}: the version `{version}` is not a date as 2026-09-01"));
    }
    Ok(((country.to_owned(), language), Written { version, text }))
}

/// The statement for a country or territory of residence: its own if it has one, in the language asked for if there is
/// such a text, else in English.
fn written(residence: Country, language: Lang) -> Option<(Lang, &'static Written)> {
    [residence.code(), DEFAULT].into_iter().find_map(|country| {
        let order = [language].into_iter().chain(Lang::ALL);
        order
            .into_iter()
            .find_map(|lang| STATEMENTS.get(&(country.to_owned(), lang)).map(|statement| (lang, statement)))
    })
}

/// The version that residents of a country or territory must have accepted.
#[must_use]
pub fn version(residence: Country) -> &'static str {
    written(residence, Lang::En).map_or("", |(_, statement)| statement.version)
}

/// The statement for a country or territory of residence, in a language or, if there is no such text, in English.
///
/// # Errors
/// [`Error::NotFound`] if not even a default was shipped.
pub fn statement(residence: Country, language: Lang) -> Result<Statement, Error> {
    let (language, written) = written(residence, language).ok_or(Error::NotFound)?;
    Ok(Statement {
        residence,
        version: written.version.to_owned(),
        language,
        text: prose::parse(written.text),
    })
}

/// Refuses the acceptance of another version than today's: a text that was changed while it was read.
///
/// # Errors
/// [`Error::Conflict`]
pub(crate) fn must_be_current(accepted: &Acceptance) -> Result<(), Error> {
    if accepted.version == version(accepted.residence) { Ok(()) } else { Err(Error::Conflict) }
}

/// Records that a person has accepted a statement.
pub(crate) async fn record(
    tx: &mut Tx,
    now: i64,
    account: &str,
    accepted: &Acceptance,
    at: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO acceptance (id, account, residence, version, language, accepted_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id::new(now), account, accepted.residence.code(), &accepted.version, accepted.language.tag(), at],
    )
    .await?;
    let what = format!("{} {} {}", accepted.residence, accepted.version, accepted.language);
    audit::note(tx, now, account, Action::AcceptStatement, account, "", &what).await
}

impl Services {
    /// The newest statement that the person who is signed in has not accepted yet, if there is one.
    ///
    /// # Errors
    /// [`Error::SignedOut`]
    pub async fn statement_due(&self, actor: &Actor, language: Lang) -> Result<Option<Statement>, Error> {
        let viewer = actor.viewer.as_ref().ok_or(Error::SignedOut)?;
        if !viewer.statement_due {
            return Ok(None);
        }
        match self.residence(&viewer.account).await? {
            Some(residence) => statement(residence, language).map(Some),
            None => Ok(None),
        }
    }

    /// Accepts the newest statement, as who is signed in. The residence stays what it was.
    ///
    /// # Errors
    /// [`Error::SignedOut`]; [`Error::Conflict`] if it is no longer the newest; [`Error::NotFound`] if none was ever
    /// accepted, as with accounts that were made for staff.
    pub async fn accept_statement(&self, actor: &Actor, version: &str, language: Lang) -> Result<(), Error> {
        let viewer = actor.viewer.as_ref().ok_or(Error::SignedOut)?;
        let residence = self.residence(&viewer.account).await?.ok_or(Error::NotFound)?;
        let accepted = Acceptance { residence, version: version.to_owned(), language };
        must_be_current(&accepted)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        record(&mut tx, now, &viewer.account, &accepted, now).await?;
        tx.commit().await
    }

    /// The residence for which a person accepted a statement last.
    async fn residence(&self, account: &str) -> Result<Option<Country>, Error> {
        let row = self.db.row("SELECT residence FROM acceptance WHERE account = $1 ORDER BY accepted_at DESC, id DESC LIMIT 1", args![account]).await?;
        row.map(|row| row.text("residence"))
            .transpose()
            .map(|code| code.and_then(|code| Country::parse(&code)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn all_statements_that_are_shipped_can_be_read_in_all_languages_of_one_version() {
        for (name, text) in FILES {
            read(name, text).unwrap();
        }
        for country in STATEMENTS.keys().map(|(country, _)| country) {
            let versions: Vec<&str> = Lang::ALL
                .iter()
                .map(|lang| STATEMENTS.get(&(country.clone(), *lang)).unwrap().version)
                .collect();
            assert!(versions.windows(2).all(|pair| pair[0] == pair[1]), "{country}: {versions:?}");
        }
        assert!(STATEMENTS.contains_key(&(DEFAULT.to_owned(), Lang::En)));
    }

    #[test]
    fn a_country_without_its_own_statement_has_the_default() {
        let (swiss, japanese, thai) = ("CH", "JP", "TH");
        let text = |code| statement(Country::parse(code).unwrap(), Lang::Fr).unwrap();
        assert_ne!(text(swiss).text, text(japanese).text);
        assert_eq!(text(japanese).text, text(thai).text);
        assert_eq!(text(thai).language, Lang::Fr);
    }

    #[test]
    fn everybody_is_promised_the_same_terms_and_none_that_the_platform_does_not_keep() {
        // Of accounts that are not confirmed, and of mails: the terms of `tidy`.
        fn terms(text: &str) -> Option<&str> {
            text.lines().find(|line| line.matches("30").count() == 2)
        }
        for ((country, lang), written) in STATEMENTS.iter() {
            let default = STATEMENTS.get(&(DEFAULT.to_owned(), *lang)).unwrap();
            let promised = terms(written.text);
            assert!(promised.is_some() && promised == terms(default.text), "{country} {lang}: {promised:?}");
            // Erasing knows no complaints.
            for complaint in ["complaint", "réclamation", "reclamación"] {
                assert!(promised.is_none_or(|text| !text.contains(complaint)), "{country} {lang}");
            }
        }
    }
}
