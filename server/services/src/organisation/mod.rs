//! The organisation: offices, who directs them and who belongs to them, and the HR partners of the regions. The route of proposals
//! asks here who may do what; `admin.rs` is where administrators keep it, `import.rs` takes it from a file.
//!
//! Whoever has lost a role, or whose account is disabled, has no part in it from that moment on, whatever its tables say.

mod admin;
mod import;
mod people;
mod store;

pub use admin::Edited;
pub use import::OrganisationChanges;
pub(crate) use import::load;

use crate::{Actor, Error, Services, Tx, args, db::Row};
use jiff::civil::Date;
use model::{
    account::Role,
    choice::Choice,
    choices,
    country::Country,
    language::Lang,
    organisation::{Entry, Leave, Office, Place, field_region},
    text::fold,
    vacancy::Region,
};
use std::{collections::HashMap, ops::Deref};

choices! {
    /// What somebody is in an office.
    pub enum Part {
        Director = "director",
        Alternate = "alternate",
        Member = "member",
    }
}

/// All of an office, with the accounts of those who stand in it; whether these may do what their place asks for, [`direction`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub id: String,
    pub entry: Entry<String>,
    /// Another number with each change.
    pub edition: i64,
}

impl Deref for Stored {
    type Target = Entry<String>;

    fn deref(&self) -> &Entry<String> {
        &self.entry
    }
}

impl Stored {
    /// Whether it is closed on a day.
    #[must_use]
    pub(crate) fn closed(&self, day: Date) -> bool {
        self.closed_on.is_some_and(|closed| closed <= day)
    }

    /// The office in a reader's language.
    #[must_use]
    pub(crate) fn shown(&self, lang: Lang, today: Date) -> Office {
        Office {
            id: self.id.clone(),
            code: self.code.clone(),
            name: self.names.in_lang(lang).to_owned(),
            place: self.place,
            region: self.region,
            city: self.city.clone(),
            country: self.country,
            units: self.units.clone(),
            closed: self.closed(today),
        }
    }

    fn of(row: &Row) -> Result<Self, Error> {
        let country = row.text("country")?;
        let from = day(row, "leave_from")?;
        let until = day(row, "leave_until")?;
        let entry = Entry {
            code: row.text("code")?,
            names: row.names()?,
            place: Place::parse(&row.text("place")?).ok_or_else(|| unreadable("place"))?,
            region: row.optional_text("region")?.as_deref().and_then(field_region),
            city: row.text("city")?,
            country: Country::parse(&country).ok_or_else(|| unreadable("country"))?,
            units: Vec::new(),
            director: None,
            alternate: None,
            members: Vec::new(),
            leave: from.map(|from| Leave { from, until }),
            closed_on: day(row, "closed_on")?,
        };
        Ok(Stored { id: row.text("id")?, entry, edition: row.int("edition")? })
    }
}

fn day(row: &Row, column: &str) -> Result<Option<Date>, Error> {
    let text = row.optional_text(column)?;
    text.map(|text| text.parse().map_err(|_| unreadable(column))).transpose()
}

fn unreadable(column: &str) -> Error {
    Error::Unavailable(format!("a stored office cannot be read: {column}"))
}

/// Who decides for an office: accounts that are there, enabled, and have the role of a director now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Direction {
    pub director: Option<String>,
    /// May take the director's place at any time.
    pub alternate: Option<String>,
    /// Whether the director is on leave, so that it is the alternate's turn.
    pub on_leave: bool,
}

/// All of an office, of a closed one too. None if there is no such office.
pub(crate) async fn office(tx: &mut Tx, id: &str) -> Result<Option<Stored>, Error> {
    let row = tx.row("SELECT * FROM office WHERE id = $1", args![id]).await?;
    let Some(mut office) = row.as_ref().map(Stored::of).transpose()? else { return Ok(None) };
    let sql = "SELECT name FROM office_unit WHERE office = $1 ORDER BY number";
    office.entry.units = texts(&tx.rows(sql, args![id]).await?, "name")?;
    for row in tx.rows("SELECT part, account FROM office_person WHERE office = $1", args![id]).await? {
        place(&mut office, &row)?;
    }
    office.entry.members.sort();
    Ok(Some(office))
}

/// All offices, closed ones too, in the order of their codes.
async fn all(tx: &mut Tx) -> Result<Vec<Stored>, Error> {
    let rows = tx.rows("SELECT * FROM office", args![]).await?;
    let mut offices = rows.iter().map(Stored::of).collect::<Result<Vec<_>, _>>()?;
    // Engines differ in what comes first.
    offices.sort_by_cached_key(|office| fold(&office.code));
    let places: HashMap<String, usize> =
        offices.iter().enumerate().map(|(index, office)| (office.id.clone(), index)).collect();
    let sql = "SELECT office, name FROM office_unit ORDER BY office, number";
    for row in tx.rows(sql, args![]).await? {
        if let Some(office) = places.get(&row.text("office")?).and_then(|index| offices.get_mut(*index)) {
            office.entry.units.push(row.text("name")?);
        }
    }
    for row in tx.rows("SELECT office, part, account FROM office_person", args![]).await? {
        if let Some(office) = places.get(&row.text("office")?).and_then(|index| offices.get_mut(*index)) {
            place(office, &row)?;
        }
    }
    offices.iter_mut().for_each(|office| office.entry.members.sort());
    Ok(offices)
}

