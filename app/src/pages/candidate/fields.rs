//! What stands in the form of each section of the profile.

use super::labels;
use crate::{
    api::{lookup::find_institutions, profile::Lists},
    at_once::Erase,
    form::use_form,
    texts::use_texts,
    ui::{
        Answer, Checkbox, Checkboxes, Combobox, DateField, Fieldset, Match, Matches, MonthYear, Radios,
        Select, SummaryList, SummaryRow, TextArea, TextField, Unlisted, Wanting, answers, yes_no,
    },
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    degree::Standing,
    institution::Offered,
    profile::{
        ADDRESS_MOST, Depth, EducationDraft, KEY_ACHIEVEMENTS_MOST, KEY_DUTIES_MOST, MOTIVATION_MOST,
        NEEDS_MOST, Proficiency, REMARK_MOST, Section,
    },
};
use std::sync::Arc;

/// The fields of a section, or of one of its entries. They stand in the section's form. `standing` is what an education counts
/// as, as it is saved.
#[component]
pub fn Fields(section: Section, lists: Lists, email: String, standing: Option<Standing>) -> impl IntoView {
    match section {
        Section::Personal => view! { <Personal lists email/> }.erase(),
        Section::Experience => view! { <Experience lists/> }.erase(),
        Section::OwnExperience => view! { <OwnExperience lists/> }.erase(),
        Section::Expertise => view! { <Expertise lists/> }.erase(),
        Section::Education => view! { <Education lists standing/> }.erase(),
        Section::Languages => view! { <Languages lists/> }.erase(),
        Section::Training => view! { <Training/> }.erase(),
        Section::Publications => view! { <Publication/> }.erase(),
        Section::Memberships => view! { <Membership/> }.erase(),
        Section::References => view! { <Reference/> }.erase(),
        Section::More => view! { <More/> }.erase(),
        Section::Needs => view! { <Needs/> }.erase(),
        Section::Declarations => view! { <Declarations/> }.erase(),
    }
}

fn offered(list: Vec<(String, String)>) -> Vec<Answer> {
    list.into_iter().map(|(value, label)| Answer::new(value, label)).collect()
}

#[component]
fn Personal(lists: Lists, email: String) -> impl IntoView {
    let t = use_texts();
    let countries = offered(lists.countries);
    view! {
        <TextField name="family_name" required=true hint=t.profile_name_hint() autocomplete="family-name"/>
        <TextField name="given_names" required=true hint=t.profile_name_hint() autocomplete="given-name"/>
        <TextField name="preferred_name" hint=t.profile_preferred_name_hint() autocomplete="nickname"/>
        <DateField day="birth_day" month="birth_month" year="birth_year" required=true hint=t.profile_birth_hint() birth=true/>
        <Radios name="gender" answers=answers(labels::gender) hint=t.profile_gender_hint()/>
        <TextField name="gender_own" autocomplete="off" hint=t.profile_gender_words_hint()/>
        <Select name="nationality" answers=countries.clone() required=true hint=t.profile_nationality_hint()/>
        <Select name="other_nationality" answers=countries.clone()/>
        <Select name="third_nationality" answers=countries.clone()/>
        <Select name="residence" answers=countries required=true/>
        <TextArea name="address" required=true most=ADDRESS_MOST rows=3/>
        <SummaryList>
            <SummaryRow term=t.account_options_email() change=t.0.address("/account/email")>{email}</SummaryRow>
        </SummaryList>
        <TextField name="phone" required=true kind="tel" autocomplete="tel" hint=t.profile_phone_hint()/>
        <Radios name="relatives" answers=yes_no() required=true inline=true/>
        <TextArea name="relatives_who" most=ADDRESS_MOST rows=2 hint=t.profile_if_yes()/>
        <Radios name="served" answers=yes_no() required=true inline=true/>
        <TextArea name="served_where" most=ADDRESS_MOST rows=2 hint=t.profile_if_yes()/>
        <TextField name="personnel_number" width=10 autocomplete="off" hint=t.profile_personnel_number_hint()/>
    }
}

#[component]
fn Needs() -> impl IntoView {
    let t = use_texts();
    view! { <TextArea name="needs" most=NEEDS_MOST rows=6 hint=t.profile_needs_hint()/> }
}

