//! Proposals as those of an office write them: begun, hindered, returned, shared, never lost.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;
#[path = "common/route.rs"]
mod route;

use common::on_both;
use model::{
    account::Role,
    form::{Form, Save},
    language::Lang,
    organisation::Place,
    problem::Problem,
    proposal::{
        Action, State,
        desk::{Hindrance, Sought},
        draft::{Part, ProposalDraft},
    },
};
use people::{audited, problem};
use route::{
    ID, actor, begin, begun, bring_to, complete, decide, decide_on, file, id, organisation, publish, revoke,
    step, write,
};
use services::{Error, args, proposal::Start};
use std::collections::BTreeSet;

#[tokio::test]
async fn what_stands_in_the_way_is_said_before_it_is_submitted() {
    on_both(|services| async move {
        organisation(&services).await;
        let mut draft = complete(Place::Field);
        draft.set("training", String::new());
        begin(&services, ID, draft).await;
        let refused = step(&services, "manager", ID, Action::Submit).await;
        assert_eq!(problem(refused, "training"), Some(Problem::Incomplete));
        write(&services, "manager", ID, Part::Training, &[("training", "A course.")]).await.unwrap();
        revoke(&services, "partner", Role::HrPartner).await;
        let hindrances = file(&services, "manager", ID).await.hindrances;
        assert_eq!(hindrances, [Hindrance::NoPartner]);
        let refused = step(&services, "manager", ID, Action::Submit).await;
        assert_eq!(problem(refused, "no-partner"), Some(Problem::Incomplete));
        services
            .db
            .execute("UPDATE office SET closed_on = '2026-01-01' WHERE id = 'field'", args![])
            .await
            .unwrap();
        assert_eq!(file(&services, "manager", ID).await.hindrances, [Hindrance::OfficeClosed]);
        write(&services, "manager", ID, Part::General, &[("office", "other")]).await.unwrap();
        let hindrances = file(&services, "manager", ID).await.hindrances;
        assert_eq!(hindrances, [Hindrance::NotYours], "another's office");
        write(&services, "manager", ID, Part::General, &[("office", "hq"), ("place", "headquarters")])
            .await
            .unwrap();
        assert_eq!(file(&services, "manager", ID).await.hindrances, []);
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        // Nothing new is submitted as if it were.
        let refused = step(&services, "manager", ID, Action::Submit).await;
        assert_eq!(problem(refused, "unchanged"), Some(Problem::Incomplete));
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_returned_while_it_is_written_is_not_lost() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let form = Form::Proposal(ID.into(), Part::Introduction);
        let opened = services.open_form(&actor("manager"), &form).await.unwrap();
        let remark = [("on_duties", "Which surveys?"), ("on_title", "Shorter.")];
        decide_on(&services, "director", ID, Action::Return, 1, &remark).await.unwrap();
        let typed = model::form::Fields(vec![("introduction".into(), "It counts more.".into())]);
        services
            .post_draft(&actor("manager"), Save::posted(form, opened.saved.version, typed), true)
            .await
            .unwrap();
        let returned = file(&services, "manager", ID).await;
        assert_eq!(returned.row.state, State::Returned);
        let (part, first) = returned.first_remark().unwrap();
        assert_eq!((part, first.field.as_str()), (Part::General, "title"), "in the order of the document");
        let text = services.proposal_text(&actor("manager"), ID, None).await.unwrap();
        assert_eq!(text.remarks.len(), 2);
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        assert_eq!(file(&services, "director", ID).await.version, 2);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_the_same_part_are_shown_both_texts() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        let form = Form::Proposal(ID.into(), Part::Background);
        let (one, two) = (actor("manager"), actor("colleague"));
        let base = services.open_form(&two, &form).await.unwrap().saved.version;
        let text = |text: &str| model::form::Fields(vec![("background".into(), text.into())]);
        services.post_draft(&one, Save::posted(form.clone(), base, text("One.")), true).await.unwrap();
        let late = services.post_draft(&two, Save::posted(form.clone(), base, text("Two.")), true).await;
        assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
        let opened = services.open_form(&two, &form).await.unwrap();
        assert_eq!(opened.saved.fields.get("background"), "One.");
        assert_eq!(opened.unsaved.unwrap().fields.get("background"), "Two.");
        assert_eq!(file(&services, "colleague", ID).await.waiting, [form]);
    })
    .await;
}

