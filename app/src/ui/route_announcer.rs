//! What a new page does for those who cannot see it change: the focus goes to its heading, which a screen reader then reads.

use leptos::prelude::*;

/// Moves the focus to the `h1` after each change of address but the first.
#[component]
pub fn RouteAnnouncer() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let path = leptos_router::hooks::use_location().pathname;
        Effect::new(move |before: Option<String>| {
            let here = path.get();
            if before.is_some_and(|before| before != here) {
                set_timeout(
                    || {
                        let heading = document().query_selector("main h1").ok().flatten();
                        if let Some(heading) = heading.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok())
                        {
                            let _ = heading.focus();
                        }
                    },
                    std::time::Duration::from_millis(50),
                );
            }
            here
        });
    }
}
