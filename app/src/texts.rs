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
        browser::get(number)
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

    /// A file: a line a text, by number; empty where the text is in the other.
    type File = OnceLock<Vec<&'static str>>;

    /// What everybody reads.
    static TEXTS: File = OnceLock::new();
    /// What the staff's area says.
    static STAFF: File = OnceLock::new();

    pub(crate) fn get(number: usize) -> &'static str {
        let of = |file: &File| file.get().and_then(|texts| texts.get(number)).copied().unwrap_or_default();
        let text = of(&TEXTS);
        if text.is_empty() { of(&STAFF) } else { text }
    }

    /// Downloads the language's file; the page's script element names it.
    #[cfg(feature = "hydrate")]
    pub(crate) async fn load() {
        read("data-texts", &TEXTS).await;
    }

    /// Downloads what the staff's area says, unless it is there. Where it does not come, the browser loads the page as a whole, as it
    /// does where an area's code does not come.
    #[cfg(feature = "hydrate")]
    pub(crate) async fn load_staff() {
        if STAFF.get().is_none() && !read("data-staff-texts", &STAFF).await {
            let root = leptos::prelude::document().document_element();
            let address = root.and_then(|root| root.get_attribute("data-alive"));
            // Not while the page is brought alive: it is as it came then, and can be read.
            if let Some(address) = address {
                let _ = leptos::prelude::window().location().set_href(&address);
            }
        }
    }

    /// Says whether the file came.
    #[cfg(feature = "hydrate")]
    async fn read(attribute: &str, file: &File) -> bool {
        let script = leptos::prelude::document().query_selector("script[data-texts]").ok().flatten();
        let Some(address) = script.and_then(|script| script.get_attribute(attribute)) else { return false };
        match gloo_net::http::Request::get(&address).send().await {
            Ok(response) if response.ok() => match response.text().await {
                Ok(texts) => {
                    let _ = file.set(texts.leak().split('\n').collect());
                    true
                }
                Err(_) => false,
            },
            _ => false,
        }
    }
}

/// Has the texts of the staff's area at hand: the server has all, a browser downloads them with the area.
pub(crate) async fn load_staff() {
    #[cfg(feature = "hydrate")]
    browser::load_staff().await;
}
