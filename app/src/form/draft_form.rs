//! The form element: one listener that reads the fields, checks on the way, saves, and submits to a plain address, so that
//! a form works the same without WebAssembly.

use super::{Check, FormContext, Label, autosave::Autosave};
use crate::{
    texts::use_texts,
    ui::{Conflict, ErrorSummary, RequiredNote, SaveStatus},
};
use leptos::{ev, html, prelude::*};
use model::{
    application::Asking,
    form::{Form, Opened},
};
use std::sync::Arc;

/// A form that is checked in the browser and posted to the page's own address: signing in, changing a password. What is
/// typed is not saved on the way.
#[component]
pub fn CheckedForm(
    context: FormContext,
    /// Where it is posted; the page's own address if nothing is said.
    #[prop(optional, into)]
    action: Option<String>,
    children: Children,
) -> impl IntoView {
    provide_context(context);
    let node = NodeRef::<html::Form>::new();
    let (typed, focused, left) = listeners(context, node, None);
    let submit = move |event: ev::SubmitEvent| {
        read_all(context, node);
        if is_submission(&event) && !context.submit().is_empty() {
            event.prevent_default();
            focus_summary();
        }
    };
    view! {
        <form method="post" action=action novalidate node_ref=node on:submit=submit
            on:input=typed.clone() on:change=typed on:focusin=focused on:focusout=left>
            <ErrorSummary context/>
            <RequiredNote/>
            {children()}
        </form>
    }
}

/// What a value of a field is called, in the reader's language.
pub type Words = Arc<dyn Fn(&str, &str) -> String + Send + Sync>;

/// A form whose draft the server keeps: saved while it is typed, checked on the way, submitted to the page's own address.
#[component]
pub fn DraftForm(
    form: Form,
    opened: Opened,
    /// The account of the person who is signed in.
    account: String,
    /// Names the fields.
    label: Label,
    /// Names the values, where two versions are compared.
    words: Words,
    /// What an application is asked beside what every one is.
    #[prop(optional)]
    asking: Option<Asking>,
    /// What checks it, where more must be known than the form.
    #[prop(optional)]
    check: Option<Check>,
    /// Fields that are called otherwise than `label` calls them.
    #[prop(optional)]
    named: Vec<(&'static str, String)>,
    children: Children,
) -> impl IntoView {
    let questions = asking.iter().flat_map(|asking| &asking.questions);
    let named: Vec<_> = questions.map(|asked| (asked.field(), asked.question.clone())).chain(named).collect();
    let check: Check = match (check, asking) {
        (Some(check), _) => check,
        (None, Some(asking)) => Arc::new(move |fields, today| asking.problems(fields, today)),
        (None, None) => {
            let form = form.clone();
            Arc::new(move |fields, today| form.problems(fields, today))
        }
    };
    let names = form.fields();
    let context = FormContext::new(&names, &opened.saved.fields, opened.saved.problems.clone(), check, label);
    context.call(named);
    let autosave = Autosave::new(context, form, &opened, account);
    provide_context(context);
    provide_context(autosave);
    let node = NodeRef::<html::Form>::new();
    let (typed, focused, left) = listeners(context, node, Some(autosave));
    keep_safe(autosave, node, opened);

    let saved = StoredValue::new(false);
    let submit = move |event: ev::SubmitEvent| {
        read_all(context, node);
        submit_draft(autosave, node, &event, saved);
    };
    let t = use_texts();
    view! {
        <form method="post" novalidate node_ref=node on:submit=submit
            on:input=typed.clone() on:change=typed on:focusin=focused on:focusout=left>
            <ErrorSummary context/>
            <Conflict autosave node words/>
            <RequiredNote/>
            <input type="hidden" name="base" value=autosave.version.get_untracked() prop:value=move || autosave.version.get().to_string()/>
            {children()}
            <SaveStatus autosave/>
            // As text: where scripts run, browsers read no elements in it, and there would be nothing to take up.
            <noscript inner_html=format!("<p class=\"hint\">{}</p>", t.form_no_script())></noscript>
        </form>
    }
}

/// Whether the button that was pressed submits, rather than does something beside it.
fn is_submission(event: &ev::SubmitEvent) -> bool {
    action(event).is_none_or(|action| action == "submit")
}

/// What the button that was pressed does, if it says so.
fn action(event: &ev::SubmitEvent) -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let pressed = event.submitter().and_then(|s| s.dyn_into::<web_sys::Element>().ok())?;
        pressed.get_attribute("value").filter(|action| !action.is_empty())
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = event;
        None
    }
}

/// What reads a form as it is typed into: on input and change, when a field gets the focus, when it is left.
type Listeners<I, F, L> = (I, F, L);

