//! The steps of a vacancy's life: published, changed, extended, closed, cancelled; each in one transaction with its audit and
//! its mail, and seen by every server at once.

use super::{
    NEVER, Stored, begins_at, closes_at,
    desk::{self, OnDesk},
    hold_all, number, show_again, tell,
};
use crate::{
    Actor, Error, Services, Tx,
    application::cancel_applications,
    args,
    audit::{self, Action},
    clock, draft,
    import::differences,
    outbox::Letter,
};
use jiff::civil::Date;
use model::{
    choice::Choice,
    draft::Draft,
    form::{Form, Save},
    language::Lang,
    problem::{Problem, Problems},
    vacancy::{
        Change, Changed, Vacancy,
        draft::{ExtensionDraft, Part, VacancyDraft},
        life::{Stage, Step},
    },
};
use std::collections::BTreeMap;

/// What readers are to be told of a correction; none where nothing was published yet, or no note is complete.
pub(crate) fn note(draft: &VacancyDraft, stage: Stage, today: Date) -> Option<BTreeMap<Lang, String>> {
    (stage == Stage::Published).then(|| draft.note.check(today).ok()).flatten()
}

/// Who takes a step, and when.
pub(crate) struct By<'a> {
    pub name: &'a str,
    pub now: i64,
    pub today: Date,
}

impl Services {
    /// Takes a step with a vacancy as it was seen, which is what `edition` says. Extending has a form of its own.
    ///
    /// # Errors
    /// [`Error::Conflict`] if it was changed since, or the step may not be taken where it stands now; [`Error::Invalid`] with the
    /// parts that are missing; [`Error::SignedOut`], [`Error::Forbidden`], [`Error::NotFound`].
    pub async fn take_step(&self, actor: &Actor, id: &str, step: Step, edition: i64) -> Result<(), Error> {
        desk::may(actor)?;
        let by = By { name: actor.name(), now: self.clock.now(), today: self.clock.today() };
        let mut tx = self.db.begin().await?;
        hold_all(&mut tx).await?;
        desk::hold_vacancy(&mut tx, by.now, id).await?;
        let found = desk::find(&mut tx, id).await?;
        let stage = found.stage(by.now);
        if found.edition() != edition || !stage.steps(found.work.is_some()).contains(&step) {
            return Err(Error::Conflict);
        }
        match (step, &found.stored) {
            (Step::Publish, _) => match publish(&mut tx, &by, &found).await {
                Err(Error::Invalid(problems)) => {
                    // What is wrong with its days is said where they are typed.
                    tx.commit().await?;
                    return Err(Error::Invalid(problems));
                }
                done => done.map(|_| ())?,
            },
            (Step::Change, Some(stored)) => change(&mut tx, &by, stored, stage).await?,
            (Step::Discard, _) => {
                forget(&mut tx, id).await?;
                audit::note(&mut tx, by.now, by.name, Action::DiscardVacancy, id, stage.slug(), "").await?;
            }
            (Step::Close, Some(stored)) => close(&mut tx, &by, stored).await?,
            (Step::Cancel, Some(stored)) => cancel(&mut tx, &by, stored, stage).await?,
            _ => return Err(Error::Conflict),
        }
        tx.commit().await?;
        self.show_vacancies().await;
        Ok(())
    }

    /// Extends the deadline of a vacancy to a later day, and tells those who have applied or begun to. The day is saved as it is
    /// typed, whatever comes of it.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the day is over or not later than the deadline; [`Error::Conflict`] if it was extended elsewhere
    /// meanwhile; [`Error::Gone`] if it takes no applications any more; [`Error::SignedOut`], [`Error::Forbidden`],
    /// [`Error::NotFound`].
    pub async fn extend_vacancy(&self, actor: &Actor, save: Save) -> Result<(), Error> {
        let form = save.form.clone();
        let Form::Vacancy(id, Part::Extension) = &form else { return Err(Error::NotFound) };
        let by = By { name: actor.name(), now: self.clock.now(), today: self.clock.today() };
        let wanted = save.fields.draft::<ExtensionDraft>().check(by.today).ok();
        self.post_draft(actor, save, true).await?;
        let mut tx = self.db.begin().await?;
        hold_all(&mut tx).await?;
        let found = desk::find(&mut tx, id).await?;
        if found.stage(by.now).after(Step::Extend).is_none() {
            return Err(Error::Gone);
        }
        let stored = found.stored.ok_or(Error::NotFound)?;
        let owner = desk::owner(id);
        if wanted.is_some_and(|until| is_extended(&stored.vacancy, until, by.today)) {
            // Pressed twice: it is done.
            draft::forget(&mut tx, &owner, &form).await?;
            return tx.commit().await;
        }
        let typed = draft::read(&mut tx, &owner, &form).await?;
        if typed.version == 0 {
            return Err(Error::Conflict);
        }
        let until = typed.fields.draft::<ExtensionDraft>().check(by.today)?;
        if let Err(problem) = extend(&mut tx, &by, &stored, until).await? {
            let problems = Problems::from(("closes_day", problem));
            draft::mark(&mut tx, &owner, &form, &problems).await?;
            tx.commit().await?;
            return Err(Error::Invalid(problems));
        }
        draft::forget(&mut tx, &owner, &form).await?;
        tx.commit().await?;
        self.show_vacancies().await;
        Ok(())
    }

