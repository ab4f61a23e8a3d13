//! What comboboxes offer.

use super::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{institution::Found, language::Lang};

/// The countries and territories whose name matches what is typed, best first.
#[server(prefix = "/api/fn", endpoint = "lookup/countries", input = GetUrl, output = Postcard)]
pub async fn find_countries(lang: Lang, typed: String) -> Result<Vec<String>, ApiError> {
    let names = crate::names::countries(lang).iter().map(|(_, name)| *name);
    Ok(model::lookup::best(names, &typed, 8).into_iter().map(str::to_owned).collect())
}

/// The institutions of higher education of a country, by its code, that match what is typed of a name, best first; the first
/// ones if nothing is. None for what is no country's code.
#[server(prefix = "/api/fn", endpoint = "lookup/institutions", input = GetUrl, output = Postcard)]
pub async fn find_institutions(country: String, typed: String) -> Result<Found, ApiError> {
    let Some(country) = model::country::Country::parse(&country) else { return Ok(Found::default()) };
    let (services, _) = super::services();
    Ok(services.find_institutions(country, &typed, 8).await?)
}
