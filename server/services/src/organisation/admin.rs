//! The organisation as administrators keep it.

use super::{
    Stored, all, direction, directs, office, offices_of, partner_of, partners as able_partners, people,
    store::{self, hold, hold_partners},
};
use crate::{Actor, Error, Services, Tx, args, id};
use jiff::civil::Date;
use model::{
    account::{Role, full_name},
    choice::Choice,
    draft::Draft,
    email::Email,
    form::Fields,
    language::Lang,
    names::Names,
    organisation::{
        Entry, Lack, OfficeDraft, Partners, PartnersDraft, Person, Place, Row, Standing, typed,
        typed_partners,
    },
    problem::{Problem, Problems},
    text::{fold, line},
};
use std::collections::HashMap;

/// Something that is kept, to be changed in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// What a change is based on.
    pub edition: i64,
    /// As it would be typed.
    pub fields: Fields,
    /// What an open office lacks for its work.
    pub lacks: Vec<Lack>,
}

impl Services {
    /// The offices, open and closed, in the order of their codes: those in which the words are found, in the code, a name, the duty
    /// station, a unit, or the name of who directs it.
    ///
    /// # Errors
    /// [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn organisation(&self, actor: &Actor, words: &str, lang: Lang) -> Result<Vec<Row>, Error> {
        actor.with(Role::Administrator)?;
        let today = self.clock.today();
        let mut tx = self.db.begin_reading().await?;
        let offices = all(&mut tx).await?;
        let people = directors(&mut tx).await?;
        let words = fold(&line(words));
        let words: Vec<&str> = words.split_whitespace().collect();
        let row = |stored: &Stored| {
            let person = |account: &Option<String>| people.get(account.as_ref()?).cloned();
            let row = Row {
                office: stored.shown(lang, today),
                director: person(&stored.director),
                alternate: person(&stored.alternate),
                on_leave: stored.leave.is_some_and(|leave| leave.covers(today)),
                members: u32::try_from(stored.members.len()).unwrap_or(u32::MAX),
            };
            let Names { en, fr, es } = &stored.names;
            let mut said = vec![stored.code.as_str(), en, fr, es, &stored.city];
            said.extend(stored.units.iter().map(String::as_str));
            said.extend(
                [&row.director, &row.alternate].into_iter().flatten().map(|person| person.name.as_str()),
            );
            let said = fold(&said.join("\n"));
            words.iter().all(|word| said.contains(word)).then_some(row)
        };
        Ok(offices.iter().filter_map(row).collect())
    }

    /// An office as it is kept, to be changed.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn office_to_change(&self, actor: &Actor, id: &str) -> Result<Edited, Error> {
        actor.with(Role::Administrator)?;
        let today = self.clock.today();
        let mut tx = self.db.begin_reading().await?;
        let stored = office(&mut tx, id).await?.ok_or(Error::NotFound)?;
        let lacks = if stored.closed(today) { Vec::new() } else { lacks(&mut tx, &stored, today).await? };
        let addresses = addresses(&mut tx).await?;
        let of = |account: &Option<String>| addresses.get(account.as_ref()?).cloned();
        let (director, alternate) = (of(&stored.director), of(&stored.alternate));
        let members = sorted(stored.members.iter().filter_map(|account| addresses.get(account).cloned()));
        let entry = stored.entry.with_people(director, alternate, members);
        Ok(Edited { edition: stored.edition, fields: typed(&entry), lacks })
    }

    /// An id for an office that is to be added.
    ///
    /// # Errors
    /// [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub fn new_office(&self, actor: &Actor) -> Result<String, Error> {
        actor.with(Role::Administrator)?;
        Ok(id::new(self.clock.now()))
    }

    /// Adds an office under an id of the asker's; asked twice, it is added once.
    ///
    /// # Errors
    /// [`Error::Invalid`], also where the code is taken, an address has no account, or the account not the role;
    /// [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn add_office(&self, actor: &Actor, id: &str, draft: &OfficeDraft) -> Result<(), Error> {
        actor.with(Role::Administrator)?;
        let entry = draft.check(self.clock.today())?;
        if uuid::Uuid::try_parse(id).is_err() {
            return Err(Error::NotFound);
        }
        let mut tx = self.db.begin().await?;
        if office(&mut tx, id).await?.is_some() {
            return Ok(());
        }
        let after = settled(&mut tx, id, 1, entry).await?;
        match store::write(&mut tx, self.clock.now(), actor.name(), None, &after).await {
            // Added by somebody else at the same moment.
            Err(Error::Conflict) => Err(Problems::from(("code", Problem::Taken)).into()),
            Err(error) => Err(error),
            Ok(_) => tx.commit().await,
        }
    }

    /// Changes an office that was seen in an edition.
    ///
    /// # Errors
    /// [`Error::Conflict`] if there is a newer edition: nothing is changed; the others as [`Services::add_office`];
    /// [`Error::NotFound`]
    pub async fn change_office(
        &self,
        actor: &Actor,
        id: &str,
        base: i64,
        draft: &OfficeDraft,
    ) -> Result<(), Error> {
        actor.with(Role::Administrator)?;
        let entry = draft.check(self.clock.today())?;
        let mut tx = self.db.begin().await?;
        let before = hold(&mut tx, id).await?;
        if before.edition != base {
            return Err(Error::Conflict);
        }
        let after = settled(&mut tx, id, base, entry).await?;
        store::write(&mut tx, self.clock.now(), actor.name(), Some(&before), &after).await?;
        tx.commit().await
    }

    /// The HR partners of the regions as they are kept, to be changed.
    ///
    /// # Errors
    /// [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn partners_to_change(&self, actor: &Actor) -> Result<Edited, Error> {
        actor.with(Role::Administrator)?;
        let mut tx = self.db.begin_reading().await?;
        let (partners, edition) = store::partners(&mut tx).await?;
        let addresses = addresses(&mut tx).await?;
        let of = |accounts: Vec<String>| {
            sorted(accounts.iter().filter_map(|account| addresses.get(account).cloned()))
        };
        let partners: Partners =
            partners.into_iter().map(|(region, accounts)| (region, of(accounts))).collect();
        Ok(Edited { edition, fields: typed_partners(&partners), lacks: Vec::new() })
    }

    /// Changes the HR partners of the regions, whose list was seen in an edition.
    ///
    /// # Errors
    /// As [`Services::change_office`].
    pub async fn change_partners(
        &self,
        actor: &Actor,
        base: i64,
        draft: &PartnersDraft,
    ) -> Result<(), Error> {
        actor.with(Role::Administrator)?;
        let partners = draft.check(self.clock.today())?;
        let mut tx = self.db.begin().await?;
        let (before, edition) = hold_partners(&mut tx).await?;
        if edition != base {
            return Err(Error::Conflict);
        }
        let mut problems = Problems::default();
        let after = people::settle_partners(&mut tx, &partners, &mut problems).await?;
        let after = problems.or(Some(after))?;
        store::write_partners(&mut tx, self.clock.now(), actor.name(), &before, &after).await?;
        tx.commit().await
    }

    /// Where the person who asks stands in the organisation, as far as it counts now.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for candidates; [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn own_places(&self, actor: &Actor, lang: Lang) -> Result<Standing, Error> {
        let viewer = actor.signed_in()?;
        if !viewer.is_staff() {
            return Err(Error::Forbidden);
        }
        let (today, mut tx) = (self.clock.today(), self.db.begin_reading().await?);
        let mut standing =
            Standing { partner_of: partner_of(&mut tx, &viewer.account).await?, ..Standing::default() };
        for id in directs(&mut tx, &viewer.account, today).await? {
            standing.directs.extend(office(&mut tx, &id).await?.map(|office| office.shown(lang, today)));
        }
        if viewer.is(Role::Manager) {
            for id in offices_of(&mut tx, &viewer.account).await? {
                standing
                    .member_of
                    .extend(office(&mut tx, &id).await?.map(|office| office.shown(lang, today)));
            }
        }
        for offices in [&mut standing.directs, &mut standing.member_of] {
            offices.retain(|office| !office.closed);
            offices.sort_by_cached_key(|office| (office.place, fold(&office.name)));
        }
        Ok(standing)
    }
}

