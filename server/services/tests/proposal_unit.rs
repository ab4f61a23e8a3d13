//! Proposals with the JPO unit: numbers, publication, lists, calls, reminders.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;
#[path = "common/route.rs"]
mod route;

use common::{DAY, on_both};
use model::{
    choice::Choice,
    form::{Form, Save},
    language::Lang,
    organisation::Place,
    problem::Problem,
    proposal::{
        Action, State,
        desk::{Order, Sought},
        draft::Part,
    },
    vacancy::life::Stage,
};
use people::{audited, mails, problem};
use route::{
    ID, actor, begin, begun, bring_to, complete, decide_on, file, id, organisation, publish, step, take,
    write,
};
use services::{Error, Services, args, outbox::Letter};
use std::collections::BTreeSet;

/// Whom the mails of a kind that are waiting go to.
async fn recipients(services: &Services, kind: impl Fn(&Letter) -> bool) -> Vec<String> {
    let all = mails(services).await.into_iter();
    all.filter(|(_, letter)| kind(letter)).map(|(recipient, _)| recipient).collect()
}

#[tokio::test]
async fn a_post_number_is_given_once() {
    on_both(|services| async move {
        organisation(&services).await;
        let ids: Vec<String> = (1..=6).map(id).collect();
        for id in &ids {
            begin(&services, id, complete(Place::Headquarters)).await;
            bring_to(&services, id, Place::Headquarters, State::Received).await;
        }
        // All want the same at the same moment.
        let mut rush = tokio::task::JoinSet::new();
        for id in ids.clone() {
            let services = services.clone();
            rush.spawn(async move {
                let result = decide_on(&services, "jpo", &id, Action::Accept, 1, &[]).await;
                (id, result)
            });
        }
        let results = rush.join_all().await;
        assert_eq!(results.iter().filter(|(_, result)| result.is_ok()).count(), 1, "{results:?}");
        assert_eq!(services.next_post_number(&actor("jpo")).await.unwrap(), 2132);
        for (id, result) in results.iter().filter(|(_, result)| result.is_err()) {
            // Some were told so; others gave way to it before, and ask again.
            if let Err(Error::Invalid(problems)) = result {
                assert_eq!(problems.of("post_number"), Some(&Problem::Taken));
            }
            let again = decide_on(&services, "jpo", id, Action::Accept, 1, &[]).await;
            assert_eq!(problem(again, "post_number"), Some(Problem::Taken));
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_decided_is_what_is_published() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        bring_to(&services, ID, Place::Headquarters, State::Accepted).await;
        // The unit puts the last hand to it, but moves no post into the field without its HR partner.
        write(&services, "jpo", ID, Part::Introduction, &[("introduction", "We count.")]).await.unwrap();
        write(&services, "jpo", ID, Part::General, &[("place", "field"), ("country", "KE")]).await.unwrap();
        let refused = publish(&services, "jpo", ID).await;
        assert_eq!(problem(refused, "general"), Some(Problem::Incomplete));
        let general =
            services.open_form(&actor("jpo"), &Form::Proposal(ID.into(), Part::General)).await.unwrap();
        assert_eq!(general.saved.problems.of("place"), Some(&Problem::Settled));
        write(&services, "jpo", ID, Part::General, &[("place", "headquarters"), ("country", "CH")])
            .await
            .unwrap();
        assert!(
            write(&services, "manager", ID, Part::Introduction, &[("introduction", "Late.")]).await.is_err()
        );
        let slug = publish(&services, "jpo", ID).await.unwrap();
        assert_eq!(publish(&services, "jpo", ID).await.unwrap(), slug, "pressed twice");
        assert_eq!(audited(&services, "vacancy.publish").await, 1);
        let told = file(&services, "manager", ID).await;
        assert_eq!(told.version, 2, "what the unit changed is a version of its own");
        // Withdrawn by the unit, the vacancy goes with it.
        step(&services, "jpo", ID, Action::Withdraw).await.unwrap();
        let desk = services.vacancy_file(&actor("hrd"), &told.vacancy, Lang::En).await.unwrap();
        assert_eq!(desk.row.stage, Stage::Cancelled);
    })
    .await;
}

#[tokio::test]
async fn without_a_sponsor_nothing_is_published() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        bring_to(&services, ID, Place::Headquarters, State::Accepted).await;
        let form = Form::Proposal(ID.into(), Part::Publication);
        let days = [("closes_day", "15"), ("closes_month", "1"), ("closes_year", "2027")];
        let days =
            model::form::Fields(days.map(|(field, text)| (field.to_owned(), text.to_owned())).to_vec());
        let edition = file(&services, "jpo", ID).await.edition;
        let save = Save::posted(form, 0, days);
        let refused = services.publish_proposal(&actor("jpo"), save, edition, &route::words).await;
        assert_eq!(problem(refused, "sponsor"), Some(Problem::Incomplete));
    })
    .await;
}

