//! Filling in a profile from a file: what was found waits on the server for its owner to decide. Deciding is a plain post
//! (`server/src/forms/import.rs`).

use super::ApiError;
use cv::{Found, Review};
use leptos::{
    prelude::*,
    server_fn::codec::{Json, Postcard},
};
use model::language::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What waits, with the names that only the server knows: of countries and languages, by their codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    pub review: Review,
    pub countries: BTreeMap<String, String>,
    pub languages: BTreeMap<String, String>,
}

/// Keeps what the browser has found in a file; the file itself is not sent.
#[server(prefix = "/api/fn", endpoint = "import/keep", input = Json)]
pub async fn keep_review(found: Found) -> Result<(), ApiError> {
    let (services, actor) = super::services();
    let mut found = found;
    crate::found_names::name(&mut found);
    Ok(services.keep_review(&actor, found).await?)
}

/// What waits for the person to decide, if something does.
#[server(prefix = "/api/fn", endpoint = "import/review", output = Postcard)]
pub async fn read_review(lang: Lang) -> Result<Option<ReviewPage>, ApiError> {
    use model::country::Country;
    let (services, actor) = super::services();
    let Some(review) = services.review(&actor).await? else { return Ok(None) };
    let (mut countries, mut languages) = (BTreeMap::new(), BTreeMap::new());
    for offer in &review.offers {
        let there = match &offer.had {
            cv::Had::Another(fields) => fields.0.as_slice(),
            _ => &[],
        };
        for (name, code) in offer.fields.0.iter().chain(there) {
            match name.as_str() {
                "country" | "residence" | "nationality" | "other_nationality" => {
                    let named = Country::parse(code).map(|country| crate::names::country(lang, country));
                    countries.insert(code.clone(), named.unwrap_or_default().to_owned());
                }
                "language" => {
                    languages.insert(code.clone(), crate::names::language(lang, code).to_owned());
                }
                _ => {}
            }
        }
    }
    Ok(Some(ReviewPage { review, countries, languages }))
}
