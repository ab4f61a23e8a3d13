//! The fields of a name in every language.

use crate::{texts::Texts, ui::TextField};
use leptos::prelude::*;
use model::{language::Lang, names::Names};

/// Names the fields of a name; empty for others.
pub(super) fn name_label(t: Texts, field: &str) -> &'static str {
    match field {
        "name_en" => t.staff_name_en(),
        "name_fr" => t.staff_name_fr(),
        "name_es" => t.staff_name_es(),
        _ => "",
    }
}

/// The fields of a name, of the form that they stand in.
#[component]
pub(super) fn NameFields() -> impl IntoView {
    let fields = Names::FIELDS.into_iter().zip(Lang::ALL);
    fields
        .map(|(name, lang)| view! { <TextField name required=true autocomplete="off" lang=lang.tag()/> })
        .collect::<Vec<_>>()
}
