//! What people read, in their language: one method a text, made from `locales/` (see the crate `catalogue`).
//!
//! The server holds all languages; a browser downloads the file of its own before the page comes alive.

use leptos::prelude::use_context;
use model::language::Lang;

/// The texts of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts(pub Lang);

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The texts in the language of the page that is being shown.
#[must_use]
pub fn use_texts() -> Texts {
    Texts(use_lang())
}

/// The language of the page that is being shown: that of its address.
#[must_use]
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// All texts of a language, a line each, as the bundler writes them for browsers.
#[cfg(feature = "ssr")]
#[must_use]
pub fn lines(lang: Lang) -> String {
    ALL[lang.index()].join("\n")
}

impl Texts {
    #[cfg(feature = "ssr")]
    fn get(self, number: usize) -> &'static str {
        ALL[self.0.index()].get(number).copied().unwrap_or_default()
    }

    #[cfg(not(feature = "ssr"))]
    fn get(self, number: usize) -> &'static str {
        browser::TEXTS.get().and_then(|texts| texts.get(number)).copied().unwrap_or_default()
    }

    /// The tag of a text in this language, for its `lang` attribute; none where that is the page's language.
    #[must_use]
    pub fn other(self, lang: Lang) -> Option<&'static str> {
        (lang != self.0).then_some(lang.tag())
    }

    /// A count as the language writes it.
    fn number(self, count: u64) -> String {
        crate::dates::number(self.0, u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// The form of a plural: 0 for one, 1 for other (CLDR: French counts zero as one).
    fn plural(self, count: u64) -> usize {
        match self.0 {
            Lang::Fr => usize::from(count > 1),
            Lang::En | Lang::Es => usize::from(count != 1),
        }
    }
}

/// Puts values into the places of a text.
fn fill(text: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    values.iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, &value.to_string()))
}

/// The texts that a browser has downloaded.
#[cfg(not(feature = "ssr"))]
pub(crate) mod browser {
    use std::sync::OnceLock;

    pub(crate) static TEXTS: OnceLock<Vec<&'static str>> = OnceLock::new();

    /// Downloads the language's file; the page's script element names it.
    #[cfg(feature = "hydrate")]
    pub(crate) async fn load() {
        let script = leptos::prelude::document().query_selector("script[data-texts]").ok().flatten();
        let Some(address) = script.and_then(|script| script.get_attribute("data-texts")) else { return };
        if let Ok(response) = gloo_net::http::Request::get(&address).send().await
            && let Ok(texts) = response.text().await
        {
            let _ = TEXTS.set(texts.leak().split('\n').collect());
        }
    }
}
