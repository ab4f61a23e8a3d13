//! The question before something is removed, as a page of its own: where no dialog can open.

use super::{Button, ButtonLink, PageTitle, Weight};
use crate::texts::use_texts;
use leptos::prelude::*;

/// Asks, and posts the answer. What the form takes along beside it stands inside.
#[component]
pub fn AskFirst(
    title: &'static str,
    body: &'static str,
    /// The address that the form is posted to.
    action: String,
    /// What is done, as the button says it.
    does: &'static str,
    /// What is done, in words.
    confirm: &'static str,
    /// The page to go back to.
    back: String,
    /// What cannot be undone is red.
    #[prop(default = Weight::Danger)]
    weight: Weight,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <PageTitle title/>
        <p>{body}</p>
        <form method="post" action=action>
            {children.map(|children| children())}
            <p class="buttons">
                <Button action=does weight>{confirm}</Button>
                // Only the query differs: the router would leave the page as it is.
                <ButtonLink href=back weight=Weight::Secondary attr:rel="external">{t.form_cancel()}</ButtonLink>
            </p>
        </form>
    }
}
