//! Elements in which nothing happens: written as HTML by one piece of code, on the server and in the browser, which takes them up as
//! a whole, without a look into them. A view of leptos has code of its own for each shape of element, and a first visit waits for it.

use leptos::{prelude::*, tachys::html::InertElement};

/// An element that has no handler and changes only as a whole: its attributes first, then what it holds. Everything that is given to
/// it is escaped.
#[derive(Debug)]
pub(crate) struct Still {
    name: &'static str,
    html: String,
    /// Whether attributes may still come.
    open: bool,
}

impl Still {
    pub fn new(name: &'static str) -> Self {
        Still { name, html: format!("<{name}"), open: true }
    }

    /// An element of a class.
    pub fn of(name: &'static str, class: &str) -> Self {
        Still::new(name).attr("class", class)
    }

    pub fn attr(mut self, name: &str, value: &str) -> Self {
        debug_assert!(self.open, "attributes come first");
        for part in [" ", name, "=\"", &escaped(value), "\""] {
            self.html.push_str(part);
        }
        self
    }

    /// An attribute that may be absent.
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    pub fn text(mut self, text: &str) -> Self {
        self.begin();
        self.html.push_str(&escaped(text));
        self
    }

    pub fn child(mut self, child: Still) -> Self {
        self.begin();
        self.html.push_str(&child.end());
        self
    }

    pub fn children(self, children: impl IntoIterator<Item = Still>) -> Self {
        children.into_iter().fold(self, Still::child)
    }

    pub fn view(self) -> AnyView {
        InertElement::new(self.end()).into_any()
    }

    /// The tag ends, and what the element holds begins.
    fn begin(&mut self) {
        if self.open {
            self.html.push('>');
            self.open = false;
        }
    }

    fn end(mut self) -> String {
        self.begin();
        if self.name != "input" {
            for part in ["</", self.name, ">"] {
                self.html.push_str(part);
            }
        }
        self.html
    }
}

/// A text as it may stand in HTML, also in the value of an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_come_first_and_what_it_holds_after_them() {
        let link = Still::new("a").attr("href", "/a").maybe("lang", None).text("A");
        let field = Still::new("input").attr("name", "b");
        let list = Still::of("p", "c").child(link).text(" and ").child(field);
        assert_eq!(list.end(), r#"<p class="c"><a href="/a">A</a> and <input name="b"></p>"#);
        assert_eq!(Still::new("p").end(), "<p></p>");
    }

    #[test]
    fn what_somebody_typed_is_text() {
        let evil = "\"><script>alert(1)</script>&";
        let html = Still::new("p").attr("title", evil).text(evil).end();
        assert!(
            !html.contains("<script>") && html.matches("&quot;&gt;&lt;script&gt;").count() == 2,
            "{html}"
        );
    }
}
