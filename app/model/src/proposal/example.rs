//! An example text that is offered to be adapted: whether it was.

use crate::text;

/// Whether a text is an example as it was offered: its words, whatever was done to its spaces and lines.
#[must_use]
pub fn is_unchanged(example: &str, typed: &str) -> bool {
    let (typed, example) = (text::clean(typed), text::clean(example));
    typed.split_whitespace().next().is_some() && typed.split_whitespace().eq(example.split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_unchanged_until_a_word_is_another() {
        let example = "We agree on a plan.\n\nWe meet every week.";
        assert!(is_unchanged(example, example));
        assert!(is_unchanged(example, "We agree on a plan. \r\nWe meet\u{00A0}every week."));
        assert!(!is_unchanged(example, "We agree on a plan.\n\nWe meet every month."));
        assert!(!is_unchanged(example, ""));
        assert!(!is_unchanged("", ""));
    }
}
