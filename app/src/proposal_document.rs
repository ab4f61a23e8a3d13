//! A proposal as the finished document, in its own language and as the organisation's form has it: laid out once, for the page, the
//! PDF and the file for Word.

#[cfg(feature = "ssr")]
mod layout;
#[cfg(all(test, feature = "ssr"))]
mod tests;

#[cfg(feature = "ssr")]
pub use layout::{layout, standing};

use crate::{
    at_once::Erase,
    texts::use_texts,
    ui::{SummaryList, SummaryRow},
};
use leptos::prelude::*;
use model::language::Lang;
use serde::{Deserialize, Serialize};

/// The finished document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// In the document's language, as all of it.
    pub title: String,
    pub lang: Lang,
    /// Who publishes it.
    pub author: String,
    /// What stands at the foot of each page: the number, the version.
    pub foot: String,
    pub blocks: Vec<Block>,
}

/// A part of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// From 1, below the title; `id` is the part's or field's, by which a page leads to it.
    Heading {
        level: u8,
        id: String,
        text: String,
    },
    /// Names, and what they stand for; empty where nothing is written yet.
    Facts(Vec<(String, String)>),
    /// Paragraphs of one line, or lists of several.
    Text(Vec<Vec<String>>),
    Items(Vec<String>),
    /// Nothing is written here yet. In no file.
    Blank,
}

/// The document on a page, below the page's title.
#[component]
pub fn ProposalDocument(
    paper: Paper,
    /// What is said where nothing is written yet, in the reader's words.
    blank: &'static str,
) -> impl IntoView {
    let t = use_texts();
    let lang = t.other(paper.lang);
    let blocks: Vec<_> = paper.blocks.into_iter().map(|block| shown(block, lang, blank)).collect();
    view! { <div class="prose proposal-document">{blocks}</div> }
}

fn shown(block: Block, lang: Option<&'static str>, blank: &'static str) -> AnyView {
    match block {
        Block::Heading { level: 1, id, text } => view! { <h2 id=id lang=lang>{text}</h2> }.erase(),
        Block::Heading { level: 2, id, text } => view! { <h3 id=id lang=lang>{text}</h3> }.erase(),
        Block::Heading { id, text, .. } => view! { <h4 id=id lang=lang>{text}</h4> }.erase(),
        Block::Facts(facts) => {
            let rows: Vec<_> = facts
                .into_iter()
                .map(|(term, value)| {
                    let value = if value.is_empty() {
                        view! { <span class="hint">{blank}</span> }.erase()
                    } else {
                        view! { <span lang=lang>{value}</span> }.erase()
                    };
                    view! { <SummaryRow term>{value}</SummaryRow> }
                })
                .collect();
            view! { <SummaryList>{rows}</SummaryList> }.erase()
        }
        Block::Text(paragraphs) => {
            let paragraphs: Vec<_> = paragraphs
                .into_iter()
                .map(|mut lines| match lines.len() {
                    1 => view! { <p lang=lang dir="auto">{lines.pop()}</p> }.erase(),
                    _ => list(lines, lang),
                })
                .collect();
            paragraphs.erase()
        }
        Block::Items(items) => list(items, lang),
        Block::Blank => view! { <p class="hint">{blank}</p> }.erase(),
    }
}

fn list(items: Vec<String>, lang: Option<&'static str>) -> AnyView {
    let items: Vec<_> = items.into_iter().map(|item| view! { <li dir="auto">{item}</li> }).collect();
    view! { <ul lang=lang>{items}</ul> }.erase()
}
