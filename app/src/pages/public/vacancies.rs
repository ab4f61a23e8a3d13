//! The list of open vacancies: searched and filtered by what stands in its address.

use super::{
    VacancyList,
    find_form::{FindForm, Order, less_asked, what_is_asked},
    finder::Finder,
    vacancy_words as words,
};
use crate::{
    api::search::{Found, find_vacancies},
    at_once::Erase,
    pages::{Load, NotFound, loading_less},
    texts::{Texts, use_lang, use_texts},
    ui::{PageTitle, Pagination, Still, Weight, still_button_link},
    viewer::use_viewer,
};
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_location;
use model::{account::Role, choice::Choice, vacancy::Category};

/// The open vacancies that the query asks for, in pages: `?q=statistics&grade=P4&page=2`.
#[component]
pub fn Vacancies() -> impl IntoView {
    let lang = use_lang();
    let search = use_location().search;
    // The cards are in the page as they are.
    let without_cards = |found: &Found| {
        let mut less = found.clone();
        less.page.items.clear();
        less
    };
    let list = loading_less(move || search.get(), move |query| find_vacancies(lang, query), without_cards);
    let finder = Finder::new();
    view! { <Load resource=list view=move |found| view! { <ListPage found finder/> }/> }
}

/// The address of a page of a list: the query as it is, the page behind it unless it is the first.
pub(super) fn page_address(path: &str, query: &str, page: u64) -> String {
    let page = (page > 1).then(|| format!("page={page}"));
    let query: Vec<&str> =
        [query].into_iter().chain(page.as_deref()).filter(|part| !part.is_empty()).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{mark}{}", query.join("&"))
}

#[component]
fn ListPage(found: Found, finder: Finder) -> impl IntoView {
    let t = use_texts();
    let (page, pages, total) = (found.page.page, found.page.pages, found.page.total);
    if page > pages {
        return view! { <NotFound/> }.erase();
    }
    let title = if page == 1 { t.vacancy_title().to_owned() } else { t.vacancy_title_page(page, pages) };
    if total == 0 && !found.narrowed {
        return view! {
            <PageTitle title/>
            {Still::new("h2").text(t.vacancy_none_title()).view()}
            {Still::new("p").text(t.vacancy_none()).view()}
            {Still::of("p", "buttons")
                .child(still_button_link(&t.0.address("/alerts/new"), Weight::Secondary, t.find_category_alert()))
                .view()}
        }
        .erase();
    }
    let Found { query, words, sort, facets, asked, looser, page: of_found, .. } = found;
    let several = total > 1;
    let said = match total {
        0 => t.find_none_title().to_owned(),
        // What is said of all of them says their order.
        total if query.is_empty() => t.vacancy_total(u64::from(total)),
        total => t.find_found(u64::from(total)),
    };
    let path = t.0.address("/vacancies");
    let back = page_address(&path, &query, u64::from(page));
    let alert = page_address(&t.0.address("/alerts/new"), &query, 1);
    let feed = page_address(&t.0.address("/feeds/vacancies.atom"), &query, 1);
    let saved = Still::to(&t.0.address("/vacancies/saved")).text(t.find_saved_link());
    let candidate = use_viewer().is_some_and(|viewer| viewer.is(Role::Candidate));
    let further = Still::of("p", "buttons")
        .child(still_button_link(&alert, Weight::Secondary, t.find_alert()))
        // Not a page of the application.
        .child(Still::to(&feed).attr("rel", "external").text(t.find_feed()))
        .children(candidate.then_some(saved))
        .view();
    // Searches are without end; what they find is found from the plain list.
    let robots = (!query.is_empty()).then(|| view! { <Meta name="robots" content="noindex"/> });
    view! {
        {robots}
        <PageTitle title/>
        <div class="find wide"
            on:input=move |event| finder.typed(&event) on:change=move |event| finder.changed(&event)>
            <FindForm facets words=words.clone() finder/>
            <div class="find-found">
                <p class="lead" role="status">{said}</p>
                {what_is_asked(t, asked)}
                {less_asked(t, looser)}
                <Order worded=!words.is_empty() sort shown=several finder/>
                {(total > 0).then(|| view! { <VacancyList rows=of_found.items back/> })}
                <Pagination page=u64::from(page) pages=u64::from(pages) address=move |page| page_address(&path, &query, page)/>
                {(total == 0).then(|| Still::new("p").text(t.find_none_alert()).view())}
                {further}
            </div>
        </div>
        {categories(t)}
    }
    .erase()
}

/// The ways to the pages of the categories.
fn categories(t: Texts) -> AnyView {
    let links = Category::ALL.iter().map(|category| {
        let address = t.0.address(&format!("/vacancies/categories/{category}"));
        Still::new("li").child(Still::to(&address).text(words::category(t, *category)))
    });
    Still::of("nav", "categories")
        .attr("aria-labelledby", "categories")
        .child(Still::new("h2").attr("id", "categories").text(t.find_categories()))
        .child(Still::new("ul").attr("role", "list").children(links))
        .view()
}
