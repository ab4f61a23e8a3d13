//! Forms that carry a file.

use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
};
use http_body_util::Limited;
use model::form::Fields;

/// The most bytes of a request with a file. More than a file may have: a browser whose request is cut off shows no answer, so what
/// is somewhat too large is heard to its end, and then refused.
const REQUEST_MOST: usize = 64 << 20;

/// The most bytes of all fields that are no file.
const FIELDS_MOST: usize = 2 << 20;

/// What a form with a file was.
#[derive(Debug, Default)]
pub struct Upload {
    /// The fields that are no file.
    pub fields: Fields,
    /// The field `file`; empty if there is none.
    pub file: Vec<u8>,
}

/// Why a form cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is no form with files, or it was cut off.
    Broken,
    TooLarge,
}

/// Reads a form whose file has `most` bytes at most.
///
/// # Errors
/// Why it cannot be taken.
pub async fn read(request: Request, most: usize) -> Result<Upload, Unread> {
    let mut request = request.map(|body| Body::new(Limited::new(body, REQUEST_MOST)));
    DefaultBodyLimit::disable().apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Unread::Broken)?;
    let mut upload = Upload::default();
    let mut rest = FIELDS_MOST;
    let mut fits = true;
    while let Some(mut field) = form.next_field().await.map_err(|_| Unread::TooLarge)? {
        let name = field.name().unwrap_or_default().to_owned();
        let limit = if name == "file" { most } else { rest };
        let mut bytes = Vec::new();
        let mut length = 0;
        while let Some(chunk) = field.chunk().await.map_err(|_| Unread::TooLarge)? {
            length += chunk.len();
            if length <= limit {
                bytes.extend_from_slice(&chunk);
            }
        }
        fits &= length <= limit;
        if name == "file" {
            upload.file = bytes;
        } else {
            rest = rest.saturating_sub(length);
            upload.fields.0.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    if fits { Ok(upload) } else { Err(Unread::TooLarge) }
}
