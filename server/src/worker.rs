//! The background work: sends what waits in the outbox, tells of new vacancies, erases accounts that their holders have deleted, reminds
//! of proposals that wait, tidies up. Each goes on beside the others, so that a link for a new password waits for none of them. Any number of processes may do it at
//! once: a mail or an account is held by the one that took it, alerts are gone through by one after the other.

use crate::{
    post::{NotSent, Post},
    serve::{self, Stop},
};
use services::{
    Services,
    alert::Telling,
    erasure::{CHUNK, DUE},
    outbox::{Due, WRITTEN},
};
use std::{future::Future, time::Duration};
use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
    time::Instant,
};

/// How many mails are sent at once.
const AT_ONCE: u32 = 8;
/// The longest that a mail waits which another process wrote down; and how soon a failed look is tried again.
const LOOK: Duration = Duration::from_secs(10);
/// How long the transaction that writes a mail down may still take after we hear of it.
const COMMIT: Duration = Duration::from_millis(100);
/// How often what has expired is removed.
const TIDY: Duration = Duration::from_secs(600);

/// Works until `stop` ends, then finishes the mails it has taken. What fails is logged and tried again.
pub async fn run(services: Services, post: Post, public_url: String, stop: impl Future<Output = ()>) {
    let (end, ended) = watch::channel(false);
    let ending = async {
        stop.await;
        let _ = end.send(true);
    };
    tokio::join!(
        ending,
        sending(&services, &post, &public_url, ended.clone()),
        telling(&services, ended.clone()),
        clearing(&services, ended),
    );
}

async fn sending(services: &Services, post: &Post, public_url: &str, stop: Stop) {
    loop {
        let sent = send_due(services, post, public_url).await > 0;
        if !goes_on(&stop, sent, Some(&WRITTEN)).await {
            return;
        }
    }
}

async fn telling(services: &Services, stop: Stop) {
    let mut telling = Telling::new(services.clone());
    loop {
        let told = tell_due(&mut telling).await;
        if !goes_on(&stop, told, None).await {
            return;
        }
    }
}

async fn clearing(services: &Services, stop: Stop) {
    let mut tidy_at = Instant::now();
    loop {
        let erased = erase_due(services).await;
        if Instant::now() >= tidy_at {
            tidy(services).await;
            remind(services).await;
            tidy_at = Instant::now() + jittered(TIDY);
        }
        if !goes_on(&stop, erased, Some(&DUE)).await {
            return;
        }
    }
}

/// Waits until there is something to do: not at all where there may be more, else until somebody tells of it, or for a while. False: it
/// is time to stop.
async fn goes_on(stop: &Stop, may_be_more: bool, told: Option<&Notify>) -> bool {
    let told = async {
        match told {
            Some(told) => told.notified().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        biased; // to stop comes before what waits
        () = serve::stopping(stop.clone()) => false,
        () = std::future::ready(()), if may_be_more => true,
        () = tokio::time::sleep(jittered(LOOK)) => true,
        () = told => {
            tokio::time::sleep(COMMIT).await;
            true
        }
    }
}

/// Goes through a batch of the alerts that are due, and says whether there may be more.
pub async fn tell_due(telling: &mut Telling) -> bool {
    telling.go_on().await.unwrap_or_else(|error| {
        tracing::error!(%error, "alerts could not be told; it will be tried again");
        false
    })
}

/// Erases one account that is due, if there is one, and says whether there was.
pub async fn erase_due(services: &Services) -> bool {
    let erased = async {
        let Some(account) = services.take_deletion().await? else { return Ok(false) };
        while services.erase_chunk(&account, CHUNK).await? {}
        Ok::<_, services::Error>(true)
    };
    erased.await.unwrap_or_else(|error| {
        tracing::error!(%error, "an account could not be erased; it will be tried again");
        false
    })
}

/// Sends what is due, at most [`AT_ONCE`], and gives how many were taken.
pub async fn send_due(services: &Services, post: &Post, public_url: &str) -> usize {
    let taken = match services.take_mail(AT_ONCE).await {
        Ok(taken) => taken,
        Err(error) => {
            tracing::error!(%error, "the outbox cannot be read");
            return 0;
        }
    };
    let count = taken.len();
    let mut sending = JoinSet::new();
    for due in taken {
        sending.spawn(send(services.clone(), post.clone(), public_url.to_owned(), due));
    }
    while sending.join_next().await.is_some() {}
    count
}

async fn send(services: Services, post: Post, public_url: String, due: Due) {
    let id = due.id.clone();
    let Due { recipient, language, letter, .. } = match services.mail_to_send(due).await {
        Ok(Some(due)) => due,
        Ok(None) => return,
        Err(error) => {
            tracing::error!(mail = id, %error, "what the mail is to say could not be read; it will be tried again");
            return;
        }
    };
    let mail = app::mail::word(&letter, language, &public_url);
    let noted = match post.send(&id, &recipient, language, mail).await {
        Ok(()) => {
            metrics::counter!("mails_sent_total").increment(1);
            tracing::debug!(mail = id, "sent");
            services.mail_sent(&id).await
        }
        Err(NotSent { problem, counts_from }) => {
            metrics::counter!("mails_failed_total").increment(1);
            tracing::warn!(mail = id, problem, "not sent; it will be tried again");
            match counts_from {
                Some(tries) => services.mail_refused(&id, &problem, tries).await,
                None => services.mail_failed(&id, &problem).await,
            }
        }
    };
    if let Err(error) = noted {
        tracing::error!(mail = id, %error, "what became of the mail could not be noted");
    }
}

async fn tidy(services: &Services) {
    match services.tidy().await {
        Ok(0) => {}
        Ok(rows) => tracing::debug!(rows, "tidied"),
        Err(error) => tracing::warn!(%error, "what has expired could not be removed; it will be tried again"),
    }
}

async fn remind(services: &Services) {
    if let Err(error) = services.tell_new_deciders().await {
        tracing::warn!(%error, "those to whom a proposal has come could not be told; it will be tried again");
    }
    loop {
        match services.remind_of_proposals().await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                tracing::warn!(%error, "those whose turn is overdue could not be reminded; it will be tried again");
                return;
            }
        }
    }
}

/// A pause of about this length, so that several workers do not look at the same moments.
fn jittered(pause: Duration) -> Duration {
    let random = getrandom::u32().unwrap_or(u32::MAX / 2);
    pause.mul_f64(0.75 + 0.5 * f64::from(random) / f64::from(u32::MAX))
}
