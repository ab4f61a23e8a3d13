//! The steps of a proposal: each in one transaction with its history, its audit and its mails, and only where the table has it.

use super::{Stored, count, find, reading, route, tell, writing};
use crate::{
    Actor, Error, Services, Tx, args, audit, clock, draft, id,
    vacancy::{desk, hold_all, life},
};
use model::{
    account::{Role, Viewer},
    choice::Choice,
    draft::Draft,
    form::{Form, Save},
    problem::{Problem, Problems},
    proposal::{
        Action, Hand, State,
        draft::ProposalDraft,
        review::{Issue, Remark, Review, ReviewDraft},
    },
    vacancy::life::Step,
};

/// What is done with a proposal.
pub(super) struct Deed<'a> {
    pub by: &'a str,
    pub now: i64,
    pub action: Action,
    pub hand: Hand,
    pub comment: &'a str,
    pub remarks: &'a [Remark],
}

impl<'a> Deed<'a> {
    pub(super) const fn plain(by: &'a str, now: i64, action: Action, hand: Hand) -> Self {
        Deed { by, now, action, hand, comment: "", remarks: &[] }
    }
}

/// Who may have anything to do with proposals: whoever works on their route, and HRD.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::StatementDue`], [`Error::Forbidden`]
pub(crate) fn may(actor: &Actor) -> Result<&Viewer, Error> {
    const ROLES: [Role; 5] = [Role::Manager, Role::Director, Role::HrPartner, Role::JpoUnit, Role::Hrd];
    let viewer = actor.signed_in()?;
    if ROLES.iter().any(|role| viewer.is(*role)) { Ok(viewer) } else { Err(Error::Forbidden) }
}

/// Takes a step: the state, the history, the audit, and the mails.
///
/// # Errors
/// [`Error::Conflict`] if the table has no such step; the database is away.
pub(super) async fn take(tx: &mut Tx, stored: &Stored, deed: &Deed<'_>) -> Result<Stored, Error> {
    let to = stored.state.after(deed.hand, deed.action, stored.place()).ok_or(Error::Conflict)?;
    let id = &stored.id;
    tx.execute(
        "UPDATE proposal SET state = $1, since = $2, edition = edition + 1, reminded_at = NULL WHERE id = $3",
        args![to.slug(), deed.now, id],
    )
    .await?;
    tx.execute(
        "INSERT INTO proposal_step (id, proposal, at, account, action, state, next, version, comment, remarks) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            id::new(deed.now),
            id,
            deed.now,
            deed.by,
            deed.action.slug(),
            stored.state.slug(),
            to.slug(),
            stored.version,
            deed.comment,
            serde_json::to_string(deed.remarks)?
        ],
    )
    .await?;
    audit::note(tx, deed.now, deed.by, audited(deed.action), id, stored.state.slug(), to.slug()).await?;
    let moved = find(tx, id).await?;
    tell::moved(tx, stored, &moved, deed).await?;
    Ok(moved)
}

const fn audited(action: Action) -> audit::Action {
    use audit::Action as A;
    match action {
        Action::Submit => A::SubmitProposal,
        Action::Endorse => A::EndorseProposal,
        Action::Approve => A::ApproveProposal,
        Action::Accept => A::AcceptProposal,
        Action::Return => A::ReturnProposal,
        Action::Decline => A::DeclineProposal,
        Action::Publish => A::PublishProposal,
        Action::Fill => A::FillProposal,
        Action::Withdraw => A::WithdrawProposal,
    }
}

/// Keeps what is typed as the next version, in the name of whoever submits or publishes it.
pub(super) async fn keep_version(
    tx: &mut Tx,
    now: i64,
    by: &str,
    stored: &Stored,
    draft: &ProposalDraft,
) -> Result<Stored, Error> {
    let next = stored.version + 1;
    let body = serde_json::to_string(&draft.document())?;
    tx.execute(
        "INSERT INTO proposal_version (proposal, version, body, account, at) VALUES ($1, $2, $3, $4, $5)",
        args![&stored.id, next, body, by, now],
    )
    .await?;
    tx.execute(
        "UPDATE proposal SET version = $1, submitted_at = $2 WHERE id = $3",
        args![next, now, &stored.id],
    )
    .await?;
    writing::index(tx, &stored.id, draft).await?;
    find(tx, &stored.id).await
}

