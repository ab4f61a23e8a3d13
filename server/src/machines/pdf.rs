//! A notice as a PDF: typeset once for each edition of the vacancies and each language, one document at a time.

use super::{api::address, file, open};
use crate::{forms::Refusal, state::AppState};
use app::{api::vacancy::shown, notice_document};
use axum::{
    body::Bytes,
    extract::{OriginalUri, Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use model::{language::Lang, vacancy::Notice};
use services::Error;
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
) -> Result<Response, Response> {
    let (lang, _) = Lang::of_path(uri.path());
    let notice = open(&state, lang, &slug, &headers).await?;
    let name = format!("{}.pdf", notice.slug);
    let document = document(&state, notice, lang).await.map_err(|error| Refusal(error).into_response())?;
    Ok(file("application/pdf", "inline", &name, document))
}

/// The document of a notice: kept, or typeset now.
async fn document(state: &AppState, notice: Notice, lang: Lang) -> Result<Bytes, Error> {
    let now = state.services.clock.now();
    let (revision, _) = state.services.vacancies().await?.edition(now);
    let key = (notice.slug.clone(), lang);
    if let Some(document) = state.documents.find(revision, &key) {
        return Ok(document);
    }
    let address = address(&notice, lang, &state.config.public_url);
    let document = notice_document::notice(&shown(notice, lang, now), lang, &address);
    let documents = state.documents.clone();
    // Whoever was before may have asked for the same.
    let typeset = move || match documents.find(revision, &key) {
        Some(document) => Ok(document),
        None => document.pdf().map(Bytes::from).inspect(|document| documents.keep(revision, key, document)),
    };
    state.making.work(typeset).await?.map_err(|error| Error::Unavailable(error.to_string()))
}
