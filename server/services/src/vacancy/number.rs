//! Numbers of vacancies: given by rule, each once, whoever publishes at the same moment.

use crate::{Error, Tx, args};
use model::vacancy::{Vacancy, number, slug};

/// Gives a vacancy the next number of its series. Numbers that came by an import are passed over.
///
/// # Errors
/// The database is away.
pub(crate) async fn give(tx: &mut Tx, vacancy: &mut Vacancy) -> Result<(), Error> {
    let series = number::series(vacancy);
    loop {
        // Whoever comes second waits here for the first to end.
        let sql = "INSERT INTO vacancy_series (name, last) VALUES ($1, 1) \
                   ON CONFLICT (name) DO UPDATE SET last = vacancy_series.last + 1 RETURNING last";
        let row = tx.row(sql, args![&series]).await?;
        let place = row.ok_or_else(|| Error::Unavailable("a series gives no number".into()))?.int("last")?;
        vacancy.number = number::number(&series, place);
        let taken =
            tx.row("SELECT 1 AS one FROM vacancy WHERE slug = $1", args![slug(&vacancy.number)]).await?;
        if taken.is_none() {
            return Ok(());
        }
    }
}
