//! Dates and months: a field for each part, no calendar. People know their dates, and type them faster than they click.

use super::{GroupFrame, field::described};
use crate::{form::use_form, texts::use_texts};
use leptos::prelude::*;

/// Day, month and year of the form that they stand in. The label is that of `day`, and its problems stand there.
#[component]
pub fn DateField(
    day: &'static str,
    month: &'static str,
    year: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    /// Whether it is the date of birth, which browsers may fill in.
    #[prop(optional)]
    birth: bool,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] readonly: bool,
) -> impl IntoView {
    let t = use_texts();
    let fill = move |part| birth.then_some(part);
    view! {
        <GroupFrame name=day required hint parts=true>
            <div class="date-parts">
                <Part group=day name=day label=t.form_day() width="width-2" autocomplete=fill("bday-day") required disabled readonly/>
                <Part group=day name=month label=t.form_month() width="width-2" autocomplete=fill("bday-month") required disabled readonly/>
                <Part group=day name=year label=t.form_year() width="width-4" autocomplete=fill("bday-year") required disabled readonly/>
            </div>
        </GroupFrame>
    }
}

/// Month and year of the form that they stand in. The label is that of `month`, and its problems stand there.
#[component]
pub fn MonthYear(
    month: &'static str,
    year: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] readonly: bool,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <GroupFrame name=month required hint parts=true>
            <div class="date-parts">
                <Part group=month name=month label=t.form_month() width="width-2" autocomplete=None required disabled readonly/>
                <Part group=month name=year label=t.form_year() width="width-4" autocomplete=None required disabled readonly/>
            </div>
        </GroupFrame>
    }
}

#[component]
fn Part(
    group: &'static str,
    name: &'static str,
    label: &'static str,
    width: &'static str,
    autocomplete: Option<&'static str>,
    required: bool,
    disabled: bool,
    readonly: bool,
) -> impl IntoView {
    view! {
        <div>
            <label for=name>{label}</label>
            <input
                {..described(group, required, false, false)}
                id=name
                name=name
                type="text"
                inputmode="numeric"
                class=width
                value=use_form().field(name).text.get_untracked()
                autocomplete=autocomplete.unwrap_or("off")
                disabled=disabled
                readonly=readonly
            />
        </div>
    }
}
