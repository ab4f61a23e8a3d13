//! What readers are told of a notice that has changed since it was published: nothing changes under their eyes unsaid.

use super::Vacancy;
use crate::language::Lang;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A change that readers are told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The day at headquarters on which it was made.
    #[serde(with = "crate::date::iso")]
    pub on: Date,
    pub what: Changed,
}

/// What was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Changed {
    /// It takes applications for longer than until this day, which was its last.
    Extended {
        #[serde(with = "crate::date::iso")]
        from: Date,
    },
    /// The text is another one: what is, in words.
    Corrected { note: BTreeMap<Lang, String> },
}

/// A change as a reader of one language is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    #[serde(with = "crate::date::iso")]
    pub on: Date,
    pub said: Said,
}

/// What a reader is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    Extended {
        #[serde(with = "crate::date::iso")]
        from: Date,
    },
    Corrected {
        note: String,
        /// The language of the note.
        lang: Lang,
    },
}

impl Change {
    /// The change as a reader of `lang` is told of it: in the original's language where the note is not translated.
    #[must_use]
    pub fn told(&self, vacancy: &Vacancy, lang: Lang) -> Told {
        let said = match &self.what {
            Changed::Extended { from } => Said::Extended { from: *from },
            Changed::Corrected { note } => {
                let order = [lang, vacancy.original_language, Lang::En].into_iter().chain(Lang::ALL);
                let found = order.into_iter().find_map(|lang| Some((lang, note.get(&lang)?.clone())));
                let (lang, note) = found.unwrap_or_default();
                Said::Corrected { note, lang }
            }
        };
        Told { on: self.on, said }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vacancy::tests::vacancy;
    use jiff::civil::date;

    #[test]
    fn a_note_that_is_not_translated_is_shown_as_it_was_written() {
        let note = [(Lang::En, "The grade is P4.".to_owned())].into();
        let change = Change { on: date(2026, 12, 1), what: Changed::Corrected { note } };
        let told = change.told(&vacancy(), Lang::Es);
        assert_eq!(told.said, Said::Corrected { note: "The grade is P4.".into(), lang: Lang::En });
    }

    #[test]
    fn a_change_is_read_as_it_is_written() {
        let change = Change { on: date(2026, 12, 1), what: Changed::Extended { from: date(2026, 12, 31) } };
        let json = serde_json::to_string(&change).unwrap();
        assert_eq!(json, r#"{"on":"2026-12-01","what":{"extended":{"from":"2026-12-31"}}}"#);
        assert_eq!(serde_json::from_str::<Change>(&json).unwrap(), change);
    }
}
