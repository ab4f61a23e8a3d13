//! What the styles of a document make of a paragraph: a heading, an item of a list.

use super::{
    Refusal,
    package::{attribute, events},
};
use quick_xml::events::Event;
use std::collections::HashMap;

/// How far a style may rest on others.
const CHAIN: usize = 20;
/// The highest level that an outline has.
const LEVELS: u8 = 9;

/// What a paragraph is by its own properties or by its style's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// The level of a heading, from 1; 0: it is none, whatever its style says.
    pub heading: Option<u8>,
    /// Whether it is an item of a list.
    pub item: Option<bool>,
    /// Whether it stands in a table of contents, which says nothing of its own.
    pub contents: bool,
}

impl Look {
    /// Takes from another what it does not say itself.
    pub fn or(self, other: Look) -> Look {
        Look {
            heading: self.heading.or(other.heading),
            item: self.item.or(other.item),
            contents: self.contents || other.contents,
        }
    }

    /// Notes what a property of a paragraph says.
    pub fn note(&mut self, property: &str, value: &str) {
        match (property, value.parse::<u8>()) {
            ("outlineLvl", Ok(level)) => self.heading = Some(if level < LEVELS { level + 1 } else { 0 }),
            ("numId", _) => self.item = Some(value != "0"),
            _ => {}
        }
    }
}

/// The looks of the styles, by their ids.
#[derive(Debug, Default)]
pub struct Styles(HashMap<String, (Look, Option<String>)>);

impl Styles {
    /// Reads the part with the styles.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let mut styles = HashMap::new();
        let mut current: Option<(String, Look, Option<String>)> = None;
        events(text, |event| {
            match event {
                Event::Start(element) | Event::Empty(element) => {
                    let value = || attribute(element, "val").unwrap_or_default();
                    match (element.local_name().into_inner(), &mut current) {
                        ("style", _) => {
                            let id = attribute(element, "styleId").unwrap_or_default();
                            current = Some((id, Look::default(), None));
                        }
                        ("name", Some((_, look, _))) => {
                            let name = value().to_lowercase();
                            let level = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                            let level = level.filter(|level| (1..=LEVELS).contains(level));
                            look.heading = level.or_else(|| (name == "title").then_some(1)).or(look.heading);
                            look.contents = name.starts_with("toc ");
                        }
                        ("basedOn", Some((_, _, base))) => *base = Some(value()),
                        (property @ ("outlineLvl" | "numId"), Some((_, look, _))) => {
                            look.note(property, &value());
                        }
                        _ => {}
                    }
                }
                Event::End(element) if element.local_name().into_inner() == "style" => {
                    if let Some((id, look, base)) = current.take() {
                        styles.insert(id, (look, base));
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Styles(styles))
    }

    /// The look of a style, with what it rests on.
    pub fn look(&self, id: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let Some((own, base)) = next.and_then(|id| self.0.get(id)) else { break };
            look = look.or(*own);
            next = base.as_deref();
        }
        look
    }
}
