//! What stands in fields, as people read it: names for codes, months in words.

use crate::{
    api::import::ReviewPage,
    dates,
    pages::candidate::{labels, words},
    texts::Texts,
};
use cv::{Offer, group};
use model::{
    form::Fields,
    profile::{ProfileDraft, Section},
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
    words::value(t, |list, code| page.lists.name(list, code), name, text)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::api::profile::Lists;
    use model::language::Lang;

    #[test]
    fn what_was_found_is_told_as_the_profile_tells_it() {
        let fields =
            [("language", "sw"), ("mother_tongue", "yes"), ("reading", "advanced"), ("fields", "law")];
        let fields = Fields(fields.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
        let areas = services::area::Areas::shipped().unwrap();
        let mut lists = Lists::default();
        for (name, text) in &fields.0 {
            lists.learn(Lang::Fr, &areas, name, text);
        }
        let review = cv::Review {
            id: String::new(),
            format: cv::Format::Europass,
            offers: vec![],
            unknown: vec![],
            more: 0,
            bases: vec![],
        };
        let rows = rows(Texts(Lang::Fr), &fields, &ReviewPage { review, lists });
        let said: Vec<_> = rows.iter().map(|(_, said)| said.as_str()).collect();
        let t = Texts(Lang::Fr);
        assert_eq!(
            said,
            ["Swahili", t.form_yes(), t.profile_level_advanced(), "Droit, hors droit du travail"]
        );
    }
}
