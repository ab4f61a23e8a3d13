//! Passwords: which are taken, and how they are kept. Knows of no account: sign-in by another way needs nothing from here.
//!
//! Argon2id with 46 MiB, one pass, one lane (OWASP, Password Storage). At most [`AT_ONCE`] are computed or judged at a
//! time, so that a rush of sign-ins takes time, not memory.

use crate::Error;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use model::{account::password_problem, problem::Problem};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Memory for one hash, in KiB.
const MEMORY: u32 = 46 * 1024;
const PASSES: u32 = 1;
const LANES: u32 = 1;

/// How many passwords are worked on at the same time.
const AT_ONCE: usize = 2;

/// A hash that no password has, of today's parameters: verified where there is no account, so that the answer takes as
/// long as where there is one.
const NOBODY: &str =
    "$argon2id$v=19$m=47104,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Computes the hashes of passwords. Copies share the bound on memory and the count.
#[derive(Debug, Clone)]
pub struct Passwords {
    slots: Arc<Semaphore>,
    computed: Arc<AtomicU64>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)), computed: Arc::default() }
    }
}

/// What verifying a password found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Wrong,
    Right,
    /// Right, and kept with parameters that are no longer today's: hash it again.
    RightButOld,
}

impl Passwords {
    /// How many hashes were computed: what the time of an answer depends on, for tests.
    #[must_use]
    pub fn computed(&self) -> u64 {
        self.computed.load(Ordering::SeqCst)
    }

    /// The hash of a password as a PHC string. Computed once for each call.
    ///
    /// # Errors
    /// The system has no randomness or memory to give.
    pub async fn hash(&self, password: &str) -> Result<String, Error> {
        let password = normal(password);
        self.compute(move || {
            argon2()?
                .hash_password(password.as_bytes())
                .map(|hash: PasswordHash| hash.to_string())
                .map_err(unavailable)
        })
        .await
    }

    /// Whether a password is that of a hash; with an empty or unreadable hash it is not. One hash is computed in any case.
    ///
    /// # Errors
    /// The system has no memory to give.
    pub async fn verify(&self, password: &str, hash: &str) -> Result<Verdict, Error> {
        let (password, hash) = (normal(password), hash.to_owned());
        self.compute(move || {
            let known = PasswordHash::new(&hash);
            let verified = match &known {
                Ok(known) => known.clone(),
                Err(_) => PasswordHash::new(NOBODY).map_err(unavailable)?,
            };
            let right = argon2()?.verify_password(password.as_bytes(), &verified).is_ok();
            Ok(match known {
                Ok(known) if right && is_of_today(&known) => Verdict::Right,
                Ok(_) if right => Verdict::RightButOld,
                _ => Verdict::Wrong,
            })
        })
        .await
    }

    /// What is wrong with a password that somebody chooses: its length, or that it is easy to guess for who knows these texts
    /// of the person. To judge that takes a while: callers count tries first.
    pub async fn problem(&self, password: &str, known_of_person: &[&str]) -> Option<Problem> {
        if let Some(problem) = password_problem(password) {
            return Some(problem);
        }
        let password = normal(password);
        let known: Vec<String> = known_of_person
            .iter()
            .flat_map(|text| pieces(text))
            .chain(["ilo".into(), "jobs".into(), "ilojobs".into()])
            .collect();
        let easy = self.in_turn(move || {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            Ok(beyond(&password, &known) < LEAST_OWN
                || zxcvbn::zxcvbn(&password, &known).score() < zxcvbn::Score::Three)
        });
        // A judge that fails refuses nobody: the length was judged already.
        easy.await.unwrap_or(false).then_some(Problem::EasyToGuess)
    }

    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.computed.fetch_add(1, Ordering::SeqCst);
        self.in_turn(work).await
    }

    /// Does what takes long, once one of the [`AT_ONCE`] slots is free.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let slot = self.slots.clone().acquire_owned().await.map_err(unavailable)?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(slot);
            result
        })
        .await
        .map_err(unavailable)?
    }
}

