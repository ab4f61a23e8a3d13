//! Filling in a profile from a file: what was found waits on the server for its owner to decide. Deciding is a plain post
//! (`server/src/forms/import.rs`).

use super::{ApiError, profile::Lists};
use cv::{Found, Review};
use leptos::{
    prelude::*,
    server_fn::codec::{Json, Postcard},
};
use model::language::Lang;
use serde::{Deserialize, Serialize};

/// What waits, with the names of what is chosen from lists in it, which only the server knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    pub review: Review,
    pub lists: Lists,
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
    let (services, actor) = super::services();
    let Some(review) = services.review(&actor).await? else { return Ok(None) };
    let areas = services.areas().await?;
    let mut lists = Lists::default();
    for offer in &review.offers {
        let there = match &offer.had {
            cv::Had::Another(fields) => fields.0.as_slice(),
            _ => &[],
        };
        for (name, said) in offer.fields.0.iter().chain(there) {
            lists.learn(lang, &areas, name, said);
        }
    }
    Ok(Some(ReviewPage { review, lists }))
}
