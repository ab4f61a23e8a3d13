//! A profile as it is read: by its owner, or by a panel, which is shown less.

use super::labels;
use crate::{
    api::application::Names,
    at_once::Erase,
    dates,
    texts::{Texts, use_texts},
    ui::{SummaryList, SummaryRow},
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    date::YearMonth,
    draft::Privacy,
    profile::{
        Completion, Declaration, Education, Expertise, Gender, Job, Language, Membership, Mobility, More,
        Parts, Personal, Proficiency, Publication, Reference, Section, Training,
    },
};

/// Who reads a profile, and in which words.
#[derive(Clone, Copy)]
struct Reader<'a> {
    t: Texts,
    names: &'a Names,
    /// Whether it is a panel, which is shown those fields alone that are classed for it.
    panel: bool,
}

impl Reader<'_> {
    /// Whether a field of a section is for this reader's eyes.
    fn sees(&self, section: Section, field: &str) -> bool {
        let class = section.fields().iter().find(|(name, _)| *name == field).map(|(_, privacy)| *privacy);
        !self.panel || class == Some(Privacy::Panel)
    }

    /// Fields of a section by their names; those that are empty or for other eyes are left out. None if all are.
    fn facts<const N: usize>(&self, section: Section, all: [(&'static str, String); N]) -> Option<AnyView> {
        facts(
            all.into_iter()
                .filter(|(field, _)| self.sees(section, field))
                .map(|(field, value)| (labels::field(self.t, field), value)),
        )
    }
}

/// A profile, section by section; what was left out is not mentioned. A panel's sections are those of which it sees something.
#[component]
pub fn WholeProfile(profile: Parts, names: Names, #[prop(optional)] panel: bool) -> impl IntoView {
    let t = use_texts();
    let reader = Reader { t, names: &names, panel };
    Section::ALL
        .iter()
        .filter_map(|section| {
            let content = section_of(&reader, *section, &profile)?;
            Some(view! { <h2>{labels::section(t, *section)}</h2> {content} })
        })
        .collect::<Vec<_>>()
}

/// A section's content; none if there is none.
fn section_of(reader: &Reader, section: Section, profile: &Parts) -> Option<AnyView> {
    let all = |entries: Vec<AnyView>| (!entries.is_empty()).then(|| entries.erase());
    match section {
        Section::Personal => personal(reader, profile.personal.as_ref()?),
        Section::Experience => all(profile
            .experience
            .iter()
            .map(|entry| {
                let sector = entry.sector.map(|sector| labels::sector(reader.t, sector)).unwrap_or_default();
                job(reader, section, &entry.job, vec![entry.employer.clone()], sector)
            })
            .collect()),
        Section::OwnExperience => all(profile
            .own_experience
            .iter()
            .map(|entry| {
                let place = vec![entry.department.clone(), entry.duty_station.clone()];
                job(reader, section, &entry.job, place, "")
            })
            .collect()),
        Section::Expertise => rows(profile.expertise.iter().map(|entry| expertise(reader, entry))),
        Section::Education => all(profile.education.iter().map(|entry| education(reader, entry)).collect()),
        Section::Languages => rows(profile.languages.iter().map(|entry| language(reader, entry))),
        Section::Training => rows(profile.training.iter().map(|entry| training(reader.t, entry))),
        Section::Publications => rows(profile.publications.iter().map(publication)),
        Section::Memberships => rows(profile.memberships.iter().map(|entry| membership(reader.t, entry))),
        Section::References if reader.panel => None,
        Section::References => rows(profile.references.iter().map(reference)),
        Section::More => more(reader, profile.more.as_ref()?),
        Section::Declarations if reader.panel => None,
        Section::Declarations => Some(declarations(reader.t, profile.declarations.as_ref()?)),
        // Kept apart: it is never part of what is read.
        Section::Needs => None,
    }
}

/// Facts by their terms; those without a value are left out. None if all are.
fn facts(all: impl IntoIterator<Item = (impl Into<String>, String)>) -> Option<AnyView> {
    let rows: Vec<_> = all
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(term, value)| view! { <SummaryRow term>{value}</SummaryRow> })
        .collect();
    (!rows.is_empty()).then(|| view! { <SummaryList>{rows}</SummaryList> }.erase())
}

