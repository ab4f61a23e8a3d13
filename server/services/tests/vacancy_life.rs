//! What becomes of a vacancy once it is published: by the clock, by HRD, by an import, and by several of them at once.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "common/applicant.rs"]
mod applicant;
mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/people.rs"]
mod people;

use common::{DAY, HOUR, MINUTE, fields, on_both};
use desk::{ID, OTHER, applicant, dates, extend, hrd, published, put, stage, step, text, write};
use jiff::{Timestamp, civil::date};
use model::{
    application::{State, Submission},
    form::{Fields, Form, Save},
    language::Lang,
    problem::{Problem, Problems},
    vacancy::{
        Category, Vacancy,
        desk::Sought,
        draft::Part,
        life::{Stage, Step},
        search::Search,
    },
};
use people::{ANA, holder, mails, member};
use serde_json::json;
use services::{
    Actor, Error, Services, args,
    board::Found,
    import::{ImportError, Imported},
    outbox::Letter,
};
use std::time::Duration;

const BEN: &str = "ben@example.org";

/// Long enough for what was begun to come to where it waits.
const A_WHILE: Duration = Duration::from_millis(300);

/// Ben, who has begun to apply.
async fn beginner(services: &Services, slug: &str) -> Actor {
    let ben = holder(services, &member(services, BEN).await).await;
    type_letter(services, &ben, slug, "I").await;
    ben
}

async fn type_letter(services: &Services, actor: &Actor, slug: &str, letter: &str) {
    let form = Form::Application(slug.to_owned());
    let base = services.open_form(actor, &form).await.unwrap().saved.version;
    let save = Save::posted(form, base, fields(&[("cover_letter", letter)]));
    services.post_draft(actor, save, false).await.unwrap();
}

/// Ana's application, ready to be sent.
async fn ready(services: &Services, ana: &Actor, slug: &str) -> Submission {
    let form = Form::Application(slug.to_owned());
    let base = services.open_form(ana, &form).await.unwrap().saved.version;
    services.post_draft(ana, Save::posted(form.clone(), base, applicant::filled(&form)), true).await.unwrap();
    let review = services.review_application(ana, slug, Lang::En).await.unwrap();
    Submission { seen: review.seen, key: review.key, truthful: true }
}

async fn recipients(services: &Services) -> Vec<String> {
    let mut all: Vec<String> = mails(services).await.into_iter().map(|(recipient, _)| recipient).collect();
    all.sort_unstable();
    all
}

async fn stored(services: &Services, id: &str) -> Vacancy {
    let sql = "SELECT body FROM vacancy WHERE id = $1";
    services.db.row(sql, args![id]).await.unwrap().unwrap().json("body").unwrap()
}

async fn revision(services: &Services) -> i64 {
    let sql = "SELECT value FROM revision WHERE name = 'vacancies'";
    services.db.row(sql, args![]).await.unwrap().unwrap().int("value").unwrap()
}

fn of(stage: Stage) -> Sought {
    Sought { stage: Some(stage), ..Sought::default() }
}

/// The problems for which a step was refused.
fn problems(refused: Result<(), Error>) -> Problems {
    match refused {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("not refused as invalid: {other:?}"),
    }
}

/// The days of a vacancy in a zone.
fn days(publish: jiff::civil::Date, closes: jiff::civil::Date, zone: &str) -> Fields {
    let typed = |name: &str, day: jiff::civil::Date| {
        [
            (format!("{name}_day"), day.day().to_string()),
            (format!("{name}_month"), day.month().to_string()),
            (format!("{name}_year"), day.year().to_string()),
        ]
    };
    let all = typed("publish", publish).into_iter().chain(typed("closes", closes));
    Fields(all.chain([("zone".to_owned(), zone.to_owned())]).collect())
}

