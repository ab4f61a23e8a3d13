//! What an earlier edition of the program has kept, put into the places where the present one looks for it. SQL cannot do it:
//! the two engines read JSON differently.

use crate::{Error, Services, Tx, args, draft};
use model::{
    choice::Choice,
    form::{Fields, Form, Save},
    problem::Problems,
    profile::Section,
    vacancy::Vacancy,
};
use serde_json::{Map, Value, json};

/// What marks, in the table `revision`, that it was done.
const DONE: &str = "profile-upgraded";

/// What marks that who wished for mails of new vacancies has got an alert.
const WISHES_KEPT: &str = "alerts-upgraded";

/// What marks that vacancies say for the desk what it looks for.
const DESK: &str = "desk-upgraded";

/// How many vacancies, or wishes, are read at once.
const AT_ONCE: i64 = 500;

/// What the level of a skill was when a mother tongue was said skill by skill.
const MOTHER_TONGUE: &str = "mother-tongue";

impl Services {
    /// Upgrades profiles, applications and vacancies of editions before this one, once; safe from several servers at once.
    ///
    /// # Errors
    /// The database is away.
    pub async fn upgrade(&self) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        if first(&mut tx, DONE).await? {
            drafts(&mut tx, self.clock.now()).await?;
            snapshots(&mut tx).await?;
        }
        if first(&mut tx, DESK).await? {
            titles(&mut tx).await?;
        }
        tx.commit().await?;
        // In transactions of its own, for everybody may have wished; what marks that it is done comes last.
        let sql = "SELECT name FROM revision WHERE name = $1 AND value = 0";
        if self.db.row(sql, args![WISHES_KEPT]).await?.is_some() {
            self.keep_wishes(AT_ONCE).await?;
            self.db.execute("UPDATE revision SET value = 1 WHERE name = $1", args![WISHES_KEPT]).await?;
        }
        Ok(())
    }
}

/// Whether nobody has done before what is marked by this name.
async fn first(tx: &mut Tx, name: &str) -> Result<bool, Error> {
    let sql = "UPDATE revision SET value = 1 WHERE name = $1 AND value = 0";
    Ok(tx.execute(sql, args![name]).await? == 1)
}

async fn titles(tx: &mut Tx) -> Result<(), Error> {
    let mut last = String::new();
    loop {
        let sql = "SELECT id, body FROM vacancy WHERE id > $1 ORDER BY id LIMIT $2";
        let rows = tx.rows(sql, args![&last, AT_ONCE]).await?;
        for row in &rows {
            let vacancy: Vacancy = row.json("body")?;
            last = row.text("id")?;
            let sql = "UPDATE vacancy SET category = $1, titles = $2 WHERE id = $3";
            tx.execute(sql, args![vacancy.category.slug(), vacancy.titles(), &last]).await?;
        }
        if (rows.len() as i64) < AT_ONCE {
            return Ok(());
        }
    }
}

async fn drafts(tx: &mut Tx, now: i64) -> Result<(), Error> {
    let sql = "SELECT owner, form, version, fields FROM draft WHERE form LIKE $1 AND fields LIKE $2";
    for row in tx.rows(sql, args!["profile/personal", "%[\"needs\",%"]).await? {
        let (owner, fields) = (row.text("owner")?, row.json::<Fields>("fields")?);
        let needs = Fields(vec![("needs".to_owned(), fields.get("needs").to_owned())]);
        let save = Save::posted(Form::Section(Section::Needs), 0, needs);
        draft::write(tx, now, &owner, &save, &Problems::default()).await?;
        let rest = fields.0.into_iter().filter(|(name, _)| name != "needs").collect();
        put(tx, &owner, &row.text("form")?, &Fields(rest)).await?;
    }
    for row in tx.rows(sql, args!["profile/languages/%", format!("%\"{MOTHER_TONGUE}\"%")]).await? {
        let mut fields = row.json::<Fields>("fields")?;
        fields.0.retain(|(_, text)| text != MOTHER_TONGUE);
        fields.0.push(("mother_tongue".to_owned(), "yes".to_owned()));
        put(tx, &row.text("owner")?, &row.text("form")?, &fields).await?;
    }
    Ok(())
}

/// Puts the same text in other fields: no new version, for nobody has typed anything.
async fn put(tx: &mut Tx, owner: &str, form: &str, fields: &Fields) -> Result<(), Error> {
    let fields = serde_json::to_string(fields)?;
    tx.execute("UPDATE draft SET fields = $1 WHERE owner = $2 AND form = $3", args![fields, owner, form])
        .await?;
    Ok(())
}

async fn snapshots(tx: &mut Tx) -> Result<(), Error> {
    for row in tx.rows("SELECT id, snapshot FROM application", args![]).await? {
        let mut snapshot: Value = row.json("snapshot")?;
        if moved(&mut snapshot) {
            let text = serde_json::to_string(&snapshot)?;
            tx.execute("UPDATE application SET snapshot = $1 WHERE id = $2", args![text, row.text("id")?])
                .await?;
        }
    }
    Ok(())
}

/// Moves what was sent to where it stands now, and says whether anything had to be moved.
fn moved(snapshot: &mut Value) -> bool {
    let mut any = false;
    if let Some(personal) = snapshot.pointer_mut("/profile/personal").and_then(Value::as_object_mut)
        && let Some(other) = personal.remove("other_nationality")
    {
        let others: Vec<Value> = if other.is_null() { vec![] } else { vec![other] };
        personal.insert("other_nationalities".to_owned(), json!(others));
        any = true;
    }
    let entries = snapshot.pointer_mut("/profile/experience").and_then(Value::as_array_mut);
    for entry in entries.into_iter().flatten().filter_map(Value::as_object_mut) {
        any |= into_job(entry, "international") | into_job(entry, "leaving");
    }
    any
}

fn into_job(entry: &mut Map<String, Value>, name: &str) -> bool {
    let Some(value) = entry.remove(name) else { return false };
    if let Some(job) = entry.get_mut("job").and_then(Value::as_object_mut) {
        job.insert(name.to_owned(), value);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_stays_as_it_was_sent_under_its_new_names() {
        let mut snapshot = json!({ "profile": {
            "personal": { "family_name": "Silva", "other_nationality": "PT" },
            "experience": [{ "job": { "title": "Clerk" }, "international": true, "leaving": "It ended." }],
        } });
        let now = json!({ "profile": {
            "personal": { "family_name": "Silva", "other_nationalities": ["PT"] },
            "experience": [{ "job": { "title": "Clerk", "international": true, "leaving": "It ended." } }],
        } });
        assert!(moved(&mut snapshot));
        assert_eq!(snapshot, now);
        assert!(!moved(&mut snapshot), "once");
    }
}
