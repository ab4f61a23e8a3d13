//! A text field that offers what the server's list has: the editable combobox with list autocomplete of the ARIA Authoring
//! Practices. What is typed counts, whether chosen from the list or not; the server resolves it.
//!
//! Escape closes the open list; on a closed one it clears the field, which the practices leave open, and the next Escape
//! brings back what stood there, so that nothing typed is lost by a key too many.

#[cfg(feature = "hydrate")]
mod browser;

use super::{FieldFrame, field::described, use_alive};
use crate::{
    api::ApiError,
    at_once::Erase,
    form::use_form,
    texts::{Texts, use_texts},
};
use leptos::{html, prelude::*};
use std::{future::Future, pin::Pin, sync::Arc};

/// Finds what matches a text.
type Load = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Result<Matches, ApiError>>>> + Send + Sync>;

/// What must be done before anything can be found, while it must be.
pub type Wanting = Arc<dyn Fn() -> Option<&'static str> + Send + Sync>;

/// What the list has of a text.
#[derive(Debug, Clone, Default)]
pub struct Matches {
    /// Best first.
    pub options: Vec<Match>,
    /// The text is in the list as it stands.
    pub listed: bool,
}

/// An option.
#[derive(Debug, Clone)]
pub struct Match {
    /// What stands in the field once it is chosen.
    pub text: String,
    /// The other name by which it was found.
    pub also: Option<String>,
}

impl From<Vec<String>> for Matches {
    fn from(options: Vec<String>) -> Self {
        let options = options.into_iter().map(|text| Match { text, also: None }).collect();
        Matches { options, listed: false }
    }
}

/// The last option, for what the list does not have: it leaves the text as it is, and ticks a box of the form.
#[derive(Debug, Clone, Copy)]
pub struct Unlisted {
    /// The box's field. It is ticked no longer once something of the list stands in the combobox.
    pub field: &'static str,
    /// What the option says.
    pub words: &'static str,
    /// What is said once it is chosen: what to enter now.
    pub chosen: &'static str,
}

/// What the line below the field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only a browser says it"))]
enum Said {
    /// How many were found for the last question.
    Found(usize),
    /// What must be done first.
    Wanting,
    /// What to enter, now that the last option is chosen.
    Unlisted,
    /// How the text comes back.
    Cleared,
}

/// What the list shows, and which of it.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only a browser opens the list"))]
struct List {
    name: &'static str,
    input: NodeRef<html::Input>,
    load: StoredValue<Load>,
    wanting: StoredValue<Option<Wanting>>,
    unlisted: Option<Unlisted>,
    options: RwSignal<Vec<Match>>,
    open: RwSignal<bool>,
    /// The option that the arrow keys stand on.
    active: RwSignal<Option<usize>>,
    said: RwSignal<Option<Said>>,
    /// Counts the questions, so that a late answer to an old one is dropped.
    turn: StoredValue<u64>,
    /// The newest question, while another one is on its way, and the end of its list to step onto.
    question: StoredValue<Option<(u64, Option<End>)>>,
    /// Whether a question is on its way.
    asking: StoredValue<bool>,
    /// What Escape has cleared, until something is typed.
    cleared: StoredValue<String>,
}

/// An end of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only a browser steps onto it"))]
enum End {
    First,
    Last,
}

/// A combobox of the form that it stands in. `load` gets what is typed and gives what matches: a server function, which
/// compares by `model::text::fold`. Without WebAssembly it is a plain text field.
#[component]
pub fn Combobox<F, A>(
    name: &'static str,
    load: F,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] readonly: bool,
    #[prop(optional, into)] wanting: Option<Wanting>,
    #[prop(optional, into)] unlisted: Option<Unlisted>,
) -> impl IntoView
where
    F: Fn(String) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Matches, ApiError>> + 'static,
{
    let list = List {
        name,
        input: NodeRef::new(),
        load: StoredValue::new(Arc::new(move |text| Box::pin(load(text)))),
        wanting: StoredValue::new(wanting),
        unlisted,
        options: RwSignal::new(vec![]),
        open: RwSignal::new(false),
        active: RwSignal::new(None),
        said: RwSignal::new(None),
        turn: StoredValue::new(0),
        question: StoredValue::new(None),
        asking: StoredValue::new(false),
        cleared: StoredValue::new(String::new()),
    };
    combobox(list, required, hint, disabled, readonly)
}

