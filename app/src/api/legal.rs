//! The texts that hold for the whole site.

use super::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{language::Lang, prose::Block};
use serde::{Deserialize, Serialize};

/// One of these texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Legal {
    Accessibility,
    Privacy,
    Terms,
}

/// A text in a language.
#[server(prefix = "/api/fn", endpoint = "legal", input = GetUrl, output = Postcard)]
pub async fn read_legal(text: Legal, lang: Lang) -> Result<Vec<Block>, ApiError> {
    macro_rules! in_all {
        ($file:literal) => {
            [
                include_str!(concat!("../../locales/en/", $file)),
                include_str!(concat!("../../locales/fr/", $file)),
                include_str!(concat!("../../locales/es/", $file)),
            ]
        };
    }
    let texts = match text {
        Legal::Accessibility => in_all!("accessibility.md"),
        Legal::Privacy => in_all!("privacy.md"),
        Legal::Terms => in_all!("terms.md"),
    };
    Ok(model::prose::parse(texts[lang.index()]))
}
