//! Telling applicants, and those who have begun to apply, what becomes of a vacancy.

use super::Stored;
use crate::{
    Error, Tx, args,
    audit::{self, Action},
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

/// Cancels the applications for a vacancy that are under way, each with its audit.
///
/// # Errors
/// The database is away.
pub(crate) async fn cancel_applications(
    tx: &mut Tx,
    now: i64,
    actor: &str,
    vacancy: &str,
) -> Result<(), Error> {
    let under_way = [State::Received, State::UnderReview, State::Assessment];
    let sql = "SELECT id, state FROM application WHERE vacancy = $1 AND state IN ($2, $3, $4)";
    let [received, review, assessment] = under_way.map(Choice::slug);
    for row in tx.rows(sql, args![vacancy, received, review, assessment]).await? {
        let (id, before) = (row.text("id")?, row.text("state")?);
        let after = State::Cancelled.slug();
        tx.execute("UPDATE application SET state = $1 WHERE id = $2", args![after, &id]).await?;
        audit::note(tx, now, actor, Action::CancelApplication, &id, &before, after).await?;
    }
    Ok(())
}
