//! An office and the list of HR partners as administrators type them, and the rules.

use super::{
    CITY_MOST, CODE_MOST, Leave, MEMBERS_MOST, NAME_MOST, PARTNERS_MOST, Place, UNITS_MOST, field_region,
    field_regions,
};
use crate::{
    choice::Choice,
    country::Country,
    date::typed_as,
    draft,
    draft::{Checker, Draft},
    email::{self, Email},
    form::Fields,
    list,
    names::Names,
    problem::{Problem, Problems},
    vacancy::Region,
};
use jiff::civil::Date;

draft! {
    /// An office as it is typed: people by their e-mail addresses, lists an item a line.
    pub struct OfficeDraft => Entry, check_office {
        Public code,
        Public name_en,
        Public name_fr,
        Public name_es,
        Public place,
        Public region,
        Public city,
        Public country,
        Public units,
        Hrd director,
        Hrd alternate,
        Hrd leave_day,
        Hrd leave_month,
        Hrd leave_year,
        Hrd until_day,
        Hrd until_month,
        Hrd until_year,
        Hrd members,
        Public closed_day,
        Public closed_month,
        Public closed_year,
    }
}

/// An office, checked, with those who stand in it: by their addresses as long as only the form has them; whether its code is free, and
/// who has these addresses, the database knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<Who = Email> {
    pub code: String,
    pub names: Names,
    pub place: Place,
    /// Of a field office.
    pub region: Option<Region>,
    pub city: String,
    pub country: Country,
    pub units: Vec<String>,
    pub director: Option<Who>,
    pub alternate: Option<Who>,
    pub leave: Option<Leave>,
    pub members: Vec<Who>,
    /// From this day on it is closed.
    pub closed_on: Option<Date>,
}

impl<Who> Entry<Who> {
    /// The same office with others in it: a director, an alternate, members.
    #[must_use]
    pub fn with_people<Other>(
        self,
        director: Option<Other>,
        alternate: Option<Other>,
        members: Vec<Other>,
    ) -> Entry<Other> {
        Entry {
            director,
            alternate,
            members,
            code: self.code,
            names: self.names,
            place: self.place,
            region: self.region,
            city: self.city,
            country: self.country,
            units: self.units,
            leave: self.leave,
            closed_on: self.closed_on,
        }
    }
}

fn check_office(draft: &OfficeDraft, today: Date) -> Result<Entry, Problems> {
    let mut check = Checker::new(draft);
    let code = check.required_line("code", CODE_MOST);
    let names = check.names(NAME_MOST);
    let place = check.required_option("place", Place::parse);
    // Headquarters are in no region, whatever stands in its field.
    let region = match place {
        Some(Place::Field) => check.required_option("region", field_region),
        _ => None,
    };
    let city = check.required_line("city", CITY_MOST);
    let country = check.required_option("country", Country::parse);
    let units = check.list("units", UNITS_MOST, NAME_MOST);
    let director = address(&mut check, "director");
    let alternate = address(&mut check, "alternate");
    if alternate.is_some() && alternate.as_ref().map(Email::key) == director.as_ref().map(Email::key) {
        check.problems.add("alternate", Problem::SamePerson);
    }
    let from = check.date("leave_day", "leave_month", "leave_year", today);
    let until = check.date("until_day", "until_month", "until_year", today);
    match (from, until) {
        (Some(from), Some(until)) if until < from => {
            check.problems.add("until_day", Problem::EndsBeforeItStarts);
        }
        (None, Some(_)) if check.problems.of("leave_day").is_none() => {
            check.problems.add("leave_day", Problem::Missing);
        }
        _ => {}
    }
    let members = addresses(&mut check, "members", MEMBERS_MOST);
    let closed_on = check.date("closed_day", "closed_month", "closed_year", today);
    let leave = from.map(|from| Leave { from, until });
    let value = place.zip(country).map(|(place, country)| Entry {
        code,
        names,
        place,
        region,
        city,
        country,
        units,
        director,
        alternate,
        leave,
        members,
        closed_on,
    });
    check.or(value)
}

