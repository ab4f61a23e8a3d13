//! A notice as a PDF: typeset once for each edition of the vacancies and each language, one document at a time.

use super::api::address;
use crate::{forms::Refusal, state::AppState};
use app::{api::vacancy::shown, notice_document};
use axum::{
    body::Bytes,
    extract::{OriginalUri, Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use model::language::Lang;
use services::{Error, board::Found};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use tokio::sync::Semaphore;

/// The most that all kept documents take, in bytes.
const MOST_BYTES: usize = 32 << 20;

/// The documents of the present edition.
#[derive(Debug)]
pub struct Documents {
    kept: Mutex<Kept>,
    turn: Semaphore,
}

#[derive(Debug, Default)]
struct Kept {
    revision: i64,
    documents: HashMap<(String, Lang), Bytes>,
    bytes: usize,
}

impl Default for Documents {
    fn default() -> Self {
        Self { kept: Mutex::default(), turn: Semaphore::new(1) }
    }
}

impl Documents {
    fn find(&self, revision: i64, key: &(String, Lang)) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.revision == revision { kept.documents.get(key).cloned() } else { None }
    }

    fn keep(&self, revision: i64, key: (String, Lang), document: &Bytes) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
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
) -> Result<Response, Refusal> {
    let (lang, _) = Lang::of_path(uri.path());
    let now = state.services.clock.now();
    let (revision, _) = state.services.vacancies().await?.edition(now);
    let notice = match state.services.notice(&slug, lang).await? {
        Found::Open(notice) => notice,
        Found::Closed { .. } => return Err(Error::Gone.into()),
        Found::NotFound => return Err(Error::NotFound.into()),
    };
    let name = format!("inline; filename=\"{}.pdf\"", notice.slug);
    let key = (notice.slug.clone(), lang);
    let document = match state.documents.find(revision, &key) {
        Some(document) => document,
        None => {
            let _turn =
                state.documents.turn.acquire().await.map_err(|e| Error::Unavailable(e.to_string()))?;
            // Whoever was before may have asked for the same.
            match state.documents.find(revision, &key) {
                Some(document) => document,
                None => {
                    let address = address(&notice, lang, &state.config.public_url);
                    let document = notice_document::notice(&shown(*notice, lang, now), lang, &address);
                    let typeset = tokio::task::spawn_blocking(move || document.pdf()).await;
                    let typeset = typeset.map_err(|error| Error::Unavailable(error.to_string()))?;
                    let document =
                        Bytes::from(typeset.map_err(|error| Error::Unavailable(error.to_string()))?);
                    state.documents.keep(revision, key, &document);
                    document
                }
            }
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
