//! What a new page does for those who cannot see it change: the focus goes to its heading, which a screen reader then reads.

use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use std::sync::atomic::{AtomicBool, Ordering};

/// The next change of address is no new page: the focus stays where it is.
#[cfg(feature = "hydrate")]
pub(crate) fn quietly() {
    QUIET.store(true, Ordering::Relaxed);
}

#[cfg(feature = "hydrate")]
static QUIET: AtomicBool = AtomicBool::new(false);

/// Moves the focus to the `h1` after each change of address but the first, once the new page stands there.
#[component]
pub fn RouteAnnouncer() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let location = leptos_router::hooks::use_location();
        let seen = StoredValue::new_local(None);
        let turn = StoredValue::new(0_u32);
        Effect::new(move |before: Option<(String, String)>| {
            let here = (location.pathname.get(), location.search.get());
            match before {
                None => seen.set_value(browser::heading()),
                Some(before) if before != here => {
                    let mark = if here.1.is_empty() { "" } else { "?" };
                    crate::mark_alive(&format!("{}{mark}{}", here.0, here.1));
                    crate::head::lead_to(&here.0, &here.1);
                    turn.update_value(|turn| *turn += 1);
                    if QUIET.swap(false, Ordering::Relaxed) {
                        return here;
                    }
                    let pressed = if before.0 == here.0 { browser::pressed() } else { None };
                    leptos::task::spawn_local(browser::follow(seen, turn, turn.get_value(), pressed));
                }
                Some(_) => {}
            }
            here
        });
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement};

    /// A heading and its words.
    type Heading = (HtmlElement, String);

    /// How often the page is looked at, in milliseconds, and how many times: a page may have to be loaded first.
    const LOOK: u32 = 30;
    const LOOKS: u32 = 400;
    /// After so many looks the same heading is taken for the new page's. Where the path is the same, it is at once when the link that
    /// was pressed is gone, or has become another.
    const SAME: u32 = 50;

    /// The link that was pressed, and where it leads.
    pub(super) fn pressed() -> Option<(Element, Option<String>)> {
        document().active_element().map(|link| (link.clone(), link.get_attribute("href")))
    }

    pub(super) fn heading() -> Option<Heading> {
        let heading = document().query_selector("main h1").ok().flatten()?.dyn_into::<HtmlElement>().ok()?;
        let words = heading.text_content().unwrap_or_default();
        Some((heading, words))
    }

    /// Gives the focus to what the address names of the page, a field to be changed; says whether it takes it.
    fn arrive() -> bool {
        let hash = window().location().hash().unwrap_or_default();
        let named = hash.trim_start_matches('#');
        crate::ui::focus(named) && document().active_element().is_some_and(|element| element.id() == named)
    }

    /// Waits for the heading of the new page, and gives it the focus, or what the address names there; unless the address changes again before.
    pub(super) async fn follow(
        seen: StoredValue<Option<Heading>, LocalStorage>,
        turns: StoredValue<u32>,
        turn: u32,
        pressed: Option<(Element, Option<String>)>,
    ) {
        for look in 0..LOOKS {
            gloo_timers::future::TimeoutFuture::new(LOOK).await;
            if turns.try_get_value() != Some(turn) {
                return;
            }
            let now = heading();
            let stays = |(link, leads): &(Element, Option<String>)| {
                link.is_connected() && link.get_attribute("href") == *leads
            };
            let same = pressed.as_ref().is_none_or(stays) && look <= SAME;
            if now.is_some() && (!same || seen.with_value(|seen| *seen != now)) {
                if let Some((heading, _)) = &now
                    && !arrive()
                {
                    let _ = heading.focus();
                }
                seen.set_value(now);
                return;
            }
        }
    }
}
