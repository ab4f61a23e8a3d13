//! Answers that need not be sent twice: each has an entity tag and, where that can be said, the time of its last change.

use crate::{http::gzip, state::AppState};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use services::{Error, board::OpenVacancies, clock::SECOND};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, UNIX_EPOCH},
};

/// Kept by whoever likes, and asked for again each time: what has closed is to be gone at once.
const FRESH: HeaderValue = HeaderValue::from_static("public, no-cache");

/// When this server first saw the present revision of the vacancies: what has changed with it had changed by then.
#[derive(Debug, Default)]
pub struct Seen(Mutex<(i64, i64)>);

impl Seen {
    fn at(&self, revision: i64, now: i64) -> i64 {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.0 != revision {
            *seen = (revision, now);
        }
        seen.1
    }
}

/// The open vacancies at this moment.
pub struct Now {
    pub vacancies: Arc<OpenVacancies>,
    pub now: i64,
    /// The latest change of anything that is shown of them.
    pub changed_at: i64,
}

/// Reads them.
///
/// # Errors
/// They were never read, and the database is away.
pub async fn now(state: &AppState) -> Result<Now, Error> {
    let vacancies = state.services.vacancies().await?;
    let now = state.services.clock.now();
    let (revision, changed) = vacancies.edition(now);
    let changed_at = changed.max(state.seen.at(revision, now));
    Ok(Now { vacancies, now, changed_at })
}

/// What is answered, with its tag.
#[derive(Debug, Clone)]
pub struct Content {
    tag: String,
    plain: Bytes,
    /// Compressed ahead, where it is kept for many.
    gzip: Option<Bytes>,
}

impl Content {
    pub fn new(body: Vec<u8>) -> Self {
        Self { tag: tag(&body), plain: body.into(), gzip: None }
    }

    /// With the same compressed, to be kept.
    pub fn compressed(self) -> Self {
        let gzip = gzip::Pieces::new(vec![self.plain.clone()]).gzip("").into();
        Self { gzip: Some(gzip), ..self }
    }
}

impl Now {
    /// An answer made from them, just now.
    pub fn answer(&self, asked: &HeaderMap, content_type: &'static str, body: Vec<u8>) -> Response {
        self.send(asked, content_type, Content::new(body))
    }

    /// An answer made from them: in full, or that nothing has changed since the one that is asked about.
    pub fn send(&self, asked: &HeaderMap, content_type: &'static str, content: Content) -> Response {
        let Content { tag, plain, gzip } = content;
        // Within its second, there could be another change that the time does not tell.
        let changed = (self.changed_at / SECOND < self.now / SECOND).then_some(self.changed_at);
        let same = is_same(asked, &tag, changed);
        let gzip = gzip.filter(|_| gzip::is_taken(asked));
        let is_gzip = gzip.is_some();
        let mut response = Response::new(if same { Body::empty() } else { gzip.unwrap_or(plain).into() });
        if same {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, FRESH);
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        if let Some(time) = changed.and_then(|at| HeaderValue::from_str(&date(at)).ok()) {
            headers.insert(header::LAST_MODIFIED, time);
        }
        if !same {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            if is_gzip {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            }
        }
        response
    }
}

fn date(at: i64) -> String {
    let since = Duration::from_millis(u64::try_from(at).unwrap_or_default());
    httpdate::fmt_http_date(UNIX_EPOCH + since)
}

/// A weak tag: the same content, however it is compressed.
fn tag(body: &[u8]) -> String {
    let mut tag = String::from("W/\"");
    for byte in &Sha256::digest(body)[..16] {
        // Writing to a String cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

/// Whether who asks has this answer already (RFC 9110, 13.2.2: the tag counts before the time).
fn is_same(asked: &HeaderMap, tag: &str, changed: Option<i64>) -> bool {
    let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let tags: Vec<String> = asked.get_all(header::IF_NONE_MATCH).iter().map(text).collect();
    if !tags.is_empty() {
        let opaque = tag.trim_start_matches("W/");
        return tags
            .iter()
            .flat_map(|tags| tags.split(','))
            .any(|known| known.trim() == "*" || known.trim().trim_start_matches("W/") == opaque);
    }
    let since =
        asked.get(header::IF_MODIFIED_SINCE).and_then(|v| httpdate::parse_http_date(v.to_str().ok()?).ok());
    let since = since.and_then(|since| since.duration_since(UNIX_EPOCH).ok());
    match (since, changed.and_then(|at| u64::try_from(at / SECOND).ok())) {
        (Some(since), Some(changed)) => changed <= since.as_secs(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_counts_before_the_time() {
        let asked =
            |name, value: &str| HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap_or(FRESH))]);
        let tag = tag(b"text");
        assert!(is_same(&asked(header::IF_NONE_MATCH, &tag), &tag, None));
        assert!(is_same(&asked(header::IF_NONE_MATCH, &format!("\"a\", {tag}")), &tag, None));
        assert!(is_same(&asked(header::IF_MODIFIED_SINCE, &date(5_000)), &tag, Some(5_999)));
        assert!(!is_same(&asked(header::IF_MODIFIED_SINCE, &date(5_000)), &tag, Some(6_000)));
        let mut both = asked(header::IF_NONE_MATCH, "\"other\"");
        both.extend(asked(header::IF_MODIFIED_SINCE, &date(9_000)));
        assert!(!is_same(&both, &tag, Some(5_000)));
    }

    #[test]
    fn a_revision_is_dated_by_when_it_was_first_seen() {
        let seen = Seen::default();
        assert_eq!((seen.at(1, 10), seen.at(1, 20), seen.at(2, 30), seen.at(2, 40)), (10, 10, 30, 30));
    }
}
