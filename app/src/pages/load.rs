//! How a page gets its data, what it shows while it waits, and when it does not get it.

use crate::{
    api::ApiError,
    at_once::Erase,
    busy::OnItsWay,
    texts::{use_lang, use_texts},
    ui::{PageTitle, Still},
    wire,
};
use leptos::{
    prelude::*,
    server::codee::{Decoder, Encoder},
};
use model::{address, language::Lang};
use serde::{Serialize, de::DeserializeOwned};
use std::{any::Any, convert::Infallible, fmt, marker::PhantomData, pin::Pin, sync::Arc};

/// The data of a page, of whatever type: so that the code for getting, waiting and sending along stands once in the
/// browser, and not once for each type.
#[derive(Clone)]
struct Kept {
    /// As it was fetched here.
    value: Option<Arc<dyn Any + Send + Sync>>,
    /// As it came along with the page.
    text: Arc<str>,
}

impl Kept {
    /// A value that was fetched, and what the server sends along with the page of it.
    fn of<T: Serialize + Send + Sync + 'static>(value: T, along: impl Fn(&T) -> Option<String>) -> Self {
        let text = if cfg!(feature = "ssr") { along(&value) } else { None };
        Kept { value: Some(Arc::new(value)), text: text.unwrap_or_default().into() }
    }

    fn get<T: Clone + DeserializeOwned + 'static>(&self) -> Result<T, ApiError> {
        match self.value.as_ref().and_then(|value| value.downcast_ref::<T>()) {
            Some(value) => Ok(value.clone()),
            None => wire::of_text(&self.text).map_err(|_| ApiError::Network),
        }
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

type Answer = Result<Kept, ApiError>;

/// How an [`Answer`] comes along with the page: its data behind a `+`, or an error behind a `-`.
#[derive(Debug)]
struct Along;

impl Encoder<Answer> for Along {
    type Error = Infallible;
    type Encoded = String;

    fn encode(answer: &Answer) -> Result<String, Self::Error> {
        Ok(match answer {
            Ok(kept) => format!("+{}", kept.text),
            Err(error) => format!("-{error}"),
        })
    }
}

impl Decoder<Answer> for Along {
    type Error = Infallible;
    type Encoded = str;

    fn decode(along: &str) -> Result<Answer, Self::Error> {
        Ok(match along.strip_prefix('+') {
            Some(text) => Ok(Kept { value: None, text: text.into() }),
            None => Err(along.strip_prefix('-').unwrap_or_default().parse().unwrap_or(ApiError::Network)),
        })
    }
}

/// A page's data on its way: for [`Load`].
#[derive(Debug)]
pub struct Loading<T> {
    resource: Resource<Answer, Along>,
    data: PhantomData<fn() -> T>,
}

/// Fetches a page's data, and again when the key changes. On the server, before the page is rendered; the browser then finds
/// it in the page.
pub fn loading<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
) -> Loading<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Serialize + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    load(key, fetch, |value| Kept::of(value, |whole| wire::to_text(whole).ok()))
}

/// As [`loading`], where the browser needs less than the whole to take up the page that it is in: what is written
/// ([`crate::ui::Still`]) is there already. `less` leaves that out.
pub(crate) fn loading_less<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
    less: fn(&T) -> T,
) -> Loading<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Serialize + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    load(key, fetch, move |value| Kept::of(value, |whole| wire::to_text(&less(whole)).ok()))
}

fn load<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
    keep: impl Fn(T) -> Kept + Copy + Send + Sync + 'static,
) -> Loading<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Serialize + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    type Fetching = Pin<Box<dyn Future<Output = Answer> + Send>>;
    // The key is watched here, and counted for the resource, whose code is then the same for all keys.
    let count = StoredValue::new((None::<K>, 0u32));
    let changed: Box<dyn Fn() -> u32 + Send + Sync> = Box::new(move || {
        let key = key();
        count
            .try_update_value(|(known, count)| {
                if known.as_ref() != Some(&key) {
                    *known = Some(key);
                    *count += 1;
                }
                *count
            })
            .unwrap_or_default()
    });
    let fetch: Box<dyn Fn(u32) -> Fetching + Send + Sync> = Box::new(move |_| {
        let fetching = count.with_value(|(key, _)| key.clone()).map(&fetch);
        Box::pin(async move {
            let _on_its_way = OnItsWay::new();
            match fetching {
                Some(fetching) => fetching.await.map(keep),
                None => Err(ApiError::Unavailable),
            }
        })
    });
    Loading { resource: resource(changed, fetch), data: PhantomData }
}

#[allow(clippy::type_complexity, reason = "the types are erased here")]
fn resource(
    changed: Box<dyn Fn() -> u32 + Send + Sync>,
    fetch: Box<dyn Fn(u32) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync>,
) -> Resource<Answer, Along> {
    Resource::new_with_options(changed, fetch, false)
}

/// Shows a page once its data is there; instead, the way to sign in, or what went wrong.
#[component]
pub fn Load<T, V>(
    resource: Loading<T>,
    view: impl Fn(T) -> V + Send + Sync + 'static,
    /// Shows nothing where the data does not come: the page stands without it.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView
where
    T: Clone + DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let show = Arc::new(move |answer: Answer| match answer.and_then(|kept| kept.get::<T>()) {
        Ok(data) => view(data).erase(),
        Err(_) if quiet => ().into_any(),
        Err(error) => view! { <Refused error/> }.erase(),
    });
    show_loaded(resource.resource, show)
}

fn show_loaded(
    resource: Resource<Answer, Along>,
    show: Arc<dyn Fn(Answer) -> AnyView + Send + Sync>,
) -> AnyView {
    let t = use_texts();
    view! {
        <Transition fallback=move || Still::new("p").attr("role", "status").text(t.site_loading()).view()>
            {move || {
                let show = Arc::clone(&show);
                Suspend::new(async move { show(resource.await) })
            }}
        </Transition>
    }
    .erase()
}

/// Why a page cannot be shown.
#[component]
pub fn Refused(error: ApiError) -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    match error {
        ApiError::SignedOut => {
            go(&door(lang, "/account/sign-in"));
            view! { <PageTitle title=t.site_sign_in_first()/> }.erase()
        }
        ApiError::StatementDue => {
            go(&door(lang, "/account/statement"));
            view! { <PageTitle title=t.site_sign_in_first()/> }.erase()
        }
        ApiError::NotFound | ApiError::Gone => view! { <super::NotFound/> }.erase(),
        ApiError::Forbidden => {
            super::status(403);
            said(t.site_forbidden(), t.site_forbidden_body())
        }
        _ => {
            super::status(503);
            said(t.site_unavailable(), t.site_unavailable_body())
        }
    }
}

fn said(title: &'static str, words: &str) -> AnyView {
    view! { <PageTitle title/> {Still::new("p").text(words).view()} }.erase()
}

/// A page that must be passed first, and that then leads to the page which was asked for.
fn door(lang: Lang, path: &str) -> String {
    let asked = leptos_router::hooks::use_url().get_untracked();
    let query = asked.search();
    let asked = format!("{}{}{query}", asked.path(), if query.is_empty() { "" } else { "?" });
    address::with(&lang.address(path), &[("next", &asked)])
}

/// Goes to another page of this site: by redirection from the server, by loading it from the browser.
pub(crate) fn go(address: &str) {
    #[cfg(feature = "ssr")]
    leptos_axum::redirect(address);
    #[cfg(feature = "hydrate")]
    {
        let _ = window().location().set_href(address);
    }
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    let _ = address;
}
