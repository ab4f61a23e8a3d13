//! Asks before something that cannot be undone.

use super::Weight;
use crate::texts::use_texts;
use leptos::{html, prelude::*};

/// A button that asks first, in a dialog of the browser. In the form that it stands in, the button posts `action`, to which
/// the server answers with a page that asks; the dialog's own button posts `confirmed`. Put it behind the form's other
/// buttons: the Enter key presses the first. It cannot stand in a paragraph, which a browser ends before a dialog.
#[component]
pub fn ConfirmDialog(
    /// Names it in ids.
    id: &'static str,
    /// What the button that opens it says.
    #[prop(into)]
    trigger: String,
    /// The question.
    #[prop(into)]
    title: String,
    /// What the button that goes on says: the verb of the question.
    #[prop(into)]
    confirm: String,
    action: &'static str,
    confirmed: &'static str,
    #[prop(optional)] weight: Weight,
    /// What will happen.
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = format!("{id}-title");
    view! {
        <button type="submit" class=if weight == Weight::Primary { Weight::Secondary.class() } else { weight.class() }
            name="action" value=action aria-haspopup="dialog" on:click=move |event| open(&event, dialog)>
            {trigger}
        </button>
        <dialog id=id node_ref=dialog aria-labelledby=title_id.clone()>
            <h2 id=title_id.clone()>{title}</h2>
            {children()}
            <p class="buttons">
                <button type="submit" class=weight.class() name="action" value=confirmed>{confirm}</button>
                <button type="button" class=Weight::Secondary.class() on:click=move |_| close(dialog)>{t.form_cancel()}</button>
            </p>
        </dialog>
    }
}

#[cfg(feature = "hydrate")]
fn open(event: &leptos::ev::MouseEvent, dialog: NodeRef<html::Dialog>) {
    if dialog.get_untracked().is_some_and(|dialog| dialog.show_modal().is_ok()) {
        event.prevent_default();
    }
}

#[cfg(not(feature = "hydrate"))]
fn open(_: &leptos::ev::MouseEvent, _: NodeRef<html::Dialog>) {}

#[cfg(feature = "hydrate")]
fn close(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
}

#[cfg(not(feature = "hydrate"))]
fn close(_: NodeRef<html::Dialog>) {}
