//! What administrators keep, in its form: what is saved, and what came back of it.

use model::{form::Fields, problem::Problems};
use serde::{Deserialize, Serialize};

/// Something in its form. Others may change it meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What names it, or the form of a new one, so that pressing twice adds one.
    pub id: String,
    /// What a change is based on.
    pub edition: i64,
    pub fields: Fields,
    pub problems: Problems,
    /// What is saved now, if somebody else has changed it since the form was opened that came back.
    pub newer: Option<Fields>,
}

#[cfg(feature = "ssr")]
mod server {
    use super::Sheet;
    use crate::api::{ApiError, account::read_flash};
    use model::{form::Fields, problem::Problems};

    impl Sheet {
        /// A new thing's, under an id of its own; where something was just refused, that, under its id.
        pub(in crate::api) async fn new(id: String, form: String) -> Result<Self, ApiError> {
            let (fields, problems) = read_flash(form).await?.unwrap_or_default();
            let id = if fields.get("id").is_empty() { id } else { fields.get("id").to_owned() };
            Ok(Sheet { id, edition: 0, fields, problems, newer: None })
        }

        /// What is kept; where something was just refused, that, with what is saved beside it if it is newer.
        pub(in crate::api) async fn kept(
            id: String,
            edition: i64,
            fields: Fields,
            form: String,
        ) -> Result<Self, ApiError> {
            let kept = Sheet { id, edition, fields, problems: Problems::default(), newer: None };
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
}
