//! Listens, answers, and stops without losing a request that was begun.

use axum::{Router, extract::ConnectInfo};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use std::{net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, sync::watch};
use tower::ServiceExt as _;

/// How long requests may still take once the process is asked to stop.
pub const GRACE: Duration = Duration::from_secs(10);

/// How long a client may take to send its headers: who sends them drop by drop holds no connection.
const HEADERS: Duration = Duration::from_secs(15);

/// Tells everything that runs when to stop: at `true`.
pub type Stop = watch::Receiver<bool>;

/// Ends when it is time to stop.
pub async fn stopping(mut stop: Stop) {
    // An error means that whoever could tell is gone.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Serves until it is time to stop, then finishes what was begun, for at most [`GRACE`].
pub async fn serve(listener: TcpListener, router: Router, stop: Stop) {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS);
    builder.http2().timer(TokioTimer::new());
    let graceful = GracefulShutdown::new();
    let stopped = stopping(stop);
    tokio::pin!(stopped);
    loop {
        let (stream, address) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file handles, most likely: others end soon.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stopped => break,
        };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = tower::service_fn(move |mut request: axum::http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(address));
            router.clone().oneshot(request.map(axum::body::Body::new))
        });
        let connection =
            builder.serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = graceful.watch(connection.into_owned());
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests took too long to finish and were ended");
    }
}
