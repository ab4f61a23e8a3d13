//! Sessions: an opaque secret in a cookie, its hash in a table. Knows of no password: whatever proves who somebody is may
//! open one.
//!
//! A session ends after an hour without a request, and 12 hours after it began whatever is done: long enough for a day's
//! work or a whole profile, short enough for a shared computer. Drafts are kept by the server, so that neither costs text.

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock::{HOUR, MINUTE},
    db::Row,
    id, statement,
};
use model::{
    account::{Role, Session, Viewer, full_name},
    choice::Choice,
    country::Country,
};

/// How long a session lasts without a request.
pub const IDLE: i64 = HOUR;

/// How long a session lasts at most.
pub const LONGEST: i64 = 12 * HOUR;

/// How often it is written down that a session is used, so that reading pages does not always write.
const TOUCH: i64 = MINUTE;

/// Opens a session and gives its secret, for the cookie.
pub(crate) async fn open(tx: &mut Tx, now: i64, account: &str, user_agent: &str) -> Result<String, Error> {
    let secret = id::secret()?;
    let user_agent: String = user_agent.chars().filter(|c| !c.is_control()).take(300).collect();
    tx.execute(
        "INSERT INTO session (id, token_hash, account, user_agent, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5, $6)",
        args![id::new(now), id::hash(&secret), account, user_agent, now, now + IDLE],
    )
    .await?;
    audit::note(tx, now, account, Action::SignIn, account, "", "").await?;
    Ok(secret)
}

/// Ends an account's sessions, but the one named, if one is.
///
/// They stay for a day, ended: so that a form posted too late can still be kept for its writer.
pub(crate) async fn end_all(tx: &mut Tx, now: i64, account: &str, but: &str) -> Result<u64, Error> {
    tx.execute(
        "UPDATE session SET expires_at = $1 WHERE account = $2 AND id <> $3 AND expires_at > $1",
        args![now, account, but],
    )
    .await
}

impl Services {
    /// Who holds a session's secret, if the session has not ended. Counts as using it: the end moves away.
    ///
    /// # Errors
    /// The database is away.
    pub async fn viewer(&self, secret: &str) -> Result<Option<Viewer>, Error> {
        let now = self.clock.now();
        let rows = self
            .db
            .rows(
                "SELECT s.id, s.account, s.created_at, s.last_seen_at, s.expires_at, a.given_names, a.family_name, a.language, r.role, \
                 (SELECT x.residence || ' ' || x.version FROM acceptance x WHERE x.account = s.account \
                  ORDER BY x.accepted_at DESC, x.id DESC LIMIT 1) AS accepted \
                 FROM session s JOIN account a ON a.id = s.account LEFT JOIN account_role r ON r.account = s.account \
                 WHERE s.token_hash = $1 AND s.expires_at > $2 AND a.disabled_at IS NULL ORDER BY r.role",
                args![id::hash(secret), now],
            )
            .await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let mut viewer = viewer(row, &rows)?;
        let last_seen_at = row.int("last_seen_at")?;
        if now - last_seen_at >= TOUCH {
            let ends = (now + IDLE).min(row.int("created_at")? + LONGEST);
            let touched = self
                .db
                .execute(
                    "UPDATE session SET last_seen_at = $1, expires_at = $2 WHERE id = $3 AND last_seen_at = $4 AND expires_at > $1",
                    args![now, ends, &viewer.session, last_seen_at],
                )
                .await;
            match touched {
                Ok(_) => viewer.session_ends = ends,
                // The page can be shown all the same; the next request tries again.
                Err(error) => tracing::warn!(%error, "a session was not prolonged"),
            }
        }
        Ok(Some(viewer))
    }

    /// When a session ends, without counting as using it: for the warning before its end. None if it has ended.
    ///
    /// # Errors
    /// The database is away.
    pub async fn session_ends(&self, secret: &str) -> Result<Option<i64>, Error> {
        let row = self
            .db
            .row(
                "SELECT expires_at FROM session WHERE token_hash = $1 AND expires_at > $2",
                args![id::hash(secret), self.clock.now()],
            )
            .await?;
        row.map(|row| row.int("expires_at")).transpose()
    }

