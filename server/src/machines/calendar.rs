//! The deadline of a vacancy as an entry of a calendar (RFC 5545).

use super::{api::address, gone};
use crate::{forms::Refusal, state::AppState};
use app::{dates, texts::Texts};
use axum::{
    extract::{OriginalUri, Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Duration, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use model::{
    language::Lang,
    vacancy::{GENEVA, Notice},
};
use services::{Error, board::Found, clock::HOUR};

/// Answers with the entry, in the language of the address.
pub async fn deadline(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (lang, _) = Lang::of_path(uri.path());
    let notice = match state.services.notice(&slug, lang).await? {
        Found::Open(notice) => notice,
        Found::Closed { .. } => return gone(lang, &slug, &headers),
        Found::NotFound => return Err(Error::NotFound.into()),
    };
    let calendar = calendar(&notice, lang, &state.config.public_url, state.services.clock.now());
    let name = format!("attachment; filename=\"{}.ics\"", notice.slug);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, calendar.to_string()).into_response())
}

/// The last hour before the vacancy closes, in UTC, so that every calendar shows it in its own zone and none has to know the
/// vacancy's; with a reminder two days before.
fn calendar(notice: &Notice, lang: Lang, site: &str, now: i64) -> Calendar {
    let t = Texts(lang);
    let address = address(notice, lang, site);
    let date = dates::long(t, notice.closes_on);
    let closes = if notice.zone == GENEVA {
        t.vacancy_midnight_geneva(date)
    } else {
        t.vacancy_midnight_local(date, &notice.duty_station.city)
    };
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
