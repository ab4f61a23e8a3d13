//! Limits: how often something may be tried, by network address, by account or e-mail address. Kept in the database, so
//! that they hold over a restart and over several servers. What is counted is kept as a hash: no address can be read there.

use crate::{
    Actor, Error, Origin, Services, args,
    clock::{HOUR, MINUTE},
    id,
};
use std::net::{IpAddr, Ipv6Addr};

/// What is counted.
///
/// Signing in is counted by account and network address together, so that nobody can lock others out of their accounts
/// from afar; and, far higher, by account alone, against guesses from many addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    SignInFromAddress,
    SignInToAccountFromAddress,
    SignInToAccount,
    /// The current password, asked of who is signed in.
    PasswordOfAccount,
    StatementFromAddress,
    SignUpFromAddress,
    /// Copies of all that is kept about somebody: each takes a while to make.
    DataOfAccount,
    /// Proposals begun with a form in Word or pasted: reading one is work.
    FormOfAccount,
    /// Mails to an e-mail address, which its owner did not ask for, perhaps.
    MailToAddress,
    ForgottenFromAddress,
    ConfirmFromAddress,
    /// Forms kept for a while: posts after the session's end, small forms over their redirect.
    KeepFromAddress,
}

impl Limit {
    /// The name in the table, how many tries, in how many milliseconds.
    const fn rule(self) -> (&'static str, i64, i64) {
        match self {
            Limit::SignInFromAddress => ("sign-in-from", 100, 15 * MINUTE),
            Limit::SignInToAccountFromAddress => ("sign-in-to-from", 10, 15 * MINUTE),
            Limit::SignInToAccount => ("sign-in-to", 100, HOUR),
            Limit::PasswordOfAccount => ("password-of", 10, 15 * MINUTE),
            Limit::DataOfAccount => ("data-of", 20, HOUR),
            Limit::FormOfAccount => ("form-of", 60, HOUR),
            Limit::StatementFromAddress => ("statement-from", 100, HOUR),
            Limit::SignUpFromAddress => ("sign-up-from", 60, HOUR),
            Limit::MailToAddress => ("mail-to", 5, HOUR),
            Limit::ForgottenFromAddress => ("forgotten-from", 30, HOUR),
            Limit::ConfirmFromAddress => ("confirm-from", 60, HOUR),
            Limit::KeepFromAddress => ("keep-from", 300, HOUR),
        }
    }

    /// How many tries are allowed within the window.
    #[must_use]
    pub const fn most(self) -> i64 {
        self.rule().1
    }

    fn name(self, counted: &str) -> String {
        format!("{} {}", self.rule().0, &id::hash(counted)[..32])
    }
}

/// The part of a network address that one subscriber has: all of IPv4, the first 64 bits of IPv6.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl Services {
    /// Counts a try against limits, each with what it counts besides the network address. The count is kept whatever
    /// becomes of the try. The command line has no limits.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds until the next try is allowed.
    pub(crate) async fn count(&self, actor: &Actor, limits: &[(Limit, &str)]) -> Result<(), Error> {
        let Origin::Network(address) = actor.origin else { return Ok(()) };
        let now = self.clock.now();
        let mut counted: Vec<(String, Limit)> =
            limits.iter().map(|(limit, what)| (limit.name(&whole(*limit, what, address)), *limit)).collect();
        // In one order, so that two tries at the same moment wait for each other and not in a circle.
        counted.sort_by(|a, b| a.0.cmp(&b.0));
        let mut wait = 0;
        let mut tx = self.db.begin().await?;
        for (name, limit) in counted {
            let (_, most, window) = limit.rule();
            let starts_at = now - now.rem_euclid(window);
            let row = tx
                .row(
                    "INSERT INTO attempt (name, starts_at, tries) VALUES ($1, $2, 1) \
                     ON CONFLICT (name, starts_at) DO UPDATE SET tries = attempt.tries + 1 RETURNING tries",
                    args![name, starts_at],
                )
                .await?;
            if row.map_or(Ok(0), |row| row.int("tries"))? > most {
                wait = wait.max(starts_at + window - now);
            }
        }
        tx.commit().await?;
        if wait > 0 {
            return Err(Error::TooMany { seconds: u64::try_from((wait + 999) / 1000).unwrap_or(1) });
        }
        Ok(())
    }

    /// Forgets the tries of a limit, when one was right.
    pub(crate) async fn uncount(&self, actor: &Actor, limit: Limit, what: &str) -> Result<(), Error> {
        let Origin::Network(address) = actor.origin else { return Ok(()) };
        let name = limit.name(&whole(limit, what, address));
        self.db.execute("DELETE FROM attempt WHERE name = $1", args![name]).await?;
        Ok(())
    }
}

/// What a limit counts: the network address, something else, or both together.
fn whole(limit: Limit, what: &str, address: IpAddr) -> String {
    match limit {
        Limit::SignInToAccount
        | Limit::PasswordOfAccount
        | Limit::DataOfAccount
        | Limit::FormOfAccount
        | Limit::MailToAddress => what.to_owned(),
        _ => format!("{} {what}", subscriber(address)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::net::IpAddr;

    fn subscriber(address: &str) -> IpAddr {
        super::subscriber(address.parse().unwrap())
    }

    #[test]
    fn a_subscriber_is_an_ipv4_address_or_half_an_ipv6_address() {
        assert_eq!(subscriber("192.0.2.1").to_string(), "192.0.2.1");
        assert_eq!(subscriber("::ffff:192.0.2.1").to_string(), "192.0.2.1");
        assert_eq!(subscriber("2001:db8:1:2:3:4:5:6"), subscriber("2001:db8:1:2::9"));
        assert_ne!(subscriber("2001:db8:1:2::9"), subscriber("2001:db8:1:3::9"));
    }
}
