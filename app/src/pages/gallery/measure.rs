//! How long a whole profile takes to check in this browser: for the benchmarks, and for whoever wonders on a slow phone.

use crate::{form::today, texts::use_texts};
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use model::{
    choice::Choice,
    form::Fields,
    profile::{ENTRIES_MOST, KEY_ACHIEVEMENTS_MOST, KEY_DUTIES_MOST, ProfileDraft, Section},
};

/// A button that checks a profile at its limits, and how long that took.
#[component]
pub fn Measure() -> impl IntoView {
    let t = use_texts();
    let taken = RwSignal::new(None::<f64>);
    let measure = move |_| {
        #[cfg(feature = "hydrate")]
        taken.set(Some(median_of_checks()));
        #[cfg(not(feature = "hydrate"))]
        let _ = today();
    };
    view! {
        <h2>{t.gallery_measure()}</h2>
        <p>{t.gallery_measure_body()}</p>
        <button type="button" id="measure" class="button secondary" on:click=measure>{t.gallery_measure_now()}</button>
        <p role="status" id="measured">{move || taken.get().map(|taken| t.gallery_measured(format!("{taken:.2}")))}</p>
    }
}

/// How long a check of a profile at its limits takes, in milliseconds: the median of many.
#[cfg(feature = "hydrate")]
fn median_of_checks() -> f64 {
    let Some(clock) = window().performance() else { return f64::NAN };
    let profile = profile_at_its_limits();
    let mut times: Vec<f64> = (0..31)
        .map(|_| {
            let begun = clock.now();
            let _ = std::hint::black_box(profile.missing(today()));
            clock.now() - begun
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Every list section has all the entries that it takes, and every job all that may be written of it.
#[cfg(feature = "hydrate")]
fn profile_at_its_limits() -> ProfileDraft {
    let text = |most: usize| {
        "Planned, led and evaluated household surveys: évaluation. ".chars().cycle().take(most).collect()
    };
    let typed = |name: &str| -> String {
        match name {
            "duties" => text(KEY_DUTIES_MOST),
            "achievements" => text(KEY_ACHIEVEMENTS_MOST),
            "country" | "nationality" | "residence" => "ZW".into(),
            "language" => "zgh".into(),
            name if name.ends_with("month") || name.ends_with("day") => "6".into(),
            name if name.ends_with("year") => "2016".into(),
            _ => "yes".into(),
        }
    };
    let mut profile = ProfileDraft::default();
    for section in Section::ALL {
        let fields = section.fields().iter().map(|(name, _)| ((*name).to_owned(), typed(name))).collect();
        let fields = Fields(fields);
        for entry in 0..if section.is_list() { ENTRIES_MOST } else { 1 } {
            profile.put(*section, &entry.to_string(), &fields);
        }
    }
    profile
}
