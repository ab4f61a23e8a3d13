//! All that is kept about a person: handed over, and erased, with nothing forgotten.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "common/applicant.rs"]
mod applicant;
mod common;
#[path = "common/people.rs"]
mod people;

use applicant::{MARK, apply, fill_profile, filled, vacancy};
use common::{DAY, HOUR, MINUTE, on_both};
use cv::{Found, Item, Leftover};
use jiff::civil::date;
use model::{
    account::{DetailsDraft, Role},
    alert::AlertDraft,
    deletion::{Affected, Deletion, Fate},
    draft::Draft,
    form::{Fields, Form, Save},
    language::Lang,
    problem::{Problem, Problems},
    profile::Section,
    vacancy::slug,
};
use people::*;
use services::{
    Actor, Db, Error, Services, args, draft,
    erasure::CHUNK,
    outbox::{KeptApplication, Letter},
    own_data::{Holds, TABLES},
};
use std::collections::BTreeSet;

const EMAIL: &str = "zq7marker@example.org";
const NEW_EMAIL: &str = "zq7marker.new@example.org";
const OPEN: &str = "DC/OPEN/2026/01";
const CLOSED: &str = "DC/CLOSED/2026/02";
const OVER: &str = "DC/OVER/2026/03";

/// The texts of a statement's only column, `text`.
async fn texts(services: &Services, sql: String) -> Vec<String> {
    // A test names tables as it finds them.
    let rows = services.db.rows(Box::leak(sql.into_boxed_str()), args![]).await.unwrap();
    rows.iter().filter_map(|row| row.optional_text("text").unwrap()).collect()
}

async fn tables(services: &Services) -> Vec<String> {
    let sql = match services.db {
        Db::Sqlite { .. } => {
            "SELECT name AS text FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        }
        Db::Postgres(_) => {
            "SELECT CAST(table_name AS TEXT) AS text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name"
        }
    };
    let tables = texts(services, sql.to_owned()).await;
    tables.into_iter().filter(|name| name != "_sqlx_migrations").collect()
}

async fn columns(services: &Services, table: &str) -> Vec<String> {
    let sql = match services.db {
        Db::Sqlite { .. } => format!("SELECT name AS text FROM pragma_table_info('{table}')"),
        Db::Postgres(_) => format!(
            "SELECT CAST(column_name AS TEXT) AS text FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name = '{table}'"
        ),
    };
    texts(services, sql).await
}

/// The columns of a table that refer to an account.
async fn references(services: &Services, table: &str) -> Vec<String> {
    let sql = match services.db {
        Db::Sqlite { .. } => {
            format!(
                "SELECT \"from\" AS text FROM pragma_foreign_key_list('{table}') WHERE \"table\" = 'account'"
            )
        }
        Db::Postgres(_) => format!(
            "SELECT CAST(a.attname AS TEXT) AS text FROM pg_constraint c \
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) \
             WHERE c.contype = 'f' AND c.conrelid = '{table}'::regclass AND c.confrelid = 'account'::regclass"
        ),
    };
    texts(services, sql).await
}

/// Where the mark stands: in which column of which table, how often.
async fn marks(services: &Services) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for table in tables(services).await {
        for column in columns(services, &table).await {
            let sql = format!("SELECT CAST(\"{column}\" AS TEXT) AS text FROM \"{table}\"");
            let hits = texts(services, sql).await;
            let hits = hits.iter().filter(|text| text.to_lowercase().contains(MARK));
            found.extend(hits.map(|_| (table.clone(), column.clone())));
        }
    }
    found
}

/// Does what the worker does, to the end.
async fn erase(services: &Services) {
    while let Some(account) = services.take_deletion().await.unwrap() {
        while services.erase_chunk(&account, CHUNK).await.unwrap() {}
    }
}

async fn sign_in_again(services: &Services, user_agent: &str) -> (String, Actor) {
    let token = services.sign_in(&visitor(), EMAIL, PASSWORD, user_agent).await.unwrap().token;
    let actor = holder(services, &token).await;
    (token, actor)
}

