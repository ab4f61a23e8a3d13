//! The names of a proposal's parts and fields, of where it stands and of what is done with it.

use crate::{
    form::Words,
    pages::{public::vacancy_words, staff::vacancies::labels as vacancy},
    texts::Texts,
    ui::TagKind,
};
use model::{
    choice::Choice,
    draft::Draft,
    language::Lang,
    organisation::{Office, Place},
    proposal::{
        Action, Hand, State,
        desk::{Hindrance, Order},
        draft::Part,
        review,
    },
};
use std::sync::Arc;

/// The name of a part.
pub fn part(t: Texts, part: Part) -> &'static str {
    match part {
        Part::General => t.proposal_part_general(),
        Part::Supervision => t.proposal_part_supervision(),
        Part::Introduction => t.proposal_part_introduction(),
        Part::Duties => t.proposal_part_duties(),
        Part::Qualifications => t.proposal_part_qualifications(),
        Part::Training => t.proposal_part_training(),
        Part::Background => t.proposal_part_background(),
        Part::Sponsor => t.proposal_part_sponsor(),
        Part::Rest => t.proposal_part_rest(),
        Part::Publication => t.proposal_part_publication(),
    }
}

/// Where a proposal stands, and what that means.
pub fn state(t: Texts, state: State) -> (&'static str, TagKind) {
    match state {
        State::Draft => (t.proposal_state_draft(), TagKind::Neutral),
        State::Submitted => (t.proposal_state_submitted(), TagKind::Info),
        State::Endorsed => (t.proposal_state_endorsed(), TagKind::Info),
        State::Received => (t.proposal_state_received(), TagKind::Info),
        State::Returned => (t.proposal_state_returned(), TagKind::Warning),
        State::Accepted => (t.proposal_state_accepted(), TagKind::Good),
        State::Declined => (t.proposal_state_declined(), TagKind::Bad),
        State::Published => (t.proposal_state_published(), TagKind::Good),
        State::Filled => (t.proposal_state_filled(), TagKind::Neutral),
        State::Withdrawn => (t.proposal_state_withdrawn(), TagKind::Neutral),
    }
}

/// What can be done, as a button says it.
pub fn action(t: Texts, action: Action) -> &'static str {
    match action {
        Action::Submit => t.proposal_action_submit(),
        Action::Endorse => t.proposal_action_endorse(),
        Action::Approve => t.proposal_action_approve(),
        Action::Accept => t.proposal_action_accept(),
        Action::Return => t.proposal_action_return(),
        Action::Decline => t.proposal_action_decline(),
        Action::Publish => t.proposal_action_publish(),
        Action::Fill => t.proposal_action_fill(),
        Action::Withdraw => t.proposal_action_withdraw(),
    }
}

/// What was done.
pub fn done(t: Texts, action: Action) -> &'static str {
    match action {
        Action::Submit => t.proposal_done_submit(),
        Action::Endorse => t.proposal_done_endorse(),
        Action::Approve => t.proposal_done_approve(),
        Action::Accept => t.proposal_done_accept(),
        Action::Return => t.proposal_done_return(),
        Action::Decline => t.proposal_done_decline(),
        Action::Publish => t.proposal_done_publish(),
        Action::Fill => t.proposal_done_fill(),
        Action::Withdraw => t.proposal_done_withdraw(),
    }
}

/// Who has a hand.
pub fn hand(t: Texts, hand: Hand) -> &'static str {
    match hand {
        Hand::Author => t.proposal_hand_author(),
        Hand::Director => t.proposal_hand_director(),
        Hand::HrPartner => t.proposal_hand_hr_partner(),
        Hand::JpoUnit => t.proposal_hand_jpo_unit(),
    }
}

/// What stands in the way.
pub fn hindrance(t: Texts, hindrance: Hindrance) -> &'static str {
    match hindrance {
        Hindrance::OfficeClosed => t.proposal_hindrance_office_closed(),
        Hindrance::NotYours => t.proposal_hindrance_not_yours(),
        Hindrance::OfficeInField => t.proposal_hindrance_office_in_field(),
        Hindrance::NoDirector => t.proposal_hindrance_no_director(),
        Hindrance::NoPartner => t.proposal_hindrance_no_partner(),
        Hindrance::Unchanged => t.proposal_hindrance_unchanged(),
    }
}

/// What a list is ordered by.
pub fn order(t: Texts, order: Order) -> &'static str {
    match order {
        Order::Age => t.proposal_order_age(),
        Order::Number => t.proposal_order_number(),
        Order::Title => t.proposal_order_title(),
        Order::State => t.proposal_order_state(),
        Order::Office => t.proposal_order_office(),
        Order::Sponsor => t.proposal_order_sponsor(),
    }
}

