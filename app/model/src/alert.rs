//! Job alerts: of which new vacancies somebody wants to be told by mail, how often, and in which language.

use crate::{
    choice::Choice,
    choices, draft,
    draft::{Checker, Draft, over},
    form::Fields,
    language::Lang,
    problem::{Problem, Problems},
    text,
    vacancy::search::{Filter, Search, WORDS, WORDS_MOST},
};
use jiff::civil::{Date, Weekday};

/// The most UTF-16 code units of an alert's name.
pub const NAME_MOST: usize = 100;
/// The most alerts of a person.
pub const ALERTS_MOST: usize = 20;
/// The most vacancies that a mail names; of the rest it says how many they are.
pub const DIGEST_MOST: usize = 50;
/// After how many days without a change an alert's person is asked whether it is still wanted.
pub const ASK_AFTER: i64 = 365;
/// Within how many days that is to be answered.
pub const ANSWER_WITHIN: i64 = 30;
/// The hour of the day, at headquarters, from which daily and weekly mails are written.
pub const HOUR: i8 = 7;

choices! {
    /// How often an alert tells.
    pub enum Often {
        AtOnce = "at-once",
        Daily = "daily",
        Weekly = "weekly",
    }
}

choices! {
    /// The days of the week, to choose one of.
    pub enum Day {
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
        Sunday = "sunday",
    }
}

choices! {
    /// When an alert tells: what is told at the same time is told together.
    pub enum Cadence {
        AtOnce = "at-once",
        Daily = "daily",
        Mondays = "weekly-monday",
        Tuesdays = "weekly-tuesday",
        Wednesdays = "weekly-wednesday",
        Thursdays = "weekly-thursday",
        Fridays = "weekly-friday",
        Saturdays = "weekly-saturday",
        Sundays = "weekly-sunday",
    }
}

impl Cadence {
    /// The day of the week, of those that tell once a week.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        self.slug().strip_prefix("weekly-").and_then(Day::parse)
    }

    #[must_use]
    pub fn often(self) -> Often {
        match self {
            Cadence::AtOnce => Often::AtOnce,
            Cadence::Daily => Often::Daily,
            _ => Often::Weekly,
        }
    }

    /// The cadence of an answer to "how often" and, for once a week, "on which day".
    #[must_use]
    pub fn of(often: Often, day: Option<Day>) -> Option<Self> {
        match often {
            Often::AtOnce => Some(Cadence::AtOnce),
            Often::Daily => Some(Cadence::Daily),
            Often::Weekly => Self::ALL.iter().copied().find(|cadence| day.is_some() && cadence.day() == day),
        }
    }

    /// The last day on which it told or should have, of the days up to this one; none for what tells at once.
    #[must_use]
    pub fn last_day(self, today: Date) -> Option<Date> {
        match (self, self.day()) {
            (Cadence::AtOnce, _) => None,
            (_, None) => Some(today),
            (_, Some(day)) => {
                let back = today.weekday().since(weekday(day));
                today.checked_sub(jiff::Span::new().days(back)).ok()
            }
        }
    }
}

const fn weekday(day: Day) -> Weekday {
    match day {
        Day::Monday => Weekday::Monday,
        Day::Tuesday => Weekday::Tuesday,
        Day::Wednesday => Weekday::Wednesday,
        Day::Thursday => Weekday::Thursday,
        Day::Friday => Weekday::Friday,
        Day::Saturday => Weekday::Saturday,
        Day::Sunday => Weekday::Sunday,
    }
}

choices! {
    /// Whether an alert tells, and if not, why.
    pub enum State {
        Active = "active",
        /// Its person was asked whether it is still wanted. It tells meanwhile.
        Asked = "asked",
        /// By its person.
        Paused = "paused",
        /// The mail server of its person's address has refused a mail for good.
        Bounced = "bounced",
        /// It was not answered whether it is still wanted.
        Unanswered = "unanswered",
    }
}