/// Asks for the deletion, and gives the secret of the mailed link.
async fn ask(services: &Services, actor: &Actor) -> String {
    ask_with(services, actor, PASSWORD).await
}

async fn ask_with(services: &Services, actor: &Actor, password: &str) -> String {
    services.ask_deletion(actor, password).await.unwrap();
    let due = services.take_mail(100).await.unwrap();
    let mail = due.iter().find(|mail| matches!(mail.letter, Letter::DeleteAccount { .. })).unwrap();
    assert_eq!(mail.recipient, actor_email(services, actor).await);
    secret(&mail.letter)
}

async fn actor_email(services: &Services, actor: &Actor) -> String {
    let account = &actor.viewer.as_ref().unwrap().account;
    let row = services.db.row("SELECT email FROM account WHERE id = $1", args![account]).await.unwrap();
    row.unwrap().text("email").unwrap()
}

/// Ana has filled in whatever there is, applied to three vacancies, and left something in every table: one of the vacancies is
/// open still, one has closed, and one is decided.
async fn ana(services: &Services) -> Actor {
    for (number, closes_on) in [(OPEN, "2026-12-20"), (CLOSED, "2026-11-24"), (OVER, "2026-11-24")] {
        vacancy(services, number, closes_on).await;
    }
    let old = member(services, EMAIL).await;
    let ana = holder(services, &old).await;
    let draft = DetailsDraft { family_name: MARK.into(), given_names: MARK.into(), language: "es".into() };
    services.change_details(&ana, &draft).await.unwrap();
    fill_profile(services, &ana).await;
    apply(services, &ana, OPEN).await;
    apply(services, &ana, CLOSED).await;
    let over = apply(services, &ana, OVER).await;
    services
        .db
        .execute("UPDATE application SET state = 'not-selected' WHERE id = $1", args![over])
        .await
        .unwrap();
    services.clock.forward(4 * DAY);
    let (_, ana) = sign_in_again(services, MARK).await;
    let form = Form::Section(Section::Personal);
    let parked = services.park(&visitor(), &old, &form, 0, filled(&form)).await;
    assert!(parked.is_ok(), "{parked:?}");
    let mut other = filled(&form);
    other.0[0].1 = format!("{MARK} and more");
    let stale = services.post_draft(&ana, Save::posted(form, 0, other), false).await;
    assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
    services.change_email(&ana, NEW_EMAIL, PASSWORD).await.unwrap();
    sign_up(services, EMAIL, ANOTHER).await;
    let typed = Fields(vec![("email".into(), EMAIL.into()), ("family_name".into(), MARK.into())]);
    services.keep_flash(&visitor(), "details", &typed, &Problems::default()).await.unwrap();
    let found = Found {
        format: cv::Format::JsonResume,
        items: vec![Item { section: Section::More, fields: Fields(vec![("skills".into(), MARK.into())]) }],
        unknown: vec![Leftover { path: "work.url".into(), text: MARK.into() }],
        more: 0,
    };
    services.keep_review(&ana, found).await.unwrap();
    services.save_vacancy(&ana, &slug(OPEN)).await.unwrap();
    let alert = [("name", MARK), ("q", MARK), ("often", "at-once"), ("mail_language", "es")];
    services.create_alert(&ana, &AlertDraft::of(alert)).await.unwrap();
    // Somebody who worked here before.
    let account = &ana.viewer.as_ref().unwrap().account;
    for sql in [
        "INSERT INTO office (id, code, code_key, name_en, name_fr, name_es, place, city, country, edition) \
         VALUES ('1', 'STAT', 'stat', 'S', 'S', 'S', 'headquarters', 'Geneva', 'CH', 1)",
        "INSERT INTO office_person (office, part, account) SELECT '1', 'director', id FROM account WHERE id = $1",
        "INSERT INTO office_person (office, part, account) SELECT '1', 'member', id FROM account WHERE id = $1",
        "INSERT INTO hr_partner (region, account) SELECT 'africa', id FROM account WHERE id = $1",
        "INSERT INTO proposal (id, state, since, edition, version, begun_by, title, title_key, language, office, place, region, sponsor) \
         VALUES ('1', 'submitted', 0, 1, 1, '', '', '', 'en', '1', '', '', '')",
        "INSERT INTO proposal_told (proposal, account) SELECT '1', id FROM account WHERE id = $1",
    ] {
        let args = if sql.contains("$1") { args![account] } else { args![] };
        services.db.execute(sql, args).await.unwrap();
    }
    ana
}

