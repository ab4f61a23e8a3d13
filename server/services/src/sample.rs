//! The sample data: a platform to look at and to try things on, in an empty database.

use crate::{Actor, Error, Services, args, import, import::ImportError};

/// The vacancies, a file a category. Their dates move with the day on which they are loaded.
pub const VACANCIES: [&str; 8] = [
    include_str!("../../samples/vacancies/consultancies.json"),
    include_str!("../../samples/vacancies/development-cooperation.json"),
    include_str!("../../samples/vacancies/expressions-of-interest.json"),
    include_str!("../../samples/vacancies/international.json"),
    include_str!("../../samples/vacancies/internships.json"),
    include_str!("../../samples/vacancies/junior-professional-officers.json"),
    include_str!("../../samples/vacancies/local.json"),
    include_str!("../../samples/vacancies/temporary.json"),
];

impl Services {
    /// Loads the sample data if the database is empty. Says whether it did: once it is loaded, or something else is there,
    /// nothing is done.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for anybody but the command line; the samples are not right, or the database is away: then
    /// nothing was loaded.
    pub async fn load_samples(&self, actor: &Actor) -> Result<bool, Error> {
        if !actor.is_operator() {
            return Err(Error::Forbidden);
        }
        let today = self.clock.today();
        let mut tx = self.db.begin().await?;
        let row = tx
            .row("SELECT (SELECT COUNT(*) FROM vacancy) + (SELECT COUNT(*) FROM account) AS things", args![])
            .await?;
        if row.map_or(Ok(0), |row| row.int("things"))? > 0 {
            return Ok(false);
        }
        for file in VACANCIES {
            let vacancies =
                import::read(file, Some(today)).map_err(|faults| failed(&ImportError::Refused(faults)))?;
            import::store(&mut tx, self.clock.now(), actor.name(), &vacancies).await.map_err(|error| {
                match error {
                    ImportError::Failed(error) => error,
                    refused @ ImportError::Refused(_) => failed(&refused),
                }
            })?;
        }
        tx.commit().await?;
        self.refresh_vacancies().await?;
        Ok(true)
    }
}

fn failed(error: &ImportError) -> Error {
    Error::Unavailable(format!("the sample data: {error}"))
}
