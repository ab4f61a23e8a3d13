//! The outbox: mail is written down in the transaction of what it tells of, and sent later by a worker, which any server
//! may run. A mail that fails is tried again, later each time; after [`TRIES`] it is given up and stays for those who
//! operate the platform.

use crate::{
    Error, Services, Tx, alert, args,
    clock::{HOUR, MINUTE, SECOND},
    db::Row,
    id,
};
use jiff::civil::Date;
use model::{
    application::State,
    language::Lang,
    proposal::{Action, Hand},
    vacancy::Listed,
};
use serde::{Deserialize, Serialize};

/// How often a mail is tried.
pub const TRIES: i64 = 12;

/// The first pause after a failure; it doubles with each, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: i64 = 30 * SECOND;
const LONGEST_PAUSE: i64 = 6 * HOUR;

/// How long a worker holds a mail before another may take it: longer than any delivery lasts.
const HOLD: i64 = 5 * MINUTE;

/// A mail, as the facts that it tells. `app` words it in the recipient's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// Confirm your address; the path of the link.
    ConfirmAddress { name: String, path: String },
    /// Somebody tried to sign up with an address that has an account.
    AlreadyRegistered { name: String },
    /// Set a new password; the path of the link.
    NewPassword { name: String, path: String },
    /// The password was changed.
    PasswordChanged { name: String },
    /// The address was changed: told to the old one.
    AddressChanged { name: String, to: String },
    /// An application was received.
    ApplicationReceived { name: String, reference: String, title: String, number: String, path: String },
    /// An application has come to another state. `again`: the person can apply for the vacancy once more.
    ApplicationMoved {
        name: String,
        reference: String,
        title: String,
        number: String,
        state: State,
        again: bool,
        path: String,
    },
    /// What an applicant needs during recruitment, and where they can be reached: to those who arrange it.
    NeedsTold { name: String, email: String, reference: String, title: String, number: String, needs: String },
    /// A vacancy that the person has applied for, or begun to, takes applications for longer.
    DeadlineExtended {
        name: String,
        title: String,
        number: String,
        #[serde(with = "model::date::iso")]
        until: Date,
        path: String,
    },
    /// A vacancy that the person has begun to apply for was closed before its last day.
    VacancyClosed { name: String, title: String, number: String },
    /// A vacancy that the person has applied for, or begun to, is cancelled.
    VacancyCancelled { name: String, title: String, number: String },
    /// What has opened and an alert matches; the path that stops it. Most of it is named, of the rest how much it is.
    NewVacancies {
        name: String,
        /// The alert's name and id, and what it matches, as a query.
        alert: String,
        id: String,
        search: String,
        path: String,
        /// The addresses of the vacancies.
        slugs: Vec<String>,
        more: u32,
        /// The vacancies themselves, those that are still open, put in when the mail is taken to be sent.
        #[serde(skip)]
        listed: Vec<Listed>,
    },
    /// Is an alert still wanted, that was unchanged for a year? The path that stops it.
    AlertWanted {
        name: String,
        alert: String,
        id: String,
        path: String,
        #[serde(with = "model::date::iso")]
        until: Date,
    },
    /// A proposal waits for the person. `again`: with a newer text.
    ProposalWaits { name: String, title: String, hand: Hand, again: bool, path: String },
    /// A proposal has waited for the person for so many days.
    ProposalOverdue { name: String, title: String, hand: Hand, days: u32, path: String },
    /// Something was done with a proposal that the person has written, or was to decide; with so many comments on fields.
    ProposalDecided {
        name: String,
        title: String,
        action: Action,
        comment: String,
        remarks: u32,
        path: String,
    },
    /// Delete your account; the path of the link.
    DeleteAccount { name: String, path: String },
    /// The account is deleted: the last mail.
    AccountDeleted { name: String, kept: Vec<KeptApplication> },
}

/// An application that is kept although the account is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptApplication {
    pub title: String,
    #[serde(with = "model::date::iso")]
    pub until: Date,
}

/// A mail to be sent now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub id: String,
    pub recipient: String,
    pub language: Lang,
    pub letter: Letter,
}

impl Letter {
    /// The alert that a mail is of, by its id; none: of no alert.
    pub(crate) fn alert(&self) -> Option<&str> {
        match self {
            Letter::NewVacancies { id, .. } | Letter::AlertWanted { id, .. } => Some(id),
            _ => None,
        }
    }
}

/// Told of each mail that this process writes down, just before its transaction ends: the worker then looks at once.
pub static WRITTEN: tokio::sync::Notify = tokio::sync::Notify::const_new();

