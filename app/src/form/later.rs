//! What waits for a pause: it is done once it has not been put off for a while.

use crate::dates::now;
use leptos::prelude::*;
use std::time::Duration;

/// It is put off at every key, where setting a timer anew costs more than the key itself: a timer that runs out before its time waits
/// for the rest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Later(StoredValue<Waiting>);

#[derive(Debug, Clone, Copy, Default)]
struct Waiting {
    /// When it is to be done, in milliseconds since 1970.
    due: i64,
    /// The timer, and when it runs out.
    timer: Option<(TimeoutHandle, i64)>,
}

impl Later {
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(Waiting::default()))
    }

    /// Has it done after a pause, counted from now, instead of when it was to be done before.
    pub(crate) fn put_off(self, pause: Duration, act: impl Fn() + Clone + 'static) {
        let due = now() + i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
        let Some(timer) = self.0.try_update_value(|waiting| {
            waiting.due = due;
            waiting.timer
        }) else {
            return;
        };
        match timer {
            Some((_, ends)) if ends <= due => {}
            _ => {
                self.stop();
                self.wait(pause, due, act);
            }
        }
    }

    fn wait(self, pause: Duration, ends: i64, act: impl Fn() + Clone + 'static) {
        let ended = move || {
            let Some(due) = self.0.try_update_value(|waiting| {
                waiting.timer = None;
                waiting.due
            }) else {
                return;
            };
            match u64::try_from(due - now()) {
                // No longer than was asked, if the clock was set back.
                Ok(left) if left > 0 => self.wait(pause.min(Duration::from_millis(left)), due, act.clone()),
                _ => act(),
            }
        };
        let timer = set_timeout_with_handle(ended, pause).ok();
        let _ = self.0.try_update_value(|waiting| waiting.timer = timer.map(|timer| (timer, ends)));
    }

    /// It is not done any more, unless it is put off again.
    pub(crate) fn stop(self) {
        if let Some((timer, _)) = self.0.try_update_value(|waiting| waiting.timer.take()).flatten() {
            timer.clear();
        }
    }
}
