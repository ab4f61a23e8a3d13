//! The page's place on the web: its own address, and the same page in the other languages, for search engines.

use leptos::prelude::*;
use model::{
    choice::Choice,
    language::Lang,
    vacancy::{
        Category,
        search::{Filter, SORT, WORDS},
    },
};

/// Whether a pair of a query is part of a search.
fn searches(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    name == WORDS || name == SORT || Filter::parse(name).is_some()
}

/// Whether a query narrows the list of vacancies: such a page is the plain list's, of which it shows a part.
#[cfg_attr(not(any(feature = "ssr", feature = "hydrate")), allow(dead_code, reason = "who renders needs it"))]
fn is_search(query: &str) -> bool {
    query.split('&').any(searches)
}

/// The address of the feed that has what a page lists; of a page that lists nothing, the feed of all vacancies.
#[cfg_attr(not(any(feature = "ssr", feature = "hydrate")), allow(dead_code, reason = "who renders needs it"))]
fn feed(site: &str, path: &str, query: &str, lang: Lang) -> String {
    let category = path.strip_prefix("/vacancies/categories/").and_then(Category::parse);
    let asked = match category {
        Some(category) => format!("category={category}"),
        None if path == "/vacancies" => {
            let pairs = query.split('&').filter(|pair| searches(pair) && !pair.ends_with('='));
            pairs.collect::<Vec<_>>().join("&")
        }
        None => String::new(),
    };
    let mark = if asked.is_empty() { "" } else { "?" };
    format!("{site}{}{mark}{asked}", lang.address("/feeds/vacancies.atom"))
}

/// The address of a page in a language, on a site. Of a query, only the page of a list makes another page.
#[cfg_attr(not(any(feature = "ssr", feature = "hydrate")), allow(dead_code, reason = "who renders needs it"))]
fn address(site: &str, path: &str, query: &str, lang: Lang) -> String {
    let page = query.split('&').find(|pair| pair.starts_with("page=")).filter(|pair| *pair != "page=1");
    let page = page.filter(|_| !is_search(query));
    let mark = if page.is_some() { "?" } else { "" };
    format!("{site}{}{mark}{}", lang.address(path), page.unwrap_or_default())
}

/// The canonical link, and one for each language.
#[cfg(feature = "ssr")]
pub(crate) fn links() -> impl IntoView {
    use crate::viewer::Site;

    let site = use_context::<Site>().unwrap_or_default().address;
    use_context::<http::request::Parts>().map(|request| {
        let (here, path) = Lang::of_path(request.uri.path());
        let query = request.uri.query().unwrap_or_default();
        let address = |lang| address(&site, path, query, lang);
        let languages = Lang::ALL
            .map(|lang| view! { <link rel="alternate" hreflang=lang.tag() href=address(lang)/> })
            .collect_view();
        view! {
            <link rel="canonical" href=address(here)/>
            {languages}
            <link rel="alternate" hreflang="x-default" href=address(Lang::En)/>
            <link rel="alternate" type="application/atom+xml" title=crate::texts::Texts(here).notice_feed()
                href=feed(&site, path, query, here)/>
        }
    })
}

/// What a page for everybody says to those who show a link to it, and a notice's page to search engines.
#[cfg(feature = "ssr")]
pub(crate) fn posting() -> impl IntoView {
    use crate::{graph::Said, posting, texts::Texts};
    use services::{Services, board::Found};

    let site = use_context::<crate::viewer::Site>().unwrap_or_default().address;
    let page = use_context::<http::request::Parts>().and_then(|request| {
        let (lang, path) = Lang::of_path(request.uri.path());
        let address = address(&site, path, request.uri.query().unwrap_or_default(), lang);
        Some(Said::of_page(Texts(lang), path)?.view(Texts(lang), &site, address))
    });
    let asked = use_context::<http::request::Parts>().and_then(|request| {
        let (lang, path) = Lang::of_path(request.uri.path());
        let slug = path.strip_prefix("/vacancies/").filter(|slug| !slug.is_empty() && !slug.contains('/'))?;
        Some((lang, slug.to_owned(), use_context::<Services>()?))
    });
    let notice = asked.map(|(lang, slug, services)| {
        Suspend::new(async move {
            match services.notice(&slug, lang).await {
                Ok(Found::Open(notice)) => {
                    let address = address(&site, &format!("/vacancies/{slug}"), "", lang);
                    let said = Said::of_notice(Texts(lang), &notice).view(Texts(lang), &site, address);
                    Some((said, posting::view(&notice, lang, &site)))
                }
                _ => None,
            }
        })
    });
    (page, notice)
}

