//! The Europass CV as it was until 2020 (`SkillsPassport`, version 3), which many still have: XML and JSON of one structure.

use crate::{
    Format, Found,
    collect::{Collector, Form, Job, is_expected},
    tree::Node,
    words::{When, in_parts, level, proficiency, without_markup},
};
use jiff::civil::Date;
use model::profile::{Gender, Section};

/// The passport in a document, if it is one.
pub(crate) fn passport(document: &Node) -> Option<&Node> {
    let root = document.at("SkillsPassport").unwrap_or(document);
    root.at("LearnerInfo").map(|_| root)
}

/// Reads a passport.
pub(crate) fn read(passport: &Node, today: Date) -> Found {
    let mut found = Collector::default();
    passport.pass(&["locale", "DocumentInfo", "PrintingPreferences", "CoverLetter"]);
    let Some(person) = passport.at("LearnerInfo") else { return found.found(Format::Europass) };
    if let Some(identification) = person.at("Identification") {
        // A picture is of no use to a panel.
        identification.pass(&["Photo", "Signature"]);
        self::person(&mut found, identification);
    }
    for entry in person.all("WorkExperience") {
        job(&mut found, entry);
    }
    for entry in person.all("Education") {
        study(&mut found, entry, today);
    }
    skills(&mut found, person);
    found.leave_rest(passport);
    found.found(Format::Europass)
}

/// A date: `<From year="2019" month="--03"/>`, `{"Year": 2019, "Month": 3}`.
fn when(node: Option<&Node>) -> Option<When> {
    let node = node?;
    let when = in_parts(&node.peek("Year"), &node.peek("Month"), &node.peek("Day"))?;
    node.pass(&["Year", "Month", "Day"]);
    Some(when)
}

/// What a thing with a code is called; its code is passed over then.
fn label(node: &Node, path: &str) -> String {
    let label = node.take(&format!("{path}.Label"));
    if !label.is_empty() {
        node.pass(&[&format!("{path}.Code")]);
    }
    label
}

/// A country by its code, or else in words.
fn country(node: Option<&Node>) -> String {
    let Some(node) = node else { return String::new() };
    let code = node.peek("Code").to_uppercase();
    let label = node.take("Label");
    if code.len() != 2 {
        return label;
    }
    node.pass(&["Code"]);
    // Europass has two codes of its own.
    match code.as_str() {
        "UK" => "GB".to_owned(),
        "EL" => "GR".to_owned(),
        _ => code,
    }
}

fn person(found: &mut Collector, node: &Node) {
    let mut form = Form::default();
    form.set("family_name", node.take("PersonName.Surname"))
        .set("given_names", node.take("PersonName.FirstName"));
    let born = when(node.at("Demographics.Birthdate")).unwrap_or_default();
    form.set("birth_day", born.day).set("birth_month", born.month).set("birth_year", born.year);
    let gender = node.take_as("Demographics.Gender.Code", |code| match code {
        "F" => Some(Gender::Woman),
        "M" => Some(Gender::Man),
        _ => None,
    });
    if gender.is_some() {
        node.pass(&["Demographics.Gender.Label"]);
    }
    form.choose("gender", gender);
    if let Some(demographics) = node.at("Demographics") {
        for (nationality, field) in demographics.all("Nationality").zip(["nationality", "other_nationality"])
        {
            form.set(field, country(Some(nationality)));
        }
    }
    if let Some(place) = node.at("ContactInfo.Address.Contact") {
        let town = format!("{} {}", place.take("PostalCode"), place.take("Municipality"));
        let lines = [place.take("AddressLine"), place.take("AddressLine2"), town.trim().to_owned()];
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        form.set("address", lines.join("\n")).set("residence", country(place.at("Country")));
    }
    if let Some(contact) = node.at("ContactInfo") {
        form.set("phone", contact.take("Telephone.Contact"));
        if let Some(telephone) = contact.at("Telephone") {
            telephone.pass(&["Use"]);
        }
    }
    found.add(Section::Personal, &mut form);
}

