//! Vacancies in a list, a card each.

use super::{
    star::{is_starred, star},
    vacancy_words as words,
};
use crate::{
    api::vacancy::Row,
    dates,
    texts::{Texts, use_texts},
    ui::{Still, TagKind},
};
use leptos::prelude::*;
use model::{choice::Choice, language::Lang};

/// From so many days before its end a vacancy is marked.
const SOON: i64 = 5;

/// Vacancies, one below the other, with headings of the second level, or of the third where the list stands under one.
#[component]
pub fn VacancyList(
    rows: Vec<Row>,
    #[prop(optional)] under_heading: bool,
    /// The page's own address, to come back to after saving; empty: nothing is saved here.
    #[prop(optional, into)]
    back: String,
) -> impl IntoView {
    let lang = use_texts().0;
    let heading = if under_heading { "h3" } else { "h2" };
    let starred = !back.is_empty() && is_starred();
    let cards = rows.into_iter().map(|row| Card { lang, heading, starred, row });
    // In Safari, a list without bullets is no list to VoiceOver unless it says so.
    let list = Still::of("ul", "cards").attr("role", "list");
    cards.fold(list, |list, card| card.put(list, &back)).view()
}

/// All that a card is written from, but the way back after saving.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Card {
    lang: Lang,
    heading: &'static str,
    starred: bool,
    row: Row,
}

impl Card {
    fn write(&self, back: &str) -> Still {
        let t = Texts(self.lang);
        let Row { vacancy, country, days_left, saved } = &self.row;
        let address = t.0.address(&format!("/vacancies/{}", vacancy.slug));
        let link = Still::to(&address).maybe("lang", t.other(vacancy.lang)).text(&vacancy.title);
        let star = self
            .starred
            .then(|| star(t, &vacancy.slug, &vacancy.title, *saved, &format!("{back}#{}", vacancy.slug)));
        let facts = [
            vacancy.grade.map(|grade| grade.slug().to_owned()),
            Some(t.vacancy_place(&vacancy.duty_station.city, country)),
            Some(words::category(t, vacancy.category).to_owned()),
            (!words::says_contract(vacancy.category))
                .then(|| words::contract(t, vacancy.contract_type).to_owned()),
        ];
        let facts = facts.into_iter().flatten().map(|fact| Still::new("li").text(&fact));
        Still::of("li", "card vacancy")
            .attr("id", &vacancy.slug)
            .child(Still::new(self.heading).child(link))
            .child(Still::of("ul", "facts").attr("role", "list").children(facts))
            .child(deadline(t, vacancy.closes_on, *days_left))
            .children(star)
    }

    /// Puts the card at the end of a list.
    #[cfg(not(feature = "ssr"))]
    fn put(self, list: Still, back: &str) -> Still {
        list.child(self.write(back))
    }
}

/// Until when applications are taken; once they are not, since when.
fn deadline(t: Texts, closes_on: jiff::civil::Date, days_left: i64) -> Still {
    let (said, date) = (Still::of("p", "vacancy-deadline"), dates::long(t, closes_on));
    if days_left < 0 {
        return said.text(&t.find_saved_closed_on(date));
    }
    let said = said.text(&format!("{} – {}", t.vacancy_closes(date), words::days_left(t, days_left)));
    if days_left > SOON {
        return said;
    }
    said.text(" ").child(TagKind::Warning.still(t.vacancy_closes_soon()))
}

#[cfg(feature = "ssr")]
mod kept {
    use super::{Card, Still};
    use quick_cache::sync::Cache;
    use std::{
        convert::Infallible,
        sync::{Arc, LazyLock},
    };

    /// So many cards are kept, the ones that are asked for most: about a kilobyte each.
    const MOST: usize = 32_768;

    /// Stands for the way back. No text has it: it is refused wherever something is typed.
    const HOLE: char = '\0';

    static CARDS: LazyLock<Cache<Card, Arc<str>>> = LazyLock::new(|| Cache::new(MOST));

    impl Card {
        /// Puts the card at the end of a list. Most cards of a page stood in another one before: they are kept as they were written.
        pub(super) fn put(self, list: Still, back: &str) -> Still {
            let write = || Ok::<Arc<str>, Infallible>(self.write(HOLE.encode_utf8(&mut [0])).html().into());
            let Ok(written) = CARDS.get_or_insert_with(&self, write);
            list.written(&written, HOLE, back)
        }
    }
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use model::{
        country::Country,
        vacancy::{Category, ContractType, DutyStation, Grade, Listed},
    };

    fn card(lang: Lang, saved: bool, days_left: i64) -> Card {
        let vacancy = Listed {
            slug: "dc-p-2026-07".into(),
            title: "Statistician <household surveys>".into(),
            lang: Lang::En,
            grade: Grade::parse("P4"),
            category: Category::International,
            contract_type: ContractType::ALL[0],
            duty_station: DutyStation {
                city: "Geneva".into(),
                country: Country::parse("CH").expect("a country"),
            },
            closes_on: date(2026, 12, 9),
            zone: "Europe/Zurich".into(),
            closes_at: 0,
        };
        Card {
            lang,
            heading: "h2",
            starred: true,
            row: Row { vacancy, country: "Switzerland".into(), days_left, saved },
        }
    }

    #[test]
    fn a_card_that_is_kept_is_the_one_that_would_be_written() {
        for back in ["/vacancies?q=a&grade=P4", "/fr/vacancies", "/vacancies?q=\"<b>"] {
            for lang in Lang::ALL {
                for (saved, days_left) in [(false, 9), (true, 9), (false, 2), (false, -1)] {
                    let card = card(lang, saved, days_left);
                    let written = Still::new("ul").child(card.write(back)).html();
                    assert_eq!(card.put(Still::new("ul"), back).html(), written);
                }
            }
        }
    }

    #[test]
    fn a_card_leads_back_to_itself() {
        let html = card(Lang::En, false, 9).put(Still::new("ul"), "/vacancies?q=a&page=2").html();
        assert!(html.contains("value=\"/vacancies?q=a&amp;page=2#dc-p-2026-07\""), "{html}");
        assert!(!html.contains('\0') && html.contains("Statistician &lt;household surveys&gt;"), "{html}");
    }
}
