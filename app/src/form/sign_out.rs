//! Signing out: what is typed is saved first, and nothing of it stays in the browser, which others may use.

use crate::texts::use_texts;
use leptos::prelude::*;

/// A form whose button signs out. Without WebAssembly nothing is kept in the browser, and it is a plain form.
#[component]
pub fn SignOut(#[prop(into)] class: String) -> impl IntoView {
    let t = use_texts();
    view! {
        <form method="post" action=t.0.address("/account/sign-out")
            on:submit=move |event| leave(&event, t.site_sign_out_unsaved())>
            <button class=class>{t.site_sign_out()}</button>
        </form>
    }
}

#[cfg(not(feature = "hydrate"))]
fn leave(_: &leptos::ev::SubmitEvent, _: &str) {}

#[cfg(feature = "hydrate")]
use browser::leave;
#[cfg(feature = "hydrate")]
pub(super) use browser::{Unsaved, clear_unsaved, set_unsaved};

#[cfg(feature = "hydrate")]
mod browser {
    use crate::form::local;
    use leptos::{ev, prelude::*, task::spawn_local};
    use std::{cell::Cell, cell::RefCell, pin::Pin, rc::Rc};
    use wasm_bindgen::JsCast;

    /// How long signing out waits for a save, in looks of so many milliseconds.
    const LOOK: u32 = 50;
    const LOOKS: u32 = 200;

    /// What the form on the page does before its person signs out. Functions, so that the code of saving is not needed where
    /// there is no such form.
    #[derive(Clone)]
    pub(in crate::form) struct Unsaved {
        /// Saves, and says whether all that stands on the page is on the server.
        pub save: Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>,
        /// Gives up what is on the page.
        pub give_up: Rc<dyn Fn()>,
    }

    thread_local! {
        static FORM: RefCell<(u32, Option<Unsaved>)> = const { RefCell::new((0, None)) };
    }

    /// Says which form is on the page; gives its number.
    pub(in crate::form) fn set_unsaved(form: Unsaved) -> u32 {
        FORM.with(|place| {
            let mut place = place.borrow_mut();
            *place = (place.0 + 1, Some(form));
            place.0
        })
    }

    /// Says that a form is no longer on the page. Another one may have come already.
    pub(in crate::form) fn clear_unsaved(number: u32) {
        FORM.with(|place| {
            let mut place = place.borrow_mut();
            if place.0 == number {
                place.1 = None;
            }
        });
    }

    /// Saves, removes what is kept here, and then posts. Where something cannot be saved, the person decides.
    pub(super) fn leave(event: &ev::SubmitEvent, question: &'static str) {
        event.prevent_default();
        let sender = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
        spawn_local(async move {
            let form = FORM.with(|place| place.borrow().1.clone());
            let mut saved = true;
            if let Some(form) = &form {
                let answer = Rc::new(Cell::new(None));
                let (save, told) = (form.save.clone(), Rc::clone(&answer));
                spawn_local(async move { told.set(Some(save().await)) });
                for _ in 0..LOOKS {
                    if answer.get().is_some() {
                        break;
                    }
                    gloo_timers::future::TimeoutFuture::new(LOOK).await;
                }
                saved = answer.get() == Some(true);
            }
            let ask = !saved || local::is_any_kept();
            if ask && !window().confirm_with_message(question).unwrap_or(true) {
                return;
            }
            if let Some(form) = form {
                (form.give_up)();
            }
            local::forget_all();
            if let Some(sender) = sender {
                let _ = sender.submit();
            }
        });
    }
}
