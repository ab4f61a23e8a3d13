//! What every page does while it waits for its data, and when it does not get it.

use crate::{
    api::ApiError,
    texts::{use_lang, use_texts},
    ui::PageTitle,
};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// Shows a page once its data is there; instead, the way to sign in, or what went wrong.
#[component]
pub fn Load<T, V>(
    resource: Resource<Result<T, ApiError>>,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let t = use_texts();
    view! {
        <Transition fallback=move || view! { <p role="status">{t.site_loading()}</p> }>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(data) => view(data).into_any(),
                        Err(error) => view! { <Refused error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// Why a page cannot be shown.
#[component]
pub fn Refused(error: ApiError) -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    match error {
        ApiError::SignedOut => {
            let here = leptos_router::hooks::use_location().pathname.get_untracked();
            go(&format!("{}?next={here}", lang.address("/account/sign-in")));
            view! { <PageTitle title=t.site_sign_in_first()/> }.into_any()
        }
        ApiError::StatementDue => {
            let here = leptos_router::hooks::use_location().pathname.get_untracked();
            go(&format!("{}?next={here}", lang.address("/account/statement")));
            view! { <PageTitle title=t.site_sign_in_first()/> }.into_any()
        }
        ApiError::NotFound | ApiError::Gone => view! { <super::NotFound/> }.into_any(),
        ApiError::Forbidden => {
            super::status(403);
            view! { <PageTitle title=t.site_forbidden()/><p>{t.site_forbidden_body()}</p> }.into_any()
        }
        _ => {
            super::status(503);
            view! { <PageTitle title=t.site_unavailable()/><p>{t.site_unavailable_body()}</p> }.into_any()
        }
    }
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
