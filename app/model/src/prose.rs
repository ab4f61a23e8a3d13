//! Prose: the little of Markdown that statements and notices are written in, as blocks that a page shows.

use serde::{Deserialize, Serialize};

/// A block of a text. There is no markup inside a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    Heading(String),
    Paragraph(String),
    List(Vec<String>),
}

/// Reads a text: `## ` begins a heading, `- ` an item of a list, an empty line ends a block. Anything else is a
/// paragraph, its lines joined.
#[must_use]
pub fn parse(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    // What comes after an empty line is never joined to what was before it.
    let mut open = false;
    for line in markdown.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            blocks.push(Block::Heading(heading.trim().to_owned()));
            open = false;
            continue;
        }
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) if open => items.push(item.trim().to_owned()),
            (Some(item), _) => blocks.push(Block::List(vec![item.trim().to_owned()])),
            (None, Some(Block::Paragraph(text))) if open => {
                text.push(' ');
                text.push_str(line);
            }
            (None, Some(Block::List(items))) if open => {
                if let Some(item) = items.last_mut() {
                    item.push(' ');
                    item.push_str(line);
                }
            }
            (None, _) => blocks.push(Block::Paragraph(line.to_owned())),
        }
        open = true;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_told_apart_and_their_lines_joined() {
        let text = "## Who\n\nWe are\nresponsible.\n\n- one\n  and a half\n- two\nThe end.\n\n- three\n";
        let list = |items: &[&str]| Block::List(items.iter().map(|&i| i.to_owned()).collect());
        assert_eq!(
            parse(text),
            [
                Block::Heading("Who".into()),
                Block::Paragraph("We are responsible.".into()),
                list(&["one and a half", "two The end."]),
                list(&["three"]),
            ]
        );
    }
}
