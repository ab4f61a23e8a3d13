//! The screening questions of a vacancy that is written: their order, which those who write it share.

use super::desk;
use crate::{
    Actor, Error, Services, Tx, args,
    draft::{self, Whose},
};
use model::{
    choice::Choice,
    draft::Draft,
    form::{Fields, Form, Outcome, Save},
    problem::Problems,
    vacancy::{
        Vacancy,
        desk::{QuestionRow, Questions},
        draft::{
            Part,
            question::{Answered, Move, OrderDraft, QuestionDraft},
        },
    },
};

/// What is done with the order of the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrange {
    /// A new one at the end.
    Add,
    Move(u8, Move),
    Remove(u8),
}

impl Services {
    /// The questions of a vacancy that is written.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not written; [`Error::SignedOut`], [`Error::Forbidden`].
    pub async fn vacancy_questions(&self, actor: &Actor, vacancy: &str) -> Result<Questions, Error> {
        desk::may(actor)?;
        let mut tx = self.db.begin_reading().await?;
        let form = Form::Vacancy(vacancy.to_owned(), Part::Questions);
        if !desk::is_written(&mut tx, self.clock.now(), &form).await? {
            return Err(Error::NotFound);
        }
        let base = draft::read(&mut tx, &desk::owner(vacancy), &form).await?.version;
        let draft = desk::typed(&mut tx, vacancy).await?;
        let full = draft.order.with_new(&taken(&mut tx, vacancy).await?).is_none();
        let row = |(id, question, wrong): (u8, QuestionDraft, bool)| {
            let (lang, asks) = question.asks(draft.original());
            let answered = Answered::parse(&question.kind);
            QuestionRow { id, asks: asks.to_owned(), lang, answered, wrong }
        };
        let rows: Vec<QuestionRow> = draft.asked().map(row).collect();
        Ok(Questions { base, rows, full })
    }

    /// Changes the order of a vacancy's questions as it was seen, which is what `base` says: the version of its draft. Gives the id of
    /// the new question, where one was added.
    ///
    /// # Errors
    /// [`Error::Conflict`] if somebody else has changed it since, or there are all the questions that there can be; [`Error::Gone`] if
    /// the vacancy is not written any more; [`Error::SignedOut`], [`Error::Forbidden`].
    pub async fn arrange_questions(
        &self,
        actor: &Actor,
        vacancy: &str,
        base: i64,
        arrange: Arrange,
    ) -> Result<Option<u8>, Error> {
        desk::may(actor)?;
        let mut tx = self.db.begin().await?;
        let new = self.arrange(&mut tx, actor, vacancy, Some(base), arrange).await?;
        tx.commit().await?;
        Ok(new)
    }

    /// Removes a question, whatever else was changed in their order.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not there; [`Error::Gone`] if the vacancy is not written any more.
    pub(crate) async fn remove_question(&self, actor: &Actor, vacancy: &str, id: u8) -> Result<(), Error> {
        let form = Form::Question(vacancy.to_owned(), id);
        let mut tx = self.db.begin().await?;
        desk::hold(&mut tx, self.clock.now(), &form).await?;
        if !desk::is_written(&mut tx, self.clock.now(), &form).await? {
            return Err(Error::NotFound);
        }
        self.arrange(&mut tx, actor, vacancy, None, Arrange::Remove(id)).await?;
        draft::forget(&mut tx, &desk::owner(vacancy), &form).await?;
        tx.commit().await
    }

    async fn arrange(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        vacancy: &str,
        base: Option<i64>,
        arrange: Arrange,
    ) -> Result<Option<u8>, Error> {
        let now = self.clock.now();
        let form = Form::Vacancy(vacancy.to_owned(), Part::Questions);
        desk::hold(tx, now, &form).await?;
        if !desk::is_written(tx, now, &form).await? {
            return Err(Error::Gone);
        }
        let owner = desk::owner(vacancy);
        let saved = draft::read(tx, &owner, &form).await?;
        if base.is_some_and(|base| base != saved.version) {
            return Err(Error::Conflict);
        }
        let order: OrderDraft = saved.fields.draft();
        let (next, new) = match arrange {
            Arrange::Add => {
                let (next, new) = order.with_new(&taken(tx, vacancy).await?).ok_or(Error::Conflict)?;
                (next, Some(new))
            }
            Arrange::Move(id, by) => (order.moved(id, by), None),
            Arrange::Remove(id) => (order.without(id), None),
        };
        let fields = Fields(vec![("order".to_owned(), next.get("order").to_owned())]);
        let save = Save::posted(form.clone(), saved.version, fields);
        let whose = Whose { owner: &owner, person: actor.name() };
        match draft::write(tx, now, whose, &save, &Problems::default()).await? {
            Outcome::Saved { .. } => {}
            _ => return Err(Error::Conflict),
        }
        desk::changed(tx, now, &form, actor.name()).await?;
        Ok(new)
    }
}

/// The ids that no new question of a vacancy gets: those under which another was asked, in whichever version, for its answers are
/// kept under its id; and those of which a text waits for its writer.
async fn taken(tx: &mut Tx, vacancy: &str) -> Result<Vec<u8>, Error> {
    let sql = "SELECT body FROM vacancy WHERE id = $1 UNION ALL SELECT body FROM vacancy_version WHERE vacancy = $1";
    let mut ids = Vec::new();
    for row in tx.rows(sql, args![vacancy]).await? {
        let asked: Vacancy = row.json("body")?;
        ids.extend(asked.questions.iter().map(|question| question.id));
    }
    let sql = "SELECT DISTINCT form FROM unsaved WHERE form LIKE $1";
    for row in tx.rows(sql, args![format!("{}/questions/%", desk::owner(vacancy))]).await? {
        if let Some(Form::Question(_, id)) = Form::parse(&row.text("form")?) {
            ids.push(id);
        }
    }
    Ok(ids)
}