fn combobox(list: List, required: bool, hint: String, disabled: bool, readonly: bool) -> AnyView {
    let t = use_texts();
    let form = use_form();
    let List { name, open, active, options, .. } = list;
    let field = form.field(name);
    let hinted = !hint.is_empty();
    let alive = use_alive();
    // Until the page is alive it is no combobox, and is not called one.
    let offers = move || alive.get() && !disabled && !readonly;
    let when = move |value: &'static str| move || offers().then_some(value);
    let last = move || {
        let place = options.with(Vec::len);
        list.unlisted
            .map(|unlisted| option(list, place, unlisted.words, None, move || list.choose_unlisted()))
    };
    // A count matters to who does not see the list.
    let in_sight =
        move || list.said.get().is_some_and(|said| !matches!(said, Said::Found(1..)) && !open.get());
    view! {
        <FieldFrame name required hint>
            <div class="combobox">
                <input
                    {..described(name, hinted, false)}
                    id=name
                    name=name
                    node_ref=list.input
                    type="text"
                    value=field.text.get_untracked()
                    role=when("combobox")
                    autocomplete="off"
                    spellcheck="false"
                    disabled=disabled
                    readonly=readonly
                    aria-autocomplete=when("list")
                    aria-expanded=move || offers().then(|| open.get().to_string())
                    aria-controls=offers_list(name, offers)
                    aria-activedescendant=move || active.get().filter(|_| open.get()).map(|place| option_id(name, place))
                    on:input=move |_| list.typed()
                    on:keydown=move |event| list.pressed(&event)
                    on:blur=move |_| list.close()
                />
                <ul id=format!("{name}-list") class="combobox-list" role="listbox" aria-label=form.name(t, name)
                    hidden=move || !open.get()>
                    {move || options.get().into_iter().enumerate().map(|(place, found)| {
                        let text = found.text.clone();
                        let also = found.also.map(|name| t.form_also(name));
                        option(list, place, found.text, also, move || list.choose(&text))
                    }).collect::<Vec<_>>()}
                    {last}
                </ul>
            </div>
            <p class="hint" class:visually-hidden=move || !in_sight() role="status">
                {move || list.said.get().and_then(|said| words(t, list, said))}
            </p>
        </FieldFrame>
    }
    .erase()
}

/// An option of the list; `also` is the other name by which it was found.
fn option(
    list: List,
    place: usize,
    text: impl Into<String>,
    also: Option<String>,
    choose: impl Fn() + 'static,
) -> AnyView {
    let active = list.active;
    view! {
        <li id=option_id(list.name, place) role="option"
            aria-selected=move || (active.get() == Some(place)).to_string()
            // The focus stays in the field.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose()>
            {text.into()}
            {also.map(|also| view! { " " <span class="combobox-also">{also}</span> })}
        </li>
    }
    .erase()
}

fn words(t: Texts, list: List, said: Said) -> Option<String> {
    match said {
        Said::Found(0) => Some(t.form_no_results().to_owned()),
        Said::Found(count) => Some(t.form_results(count as u64)),
        // No longer once it is done.
        Said::Wanting => list.wanting().map(str::to_owned),
        Said::Unlisted => list.unlisted.map(|unlisted| unlisted.chosen.to_owned()),
        Said::Cleared => Some(t.form_cleared().to_owned()),
    }
}

fn offers_list(name: &'static str, offers: impl Fn() -> bool + Copy) -> impl Fn() -> Option<String> + Copy {
    move || offers().then(|| format!("{name}-list"))
}

fn option_id(name: &str, place: usize) -> String {
    format!("{name}-option-{}", place + 1)
}

impl List {
    /// What must be done before anything can be found.
    fn wanting(self) -> Option<&'static str> {
        self.wanting.try_get_value().flatten().and_then(|wanting| wanting())
    }
}

#[cfg(not(feature = "hydrate"))]
impl List {
    fn typed(self) {}
    fn pressed(self, _: &leptos::ev::KeyboardEvent) {}
    fn close(self) {}
    fn choose(self, _: &str) {}
    fn choose_unlisted(self) {}
}