impl Services {
    /// Submits, withdraws or closes a proposal as it was seen, which is what `edition` says. Decisions have a form of their own, and
    /// so has publishing.
    ///
    /// # Errors
    /// [`Error::Conflict`] if it was changed since, or this may not be done now; [`Error::Invalid`] with what stands in the way of
    /// submitting it: a part or a [`Hindrance`](model::proposal::desk::Hindrance), by its slug; [`Error::SignedOut`],
    /// [`Error::Forbidden`], [`Error::NotFound`].
    pub async fn take_proposal_step(
        &self,
        actor: &Actor,
        id: &str,
        action: Action,
        edition: i64,
    ) -> Result<(), Error> {
        let by = &may(actor)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if action == Action::Withdraw {
            // It may withdraw the vacancy with it, and whoever changes vacancies holds them first.
            hold_all(&mut tx).await?;
        }
        writing::hold(&mut tx, id).await?;
        let stored = find(&mut tx, id).await?;
        let part = route::part(&mut tx, now, by, &stored).await?;
        if !part.sees {
            return Err(Error::NotFound);
        }
        let hand = part.hand_for(&stored, action).filter(|_| !action.is_decision());
        let Some(hand) = hand.filter(|_| stored.edition == edition) else { return Err(Error::Conflict) };
        let deed = Deed::plain(by, now, action, hand);
        match action {
            Action::Submit => submit(&mut tx, &stored, &deed).await?,
            _ => {
                take(&mut tx, &stored, &deed).await?;
            }
        }
        if let (Action::Withdraw, Some(vacancy)) = (action, &stored.vacancy) {
            cancel(&mut tx, by, now, vacancy).await?;
        }
        tx.commit().await?;
        self.show_vacancies().await;
        Ok(())
    }

    /// Decides on the version of a proposal that was read, where it stood then, as it is typed in the person's own form, which is saved
    /// whatever comes of it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what is wrong in the form; [`Error::Conflict`] if another version was submitted or another step taken
    /// since; [`Error::Gone`] if it is not the person's to decide any more: what was typed stays; [`Error::SignedOut`], [`Error::Forbidden`],
    /// [`Error::NotFound`].
    pub async fn decide_proposal(
        &self,
        actor: &Actor,
        save: Save,
        version: u32,
        state: State,
    ) -> Result<(), Error> {
        let form = save.form.clone();
        let Form::Review(id) = &form else { return Err(Error::NotFound) };
        let by = &may(actor)?.account;
        let now = self.clock.now();
        let typed = save.fields.draft::<ReviewDraft>().check(clock::day(now)).ok();
        if self.is_decided(by, id, typed.as_ref(), version).await? {
            // Pressed twice: it is done.
            return Ok(());
        }
        self.post_draft(actor, save, true).await?;
        let mut tx = self.db.begin().await?;
        writing::hold(&mut tx, id).await?;
        let stored = find(&mut tx, id).await?;
        let part = route::part(&mut tx, now, by, &stored).await?;
        let kept = draft::read(&mut tx, by, &form).await?;
        let review = kept.fields.draft::<ReviewDraft>().check(clock::day(now))?;
        if (stored.version(), stored.state) != (version, state) {
            return Err(Error::Conflict);
        }
        let offered = review.action != Action::Publish;
        let Some(hand) = part.hand_for(&stored, review.action).filter(|_| offered) else {
            return Err(Error::Conflict);
        };
        if let (Action::Accept, Some(issue)) = (review.action, review.issue)
            && !number(&mut tx, id, issue).await?
        {
            let problems = Problems::from(("post_number", Problem::Taken));
            draft::mark(&mut tx, by, &form, &problems).await?;
            tx.commit().await?;
            return Err(Error::Invalid(problems));
        }
        if review.action == Action::Accept {
            writing::settle(&mut tx, now, &stored).await?;
        }
        let (comment, remarks) = (review.comment.as_str(), review.remarks.as_slice());
        take(&mut tx, &stored, &Deed { by, now, action: review.action, hand, comment, remarks }).await?;
        draft::forget(&mut tx, by, &form).await?;
        tx.commit().await
    }

