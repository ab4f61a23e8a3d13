//! What somebody looks for, in words: for alerts and their mails. On the server only.

use crate::{pages::public::vacancy_words as words, texts::Texts};
use model::{
    alert::{Cadence, Day, NAME_MOST, Often, State},
    choice::Choice,
    text,
    vacancy::search::{Filter, Search},
};
use services::board::Departments;

/// The name of an alert; one without a name is of all vacancies.
#[must_use]
pub fn name(t: Texts, name: &str) -> String {
    if name.is_empty() { t.sought_all().to_owned() } else { name.to_owned() }
}

/// What a search asks for: words, then filter by filter.
#[must_use]
pub fn describe(t: Texts, departments: &Departments, search: &Search) -> String {
    let said = (!search.words().is_empty()).then(|| t.find_quoted(search.words()));
    let filters = Filter::ALL.iter().filter(|filter| search.filters(**filter)).map(|filter| {
        let chosen = search.chosen(*filter).map(|value| words::choice(t, departments, *filter, value));
        t.sought_of(words::filter(t, *filter), chosen.collect::<Vec<_>>().join(", "))
    });
    let said: Vec<String> = said.into_iter().chain(filters).collect();
    if said.is_empty() { t.sought_all().to_owned() } else { said.join(" · ") }
}

/// A name for an alert, to begin with: its choices, or its words.
#[must_use]
pub fn proposed(t: Texts, departments: &Departments, search: &Search) -> String {
    let chosen = search.choices().map(|(filter, value)| words::choice(t, departments, filter, value));
    let said = (!search.words().is_empty()).then(|| search.words().to_owned());
    let all = said.into_iter().chain(chosen).collect::<Vec<_>>().join(", ");
    if all.is_empty() { t.sought_all().to_owned() } else { cut(&all) }
}

/// As much of a text as a name takes, in whole words.
fn cut(text: &str) -> String {
    let mut cut = text.to_owned();
    while text::count(&cut) > NAME_MOST {
        let end = cut.rfind(' ').unwrap_or_else(|| cut.char_indices().last().map_or(0, |(at, _)| at));
        cut.truncate(end);
    }
    cut.trim_end_matches([',', ' ']).to_owned()
}

/// How often an alert tells.
#[must_use]
pub fn when(t: Texts, cadence: Cadence) -> String {
    match (cadence.often(), cadence.day()) {
        (Often::AtOnce, _) => t.alerts_at_once().to_owned(),
        (Often::Daily, _) => t.alerts_daily().to_owned(),
        (Often::Weekly, None) => t.alerts_weekly().to_owned(),
        (Often::Weekly, Some(day)) => t.alerts_weekly_on(self::day(t, day)),
    }
}

/// The name of a day, within a sentence.
#[must_use]
pub fn day(t: Texts, day: Day) -> &'static str {
    match day {
        Day::Monday => t.alerts_monday(),
        Day::Tuesday => t.alerts_tuesday(),
        Day::Wednesday => t.alerts_wednesday(),
        Day::Thursday => t.alerts_thursday(),
        Day::Friday => t.alerts_friday(),
        Day::Saturday => t.alerts_saturday(),
        Day::Sunday => t.alerts_sunday(),
    }
}

/// A state in a word or two.
#[must_use]
pub fn state(t: Texts, state: State) -> &'static str {
    match state {
        State::Active => t.alerts_state_active(),
        State::Asked => t.alerts_state_asked(),
        State::Paused | State::Bounced | State::Unanswered => t.alerts_state_paused(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::language::Lang;

    #[test]
    fn a_search_is_said_in_the_readers_words() {
        let none = Departments::default();
        let search =
            Search::parse("q=statistics&category=local&category=temporary&country=KE&department=STAT");
        assert_eq!(
            describe(Texts(Lang::En), &none, &search),
            "“statistics” · Category: Local, Temporary · Country: Kenya · Department: STAT"
        );
        assert!(describe(Texts(Lang::Fr), &none, &search).contains("Pays : Kenya"));
        assert_eq!(describe(Texts(Lang::Es), &none, &Search::default()), "Todas las vacantes nuevas");
    }

    #[test]
    fn a_proposed_name_is_never_too_long() {
        let none = Departments::default();
        assert_eq!(proposed(Texts(Lang::En), &none, &Search::parse("category=local")), "Local");
        let long = Search::parse(&format!("q={}&category=junior-professional-officers", "word+".repeat(12)));
        assert!(text::count(&proposed(Texts(Lang::Fr), &none, &long)) <= NAME_MOST);
    }
}
