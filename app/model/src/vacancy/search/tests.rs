use super::*;
use crate::vacancy::{DutyStation, VacancyText};
use jiff::civil::date;
use proptest::prelude::*;

const NOW: i64 = 1_800_000_000_000;

fn vacancy() -> Vacancy {
    let text = VacancyText {
        title: "Senior Statistician".into(),
        department: "Department of Statistics".into(),
        overview: "Measures work.".into(),
        duties: vec!["Direct labour force surveys.".into()],
        ..VacancyText::default()
    };
    Vacancy {
        number: "INT/STATISTICS/P5/2026/04".into(),
        job_id: String::new(),
        category: Category::International,
        grade: Some(Grade::P5),
        contract_type: ContractType::FixedTerm,
        contract_months: None,
        published_on: date(2026, 10, 8),
        closes_on: date(2026, 11, 30),
        zone: crate::vacancy::GENEVA.into(),
        department: "STATISTICS".into(),
        unit: String::new(),
        duty_station: DutyStation {
            city: "Geneva".into(),
            country: Country::parse("CH").expect("a country"),
        },
        open_to: Vec::new(),
        second_language: false,
        questions: Vec::new(),
        changes: Vec::new(),
        original_language: Lang::En,
        texts: [(Lang::En, text)].into(),
    }
}

fn matches(query: &str) -> bool {
    Search::parse(query).matches(&Searched::of(&vacancy(), NOW + 7 * DAY), NOW)
}

#[test]
fn all_filters_are_to_be_met_and_of_each_any_choice() {
    for query in [
        "",
        "q=statistician&category=international",
        "grade=P4&grade=P5&region=headquarters&country=CH",
        "region=europe-and-central-asia&language=en&closing=7",
        "department=STATISTICS&contract=fixed-term",
    ] {
        assert!(matches(query), "{query}");
    }
    for query in
        ["grade=P4", "grade=P5&category=local", "q=economist", "closing=6", "language=fr", "region=africa"]
    {
        assert!(!matches(query), "{query}");
    }
}

#[test]
fn the_title_is_better_than_the_duties_and_these_than_the_rest() {
    let searched = Searched::of(&vacancy(), NOW);
    let rank = |words: &str| {
        let mut search = Search::default();
        search.set_words(words);
        search.prepare().rank(&searched, NOW)
    };
    assert_eq!([rank("statistician"), rank("stat")], [Some(0), Some(1)]);
    assert_eq!([rank("surveys"), rank("survey"), rank("2026")], [Some(2), Some(2), Some(4)]);
    assert_eq!(rank("geneva senior"), Some(4));
    assert_eq!(rank("geneva junior"), None);
}

#[test]
fn what_is_not_understood_is_passed_over() {
    let long = format!("q=a&x={}", "a".repeat(QUERY_MOST));
    let deep = "&".repeat(1000);
    for query in [
        "grade=P9&country=ch&country=QQ",
        "closing=0&closing=-1&closing=9999&sort=size",
        "%&=%ZZ",
        &long,
        &deep,
    ] {
        assert_eq!(Search::parse(query), Search::default(), "{query}");
    }
    let search = Search::parse("q=%00%0d%0aa%20%20b%FF&q&page=2&closing=07&closing=14&department=%0a");
    assert_eq!(search.query(), "closing=14");
    let many = (0..100).map(|n| format!("department=D{n}")).collect::<Vec<_>>().join("&");
    assert_eq!(Search::parse(&many).chosen(Filter::Department).count(), CHOICES_MOST);
    assert_eq!(Search::parse(&format!("q={}", "é".repeat(900))).words(), "é".repeat(WORDS_MOST));
    let department = "D".repeat(DEPARTMENT_MOST);
    assert!(Search::parse(&format!("department={department}")).filters(Filter::Department));
    assert!(!Search::parse(&format!("department={department}D")).filters(Filter::Department));
    let words = format!("q={}", "a+".repeat(100));
    assert_eq!(terms(Search::parse(&words).words()).len(), TERMS_MOST);
}

#[test]
fn the_query_is_the_same_whatever_the_order() {
    let canonical = "q=chief%20economist&category=local&grade=P4&grade=P5&country=KE&sort=closing";
    assert_eq!(
        Search::parse("sort=closing&grade=P5&country=KE&grade=P4&category=local&grade=P5&q=chief++economist")
            .query(),
        canonical
    );
    assert_eq!(Search::parse(canonical).query(), canonical);
}

#[test]
fn words_are_sorted_by_relevance_and_lists_by_age() {
    assert_eq!(Search::parse("").sort(), Sort::Newest);
    assert_eq!(Search::parse("q=a").sort(), Sort::Relevance);
    assert_eq!(Search::parse("q=a&sort=newest").sort(), Sort::Newest);
}

/// Pairs that are rich in what a search knows.
fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop_oneof![
        Just("q".to_owned()),
        Just("sort".to_owned()),
        (0..Filter::ALL.len()).prop_map(|n| Filter::ALL[n].slug().to_owned()),
        any::<String>(),
    ];
    let value = prop_oneof![
        Just("P5".to_owned()),
        Just("local".to_owned()),
        Just("africa".to_owned()),
        Just("KE".to_owned()),
        Just("fr".to_owned()),
        Just("closing".to_owned()),
        (0u16..500).prop_map(|n| n.to_string()),
        any::<String>(),
    ];
    proptest::collection::vec((name, value), 0..60)
}

proptest! {
    #[test]
    fn a_search_is_the_same_after_its_query_string(pairs in pairs()) {
        let mut search = Search::default();
        for (name, value) in &pairs {
            search.take(name, value);
        }
        prop_assert!(search.query().len() <= QUERY_MOST);
        prop_assert_eq!(Search::parse(&search.query()), search);
    }

    #[test]
    fn no_query_string_does_harm(query in any::<String>()) {
        let search = Search::parse(&query);
        prop_assert!(text::count(search.words()) <= WORDS_MOST);
        prop_assert_eq!(Search::parse(&search.query()), search);
    }
}
