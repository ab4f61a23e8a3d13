//! Who looks at the page, and what kind of site this is: the same on the server and in the browser, without asking again.

use crate::wire::Wire;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use model::address;
use model::{account::Viewer, language::Lang};
use serde::{Deserialize, Serialize};

/// What the server says of itself. It provides this as a context for every request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// The address that people reach it by, without a slash at its end; empty: addresses in the head stay relative.
    pub address: String,
    /// Whether it shows sample data, and with it the gallery.
    pub sample: bool,
}

/// What travels with the page. A page that is kept for everybody holds nothing of anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    viewer: Option<Viewer>,
    sample: bool,
}

#[cfg(feature = "ssr")]
fn seen() -> Seen {
    Seen {
        viewer: use_context::<services::Actor>().and_then(|actor| actor.viewer),
        sample: use_context::<Site>().is_some_and(|site| site.sample),
    }
}

#[cfg(not(feature = "ssr"))]
fn seen() -> Seen {
    Seen::default()
}

/// Hands the viewer to all pages: called once, by the application.
pub(crate) fn provide_viewer() {
    provide_context(SharedValue::<Seen, Wire>::new_with_encoding(seen).into_inner());
}

/// Who is signed in, if somebody is. It does not change while the page is open: signing in and out load it anew.
#[must_use]
pub fn use_viewer() -> Option<Viewer> {
    use_context::<Seen>().and_then(|seen| seen.viewer)
}

/// Whether the site shows sample data.
#[must_use]
pub fn is_sample() -> bool {
    use_context::<Seen>().is_some_and(|seen| seen.sample)
}

/// A page that must be passed first, such as the one for signing in, and that leads back to the page that is open.
#[must_use]
pub fn door_address(lang: Lang, path: &str) -> String {
    let door = lang.address(path);
    #[cfg(feature = "hydrate")]
    {
        let here = window().location();
        let here = here.pathname().unwrap_or_default() + &here.search().unwrap_or_default();
        address::with(&door, &[("next", &here)])
    }
    #[cfg(not(feature = "hydrate"))]
    door
}

/// The whole address of a path of this site, as it is passed on to others.
#[must_use]
pub fn page_address(path: &str) -> String {
    #[cfg(feature = "hydrate")]
    let site = window().location().origin().unwrap_or_default();
    #[cfg(not(feature = "hydrate"))]
    let site = use_context::<Site>().unwrap_or_default().address;
    site + path
}
