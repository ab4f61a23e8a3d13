//! Reading the vacancies in memory: what every visitor does.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use criterion::{Criterion, criterion_group, criterion_main};
use model::{
    language::Lang,
    vacancy::{Vacancy, search::Search},
};
use services::{
    board::{Found, OpenVacancies},
    clock::DAY,
    sample,
    vacancy::Stored,
};
use std::hint::black_box;

/// More open vacancies than any organisation of the kind has at once.
const VACANCIES: usize = 1_000;

/// What a search is measured with, to see that it stays quick far beyond that.
const MANY: usize = 10_000;

const NOW: i64 = 1_800_000_000_000;

/// The samples, over and over again, all open.
fn stored(vacancies: usize) -> Vec<Stored> {
    let samples: Vec<Vacancy> = sample::VACANCIES
        .iter()
        .flat_map(|file| {
            let file: serde_json::Value = serde_json::from_str(file).unwrap();
            serde_json::from_value::<Vec<Vacancy>>(file["vacancies"].clone()).unwrap()
        })
        .collect();
    (0..vacancies)
        .map(|n| {
            let mut vacancy = samples[n % samples.len()].clone();
            vacancy.number = format!("{}/{n}", vacancy.number);
            let published_at = NOW - n as i64 * 1000;
            Stored {
                id: n.to_string(),
                vacancy,
                published_at,
                closes_at: NOW + 30 * DAY,
                changed_at: published_at,
            }
        })
        .collect()
}

fn vacancies(c: &mut Criterion) {
    let stored = stored(VACANCIES);
    let vacancies = OpenVacancies::of(1, &stored, 0);
    let slug = stored[VACANCIES / 2].vacancy.slug();
    c.bench_function("list: the first page of 1,000 vacancies", |b| {
        b.iter(|| vacancies.find(&Search::default(), black_box(Lang::Fr), 1, NOW));
    });
    c.bench_function("list: the last page of 1,000 vacancies", |b| {
        b.iter(|| vacancies.find(&Search::default(), black_box(Lang::Fr), 20, NOW));
    });
    c.bench_function("notice: one of 1,000", |b| {
        b.iter(|| vacancies.notice(black_box(&slug), Lang::En, NOW))
    });
    c.bench_function("edition: whether a kept page is still right", |b| {
        b.iter(|| vacancies.edition(black_box(NOW)))
    });
    c.bench_function("all: made anew after an import", |b| {
        b.iter(|| OpenVacancies::of(1, black_box(&stored), 0))
    });
}

fn searches(c: &mut Criterion) {
    let stored = stored(MANY);
    let vacancies = OpenVacancies::of(1, &stored, 0);
    for (name, query) in [
        ("nothing in particular", ""),
        ("a word", "q=statistician"),
        ("words, filters, by deadline", "q=labour+officer&region=africa&category=international&sort=closing"),
        ("a letter", "q=a"),
        ("in vain", "q=labour+officers+in+vain&region=africa&grade=P5&closing=7"),
    ] {
        let search = Search::parse(query);
        c.bench_function(&format!("find in 10,000: {name}"), |b| {
            b.iter(|| vacancies.find(black_box(&search), Lang::Fr, 1, NOW))
        });
    }
    let Found::Open(notice) = vacancies.notice(&stored[MANY / 2].vacancy.slug(), Lang::En, NOW) else {
        return;
    };
    c.bench_function("similar to one of 10,000", |b| {
        b.iter(|| vacancies.similar(black_box(&notice), Lang::En, NOW))
    });
    c.bench_function("all 10,000: made anew after an import", |b| {
        b.iter(|| OpenVacancies::of(1, black_box(&stored), 0))
    });
}

criterion_group!(benches, vacancies, searches);
criterion_main!(benches);
