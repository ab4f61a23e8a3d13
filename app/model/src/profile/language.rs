//! Languages and how well they are known.

use super::Listed;
use crate::{choices, draft, draft::Checker, problem::Problems};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choices! {
    /// How well a language is known, for each skill.
    pub enum Proficiency {
        None = "none",
        Basic = "basic",
        Intermediate = "intermediate",
        Advanced = "advanced",
        MotherTongue = "mother-tongue",
    }
}

draft! {
    /// One language and how well it is known.
    pub struct LanguageDraft => Language, check_language {
        Panel language,
        Panel reading,
        Panel writing,
        Panel speaking,
        Panel understanding,
    }
}

/// A checked language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// The ISO 639 code.
    pub language: String,
    pub reading: Proficiency,
    pub writing: Proficiency,
    pub speaking: Proficiency,
    pub understanding: Proficiency,
}

fn check_language(draft: &LanguageDraft, _today: Date) -> Result<Language, Problems> {
    let mut check = Checker::new(draft);
    let code = |code: &str| {
        (matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase())).then(|| code.to_owned())
    };
    let language = check.required_option("language", code);
    let mut level = |field| check.required_option(field, <Proficiency as crate::choice::Choice>::parse);
    let (reading, writing, speaking, understanding) =
        (level("reading"), level("writing"), level("speaking"), level("understanding"));
    let value = (|| {
        Some(Language {
            language: language?,
            reading: reading?,
            writing: writing?,
            speaking: speaking?,
            understanding: understanding?,
        })
    })();
    check.or(value)
}

impl Listed for LanguageDraft {
    /// The code of the language.
    fn title(&self) -> String {
        self.language.clone()
    }
}
