//! What has changed in a notice since it was published, said where nobody overlooks it.

use crate::{at_once::Erase, dates, texts::use_texts, ui::Notification};
use leptos::prelude::*;
use model::vacancy::{Said, Told};

/// The changes of a notice, the latest first; nothing where there are none.
#[component]
pub fn Changes(changes: Vec<Told>) -> impl IntoView {
    let t = use_texts();
    (!changes.is_empty()).then(|| {
        let told = changes
            .into_iter()
            .map(|change| {
                let on = dates::long(t, change.on);
                match change.said {
                    Said::Extended { from } => {
                        view! { <li>{t.vacancy_extended(on, dates::long(t, from))}</li> }.erase()
                    }
                    Said::Corrected { note, lang } => {
                        view! { <li>{t.vacancy_corrected(on)} " " <span lang=t.other(lang)>{note}</span></li> }
                            .erase()
                    }
                }
            })
            .collect::<Vec<_>>();
        view! { <Notification title=t.vacancy_changes()><ul>{told}</ul></Notification> }
    })
}