/// Writes a mail down. `account` is whose it is, whatever address it goes to.
///
/// # Errors
/// The database refused it.
pub async fn put(
    tx: &mut Tx,
    now: i64,
    account: &str,
    recipient: &str,
    language: Lang,
    letter: &Letter,
) -> Result<(), Error> {
    // With the account, whatever spoke of it goes.
    let last = matches!(letter, Letter::AccountDeleted { .. });
    // What somebody needs is kept with those who arrange it, and nowhere else.
    let leaves_nothing = last || matches!(letter, Letter::NeedsTold { .. });
    tx.execute(
        "INSERT INTO outbox (id, account, recipient, language, letter, created_at, due_at, leaves_nothing, bulk) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)",
        args![
            id::new(now),
            (!last).then_some(account),
            recipient,
            language.tag(),
            serde_json::to_string(letter)?,
            now,
            leaves_nothing,
            letter.alert().is_some()
        ],
    )
    .await?;
    WRITTEN.notify_one();
    Ok(())
}

fn due(row: &Row) -> Result<Due, Error> {
    Ok(Due {
        id: row.text("id")?,
        recipient: row.text("recipient")?,
        language: row.lang("language")?,
        letter: row.json("letter")?,
    })
}

impl Services {
    /// Takes at most `most` mails that are due, so that no other worker takes them for a while; those of alerts once no other is due,
    /// for they are many, and somebody waits for a link. One that cannot be read, as after a change of program, has failed, and
    /// is tried again later. What a mail says may have changed since: see [`Services::mail_to_send`].
    ///
    /// # Errors
    /// The database is away.
    pub async fn take_mail(&self, most: u32) -> Result<Vec<Due>, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let rows = tx
            .rows(
                "UPDATE outbox SET due_at = $1, tries = tries + 1 WHERE id IN \
                 (SELECT id FROM outbox WHERE due_at <= $2 AND sent_at IS NULL AND given_up_at IS NULL ORDER BY bulk, due_at LIMIT $3) \
                 AND due_at <= $2 RETURNING id, recipient, language, letter",
                args![now + HOLD, now, most],
            )
            .await?;
        tx.commit().await?;
        let mut taken = Vec::new();
        for row in rows {
            match due(&row) {
                Ok(due) => taken.push(due),
                Err(error) => {
                    let id = row.text("id")?;
                    tracing::error!(mail = id, %error, "a mail cannot be read");
                    self.mail_failed(&id, "it cannot be read").await?;
                }
            }
        }
        Ok(taken)
    }

    /// How many mails wait to be sent, and how many were given up: for those who operate the platform.
    ///
    /// # Errors
    /// The database is away.
    pub async fn outbox_depth(&self) -> Result<(i64, i64), Error> {
        let sql = "SELECT COUNT(*) AS open, COUNT(given_up_at) AS given_up FROM outbox WHERE sent_at IS NULL";
        let Some(row) = self.db.row(sql, args![]).await? else { return Ok((0, 0)) };
        let given_up = row.int("given_up")?;
        Ok((row.int("open")? - given_up, given_up))
    }

    /// Notes that a mail was delivered, and forgets what it said: its link opens something. Of the last mail to somebody
    /// nothing stays.
    ///
    /// # Errors
    /// The database is away: the mail may then be sent twice, but not lost.
    pub async fn mail_sent(&self, id: &str) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        tx.execute("DELETE FROM outbox WHERE id = $1 AND leaves_nothing = 1", args![id]).await?;
        tx.execute("UPDATE outbox SET sent_at = $1, letter = '' WHERE id = $2", args![self.clock.now(), id])
            .await?;
        tx.commit().await
    }

    /// Notes that the mail server of an address refused a mail to it. From the try `counts_from` on it is believed that the mailbox
    /// takes none: the alerts of the account whose address it is are paused. Other mails are tried again as after any failure, for
    /// servers err.
    ///
    /// # Errors
    /// As [`Services::mail_failed`].
    pub async fn mail_refused(&self, id: &str, problem: &str, counts_from: i64) -> Result<(), Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let sql = "SELECT a.id FROM outbox o JOIN account a ON a.id = o.account AND a.email = o.recipient \
            WHERE o.id = $1 AND o.tries >= $2";
        if let Some(row) = tx.row(sql, args![id, counts_from]).await? {
            alert::ask::bounce(&mut tx, now, &row.text("id")?).await?;
        }
        tx.commit().await?;
        self.mail_failed(id, problem).await
    }

    /// Notes that a delivery failed, and when to try again. Nothing is noted of a mail that went with its account meanwhile.
    ///
    /// # Errors
    /// The database is away: it is tried again when the hold ends.
    pub async fn mail_failed(&self, id: &str, problem: &str) -> Result<(), Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let Some(row) = tx.row("SELECT tries FROM outbox WHERE id = $1", args![id]).await? else {
            return Ok(());
        };
        let tries = row.int("tries")?;
        let pause = FIRST_PAUSE.saturating_mul(1 << tries.clamp(1, 30).saturating_sub(1)).min(LONGEST_PAUSE);
        let given_up = (tries >= TRIES).then_some(now);
        tx.execute(
            "UPDATE outbox SET due_at = $1, problem = $2, given_up_at = $3 WHERE id = $4",
            args![now + pause, problem, given_up, id],
        )
        .await?;
        tx.execute(
            "DELETE FROM outbox WHERE id = $1 AND leaves_nothing = 1 AND given_up_at IS NOT NULL",
            args![id],
        )
        .await?;
        tx.commit().await
    }
}
