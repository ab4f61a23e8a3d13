//! Institutions: imported from lists of several forms, and put together.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use common::{at_once, fresh, on_both};
use model::country::Country;
use serde_json::{Value, json};
use services::{
    Actor, Services, args,
    import::{Fault, ImportError},
    institution::{
        SIZE_MOST, Source,
        import::{Changes, Several},
    },
};
use std::path::PathBuf;
use tempfile::TempDir;

/// A file that is gone with the returned folder.
fn file(text: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("institutions");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

async fn import(services: &Services, text: impl AsRef<[u8]>, apply: bool) -> Result<Changes, ImportError> {
    let (_folder, path) = file(text);
    services.import_institutions(&Actor::operator(), &path, apply).await
}

async fn apply(services: &Services, text: impl AsRef<[u8]>) -> Changes {
    import(services, text, true).await.unwrap()
}

async fn faults(services: &Services, text: impl AsRef<[u8]>) -> Vec<Fault> {
    match import(services, text, true).await {
        Err(ImportError::Refused(faults)) => faults,
        other => panic!("not refused: {other:?}"),
    }
}

async fn count(services: &Services, sql: &'static str) -> i64 {
    services.db.row(sql, args![]).await.unwrap().unwrap().int("n").unwrap()
}

fn some(of: &Several) -> (usize, Vec<&str>) {
    (of.count, of.examples.iter().map(String::as_str).collect())
}

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

async fn found(services: &Services, code: &str, typed: &str) -> Vec<String> {
    let found = services.find_institutions(country(code), typed, 8).await.unwrap();
    found.offered.into_iter().map(|offered| offered.name).collect()
}

const WHED: &str = "\u{FEFF}IAUCode;CountryCode;OrgName;InstNameEnglish;InstAcronym;OtherNames;FormerNames;Accredited;City\r\n\
    IAU-000001;CH;Eidgenössische Technische Hochschule Zürich;Swiss Federal Institute of Technology in Zurich;ETH;ETH Zurich;;;Zürich\r\n\
    IAU-000002;MX;Universidad Nacional Autónoma de México;;UNAM;;\"Universidad Nacional de México; Real y Pontificia\";yes;\r\n\
    IAU-000003;cm;Université de Yaoundé I;;UYI;;Université de Yaoundé;no;\r\n";

/// An organisation as ROR's schema 1 has it.
fn ror_1(id: &str, code: &str, name: &str) -> Value {
    json!({
        "id": format!("https://ror.org/{id}"), "name": name, "status": "active", "types": ["Education"],
        "aliases": [format!("{name}, Main Campus")], "acronyms": [], "labels": [{ "label": format!("École {name}"), "iso639": "fr" }],
        "relationships": [{ "type": "Predecessor", "label": "Old Normal School", "id": "https://ror.org/0" }],
        "country": { "country_name": "Somewhere", "country_code": code }, "established": 1900,
    })
}

/// An organisation as ROR's schema 2 has it.
fn ror_2(id: &str, code: &str, name: &str) -> Value {
    json!({
        "id": format!("https://ror.org/{id}"), "status": "active", "types": ["education", "funder"],
        "names": [
            { "value": "MIT", "types": ["acronym"], "lang": null },
            { "value": name, "types": ["ror_display", "label"], "lang": "en" },
            { "value": format!("{name} of old"), "types": ["alias"], "lang": null },
        ],
        "locations": [{ "geonames_id": 1, "geonames_details": { "country_code": code, "name": "Town" } }],
        "relationships": [{ "type": "predecessor", "label": "Boston Tech", "id": "https://ror.org/1" }],
        "admin": { "last_modified": {} },
    })
}

fn hipo(code: &str, name: &str) -> Value {
    json!({
        "name": name, "country": "Somewhere", "alpha_two_code": code, "state-province": null,
        "domains": ["example.org"], "web_pages": ["https://example.org/"],
    })
}

fn list(institutions: &[Value]) -> String {
    serde_json::to_string_pretty(institutions).unwrap()
}

#[tokio::test]
async fn a_csv_of_whed_says_what_is_accredited() {
    on_both(|services| async move {
        let changes = apply(&services, WHED).await;
        assert_eq!((changes.source, changes.new.count), (Source::Whed, 3));
        assert_eq!(changes.unread, ["City"]);
        let accredited = async |code, typed| {
            services.resolve_institution(country(code), typed).await.unwrap().unwrap().accredited
        };
        assert_eq!(accredited("CH", "ETH Zurich").await, Some(true));
        assert_eq!(accredited("MX", "UNAM").await, Some(true));
        assert_eq!(accredited("CM", "UYI").await, Some(false));
    })
    .await;
}

#[tokio::test]
async fn each_form_is_recognised_as_csv_and_as_json() {
    on_both(|services| async move {
        let whed = json!([
            { "IAUCode": "IAU-000001", "CountryCode": "CH", "OrgName": "ETH Zürich", "InstAcronym": "ETHZ", "City": "Zürich",
              "FormerNames": ["Eidgenössische Polytechnische Schule", "Polytechnikum"] },
            { "IAUCode": "IAU-000003", "CountryCode": "cm", "OrgName": "Université de Yaoundé I", "Accredited": "no" },
        ]);
        assert_eq!(apply(&services, whed.to_string()).await.source, Source::Whed);
        assert_eq!(found(&services, "CH", "polytechnikum").await, ["ETH Zürich"]);
        let yaounde = services.resolve_institution(country("CM"), "Université de Yaoundé I").await.unwrap();
        assert_eq!(yaounde.unwrap().accredited, Some(false));

        let hipo = "\u{FEFF}country,alpha_two_code,name,domains\nKenya,ke,University of Nairobi,uonbi.ac.ke\nKosovo,XK,Prishtina,x\n";
        let changes = apply(&services, hipo).await;
        assert_eq!((changes.source, changes.new.count), (Source::Hipo, 1));
        assert_eq!(some(&changes.elsewhere), (1, vec!["Prishtina (XK)"]));
        assert_eq!(changes.unread, ["country", "domains"]);
        assert_eq!(found(&services, "KE", "nairobi").await, ["University of Nairobi"]);

        let ror_2 = "id,admin.created.date,locations.geonames_details.country_code,names.types.acronym,names.types.alias,\
            names.types.label,names.types.ror_display,ror_display_lang,status,types\n\
            https://ror.org/1,2018-11-14,SN,no_lang_code: UCAD,en: University of Dakar; fr: Université de Dakar,\
            fr: Université Cheikh Anta Diop de Dakar,Université Cheikh Anta Diop de Dakar,fr,active,education; funder\n\
            https://ror.org/2,2018-11-14,SN,,,,Hôpital Principal,fr,active,healthcare\n\
            https://ror.org/3,2018-11-14,SN,,,,Closed College,en,withdrawn,education\n";
        let changes = apply(&services, ror_2).await;
        assert_eq!((changes.source, changes.new.count, changes.passed_over), (Source::Ror, 1, 2));
        for typed in ["ucad", "university of dakar", "anta diop"] {
            assert_eq!(found(&services, "SN", typed).await, ["Université Cheikh Anta Diop de Dakar"], "{typed}");
        }

        let ror_1 = "id,name,types,status,aliases,labels,acronyms,country.country_code,country.country_name\n\
            https://ror.org/1,Université Cheikh Anta Diop,Education,active,Dakar University,wo: Daara,UCAD; CAD,SN,Senegal\n";
        let changes = apply(&services, ror_1).await;
        assert_eq!((changes.source, changes.changed.count), (Source::Ror, 1));
        for typed in ["daara", "cad", "dakar"] {
            assert_eq!(found(&services, "SN", typed).await, ["Université Cheikh Anta Diop"], "{typed}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_changes_is_shown_before_anything_is_changed() {
    on_both(|services| async move {
        let text = list(&[hipo("CH", "University of Geneva"), hipo("KE", "University of Nairobi")]);
        let shown = import(&services, &text, false).await.unwrap();
        assert_eq!(some(&shown.new), (2, vec!["CH University of Geneva", "KE University of Nairobi"]));
        assert_eq!(count(&services, "SELECT COUNT(*) AS n FROM institution").await, 0);
        assert_eq!(
            count(&services, "SELECT COUNT(*) AS n FROM audit WHERE action LIKE 'institution%'").await,
            0
        );
        assert_eq!(count(&services, "SELECT value AS n FROM revision WHERE name = 'institutions'").await, 1);
        assert_eq!(apply(&services, &text).await, shown, "what was shown is done");
        assert_eq!(count(&services, "SELECT COUNT(*) AS n FROM institution").await, 2);
        let row = services
            .db
            .row("SELECT actor, action, subject, after FROM audit WHERE action LIKE 'institution%'", args![])
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.text("actor").unwrap(), "operator");
        assert_eq!(row.text("action").unwrap(), "institution.import");
        assert_eq!(row.text("subject").unwrap(), "hipo");
        assert_eq!(row.text("after").unwrap(), "2 new, 0 changed, 0 retired, 0 revived, 0 as they were");
        let again = apply(&services, &text).await;
        assert!(again.none() && again.same == 2, "{again}");
        assert_eq!(count(&services, "SELECT value AS n FROM revision WHERE name = 'institutions'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn either_schema_of_ror_gives_other_names() {
    on_both(|services| async move {
        let mut closed = ror_1("3", "US", "Closed College");
        closed["status"] = json!("inactive");
        let mut hospital = ror_1("4", "US", "Hospital");
        hospital["types"] = json!(["Healthcare"]);
        let text =
            list(&[ror_1("1", "CM", "Teachers' College"), closed, hospital, ror_1("5", "XK", "Prishtina")]);
        let changes = apply(&services, text).await;
        assert_eq!((changes.source, changes.new.count, changes.passed_over), (Source::Ror, 1, 2));
        assert_eq!(some(&changes.elsewhere), (1, vec!["Prishtina (XK)"]));
        for typed in ["ecole teach", "main campus", "old normal", "teachers"] {
            assert_eq!(found(&services, "CM", typed).await, ["Teachers' College"], "{typed}");
        }
        let second = list(&[ror_2("1", "US", "Massachusetts Institute of Technology")]);
        let changes = apply(&services, second).await;
        assert_eq!(
            some(&changes.changed).1,
            ["CM Teachers' College is now US Massachusetts Institute of Technology"]
        );
        let boston = services.find_institutions(country("US"), "boston", 8).await.unwrap();
        assert_eq!(boston.offered[0].matched.as_deref(), Some("Boston Tech"));
        assert!(found(&services, "CM", "teachers").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_a_source_no_longer_lists_is_retired_and_comes_back() {
    on_both(|services| async move {
        let (geneva, basel) = (hipo("CH", "University of Geneva"), hipo("CH", "University of Basel"));
        apply(&services, list(&[geneva.clone(), basel.clone()])).await;
        let resolve = async || {
            services.resolve_institution(country("CH"), "University of Basel").await.unwrap().unwrap()
        };
        let id = resolve().await.id;
        let changes = apply(&services, list(std::slice::from_ref(&geneva))).await;
        assert_eq!(some(&changes.retired), (1, vec!["CH University of Basel"]));
        assert!(found(&services, "CH", "basel").await.is_empty());
        let kept = resolve().await;
        assert_eq!(
            (kept.name.as_str(), kept.retired),
            ("University of Basel", true),
            "for those who named it"
        );
        assert!(apply(&services, list(std::slice::from_ref(&geneva))).await.none(), "retired once");
        let changes = apply(&services, list(&[geneva, basel])).await;
        assert_eq!(some(&changes.revived), (1, vec!["CH University of Basel"]));
        let back = resolve().await;
        assert_eq!((back.id, back.retired), (id, false));
    })
    .await;
}

#[tokio::test]
async fn a_retired_institution_keeps_its_last_accreditation_for_those_who_named_it() {
    on_both(|services| async move {
        apply(&services, WHED).await;
        let rest = WHED.lines().filter(|line| !line.contains("IAU-000002")).collect::<Vec<_>>().join("\n");
        assert_eq!(apply(&services, rest).await.retired.count, 1);
        assert!(found(&services, "MX", "autonoma").await.is_empty(), "offered to nobody");
        // Nor are its other names forgotten.
        for named in ["Universidad Nacional Autónoma de México", "UNAM", "Universidad Nacional de México"]
        {
            let kept = services.resolve_institution(country("MX"), named).await.unwrap().unwrap();
            assert_eq!((kept.retired, kept.accredited), (true, Some(true)), "{named}");
        }
        assert!(services.find_institutions(country("MX"), "UNAM", 8).await.unwrap().listed);
    })
    .await;
}

#[tokio::test]
async fn who_named_an_institution_before_its_source_renamed_it_named_the_same() {
    on_both(|services| async move {
        let named = |name: &str| format!("IAUCode,CountryCode,OrgName\n1,KE,{name}\n");
        apply(&services, named("Royal Technical College")).await;
        apply(&services, named("University College Nairobi")).await;
        apply(&services, named("University of Nairobi")).await;
        for name in ["Royal Technical College", "University College Nairobi", "University of Nairobi"] {
            let meant = services.resolve_institution(country("KE"), name).await.unwrap().unwrap();
            assert_eq!(
                (meant.name.as_str(), meant.accredited),
                ("University of Nairobi", Some(true)),
                "{name}"
            );
        }
        assert!(apply(&services, named("University of Nairobi")).await.none(), "what is kept is no change");
    })
    .await;
}

#[tokio::test]
async fn an_import_retires_nothing_of_another_source() {
    on_both(|services| async move {
        apply(&services, list(&[hipo("CH", "University of Geneva"), hipo("KE", "University of Nairobi")]))
            .await;
        let changes = apply(&services, list(&[ror_1("1", "FR", "Sorbonne")])).await;
        assert_eq!((changes.new.count, changes.retired.count), (1, 0));
        assert_eq!(found(&services, "KE", "nairobi").await, ["University of Nairobi"]);
    })
    .await;
}

#[tokio::test]
async fn what_several_sources_list_is_offered_once_and_keeps_its_id() {
    on_both(|services| async move {
        apply(
            &services,
            list(&[
                hipo("CH", "Swiss Federal Institute of Technology in Zurich"),
                hipo("CH", "ETH Lausanne"),
            ]),
        )
        .await;
        let resolve = async || {
            let name = "Swiss Federal Institute of Technology in Zurich";
            services.resolve_institution(country("CH"), name).await.unwrap().unwrap()
        };
        let before = resolve().await;
        services.clock.forward(common::DAY);
        apply(&services, WHED).await;
        let names = found(&services, "CH", "eth").await;
        assert_eq!(names, ["Eidgenössische Technische Hochschule Zürich", "ETH Lausanne"]);
        let both = resolve().await;
        assert_eq!((&both.id, both.accredited), (&before.id, Some(true)));
        // One source lists it no longer, the other does.
        apply(&services, list(&[hipo("CH", "ETH Lausanne")])).await;
        let still = resolve().await;
        assert_eq!((still.id, still.retired), (before.id, false));
    })
    .await;
}

#[tokio::test]
async fn another_server_offers_what_was_imported_at_its_next_look() {
    on_both(|services| async move {
        let other = Services::new(services.db.clone(), services.clock.clone());
        assert!(found(&other, "CH", "geneva").await.is_empty());
        apply(&services, list(&[hipo("CH", "University of Geneva")])).await;
        assert!(other.refresh::<services::institution::directory::Institutions>().await.unwrap());
        assert_eq!(found(&other, "CH", "geneva").await.len(), 1);
        assert!(!other.refresh::<services::institution::directory::Institutions>().await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_bad_file_is_refused_whole_with_line_and_field() {
    on_both(|services| async move {
        let good = ror_2("1", "US", "Good");
        let with = |pointer: &str, value: Value| {
            let mut bad = ror_2("2", "US", "Bad");
            *bad.pointer_mut(pointer).unwrap() = value;
            list(&[good.clone(), bad])
        };
        let mut unnamed = ror_2("2", "US", "Bad");
        unnamed["names"][1]["types"] = json!(["label"]);
        let cases = [
            (
                with("/names/1/value", json!("a\u{1}b")),
                "a\\u0001b",
                "[1].names[1].value",
                "control character",
            ),
            (with("/names/1/value", json!(7)), "", "[1].names[1].value", "expected a name"),
            (with("/names/1/value", json!("x".repeat(501))), "xxx", "[1].names[1].value", "longer than 500"),
            (
                with("/locations/0/geonames_details/country_code", json!("Kenya")),
                "Kenya",
                "[1].locations[0].geonames_details.country_code",
                "ISO 3166",
            ),
            (with("/id", json!("https://ror.org/1")), "", "[1].id", "twice"),
            (with("/names/1/value", json!("…")), "", "[1].name", "no letter"),
            (list(&[good.clone(), unnamed]), "", "[1].names", "ror_display"),
            (list(&[good.clone(), hipo("CH", "Other")]), "", "[1]", "another form"),
            (list(&[json!({ "title": "?" })]), "", "[0]", "--help"),
            ("[{\n\"id\": ".to_owned(), "", "[0].id", "cut off"),
            ("{\"items\": []}".to_owned(), "", "", "a list of institutions"),
            ("[]".to_owned(), "", "", "lists no institution"),
            ("  \n".to_owned(), "", "", "is empty"),
            ("PK\u{3}\u{4}".to_owned(), "", "", "unpack"),
            ("name,town\nA,B\n".to_owned(), "name", "", "--help"),
            ("IAUCode,OrgName\n1,A\n".to_owned(), "IAUCode", "CountryCode", "add the column"),
            ("alpha_two_code,domains\nCH,a\n".to_owned(), "alpha_two_code", "name", "add the column"),
            ("alpha_two_code,name\nCH,A\nKenya,B\n".to_owned(), "Kenya", "alpha_two_code", "ISO 3166"),
            ("alpha_two_code,name\nCH,A\nKE,…\n".to_owned(), "KE", "name", "no letter"),
            ("id,name,types\n1,A,education\n".to_owned(), "id", "country.country_code", "add the column"),
            (
                "id,name,types,country.country_code\n1,A,education,CH\n1,B,education,CH\n".to_owned(),
                "1,B",
                "id",
                "twice",
            ),
            (list(&[json!({ "IAUCode": "1", "OrgName": "A" })]), "", "[0].CountryCode", "ISO 3166"),
            ("IAUCode,CountryCode,OrgName\n1,CH,A\n2,XX,B\n".to_owned(), "XX", "CountryCode", "ISO 3166"),
            ("IAUCode,CountryCode,OrgName\n1,CH,A\n1,CH,B\n".to_owned(), "1,CH,B", "IAUCode", "twice"),
            ("IAUCode,CountryCode,OrgName\n1,CH,A\n,CH,B\n".to_owned(), ",CH,B", "IAUCode", "is empty"),
            ("IAUCode,CountryCode,OrgName\n1,CH,\"-\"\n".to_owned(), "\"-\"", "OrgName", "no letter"),
            ("IAUCode,CountryCode,OrgName\n1,CH,A,B\n".to_owned(), "A,B", "", "has 4 columns instead of 3"),
            (
                "IAUCode,CountryCode,OrgName,Accredited\n1,CH,A,perhaps\n".to_owned(),
                "perhaps",
                "Accredited",
                "yes, no or unknown",
            ),
        ];
        for (text, at, path, what) in cases {
            let faults = faults(&services, &text).await;
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].path, path, "{faults:?}");
            assert!(faults[0].what.contains(what), "{faults:?}");
            if !at.is_empty() {
                let line = 1 + text[..text.rfind(at).unwrap()].matches('\n').count();
                assert_eq!(faults[0].line, line, "{faults:?}");
            }
        }
        let latin = faults(&services, b"IAUCode,CountryCode,OrgName\n1,CH,Gen\xE8ve\n").await;
        assert!(latin[0].what.contains("UTF-8") && latin[0].line == 2, "{latin:?}");
        assert_eq!(count(&services, "SELECT COUNT(*) AS n FROM institution").await, 0);
    })
    .await;
}

#[tokio::test]
async fn several_faults_of_a_csv_are_named_at_once() {
    on_both(|services| async move {
        let faults = faults(&services, "IAUCode,CountryCode,OrgName\n1,XX,A\n2,CH,B\n3,CH,\n").await;
        let places: Vec<_> = faults.iter().map(|fault| (fault.line, fault.path.as_str())).collect();
        assert_eq!(places, [(2, "CountryCode"), (4, "OrgName")]);
    })
    .await;
}

#[tokio::test]
async fn hostile_files_are_refused() {
    on_both(|services| async move {
        let (_folder, path) = file("[");
        std::fs::File::options().write(true).open(&path).unwrap().set_len(SIZE_MOST + 1).unwrap();
        let refused = services.import_institutions(&Actor::operator(), &path, true).await;
        assert!(
            matches!(&refused, Err(ImportError::Refused(f)) if f[0].what.contains("larger than 512 MB")),
            "{refused:?}"
        );
        let folder = services.import_institutions(&Actor::operator(), path.parent().unwrap(), true).await;
        assert!(
            matches!(&folder, Err(ImportError::Refused(f)) if f[0].what.contains("no file")),
            "{folder:?}"
        );
        let missing = services.import_institutions(&Actor::operator(), &path.join("none"), true).await;
        assert!(matches!(&missing, Err(ImportError::Refused(f)) if f[0].what.contains("cannot be read")));
        assert_eq!(faults(&services, "[".repeat(100_000)).await.len(), 1);
        let mut many = ror_1("1", "US", "Many");
        many["aliases"] = (0..1_001).map(|n| json!(n.to_string())).collect();
        assert!(faults(&services, list(&[many])).await[0].what.contains("other names"));
    })
    .await;
}

#[tokio::test]
async fn only_the_command_line_imports() {
    on_both(|services| async move {
        let (_folder, path) = file(WHED);
        let refused = services.import_institutions(&Actor::default(), &path, false).await;
        assert!(matches!(refused, Err(ImportError::Failed(services::Error::Forbidden))));
    })
    .await;
}

#[tokio::test]
async fn the_list_that_the_program_brings_along_is_loaded_once_by_programs_that_start_at_once() {
    fresh(|address| async move {
        let loaded = at_once(&address, |services| async move {
            let loaded = services.load_shipped_institutions().await.unwrap();
            assert!(!services.load_shipped_institutions().await.unwrap());
            assert_eq!(found(&services, "CH", "Geneva University").await[0], "University of Geneva");
            let all = services.all_institutions().await.unwrap().len();
            assert!(all > 9_300, "{all}");
            loaded
        });
        assert_eq!(loaded.await.into_iter().filter(|loaded| *loaded).count(), 1);
    })
    .await;
}
