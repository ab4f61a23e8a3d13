//! Until when applications are taken, and how long that is still.

#[cfg(feature = "hydrate")]
use crate::{dates, pages::public::vacancy_words::deadline_here};
use crate::{
    pages::public::vacancy_words::deadline,
    texts::{Texts, use_texts},
};
use leptos::prelude::*;
use model::{application::Left, vacancy::Listed};

/// How often the time that is left is counted.
#[cfg(feature = "hydrate")]
const COUNT: std::time::Duration = std::time::Duration::from_secs(5);

/// The deadline in the vacancy's zone, and once the page is alive in the reader's; and the time that is left, which goes down while
/// the page is open. It is said aloud a few times in the last hour only.
#[component]
pub fn TimeLeft(
    vacancy: Listed,
    /// The server's clock, by which the time is counted: the reader's may be wrong.
    now: i64,
) -> impl IntoView {
    let t = use_texts();
    let closes_at = vacancy.closes_at;
    let left = RwSignal::new(Left::of(closes_at - now));
    let spoken = RwSignal::new(String::new());
    let own = RwSignal::new(None::<String>);
    let deadline = deadline(t, vacancy.closes_on, &vacancy.zone, &vacancy.duty_station.city);
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        own.set(deadline_here(t, vacancy.closes_on, closes_at));
        let began = dates::now();
        let count = move || {
            let passed = dates::now() - began;
            let now_left = Left::of(closes_at - now - passed);
            if left.try_get_untracked().is_some_and(|known| known != now_left) {
                left.set(now_left);
                if now_left.is_said() {
                    spoken.set(words(t, now_left));
                }
            }
        };
        if let Ok(handle) = set_interval_with_handle(count, COUNT) {
            on_cleanup(move || handle.clear());
        }
    });
    view! {
        <p class="lead">
            {t.apply_until(deadline)}
            {move || own.get().map(|time| view! { <span class="deadline-own">{t.vacancy_your_time(time)}</span> })}
        </p>
        <p class="time-left"><strong>{move || words(t, left.get())}</strong></p>
        <p class="visually-hidden" aria-live="polite">{spoken}</p>
    }
}

fn words(t: Texts, left: Left) -> String {
    match left {
        Left::Days(days) => t.apply_left_days(days),
        Left::Hours(hours) => t.apply_left_hours(hours),
        Left::Minutes(minutes) => t.apply_left_minutes(minutes),
        Left::Moments => t.apply_left_moments().to_owned(),
        Left::Nothing => t.apply_left_nothing().to_owned(),
    }
}
