//! Today's date: the server's clock on the server, the machine's in the browser. The server alone decides.

#[cfg(feature = "hydrate")]
use crate::dates;
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
    dates::own(dates::now()).map(|now| now.date()).unwrap_or_default()
}

/// Today.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn today() -> Date {
    leptos::prelude::use_context().unwrap_or_default()
}
