//! Proposals on their route: each step taken by whose turn it is, on the text that was read; refused to everybody else.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;
#[path = "common/route.rs"]
mod route;

use common::{DAY, on_both};
use model::{
    account::Role,
    choice::Choice,
    form::{Form, Outcome, Save},
    language::Lang,
    organisation::Place,
    problem::Problem,
    proposal::{
        Action, Hand, State,
        desk::{Hindrance, Order, Sought},
        draft::{Part, ProposalDraft},
        versions::Fate,
    },
    vacancy::{life::Stage, slug},
};
use people::{audited, mails, problem};
use route::{
    ID, actor, begin, bring_to, complete, decide, decide_on, file, organisation, publish, put, revoke, state,
    step, take, write,
};
use services::{Error, args, outbox::Letter, proposal::Start};
use std::collections::BTreeSet;

/// Who has which hand, in [`route::PEOPLE`].
fn holder(hand: Hand) -> &'static str {
    match hand {
        Hand::Author => "manager",
        Hand::Director => "director",
        Hand::HrPartner => "partner",
        Hand::JpoUnit => "jpo",
    }
}

fn id(n: usize) -> String {
    format!("019ab000-0000-7000-8000-{n:012}")
}

#[tokio::test]
async fn every_step_is_taken_by_whose_it_is_and_refused_to_all_others() {
    on_both(|services| async move {
        organisation(&services).await;
        let mut n = 10;
        for place in Place::ALL {
            for from in State::ALL {
                if *from == State::Endorsed && *place == Place::Headquarters {
                    continue;
                }
                let there = id(n);
                n += 1;
                begin(&services, &there, complete(*place)).await;
                bring_to(&services, &there, *place, *from).await;
                for hand in Hand::ALL {
                    let name = holder(*hand);
                    let offered = match services.proposal_file(&actor(name), &there, Lang::En).await {
                        Ok(file) => file.actions,
                        Err(error) => {
                            assert!(matches!(error, Error::NotFound), "{from} {name}: {error}");
                            Vec::new()
                        }
                    };
                    for action in Action::ALL {
                        let leads = from.after(*hand, *action, *place);
                        // A text that waits and has not changed is not submitted again.
                        let unchanged =
                            *action == Action::Submit && from.days().is_some() && *from != State::Returned;
                        let leads = leads.filter(|_| !unchanged);
                        assert_eq!(
                            offered.contains(action),
                            leads.is_some(),
                            "{place} {from} {name} {action}"
                        );
                        if leads.is_none() {
                            let before = audits(&services).await;
                            // Who has just done it is told that it is done.
                            let _ = take(&services, name, &there, *action).await;
                            assert_eq!(audits(&services).await, before, "{place} {from} {name} {action}");
                            assert_eq!(
                                state_of(&services, &there).await,
                                *from,
                                "{place} {from} {name} {action}"
                            );
                        }
                    }
                }
                // The strangers to it see nothing of it, and can do nothing.
                for name in ["stranger", "stranger-director", "stranger-partner"] {
                    let seen = services.proposal_file(&actor(name), &there, Lang::En).await;
                    assert!(matches!(seen, Err(Error::NotFound)), "{from} {name}");
                    for action in Action::ALL {
                        assert!(
                            take(&services, name, &there, *action).await.is_err(),
                            "{from} {name} {action}"
                        );
                    }
                }
                // And what may be done is done, each on a proposal of its own.
                for hand in Hand::ALL {
                    for action in from.actions(*hand, *place) {
                        if action == Action::Submit && !matches!(from, State::Draft | State::Returned) {
                            continue;
                        }
                        let other = id(n);
                        n += 1;
                        begin(&services, &other, complete(*place)).await;
                        bring_to_without_number(&services, &other, *place, *from, n).await;
                        let said: &[(&str, &str)] = &[("post_number", &n.to_string())];
                        let done = match action {
                            Action::Accept => {
                                let version = file(&services, "jpo", &other).await.version;
                                decide_on(&services, holder(*hand), &other, action, version, said).await
                            }
                            action => take(&services, holder(*hand), &other, action).await,
                        };
                        done.unwrap_or_else(|error| panic!("{place} {from} {action}: {error}"));
                        assert_eq!(
                            Some(state_of(&services, &other).await),
                            from.after(*hand, action, *place)
                        );
                    }
                }
                // Its number is free for the next.
                services.db.execute("DELETE FROM post_number", args![]).await.unwrap();
            }
        }
    })
    .await;
}

