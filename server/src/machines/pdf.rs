//! A notice as a PDF: typeset once for each edition of the vacancies and each language, one document at a time.

use super::{api::address, gone};
use crate::{forms::Refusal, state::AppState};
use app::{api::vacancy::shown, notice_document};
use axum::{
    body::Bytes,
    extract::{OriginalUri, Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use model::language::Lang;
use services::{Error, board::Found};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The most that all kept documents take, in bytes.
const MOST_BYTES: usize = 32 << 20;

/// The documents of the present edition.
#[derive(Debug, Default)]
pub struct Documents(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    revision: i64,
    documents: HashMap<(String, Lang), Bytes>,
    bytes: usize,
}

impl Documents {
    fn find(&self, revision: i64, key: &(String, Lang)) -> Option<Bytes> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.revision == revision { kept.documents.get(key).cloned() } else { None }
    }

    fn keep(&self, revision: i64, key: (String, Lang), document: &Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.revision != revision || kept.bytes + document.len() > MOST_BYTES {
            *kept = Kept { revision, ..Kept::default() };
        }
        kept.bytes += document.len();
        kept.documents.insert(key, document.clone());
    }
}

/// Answers with the notice in the language of the address.
pub async fn notice(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (lang, _) = Lang::of_path(uri.path());
    let now = state.services.clock.now();
    let (revision, _) = state.services.vacancies().await?.edition(now);
    let notice = match state.services.notice(&slug, lang).await? {
        Found::Open(notice) => notice,
        Found::Closed { .. } => return gone(lang, &slug, &headers),
        Found::NotFound => return Err(Error::NotFound.into()),
    };
    let name = format!("inline; filename=\"{}.pdf\"", notice.slug);
    let key = (notice.slug.clone(), lang);
    let document = match state.documents.find(revision, &key) {
        Some(document) => document,
        None => {
            let address = address(&notice, lang, &state.config.public_url);
            let document = notice_document::notice(&shown(*notice, lang, now), lang, &address);
            let documents = state.documents.clone();
            // Whoever was before may have asked for the same.
            let typeset = move || match documents.find(revision, &key) {
                Some(document) => Ok(document),
                None => document
                    .pdf()
                    .map(Bytes::from)
                    .inspect(|document| documents.keep(revision, key, document)),
            };
            let typeset = state.making.work(typeset).await?;
            typeset.map_err(|error| Error::Unavailable(error.to_string()))?
        }
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("inline")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, document).into_response())
}
