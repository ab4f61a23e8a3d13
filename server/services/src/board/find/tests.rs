use super::*;
use crate::{clock::DAY, sample, vacancy::Stored};
use model::vacancy::{Vacancy, search::Searched};
use proptest::prelude::*;
use std::sync::LazyLock;

const NOW: i64 = 1_800_000_000_000;

/// The samples: some open, some closed, some still to come.
fn stored() -> Vec<Stored> {
    let samples = sample::VACANCIES.iter().flat_map(|file| {
        let file: serde_json::Value = serde_json::from_str(file).expect("a file of samples");
        serde_json::from_value::<Vec<Vacancy>>(file["vacancies"].clone()).expect("samples")
    });
    samples
        .enumerate()
        .map(|(n, vacancy)| {
            let n = n as i64;
            let published_at = NOW + (n % 7 - 5) * DAY;
            Stored {
                id: n.to_string(),
                vacancy,
                published_at,
                closes_at: NOW + (n % 23 - 2) * DAY,
                changed_at: published_at,
            }
        })
        .collect()
}

static STORED: LazyLock<Vec<Stored>> = LazyLock::new(stored);
static OPEN: LazyLock<OpenVacancies> = LazyLock::new(|| OpenVacancies::of(1, &STORED, 0));

fn find(query: &str) -> Finding {
    OPEN.find(&Search::parse(query), Lang::En, 1, NOW)
}

/// Searches that find something more often than not.
fn searches() -> impl Strategy<Value = Search> {
    let words = prop_oneof![
        4 => Just(""),
        1 => prop_oneof![Just("officer"), Just("trabajo"), Just("statistic"), Just("a"), Just("2026 p"), Just("labours")],
    ];
    let choices: Vec<(Filter, String)> = find("")
        .facets
        .into_iter()
        .flat_map(|facet| facet.choices.into_iter().map(move |(choice, _)| (facet.filter, choice)))
        .collect();
    (words, proptest::collection::vec(proptest::sample::select(choices), 0..5)).prop_map(
        |(words, choices)| {
            let mut search = Search::default();
            search.set_words(words);
            for (filter, choice) in choices {
                search.choose(filter, &choice);
            }
            search
        },
    )
}

proptest! {
    #[test]
    fn the_index_finds_what_the_search_matches(search in searches()) {
        let found = OPEN.find(&search, Lang::En, 1, NOW);
        let mut slugs: Vec<String> = found.page.items.into_iter().map(|listed| listed.slug).collect();
        slugs.sort_unstable();
        let mut matched: Vec<String> = STORED
            .iter()
            .filter(|stored| stored.is_open(NOW))
            .filter(|stored| search.matches(&Searched::of(&stored.vacancy, stored.closes_at), NOW))
            .map(|stored| stored.vacancy.slug())
            .collect();
        matched.sort_unstable();
        prop_assert_eq!(slugs, matched);
    }

    #[test]
    fn a_choice_finds_as_many_as_its_count_says(search in searches()) {
        for facet in OPEN.find(&search, Lang::En, 1, NOW).facets {
            for (choice, count) in facet.choices {
                let mut chosen = search.clone();
                chosen.clear(facet.filter);
                prop_assert!(chosen.choose(facet.filter, &choice));
                prop_assert_eq!(OPEN.find(&chosen, Lang::En, 1, NOW).page.total, count, "{}", chosen.query());
            }
        }
    }

    #[test]
    fn looser_searches_find_what_they_promise(search in searches()) {
        let found = OPEN.find(&search, Lang::En, 1, NOW);
        prop_assert!(found.page.total > 0 || !found.looser.is_empty());
        for looser in found.looser {
            prop_assert_eq!(OPEN.find(&looser.search, Lang::En, 1, NOW).page.total, looser.count);
            prop_assert!(looser.count > 0);
        }
    }
}

#[test]
fn the_title_comes_before_the_duties_unless_another_order_is_asked_for() {
    let titles =
        |query: &str| -> Vec<String> { find(query).page.items.into_iter().map(|l| l.title).collect() };
    let found = titles("q=statistics");
    assert!(found.len() > 1, "{found:?}");
    let newest = titles("q=statistics&sort=newest");
    assert_eq!(found.len(), newest.len());
    let closing: Vec<i64> = find("sort=closing").page.items.iter().map(|listed| listed.closes_at).collect();
    assert!(closing.is_sorted());
}

#[test]
fn nothing_found_says_what_to_leave_out() {
    let country = find("").facets.into_iter().find(|f| f.filter == Filter::Country).expect("the countries");
    let (country, count) = country.choices.first().cloned().expect("a country");
    let found = find(&format!("country={country}&q=zzzz%20officer"));
    assert_eq!(found.page.total, 0);
    let without: Vec<_> = found.looser.iter().map(|looser| (looser.without.clone(), looser.count)).collect();
    assert!(without.contains(&(Without::Words, count)), "{without:?}");
    let all = find("").page.total;
    let nothing = find("country=AQ&q=zzzz").looser;
    assert_eq!(
        nothing.iter().map(|l| (&l.without, l.count)).collect::<Vec<_>>(),
        [(&Without::Everything, all)]
    );
}
