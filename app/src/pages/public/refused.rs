//! Why a request was refused before it reached a page, or that the fault is ours.

use crate::{
    pages::NotFound,
    shell::Refusal,
    texts::{Texts, use_lang, use_texts},
    ui::{Footer, Header, PageTitle, SkipLink},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;

/// The frame of every page around what an HTTP status means to a reader, and what to do next.
#[component]
pub fn Refused(refusal: Refusal) -> impl IntoView {
    provide_meta_context();
    // Whoever is signed in stays so: the page is not to say "Sign in".
    crate::viewer::provide_viewer();
    let Refusal { status, seconds, form } = refusal;
    let page = if status == 404 {
        Either::Left(view! { <NotFound/> })
    } else {
        let t = use_texts();
        let (title, text) = words(t, status);
        let text = match seconds.filter(|_| status == 429) {
            Some(seconds) => t.refused_too_many_minutes(seconds.div_ceil(60)),
            None => text.to_owned(),
        };
        let back = form.map(|form| {
            view! { <p>{t.refused_too_many_kept()}</p><p><a href=form>{t.refused_too_many_back()}</a></p> }
        });
        Either::Right(view! { <PageTitle title/> <p>{text}</p> {back} })
    };
    view! {
        <Router base=use_lang().prefix()>
            <SkipLink/>
            <Header/>
            <main id="main" tabindex="-1">{page}</main>
            <Footer/>
        </Router>
    }
}

fn words(t: Texts, status: u16) -> (&'static str, &'static str) {
    match status {
        401 => (t.refused_signed_out(), t.refused_signed_out_text()),
        403 => (t.refused_forbidden(), t.refused_forbidden_text()),
        409 => (t.refused_conflict(), t.refused_conflict_text()),
        410 => (t.refused_gone(), t.refused_gone_text()),
        413 => (t.refused_too_long(), t.refused_too_long_text()),
        429 => (t.refused_too_many(), t.refused_too_many_text()),
        400..500 => (t.refused_not_understood(), t.refused_not_understood_text()),
        503 => (t.refused_away(), t.refused_away_text()),
        _ => (t.refused_failed(), t.refused_failed_text()),
    }
}
