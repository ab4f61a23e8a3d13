//! The way of a proposal: its stations in their order, and the one where it is.

use super::labels;
use crate::texts::{Texts, use_texts};
use leptos::prelude::*;
use model::{organisation::Place, proposal::State};

/// A station of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Station {
    Draft,
    Director,
    Partner,
    Unit,
    Published,
}

/// The station where a proposal is in a state; none: it has left the way.
const fn station(state: State) -> Option<Station> {
    match state {
        State::Draft | State::Returned => Some(Station::Draft),
        State::Submitted => Some(Station::Director),
        State::Endorsed => Some(Station::Partner),
        State::Received | State::Accepted => Some(Station::Unit),
        State::Published | State::Filled => Some(Station::Published),
        State::Declined | State::Withdrawn => None,
    }
}

/// The stations of a post that is there; as long as that is not said, all.
fn stations(place: Option<Place>) -> Vec<Station> {
    let all = [Station::Draft, Station::Director, Station::Partner, Station::Unit, Station::Published];
    all.into_iter()
        .filter(|station| *station != Station::Partner || place != Some(Place::Headquarters))
        .collect()
}

fn name(t: Texts, station: Station) -> &'static str {
    match station {
        Station::Draft => t.proposal_station_draft(),
        Station::Director => t.proposal_station_director(),
        Station::Partner => t.proposal_station_partner(),
        Station::Unit => t.proposal_station_unit(),
        Station::Published => t.proposal_station_published(),
    }
}

/// The way of a proposal that stands there.
#[component]
pub fn Route(state: State, place: Option<Place>) -> impl IntoView {
    let t = use_texts();
    let stations = stations(place);
    let here = station(state).and_then(|here| stations.iter().position(|station| *station == here));
    let rows: Vec<_> = stations
        .into_iter()
        .enumerate()
        .map(|(number, station)| {
            let current = Some(number) == here;
            let passed = here.is_some_and(|here| number < here);
            let maybe = station == Station::Partner && place.is_none();
            view! {
                <li class:passed=passed aria-current=current.then_some("step")>
                    <span>{name(t, station)}</span>
                    {maybe.then(|| view! { <span class="hint">{t.proposal_station_field_only()}</span> })}
                    {current.then(|| view! { <span class="hint">{labels::state(t, state).0}</span> })}
                    {passed.then(|| view! { <span class="visually-hidden">", "{t.proposal_station_done()}</span> })}
                </li>
            }
        })
        .collect();
    view! { <ol class="route" aria-label=t.proposal_route()>{rows}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::choice::Choice;

    #[test]
    fn a_state_with_a_turn_has_a_station_on_the_way() {
        for state in State::ALL {
            let here = station(*state);
            assert!(here.is_some() || state.turn().is_none(), "{state}");
            assert!(here.is_none_or(|here| stations(Some(Place::Field)).contains(&here)), "{state}");
        }
        assert!(!stations(Some(Place::Headquarters)).contains(&Station::Partner));
    }
}
