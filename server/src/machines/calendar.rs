//! The deadline of a vacancy as an entry of a calendar (RFC 5545).

use super::{api::address, file, open};
use crate::state::AppState;
use app::{pages::public::vacancy_words as words, texts::Texts};
use axum::{
    extract::{OriginalUri, Path, State},
    http::HeaderMap,
    response::Response,
};
use chrono::{DateTime, Duration, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use model::{language::Lang, vacancy::Notice};
use services::clock::HOUR;

/// Answers with the entry, in the language of the address.
pub async fn deadline(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let (lang, _) = Lang::of_path(uri.path());
    let notice = open(&state, lang, &slug, &headers).await?;
    let calendar = calendar(&notice, lang, &state.config.public_url, state.services.clock.now());
    let name = format!("{}.ics", notice.slug);
    Ok(file("text/calendar; charset=utf-8", "attachment", &name, calendar.to_string()))
}

/// The last hour before the vacancy closes, in UTC, so that every calendar shows it in its own zone and none has to know the
/// vacancy's; with a reminder two days before.
fn calendar(notice: &Notice, lang: Lang, site: &str, now: i64) -> Calendar {
    let t = Texts(lang);
    let address = address(notice, lang, site);
    let closes = words::deadline(t, notice.closes_on, &notice.zone, &notice.duty_station.city);
    let summary = t.notice_event(&notice.text.title);
    let host = site.split_once("://").map_or(site, |(_, host)| host);
    // Left to itself, it would be another one at each download.
    let reminder = Alarm::display(&summary, Duration::days(-2))
        .uid(&format!("reminder-{}@{host}", notice.slug))
        .timestamp(instant(now))
        .done();
    let event = Event::new()
        .uid(&format!("{}@{host}", notice.slug))
        .timestamp(instant(now))
        .summary(&summary)
        .description(&format!(
            "{}: {closes}\n{}: {}\n{address}",
            t.vacancy_deadline(),
            t.vacancy_number(),
            notice.number
        ))
        .url(&address)
        .starts(instant(notice.closes_at - HOUR))
        .ends(instant(notice.closes_at))
        .alarm(reminder)
        .done();
    Calendar::new().push(event).done()
}

fn instant(at: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at).unwrap_or_default()
}