#[tokio::test]
async fn a_vacancy_appears_and_closes_at_midnight_in_its_zone_also_where_clocks_change() {
    let winter = (date(2026, 12, 2), date(2026, 12, 10));
    // The day on which clocks go forward in Switzerland has 23 hours, that on which they go back 25.
    let (forward, back) = (date(2027, 3, 28), date(2027, 10, 31));
    let told = [
        (winter, "Europe/Zurich", "2026-12-01T23:00:00Z", "2026-12-10T23:00:00Z"),
        (winter, "America/Lima", "2026-12-02T05:00:00Z", "2026-12-11T05:00:00Z"),
        (winter, "Asia/Kathmandu", "2026-12-01T18:15:00Z", "2026-12-10T18:15:00Z"),
        ((forward, forward), "Europe/Zurich", "2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z"),
        ((back, back), "Europe/Zurich", "2027-10-30T22:00:00Z", "2027-10-31T23:00:00Z"),
        // In Cairo 30 April 2027 has no midnight.
        (
            (date(2027, 4, 30), date(2027, 5, 5)),
            "Africa/Cairo",
            "2027-04-29T22:00:00Z",
            "2027-05-05T21:00:00Z",
        ),
    ];
    on_both(move |services| async move {
        let hrd = hrd(&services).await;
        let mut events: Vec<(i64, String, bool)> = Vec::new();
        for (n, ((publish, closes), zone, opens, ends)) in told.into_iter().enumerate() {
            let id = format!("019ab000-0000-7000-8000-00000000020{n}");
            write(&services, &hrd, &id, "Statistician", days(publish, closes, zone)).await;
            step(&services, &hrd, &id, Step::Publish).await.unwrap();
            let slug = services.vacancy_file(&hrd, &id, Lang::En).await.unwrap().slug;
            let at = |instant: &str| instant.parse::<Timestamp>().unwrap().as_millisecond();
            events.extend([(at(opens), slug.clone(), true), (at(ends), slug, false)]);
        }
        events.sort();
        for (at, slug, opens) in events {
            let found = async || services.notice(&slug, Lang::En).await.unwrap();
            services.clock.forward(at - 1 - services.clock.now());
            let before = found().await;
            assert!(
                matches!((&before, opens), (Found::NotFound, true) | (Found::Open(_), false)),
                "{slug} {before:?}"
            );
            services.clock.forward(1);
            let after = found().await;
            assert!(
                matches!((&after, opens), (Found::Open(_), true) | (Found::Closed { .. }, false)),
                "{slug} {after:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_published_at_once_appears_at_once_where_it_is_still_yesterday() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        // Half past one on 2 December in Geneva, half past seven on the evening before in Lima.
        services.clock.forward(10 * DAY + 15 * HOUR + 30 * MINUTE);
        assert_eq!(
            services.clock.now(),
            "2026-12-02T00:30:00Z".parse::<Timestamp>().unwrap().as_millisecond()
        );
        let mut dates = dates("", "10");
        dates.0.last_mut().unwrap().1 = "America/Lima".into();
        write(&services, &hrd, ID, "Statistician", dates).await;
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        assert_eq!(stage(&services, &hrd, ID).await, Stage::Published);
        step(&services, &hrd, ID, Step::Close).await.unwrap();
        let ended = stored(&services, ID).await;
        assert!(ended.closes_on >= ended.published_on, "{ended:?}");
    })
    .await;
}

#[tokio::test]
async fn a_last_day_that_is_over_in_its_zone_is_said_where_it_is_typed() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        // Eight in the evening in Geneva; in Bangkok it is the day after.
        services.clock.forward(10 * HOUR);
        let today = date(2026, 11, 21);
        write(&services, &hrd, ID, "Statistician", days(today, today, "Asia/Bangkok")).await;
        assert_eq!(
            problems(step(&services, &hrd, ID, Step::Publish).await),
            Problems::from(("dates", Problem::Incomplete))
        );
        let parts = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap().parts;
        let missing: Vec<Part> =
            parts.iter().filter(|part| part.is_missing()).map(|part| part.part).collect();
        assert_eq!(missing, [Part::Dates]);
        let opened = services.open_form(&hrd, &Form::Vacancy(ID.into(), Part::Dates)).await.unwrap();
        assert_eq!(opened.saved.problems, Problems::from(("closes_day", Problem::InThePast)));
        put(&services, &hrd, ID, Part::Dates, dates("", "10")).await;
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_applies_while_a_vacancy_is_cancelled_is_told_that_it_is_gone() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        let ana = holder(&services, &member(&services, ANA).await).await;
        applicant::fill_profile(&services, &ana).await;
        let submission = ready(&services, &ana, &slug).await;
        let mut cancelling = services.db.begin().await.unwrap();
        let sql = "UPDATE vacancy SET cancelled_at = $1, closes_at = $1 WHERE id = $2";
        // It is cancelled a moment after the application has arrived.
        cancelling.execute(sql, args![services.clock.now() + 1, ID]).await.unwrap();
        let (other, to) = (services.clone(), slug.clone());
        let applying = tokio::spawn(async move { other.apply(&ana, &to, &submission, Lang::En).await });
        tokio::time::sleep(A_WHILE).await;
        cancelling.commit().await.unwrap();
        let applied = applying.await.unwrap();
        assert!(matches!(applied, Err(Error::Gone)), "{applied:?}");
    })
    .await;
}

