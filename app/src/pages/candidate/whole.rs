//! A whole profile, as its owner reads it: a panel would see less.

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
    profile::{
        Completion, Declaration, Education, Expertise, Gender, Job, Language, Membership, Mobility, More,
        Personal, Profile, Publication, Reference, Section, Training,
    },
};

/// A complete profile, section by section; what was left out is not mentioned.
#[component]
pub fn WholeProfile(profile: Profile, names: Names) -> impl IntoView {
    let t = use_texts();
    Section::ALL
        .iter()
        .filter_map(|section| {
            let content = section_of(t, *section, &profile, &names)?;
            Some(view! { <h2>{labels::section(t, *section)}</h2> {content} })
        })
        .collect::<Vec<_>>()
}

/// A section's content; none if there is none.
fn section_of(t: Texts, section: Section, profile: &Profile, names: &Names) -> Option<AnyView> {
    let all = |entries: Vec<AnyView>| (!entries.is_empty()).then(|| entries.erase());
    match section {
        Section::Personal => Some(personal(t, &profile.personal, names)),
        Section::Experience => all(profile
            .experience
            .iter()
            .map(|entry| {
                let sector = entry.sector.map(|sector| labels::sector(t, sector)).unwrap_or_default();
                let international = entry.international.then(|| t.profile_international().to_owned());
                let facts =
                    [(t.profile_sector(), sector.to_owned()), (t.profile_leaving(), entry.leaving.clone())];
                job(t, &entry.job, vec![entry.employer.clone()], international, names, facts.into())
            })
            .collect()),
        Section::OwnExperience => all(profile
            .own_experience
            .iter()
            .map(|entry| {
                job(
                    t,
                    &entry.job,
                    vec![entry.department.clone(), entry.duty_station.clone()],
                    None,
                    names,
                    vec![],
                )
            })
            .collect()),
        Section::Expertise => rows(profile.expertise.iter().map(|entry| expertise(t, entry, names))),
        Section::Education => all(profile.education.iter().map(|entry| education(t, entry, names)).collect()),
        Section::Languages => rows(profile.languages.iter().map(|entry| language(t, entry, names))),
        Section::Training => rows(profile.training.iter().map(|entry| training(t, entry))),
        Section::Publications => rows(profile.publications.iter().map(publication)),
        Section::Memberships => rows(profile.memberships.iter().map(|entry| membership(t, entry))),
        Section::References => rows(profile.references.iter().map(reference)),
        Section::More => profile.more.as_ref().map(|more_said| more(t, more_said)),
        Section::Declarations => Some(declarations(t, &profile.declarations)),
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

fn month(t: Texts, month: YearMonth) -> String {
    format!("{} {}", dates::month(t, month.month), month.year)
}

fn period(t: Texts, from: YearMonth, to: Option<YearMonth>) -> String {
    let to = to.map_or_else(|| t.profile_today().to_owned(), |to| month(t, to));
    format!("{} – {to}", month(t, from))
}

fn personal(t: Texts, personal: &Personal, names: &Names) -> AnyView {
    let gender = match personal.gender {
        Some(Gender::Own) => personal.gender_own.clone(),
        Some(gender) => labels::gender(t, gender).to_owned(),
        None => String::new(),
    };
    let or_no = |text: &String| if text.is_empty() { t.form_no().to_owned() } else { text.clone() };
    facts([
        (t.profile_family_name(), personal.family_name.clone()),
        (t.profile_given_names(), personal.given_names.clone()),
        (t.profile_preferred_name(), personal.preferred_name.clone()),
        (t.profile_birth(), dates::long(t, personal.born_on)),
        (t.profile_gender(), gender),
        (t.profile_nationality(), names.country(personal.nationality)),
        (
            t.profile_other_nationality(),
            personal.other_nationality.map(|country| names.country(country)).unwrap_or_default(),
        ),
        (t.profile_residence(), names.country(personal.residence)),
        (t.profile_address(), personal.address.clone()),
        (t.profile_phone(), personal.phone.clone()),
        (t.profile_relatives(), or_no(&personal.relatives)),
        (t.profile_served(), or_no(&personal.served)),
    ])
    .unwrap_or_else(|| ().erase())
}

/// A job: where, when, on what terms, duties and achievements, and what is said of it by term.
fn job(
    t: Texts,
    job: &Job,
    place: Vec<String>,
    international: Option<String>,
    names: &Names,
    more: Vec<(&'static str, String)>,
) -> AnyView {
    let place = joined(&[place, vec![names.country(job.country)]].concat(), ", ");
    let share = if job.share == 100 { String::new() } else { format!("{} %", job.share) };
    let kind = job.kind.map(|kind| labels::kind(t, kind)).unwrap_or_default().to_owned();
    let terms = joined(&[job.grade.clone(), kind, share, international.unwrap_or_default()], " · ");
    let supervised = job.supervised.map(|count| count.to_string()).unwrap_or_default();
    let said = [(t.profile_supervised(), supervised), (t.profile_supervisor(), job.supervisor.clone())];
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
        {facts(more.into_iter().chain(said))}
    }
    .erase()
}

fn expertise(t: Texts, entry: &Expertise, names: &Names) -> (String, Vec<String>) {
    let years = t.profile_years_until(u64::from(entry.years), entry.last_year);
    (names.area(entry.area), vec![labels::depth(t, entry.depth).to_owned(), years])
}

fn education(t: Texts, entry: &Education, names: &Names) -> AnyView {
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

fn language(t: Texts, entry: &Language, names: &Names) -> (String, Vec<String>) {
    let skills = [
        (t.profile_understanding(), entry.understanding),
        (t.profile_speaking(), entry.speaking),
        (t.profile_reading(), entry.reading),
        (t.profile_writing(), entry.writing),
    ];
    let said = skills.map(|(skill, level)| format!("{skill}: {}", labels::proficiency(t, level)));
    (names.language(&entry.language), said.to_vec())
}

fn training(t: Texts, entry: &Training) -> (String, Vec<String>) {
    let said =
        vec![entry.provider.clone(), month(t, entry.done), entry.length.clone(), entry.certificate.clone()];
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

fn more(t: Texts, more: &More) -> AnyView {
    let mobility = match more.mobility {
        Some(Mobility::SomePlaces) => more.places.clone(),
        Some(mobility) => labels::mobility(t, mobility).to_owned(),
        None => String::new(),
    };
    let texts = [
        (t.profile_motivation(), &more.motivation),
        (t.profile_skills(), &more.skills),
        (t.profile_computer_skills(), &more.computer_skills),
    ];
    let texts: Vec<_> = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(term, text)| view! { <h3>{term}</h3> <p class="text">{text.clone()}</p> })
        .collect();
    view! { {texts} {facts([(t.profile_mobility(), mobility), (t.profile_notice(), more.notice.clone())])} }
        .erase()
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
