//! Filling in a profile from a file: what was found in it is shown to its owner first, and nothing is taken over unasked.

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock::DAY,
    draft, id,
    limit::Limit,
    profile,
};
use cv::{Decided, Found, Review, Taken, offers, take};
use model::{
    account::Role,
    choice::Choice,
    form::{Fields, Form, Outcome, Save},
    problem::{Problem, Problems},
    profile::Section,
};
use std::collections::BTreeMap;

/// How long a review waits.
const WAITS: i64 = DAY;

/// What the audit says a review is of.
const SUBJECT: &str = "profile";

/// What stands in the forms that are no lists, with their versions.
type Standing = BTreeMap<Section, (i64, Fields)>;

async fn standing(tx: &mut Tx, account: &str) -> Result<Standing, Error> {
    let mut all = Standing::new();
    for section in Section::ALL.iter().filter(|section| !section.is_list()) {
        let saved = draft::standing(tx, account, &Form::Section(*section)).await?;
        all.insert(*section, (saved.version, saved.fields));
    }
    Ok(all)
}

fn fields(standing: &Standing) -> BTreeMap<Section, Fields> {
    standing.iter().map(|(section, (_, fields))| (*section, fields.clone())).collect()
}

impl Services {
    /// Whether a person may fill in a profile from a file now: asked before one is read, because reading it is work.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`], [`Error::TooMany`].
    pub async fn may_bring_file(&self, actor: &Actor) -> Result<(), Error> {
        actor.with(Role::Candidate)?;
        self.count(actor, &[(Limit::KeepFromAddress, "")]).await
    }

    /// Keeps what was found in a person's file, in place of what was found before, until the person has decided.
    ///
    /// # Errors
    /// [`Error::Invalid`] if there is nothing in it that a profile's forms ask for, or more than they take;
    /// [`Error::SignedOut`], [`Error::Forbidden`], [`Error::TooMany`]; the database is away.
    pub async fn keep_review(&self, actor: &Actor, found: Found) -> Result<(), Error> {
        let account = &actor.with(Role::Candidate)?.account;
        self.count(actor, &[(Limit::KeepFromAddress, "")]).await?;
        let found = found.checked().ok_or_else(|| Problems::from(("file", Problem::NotAnOption)))?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        tx.execute(
            "INSERT INTO review (account, id, found, expires_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account) DO UPDATE SET id = excluded.id, found = excluded.found, expires_at = excluded.expires_at",
            args![account, id::new(now), serde_json::to_string(&found)?, now + WAITS],
        )
        .await?;
        audit::note(&mut tx, now, account, Action::KeepReview, SUBJECT, "", found.format.slug()).await?;
        tx.commit().await
    }

    /// What waits for the person to decide, beside what the profile says now.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; the database is away.
    pub async fn review(&self, actor: &Actor) -> Result<Option<Review>, Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let areas = self.areas().await?;
        let mut tx = self.db.begin_reading().await?;
        let row = tx
            .row(
                "SELECT id, found FROM review WHERE account = $1 AND expires_at > $2",
                args![account, self.clock.now()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let found: Found = row.json("found")?;
        let profile = profile::read(&mut tx, account, &areas).await?;
        let standing = standing(&mut tx, account).await?;
        Ok(Some(Review {
            id: row.text("id")?,
            format: found.format,
            offers: offers(&found, &profile, &fields(&standing), self.clock.today()),
            bases: standing.into_iter().map(|(section, (version, _))| (section, version)).collect(),
            unknown: found.unknown,
            more: found.more,
        }))
    }

    /// Takes over what is ticked, and forgets the rest; with nothing ticked, all of it. `bases` are the versions beside which it
    /// was shown: what has changed since is not overwritten.
    ///
    /// # Errors
    /// [`Error::Conflict`] if a form has changed since: nothing was taken over, and all waits as before; [`Error::Gone`] if
    /// nothing waits under this id, because it was decided or is another one; [`Error::SignedOut`], [`Error::Forbidden`]; the
    /// database is away.
    pub async fn decide_review(
        &self,
        actor: &Actor,
        id: &str,
        ticked: &[&str],
        bases: &[(Section, i64)],
    ) -> Result<Decided, Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let now = self.clock.now();
        let (institutions, areas) = (self.all_institutions().await?, self.areas().await?);
        let mut tx = self.db.begin().await?;
        let row = tx
            .row(
                "DELETE FROM review WHERE account = $1 AND id = $2 AND expires_at > $3 RETURNING found",
                args![account, id, now],
            )
            .await?;
        let found: Found = row.ok_or(Error::Gone)?.json("found")?;
        let profile = profile::read(&mut tx, account, &areas).await?;
        let standing = standing(&mut tx, account).await?;
        let stands = fields(&standing);
        let offers = offers(&found, &profile, &stands, self.clock.today());
        let is_ticked = |name: &str| ticked.contains(&name);
        let mut left_out = 0;
        for Taken { section, mut fields } in take(&offers, is_ticked, &stands) {
            let (form, base) = if section.is_list() {
                (Form::Entry(section, id::new(now)), 0)
            } else {
                let shown = bases.iter().find(|(known, _)| *known == section).map(|(_, version)| *version);
                let newest = standing.get(&section).map_or(0, |(version, _)| *version);
                if shown != Some(newest) {
                    return Err(Error::Conflict);
                }
                (Form::Section(section), newest)
            };
            if draft::room(&mut tx, now, account, &form).await? != draft::Room::Free {
                left_out += 1;
                continue;
            }
            if section == Section::Education {
                institutions.note_unlisted(&mut fields);
            }
            let save = Save::posted(form.clone(), base, fields.of_form(&form)?);
            match draft::write(&mut tx, now, account, &save, &Problems::default()).await? {
                Outcome::Saved { .. } => {}
                _ => return Err(Error::Conflict),
            }
        }
        let taken = offers.iter().filter(|offer| is_ticked(&offer.name)).count() - left_out;
        let what = format!("{taken} taken over, {left_out} without room");
        audit::note(&mut tx, now, account, Action::DecideReview, SUBJECT, found.format.slug(), &what).await?;
        tx.commit().await?;
        Ok(Decided { taken, left_out })
    }
}
