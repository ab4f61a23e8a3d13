//! Today's date: the server's clock on the server, the machine's in the browser. The server alone decides.

use jiff::civil::Date;

/// Hands today's date to the checks of this page.
pub fn provide_today() {
    #[cfg(feature = "ssr")]
    if let Some(services) = leptos::prelude::use_context::<services::Services>() {
        leptos::prelude::provide_context(services.clock.today());
    }
}

/// Today.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    let date = Date::new(now.get_full_year() as i16, now.get_month() as i8 + 1, now.get_date() as i8);
    date.unwrap_or_default()
}

/// Today.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn today() -> Date {
    leptos::prelude::use_context().unwrap_or_default()
}
