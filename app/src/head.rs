//! The page's place on the web: its own address, and the same page in the other languages, for search engines.

use leptos::prelude::*;

/// The canonical link, and one for each language.
#[cfg(feature = "ssr")]
pub(crate) fn links() -> impl IntoView {
    use crate::viewer::Site;
    use model::language::Lang;

    let site = use_context::<Site>().unwrap_or_default().address;
    use_context::<http::request::Parts>().map(|request| {
        let (here, path) = Lang::of_path(request.uri.path());
        let path = path.to_owned();
        // Of a query, only the page of a list makes another page.
        let query = request.uri.query().unwrap_or_default();
        let page = query.split('&').find(|pair| pair.starts_with("page=")).filter(|pair| *pair != "page=1");
        let page = page.map(|page| format!("?{page}")).unwrap_or_default();
        let address = move |lang: Lang| format!("{site}{}{page}", lang.address(&path));
        let languages = Lang::ALL
            .map(|lang| view! { <link rel="alternate" hreflang=lang.tag() href=address(lang)/> })
            .collect_view();
        view! {
            <link rel="canonical" href=address(here)/>
            {languages}
            <link rel="alternate" hreflang="x-default" href=address(Lang::En)/>
        }
    })
}

/// In the browser the document's head stays as it came.
#[cfg(not(feature = "ssr"))]
pub(crate) fn links() -> impl IntoView {}
