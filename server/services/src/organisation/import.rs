//! Importing the whole organisation from a file: taken whole or refused whole, as `docs/organisation.md` says.

use super::{
    Stored, all, people,
    store::{self, hold_partners, write, write_partners},
};
use crate::{
    Actor, Services, Tx, args, id,
    import::{Fault, ImportError, faulty, line_of, locate, message, words},
};
use jiff::civil::Date;
use model::{
    account::Role,
    choice::Choice,
    date::iso,
    draft::Draft,
    list,
    names::Names,
    organisation::{Entry, Leave, OfficeDraft, Partners, PartnersDraft, days, field_region, partners_field},
    problem::{Problem, Problems},
    text::fold,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

/// What an import changes, or would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationChanges {
    /// A line each: `added CO-Lima`, `changed NORMES: director, members`.
    pub lines: Vec<String>,
    /// Offices that stood in the database already, as they are in the file.
    pub same: usize,
}

impl OrganisationChanges {
    /// Whether there is nothing to change.
    #[must_use]
    pub const fn none(&self) -> bool {
        self.lines.is_empty()
    }
}

impl fmt::Display for OrganisationChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        writeln!(f, "{} offices as they were", self.same)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    #[serde(borrow)]
    offices: Vec<&'a RawValue>,
    /// The HR partners of the regions, by the region's name.
    #[serde(borrow)]
    partners: &'a RawValue,
}

/// An office as a file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    code: String,
    names: Names,
    place: String,
    #[serde(default)]
    region: Option<String>,
    city: String,
    country: String,
    #[serde(default)]
    units: Vec<String>,
    #[serde(default)]
    director: Option<String>,
    #[serde(default)]
    alternate: Option<String>,
    #[serde(default)]
    leave: Option<ListedLeave>,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    closed_on: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedLeave {
    from: Day,
    #[serde(default)]
    until: Option<Day>,
}

#[derive(Deserialize)]
struct Day(#[serde(with = "iso")] Date);

/// What stands in the file, and where: to name a fault's line.
struct Place<'a> {
    json: &'a str,
    raw: &'a RawValue,
    path: String,
}

impl Place<'_> {
    /// What is wrong at a field of a form, by its place in the file.
    fn fault(&self, field: &str, problem: &Problem) -> Fault {
        let field = match field {
            "name_en" => "names.en",
            "name_fr" => "names.fr",
            "name_es" => "names.es",
            "leave_day" => "leave.from",
            "until_day" => "leave.until",
            "closed_day" => "closed_on",
            other => other,
        };
        faulty(self.json, self.raw, &self.path, field, words(problem))
    }

    fn faults(&self, problems: &Problems) -> Vec<Fault> {
        problems.iter().map(|wrong| self.fault(&wrong.field, &wrong.problem)).collect()
    }
}

/// An organisation that is right as far as the file alone tells.
struct Read<'a> {
    offices: Vec<(Entry, Place<'a>)>,
    partners: Partners,
    partners_at: Place<'a>,
}

impl Listed {
    /// The office as it would be typed, so that it is judged by the same rules.
    fn draft(self) -> OfficeDraft {
        let mut draft = OfficeDraft {
            code: self.code,
            name_en: self.names.en,
            name_fr: self.names.fr,
            name_es: self.names.es,
            place: self.place,
            region: self.region.unwrap_or_default(),
            city: self.city,
            country: self.country,
            units: list::typed(&self.units),
            director: self.director.unwrap_or_default(),
            alternate: self.alternate.unwrap_or_default(),
            members: list::typed(&self.members),
            ..OfficeDraft::default()
        };
        let leave = self.leave.map(|leave| Leave { from: leave.from.0, until: leave.until.map(|day| day.0) });
        for (field, text) in days(leave, self.closed_on.map(|day| day.0)) {
            draft.set(&field, text);
        }
        draft
    }
}

/// Reads a part of the file.
fn part<'a, T: Deserialize<'a>>(json: &str, raw: &'a RawValue, path: &str) -> Result<T, Fault> {
    let mut reader = serde_json::Deserializer::from_str(raw.get());
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let inner = error.path().to_string();
        let inner = if inner == "." { String::new() } else { inner };
        let what = message(error.inner());
        if let Some(name) = what.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            let whole = if inner.is_empty() { name.to_owned() } else { format!("{inner}.{name}") };
            let line = line_of(json, locate(raw, &inner).unwrap_or(raw.get()));
            return Fault { line, path: format!("{path}.{whole}"), what: "is missing; add it".to_owned() };
        }
        faulty(json, raw, path, &inner, what)
    })
}

/// Reads the file, and judges it as far as it alone tells.
fn read(json: &str, today: Date) -> Result<Read<'_>, Vec<Fault>> {
    let json = json.strip_prefix('\u{FEFF}').unwrap_or(json);
    let file: File = serde_json::from_str(json).map_err(|error| {
        let what = format!("{}; docs/organisation.md says what the file is made of", message(&error));
        vec![Fault { line: error.line().max(1), path: String::new(), what }]
    })?;
    let (mut faults, mut offices) = (Vec::new(), Vec::new());
    let mut codes: HashMap<String, usize> = HashMap::new();
    for (index, raw) in file.offices.into_iter().enumerate() {
        let place = Place { json, raw, path: format!("offices[{index}]") };
        let checked = part::<Listed>(json, raw, &place.path)
            .map_err(|fault| vec![fault])
            .and_then(|listed| listed.draft().check(today).map_err(|problems| place.faults(&problems)));
        match checked {
            Err(wrong) => faults.extend(wrong),
            Ok(entry) => match codes.insert(fold(&entry.code), index) {
                Some(first) => {
                    let what = format!("is the code of offices[{first}] already; give each office its own");
                    faults.push(faulty(json, raw, &place.path, "code", what));
                }
                None => offices.push((entry, place)),
            },
        }
    }
    let partners_at = Place { json, raw: file.partners, path: "partners".to_owned() };
    match partners(&partners_at, today) {
        Ok(partners) if faults.is_empty() => Ok(Read { offices, partners, partners_at }),
        Ok(_) => Err(faults),
        Err(wrong) => Err([faults, wrong].concat()),
    }
}

