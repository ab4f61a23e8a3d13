//! A list: typed an item a line, and shown as a list while it is typed.

use super::{FieldFrame, field::described, focus, put_text, text_area::typed, use_alive};
use crate::{
    dates,
    form::use_form,
    texts::{Texts, use_texts},
};
use leptos::prelude::*;
use model::{list, text};

/// A list of the form that it stands in: a text area with an item a line, and below it what the list rule makes of that. There,
/// items are moved up and down, which writes the text area anew.
#[component]
pub fn ListField(
    name: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    /// The most items.
    most: usize,
    /// The most UTF-16 code units of an item.
    item_most: usize,
    #[prop(default = 6)] rows: u8,
    /// The language of the text, where it is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let t = use_texts();
    let field = use_form().field(name);
    let hinted = !hint.is_empty();
    let items = Memo::new(move |_| field.text.with(|text| list::items(text)));
    let count = Memo::new(move |_| items.with(Vec::len));
    let said = RwSignal::new(String::new());
    let counted = move || t.form_items(count.get() as u64, number(t, most));
    // A row stays where it is, and its words go: so no button that is pressed leaves the page.
    let rows_shown = move || {
        let row = |place| view! { <Item name items count place item_most lang said/> };
        (0..count.get()).map(row).collect::<Vec<_>>()
    };
    view! {
        <FieldFrame name required hint>
            <textarea
                {..described(name, hinted, true)}
                id=name
                name=name
                rows=rows
                lang=lang
                dir="auto"
                inner_html=typed(&field.text.get_untracked())
            ></textarea>
            <p class="counter" class:counter-over=move || { count.get() > most } id=format!("{name}-counter")>{counted}</p>
            <div class="list-shown" hidden=move || count.get() == 0>
                <p class="hint" id=format!("{name}-shown")>{t.form_list_shown()}</p>
                <ol aria-labelledby=format!("{name}-shown")>{rows_shown}</ol>
            </div>
            <p class="visually-hidden" role="status">{said}</p>
        </FieldFrame>
    }
}

/// An item as readers will see it, with the buttons that move it.
#[component]
fn Item(
    name: &'static str,
    items: Memo<Vec<String>>,
    count: Memo<usize>,
    place: usize,
    item_most: usize,
    lang: Option<&'static str>,
    said: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let alive = use_alive();
    let words = Memo::new(move |_| items.with(|items| items.get(place).cloned().unwrap_or_default()));
    let over = Memo::new(move |_| words.with(|words| text::count(words).saturating_sub(item_most)));
    let shift = move |to: usize| {
        let mut list = items.get_untracked();
        if place.max(to) >= list.len() {
            return;
        }
        list.swap(place, to);
        said.set(t.form_moved(&list[to], number(t, to + 1), list.len() as u64));
        put_text(name, &list::typed(&list));
        follow(name, to, to < place, list.len());
    };
    view! {
        <li>
            <span lang=lang dir="auto">{words}</span>
            {move || (over.get() > 0).then(|| view! { <span class="error">{t.form_too_long(over.get() as u64)}</span> })}
            <span class="list-moves" hidden=move || !alive.get()>
                <button type="button" class="button secondary" id=move_id(name, place, true) disabled={place == 0}
                    aria-label=move || t.form_move_up(words.get())
                    on:click=move |_| shift(place.wrapping_sub(1))>{t.form_up()}</button>
                <button type="button" class="button secondary" id=move_id(name, place, false)
                    disabled=move || { place + 1 >= count.get() }
                    aria-label=move || t.form_move_down(words.get())
                    on:click=move |_| shift(place + 1)>{t.form_down()}</button>
            </span>
        </li>
    }
}

fn number(t: Texts, number: usize) -> String {
    dates::number(t.0, u32::try_from(number).unwrap_or(u32::MAX))
}

fn move_id(name: &str, place: usize, up: bool) -> String {
    format!("{name}-{place}-{}", if up { "up" } else { "down" })
}

/// The focus goes with the item: to the same button, or to the other where the item can go no further that way.
fn follow(name: &'static str, to: usize, up: bool, count: usize) {
    let at_end = if up { to == 0 } else { to + 1 == count };
    let id = move_id(name, to, up != at_end);
    #[cfg(feature = "hydrate")]
    request_animation_frame(move || {
        focus(&id);
    });
    #[cfg(not(feature = "hydrate"))]
    {
        focus(&id);
    }
}
