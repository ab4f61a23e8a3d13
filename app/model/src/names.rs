//! What has a name in every language of the site.

use crate::{form::Fields, language::Lang};
use serde::{Deserialize, Serialize};

/// A name in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub en: String,
    pub fr: String,
    pub es: String,
}

impl Names {
    /// The fields in which they are typed, in the order of [`Lang::ALL`].
    pub const FIELDS: [&str; 3] = ["name_en", "name_fr", "name_es"];

    /// The name for readers of a language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
            Lang::Es => &self.es,
        }
    }

    /// As they would be typed.
    #[must_use]
    pub fn typed(&self) -> Fields {
        let field = |(field, lang): (&str, Lang)| (field.to_owned(), self.in_lang(lang).to_owned());
        Fields(Self::FIELDS.into_iter().zip(Lang::ALL).map(field).collect())
    }
}
