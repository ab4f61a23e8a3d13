//! What the mail of an alert says when it is sent: it may have waited, and the outbox knows what was so when it was written. An alert
//! that was stopped or deleted meanwhile sends nothing any more, what has closed is left out, and it goes to its person's present
//! address.

use crate::{
    Error, Services, args,
    outbox::{Due, Letter},
};
use model::{alert::State, choice::Choice};

impl Services {
    /// A mail that was taken, as it is to be sent now; none, and the outbox has forgotten it, if there is nothing to say any more.
    ///
    /// # Errors
    /// The database is away: the mail is tried again when the hold ends.
    pub async fn mail_to_send(&self, mut due: Due) -> Result<Option<Due>, Error> {
        let Some(alert) = due.letter.alert() else { return Ok(Some(due)) };
        let sql = "SELECT a.state, c.email FROM alert a JOIN account c ON c.id = a.account \
            WHERE a.id = $1 AND c.verified_at IS NOT NULL AND c.disabled_at IS NULL";
        let Some(row) = self.db.row(sql, args![alert]).await? else { return self.forget_mail(&due).await };
        let state = State::parse(&row.text("state")?).unwrap_or(State::Paused);
        let still = match &mut due.letter {
            Letter::AlertWanted { .. } => state == State::Asked,
            Letter::NewVacancies { slugs, listed, .. } if state.tells() => {
                // This process may serve no pages, and follow no vacancies.
                self.refresh::<crate::board::OpenVacancies>().await?;
                let (vacancies, now) = (self.vacancies().await?, self.clock.now());
                let open = slugs.iter().filter_map(|slug| vacancies.listed(slug, due.language, now));
                *listed = open.cloned().collect();
                !listed.is_empty()
            }
            _ => false,
        };
        if !still {
            return self.forget_mail(&due).await;
        }
        let present = row.text("email")?;
        if present != due.recipient {
            // Where it is refused, it is this address that refused it.
            let sql = "UPDATE outbox SET recipient = $1 WHERE id = $2";
            self.db.execute(sql, args![&present, &due.id]).await?;
            due.recipient = present;
        }
        Ok(Some(due))
    }

    async fn forget_mail(&self, due: &Due) -> Result<Option<Due>, Error> {
        self.db.execute("DELETE FROM outbox WHERE id = $1", args![&due.id]).await?;
        Ok(None)
    }
}