#[component]
fn Experience(lists: Lists) -> impl IntoView {
    view! {
        <TextField name="title" required=true/>
        <TextField name="employer" required=true autocomplete="off"/>
        <Select name="country" answers=offered(lists.countries) required=true/>
        <Select name="sector" answers=answers(labels::sector)/>
        <Period/>
        <Terms areas=lists.areas/>
        <Work/>
    }
}

#[component]
fn OwnExperience(lists: Lists) -> impl IntoView {
    view! {
        <TextField name="title" required=true/>
        <TextField name="department" required=true autocomplete="off"/>
        <TextField name="duty_station" required=true autocomplete="off"/>
        <Select name="country" answers=offered(lists.countries) required=true/>
        <Period/>
        <Terms areas=lists.areas/>
        <Work/>
    }
}

/// From when to when.
#[component]
fn Period() -> impl IntoView {
    let t = use_texts();
    view! {
        <MonthYear month="from_month" year="from_year" required=true hint=t.profile_month_hint()/>
        <Checkbox name="current"/>
        <MonthYear month="to_month" year="to_year" hint=t.profile_to_hint()/>
    }
}

/// On what terms a job was held.
#[component]
fn Terms(areas: Vec<(String, String)>) -> impl IntoView {
    let t = use_texts();
    let open = use_form().field("fields").text.with_untracked(|text| !text.is_empty());
    view! {
        <TextField name="grade" width=20/>
        <Select name="kind" answers=answers(labels::kind)/>
        <TextField name="share" inputmode="numeric" width=4 hint=t.profile_share_hint()/>
        <Checkbox name="international" hint=t.profile_international_hint()/>
        <details open=open>
            <summary>{t.profile_fields_open()}</summary>
            <Checkboxes name="fields" answers=offered(areas) hint=t.profile_fields_hint()/>
        </details>
    }
}

/// What a job was.
#[component]
fn Work() -> impl IntoView {
    let t = use_texts();
    view! {
        <TextArea name="duties" required=true most=KEY_DUTIES_MOST rows=12 hint=t.profile_duties_hint()/>
        <TextArea name="achievements" required=true most=KEY_ACHIEVEMENTS_MOST rows=8 hint=t.profile_achievements_hint()/>
        <TextField name="supervised" inputmode="numeric" width=4/>
        <TextField name="supervisor" autocomplete="off" hint=t.profile_supervisor_hint()/>
        <TextField name="leaving"/>
    }
}

#[component]
fn Expertise(lists: Lists) -> impl IntoView {
    let t = use_texts();
    let depths = Depth::ALL
        .iter()
        .map(|depth| Answer::new(depth.slug(), labels::depth(t, *depth)).hint(labels::depth_hint(t, *depth)))
        .collect();
    view! {
        <Select name="area" answers=offered(lists.areas) required=true/>
        <Radios name="depth" answers=depths required=true/>
        <TextField name="years" required=true inputmode="numeric" width=4/>
        <TextField name="last_year" required=true inputmode="numeric" width=4/>
    }
}

#[component]
fn Education(lists: Lists, standing: Option<Standing>) -> impl IntoView {
    let t = use_texts();
    let country = use_form().field("country").text;
    let find = move |typed: String| {
        let country = country.get_untracked();
        async move {
            let found = find_institutions(country, typed).await?;
            let option = |offered: Offered| Match { text: offered.name, also: offered.matched };
            Ok(Matches { options: found.offered.into_iter().map(option).collect(), listed: found.listed })
        }
    };
    let wanting: Wanting =
        Arc::new(move || country.with(String::is_empty).then(|| t.profile_country_first()));
    // What is typed may count as something else.
    let deciding = ["country", "institution", "level", "completion"].map(|name| use_form().field(name).text);
    let saved = deciding.map(|text| text.get_untracked());
    let as_saved = move || deciding.iter().zip(&saved).all(|(text, saved)| text.with(|text| text == saved));
    let unlisted = Unlisted {
        field: EducationDraft::UNLISTED,
        words: t.profile_unlisted_option(),
        chosen: t.profile_unlisted_chosen(),
    };
    view! {
        <Select name="country" answers=offered(lists.countries) required=true hint=t.profile_education_country_hint()/>
        <Combobox name="institution" load=find required=true hint=t.profile_institution_hint() wanting unlisted/>
        <Checkbox name=EducationDraft::UNLISTED hint=t.profile_unlisted_hint()/>
        <TextField name="place" hint=t.profile_institution_place_hint()/>
        <Select name="level" answers=answers(labels::level) required=true hint=t.profile_education_level_hint()/>
        {move || standing.filter(|_| as_saved()).map(|standing| view! {
            <p class="field inset"><b>{t.profile_standing_saved()}</b> " " {labels::standing(t, standing)}</p>
        })}
        <TextField name="degree" required=true hint=t.profile_degree_hint()/>
        <TextField name="field"/>
        <MonthYear month="from_month" year="from_year" required=true hint=t.profile_month_hint()/>
        <Radios name="completion" answers=answers(labels::completion) required=true inline=true/>
        <MonthYear month="to_month" year="to_year" required=true hint=t.profile_education_to_hint()/>
    }
}

