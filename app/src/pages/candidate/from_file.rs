//! The ways between the profile and files, on the profile's page.

use crate::{
    texts::use_texts,
    ui::{Notice, Notification},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Says how much was taken over from a file, to who comes from there.
#[component]
pub fn TakenOver() -> impl IntoView {
    let t = use_texts();
    let number = |name: &str| {
        use_query_map().with_untracked(|query| query.get_str(name).and_then(|n| n.parse::<u32>().ok()))
    };
    let left_out = number("left").filter(|count| *count > 0);
    let left_out = left_out.map(|count| view! { <p>{t.import_left_out(u64::from(count))}</p> });
    number("taken").map(|taken| match taken {
        0 => view! { <Notification title=t.import_nothing_taken()>{left_out}</Notification> },
        taken => view! {
            <Notification kind=Notice::Success title=t.import_taken(u64::from(taken))>
                <p>{t.import_complete()}</p>
                {left_out}
            </Notification>
        },
    })
}

/// The ways to fill in the profile from a file, and to have it as one.
#[component]
pub fn Files() -> impl IntoView {
    let t = use_texts();
    // The second is no page: the browser is to ask for it itself.
    view! {
        <p><a href=t.0.address("/profile/import")>{t.import_link()}</a> " – " {t.import_link_hint()}</p>
        <p><a href=t.0.address("/profile/resume.json") rel="external" download="resume.json">{t.import_export()}</a></p>
    }
}