impl State {
    /// Whether an alert tells of what is new.
    #[must_use]
    pub const fn tells(self) -> bool {
        matches!(self, State::Active | State::Asked)
    }
}

draft! {
    /// An alert as it is typed. What it matches stands under the names that it has in a query.
    pub struct AlertDraft => Alert, check_alert {
        Person name,
        Person q,
        Person category,
        Person region,
        Person grade,
        Person contract,
        Person country,
        // One more, from the list of all.
        Person another_country,
        Person department,
        Person language,
        Person often,
        Person day,
        Person mail_language,
    }
}

/// An alert, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    pub name: String,
    pub search: Search,
    pub cadence: Cadence,
    /// The language of its mails.
    pub language: Lang,
}

/// Whether a search asks for something that no alert can ask.
#[must_use]
pub fn asks_more(query: &str) -> bool {
    Search::parse(query).filters(Filter::Closing)
}

/// What of a search an alert can ask: all but when a vacancy closes, which says nothing of a new one, and the order.
#[must_use]
pub fn sought(query: &str) -> Search {
    let mut search = Search::parse(query);
    search.clear(Filter::Closing);
    search.set_sort(None);
    search
}

/// What an alert is typed as.
#[must_use]
pub fn typed(alert: &Alert) -> Fields {
    let mut fields = vec![
        ("name".to_owned(), alert.name.clone()),
        (WORDS.to_owned(), alert.search.words().to_owned()),
        ("often".to_owned(), alert.cadence.often().slug().to_owned()),
        ("day".to_owned(), alert.cadence.day().unwrap_or(Day::Monday).slug().to_owned()),
        ("mail_language".to_owned(), alert.language.tag().to_owned()),
    ];
    for filter in Filter::ALL {
        let chosen: Vec<&str> = alert.search.chosen(*filter).collect();
        fields.push((filter.slug().to_owned(), chosen.join("\n")));
    }
    Fields(fields)
}

