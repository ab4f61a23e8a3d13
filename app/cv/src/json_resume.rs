//! JSON Resume 1.0.0 (<https://jsonresume.org/schema>), read and written. Files of older editions are read too: they say
//! `company` and `website` for what is now `name` and `url`.

use crate::{
    Format, Found,
    collect::{Collector, Form, Job, is_expected},
    tree::Node,
    words::{When, as_list, is_now, level, names, proficiency},
};
use jiff::civil::Date;
use model::{
    choice::Choice,
    draft::Draft,
    profile::{Entry, Kind, LanguageDraft, Listed, Proficiency, ProfileDraft, Section},
};
use serde_json::{Map, Value, json};

/// The schema that a file of ours says it follows.
const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
/// What the skills with computers are called among the skills.
const COMPUTER_SKILLS: &str = "Computer skills";
/// What the organisation is called as an employer.
const OWN_NAME: &str = "International Labour Organization (ILO)";
/// The skills of a language, in the order in which they are written.
const TONGUE: [&str; 4] = ["understanding", "speaking", "reading", "writing"];

/// Whether a document is a JSON Resume: it has one of the parts that only these have.
pub(crate) fn is_one(document: &Node) -> bool {
    let schema = document.peek("$schema");
    ["basics", "work", "education", "volunteer"].iter().any(|part| document.at(part).is_some())
        || schema.contains("jsonresume")
}

/// Reads a document.
pub(crate) fn read(document: &Node, today: Date) -> Found {
    let mut found = Collector::default();
    document.pass(&["$schema", "meta"]);
    if let Some(basics) = document.at("basics") {
        person(&mut found, basics);
    }
    for (part, kind) in [("work", None), ("volunteer", Some(Kind::Volunteering))] {
        for entry in document.all(part) {
            found.add_job(job(entry, kind));
        }
    }
    for entry in document.all("education") {
        study(&mut found, entry, today);
    }
    for entry in document.all("certificates") {
        let mut form = Form::default();
        form.set("course", entry.take("name")).set("provider", entry.take("issuer"));
        form.set_month("done", entry.take_as("date", When::parse).as_ref());
        found.add(Section::Training, &mut form);
    }
    for entry in document.all("publications") {
        let mut form = Form::default();
        let year = entry.take_as("releaseDate", When::parse).unwrap_or_default().year;
        form.set("publication", entry.take("name")).set("published_in", entry.take("publisher"));
        form.set("published_year", year).set("link", first(entry, &["url", "website"]));
        found.add(Section::Publications, &mut form);
    }
    for entry in document.all("languages") {
        let language = entry.take("language");
        let said = entry.take_as("fluency", by_skill);
        match said {
            Some((mother_tongue, levels)) => {
                let mut form = Form::default();
                form.set("language", language).set("mother_tongue", if mother_tongue { "yes" } else { "" });
                TONGUE.iter().zip(levels).for_each(|(skill, level)| {
                    form.choose(skill, level);
                });
                found.add(Section::Languages, &mut form);
            }
            None => found.add_language(language, entry.take_as("fluency", proficiency)),
        }
    }
    skills(&mut found, document);
    for entry in document.all("references") {
        let mut form = Form::default();
        form.set("referee", entry.take("name"));
        found.add(Section::References, &mut form);
    }
    found.leave_rest(document);
    found.found(Format::JsonResume)
}

/// The first of these that is there.
fn first(entry: &Node, names: &[&str]) -> String {
    names.iter().map(|name| entry.take(name)).find(|text| !text.is_empty()).unwrap_or_default()
}

fn person(found: &mut Collector, basics: &Node) {
    let (family, given) = names(&basics.take("name"));
    let place = |name: &str| basics.take(&format!("location.{name}"));
    let town = [place("postalCode"), place("city")].join(" ");
    let lines = [place("address"), town.trim().to_owned(), place("region")];
    let address: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    let mut form = Form::default();
    form.set("family_name", family).set("given_names", given);
    form.set("residence", place("countryCode")).set("address", address.join("\n"));
    form.set("phone", basics.take("phone"));
    found.add(Section::Personal, &mut form);
}

fn job(entry: &Node, kind: Option<Kind>) -> Job {
    let from = entry.take_as("startDate", When::parse);
    let to = entry.take_as("endDate", When::parse);
    let ends = entry.at("endDate").is_some_and(|end| !end.text.trim().is_empty() && !is_now(&end.text));
    entry.take_as("endDate", |text| is_now(text).then_some(()));
    let employer = first(entry, &["name", "company", "organization"]);
    let own = crate::words::is_own(&employer);
    let place = entry.take("location");
    let (town, country) = match place.rsplit_once(", ") {
        Some((town, country)) if own => (town.to_owned(), country.to_owned()),
        _ => (String::new(), place),
    };
    Job {
        title: entry.take("position"),
        department: if own { entry.take("description") } else { String::new() },
        employer,
        town,
        country,
        current: !ends,
        from,
        to,
        kind,
        duties: entry.take("summary"),
        achievements: as_list(&entry.take_all("highlights")),
    }
}