/// The HR partners of the regions; a region that is not named has none.
fn partners(place: &Place<'_>, today: Date) -> Result<Partners, Vec<Fault>> {
    let listed: BTreeMap<String, Vec<String>> =
        part(place.json, place.raw, &place.path).map_err(|fault| vec![fault])?;
    let mut draft = PartnersDraft::default();
    let mut faults = Vec::new();
    for (name, addresses) in &listed {
        match field_region(name) {
            Some(region) => {
                draft.set(partners_field(region), list::typed(addresses));
            }
            None => {
                let what = "is not a region of the field; africa is one".to_owned();
                faults.push(faulty(place.json, place.raw, &place.path, name, what));
            }
        }
    }
    let partners = draft.check(today).map_err(|problems| partners_faults(place, &problems));
    match partners {
        Ok(partners) if faults.is_empty() => Ok(partners),
        Ok(_) => Err(faults),
        Err(wrong) => Err([faults, wrong].concat()),
    }
}

/// As [`Place::faults`]; regions are written with hyphens.
fn partners_faults(place: &Place<'_>, problems: &Problems) -> Vec<Fault> {
    problems.iter().map(|wrong| place.fault(&wrong.field.replace('_', "-"), &wrong.problem)).collect()
}

/// Writes the organisation of a file over the one that is stored: offices are known by their codes, and what the file does not have
/// is closed from today on.
async fn apply(
    tx: &mut Tx,
    now: i64,
    today: Date,
    actor: &str,
    file: Read<'_>,
) -> Result<OrganisationChanges, ImportError> {
    // First of all, so that nobody else changes anything meanwhile.
    let (partners_before, _) = hold_partners(tx).await?;
    tx.execute("UPDATE office SET edition = edition", args![]).await?;
    let mut before: BTreeMap<String, Stored> =
        all(tx).await?.into_iter().map(|office| (fold(&office.code), office)).collect();
    let (mut changes, mut faults) = (OrganisationChanges::default(), Vec::new());
    let mut settled = Vec::new();
    for (entry, place) in file.offices {
        let was = before.remove(&fold(&entry.code));
        let known = was.as_ref().map(|office| (office.id.clone(), office.edition));
        let (id, edition) = known.unwrap_or_else(|| (id::new(now), 1));
        let mut problems = Problems::default();
        let office = people::settle(tx, &id, edition, entry, &mut problems).await?;
        faults.extend(place.faults(&problems));
        settled.push((was, office));
    }
    let mut problems = Problems::default();
    let partners = people::settle_partners(tx, &file.partners, &mut problems).await?;
    faults.extend(partners_faults(&file.partners_at, &problems));
    if !faults.is_empty() {
        return Err(ImportError::Refused(faults));
    }
    for (was, office) in settled {
        let different = write(tx, now, actor, was.as_ref(), &office).await?;
        match &was {
            Some(_) if !different => changes.same += 1,
            Some(was) => {
                let facts = office.differs(was).join(", ");
                changes.lines.push(format!("changed {}: {facts}", office.code));
            }
            None => changes.lines.push(format!("added   {}", office.code)),
        }
    }
    for was in before.into_values() {
        if was.closed(today) {
            changes.same += 1;
            continue;
        }
        let mut office = was.clone();
        office.entry.closed_on = Some(today);
        write(tx, now, actor, Some(&was), &office).await?;
        changes.lines.push(format!("closed  {}: it is not in the file", office.code));
    }
    for region in write_partners(tx, now, actor, &partners_before, &partners).await? {
        changes.lines.push(format!("changed {}: {}", store::PARTNERS, region.slug()));
    }
    Ok(changes)
}

/// Takes the whole organisation from a file, in a transaction that is somebody else's.
pub(crate) async fn load(
    tx: &mut Tx,
    now: i64,
    today: Date,
    actor: &str,
    json: &str,
) -> Result<OrganisationChanges, ImportError> {
    let file = read(json, today).map_err(ImportError::Refused)?;
    apply(tx, now, today, actor, file).await
}

impl Services {
    /// Imports the whole organisation from a file, for the command line and administrators: all of it or nothing. Twice the same file
    /// changes nothing the second time. With `dry_run`, nothing is changed: it says what would be.
    ///
    /// # Errors
    /// [`ImportError::Refused`] with all that is wrong in the file; [`ImportError::Failed`] for anybody else, or if the database is away.
    pub async fn import_organisation(
        &self,
        actor: &Actor,
        json: &str,
        dry_run: bool,
    ) -> Result<OrganisationChanges, ImportError> {
        if !actor.is_operator() {
            actor.with(Role::Administrator)?;
        }
        let (now, today) = (self.clock.now(), self.clock.today());
        let mut tx = self.db.begin().await?;
        let changes = load(&mut tx, now, today, actor.name(), json).await?;
        if !dry_run {
            tx.commit().await?;
        }
        Ok(changes)
    }
}
