//! Applying: a complete profile and a cover letter, sent before the deadline, once.

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock, draft, id, known,
    outbox::{self, Letter},
    profile,
    vacancy::{self, Stored},
};
use model::{
    account::{Role, Viewer},
    application::{ApplicationDraft, Applied, Applying, Receipt, Snapshot, State},
    choice::Choice,
    draft::Draft,
    form::{Form, Save},
    language::Lang,
    profile::ProfileDraft,
    requirements::Rules,
    text,
    vacancy::{Listed, Notice},
};

fn applied(row: &crate::db::Row) -> Result<Receipt, Error> {
    let snapshot: Snapshot = row.json("snapshot")?;
    let state = row.text("state")?;
    let applied = Applied {
        id: row.text("id")?,
        reference: row.text("reference")?,
        state: State::parse(&state)
            .ok_or_else(|| Error::Unavailable(format!("an application is in an unknown state, {state}")))?,
        submitted_on: clock::day(row.int("submitted_at")?),
        vacancy_number: snapshot.notice.number.clone(),
        vacancy_title: snapshot.notice.text.title.clone(),
        vacancy_slug: snapshot.notice.slug.clone(),
    };
    Ok(Receipt { applied, snapshot })
}

async fn sent(tx: &mut Tx, account: &str, vacancy: &str) -> Result<Option<Applied>, Error> {
    let row = tx
        .row(
            "SELECT id, reference, state, submitted_at, snapshot FROM application WHERE account = $1 AND vacancy = $2",
            args![account, vacancy],
        )
        .await?;
    Ok(row.map(|row| applied(&row)).transpose()?.map(|receipt| receipt.applied))
}

fn notice(stored: &Stored, lang: Lang) -> Result<Notice, Error> {
    Notice::of(&stored.vacancy, stored.closes_at, lang).ok_or(Error::NotFound)
}

