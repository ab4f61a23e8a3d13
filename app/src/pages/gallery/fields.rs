//! The form controls.

use crate::{
    api::lookup::find_countries,
    at_once::Erase,
    form::{CheckedForm, FormContext},
    texts::{Texts, use_lang, use_texts},
    ui::{
        Answer, Button, ButtonLink, Checkbox, Checkboxes, Combobox, ConfirmDialog, DateField, Fieldset,
        ListField, Matches, MonthYear, PasswordField, Radios, Select, TextArea, TextField, Weight, yes_no,
    },
};
use leptos::prelude::*;
use model::{
    form::Fields as Typed,
    problem::{Problem, Problems},
};
use std::sync::Arc;

/// How many characters the counted fields take.
const MOST: usize = 200;

/// A name that is as long as names can be.
const LONG: &str = "Department of Statistics, Department of Employment, Job Creation and Sustainable Enterprises, Regional Office for Asia and the Pacific, Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/// What stands in the fields. Their names end with their state, which is their label.
fn typed() -> Vec<(&'static str, String)> {
    let near = "abcdefghi ".repeat(19) + "abcde";
    let over = near.clone() + &"klmnopqrs ".repeat(3);
    [
        ("text_empty", ""),
        ("text_hint", ""),
        ("text_required", ""),
        ("text_filled", "Amélie N’Guessan-Øverås"),
        ("text_error", "amelie.example.org"),
        ("text_long", LONG),
        ("text_other", "منظمة العمل الدولية"),
        ("text_disabled", "A-1"),
        ("text_readonly", "A-1"),
        ("area_empty", ""),
        ("area_near", &near),
        ("area_over_error", &over),
        ("area_other", "Garantizar la igualdad de remuneración.\n• Redacción de informes"),
        ("area_disabled", "A\nB"),
        ("area_readonly", "A\nB"),
        ("area_markup", "</textarea><script>document.title = 'broken'</script>&amp;"),
        ("list_empty", ""),
        ("list_filled", "• Plan the survey.\n2. Lead the team.\no\tReport."),
        ("list_error", "One\nTwo\nThree\nFour"),
        ("password_empty", ""),
        ("password_error", ""),
        ("password_disabled", ""),
        ("select_empty", ""),
        ("select_filled", "b"),
        ("select_error", ""),
        ("select_disabled", "b"),
        ("select_readonly", "b"),
        ("radios_empty", ""),
        ("radios_filled", "b"),
        ("radios_error", ""),
        ("radios_inline", "yes"),
        ("radios_disabled", "b"),
        ("radios_readonly", "b"),
        ("boxes_empty", ""),
        ("boxes_filled", "a\nc"),
        ("boxes_error", ""),
        ("boxes_disabled", "a"),
        ("boxes_readonly", "a\nc"),
        ("tick_empty", ""),
        ("tick_filled", "yes"),
        ("tick_error", ""),
        ("tick_disabled", "yes"),
        ("tick_readonly", "yes"),
        ("date_empty", ""),
        ("date_error", "31"),
        ("date_error_month", "2"),
        ("date_error_year", "2020"),
        ("date_disabled", "1"),
        ("date_disabled_month", "5"),
        ("date_disabled_year", "1990"),
        ("date_readonly", "1"),
        ("date_readonly_month", "5"),
        ("date_readonly_year", "1990"),
        ("month_required", ""),
        ("month_error", ""),
        ("month_error_year", "2019"),
        ("month_disabled", "5"),
        ("month_disabled_year", "2019"),
        ("month_readonly", "5"),
        ("month_readonly_year", "2019"),
        ("combobox_empty", ""),
        ("combobox_filled", "Suisse"),
        ("combobox_long", LONG),
        ("combobox_error", "Atlantis"),
        ("combobox_disabled", "Suisse"),
        ("combobox_readonly", "Suisse"),
    ]
    .map(|(name, text)| (name, text.to_owned()))
    .to_vec()
}

