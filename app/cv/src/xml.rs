//! XML as a tree, within limits. A document type is refused: it is there for entities that grow, and for other files.

use crate::{Limits, Refusal, tree::Node};
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

/// The tree of a document; its root element is the one child of what is given.
pub(crate) fn parse(text: &str) -> Result<Node, Refusal> {
    let mut reader = Reader::from_str(text);
    // The elements that are open, from the document down.
    let mut open = vec![Node::default()];
    let mut nodes = 0;
    loop {
        match reader.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(start) => open.push(element(&start, &mut nodes)?),
            Event::Empty(start) => {
                let node = element(&start, &mut nodes)?;
                last(&mut open)?.children.push(node);
            }
            Event::End(_) => {
                let node = open.pop().ok_or(Refusal::Broken)?;
                last(&mut open)?.children.push(node);
            }
            Event::Text(text) => last(&mut open)?.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => last(&mut open)?.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let node = last(&mut open)?;
                match reference.resolve_char_ref().map_err(|_| Refusal::Broken)? {
                    Some(char) => node.text.push(char),
                    None => node.text.push_str(resolve_xml_entity(&reference).ok_or(Refusal::Entities)?),
                }
            }
            Event::DocType(_) => return Err(Refusal::Entities),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if open.len() > Limits::DEPTH || nodes > Limits::NODES {
            return Err(Refusal::TooMuch);
        }
    }
    match (open.pop(), open.pop()) {
        (Some(document), None) => Ok(document),
        _ => Err(Refusal::Broken),
    }
}

fn last(open: &mut [Node]) -> Result<&mut Node, Refusal> {
    open.last_mut().ok_or(Refusal::Broken)
}

/// An element by its name without its prefix, its attributes as its first values.
fn element(start: &BytesStart<'_>, nodes: &mut usize) -> Result<Node, Refusal> {
    let mut node = Node::new(named(start.local_name().into_inner())?);
    *nodes += 1;
    // Whether two have one name is not looked for: that takes long where there are many.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::Broken)?;
        *nodes += 1;
        if *nodes > Limits::NODES {
            return Err(Refusal::TooMuch);
        }
        let prefix = attribute.key.prefix().map(|prefix| prefix.into_inner());
        let name = attribute.key.local_name().into_inner();
        // What namespaces and schemas are, the reader knows.
        if name == "xmlns" || matches!(prefix, Some("xmlns" | "xsi" | "xml")) {
            continue;
        }
        let text = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Refusal::Broken)?;
        node.children.push(Node::leaf(named(name)?, text));
    }
    Ok(node)
}

/// A name, unless it is longer than any of a format's.
fn named(name: &str) -> Result<&str, Refusal> {
    if Limits::is_long(name) { Err(Refusal::TooMuch) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_attributes_are_values() {
        let text = "<?xml version='1.0'?><!-- c --><x:a xmlns:x='u' b='1 &amp; 2'><c>d&lt;&#233;<![CDATA[<e>]]></c><f/></x:a>";
        let root = parse(text).unwrap();
        assert_eq!((root.peek("a.b"), root.peek("a.c")), ("1 & 2".into(), "d<é<e>".into()));
    }

    #[test]
    fn entities_of_a_document_are_refused_before_they_grow() {
        let lol = "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]><lolz>&b;</lolz>";
        let file = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        for hostile in [lol, file, "<!DOCTYPE html><html/>", "<a>&nbsp;</a>"] {
            assert_eq!(parse(hostile), Err(Refusal::Entities), "{hostile}");
        }
    }

    #[test]
    fn depth_and_number_have_an_end() {
        assert_eq!(parse(&"<a>".repeat(100_000)), Err(Refusal::TooMuch));
        assert_eq!(parse(&format!("<a>{}</a>", "<b/>".repeat(200_000))), Err(Refusal::TooMuch));
        let attributes: String = (0..200_000).map(|n| format!(" a{n}=''")).collect();
        assert_eq!(parse(&format!("<a{attributes}/>")), Err(Refusal::TooMuch));
        for name in [Limits::NAME, Limits::NAME + 1].map(|n| "é".repeat(n)) {
            for named in [format!("<a><{name}/></a>"), format!("<a {name}=''/>")] {
                assert_eq!(parse(&named).is_err(), Limits::is_long(&name), "{named}");
            }
        }
    }

    #[test]
    fn what_is_not_well_formed_is_broken() {
        for broken in ["<a>", "<a></b>", "</a>", "<a b=></a>", "<a", "<a>&#0;</a>"] {
            assert_eq!(parse(broken), Err(Refusal::Broken), "{broken}");
        }
    }
}
