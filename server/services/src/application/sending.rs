//! Sending an application: what was read on the review page, once, before the deadline.

use super::{history, letters::asking, notice, seen, sent};
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
    application::{Applied, DECLARATION, Flag, Snapshot, State, Submission, flags},
    choice::Choice,
    form::Form,
    language::Lang,
    problem::{Problem, Problems},
    profile::ProfileDraft,
    text,
};

/// The longest that the key of a submission is: that of a UUID.
const KEY_MOST: usize = 36;

/// An application to be stored.
pub(crate) struct New {
    pub snapshot: Snapshot,
    pub flags: Vec<Flag>,
    /// None: of the sample data.
    pub key: Option<String>,
}

impl Services {
    /// Sends an application, as it was read on the review page. Pressing twice sends once, also when it was withdrawn meanwhile.
    ///
    /// # Errors
    /// [`Error::Gone`] if it arrived after the deadline by the server's clock, or if the vacancy is cancelled; [`Error::Conflict`] if
    /// the form, the profile or the questions are no longer what was read, or another text of the form waits for a decision;
    /// [`Error::Invalid`] with what is wrong in the form (by its fields, `truthful`
    /// among them) or in the profile (by its sections); [`Error::SignedOut`], [`Error::Forbidden`], [`Error::NotFound`].
    pub async fn apply(
        &self,
        actor: &Actor,
        slug: &str,
        submission: &Submission,
        lang: Lang,
    ) -> Result<Applied, Error> {
        let arrived = actor.arrived(&self.clock);
        let viewer = actor.with(Role::Candidate)?;
        let form = Form::Application(slug.to_owned());
        let areas = self.areas_now().await?;
        let mut tx = self.db.begin().await?;
        let stored = vacancy::read_to_apply(&mut tx, slug).await?.ok_or(Error::NotFound)?;
        if let Some(before) = before(&mut tx, arrived, &viewer.account, &stored.id, &submission.key).await? {
            return Ok(before);
        }
        if !stored.is_open(arrived) {
            return Err(Error::Gone);
        }
        let typed = draft::standing(&mut tx, &viewer.account, &form).await?;
        let asking = asking(&mut tx, &viewer.account, &stored, &typed.fields, lang).await?;
        let drafts = profile::read(&mut tx, &viewer.account, &areas).await?;
        let plain = (1..=KEY_MOST).contains(&submission.key.len()) && submission.key.is_ascii();
        // Versions only grow: what was read before them is theirs, or older than what was seen.
        if !plain
            || seen(&mut tx, &viewer.account, slug, &asking).await? != submission.seen
            || draft::waits(&mut tx, &viewer.account, &form).await?
        {
            return Err(Error::Conflict);
        }
        let today = clock::day(arrived);
        let letter = asking.check(&typed.fields.draft(), today)?;
        let profile = drafts.check(today)?;
        if !submission.truthful {
            return Err(Problems::from((DECLARATION, Problem::NotAccepted)).into());
        }
        let email = known::email(&mut tx, &viewer.account).await?;
        let flags = flags(&stored.vacancy, &profile, &letter);
        let snapshot = Snapshot { email, profile, letter, notice: notice(&stored, lang)? };
        let new = New { snapshot, flags, key: Some(submission.key.clone()) };
        match store(&mut tx, arrived, viewer, &stored, new, lang).await {
            Ok(applied) => {
                if !typed.fields.get("tell_needs").is_empty() {
                    self.tell_needs(&mut tx, arrived, viewer, &applied, &drafts).await?;
                }
                tx.commit().await?;
                Ok(applied)
            }
            // Two presses at the same moment, on PostgreSQL: the other one has sent it.
            Err(Error::Conflict) => {
                drop(tx);
                let mut tx = self.db.begin_reading().await?;
                let before = before(&mut tx, arrived, &viewer.account, &stored.id, &submission.key).await?;
                before.ok_or(Error::Conflict)
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
}

/// The application that this submission, or another one for the vacancy, has made already.
async fn before(
    tx: &mut Tx,
    now: i64,
    account: &str,
    vacancy: &str,
    key: &str,
) -> Result<Option<Applied>, Error> {
    let same =
        tx.row(select_applied!("WHERE a.account = $1 AND a.submission = $2"), args![account, key]).await?;
    match same {
        Some(row) => history::applied(&row, now).map(Some),
        None => sent(tx, now, account, vacancy, false).await,
    }
}

/// Stores an application and the receipt that is mailed for it.
pub(crate) async fn store(
    tx: &mut Tx,
    now: i64,
    viewer: &Viewer,
    stored: &Stored,
    new: New,
    lang: Lang,
) -> Result<Applied, Error> {
    let New { snapshot, flags, key } = new;
    let applied = Applied {
        id: id::new(now),
        reference: id::reference()?,
        state: State::Received,
        submitted_on: clock::day(now),
        since: clock::day(now),
        vacancy_number: snapshot.notice.number.clone(),
        vacancy_title: snapshot.notice.text.title.clone(),
        lang: snapshot.notice.lang,
        vacancy_slug: snapshot.notice.slug.clone(),
        open: stored.is_open(now),
    };
    tx.execute(
        "INSERT INTO application (id, reference, account, vacancy, state, submitted_at, snapshot, flags, submission, title, language) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            &applied.id,
            &applied.reference,
            &viewer.account,
            &stored.id,
            applied.state.slug(),
            now,
            serde_json::to_string(&snapshot)?,
            serde_json::to_string(&flags)?,
            key,
            &applied.vacancy_title,
            applied.lang.tag(),
        ],
    )
    .await?;
    history::note(tx, now, &applied.id, Some(&viewer.account), applied.state).await?;
    audit::note(tx, now, &viewer.account, Action::Apply, &applied.id, "", applied.state.slug()).await?;
    let letter = Letter::ApplicationReceived {
        name: viewer.name.clone(),
        reference: applied.reference.clone(),
        title: applied.vacancy_title.clone(),
        number: applied.vacancy_number.clone(),
        path: lang.address(&format!("/applications/{}", applied.id)),
    };
    outbox::put(tx, now, &viewer.account, &snapshot.email, viewer.language, &letter).await?;
    Ok(applied)
}
