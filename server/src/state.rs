//! What every request works with.

use crate::{
    config::Config,
    http::{page_cache::PageCache, site::TEXTS},
    machines::{Documents, Seen, Sitemap},
    turns::Turns,
};
use app::Assets;
use leptos::nonce::Nonce;
use model::language::Lang;
use services::Services;
use std::sync::Arc;

/// How many files are read at the same time.
const READINGS: usize = 2;

/// What every request works with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    pub services: Services,
    pub config: Arc<Config>,
    pub assets: Arc<Assets>,
    /// Pages that are the same for everybody.
    pub pages: Arc<PageCache>,
    /// The turns in which people's files are read.
    pub readings: Turns,
    /// Notices that are typeset.
    pub documents: Arc<Documents>,
    pub sitemap: Arc<Sitemap>,
    /// The turns in which they are made.
    pub making: Turns,
    /// Since when the vacancies are what they are.
    pub seen: Arc<Seen>,
    /// What pages are rendered with in place of a nonce; replaced by a fresh one whenever a page is sent. Random, so that
    /// no text of a page can hold it.
    pub placeholder: Nonce,
}

impl AppState {
    /// The state of a server.
    #[must_use]
    pub fn new(services: Services, config: Config) -> Self {
        let assets = read_assets(&config);
        Self {
            services,
            config: Arc::new(config),
            assets: Arc::new(assets),
            pages: Arc::default(),
            readings: Turns::new(READINGS),
            documents: Arc::default(),
            sitemap: Arc::default(),
            making: Turns::new(1),
            seen: Arc::default(),
            placeholder: Nonce::new(),
        }
    }
}

/// What `cargo leptos` writes: files that keep their names, and no texts, which then come from the program itself. Named by an
/// environment variable of its own.
fn of_cargo_leptos(name: &str) -> Assets {
    let file = |kind: &str| format!("/pkg/{name}.{kind}");
    let all = Lang::ALL.map(|lang| (lang.tag(), format!("{TEXTS}/{lang}")));
    let texts = all
        .iter()
        .flat_map(|(lang, file)| [(*lang).to_owned(), format!("{lang}-staff")].map(|of| (of, file.clone())));
    let texts = texts.collect();
    Assets { css: file("css"), js: file("js"), wasm: file("wasm"), texts, ..Assets::default() }
}

/// The bundler's list of the browser's files. Without it the pages work all the same, as plain HTML.
fn read_assets(config: &Config) -> Assets {
    if let Ok(name) = std::env::var("LEPTOS_OUTPUT_NAME") {
        return of_cargo_leptos(&name);
    }
    let file = config.site.join("assets.json");
    let read = std::fs::read_to_string(&file).map_err(|e| e.to_string());
    read.and_then(|text| serde_json::from_str(&text).map_err(|e| e.to_string())).unwrap_or_else(|error| {
        tracing::warn!(
            "{}: {error}; pages are served without styles and scripts (check site)",
            file.display()
        );
        Assets::default()
    })
}
