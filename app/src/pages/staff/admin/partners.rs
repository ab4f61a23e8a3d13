//! The HR partners of the regions in their form.

use super::{above, address, stale::Stale};
use crate::{
    api::{
        organisation::{PARTNERS, read_partners},
        sheet::Sheet as Opened,
    },
    form::{Check, CheckedForm, FormContext},
    pages::{Load, loading, public::vacancy_words as words},
    texts::{Texts, use_texts},
    ui::{Breadcrumbs, Button, PageTitle, TextArea},
};
use jiff::civil::Date;
use leptos::prelude::*;
use model::{
    draft::Draft,
    form::Fields,
    organisation::{PartnersDraft, field_regions, partners_field},
};
use std::sync::Arc;

/// Names the fields: by their regions.
fn label(t: Texts, name: &str) -> &'static str {
    let region = field_regions().find(|region| partners_field(*region) == name);
    region.map_or("", |region| words::region(t, region))
}

/// The page at `/staff/admin/organisation/partners`.
#[component]
pub fn PartnersPage() -> impl IntoView {
    let sheet = loading(|| (), |()| read_partners());
    view! { <Load resource=sheet view=|sheet| view! { <Sheet sheet/> }/> }
}

#[component]
fn Sheet(sheet: Opened) -> impl IntoView {
    let t = use_texts();
    let Opened { edition, fields, problems, newer, .. } = sheet;
    let names: Vec<&'static str> = PartnersDraft::FIELDS.iter().map(|(name, _)| *name).collect();
    let check: Check = Arc::new(|fields: &Fields, today: Date| {
        fields.draft::<PartnersDraft>().check(today).err().unwrap_or_default()
    });
    let above = above(t).into_iter().chain([(t.organisation_title().to_owned(), address(t, ""))]).collect();
    let stale = newer.map(|newer| view! { <Stale names=names.clone() typed=fields.clone() newer label/> });
    let context = FormContext::new(&names, &fields, problems, check, label);
    view! {
        <Breadcrumbs above/>
        <PageTitle title=t.organisation_partners()/>
        {stale}
        <p>{t.organisation_partners_lead()}</p>
        <CheckedForm context action=address(t, PARTNERS)>
            <input type="hidden" name="base" value=edition.to_string()/>
            <Regions/>
            <p class="buttons"><Button action="submit">{t.organisation_partners_save()}</Button></p>
        </CheckedForm>
        <p class="back"><a href=address(t, "")>{t.organisation_back()}</a></p>
    }
}

/// A field for each region.
#[component]
fn Regions() -> impl IntoView {
    field_regions().map(|region| view! { <TextArea name=partners_field(region) rows=3/> }).collect::<Vec<_>>()
}
