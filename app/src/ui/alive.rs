//! Whether the page is alive yet: what needs WebAssembly is offered only then.

use leptos::prelude::*;

/// False while the server renders and while the browser takes up what it rendered; true from then on. Change attributes
/// and words by it, never which elements there are.
#[must_use]
pub fn use_alive() -> ReadSignal<bool> {
    let (alive, set_alive) = signal(false);
    Effect::new(move || set_alive.set(true));
    alive
}
