//! The list of institutions that the program brings along: loaded once for each edition of it.

use super::{file, import};
use crate::{Error, Services, args};

/// Countries and names; `data/SOURCES.md` says where from.
pub(super) const LIST: &str = include_str!("../../data/institutions.csv");

/// Counts the editions of the list. A program with an older one beside a newer changes nothing.
const EDITION: i64 = 1;

impl Services {
    /// Loads the list of institutions that the program brings along, if it is a newer edition than what was loaded. Says
    /// whether it did. Safe to call from several programs at once: one loads it, the others wait.
    ///
    /// # Errors
    /// The database is away: then nothing was loaded.
    pub async fn load_shipped_institutions(&self) -> Result<bool, Error> {
        let sql = "SELECT value FROM revision WHERE name = 'institutions-shipped'";
        let loaded = self.db.row(sql, args![]).await?.map_or(Ok(0), |row| row.int("value"))?;
        if loaded >= EDITION {
            return Ok(false);
        }
        let listing = file::shipped(LIST)
            .map_err(|what| Error::Unavailable(format!("the list of institutions is broken: {what}")))?;
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE revision SET value = $1 WHERE name = 'institutions-shipped' AND value < $2";
        if tx.execute(sql, args![EDITION, EDITION]).await? == 0 {
            return Ok(false);
        }
        import::store(&mut tx, self.clock.now(), "system", listing).await?;
        tx.commit().await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::{EDITION, LIST};

    #[test]
    fn a_changed_list_is_a_new_edition() {
        // Whoever changes the list: raise EDITION, and put the new pair here.
        let known = (1, "0a5e19da49fc3b2569473dd8afb5b1d4b82dd191e40dc7bf7643a604c271ef97");
        assert_eq!((EDITION, crate::id::hash(LIST).as_str()), known);
    }
}
