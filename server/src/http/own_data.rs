//! The copy of all that is kept about somebody: a ZIP file with a page to read and the same for programs (`docs/own-data.md`).

use super::session::Who;
use crate::{
    forms::{Refusal, in_all_languages, redirect},
    state::AppState,
};
use app::own_data::{DATA, PAGE, page};
use axum::{
    Router,
    extract::{OriginalUri, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use model::{address::with, language::Lang};
use services::{Error, area::Areas, own_data::OwnData};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Where it is.
pub const PATH: &str = "/account/data";

/// Adds the address in all languages.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    in_all_languages(router, PATH, &get(download))
}

/// Who is not signed in comes back to the account, not to the file: it would seem that nothing happens.
async fn download(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Refusal> {
    let (lang, _) = Lang::of_path(uri.path());
    let data = match state.services.own_data(&actor).await {
        Err(Error::SignedOut) => {
            let account = lang.address("/account");
            return Ok(redirect(lang, &with("/account/sign-in", &[("next", &account)])));
        }
        data => data?,
    };
    let areas = state.services.areas().await?;
    let day = state.services.clock.today();
    let packed = tokio::task::spawn_blocking(move || pack(&data, &areas, lang)).await;
    let packed = packed.map_err(|error| Error::Unavailable(error.to_string()))?;
    let packed = packed.map_err(|error| Error::Unavailable(format!("the copy: {error}")))?;
    let name = format!("attachment; filename=\"ilo-jobs-data-{day}.zip\"");
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, packed).into_response())
}

fn pack(
    data: &OwnData,
    areas: &Areas,
    lang: Lang,
) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file(PAGE, options)?;
    file.write_all(page(data, areas, lang).as_bytes())?;
    file.start_file(DATA, options)?;
    file.write_all(&serde_json::to_vec_pretty(data)?)?;
    Ok(file.finish()?.into_inner())
}
