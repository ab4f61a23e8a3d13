//! An area in its form.

use super::{
    super::{
        above,
        names::{NameFields, name_label},
        stale::Stale,
    },
    address,
};
use crate::{
    api::{
        area::{AreaSheet, NEW, new_area, read_area},
        sheet::Sheet,
    },
    dates,
    form::{Check, CheckedForm, FormContext},
    pages::{Load, loading, parameter},
    texts::{Texts, use_texts},
    ui::{Breadcrumbs, Button, Fieldset, Notice, Notification, PageTitle, Weight},
};
use jiff::civil::Date;
use leptos::prelude::*;
use model::{
    area::{AreaDraft, Row, Step},
    choice::Choice,
    draft::Draft,
    form::Fields,
    names::Names,
};
use std::sync::Arc;

/// The page at `/staff/admin/areas/new`.
#[component]
pub fn NewAreaPage() -> impl IntoView {
    let sheet = loading(|| (), |()| new_area());
    view! { <Load resource=sheet view=|sheet| view! { <Form sheet row=None/> }/> }
}

/// The page at `/staff/admin/areas/{area}`.
#[component]
pub fn AreaPage() -> impl IntoView {
    let sheet = loading(parameter("area"), read_area);
    view! {
        <Load resource=sheet view=|AreaSheet { sheet, row }| view! { <Form sheet row=Some(row)/> }/>
    }
}

/// The form of an area as it is kept; of a new one, there is none yet.
#[component]
fn Form(sheet: Sheet, row: Option<Row>) -> impl IntoView {
    let t = use_texts();
    let Sheet { id, edition, fields, problems, newer } = sheet;
    let check: Check = Arc::new(|fields: &Fields, today: Date| {
        fields.draft::<AreaDraft>().check(today).err().unwrap_or_default()
    });
    let (title, page, button) = match &row {
        None => (t.areas_new().to_owned(), NEW, t.areas_add()),
        Some(row) => {
            (format!("{}: {}", t.areas_change(), row.names.in_lang(t.0)), row.area.slug(), t.areas_save())
        }
    };
    let page = address(t, page);
    let above = above(t).into_iter().chain([(t.areas_title().to_owned(), address(t, ""))]).collect();
    let stale = newer.map(|newer| {
        view! { <Stale names=Names::FIELDS.to_vec() typed=fields.clone() newer label=name_label/> }
    });
    let retired = row.as_ref().and_then(|row| row.retired_on).map(|day| {
        let title = t.areas_retired_since(dates::long(t, day));
        view! { <Notification kind=Notice::Info title><p>{t.areas_retire_hint()}</p></Notification> }
    });
    let step = row.map(|row| step(t, row.retired_on.is_some()));
    let context = FormContext::new(&Names::FIELDS, &fields, problems, check, name_label);
    view! {
        <Breadcrumbs above/>
        <PageTitle title/>
        {stale}
        {retired}
        <CheckedForm context action=page>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="base" value=edition.to_string()/>
            <Fieldset legend=t.areas_names() hint=t.areas_names_hint()>
                <NameFields/>
            </Fieldset>
            <p class="buttons"><Button action="submit">{button}</Button></p>
            {step}
        </CheckedForm>
        <p class="back"><a href=address(t, "")>{t.areas_back()}</a></p>
    }
}

/// The button that retires an area, or offers it again. What is typed is saved with it.
fn step(t: Texts, retired: bool) -> AnyView {
    let (hint, step, words) = if retired {
        (None, Step::Offer, t.areas_offer())
    } else {
        (Some(t.areas_retire_hint()), Step::Retire, t.areas_retire())
    };
    view! {
        {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
        <p class="buttons"><Button action=step.slug() weight=Weight::Secondary>{words}</Button></p>
    }
    .into_any()
}