fn study(found: &mut Collector, entry: &Node, today: Date) {
    let degree = entry.take("studyType");
    let to = entry.take_as("endDate", When::parse);
    let mut form = Form::default();
    form.set("institution", entry.take("institution")).choose("level", level(&degree));
    form.set("degree", degree).set("field", entry.take("area"));
    form.set_month("from", entry.take_as("startDate", When::parse).as_ref()).set_month("to", to.as_ref());
    if is_expected(to.as_ref(), today) {
        form.set("completion", "expected");
    }
    found.add(Section::Education, &mut form);
}

/// Skills as lines: `Surveys (advanced): sampling, weighting`.
fn skills(found: &mut Collector, document: &Node) {
    let (mut others, mut computers) = (Vec::new(), Vec::new());
    for entry in document.all("skills") {
        let (name, level, keywords) = (entry.take("name"), entry.take("level"), entry.take_all("keywords"));
        if name == COMPUTER_SKILLS {
            computers.extend(keywords);
            continue;
        }
        let level = if level.is_empty() { level } else { format!(" ({level})") };
        let keywords = if keywords.is_empty() { String::new() } else { format!(": {}", keywords.join(", ")) };
        others.push(format!("{name}{level}{keywords}"));
    }
    let mut form = Form::default();
    form.set("skills", others.join("\n")).set("computer_skills", computers.join("\n"));
    found.add(Section::More, &mut form);
}

/// Whether it is a mother tongue, and the level of each skill, as [`fluency`] writes it.
fn by_skill(text: &str) -> Option<(bool, [Option<Proficiency>; 4])> {
    let mut levels = [None; 4];
    let mother_tongue = Proficiency::MotherTongue.slug();
    for part in text.split(", ").filter(|part| *part != mother_tongue) {
        let (skill, level) = part.split_once(' ')?;
        let at = TONGUE.iter().position(|known| *known == skill)?;
        levels[at] = Some(Proficiency::parse(level)?);
    }
    Some((text.split(", ").any(|part| part == mother_tongue), levels))
}

/// How well a language is known: that it is a mother tongue; the level, where all skills have one; else each with its own.
fn fluency(draft: &LanguageDraft) -> String {
    let mother_tongue = if draft.mother_tongue.is_empty() { "" } else { Proficiency::MotherTongue.slug() };
    let levels: Vec<(&str, &str)> = TONGUE
        .iter()
        .map(|skill| (*skill, draft.get(skill)))
        .filter(|(_, level)| !level.is_empty())
        .collect();
    match levels.as_slice() {
        [] => mother_tongue.to_owned(),
        all if !mother_tongue.is_empty() => {
            let levels = all.iter().map(|(skill, level)| format!(", {skill} {level}"));
            format!("{mother_tongue}{}", levels.collect::<String>())
        }
        [(_, one), rest @ ..] if rest.len() == 3 && rest.iter().all(|(_, level)| level == one) => {
            (*one).to_owned()
        }
        all => all.iter().map(|(skill, level)| format!("{skill} {level}")).collect::<Vec<_>>().join(", "),
    }
}