#[tokio::test]
async fn who_withdraws_while_a_vacancy_is_cancelled_does_not_keep_it_from_being_cancelled() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        let (ana, application) = applicant(&services, &slug).await;
        let edition = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap().edition;
        let mut withdrawing = services.db.begin().await.unwrap();
        let sql = "UPDATE application SET state = 'withdrawn' WHERE id = $1";
        withdrawing.execute(sql, args![&application]).await.unwrap();
        let (other, official) = (services.clone(), hrd.clone());
        let cancelling =
            tokio::spawn(async move { other.take_step(&official, ID, Step::Cancel, edition).await });
        tokio::time::sleep(A_WHILE).await;
        withdrawing.commit().await.unwrap();
        cancelling.await.unwrap().unwrap();
        assert_eq!(stage(&services, &hrd, ID).await, Stage::Cancelled);
        let state = services.application(&ana, &application).await.unwrap().applied.state;
        assert_eq!(state, State::Withdrawn);
        assert_eq!(mails(&services).await, []);
    })
    .await;
}

#[tokio::test]
async fn an_import_undoes_nothing_that_was_done_on_the_desk() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        published(&services, &hrd, ID, "Statistician").await;
        published(&services, &hrd, OTHER, "Economist").await;
        let import = async |id: &str, closes: &str| {
            let mut vacancy = json!(stored(&services, id).await);
            vacancy["texts"]["en"]["overview"] = json!("To count all day.");
            vacancy["closes_on"] = json!(closes);
            let file = json!({ "vacancies": [vacancy] }).to_string();
            match services.import_vacancies(&Actor::operator(), &file).await {
                Err(ImportError::Refused(faults)) => Err(faults[0].to_string()),
                other => Ok(other.unwrap()),
            }
        };
        let refused = async |id: &str, what: &str| {
            let before = stored(&services, id).await;
            let fault = import(id, "2026-12-10").await.unwrap_err();
            assert!(fault.contains(what), "{fault}");
            assert_eq!(stored(&services, id).await, before);
        };
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        refused(ID, "is being changed on the desk").await;
        step(&services, &hrd, ID, Step::Discard).await.unwrap();
        let changed = Imported { changed: 1, ..Imported::default() };
        assert_eq!(import(ID, "2026-12-10").await, Ok(changed), "a correction is one");
        extend(&services, &hrd, ID, "17").await.unwrap();
        refused(ID, "vacancies[0].closes_on: ends before 2026-12-17").await;
        step(&services, &hrd, ID, Step::Close).await.unwrap();
        refused(ID, "was closed early, on 2026-11-21").await;
        step(&services, &hrd, OTHER, Step::Cancel).await.unwrap();
        refused(OTHER, "was cancelled").await;
        assert_eq!(services.find_vacancies(&Search::default(), Lang::En, 1).await.unwrap().page.total, 0);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_its_deadline_overtakes_can_be_given_up_and_hides_nothing() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        published(&services, &hrd, ID, "Statistician").await;
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        put(&services, &hrd, ID, Part::TextEn, text("Senior statistician")).await;
        services.clock.forward(30 * DAY);
        let file = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap();
        assert_eq!((file.row.stage, file.parts.len()), (Stage::Closed, 0));
        assert_eq!(file.steps, [Step::Discard, Step::Cancel]);
        let form = Form::Vacancy(ID.into(), Part::TextEn);
        let closed = services.open_form(&hrd, &form).await;
        assert!(matches!(closed, Err(Error::NotFound)), "{closed:?}");
        let preview = services.preview_vacancy(&hrd, ID, Lang::En).await.unwrap();
        assert_eq!(preview.0.text.title, "Statistician");
        step(&services, &hrd, ID, Step::Discard).await.unwrap();
        let file = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap();
        assert_eq!((file.row.changing, file.steps), (false, vec![Step::Cancel]));
    })
    .await;
}