/// As [`bring_to`], where the usual number is given already.
async fn bring_to_without_number(
    services: &services::Services,
    id: &str,
    place: Place,
    to: State,
    _n: usize,
) {
    services.db.execute("DELETE FROM post_number", args![]).await.unwrap();
    bring_to(services, id, place, to).await;
}

/// How many steps were ever taken.
async fn audits(services: &services::Services) -> i64 {
    let row = services.db.row("SELECT COUNT(*) AS n FROM proposal_step", args![]).await.unwrap();
    row.unwrap().int("n").unwrap()
}

async fn state_of(services: &services::Services, id: &str) -> State {
    let row = services.db.row("SELECT state FROM proposal WHERE id = $1", args![id]).await.unwrap().unwrap();
    State::parse(&row.text("state").unwrap()).unwrap()
}

#[tokio::test]
async fn a_field_post_goes_the_whole_way_and_everybody_is_told_in_turn() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Field)).await;
        bring_to(&services, ID, Place::Field, State::Published).await;
        let file = file(&services, "manager", ID).await;
        let done: Vec<Action> = file.record.iter().rev().map(|done| done.action).collect();
        assert_eq!(done, [Action::Submit, Action::Endorse, Action::Approve, Action::Accept, Action::Publish]);
        assert_eq!(file.row.number, Some(2131));
        // The vacancy is there, for the sponsor's nationals, and each knows the other.
        let desk = services.vacancy_file(&actor("hrd"), &file.vacancy, Lang::En).await.unwrap();
        assert_eq!((desk.row.number.as_str(), desk.row.stage), ("JPO/NAIROBI/P2/2026/01", Stage::Published));
        assert_eq!(file.row.slug, slug(&desk.row.number));
        assert_eq!(
            services.proposal_of_vacancy(&actor("hrd"), &file.vacancy).await.unwrap().as_deref(),
            Some(ID)
        );
        let body =
            services.db.row("SELECT body FROM vacancy WHERE id = $1", args![&file.vacancy]).await.unwrap();
        let vacancy: model::vacancy::Vacancy = body.unwrap().json("body").unwrap();
        assert_eq!(vacancy.open_to.iter().map(|country| country.code()).collect::<Vec<_>>(), ["FI"]);
        let told: Vec<(String, bool)> = mails(&services)
            .await
            .into_iter()
            .filter_map(|(recipient, letter)| match letter {
                Letter::ProposalWaits { .. } => Some((recipient, true)),
                Letter::ProposalDecided { .. } => Some((recipient, false)),
                _ => None,
            })
            .collect();
        let told = |name: &str, waits: bool| {
            told.iter().filter(|(to, what)| *to == format!("{name}@example.org") && *what == waits).count()
        };
        assert_eq!(
            [told("director", true), told("partner", true), told("jpo", true), told("jpo2", true)],
            [1, 1, 1, 2]
        );
        assert_eq!(told("manager", false), 4, "endorsed, approved, accepted, published");
        assert_eq!(told("alternate", true), 0, "the director is there");
        for action in
            ["proposal.submit", "proposal.endorse", "proposal.approve", "proposal.accept", "proposal.publish"]
        {
            assert_eq!(audited(&services, action).await, 1, "{action}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_decision_is_taken_on_the_version_that_was_read() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let read = services.proposal_text(&actor("director"), ID, None).await.unwrap().version;
        assert_eq!(read, 1);
        // Meanwhile the supervisor submits another text, of which the director's page knows nothing.
        write(&services, "manager", ID, Part::Introduction, &[("introduction", "It counts better.")])
            .await
            .unwrap();
        let unsubmitted = services.proposal_text(&actor("director"), ID, None).await.unwrap();
        assert_eq!(
            unsubmitted.draft.get("introduction"),
            "The office counts.",
            "what is typed is the writers'"
        );
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let said = &[("comment", "Well written.")];
        let refused = decide_on(&services, "director", ID, Action::Endorse, read, said).await;
        assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
        assert_eq!(state(&services, ID).await, State::Submitted);
        let kept = services.open_form(&actor("director"), &Form::Review(ID.into())).await.unwrap();
        assert_eq!(kept.saved.fields.get("comment"), "Well written.", "nothing is lost");
        let compared = services.compare_proposal(&actor("director"), ID, None, None).await.unwrap();
        assert_eq!((compared.from, compared.to, compared.differences.len()), (1, 2, 1));
        let added = |(fate, text): &(Fate, String)| *fate == Fate::Added && text.contains("better");
        assert!(compared.differences[0].pieces.iter().any(added), "{compared:?}");
        decide_on(&services, "director", ID, Action::Endorse, 2, said).await.unwrap();
        // Pressed twice: done once.
        decide_on(&services, "director", ID, Action::Endorse, 2, said).await.unwrap();
        assert_eq!(audited(&services, "proposal.endorse").await, 1);
        assert_eq!(state(&services, ID).await, State::Received);
    })
    .await;
}