#[component]
fn Languages(lists: Lists) -> impl IntoView {
    let t = use_texts();
    let levels: Vec<Answer> = Proficiency::LEARNT
        .iter()
        .map(|level| {
            Answer::new(level.slug(), labels::proficiency(t, *level))
                .hint(labels::proficiency_hint(t, *level))
        })
        .collect();
    let skills = ["understanding", "speaking", "reading", "writing"];
    view! {
        <Select name="language" answers=offered(lists.languages) required=true/>
        <Checkbox name="mother_tongue" hint=t.profile_mother_tongue_hint()/>
        {Vec::from(skills.map(|name| view! { <Radios name answers=levels.clone() required=true/> }))}
        <TextField name="certificate" hint=t.profile_language_certificate_hint()/>
    }
}

#[component]
fn Training() -> impl IntoView {
    let t = use_texts();
    view! {
        <TextField name="course" required=true/>
        <TextField name="provider" required=true autocomplete="off"/>
        <MonthYear month="done_month" year="done_year" required=true hint=t.profile_month_hint()/>
        <TextField name="length" width=20 hint=t.profile_length_hint()/>
        <TextField name="certificate"/>
    }
}

#[component]
fn Publication() -> impl IntoView {
    let t = use_texts();
    view! {
        <TextField name="publication" required=true/>
        <TextField name="authors" required=true autocomplete="off"/>
        <TextField name="published_in" required=true autocomplete="off"/>
        <TextField name="published_year" required=true inputmode="numeric" width=4/>
        <TextField name="link" kind="url" inputmode="url" autocomplete="off" hint=t.profile_link_hint()/>
    }
}

#[component]
fn Membership() -> impl IntoView {
    let t = use_texts();
    view! {
        <TextField name="body" required=true autocomplete="off"/>
        <TextField name="position"/>
        <MonthYear month="from_month" year="from_year" required=true hint=t.profile_month_hint()/>
        <MonthYear month="ended_month" year="ended_year" hint=t.profile_ended_hint()/>
    }
}

#[component]
fn Reference() -> impl IntoView {
    view! {
        <TextField name="referee" required=true autocomplete="off"/>
        <TextField name="referee_position" required=true autocomplete="off"/>
        <TextField name="referee_email" required=true kind="email" autocomplete="off"/>
        <TextField name="referee_phone" kind="tel" autocomplete="off"/>
        <TextField name="relation" required=true/>
    }
}

#[component]
fn More() -> impl IntoView {
    let t = use_texts();
    view! {
        <TextArea name="motivation" most=MOTIVATION_MOST rows=8/>
        <TextArea name="skills" most=REMARK_MOST rows=4/>
        <TextArea name="computer_skills" most=REMARK_MOST rows=4/>
        <Radios name="mobility" answers=answers(labels::mobility)/>
        <TextField name="places" hint=t.profile_places_hint()/>
        <TextField name="notice" hint=t.profile_notice_hint()/>
        <Select name="source" answers=answers(labels::source)/>
    }
}

#[component]
fn Declarations() -> impl IntoView {
    let t = use_texts();
    view! {
        <Fieldset legend=t.profile_i_declare()>
            <Checkbox name="declare_truth" required=true/>
            <Checkbox name="declare_conduct" required=true/>
            <Checkbox name="declare_checks" required=true/>
        </Fieldset>
        <TextField name="signed_name" required=true autocomplete="name"/>
        <DateField day="signed_day" month="signed_month" year="signed_year" required=true/>
    }
}