#[tokio::test]
async fn a_new_table_cannot_be_forgotten() {
    on_both(|services| async move {
        let named: BTreeSet<String> = TABLES.iter().map(|(table, _)| (*table).to_owned()).collect();
        let there: BTreeSet<String> = tables(&services).await.into_iter().collect();
        assert_eq!(there, named, "say in own_data::TABLES what the table holds of a person");
        for (table, holds) in TABLES {
            let mut of_account = references(&services, table).await;
            let names = ["account", "owner", "actor"].map(str::to_owned);
            of_account
                .extend(columns(&services, table).await.into_iter().filter(|name| names.contains(name)));
            for column in of_account {
                let handled = match holds {
                    Holds::Own { column: known, .. } => known == column,
                    Holds::Record { .. } | Holds::Ending => true,
                    Holds::Briefly | Holds::Nothing => false,
                };
                assert!(handled, "{table}.{column} refers to an account");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_copy_holds_what_every_table_has_and_no_secret() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        let secret = ask(&services, &ana).await;
        let data = services.own_data(&ana).await.unwrap();
        let json = serde_json::to_value(&data).unwrap();
        let account = &ana.viewer.as_ref().unwrap().account;
        for (table, holds) in TABLES {
            let name = match holds {
                Holds::Own { column, name } => {
                    let sql =
                        format!("SELECT CAST(\"{column}\" AS TEXT) AS text FROM \"{table}\" WHERE \"{column}\" = '{account}'");
                    assert!(!texts(&services, sql).await.is_empty(), "the story has nothing in {table}");
                    name
                }
                Holds::Record { name } => name,
                Holds::Briefly | Holds::Ending | Holds::Nothing => continue,
            };
            let handed = &json[name];
            let some = handed.as_array().map_or(handed.is_object(), |all| !all.is_empty());
            assert!(some, "{table} is not handed over");
        }
        assert_eq!(json["format"], "ilo-jobs/own-data/1");
        assert_eq!(json["account"]["email"], EMAIL);
        assert_eq!(json["account"]["roles"][0], "candidate");
        assert_eq!(json["statements"][0]["residence"], "CH");
        assert_eq!(json["links"].as_array().unwrap().len(), 2);
        let forms = json["forms"].as_array().unwrap();
        let needs = forms.iter().find(|form| form["form"] == "profile/needs").unwrap();
        assert_eq!(needs["fields"]["needs"], MARK);
        assert_eq!(json["waiting"].as_array().unwrap().len(), 3);
        assert_eq!(json["waiting"][2]["why"], "from-a-file");
        assert_eq!(json["leftovers"][0]["path"], "work.url");
        assert_eq!(json["leftovers"][0]["text"], MARK);
        assert_eq!(json["applications"].as_array().unwrap().len(), 3);
        assert_eq!(json["applications"][0]["snapshot"]["letter"]["cover_letter"], MARK);
        assert_eq!(json["saved"][0]["vacancy"], OPEN);
        assert_eq!(json["organisation"][2], serde_json::json!({ "part": "member", "of": "STAT" }));
        assert!(json["record"].as_array().unwrap().iter().any(|row| row["action"] == "application.send"));
        let text = json.to_string();
        for hidden in [secret.as_str(), &services::id::hash(&secret), "argon2", "token"] {
            assert!(!text.contains(hidden), "{hidden} is handed over");
        }
        assert!(matches!(services.own_data(&visitor()).await, Err(Error::SignedOut)));
        for _ in 0..20 {
            let _ = services.own_data(&ana).await;
        }
        assert!(matches!(services.own_data(&ana).await, Err(Error::TooMany { .. })));
    })
    .await;
}

#[tokio::test]
async fn every_name_in_the_copy_is_documented() {
    on_both(|services| async move {
        let documented = include_str!("../../../docs/own-data.md");
        let ana = ana(&services).await;
        let json = serde_json::to_value(services.own_data(&ana).await.unwrap()).unwrap();
        for (name, value) in json.as_object().unwrap() {
            let one = value.as_array().map_or(value, |all| &all[0]);
            let inner = one.as_object().into_iter().flat_map(|object| object.keys());
            for name in std::iter::once(name).chain(inner) {
                assert!(
                    documented.contains(&format!("`{name}`")),
                    "docs/own-data.md does not say what {name} is"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn after_a_deletion_nothing_of_the_person_is_left_but_what_competitions_under_way_need() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        let account = ana.viewer.as_ref().unwrap().account.clone();
        let secret = ask(&services, &ana).await;
        assert!(services.deletes_account(&secret).await.unwrap());
        services.confirm_deletion(&visitor(), &secret).await.unwrap();
        assert!(wrong_password(sign_in(&services, EMAIL, PASSWORD).await), "at once");
        let rows = services
            .db
            .rows("SELECT id FROM session WHERE expires_at > $1", args![services.clock.now()])
            .await;
        assert!(rows.unwrap().is_empty());
        erase(&services).await;

        let until = date(2027, 11, 24);
        let kept = vec![KeptApplication { title: format!("Officer of {CLOSED}"), until }];
        let letters = mails(&services).await;
        let last = Letter::AccountDeleted { name: format!("{MARK} {MARK}"), kept };
        assert_eq!(letters, [(EMAIL.to_owned(), last)], "all other mail is gone");
        // What a small form said goes by itself.
        services.clock.forward(10 * MINUTE);
        services.tidy().await.unwrap();
        let snapshot = ("application".to_owned(), "snapshot".to_owned());
        assert_eq!(marks(&services).await, [snapshot], "of the one application that is kept");
        for (table, holds) in TABLES {
            if let Holds::Own { column, .. } = holds {
                let sql =
                    format!("SELECT \"{column}\" AS text FROM \"{table}\" WHERE \"{column}\" = '{account}'");
                assert!(texts(&services, sql).await.is_empty(), "{table}");
            }
        }
        assert!(audited(&services, "account.sign-in").await > 0, "who did what, when, stays");
        for action in [
            "account.ask-deletion",
            "account.delete",
            "account.erase",
            "application.withdraw",
            "application.keep-apart",
            "application.erase",
        ] {
            assert_eq!(audited(&services, action).await, 1, "{action}");
        }

        services.clock.forward(HOUR);
        erase(&services).await;
        assert!(services.db.rows("SELECT account FROM deletion", args![]).await.unwrap().is_empty());
        services.clock.forward(363 * DAY);
        services.tidy().await.unwrap();
        assert!(!marks(&services).await.is_empty(), "until the last day");
        services.clock.forward(2 * DAY);
        services.tidy().await.unwrap();
        assert_eq!(marks(&services).await, []);
        assert!(sign_up(&services, EMAIL, PASSWORD).await.len() > 1, "the address is free");
    })
    .await;
}

#[tokio::test]
async fn what_is_said_before_is_what_happens() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        let Deletion::Possible { email, mut applications } = services.deletion(&ana).await.unwrap() else {
            panic!("no staff")
        };
        assert_eq!(email, EMAIL);
        applications.sort_by(|a, b| a.number.cmp(&b.number));
        let affected = |number: &str, fate| Affected {
            number: number.into(),
            title: format!("Officer of {number}"),
            lang: Lang::En,
            fate,
        };
        let until = date(2027, 11, 24);
        assert_eq!(
            applications,
            [
                affected(CLOSED, Fate::Kept { until }),
                affected(OPEN, Fate::Withdrawn),
                affected(OVER, Fate::Erased)
            ]
        );
        assert!(matches!(services.deletion(&visitor()).await, Err(Error::SignedOut)));

        let secret = ask(&services, &ana).await;
        services.confirm_deletion(&visitor(), &secret).await.unwrap();
        // The worker comes late: the vacancy that was open has closed.
        services.clock.forward(60 * DAY);
        erase(&services).await;
        let letters = mails(&services).await;
        let kept = vec![KeptApplication { title: format!("Officer of {CLOSED}"), until }];
        let last = Letter::AccountDeleted { name: format!("{MARK} {MARK}"), kept };
        assert_eq!(letters, [(EMAIL.to_owned(), last)]);
        assert_eq!(texts(&services, "SELECT state AS text FROM application".into()).await, ["received"]);
        for action in ["application.withdraw", "application.keep-apart", "application.erase"] {
            assert_eq!(audited(&services, action).await, 1, "{action}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_kept_application_goes_when_its_competition_is_over() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        let secret = ask(&services, &ana).await;
        services.confirm_deletion(&visitor(), &secret).await.unwrap();
        erase(&services).await;
        services.tidy().await.unwrap();
        let kept = || async { texts(&services, "SELECT state AS text FROM application".into()).await };
        assert_eq!(kept().await, ["received"]);
        services.db.execute("UPDATE application SET state = 'selected'", args![]).await.unwrap();
        services.tidy().await.unwrap();
        assert!(kept().await.is_empty());
    })
    .await;
}

/// Somebody with many rows, whose account is deleted.
async fn deleted_with_many_rows(services: &Services) -> String {
    let token = member(services, EMAIL).await;
    let ana = holder(services, &token).await;
    for n in 0..40 {
        let form = Form::Entry(Section::Training, format!("entry-{n}"));
        let fields = filled(&form);
        services.save_draft(&ana, Save::posted(form, 0, fields)).await.unwrap();
    }
    let secret = ask(services, &ana).await;
    services.confirm_deletion(&visitor(), &secret).await.unwrap();
    ana.viewer.unwrap().account
}

async fn drafts(services: &Services) -> usize {
    services.db.rows("SELECT form FROM draft", args![]).await.unwrap().len()
}

#[tokio::test]
async fn what_a_worker_leaves_that_is_killed_another_erases_and_it_is_told_once() {
    on_both(|services| async move {
        let account = deleted_with_many_rows(&services).await;
        assert_eq!(services.take_deletion().await.unwrap().as_ref(), Some(&account));
        assert!(services.erase_chunk(&account, 10).await.unwrap());
        assert!(services.erase_chunk(&account, 10).await.unwrap());
        assert!((1..40).contains(&drafts(&services).await), "killed in the midst of it");
        assert_eq!(services.take_deletion().await.unwrap(), None, "another does not take it yet");
        services.clock.forward(MINUTE);
        assert_eq!(services.take_deletion().await.unwrap().as_ref(), Some(&account));
        while services.erase_chunk(&account, 10).await.unwrap() {}
        assert!(!services.erase_chunk(&account, 10).await.unwrap(), "once more changes nothing");
        let letters = mails(&services).await;
        assert!(matches!(letters.as_slice(), [(_, Letter::AccountDeleted { .. })]), "{letters:?}");
        services.clock.forward(10 * MINUTE);
        services.tidy().await.unwrap();
        assert_eq!(marks(&services).await, []);
    })
    .await;
}

#[tokio::test]
async fn two_workers_at_one_account_erase_it_once() {
    on_both(|services| async move {
        let account = deleted_with_many_rows(&services).await;
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..2 {
            let (services, account) = (services.clone(), account.clone());
            workers.spawn(async move {
                loop {
                    match services.erase_chunk(&account, 3).await {
                        Ok(true) | Err(Error::Conflict) => {}
                        Ok(false) => return,
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
        workers.join_all().await;
        let letters = mails(&services).await;
        assert!(matches!(letters.as_slice(), [(_, Letter::AccountDeleted { .. })]), "{letters:?}");
        assert_eq!((drafts(&services).await, audited(&services, "account.erase").await), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn what_a_request_writes_that_was_under_way_goes_as_well() {
    on_both(|services| async move {
        let account = deleted_with_many_rows(&services).await;
        erase(&services).await;
        let form = Form::Section(Section::More);
        let mut tx = services.db.begin().await.unwrap();
        let save = Save::posted(form.clone(), 0, filled(&form));
        draft::write(&mut tx, services.clock.now(), &account, &save, &Problems::default()).await.unwrap();
        tx.commit().await.unwrap();
        erase(&services).await;
        assert_eq!(drafts(&services).await, 1, "not looked at yet");
        services.clock.forward(HOUR);
        erase(&services).await;
        assert_eq!(drafts(&services).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_deletion_takes_the_password_and_the_mail() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let ana = holder(&services, &token).await;
        assert_eq!(
            problem(services.ask_deletion(&ana, "").await, "current_password"),
            Some(Problem::Missing)
        );
        assert_eq!(
            problem(services.ask_deletion(&ana, ANOTHER).await, "current_password"),
            Some(Problem::WrongPassword)
        );
        assert_eq!(mails(&services).await, []);
        let first = ask(&services, &ana).await;
        services.clock.forward(MINUTE);
        let second = ask(&services, &ana).await;
        assert!(!services.deletes_account(&first).await.unwrap(), "the newest link alone");
        assert!(matches!(services.confirm_deletion(&visitor(), &first).await, Err(Error::Gone)));
        services.change_password(&ana, PASSWORD, ANOTHER).await.unwrap();
        assert!(
            !services.deletes_account(&second).await.unwrap(),
            "whoever asked may have known the old one"
        );
        let third = ask_with(&services, &ana, ANOTHER).await;
        services.clock.forward(DAY);
        assert!(matches!(services.confirm_deletion(&visitor(), &third).await, Err(Error::Gone)), "for a day");
        assert!(sign_in(&services, ANA, ANOTHER).await.is_ok(), "nothing has happened");
        erase(&services).await;
        assert!(sign_in(&services, ANA, ANOTHER).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn who_works_here_is_told_whom_to_ask_and_has_a_copy_all_the_same() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let ana = holder(&services, &token).await;
        let link = ask(&services, &ana).await;
        let email = staff(ANA, &[], None).email;
        services.grant_role(&Actor::operator(), &email, Role::PanelMember).await.unwrap();
        assert!(
            matches!(services.confirm_deletion(&visitor(), &link).await, Err(Error::Forbidden)),
            "since then"
        );
        let ana = holder(&services, &token).await;
        assert_eq!(services.deletion(&ana).await.unwrap(), Deletion::Staff);
        assert!(matches!(services.ask_deletion(&ana, PASSWORD).await, Err(Error::Forbidden)));
        let data = services.own_data(&ana).await.unwrap();
        assert!(data.record.iter().any(|row| row.action == "account.grant"));
    })
    .await;
}

#[tokio::test]
async fn who_does_not_accept_a_newer_statement_may_have_a_copy_and_leave() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let mut ana = holder(&services, &token).await;
        ana.viewer.as_mut().unwrap().statement_due = true;
        assert!(services.own_data(&ana).await.is_ok());
        let link = ask(&services, &ana).await;
        services.confirm_deletion(&visitor(), &link).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_account_that_its_holder_has_deleted_cannot_be_opened_again() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let link = ask(&services, &holder(&services, &token).await).await;
        services.confirm_deletion(&visitor(), &link).await.unwrap();
        let email = staff(ANA, &[], None).email;
        let opened = services.set_account_enabled(&Actor::operator(), &email, true).await;
        assert!(matches!(opened, Err(Error::NotFound)), "{opened:?}");
        mails(&services).await;
        services.forgotten(&visitor(), ANA).await.unwrap();
        assert_eq!(mails(&services).await, [], "no link to set a password");
    })
    .await;
}

#[tokio::test]
async fn a_last_mail_that_nobody_takes_does_not_keep_the_address() {
    on_both(|services| async move {
        let account = deleted_with_many_rows(&services).await;
        erase(&services).await;
        assert!(!account.is_empty());
        for _ in 0..services::outbox::TRIES {
            let due = services.take_mail(10).await.unwrap();
            assert_eq!(due.len(), 1);
            services.mail_failed(&due[0].id, "nobody there").await.unwrap();
            services.clock.forward(6 * HOUR);
        }
        services.tidy().await.unwrap();
        assert_eq!(marks(&services).await, []);
    })
    .await;
}
