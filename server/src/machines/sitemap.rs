//! The pages that search engines are to know, each with the same page in the other languages; and what they are asked to leave.

use super::{
    answer::{self, Content},
    problem::Problem,
};
use crate::state::AppState;
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use model::{choice::Choice, language::Lang, vacancy::Category};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use services::{Error, board::OpenVacancies, clock};
use std::{
    io,
    sync::{Mutex, PoisonError},
};

/// The pages for everybody beside the notices.
const PAGES: [&str; 6] = ["/", "/vacancies", "/accessibility", "/privacy", "/terms", "/api"];
/// A sitemap has at most 50,000 addresses: the newest notices, in all languages, and the pages above.
const NOTICES_MOST: usize = 16_000;

/// The sitemap, kept until another vacancy is open.
#[derive(Debug, Default)]
pub struct Sitemap(Mutex<Option<((i64, i64), Content)>>);

impl Sitemap {
    fn find(&self, edition: (i64, i64)) -> Option<Content> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(of, _)| *of == edition).map(|(_, content)| content.clone())
    }

    fn keep(&self, edition: (i64, i64), content: &Content) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((edition, content.clone()));
    }
}

/// Answers with the sitemap.
pub async fn sitemap(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Problem> {
    let now = answer::now(&state).await?;
    let edition = now.vacancies.edition(now.now);
    let content = match state.sitemap.find(edition) {
        Some(content) => content,
        None => {
            let (sitemap, vacancies, at) = (state.sitemap.clone(), now.vacancies.clone(), now.now);
            let config = state.config.clone();
            // Whoever was before may have asked for the same.
            let make = move || match sitemap.find(edition) {
                Some(content) => Ok(content),
                None => written(&config.public_url, &vacancies, at)
                    .map(|body| Content::new(body).compressed())
                    .inspect(|content| sitemap.keep(edition, content)),
            };
            let made = state.making.work(make).await?;
            made.map_err(|error| Error::Unavailable(format!("the sitemap: {error}")))?
        }
    };
    Ok(now.send(&headers, "application/xml; charset=utf-8", content))
}

fn written(site: &str, vacancies: &OpenVacancies, now: i64) -> io::Result<Vec<u8>> {
    let notices = vacancies.published(Lang::En, now).take(NOTICES_MOST).map(|published| {
        (format!("/vacancies/{}", published.notice.slug), Some(clock::day(published.changed_at).to_string()))
    });
    let categories = Category::ALL.iter().map(|category| format!("/vacancies/categories/{category}"));
    let pages = PAGES.iter().map(|page| (*page).to_owned()).chain(categories);
    write(site, pages.map(|page| (page, None)).chain(notices))
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
