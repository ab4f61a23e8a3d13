//! Institutions, found by what people type.

#![allow(clippy::unwrap_used, reason = "tests")]

use model::{country::Country, institution::Offered};
use proptest::prelude::*;
use services::institution::{
    Facts,
    NameKind::{self, Abbreviation, Alternative, Former},
    OtherName, Source, Stored,
    directory::Institutions,
};
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

/// Institutions of one country: each with the name that is shown, and other names.
fn institutions(all: &[(&str, &[(NameKind, &str)])]) -> Institutions {
    let stored = all.iter().enumerate().map(|(number, (name, others))| Stored {
        id: format!("{number:04}"),
        source: Source::Ror,
        facts: Facts {
            source_id: number.to_string(),
            country: country("CH"),
            name: (*name).to_owned(),
            other_names: others
                .iter()
                .map(|(kind, name)| OtherName { kind: *kind, name: (*name).to_owned() })
                .collect(),
            accredited: None,
        },
        retired_at: None,
    });
    Institutions::of(1, stored.collect())
}

/// A small world, as if all of it were one country.
const WORLD: &[(&str, &[(NameKind, &str)])] = &[
    ("University of Geneva", &[(Alternative, "Université de Genève"), (Abbreviation, "UNIGE")]),
    ("Geneva School of Economics", &[]),
    (
        "The Graduate Institute, Geneva",
        &[(Former, "Institut universitaire de hautes études internationales")],
    ),
    ("Massachusetts Institute of Technology", &[(Abbreviation, "MIT")]),
    ("Mitchell College", &[]),
    ("ETH Zurich", &[(Alternative, "Eidgenössische Technische Hochschule Zürich")]),
    ("Universidad Nacional Autónoma de México", &[]),
    ("Universidade de São Paulo", &[(Abbreviation, "USP")]),
    ("King’s College London", &[]),
    ("Miami University", &[]),
    ("University of Miami", &[]),
    ("University of St. Gallen", &[]),
    ("Sorbonne Université", &[(Former, "Université Pierre et Marie Curie"), (Abbreviation, "UPMC")]),
    ("Université Cheikh Anta Diop de Dakar", &[(Former, "Université de Dakar")]),
    ("University of Lagos", &[]),
    ("The Open University", &[]),
    ("Łódź University of Technology", &[(Alternative, "Politechnika Łódzka")]),
    ("Đại học Cần Thơ", &[]),
    ("Технический университет", &[]),
    ("Delft University of Technology", &[(Alternative, "Technische Universiteit Delft")]),
];

static FOUND: LazyLock<Institutions> = LazyLock::new(|| institutions(WORLD));

fn names(found: &[Offered]) -> Vec<&str> {
    found.iter().map(|offered| offered.name.as_str()).collect()
}

#[test]
fn people_find_what_they_mean_however_they_write_it() {
    let world = &*FOUND;
    for (typed, first) in [
        ("geneva", "University of Geneva"),
        ("University of Gen", "University of Geneva"),
        ("Geneva University", "University of Geneva"),
        ("universite de geneve", "University of Geneva"),
        ("UNIVERSITÉ GENÈVE", "University of Geneva"),
        ("the university of geneva", "University of Geneva"),
        ("unige", "University of Geneva"),
        ("economics geneva", "Geneva School of Economics"),
        ("Graduate Institute", "The Graduate Institute, Geneva"),
        ("hautes etudes", "The Graduate Institute, Geneva"),
        ("MIT", "Massachusetts Institute of Technology"),
        ("mitch", "Mitchell College"),
        ("eth", "ETH Zurich"),
        ("ethz", "ETH Zurich"),
        ("zurich hochschule", "ETH Zurich"),
        ("unam", "Universidad Nacional Autónoma de México"),
        ("mexico autonoma", "Universidad Nacional Autónoma de México"),
        ("sao paulo", "Universidade de São Paulo"),
        ("universidad de sao p", "Universidade de São Paulo"),
        ("kings col", "King’s College London"),
        ("King's College", "King’s College London"),
        ("king col", "King’s College London"),
        ("university of miami", "University of Miami"),
        ("miami university", "Miami University"),
        ("saint gallen", "University of St. Gallen"),
        ("st gallen", "University of St. Gallen"),
        ("pierre et marie curie", "Sorbonne Université"),
        ("curie sorbonne", "Sorbonne Université"),
        ("Université de Dakar", "Université Cheikh Anta Diop de Dakar"),
        ("university of la", "University of Lagos"),
        ("open university", "The Open University"),
        ("lodz", "Łódź University of Technology"),
        ("politechnika lodzka", "Łódź University of Technology"),
        ("dai hoc can", "Đại học Cần Thơ"),
        ("технич", "Технический университет"),
        ("technische delft", "Delft University of Technology"),
    ] {
        let found = world.find(country("CH"), typed, 8);
        assert_eq!(names(&found).first(), Some(&first), "{typed}: {found:?}");
    }
}

