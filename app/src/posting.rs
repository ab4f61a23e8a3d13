//! What a notice says to search engines: schema.org's JobPosting, as JSON-LD.

use crate::{names, pages::public::vacancy_words as words, texts::Texts, ui::escaped};
use leptos::{nonce::use_nonce, prelude::*};
use model::{
    language::Lang,
    vacancy::{ContractType, Notice, Qualification},
};
use serde_json::{Value, json};
use services::board::in_zone;
use std::fmt::Write as _;

/// The element of the page's head.
pub fn view(notice: &Notice, lang: Lang, site: &str) -> impl IntoView + use<> {
    let address = format!("{site}{}", lang.address(&format!("/vacancies/{}", notice.slug)));
    // Whatever is written in a notice, it cannot end the element.
    let posting = posting(notice, lang, &address, site).to_string();
    let posting = posting.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    view! {
        <script type="application/ld+json" nonce=use_nonce() inner_html=posting></script>
    }
}

/// The notice as a JobPosting.
fn posting(notice: &Notice, lang: Lang, address: &str, site: &str) -> Value {
    let t = Texts(lang);
    let mut posting = json!({
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": notice.text.title,
        "description": description(t, notice),
        "identifier": { "@type": "PropertyValue", "name": t.site_name(), "value": notice.number },
        "url": address,
        "datePosted": words::iso(notice.published_on),
        "validThrough": in_zone(notice.closes_at, &notice.zone),
        "employmentType": employment(notice.contract_type),
        "hiringOrganization": {
            "@type": "Organization",
            "name": t.notice_organization(),
            "sameAs": site,
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": notice.duty_station.city,
                "addressCountry": notice.duty_station.country.code(),
            },
        },
        "occupationalCategory": words::category(t, notice.category),
        "directApply": true,
    });
    if !notice.open_to.is_empty() {
        let countries: Vec<_> = notice.open_to.iter().map(|country| names::country(lang, *country)).collect();
        posting["eligibilityToWorkRequirement"] =
            format!("{}: {}", t.vacancy_open_to(), countries.join(", ")).into();
    }
    posting
}

/// The kinds of employment that Google's documentation of JobPosting knows.
fn employment(contract: ContractType) -> &'static str {
    match contract {
        ContractType::FixedTerm
        | ContractType::WithoutLimitOfTime
        | ContractType::JuniorProfessionalOfficer => "FULL_TIME",
        ContractType::ShortTerm => "TEMPORARY",
        ContractType::Internship => "INTERN",
        ContractType::ExternalCollaboration => "CONTRACTOR",
        ContractType::Roster => "OTHER",
    }
}

/// The whole text, as the simple HTML that JobPosting asks for.
fn description(t: Texts, notice: &Notice) -> String {
    let text = &notice.text;
    let mut html = String::new();
    let mut part = |title: &str, text: &str| {
        if !text.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(html, "<p><b>{}</b></p>", escaped(title));
            for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
                let _ = write!(html, "<p>{}</p>", escaped(paragraph.trim()).replace('\n', "<br>"));
            }
        }
    };
    let qualification = |q: &Qualification| match q.desirable.as_str() {
        "" => q.minimum.clone(),
        desirable => format!("{}\n\n{}: {desirable}", q.minimum, t.vacancy_desirable()),
    };
    part(t.vacancy_who_may_apply(), &text.who_may_apply);
    part(t.vacancy_overview(), &text.overview);
    part(t.vacancy_duties(), &text.duties.join("\n\n"));
    part(t.vacancy_education(), &qualification(&text.education));
    part(t.vacancy_experience(), &qualification(&text.experience));
    part(t.vacancy_languages(), &qualification(&text.languages));
    part(t.vacancy_competencies(), &qualification(&text.competencies));
    part(t.vacancy_conditions(), &text.conditions);
    part(t.vacancy_process(), &text.process);
    html
}
