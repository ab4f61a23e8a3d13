//! The application: the frame of every page.

use crate::{
    at_once::{AtOnce, Erase},
    pages::{AllPages, NotFound},
    ui::{Footer, Header, RouteAnnouncer, SessionWarning, SkipLink},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Router};
use model::language::Lang;

/// The application. On the server, the language comes as a context; in the browser, from the address.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let lang = use_context::<Lang>().unwrap_or_else(lang_of_address);
    provide_context(lang);
    crate::form::provide_today();
    crate::viewer::provide_viewer();

    view! {
        <Router base=lang.prefix()>
            {AtOnce(view! { <SkipLink/><Header/> })}
            <main id="main" tabindex="-1">
                <FlatRoutes fallback=|| NotFound().erase()><AllPages/></FlatRoutes>
            </main>
            {AtOnce(view! { <Footer/><RouteAnnouncer/><SessionWarning/> })}
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
