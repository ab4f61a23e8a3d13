//! Vacancies: imported whole or not at all, shown while they are open.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use common::{DAY, HOUR, on_both};
use model::{choice::Choice, language::Lang, vacancy::*};
use serde_json::{Value, json};
use services::{
    Actor, Services, args,
    board::{Found, PAGE_SIZE},
    import::{Fault, ImportError, Imported, SCHEMA},
};

async fn list(services: &Services, lang: Lang, page: u32) -> Page<Listed> {
    services.find_vacancies(&search::Search::default(), lang, page).await.unwrap().page
}

/// A vacancy that is open from the day before the story's beginning to three days after it, in Geneva.
fn vacancy(number: &str) -> Value {
    json!({
        "number": number,
        "category": "international",
        "grade": "P3",
        "contract_type": "fixed-term",
        "contract_months": 24,
        "published_on": "2026-11-20",
        "closes_on": "2026-11-24",
        "department": "RELMEETINGS",
        "duty_station": { "city": "Geneva", "country": "CH" },
        "original_language": "en",
        "texts": {
            "en": { "title": format!("Officer {number}"), "overview": "To serve.", "duties": ["Write.", "Listen."] },
            "fr": { "title": format!("Fonctionnaire {number}"), "overview": "Servir.", "duties": ["Écrire."] },
        },
    })
}

fn file(vacancies: &[Value]) -> String {
    serde_json::to_string_pretty(&json!({ "vacancies": vacancies })).unwrap()
}

async fn import(services: &Services, vacancies: &[Value]) -> Result<Imported, ImportError> {
    services.import_vacancies(&Actor::operator(), &file(vacancies)).await
}

async fn refusal(services: &Services, json: &str) -> Vec<Fault> {
    match services.import_vacancies(&Actor::operator(), json).await {
        Err(ImportError::Refused(faults)) => faults,
        other => panic!("not refused: {other:?}"),
    }
}

async fn count(services: &Services, sql: &'static str) -> i64 {
    services.db.row(sql, args![]).await.unwrap().unwrap().int("n").unwrap()
}

fn slugs(page: &Page<Listed>) -> Vec<&str> {
    page.items.iter().map(|l| l.slug.as_str()).collect()
}

#[tokio::test]
async fn what_is_imported_is_shown_at_once() {
    on_both(|services| async move {
        let imported = import(&services, &[vacancy("A/1"), vacancy("A/2")]).await.unwrap();
        assert_eq!(imported, Imported { new: 2, ..Imported::default() });
        assert_eq!(slugs(&list(&services, Lang::En, 1).await), ["a-1", "a-2"]);
        let Found::Open(notice) = services.notice("a-2", Lang::Fr).await.unwrap() else { panic!("not open") };
        assert_eq!((notice.text.title.as_str(), notice.lang), ("Fonctionnaire A/2", Lang::Fr));
    })
    .await;
}

#[tokio::test]
async fn a_reader_whose_language_is_missing_gets_the_original() {
    on_both(|services| async move {
        import(&services, &[vacancy("A/1")]).await.unwrap();
        let page = list(&services, Lang::Es, 1).await;
        assert_eq!((page.items[0].title.as_str(), page.items[0].lang), ("Officer A/1", Lang::En));
    })
    .await;
}

