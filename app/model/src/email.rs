//! E-mail addresses.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest address that SMTP carries (RFC 5321, 4.5.3.1.3).
pub const LONGEST: usize = 254;

/// An address that mail can be sent to: trimmed, its domain in lower case.
///
/// The whole address is compared in lower case ([`Email::key`]): two accounts that differ in case only are one person.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Email(String);

impl Email {
    /// Reads an address: `local@domain.tld`, without spaces, quotes or comments, as an HTML e-mail field takes it. None if
    /// it is not one.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let address = raw.trim();
        let (local, domain) = address.rsplit_once('@')?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let domain_ok = domain.contains('.') && domain.split('.').all(label_ok);
        (local_ok && domain_ok && address.len() <= LONGEST)
            .then(|| Email(format!("{local}@{}", domain.to_lowercase())))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What accounts are found by: the address in lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Addresses are personal data: a log shows that there was one, not which.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_slips() {
        for good in ["a@b.org", " A.b+c@Example.ORG ", "o'neil@sub.example.co", "josé@exämple.org"] {
            assert!(Email::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "a@@b.org",
            "a b@c.org",
            "a@b..org",
            ".a@b.org",
            "a@-b.org",
            "a@b.org, c@d.org",
            "a@b.org\nBcc: x@y.org",
        ] {
            assert!(Email::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn case_does_not_make_another_person() {
        assert_eq!(
            Email::parse("Ana@Example.org").map(|e| e.key()),
            Email::parse("ana@example.ORG").map(|e| e.key())
        );
    }
}
