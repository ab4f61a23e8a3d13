//! The organisation: kept by administrators alone, on the edition that was seen; counted as roles and accounts stand now; taken from a
//! file whole or not at all.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;

use common::{DAY, on_both};
use model::{
    account::Role,
    draft::Draft,
    email::Email,
    language::Lang,
    organisation::{Lack, OfficeDraft, PartnersDraft, Place},
    problem::{Problem, Problems},
    vacancy::Region,
};
use people::{PASSWORD, audited, holder, problem, sign_in, staff};
use serde_json::{Value, json};
use services::{Actor, Error, Services, args, import::ImportError};

const DIRECTOR: &str = "director@example.org";
const OTHER: &str = "other@example.org";
const MANAGER: &str = "manager@example.org";
const PARTNER: &str = "partner@example.org";

fn email(address: &str) -> Email {
    Email::parse(address).unwrap()
}

async fn official(services: &Services, address: &str, role: Role) -> Actor {
    services.create_account(&Actor::operator(), &staff(address, &[role], Some(PASSWORD))).await.unwrap();
    holder(services, &sign_in(services, address, PASSWORD).await.unwrap()).await
}

/// Two directors, a manager, an HR partner, and the administrator, whom this gives.
async fn people(services: &Services) -> Actor {
    for (address, role) in [
        (DIRECTOR, Role::Director),
        (OTHER, Role::Director),
        (MANAGER, Role::Manager),
        (PARTNER, Role::HrPartner),
    ] {
        services.create_account(&Actor::operator(), &staff(address, &[role], Some(PASSWORD))).await.unwrap();
    }
    official(services, "administrator@example.org", Role::Administrator).await
}

fn draft(code: &str) -> OfficeDraft {
    OfficeDraft::of([
        ("code", code),
        ("name_en", "Standards"),
        ("name_fr", "Normes"),
        ("name_es", "Normas"),
        ("place", "headquarters"),
        ("city", "Geneva"),
        ("country", "CH"),
        ("units", "Equality\nFreedom of Association"),
        ("director", DIRECTOR),
        ("members", MANAGER),
    ])
}

fn field_office(code: &str) -> OfficeDraft {
    OfficeDraft {
        place: "field".into(),
        region: "africa".into(),
        city: "Abidjan".into(),
        country: "CI".into(),
        name_en: "Africa".into(),
        ..draft(code)
    }
}

async fn add(services: &Services, admin: &Actor, draft: &OfficeDraft) -> String {
    let id = services.new_office(admin).unwrap();
    services.add_office(admin, &id, draft).await.unwrap();
    id
}

async fn change(services: &Services, admin: &Actor, id: &str, draft: &OfficeDraft) -> Result<(), Error> {
    let base = services.office_to_change(admin, id).await.unwrap().edition;
    services.change_office(admin, id, base, draft).await
}

async fn lacks(services: &Services, admin: &Actor, id: &str) -> Vec<Lack> {
    services.office_to_change(admin, id).await.unwrap().lacks
}

/// What the audit says of a change, the latest last.
async fn told(services: &Services, subject: &str) -> Vec<(String, String, String)> {
    let sql = "SELECT action, before, after FROM audit WHERE subject = $1 ORDER BY id";
    let rows = services.db.rows(sql, args![subject]).await.unwrap();
    let told = |row: &services::db::Row| {
        (row.text("action").unwrap(), row.text("before").unwrap(), row.text("after").unwrap())
    };
    rows.iter().map(told).collect()
}

