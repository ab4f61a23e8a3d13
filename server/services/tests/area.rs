//! The list of areas of expertise: filled once, kept by administrators alone, and the one place that says what a profile may choose.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "common/applicant.rs"]
mod applicant;
#[path = "common/candidate.rs"]
mod candidate;
mod common;

use applicant::filled;
use candidate::{NUMBER, candidate, send, write};
use common::{DAY, at_once, fields, fresh, on_both};
use model::{
    account::Role,
    area::{AreaDraft, Step},
    choice::Choice,
    draft::Draft,
    form::{Fields, Form, Outcome, Save},
    language::Lang,
    problem::Problem,
    profile::{Progress, Section},
};
use services::{Actor, Clock, Db, Error, Services, args};

fn administrator() -> Actor {
    Actor::default().signed_in_as(common::viewer("administrator", Role::Administrator))
}

fn draft(en: &str, fr: &str, es: &str) -> AreaDraft {
    AreaDraft::of([("name_en", en), ("name_fr", fr), ("name_es", es)])
}

fn circular() -> AreaDraft {
    draft("Circular economy", "Économie circulaire", "Economía circular")
}

async fn add(services: &Services, draft: &AreaDraft) -> Result<(), Error> {
    let admin = administrator();
    services.add_area(&admin, &services.new_area(&admin).unwrap(), draft).await
}

/// Takes a step with an area whose names stay.
async fn step(services: &Services, slug: &str, step: Step) -> Result<(), Error> {
    let kept = services.area_to_change(&administrator(), slug).await.unwrap();
    services.change_area(&administrator(), slug, kept.edition, step, &kept.fields.draft()).await
}

fn problem(result: Result<(), Error>, field: &str) -> Option<Problem> {
    match result {
        Err(Error::Invalid(problems)) => problems.of(field).cloned(),
        other => panic!("{other:?}"),
    }
}

async fn audited(services: &Services, slug: &str) -> Vec<(String, String, String, String)> {
    let sql = "SELECT actor, action, before, after FROM audit WHERE subject = $1 ORDER BY id";
    let rows = services.db.rows(sql, args![slug]).await.unwrap();
    let text = |row: &services::db::Row, column| row.text(column).unwrap();
    let told = |row| (text(row, "actor"), text(row, "action"), text(row, "before"), text(row, "after"));
    rows.iter().map(told).collect()
}

async fn offered(services: &Services, lang: Lang) -> Vec<String> {
    services.areas().await.unwrap().offered(lang).iter().map(|(_, name)| name.clone()).collect()
}

fn expertise(entry: &str, area: &str) -> (Form, Fields) {
    let form = Form::Entry(Section::Expertise, entry.to_owned());
    let mut fields = filled(&form);
    fields.0.iter_mut().filter(|(name, _)| name == "area").for_each(|(_, text)| area.clone_into(text));
    (form, fields)
}

/// Saves an entry of the section and goes on, as the form without WebAssembly does.
async fn submit(services: &Services, actor: &Actor, entry: &str, area: &str) -> Result<(), Error> {
    let (form, fields) = expertise(entry, area);
    let base = services.open_form(actor, &form).await.unwrap().saved.version;
    services.post_draft(actor, Save::posted(form, base, fields), true).await
}

async fn progress(services: &Services, actor: &Actor) -> (Progress, Vec<String>) {
    let profile = services.profile(actor).await.unwrap();
    let stands = profile.stands(services.clock.today());
    let stand = stands.into_iter().find(|stand| stand.section == Section::Expertise).unwrap();
    (stand.progress, stand.fields)
}