    /// Signs out: the actor's own session ends.
    ///
    /// # Errors
    /// [`Error::SignedOut`] if it has ended already.
    pub async fn sign_out(&self, actor: &Actor) -> Result<(), Error> {
        let viewer = actor.viewer.as_ref().ok_or(Error::SignedOut)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        end_one(&mut tx, now, &viewer.account, &viewer.session).await?;
        audit::note(&mut tx, now, &viewer.account, Action::SignOut, &viewer.account, "", "").await?;
        tx.commit().await
    }

    /// Ends one of the actor's own sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none of that id that the actor could end.
    pub async fn end_session(&self, actor: &Actor, session: &str) -> Result<(), Error> {
        let viewer = actor.signed_in()?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if end_one(&mut tx, now, &viewer.account, session).await? == 0 {
            return Err(Error::NotFound);
        }
        audit::note(&mut tx, now, &viewer.account, Action::EndSession, &viewer.account, session, "").await?;
        tx.commit().await
    }

    /// Ends all of the actor's sessions but the one that asks.
    ///
    /// # Errors
    /// [`Error::SignedOut`]
    pub async fn end_other_sessions(&self, actor: &Actor) -> Result<(), Error> {
        let viewer = actor.signed_in()?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let ended = end_all(&mut tx, now, &viewer.account, &viewer.session).await?;
        audit::note(
            &mut tx,
            now,
            &viewer.account,
            Action::EndOtherSessions,
            &viewer.account,
            &ended.to_string(),
            "",
        )
        .await?;
        tx.commit().await
    }

    /// The sessions of who is signed in, the latest used first.
    pub(crate) async fn sessions(&self, viewer: &Viewer) -> Result<Vec<Session>, Error> {
        let rows = self
            .db
            .rows(
                "SELECT id, user_agent, created_at, last_seen_at FROM session WHERE account = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC",
                args![&viewer.account, self.clock.now()],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let id = row.text("id")?;
                Ok(Session {
                    current: id == viewer.session,
                    id,
                    device: device(&row.text("user_agent")?),
                    created_at: row.int("created_at")?,
                    last_seen_at: row.int("last_seen_at")?,
                })
            })
            .collect()
    }
}

async fn end_one(tx: &mut Tx, now: i64, account: &str, session: &str) -> Result<u64, Error> {
    tx.execute(
        "UPDATE session SET expires_at = $1 WHERE account = $2 AND id = $3 AND expires_at > $1",
        args![now, account, session],
    )
    .await
}

fn viewer(row: &Row, rows: &[Row]) -> Result<Viewer, Error> {
    let mut roles = Vec::new();
    for row in rows {
        roles.extend(row.optional_text("role")?.and_then(|slug| Role::parse(&slug)));
    }
    let accepted = row.optional_text("accepted")?;
    let statement_due =
        accepted.as_deref().and_then(|a| a.split_once(' ')).is_some_and(|(residence, version)| {
            // Older, not other: beside a newer program an older one must not send people back.
            Country::parse(residence).is_some_and(|residence| version < statement::version(residence))
        });
    Ok(Viewer {
        account: row.text("account")?,
        name: full_name(&row.text("given_names")?, &row.text("family_name")?),
        language: row.lang("language")?,
        roles,
        session: row.text("id")?,
        session_ends: row.int("expires_at")?,
        statement_due,
    })
}

/// Browser and system, as their makers name them; empty if they are not known.
fn device(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_device_is_named_as_its_owner_knows_it() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile Safari/604.1";
        assert_eq!(device(edge), "Edge, Windows");
        assert_eq!(device(iphone), "Safari, iPhone");
        assert_eq!(device("curl/8"), "");
    }
}