#[tokio::test]
async fn an_office_is_added_once_under_a_code_of_its_own() {
    on_both(|services| async move {
        let admin = people(&services).await;
        let id = services.new_office(&admin).unwrap();
        for _ in 0..2 {
            services.add_office(&admin, &id, &draft("NORMES")).await.unwrap();
        }
        assert_eq!(audited(&services, "office.add").await, 1, "pressing twice adds one");
        let another = services.new_office(&admin).unwrap();
        let taken = services.add_office(&admin, &another, &draft("normes")).await;
        assert_eq!(problem(taken, "code"), Some(Problem::Taken));
        let other = add(&services, &admin, &field_office("RO-AFRICA")).await;
        assert_eq!(
            problem(change(&services, &admin, &other, &draft("Normes")).await, "code"),
            Some(Problem::Taken)
        );
        let no_id = services.add_office(&admin, "not an id", &draft("X")).await;
        assert!(matches!(no_id, Err(Error::NotFound)), "{no_id:?}");

        let kept = services.office_to_change(&admin, &id).await.unwrap();
        let again: OfficeDraft = kept.fields.draft();
        assert_eq!(
            (again.units.as_str(), again.members.as_str()),
            ("Equality\nFreedom of Association", MANAGER)
        );
        let rows = services.organisation(&admin, "", Lang::Fr).await.unwrap();
        let codes: Vec<&str> = rows.iter().map(|row| row.office.code.as_str()).collect();
        assert_eq!(codes, ["NORMES", "RO-AFRICA"]);
        assert_eq!((rows[0].office.name.as_str(), rows[0].members), ("Normes", 1));
        assert_eq!(rows[0].director.as_ref().map(|person| person.name.as_str()), Some("Bo Berg"));
        for (words, found) in [("abidjan", 1), ("freedom geneva", 1), ("berg", 2), ("lima", 0)] {
            assert_eq!(services.organisation(&admin, words, Lang::En).await.unwrap().len(), found, "{words}");
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_but_an_administrator_keeps_the_organisation() {
    on_both(|services| async move {
        let admin = people(&services).await;
        let id = add(&services, &admin, &draft("NORMES")).await;
        let director = holder(&services, &sign_in(&services, DIRECTOR, PASSWORD).await.unwrap()).await;
        for actor in [&director, &Actor::default()] {
            let refused = [
                services.new_office(actor).err(),
                services.add_office(actor, &id, &draft("X")).await.err(),
                services.change_office(actor, &id, 1, &draft("X")).await.err(),
                services.office_to_change(actor, &id).await.err(),
                services.organisation(actor, "", Lang::En).await.err(),
                services.partners_to_change(actor).await.err(),
                services.change_partners(actor, 1, &PartnersDraft::default()).await.err(),
            ];
            for error in refused {
                assert!(matches!(error, Some(Error::Forbidden | Error::SignedOut)), "{error:?}");
            }
            let import = services.import_organisation(actor, "{}", true).await;
            assert!(
                matches!(import, Err(ImportError::Failed(Error::Forbidden | Error::SignedOut))),
                "{import:?}"
            );
        }
        let missing = services.change_office(&admin, "none", 1, &draft("X")).await;
        assert!(matches!(missing, Err(Error::NotFound)), "{missing:?}");
    })
    .await;
}

#[tokio::test]
async fn who_stands_somewhere_has_an_account_in_use_and_the_role() {
    on_both(|services| async move {
        let admin = people(&services).await;
        services
            .create_account(&Actor::operator(), &staff("gone@example.org", &[Role::Director], None))
            .await
            .unwrap();
        services.set_account_enabled(&Actor::operator(), &email("gone@example.org"), false).await.unwrap();
        let typed = OfficeDraft {
            director: MANAGER.into(),
            alternate: "gone@example.org".into(),
            members: format!("{MANAGER}\nnobody@example.org\n{DIRECTOR}"),
            ..draft("NORMES")
        };
        let id = services.new_office(&admin).unwrap();
        let Err(Error::Invalid(Problems(found))) = services.add_office(&admin, &id, &typed).await else {
            panic!("not refused")
        };
        let found: Vec<_> = found.into_iter().map(|wrong| (wrong.field, wrong.problem)).collect();
        let without = |address: &str, role| Problem::WithoutRole { address: address.into(), role };
        let unknown = |address: &str| Problem::NoAccount { address: address.into() };
        assert_eq!(
            found,
            [
                ("director".to_owned(), without(MANAGER, Role::Director)),
                ("alternate".to_owned(), unknown("gone@example.org")),
                ("members".to_owned(), unknown("nobody@example.org")),
                ("members".to_owned(), without(DIRECTOR, Role::Manager)),
            ]
        );
        let partners = PartnersDraft { africa: DIRECTOR.into(), ..PartnersDraft::default() };
        let refused = services.change_partners(&admin, 1, &partners).await;
        assert_eq!(problem(refused, "africa"), Some(without(DIRECTOR, Role::HrPartner)));
    })
    .await;
}

#[tokio::test]
async fn a_change_counts_on_the_edition_that_was_seen_and_is_audited_without_addresses() {
    on_both(|services| async move {
        let admin = people(&services).await;
        let id = add(&services, &admin, &draft("NORMES")).await;
        let seen = services.office_to_change(&admin, &id).await.unwrap().edition;
        let mine = OfficeDraft { alternate: OTHER.into(), ..draft("NORMES") };
        services.change_office(&admin, &id, seen, &mine).await.unwrap();
        let late = OfficeDraft { city: "Turin".into(), ..draft("NORMES") };
        let refused = services.change_office(&admin, &id, seen, &late).await;
        assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
        let kept: OfficeDraft = services.office_to_change(&admin, &id).await.unwrap().fields.draft();
        assert_eq!((kept.city.as_str(), kept.alternate.as_str()), ("Geneva", OTHER));
        // The same once more is no change.
        change(&services, &admin, &id, &mine).await.unwrap();
        assert_eq!(services.office_to_change(&admin, &id).await.unwrap().edition, seen + 1);

        let told = told(&services, &id).await;
        let (action, before, after) = &told[1];
        assert_eq!((told.len(), action.as_str()), (2, "office.change"));
        let (before, after): (Value, Value) =
            (serde_json::from_str(before).unwrap(), serde_json::from_str(after).unwrap());
        let account = services.db.row("SELECT id FROM account WHERE email = $1", args![OTHER]).await.unwrap();
        let account = account.unwrap().text("id").unwrap();
        assert_eq!((before, after), (json!({ "alternate": null }), json!({ "alternate": account })));
        assert!(told.iter().all(|(_, before, after)| !before.contains('@') && !after.contains('@')));
    })
    .await;
}

#[tokio::test]
async fn a_role_that_is_revoked_and_an_account_that_is_disabled_leave_the_place_empty_at_once() {
    on_both(|services| async move {
        let (admin, operator) = (people(&services).await, Actor::operator());
        let id = add(&services, &admin, &field_office("RO-AFRICA")).await;
        assert_eq!(lacks(&services, &admin, &id).await, [Lack::Partner]);
        let partners = PartnersDraft { africa: PARTNER.into(), ..PartnersDraft::default() };
        services.change_partners(&admin, 1, &partners).await.unwrap();
        assert_eq!(lacks(&services, &admin, &id).await, []);

        services.revoke_role(&operator, &email(DIRECTOR), Role::Director).await.unwrap();
        assert_eq!(lacks(&services, &admin, &id).await, [Lack::Director]);
        let row = services.organisation(&admin, "", Lang::En).await.unwrap().remove(0);
        assert!(row.director.is_some_and(|person| !person.able), "the name stays in sight");
        services.grant_role(&operator, &email(DIRECTOR), Role::Director).await.unwrap();
        assert_eq!(lacks(&services, &admin, &id).await, []);
        services.set_account_enabled(&operator, &email(DIRECTOR), false).await.unwrap();
        services.set_account_enabled(&operator, &email(PARTNER), false).await.unwrap();
        assert_eq!(lacks(&services, &admin, &id).await, [Lack::Director, Lack::Partner]);
        // The account is gone: the place is vacant.
        services.db.execute("DELETE FROM account WHERE email = $1", args![MANAGER]).await.unwrap();
        services.db.execute("DELETE FROM account WHERE email = $1", args![DIRECTOR]).await.unwrap();
        let missing = [Lack::Director, Lack::Partner, Lack::Member];
        assert_eq!(lacks(&services, &admin, &id).await, missing);
        let kept: OfficeDraft = services.office_to_change(&admin, &id).await.unwrap().fields.draft();
        assert_eq!((kept.director.as_str(), kept.members.as_str()), ("", ""));
    })
    .await;
}

#[tokio::test]
async fn while_a_director_is_on_leave_somebody_must_take_the_place() {
    on_both(|services| async move {
        let admin = people(&services).await;
        // The story begins on 21 November.
        let away = OfficeDraft {
            leave_day: "22".into(),
            leave_month: "11".into(),
            leave_year: "2026".into(),
            until_day: "23".into(),
            until_month: "11".into(),
            until_year: "2026".into(),
            ..draft("NORMES")
        };
        let id = add(&services, &admin, &away).await;
        assert_eq!(lacks(&services, &admin, &id).await, []);
        services.clock.forward(2 * DAY);
        let admin =
            holder(&services, &sign_in(&services, "administrator@example.org", PASSWORD).await.unwrap())
                .await;
        assert_eq!(lacks(&services, &admin, &id).await, [Lack::Alternate], "the last day");
        assert!(services.organisation(&admin, "", Lang::En).await.unwrap()[0].on_leave);
        change(&services, &admin, &id, &OfficeDraft { alternate: OTHER.into(), ..away.clone() })
            .await
            .unwrap();
        assert_eq!(lacks(&services, &admin, &id).await, []);
        change(&services, &admin, &id, &away).await.unwrap();
        services.clock.forward(DAY);
        let admin =
            holder(&services, &sign_in(&services, "administrator@example.org", PASSWORD).await.unwrap())
                .await;
        assert_eq!(lacks(&services, &admin, &id).await, [], "back again");
    })
    .await;
}

#[tokio::test]
async fn people_see_where_they_stand_and_choose_among_open_offices() {
    on_both(|services| async move {
        let admin = people(&services).await;
        add(&services, &admin, &OfficeDraft { alternate: OTHER.into(), ..draft("NORMES") }).await;
        let field = add(&services, &admin, &field_office("RO-AFRICA")).await;
        let stat = OfficeDraft { name_fr: "Études".into(), director: String::new(), ..draft("STAT") };
        add(&services, &admin, &stat).await;
        let partners =
            PartnersDraft { africa: PARTNER.into(), americas: PARTNER.into(), ..PartnersDraft::default() };
        services.change_partners(&admin, 1, &partners).await.unwrap();
        let stale = services.change_partners(&admin, 1, &PartnersDraft::default()).await;
        assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
        assert_eq!(audited(&services, "hr-partners.change").await, 2, "a row for each region");

        let of = async |address: &str| {
            let actor = holder(&services, &sign_in(&services, address, PASSWORD).await.unwrap()).await;
            let standing = services.own_places(&actor, Lang::En).await.unwrap();
            let codes = |offices: &[model::organisation::Office]| {
                offices.iter().map(|office| office.code.clone()).collect::<Vec<_>>()
            };
            (codes(&standing.directs), codes(&standing.member_of), standing.partner_of)
        };
        assert_eq!(of(DIRECTOR).await, (vec!["NORMES".into(), "RO-AFRICA".into()], vec![], vec![]));
        assert_eq!(of(OTHER).await, (vec!["NORMES".into()], vec![], vec![]), "at any time");
        let (_, member_of, _) = of(MANAGER).await;
        assert_eq!(member_of, ["NORMES", "STAT", "RO-AFRICA"]);
        assert_eq!(of(PARTNER).await.2, [Region::Africa, Region::Americas]);
        services.revoke_role(&Actor::operator(), &email(OTHER), Role::Director).await.unwrap();
        services.grant_role(&Actor::operator(), &email(OTHER), Role::Official).await.unwrap();
        assert_eq!(of(OTHER).await, (vec![], vec![], vec![]), "without the role, nothing");

        // From tomorrow on it is closed.
        let closing = OfficeDraft {
            closed_day: "22".into(),
            closed_month: "11".into(),
            closed_year: "2026".into(),
            ..field_office("RO-AFRICA")
        };
        change(&services, &admin, &field, &closing).await.unwrap();
        assert_eq!(audited(&services, "office.close").await, 1);
        let manager = holder(&services, &sign_in(&services, MANAGER, PASSWORD).await.unwrap()).await;
        let offices = services.offices(&manager, Lang::Fr).await.unwrap();
        let names: Vec<_> = offices.iter().map(|office| (office.place, office.name.as_str())).collect();
        let expected =
            [(Place::Headquarters, "Études"), (Place::Headquarters, "Normes"), (Place::Field, "Normes")];
        assert_eq!(names, expected);
        services.clock.forward(DAY);
        let manager = holder(&services, &sign_in(&services, MANAGER, PASSWORD).await.unwrap()).await;
        assert_eq!(services.offices(&manager, Lang::Fr).await.unwrap().len(), 2);
        let (_, member_of, _) = of(MANAGER).await;
        assert_eq!(member_of, ["NORMES", "STAT"]);
        let ana = holder(&services, &people::member(&services, people::ANA).await).await;
        for refused in
            [services.offices(&ana, Lang::En).await.err(), services.own_places(&ana, Lang::En).await.err()]
        {
            assert!(matches!(refused, Some(Error::Forbidden)), "{refused:?}");
        }
    })
    .await;
}

fn file(offices: &[Value], partners: Value) -> String {
    serde_json::to_string_pretty(&json!({ "offices": offices, "partners": partners })).unwrap()
}

fn listed(code: &str) -> Value {
    json!({
        "code": code, "names": { "en": "Standards", "fr": "Normes", "es": "Normas" }, "place": "headquarters",
        "city": "Geneva", "country": "CH", "units": ["Equality"], "director": DIRECTOR, "alternate": OTHER,
        "leave": { "from": "2026-12-01", "until": "2026-12-20" }, "members": [MANAGER],
    })
}

async fn import(services: &Services, file: &str, dry_run: bool) -> Vec<String> {
    services.import_organisation(&Actor::operator(), file, dry_run).await.unwrap().lines
}

#[tokio::test]
async fn a_file_brings_the_whole_organisation_and_changes_nothing_a_second_time() {
    on_both(|services| async move {
        let admin = people(&services).await;
        let first = file(&[listed("NORMES"), listed("STAT")], json!({ "africa": [PARTNER] }));
        let lines = ["added   NORMES", "added   STAT", "changed hr-partners: africa"];
        assert_eq!(import(&services, &first, true).await, lines);
        assert!(services.organisation(&admin, "", Lang::En).await.unwrap().is_empty(), "it was only said");
        assert_eq!(audited(&services, "office.add").await, 0);
        assert_eq!(import(&services, &first, false).await, lines);
        let again = services.import_organisation(&Actor::operator(), &first, false).await.unwrap();
        assert!(again.none() && again.same == 2, "{again:?}");

        let mut changed = listed("normes");
        changed["units"] = json!(["Equality", "Maritime"]);
        changed["leave"] = Value::Null;
        let second = file(&[changed, listed("SOCPRO")], json!({}));
        let lines = [
            "changed normes: code, leave, units",
            "added   SOCPRO",
            "closed  STAT: it is not in the file",
            "changed hr-partners: africa",
        ];
        assert_eq!(import(&services, &second, false).await, lines);
        let rows = services.organisation(&admin, "", Lang::En).await.unwrap();
        let states: Vec<_> = rows.iter().map(|row| (row.office.code.as_str(), row.office.closed)).collect();
        assert_eq!(states, [("normes", false), ("SOCPRO", false), ("STAT", true)]);
        assert_eq!(audited(&services, "office.close").await, 1);
        assert!(services.import_organisation(&Actor::operator(), &second, false).await.unwrap().none());
        // It is opened again by standing in the file.
        let lines = import(&services, &first, false).await;
        assert!(lines.contains(&"changed STAT: closed_on".to_owned()), "{lines:?}");
    })
    .await;
}

#[tokio::test]
async fn a_file_with_a_fault_is_refused_whole_with_every_fault_by_line() {
    on_both(|services| async move {
        let admin = people(&services).await;
        let mut wrong = listed("STAT");
        wrong["place"] = json!("field");
        wrong["members"] = json!([MANAGER, "nobody"]);
        let mut unknown = listed("SOCPRO");
        unknown["director"] = json!("nobody@example.org");
        unknown["boss"] = json!("x");
        let refused = async |file: &str| match services
            .import_organisation(&Actor::operator(), file, false)
            .await
        {
            Err(ImportError::Refused(faults)) => faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let text = file(&[listed("NORMES"), wrong, unknown, listed("Normes")], json!({ "mars": [] }));
        let faults = refused(&text).await;
        let line = |what: &str| 1 + text[..text.find(what).unwrap()].matches('\n').count();
        assert_eq!(faults.len(), 5, "{faults:#?}");
        assert!(faults[0].contains("offices[1].region: is empty"), "{faults:#?}");
        assert!(faults[1].contains("offices[1].members: `nobody` is not an e-mail address"), "{faults:#?}");
        assert!(faults[2].starts_with(&format!("line {}: offices[2].boss", line("\"boss\""))), "{faults:#?}");
        assert!(faults[3].contains("offices[3].code: is the code of offices[0]"), "{faults:#?}");
        assert!(faults[4].contains("partners.mars: is not a region"), "{faults:#?}");

        let mut unknown = listed("SOCPRO");
        unknown["director"] = json!("nobody@example.org");
        unknown["members"] = json!([DIRECTOR]);
        let faults = refused(&file(&[listed("NORMES"), unknown], json!({ "arab-states": [MANAGER] }))).await;
        assert_eq!(faults.len(), 3, "{faults:#?}");
        assert!(
            faults[0].contains("offices[1].director: `nobody@example.org` has no account"),
            "{faults:#?}"
        );
        assert!(faults[1].contains("`director@example.org` has not the role manager"), "{faults:#?}");
        assert!(
            faults[2].contains("partners.arab-states: `manager@example.org` has not the role hr-partner")
        );
        assert!(services.organisation(&admin, "", Lang::En).await.unwrap().is_empty(), "nothing half done");
        let refused = refused("{\"offices\": []").await;
        assert!(refused[0].contains("docs/organisation.md"), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn of_two_who_add_or_change_at_once_one_is_told() {
    on_both(|services| async move {
        let admin = people(&services).await;
        let (one, two) = (services.new_office(&admin).unwrap(), services.new_office(&admin).unwrap());
        let (normes, same) = (draft("NORMES"), draft("NORMES"));
        let (first, second) = tokio::join!(
            services.add_office(&admin, &one, &normes),
            services.add_office(&admin, &two, &same)
        );
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1, "{first:?} {second:?}");
        let id = if first.is_ok() { one } else { two };
        let (turin, lima) = (
            OfficeDraft { city: "Turin".into(), ..draft("NORMES") },
            OfficeDraft { city: "Lima".into(), ..draft("NORMES") },
        );
        let (first, second) = tokio::join!(
            services.change_office(&admin, &id, 1, &turin),
            services.change_office(&admin, &id, 1, &lima)
        );
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1, "{first:?} {second:?}");
        let conflict = matches!(first, Err(Error::Conflict)) || matches!(second, Err(Error::Conflict));
        assert!(conflict, "{first:?} {second:?}");
    })
    .await;
}
