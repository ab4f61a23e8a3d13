//! Health: whether the process lives, and whether it can do its work.

use crate::state::AppState;
use axum::{Router, extract::State, http::StatusCode, routing::get};

/// `/health/live` and `/health/ready`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/health/live", get(|| async { "alive\n" })).route("/health/ready", get(ready))
}

/// Ready: the database answers, and has the tables that this program works with.
async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match state.services.db.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer, or its tables are older than this program\n",
            )
        }
    }
}