impl Services {
    /// What the page for applying begins with: the vacancy, open or not, and what is missing in the profile.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if there is no such vacancy or it is not published.
    pub async fn applying(&self, actor: &Actor, slug: &str, lang: Lang) -> Result<Applying, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let stored =
            vacancy::read(&mut tx, slug).await?.filter(|v| v.published_at <= now).ok_or(Error::NotFound)?;
        let profile = profile::read(&mut tx, &viewer.account).await?;
        Ok(Applying {
            vacancy: Listed::from(&notice(&stored, lang)?),
            rules: Rules { second_language_asked: stored.vacancy.second_language, ..self.rules },
            open: stored.is_open(now),
            needs: self.accommodation.is_some() && !profile.needs.needs.trim().is_empty(),
            missing: profile.missing(self.clock.today()),
            sent: sent(&mut tx, &viewer.account, &stored.id).await?,
        })
    }

    /// Sends an application. What is typed is saved first, whatever comes of it; pressing twice sends once.
    ///
    /// # Errors
    /// [`Error::Gone`] after the deadline by the server's clock; [`Error::Invalid`] with what is wrong in the form (by its
    /// fields) or in the profile (by its sections); [`Error::Conflict`] if a newer version of the draft was saved elsewhere;
    /// [`Error::SignedOut`], [`Error::Forbidden`], [`Error::NotFound`].
    pub async fn apply(&self, actor: &Actor, slug: &str, save: Save, lang: Lang) -> Result<Applied, Error> {
        let arrived = self.clock.now();
        let viewer = actor.with(Role::Candidate)?;
        let form = Form::Application(slug.to_owned());
        if save.form != form {
            return Err(Error::NotFound);
        }
        let checked = self.post_draft(actor, save, true).await;
        let mut tx = self.db.begin().await?;
        let stored = vacancy::read(&mut tx, slug).await?.ok_or(Error::NotFound)?;
        if let Some(before) = sent(&mut tx, &viewer.account, &stored.id).await? {
            return Ok(before);
        }
        if !stored.is_open(arrived) {
            return Err(Error::Gone);
        }
        checked?;
        let typed = draft::read(&mut tx, &viewer.account, &form).await?.fields;
        let today = self.clock.today();
        let letter = typed.draft::<ApplicationDraft>().check(today)?;
        let drafts = profile::read(&mut tx, &viewer.account).await?;
        let profile = match drafts.check(today) {
            Ok(profile) => profile,
            Err(missing) => {
                draft::mark(&mut tx, &viewer.account, &form, &missing).await?;
                tx.commit().await?;
                return Err(Error::Invalid(missing));
            }
        };
        let email = known::email(&mut tx, &viewer.account).await?;
        let snapshot = Snapshot { email, profile, letter, notice: notice(&stored, lang)? };
        let receipt = store(&mut tx, arrived, viewer, &stored, snapshot, lang).await;
        match receipt {
            Ok(applied) => {
                if !typed.get("tell_needs").is_empty() {
                    self.tell_needs(&mut tx, arrived, viewer, &applied, &drafts).await?;
                }
                tx.commit().await?;
                Ok(applied)
            }
            // Two presses at the same moment, on PostgreSQL: the other one has sent it.
            Err(Error::Conflict) => {
                drop(tx);
                let mut tx = self.db.begin_reading().await?;
                sent(&mut tx, &viewer.account, &stored.id).await?.ok_or(Error::Conflict)
            }
            Err(error) => Err(error),
        }
    }

    /// Tells those who arrange it, and nobody else, what the applicant needs during recruitment.
    async fn tell_needs(
        &self,
        tx: &mut Tx,
        now: i64,
        viewer: &Viewer,
        applied: &Applied,
        drafts: &ProfileDraft,
    ) -> Result<(), Error> {
        let needs = text::paragraphs(&drafts.needs.needs);
        let Some(who) = self.accommodation.as_ref().filter(|_| !needs.is_empty()) else { return Ok(()) };
        let letter = Letter::NeedsTold {
            name: viewer.name.clone(),
            email: known::email(tx, &viewer.account).await?,
            reference: applied.reference.clone(),
            title: applied.vacancy_title.clone(),
            number: applied.vacancy_number.clone(),
            needs,
        };
        outbox::put(tx, now, &viewer.account, who.as_str(), Lang::default(), &letter).await?;
        audit::note(tx, now, &viewer.account, Action::TellNeeds, &applied.id, "", "").await
    }

    /// The person's applications, newest first.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn applications(&self, actor: &Actor) -> Result<Vec<Applied>, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let rows = self
            .db
            .rows(
                "SELECT id, reference, state, submitted_at, snapshot FROM application WHERE account = $1 ORDER BY submitted_at DESC",
                args![&viewer.account],
            )
            .await?;
        rows.iter().map(|row| Ok(applied(row)?.applied)).collect()
    }

    /// One of the person's applications, as it was sent.
    ///
    /// # Errors
    /// [`Error::NotFound`] for another person's as well; [`Error::SignedOut`], [`Error::Forbidden`].
    pub async fn application(&self, actor: &Actor, id: &str) -> Result<Receipt, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let row = self
            .db
            .row(
                "SELECT id, reference, state, submitted_at, snapshot FROM application WHERE account = $1 AND id = $2",
                args![&viewer.account, id],
            )
            .await?;
        applied(&row.ok_or(Error::NotFound)?)
    }
}

/// Stores an application and the receipt that is mailed for it.
pub(crate) async fn store(
    tx: &mut Tx,
    now: i64,
    viewer: &Viewer,
    stored: &Stored,
    snapshot: Snapshot,
    lang: Lang,
) -> Result<Applied, Error> {
    let id = id::new(now);
    let email = snapshot.email.clone();
    let applied = Applied {
        reference: id::reference()?,
        state: State::Received,
        submitted_on: clock::day(now),
        vacancy_number: snapshot.notice.number.clone(),
        vacancy_title: snapshot.notice.text.title.clone(),
        vacancy_slug: snapshot.notice.slug.clone(),
        id,
    };
    tx.execute(
        "INSERT INTO application (id, reference, account, vacancy, state, submitted_at, snapshot) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            &applied.id,
            &applied.reference,
            &viewer.account,
            &stored.id,
            applied.state.slug(),
            now,
            serde_json::to_string(&snapshot)?,
        ],
    )
    .await?;
    audit::note(tx, now, &viewer.account, Action::Apply, &applied.id, "", applied.state.slug()).await?;
    let letter = Letter::ApplicationReceived {
        name: viewer.name.clone(),
        reference: applied.reference.clone(),
        title: applied.vacancy_title.clone(),
        number: applied.vacancy_number.clone(),
        path: lang.address(&format!("/applications/{}", applied.id)),
    };
    outbox::put(tx, now, &viewer.account, &email, viewer.language, &letter).await?;
    Ok(applied)
}
