//! The list of areas of expertise as administrators keep it. They write by plain posts (`server/src/forms/area.rs`).

use super::{ApiError, sheet::Sheet};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{area::Row, language::Lang};
use serde::{Deserialize, Serialize};

/// The address of the list.
pub const LIST: &str = "/staff/admin/areas";
/// What the names of these forms begin with, under which what was typed is kept until its page is shown again.
pub const FORMS: &str = "areas/";
/// The form of a new area, and the last part of its address.
pub const NEW: &str = "new";

/// An area in its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaSheet {
    pub sheet: Sheet,
    pub row: Row,
}

/// The areas in which the words are found.
#[server(prefix = "/api/fn", endpoint = "area/list", output = Postcard)]
pub async fn list_areas(words: String, lang: Lang) -> Result<Vec<Row>, ApiError> {
    let (services, actor) = super::services();
    Ok(services.areas_to_keep(&actor, &words, lang).await?)
}

/// The form of a new area.
#[server(prefix = "/api/fn", endpoint = "area/new", input = GetUrl, output = Postcard)]
pub async fn new_area() -> Result<Sheet, ApiError> {
    let (services, actor) = super::services();
    Sheet::new(services.new_area(&actor)?, format!("{FORMS}{NEW}")).await
}

/// The form of an area.
#[server(prefix = "/api/fn", endpoint = "area/read", output = Postcard)]
pub async fn read_area(slug: String) -> Result<AreaSheet, ApiError> {
    let (services, actor) = super::services();
    let services::area::Edited { edition, fields, row } = services.area_to_change(&actor, &slug).await?;
    let form = format!("{FORMS}{slug}");
    Ok(AreaSheet { sheet: Sheet::kept(slug, edition, fields, form).await?, row })
}
