//! What is shown of a page for everybody where somebody passes on a link to it (Open Graph).

use crate::{dates, names, pages::public::vacancy_words as words, texts::Texts};
use leptos::prelude::*;
use model::{
    choice::Choice,
    language::Lang,
    vacancy::{Category, Notice},
};

/// The picture of the site, for all pages: `public/share.png`.
const PICTURE: (&str, &str, &str) = ("/share.png", "1200", "630");

/// What is said of a page.
pub struct Said {
    title: String,
    description: String,
}

impl Said {
    /// Of a page for everybody that is no notice, by its path.
    pub fn of_page(t: Texts, path: &str) -> Option<Self> {
        let (title, description) = match path {
            "/" => (t.home_title(), t.site_description()),
            "/vacancies" => (t.vacancy_title(), t.site_description()),
            "/accessibility" => (t.site_accessibility(), t.site_description()),
            "/privacy" => (t.site_privacy(), t.site_description()),
            "/terms" => (t.site_terms(), t.site_description()),
            "/api" => (t.reference_title(), t.reference_lead()),
            _ => {
                let category = Category::parse(path.strip_prefix("/vacancies/categories/")?)?;
                (words::category(t, category), words::means(t, category))
            }
        };
        Some(Said { title: title.to_owned(), description: description.to_owned() })
    }

    /// Of the page of a notice.
    pub fn of_notice(t: Texts, notice: &Notice) -> Self {
        let country = names::country(t.0, notice.duty_station.country);
        Said {
            title: notice.text.title.clone(),
            description: format!(
                "{} · {}",
                t.vacancy_place(&notice.duty_station.city, country),
                t.vacancy_closes(dates::long(t, notice.closes_on))
            ),
        }
    }

    /// The elements of the page's head; `address` is the page's own.
    pub fn view(self, t: Texts, site: &str, address: String) -> impl IntoView + use<> {
        let (picture, width, height) = PICTURE;
        let locale = match t.0 {
            Lang::En => "en_GB",
            Lang::Fr => "fr_FR",
            Lang::Es => "es_ES",
        };
        [
            ("og:type", "website".to_owned()),
            ("og:site_name", t.site_name().to_owned()),
            ("og:title", self.title),
            ("og:description", self.description),
            ("og:url", address),
            ("og:locale", locale.to_owned()),
            ("og:image", format!("{site}{picture}")),
            ("og:image:width", width.to_owned()),
            ("og:image:height", height.to_owned()),
            ("og:image:alt", t.site_name().to_owned()),
        ]
        .map(|(property, content)| leptos::html::meta().attr("property", property).attr("content", content))
        .collect_view()
    }
}
