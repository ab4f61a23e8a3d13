//! Pages that are the same for everybody, kept until what they show can have changed.

use super::gzip::Pieces;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use model::language::Lang;
use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, PoisonError, RwLock},
};
use tokio::sync::OnceCell;

/// The most that all kept pages take, in bytes. Beyond it, pages are rendered anew.
const MOST_BYTES: usize = 64 << 20;

/// The pages whose content depends on the address, the open vacancies and the day alone.
const PUBLIC: [&str; 5] = ["/", "/vacancies", "/accessibility", "/privacy", "/terms"];

/// What pages were rendered from: a page is good as long as this is the same. Later editions compare greater.
pub type Edition = ((i64, i64), i64);

/// A page, rendered.
#[derive(Debug, Clone)]
pub struct Rendered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The text, with a hole wherever the nonce stands.
    pub pieces: Pieces,
}

type Place = Arc<OnceCell<Arc<Rendered>>>;

/// The kept pages. Empty at first.
#[derive(Debug, Default)]
pub struct PageCache(RwLock<Kept>);

#[derive(Debug, Default)]
struct Kept {
    edition: Option<Edition>,
    places: HashMap<String, Place>,
    bytes: usize,
}

/// The key under which the answer to a request may be kept; None if it may not. `request` must have no session.
#[must_use]
pub fn key<B>(request: &Request<B>) -> Option<String> {
    if !matches!(*request.method(), Method::GET | Method::HEAD)
        || request.headers().contains_key(header::AUTHORIZATION)
    {
        return None;
    }
    let address = request.uri().path_and_query()?.as_str();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    // Only what cannot be varied without end: a page number.
    let number = query.strip_prefix("page=").unwrap_or(query);
    let plain_query = query.is_empty()
        || (!number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()));
    (plain_query && is_public(path)).then(|| address.to_owned())
}

/// Whether the page at a path is the same for everybody who is not signed in.
#[must_use]
pub fn is_public(path: &str) -> bool {
    let (_, page) = Lang::of_path(path);
    PUBLIC.contains(&page) || page.strip_prefix("/vacancies/").is_some_and(is_notice)
}

/// A notice, or the list of a category: `/vacancies/{slug}`, `/vacancies/categories/{category}`.
fn is_notice(rest: &str) -> bool {
    let slug = rest.strip_prefix("categories/").unwrap_or(rest);
    rest != "saved"
        && !slug.is_empty()
        && slug.len() <= 100
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

impl PageCache {
    /// The page under a key, of an edition; rendered by `render` if it is not there. Who comes while it is being rendered
    /// waits for it, instead of rendering it again.
    pub async fn get<F>(&self, key: String, edition: Edition, render: impl FnOnce() -> F) -> Arc<Rendered>
    where
        F: Future<Output = Rendered>,
    {
        let Some(place) = self.place(&key, edition) else { return Arc::new(render().await) };
        let rendered = place.get_or_init(|| async {
            let page = Arc::new(render().await);
            self.settle(&key, &place, edition, &page);
            page
        });
        rendered.await.clone()
    }

    fn place(&self, key: &str, edition: Edition) -> Option<Place> {
        {
            let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if kept.edition == Some(edition)
                && let Some(place) = kept.places.get(key)
            {
                return Some(place.clone());
            }
        }
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.edition < Some(edition) {
            *kept = Kept { edition: Some(edition), ..Kept::default() };
        }
        if kept.edition != Some(edition) || kept.bytes > MOST_BYTES {
            return None;
        }
        Some(kept.places.entry(key.to_owned()).or_default().clone())
    }

    /// Counts a page that was just rendered, and drops it again if it is not one to keep: what is not found today may be
    /// there in a moment, and there are endlessly many addresses of nothing. Called by who rendered it, not by who waited.
    fn settle(&self, key: &str, place: &Place, edition: Edition, page: &Rendered) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let is_ours =
            kept.edition == Some(edition) && kept.places.get(key).is_some_and(|p| Arc::ptr_eq(p, place));
        if !is_ours {
            return;
        }
        if page.status == StatusCode::OK {
            kept.bytes += page.pieces.size() + key.len();
        } else {
            kept.places.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn rendered(status: StatusCode) -> Rendered {
        Rendered { status, headers: HeaderMap::new(), pieces: Pieces::new(vec![Bytes::from_static(b"page")]) }
    }

    async fn count(cache: &PageCache, renders: &AtomicUsize, edition: Edition, status: StatusCode) -> usize {
        let render = || async {
            renders.fetch_add(1, Ordering::SeqCst);
            rendered(status)
        };
        cache.get("/".into(), edition, render).await;
        renders.load(Ordering::SeqCst)
    }

    #[tokio::test]
    async fn a_page_is_rendered_once_an_edition() {
        let (cache, renders) = (PageCache::default(), AtomicUsize::new(0));
        let (first, second) = (((1, 5), 1), ((1, 6), 1));
        assert_eq!(count(&cache, &renders, first, StatusCode::OK).await, 1);
        assert_eq!(count(&cache, &renders, first, StatusCode::OK).await, 1);
        assert_eq!(count(&cache, &renders, second, StatusCode::OK).await, 2);
        // One who came with the old edition does not put it back.
        assert_eq!(count(&cache, &renders, first, StatusCode::OK).await, 3);
        assert_eq!(count(&cache, &renders, second, StatusCode::OK).await, 3);
    }

    #[tokio::test]
    async fn what_is_not_found_is_not_kept() {
        let (cache, renders) = (PageCache::default(), AtomicUsize::new(0));
        assert_eq!(count(&cache, &renders, ((1, 1), 1), StatusCode::NOT_FOUND).await, 1);
        assert_eq!(count(&cache, &renders, ((1, 1), 1), StatusCode::NOT_FOUND).await, 2);
    }

    #[tokio::test]
    async fn a_page_that_many_wait_for_is_rendered_and_counted_once() {
        let (cache, renders) = (Arc::new(PageCache::default()), Arc::new(AtomicUsize::new(0)));
        let mut rush = tokio::task::JoinSet::new();
        for _ in 0..100 {
            let (cache, renders) = (cache.clone(), renders.clone());
            rush.spawn(async move {
                let render = || async {
                    renders.fetch_add(1, Ordering::SeqCst);
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                    rendered(StatusCode::OK)
                };
                cache.get("/".into(), ((1, 1), 1), render).await.status
            });
        }
        assert!(rush.join_all().await.iter().all(|status| *status == StatusCode::OK));
        let bytes = cache.0.read().unwrap_or_else(PoisonError::into_inner).bytes;
        let once = rendered(StatusCode::OK).pieces.size() + "/".len();
        assert_eq!((renders.load(Ordering::SeqCst), bytes), (1, once));
    }

    #[test]
    fn only_public_pages_have_a_key() {
        let key_of = |address: &str| key(&Request::get(address).body(()).expect("a request")).is_some();
        for address in [
            "/",
            "/fr",
            "/vacancies",
            "/es/vacancies?page=2",
            "/vacancies/dc-x-2026-01",
            "/fr/vacancies/categories/local",
        ] {
            assert!(key_of(address), "{address}");
        }
        for address in [
            "/profile",
            "/vacancies?utm=1",
            "/vacancies?page=",
            "/vacancies/x/apply",
            "/vacancies/x/compare",
            "/vacancies/%2e",
            "/account/sign-in",
            "/vacancies/",
        ] {
            assert!(!key_of(address), "{address}");
        }
        assert!(key(&Request::post("/").body(()).expect("a request")).is_none());
    }
}