/// An e-mail address, if there is one.
fn address<D: Draft>(check: &mut Checker<'_, D>, field: &str) -> Option<Email> {
    let typed = check.line(field, email::LONGEST);
    let address = Email::parse(&typed);
    if address.is_none() && !typed.is_empty() {
        check.problems.add(field, Problem::NotAnEmail);
    }
    address
}

/// E-mail addresses, one a line; each person once.
fn addresses<D: Draft>(check: &mut Checker<'_, D>, field: &str, most: usize) -> Vec<Email> {
    let mut found: Vec<Email> = Vec::new();
    for line in check.list(field, most, email::LONGEST) {
        match Email::parse(&line) {
            Some(address) if found.iter().all(|other| other.key() != address.key()) => found.push(address),
            Some(_) => {}
            None => check.problems.add(field, Problem::NoAddress { line }),
        }
    }
    found
}

/// What an office is typed as.
#[must_use]
pub fn typed(entry: &Entry) -> Fields {
    let fields = [
        ("code", entry.code.clone()),
        ("place", entry.place.slug().to_owned()),
        ("region", entry.region.map(Choice::slug).unwrap_or_default().to_owned()),
        ("city", entry.city.clone()),
        ("country", entry.country.code().to_owned()),
        ("units", list::typed(&entry.units)),
        ("director", text(entry.director.as_ref())),
        ("alternate", text(entry.alternate.as_ref())),
        ("members", lines(&entry.members)),
    ];
    let mut fields: Vec<_> = fields.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    fields.extend(entry.names.typed().0);
    fields.extend(days(entry.leave, entry.closed_on));
    Fields(fields)
}

/// What the days of an office are typed as.
pub fn days(leave: Option<Leave>, closed_on: Option<Date>) -> impl Iterator<Item = (String, String)> {
    let (from, until) = (leave.map(|leave| leave.from), leave.and_then(|leave| leave.until));
    let all = [("leave", from), ("until", until), ("closed", closed_on)];
    all.into_iter().filter_map(|(name, day)| Some(typed_as(name, day?))).flatten()
}

fn text(address: Option<&Email>) -> String {
    address.map(Email::to_string).unwrap_or_default()
}

fn lines(addresses: &[Email]) -> String {
    addresses.iter().map(Email::as_str).collect::<Vec<_>>().join("\n")
}

draft! {
    /// The HR partners of each region, by their e-mail addresses, one a line.
    pub struct PartnersDraft => Partners, check_partners {
        Hrd africa,
        Hrd americas,
        Hrd arab_states,
        Hrd asia_and_the_pacific,
        Hrd europe_and_central_asia,
    }
}

/// The HR partners of each region.
pub type Partners = Vec<(Region, Vec<Email>)>;

/// The field in which a region's partners are typed.
#[must_use]
pub fn partners_field(region: Region) -> &'static str {
    match region {
        Region::Headquarters => "",
        Region::Africa => "africa",
        Region::Americas => "americas",
        Region::ArabStates => "arab_states",
        Region::AsiaAndThePacific => "asia_and_the_pacific",
        Region::EuropeAndCentralAsia => "europe_and_central_asia",
    }
}

fn check_partners(draft: &PartnersDraft, _today: Date) -> Result<Partners, Problems> {
    let mut check = Checker::new(draft);
    let partners = field_regions()
        .map(|region| (region, addresses(&mut check, partners_field(region), PARTNERS_MOST)))
        .collect();
    check.or(Some(partners))
}

