//! Warns before the session ends, and makes it longer at one press (WCAG 2.2.1).

use crate::{
    texts::{use_lang, use_texts},
    viewer::use_viewer,
};
use leptos::{html, prelude::*};
use model::language::Lang;

/// How long before the session's end the warning comes, in milliseconds.
#[cfg(feature = "hydrate")]
const BEFORE: i64 = 5 * 60_000;

/// How long a session lasts without use, in milliseconds: no end of one is further away.
#[cfg(feature = "hydrate")]
const IDLE: i64 = 60 * 60_000;

/// What the warning says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser comes so far"))]
enum Stage {
    /// One press makes the session longer.
    Ending,
    /// The press did not reach the server: another may.
    Away,
    /// It has been used as long as a session lasts.
    Last,
    Ended,
}

impl Stage {
    /// Whether a press may make the session longer.
    fn can_stay(self) -> bool {
        matches!(self, Stage::Ending | Stage::Away)
    }
}

/// The dialog that warns whoever is signed in. Without WebAssembly it stays closed: what is posted after the end is kept (see
/// `Services::park`).
#[component]
pub fn SessionWarning() -> impl IntoView {
    use_viewer().map(|viewer| view! { <Warning ends=viewer.session_ends/> })
}

#[component]
fn Warning(ends: i64) -> impl IntoView {
    let t = use_texts();
    let dialog = NodeRef::<html::Dialog>::new();
    let stage = RwSignal::new(Stage::Ending);
    let title = move || match stage.get() {
        Stage::Ended => t.account_ended_title(),
        _ => t.account_warning_title(),
    };
    let words = move || match stage.get() {
        Stage::Ending => t.account_warning_text(),
        Stage::Away => t.account_warning_away(),
        Stage::Last => t.account_warning_last(),
        Stage::Ended => t.account_ended_text(),
    };
    let lang = use_lang();
    // As the server renders it; where to come back to is known once it is needed.
    let sign_in = RwSignal::new(lang.address("/account/sign-in"));
    let watch = Watch { dialog, stage, sign_in, lang, dismissed: StoredValue::new(false) };
    watch.begin(ends);
    view! {
        <dialog id="session-warning" node_ref=dialog role="alertdialog" on:cancel=move |_: leptos::ev::Event| watch.dismiss()
            aria-labelledby="session-warning-title" aria-describedby="session-warning-text">
            <h2 id="session-warning-title">{title}</h2>
            // What a press comes to is said too.
            <p id="session-warning-text" aria-live="polite">{words}</p>
            <p class="buttons">
                <button type="button" class="button" hidden=move || !stage.get().can_stay()
                    on:click=move |_| watch.stay()>{t.account_warning_stay()}</button>
                <a class="button" href=sign_in rel="external" hidden=move || stage.get() != Stage::Ended>{t.account_ended_sign_in()}</a>
                <button type="button" class="button secondary" hidden=move || stage.get().can_stay()
                    on:click=move |_| watch.dismiss()>{t.account_close()}</button>
            </p>
        </dialog>
    }
}

/// Watches the session.
#[derive(Clone, Copy)]
struct Watch {
    dialog: NodeRef<html::Dialog>,
    stage: RwSignal<Stage>,
    sign_in: RwSignal<String>,
    lang: Lang,
    /// Whether the person has closed the warning: it comes again at the end only.
    dismissed: StoredValue<bool>,
}

#[cfg(not(feature = "hydrate"))]
impl Watch {
    fn begin(self, _: i64) {
        let _ = (self.dialog, self.stage, self.sign_in, self.lang, self.dismissed);
    }
    fn stay(self) {}
    fn dismiss(self) {}
}

#[cfg(feature = "hydrate")]
impl Watch {
    /// Begins when the page has come alive. A wrong clock of the device only makes it ask the server too early, or as late
    /// as a new session would need.
    fn begin(self, ends: i64) {
        Effect::new(move || {
            let left = ends - js_sys::Date::now() as i64;
            self.look_in(left.min(IDLE) - BEFORE);
        });
    }

    /// Asks the server after a while how long the session lasts: other tabs, and saves, make it longer too.
    fn look_in(self, milliseconds: i64) {
        let wait = u64::try_from(milliseconds.max(0)).unwrap_or(0);
        let look = move || {
            leptos::task::spawn_local(async move {
                match crate::api::account::session_left().await {
                    Ok(left) => self.see(left),
                    // Away: the page says so itself where it matters.
                    Err(_) => self.look_in(30_000),
                }
            });
        };
        set_timeout(look, std::time::Duration::from_millis(wait));
    }

    fn see(self, left: i64) {
        if left > BEFORE {
            self.dismissed.set_value(false);
            self.close();
            self.look_in(left - BEFORE);
        } else if left > 0 {
            if !self.dismissed.get_value() {
                self.open();
            }
            // Look again soon, for another tab may make it longer; and at the end.
            self.look_in(left.min(20_000));
        } else {
            self.stage.set(Stage::Ended);
            self.open();
        }
    }

    fn open(self) {
        self.sign_in.set(crate::viewer::door_address(self.lang, "/account/sign-in"));
        if let Some(dialog) = self.dialog.get_untracked()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn dismiss(self) {
        self.dismissed.set_value(true);
        self.close();
    }

    /// Makes the session longer.
    fn stay(self) {
        leptos::task::spawn_local(async move {
            match crate::api::account::extend_session().await {
                Ok(left) if left > BEFORE => {
                    self.stage.set(Stage::Ending);
                    self.close();
                }
                Ok(left) if left > 0 => self.stage.set(Stage::Last),
                Ok(_) => self.stage.set(Stage::Ended),
                Err(_) => self.stage.set(Stage::Away),
            }
        });
    }
}
