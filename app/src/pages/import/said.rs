//! What stands in fields, as people read it: names for codes, months in words.

use crate::{api::import::ReviewPage, dates, pages::candidate::labels, texts::Texts};
use cv::{Offer, group};
use model::{
    choice::Choice,
    degree::Level,
    form::Fields,
    profile::{Completion, Gender, Kind, Mobility, Proficiency, ProfileDraft, Section, Sector, Source},
};

/// The name of a field that is offered.
pub fn label(t: Texts, offer: &Offer) -> String {
    let first = offer.fields.0.first().map(|(name, _)| name.as_str()).unwrap_or_default();
    labels::field(t, first).to_owned()
}

/// What an entry is called.
pub fn title(t: Texts, offer: &Offer, page: &ReviewPage) -> String {
    let title = if offer.section == Section::Languages {
        value(t, "language", offer.fields.get("language"), page)
    } else {
        let mut alone = ProfileDraft::default();
        alone.put(offer.section, "", &offer.fields);
        alone.rows(offer.section, crate::form::today()).pop().map(|row| row.title).unwrap_or_default()
    };
    if title.is_empty() { t.profile_untitled().to_owned() } else { title }
}

/// The fields with their names; the parts of a date are one.
pub fn rows(t: Texts, fields: &Fields, page: &ReviewPage) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    let mut before = "";
    for (name, _) in &fields.0 {
        if group(name) != before {
            before = group(name);
            let of_group = fields.0.iter().filter(|(known, _)| group(known) == before).cloned();
            rows.push((labels::field(t, name), whole(t, &Fields(of_group.collect()), page)));
        }
    }
    rows
}

/// What the fields of one group say.
pub fn whole(t: Texts, fields: &Fields, page: &ReviewPage) -> String {
    let part =
        |ending: &str| fields.0.iter().find(|(name, _)| name.ends_with(ending)).map(|(_, text)| text.trim());
    match fields.0.as_slice() {
        [] => String::new(),
        [(name, text)] if group(name) == name => value(t, name, text, page),
        _ => {
            let month =
                part("_month").and_then(|month| month.parse().ok()).map(|month| dates::month(t, month));
            let parts = [part("_day"), month, part("_year")].map(Option::unwrap_or_default);
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
    }
}

/// What a field says, where it is a code or a choice by its name.
fn value(t: Texts, name: &str, text: &str, page: &ReviewPage) -> String {
    fn chosen<C: Choice>(t: Texts, text: &str, label: fn(Texts, C) -> &'static str) -> Option<String> {
        C::parse(text).map(|choice| label(t, choice).to_owned())
    }
    let named = match name {
        "country" | "residence" | "nationality" | "other_nationality" => page.countries.get(text).cloned(),
        "language" => page.languages.get(text).cloned(),
        "gender" => chosen::<Gender>(t, text, labels::gender),
        "sector" => chosen::<Sector>(t, text, labels::sector),
        "kind" => chosen::<Kind>(t, text, labels::kind),
        "level" => chosen::<Level>(t, text, labels::level),
        "completion" => chosen::<Completion>(t, text, labels::completion),
        "mobility" => chosen::<Mobility>(t, text, labels::mobility),
        "source" => chosen::<Source>(t, text, labels::source),
        "reading" | "writing" | "speaking" | "understanding" => {
            chosen::<Proficiency>(t, text, labels::proficiency)
        }
        "current" | "international" => Some(t.form_yes().to_owned()),
        _ => None,
    };
    named.unwrap_or_else(|| text.to_owned())
}
