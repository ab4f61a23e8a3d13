//! Writing offices and HR partners, each change with its audit. Of people, the audit has the accounts' ids and no addresses.

use super::{Part, Stored, office};
use crate::{
    Error, Tx, args,
    audit::{self, Action},
    import::differences,
};
use model::{choice::Choice, text::fold, vacancy::Region};
use serde_json::{Value, json};

/// What HR partners are called in the table of revisions, and in the audit.
pub(super) const PARTNERS: &str = "hr-partners";

impl Stored {
    /// What is compared and audited of it.
    fn facts(&self) -> Value {
        json!({
            "code": self.code,
            "names": [self.names.en, self.names.fr, self.names.es],
            "place": self.place,
            "region": self.region,
            "duty_station": [self.city, self.country.code()],
            "units": self.units,
            "director": self.director,
            "alternate": self.alternate,
            "leave": self.leave.map(|leave| [Some(leave.from), leave.until].map(|day| day.map(|day| day.to_string()))),
            "members": self.members,
            "closed_on": self.closed_on.map(|day| day.to_string()),
        })
    }

    /// Which facts differ from those of another, in the order of the alphabet.
    pub(super) fn differs(&self, other: &Stored) -> Vec<String> {
        let (ours, theirs) = (self.facts(), other.facts());
        let names = ours.as_object().into_iter().flat_map(|facts| facts.keys());
        let mut names: Vec<String> = names.filter(|name| ours[*name] != theirs[*name]).cloned().collect();
        names.sort();
        names
    }
}

/// An office that nobody else changes until the transaction ends.
pub(super) async fn hold(tx: &mut Tx, id: &str) -> Result<Stored, Error> {
    tx.execute("UPDATE office SET edition = edition WHERE id = $1", args![id]).await?;
    office(tx, id).await?.ok_or(Error::NotFound)
}

/// Whether another office has a code.
pub(super) async fn taken(tx: &mut Tx, id: &str, code: &str) -> Result<bool, Error> {
    let sql = "SELECT id FROM office WHERE code_key = $1 AND id <> $2";
    Ok(tx.row(sql, args![fold(code), id]).await?.is_some())
}

/// Writes an office, a new one or in the place of what it was before, and says whether anything is different.
///
/// # Errors
/// [`Error::Conflict`] if another office has its code.
pub(super) async fn write(
    tx: &mut Tx,
    now: i64,
    actor: &str,
    before: Option<&Stored>,
    after: &Stored,
) -> Result<bool, Error> {
    let facts = serde_json::to_string(&after.facts())?;
    let (action, was, is) = match before {
        None => (Action::AddOffice, String::new(), facts),
        Some(before) => {
            let (was, is) = differences(&serde_json::to_string(&before.facts())?, &facts)?;
            let closes = before.closed_on.is_none() && after.closed_on.is_some();
            (if closes { Action::CloseOffice } else { Action::ChangeOffice }, was, is)
        }
    };
    if was == is {
        return Ok(false);
    }
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    tx.execute(
        "INSERT INTO office (id, code, code_key, name_en, name_fr, name_es, place, region, city, country, leave_from, leave_until, closed_on, edition) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1) ON CONFLICT (id) DO UPDATE SET code = $2, code_key = $3, \
         name_en = $4, name_fr = $5, name_es = $6, place = $7, region = $8, city = $9, country = $10, leave_from = $11, \
         leave_until = $12, closed_on = $13, edition = office.edition + 1",
        args![
            &after.id,
            &after.code,
            fold(&after.code),
            &after.names.en,
            &after.names.fr,
            &after.names.es,
            after.place.slug(),
            after.region.map(Choice::slug),
            &after.city,
            after.country.code(),
            day(after.leave.map(|leave| leave.from)),
            day(after.leave.and_then(|leave| leave.until)),
            day(after.closed_on)
        ],
    )
    .await?;
    tx.execute("DELETE FROM office_unit WHERE office = $1", args![&after.id]).await?;
    let units = after.units.iter().zip(1_i64..).map(|(name, number)| args![&after.id, number, name]);
    tx.write_many("INSERT INTO office_unit (office, number, name) ", "", units.collect()).await?;
    tx.execute("DELETE FROM office_person WHERE office = $1", args![&after.id]).await?;
    let posts = [(Part::Director, &after.director), (Part::Alternate, &after.alternate)];
    let posts = posts.into_iter().filter_map(|(part, account)| Some((part, account.as_ref()?)));
    let members = after.members.iter().map(|account| (Part::Member, account));
    let people = posts.chain(members).map(|(part, account)| args![&after.id, part.slug(), account]);
    tx.write_many("INSERT INTO office_person (office, part, account) ", "", people.collect()).await?;
    audit::note(tx, now, actor, action, &after.id, &was, &is).await?;
    Ok(true)
}

/// The HR partners as they stand, region by region, whatever roles they have; and the edition of the list.
pub(super) async fn partners(tx: &mut Tx) -> Result<(Vec<(Region, Vec<String>)>, i64), Error> {
    let row = tx.row("SELECT value FROM revision WHERE name = $1", args![PARTNERS]).await?;
    let edition = row.map_or(Ok(0), |row| row.int("value"))?;
    let mut partners: Vec<(Region, Vec<String>)> =
        model::organisation::field_regions().map(|region| (region, Vec::new())).collect();
    for row in tx.rows("SELECT region, account FROM hr_partner", args![]).await? {
        let slug = row.text("region")?;
        if let Some((_, accounts)) = partners.iter_mut().find(|(region, _)| region.slug() == slug) {
            accounts.push(row.text("account")?);
        }
    }
    partners.iter_mut().for_each(|(_, accounts)| accounts.sort());
    Ok((partners, edition))
}

/// As [`partners`], which nobody else changes until the transaction ends.
pub(super) async fn hold_partners(tx: &mut Tx) -> Result<(Vec<(Region, Vec<String>)>, i64), Error> {
    tx.execute("UPDATE revision SET value = value WHERE name = $1", args![PARTNERS]).await?;
    partners(tx).await
}

/// Writes the HR partners of all regions over those that were, and gives the regions where anything is different.
pub(super) async fn write_partners(
    tx: &mut Tx,
    now: i64,
    actor: &str,
    before: &[(Region, Vec<String>)],
    after: &[(Region, Vec<String>)],
) -> Result<Vec<Region>, Error> {
    let mut changed = Vec::new();
    for ((region, was), (_, is)) in before.iter().zip(after).filter(|((_, was), (_, is))| was != is) {
        tx.execute("DELETE FROM hr_partner WHERE region = $1", args![region.slug()]).await?;
        let rows = is.iter().map(|account| args![region.slug(), account]).collect();
        tx.write_many("INSERT INTO hr_partner (region, account) ", "", rows).await?;
        let (was, is) = (was.join(" "), is.join(" "));
        audit::note(tx, now, actor, Action::ChangePartners, region.slug(), &was, &is).await?;
        changed.push(*region);
    }
    if !changed.is_empty() {
        tx.execute("UPDATE revision SET value = value + 1 WHERE name = $1", args![PARTNERS]).await?;
    }
    Ok(changed)
}
