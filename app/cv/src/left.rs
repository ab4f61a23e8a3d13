//! What has no place in the profile: listed as far as somebody reads it, and counted beyond that, so that no file fills the memory
//! with it.

use crate::{Leftover, UNKNOWN_MOST};

/// The most of a text or a path that is listed, in characters.
const SHOWN_MOST: usize = 300;

/// What has no place, in the order in which it was noted.
#[derive(Debug, Default)]
pub(crate) struct Left {
    listed: Vec<Leftover>,
    more: u32,
}

impl Left {
    /// Notes a text, unless it is empty.
    pub(crate) fn note(&mut self, path: impl FnOnce() -> String, text: &str) {
        if !text.trim().is_empty() {
            self.put(path, text);
        }
    }

    /// Notes a part that was not read at all.
    pub(crate) fn note_unread(&mut self, path: &str) {
        self.put(|| path.to_owned(), "");
    }

    fn put(&mut self, path: impl FnOnce() -> String, text: &str) {
        if self.listed.len() == UNKNOWN_MOST {
            self.more = self.more.saturating_add(1);
            return;
        }
        let mut shown: String = text.chars().take(SHOWN_MOST).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        self.listed.push(Leftover { path: path().chars().take(SHOWN_MOST).collect(), text: shown });
    }

    /// What is listed, and how many more there are.
    pub(crate) fn listed(self) -> (Vec<Leftover>, u32) {
        (self.listed, self.more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_is_counted_and_not_kept() {
        let mut left = Left::default();
        left.note(|| "empty".to_owned(), " ");
        left.note(|| "long".to_owned(), &"é".repeat(SHOWN_MOST + 1));
        for _ in 0..UNKNOWN_MOST {
            left.note_unread("file");
        }
        left.note(|| panic!("not even its path is made"), "x");
        let (listed, more) = left.listed();
        assert_eq!((listed.len(), more), (UNKNOWN_MOST, 2));
        assert_eq!(listed[0].text.chars().count(), SHOWN_MOST + 1, "with the sign that it goes on");
        assert!(listed[0].text.ends_with('…'));
    }
}