    /// Whether the person has decided just this on this version, as the last step that was taken.
    async fn is_decided(
        &self,
        by: &str,
        id: &str,
        review: Option<&Review>,
        version: u32,
    ) -> Result<bool, Error> {
        let Some(review) = review else { return Ok(false) };
        let sql = "SELECT account, action, version, comment, remarks FROM proposal_step \
                   WHERE proposal = $1 ORDER BY id DESC LIMIT 1";
        let mut tx = self.db.begin_reading().await?;
        let Some(last) = tx.row(sql, args![id]).await? else { return Ok(false) };
        Ok(last.text("account")? == by
            && last.text("action")? == review.action.slug()
            && last.int("version")? == i64::from(version)
            && last.text("comment")? == review.comment
            && last.json::<Vec<Remark>>("remarks")? == review.remarks)
    }
}

/// Submits what is typed, if nothing stands in the way.
async fn submit(tx: &mut Tx, stored: &Stored, deed: &Deed<'_>) -> Result<(), Error> {
    // Who submits it is one of those who decide nothing of it.
    writing::note_writer(tx, &stored.id, deed.by).await?;
    let draft = writing::typed(tx, &stored.id).await?;
    let mut problems = draft.check(clock::day(deed.now)).err().unwrap_or_default();
    for hindrance in reading::hindrances(tx, deed.now, deed.by, stored, &draft).await? {
        problems.add(hindrance.slug(), Problem::Incomplete);
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let stored = keep_version(tx, deed.now, deed.by, stored, &draft).await?;
    take(tx, &stored, deed).await?;
    Ok(())
}

/// Gives a proposal its number, and says whether nobody else has it.
pub(super) async fn number(tx: &mut Tx, id: &str, issue: Issue) -> Result<bool, Error> {
    // Accepted once more after a return, it may get another one; where that is taken, it keeps the one that it has.
    let had = tx.row("SELECT number FROM post_number WHERE proposal = $1", args![id]).await?;
    let had = had.map(|row| row.int("number")).transpose()?;
    let wanted = i64::from(issue.number);
    if had != Some(wanted) {
        let sql = "INSERT INTO post_number (number, proposal) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        tx.execute("DELETE FROM post_number WHERE proposal = $1", args![id]).await?;
        if tx.execute(sql, args![wanted, id]).await? == 0 {
            if let Some(had) = had {
                tx.execute(sql, args![had, id]).await?;
            }
            return Ok(false);
        }
    }
    let issue = serde_json::to_string(&issue)?;
    tx.execute("UPDATE proposal SET issue = $1 WHERE id = $2", args![issue, id]).await?;
    Ok(true)
}

/// The number that is free after all that were given.
pub(super) async fn next_number(tx: &mut Tx) -> Result<u32, Error> {
    let row = tx.row("SELECT MAX(number) AS last FROM post_number", args![]).await?;
    let last = row.map_or(Ok(None), |row| row.optional_int("last"))?.unwrap_or(0);
    Ok(count(last).saturating_add(1))
}

/// Cancels the vacancy of a proposal that is withdrawn, as long as it can be.
async fn cancel(tx: &mut Tx, by: &str, now: i64, vacancy: &str) -> Result<(), Error> {
    desk::hold_vacancy(tx, now, vacancy).await?;
    let found = desk::find(tx, vacancy).await?;
    let stage = found.stage(now);
    if let (Some(_), Some(stored)) = (stage.after(Step::Cancel), &found.stored) {
        let by = life::By { name: by, now, today: clock::day(now) };
        life::cancel(tx, &by, stored, stage).await?;
    }
    Ok(())
}