    /// What was done is done, whatever comes now; every server looks for what is new each second.
    pub(crate) async fn show_vacancies(&self) {
        if let Err(error) = self.refresh::<crate::board::OpenVacancies>().await {
            tracing::warn!(%error, "what was changed is not shown yet");
        }
    }
}

/// Publishes what is typed of a vacancy: for the first time, now or on a day to come; or in the place of what it said. Gives it.
///
/// # Errors
/// [`Error::Invalid`] with the parts that are missing; the database is away.
pub(crate) async fn publish(tx: &mut Tx, by: &By<'_>, found: &OnDesk) -> Result<Vacancy, Error> {
    let stage = found.stage(by.now);
    let draft = desk::typed(tx, &found.id).await?;
    let mut vacancy = draft.check(stage, found.vacancy(), by.today)?;
    if stage == Stage::Published {
        if draft.dates.ends_otherwise_than(&vacancy) {
            // They were typed before it appeared, and would be lost unsaid.
            return Err(wrong_days(tx, &found.id, "closes_day", Problem::Settled).await?);
        }
        let incomplete = || Problems::from((Part::Note.slug(), Problem::Incomplete));
        let note = note(&draft, stage, by.today).ok_or_else(incomplete)?;
        vacancy.changes.push(Change { on: by.today, what: Changed::Corrected { note } });
    }
    let (starts, ends) = match instants(&vacancy, by) {
        Ok(instants) => instants,
        Err((field, problem)) => return Err(wrong_days(tx, &found.id, field, problem).await?),
    };
    let scheduled = starts > by.now;
    match &found.stored {
        None => {
            number::give(tx, &mut vacancy).await?;
            super::insert(tx, by.now, &found.id, &vacancy, starts, ends).await?;
            show_again(tx).await?;
            let action = if scheduled { Action::ScheduleVacancy } else { Action::PublishVacancy };
            let after = format!("{}, {} to {}", vacancy.number, vacancy.published_on, vacancy.closes_on);
            audit::note(tx, by.now, by.name, action, &found.id, "", &after).await?;
        }
        Some(stored) => {
            let starts = if stage == Stage::Published { stored.published_at } else { starts };
            let action = match stage {
                Stage::Published => Action::CorrectVacancy,
                _ if scheduled => Action::ScheduleVacancy,
                _ => Action::PublishVacancy,
            };
            replace(tx, by, action, stored, &vacancy, starts, ends).await?;
        }
    }
    forget(tx, &found.id).await?;
    Ok(vacancy)
}

/// Notes what is wrong with the days, for it to be said where they are typed; the refusal names them.
async fn wrong_days(tx: &mut Tx, id: &str, field: &str, problem: Problem) -> Result<Error, Error> {
    let form = Form::Vacancy(id.to_owned(), Part::Dates);
    draft::mark(tx, &desk::owner(id), &form, &Problems::from((field, problem))).await?;
    Ok(Error::Invalid(Problems::from((Part::Dates.slug(), Problem::Incomplete))))
}

/// From when to when it is shown: at once, if its day has begun at headquarters or in its zone. Or the field of the days in which
/// something is wrong.
fn instants(vacancy: &Vacancy, by: &By<'_>) -> Result<(i64, i64), (&'static str, Problem)> {
    let zone = |_| ("zone", Problem::NotAnOption);
    let day = begins_at(vacancy.published_on, &vacancy.zone).map_err(zone)?;
    // Further west today is yet to begin.
    let starts = if vacancy.published_on <= by.today { by.now } else { day.max(by.now) };
    let ends = closes_at(vacancy.closes_on, &vacancy.zone).map_err(zone)?;
    // Midnight is earlier in the east than at headquarters.
    if ends <= starts { Err(("closes_day", Problem::InThePast)) } else { Ok((starts, ends)) }
}