#[tokio::test]
async fn two_who_decide_at_once_decide_once() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
        bring_to(&services, ID, Place::Headquarters, State::Received).await;
        let decision = |action: Action| {
            let pairs = [
                ("decision", action.slug()),
                ("comment", "So."),
                ("post_number", "7"),
                ("issue_month", "1"),
                ("issue_year", "2027"),
            ];
            let fields =
                model::form::Fields(pairs.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec());
            Save::posted(Form::Review(ID.into()), 0, fields)
        };
        let (jpo, jpo2) = (actor("jpo"), actor("jpo2"));
        let (one, two) = tokio::join!(
            services.decide_proposal(&jpo, decision(Action::Accept), 1, State::Received),
            services.decide_proposal(&jpo2, decision(Action::Decline), 1, State::Received)
        );
        assert_eq!([one.is_ok(), two.is_ok()].into_iter().filter(|ok| *ok).count(), 1, "{one:?} {two:?}");
        assert_eq!(file(&services, "manager", ID).await.record.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn nobody_decides_on_what_they_wrote() {
    on_both(|services| async move {
        organisation(&services).await;
        // The director belongs to the office as well, and takes part in the writing.
        let grant = "INSERT INTO account_role (account, role) VALUES ('director', 'manager')";
        services.db.execute(grant, args![]).await.unwrap();
        put(&services, "hq", "member", "director").await;
        begin(&services, ID, complete(Place::Headquarters)).await;
        let mut director = actor("director");
        director.viewer.as_mut().unwrap().roles.push(Role::Manager);
        let form = Form::Proposal(ID.into(), Part::Introduction);
        let opened = services.open_form(&director, &form).await.unwrap();
        let mut fields = opened.saved.fields;
        fields.0 = vec![("introduction".into(), "We count.".into())];
        services.post_draft(&director, Save::posted(form, opened.saved.version, fields), true).await.unwrap();
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        assert!(file(&services, "director", ID).await.actions.iter().all(|action| !action.is_decision()));
        assert!(decide(&services, "director", ID, Action::Endorse).await.is_err());
        assert_eq!(file(&services, "manager", ID).await.turn, ["alternate Example"]);
        decide(&services, "alternate", ID, Action::Endorse).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_alternate_decides_while_the_director_is_on_leave_and_not_otherwise() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        assert!(decide(&services, "alternate", ID, Action::Endorse).await.is_err());
        let leave = "UPDATE office SET leave_from = '2026-01-01' WHERE id = 'hq'";
        services.db.execute(leave, args![]).await.unwrap();
        assert!(decide(&services, "director", ID, Action::Endorse).await.is_err());
        let turns = services.staff_turns(&actor("alternate"), Lang::En).await.unwrap();
        assert_eq!(turns.iter().map(|turn| turn.row.id.as_str()).collect::<Vec<_>>(), [ID]);
        assert!(services.staff_turns(&actor("director"), Lang::En).await.unwrap().is_empty());
        decide(&services, "alternate", ID, Action::Endorse).await.unwrap();
    })
    .await;
}

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
async fn a_role_that_is_revoked_in_the_middle_counts_at_once() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let form = Form::Review(ID.into());
        let typed =
            Save::posted(form.clone(), 0, model::form::Fields(vec![("comment".into(), "Good.".into())]));
        assert!(matches!(services.save_draft(&actor("director"), typed).await, Ok(Outcome::Saved { .. })));
        revoke(&services, "director", Role::Director).await;
        let refused =
            decide_on(&services, "director", ID, Action::Endorse, 1, &[("comment", "Very good.")]).await;
        assert!(matches!(refused, Err(Error::Gone | Error::Conflict)), "{refused:?}");
        assert_eq!(state(&services, ID).await, State::Submitted);
        let left = services.left_texts(&actor("director"), &form).await.unwrap();
        assert!(left.iter().any(|fields| fields.get("comment") == "Very good."), "{left:?}");
        // The alternate takes the place; with nobody left, it is said that nobody is there.
        assert_eq!(file(&services, "manager", ID).await.turn, ["alternate Example"]);
        revoke(&services, "alternate", Role::Director).await;
        let seen = file(&services, "manager", ID).await;
        assert!(seen.turn.is_empty() && seen.row.stuck);
        // A supervisor who is none any more writes no more.
        revoke(&services, "manager", Role::Manager).await;
        let refused = write(&services, "manager", ID, Part::Introduction, &[("introduction", "Late.")]).await;
        assert!(refused.is_err());
        assert_eq!(file(&services, "colleague", ID).await.hands, [Hand::Author]);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_returned_while_it_is_written_is_not_lost() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
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
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
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
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
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
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
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
async fn who_waits_too_long_is_reminded_once_a_week() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
        step(&services, "manager", ID, Action::Submit).await.unwrap();
        let reminders = || async {
            let overdue = |letter: &Letter| matches!(letter, Letter::ProposalOverdue { .. });
            let all = mails(&services).await.into_iter();
            all.filter(|(_, letter)| overdue(letter)).map(|(recipient, _)| recipient).collect::<Vec<_>>()
        };
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
        let calls = services.proposal_calls(&actor("manager"), Lang::En).await.unwrap();
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
async fn what_was_typed_after_it_was_submitted_is_neither_published_nor_lost() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
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
async fn who_only_submits_it_does_not_decide_on_it_either() {
    on_both(|services| async move {
        organisation(&services).await;
        let grant =
            "INSERT INTO account_role (account, role) VALUES ('partner', 'manager'), ('director', 'manager')";
        services.db.execute(grant, args![]).await.unwrap();
        for name in ["partner", "director"] {
            put(&services, "field", "member", name).await;
        }
        begin(&services, ID, complete(Place::Field)).await;
        let submit = async |name: &str, id: &str| {
            let mut submitter = actor(name);
            submitter.viewer.as_mut().unwrap().roles.push(Role::Manager);
            let edition = services.proposal_file(&submitter, id, Lang::En).await.unwrap().edition;
            services.take_proposal_step(&submitter, id, Action::Submit, edition).await
        };
        // With the only HR partner among its writers, nobody could approve it.
        assert_eq!(problem(submit("partner", ID).await, "no-partner"), Some(Problem::Incomplete));
        // In the place of a director who submits it, the alternate decides.
        submit("director", ID).await.unwrap();
        assert!(decide(&services, "director", ID, Action::Endorse).await.is_err());
        assert_eq!(file(&services, "manager", ID).await.turn, ["alternate Example"]);
        decide(&services, "alternate", ID, Action::Endorse).await.unwrap();
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
async fn who_has_left_the_office_has_left_its_proposals() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
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
        assert_eq!(file(&services, "colleague", ID).await.hands, [Hand::Author]);
    })
    .await;
}

#[tokio::test]
async fn who_saves_what_stood_there_has_written_nothing() {
    on_both(|services| async move {
        organisation(&services).await;
        begin(&services, ID, complete(Place::Headquarters)).await;
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
