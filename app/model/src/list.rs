//! The list rule: how a text of several lines becomes a list, whatever it was pasted from.
//!
//! An item stands on a line. What a word processor or a mail program writes before it goes: bullets, dashes, numbering.

use crate::text;

/// What stands for a bullet, Word's "o" and Wingdings' letters apart: those need white space behind them.
const BULLETS: &[char] = &[
    '•', '·', '∙', '‣', '◦', '●', '○', '▪', '■', '□', '▫', '◆', '◇', '➢', '➤', '►', '▶', '→', '✓', '✔', '–',
    '—', '―', '−', '-', '*', '\u{F0A7}', '\u{F0D8}', '\u{F0FC}', '\u{F076}', '\u{F02D}', '\u{F0D2}',
];

/// The items of a list: a line each, without bullets and numbering; empty lines are none.
///
/// Idempotent: the items of a list's items are the same.
#[must_use]
pub fn items(raw: &str) -> Vec<String> {
    let cleaned = text::clean(raw);
    cleaned.lines().map(item).filter(|item| !item.is_empty()).collect()
}

/// A list as it is typed: an item a line.
#[must_use]
pub fn typed<T: AsRef<str>>(items: &[T]) -> String {
    items.iter().map(|item| text::line(item.as_ref())).collect::<Vec<_>>().join("\n")
}

fn item(line: &str) -> String {
    let mut rest = line.trim();
    while let Some(shorter) = without_marker(rest) {
        rest = shorter.trim();
    }
    text::line(rest)
}

/// The line behind its marker; none if it has none.
fn without_marker(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix(BULLETS) {
        let dash = line.starts_with(['-', '*', '–', '—', '−', '―']);
        // A minus, a word in stars: a dash marks an item only with white space behind it.
        return (!dash || rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest);
    }
    if let Some(rest) = line.strip_prefix(['o', '§', 'Ø', 'ü']) {
        // Without their fonts, Word's bullets are letters, with a tab behind them.
        return rest.starts_with('\t').then_some(rest);
    }
    numbered(line)
}

/// The line behind `3.`, `3)`, `(3)`, `b)`, `(iv)`, and behind `b.` where a tab follows.
fn numbered(line: &str) -> Option<&str> {
    let (opened, inner) = line.strip_prefix('(').map_or((false, line), |inner| (true, inner));
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (mark, rest) = inner.split_at(end);
    let close = rest.chars().next()?;
    let rest = &rest[close.len_utf8()..];
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let number = !mark.is_empty() && mark.len() <= 3 && mark.bytes().all(|b| b.is_ascii_digit());
    let letter = mark.len() == 1 || (!mark.is_empty() && mark.len() <= 5 && mark.bytes().all(is_roman));
    let is_marker = match close {
        ')' => number || letter,
        '.' if opened => false,
        '.' => number || (letter && rest.starts_with('\t')),
        _ => false,
    };
    (is_marker && spaced).then_some(rest)
}

const fn is_roman(byte: u8) -> bool {
    matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_list_pasted_from_word_becomes_a_list() {
        let pasted = "\u{F0B7}\tPlan the survey.\r\n\u{F0B7}\u{00A0}Lead the team.\r\no\tTrain interviewers.\r\n\r\n§\tReport.";
        assert_eq!(items(pasted), ["Plan the survey.", "Lead the team.", "Train interviewers.", "Report."]);
    }

    #[test]
    fn numbering_of_every_kind_goes() {
        for marker in [
            "1.", "12)", "(3)", "a)", "(b)", "iv)", "(IV)", "c.\t", "iii.\t", "- ", "– ", "* ", "•", "1. a) ",
        ] {
            assert_eq!(items(&format!("{marker} Plan")), ["Plan"], "{marker}");
        }
    }

    #[test]
    fn what_only_looks_like_a_marker_stays() {
        for meant in [
            "3.5 million households",
            "2026 is the year",
            "-5 degrees",
            "*Note* well",
            "A. Smith’s method",
            "official statistics",
            "(see below) plan",
            "1999. A year",
            "i.e. all of it",
        ] {
            assert_eq!(items(meant), [meant]);
        }
    }

    #[test]
    fn lines_with_nothing_but_a_marker_are_no_items() {
        assert_eq!(items("•\n1.\n \n- "), <[&str; 0]>::default());
    }

    fn lines() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("• ".to_owned()),
            Just("\n".to_owned()),
            Just("1. ".to_owned()),
            Just("(a)\t".to_owned()),
            Just("o\t".to_owned()),
            Just("- ".to_owned()),
            "[a-z]{1,6} ",
            any::<String>(),
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_list_made_of_a_lists_items_is_the_same(raw in lines()) {
            let once = items(&raw);
            prop_assert_eq!(items(&typed(&once)), once);
        }
    }
}