/// What the HR partners are typed as.
#[must_use]
pub fn typed_partners(partners: &Partners) -> Fields {
    let field =
        |(region, addresses): &(Region, Vec<Email>)| (partners_field(*region).to_owned(), lines(addresses));
    Fields(partners.iter().map(field).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 29);

    fn draft() -> OfficeDraft {
        OfficeDraft::of([
            ("code", "CO-Dar es Salaam"),
            ("name_en", "Country office"),
            ("name_fr", "Bureau de pays"),
            ("name_es", "Oficina de país"),
            ("place", "field"),
            ("region", "africa"),
            ("city", "Dar es Salaam"),
            ("country", "TZ"),
            ("units", "• Programme\n• Administration\n"),
            ("director", "Director@example.org"),
            ("alternate", "other@example.org"),
            ("leave_day", "1"),
            ("leave_month", "12"),
            ("leave_year", "2026"),
            ("members", "a@example.org\nA@example.org\nb@example.org"),
        ])
    }

    fn problems(draft: &OfficeDraft) -> Vec<(String, Problem)> {
        draft.check(TODAY).unwrap_err().0.into_iter().map(|p| (p.field, p.problem)).collect()
    }

    #[test]
    fn what_is_typed_is_the_office() {
        let office = draft().check(TODAY).unwrap();
        assert_eq!((office.place, office.region), (Place::Field, Some(Region::Africa)));
        assert_eq!(office.units, ["Programme", "Administration"]);
        assert_eq!(office.members.len(), 2, "a person is a member once");
        assert_eq!(office.leave, Some(Leave { from: date(2026, 12, 1), until: None }));
        let again: OfficeDraft = typed(&office).draft();
        assert_eq!(again.check(TODAY), Ok(office));
    }

    #[test]
    fn all_that_is_missing_is_named_in_the_order_of_the_form() {
        let fields = ["code", "name_en", "name_fr", "name_es", "place", "city", "country"];
        let missing = fields.map(|field| (field.to_owned(), Problem::Missing));
        assert_eq!(problems(&OfficeDraft::default()), missing);
    }

    #[test]
    fn a_field_office_is_in_a_region_and_headquarters_in_none() {
        let mut office = draft();
        office.region.clear();
        assert_eq!(problems(&office), [("region".to_owned(), Problem::Missing)]);
        office.region = "headquarters".into();
        assert_eq!(problems(&office), [("region".to_owned(), Problem::NotAnOption)]);
        office.place = "headquarters".into();
        assert_eq!(office.check(TODAY).unwrap().region, None);
    }

    #[test]
    fn nobody_is_their_own_alternate_and_a_leave_ends_after_it_begins() {
        let mut office = draft();
        office.alternate = "director@EXAMPLE.org".into();
        assert_eq!(problems(&office), [("alternate".to_owned(), Problem::SamePerson)]);
        office = draft();
        (office.until_day, office.until_month, office.until_year) = ("30".into(), "11".into(), "2026".into());
        assert_eq!(problems(&office), [("until_day".to_owned(), Problem::EndsBeforeItStarts)]);
        office.leave_day.clear();
        office.leave_month.clear();
        office.leave_year.clear();
        assert_eq!(problems(&office), [("leave_day".to_owned(), Problem::Missing)]);
    }

    #[test]
    fn a_line_that_is_no_address_is_named() {
        let office = OfficeDraft { members: "a@example.org\nMs Smith".into(), ..draft() };
        let named = Problem::NoAddress { line: "Ms Smith".into() };
        assert_eq!(problems(&office), [("members".to_owned(), named)]);
        let partners = PartnersDraft { africa: "x@example.org\nnobody".into(), ..PartnersDraft::default() };
        let problems = partners.check(TODAY).unwrap_err();
        assert_eq!(problems.of("africa"), Some(&Problem::NoAddress { line: "nobody".into() }));
    }

    #[test]
    fn every_region_has_a_field_for_its_partners() {
        let fields: Vec<&str> = PartnersDraft::FIELDS.iter().map(|(name, _)| *name).collect();
        assert_eq!(fields, field_regions().map(partners_field).collect::<Vec<_>>());
        let typed_in = PartnersDraft { americas: "x@example.org".into(), ..PartnersDraft::default() };
        let partners = typed_in.check(TODAY).unwrap();
        let again: PartnersDraft = typed_partners(&partners).draft();
        assert_eq!(again, typed_in);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_refused_or_stays_as_it_is(
            code in ".{0,50}", units in ".{0,60}", members in "([a-z]{0,3}@?[a-z]{1,4}(\\.org)?\n?){0,4}", day in "[0-9]{0,3}",
        ) {
            let typed_in = OfficeDraft { code, units, members, closed_day: day, closed_month: "2".into(), closed_year: "2027".into(), ..draft() };
            if let Ok(office) = typed_in.check(TODAY) {
                let again: OfficeDraft = typed(&office).draft();
                prop_assert_eq!(again.check(TODAY), Ok(office));
            }
        }
    }
}
