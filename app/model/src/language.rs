//! The working languages of the organisation, in which the site speaks.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A language of the site. English stands at the plain addresses, the others under a prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Fr,
    Es,
}

impl Lang {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Fr, Lang::Es];

    /// The BCP 47 tag, as in `lang="fr"`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
            Lang::Es => "es",
        }
    }

    /// What stands before every address in this language: nothing, `/fr` or `/es`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Lang::En => "",
            Lang::Fr => "/fr",
            Lang::Es => "/es",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Fr => "Français",
            Lang::Es => "Español",
        }
    }

    /// The position in [`Lang::ALL`], and in every table by language.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Splits an address into its language and the English path: `/fr/vacancies` → (`Fr`, `/vacancies`).
    #[must_use]
    pub fn of_path(path: &str) -> (Lang, &str) {
        for lang in [Lang::Fr, Lang::Es] {
            if let Some(rest) = path.strip_prefix(lang.prefix()) {
                match rest.as_bytes().first() {
                    None => return (lang, "/"),
                    Some(b'/' | b'?') => return (lang, rest),
                    _ => {}
                }
            }
        }
        (Lang::En, path)
    }

    /// The address of an English path in this language: `/vacancies` → `/fr/vacancies`, `/` → `/fr`.
    #[must_use]
    pub fn address(self, path: &str) -> String {
        match self {
            Lang::En => path.to_owned(),
            _ if path == "/" => self.prefix().to_owned(),
            _ => format!("{}{path}", self.prefix()),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Lang::ALL.into_iter().find(|l| l.tag() == tag).ok_or(UnknownLanguage)
    }
}

/// The tag is not that of a language of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownLanguage;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_split_and_put_together_again() {
        for path in ["/", "/vacancies", "/vacancies?page=2"] {
            for lang in Lang::ALL {
                assert_eq!(Lang::of_path(&lang.address(path)), (lang, path));
            }
        }
    }

    #[test]
    fn a_path_that_only_begins_like_a_language_is_english() {
        assert_eq!(Lang::of_path("/frogs"), (Lang::En, "/frogs"));
    }
}