#[cfg(not(feature = "hydrate"))]
fn listeners(
    _: FormContext,
    _: NodeRef<html::Form>,
    _: Option<Autosave>,
) -> Listeners<impl FnMut(ev::Event) + Clone, impl FnMut(ev::FocusEvent), impl FnMut(ev::FocusEvent)> {
    (|_| (), |_| (), |_| ())
}
#[cfg(not(feature = "hydrate"))]
fn keep_safe(_: Autosave, _: NodeRef<html::Form>, _: Opened) {}
#[cfg(not(feature = "hydrate"))]
fn submit_draft(_: Autosave, _: NodeRef<html::Form>, _: &ev::SubmitEvent, _: StoredValue<bool>) {}
#[cfg(not(feature = "hydrate"))]
fn read_all(_: FormContext, _: NodeRef<html::Form>) -> bool {
    false
}
#[cfg(not(feature = "hydrate"))]
fn focus_summary() {}

#[cfg(feature = "hydrate")]
pub(crate) use browser::put_all;
#[cfg(feature = "hydrate")]
use browser::{focus_summary, keep_safe, listeners, read_all, submit_draft};

#[cfg(feature = "hydrate")]
mod browser {
    use super::*;
    use crate::form::{
        SaveState,
        sign_out::{Unsaved, clear_unsaved, set_unsaved},
    };
    use leptos::{leptos_dom::helpers::window_event_listener, task::spawn_local};
    use model::form::Fields;
    use std::{rc::Rc, time::Duration};
    use wasm_bindgen::{JsCast, closure::Closure};

    /// How often a field that has the focus is looked at, for text that came without an event.
    const LOOK: Duration = Duration::from_secs(1);

    /// Reads what the form's fields hold now; says whether anything is new.
    pub(crate) fn read_all(context: FormContext, node: NodeRef<html::Form>) -> bool {
        let Some(form) = node.try_get_untracked().flatten() else { return false };
        let Ok(data) = web_sys::FormData::new_with_form(&form) else { return false };
        let mut new = false;
        for name in context.names() {
            let texts: Vec<String> =
                data.get_all(name).iter().filter_map(|value| value.as_string()).collect();
            new |= context.take(name, texts.join("\n"));
        }
        new
    }