fn problems() -> Problems {
    let mut problems = Problems::default();
    for (field, problem) in [
        ("text_error", Problem::NotAnEmail),
        ("area_over_error", Problem::TooLong { over: 25 }),
        ("list_error", Problem::TooMany { most: 3 }),
        ("password_error", Problem::TooShort { least: 15 }),
        ("select_error", Problem::Missing),
        ("radios_error", Problem::Missing),
        ("boxes_error", Problem::TooFew { least: 1 }),
        ("tick_error", Problem::NotAccepted),
        ("date_error", Problem::NotADate),
        ("month_error", Problem::IncompleteDate),
        ("combobox_error", Problem::NotAnOption),
    ] {
        problems.add(field, problem);
    }
    problems
}

fn label(t: Texts, name: &str) -> &'static str {
    match name.rsplit('_').next().unwrap_or_default() {
        "hint" => t.gallery_with_hint(),
        "required" => t.gallery_required(),
        "filled" => t.gallery_filled(),
        "error" => t.gallery_with_error(),
        "long" => t.gallery_long(),
        "other" => t.gallery_other_language(),
        "near" => t.gallery_near(),
        "inline" => t.gallery_inline(),
        "markup" => t.gallery_markup(),
        "disabled" => t.gallery_disabled(),
        "readonly" => t.gallery_readonly(),
        _ => t.gallery_empty(),
    }
}

fn options() -> Vec<Answer> {
    let t = use_texts();
    vec![
        Answer::new("a", t.gallery_answer_a()),
        Answer::new("b", t.gallery_answer_b()).hint(t.gallery_hint()),
        Answer::new("c", t.gallery_answer_c()),
    ]
}

/// A form of all controls. It is never right: pressing its button shows the error summary.
#[component]
pub(super) fn Fields() -> impl IntoView {
    let typed = typed();
    let names: Vec<_> = typed.iter().map(|(name, _)| *name).collect();
    let texts = Typed(typed.into_iter().map(|(name, text)| (name.to_owned(), text)).collect());
    let context = FormContext::new(&names, &texts, problems(), Arc::new(|_, _| problems()), label);
    view! {
        <CheckedForm context>
            {text_field()}
            {text_area()}
            {password()}
            {select()}
            {radios()}
            {checkboxes()}
            {checkbox()}
            {dates()}
            {combobox()}
            {buttons()}
        </CheckedForm>
    }
}

fn text_field() -> AnyView {
    let t = use_texts();
    view! {
        <h2>{t.gallery_text_field()}</h2>
        <TextField name="text_empty"/>
        <TextField name="text_hint" hint=t.gallery_hint() width=20/>
        <TextField name="text_required" required=true/>
        <TextField name="text_filled" required=true autocomplete="name"/>
        <TextField name="text_error" required=true hint=t.gallery_hint() kind="email"/>
        <TextField name="text_long"/>
        <TextField name="text_other" lang="ar"/>
        <TextField name="text_disabled" disabled=true/>
        <TextField name="text_readonly" readonly=true/>
    }
    .erase()
}

fn text_area() -> AnyView {
    let t = use_texts();
    view! {
        <h2>{t.gallery_text_area()}</h2>
        <TextArea name="area_empty" most=MOST hint=t.gallery_hint()/>
        <TextArea name="area_near" most=MOST/>
        <TextArea name="area_over_error" most=MOST required=true/>
        <TextArea name="area_other" lang="es" rows=3/>
        <TextArea name="area_disabled" rows=3 disabled=true/>
        <TextArea name="area_readonly" rows=3 readonly=true/>
        <TextArea name="area_markup" rows=3/>
        <h2>{t.gallery_list()}</h2>
        <ListField name="list_empty" most=3 item_most=40 hint=t.gallery_hint()/>
        <ListField name="list_filled" most=5 item_most=12/>
        <ListField name="list_error" most=3 item_most=40 required=true/>
    }
    .erase()
}

fn password() -> AnyView {
    let t = use_texts();
    view! {
        <h2>{t.gallery_password()}</h2>
        <PasswordField name="password_empty" hint=t.gallery_hint() autocomplete="new-password"/>
        <PasswordField name="password_error" required=true autocomplete="new-password"/>
        <PasswordField name="password_disabled" disabled=true/>
    }
    .erase()
}

fn select() -> AnyView {
    let t = use_texts();
    view! {
        <h2>{t.gallery_select()}</h2>
        <Select name="select_empty" answers=options() hint=t.gallery_hint()/>
        <Select name="select_filled" answers=options()/>
        <Select name="select_error" answers=options() required=true/>
        <Select name="select_disabled" answers=options() disabled=true/>
        <Select name="select_readonly" answers=options() readonly=true/>
    }
    .erase()
}

