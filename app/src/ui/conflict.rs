//! Two versions of a form against each other: shows both texts and lets the person decide. Nothing is overwritten.

use super::Weight;
use crate::{
    form::{Autosave, Words},
    texts::use_texts,
};
use leptos::{html, prelude::*};

/// The panel that a stale save opens. Without WebAssembly its buttons post `keep-mine` and `take-theirs`.
#[component]
pub fn Conflict(autosave: Autosave, node: NodeRef<html::Form>, words: Words) -> impl IntoView {
    let t = use_texts();
    let context = autosave.context;
    move || {
        autosave.conflict.get().map(|newer| {
            let unsaved = autosave.unsaved.get_value();
            let waiting = unsaved.as_ref().map(|unsaved| unsaved.id.clone());
            let mine = unsaved.map_or_else(|| context.texts(), |unsaved| unsaved.fields);
            let names = context.names();
            let name = |field: &str| {
                let label = context.name(t, field);
                // Of a date, which part differs.
                let part = match field.rsplit_once('_') {
                    Some((date, "year")) if names.contains(&format!("{date}_month").as_str()) => t.form_year(),
                    Some((_, "month")) => t.form_month(),
                    Some((_, "day")) => t.form_day(),
                    _ => return label,
                };
                format!("{label} – {part}")
            };
            let differing: Vec<_> = context
                .names()
                .into_iter()
                .filter(|field| mine.get(field) != newer.fields.get(field))
                .map(|field| {
                    let [mine, theirs] = [&mine, &newer.fields].map(|fields| words(field, fields.get(field)));
                    view! {
                        <h3>{name(field)}</h3>
                        <div class="conflict-texts">
                            <div><h4>{t.form_conflict_mine()}</h4><Quoted text=mine/></div>
                            <div><h4>{t.form_conflict_theirs()}</h4><Quoted text=theirs/></div>
                        </div>
                    }
                })
                .collect();
            view! {
                <section class="conflict" aria-labelledby="conflict-title">
                    // What Enter in a field presses is the first button of a form: it must not decide.
                    <button type="submit" name="action" value="save" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
                    // The alert is what has happened, not all that two people have written.
                    <div role="alert"><h2 id="conflict-title" tabindex="-1">{t.form_conflict_title()}</h2></div>
                    <p>{t.form_conflict_body()}</p>
                    {differing}
                    {waiting.map(|id| view! {
                        <input type="hidden" name="waiting" value=id/>
                        <input type="hidden" name="shown" value=newer.fields.digest()/>
                    })}
                    <p class="buttons">
                        <button type="submit" name="action" value="keep-mine" class=Weight::Primary.class() on:click=move |e| decide(&e, autosave, node, true)>
                            {t.form_conflict_keep_mine()}
                        </button>
                        <button type="submit" name="action" value="take-theirs" class=Weight::Secondary.class() on:click=move |e| decide(&e, autosave, node, false)>
                            {t.form_conflict_take_theirs()}
                        </button>
                    </p>
                </section>
            }
        })
    }
}

#[component]
fn Quoted(text: String) -> impl IntoView {
    let t = use_texts();
    let empty = text.trim().is_empty();
    view! { <p class="conflict-text" class:hint=empty>{if empty { t.form_empty().to_owned() } else { text }}</p> }
}

fn decide(event: &leptos::ev::MouseEvent, autosave: Autosave, node: NodeRef<html::Form>, mine: bool) {
    #[cfg(feature = "hydrate")]
    {
        event.prevent_default();
        if mine {
            autosave.keep_mine();
        } else {
            autosave.take_theirs(|theirs| crate::form::put_all(autosave.context, node, theirs));
        }
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (event, autosave, node, mine);
    }
}
