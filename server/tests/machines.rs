//! What is made for programs and for keeping: feed, sitemap, interface, JSON-LD, calendar, PDF; and that what has closed is in none
//! of it from the very millisecond.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use common::{Answer, CANDIDATE, Site};
use jiff::Timestamp;
use model::{choice::Choice, language::Lang, vacancy::Category};
use serde_json::Value;
use services::{Actor, board::PAGE_SIZE};

const ATOM: &str = "/feeds/vacancies.atom";
const LIST: &str = "/api/v1/vacancies";

fn vacancy(number: &str, closes_on: &str, zone: &str, more: &str) -> String {
    format!(
        r#"{{"number": "{number}", "category": "local", "grade": "G5", "contract_type": "fixed-term", "contract_months": 12,
        "published_on": "2026-01-05", "closes_on": "{closes_on}", "zone": "{zone}", "department": "TEST", "original_language": "en",
        "duty_station": {{"city": "Geneva", "country": "CH"}}, {more}
        "texts": {{"en": {{"title": "Keeper of </script><b>&amp; \"clocks\"", "overview": "Keeps #panic(\"x\") *clocks*.",
        "duties": ["Wind <them>."], "process": "]]> --> ok"}}}}}}"#
    )
}

async fn import(site: &Site, vacancies: &[String]) {
    let json = format!(r#"{{"vacancies": [{}]}}"#, vacancies.join(","));
    if let Err(error) = site.services.import_vacancies(&Actor::operator(), &json).await {
        panic!("{error}");
    }
}

/// Stops the clock at an instant.
fn at(site: &Site, instant: &str) {
    let instant: Timestamp = instant.parse().unwrap();
    site.services.clock.forward(instant.as_millisecond() - site.services.clock.now());
}

/// As programs ask: not for a page.
async fn get(site: &Site, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(Method::GET).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    site.send(request.body(Body::empty()).unwrap()).await
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

/// The JSON-LD of a page.
fn posting(page: &str) -> Value {
    let script = page.split("<script type=\"application/ld+json\"").nth(1).expect("JSON-LD");
    let json = script.split_once('>').unwrap().1.split("</script>").next().unwrap();
    serde_json::from_str(json).expect("JSON")
}

#[tokio::test]
async fn the_feed_is_atom_with_the_elements_of_un_vacancy_xml() {
    let site = Site::new().await;
    let open = json(&get(&site, LIST, &[]).await)["total"].as_u64().unwrap() as usize;
    for lang in Lang::ALL {
        let answer = get(&site, &lang.address(ATOM), &[]).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/atom+xml; charset=utf-8");
        let feed = feed_rs::parser::parse(answer.body.as_slice()).expect("a feed");
        assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom);
        assert_eq!(feed.language.as_deref(), Some(lang.tag()));
        assert_eq!(feed.entries.len(), open.min(PAGE_SIZE));
        for entry in &feed.entries {
            assert!(entry.title.as_ref().is_some_and(|title| !title.content.is_empty()));
            assert!(entry.updated.is_some() && entry.published.is_some() && entry.summary.is_some());
            let link = &entry.links[0].href;
            let page = get(&site, link.strip_prefix("http://localhost:3000").unwrap(), &[]).await;
            assert_eq!(page.status, StatusCode::OK, "{link}");
        }
    }
    let text = get(&site, ATOM, &[]).await.text();
    assert!(text.contains("xmlns:unv=\"http://unjoblist.org/resources/UNVacancyXML\""));
    for element in [
        "status",
        "posttitle",
        "closingdate",
        "grade",
        "dutystationcountry",
        "dutystationcity",
        "organisation",
        "orgcontact",
        "contracttype",
        "vacancyno",
        "keywords",
    ] {
        assert!(text.contains(&format!("<unv:{element}>")), "{element}");
    }
}

#[tokio::test]
async fn a_category_has_a_feed_of_its_own_and_a_long_feed_has_pages() {
    let site = Site::new().await;
    let many: Vec<_> = (0..120)
        .map(|n| vacancy(&format!("LOC/TEST/G/2026/{n}"), "2026-12-31", "Europe/Zurich", ""))
        .collect();
    import(&site, &many).await;
    let mut ids = Vec::new();
    let mut address = format!("{ATOM}?category=local");
    while !address.is_empty() {
        let feed = feed_rs::parser::parse(get(&site, &address, &[]).await.body.as_slice()).unwrap();
        assert!(feed.entries.len() <= PAGE_SIZE);
        assert!(feed.entries.iter().all(|entry| entry.categories[0].term == "local"));
        ids.extend(feed.entries.iter().map(|entry| entry.id.clone()));
        let next = feed.links.iter().find(|link| link.rel.as_deref() == Some("next"));
        address = next.map_or(String::new(), |next| next.href.replace("http://localhost:3000", ""));
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert!(ids.len() > 120 && ids.len() == all, "each once");
    assert_eq!(get(&site, &format!("{ATOM}?category=none"), &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nothing_is_sent_twice_to_who_has_it() {
    let site = Site::new().await;
    let slug = json(&get(&site, LIST, &[]).await)["vacancies"][0]["slug"].as_str().unwrap().to_owned();
    let one = format!("{LIST}/{slug}");
    site.services.clock.forward(2_000);
    for path in [ATOM, "/fr/feeds/vacancies.atom", LIST, &one, "/api/v1/openapi.json", "/sitemap.xml"] {
        let first = get(&site, path, &[]).await;
        assert_eq!(first.status, StatusCode::OK, "{path}");
        first.must_carry_headers(path);
        assert_eq!(first.header(header::CACHE_CONTROL), "public, no-cache");
        let (tag, time) = (first.header(header::ETAG), first.header(header::LAST_MODIFIED));
        assert!(tag.starts_with("W/\"") && !time.is_empty(), "{path}");
        for known in [("if-none-match", tag), ("if-modified-since", time)] {
            let second = get(&site, path, &[known]).await;
            assert_eq!((second.status, second.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path} {known:?}");
            assert_eq!(second.header(header::ETAG), tag);
        }
        assert_eq!(get(&site, path, &[("if-none-match", "\"x\"")]).await.status, StatusCode::OK);
    }
    let before = get(&site, LIST, &[]).await;
    import(&site, &[vacancy("LOC/TEST/G/2026/01", "2026-12-31", "Europe/Zurich", "")]).await;
    for known in [("if-none-match", header::ETAG), ("if-modified-since", header::LAST_MODIFIED)] {
        let after = get(&site, LIST, &[(known.0, before.header(known.1))]).await;
        assert_eq!(after.status, StatusCode::OK, "{}", known.0);
    }
}

#[tokio::test]
async fn pages_of_other_sites_may_read_and_no_more() {
    let site = Site::new().await;
    let answer = get(&site, LIST, &[("origin", "https://example.org")]).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let ask = Request::builder()
        .method(Method::OPTIONS)
        .uri(LIST)
        .header("origin", "https://example.org")
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "if-none-match");
    let answer = site.send(ask.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-methods"), "GET,HEAD");
    assert!(
        get(&site, "/vacancies", &[("origin", "https://example.org")])
            .await
            .header("access-control-allow-origin")
            .is_empty()
    );
}

#[tokio::test]
async fn the_list_goes_from_page_to_page_in_one_order() {
    let site = Site::new().await;
    let many: Vec<_> = (0..120)
        .map(|n| vacancy(&format!("LOC/TEST/G/2026/{n}"), "2026-12-31", "Europe/Zurich", ""))
        .collect();
    import(&site, &many).await;
    let first = json(&get(&site, LIST, &[]).await);
    let mut slugs = Vec::new();
    for page in 1..=first["pages"].as_u64().unwrap() {
        let answer = json(&get(&site, &format!("{LIST}?page={page}&lang=es"), &[]).await);
        slugs.extend(
            answer["vacancies"].as_array().unwrap().iter().map(|v| v["slug"].as_str().unwrap().to_owned()),
        );
    }
    assert_eq!(slugs.len() as u64, first["total"].as_u64().unwrap());
    let mut unique = slugs.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), slugs.len());
    let beyond = json(&get(&site, &format!("{LIST}?page=1000"), &[]).await);
    assert_eq!(beyond["vacancies"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn what_is_not_understood_is_refused_with_a_problem() {
    let site = Site::new().await;
    for (path, status) in [
        ("/api/v1/vacancies?page=0", 400),
        ("/api/v1/vacancies?category=x", 400),
        ("/api/v1/vacancies?colour=red", 400),
        ("/api/v1/vacancies/none?page=2", 400),
        ("/api/v1/vacancies/never-was", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/vacancies/dc-amman-p-2026-01", 410),
    ] {
        let answer = get(&site, path, &[("accept", "text/html")]).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json", "{path}");
        let problem = json(&answer);
        assert_eq!(problem["status"], status);
        assert!(!problem["detail"].as_str().unwrap().is_empty());
    }
    let post = Request::post(LIST).body(Body::empty()).unwrap();
    let answer = site.send(post).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header(header::ALLOW), "GET,HEAD");
}

#[tokio::test]
async fn the_list_and_the_feed_find_by_the_same_search() {
    let site = Site::new().await;
    for query in [
        "grade=P4",
        "grade=P3&grade=P4&contract=fixed-term",
        "q=social&sort=closing",
        "country=CH&closing=60",
    ] {
        let listed = json(&get(&site, &format!("{LIST}?{query}"), &[]).await);
        let listed: Vec<_> = listed["vacancies"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v["address"].as_str().unwrap().to_owned())
            .collect();
        let feed = feed_rs::parser::parse(get(&site, &format!("{ATOM}?{query}"), &[]).await.body.as_slice())
            .unwrap();
        assert!(!listed.is_empty(), "{query}");
        assert_eq!(feed.entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>(), listed, "{query}");
    }
    let none = json(&get(&site, &format!("{LIST}?department=%00"), &[]).await);
    assert_eq!(none["total"], 0);
}

#[tokio::test]
async fn one_vacancy_is_given_whole() {
    let site = Site::new().await;
    let listed = json(&get(&site, &format!("{LIST}?category=junior-professional-officers"), &[]).await);
    let slug = listed["vacancies"][0]["slug"].as_str().unwrap();
    let whole = json(&get(&site, &format!("{LIST}/{slug}"), &[]).await);
    for (name, value) in listed["vacancies"][0].as_object().unwrap() {
        assert_eq!(&whole[name], value, "{name}");
    }
    assert!(
        !whole["duties"].as_array().unwrap().is_empty() && !whole["open_to"].as_array().unwrap().is_empty()
    );
    for name in ["pdf", "calendar", "address"] {
        let path = whole[name].as_str().unwrap().strip_prefix("http://localhost:3000").unwrap();
        assert_eq!(get(&site, path, &[]).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_notice_says_to_search_engines_what_google_asks_of_a_job_posting() {
    let site = Site::new().await;
    import(&site, &[vacancy("LOC/TEST/G/2026/01", "2026-12-31", "America/Lima", "\"open_to\": [\"PE\"],")])
        .await;
    let page = site.get("/fr/vacancies/loc-test-g-2026-01").await;
    let text = page.text();
    let posting = posting(&text);
    assert_eq!(posting["@context"], "https://schema.org/");
    assert_eq!(posting["@type"], "JobPosting");
    // Required.
    assert_eq!(posting["title"], "Keeper of </script><b>&amp; \"clocks\"");
    assert_eq!(posting["datePosted"], "2026-01-05");
    let description = posting["description"].as_str().unwrap();
    assert!(description.contains("<p>Wind &lt;them&gt;.</p>"), "{description}");
    assert!(!posting["hiringOrganization"]["name"].as_str().unwrap().is_empty());
    assert_eq!(posting["jobLocation"]["@type"], "Place");
    assert_eq!(posting["jobLocation"]["address"]["addressCountry"], "CH");
    assert_eq!(posting["jobLocation"]["address"]["addressLocality"], "Geneva");
    // Recommended.
    assert_eq!(posting["validThrough"], "2027-01-01T00:00:00-05:00");
    assert_eq!(posting["employmentType"], "FULL_TIME");
    assert_eq!(posting["identifier"]["value"], "LOC/TEST/G/2026/01");
    assert_eq!(posting["directApply"], true);
    assert!(posting["eligibilityToWorkRequirement"].as_str().unwrap().contains("Pérou"));
    // Scripts with the page's nonce alone.
    assert!(text.contains("http://localhost:3000/fr/vacancies/loc-test-g-2026-01"));
    let nonce = page.nonce();
    for script in text.split("<script").skip(1) {
        assert!(script.split('>').next().unwrap().contains(&format!("nonce=\"{nonce}\"")));
    }
}

#[tokio::test]
async fn every_sample_notice_has_a_posting_and_no_other_page_has() {
    let site = Site::new().await;
    for page in ["/", "/vacancies", "/vacancies/dc-amman-p-2026-01", "/nothing"] {
        assert!(!site.get(page).await.text().contains("ld+json"), "{page}");
    }
    let listed = json(&get(&site, LIST, &[]).await);
    for vacancy in listed["vacancies"].as_array().unwrap() {
        let address = vacancy["address"].as_str().unwrap().replace("http://localhost:3000", "");
        let posting = posting(&site.get(&address).await.text());
        for field in ["title", "description", "datePosted", "validThrough", "employmentType"] {
            assert!(posting[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {address}");
        }
        assert_eq!(posting["validThrough"], vacancy["closes_at"]);
    }
}

#[tokio::test]
async fn the_sitemap_names_each_page_in_all_languages_and_robots_txt_names_the_sitemap() {
    let site = Site::new().await;
    let text = get(&site, "/sitemap.xml", &[]).await.text();
    assert!(
        get(&site, "/robots.txt", &[]).await.text().contains("Sitemap: http://localhost:3000/sitemap.xml")
    );
    let open = json(&get(&site, LIST, &[]).await)["total"].as_u64().unwrap() as usize;
    assert_eq!(text.matches("<loc>").count(), (open + 6 + Category::ALL.len()) * 3);
    assert_eq!(text.matches("<xhtml:link ").count(), (open + 6 + Category::ALL.len()) * 3 * 4);
    for address in text.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()) {
        let path = address.strip_prefix("http://localhost:3000").unwrap();
        let page = site.get(if path.is_empty() { "/" } else { path }).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.text().contains(&format!("rel=\"canonical\" href=\"{address}\"")), "{address}");
    }
}

/// Where a vacancy would be found.
async fn everywhere(site: &Site, slug: &str) -> Vec<(String, bool)> {
    let mut places = Vec::new();
    for (path, accept) in [
        ("/vacancies", "text/html"),
        ("/fr/vacancies", "text/html"),
        (ATOM, "*/*"),
        ("/es/feeds/vacancies.atom?category=local", "*/*"),
        ("/sitemap.xml", "*/*"),
        (LIST, "*/*"),
        ("/api/fn/vacancy/find?lang=en&query=", "*/*"),
    ] {
        let answer = get(site, path, &[("accept", accept)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        places.push((path.to_owned(), answer.text().contains(slug)));
    }
    for (path, accept) in [
        (format!("/vacancies/{slug}"), "text/html"),
        (format!("/vacancies/{slug}/notice.pdf"), "*/*"),
        (format!("/vacancies/{slug}/deadline.ics"), "*/*"),
        (format!("{LIST}/{slug}"), "text/html"),
    ] {
        let status = get(site, &path, &[("accept", accept)]).await.status;
        assert!(status == StatusCode::OK || status == StatusCode::GONE, "{path}: {status}");
        places.push((path, status == StatusCode::OK));
    }
    places
}

#[tokio::test]
async fn a_vacancy_is_everywhere_to_the_last_millisecond_and_nowhere_from_the_next() {
    // Midnight in Geneva in winter and in summer, at both changes of the clock, and in the zones of duty stations.
    for (closes_on, zone, closes_at) in [
        ("2026-12-31", "Europe/Zurich", "2026-12-31T23:00:00Z"),
        ("2027-05-26", "Europe/Zurich", "2027-05-26T22:00:00Z"),
        ("2027-03-27", "Europe/Zurich", "2027-03-27T23:00:00Z"),
        ("2027-03-28", "Europe/Zurich", "2027-03-28T22:00:00Z"),
        ("2027-10-30", "Europe/Zurich", "2027-10-30T22:00:00Z"),
        ("2027-10-31", "Europe/Zurich", "2027-10-31T23:00:00Z"),
        ("2026-12-31", "America/Lima", "2027-01-01T05:00:00Z"),
        ("2026-12-31", "Asia/Kolkata", "2026-12-31T18:30:00Z"),
        ("2026-12-31", "Pacific/Kiritimati", "2026-12-31T10:00:00Z"),
    ] {
        let site = Site::new().await;
        import(&site, &[vacancy("LOC/TEST/G/2026/01", closes_on, zone, "")]).await;
        at(&site, closes_at);
        site.services.clock.forward(-1);
        for (place, found) in everywhere(&site, "loc-test-g-2026-01").await {
            assert!(found, "{closes_on} {zone}: {place} a millisecond before");
        }
        site.services.clock.forward(1);
        for (place, found) in everywhere(&site, "loc-test-g-2026-01").await {
            assert!(!found, "{closes_on} {zone}: {place} at the end");
        }
    }
}

#[tokio::test]
async fn the_calendar_has_the_last_hour_before_the_end_of_the_day_in_its_zone() {
    let site = Site::new().await;
    for (number, zone, begins, ends) in [
        ("LOC/TEST/G/2026/01", "Europe/Zurich", "20261231T220000Z", "20261231T230000Z"),
        ("LOC/TEST/G/2026/02", "America/Lima", "20270101T040000Z", "20270101T050000Z"),
    ] {
        import(&site, &[vacancy(number, "2026-12-31", zone, "")]).await;
        let path = format!("/fr/vacancies/{}/deadline.ics", model::vacancy::slug(number));
        let answer = get(&site, &path, &[]).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), "text/calendar; charset=utf-8");
        let text = answer.text();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
        assert!(
            text.contains(&format!("DTSTART:{begins}")) && text.contains(&format!("DTEND:{ends}")),
            "{text}"
        );
        assert!(text.contains("BEGIN:VALARM") && text.contains("SUMMARY:Date limite"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    }
}

#[tokio::test]
async fn a_notice_is_a_tagged_pdf_in_each_language_and_what_is_written_in_it_stays_text() {
    let site = Site::new().await;
    import(&site, &[vacancy("LOC/TEST/G/2026/01", "2026-12-31", "Europe/Zurich", "")]).await;
    for lang in Lang::ALL {
        let path = lang.address("/vacancies/loc-test-g-2026-01/notice.pdf");
        let answer = get(&site, &path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/pdf");
        answer.must_carry_headers(&path);
        assert!(answer.body.starts_with(b"%PDF-1.7"));
        assert_eq!(get(&site, &path, &[]).await.body, answer.body, "kept");
    }
    let listed = json(&get(&site, LIST, &[]).await);
    for vacancy in listed["vacancies"].as_array().unwrap() {
        let path = vacancy["address"].as_str().unwrap().replace("http://localhost:3000", "") + "/notice.pdf";
        assert_eq!(get(&site, &path, &[]).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(get(&site, "/vacancies/never-was/notice.pdf", &[]).await.status, StatusCode::NOT_FOUND);
    let gone = "/fr/vacancies/dc-amman-p-2026-01/notice.pdf";
    assert_eq!(get(&site, gone, &[]).await.status, StatusCode::GONE);
    let led = get(&site, gone, &[("accept", "text/html")]).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    assert_eq!(led.header(header::LOCATION), "/fr/vacancies/dc-amman-p-2026-01", "to its page");
    let session = site.session(CANDIDATE).await;
    let refused = site.get_as("/vacancies/never-was/deadline.ics", &session).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert!(!refused.text().contains("/account/sign-in"), "its page knows who is signed in");
}

#[tokio::test]
async fn what_has_changed_in_a_notice_is_told_to_programs_as_well() {
    let site = Site::new().await;
    let changes = r#""changes": [{"on": "2026-01-08", "what": {"extended": {"from": "2026-11-30"}}},
        {"on": "2026-01-09", "what": {"corrected": {"note": {"en": "The grade is G5."}}}}],"#;
    import(&site, &[vacancy("LOC/TEST/G/2026/01", "2026-12-31", "Europe/Zurich", changes)]).await;
    let told = json(&get(&site, &format!("{LIST}/loc-test-g-2026-01?lang=es"), &[]).await)["changes"].clone();
    let corrected = serde_json::json!({ "on": "2026-01-09", "what": "corrected", "closed_on": null,
        "note": "The grade is G5.", "note_language": "en" });
    let extended = serde_json::json!({ "on": "2026-01-08", "what": "extended", "closed_on": "2026-11-30",
        "note": null, "note_language": null });
    assert_eq!(told, serde_json::json!([corrected, extended]));
    let pdf = get(&site, "/vacancies/loc-test-g-2026-01/notice.pdf", &[]).await;
    assert_eq!(pdf.status, StatusCode::OK);
    let document = json(&get(&site, "/api/v1/openapi.json", &[]).await);
    for change in [&corrected, &extended] {
        let fields: Vec<_> = change.as_object().unwrap().keys().collect();
        let described = &document["components"]["schemas"]["Change"]["properties"];
        assert_eq!(fields, described.as_object().unwrap().keys().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_feed_is_called_in_words_by_what_it_is_about() {
    let site = Site::new().await;
    let query = "q=work&category=local&contract=fixed-term&region=africa&country=KE&closing=7";
    let feed = get(&site, &format!("/fr/feeds/vacancies.atom?{query}"), &[]).await;
    let title = feed_rs::parser::parse(feed.body.as_slice()).unwrap().title.unwrap().content;
    for word in ["Local", "« work »", "Durée déterminée", "Afrique", "Kenya", "7 jours"] {
        assert!(title.contains(word), "{word} in {title}");
    }
}

#[tokio::test]
async fn the_sitemap_is_sent_compressed_to_who_takes_that_and_is_the_same() {
    use std::io::Read;
    let site = Site::new().await;
    let plain = get(&site, "/sitemap.xml", &[]).await;
    let gzip = get(&site, "/sitemap.xml", &[("accept-encoding", "gzip")]).await;
    assert_eq!(gzip.header(header::CONTENT_ENCODING), "gzip");
    assert_eq!(gzip.header(header::ETAG), plain.header(header::ETAG));
    let mut read = Vec::new();
    flate2::read::MultiGzDecoder::new(gzip.body.as_slice()).read_to_end(&mut read).unwrap();
    assert_eq!(read, plain.body);
    import(&site, &[vacancy("LOC/TEST/G/2026/01", "2026-12-31", "Europe/Zurich", "")]).await;
    assert!(get(&site, "/sitemap.xml", &[]).await.text().contains("loc-test-g-2026-01"));
}

#[tokio::test]
async fn a_candidate_is_told_what_the_profile_says_of_a_nationality_and_nobody_else_is() {
    let site = Site::new().await;
    // The sample candidate's nationality is Kenyan.
    for (number, open_to, words) in [
        ("LOC/TEST/G/2026/01", "\"NL\", \"JP\"", Some("Your profile says: Kenya.")),
        ("LOC/TEST/G/2026/02", "\"NL\", \"KE\"", Some("Your profile says that you are one of them: Kenya.")),
        ("LOC/TEST/G/2026/03", "", None),
    ] {
        import(
            &site,
            &[vacancy(number, "2026-12-31", "Europe/Zurich", &format!("\"open_to\": [{open_to}],"))],
        )
        .await;
        let path = format!("/vacancies/{}", model::vacancy::slug(number));
        let session = site.session(CANDIDATE).await;
        let own = site.get_as(&path, &session).await.text();
        match words {
            Some(words) => assert!(own.contains(words), "{number}"),
            None => assert!(!own.contains("Your profile says"), "{number}"),
        }
        assert!(own.contains(&format!("{path}/apply")), "nothing is forbidden");
        assert!(!site.get(&path).await.text().contains("Your profile"));
        let hrd = site.session("hrd@example.org").await;
        assert!(!site.get_as(&path, &hrd).await.text().contains("Your profile"));
    }
}

#[tokio::test]
async fn the_page_on_the_interface_shows_the_whole_document_in_each_language() {
    let site = Site::new().await;
    let document = json(&get(&site, "/api/v1/openapi.json", &[]).await);
    assert_eq!(document["openapi"], "3.1.0");
    for lang in Lang::ALL {
        let page = site.get(&lang.address("/api")).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        assert!(text.contains(&format!("<html lang=\"{lang}\">")));
        for path in document["paths"].as_object().unwrap().keys() {
            assert!(text.contains(path.as_str()), "{path}");
        }
        for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
            assert!(text.contains(name.as_str()), "{name}");
            for field in schema["properties"].as_object().unwrap().keys() {
                assert!(text.contains(&format!("<code>{field}</code>")), "{field}");
            }
        }
        assert!(!text.contains("data-texts"), "it is plain HTML");
    }
}

#[tokio::test]
async fn the_document_describes_every_field_that_is_answered() {
    let site = Site::new().await;
    let document = json(&get(&site, "/api/v1/openapi.json", &[]).await);
    let fields = |schema: &str| {
        let mut fields: Vec<_> = document["components"]["schemas"][schema]["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        fields.sort();
        fields
    };
    let named = |value: &Value| {
        let mut named: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        named.sort();
        named
    };
    let page = json(&get(&site, LIST, &[]).await);
    let whole =
        json(&get(&site, &format!("{LIST}/{}", page["vacancies"][0]["slug"].as_str().unwrap()), &[]).await);
    assert_eq!(named(&page), fields("Page"));
    assert_eq!(named(&page["vacancies"][0]), fields("Listed"));
    assert_eq!(named(&whole), fields("Vacancy"));
    assert_eq!(named(&whole["duty_station"]), fields("DutyStation"));
    assert_eq!(named(&whole["education"]), fields("Qualification"));
    assert_eq!(named(&json(&get(&site, "/api/v1/x", &[]).await)), fields("Problem"));
}