/// Entries that are a line each.
fn rows(all: impl Iterator<Item = (String, Vec<String>)>) -> Option<AnyView> {
    facts(all.map(|(term, said)| (term, joined(&said, " · "))))
}

/// What is not empty of these.
fn joined(texts: &[String], by: &str) -> String {
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    texts.join(by)
}

fn period(t: Texts, from: YearMonth, to: Option<YearMonth>) -> String {
    let to = to.map_or_else(|| t.profile_today().to_owned(), |to| dates::of_year(t, to));
    format!("{} – {to}", dates::of_year(t, from))
}

fn personal(reader: &Reader, personal: &Personal) -> Option<AnyView> {
    let Reader { t, names, .. } = *reader;
    let gender = match personal.gender {
        Some(Gender::Own) => personal.gender_own.clone(),
        Some(gender) => labels::gender(t, gender).to_owned(),
        None => String::new(),
    };
    let or_no = |text: &String| if text.is_empty() { t.form_no().to_owned() } else { text.clone() };
    let others: Vec<String> =
        personal.other_nationalities.iter().map(|country| names.country(*country)).collect();
    reader.facts(
        Section::Personal,
        [
            ("family_name", personal.family_name.clone()),
            ("given_names", personal.given_names.clone()),
            ("preferred_name", personal.preferred_name.clone()),
            ("birth_day", dates::long(t, personal.born_on)),
            ("gender", gender),
            ("nationality", names.country(personal.nationality)),
            ("other_nationality", joined(&others, ", ")),
            ("residence", names.country(personal.residence)),
            ("address", personal.address.clone()),
            ("phone", personal.phone.clone()),
            ("relatives", or_no(&personal.relatives)),
            ("served", or_no(&personal.served)),
            ("personnel_number", personal.personnel_number.clone()),
        ],
    )
}

/// A job: where, when, on what terms, duties and achievements, and what is said of it by term.
fn job(reader: &Reader, section: Section, job: &Job, place: Vec<String>, sector: &str) -> AnyView {
    let Reader { t, names, .. } = *reader;
    let place = joined(&[place, vec![names.country(job.country)]].concat(), ", ");
    let share = if job.is_full_time() { String::new() } else { t.profile_share_of(u64::from(job.share)) };
    let kind = job.kind.map(|kind| labels::kind(t, kind)).unwrap_or_default().to_owned();
    let international = if job.international { t.profile_international().to_owned() } else { String::new() };
    let terms = joined(&[job.grade.clone(), kind, share, international], " · ");
    let fields: Vec<String> = job.fields.iter().map(|area| names.area(area)).collect();
    let said = [
        ("sector", sector.to_owned()),
        ("fields", joined(&fields, ", ")),
        ("supervised", job.supervised.map(|count| count.to_string()).unwrap_or_default()),
        ("supervisor", job.supervisor.clone()),
        ("leaving", job.leaving.clone()),
    ];
    view! {
        <h3>{job.title.clone()}</h3>
        <p>
            {place} <br/> {period(t, job.from, job.to)}
            {(!terms.is_empty()).then(|| view! { <br/> {terms} })}
        </p>
        <h4>{t.profile_duties()}</h4>
        <p class="text">{job.duties.clone()}</p>
        <h4>{t.profile_achievements()}</h4>
        <p class="text">{job.achievements.clone()}</p>
        {reader.facts(section, said)}
    }
    .erase()
}

fn expertise(reader: &Reader, entry: &Expertise) -> (String, Vec<String>) {
    let Reader { t, names, .. } = *reader;
    let years = t.profile_years_until(u64::from(entry.years), entry.last_year);
    (names.area(&entry.area), vec![labels::depth(t, entry.depth).to_owned(), years])
}

