//! An office in its form.

use super::{
    above, address,
    names::{NameFields, name_label},
    stale::Stale,
};
use crate::{
    api::{
        organisation::{NEW, OfficeSheet, new_office, read_office},
        sheet::Sheet as Opened,
    },
    form::{Check, CheckedForm, FormContext},
    pages::{Load, loading, parameter, public::vacancy_words as words, staff::words::place},
    texts::{Texts, use_lang, use_texts},
    ui::{
        Answer, Breadcrumbs, Button, DateField, Fieldset, Notice, Notification, PageTitle, Radios, Select,
        TextArea, TextField, answers,
    },
};
use jiff::civil::Date;
use leptos::prelude::*;
use model::{
    choice::Choice,
    draft::Draft,
    form::Fields,
    organisation::{Lack, OfficeDraft, field_regions},
};
use std::sync::Arc;

/// Names the fields.
fn label(t: Texts, name: &str) -> &'static str {
    match name {
        "code" => t.organisation_code(),
        "place" => t.organisation_place(),
        "region" => t.organisation_region(),
        "city" => t.organisation_city(),
        "country" => t.organisation_country(),
        "units" => t.organisation_units(),
        "director" => t.organisation_person_director(),
        "alternate" => t.organisation_person_alternate(),
        "leave_day" => t.organisation_leave_day(),
        "until_day" => t.organisation_until_day(),
        "members" => t.organisation_people(),
        "closed_day" => t.organisation_closed_day(),
        name => name_label(t, name),
    }
}

/// The page at `/staff/admin/organisation/new`. The office's id comes with the page, so that pressing twice adds one.
#[component]
pub fn NewOfficePage() -> impl IntoView {
    let lang = use_lang();
    let sheet = loading(|| (), move |()| new_office(lang));
    view! { <Load resource=sheet view=|sheet| view! { <Sheet sheet new=true/> }/> }
}

/// The page at `/staff/admin/organisation/{office}`.
#[component]
pub fn OfficePage() -> impl IntoView {
    let lang = use_lang();
    let sheet = loading(parameter("office"), move |id| read_office(id, lang));
    view! { <Load resource=sheet view=|sheet| view! { <Sheet sheet new=false/> }/> }
}

#[component]
fn Sheet(sheet: OfficeSheet, new: bool) -> impl IntoView {
    let t = use_texts();
    let OfficeSheet { sheet, lacks, countries } = sheet;
    let Opened { id, edition, fields, problems, newer } = sheet;
    let names: Vec<&'static str> = OfficeDraft::FIELDS.iter().map(|(name, _)| *name).collect();
    let check: Check = Arc::new(|fields: &Fields, today: Date| {
        fields.draft::<OfficeDraft>().check(today).err().unwrap_or_default()
    });
    let (title, button, page) = if new {
        (t.organisation_new(), t.organisation_add(), address(t, NEW))
    } else {
        (t.organisation_change(), t.organisation_save(), address(t, &id))
    };
    let above = above(t).into_iter().chain([(t.organisation_title().to_owned(), address(t, ""))]).collect();
    let stale = newer.map(|newer| view! { <Stale names=names.clone() typed=fields.clone() newer label/> });
    let code = (!new && !fields.get("code").is_empty()).then(|| fields.get("code").to_owned());
    let context = FormContext::new(&names, &fields, problems, check, label);
    view! {
        <Breadcrumbs above/>
        <PageTitle title=code.map_or_else(|| title.to_owned(), |code| format!("{title}: {code}"))/>
        {stale}
        <Lacks lacks/>
        <CheckedForm context action=page>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="base" value=edition.to_string()/>
            <Fieldset legend=t.organisation_names()>
                <TextField name="code" required=true width=20 autocomplete="off" hint=t.organisation_code_hint()/>
                <NameFields/>
            </Fieldset>
            <Where countries/>
            <Direction/>
            <Fieldset legend=t.organisation_people()>
                <TextArea name="members" rows=8 hint=t.organisation_members_hint()/>
            </Fieldset>
            <Fieldset legend=t.organisation_closing()>
                <DateField day="closed_day" month="closed_month" year="closed_year" hint=t.organisation_closed_day_hint()/>
            </Fieldset>
            <p class="buttons"><Button action="submit">{button}</Button></p>
        </CheckedForm>
        <p class="back"><a href=address(t, "")>{t.organisation_back()}</a></p>
    }
}

#[component]
fn Where(countries: Vec<(String, String)>) -> impl IntoView {
    let t = use_texts();
    let regions = field_regions()
        .map(|region| Answer::new(region.slug(), words::region(t, region)))
        .collect::<Vec<_>>();
    view! {
        <Fieldset legend=t.organisation_where()>
            <Radios name="place" required=true answers=answers(place) inline=true/>
            <Select name="region" answers=regions hint=t.organisation_region_hint()/>
            <TextField name="city" required=true autocomplete="off"/>
            <Select name="country" required=true answers=Answer::named(countries)/>
            <TextArea name="units" rows=6 hint=t.organisation_units_hint()/>
        </Fieldset>
    }
}

#[component]
fn Direction() -> impl IntoView {
    let t = use_texts();
    view! {
        <Fieldset legend=t.organisation_direction() hint=t.organisation_direction_hint()>
            <TextField name="director" kind="email" inputmode="email" autocomplete="off" hint=t.organisation_person_director_hint()/>
            <TextField name="alternate" kind="email" inputmode="email" autocomplete="off" hint=t.organisation_person_alternate_hint()/>
            <DateField day="leave_day" month="leave_month" year="leave_year" hint=t.organisation_leave_day_hint()/>
            <DateField day="until_day" month="until_month" year="until_year" hint=t.organisation_until_day_hint()/>
        </Fieldset>
    }
}

/// What an office lacks for its work.
#[component]
fn Lacks(lacks: Vec<Lack>) -> impl IntoView {
    let t = use_texts();
    let words = |lack| match lack {
        Lack::Director => t.organisation_lacks_director(),
        Lack::Alternate => t.organisation_lacks_alternate(),
        Lack::Partner => t.organisation_lacks_partner(),
        Lack::Member => t.organisation_lacks_member(),
    };
    let lines: Vec<_> = lacks.into_iter().map(|lack| view! { <li>{words(lack)}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! { <Notification kind=Notice::Info title=t.organisation_lacks()><ul>{lines}</ul></Notification> }
    })
}
