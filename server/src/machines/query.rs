//! What a program asks for: which vacancies, which page of them, in which language. What is not understood is refused, and not
//! passed over.

use super::problem::Problem;
use model::{
    choice::Choice,
    language::Lang,
    vacancy::{Category, Notice},
};

/// The last page that can be asked for.
const PAGE_MOST: u32 = 1_000_000;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub lang: Lang,
    /// From 1.
    pub page: u32,
    pub category: Option<Category>,
}

impl Asked {
    /// Reads a query. `lang` is that of the address, for addresses that have one.
    ///
    /// # Errors
    /// A parameter is unknown, given twice, or has a value that it cannot have.
    pub fn read(query: &str, lang: Option<Lang>) -> Result<Self, Problem> {
        let mut asked = Asked { lang: lang.unwrap_or_default(), page: 1, category: None };
        let mut seen = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if seen.contains(&name) {
                return Err(Problem::parameter(&name, "is given twice"));
            }
            match &*name {
                "lang" if lang.is_none() => {
                    asked.lang = value.parse().map_err(|_| Problem::parameter(&name, "is en, fr or es"))?;
                }
                "page" => {
                    let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
                    let page = value.parse().ok().filter(|page| digits && (1..=PAGE_MOST).contains(page));
                    asked.page =
                        page.ok_or_else(|| Problem::parameter(&name, "is a whole number from 1 to 1000000"))?;
                }
                "category" => {
                    let category = Category::parse(&value);
                    asked.category = Some(category.ok_or_else(|| {
                        let all: Vec<_> = Category::ALL.iter().map(|category| category.slug()).collect();
                        Problem::parameter(&name, &format!("is one of {}", all.join(", ")))
                    })?);
                }
                _ => return Err(Problem::parameter(&name, "is not known here")),
            }
            seen.push(name);
        }
        Ok(asked)
    }

    /// Whether a vacancy is among what is asked for.
    pub fn takes(&self, notice: &Notice) -> bool {
        self.category.is_none_or(|category| notice.category == category)
    }

    /// The query of another page of the same.
    pub fn query(&self, page: u32) -> String {
        let category = self.category.map(|category| format!("category={category}"));
        let page = (page > 1).then(|| format!("page={page}"));
        let pairs: Vec<String> = category.into_iter().chain(page).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
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
            "q",
            "page=1&page=2",
        ] {
            assert!(Asked::read(query, None).is_err(), "{query}");
        }
        assert!(Asked::read("lang=fr", Some(Lang::Fr)).is_err(), "the address says it");
    }

    #[test]
    fn a_query_leads_to_the_other_pages() {
        let asked = Asked::read("page=2&category=local&lang=es", None);
        let asked = asked.unwrap_or(Asked { lang: Lang::En, page: 0, category: None });
        assert_eq!((asked.lang, asked.page, asked.category), (Lang::Es, 2, Some(Category::Local)));
        assert_eq!(asked.query(3), "?category=local&page=3");
        assert_eq!(asked.query(1), "?category=local");
    }
}