#[tokio::test]
async fn a_last_day_that_was_typed_before_a_vacancy_appeared_is_not_dropped_unsaid() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("2", "20")).await;
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        put(&services, &hrd, ID, Part::Dates, dates("2", "24")).await;
        services.clock.forward(12 * DAY);
        put(&services, &hrd, ID, Part::Note, fields(&[("note_en", "The title was wrong.")])).await;
        assert_eq!(
            problems(step(&services, &hrd, ID, Step::Publish).await),
            Problems::from(("dates", Problem::Incomplete))
        );
        let missing = async || {
            let parts = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap().parts;
            parts.iter().filter(|part| part.is_missing()).map(|part| part.part).collect::<Vec<_>>()
        };
        assert_eq!(missing().await, [Part::Dates]);
        let opened = services.open_form(&hrd, &Form::Vacancy(ID.into(), Part::Dates)).await.unwrap();
        assert_eq!(opened.saved.problems, Problems::from(("closes_day", Problem::Settled)));
        put(&services, &hrd, ID, Part::Dates, dates("", "20")).await;
        assert_eq!(missing().await, []);
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        assert_eq!(stored(&services, ID).await.closes_on, date(2026, 12, 20));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_written_to_for_whom_it_is_over() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        let (ana, application) = applicant(&services, &slug).await;
        beginner(&services, &slug).await;
        services.withdraw(&ana, &application).await.unwrap();
        mails(&services).await;
        extend(&services, &hrd, ID, "12").await.unwrap();
        assert_eq!(recipients(&services).await, [BEN], "the draft stays when it is sent");
        services.clock.forward(HOUR);
        type_letter(&services, &ana, &slug, "Once more").await;
        extend(&services, &hrd, ID, "13").await.unwrap();
        assert_eq!(recipients(&services).await, [ANA, BEN], "who begins again is told again");
        let submission = ready(&services, &ana, &slug).await;
        let again = services.apply(&ana, &slug, &submission, Lang::En).await.unwrap();
        services.move_application(&hrd, &again.id, State::Received, State::NotSelected).await.unwrap();
        mails(&services).await;
        step(&services, &hrd, ID, Step::Cancel).await.unwrap();
        assert_eq!(recipients(&services).await, [BEN]);
    })
    .await;
}

#[tokio::test]
async fn closing_early_is_told_to_who_has_begun_and_shows_when_it_was() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        let (ana, _) = applicant(&services, &slug).await;
        services.save_vacancy(&ana, &slug).await.unwrap();
        beginner(&services, &slug).await;
        services.clock.forward(2 * DAY);
        mails(&services).await;
        step(&services, &hrd, ID, Step::Close).await.unwrap();
        let told = mails(&services).await;
        assert!(matches!(&told[..], [(to, Letter::VacancyClosed { .. })] if to == BEN), "{told:?}");
        let today = date(2026, 11, 23);
        let saved = services.saved_vacancies(&ana, Lang::En).await.unwrap();
        assert_eq!((saved.open.len(), saved.closed[0].closes_on), (0, today));
        let file = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap();
        assert_eq!((file.row.days.unwrap().closes_on, file.version), (today, 2));
        services.clock.forward(DAY);
        step(&services, &hrd, ID, Step::Cancel).await.unwrap();
        let saved = services.saved_vacancies(&ana, Lang::En).await.unwrap();
        assert_eq!(saved.closed[0].closes_on, today, "it was over before it was cancelled");
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_vacancy_shows_the_day_on_which_it_was() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        let (ana, _) = applicant(&services, &slug).await;
        services.save_vacancy(&ana, &slug).await.unwrap();
        services.clock.forward(2 * DAY);
        step(&services, &hrd, ID, Step::Cancel).await.unwrap();
        let saved = services.saved_vacancies(&ana, Lang::En).await.unwrap();
        assert_eq!(saved.closed[0].closes_on, date(2026, 11, 23));
    })
    .await;
}

