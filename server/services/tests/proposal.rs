//! Proposals on their route: each step taken by whose turn it is, on the text that was read; refused to everybody else.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;
#[path = "common/route.rs"]
mod route;

use common::on_both;
use model::{
    account::Role,
    choice::Choice,
    form::{Form, Outcome, Save},
    language::Lang,
    organisation::Place,
    problem::Problem,
    proposal::{Action, Hand, State, draft::Part, versions::Fate},
    vacancy::{life::Stage, slug},
};
use people::{audited, mails, problem};
use route::{
    ID, actor, begin, begun, bring_to, complete, decide, decide_on, file, id, organisation, put, revoke,
    state, step, take, write,
};
use services::{Error, args, outbox::Letter};

/// Who has which hand, in [`route::PEOPLE`].
fn holder(hand: Hand) -> &'static str {
    match hand {
        Hand::Author => "manager",
        Hand::Director => "director",
        Hand::HrPartner => "partner",
        Hand::JpoUnit => "jpo",
    }
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
                        // The usual number is given already.
                        services.db.execute("DELETE FROM post_number", args![]).await.unwrap();
                        bring_to(&services, &other, *place, *from).await;
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
        begun(&services, Place::Field).await;
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
        begun(&services, Place::Headquarters).await;
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
        begun(&services, Place::Headquarters).await;
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
        begun(&services, Place::Headquarters).await;
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
async fn a_role_that_is_revoked_in_the_middle_counts_at_once() {
    on_both(|services| async move {
        begun(&services, Place::Headquarters).await;
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
        assert!(!file(&services, "colleague", ID).await.parts.is_empty(), "a colleague writes on");
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