fn education(reader: &Reader, entry: &Education) -> AnyView {
    let Reader { t, names, .. } = *reader;
    let place = joined(&[entry.institution.clone(), entry.place.clone(), names.country(entry.country)], ", ");
    let level = joined(&[labels::level(t, entry.level).to_owned(), entry.field.clone()], " · ");
    let until = match entry.completion {
        Completion::Obtained => String::new(),
        Completion::Expected => format!(" ({})", labels::completion(t, entry.completion)),
    };
    view! {
        <h3>{entry.degree.clone()}</h3>
        <p>{place} <br/> {level} <br/> {period(t, entry.from, Some(entry.to))} {until}</p>
    }
    .erase()
}

fn language(reader: &Reader, entry: &Language) -> (String, Vec<String>) {
    let Reader { t, names, .. } = *reader;
    let skills = [
        (t.profile_understanding(), entry.understanding),
        (t.profile_speaking(), entry.speaking),
        (t.profile_reading(), entry.reading),
        (t.profile_writing(), entry.writing),
    ];
    // A mother tongue is said once; what is below it, skill by skill.
    let mother_tongue = entry.mother_tongue.then(|| t.profile_level_mother_tongue().to_owned());
    let levels = skills
        .into_iter()
        .filter(|(_, level)| !(entry.mother_tongue && *level == Proficiency::MotherTongue))
        .map(|(skill, level)| t.profile_skill_level(skill, labels::proficiency(t, level)));
    let said = mother_tongue.into_iter().chain(levels).chain([entry.certificate.clone()]).collect();
    (names.language(&entry.language), said)
}

fn training(t: Texts, entry: &Training) -> (String, Vec<String>) {
    let said = vec![
        entry.provider.clone(),
        dates::of_year(t, entry.done),
        entry.length.clone(),
        entry.certificate.clone(),
    ];
    (entry.course.clone(), said)
}

fn publication(entry: &Publication) -> (String, Vec<String>) {
    let said =
        vec![entry.authors.clone(), entry.published_in.clone(), entry.year.to_string(), entry.link.clone()];
    (entry.publication.clone(), said)
}

fn membership(t: Texts, entry: &Membership) -> (String, Vec<String>) {
    (entry.body.clone(), vec![entry.position.clone(), period(t, entry.from, entry.to)])
}

fn reference(entry: &Reference) -> (String, Vec<String>) {
    let said = vec![entry.position.clone(), entry.relation.clone(), entry.email.clone(), entry.phone.clone()];
    (entry.referee.clone(), said)
}

fn more(reader: &Reader, more: &More) -> Option<AnyView> {
    let t = reader.t;
    let mobility = match more.mobility {
        Some(Mobility::SomePlaces) => more.places.clone(),
        Some(mobility) => labels::mobility(t, mobility).to_owned(),
        None => String::new(),
    };
    let texts = [
        ("motivation", &more.motivation),
        ("skills", &more.skills),
        ("computer_skills", &more.computer_skills),
    ];
    let texts: Vec<_> = texts
        .into_iter()
        .filter(|(field, text)| !text.is_empty() && reader.sees(Section::More, field))
        .map(|(field, text)| view! { <h3>{labels::field(t, field)}</h3> <p class="text">{text.clone()}</p> })
        .collect();
    let source = more.source.map(|source| labels::source(t, source)).unwrap_or_default().to_owned();
    let facts = reader
        .facts(Section::More, [("mobility", mobility), ("notice", more.notice.clone()), ("source", source)]);
    (!texts.is_empty() || facts.is_some()).then(|| view! { {texts} {facts} }.erase())
}

fn declarations(t: Texts, declaration: &Declaration) -> AnyView {
    view! {
        <ul>
            <li>{t.profile_declare_truth()}</li>
            <li>{t.profile_declare_conduct()}</li>
            <li>{t.profile_declare_checks()}</li>
        </ul>
        {facts([
            (t.profile_signed_name(), declaration.signed_name.clone()),
            (t.profile_signed(), dates::long(t, declaration.signed_on)),
        ])}
    }
    .erase()
}
