//! Ids and secrets.

use sha2::{Digest, Sha256};
use std::sync::Mutex;
use uuid::{ContextV7, Timestamp, Uuid};

/// Counts within a millisecond.
static ORDER: Mutex<ContextV7> = Mutex::new(ContextV7::new());

/// A new id: a UUID of version 7, so that ids sort by the time of their making; those of one program also within a
/// millisecond.
#[must_use]
pub fn new(now: i64) -> String {
    let milliseconds = u64::try_from(now).unwrap_or(0);
    let nanoseconds = ((milliseconds % 1000) * 1_000_000) as u32;
    Uuid::new_v7(Timestamp::from_unix(&ORDER, milliseconds / 1000, nanoseconds)).to_string()
}

/// A new secret for a cookie or a link: 256 bits from the system, 64 hexadecimal digits.
///
/// # Errors
/// The system has no randomness to give.
pub fn secret() -> Result<String, crate::Error> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| crate::Error::Unavailable(e.to_string()))?;
    Ok(hex(&bytes))
}

/// A new number by which a person and the organisation can speak of something: ten letters and digits, without those that
/// are mistaken for each other (Crockford's base 32), in two groups: `7KQ2M-9XWRA`.
///
/// # Errors
/// The system has no randomness to give.
pub fn reference() -> Result<String, crate::Error> {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut bytes = [0u8; 10];
    getrandom::fill(&mut bytes).map_err(|e| crate::Error::Unavailable(e.to_string()))?;
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    Ok(bytes[..5].iter().map(letter).chain(['-']).chain(bytes[5..].iter().map(letter)).collect())
}

/// What is stored of a secret: who reads the database cannot use it.
#[must_use]
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The bytes of hexadecimal digits; none where they are not such.
pub(crate) fn unhex(digits: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let plain = digits.len().is_multiple_of(2) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    plain.then(|| digits.as_bytes().chunks(2).map(pair).collect()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_of_their_making_also_within_a_millisecond() {
        let now = 1_790_000_000_000;
        let ids: Vec<String> = (0..2_000).map(|n| new(now + n / 1_000)).collect();
        assert!(ids.is_sorted());
    }
}
