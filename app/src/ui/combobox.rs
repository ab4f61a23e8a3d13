//! A text field that offers what the server's list has: the editable combobox with list autocomplete of the ARIA Authoring
//! Practices. What is typed counts, whether chosen from the list or not; the server resolves it.

use super::{FieldFrame, field::described, use_alive};
use crate::{api::ApiError, at_once::Erase, form::use_form, texts::use_texts};
use leptos::{html, prelude::*};
use std::{future::Future, pin::Pin, sync::Arc};

/// Finds what matches a text.
type Load = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Result<Vec<String>, ApiError>>>> + Send + Sync>;

/// What the list shows, and which of it.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only a browser opens the list"))]
struct List {
    name: &'static str,
    input: NodeRef<html::Input>,
    load: StoredValue<Load>,
    options: RwSignal<Vec<String>>,
    open: RwSignal<bool>,
    /// The option that the arrow keys stand on.
    active: RwSignal<Option<usize>>,
    /// How many were found for the last question, once it is time to say so.
    found: RwSignal<Option<usize>>,
    /// Counts the questions, so that a late answer to an old one is dropped.
    turn: StoredValue<u64>,
}

/// A combobox of the form that it stands in. `load` gets what is typed and gives what matches, best first: a server
/// function, which compares by `model::text::fold`. Without WebAssembly it is a plain text field.
#[component]
pub fn Combobox<F, A>(
    name: &'static str,
    load: F,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] readonly: bool,
) -> impl IntoView
where
    F: Fn(String) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Vec<String>, ApiError>> + 'static,
{
    let list = List {
        name,
        input: NodeRef::new(),
        load: StoredValue::new(Arc::new(move |text| Box::pin(load(text)))),
        options: RwSignal::new(vec![]),
        open: RwSignal::new(false),
        active: RwSignal::new(None),
        found: RwSignal::new(None),
        turn: StoredValue::new(0),
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
    let none_found = move || list.found.get() == Some(0) && !open.get();
    view! {
        <FieldFrame name required hint>
            <div class="combobox">
                <input
                    {..described(name, required, hinted, false)}
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
                <ul id=format!("{name}-list") class="combobox-list" role="listbox" aria-label=(form.label)(t, name)
                    hidden=move || !open.get()>
                    {move || options.get().into_iter().enumerate().map(|(place, option)| {
                        let text = option.clone();
                        view! {
                            <li id=option_id(name, place) role="option"
                                aria-selected=move || (active.get() == Some(place)).to_string()
                                // The focus stays in the field.
                                on:mousedown=|event| event.prevent_default()
                                on:click=move |_| list.choose(&text)>
                                {option}
                            </li>
                        }
                    }).collect::<Vec<_>>()}
                </ul>
            </div>
            <p class="hint" class:visually-hidden=move || !none_found() role="status">
                {move || list.found.get().map(|count| match count {
                    0 => t.form_no_results().to_owned(),
                    count => t.form_results(count as u64),
                })}
            </p>
        </FieldFrame>
    }
    .erase()
}

fn offers_list(name: &'static str, offers: impl Fn() -> bool + Copy) -> impl Fn() -> Option<String> + Copy {
    move || offers().then(|| format!("{name}-list"))
}

fn option_id(name: &str, place: usize) -> String {
    format!("{name}-option-{}", place + 1)
}

#[cfg(not(feature = "hydrate"))]
impl List {
    fn typed(self) {}
    fn pressed(self, _: &leptos::ev::KeyboardEvent) {}
    fn close(self) {}
    fn choose(self, _: &str) {}
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{List, option_id};
    use gloo_timers::future::TimeoutFuture;
    use leptos::{ev, prelude::*, task::spawn_local};

    /// How long typing must pause before the server is asked, in milliseconds.
    const PAUSE: u32 = 200;
    /// How much longer before a screen reader is told the count, which would else interrupt what it says of the keys.
    const SAYING: u32 = 800;

    impl List {
        fn text(self) -> String {
            self.input.get_untracked().map(|input| input.value()).unwrap_or_default()
        }

        /// Begins a new question: what is still on its way is an old answer from now on.
        fn next_turn(self) -> u64 {
            self.turn
                .try_update_value(|turn| {
                    *turn += 1;
                    *turn
                })
                .unwrap_or_default()
        }

        fn is_current(self, turn: u64) -> bool {
            self.turn.try_get_value() == Some(turn)
        }

        pub(super) fn typed(self) {
            self.active.set(None);
            self.found.set(None);
            if self.text().trim().is_empty() {
                self.close();
            } else {
                self.ask(PAUSE, false);
            }
        }

        /// Asks the server after a pause, and opens the list; on its first option if `step_in`.
        fn ask(self, pause: u32, step_in: bool) {
            let turn = self.next_turn();
            spawn_local(async move {
                TimeoutFuture::new(pause).await;
                if !self.is_current(turn) {
                    return;
                }
                let Some(load) = self.load.try_get_value() else { return };
                // A server that is away offers nothing; what is typed stays.
                let answer = load(self.text()).await;
                let Some(options) = answer.ok().filter(|_| self.is_current(turn)) else { return };
                let count = options.len();
                self.active.set((step_in && count > 0).then_some(0));
                self.options.set(options);
                self.open.set(count > 0);
                TimeoutFuture::new(SAYING).await;
                if self.is_current(turn) {
                    self.found.set(Some(count));
                }
            });
        }

        pub(super) fn close(self) {
            self.next_turn();
            self.open.set(false);
            self.active.set(None);
        }

        /// Puts an option into the field, as if it had been typed.
        pub(super) fn choose(self, option: &str) {
            if let Some(input) = self.input.get_untracked() {
                input.set_value(option);
                let bubbles = web_sys::EventInit::new();
                bubbles.set_bubbles(true);
                // The form listens to `change` as it does to `input`, which would open the list again.
                if let Ok(event) = web_sys::Event::new_with_event_init_dict("change", &bubbles) {
                    let _ = input.dispatch_event(&event);
                }
            }
            self.found.set(None);
            self.close();
        }

        fn step(self, by: isize) {
            let count = self.options.with_untracked(Vec::len);
            if !self.open.get_untracked() || count == 0 {
                self.ask(0, true);
                return;
            }
            let place = match self.active.get_untracked() {
                None if by > 0 => 0,
                None => count - 1,
                Some(place) => (place as isize + by).rem_euclid(count as isize) as usize,
            };
            self.active.set(Some(place));
            if let Some(option) = document().get_element_by_id(&option_id(self.name, place)) {
                let nearest = web_sys::ScrollIntoViewOptions::new();
                nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        }

        pub(super) fn pressed(self, event: &ev::KeyboardEvent) {
            if event.is_composing() || event.ctrl_key() || event.meta_key() {
                return;
            }
            let open = self.open.get_untracked();
            match event.key().as_str() {
                "ArrowDown" if event.alt_key() => self.ask(0, false),
                "ArrowUp" if event.alt_key() => self.close(),
                "ArrowDown" => self.step(1),
                "ArrowUp" => self.step(-1),
                "Enter" if open => {
                    let chosen = self
                        .active
                        .get_untracked()
                        .and_then(|place| self.options.with_untracked(|options| options.get(place).cloned()));
                    match chosen {
                        Some(option) => self.choose(&option),
                        None => self.close(),
                    }
                }
                "Escape" if open => self.close(),
                "Escape" if !self.text().is_empty() => self.choose(""),
                // The caret moves in the text.
                "Home" | "End" | "ArrowLeft" | "ArrowRight" => {
                    self.active.set(None);
                    return;
                }
                _ => return,
            }
            event.prevent_default();
        }
    }
}
