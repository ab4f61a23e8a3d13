//! What the combobox does in a browser: asking, and the keys.

use super::{End, List, Matches, Said, option_id};
use gloo_timers::future::TimeoutFuture;
use leptos::{ev, prelude::*, task::spawn_local};
use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};
use wasm_bindgen::JsCast;

/// How long an answer is waited for, in milliseconds, before the next question, if there is one, is asked all the same.
const PATIENCE: u32 = 3_000;
/// How long a screen reader is not told the count, in milliseconds: it would interrupt what it says of the keys.
const SAYING: u32 = 1_000;

/// What comes, if it comes in time.
async fn in_time<T>(answer: impl Future<Output = T>) -> Option<T> {
    let (mut answer, mut late) = (pin!(answer), pin!(TimeoutFuture::new(PATIENCE)));
    poll_fn(|context| match answer.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Tells the form, as if somebody had done it. The form listens to `change` as it does to `input`, which would open the list
/// again.
fn tell_changed(input: &web_sys::HtmlInputElement) {
    let bubbles = web_sys::EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("change", &bubbles) {
        let _ = input.dispatch_event(&event);
    }
}

impl List {
    fn text(self) -> String {
        self.input.get_untracked().map(|input| input.value()).unwrap_or_default()
    }

    /// How many options there are, with the one for what the list does not have.
    fn count(self) -> usize {
        self.options.with_untracked(Vec::len) + usize::from(self.unlisted.is_some())
    }

    /// Begins a new question: what is still on its way is an old answer from now on.
    fn next_turn(self) -> u64 {
        self.turn
            .try_update_value(|turn| {
                *turn += 1;
                *turn
            })
            .unwrap_or_default()
    }

    fn is_current(self, turn: u64) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    pub(super) fn typed(self) {
        self.active.set(None);
        self.said.set(None);
        self.cleared.set_value(String::new());
        if self.text().trim().is_empty() {
            self.close();
        } else {
            self.ask(None);
        }
    }

    /// Asks the server what matches, and opens the list; on an end of it, if one is named. At once, but one question at a time:
    /// of what is typed while one is on its way, the newest is asked next.
    fn ask(self, end: Option<End>) {
        if untrack(|| self.wanting()).is_some() {
            self.close();
            self.said.set(Some(Said::Wanting));
            return;
        }
        self.question.set_value(Some((self.next_turn(), end)));
        if !self.asking.get_value() {
            self.asking.set_value(true);
            spawn_local(self.ask_all());
        }
    }

    async fn ask_all(self) {
        while let Some((turn, end)) = self.question.try_update_value(Option::take).flatten() {
            if !self.is_current(turn) {
                continue; // closed in the meantime
            }
            let Some(load) = self.load.try_get_value() else { return };
            let answer = self.answered(load(self.text())).await;
            // A server that is away offers nothing; what is typed stays.
            if let (Some(Ok(found)), true) = (answer, self.is_current(turn)) {
                self.show(turn, found, end);
            }
        }
        self.asking.try_set_value(false);
    }

    /// What comes, however late; nothing if it does not come in time and another question waits.
    async fn answered<T>(self, answer: impl Future<Output = T>) -> Option<T> {
        let mut answer = pin!(answer);
        loop {
            let answer = in_time(answer.as_mut()).await;
            let waits = self.question.try_with_value(Option::is_some).unwrap_or(true);
            if answer.is_some() || waits {
                return answer;
            }
        }
    }

    fn show(self, turn: u64, found: Matches, end: Option<End>) {
        let matches = found.options.len();
        // The keys may have stepped into the list before, which the answer to a shorter text had opened.
        let stood = self.active.get_untracked().map(|place| self.option_at(place));
        self.options.set(found.options);
        let count = self.count();
        let stays = stood.and_then(|stood| (0..count).find(|place| self.option_at(*place) == stood));
        self.open.set(count > 0);
        self.active.set(None);
        let end = end.map(|end| if end == End::First { 0 } else { count.saturating_sub(1) });
        if let Some(place) = stays.or(end).filter(|place| *place < count) {
            self.stand_on(place);
        }
        if found.listed {
            self.tick_unlisted(false);
        }
        spawn_local(async move {
            TimeoutFuture::new(SAYING).await;
            if self.is_current(turn) {
                self.said.set(Some(Said::Found(matches)));
            }
        });
    }

    pub(super) fn close(self) {
        self.next_turn();
        self.open.set(false);
        self.active.set(None);
    }

    /// Puts a text into the field, as if it had been typed.
    fn put(self, text: &str) {
        if let Some(input) = self.input.get_untracked() {
            input.set_value(text);
            tell_changed(&input);
        }
        self.said.set(None);
        self.close();
    }

    pub(super) fn choose(self, option: &str) {
        self.put(option);
        self.tick_unlisted(false);
    }

    /// Takes the option for what the list does not have: what is typed stays, and is the name.
    pub(super) fn choose_unlisted(self) {
        self.close();
        self.tick_unlisted(true);
        self.said.set(Some(Said::Unlisted));
    }

    /// Ticks the box for what the list does not have, or takes the tick away.
    fn tick_unlisted(self, yes: bool) {
        let Some(unlisted) = self.unlisted else { return };
        let element = document().get_element_by_id(unlisted.field);
        let Some(tick) = element.and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok())
        else {
            return;
        };
        if tick.checked() != yes {
            tick.set_checked(yes);
            tell_changed(&tick);
        }
    }

    /// An option's text; None is the option for what the list does not have.
    fn option_at(self, place: usize) -> Option<String> {
        self.options.with_untracked(|options| options.get(place).map(|option| option.text.clone()))
    }

    fn choose_at(self, place: usize) {
        match self.option_at(place) {
            Some(text) => self.choose(&text),
            None => self.choose_unlisted(),
        }
    }

    fn step(self, by: isize) {
        let count = self.count();
        if !self.open.get_untracked() || count == 0 {
            self.ask(Some(if by > 0 { End::First } else { End::Last }));
            return;
        }
        self.stand_on(match self.active.get_untracked() {
            None if by > 0 => 0,
            None => count - 1,
            Some(place) => (place as isize + by).rem_euclid(count as isize) as usize,
        });
    }

    fn stand_on(self, place: usize) {
        self.active.set(Some(place));
        // Once it is there: the list may only just have come.
        request_animation_frame(move || {
            if let Some(option) = document().get_element_by_id(&option_id(self.name, place)) {
                let nearest = web_sys::ScrollIntoViewOptions::new();
                nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        });
    }

    /// Clears the field; what stood there is kept for the next press.
    fn clear(self) {
        let text = self.text();
        self.put("");
        self.cleared.set_value(text);
        self.said.set(Some(Said::Cleared));
    }

    pub(super) fn pressed(self, event: &ev::KeyboardEvent) {
        let fixed = self.input.get_untracked().is_none_or(|input| input.read_only());
        if fixed || event.is_composing() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let open = self.open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if event.alt_key() => self.ask(None),
            "ArrowUp" if event.alt_key() => self.close(),
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Enter" if open => match self.active.get_untracked() {
                Some(place) => self.choose_at(place),
                None => self.close(),
            },
            "Escape" if open => self.close(),
            "Escape" if !self.text().is_empty() => self.clear(),
            "Escape" if self.cleared.with_value(|text| !text.is_empty()) => {
                let text = self.cleared.try_update_value(std::mem::take).unwrap_or_default();
                self.put(&text);
            }
            // The caret moves in the text.
            "Home" | "End" | "ArrowLeft" | "ArrowRight" => {
                self.active.set(None);
                return;
            }
            _ => return,
        }
        event.prevent_default();
    }
}