/// An office as it is to be stored.
async fn settled(tx: &mut Tx, id: &str, edition: i64, entry: Entry) -> Result<Stored, Error> {
    let mut problems = Problems::default();
    if store::taken(tx, id, &entry.code).await? {
        problems.add("code", Problem::Taken);
    }
    let stored = people::settle(tx, id, edition, entry, &mut problems).await?;
    Ok(problems.or(Some(stored))?)
}

/// What an office lacks for its work.
async fn lacks(tx: &mut Tx, office: &Stored, today: Date) -> Result<Vec<Lack>, Error> {
    let direction = direction(tx, &office.id, today).await?;
    let mut lacks = Vec::new();
    match (&direction.director, &direction.alternate) {
        (None, None) => lacks.push(Lack::Director),
        (_, None) if direction.on_leave => lacks.push(Lack::Alternate),
        _ => {}
    }
    if let (Place::Field, Some(region)) = (office.place, office.region)
        && able_partners(tx, region).await?.is_empty()
    {
        lacks.push(Lack::Partner);
    }
    if office.members.is_empty() {
        lacks.push(Lack::Member);
    }
    Ok(lacks)
}

/// Those who direct offices and their alternates, by account.
async fn directors(tx: &mut Tx) -> Result<HashMap<String, Person>, Error> {
    let sql = "SELECT a.id, a.given_names, a.family_name, a.disabled_at, \
               (SELECT COUNT(*) FROM account_role WHERE account = a.id AND role = $1) AS has FROM account a \
               WHERE a.id IN (SELECT account FROM office_person WHERE part <> 'member')";
    let person = |row: &crate::db::Row| {
        let name = full_name(&row.text("given_names")?, &row.text("family_name")?);
        let able = row.optional_int("disabled_at")?.is_none() && row.int("has")? > 0;
        Ok((row.text("id")?, Person { name, able }))
    };
    tx.rows(sql, args![Role::Director.slug()]).await?.iter().map(person).collect()
}

/// The addresses of all who have a place in the organisation, by account.
async fn addresses(tx: &mut Tx) -> Result<HashMap<String, Email>, Error> {
    let sql = "SELECT id, email FROM account WHERE id IN (SELECT account FROM office_person UNION SELECT account FROM hr_partner)";
    let mut addresses = HashMap::new();
    for row in tx.rows(sql, args![]).await? {
        if let Some(address) = Email::parse(&row.text("email")?) {
            addresses.insert(row.text("id")?, address);
        }
    }
    Ok(addresses)
}

fn sorted(addresses: impl Iterator<Item = Email>) -> Vec<Email> {
    let mut addresses: Vec<Email> = addresses.collect();
    addresses.sort_by_cached_key(Email::key);
    addresses
}