fn check_alert(draft: &AlertDraft, _today: Date) -> Result<Alert, Problems> {
    let mut check = Checker::new(draft);
    let name = check.required_line("name", NAME_MOST);
    let words = check.line(WORDS, WORDS_MOST);
    let mut search = Search::default();
    search.set_words(&words);
    if search.words() != words && over(&words, WORDS_MOST).is_none() && text::forbidden(&words).is_none() {
        // More words than are looked for.
        let over = text::count(&words).saturating_sub(text::count(search.words()));
        check.problems.add(WORDS, Problem::TooLong { over: u32::try_from(over).unwrap_or(u32::MAX) });
    }
    for filter in Filter::ALL {
        let known = draft.get(filter.slug()).lines().all(|value| search.choose(*filter, value));
        if !known {
            check.problems.add(filter.slug(), Problem::NotAnOption);
        }
    }
    let another = &draft.another_country;
    if !another.is_empty() && !search.choose(Filter::Country, another) {
        check.problems.add("another_country", Problem::NotAnOption);
    }
    let often = check.required_option("often", Often::parse);
    let day = match often {
        Some(Often::Weekly) => check.required_option("day", Day::parse),
        _ => None,
    };
    let language = check.required_option("mail_language", |tag| tag.parse().ok());
    let cadence = often.and_then(|often| Cadence::of(often, day));
    let value = cadence.zip(language).map(|(cadence, language)| Alert { name, search, cadence, language });
    check.or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 25);

    fn draft() -> AlertDraft {
        let fields = [
            ("name", "Statistics in Africa"),
            ("q", "statistics"),
            ("region", "africa"),
            ("grade", "P3\nP4"),
            ("often", "weekly"),
            ("day", "friday"),
            ("mail_language", "fr"),
        ];
        AlertDraft::of(fields)
    }

    #[test]
    fn what_is_typed_is_what_is_matched() {
        let alert = draft().check(TODAY).unwrap();
        assert_eq!(alert.search.query(), "q=statistics&grade=P3&grade=P4&region=africa");
        assert_eq!((alert.cadence, alert.language), (Cadence::Fridays, Lang::Fr));
        let again: AlertDraft = typed(&alert).draft();
        assert_eq!(again.check(TODAY), Ok(alert));
    }

    #[test]
    fn a_country_is_added_to_those_that_are_ticked() {
        let mut two = AlertDraft { country: "KE".into(), another_country: "FR".into(), ..draft() };
        assert!(two.check(TODAY).unwrap().search.query().contains("country=FR&country=KE"));
        two.another_country = "Kenya".into();
        let problems = two.check(TODAY).unwrap_err();
        assert_eq!(problems.of("another_country"), Some(&Problem::NotAnOption));
    }

    #[test]
    fn all_that_is_wrong_is_named() {
        let mut wrong = AlertDraft::of([("grade", "P9"), ("q", &"w ".repeat(13)), ("often", "weekly")]);
        let fields = |draft: &AlertDraft| {
            let problems = draft.check(TODAY).unwrap_err();
            problems.0.into_iter().map(|p| (p.field, p.problem)).collect::<Vec<_>>()
        };
        let expected = [
            ("name", Problem::Missing),
            ("q", Problem::TooLong { over: 2 }),
            ("grade", Problem::NotAnOption),
            ("day", Problem::Missing),
            ("mail_language", Problem::Missing),
        ];
        assert_eq!(fields(&wrong), expected.map(|(field, problem)| (field.to_owned(), problem)));
        wrong = draft();
        wrong.name = "x".repeat(NAME_MOST + 1);
        assert_eq!(fields(&wrong), [("name".to_owned(), Problem::TooLong { over: 1 })]);
    }

    #[test]
    fn a_day_of_the_week_is_asked_of_weekly_alerts_alone() {
        let mut daily = draft();
        (daily.often, daily.day) = ("daily".into(), String::new());
        assert_eq!(daily.check(TODAY).unwrap().cadence, Cadence::Daily);
        for cadence in Cadence::ALL {
            assert_eq!(Cadence::of(cadence.often(), cadence.day()), Some(*cadence));
        }
    }

    #[test]
    fn a_weekly_alert_tells_on_its_day() {
        // A Wednesday.
        assert_eq!(Cadence::Wednesdays.last_day(TODAY), Some(TODAY));
        assert_eq!(Cadence::Thursdays.last_day(TODAY), Some(date(2026, 11, 19)));
        assert_eq!(Cadence::Tuesdays.last_day(TODAY), Some(date(2026, 11, 24)));
        assert_eq!(Cadence::Daily.last_day(TODAY), Some(TODAY));
        assert_eq!(Cadence::AtOnce.last_day(TODAY), None);
    }

    #[test]
    fn an_alert_asks_neither_for_an_order_nor_for_a_deadline() {
        assert_eq!(sought("closing=7&q=officer&sort=newest&page=3").query(), "q=officer");
        assert!(asks_more("closing=7&q=officer") && !asks_more("q=officer&sort=newest"));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_refused_or_stays_as_it_is(
            name in ".{0,120}", q in ".{0,220}", grade in "(P[0-9]\n?){0,3}", department in ".{0,70}", day in "[a-z]{0,8}",
        ) {
            let typed_in = AlertDraft { name, q, grade, department, day, ..draft() };
            if let Ok(alert) = typed_in.check(TODAY) {
                let again: AlertDraft = typed(&alert).draft();
                prop_assert_eq!(sought(&alert.search.query()), alert.search.clone());
                prop_assert_eq!(again.check(TODAY), Ok(alert));
            }
        }

        #[test]
        fn the_last_day_of_a_cadence_is_within_a_week(days in 0i32..20_000) {
            let today = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            for cadence in Cadence::ALL {
                if let Some(last) = cadence.last_day(today) {
                    let since = today.since(last).unwrap().get_days();
                    prop_assert!((0..7).contains(&since));
                    prop_assert!(cadence.day().is_none_or(|day| last.weekday() == weekday(day)));
                }
            }
        }
    }
}