#[tokio::test]
async fn to_whom_a_proposal_comes_without_a_step_is_told_once() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let waits = |letter: &Letter| matches!(letter, Letter::ProposalWaits { .. });
        let told = || async { BTreeSet::from_iter(recipients(&services, waits).await) };
        assert_eq!(told().await, BTreeSet::from(["director@example.org".to_owned()]));
        services.tell_new_deciders().await.unwrap();
        assert!(told().await.is_empty(), "knows it already");
        let leave = "UPDATE office SET leave_from = $1, leave_until = NULL WHERE id = 'hq'";
        services.db.execute(leave, args![services.clock.today().to_string()]).await.unwrap();
        services.tell_new_deciders().await.unwrap();
        services.tell_new_deciders().await.unwrap();
        assert_eq!(told().await, BTreeSet::from(["alternate@example.org".to_owned()]));
        services.db.execute("UPDATE office SET leave_from = NULL", args![]).await.unwrap();
        services.tell_new_deciders().await.unwrap();
        assert!(told().await.is_empty(), "the director has not forgotten it");
        take(&services, "director", ID, Action::Endorse).await.unwrap();
        assert_eq!(
            told().await,
            BTreeSet::from(["jpo2@example.org".to_owned(), "jpo@example.org".to_owned()])
        );
        let role = "INSERT INTO account_role (account, role) VALUES ('hrd', 'jpo-unit')";
        services.db.execute(role, args![]).await.unwrap();
        services.tell_new_deciders().await.unwrap();
        assert_eq!(told().await, BTreeSet::from(["hrd@example.org".to_owned()]));
        for action in [Action::Accept, Action::Publish] {
            take(&services, "jpo", ID, action).await.unwrap();
        }
        told().await;
        services.tell_new_deciders().await.unwrap();
        assert!(told().await.is_empty(), "what is published waits for nobody");
    })
    .await;
}

#[tokio::test]
async fn who_waits_too_long_is_reminded_once_a_week() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let overdue = |letter: &Letter| matches!(letter, Letter::ProposalOverdue { .. });
        let reminders = || recipients(&services, overdue);
        services.remind_of_proposals().await.unwrap();
        assert!(reminders().await.is_empty(), "not yet");
        services.clock.forward(8 * DAY);
        services.remind_of_proposals().await.unwrap();
        services.remind_of_proposals().await.unwrap();
        assert_eq!(reminders().await, ["director@example.org"]);
        assert!(file(&services, "manager", ID).await.row.overdue);
        services.clock.forward(8 * DAY);
        services.remind_of_proposals().await.unwrap();
        assert_eq!(reminders().await.len(), 1, "another one");
    })
    .await;
}

