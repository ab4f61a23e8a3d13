//! The Europass CV as it is since 2020: XML with the root `Candidate`, after HR Open Standards.

use crate::{
    Format, Found, Limits,
    collect::{Collector, Form, Job, is_expected},
    europass::lower,
    tree::Node,
    words::{When, level, proficiency, tidy, without_markup},
};
use jiff::civil::Date;
use model::{
    degree::Level,
    draft::{LONGEST_SAVED, over},
    profile::{Gender, Proficiency, Section},
};

/// Reads a candidate.
pub(crate) fn read(candidate: &Node, today: Date) -> Found {
    let mut found = Collector::default();
    candidate.pass(&["DocumentID", "CandidateSupplier", "RenderingInformation"]);
    if let Some(node) = candidate.at("CandidatePerson") {
        person(&mut found, node);
    }
    if let Some(profile) = candidate.at("CandidateProfile") {
        profile.pass(&["ID", "languageCode", "Attachment"]);
        self::profile(&mut found, profile, today);
    }
    found.leave_rest(candidate);
    found.found(Format::Europass)
}

fn date(node: &Node, path: &str) -> Option<When> {
    node.take_as(&format!("{path}.FormattedDateTime"), When::parse)
}

/// A country by its code, which this format writes small, or in words.
fn country(node: Option<&Node>) -> String {
    let text = node.map(Node::own).unwrap_or_default();
    if text.len() == 2 { text.to_uppercase() } else { text }
}

fn person(found: &mut Collector, node: &Node) {
    let mut form = Form::default();
    form.set("family_name", node.take("PersonName.FamilyName"))
        .set("given_names", node.take("PersonName.GivenName"));
    let born = node.take_as("BirthDate", When::parse).unwrap_or_default();
    form.set("birth_day", born.day).set("birth_month", born.month).set("birth_year", born.year);
    form.choose(
        "gender",
        node.take_as("GenderCode", |code| match code {
            "female" => Some(Gender::Woman),
            "male" => Some(Gender::Man),
            _ => None,
        }),
    );
    for (code, field) in node.all("NationalityCode").zip(["nationality", "other_nationality"]) {
        form.set(field, country(Some(code)));
    }
    let (mut phoned, mut housed) = (false, false);
    for way in node.all("Communication") {
        if way.peek("ChannelCode") == "Telephone" && !phoned {
            let dialled = format!("{} {}", way.take("CountryDialing"), way.take("DialNumber"));
            let plus = if way.peek("CountryDialing").is_empty() { "" } else { "+" };
            form.set("phone", format!("{plus}{}", dialled.trim()));
            way.pass(&["ChannelCode", "UseCode", "CountryCode"]);
            phoned = true;
        }
        if let Some(place) = way.at("Address").filter(|_| !housed) {
            let town = format!("{} {}", place.take("PostalCode"), place.take("CityName"));
            let lines = [place.take("AddressLine"), town.trim().to_owned()];
            let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
            form.set("address", lines.join("\n")).set("residence", country(place.at("CountryCode")));
            place.pass(&["type"]);
            way.pass(&["ChannelCode", "UseCode"]);
            housed = true;
        }
    }
    found.add(Section::Personal, &mut form);
    for tongue in node.take_all("PrimaryLanguageCode") {
        found.add_language(tongue.to_lowercase(), Some(Proficiency::MotherTongue));
    }
    // Says in which way a code is one.
    for tongue in node.all("PrimaryLanguageCode") {
        tongue.pass(&["name"]);
    }
}

fn profile(found: &mut Collector, profile: &Node, today: Date) {
    let each = |path: [&'static str; 2]| {
        profile.all(path[0]).flat_map(move |list| list.all(path[1])).collect::<Vec<_>>()
    };
    let mut so_many = 0;
    for node in each(["EmploymentHistory", "EmployerHistory"]) {
        let mut positions = node.all("PositionHistory").take(Limits::SHARING - so_many).peekable();
        if positions.peek().is_none() {
            continue;
        }
        let employer = Employer::take(node);
        for position in positions {
            so_many += 1;
            job(found, &employer, position);
        }
    }
    for entry in each(["EducationHistory", "EducationOrganizationAttendance"]) {
        study(found, entry, today);
    }
    for entry in each(["PublicationHistory", "Publication"]) {
        let mut form = Form::default();
        form.set("publication", entry.take("Title")).set("authors", entry.take("Authors"));
        let journal = entry.take("Journal");
        let published_in = if journal.is_empty() { entry.take("Publisher") } else { journal };
        form.set("published_in", published_in).set("published_year", entry.take("Year"));
        form.set(
            "link",
            entry
                .take_as("Link", |text| text.starts_with("http").then(|| text.to_owned()))
                .unwrap_or_default(),
        );
        found.add(Section::Publications, &mut form);
    }
    let mut computers = Vec::new();
    for competency in each(["PersonQualifications", "PersonCompetency"]) {
        if competency.peek("TaxonomyID") == "language" {
            language(found, competency);
        } else {
            computers.push(competency.take("CompetencyName"));
            competency.pass(&["TaxonomyID", "CompetencyID"]);
        }
    }
    for group in profile.all("Skills") {
        let groups = std::iter::once(group).chain(group.all("SkillsGroup"));
        for group in groups {
            let names: Vec<String> = group
                .all("PersonCompetency")
                .map(|one| {
                    one.pass(&["TaxonomyID", "CompetencyID"]);
                    one.take("CompetencyName")
                })
                .collect();
            let title = group.take("Title");
            match (title.as_str(), names.is_empty()) {
                (_, true) => {}
                ("", false) => computers.extend(names),
                (title, false) => computers.push(format!("{title}: {}", names.join(", "))),
            }
        }
    }
    computers.retain(|name| !name.is_empty());
    let mut form = Form::default();
    form.set("computer_skills", computers.join("\n"));
    found.add(Section::More, &mut form);
}