/// Puts another text in the place of a vacancy's, which is kept, and notes what differs.
async fn replace(
    tx: &mut Tx,
    by: &By<'_>,
    action: Action,
    stored: &Stored,
    vacancy: &Vacancy,
    starts: i64,
    ends: i64,
) -> Result<(), Error> {
    super::replace(tx, by.now, &stored.id, vacancy, starts, ends).await?;
    show_again(tx).await?;
    let (before, after) =
        differences(&serde_json::to_string(&stored.vacancy)?, &serde_json::to_string(vacancy)?)?;
    audit::note(tx, by.now, by.name, action, &stored.id, &before, &after).await
}

/// Begins a change: what the vacancy says is what is typed.
pub(crate) async fn change(tx: &mut Tx, by: &By<'_>, stored: &Stored, stage: Stage) -> Result<(), Error> {
    let forms = VacancyDraft::of(&stored.vacancy).forms(&stored.id, stage);
    if desk::begin(tx, by.now, &stored.id, forms).await? {
        audit::note(tx, by.now, by.name, Action::BeginChange, &stored.id, "", "").await?;
    }
    Ok(())
}

/// Forgets what is typed of a vacancy. What waits for its writer to decide is not forgotten: others take this step.
async fn forget(tx: &mut Tx, id: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM draft WHERE owner = $1", args![desk::owner(id)]).await?;
    tx.execute("DELETE FROM vacancy_work WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Whether a deadline was extended to a day today.
fn is_extended(vacancy: &Vacancy, until: Date, today: Date) -> bool {
    let extended = |change: &Change| change.on == today && matches!(change.what, Changed::Extended { .. });
    vacancy.closes_on == until && vacancy.changes.last().is_some_and(extended)
}

/// Extends a deadline, and tells so; or says what is wrong with the day.
pub(crate) async fn extend(
    tx: &mut Tx,
    by: &By<'_>,
    stored: &Stored,
    until: Date,
) -> Result<Result<(), Problem>, Error> {
    if until <= stored.vacancy.closes_on {
        return Ok(Err(Problem::NotLater));
    }
    let mut vacancy = stored.vacancy.clone();
    let Ok(ends) = closes_at(until, &vacancy.zone) else { return Ok(Err(Problem::NotADate)) };
    vacancy.changes.push(Change { on: by.today, what: Changed::Extended { from: vacancy.closes_on } });
    vacancy.closes_on = until;
    replace(tx, by, Action::ExtendVacancy, stored, &vacancy, stored.published_at, ends).await?;
    let (number, path) = (vacancy.number.clone(), format!("/vacancies/{}", vacancy.slug()));
    tell::everybody(tx, by.now, stored, |name, title| {
        let (number, path) = (number.clone(), path.clone());
        Letter::DeadlineExtended { name, title, number, until, path }
    })
    .await?;
    Ok(Ok(()))
}

/// From now on it takes no applications: who has begun one is told.
async fn close(tx: &mut Tx, by: &By<'_>, stored: &Stored) -> Result<(), Error> {
    forget(tx, &stored.id).await?;
    end(tx, by, Action::CloseVacancy, stored, stored.published_at).await?;
    let number = &stored.vacancy.number;
    let letter = |name, title| Letter::VacancyClosed { name, title, number: number.clone() };
    tell::beginners(tx, by.now, stored, letter).await
}

/// There will be no appointment: applicants are told, and their applications cancelled.
pub(crate) async fn cancel(tx: &mut Tx, by: &By<'_>, stored: &Stored, stage: Stage) -> Result<(), Error> {
    forget(tx, &stored.id).await?;
    // What was never shown never will be.
    let starts = if stage == Stage::Scheduled { NEVER } else { stored.published_at };
    end(tx, by, Action::CancelVacancy, stored, starts).await?;
    tx.execute("UPDATE vacancy SET cancelled_at = $1 WHERE id = $2", args![by.now, &stored.id]).await?;
    cancel_applications(tx, by.now, by.name, &stored.id).await?;
    let number = &stored.vacancy.number;
    let letter = |name, title| Letter::VacancyCancelled { name, title, number: number.clone() };
    tell::everybody(tx, by.now, stored, letter).await
}

/// Ends a vacancy now, if it is not over: whoever looks at it later finds today as its last day.
async fn end(tx: &mut Tx, by: &By<'_>, action: Action, stored: &Stored, starts: i64) -> Result<(), Error> {
    let mut vacancy = stored.vacancy.clone();
    let today = clock::day_in(by.now, &vacancy.zone);
    vacancy.closes_on = vacancy.closes_on.min(today.max(vacancy.published_on));
    replace(tx, by, action, stored, &vacancy, starts, stored.closes_at.min(by.now)).await
}