/// Puts somebody into their place in an office.
fn place(office: &mut Stored, row: &Row) -> Result<(), Error> {
    let account = row.text("account")?;
    match Part::parse(&row.text("part")?) {
        Some(Part::Director) => office.entry.director = Some(account),
        Some(Part::Alternate) => office.entry.alternate = Some(account),
        Some(Part::Member) => office.entry.members.push(account),
        None => {}
    }
    Ok(())
}

fn texts(rows: &[Row], column: &str) -> Result<Vec<String>, Error> {
    rows.iter().map(|row| row.text(column)).collect()
}

/// Who decides for an office on a day. Nobody for an office that is not there; of a closed one, who did.
pub(crate) async fn direction(tx: &mut Tx, office: &str, today: Date) -> Result<Direction, Error> {
    let sql = "SELECT p.part, p.account, o.leave_from, o.leave_until FROM office_person p \
               JOIN office o ON o.id = p.office JOIN account a ON a.id = p.account \
               JOIN account_role r ON r.account = a.id AND r.role = $2 \
               WHERE p.office = $1 AND p.part <> 'member' AND a.disabled_at IS NULL";
    let mut direction = Direction::default();
    for row in tx.rows(sql, args![office, Role::Director.slug()]).await? {
        let account = row.text("account")?;
        match Part::parse(&row.text("part")?) {
            Some(Part::Director) => {
                let (from, until) = (day(&row, "leave_from")?, day(&row, "leave_until")?);
                direction.on_leave = from.is_some_and(|from| Leave { from, until }.covers(today));
                direction.director = Some(account);
            }
            Some(Part::Alternate) => direction.alternate = Some(account),
            _ => {}
        }
    }
    Ok(direction)
}

/// The HR partners of a region: enabled accounts that have the role now.
pub(crate) async fn partners(tx: &mut Tx, region: Region) -> Result<Vec<String>, Error> {
    let sql = "SELECT p.account FROM hr_partner p JOIN account a ON a.id = p.account \
               JOIN account_role r ON r.account = a.id AND r.role = $2 \
               WHERE p.region = $1 AND a.disabled_at IS NULL ORDER BY p.account";
    texts(&tx.rows(sql, args![region.slug(), Role::HrPartner.slug()]).await?, "account")
}

/// The offices that an account may decide for, as director, or as alternate whether the director is there or not: of those that are
/// closed since not more than a year too, so that what is under way there does not hang.
pub(crate) async fn directs(tx: &mut Tx, account: &str, today: Date) -> Result<Vec<String>, Error> {
    let sql = "SELECT p.office FROM office_person p JOIN office o ON o.id = p.office JOIN account a ON a.id = p.account \
               JOIN account_role r ON r.account = a.id AND r.role = $2 \
               WHERE p.account = $1 AND p.part <> 'member' AND a.disabled_at IS NULL \
               AND (o.closed_on IS NULL OR o.closed_on > $3) ORDER BY p.office";
    let a_year_ago = today.saturating_sub(jiff::Span::new().years(1)).to_string();
    texts(&tx.rows(sql, args![account, Role::Director.slug(), a_year_ago]).await?, "office")
}

/// The regions whose HR partner an account is: none without the role, or where the account is disabled.
pub(crate) async fn partner_of(tx: &mut Tx, account: &str) -> Result<Vec<Region>, Error> {
    let sql = "SELECT p.region FROM hr_partner p JOIN account a ON a.id = p.account \
               JOIN account_role r ON r.account = a.id AND r.role = $2 \
               WHERE p.account = $1 AND a.disabled_at IS NULL ORDER BY p.region";
    let regions = texts(&tx.rows(sql, args![account, Role::HrPartner.slug()]).await?, "region")?;
    Ok(regions.iter().filter_map(|slug| field_region(slug)).collect())
}

/// The offices that somebody is a member of, closed ones too. Whether the person has the role of a manager is for the asker to see.
pub(crate) async fn offices_of(tx: &mut Tx, account: &str) -> Result<Vec<String>, Error> {
    let sql = "SELECT office FROM office_person WHERE account = $1 AND part = 'member' ORDER BY office";
    texts(&tx.rows(sql, args![account]).await?, "office")
}

impl Services {
    /// The offices that are open, for whoever works here: headquarters first, then the field, by name in the reader's language.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::StatementDue`], [`Error::Forbidden`]
    pub async fn offices(&self, actor: &Actor, lang: Lang) -> Result<Vec<Office>, Error> {
        if !actor.signed_in()?.is_staff() {
            return Err(Error::Forbidden);
        }
        let today = self.clock.today();
        let stored = all(&mut self.db.begin_reading().await?).await?;
        let mut offices: Vec<Office> = stored
            .iter()
            .filter(|office| !office.closed(today))
            .map(|office| office.shown(lang, today))
            .collect();
        offices.sort_by_cached_key(|office| (office.place, fold(&office.name)));
        Ok(offices)
    }
}
