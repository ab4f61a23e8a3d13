//! What comboboxes offer.

use super::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::language::Lang;

/// The countries and territories whose name matches what is typed, best first.
#[server(prefix = "/api/fn", endpoint = "lookup/countries", input = GetUrl, output = Postcard)]
pub async fn find_countries(lang: Lang, typed: String) -> Result<Vec<String>, ApiError> {
    let names = crate::names::countries(lang).iter().map(|(_, name)| *name);
    Ok(model::lookup::best(names, &typed, 8).into_iter().map(str::to_owned).collect())
}
