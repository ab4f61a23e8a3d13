//! What was done with a proposal: who, when, what, and what was said.

use super::{address, labels};
use crate::{dates, pages::staff::proposal::remarks::RemarkLinks, texts::use_texts, ui::use_alive};
use leptos::prelude::*;
use model::{
    address::with,
    proposal::{State, desk::Done},
};

/// The history, the latest first.
#[component]
pub fn Record(
    id: String,
    record: Vec<Done>,
    /// Whether the fields of which something was said can be written now.
    writable: bool,
) -> impl IntoView {
    let t = use_texts();
    let alive = use_alive();
    let empty = record.is_empty();
    let rows: Vec<_> = record
        .into_iter()
        .enumerate()
        .map(|(place, done)| {
            let Done { action, by, at, to, version, comment, remarks, .. } = done;
            let document = with(&address(t, &id, "preview"), &[("version", &version.to_string())]);
            let remarked = !remarks.is_empty();
            let leads = writable && place == 0 && to == State::Returned;
            let remarks = if leads {
                view! { <RemarkLinks id=id.clone() remarks/> }.into_any()
            } else {
                let said: Vec<_> = remarks
                    .into_iter()
                    .map(|remark| view! { <li>{labels::field(t, &remark.field)}": "<span class="typed">{remark.text}</span></li> })
                    .collect();
                view! { <ul>{said}</ul> }.into_any()
            };
            view! {
                <li>
                    <p>
                        <strong>{t.proposal_record_line(labels::done(t, action), by)}</strong>
                        {(version > 0).then(|| view! { ", " <a href=document>{t.proposal_record_version(version)}</a> })}
                        <span class="hint when">{move || dates::at(t, at, alive.get())}</span>
                    </p>
                    {(!comment.is_empty()).then(|| view! { <blockquote class="typed">{comment}</blockquote> })}
                    {remarked.then(|| view! { <p>{t.proposal_record_remarks()}": "</p>{remarks} })}
                </li>
            }
        })
        .collect();
    view! {
        <h2>{t.proposal_record()}</h2>
        {empty.then(|| view! { <p class="empty">{t.proposal_record_none()}</p> })}
        <ol class="record">{rows}</ol>
    }
}