    /// Writes texts into the form's fields, in the document too.
    pub(crate) fn put_all(context: FormContext, node: NodeRef<html::Form>, texts: &Fields) {
        let Some(form) = node.try_get_untracked().flatten() else { return };
        let elements = form.elements();
        for index in 0..elements.length() {
            let Some(element) = elements.item(index) else { continue };
            let name = element.get_attribute("name").unwrap_or_default();
            if !context.names().contains(&name.as_str()) {
                continue;
            }
            let text = texts.get(&name);
            if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
                if matches!(input.type_().as_str(), "checkbox" | "radio") {
                    let value = input.value();
                    input.set_checked(text == value || text.lines().any(|chosen| chosen == value));
                } else {
                    input.set_value(text);
                }
            } else if let Some(area) = element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
                area.set_value(text);
            } else if let Some(select) = element.dyn_ref::<web_sys::HtmlSelectElement>() {
                select.set_value(text);
            }
        }
        read_all(context, node);
    }

    /// The name under which a problem of this field stands: a date's parts share one.
    fn problem_name(target: &web_sys::Element) -> Option<String> {
        let group = target.closest("[data-group]").ok().flatten();
        group.and_then(|group| group.get_attribute("data-group")).or_else(|| target.get_attribute("name"))
    }

    /// Reads a form as it is typed into.
    pub(super) fn listeners(
        context: FormContext,
        node: NodeRef<html::Form>,
        autosave: Option<Autosave>,
    ) -> Listeners<impl FnMut(ev::Event) + Clone, impl FnMut(ev::FocusEvent), impl FnMut(ev::FocusEvent)>
    {
        let changed = move |new: bool| {
            if let (true, Some(autosave)) = (new, autosave) {
                autosave.typed();
            }
        };
        let looking = StoredValue::new(None::<IntervalHandle>);
        let stop = move || {
            if let Some(handle) = looking.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        on_cleanup(stop);
        Effect::new(move || {
            if node.get().is_some() {
                changed(read_all(context, node)); // what was typed before the page was alive
            }
        });
        let typed = move |event: ev::Event| {
            let text = event.target().as_ref().and_then(|target| {
                if let Some(area) = target.dyn_ref::<web_sys::HtmlTextAreaElement>() {
                    return Some((area.name(), area.value()));
                }
                let input = target.dyn_ref::<web_sys::HtmlInputElement>()?;
                (!matches!(input.type_().as_str(), "checkbox" | "radio"))
                    .then(|| (input.name(), input.value()))
            });
            changed(match text {
                Some((name, text)) => context.take(&name, text),
                None => read_all(context, node),
            });
        };
        let focused = move |_: ev::FocusEvent| {
            stop();
            let handle = set_interval_with_handle(move || changed(read_all(context, node)), LOOK);
            looking.set_value(handle.ok());
        };
        let left = move |event: ev::FocusEvent| {
            stop();
            changed(read_all(context, node));
            let name_of = |target: Option<web_sys::EventTarget>| {
                target.and_then(|t| t.dyn_into::<web_sys::Element>().ok()).as_ref().and_then(problem_name)
            };
            let Some(name) = name_of(event.target()) else { return };
            // Whoever goes on to a button presses it, and what is said now would move it away from under the press.
            let to_button =
                event.related_target().is_some_and(|t| t.has_type::<web_sys::HtmlButtonElement>());
            if !to_button && name_of(event.related_target()).as_deref() != Some(name.as_str()) {
                context.left(&name);
            }
            if let Some(autosave) = autosave {
                autosave.save();
            }
        };
        (typed, focused, left)
    }

    /// Keeps what is typed from being lost when the page is hidden, left or reopened.
    pub(super) fn keep_safe(autosave: Autosave, node: NodeRef<html::Form>, opened: Opened) {
        Effect::new(move || {
            if node.get().is_none() {
                return;
            }
            if let Some(texts) = autosave.find_unsaved(&opened) {
                put_all(autosave.context, node, &texts);
                autosave.typed();
            }
        });
        let read = move || {
            if read_all(autosave.context, node) {
                autosave.typed();
            }
        };
        let hidden = window_event_listener(ev::visibilitychange, move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Hidden {
                read();
                autosave.leave();
            }
        });
        let left = window_event_listener(ev::pagehide, move |_| {
            read();
            autosave.leave();
        });
        let online = window_event_listener(ev::online, move |_| autosave.save());
        let warn = window_event_listener(ev::beforeunload, move |event| {
            if autosave.is_at_risk() {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
        // At the document, before the router hears of it at the window: where the browser keeps nothing, a link is to load
        // the other page, so that it is asked first.
        let link =
            StoredValue::new_local(Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
                let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
                let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
                if let Some(link) = link.filter(|_| autosave.is_at_risk() && !autosave.is_kept()) {
                    let _ = link.set_attribute("rel", "external");
                }
            }));
        link.with_value(|link| {
            let _ = document().add_event_listener_with_callback("click", link.as_ref().unchecked_ref());
        });
        let number = set_unsaved(Unsaved {
            save: Rc::new(move || {
                read();
                Box::pin(autosave.settle())
            }),
            give_up: Rc::new(move || autosave.give_up()),
        });
        on_cleanup(move || {
            clear_unsaved(number);
            link.try_with_value(|link| {
                let _ =
                    document().remove_event_listener_with_callback("click", link.as_ref().unchecked_ref());
            });
            autosave.make_room();
            for listener in [hidden, left, online, warn] {
                listener.remove();
            }
        });
    }

    /// Submits a draft: checked here, saved, and then posted as a plain form, so that there is one way in. What is not saved
    /// is not posted: without a connection, the page stays and says so.
    pub(super) fn submit_draft(
        autosave: Autosave,
        node: NodeRef<html::Form>,
        event: &ev::SubmitEvent,
        saved: StoredValue<bool>,
    ) {
        let button = event.submitter().and_then(|s| s.dyn_into::<web_sys::HtmlElement>().ok());
        match action(event).as_deref() {
            // All is saved, and the button is pressed for the second time: the browser posts.
            _ if saved.try_update_value(std::mem::take).unwrap_or(false) => return,
            // It does not wait for text that is given up.
            Some("remove-now") => return autosave.give_up(),
            Some("save" | "remove") => event.prevent_default(),
            _ => {
                event.prevent_default();
                if !autosave.context.submit().is_empty() {
                    autosave.save();
                    return focus_summary();
                }
            }
        }
        spawn_local(async move {
            if autosave.settle().await {
                // Not within the event that is still being told of: a form ignores a submission in the midst of another.
                crate::give_way().await;
                saved.set_value(true);
                if let Some(form) = node.get_untracked() {
                    let _ = form.request_submit_with_submitter(button.as_ref());
                }
            } else if autosave.state.try_get_untracked() == Some(SaveState::Stale) {
                // Two versions wait for a decision above.
                focus("conflict-title");
            } else {
                // The status says why, also to who heard it before and has pressed nevertheless.
                focus(crate::ui::SAVE_STATUS);
            }
        });
    }

    /// Moves the focus to the error summary, once it is there.
    pub(super) fn focus_summary() {
        focus(crate::ui::ERROR_SUMMARY);
    }

    /// Moves the focus to an element, once it is there, if it comes.
    fn focus(id: &'static str) {
        request_animation_frame(move || {
            crate::ui::focus(id);
        });
    }
}
