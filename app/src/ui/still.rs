//! Elements in which nothing happens: written as HTML by one piece of code, on the server and in the browser, which takes them up as
//! a whole, without a look into them. A view of leptos has code of its own for each shape of element, and a first visit waits for it.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        html::InertElement,
        hydration::Cursor,
        view::{Position, PositionState, add_attr::AddAnyAttr},
    },
};
use std::borrow::Cow;

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

    /// A link.
    pub fn to(address: &str) -> Self {
        Still::new("a").attr("href", address)
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
        self.html.push_str(&child.html());
        self
    }

    pub fn children(self, children: impl IntoIterator<Item = Still>) -> Self {
        children.into_iter().fold(self, Still::child)
    }

    /// Puts in what was written before ([`Still::html`]), with a text in the places of `hole`.
    #[cfg(feature = "ssr")]
    pub fn written(mut self, html: &str, hole: char, text: &str) -> Self {
        self.begin();
        let text = escaped(text);
        for (place, part) in html.split(hole).enumerate() {
            if place > 0 {
                self.html.push_str(&text);
            }
            self.html.push_str(part);
        }
        self
    }

    pub fn view(self) -> AnyView {
        Written(InertElement::new(self.html())).into_any()
    }

    /// The tag ends, and what the element holds begins.
    fn begin(&mut self) {
        if self.open {
            self.html.push('>');
            self.open = false;
        }
    }

    /// The element as it is written.
    pub fn html(mut self) -> String {
        self.begin();
        if self.name != "input" {
            for part in ["</", self.name, ">"] {
                self.html.push_str(part);
            }
        }
        self.html
    }
}

/// The element as a view. leptos' own is for what is known when it is compiled: it keeps every text that it ever made an element of,
/// and puts the new element in the place of the old one whoever has the focus.
struct Written(InertElement);

impl Render for Written {
    type State = <InertElement as Render>::State;

    fn build(self) -> Self::State {
        let state = self.0.build();
        #[cfg(feature = "hydrate")]
        browser::forget();
        state
    }

    fn rebuild(self, state: &mut Self::State) {
        #[cfg(feature = "hydrate")]
        let focused = browser::focused(state);
        self.0.rebuild(state);
        #[cfg(feature = "hydrate")]
        {
            browser::forget();
            browser::refocus(focused, state);
        }
    }
}

impl AddAnyAttr for Written {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self
    where
        Self: RenderHtml,
    {
        self
    }
}

impl RenderHtml for Written {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    async fn resolve(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::InertElement;
    use leptos::{prelude::*, tachys::renderer::dom::TEMPLATE_CACHE};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement};

    type State = <InertElement as Render>::State;

    pub(super) fn forget() {
        TEMPLATE_CACHE.with_borrow_mut(Vec::clear);
    }

    /// The link in the element that has the focus.
    pub(super) fn focused(state: &State) -> Option<Element> {
        let link = document().active_element()?;
        state.elements().iter().any(|element| element.contains(Some(&link))).then_some(link)
    }

    /// Where that link is gone, the one that leads to the same address has the focus.
    pub(super) fn refocus(link: Option<Element>, state: &State) {
        let Some(link) = link.filter(|link| !link.is_connected()) else { return };
        let leads = link.get_attribute("href");
        for element in state.elements() {
            let Ok(links) = element.query_selector_all("a") else { continue };
            let links =
                (0..links.length()).filter_map(|place| links.item(place)?.dyn_into::<HtmlElement>().ok());
            if let Some(next) = links.into_iter().find(|next| next.get_attribute("href") == leads) {
                let _ = next.focus();
                return;
            }
        }
    }
}

/// A text as it may stand in HTML, also in the value of an attribute.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) {
        return text.into();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_come_first_and_what_it_holds_after_them() {
        let link = Still::new("a").attr("href", "/a").maybe("lang", None).text("A");
        let field = Still::new("input").attr("name", "b");
        let list = Still::of("p", "c").child(link).text(" and ").child(field);
        assert_eq!(list.html(), r#"<p class="c"><a href="/a">A</a> and <input name="b"></p>"#);
        assert_eq!(Still::new("p").html(), "<p></p>");
    }

    #[test]
    fn what_somebody_typed_is_text() {
        let evil = "\"><script>alert(1)</script>&";
        let html = Still::new("p").attr("title", evil).text(evil).html();
        assert!(
            !html.contains("<script>") && html.matches("&quot;&gt;&lt;script&gt;").count() == 2,
            "{html}"
        );
    }
}
