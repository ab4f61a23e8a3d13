//! `/metrics`, on a listener of its own: what monitoring reads, and nobody else.

use axum::{Router, routing::get};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use services::Services;

/// Bounds of the time a request takes, in seconds.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Begins to count; what was counted before is lost.
///
/// # Errors
/// It was begun already.
pub fn begin() -> Result<PrometheusHandle, String> {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("http_request_seconds".into()), &SECONDS)
        .map_err(|e| e.to_string())?;
    let handle = builder.install_recorder().map_err(|e| e.to_string())?;
    metrics::describe_counter!("http_requests_total", "Requests by route, method and status");
    metrics::describe_histogram!(
        "http_request_seconds",
        metrics::Unit::Seconds,
        "How long requests took, by route"
    );
    metrics::describe_counter!("drafts_saved_total", "Drafts saved, by autosave or by a posted form");
    metrics::describe_counter!("mails_sent_total", "Mails handed to the mail server or written to a file");
    metrics::describe_counter!("mails_failed_total", "Tries to send a mail that failed");
    metrics::describe_gauge!("outbox_waiting", "Mails that wait to be sent");
    metrics::describe_gauge!("outbox_given_up", "Mails that were given up after too many tries");
    Ok(handle)
}

/// `/metrics` in Prometheus' text format.
pub fn routes(handle: PrometheusHandle, services: Services) -> Router {
    Router::new().route(
        "/metrics",
        get(move || {
            let (handle, services) = (handle.clone(), services.clone());
            async move {
                if let Ok((waiting, given_up)) = services.outbox_depth().await {
                    metrics::gauge!("outbox_waiting").set(waiting as f64);
                    metrics::gauge!("outbox_given_up").set(given_up as f64);
                }
                handle.run_upkeep();
                handle.render()
            }
        }),
    )
}
