//! The document around the application: head, styles, scripts.

use crate::{App, pages::public::Refused};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use model::language::Lang;
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc};

/// The addresses of the browser's files, whose names carry a hash of their content: `site/assets.json`, written by the
/// bundler.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Assets {
    pub css: String,
    pub js: String,
    pub wasm: String,
    /// The files of texts of a language: by its tag what everybody reads, by `en-pages` what is said beyond the list of vacancies, by
    /// `en-staff` what the staff's area says beside all that.
    pub texts: HashMap<String, String>,
    /// The folder that the modules of lazily loaded areas are in.
    pub folder: String,
    /// The script that loads them.
    pub split: String,
    /// Which modules each lazily loaded area needs.
    pub manifest: HashMap<String, Vec<String>>,
}

impl Assets {
    /// The address of a file of texts; empty if there is none.
    fn texts_of(&self, lang: Lang, readers: &str) -> String {
        self.texts.get(&format!("{lang}{readers}")).cloned().unwrap_or_default()
    }
}

/// What is told about a refused request.
#[derive(Debug, Clone, Default)]
pub struct Refusal {
    pub status: u16,
    /// When it may be tried again.
    pub seconds: Option<u64>,
    /// The form that it came from, if that has kept what was typed.
    pub form: Option<String>,
}

/// The whole document for one request.
///
/// Contexts that must be provided: [`Lang`] (of the address), `Services` and `Actor` (for server functions and resources),
/// the request's `http::request::Parts`, [`Site`](crate::viewer::Site), and leptos' `Nonce`.
#[must_use]
pub fn shell(assets: &Arc<Assets>, lang: Lang) -> impl IntoView + use<> {
    document(assets, lang, || view! { <App/> })
}

/// The document that says why a request was refused before the application saw it, or that the fault is ours: too much
/// text, a post from another site, too many tries, a failure. It stays plain HTML.
///
/// Contexts: as for [`shell`].
#[must_use]
pub fn refusal(assets: &Assets, lang: Lang, refusal: Refusal) -> impl IntoView + use<> {
    plain_document(assets, lang, move || view! { <Refused refusal/> })
}

/// What a link is for while what it leads to waits for the first paint: no medium.
const LATER: &str = "not all";

/// The modules of the lazily loaded area that the page is of, and the texts of such pages, for the document's script to have them
/// downloaded after the first paint, at once. leptos, given the manifest, would have that begin before the page is drawn. They stand
/// apart from what leptos_meta writes, in which the page finds its own elements by their order.
#[cfg(feature = "ssr")]
fn modules(assets: &Arc<Assets>, lang: Lang) -> impl IntoView + use<> {
    let assets = Arc::clone(assets);
    Suspend::new(async move {
        rest_is_begun().await;
        let areas = use_context::<leptos::PrefetchLazyFn>()?.0.get_value();
        let needed = areas.iter().filter_map(|area| assets.manifest.get(*area)).flatten();
        let links: Vec<_> = needed
            .map(|module| {
                let address = format!("{}/{module}.wasm", assets.folder);
                view! { <link rel="preload" r#as="fetch" type="application/wasm" crossorigin="" href=address media=LATER/> }
            })
            .collect();
        let loader = format!("{}/{}", assets.folder, assets.split);
        let texts = assets.texts_of(lang, "-pages");
        (!links.is_empty()).then(|| {
            view! {
                <link rel="modulepreload" href=loader media=LATER/>
                <link rel="preload" r#as="fetch" crossorigin="" href=texts media=LATER/>
                {links}
            }
        })
    })
}

/// Lets the rest of the document be begun: by then the page has been chosen, and has named its area. Whoever waits for it is told to
/// come back, and goes on with the rest first.
#[cfg(feature = "ssr")]
async fn rest_is_begun() {
    use std::task::Poll;

    let mut asked = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut asked, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// In the browser the document's head stays as it came.
#[cfg(not(feature = "ssr"))]
fn modules(_: &Arc<Assets>, _: Lang) -> impl IntoView + use<> {}

/// A document that stays plain HTML.
pub(crate) fn plain_document<V, F>(assets: &Assets, lang: Lang, body: F) -> impl IntoView + use<V, F>
where
    V: IntoView,
    F: FnOnce() -> V,
{
    let plain = Assets { css: assets.css.clone(), ..Assets::default() };
    document(&Arc::new(plain), lang, body)
}

fn document<V, F>(assets: &Arc<Assets>, lang: Lang, body: F) -> impl IntoView + use<V, F>
where
    V: IntoView,
    F: FnOnce() -> V,
{
    let nonce = use_nonce();
    let body = body();
    let (js, wasm) = (&assets.js, &assets.wasm);
    let alive = !js.is_empty();
    // After the first paint: until then, what is needed to read the page has the network for itself.
    let script = format!(
        "requestAnimationFrame(()=>setTimeout(()=>{{const wasm=fetch({wasm:?}),app=import({js:?});\
         for(const link of document.querySelectorAll('[media={LATER:?}]'))link.media='';\
         app.then(app=>app.default({{module_or_path:wasm}}).then(app.hydrate))}}))"
    );
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                {(!assets.css.is_empty()).then(|| view! { <link rel="stylesheet" href=assets.css.clone()/> })}
                {alive.then(|| view! {
                    <script type="module" nonce=nonce data-texts=assets.texts_of(lang, "")
                        data-page-texts=assets.texts_of(lang, "-pages") data-staff-texts=assets.texts_of(lang, "-staff")>{script}</script>
                })}
                {crate::head::links()}
                {crate::head::posting()}
                {alive.then(|| modules(assets, lang))}
                <MetaTags/>
            </head>
            <body>
                {body}
            </body>
        </html>
    }
}
