//! What was asked for is still on its way: the document says so, and the page shows it once it takes longer than a moment
//! (`style/base.css`).

/// Something that is on its way, until this is dropped.
#[derive(Debug)]
pub(crate) struct OnItsWay(());

impl OnItsWay {
    pub fn new() -> Self {
        #[cfg(feature = "hydrate")]
        browser::count(1);
        Self(())
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        #[cfg(feature = "hydrate")]
        browser::count(-1);
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;

    thread_local! {
        static COUNT: Cell<i32> = const { Cell::new(0) };
    }

    pub(super) fn count(more: i32) {
        COUNT.set(COUNT.get() + more);
        if let Some(root) = leptos::prelude::document().document_element() {
            let _ = root.toggle_attribute_with_force("data-busy", COUNT.get() > 0);
        }
    }
}