#[tokio::test]
async fn an_earlier_proposal_is_begun_with_again_without_its_sponsor() {
    on_both(|services| async move {
        organisation(&services).await;
        let mut draft = complete(Place::Headquarters);
        draft.set("sponsor", "FI".into());
        begin(&services, ID, draft).await;
        let starts = services.proposal_starts(&actor("colleague")).await.unwrap();
        assert_eq!(starts.proposals.iter().map(|start| start.id.as_str()).collect::<Vec<_>>(), [ID]);
        assert!(services.proposal_starts(&actor("stranger")).await.unwrap().proposals.is_empty());
        let start = Start::Proposal(ID.into());
        let usual = ProposalDraft::default();
        services.begin_proposal(&actor("colleague"), &id(2), start.clone(), &usual).await.unwrap();
        services.begin_proposal(&actor("colleague"), &id(2), start.clone(), &usual).await.unwrap();
        let text = services.proposal_text(&actor("colleague"), &id(2), None).await.unwrap();
        assert_eq!((text.draft.get("title"), text.draft.get("sponsor")), ("Labour Statistics", ""));
        assert_eq!(audited(&services, "proposal.begin").await, 2);
        let refused = services.begin_proposal(&actor("stranger"), &id(3), start, &usual).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let ids: BTreeSet<String> = services
            .proposals(&actor("manager"), &Sought::default(), Lang::En)
            .await
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row.id)
            .collect();
        assert_eq!(ids, [ID.to_owned(), id(2)].into());
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_after_it_was_submitted_is_neither_published_nor_lost() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        bring_to(&services, ID, Place::Headquarters, State::Received).await;
        write(&services, "manager", ID, Part::Introduction, &[("introduction", "Half a sent")])
            .await
            .unwrap();
        decide(&services, "jpo", ID, Action::Accept).await.unwrap();
        let text = services.proposal_text(&actor("jpo"), ID, None).await.unwrap();
        assert_eq!((text.draft.get("introduction"), text.version), ("The office counts.", 1));
        let form = Form::Proposal(ID.into(), Part::Introduction);
        let left = services.left_texts(&actor("manager"), &form).await.unwrap();
        assert!(left.iter().any(|fields| fields.get("introduction") == "Half a sent"), "{left:?}");
        publish(&services, "jpo", ID).await.unwrap();
        let vacancy = file(&services, "jpo", ID).await.vacancy;
        let body = services.db.row("SELECT body FROM vacancy WHERE id = $1", args![vacancy]).await.unwrap();
        let body = body.unwrap().text("body").unwrap();
        assert!(body.contains("The office counts.") && !body.contains("Half a sent"), "{body}");
    })
    .await;
}

#[tokio::test]
async fn who_has_left_the_office_has_left_its_proposals() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let leaves = "DELETE FROM office_person WHERE account = 'manager'";
        services.db.execute(leaves, args![]).await.unwrap();
        let seen = services.proposal_file(&actor("manager"), ID, Lang::En).await;
        assert!(matches!(seen, Err(Error::NotFound)));
        assert!(
            services
                .proposals(&actor("manager"), &Sought::default(), Lang::En)
                .await
                .unwrap()
                .rows
                .is_empty()
        );
        assert!(!file(&services, "colleague", ID).await.parts.is_empty(), "a colleague writes on");
    })
    .await;
}

#[tokio::test]
async fn who_saves_what_stood_there_has_written_nothing() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        let before = file(&services, "manager", ID).await.edition;
        write(&services, "colleague", ID, Part::Introduction, &[]).await.unwrap();
        assert_eq!(file(&services, "manager", ID).await.edition, before);
        let row = services
            .db
            .row("SELECT 1 AS one FROM proposal_writer WHERE account = 'colleague'", args![])
            .await;
        assert!(row.unwrap().is_none());
    })
    .await;
}
