//! The head of every page.

use super::LanguageSwitch;
use crate::{
    at_once::Erase,
    form::SignOut,
    texts::{use_lang, use_texts},
    viewer::use_viewer,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{account::Role, language::Lang};

/// The site's name, the main addresses of who looks at it, the languages.
#[component]
pub fn Header() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let viewer = use_viewer();
    let signed_in = viewer.is_some();
    let candidate = viewer.as_ref().is_some_and(|viewer| viewer.is(Role::Candidate));
    let staff = viewer.as_ref().is_some_and(|viewer| viewer.is_staff());
    let person = match viewer {
        Some(viewer) => view! {
            <NavLink path="/account" words=viewer.name/>
            <li><SignOut class="button-link"/></li>
        }
        .erase(),
        None => view! { <NavLink path="/account/sign-in" words=t.site_sign_in()/> }.erase(),
    };
    view! {
        <header class="site-header" class:signed-in=signed_in>
            <div>
                <a class="site-name" href=lang.address("/")>{t.site_name()}</a>
                <nav class="site-nav" aria-label=t.site_main_navigation()>
                    <ul role="list">
                        <NavLink path="/vacancies" words=t.site_vacancies()/>
                        {candidate.then(|| view! {
                            <NavLink path="/applications" words=t.site_applications()/>
                            <NavLink path="/profile" words=t.site_profile()/>
                        })}
                        {staff.then(|| view! { <NavLink path="/staff" words=t.site_staff()/> })}
                    </ul>
                </nav>
                <nav class="site-person" aria-label=t.site_account()>
                    <ul role="list">{person}</ul>
                </nav>
                <LanguageSwitch/>
            </div>
        </header>
    }
}

/// A link of the header, marked on its page and on those below it.
#[component]
fn NavLink(path: &'static str, #[prop(into)] words: String) -> impl IntoView {
    let address = use_lang().address(path);
    let here = use_location().pathname;
    let current = move || {
        here.with(|here| match Lang::of_path(here).1.strip_prefix(path) {
            Some("") => Some("page"),
            Some(rest) if rest.starts_with('/') => Some("true"),
            _ => None,
        })
    };
    view! { <li><a href=address aria-current=current>{words}</a></li> }
}