#[tokio::test]
async fn importing_again_changes_what_differs_and_leaves_the_rest() {
    on_both(|services| async move {
        import(&services, &[vacancy("A/1"), vacancy("A/2")]).await.unwrap();
        let mut longer = vacancy("A/2");
        longer["closes_on"] = json!("2026-12-24");
        let imported = import(&services, &[vacancy("A/1"), longer, vacancy("A/3")]).await.unwrap();
        assert_eq!(imported, Imported { new: 1, changed: 1, same: 1 });
        let row = services
            .db
            .row("SELECT actor, before, after FROM audit WHERE action = 'vacancy.change'", args![])
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.text("actor").unwrap(), "operator");
        assert_eq!(row.text("before").unwrap(), r#"{"closes_on":"2026-11-24"}"#);
        assert_eq!(row.text("after").unwrap(), r#"{"closes_on":"2026-12-24"}"#);
        assert_eq!(
            count(&services, "SELECT COUNT(*) AS n FROM audit WHERE action = 'vacancy.import'").await,
            3
        );
    })
    .await;
}

#[tokio::test]
async fn another_server_sees_a_change_at_its_next_look() {
    on_both(|services| async move {
        let other = Services::new(services.db.clone(), services.clock.clone());
        assert_eq!(list(&other, Lang::En, 1).await.total, 0);
        import(&services, &[vacancy("A/1")]).await.unwrap();
        assert_eq!(list(&other, Lang::En, 1).await.total, 0);
        assert!(other.refresh::<services::board::OpenVacancies>().await.unwrap());
        assert_eq!(list(&other, Lang::En, 1).await.total, 1);
        assert!(!other.refresh::<services::board::OpenVacancies>().await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn importing_the_same_again_disturbs_nobody() {
    on_both(|services| async move {
        import(&services, &[vacancy("A/1")]).await.unwrap();
        let before = count(&services, "SELECT value AS n FROM revision WHERE name = 'vacancies'").await;
        assert_eq!(import(&services, &[vacancy("A/1")]).await.unwrap().same, 1);
        assert_eq!(
            count(&services, "SELECT value AS n FROM revision WHERE name = 'vacancies'").await,
            before
        );
    })
    .await;
}

#[tokio::test]
async fn a_vacancy_appears_and_goes_by_the_clock_alone() {
    on_both(|services| async move {
        let mut tomorrow = vacancy("A/2");
        tomorrow["published_on"] = json!("2026-11-22");
        import(&services, &[vacancy("A/1"), tomorrow]).await.unwrap();
        assert_eq!(services.notice("a-2", Lang::En).await.unwrap(), Found::NotFound);
        // The story begins on 21 November at 10:00 in Geneva.
        services.clock.forward(14 * HOUR);
        assert_eq!(slugs(&list(&services, Lang::En, 1).await), ["a-2", "a-1"]);
        services.clock.forward(3 * DAY - 1);
        assert_eq!(list(&services, Lang::En, 1).await.total, 2);
        services.clock.forward(1);
        assert_eq!(list(&services, Lang::En, 1).await.total, 0);
        assert!(matches!(services.notice("a-1", Lang::En).await.unwrap(), Found::Closed { .. }));
    })
    .await;
}

#[tokio::test]
async fn a_kept_page_is_made_again_whenever_other_vacancies_are_open() {
    on_both(|services| async move {
        import(&services, &[vacancy("A/1")]).await.unwrap();
        let edition = |services: &Services| {
            let services = services.clone();
            async move { services.vacancies().await.unwrap().edition(services.clock.now()) }
        };
        let first = edition(&services).await;
        services.clock.forward(14 * HOUR);
        assert_eq!(edition(&services).await, first, "of the days that are left the calendar decides");
        services.clock.forward(3 * DAY - 1);
        assert_eq!(edition(&services).await, first, "it is open");
        services.clock.forward(1);
        assert_ne!(edition(&services).await, first, "it has closed");
        import(&services, &[vacancy("A/2")]).await.unwrap();
        assert_ne!(edition(&services).await.0, first.0, "another was imported");
    })
    .await;
}

#[tokio::test]
async fn every_server_says_the_same_of_when_the_vacancies_changed() {
    on_both(|services| async move {
        import(&services, &[vacancy("A/1")]).await.unwrap();
        let changed_at = |services: &Services| {
            let services = services.clone();
            async move { services.vacancies().await.unwrap().changed_at(services.clock.now()) }
        };
        let imported = services.clock.now();
        services.clock.forward(HOUR);
        assert_eq!(changed_at(&services).await, imported);
        assert_eq!(changed_at(&Services::new(services.db.clone(), services.clock.clone())).await, imported);
        services.clock.forward(4 * DAY);
        let closed = changed_at(&services).await;
        assert_eq!(services.clock.now() - closed, 11 * HOUR, "its end is the last change");
        let other = Services::new(services.db.clone(), services.clock.clone());
        assert_eq!(changed_at(&other).await, closed, "also on a server that began later");
    })
    .await;
}

#[tokio::test]
async fn a_closed_vacancy_names_open_ones_that_are_alike() {
    on_both(|services| async move {
        let mut closed = vacancy("A/1");
        (closed["published_on"], closed["closes_on"]) = (json!("2026-10-01"), json!("2026-10-31"));
        let mut far = vacancy("A/2");
        (far["grade"], far["duty_station"]) = (json!("P5"), json!({ "city": "Lima", "country": "PE" }));
        let mut other = vacancy("A/3");
        (other["category"], other["grade"]) = (json!("internships"), json!(null));
        other["duty_station"] = json!({ "city": "Lima", "country": "PE" });
        import(&services, &[closed, far, other, vacancy("A/4")]).await.unwrap();
        let Found::Closed { title, similar, .. } = services.notice("a-1", Lang::Fr).await.unwrap() else {
            panic!("not closed")
        };
        assert_eq!(title, "Fonctionnaire A/1");
        assert_eq!(similar.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>(), ["a-4", "a-2"]);
    })
    .await;
}

#[tokio::test]
async fn the_list_comes_in_pages() {
    on_both(|services| async move {
        let many: Vec<Value> = (0..=PAGE_SIZE).map(|n| vacancy(&format!("A/{n:03}"))).collect();
        import(&services, &many).await.unwrap();
        let first = list(&services, Lang::En, 1).await;
        assert_eq!((first.items.len(), first.page, first.pages, first.total), (PAGE_SIZE, 1, 2, 51));
        assert_eq!(slugs(&list(&services, Lang::En, 2).await), ["a-050"]);
        assert!(list(&services, Lang::En, 3).await.items.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_bad_file_is_refused_whole_with_line_and_field() {
    on_both(|services| async move {
        let mut long = vacancy("A/2");
        long["texts"]["fr"]["title"] = json!("x".repeat(TITLE_MOST + 7));
        let json = file(&[vacancy("A/1"), long]);
        let line = 1 + json.lines().position(|l| l.contains("xxx")).unwrap();
        let faults = refusal(&services, &json).await;
        assert_eq!(
            faults,
            [Fault {
                line,
                path: "vacancies[1].texts.fr.title".into(),
                what: "is too long by 7; shorten it".into()
            }]
        );
        assert_eq!(count(&services, "SELECT COUNT(*) AS n FROM vacancy").await, 0);
    })
    .await;
}

#[tokio::test]
async fn each_kind_of_fault_says_where_it_is_and_what_to_do() {
    on_both(|services| async move {
        let with = |change: fn(&mut Value)| {
            let mut changed = vacancy("A/1");
            change(&mut changed);
            file(&[changed])
        };
        for (json, at, path, what) in [
            (
                with(|v| v["grade"] = json!("P9")),
                "\"P9\"",
                "vacancies[0].grade",
                "unknown variant `P9`, expected one of",
            ),
            (
                with(|v| v["salary"] = json!(1)),
                "\"salary\"",
                "vacancies[0].salary",
                "remove it or correct its name",
            ),
            (
                with(|v| v["closes_on"] = json!("26.5.2026")),
                "26.5.2026",
                "vacancies[0].closes_on",
                "write dates as",
            ),
            (
                with(|v| v["closes_on"] = json!("2026-01-01")),
                "2026-01-01",
                "vacancies[0].closes_on",
                "ends before it begins",
            ),
            (with(|v| v["zone"] = json!("Geneva")), "\"zone\"", "vacancies[0].zone", "such as Europe/Zurich"),
            (
                with(|v| v["duty_station"]["country"] = json!("XX")),
                "\"XX\"",
                "vacancies[0].duty_station.country",
                "ISO 3166",
            ),
            (
                with(|v| v["department"] = json!("D".repeat(61))),
                "\"department\"",
                "vacancies[0].department",
                "too long by 1",
            ),
            (
                with(|v| v["texts"]["fr"]["duties"][0] = json!("  ")),
                "\"duties\"",
                "vacancies[0].texts.fr.duties",
                "is empty",
            ),
            (
                with(|v| v["texts"]["en"]["overview"] = json!("\u{0}")),
                "\\u0000",
                "vacancies[0].texts.en.overview",
                "control",
            ),
            (
                file(&[json!({ "number": "A/1" })]),
                "{\n      \"number",
                "vacancies[0].category",
                "is missing; add it",
            ),
            (file(&[vacancy("A/1"), vacancy("A 1")]), "\"A 1\"", "vacancies[1].number", "vacancies[0]"),
            ("{\n\"vacancies\": [\n".to_owned(), "", "", "--schema"),
            ("{}".to_owned(), "{", "", "missing field `vacancies`"),
        ] {
            let faults = refusal(&services, &json).await;
            let line = 1 + json[..json.find(at).unwrap()].matches('\n').count();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].path, path, "{faults:?}");
            assert!(faults[0].what.contains(what), "{faults:?}");
            if !at.is_empty() && !at.starts_with("\"duties") {
                assert_eq!(faults[0].line, line, "{faults:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_number_with_the_address_of_another_vacancy_is_refused() {
    on_both(|services| async move {
        import(&services, &[vacancy("A/1")]).await.unwrap();
        let faults = refusal(&services, &file(&[vacancy("A/2"), vacancy("A-1")])).await;
        assert_eq!(faults[0].path, "vacancies[1].number");
        assert_eq!(count(&services, "SELECT COUNT(*) AS n FROM vacancy").await, 1);
    })
    .await;
}

#[tokio::test]
async fn only_the_command_line_and_hrd_import() {
    on_both(|services| async move {
        let refused = services.import_vacancies(&Actor::default(), &file(&[vacancy("A/1")])).await;
        assert!(matches!(refused, Err(ImportError::Failed(services::Error::SignedOut))));
    })
    .await;
}

/// The names of an object's members.
fn names(value: &Value) -> std::collections::BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn slugs_of<C: Choice>() -> Vec<Value> {
    C::ALL.iter().map(|c| json!(c.slug())).collect()
}

#[test]
fn the_schema_says_what_the_import_takes() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let full: Vacancy = serde_json::from_value(vacancy("A/1")).unwrap();
    let full = serde_json::to_value(full).unwrap();
    let defs = &schema["$defs"];
    for (object, part) in [
        ("vacancy", &full),
        ("notice", &full["texts"]["en"]),
        ("qualification", &full["texts"]["en"]["education"]),
    ] {
        assert_eq!(names(&defs[object]["properties"]), names(part), "{object}");
    }
    assert_eq!(
        names(&defs["vacancy"]["properties"]["duty_station"]["properties"]),
        names(&full["duty_station"])
    );
    // What the schema requires is exactly what cannot be left out.
    for (object, pointer) in
        [("vacancy", ""), ("notice", "/texts/en"), ("qualification", "/texts/en/education")]
    {
        for name in names(&defs[object]["properties"]) {
            let mut less = full.clone();
            less.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(name);
            let required = defs[object]["required"].as_array().unwrap().contains(&json!(name));
            assert_eq!(serde_json::from_value::<Vacancy>(less).is_err(), required, "{object}.{name}");
        }
    }
    let properties = &defs["vacancy"]["properties"];
    assert_eq!(properties["category"]["enum"].as_array().unwrap(), &slugs_of::<Category>());
    assert_eq!(properties["contract_type"]["enum"].as_array().unwrap(), &slugs_of::<ContractType>());
    let grades = properties["grade"]["enum"].as_array().unwrap();
    assert_eq!(grades[..grades.len() - 1], slugs_of::<Grade>());
    assert_eq!(properties["zone"]["default"], json!(GENEVA));
    assert_eq!(defs["language"]["enum"], json!(Lang::ALL.map(Lang::tag)));
    assert_eq!(properties["department"]["maxLength"], json!(DEPARTMENT_MOST));
    assert_eq!(defs["text"]["maxLength"], json!(TEXT_MOST));
    assert_eq!(defs["notice"]["properties"]["title"]["maxLength"], json!(TITLE_MOST));
    assert_eq!(defs["notice"]["properties"]["duties"]["maxItems"], json!(DUTIES_MOST));
    assert_eq!(properties["questions"]["maxItems"], json!(question::QUESTIONS_MOST));
    assert_eq!(defs["question_text"]["properties"]["question"]["maxLength"], json!(question::QUESTION_MOST));
    let most = &defs["kind"]["properties"]["text"]["properties"]["most"]["maximum"];
    assert_eq!(*most, json!(question::ANSWER_MOST));
}
