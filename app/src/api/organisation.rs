//! The organisation as administrators keep it. They write by plain posts (`server/src/forms/organisation.rs`).

use super::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{
    form::Fields,
    language::Lang,
    organisation::{Lack, Row, Standing},
    problem::Problems,
};
use serde::{Deserialize, Serialize};

/// What the names of these forms begin with, under which what was typed is kept until its page is shown again.
pub const FORMS: &str = "organisation/";
/// The form of a new office, and the last part of its address.
pub const NEW: &str = "new";
/// The form of the HR partners, and the last part of its address.
pub const PARTNERS: &str = "partners";

/// An office, or the list of HR partners, in its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The office's id, of a new one as well; empty for the HR partners.
    pub id: String,
    /// What a change is based on.
    pub edition: i64,
    pub fields: Fields,
    pub problems: Problems,
    /// What is saved now, if somebody else has changed it since the form was opened that came back.
    pub newer: Option<Fields>,
    /// What the office lacks for its work.
    pub lacks: Vec<Lack>,
    /// All countries and territories, code and name; empty for the HR partners.
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
pub async fn new_office(lang: Lang) -> Result<Sheet, ApiError> {
    let (services, actor) = super::services();
    let id = services.new_office(&actor)?;
    let flash = super::account::read_flash(format!("{FORMS}{NEW}")).await?;
    let (fields, problems) = flash.unwrap_or_default();
    let id = if fields.get("id").is_empty() { id } else { fields.get("id").to_owned() };
    let countries = server::countries(lang);
    Ok(Sheet { id, edition: 0, fields, problems, newer: None, lacks: Vec::new(), countries })
}

/// The form of an office.
#[server(prefix = "/api/fn", endpoint = "organisation/office", output = Postcard)]
pub async fn read_office(id: String, lang: Lang) -> Result<Sheet, ApiError> {
    let (services, actor) = super::services();
    let edited = services.office_to_change(&actor, &id).await?;
    let form = format!("{FORMS}{id}");
    server::sheet(edited, id, form, server::countries(lang)).await
}

/// The form of the HR partners.
#[server(prefix = "/api/fn", endpoint = "organisation/partners", input = GetUrl, output = Postcard)]
pub async fn read_partners() -> Result<Sheet, ApiError> {
    let (services, actor) = super::services();
    let edited = services.partners_to_change(&actor).await?;
    server::sheet(edited, String::new(), format!("{FORMS}{PARTNERS}"), Vec::new()).await
}

/// Where the person who is signed in stands in the organisation.
#[server(prefix = "/api/fn", endpoint = "organisation/standing", input = GetUrl, output = Postcard)]
pub async fn read_standing(lang: Lang) -> Result<Standing, ApiError> {
    let (services, actor) = super::services();
    Ok(services.own_places(&actor, lang).await?)
}

#[cfg(feature = "ssr")]
mod server {
    use super::Sheet;
    use crate::{
        api::{ApiError, account::read_flash},
        names,
    };
    use model::language::Lang;
    use services::organisation::Edited;

    pub(super) fn countries(lang: Lang) -> Vec<(String, String)> {
        names::owned(names::countries(lang))
    }

    /// What is kept; where something was just refused, that, with what is saved beside it if it is newer.
    pub(super) async fn sheet(
        edited: Edited,
        id: String,
        form: String,
        countries: Vec<(String, String)>,
    ) -> Result<Sheet, ApiError> {
        let Edited { edition, fields, lacks } = edited;
        let kept = Sheet { id, edition, fields, problems: Default::default(), newer: None, lacks, countries };
        Ok(match read_flash(form).await? {
            None => kept,
            Some((typed, problems)) => {
                let stale = typed.get("base") != edition.to_string();
                let newer = stale.then_some(kept.fields);
                Sheet { fields: typed, problems, newer, ..kept }
            }
        })
    }
}
