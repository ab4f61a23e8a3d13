//! The head of every page.

use super::{LanguageSwitch, Still};
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
    let here = use_location().pathname;
    let links = move || {
        let link = |path: &'static str, words: &str| nav_link(lang, &here.get(), path, words);
        let own = || [link("/applications", t.site_applications()), link("/profile", t.site_profile())];
        Still::new("ul")
            .attr("role", "list")
            .child(link("/vacancies", t.site_vacancies()))
            .children(candidate.then(own).into_iter().flatten())
            .children(staff.then(|| link("/staff", t.site_staff())))
            .view()
    };
    let person = match viewer {
        Some(viewer) => {
            let account = move || nav_link(lang, &here.get(), "/account", &viewer.name).view();
            view! { {following(account)} <li><SignOut class="button-link"/></li> }.erase()
        }
        None => following(move || nav_link(lang, &here.get(), "/account/sign-in", t.site_sign_in()).view())
            .erase(),
    };
    view! {
        <header class="site-header" class:signed-in=signed_in>
            <div>
                {Still::of("a", "site-name").attr("href", &lang.address("/")).text(t.site_name()).view()}
                <nav class="site-nav" aria-label=t.site_main_navigation()>{following(links)}</nav>
                <nav class="site-person" aria-label=t.site_account()>
                    <ul role="list">{person}</ul>
                </nav>
                <LanguageSwitch/>
            </div>
        </header>
    }
}

/// What is written anew when the address changes; of one type, so that its code stands once.
pub(super) fn following(still: impl Fn() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(still)
}

/// A link of the header, marked on its page and on those below it.
fn nav_link(lang: Lang, here: &str, path: &str, words: &str) -> Still {
    let current = match Lang::of_path(here).1.strip_prefix(path) {
        Some("") => Some("page"),
        Some(rest) if rest.starts_with('/') => Some("true"),
        _ => None,
    };
    let link = Still::to(&lang.address(path)).maybe("aria-current", current);
    Still::new("li").child(link.text(words))
}
