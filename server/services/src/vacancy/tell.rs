//! Telling applicants, and those who have begun to apply, what becomes of a vacancy.

use super::Stored;
use crate::{
    Error, Tx, args,
    db::Value,
    outbox::{self, Letter},
};
use model::{
    account::full_name, application::State, choice::Choice, form::Form, language::Lang, vacancy::Vacancy,
};

/// The statement that finds whom to write to. A draft stays when it is sent: of who has withdrawn, one that was typed since is begun.
macro_rules! recipients {
    ($others:literal) => {
        concat!(
            "SELECT id, email, given_names, family_name, language FROM account WHERE disabled_at IS NULL AND id IN (\
             SELECT owner FROM draft WHERE form = $1 AND NOT EXISTS (SELECT 1 FROM application \
             WHERE application.vacancy = $2 AND application.account = draft.owner \
             AND (application.state <> 'withdrawn' OR application.submitted_at >= draft.saved_at))",
            $others,
            ") ORDER BY id"
        )
    };
}

/// Writes to everybody who has applied, as long as that is not over, or has begun to: once to each, in their language.
///
/// # Errors
/// The database is away.
pub(crate) async fn everybody(
    tx: &mut Tx,
    now: i64,
    stored: &Stored,
    letter: impl Fn(String, String) -> Letter,
) -> Result<(), Error> {
    let sql = recipients!(
        " UNION SELECT account FROM application WHERE vacancy = $2 AND state NOT IN ($3, $4, $5)"
    );
    // Those that were cancelled just now, with the vacancy, are told.
    let over = [State::NotSelected, State::Selected, State::Withdrawn].map(Choice::slug);
    let mut args = of(stored);
    args.extend(over.map(Value::from));
    write(tx, now, stored, sql, args, letter).await
}

/// Writes to everybody who has begun to apply and has not sent it.
///
/// # Errors
/// The database is away.
pub(crate) async fn beginners(
    tx: &mut Tx,
    now: i64,
    stored: &Stored,
    letter: impl Fn(String, String) -> Letter,
) -> Result<(), Error> {
    write(tx, now, stored, recipients!(""), of(stored), letter).await
}

fn of(stored: &Stored) -> Vec<Value> {
    args![Form::Application(stored.vacancy.slug()).to_string(), &stored.id]
}

async fn write(
    tx: &mut Tx,
    now: i64,
    stored: &Stored,
    sql: &'static str,
    args: Vec<Value>,
    letter: impl Fn(String, String) -> Letter,
) -> Result<(), Error> {
    for row in tx.rows(sql, args).await? {
        let language = row.lang("language")?;
        let name = full_name(&row.text("given_names")?, &row.text("family_name")?);
        let letter = letter(name, title(&stored.vacancy, language));
        outbox::put(tx, now, &row.text("id")?, &row.text("email")?, language, &letter).await?;
    }
    Ok(())
}

fn title(vacancy: &Vacancy, lang: Lang) -> String {
    vacancy.text(lang).map(|(_, text)| text.title.clone()).unwrap_or_default()
}
