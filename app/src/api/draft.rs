//! Saving the drafts of forms.

use super::ApiError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::form::{Outcome, Save};

/// Where [`save_draft`] is reached: the page's last save before it is left is sent there without waiting for an answer.
pub const SAVE_ADDRESS: &str = "/api/fn/draft/save";

/// Saves a form as it stands, valid or not.
#[server(prefix = "/api/fn", endpoint = "draft/save", input = Json)]
pub async fn save_draft(save: Save) -> Result<Outcome, ApiError> {
    let (services, actor) = super::services();
    Ok(services.save_draft(&actor, save).await?)
}