/// The same password, typed on another keyboard, may be composed differently (NIST SP 800-63B-4, 3.1.1.2).
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// How many letters and digits a password must have beside what is known of the person.
const LEAST_OWN: usize = 8;

/// How many letters and digits remain of a password without what is known of the person.
fn beyond(password: &str, known: &[&str]) -> usize {
    let mut known = known.to_vec();
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = known.iter().fold(password.to_lowercase(), |rest, word| rest.replace(word, " "));
    rest.chars().filter(|c| c.is_alphanumeric()).count()
}

/// A text and its words, in lower case.
fn pieces(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    let mut pieces: Vec<String> = words.map(str::to_owned).collect();
    pieces.push(text.clone());
    pieces
}

fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(unavailable)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn is_of_today(hash: &PasswordHash) -> bool {
    Params::try_from(hash).is_ok_and(|p| {
        hash.algorithm.as_str() == "argon2id"
            && (p.m_cost(), p.t_cost(), p.p_cost()) == (MEMORY, PASSES, LANES)
    })
}

fn unavailable(error: impl std::fmt::Display) -> Error {
    Error::Unavailable(format!("password: {error}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_password_is_verified_by_its_hash_alone() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse battery").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{hash}");
        assert_eq!(passwords.verify("correct horse battery", &hash).await.unwrap(), Verdict::Right);
        assert_eq!(passwords.verify("correct horse batter", &hash).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn an_account_without_a_password_takes_none_and_as_long() {
        let passwords = Passwords::default();
        assert_eq!(passwords.verify("", "").await.unwrap(), Verdict::Wrong);
        assert_eq!(passwords.computed(), 1);
        assert!(is_of_today(&PasswordHash::new(NOBODY).unwrap()), "what nobody has costs what everybody has");
    }

    #[tokio::test]
    async fn a_hash_of_old_parameters_is_right_but_old() {
        let params = Params::new(8 * 1024, 1, 1, None).unwrap();
        let hash: PasswordHash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password(b"correct horse battery")
            .unwrap();
        let verdict = Passwords::default().verify("correct horse battery", &hash.to_string()).await.unwrap();
        assert_eq!(verdict, Verdict::RightButOld);
    }

    #[tokio::test]
    async fn the_same_word_composed_or_not_is_the_same_password() {
        let passwords = Passwords::default();
        let hash = passwords.hash("une clé très secrète").await.unwrap();
        let decomposed: String = "une clé très secrète".nfd().collect();
        assert_eq!(passwords.verify(&decomposed, &hash).await.unwrap(), Verdict::Right);
    }

    #[tokio::test]
    async fn a_rush_of_passwords_is_judged_by_turns() {
        let passwords = Passwords::default();
        let busy = passwords.slots.clone().acquire_many_owned(AT_ONCE as u32).await.unwrap();
        let judging = passwords.problem("lantern mosaic orchid 7", &[]);
        let waited = tokio::time::timeout(std::time::Duration::from_millis(50), judging).await;
        assert!(waited.is_err());
        drop(busy);
        assert_eq!(passwords.problem("lantern mosaic orchid 7", &[]).await, None);
        assert_eq!(passwords.computed(), 0, "it is no hash");
    }

    #[tokio::test]
    async fn what_anybody_would_try_first_is_refused() {
        let passwords = Passwords::default();
        let person = ["Marguerite", "Okonkwo-Delacroix", "marguerite.okonkwo@example.org"];
        for easy in [
            "aaaaaaaaaaaaaaaa",
            "123456789012345",
            "passwordpassword",
            "qwertyuiopasdfgh",
            "marguerite.okonkwo",
            "okonkwodelacroix",
        ] {
            assert_eq!(passwords.problem(easy, &person).await, Some(Problem::EasyToGuess), "{easy}");
        }
        for good in ["lantern mosaic orchid 7", "Ü2-trägt 3 Körbe heim", "月の光が静かに庭を照らしていた夜"]
        {
            assert_eq!(passwords.problem(good, &person).await, None, "{good}");
        }
        assert!(matches!(passwords.problem("short", &person).await, Some(Problem::TooShort { .. })));
    }
}