/// In the browser, as [`links`].
#[cfg(not(feature = "ssr"))]
pub(crate) fn posting() -> impl IntoView {}

/// In the browser the document's head stays as it came, until [`lead_to`] another page.
#[cfg(not(feature = "ssr"))]
pub(crate) fn links() -> impl IntoView {}

/// Makes the links those of the page that the document shows now.
#[cfg(feature = "hydrate")]
pub(crate) fn lead_to(path: &str, query: &str) {
    use wasm_bindgen::JsCast;

    // What was said of a notice is not said of the next page.
    if let Ok(said) = document().query_selector_all("script[type='application/ld+json'], meta[property]") {
        for said in
            (0..said.length()).filter_map(|place| said.item(place)?.dyn_into::<web_sys::Element>().ok())
        {
            said.remove();
        }
    }
    let (here, path) = Lang::of_path(path);
    let selected = "link[rel=canonical], link[hreflang], link[type='application/atom+xml']";
    let Ok(links) = document().query_selector_all(selected) else { return };
    let links =
        (0..links.length()).filter_map(|place| links.item(place)?.dyn_into::<web_sys::Element>().ok());
    for link in links {
        let is_feed = link.has_attribute("type");
        let lang = match link.get_attribute("hreflang") {
            None => here,
            Some(tag) => tag.parse().unwrap_or(Lang::En),
        };
        // The site is what it was: the address up to the path.
        let old = link.get_attribute("href").unwrap_or_default();
        let host = old.find("://").map_or(0, |scheme| scheme + 3);
        let site = old[host..].find('/').map_or(old.as_str(), |path| &old[..host + path]);
        let href = if is_feed { feed(site, path, query, lang) } else { address(site, path, query, lang) };
        let _ = link.set_attribute("href", &href);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_query_only_the_page_of_a_list_is_kept() {
        let site = "https://jobs.example.org";
        for (query, found) in [
            ("", "https://jobs.example.org/fr/vacancies"),
            ("page=1", "https://jobs.example.org/fr/vacancies"),
            ("q=a&page=2", "https://jobs.example.org/fr/vacancies"),
            ("page=2&grade=P4", "https://jobs.example.org/fr/vacancies"),
            ("from=mail&page=2", "https://jobs.example.org/fr/vacancies?page=2"),
        ] {
            assert_eq!(address(site, "/vacancies", query, Lang::Fr), found, "{query}");
        }
        assert_eq!(address("", "/", "", Lang::En), "/");
    }

    #[test]
    fn the_feed_of_a_list_asks_for_what_the_list_asks_for() {
        for (path, query, found) in [
            ("/", "q=a", "/fr/feeds/vacancies.atom"),
            ("/vacancies", "", "/fr/feeds/vacancies.atom"),
            ("/vacancies", "q=a+b&sort=&grade=P4&page=2&utm=1", "/fr/feeds/vacancies.atom?q=a+b&grade=P4"),
            ("/vacancies/categories/local", "page=2", "/fr/feeds/vacancies.atom?category=local"),
            ("/vacancies/categories/none", "", "/fr/feeds/vacancies.atom"),
        ] {
            assert_eq!(feed("", path, query, Lang::Fr), found, "{path}?{query}");
        }
    }
}