#[tokio::test]
async fn the_unit_sees_and_orders_all_others_their_own() {
    on_both(|services| async move {
        organisation(&services).await;
        for (n, place, title) in
            [(1, Place::Headquarters, "Wages"), (2, Place::Field, "Children"), (3, Place::Field, "Zebra")]
        {
            let mut draft = complete(place);
            draft.set("title", title.into());
            draft.set("sponsor", if n == 2 { "FI".into() } else { "JP".into() });
            begin(&services, &id(n), draft).await;
            if n < 3 {
                step(&services, "manager", &id(n), Action::Submit).await.unwrap();
            }
        }
        let titles = |name: &'static str, sought: Sought| {
            let services = services.clone();
            async move {
                let desk = services.proposals(&actor(name), &sought, Lang::En).await.unwrap();
                desk.rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
            }
        };
        let by_title = Sought { order: Some(Order::Title), ..Sought::default() };
        assert_eq!(titles("jpo", by_title.clone()).await, ["Children", "Wages"], "a draft is its writers'");
        assert_eq!(titles("manager", by_title.clone()).await, ["Children", "Wages", "Zebra"]);
        assert_eq!(titles("partner", by_title.clone()).await, ["Children"]);
        assert_eq!(titles("stranger", by_title.clone()).await, <[&str; 0]>::default());
        let narrowed = |sought: Sought| titles("jpo", sought);
        assert_eq!(
            narrowed(Sought { sponsor: model::country::Country::parse("FI"), ..by_title.clone() }).await,
            ["Children"]
        );
        assert_eq!(
            narrowed(Sought { region: Some(model::vacancy::Region::Africa), ..by_title.clone() }).await,
            ["Children"]
        );
        assert_eq!(narrowed(Sought { office: "hq".into(), ..by_title.clone() }).await, ["Wages"]);
        assert_eq!(narrowed(Sought { words: "WAG".into(), ..by_title.clone() }).await, ["Wages"]);
        assert_eq!(
            narrowed(Sought { state: Some(State::Accepted), ..by_title.clone() }).await,
            <[&str; 0]>::default()
        );
        for order in Order::ALL {
            assert_eq!(
                narrowed(Sought { order: Some(*order), ..Sought::default() }).await.len(),
                2,
                "{order}"
            );
        }
        let refused = services.proposal_rows(&actor("manager"), &by_title, Lang::En).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn a_call_is_open_to_its_last_day_and_one_for_each_country() {
    on_both(|services| async move {
        organisation(&services).await;
        let call = |n: usize, day: &str| {
            let pairs = [
                ("sponsor", "FI"),
                ("deadline_day", day),
                ("deadline_month", "12"),
                ("deadline_year", "2026"),
            ];
            let fields =
                model::form::Fields(pairs.map(|(field, text)| (field.to_owned(), text.to_owned())).to_vec());
            Save::posted(Form::Call(id(n)), 0, fields)
        };
        assert!(matches!(services.open_call(&actor("manager"), call(1, "1")).await, Err(Error::Forbidden)));
        services.open_call(&actor("jpo"), call(1, "1")).await.unwrap();
        let taken = services.open_call(&actor("jpo"), call(2, "2")).await;
        assert_eq!(problem(taken, "sponsor"), Some(Problem::Taken));
        let mut draft = complete(Place::Headquarters);
        draft.set("sponsor", "FI".into());
        begin(&services, ID, draft.clone()).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let calls = services.proposal_calls(&actor("manager")).await.unwrap();
        assert_eq!((calls.len(), calls[0].proposals, calls[0].open), (1, 1, true));
        services.clock.forward(DAY);
        services.close_call(&actor("jpo"), &id(1)).await.unwrap();
        services.close_call(&actor("jpo"), &id(1)).await.unwrap();
        assert_eq!(audited(&services, "proposal-call.close").await, 1);
        services.clock.forward(DAY);
        begin(&services, &id(5), draft).await;
        step(&services, "manager", &id(5), Action::Submit).await.unwrap();
        assert!(file(&services, "jpo", &id(5)).await.row.late);
        assert!(!file(&services, "jpo", ID).await.row.late);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_refused_takes_no_other_away() {
    on_both(|services| async move {
        organisation(&services).await;
        for id in [id(1), id(2)] {
            begin(&services, &id, complete(Place::Headquarters)).await;
            bring_to(&services, &id, Place::Headquarters, State::Received).await;
        }
        let number = [("post_number", "12")];
        decide_on(&services, "jpo", &id(1), Action::Accept, 1, &number).await.unwrap();
        decide_on(&services, "jpo", &id(2), Action::Accept, 1, &[("post_number", "13")]).await.unwrap();
        decide_on(&services, "jpo", &id(1), Action::Return, 1, &[]).await.unwrap();
        for (name, action) in [("manager", Action::Submit), ("director", Action::Endorse)] {
            take(&services, name, &id(1), action).await.unwrap();
        }
        let version = file(&services, "jpo", &id(1)).await.version;
        let taken =
            decide_on(&services, "jpo", &id(1), Action::Accept, version, &[("post_number", "13")]).await;
        assert_eq!(problem(taken, "post_number"), Some(Problem::Taken));
        let row = services.db.row("SELECT number FROM post_number WHERE proposal = $1", args![id(1)]).await;
        assert_eq!(row.unwrap().unwrap().int("number").unwrap(), 12);
    })
    .await;
}

#[tokio::test]
async fn a_list_has_what_the_person_can_open_and_nothing_else() {
    on_both(|services| async move {
        organisation(&services).await;
        let mut ids = Vec::new();
        for (n, place) in Place::ALL.iter().enumerate() {
            for (m, state) in State::ALL.iter().enumerate() {
                if (*state, *place) == (State::Endorsed, Place::Headquarters) {
                    continue;
                }
                let id = id(100 + 20 * n + m);
                services.db.execute("DELETE FROM post_number", args![]).await.unwrap();
                begin(&services, &id, complete(*place)).await;
                bring_to(&services, &id, *place, *state).await;
                ids.push(id);
            }
        }
        for (name, _) in route::PEOPLE {
            let mut opened = BTreeSet::new();
            for id in &ids {
                if services.proposal_file(&actor(name), id, Lang::En).await.is_ok() {
                    opened.insert(id.clone());
                }
            }
            let desk = services.proposals(&actor(name), &Sought::default(), Lang::En).await.unwrap();
            let listed: BTreeSet<String> = desk.rows.into_iter().map(|row| row.id).collect();
            assert_eq!(listed, opened, "{name}");
        }
    })
    .await;
}
