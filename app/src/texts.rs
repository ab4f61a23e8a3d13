//! What people read, in their language: one method a text, made from `locales/` (see the crate `catalogue`).
//!
//! The server holds all languages; a browser downloads what everybody reads, in its own, before the page comes alive, and the rest with
//! the pages that say it.

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

    /// A file: a line a text, by number; empty where the text is in another.
    pub(super) struct File {
        texts: OnceLock<Vec<&'static str>>,
        /// Where the page's script element names its address.
        #[cfg(feature = "hydrate")]
        attribute: &'static str,
    }

    impl File {
        const fn named(attribute: &'static str) -> Self {
            let _ = attribute;
            File {
                texts: OnceLock::new(),
                #[cfg(feature = "hydrate")]
                attribute,
            }
        }
    }

    /// What everybody reads.
    static TEXTS: File = File::named("data-texts");
    /// What the pages beyond the list of vacancies say.
    pub(super) static PAGES: File = File::named("data-page-texts");
    /// What the staff's area says beside all that.
    pub(super) static STAFF: File = File::named("data-staff-texts");

    pub(crate) fn get(number: usize) -> &'static str {
        let mut texts = [&TEXTS, &PAGES, &STAFF].into_iter().filter_map(|file| file.texts.get()?.get(number));
        texts.find(|text| !text.is_empty()).copied().unwrap_or_default()
    }

    /// Downloads what everybody reads; says whether it came.
    #[cfg(feature = "hydrate")]
    pub(crate) async fn load() -> bool {
        read(&TEXTS).await
    }

    /// Downloads a file, unless it is there. Where it does not come, the browser loads the page as a whole, as it does where an area's
    /// code does not come.
    #[cfg(feature = "hydrate")]
    pub(super) async fn need(file: &File) {
        if file.texts.get().is_none() && !read(file).await {
            let root = leptos::prelude::document().document_element();
            if let Some(address) = root.and_then(|root| root.get_attribute("data-alive")) {
                let _ = leptos::prelude::window().location().set_href(&address);
            }
            // The page is left; or it is not alive yet, and stays as it came.
            std::future::pending().await
        }
    }

    /// Says whether the file came.
    #[cfg(feature = "hydrate")]
    async fn read(file: &File) -> bool {
        let script = leptos::prelude::document().query_selector("script[data-texts]").ok().flatten();
        let Some(address) = script.and_then(|script| script.get_attribute(file.attribute)) else {
            return false;
        };
        match gloo_net::http::Request::get(&address).send().await {
            Ok(response) if response.ok() => match response.text().await {
                Ok(texts) => {
                    let _ = file.texts.set(texts.leak().split('\n').collect());
                    true
                }
                Err(_) => false,
            },
            _ => false,
        }
    }
}

/// Has the texts of the pages beyond the list of vacancies at hand: the server has all, a browser downloads them with the first of
/// these pages.
pub(crate) async fn load_pages() {
    #[cfg(feature = "hydrate")]
    browser::need(&browser::PAGES).await;
}

/// Has the texts of the staff's area at hand, likewise.
pub(crate) async fn load_staff() {
    load_pages().await;
    #[cfg(feature = "hydrate")]
    browser::need(&browser::STAFF).await;
}
