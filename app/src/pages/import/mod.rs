//! Filling in a profile from a file. An area of its own: what reads the files is downloaded by those alone who have one.

mod choose;
mod decide;
mod said;

use crate::{
    api::import::read_review,
    at_once::Erase,
    lazy_area,
    pages::{Load, loading, query},
    texts::{Texts, use_lang, use_texts},
};
use cv::Refusal;
use leptos::prelude::*;
use model::choice::Choice;

lazy_area! {
    /// The page for bringing a file.
    import_area after crate::texts::load_pages {
        "/profile/import" => ImportPage,
    }
}

/// The page at `/profile/import`: asks for a file, or shows what was found in one and waits to be decided.
#[component]
fn ImportPage() -> impl IntoView {
    let lang = use_lang();
    let t = use_texts();
    let review = loading(|| (), move |()| read_review(lang));
    view! {
        <p class="back"><a href=t.0.address("/profile")>{t.profile_back()}</a></p>
        <Load resource=review view=move |page| match page {
            Some(page) => view! { <decide::Decide page/> }.erase(),
            None => view! { <choose::Choose/> }.erase(),
        }/>
    }
}

/// Why the last post was refused, by the name in the address.
fn refused(t: Texts) -> Option<&'static str> {
    let name = query("refused");
    match name.as_str() {
        "changed" => Some(t.import_refused_changed()),
        "gone" => Some(t.import_refused_gone()),
        "none" => Some(t.import_refused_none()),
        name => Refusal::parse(name).map(|refusal| words(t, refusal)),
    }
}

/// What to do about a file that cannot be read.
fn words(t: Texts, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Empty => t.import_refused_empty(),
        Refusal::TooLarge => t.import_refused_too_large(),
        Refusal::TooMuch => t.import_refused_too_much(),
        Refusal::NotRecognised => t.import_refused_not_recognised(),
        Refusal::Pdf => t.import_refused_pdf(),
        Refusal::Encrypted => t.import_refused_encrypted(),
        Refusal::Broken => t.import_refused_broken(),
        Refusal::Entities => t.import_refused_entities(),
        Refusal::NotUtf8 => t.import_refused_not_utf8(),
        Refusal::Nothing => t.import_refused_nothing(),
    }
}

/// What to do where the server did not keep what was found in a file.
#[cfg(any(feature = "hydrate", test))]
fn not_kept(t: Texts, error: &crate::api::ApiError) -> &'static str {
    use crate::api::ApiError;
    match error {
        // As the server says of a file that it reads itself.
        ApiError::Invalid => words(t, Refusal::Nothing),
        ApiError::TooMany { .. } => t.import_refused_too_many(),
        _ => t.import_refused_network(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ApiError;
    use model::language::Lang;

    #[test]
    fn what_the_server_refuses_is_told_by_its_reason() {
        let t = Texts(Lang::En);
        assert_eq!(not_kept(t, &ApiError::Invalid), t.import_refused_nothing());
        assert_eq!(not_kept(t, &ApiError::TooMany { seconds: 60 }), t.import_refused_too_many());
        for error in [ApiError::Network, ApiError::Unavailable] {
            assert_eq!(not_kept(t, &error), t.import_refused_network());
        }
    }
}
