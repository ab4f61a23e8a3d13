//! The pages that search engines are to know, each with the same page in the other languages; and what they are asked to leave.

use super::{answer, problem::Problem};
use crate::state::AppState;
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use model::language::Lang;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io;

/// The pages for everybody beside the notices.
const PAGES: [&str; 6] = ["/", "/vacancies", "/accessibility", "/privacy", "/terms", "/api"];
/// A sitemap has at most 50,000 addresses: the newest notices, in all languages, and the pages above.
const NOTICES_MOST: usize = 16_000;

/// Answers with the sitemap.
pub async fn sitemap(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Problem> {
    let now = answer::now(&state).await?;
    let site = &state.config.public_url;
    let notices = now.vacancies.published(Lang::En, now.now).take(NOTICES_MOST).map(|published| {
        (
            format!("/vacancies/{}", published.notice.slug),
            Some(services::clock::day(published.changed_at).to_string()),
        )
    });
    let pages = PAGES.iter().map(|page| ((*page).to_owned(), None)).chain(notices);
    let body =
        write(site, pages).map_err(|error| services::Error::Unavailable(format!("the sitemap: {error}")))?;
    Ok(now.answer(&headers, "application/xml; charset=utf-8", body))
}

fn write(site: &str, pages: impl Iterator<Item = (String, Option<String>)>) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let spaces = [
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
    ];
    writer.create_element("urlset").with_attributes(spaces).write_inner_content(|writer| {
        for (path, changed) in pages {
            for lang in Lang::ALL {
                url(writer, site, &path, lang, changed.as_deref())?;
            }
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}

fn url(
    writer: &mut Writer<Vec<u8>>,
    site: &str,
    path: &str,
    lang: Lang,
    changed: Option<&str>,
) -> io::Result<()> {
    let address = |lang: Lang| format!("{site}{}", lang.address(path));
    writer.create_element("url").write_inner_content(|writer| {
        writer.create_element("loc").write_text_content(BytesText::new(&address(lang)))?;
        if let Some(changed) = changed {
            writer.create_element("lastmod").write_text_content(BytesText::new(changed))?;
        }
        let languages = Lang::ALL.into_iter().map(|lang| (lang.tag(), address(lang)));
        for (tag, address) in languages.chain([("x-default", address(Lang::En))]) {
            let attributes = [("rel", "alternate"), ("hreflang", tag), ("href", &address)];
            writer.create_element("xhtml:link").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Answers with `public/robots.txt`, and where the sitemap is: that needs a whole address.
pub async fn robots(State(state): State<AppState>) -> Response {
    let rules = include_str!("../../../public/robots.txt");
    let text = format!("{rules}\nSitemap: {}/sitemap.xml\n", state.config.public_url);
    ([(header::CACHE_CONTROL, "public, max-age=3600")], text).into_response()
}
