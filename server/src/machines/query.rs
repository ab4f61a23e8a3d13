//! What a program asks for: which vacancies, which page of them, in which language. What is not understood is refused, and not
//! passed over.

use super::problem::Problem;
use model::{
    address,
    choice::Choice,
    language::Lang,
    text,
    vacancy::{
        DEPARTMENT_MOST, Page,
        search::{CHOICES_MOST, Filter, SORT, Search, TERMS_MOST, WORDS, WORDS_MOST, terms},
    },
};
use services::board::{OpenVacancies, Published};

/// The last page that can be asked for.
const PAGE_MOST: u32 = 1_000_000;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub lang: Lang,
    /// From 1.
    pub page: u32,
    pub search: Search,
    /// Something is looked for that no vacancy can have.
    nothing: bool,
}

impl Asked {
    /// Reads a query. `lang` is that of the address, for addresses that have one.
    ///
    /// # Errors
    /// A parameter is unknown, given too often, or has a value that it cannot have.
    pub fn read(query: &str, lang: Option<Lang>) -> Result<Self, Problem> {
        let mut asked = Asked { lang: lang.unwrap_or_default(), page: 1, ..Self::default() };
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        for (name, value) in &pairs {
            let given = pairs.iter().filter(|(other, _)| other == name).count();
            let once = ["lang", "page", WORDS, SORT, "closing"].contains(&&**name);
            if given > if once { 1 } else { CHOICES_MOST } {
                return Err(Problem::parameter(name, "is given too often"));
            }
            let refused = |allowed: &str| Err(Problem::parameter(name, allowed));
            match &**name {
                "lang" if lang.is_none() => match value.parse() {
                    Ok(lang) => asked.lang = lang,
                    Err(_) => return refused("is en, fr or es"),
                },
                "page" => match whole(value).filter(|page| (1..=PAGE_MOST).contains(page)) {
                    Some(page) => asked.page = page,
                    None => return refused("is a whole number from 1 to 1000000"),
                },
                WORDS if text::count(value) > WORDS_MOST || terms(value).len() > TERMS_MOST => {
                    return refused(&format!("has at most {WORDS_MOST} characters and {TERMS_MOST} words"));
                }
                "closing" if whole(value).is_none() => {
                    return refused("is a whole number of days from 1 to 366");
                }
                "department" => {
                    if value.is_empty() || value.chars().count() > DEPARTMENT_MOST {
                        return refused(&format!("has from 1 to {DEPARTMENT_MOST} characters"));
                    }
                    // No vacancy is of a department that cannot have such a name.
                    asked.nothing |= !asked.search.take(name, value);
                }
                _ if asked.search.take(name, value) => {}
                other if other == SORT || Filter::ALL.iter().any(|filter| filter.slug() == other) => {
                    return refused("has a value that it cannot have; see /api");
                }
                _ => return refused("is not known here"),
            }
        }
        Ok(asked)
    }

    /// Reads the query of an address that knows of languages only.
    ///
    /// # Errors
    /// As [`Asked::read`].
    pub fn language(query: &str) -> Result<Lang, Problem> {
        let mut names = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name);
        match names.find(|name| name != "lang") {
            Some(name) => Err(Problem::parameter(&name, "is not known here")),
            None => Ok(Asked::read(query, None)?.lang),
        }
    }

    /// The page that is asked for.
    pub fn found<'a>(&self, vacancies: &'a OpenVacancies, now: i64) -> Page<Published<'a>> {
        if self.nothing {
            return Page { items: Vec::new(), page: self.page, pages: 1, total: 0 };
        }
        vacancies.found(&self.search, self.lang, self.page, now)
    }

    /// An address with the query of a page of the same.
    pub fn page_at(&self, whole: &str, page: u32) -> String {
        let query = self.search.query();
        let whole = if query.is_empty() { whole.to_owned() } else { format!("{whole}?{query}") };
        let page = if page > 1 { page.to_string() } else { String::new() };
        address::with(&whole, &[("page", &page)])
    }
}

/// A whole number in digits alone.
fn whole(value: &str) -> Option<u32> {
    value.parse().ok().filter(|_| value.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_refused() {
        for query in [
            "page=0",
            "page=",
            "page=1.0",
            "page=+1",
            "page=1000001",
            "lang=de",
            "category=all",
            "grade=P9",
            "closing=0",
            "closing=+7",
            "sort=best",
            "country=XX",
            "colour=red",
            "page=1&page=2",
            "q=a&q=b",
            "department=",
        ] {
            assert!(Asked::read(query, None).is_err(), "{query}");
        }
        assert!(Asked::read("lang=fr", Some(Lang::Fr)).is_err(), "the address says it");
        assert!(Asked::read(&format!("q={}", "a".repeat(201)), None).is_err());
        assert!(Asked::read(&"grade=P2&".repeat(41), None).is_err());
        assert!(Asked::read(&format!("q={}", "a+".repeat(12)), None).is_ok());
        assert!(Asked::read(&format!("q={}", "a+".repeat(13)), None).is_err(), "a word would be passed over");
        assert!(Asked::read(&format!("department={}", "D".repeat(60)), None).is_ok());
        assert!(Asked::read(&format!("department={}", "D".repeat(61)), None).is_err());
        assert!(Asked::language("page=1").is_err() && Asked::language("lang=es").is_ok());
    }

    #[test]
    fn a_query_leads_to_the_other_pages() {
        let asked = Asked::read("page=2&category=local&category=temporary&lang=es&q=d%C3%A9cent+work", None);
        let asked = asked.unwrap_or_default();
        assert_eq!((asked.lang, asked.page), (Lang::Es, 2));
        assert_eq!(
            asked.page_at("/f", 3),
            "/f?q=d%C3%A9cent%20work&category=local&category=temporary&page=3"
        );
        assert_eq!(Asked::default().page_at("/f", 1), "/f");
    }
}
