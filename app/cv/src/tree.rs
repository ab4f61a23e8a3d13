//! A document as a tree of names and texts, whether it was JSON or XML. It notes which of its texts were taken, so that those
//! which have no place can be listed.

use crate::{left::Left, words::tidy};
use std::cell::Cell;

/// A value with its name. The elements of a list are values of one name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Node>,
    taken: Cell<bool>,
}

impl Node {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Node { name: name.into(), ..Node::default() }
    }

    pub(crate) fn leaf(name: impl Into<String>, text: impl Into<String>) -> Self {
        Node { text: text.into(), ..Node::new(name) }
    }

    /// Takes the text of the value itself.
    pub(crate) fn own(&self) -> String {
        self.taken.set(true);
        tidy(&self.text)
    }

    /// The values of a name, and those of a list called after them: Europass' XML has `WorkExperienceList` around each
    /// `WorkExperience`, its JSON has not. Neither do they agree on capitals.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Node> {
        let is = move |node: &&'a Node| node.name.eq_ignore_ascii_case(name);
        let is_list = move |node: &&Node| {
            let stem = node.name.strip_suffix("List").unwrap_or_default();
            stem.eq_ignore_ascii_case(name)
        };
        let listed = self.children.iter().filter(is_list).flat_map(|list| &list.children);
        self.children.iter().filter(is).chain(listed.filter(is))
    }

    /// The first value of a path, `Employer.Name`.
    pub(crate) fn at(&self, path: &str) -> Option<&Node> {
        match path.split_once('.') {
            Some((name, rest)) => self.all(name).find_map(|node| node.at(rest)),
            None => self.all(path).next(),
        }
    }

    /// The text of a path, left where it is.
    pub(crate) fn peek(&self, path: &str) -> String {
        self.at(path).map(|node| tidy(&node.text)).unwrap_or_default()
    }

    /// Takes the text of a path; empty if there is none.
    pub(crate) fn take(&self, path: &str) -> String {
        self.take_as(path, |text| Some(text.to_owned())).unwrap_or_default()
    }

    /// Takes the text of a path if it is understood.
    pub(crate) fn take_as<T>(&self, path: &str, understand: impl Fn(&str) -> Option<T>) -> Option<T> {
        let node = self.at(path)?;
        let text = tidy(&node.text);
        let understood = understand(&text).filter(|_| !text.is_empty())?;
        node.taken.set(true);
        Some(understood)
    }

    /// Takes the texts of all values of a name, but for empty ones.
    pub(crate) fn take_all(&self, name: &str) -> Vec<String> {
        self.all(name).map(Node::own).filter(|text| !text.is_empty()).collect()
    }

    /// Passes over all of a path: it says something of the file and nothing of the person, or what was taken elsewhere.
    pub(crate) fn pass(&self, paths: &[&str]) {
        let mut waiting: Vec<&Node> = Vec::new();
        for path in paths {
            match path.rsplit_once('.') {
                Some((parent, name)) => {
                    waiting.extend(self.at(parent).into_iter().flat_map(|node| node.all(name)))
                }
                None => waiting.extend(self.all(path)),
            }
        }
        while let Some(node) = waiting.pop() {
            node.taken.set(true);
            waiting.extend(&node.children);
        }
    }

    /// Notes the texts that were not taken, with their paths, in the order of the document.
    pub(crate) fn leave(&self, left: &mut Left) {
        self.leave_below(&mut Vec::new(), left);
    }

    fn leave_below<'a>(&'a self, path: &mut Vec<&'a str>, left: &mut Left) {
        if !self.name.is_empty() {
            path.push(&self.name);
        }
        if !self.taken.get() {
            left.note(|| path.join("."), &tidy(&self.text));
        }
        for child in &self.children {
            child.leave_below(path, left);
        }
        if !self.name.is_empty() {
            path.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Leftover;

    #[test]
    fn what_is_not_taken_is_left_with_its_path() {
        let job = Node {
            children: vec![Node::leaf("title", " Clerk "), Node::leaf("url", "x")],
            ..Node::new("job")
        };
        let list = Node { children: vec![job], ..Node::new("jobList") };
        let root = Node { children: vec![list, Node::leaf("made", "today")], ..Node::new("") };
        let job = root.at("job");
        assert_eq!(job.map(|job| job.take("Title")).as_deref(), Some("Clerk"));
        assert_eq!(job.and_then(|job| job.take_as("url", |_| None::<String>)), None);
        root.pass(&["made"]);
        let mut left = Left::default();
        root.leave(&mut left);
        let (listed, more) = left.listed();
        let url = Leftover { path: "jobList.job.url".to_owned(), text: "x".to_owned() };
        assert_eq!((listed, more), (vec![url], 0));
    }
}