fn radios() -> AnyView {
    let t = use_texts();
    view! {
        <h2>{t.gallery_radios()}</h2>
        <Radios name="radios_empty" answers=options() hint=t.gallery_hint()/>
        <Radios name="radios_filled" answers=options()/>
        <Radios name="radios_error" answers=options() required=true/>
        <Radios name="radios_inline" answers=yes_no() inline=true/>
        <Radios name="radios_disabled" answers=options() disabled=true/>
        <Radios name="radios_readonly" answers=options() readonly=true/>
    }
    .erase()
}

fn checkboxes() -> AnyView {
    let t = use_texts();
    view! {
        <h2>{t.gallery_checkboxes()}</h2>
        <Checkboxes name="boxes_empty" answers=options() hint=t.gallery_hint()/>
        <Checkboxes name="boxes_filled" answers=options()/>
        <Checkboxes name="boxes_error" answers=options() required=true/>
        <Checkboxes name="boxes_disabled" answers=options() disabled=true/>
        <Checkboxes name="boxes_readonly" answers=options() readonly=true/>
    }
    .erase()
}

fn checkbox() -> AnyView {
    let t = use_texts();
    view! {
        <h2>{t.gallery_checkbox()}</h2>
        <Checkbox name="tick_empty" hint=t.gallery_hint()/>
        <Checkbox name="tick_filled"/>
        <Checkbox name="tick_error" required=true/>
        <Checkbox name="tick_disabled" disabled=true/>
        <Checkbox name="tick_readonly" readonly=true/>
    }
    .erase()
}

fn dates() -> AnyView {
    let t = use_texts();
    view! {
        <h2>{t.gallery_dates()}</h2>
        <DateField day="date_empty" month="date_empty_month" year="date_empty_year" hint=t.gallery_date_hint()/>
        <DateField day="date_error" month="date_error_month" year="date_error_year" required=true/>
        <DateField day="date_disabled" month="date_disabled_month" year="date_disabled_year" disabled=true/>
        <DateField day="date_readonly" month="date_readonly_month" year="date_readonly_year" readonly=true/>
        <Fieldset legend=t.gallery_group() hint=t.gallery_hint()>
            <MonthYear month="month_required" year="month_required_year" required=true/>
            <MonthYear month="month_error" year="month_error_year" required=true/>
            <MonthYear month="month_disabled" year="month_disabled_year" disabled=true/>
            <MonthYear month="month_readonly" year="month_readonly_year" readonly=true/>
        </Fieldset>
    }
    .erase()
}

fn combobox() -> AnyView {
    let t = use_texts();
    let lang = use_lang();
    let find = move |text| async move { Ok(Matches::from(find_countries(lang, text).await?)) };
    view! {
        <h2>{t.gallery_combobox()}</h2>
        <Combobox name="combobox_empty" load=find hint=t.gallery_combobox_hint()/>
        <Combobox name="combobox_filled" load=find/>
        <Combobox name="combobox_long" load=find/>
        <Combobox name="combobox_error" load=find required=true/>
        <Combobox name="combobox_disabled" load=find disabled=true/>
        <Combobox name="combobox_readonly" load=find readonly=true/>
    }
    .erase()
}

fn buttons() -> AnyView {
    let t = use_texts();
    let lang = use_lang();
    view! {
        <h2>{t.gallery_buttons()}</h2>
        <div class="buttons">
            <Button>{t.form_save_continue()}</Button>
            <Button action="save" weight=Weight::Secondary>{t.form_save()}</Button>
            <ButtonLink href=lang.address("/gallery") weight=Weight::Secondary>{t.gallery_link()}</ButtonLink>
            <Button disabled=true>{t.gallery_disabled()}</Button>
            <ConfirmDialog id="remove" trigger=t.gallery_remove() title=t.gallery_remove_title() confirm=t.gallery_remove()
                action="remove" confirmed="removed" weight=Weight::Danger>
                <p>{t.gallery_remove_body()}</p>
            </ConfirmDialog>
        </div>
    }
    .erase()
}
