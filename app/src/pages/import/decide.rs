//! What was found in a file, thing by thing, each with a box to tick: a plain form, which works without WebAssembly.

use super::{refused, said};
use crate::{
    api::import::ReviewPage,
    at_once::Erase,
    pages::candidate::labels,
    texts::{Texts, use_texts},
    ui::{Button, Fieldset, PageTitle, SummaryList, SummaryRow, Weight, refusal_box},
};
use cv::{Had, Leftover, Offer};
use leptos::prelude::*;
use model::{choice::Choice, profile::Section};

/// The form that decides.
#[component]
pub fn Decide(page: ReviewPage) -> impl IntoView {
    let t = use_texts();
    let refusal = refused(t);
    let bases = page.review.bases.iter().map(|(section, version)| {
        view! { <input type="hidden" name=format!("base-{section}") value=version.to_string()/> }
    });
    let bases: Vec<_> = bases.collect();
    let sections: Vec<_> = Section::ALL
        .iter()
        .filter_map(|section| {
            let of_section = page.review.offers.iter().filter(|offer| offer.section == *section);
            let offers: Vec<_> = of_section.filter_map(|offer| offered(t, offer, &page)).collect();
            (!offers.is_empty())
                .then(|| view! { <Fieldset legend=labels::section(t, *section)>{offers}</Fieldset> })
        })
        .collect();
    view! {
        <PageTitle title=t.import_found_title()/>
        <p class="lead">{t.import_found_lead()}</p>
        <form method="post" action=t.0.address("/profile/import")>
            {refusal.map(|words| refusal_box(words, "found"))}
            <input type="hidden" name="review" value=page.review.id.clone()/>
            {bases}
            <div id="found" tabindex="-1">{sections}</div>
            <div class="buttons">
                <Button action="take">{t.import_take()}</Button>
                <Button action="discard" weight=Weight::Secondary>{t.import_discard()}</Button>
            </div>
        </form>
        <Unknown unknown=page.review.unknown more=page.review.more/>
    }
}

/// One thing that can be taken over; none for a field that says the same already.
fn offered(t: Texts, offer: &Offer, page: &ReviewPage) -> Option<AnyView> {
    let entry = offer.section.is_list();
    if !entry && offer.had == Had::TheSame {
        return None;
    }
    let facts_id = format!("{}-facts", offer.name);
    let title = if entry { said::title(t, offer, page) } else { said::label(t, offer) };
    let rows: Vec<(&'static str, String)> = match &offer.had {
        Had::Another(there) => {
            vec![
                (t.import_here(), said::whole(t, there, page)),
                (t.import_there(), said::whole(t, &offer.fields, page)),
            ]
        }
        _ if entry => said::rows(t, &offer.fields, page),
        _ => vec![],
    };
    let facts = if rows.is_empty() {
        view! { <p class="text">{said::whole(t, &offer.fields, page)}</p> }.erase()
    } else {
        let rows: Vec<_> =
            rows.into_iter().map(|(term, value)| view! { <SummaryRow term>{value}</SummaryRow> }).collect();
        view! { <SummaryList>{rows}</SummaryList> }.erase()
    };
    let already =
        (entry && offer.had == Had::TheSame).then(|| view! { <p class="hint">{t.import_already()}</p> });
    let checked = offer.had == Had::Nothing;
    let view = view! {
        <div class="found">
            <div class="tick">
                <input type="checkbox" id=offer.name.clone() name="take" value=offer.name.clone() checked=checked
                    aria-describedby=facts_id.clone()/>
                <label for=offer.name.clone()>{title}</label>
            </div>
            <div class="found-facts" id=facts_id>{already}{facts}</div>
        </div>
    };
    Some(view.erase())
}

/// What has no place, by the file's own names.
#[component]
fn Unknown(unknown: Vec<Leftover>, more: u32) -> impl IntoView {
    let t = use_texts();
    let rows: Vec<_> =
        unknown.into_iter().map(|left| view! { <li><code>{left.path}</code> " " {left.text}</li> }).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="unknown">
                <h2 id="unknown">{t.import_unknown()}</h2>
                <p>{t.import_unknown_hint()}</p>
                <ul class="unknown">{rows}</ul>
                {(more > 0).then(|| view! { <p>{t.import_more(u64::from(more))}</p> })}
            </section>
        }
    })
}
