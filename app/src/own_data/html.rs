//! A page that stands alone: every text is escaped, its few styles are in it.

use crate::ui::escaped;
use model::language::Lang;
use std::fmt::Write;

/// It runs and loads nothing, whatever somebody has typed.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "
:root { color-scheme: light dark; color: CanvasText; background: Canvas; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 50rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere }
h1, h2, h3, h4 { line-height: 1.25 }
h2 { margin-block-start: 3rem }
dl { margin: 0 0 1.5rem; border-block-start: 1px solid #888 }
dl div { display: grid; grid-template-columns: 1fr 2fr; gap: 0 1rem; padding: .25rem 0; border-block-end: 1px solid #888 }
dt, th { font-weight: 600 }
dd { margin: 0; white-space: pre-wrap }
.wide { overflow-x: auto }
table { width: 100%; border-collapse: collapse; overflow-wrap: break-word }
th, td { padding: .25rem .75rem .25rem 0; text-align: start; vertical-align: top; border-block-end: 1px solid #888 }
@media (max-width: 30rem) { dl div { display: block } }
@media print { body { max-width: none; padding: 0 } .wide { overflow: visible } h2, h3, h4 { break-after: avoid } }
";

/// A piece of the page.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn append(&mut self, other: Html) {
        self.0.push_str(&other.0);
    }

    /// An element that holds a text.
    pub(super) fn element(&mut self, name: &str, text: &str) {
        let _ = writeln!(self.0, "<{name}>{}</{name}>", escaped(text));
    }

    /// The heading of a part, to which the contents lead.
    pub(super) fn part(&mut self, id: &str, title: &str) {
        let _ = writeln!(self.0, "<h2 id=\"{id}\">{}</h2>", escaped(title));
    }

    /// The table of contents.
    pub(super) fn contents<'a>(&mut self, name: &str, parts: impl Iterator<Item = (&'a str, &'a str)>) {
        let _ = writeln!(self.0, "<nav aria-label=\"{}\"><ul>", escaped(name));
        for (id, title) in parts {
            let _ = writeln!(self.0, "<li><a href=\"#{id}\">{}</a></li>", escaped(title));
        }
        self.0.push_str("</ul></nav>\n");
    }

    /// Facts by their terms; those without a value are left out.
    pub(super) fn facts(&mut self, all: impl IntoIterator<Item = (impl AsRef<str>, String)>) {
        let mut rows = String::new();
        for (term, value) in all.into_iter().filter(|(_, value)| !value.is_empty()) {
            let (term, value) = (escaped(term.as_ref()), escaped(&value));
            let _ = writeln!(rows, "<div><dt>{term}</dt><dd>{value}</dd></div>");
        }
        if !rows.is_empty() {
            let _ = writeln!(self.0, "<dl>\n{rows}</dl>");
        }
    }

    /// A table; nothing where it would be empty. It scrolls by itself where the screen is narrow, also by keyboard.
    pub(super) fn table<const N: usize>(
        &mut self,
        name: &str,
        heads: [&str; N],
        rows: impl Iterator<Item = [String; N]>,
    ) {
        let cells = |cells: &[String; N]| {
            cells.iter().map(|c| format!("<td>{}</td>", escaped(c))).collect::<String>()
        };
        let rows: String = rows.map(|row| format!("<tr>{}</tr>\n", cells(&row))).collect();
        if rows.is_empty() {
            return;
        }
        let heads: String = heads.map(|head| format!("<th scope=\"col\">{}</th>", escaped(head))).concat();
        let name = escaped(name);
        let _ = writeln!(
            self.0,
            "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\"><table>\n\
             <thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>"
        );
    }

    /// The whole document.
    pub(super) fn document(self, lang: Lang, title: &str) -> String {
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
            title = escaped(title),
            body = self.0,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_typed_is_text() {
        let evil = "</dd><script>alert(1)</script>\"&";
        let mut html = Html::default();
        html.element("h1", evil);
        html.part("a", evil);
        html.contents(evil, [("a", evil)].into_iter());
        html.facts([(evil, evil.to_owned())]);
        html.table(evil, [evil], [[evil.to_owned()]].into_iter());
        let page = html.document(Lang::En, evil);
        assert!(!page.contains("<script>") && page.matches("&lt;script&gt;alert(1)").count() == 10, "{page}");
    }

    #[test]
    fn what_is_empty_is_not_there() {
        let mut html = Html::default();
        html.facts([("a", String::new())]);
        html.table("b", ["c"], std::iter::empty());
        assert!(html.is_empty());
    }
}
