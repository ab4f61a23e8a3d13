//! Texts that are kept as Markdown: statements, notices, terms.

use crate::at_once::Erase;
use leptos::prelude::*;
use model::prose::Block;

/// A text in blocks; its headings are of the second level.
#[component]
pub fn Prose(
    text: Vec<Block>,
    /// Its language, where that is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let blocks: Vec<_> = text
        .into_iter()
        .map(|block| match block {
            Block::Heading(text) => view! { <h2>{text}</h2> }.erase(),
            Block::Paragraph(text) => view! { <p>{text}</p> }.erase(),
            Block::List(items) => {
                let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
                view! { <ul>{items}</ul> }.erase()
            }
        })
        .collect();
    view! { <div class="prose" lang=lang>{blocks}</div> }
}