/// The name of a field of a part, a call or a review.
pub fn field(t: Texts, field: &str) -> &'static str {
    match field {
        "language" => t.proposal_field_language(),
        "title" => t.proposal_field_title(),
        "office" => t.proposal_field_office(),
        "unit" => t.proposal_field_unit(),
        "place" => t.proposal_field_place(),
        "city" => t.proposal_field_city(),
        "country" => t.proposal_field_country(),
        "duration" => t.proposal_field_duration(),
        "renewable" => t.proposal_field_renewable(),
        "grade" => t.proposal_field_grade(),
        "supervisor_name" => t.proposal_field_supervisor_name(),
        "supervisor_title" => t.proposal_field_supervisor_title(),
        "supervision" => t.proposal_field_supervision(),
        "introduction" => t.proposal_field_introduction(),
        "duties_lead" => t.proposal_field_duties_lead(),
        "duties" => t.proposal_field_duties(),
        "outputs_lead" => t.proposal_field_outputs_lead(),
        "outputs" => t.proposal_field_outputs(),
        "education_minimum" => t.proposal_field_education_minimum(),
        "education_desirable" => t.proposal_field_education_desirable(),
        "experience_minimum" => t.proposal_field_experience_minimum(),
        "experience_desirable" => t.proposal_field_experience_desirable(),
        "skills_minimum" => t.proposal_field_skills_minimum(),
        "skills_desirable" => t.proposal_field_skills_desirable(),
        "languages_minimum" => t.proposal_field_languages_minimum(),
        "languages_desirable" => t.proposal_field_languages_desirable(),
        "competencies" => t.proposal_field_competencies(),
        "training" => t.proposal_field_training(),
        "learning" => t.proposal_field_learning(),
        "background" => t.proposal_field_background(),
        "sponsor" => t.proposal_field_sponsor(),
        "nationals" => t.proposal_field_nationals(),
        "nationality" => t.proposal_field_nationality(),
        "rest" => t.proposal_field_rest(),
        "publish_day" | "publish_month" | "publish_year" | "closes_day" | "closes_month" | "closes_year"
        | "zone" => vacancy::field(t, field),
        "decision" => t.proposal_review_decision(),
        "comment" => t.proposal_review_comment(),
        "post_number" => t.proposal_number(),
        "issue_month" => t.proposal_review_month(),
        "issue_year" => t.proposal_review_year(),
        "deadline_day" | "deadline_month" | "deadline_year" => t.proposal_call_deadline(),
        "places" => t.proposal_call_places_field(),
        "note" => t.proposal_call_note(),
        _ => "",
    }
}

/// What a review's fields are called that are about a field of the document.
pub fn on_fields(t: Texts) -> Vec<(&'static str, String)> {
    let own = review::ReviewDraft::FIELDS.iter().map(|(name, _)| *name);
    let named = |name: &'static str| {
        let about = review::about(name)?;
        Some((name, t.proposal_review_on(field(t, about))))
    };
    own.filter_map(named).collect()
}

/// Names a form's values, where two versions are compared.
pub fn words(t: Texts, countries: Vec<(String, String)>, offices: &[Office]) -> Words {
    let offices: Vec<_> = offices.iter().map(|office| (office.id.clone(), office.name.clone())).collect();
    Arc::new(move |field, said| value(t, &countries, &offices, field, said))
}

/// What a field says, in words.
pub fn value(
    t: Texts,
    countries: &[(String, String)],
    offices: &[(String, String)],
    field: &str,
    said: &str,
) -> String {
    let of = |names: &[(String, String)], code: &str| {
        let found = names.iter().find(|(known, _)| known == code);
        found.map_or_else(|| code.to_owned(), |(_, name)| name.clone())
    };
    let or_typed = |name: Option<&'static str>| name.unwrap_or(said).to_owned();
    match field {
        "language" => or_typed(said.parse().ok().map(|lang: Lang| lang.own_name())),
        "place" => or_typed(Place::parse(said).map(|at| place(t, at))),
        "renewable" => (if said.is_empty() { t.form_no() } else { t.form_yes() }).to_owned(),
        "country" | "sponsor" | "nationals" => {
            said.lines().map(|code| of(countries, code)).collect::<Vec<_>>().join(", ")
        }
        "office" => of(offices, said),
        "decision" => or_typed(Action::parse(said).map(|decided| action(t, decided))),
        _ => said.to_owned(),
    }
}

/// The name of a region; whether a post is at headquarters.
pub use crate::pages::staff::words::place;
pub use vacancy_words::region;

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use model::form::Form;

    #[test]
    fn every_field_has_a_name_in_every_language() {
        for t in Lang::ALL.map(Texts) {
            let of_parts = Part::ALL.iter().flat_map(|part| part.fields()).map(|(name, _)| *name);
            let call = Form::Call("a".into()).fields();
            for name in of_parts.chain(call) {
                assert!(!field(t, name).is_empty(), "{name}");
            }
            let on = on_fields(t);
            for name in Form::Review("a".into()).fields() {
                let named = match review::about(name) {
                    Some(about) => {
                        let called = on.iter().find(|(known, _)| *known == name).map(|(_, called)| called);
                        called.is_some_and(|called| called.contains(field(t, about)))
                    }
                    None => !field(t, name).is_empty(),
                };
                assert!(named, "{name}");
            }
        }
    }
}
