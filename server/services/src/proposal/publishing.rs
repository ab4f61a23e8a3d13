//! A proposal becomes a vacancy: in one step, without anything being typed again, and each knows the other from then on.

use super::{Stored, find, owner, route, steps, writing};
use crate::{
    Actor, Error, Services, Tx, args, clock, draft, id, organisation,
    vacancy::{desk, hold_all, life},
};
use model::{
    choice::Choice,
    draft::Draft,
    form::{Form, Save},
    problem::{Problem, Problems},
    proposal::{
        Action, Proposal,
        draft::{Part, ProposalDraft},
    },
    vacancy::{VacancyText, draft::DatesDraft, draft::VacancyDraft, life::Stage},
};

/// What a notice says of a proposal, whose office has this name: words are for `app`.
pub trait NoticeWords: Send + Sync {
    fn notice(&self, proposal: &Proposal, office: &str) -> VacancyText;
}

impl<F: Fn(&Proposal, &str) -> VacancyText + Send + Sync> NoticeWords for F {
    fn notice(&self, proposal: &Proposal, office: &str) -> VacancyText {
        self(proposal, office)
    }
}

impl Services {
    /// Publishes a proposal as it was seen, which is what `edition` says, with the days that are typed in the form. Gives the address
    /// of the notice.
    ///
    /// # Errors
    /// [`Error::Invalid`]: the days, in the form; or the parts that are not right, by their slugs, where each says what is wrong.
    /// [`Error::Conflict`] if it was changed since; [`Error::Gone`] if it is no longer to be published; [`Error::SignedOut`],
    /// [`Error::Forbidden`], [`Error::NotFound`].
    pub async fn publish_proposal(
        &self,
        actor: &Actor,
        save: Save,
        edition: i64,
        words: &dyn NoticeWords,
    ) -> Result<String, Error> {
        let form = save.form.clone();
        let Form::Proposal(id, Part::Publication) = &form else { return Err(Error::NotFound) };
        let by = &steps::may(actor)?.account;
        if let Some(slug) = self.published_as(by, id).await? {
            // Pressed twice: it is done.
            return Ok(slug);
        }
        self.post_draft(actor, save, true).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        hold_all(&mut tx).await?;
        writing::hold(&mut tx, id).await?;
        let stored = find(&mut tx, id).await?;
        let part = route::part(&mut tx, now, by, &stored).await?;
        let hand = part.hand_for(&stored, Action::Publish).ok_or(Error::Gone)?;
        if stored.edition != edition {
            return Err(Error::Conflict);
        }
        let draft = writing::typed(&mut tx, id).await?;
        let decided = writing::version(&mut tx, id, stored.version).await?;
        let proposal = match draft.ready(&decided, clock::day(now)) {
            Ok(proposal) => proposal,
            Err((part, problems)) => {
                let form = Form::Proposal(id.clone(), part);
                draft::mark(&mut tx, &owner(id), &form, &problems).await?;
                tx.commit().await?;
                return Err(Error::Invalid(Problems::from((part.slug(), Problem::Incomplete))));
            }
        };
        let stored = match writing::is_changed(&mut tx, &stored, &draft).await? {
            true => steps::keep_version(&mut tx, now, by, &stored, &draft).await?,
            false => stored,
        };
        let slug = match publish(&mut tx, now, by, &stored, &proposal, &draft, words).await {
            Err(Error::Invalid(problems)) if problems.of(DAYS.slug()).is_none() => {
                // The limits of a proposal are such that its notice is right.
                return Err(Error::Unavailable(format!("the notice of a proposal is refused: {problems:?}")));
            }
            Err(Error::Invalid(_)) => {
                drop(tx);
                // Its last day is over by then in its zone.
                let problems = Problems::from(("closes_day", Problem::InThePast));
                let mut tx = self.db.begin().await?;
                draft::mark(&mut tx, &owner(id), &form, &problems).await?;
                tx.commit().await?;
                return Err(Error::Invalid(problems));
            }
            slug => slug?,
        };
        steps::take(&mut tx, &stored, &steps::Deed::plain(by, now, Action::Publish, hand)).await?;
        tx.commit().await?;
        self.show_vacancies().await;
        Ok(slug)
    }

    /// The address of the notice that the person has published of a proposal.
    async fn published_as(&self, by: &str, id: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT v.slug FROM proposal p JOIN vacancy v ON v.id = p.vacancy \
                   WHERE p.id = $1 AND p.state = 'published' AND EXISTS (SELECT 1 FROM proposal_step s \
                   WHERE s.proposal = p.id AND s.action = 'publish' AND s.account = $2)";
        let mut tx = self.db.begin_reading().await?;
        tx.row(sql, args![id, by]).await?.map(|row| row.text("slug")).transpose()
    }
}

/// The part of a vacancy that its days are in.
const DAYS: model::vacancy::draft::Part = model::vacancy::draft::Part::Dates;

async fn publish(
    tx: &mut Tx,
    now: i64,
    by: &str,
    stored: &Stored,
    proposal: &Proposal,
    draft: &ProposalDraft,
    words: &dyn NoticeWords,
) -> Result<String, Error> {
    let today = clock::day(now);
    let dates = draft.part::<DatesDraft>(Part::Publication).check(today)?;
    let office = organisation::office(tx, &stored.office).await?.ok_or(Error::NotFound)?;
    let text = words.notice(proposal, office.names.in_lang(proposal.general.language));
    let vacancy = proposal.vacancy(&office.code, text, dates);
    let vacancy_id = id::new(now);
    let forms = VacancyDraft::of(&vacancy).forms(&vacancy_id, Stage::Draft);
    desk::begin(tx, now, &vacancy_id, forms).await?;
    let found = desk::find(tx, &vacancy_id).await?;
    let by = life::By { name: by, now, today };
    let vacancy = life::publish(tx, &by, &found).await?;
    tx.execute("UPDATE proposal SET vacancy = $1 WHERE id = $2", args![&vacancy_id, &stored.id]).await?;
    Ok(vacancy.slug())
}

/// The proposal that a vacancy came from, by its id; none: from none.
///
/// # Errors
/// The database is away.
pub(crate) async fn of_vacancy(tx: &mut Tx, vacancy: &str) -> Result<Option<String>, Error> {
    let row = tx.row("SELECT id FROM proposal WHERE vacancy = $1", args![vacancy]).await?;
    row.map(|row| row.text("id")).transpose()
}
