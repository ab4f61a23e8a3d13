//! The interface for programs, described: as an OpenAPI 3.1 document, and as a page that shows the same document to people. The page
//! is plain HTML.

mod openapi;

pub use openapi::openapi;

use crate::{
    shell::{Assets, plain_document},
    texts::{Texts, use_texts},
    ui::{Footer, Header, PageTitle, SkipLink},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;
use model::language::Lang;
use serde_json::Value;

/// Where the list is, for programs.
pub const LIST: &str = "/api/v1/vacancies";
/// The most values that are written out.
const VALUES_MOST: usize = 60;
/// Where the OpenAPI document is.
pub const DOCUMENT: &str = "/api/v1/openapi.json";
/// Where the feed is, in English.
pub const FEED: &str = "/feeds/vacancies.atom";

/// The page, as a whole document. Contexts: as for [`shell`](crate::shell).
#[must_use]
pub fn reference(assets: &Assets, lang: Lang, site: &str) -> impl IntoView + use<> {
    let described = openapi(Texts(lang), site);
    plain_document(assets, lang, move || {
        provide_meta_context();
        provide_context(lang);
        crate::viewer::provide_viewer();
        view! {
            <Router base=lang.prefix()>
                <SkipLink/>
                <Header/>
                <main id="main" tabindex="-1"><Reference described/></main>
                <Footer/>
            </Router>
        }
    })
}

#[component]
fn Reference(described: Value) -> impl IntoView {
    let t = use_texts();
    let paths = described["paths"].as_object().cloned().unwrap_or_default();
    let operations = paths.into_iter().map(|(path, item)| operation(t, &path, &item["get"])).collect_view();
    let schemas = described["components"]["schemas"].as_object().cloned().unwrap_or_default();
    let schemas = schemas.into_iter().map(|(name, schema)| fields(t, name, &schema)).collect_view();
    view! {
        <PageTitle title=t.reference_title()/>
        <p class="lead">{t.reference_lead()}</p>
        <ul>
            <li><a href=DOCUMENT rel="external">{t.reference_document()}</a></li>
            <li><a href=t.0.address(FEED) rel="external">{t.reference_feed()}</a></li>
        </ul>
        <p>{t.reference_several()}</p>
        <p>{t.reference_caching()}</p>
        <h2>{t.reference_operations()}</h2>
        {operations}
        <h2>{t.reference_fields()}</h2>
        {schemas}
    }
}

fn operation(t: Texts, path: &str, operation: &Value) -> impl IntoView + use<> {
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let parameters = parameters.iter().map(|parameter| {
        (text(&parameter["name"]), text(&parameter["description"]), kind(&parameter["schema"]))
    });
    let answers = operation["responses"].as_object().cloned().unwrap_or_default();
    let answers =
        answers.iter().map(|(status, answer)| (status.clone(), text(&answer["description"]), String::new()));
    view! {
        <h3><code>"GET "{path.to_owned()}</code></h3>
        <p>{text(&operation["summary"])}</p>
        {table(t.reference_parameters(), t.reference_name(), t.reference_meaning(), parameters.collect())}
        {table(t.reference_answers(), t.reference_status(), t.reference_meaning(), answers.collect())}
    }
}

fn fields(t: Texts, name: String, schema: &Value) -> impl IntoView + use<> {
    let properties = schema["properties"].as_object().cloned().unwrap_or_default();
    let rows = properties
        .iter()
        .map(|(name, property)| (name.clone(), text(&property["description"]), kind(property)));
    view! {
        <h3><code>{name.clone()}</code></h3>
        {table(t.reference_fields(), t.reference_name(), t.reference_meaning(), rows.collect())}
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A schema in a word, and the values that it allows.
fn kind(schema: &Value) -> String {
    if let Some(values) = schema["enum"].as_array().filter(|values| values.len() <= VALUES_MOST) {
        return values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
    }
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => format!("[{}]", self::kind(&schema["items"])),
        Value::String(kind) => {
            schema["format"].as_str().map_or(kind.clone(), |format| format!("{kind}, {format}"))
        }
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        _ => String::new(),
    }
}

fn table(
    caption: &'static str,
    name: &'static str,
    meaning: &'static str,
    rows: Vec<(String, String, String)>,
) -> impl IntoView + use<> {
    let rows = rows.into_iter().map(|(name, meaning, kind)| {
        let words = (!meaning.is_empty()).then(|| view! { <p>{meaning}</p> });
        let kind = (!kind.is_empty()).then(|| view! { <p class="hint">{kind}</p> });
        view! { <tr><th scope="row"><code>{name}</code></th><td>{words}{kind}</td></tr> }
    });
    view! {
        <table class="reference">
            <caption>{caption}</caption>
            <thead><tr><th scope="col">{name}</th><th scope="col">{meaning}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