#[test]
fn the_name_that_was_matched_is_told_if_it_is_another() {
    let world = &*FOUND;
    let first = |typed: &str| world.find(country("CH"), typed, 1).remove(0).matched;
    assert_eq!(first("upmc").as_deref(), Some("UPMC"));
    assert_eq!(first("marie curie").as_deref(), Some("Université Pierre et Marie Curie"));
    assert_eq!(first("sorbonne"), None);
    assert_eq!(first("unam"), None, "initials of the name itself");
}

#[test]
fn nothing_is_offered_that_does_not_match_or_is_of_another_country() {
    let world = &*FOUND;
    for typed in ["…", "zzz", "geneva zzz", &"x".repeat(10_000)] {
        assert!(world.find(country("CH"), typed, 8).is_empty(), "{typed}");
    }
    assert!(world.find(country("FR"), "geneva", 8).is_empty());
    assert_eq!(world.find(country("CH"), "u", 3).len(), 3);
}

#[test]
fn before_anything_is_typed_the_first_ones_are_offered_in_their_order() {
    let world = &*FOUND;
    for typed in ["", "  "] {
        let found = world.find(country("CH"), typed, 4);
        assert_eq!(
            names(&found),
            ["Đại học Cần Thơ", "Delft University of Technology", "ETH Zurich", "Geneva School of Economics"]
        );
    }
    assert!(world.find(country("FR"), "", 8).is_empty());
}

#[test]
fn whether_one_of_several_with_one_name_is_accredited_is_known_if_all_are() {
    let twins = |accredited: [Option<bool>; 2]| {
        let twin = |(number, accredited): (usize, Option<bool>)| Stored {
            id: number.to_string(),
            source: Source::Whed,
            facts: Facts {
                source_id: number.to_string(),
                country: country("CH"),
                name: "Trinity College".to_owned(),
                other_names: vec![],
                accredited,
            },
            retired_at: None,
        };
        let twins = Institutions::of(1, accredited.into_iter().enumerate().map(twin).collect());
        assert!(twins.has(country("CH"), "trinity college"));
        twins.accredited(country("CH"), "trinity college")
    };
    assert_eq!(twins([Some(true), Some(true)]), Some(true));
    assert_eq!(twins([Some(true), Some(false)]), None);
    assert_eq!(twins([Some(true), None]), None);
    assert!(!FOUND.has(country("CH"), "Nowhere College"));
    assert_eq!(FOUND.accredited(country("CH"), "Nowhere College"), Some(false));
}

#[test]
fn a_plain_text_means_an_institution_if_it_can_mean_no_other() {
    let world = &*FOUND;
    let resolve = |typed: &str| world.resolve(country("CH"), typed).map(|institution| institution.name);
    for (typed, name) in [
        ("university of geneva", "University of Geneva"),
        ("The University of Geneva", "University of Geneva"),
        ("Geneva University", "University of Geneva"),
        ("Universite Geneve", "University of Geneva"),
        ("mit", "Massachusetts Institute of Technology"),
        ("Kings College, London", "King’s College London"),
        ("Miami University", "Miami University"),
        ("The University of Miami", "University of Miami"),
        ("Université de Dakar", "Université Cheikh Anta Diop de Dakar"),
        ("Open University", "The Open University"),
    ] {
        assert_eq!(resolve(typed).as_deref(), Some(name), "{typed}");
    }
    for typed in
        ["", "Geneva", "Miami", "Universidad de Miami", "University", "the", "university of gen", "Institute"]
    {
        assert_eq!(resolve(typed), None, "{typed}");
    }
    let twins = institutions(&[("Trinity College", &[]), ("Trinity College", &[])]);
    assert_eq!(twins.resolve(country("CH"), "Trinity College"), None);
    assert_eq!(twins.find(country("CH"), "trinity", 8).len(), 1, "nobody could tell them apart");
}