#[tokio::test]
async fn an_empty_list_is_filled_once_by_programs_that_start_at_once_and_never_again() {
    fresh(|address| async move {
        let filled = at_once(&address, |services| async move {
            let filled = services.load_shipped_areas().await.unwrap();
            assert!(!services.load_shipped_areas().await.unwrap());
            assert_eq!(offered(&services, Lang::En).await.len(), 42);
            filled
        });
        assert_eq!(filled.await.into_iter().filter(|filled| *filled).count(), 1);
        let services = Services::new(Db::open(&address).await.unwrap(), Clock::default());
        let all = audited(&services, "wages").await;
        assert_eq!(all, [("system".into(), "area.add".into(), String::new(), String::new())]);
        step(&services, "wages", Step::Retire).await.unwrap();
        assert!(!services.load_shipped_areas().await.unwrap());
        assert!(!offered(&services, Lang::En).await.contains(&"Wages".to_owned()), "it stays as it was left");
        services.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_area_is_added_once_under_names_of_its_own() {
    on_both(|services| async move {
        let admin = administrator();
        let key = services.new_area(&admin).unwrap();
        for _ in 0..2 {
            services.add_area(&admin, &key, &circular()).await.unwrap();
        }
        let kept = services.area_to_change(&admin, "circular-economy").await.unwrap();
        assert_eq!((kept.edition, kept.fields.draft::<AreaDraft>()), (1, circular()));
        let told = audited(&services, "circular-economy").await;
        assert_eq!(told.len(), 1, "pressing twice adds one");
        assert_eq!((told[0].0.as_str(), told[0].1.as_str()), ("administrator", "area.add"));
        assert!(told[0].3.contains("Économie circulaire"), "{told:?}");

        let french = offered(&services, Lang::Fr).await;
        let place = french.iter().position(|name| name == "Économie circulaire").unwrap();
        assert_eq!(french[place + 1], "Économie informelle", "in the order of the alphabet: {french:?}");

        let same = draft("CIRCULAR économy", "Autre", "Economia Circular");
        assert_eq!(problem(add(&services, &same).await, "name_en"), Some(Problem::Taken));
        assert_eq!(problem(add(&services, &same).await, "name_fr"), None);
        assert_eq!(problem(add(&services, &same).await, "name_es"), Some(Problem::Taken));
        assert_eq!(problem(add(&services, &draft("A", "", "C")).await, "name_fr"), Some(Problem::Missing));
        let no_key = services.add_area(&admin, "no key", &draft("A", "B", "C")).await;
        assert!(matches!(no_key, Err(Error::NotFound)), "{no_key:?}");

        let found = services.areas_to_keep(&admin, "economie CIRC", Lang::Es).await.unwrap();
        assert_eq!(found.iter().map(|row| row.area.slug()).collect::<Vec<_>>(), ["circular-economy"]);
        assert_eq!(services.areas_to_keep(&admin, "alchemy", Lang::En).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn an_area_is_changed_on_the_edition_that_was_seen_and_keeps_its_slug() {
    on_both(|services| async move {
        let admin = administrator();
        let pay = draft("Pay", "Rémunération", "Remuneración");
        services.change_area(&admin, "wages", 1, Step::Save, &pay).await.unwrap();
        assert_eq!(services.areas().await.unwrap().name(Lang::Fr, "wages"), Some("Rémunération"));
        let told = audited(&services, "wages").await.pop().unwrap();
        assert_eq!(
            (told.1.as_str(), told.2.contains("Salaires"), told.3.contains("Pay")),
            ("area.change", true, true)
        );

        let stale = services.change_area(&admin, "wages", 1, Step::Retire, &draft("A", "B", "C")).await;
        assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
        let kept = services.area_to_change(&admin, "wages").await.unwrap();
        assert_eq!(
            (kept.edition, kept.fields.draft::<AreaDraft>(), kept.row.retired_on),
            (2, pay.clone(), None)
        );

        services.change_area(&admin, "wages", 2, Step::Save, &pay).await.unwrap();
        assert_eq!(audited(&services, "wages").await.len(), 2, "what changes nothing is no change");
        let law = services.change_area(&admin, "wages", 2, Step::Save, &draft("Labour law", "B", "C")).await;
        assert_eq!(problem(law, "name_en"), Some(Problem::Taken));
        let nothing = services.change_area(&admin, "alchemy", 1, Step::Save, &pay).await;
        assert!(matches!(nothing, Err(Error::NotFound)), "{nothing:?}");
    })
    .await;
}

#[tokio::test]
async fn of_two_who_change_or_add_at_once_one_is_told() {
    on_both(|services| async move {
        let admin = administrator();
        let (one, two) = (draft("A", "B", "C"), draft("D", "E", "F"));
        let (first, second) = tokio::join!(
            services.change_area(&admin, "wages", 1, Step::Save, &one),
            services.change_area(&admin, "wages", 1, Step::Save, &two)
        );
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1, "{first:?} {second:?}");
        assert!([first, second].iter().any(|end| matches!(end, Err(Error::Conflict))));
        let same = circular();
        let (first, second) = tokio::join!(add(&services, &same), add(&services, &same));
        let refused = [first, second].into_iter().filter(Result::is_err).collect::<Vec<_>>();
        assert_eq!(refused.len(), 1, "{refused:?}");
        assert!(matches!(&refused[0], Err(Error::Invalid(_))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_retired_area_is_not_offered_until_it_is_again() {
    on_both(|services| async move {
        step(&services, "wages", Step::Retire).await.unwrap();
        services.clock.forward(DAY);
        step(&services, "wages", Step::Retire).await.unwrap();
        let row = services.area_to_change(&administrator(), "wages").await.unwrap().row;
        assert_eq!(row.retired_on.unwrap().to_string(), "2026-11-21", "since the first time");
        assert!(!offered(&services, Lang::Es).await.contains(&"Salarios".to_owned()));
        assert_eq!(services.areas().await.unwrap().name(Lang::Es, "wages"), Some("Salarios"));
        let rows = services.areas_to_keep(&administrator(), "", Lang::En).await.unwrap();
        assert_eq!(rows.len(), 42, "administrators see it");

        // Its name is free for another, and then no longer for itself.
        add(&services, &draft("Wages", "Paie", "Pagas")).await.unwrap();
        assert_eq!(problem(step(&services, "wages", Step::Offer).await, "name_en"), Some(Problem::Taken));
        step(&services, "wages-2", Step::Retire).await.unwrap();
        step(&services, "wages", Step::Offer).await.unwrap();
        assert!(offered(&services, Lang::Es).await.contains(&"Salarios".to_owned()));
        let actions: Vec<_> = audited(&services, "wages").await.into_iter().map(|told| told.1).collect();
        assert_eq!(actions, ["area.add", "area.retire", "area.offer"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_but_an_administrator_keeps_the_areas() {
    on_both(|services| async move {
        let mut others = vec![Actor::default()];
        others.extend(
            Role::ALL
                .iter()
                .filter(|role| **role != Role::Administrator)
                .map(|role| Actor::default().signed_in_as(common::viewer("somebody", *role))),
        );
        for actor in &others {
            let key = services.new_area(&administrator()).unwrap();
            let refused = [
                services.new_area(actor).err(),
                services.add_area(actor, &key, &circular()).await.err(),
                services.change_area(actor, "wages", 1, Step::Retire, &circular()).await.err(),
                services.area_to_change(actor, "wages").await.err(),
                services.areas_to_keep(actor, "", Lang::En).await.err(),
            ];
            for error in refused {
                assert!(matches!(error, Some(Error::Forbidden | Error::SignedOut)), "{error:?}");
            }
        }
        assert_eq!(services.area_to_change(&administrator(), "wages").await.unwrap().edition, 1);
    })
    .await;
}

#[tokio::test]
async fn an_area_that_is_in_no_list_is_refused_wherever_it_is_submitted_and_kept_as_a_draft() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        write(&services, &ana, NUMBER, &[("cover_letter", "Dear panel")]).await.unwrap();
        let (form, typed) = expertise("entry-1", "alchemy");
        let saved = services.save_draft(&ana, Save::posted(form.clone(), 1, typed)).await.unwrap();
        assert!(matches!(saved, Outcome::Saved { .. }), "a draft may hold anything: {saved:?}");
        assert_eq!(
            progress(&services, &ana).await,
            (Progress::InProgress { problems: 1 }, vec!["area".into()])
        );
        let sent = send(&services, &ana, NUMBER).await.map(|_| ());
        assert_eq!(problem(sent, "expertise"), Some(Problem::Incomplete));

        let refused = submit(&services, &ana, "entry-1", "alchemy").await;
        assert_eq!(problem(refused, "area"), Some(Problem::NotAnOption));
        let opened = services.open_form(&ana, &form).await.unwrap().saved;
        assert_eq!(opened.fields.get("area"), "alchemy", "what was typed stays");
        assert_eq!(
            opened.problems.of("area"),
            Some(&Problem::NotAnOption),
            "and its page says what is wrong"
        );

        submit(&services, &ana, "entry-1", "wages").await.unwrap();
        assert_eq!(progress(&services, &ana).await.0, Progress::Complete);
        // Of the several of a job too.
        let form = Form::Entry(Section::Experience, "entry-1".into());
        let mut job = filled(&form);
        job.0.retain(|(name, _)| name != "fields");
        job.0.extend(fields(&[("fields", "wages\nalchemy")]).0);
        let refused = services.post_draft(&ana, Save::posted(form, 1, job), true).await;
        assert_eq!(problem(refused, "fields"), Some(Problem::NotAnOption));
        let sent = send(&services, &ana, NUMBER).await.map(|_| ());
        assert_eq!(problem(sent, "experience"), Some(Problem::Incomplete));
    })
    .await;
}

#[tokio::test]
async fn whoever_has_an_area_that_is_retired_keeps_it_and_nobody_gets_it_anew() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        services.clock.forward(1);
        step(&services, "statistics", Step::Retire).await.unwrap();
        assert_eq!(progress(&services, &ana).await.0, Progress::Complete);
        submit(&services, &ana, "entry-1", "statistics").await.unwrap();
        write(&services, &ana, NUMBER, &[("cover_letter", "Dear panel")]).await.unwrap();
        let sent = send(&services, &ana, NUMBER).await.unwrap();
        let snapshot = services.application(&ana, &sent.id).await.unwrap().snapshot;
        assert_eq!(snapshot.profile.expertise[0].area.slug(), "statistics");

        assert_eq!(
            problem(submit(&services, &ana, "entry-2", "statistics").await, "area"),
            Some(Problem::NotAnOption),
            "a new entry of the same person"
        );
        assert_eq!(progress(&services, &ana).await.0, Progress::InProgress { problems: 1 });
        let ben = common::candidate(&services, "ben").await;
        let refused = submit(&services, &ben, "entry-1", "statistics").await;
        assert_eq!(problem(refused, "area"), Some(Problem::NotAnOption));
        step(&services, "statistics", Step::Offer).await.unwrap();
        submit(&services, &ben, "entry-1", "statistics").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_one_server_changes_another_offers_and_decides_by() {
    on_both(|services| async move {
        let other = Services::new(services.db.clone(), services.clock.clone());
        let ana = common::candidate(&services, "ana").await;
        assert_eq!(offered(&other, Lang::En).await.len(), 42);
        add(&services, &circular()).await.unwrap();
        assert_eq!(offered(&services, Lang::En).await.len(), 43, "at once where it was added");
        // Offered here, submitted there, before the other one has looked.
        submit(&other, &ana, "entry-1", "circular-economy").await.unwrap();
        assert_eq!(offered(&other, Lang::En).await.len(), 43);
        step(&services, "circular-economy", Step::Retire).await.unwrap();
        assert!(other.refresh::<services::area::Areas>().await.unwrap());
        assert!(!other.refresh::<services::area::Areas>().await.unwrap(), "only when it has changed");
        assert_eq!(offered(&other, Lang::En).await.len(), 42);
    })
    .await;
}
