//! The fields of each part, in the order of the organisation's form.

use super::{labels, remarks::SaidOf};
use crate::{
    api::proposal::PartPage,
    at_once::Erase,
    form::use_form,
    pages::staff::dates::{Days, Zone},
    texts::use_texts,
    ui::{
        Answer, Checkbox, Checkboxes, Fieldset, ListField, Radios, Select, TextArea, TextField, answers,
        focus, put_text, use_alive,
    },
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    language::Lang,
    organisation::Office,
    proposal::{
        BACKGROUND_MOST, COMPETENCIES, DUTIES_MOST, ITEM_MOST, LEAD_MOST, LEARNING_MOST, OUTPUTS_MOST,
        PROSE_MOST, QUALIFICATION_MOST, draft::Part, is_unchanged,
    },
};

/// The fields of a part.
#[component]
pub fn Fields(part: Part, page: PartPage) -> impl IntoView {
    let lang = page.lang.tag();
    match part {
        Part::General => view! { <General offices=page.offices countries=page.countries lang/> }.erase(),
        Part::Supervision => view! { <Supervision example=page.example lang/> }.erase(),
        Part::Introduction => view! { <Introduction lang/> }.erase(),
        Part::Duties => view! { <Duties lang/> }.erase(),
        Part::Qualifications => view! { <Qualifications lang/> }.erase(),
        Part::Training => view! { <Training lang/> }.erase(),
        Part::Background => view! { <Background lang/> }.erase(),
        Part::Sponsor => view! { <Sponsor countries=page.countries lang/> }.erase(),
        Part::Rest => view! { <TextArea name="rest" rows=14 lang/> }.erase(),
        Part::Publication => view! { <Days publish=true/><Zone zones=page.zones/> }.erase(),
    }
}

#[component]
fn General(offices: Vec<Office>, countries: Vec<(String, String)>, lang: &'static str) -> impl IntoView {
    use model::vacancy::Grade;
    let t = use_texts();
    let languages = Lang::ALL.iter().map(|lang| Answer::new(lang.tag(), lang.own_name())).collect();
    let grades = Grade::ALL.iter().map(|grade| Answer::new(grade.slug(), grade.slug())).collect();
    let named_offices =
        offices.iter().map(|o| Answer::new(o.id.clone(), format!("{} ({})", o.name, o.code))).collect();
    let chosen = use_form().field("office").text;
    let of_chosen = StoredValue::new(offices);
    let units = move || {
        let office = chosen.get();
        let units = of_chosen.with_value(|all| {
            all.iter()
                .find(|known| known.id == office)
                .map(|known| known.units.join(" · "))
                .unwrap_or_default()
        });
        (!units.is_empty()).then(|| view! { <p class="hint units">{t.proposal_field_units_hint(units)}</p> })
    };
    view! {
        <SaidOf field="language"/>
        <Radios name="language" answers=languages required=true inline=true hint=t.proposal_field_language_hint()/>
        <SaidOf field="title"/>
        <TextField name="title" required=true lang autocomplete="off" hint=t.proposal_field_title_hint()/>
        <SaidOf field="place"/>
        <Radios name="place" answers=answers(labels::place) required=true inline=true/>
        <SaidOf field="city"/>
        <TextField name="city" required=true lang autocomplete="off"/>
        <SaidOf field="country"/>
        <Select name="country" answers=Answer::named(countries) required=true/>
        <SaidOf field="duration"/>
        <TextField name="duration" required=true inputmode="numeric" width=4 autocomplete="off" hint=t.proposal_field_duration_hint()/>
        <SaidOf field="renewable"/>
        <Checkbox name="renewable"/>
        <SaidOf field="grade"/>
        <Select name="grade" answers=grades required=true hint=t.proposal_field_grade_hint()/>
        <SaidOf field="office"/>
        <Select name="office" answers=named_offices required=true/>
        <SaidOf field="unit"/>
        <TextField name="unit" lang autocomplete="off"/>
        {units}
    }
}

#[component]
fn Supervision(example: String, lang: &'static str) -> impl IntoView {
    let t = use_texts();
    view! {
        <SaidOf field="supervisor_name"/>
        <TextField name="supervisor_name" required=true autocomplete="off"/>
        <SaidOf field="supervisor_title"/>
        <TextField name="supervisor_title" required=true lang autocomplete="off"/>
        <SaidOf field="supervision"/>
        <Example of="supervision" example lang/>
        <TextArea name="supervision" required=true lang most=PROSE_MOST rows=12 hint=t.proposal_field_supervision_hint()/>
    }
}

