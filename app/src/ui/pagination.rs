//! From page to page of a long list.

use super::Still;
use crate::texts::use_texts;
use leptos::prelude::*;

/// The pages that are linked: the first, the last, and those around the present one; None stands for a gap.
fn shown(page: u64, pages: u64) -> Vec<Option<u64>> {
    let mut list = Vec::new();
    for number in 1..=pages {
        // A gap of one page is that page.
        let near = number.abs_diff(page) <= 1
            || (number == 2 && page == 4)
            || (number + 1 == pages && page + 3 == pages);
        if number == 1 || number == pages || near {
            list.push(Some(number));
        } else if list.last() != Some(&None) {
            list.push(None);
        }
    }
    list
}

/// Links to the other pages; nothing if there is only one. Pages count from 1.
#[component]
pub fn Pagination<F: Fn(u64) -> String + 'static>(
    page: u64,
    pages: u64,
    address: F,
    /// What the pages are of; empty: "Pages".
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    let t = use_texts();
    let label = if label.is_empty() { t.site_pagination().to_owned() } else { label };
    let links = shown(page, pages).into_iter().map(|place| {
        let Some(number) = place else {
            return Still::of("li", "pagination-gap").attr("aria-hidden", "true").text("…");
        };
        let link = Still::to(&address(number))
            .attr("aria-label", &t.site_page(number))
            .maybe("aria-current", (number == page).then_some("page"));
        Still::new("li").child(link.text(&number.to_string()))
    });
    let to = |rel: &str, page: u64, words: &str| {
        Still::new("a").attr("rel", rel).attr("href", &address(page)).text(words)
    };
    (pages > 1).then(|| {
        Still::of("nav", "pagination")
            .attr("aria-label", &label)
            .children((page > 1).then(|| to("prev", page - 1, t.site_previous())))
            .child(Still::new("ul").children(links))
            .children((page < pages).then(|| to("next", page + 1, t.site_next())))
            .view()
    })
}

#[cfg(test)]
mod tests {
    use super::shown;

    fn words(page: u64, pages: u64) -> String {
        let word = |place: Option<u64>| place.map_or("…".to_owned(), |number| number.to_string());
        shown(page, pages).into_iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_ends_and_the_neighbours_are_linked() {
        assert_eq!(words(1, 3), "1 2 3");
        assert_eq!(words(1, 9), "1 2 … 9");
        assert_eq!(words(4, 9), "1 2 3 4 5 … 9");
        assert_eq!(words(5, 9), "1 … 4 5 6 … 9");
        assert_eq!(words(6, 9), "1 … 5 6 7 8 9");
        assert_eq!(words(9, 9), "1 … 8 9");
    }
}
