//! Searches while somebody types and chooses: by going to the address that the form would be sent to, quietly, so that the focus
//! stays and the way back leads from search to search.

use crate::ui::use_alive;
use leptos::{ev, prelude::*};
use model::vacancy::search::Filter;

/// The search form while it is alive.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finder {
    pub alive: ReadSignal<bool>,
    /// Which filters stood open when the page came; from then on the person folds them.
    opened: StoredValue<Vec<(Filter, bool)>>,
    #[cfg(feature = "hydrate")]
    run: StoredValue<browser::Run, LocalStorage>,
}

impl Finder {
    pub fn new() -> Self {
        let finder = Finder {
            alive: use_alive(),
            opened: StoredValue::new(Vec::new()),
            #[cfg(feature = "hydrate")]
            run: StoredValue::new_local(browser::Run::new()),
        };
        finder.follow();
        finder
    }

    /// Whether a filter stands open at first.
    pub fn opens(self, filter: Filter, open: bool) -> bool {
        let remembered = self.opened.try_update_value(|opened| {
            if let Some((_, open)) = opened.iter().find(|(known, _)| *known == filter) {
                return *open;
            }
            opened.push((filter, open));
            open
        });
        remembered.unwrap_or(open)
    }
}

#[cfg(not(feature = "hydrate"))]
impl Finder {
    pub fn typed(self, _: &ev::Event) {}
    pub fn changed(self, _: &ev::Event) {}
    pub fn submitted(self, _: &ev::SubmitEvent) {}
    fn follow(self) {}
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{super::find_form::FORM, *};
    use crate::{texts::use_lang, ui::quietly};
    use leptos::task::spawn_local;
    use leptos_router::{
        NavigateOptions,
        hooks::{use_location, use_navigate},
    };
    use model::{
        address,
        choice::Choice,
        language::Lang,
        vacancy::search::{SORT, WORDS},
    };
    use std::{fmt, rc::Rc};
    use wasm_bindgen::JsCast;

    /// How long the keys rest before their words are looked for, in milliseconds.
    const REST: u32 = 250;

    type Navigate = Rc<dyn Fn(&str, NavigateOptions)>;

    /// What somebody is doing.
    #[derive(Clone)]
    pub(super) struct Run {
        lang: Lang,
        navigate: Navigate,
        /// Counts the keys, so that only the last of a burst is looked for.
        turn: u32,
        /// The address holds words that are still being typed: the next ones take their place in the history.
        typing: bool,
        /// The address was changed by the form itself.
        own: bool,
    }

    impl fmt::Debug for Run {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("Run")
        }
    }

    impl Run {
        pub fn new() -> Self {
            let navigate = use_navigate();
            Run {
                lang: use_lang(),
                navigate: Rc::new(move |address, options| navigate(address, options)),
                turn: 0,
                typing: false,
                own: false,
            }
        }
    }

    /// The name of the field that an event comes from.
    fn name(event: &ev::Event) -> String {
        let field = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        field.and_then(|field| field.get_attribute("name")).unwrap_or_default()
    }

    impl Finder {
        /// Looks for the words once the keys rest.
        pub fn typed(self, event: &ev::Event) {
            if name(event) != WORDS {
                return;
            }
            let Some(turn) = self.run.try_update_value(|run| {
                run.turn += 1;
                run.turn
            }) else {
                return;
            };
            spawn_local(async move {
                gloo_timers::future::TimeoutFuture::new(REST).await;
                if self.run.try_with_value(|run| run.turn) == Some(turn) {
                    self.go(true);
                }
            });
        }

        /// Looks for what is chosen at once.
        pub fn changed(self, event: &ev::Event) {
            if name(event) != WORDS {
                self.go(false);
            }
        }

        /// Looks for what the form says at once.
        pub fn submitted(self, event: &ev::SubmitEvent) {
            event.prevent_default();
            self.go(false);
        }

        /// Goes to the address of what the form says.
        fn go(self, typing: bool) {
            let Some(run) = self.run.try_get_value() else { return };
            let Some(query) = self.query() else { return };
            let pairs: Vec<(&str, &str)> =
                query.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let address = address::with(&run.lang.address("/vacancies"), &pairs);
            let here = window().location();
            let here = here.pathname().unwrap_or_default() + &here.search().unwrap_or_default();
            let own = address != here;
            // What is still to be looked for, is now.
            self.run.update_value(|run| {
                run.turn += 1;
                run.typing = typing && (own || run.typing);
                run.own = own;
            });
            if own {
                quietly();
                let replace = typing && run.typing;
                (run.navigate)(
                    &address,
                    NavigateOptions { replace, scroll: false, resolve: false, ..NavigateOptions::default() },
                );
            }
        }

        /// What the form says, name by name.
        fn query(self) -> Option<Vec<(&'static str, String)>> {
            let form = document().get_element_by_id(FORM)?.dyn_into::<web_sys::HtmlFormElement>().ok()?;
            let data = web_sys::FormData::new_with_form(&form).ok()?;
            let filters = Filter::ALL.iter().map(|filter| filter.slug());
            let names = [WORDS].into_iter().chain(filters).chain([SORT]);
            let values = |name: &'static str| {
                let values =
                    data.get_all(name).iter().filter_map(|value| value.as_string()).collect::<Vec<_>>();
                values.into_iter().map(move |value| (name, value.trim().to_owned()))
            };
            Some(names.flat_map(values).collect())
        }

        /// Writes the words of the address into their field when it was changed by another way: back, forward, a link.
        pub(super) fn follow(self) {
            let search = use_location().search;
            Effect::new(move |before: Option<()>| {
                // Not by way of the router's map of the query: it still holds the one before.
                let words = search.with(|query| {
                    let words = address::pairs(query).find(|(name, _)| name == WORDS);
                    words.map(|(_, words)| words).unwrap_or_default()
                });
                let own = self.run.try_update_value(|run| std::mem::take(&mut run.own)).unwrap_or(true);
                if before.is_none() || own {
                    return;
                }
                self.run.update_value(|run| {
                    run.turn += 1;
                    run.typing = false;
                });
                let field = document().get_element_by_id(WORDS);
                if let Some(field) =
                    field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok())
                {
                    field.set_value(&words);
                }
            });
        }
    }
}
