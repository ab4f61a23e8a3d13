//! A form that somebody brings as a file, or pasted: who may, and what is noted of one that cannot be read.

use crate::{
    Actor, Error, Services,
    audit::{self, Action},
    limit::Limit,
};
use model::account::Role;

impl Services {
    /// Whether a person may begin a proposal with a form now: asked before one is read, because reading it is work.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`], [`Error::TooMany`]
    pub async fn may_bring_form(&self, actor: &Actor) -> Result<(), Error> {
        let by = &actor.with(Role::Manager)?.account;
        self.count(actor, &[(Limit::FormOfAccount, by)]).await
    }

    /// Notes that a form was refused, and why, in a word.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; the database is away.
    pub async fn refuse_form(&self, actor: &Actor, why: &str) -> Result<(), Error> {
        let by = &actor.with(Role::Manager)?.account;
        let mut tx = self.db.begin().await?;
        audit::note(&mut tx, self.clock.now(), by, Action::RefuseWordFile, "", "", why).await?;
        tx.commit().await
    }
}