/// What several positions share.
struct Employer {
    name: String,
    town: String,
    country: String,
}

impl Employer {
    /// Takes it, once for all positions. What no form may hold is left.
    fn take(employer: &Node) -> Self {
        let holds = |node: &&Node| over(&node.text, LONGEST_SAVED).is_none();
        let name = employer.at("OrganizationName").filter(holds).map(Node::own).unwrap_or_default();
        let address = employer.at("OrganizationContact.Communication.Address");
        let part = |name: &str| address.and_then(|address| address.at(name)).filter(holds);
        let town = part("CityName").map(|town| tidy(&town.text)).unwrap_or_default();
        Employer { name, town, country: country(part("CountryCode")) }
    }
}

fn job(found: &mut Collector, employer: &Employer, position: &Node) {
    let (from, to) =
        (date(position, "EmploymentPeriod.StartDate"), date(position, "EmploymentPeriod.EndDate"));
    let current = position.peek("EmploymentPeriod.CurrentIndicator") == "true" || to.is_none();
    position.pass(&["EmploymentPeriod.CurrentIndicator", "PositionTitle.typeCode"]);
    let mut place = country(position.at("Country"));
    let mut town = position.peek("City");
    if place.is_empty() {
        place.clone_from(&employer.country);
    }
    if town.is_empty() {
        town.clone_from(&employer.town);
    }
    found.add_job(Job {
        title: position.take("PositionTitle"),
        employer: employer.name.clone(),
        town,
        country: place,
        from,
        to,
        current,
        duties: without_markup(&position.take("Description")),
        ..Job::default()
    });
}

fn study(found: &mut Collector, entry: &Node, today: Date) {
    let degree = entry.take("EducationDegree.DegreeName");
    let to = date(entry, "AttendancePeriod.EndDate");
    let ongoing = entry.peek("AttendancePeriod.Ongoing") == "true";
    entry.pass(&["AttendancePeriod.Ongoing"]);
    let mut form = Form::default();
    if let Some(place) = entry.at("OrganizationContact.Communication.Address") {
        form.set("country", country(place.at("CountryCode"))).set("place", place.take("CityName"));
        place.pass(&["type"]);
    }
    // Of the levels of the European Qualifications Framework, only the highest is one degree alone.
    let by_code = || entry.take_as("EducationLevelCode", |code| (code == "8").then_some(Level::Doctorate));
    form.set("institution", entry.take("OrganizationName")).choose("level", level(&degree).or_else(by_code));
    form.set("degree", degree);
    form.set_month("from", date(entry, "AttendancePeriod.StartDate").as_ref()).set_month("to", to.as_ref());
    if ongoing || is_expected(to.as_ref(), today) {
        form.set("completion", "expected");
    }
    found.add(Section::Education, &mut form);
}

fn language(found: &mut Collector, competency: &Node) {
    let mut form = Form::default();
    form.set("language", competency.take("CompetencyID").to_lowercase());
    competency.pass(&["TaxonomyID", "CompetencyID.schemeName"]);
    for dimension in competency.all("CompetencyDimension") {
        let field = dimension.take_as("CompetencyDimensionTypeCode", |code| match code {
            "CEF-Understanding-Listening" => Some("understanding"),
            "CEF-Understanding-Reading" => Some("reading"),
            "CEF-Speaking-Interaction" | "CEF-Speaking-Production" => Some("speaking"),
            "CEF-Writing-Production" => Some("writing"),
            _ => None,
        });
        if let Some(field) = field {
            lower(&mut form, field, dimension.take_as("Score.ScoreText", proficiency));
        }
    }
    found.add(Section::Languages, &mut form);
}