/// Writes a profile as far as it is typed, for what the format can carry. `language` gives a language's name by its code,
/// `country` a country's.
#[must_use]
pub fn write(
    profile: &ProfileDraft,
    email: &str,
    language: impl Fn(&str) -> String,
    country: impl Fn(&str) -> String,
) -> String {
    let personal = &profile.personal;
    let name = format!("{} {}", personal.given_names.trim(), personal.family_name.trim());
    let place = object([("address", personal.address.clone()), ("countryCode", personal.residence.clone())]);
    let mut basics = object([
        ("name", name.trim().to_owned()),
        ("email", email.to_owned()),
        ("phone", personal.phone.clone()),
    ]);
    put(&mut basics, "location", place.into());
    let of_kind = |volunteer: bool| {
        let chosen = move |entry: &&Entry<_>| {
            let entry: &Entry<model::profile::ExperienceDraft> = entry;
            (entry.value.kind == Kind::Volunteering.slug()) == volunteer
        };
        profile.experience.iter().filter(chosen)
    };
    let mut work: Vec<Value> = Vec::new();
    for entry in of_kind(false) {
        let draft = &entry.value;
        work.push(job_of(draft, [("name", draft.employer.clone()), ("location", country(&draft.country))]));
    }
    for Entry { value, .. } in &profile.own_experience {
        let place: Vec<String> = [value.duty_station.clone(), country(&value.country)].into();
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let said = [
            ("name", OWN_NAME.to_owned()),
            ("description", value.department.clone()),
            ("location", place.join(", ")),
        ];
        work.push(job_of(value, said));
    }
    let volunteer: Vec<Value> = of_kind(true)
        .map(|entry| job_of(&entry.value, [("organization", entry.value.employer.clone())]))
        .collect();
    let education = each(&profile.education, |draft| {
        object([
            ("institution", draft.institution.clone()),
            ("studyType", draft.degree.clone()),
            ("area", draft.field.clone()),
            ("startDate", date(&draft.from_year, &draft.from_month)),
            ("endDate", date(&draft.to_year, &draft.to_month)),
        ])
    });
    let certificates = each(&profile.training, |draft| {
        object([
            ("name", draft.course.clone()),
            ("issuer", draft.provider.clone()),
            ("date", date(&draft.done_year, &draft.done_month)),
        ])
    });
    let publications = each(&profile.publications, |draft| {
        object([
            ("name", draft.publication.clone()),
            ("publisher", draft.published_in.clone()),
            ("releaseDate", date(&draft.published_year, "")),
            ("url", draft.link.clone()),
        ])
    });
    let languages = each(&profile.languages, |draft| {
        object([("language", language(&draft.language)), ("fluency", fluency(draft))])
    });
    let references = each(&profile.references, |draft| object([("name", draft.referee.clone())]));
    let lines =
        |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let (others, computers): (Vec<String>, Vec<String>) =
        (lines(&profile.more.skills), lines(&profile.more.computer_skills));
    let mut skills: Vec<Value> = others.into_iter().map(|name| json!({ "name": name })).collect();
    if !computers.is_empty() {
        skills.push(json!({ "name": COMPUTER_SKILLS, "keywords": computers }));
    }
    let mut resume = Map::new();
    resume.insert("$schema".to_owned(), SCHEMA.into());
    put(&mut resume, "basics", basics.into());
    for (part, entries) in [
        ("work", work),
        ("volunteer", volunteer),
        ("education", education),
        ("certificates", certificates),
        ("publications", publications),
        ("skills", skills),
        ("languages", languages),
        ("references", references),
    ] {
        put(&mut resume, part, entries.into());
    }
    format!("{:#}\n", Value::Object(resume))
}

/// The entries of a section, without empty ones.
fn each<D: Listed>(entries: &[Entry<D>], write: impl Fn(&D) -> Map<String, Value>) -> Vec<Value> {
    entries
        .iter()
        .map(|entry| write(&entry.value))
        .filter(|entry| !entry.is_empty())
        .map(Value::Object)
        .collect()
}

/// A job's fields, behind what is said of its employer.
fn job_of<const N: usize>(draft: &impl Draft, said: [(&'static str, String); N]) -> Value {
    let mut job = object(said);
    let get = |field: &str| draft.get(field).to_owned();
    let end = if get("current").is_empty() { date(&get("to_year"), &get("to_month")) } else { String::new() };
    job.extend(object([
        ("position", get("title")),
        ("startDate", date(&get("from_year"), &get("from_month"))),
        ("endDate", end),
        ("summary", get("duties")),
    ]));
    put(&mut job, "highlights", highlights(&get("achievements")).into());
    Value::Object(job)
}

/// Achievements as the format has them, so that [`as_list`] gives the same text again.
fn highlights(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.trim().lines().collect();
    if lines.len() > 1 && lines.iter().all(|line| line.starts_with("• ")) {
        return lines.iter().map(|line| line.trim_start_matches("• ").to_owned()).collect();
    }
    if text.trim().is_empty() { Vec::new() } else { vec![text.to_owned()] }
}

/// A date as far as it is typed: `2019-03`.
fn date(year: &str, month: &str) -> String {
    match (year.trim(), month.trim().parse::<u8>()) {
        ("", _) => String::new(),
        (year, Ok(month)) => format!("{year}-{month:02}"),
        (year, Err(_)) => year.to_owned(),
    }
}

/// What is not empty of these.
fn object<const N: usize>(fields: [(&'static str, String); N]) -> Map<String, Value> {
    let filled = fields.into_iter().filter(|(_, text)| !text.trim().is_empty());
    filled.map(|(name, text)| (name.to_owned(), Value::String(text))).collect()
}

/// Adds a part, if there is anything in it.
fn put(object: &mut Map<String, Value>, name: &str, value: Value) {
    let empty = match &value {
        Value::Array(all) => all.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    if !empty {
        object.insert(name.to_owned(), value);
    }
}
