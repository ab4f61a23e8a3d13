//! Finding an institution in memory: what every key in the profile's form asks.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use criterion::{Criterion, criterion_group, criterion_main};
use model::country::Country;
use services::institution::{Facts, NameKind, OtherName, Source, Stored, directory::Institutions};
use std::{hint::black_box, time::Instant};

/// More than any source lists.
const INSTITUTIONS: usize = 30_000;

/// As many as the country with the most of them has.
const MOST_OF_A_COUNTRY: usize = 6_000;

const KINDS: [(&str, &str); 12] = [
    ("University of", ""),
    ("", "University"),
    ("", "State University"),
    ("Universidad Nacional de", ""),
    ("Universidade Federal de", ""),
    ("Université de", ""),
    ("Technische Universität", ""),
    ("The", "College of Arts and Sciences"),
    ("", "Institute of Technology"),
    ("Escuela Superior de Administración de", ""),
    ("École nationale supérieure d'agronomie de", ""),
    ("", "Medical University"),
];

const SYLLABLES: [&str; 40] = [
    "san", "ber", "lin", "gen", "ève", "kyo", "to", "mar", "ra", "kesh", "nai", "ro", "bi", "lag", "os",
    "são", "pau", "lo", "bue", "nos", "mont", "ré", "al", "ox", "ford", "cam", "bridge", "del", "hi", "mum",
    "bai", "wars", "zawa", "łódź", "mün", "ster", "zür", "ich", "ad", "dis",
];

/// A place with two to four syllables, the same for the same number.
fn place(number: usize) -> String {
    let mut state = number as u64 + 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let syllables = 2 + next() % 3;
    let place: String = (0..syllables).map(|_| SYLLABLES[next() % SYLLABLES.len()]).collect();
    let mut letters = place.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn name(number: usize) -> String {
    let (before, behind) = KINDS[number % KINDS.len()];
    format!("{before} {} {behind}", place(number)).trim().to_owned()
}

fn country(number: usize) -> Country {
    let others: Vec<Country> = Country::all().filter(|country| country.code() != "IN").collect();
    if number < MOST_OF_A_COUNTRY { Country::parse("IN").unwrap() } else { others[number % others.len()] }
}

fn stored(country: impl Fn(usize) -> Country) -> Vec<Stored> {
    let other = |kind, name: String| OtherName { kind, name };
    (0..INSTITUTIONS)
        .map(|number| Stored {
            id: format!("{number:08}"),
            source: Source::Ror,
            facts: Facts {
                source_id: number.to_string(),
                country: country(number),
                name: name(number),
                other_names: vec![
                    other(NameKind::Alternative, name(number + 1)),
                    other(
                        NameKind::Abbreviation,
                        place(number + 7).chars().take(3).collect::<String>().to_uppercase(),
                    ),
                    other(NameKind::Former, name(number + 3)),
                ],
                accredited: None,
            },
            retired_at: None,
        })
        .collect()
}

/// What is typed of names, one key after the other, to twenty characters.
fn typed() -> Vec<String> {
    (0..100)
        .map(|number| name(number * 61))
        .flat_map(|name| {
            let letters: Vec<char> = name.chars().take(20).collect();
            (1..=letters.len()).map(move |length| letters[..length].iter().collect())
        })
        .collect()
}

/// Prints the median and the 95th percentile of all that is typed.
fn percentiles(what: &str, institutions: &Institutions, country: Country) {
    let mut times: Vec<_> = typed()
        .iter()
        .map(|typed| {
            let begun = Instant::now();
            black_box((institutions.find(black_box(country), typed, 8), institutions.has(country, typed)));
            begun.elapsed()
        })
        .collect();
    times.sort();
    let at = |percent: usize| times[times.len() * percent / 100];
    println!(
        "{what}: {} texts, p50 {:?}, p95 {:?}, p100 {:?}",
        times.len(),
        at(50),
        at(95),
        times[times.len() - 1]
    );
}

fn institutions(c: &mut Criterion) {
    let india = Country::parse("IN").unwrap();
    let (spread, gathered) = (stored(country), stored(|_| india));
    let (many, all_in_one) = (Institutions::of(1, spread.clone()), Institutions::of(1, gathered));
    percentiles("find: 30,000, of which 6,000 in the country", &many, india);
    percentiles("find: 30,000, all in the country", &all_in_one, india);
    for typed in ["u", "université de gen", "san university", "xyz"] {
        c.bench_function(&format!("find: `{typed}` among 6,000 of 30,000"), |b| {
            b.iter(|| many.find(india, black_box(typed), 8));
        });
    }
    c.bench_function("resolve: a text among 6,000 of 30,000", |b| {
        b.iter(|| many.resolve(india, black_box("the university of nowhere")));
    });
    c.bench_function("all: 30,000 made anew after an import", |b| {
        b.iter(|| Institutions::of(1, black_box(spread.clone())));
    });
}

criterion_group!(benches, institutions);
criterion_main!(benches);
