//! What a search of the vacancies is put together with: words, filters with how many each choice finds, the order; what is asked
//! for, to be taken back; and what to ask less.

use super::{finder::Finder, vacancies::page_address, vacancy_words as words};
use crate::{
    api::search::{Asked, Facet, FacetChoice, Looser},
    at_once::Erase,
    texts::{Texts, use_texts},
    ui::Still,
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    vacancy::search::{Filter, SORT, Sort, WORDS},
};

/// The form's id: the order stands outside of it, above what was found.
pub(super) const FORM: &str = "find";

/// Words and filters. Without WebAssembly they are sent by their buttons; with it, what is typed and chosen is looked for at once.
#[component]
pub(super) fn FindForm(facets: Vec<Facet>, words: String, finder: Finder) -> impl IntoView {
    let t = use_texts();
    let chosen = facets.iter().map(chosen).sum();
    let title = if chosen == 0 { t.find_filters().to_owned() } else { t.find_filters_chosen(chosen) };
    let facets: Vec<_> = facets
        .into_iter()
        .filter(|facet| !facet.choices.is_empty())
        .map(|facet| view! { <FacetGroup facet finder/> }.erase())
        .collect();
    view! {
        <form id=FORM class="find-form" method="get" action=t.0.address("/vacancies") role="search"
            on:submit=move |event| finder.submitted(&event)>
            <label for=WORDS>{t.find_words()}</label>
            <div class="find-words">
                <input id=WORDS type="search" name=WORDS value=words autocomplete="off" enterkeyhint="search"/>
                <button class="button">{t.find_search()}</button>
            </div>
            <details class="find-filters">
                <summary>{title}</summary>
                <div class="find-facets">
                    {facets}
                    // Once the page is alive, every choice is looked for by itself.
                    <button class="button secondary" hidden=move || finder.alive.get()>{t.find_apply()}</button>
                </div>
            </details>
        </form>
    }
}

fn chosen(facet: &Facet) -> u64 {
    facet.choices.iter().filter(|choice| choice.chosen).count() as u64
}

/// The choices of a filter, folded away unless something is chosen, or most people begin with it.
#[component]
fn FacetGroup(facet: Facet, finder: Finder) -> impl IntoView {
    let t = use_texts();
    let name = words::filter(t, facet.filter);
    let chosen = chosen(&facet);
    let open = finder.opens(facet.filter, chosen > 0 || facet.filter == Filter::Category);
    let title = if chosen == 0 { name.to_owned() } else { format!("{name} ({chosen})") };
    let one = facet.filter == Filter::Closing;
    let any = one.then(|| {
        let none = FacetChoice {
            value: String::new(),
            name: t.find_any_time().to_owned(),
            count: u32::MAX,
            chosen: chosen == 0,
        };
        tick(t, facet.filter, 0, none)
    });
    let choices: Vec<_> = facet
        .choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| tick(t, facet.filter, place + 1, choice))
        .collect();
    view! {
        <details class="find-facet" open=open>
            <summary>{title}</summary>
            <fieldset>
                <legend class="visually-hidden">{name}</legend>
                <div class="ticks">{any}{choices}</div>
            </fieldset>
        </details>
    }
}

/// A choice with how many vacancies it finds. It stays in its place whatever else is chosen, so that the focus stays on it.
fn tick(t: Texts, filter: Filter, place: usize, choice: FacetChoice) -> impl IntoView {
    let id = format!("{filter}-{place}");
    let kind = if filter == Filter::Closing { "radio" } else { "checkbox" };
    let count = match choice.count {
        u32::MAX => String::new(),
        count => format!(" ({})", crate::dates::number(t.0, count)),
    };
    view! {
        <div class="tick" class:find-none=choice.count == 0>
            <input id=id.clone() type=kind name=filter.slug() value=choice.value
                checked=choice.chosen prop:checked=choice.chosen/>
            <label for=id>{choice.name}<span class="find-count">{count}</span></label>
        </div>
    }
    .erase()
}

/// The order of what was found. Its first choice is the fitting one, and says nothing in the address.
#[component]
pub(super) fn Order(
    /// Whether words are looked for.
    worded: bool,
    sort: Sort,
    shown: bool,
    finder: Finder,
) -> impl IntoView {
    let t = use_texts();
    let fitting = if worded { Sort::Relevance } else { Sort::Newest };
    let options: Vec<_> = [fitting, Sort::Newest, Sort::Closing]
        .into_iter()
        .enumerate()
        .filter(|(place, choice)| *place == 0 || *choice != fitting)
        .map(|(place, choice)| {
            let chosen = choice == sort;
            let value = if place == 0 { "" } else { choice.slug() };
            let name = match choice {
                Sort::Relevance => t.find_sort_relevance(),
                Sort::Closing => t.find_sort_closing(),
                Sort::Newest => t.find_sort_newest(),
            };
            let option = Still::new("option").attr("value", value).maybe("selected", chosen.then_some(""));
            option.text(name).view()
        })
        .collect();
    view! {
        <p class="find-order" hidden=!shown>
            <label for=SORT>{t.find_sort()}</label>
            <select id=SORT name=SORT form=FORM>{options}</select>
            <button class="button secondary" form=FORM hidden=move || finder.alive.get()>{t.find_sort_apply()}</button>
        </p>
    }
}

/// What is asked for: each a link to the search without it.
pub(super) fn what_is_asked(t: Texts, asked: Vec<Asked>) -> Option<AnyView> {
    let path = t.0.address("/vacancies");
    let several = asked.len() > 1;
    if asked.is_empty() {
        return None;
    }
    let links = asked.into_iter().map(|asked| {
        let link = Still::of("a", "chip")
            .attr("href", &page_address(&path, &asked.query, 1))
            .attr("aria-label", &t.find_remove(&asked.name))
            .text(&asked.name)
            .child(Still::new("span").attr("aria-hidden", "true").text(" ×"));
        Still::new("li").child(link)
    });
    let none = || Still::new("li").child(Still::of("a", "chip-all").attr("href", &path).text(t.find_clear()));
    let list = Still::of("ul", "chips").attr("role", "list").attr("aria-label", t.find_asked());
    Some(list.children(links).children(several.then(none)).view())
}

/// Where nothing was found: what finds something, if less is asked for.
pub(super) fn less_asked(t: Texts, looser: Vec<Looser>) -> Option<AnyView> {
    let path = t.0.address("/vacancies");
    if looser.is_empty() {
        return None;
    }
    let links = looser.into_iter().map(|looser| {
        let count = u64::from(looser.count);
        let says = match looser.without {
            Some(name) => t.find_none_without(name, count),
            None => t.find_none_all(count),
        };
        let link = Still::to(&page_address(&path, &looser.query, 1)).text(&says);
        Still::new("li").child(link)
    });
    Some(Still::of("ul", "find-looser").children(links).view())
}
