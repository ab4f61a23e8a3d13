//! Warns before the session ends, and makes it longer at one press (WCAG 2.2.1).

use super::Still;
use crate::{
    texts::{Texts, use_texts},
    viewer::use_viewer,
};
use leptos::prelude::*;

/// The dialog, its parts, and its buttons, by their ids.
const DIALOG: &str = "session-warning";
const TITLE: &str = "session-warning-title";
const TEXT: &str = "session-warning-text";
const STAY: &str = "session-stay";
const SIGN_IN: &str = "session-sign-in";
const CLOSE: &str = "session-close";

/// The dialog that warns whoever is signed in. Without WebAssembly it stays closed: what is posted after the end is kept (see
/// `Services::park`). Every first visit carries this code, so it is a plain element, and what changes in it is put there by hand.
#[component]
pub fn SessionWarning() -> impl IntoView {
    let t = use_texts();
    use_viewer().map(|viewer| {
        #[cfg(feature = "hydrate")]
        browser::Watch::begin(t, viewer.session_ends);
        #[cfg(not(feature = "hydrate"))]
        let _ = viewer;
        dialog(t).view()
    })
}

fn dialog(t: Texts) -> Still {
    let button = |id: &str, class: &str| Still::of("button", class).attr("type", "button").attr("id", id);
    let sign_in = Still::of("a", "button")
        .attr("id", SIGN_IN)
        .attr("href", &t.0.address("/account/sign-in"))
        .attr("rel", "external")
        .attr("hidden", "");
    let buttons = Still::of("p", "buttons")
        .child(button(STAY, "button").text(t.site_warning_stay()))
        .child(sign_in.text(t.site_ended_sign_in()))
        .child(button(CLOSE, "button secondary").attr("hidden", "").text(t.site_warning_close()));
    Still::new("dialog")
        .attr("id", DIALOG)
        .attr("role", "alertdialog")
        .attr("aria-labelledby", TITLE)
        .attr("aria-describedby", TEXT)
        .child(Still::new("h2").attr("id", TITLE).text(t.site_warning_title()))
        // What a press comes to is said too.
        .child(Still::new("p").attr("id", TEXT).attr("aria-live", "polite").text(t.site_warning_text()))
        .child(buttons)
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{CLOSE, DIALOG, SIGN_IN, STAY, TEXT, TITLE};
    use crate::{dates, texts::Texts};
    use leptos::{prelude::*, task::spawn_local};
    use std::{cell::Cell, rc::Rc, time::Duration};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Element, Event, HtmlDialogElement};

    /// How long before the session's end the warning comes, in milliseconds.
    const BEFORE: i64 = 5 * 60_000;

    /// How long a session lasts without use, in milliseconds: no end of one is further away.
    const IDLE: i64 = 60 * 60_000;

    /// What the warning says.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Stage {
        /// One press makes the session longer.
        Ending,
        /// The press did not reach the server: another may.
        Away,
        /// It has been used as long as a session lasts.
        Last,
        Ended,
    }

    /// Watches the session.
    #[derive(Clone)]
    pub(super) struct Watch {
        t: Texts,
        /// Whether the person has closed the warning: it comes again at the end only.
        dismissed: Rc<Cell<bool>>,
    }

    fn element(id: &str) -> Option<Element> {
        document().get_element_by_id(id)
    }

    fn dialog() -> Option<HtmlDialogElement> {
        element(DIALOG)?.dyn_into().ok()
    }

    fn say(id: &str, words: &str) {
        if let Some(element) = element(id).filter(|element| element.text_content().as_deref() != Some(words))
        {
            element.set_text_content(Some(words));
        }
    }

    fn offer(id: &str, offered: bool) {
        if let Some(element) = element(id) {
            let _ = element.toggle_attribute_with_force("hidden", !offered);
        }
    }

    impl Watch {
        /// Begins when the page has come alive. A wrong clock of the device only makes it ask the server too early, or as late
        /// as a new session would need.
        pub(super) fn begin(t: Texts, ends: i64) {
            Effect::new(move || {
                let watch = Watch { t, dismissed: Rc::default() };
                watch.listen();
                let left = ends - dates::now();
                watch.look_in(left.min(IDLE) - BEFORE);
            });
        }

        /// Hears the buttons, and the key that closes a dialog.
        fn listen(&self) {
            let Some(dialog) = dialog() else { return };
            let watch = self.clone();
            let hear = Closure::<dyn Fn(Event)>::new(move |event: Event| {
                let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                match pressed.map(|element| element.id()).as_deref() {
                    Some(STAY) => watch.stay(),
                    Some(CLOSE) => watch.dismiss(),
                    _ if event.type_() == "cancel" => watch.dismiss(),
                    _ => {}
                }
            })
            .into_js_value();
            for kind in ["click", "cancel"] {
                let _ = dialog.add_event_listener_with_callback(kind, hear.unchecked_ref());
            }
        }

        /// Asks the server after a while how long the session lasts: other tabs, and saves, make it longer too.
        fn look_in(&self, milliseconds: i64) {
            let wait = Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0));
            let watch = self.clone();
            let look = move || {
                spawn_local(async move {
                    match crate::api::account::session_left().await {
                        Ok(left) => watch.see(left),
                        // Away: the page says so itself where it matters.
                        Err(_) => watch.look_in(30_000),
                    }
                });
            };
            set_timeout(look, wait);
        }

        fn see(&self, left: i64) {
            if left > BEFORE {
                self.dismissed.set(false);
                self.show(Stage::Ending);
                close();
                self.look_in(left - BEFORE);
            } else if left > 0 {
                if !self.dismissed.get() {
                    self.open();
                }
                // Look again soon, for another tab may make it longer; and at the end.
                self.look_in(left.min(20_000));
            } else {
                self.show(Stage::Ended);
                self.open();
            }
        }

        fn show(&self, stage: Stage) {
            let t = self.t;
            let (title, words) = match stage {
                Stage::Ending => (t.site_warning_title(), t.site_warning_text()),
                Stage::Away => (t.site_warning_title(), t.site_warning_away()),
                Stage::Last => (t.site_warning_title(), t.site_warning_last()),
                Stage::Ended => (t.site_ended_title(), t.site_ended_text()),
            };
            say(TITLE, title);
            say(TEXT, words);
            let stays = matches!(stage, Stage::Ending | Stage::Away);
            offer(STAY, stays);
            offer(SIGN_IN, stage == Stage::Ended);
            offer(CLOSE, !stays);
        }

        fn open(&self) {
            if let Some(link) = element(SIGN_IN) {
                // Where to come back to.
                let address = crate::viewer::door_address(self.t.0, "/account/sign-in");
                let _ = link.set_attribute("href", &address);
            }
            if let Some(dialog) = dialog().filter(|dialog| !dialog.open()) {
                let _ = dialog.show_modal();
            }
        }

        fn dismiss(&self) {
            self.dismissed.set(true);
            close();
        }

        /// Makes the session longer.
        fn stay(&self) {
            let watch = self.clone();
            spawn_local(async move {
                match crate::api::account::extend_session().await {
                    Ok(left) if left > BEFORE => {
                        watch.show(Stage::Ending);
                        close();
                    }
                    Ok(left) if left > 0 => watch.show(Stage::Last),
                    Ok(_) => watch.show(Stage::Ended),
                    Err(_) => watch.show(Stage::Away),
                }
            });
        }
    }

    fn close() {
        if let Some(dialog) = dialog() {
            dialog.close();
        }
    }
}
