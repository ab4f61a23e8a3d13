//! The organisation as administrators keep it. They write by plain posts (`server/src/forms/organisation.rs`).

use super::{ApiError, sheet::Sheet};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{
    language::Lang,
    organisation::{Lack, Row, Standing},
};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use services::organisation::Edited;

/// The address of the list of offices.
pub const LIST: &str = "/staff/admin/organisation";
/// What the names of these forms begin with, under which what was typed is kept until its page is shown again.
pub const FORMS: &str = "organisation/";
/// The form of a new office, and the last part of its address.
pub const NEW: &str = "new";
/// The form of the HR partners, and the last part of its address.
pub const PARTNERS: &str = "partners";

/// An office in its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeSheet {
    pub sheet: Sheet,
    /// What the office lacks for its work.
    pub lacks: Vec<Lack>,
    /// All countries and territories, code and name.
    pub countries: Vec<(String, String)>,
}

/// The offices in which the words are found.
#[server(prefix = "/api/fn", endpoint = "organisation/list", output = Postcard)]
pub async fn list_offices(words: String, lang: Lang) -> Result<Vec<Row>, ApiError> {
    let (services, actor) = super::services();
    Ok(services.organisation(&actor, &words, lang).await?)
}

/// The form of a new office.
#[server(prefix = "/api/fn", endpoint = "organisation/new", output = Postcard)]
pub async fn new_office(lang: Lang) -> Result<OfficeSheet, ApiError> {
    use crate::names::{countries, owned};
    let (services, actor) = super::services();
    let sheet = Sheet::new(services.new_office(&actor)?, format!("{FORMS}{NEW}")).await?;
    Ok(OfficeSheet { sheet, lacks: Vec::new(), countries: owned(countries(lang)) })
}

/// The form of an office.
#[server(prefix = "/api/fn", endpoint = "organisation/office", output = Postcard)]
pub async fn read_office(id: String, lang: Lang) -> Result<OfficeSheet, ApiError> {
    use crate::names::{countries, owned};
    let (services, actor) = super::services();
    let Edited { edition, fields, lacks } = services.office_to_change(&actor, &id).await?;
    let form = format!("{FORMS}{id}");
    let sheet = Sheet::kept(id, edition, fields, form).await?;
    Ok(OfficeSheet { sheet, lacks, countries: owned(countries(lang)) })
}

/// The form of the HR partners.
#[server(prefix = "/api/fn", endpoint = "organisation/partners", input = GetUrl, output = Postcard)]
pub async fn read_partners() -> Result<Sheet, ApiError> {
    let (services, actor) = super::services();
    let Edited { edition, fields, .. } = services.partners_to_change(&actor).await?;
    Sheet::kept(String::new(), edition, fields, format!("{FORMS}{PARTNERS}")).await
}

/// Where the person who is signed in stands in the organisation.
#[server(prefix = "/api/fn", endpoint = "organisation/standing", input = GetUrl, output = Postcard)]
pub async fn read_standing(lang: Lang) -> Result<Standing, ApiError> {
    let (services, actor) = super::services();
    Ok(services.own_places(&actor, lang).await?)
}