#[tokio::test]
async fn an_extension_that_is_pressed_twice_is_made_once_and_leaves_no_draft() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        beginner(&services, &slug).await;
        mails(&services).await;
        extend(&services, &hrd, ID, "17").await.unwrap();
        extend(&services, &hrd, ID, "17").await.unwrap();
        assert_eq!(recipients(&services).await, [BEN]);
        assert_eq!(stored(&services, ID).await.changes.len(), 1);
        let opened = services.open_form(&hrd, &Form::Vacancy(ID.into(), Part::Extension)).await.unwrap();
        assert_eq!(opened.saved.version, 0);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_sees_has_no_server_read_the_vacancies_again() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        published(&services, &hrd, ID, "Statistician").await;
        let before = revision(&services).await;
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        step(&services, &hrd, ID, Step::Discard).await.unwrap();
        services.begin_vacancy(&hrd, OTHER, Category::Local).await.unwrap();
        step(&services, &hrd, OTHER, Step::Discard).await.unwrap();
        assert_eq!(revision(&services).await, before);
        extend(&services, &hrd, ID, "17").await.unwrap();
        assert_eq!(revision(&services).await, before + 1);
    })
    .await;
}

#[tokio::test]
async fn the_desk_finds_titles_whatever_their_case_and_accents_and_nothing_else() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        published(&services, &hrd, ID, "Économiste 100 %").await;
        write(&services, &hrd, OTHER, "Ökonom", dates("", "12")).await;
        let found = async |sought: Sought| {
            let desk = services.desk(&hrd, &sought, Lang::En).await.unwrap();
            desk.rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
        };
        let words = |words: &str| Sought { words: words.into(), ..Sought::default() };
        for sought in ["économ", "ECONOM", "ÉCONOM", "100 %", "Employment/p", "P/2026/01"] {
            assert_eq!(found(words(sought)).await, ["Économiste 100 %"], "{sought}");
        }
        for sought in ["To count", "department", "///", "统计"] {
            assert_eq!(found(words(sought)).await, <[&str; 0]>::default(), "{sought}");
        }
        assert_eq!(found(Sought { words: "okon".into(), ..of(Stage::Draft) }).await, ["Ökonom"]);
        let category = |category| Sought { category: Some(category), ..Sought::default() };
        assert_eq!(found(category(Category::DevelopmentCooperation)).await.len(), 1);
        assert_eq!(found(category(Category::Local)).await.len(), 0);
        step(&services, &hrd, ID, Step::Close).await.unwrap();
        let closed = |words: &str| Sought { words: words.into(), ..of(Stage::Closed) };
        assert_eq!(found(closed("2026/01")).await.len(), 1);
        assert_eq!(found(closed("econom")).await.len(), 0, "of what is over, the number alone is searched");
        let desk = services.desk(&hrd, &of(Stage::Closed), Lang::En).await.unwrap();
        assert_eq!(desk.counts.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [1, 0, 0, 1, 0]);
    })
    .await;
}

#[tokio::test]
async fn applications_that_were_withdrawn_are_not_counted() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        let (ana, application) = applicant(&services, &slug).await;
        let counted = async || {
            let listed = services.desk(&hrd, &Sought::default(), Lang::En).await.unwrap().rows;
            let file = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap().row;
            (listed[0].applications, file.applications)
        };
        assert_eq!(counted().await, (1, 1));
        services.withdraw(&ana, &application).await.unwrap();
        assert_eq!(counted().await, (0, 0));
    })
    .await;
}

#[tokio::test]
async fn older_vacancies_are_found_on_the_desk_once_they_are_upgraded() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        published(&services, &hrd, ID, "Statistician").await;
        services.db.execute("UPDATE vacancy SET titles = '', category = ''", args![]).await.unwrap();
        services.upgrade().await.unwrap();
        let category = Some(Category::DevelopmentCooperation);
        let sought = Sought { words: "statist".into(), category, ..Sought::default() };
        assert_eq!(services.desk(&hrd, &sought, Lang::En).await.unwrap().rows.len(), 1);
    })
    .await;
}