#[test]
fn every_name_that_is_offered_means_its_institution() {
    let world = &*FOUND;
    for letter in 'a'..='z' {
        for offered in world.find(country("CH"), &letter.to_string(), 100) {
            assert_eq!(world.resolve(country("CH"), &offered.name).map(|i| i.id), Some(offered.id));
        }
    }
}

/// The words of a text, as a reader would part them.
fn parts(text: &str) -> Vec<String> {
    let bare: String = text.nfkd().filter(|c| canonical_combining_class(*c) == 0).collect();
    let words = model::text::fold(&bare);
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The same with what an apostrophe joins as one word.
fn joined(text: &str) -> Vec<String> {
    parts(&text.replace(['\'', '’', '‘', '`', '´', 'ʻ', 'ʼ'], ""))
}

/// Words that do not have to stand in a name.
const SLACK: &str = "the of and at in for on a an de del la las le les los el l d du des et en y e i w z do da dos das di \
    der die dem den fur und zu zur von van il lo al na og och am im ve pri \
    universite universidad universidade universiteit university universitat uni univ университет";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_all_that_is_offered_really_matches(
        typed in prop_oneof![
            any::<String>(),
            "[a-zéèüł' ]{0,20}",
            "[a-z]{1,3}( [a-z]{1,2}){0,2}",
            proptest::sample::subsequence(
                vec!["univ", "of", "gen", "mit", "the", "s", "paulo", "de", "st", "college", "tech", "eth", "la", "u"],
                0..5
            )
            .prop_shuffle()
            .prop_map(|words| words.join(" ")),
        ],
    ) {
        let world = &*FOUND;
        let _ = world.resolve(country("CH"), &typed);
        for offered in world.find(country("CH"), &typed, 100) {
            let (name, others) = WORLD.iter().find(|(name, _)| *name == offered.name).unwrap();
            let names: Vec<&str> = std::iter::once(*name).chain(others.iter().map(|(_, name)| *name)).collect();
            if let Some(matched) = &offered.matched {
                prop_assert!(names[1..].contains(&matched.as_str()));
            }
            let have: Vec<String> = names.iter().flat_map(|name| [parts(name), joined(name)]).flatten().collect();
            let begins = |word: &String| {
                let saint = have.iter().any(|part| part == "st") && "saint".starts_with(word.as_str());
                saint || have.iter().any(|part| part.starts_with(word.as_str()))
            };
            let words = joined(&typed);
            let fits = |words: Vec<String>| {
                words.iter().all(|word| SLACK.split(' ').any(|slack| slack == word) || begins(word))
            };
            // An apostrophe joins, or parts an article from its word.
            let behind_article = |piece: &str| {
                piece.split_once(['\'', '’', '‘', '`', '´', 'ʻ', 'ʼ']).map(|(_, rest)| joined(rest)).unwrap_or_default()
            };
            let by_words = typed.split_whitespace().all(|piece| {
                let behind = behind_article(piece);
                fits(joined(piece)) || fits(parts(piece)) || (!behind.is_empty() && fits(behind))
            });
            let by_initials = names.iter().any(|name| {
                let telling = joined(name).into_iter().filter(|word| !SLACK.split(' ').take(48).any(|s| s == word));
                let initials: String = telling.filter_map(|word| word.chars().next()).collect();
                words.len() == 1 && words[0].len() >= 3 && initials.starts_with(words[0].as_str())
            });
            prop_assert!(by_words || by_initials, "{typed}: {offered:?}");
        }
    }
}
