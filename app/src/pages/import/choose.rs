//! Asking for a file: read in the browser where it can be, and by the server where not, with the same code.

use super::refused;
use crate::{
    texts::use_texts,
    ui::{Button, PageTitle, refusal_box, use_alive},
};
use leptos::{ev, prelude::*};

/// The field's name and id.
const FILE: &str = "file";

/// The form for a file.
#[component]
pub fn Choose() -> impl IntoView {
    let t = use_texts();
    let alive = use_alive();
    let problem = RwSignal::new(refused(t));
    let reading = RwSignal::new(false);
    let submit = move |event: ev::SubmitEvent| bring(&event, problem, reading);
    let described = move || if problem.get().is_some() { "file-hint file-error" } else { "file-hint" };
    view! {
        <PageTitle title=t.import_title()/>
        <p class="lead">{t.import_lead()}</p>
        <form method="post" enctype="multipart/form-data" action=t.0.address("/profile/import") novalidate on:submit=submit>
            {move || problem.get().map(|words| refusal_box(words, FILE))}
            <div class="field" class:field-error=move || problem.get().is_some()>
                <label for=FILE>{t.import_file()}</label>
                <p class="hint" id="file-hint">{t.import_file_hint()}</p>
                {move || problem.get().map(|words| view! {
                    <p class="error" id="file-error"><span class="visually-hidden">{t.form_error_prefix()} " "</span>{words}</p>
                })}
                <input type="file" id=FILE name=FILE accept=".json,.xml,.zip" aria-describedby=described
                    aria-invalid=move || problem.get().is_some().then_some("true")/>
            </div>
            <p class="hint" hidden=move || !alive.get()>{t.import_kept_here()}</p>
            <Button>{t.import_read()}</Button>
            <p role="status">{move || reading.get().then(|| t.import_reading())}</p>
        </form>
        <h2>{t.import_sources()}</h2>
        <ul>
            <li>{t.import_source_linked_in()}</li>
            <li>{t.import_source_europass()}</li>
            <li>{t.import_source_json_resume()}</li>
        </ul>
    }
}

/// Reads the chosen file and sends what is found in it; says why not, or goes to where it waits to be decided.
#[cfg(feature = "hydrate")]
fn bring(event: &ev::SubmitEvent, problem: RwSignal<Option<&'static str>>, reading: RwSignal<bool>) {
    event.prevent_default();
    if reading.get_untracked() {
        return;
    }
    let t = use_texts();
    reading.set(true);
    problem.set(None);
    leptos::task::spawn_local(async move {
        let refused = match found().await {
            Ok(found) => send(found).await.err().map(|error| super::not_kept(t, &error)),
            Err(refusal) => Some(super::words(t, refusal)),
        };
        if let Some(words) = refused {
            reading.set(false);
            problem.set(Some(words));
            request_animation_frame(|| {
                crate::ui::focus(crate::ui::ERROR_SUMMARY);
            });
            return;
        }
        crate::pages::go(&t.0.address("/profile/import"));
    });
}

#[cfg(not(feature = "hydrate"))]
fn bring(_: &ev::SubmitEvent, _: RwSignal<Option<&'static str>>, _: RwSignal<bool>) {}

/// What is in the file that the field holds.
#[cfg(feature = "hydrate")]
async fn found() -> Result<cv::Found, cv::Refusal> {
    use cv::Refusal;
    use wasm_bindgen::JsCast;
    let field = document()
        .get_element_by_id(FILE)
        .and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    let file = field.and_then(|field| field.files()).and_then(|files| files.get(0)).ok_or(Refusal::Empty)?;
    // What is too large is not even put into memory.
    if file.size() > cv::FILE_MOST as f64 {
        return Err(Refusal::TooLarge);
    }
    let content =
        wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await.map_err(|_| Refusal::Broken)?;
    cv::read(&js_sys::Uint8Array::new(&content).to_vec(), crate::form::today())
}

/// Hands what was found to the server. Who is no longer signed in is asked to sign in by the page that follows.
#[cfg(feature = "hydrate")]
async fn send(found: cv::Found) -> Result<(), crate::api::ApiError> {
    use crate::api::ApiError;
    match crate::api::import::keep_review(found).await {
        Err(ApiError::SignedOut | ApiError::StatementDue) => Ok(()),
        kept => kept,
    }
}
