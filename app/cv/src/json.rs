//! JSON as a tree, within limits: what a hostile file asks for is never put into memory first.

use crate::{Limits, Refusal, tree::Node};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::{cell::Cell, fmt};

/// The tree of a document.
pub(crate) fn parse(text: &str) -> Result<Node, Refusal> {
    let nodes = Cell::new(0);
    let mut root = Node::default();
    let mut source = serde_json::Deserializer::from_str(text);
    let into = Into { name: "", depth: 0, nodes: &nodes, parent: &mut root };
    let read = into.deserialize(&mut source).and_then(|()| source.end());
    // serde_json has a limit to the depth of its own.
    match read {
        Ok(()) => Ok(root.children.pop().unwrap_or_default()),
        Err(error) if nodes.get() > Limits::NODES || error.to_string().contains("recursion limit") => {
            Err(Refusal::TooMuch)
        }
        Err(_) => Err(Refusal::Broken),
    }
}

/// Reads one value of a name into its parent; the elements of a list become values of the list's name.
struct Into<'a> {
    name: &'a str,
    depth: usize,
    nodes: &'a Cell<usize>,
    parent: &'a mut Node,
}

impl Into<'_> {
    /// Counts a value; refuses it if there are too many, or too deep in each other.
    fn count<E: Error>(&self) -> Result<(), E> {
        self.nodes.set(self.nodes.get() + 1);
        if self.nodes.get() > Limits::NODES || self.depth > Limits::DEPTH {
            return Err(self.refuse());
        }
        Ok(())
    }

    /// Refuses the document: it asks for too much.
    fn refuse<E: Error>(&self) -> E {
        self.nodes.set(Limits::NODES + 1);
        E::custom("too much")
    }

    fn put<E: Error>(self, text: impl fmt::Display) -> Result<(), E> {
        self.count()?;
        self.parent.children.push(Node::leaf(self.name, text.to_string()));
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Into<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Into<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.count()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.put(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.put(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.count()?;
        let Into { name, depth, nodes, parent } = self;
        while list.next_element_seed(Into { name, depth: depth + 1, nodes, parent })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.count()?;
        let mut node = Node::new(self.name);
        while let Some(name) = map.next_key::<String>()? {
            if Limits::is_long(&name) {
                return Err(self.refuse());
            }
            let into = Into { name: &name, depth: self.depth + 1, nodes: self.nodes, parent: &mut node };
            map.next_value_seed(into)?;
        }
        self.parent.children.push(node);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_values_of_one_name() {
        let root = parse(r#"{"a": [1, {"b": "x"}, null], "c": true}"#).unwrap();
        let names: Vec<&str> = root.children.iter().map(|child| child.name.as_str()).collect();
        assert_eq!(names, ["a", "a", "c"]);
        assert_eq!(
            (root.peek("a"), root.peek("a.b"), root.peek("c")),
            ("1".into(), "x".into(), "true".into())
        );
    }

    #[test]
    fn depth_and_number_have_an_end() {
        let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(parse(&deep(60)).is_ok());
        for n in [70, 127, 200, 1_000_000] {
            assert_eq!(parse(&deep(n)), Err(Refusal::TooMuch), "{n}");
        }
        let many = |n: usize| format!("[{}0]", "0,".repeat(n));
        assert!(parse(&many(1000)).is_ok());
        assert_eq!(parse(&many(200_000)), Err(Refusal::TooMuch));
    }

    #[test]
    fn a_name_has_an_end_for_each_element_of_its_list_has_it() {
        let list = |n: usize| format!("{{\"{}\": [0, 0]}}", "é".repeat(n));
        assert!(parse(&list(Limits::NAME)).is_ok());
        assert_eq!(parse(&list(Limits::NAME + 1)), Err(Refusal::TooMuch));
    }

    #[test]
    fn what_is_cut_off_is_broken() {
        for broken in ["{", "{\"a\":1}x", "[1,", "{\"a\":\"\\ud800\"}"] {
            assert_eq!(parse(broken), Err(Refusal::Broken), "{broken}");
        }
    }
}
