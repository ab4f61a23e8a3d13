//! What can be done with a notice beside applying: keep it, note its deadline, pass it on. And what a candidate is told of the
//! nationalities that it is open to.

use crate::{
    api::vacancy::OwnNationality,
    texts::use_texts,
    ui::{Notice, Notification, PrintButton, use_alive},
    viewer::page_address,
};
use leptos::prelude::*;
use model::{address::with, vacancy::Nationality};

/// Links to keep and share a notice; what only a browser can do is offered once the page is alive.
#[component]
pub fn Keep(slug: String, number: String, title: String) -> impl IntoView {
    let t = use_texts();
    let path = t.0.address(&format!("/vacancies/{slug}"));
    let address = page_address(&path);
    let mail = with("mailto:", &[("subject", &t.notice_mail_subject(number, &title)), ("body", &address)]);
    let alive = use_alive();
    let said = RwSignal::new("");
    let hidden = move || !alive.get();
    let cannot_share = move || !alive.get() || !browser::can_share();
    let (to_copy, to_share) = (address.clone(), address);
    view! {
        <ul class="notice-tools screen-only" role="list" aria-label=t.notice_tools()>
            <li><a rel="external" href=format!("{path}/notice.pdf") type="application/pdf">{t.notice_pdf()}</a></li>
            <li><a rel="external" href=format!("{path}/deadline.ics") type="text/calendar">{t.notice_calendar()}</a></li>
            <li><a rel="external" href=mail>{t.notice_mail()}</a></li>
            <li hidden=hidden><PrintButton class="link">{t.notice_print()}</PrintButton></li>
            <li hidden=hidden>
                <button type="button" class="link" on:click=move |_| browser::copy(
                    to_copy.clone(),
                    move |copied| said.set(if copied { t.notice_copied() } else { t.notice_not_copied() }),
                )>{t.notice_copy()}</button>
            </li>
            <li hidden=cannot_share>
                <button type="button" class="link" on:click=move |_| browser::share(&title, &to_share)>{t.notice_share()}</button>
            </li>
        </ul>
        <p class="notice-said screen-only" role="status">{said}</p>
    }
}

/// What a candidate is told of the nationalities that a vacancy is open to. It forbids nothing: whoever examines the applications
/// decides.
#[component]
pub fn NationalityNote(told: OwnNationality) -> impl IntoView {
    let t = use_texts();
    let own = told.own.join(", ");
    let (kind, words) = match told.nationality {
        Nationality::Everybody | Nationality::Among(_) => (Notice::Info, t.notice_nationality_among(own)),
        Nationality::NotAmong => (Notice::Warning, t.notice_nationality_not_among(own)),
        Nationality::NotSaid => (Notice::Warning, t.notice_nationality_not_said().to_owned()),
    };
    let profile = (kind == Notice::Warning).then(|| {
        view! { <p><a href=t.0.address("/profile/personal")>{t.notice_nationality_profile()}</a></p> }
    });
    view! {
        <Notification kind title=t.notice_nationality_title(told.open_to.join(", "))>
            <p>{words}</p>
            {profile}
        </Notification>
    }
}

/// What is asked of the browser.
#[cfg(feature = "hydrate")]
mod browser {
    use js_sys::{Function, Object, Promise, Reflect};
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    /// A method of an object that not every browser has.
    fn method(of: &JsValue, name: &str) -> Option<Function> {
        Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
    }

    pub fn copy(text: String, done: impl Fn(bool) + 'static) {
        spawn_local(async move {
            let navigator = window().navigator();
            let clipboard = Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
            let writing = method(&clipboard, "writeText")
                .and_then(|write| write.call1(&clipboard, &text.into()).ok())
                .and_then(|promise| promise.dyn_into::<Promise>().ok());
            done(match writing {
                Some(writing) => JsFuture::from(writing).await.is_ok(),
                None => false,
            });
        });
    }

    pub fn can_share() -> bool {
        method(&window().navigator(), "share").is_some()
    }

    pub fn share(title: &str, address: &str) {
        let (navigator, what) = (window().navigator(), Object::new());
        for (name, value) in [("title", title), ("url", address)] {
            let _ = Reflect::set(&what, &name.into(), &value.into());
        }
        // Whoever shares nothing after all has decided so.
        let sharing = method(&navigator, "share").and_then(|share| share.call1(&navigator, &what).ok());
        if let Some(sharing) = sharing.and_then(|promise| promise.dyn_into::<Promise>().ok()) {
            spawn_local(async move { drop(JsFuture::from(sharing).await) });
        }
    }
}

#[cfg(not(feature = "hydrate"))]
mod browser {
    pub fn copy(_: String, _: impl Fn(bool) + 'static) {}

    pub fn can_share() -> bool {
        false
    }

    pub fn share(_: &str, _: &str) {}
}
