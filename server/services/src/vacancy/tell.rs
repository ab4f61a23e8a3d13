//! Telling applicants, and those who have begun to apply, what becomes of a vacancy.

use super::Stored;
use crate::{
    Error, Tx, args,
    outbox::{self, Letter},
};
use model::{
    account::full_name, application::State, choice::Choice, form::Form, language::Lang, vacancy::Vacancy,
};

/// Writes to everybody who has applied, and has not withdrawn, or has begun to: once to each, in their language.
///
/// # Errors
/// The database is away.
pub(crate) async fn everybody(
    tx: &mut Tx,
    now: i64,
    stored: &Stored,
    letter: impl Fn(String, String) -> Letter,
) -> Result<(), Error> {
    let sql = "SELECT id, email, given_names, family_name, language FROM account WHERE disabled_at IS NULL AND (\
               id IN (SELECT account FROM application WHERE vacancy = $1 AND state <> $2 AND state <> $3) \
               OR id IN (SELECT owner FROM draft WHERE form = $4)) ORDER BY id";
    let form = Form::Application(stored.vacancy.slug()).to_string();
    let over = [State::Withdrawn.slug(), State::Cancelled.slug()];
    for row in tx.rows(sql, args![&stored.id, over[0], over[1], form]).await? {
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