/// An example of a text: to read, to put into the field where that is empty, and pointed out where it is left as it was.
#[component]
fn Example(of: &'static str, example: String, lang: &'static str) -> impl IntoView {
    let t = use_texts();
    let alive = use_alive();
    let text = use_form().field(of).text;
    let example = StoredValue::new(example);
    let paragraphs: Vec<_> = example
        .with_value(|example| example.split("\n\n").map(str::to_owned).collect::<Vec<_>>())
        .into_iter()
        .map(|paragraph| view! { <p>{paragraph}</p> })
        .collect();
    let blank = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let unchanged =
        Memo::new(move |_| text.with(|text| example.with_value(|example| is_unchanged(example, text))));
    let insert = move |_| {
        example.with_value(|example| put_text(of, example));
        focus(of);
    };
    view! {
        <details class="example">
            <summary>{t.proposal_example()}</summary>
            <div lang=lang>{paragraphs}</div>
        </details>
        <p hidden=move || !(alive.get() && blank.get())>
            <button type="button" class="button secondary" on:click=insert>{t.proposal_example_insert()}</button>
        </p>
        <div role="status">
            {move || unchanged.get().then(|| view! {
                <p class="notification notification-warning">{t.proposal_example_unchanged()}</p>
            })}
        </div>
    }
}

#[component]
fn Introduction(lang: &'static str) -> impl IntoView {
    let t = use_texts();
    view! {
        <SaidOf field="introduction"/>
        <TextArea name="introduction" required=true lang most=PROSE_MOST rows=14 hint=t.proposal_field_introduction_hint()/>
    }
}

#[component]
fn Duties(lang: &'static str) -> impl IntoView {
    let t = use_texts();
    view! {
        <SaidOf field="duties_lead"/>
        <TextArea name="duties_lead" required=true lang most=LEAD_MOST rows=3/>
        <SaidOf field="duties"/>
        <ListField name="duties" required=true lang most=DUTIES_MOST item_most=ITEM_MOST rows=10 hint=t.proposal_field_list_hint()/>
        <SaidOf field="outputs_lead"/>
        <TextArea name="outputs_lead" lang most=LEAD_MOST rows=3/>
        <SaidOf field="outputs"/>
        <ListField name="outputs" required=true lang most=OUTPUTS_MOST item_most=ITEM_MOST rows=6 hint=t.proposal_field_list_hint()/>
    }
}

#[component]
fn Qualifications(lang: &'static str) -> impl IntoView {
    let t = use_texts();
    let groups = [
        (t.proposal_group_education(), "education_minimum", "education_desirable"),
        (t.proposal_group_experience(), "experience_minimum", "experience_desirable"),
        (t.proposal_group_skills(), "skills_minimum", "skills_desirable"),
        (t.proposal_group_languages(), "languages_minimum", "languages_desirable"),
    ];
    let groups = groups.map(|(legend, minimum, desirable)| {
        view! {
            <Fieldset legend>
                <SaidOf field=minimum/>
                <TextArea name=minimum required=true lang most=QUALIFICATION_MOST rows=3/>
                <SaidOf field=desirable/>
                <TextArea name=desirable lang most=QUALIFICATION_MOST rows=3/>
            </Fieldset>
        }
    });
    let (least, most) = COMPETENCIES;
    view! {
        {Vec::from(groups)}
        <SaidOf field="competencies"/>
        <ListField name="competencies" required=true lang most item_most=ITEM_MOST rows=10
            hint=t.proposal_field_competencies_hint(least, most)/>
    }
}

#[component]
fn Training(lang: &'static str) -> impl IntoView {
    let t = use_texts();
    view! {
        <SaidOf field="training"/>
        <TextArea name="training" required=true lang most=PROSE_MOST rows=8/>
        <SaidOf field="learning"/>
        <ListField name="learning" required=true lang most=LEARNING_MOST item_most=ITEM_MOST rows=8 hint=t.proposal_field_list_hint()/>
    }
}

#[component]
fn Background(lang: &'static str) -> impl IntoView {
    let t = use_texts();
    view! {
        <SaidOf field="background"/>
        <TextArea name="background" required=true lang most=BACKGROUND_MOST rows=16 hint=t.proposal_field_background_hint()/>
    }
}

#[component]
fn Sponsor(countries: Vec<(String, String)>, lang: &'static str) -> impl IntoView {
    let t = use_texts();
    let ticked = use_form().field("nationals").text.with_untracked(|text| !text.is_empty());
    let said = use_context::<super::remarks::Remarks>().unwrap_or_default();
    let open = ticked || said.0.iter().any(|remark| remark.field == "nationals");
    view! {
        <SaidOf field="sponsor"/>
        <Select name="sponsor" answers=Answer::named(countries.clone()) hint=t.proposal_field_sponsor_hint()/>
        <details open=open>
            <summary>{t.proposal_field_nationals_open()}</summary>
            <SaidOf field="nationals"/>
            <Checkboxes name="nationals" answers=Answer::named(countries) hint=t.proposal_field_nationals_hint()/>
        </details>
        <SaidOf field="nationality"/>
        <TextArea name="nationality" lang most=LEAD_MOST rows=3/>
    }
}