fn job(found: &mut Collector, entry: &Node) {
    let place = entry.at("Employer.ContactInfo.Address.Contact");
    let (from, to) = (when(entry.at("Period.From")), when(entry.at("Period.To")));
    let current = entry.take_as("Period.Current", |text| (text == "true").then_some(())).is_some();
    entry.pass(&["Period.Current"]);
    found.add_job(Job {
        title: label(entry, "Position"),
        employer: entry.take("Employer.Name"),
        town: place.map(|place| place.peek("Municipality")).unwrap_or_default(),
        country: place.map(|place| country(place.at("Country"))).unwrap_or_default(),
        current: current || to.is_none(),
        from,
        to,
        duties: without_markup(&entry.take("Activities")),
        ..Job::default()
    });
}

fn study(found: &mut Collector, entry: &Node, today: Date) {
    let degree = entry.take("Title");
    let to = when(entry.at("Period.To"));
    entry.pass(&["Period.Current"]);
    let mut form = Form::default();
    if let Some(place) = entry.at("Organisation.ContactInfo.Address.Contact") {
        form.set("country", country(place.at("Country"))).set("place", place.take("Municipality"));
    }
    form.set("institution", entry.take("Organisation.Name")).choose("level", level(&degree));
    form.set("degree", degree).set("field", label(entry, "Field"));
    form.set_month("from", when(entry.at("Period.From")).as_ref()).set_month("to", to.as_ref());
    if is_expected(to.as_ref(), today) {
        form.set("completion", "expected");
    }
    found.add(Section::Education, &mut form);
}

fn skills(found: &mut Collector, person: &Node) {
    let Some(skills) = person.at("Skills") else { return };
    if let Some(linguistic) = skills.at("Linguistic") {
        for tongue in linguistic.all("MotherTongue") {
            found.add_language(language(tongue), Some(model::profile::Proficiency::MotherTongue));
        }
        for tongue in linguistic.all("ForeignLanguage") {
            let mut form = Form::default();
            form.set("language", language(tongue));
            let mut level = |field, path: &str| {
                form.choose(field, tongue.take_as(&format!("ProficiencyLevel.{path}"), proficiency));
            };
            level("reading", "Reading");
            level("writing", "Writing");
            level("understanding", "Listening");
            level("speaking", "SpokenInteraction");
            // Speaking is one skill here: the lower of its two levels is the safe one.
            let production = tongue.take_as("ProficiencyLevel.SpokenProduction", proficiency);
            lower(&mut form, "speaking", production);
            found.add(Section::Languages, &mut form);
        }
    }
    let mut form = Form::default();
    let said = |part: &str| without_markup(&skills.take(&format!("{part}.Description")));
    let others: Vec<String> = ["Communication", "Organisational", "JobRelated", "Other"].map(said).into();
    let others: Vec<String> = others.into_iter().filter(|text| !text.is_empty()).collect();
    form.set("skills", others.join("\n")).set("computer_skills", said("Computer"));
    found.add(Section::More, &mut form);
}

/// A language by its code, or else its name.
fn language(tongue: &Node) -> String {
    let code = tongue.peek("Description.Code");
    if code.is_empty() {
        return tongue.take("Description.Label");
    }
    tongue.pass(&["Description.Code", "Description.Label"]);
    code.to_lowercase()
}

/// Sets a level that is there already to another, if that is lower.
pub(crate) fn lower(form: &mut Form, field: &str, level: Option<model::profile::Proficiency>) {
    use model::{choice::Choice, profile::Proficiency};
    let Some(level) = level else { return };
    match form.field(field) {
        Some(text) => {
            if Proficiency::parse(text).is_none_or(|known| level < known) {
                *text = level.slug().to_owned();
            }
        }
        None => {
            form.choose(field, Some(level));
        }
    }
}
