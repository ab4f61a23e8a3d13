//! The application: the frame of every page, and which page stands at which address.

use crate::{
    pages::{self, NotFound},
    ui::{Footer, Header, RouteAnnouncer, SkipLink},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};
use model::language::Lang;

/// The application. On the server, the language comes as a context; in the browser, from the address.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let lang = use_context::<Lang>().unwrap_or_else(lang_of_address);
    provide_context(lang);
    crate::form::provide_today();

    view! {
        <Router base=lang.prefix()>
            <SkipLink/>
            <Header/>
            <main id="main" tabindex="-1">
                <FlatRoutes fallback=NotFound>
                    <Route path=path!("/") view=pages::public::Home ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies") view=pages::public::Vacancies ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies/:slug") view=pages::public::NoticeOfVacancy ssr=SsrMode::Async/>
                </FlatRoutes>
            </main>
            <Footer/>
            <RouteAnnouncer/>
        </Router>
    }
}

#[cfg(feature = "hydrate")]
fn lang_of_address() -> Lang {
    let path = window().location().pathname().unwrap_or_default();
    Lang::of_path(&path).0
}

#[cfg(not(feature = "hydrate"))]
fn lang_of_address() -> Lang {
    Lang::default()
}
