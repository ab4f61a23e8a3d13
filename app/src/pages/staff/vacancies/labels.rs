//! The names of a vacancy's parts and fields, and of where it stands.

use crate::{form::Words, pages::public::vacancy_words as words, texts::Texts, ui::TagKind};
use model::{
    choice::{Choice, YesNo},
    language::Lang,
    vacancy::{
        Category, ContractType,
        draft::{Part, question::Answered},
        life::Stage,
    },
};
use std::sync::Arc;

/// The name of a part.
pub fn part(t: Texts, part: Part) -> String {
    let language = |lang: Option<Lang>| lang.map_or("", |lang| words::language(t, lang));
    match part {
        Part::Basics => t.desk_part_basics().to_owned(),
        Part::TextEn | Part::TextFr | Part::TextEs => t.desk_part_text(language(part.lang())),
        Part::QualificationsEn | Part::QualificationsFr | Part::QualificationsEs => {
            t.desk_part_qualifications(language(part.lang()))
        }
        Part::Questions => t.desk_part_questions().to_owned(),
        Part::Dates => t.desk_part_dates().to_owned(),
        Part::Note => t.desk_part_note().to_owned(),
        Part::Extension => t.desk_part_extension().to_owned(),
    }
}

/// Vacancies that stand there.
pub fn stage(t: Texts, stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => t.desk_stage_draft(),
        Stage::Scheduled => t.desk_stage_scheduled(),
        Stage::Published => t.desk_stage_published(),
        Stage::Closed => t.desk_stage_closed(),
        Stage::Cancelled => t.desk_stage_cancelled(),
    }
}

/// A vacancy that stands there, and what that means.
pub fn state(t: Texts, stage: Stage) -> (&'static str, TagKind) {
    match stage {
        Stage::Draft => (t.desk_is_draft(), TagKind::Neutral),
        Stage::Scheduled => (t.desk_is_scheduled(), TagKind::Info),
        Stage::Published => (t.desk_is_published(), TagKind::Good),
        Stage::Closed => (t.desk_is_closed(), TagKind::Neutral),
        Stage::Cancelled => (t.desk_is_cancelled(), TagKind::Bad),
    }
}

/// The name of a field.
pub fn field(t: Texts, field: &str) -> &'static str {
    match field {
        "category" => t.vacancy_category(),
        "grade" => t.vacancy_grade(),
        "contract_type" => t.vacancy_contract(),
        "contract_months" => t.desk_contract_months(),
        "department" => t.desk_department(),
        "unit" => t.desk_unit(),
        "city" => t.desk_city(),
        "country" => t.desk_country(),
        "open_to" => t.vacancy_open_to(),
        "second_language" => t.desk_second_language(),
        "job_id" => t.vacancy_job_id(),
        "original_language" => t.desk_original_language(),
        "title" => t.desk_job_title(),
        "department_name" => t.desk_department_name(),
        "unit_name" => t.desk_unit_name(),
        "who_may_apply" => t.vacancy_who_may_apply(),
        "overview" => t.vacancy_overview(),
        "duties" => t.vacancy_duties(),
        "conditions" => t.vacancy_conditions(),
        "process" => t.vacancy_process(),
        "education_minimum" => t.desk_education_minimum(),
        "education_desirable" => t.desk_education_desirable(),
        "experience_minimum" => t.desk_experience_minimum(),
        "experience_desirable" => t.desk_experience_desirable(),
        "languages_minimum" => t.desk_languages_minimum(),
        "languages_desirable" => t.desk_languages_desirable(),
        "competencies_minimum" => t.desk_competencies_minimum(),
        "competencies_desirable" => t.desk_competencies_desirable(),
        "publish_day" | "publish_month" | "publish_year" => t.desk_publish_day(),
        "closes_day" | "closes_month" | "closes_year" => t.desk_closes_day(),
        "zone" => t.desk_zone(),
        "order" => t.desk_part_questions(),
        "kind" => t.desk_question_kind(),
        "mandatory" => t.desk_question_mandatory(),
        "question_en" => t.desk_question_en(),
        "question_fr" => t.desk_question_fr(),
        "question_es" => t.desk_question_es(),
        "hint_en" => t.desk_hint_en(),
        "hint_fr" => t.desk_hint_fr(),
        "hint_es" => t.desk_hint_es(),
        "options_en" => t.desk_options_en(),
        "options_fr" => t.desk_options_fr(),
        "options_es" => t.desk_options_es(),
        "flag_answer" => t.desk_flag_answer(),
        "flag_options" => t.desk_flag_options(),
        "least" => t.desk_least(),
        "most" => t.desk_most(),
        "flag_below" => t.desk_flag_below(),
        "flag_above" => t.desk_flag_above(),
        "text_most" => t.desk_text_most(),
        "note_en" => t.desk_note_en(),
        "note_fr" => t.desk_note_fr(),
        "note_es" => t.desk_note_es(),
        _ => "",
    }
}

/// How a question is answered.
pub fn answered(t: Texts, answered: Answered) -> &'static str {
    match answered {
        Answered::YesNo => t.desk_kind_yes_no(),
        Answered::Choice => t.desk_kind_choice(),
        Answered::Number => t.desk_kind_number(),
        Answered::Text => t.desk_kind_text(),
    }
}

/// Names a form's values, where two versions are compared.
pub fn words(t: Texts, countries: Vec<(String, String)>) -> Words {
    Arc::new(move |field, said| {
        let named = |code: &str| {
            let found = countries.iter().find(|(known, _)| known == code);
            found.map_or_else(|| code.to_owned(), |(_, name)| name.clone())
        };
        let or_typed = |name: Option<&'static str>| name.unwrap_or(said).to_owned();
        match field {
            "category" => or_typed(Category::parse(said).map(|c| words::category(t, c))),
            "contract_type" => or_typed(ContractType::parse(said).map(|c| words::contract(t, c))),
            "original_language" => or_typed(said.parse().ok().map(|lang: Lang| lang.own_name())),
            "country" | "open_to" => said.lines().map(named).collect::<Vec<_>>().join(", "),
            "kind" => or_typed(Answered::parse(said).map(|kind| answered(t, kind))),
            "flag_answer" if said.is_empty() => t.desk_flag_none().to_owned(),
            "flag_answer" => or_typed(YesNo::parse(said).map(|answer| match answer {
                YesNo::Yes => t.form_yes(),
                YesNo::No => t.form_no(),
            })),
            "second_language" | "mandatory" => {
                (if said.is_empty() { t.form_no() } else { t.form_yes() }).to_owned()
            }
            _ => said.to_owned(),
        }
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use model::form::Form;

    #[test]
    fn every_field_of_every_part_has_a_name_in_every_language() {
        for t in Lang::ALL.map(Texts) {
            let question = Form::Question("a".into(), 1).fields();
            let fields = Part::ALL.iter().flat_map(|part| part.fields()).map(|(name, _)| *name);
            for name in fields.chain(question) {
                assert!(!field(t, name).is_empty(), "{name}");
            }
        }
    }
}
