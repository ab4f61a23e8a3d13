//! Sends a worded mail: by the mail server, or into a file where there is none.

use crate::config::Config;
use app::mail::Mail;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use model::language::Lang;
use services::outbox::TRIES;
use std::{path::PathBuf, time::Duration};

/// How long one delivery may last: shorter than the outbox holds a mail for its worker.
const PATIENCE: Duration = Duration::from_secs(90);

/// Where mail goes.
#[derive(Debug, Clone)]
pub struct Post {
    way: Way,
    from: Mailbox,
    /// The host in the ids of our messages.
    host: String,
}

#[derive(Debug, Clone)]
enum Way {
    Server(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// Why a mail was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSent {
    pub problem: String,
    /// From which try on it says that the mailbox takes no mail; none: it says nothing of the mailbox.
    pub counts_from: Option<i64>,
}

impl From<String> for NotSent {
    fn from(problem: String) -> Self {
        NotSent { problem, counts_from: None }
    }
}

impl Post {
    /// The way that the configuration names.
    ///
    /// # Errors
    /// The mail server's address is not one, or the folder cannot be made.
    pub fn new(config: &Config) -> Result<Self, String> {
        let way = match &config.smtp_url {
            Some(url) => {
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal())
                    .map_err(|e| format!("smtp_url cannot be used: {e}"))?;
                Way::Server(transport.timeout(Some(Duration::from_secs(30))).build())
            }
            None => {
                let folder = config.mail_folder();
                std::fs::create_dir_all(&folder).map_err(|e| {
                    format!("the folder {} cannot be made: {e}; check data", folder.display())
                })?;
                Way::Folder(folder)
            }
        };
        let host =
            config.public_url.rsplit("//").next().and_then(|h| h.split(':').next()).unwrap_or("localhost");
        Ok(Self { way, from: config.mail_from.clone(), host: host.to_owned() })
    }

    /// Sends a mail. `id` names it, so that a mail that is sent twice can be known as one.
    ///
    /// # Errors
    /// Why it was not sent, without the recipient's address.
    pub async fn send(&self, id: &str, recipient: &str, lang: Lang, mail: Mail) -> Result<(), NotSent> {
        let message = self.message(id, recipient, lang, mail)?;
        match &self.way {
            Way::Server(transport) => match tokio::time::timeout(PATIENCE, transport.send(message)).await {
                Ok(Ok(_)) => Ok(()),
                // The server's answer may repeat the address.
                Ok(Err(error)) => {
                    let problem = error.to_string().replace(recipient, "…");
                    let counts_from = error.status().and_then(|code| counts_from(code.into(), &problem));
                    Err(NotSent { problem, counts_from })
                }
                Err(_) => Err("the mail server did not answer in time".to_owned().into()),
            },
            Way::Folder(folder) => {
                let file = folder.join(format!("{id}.eml"));
                let unfinished = folder.join(format!(".{id}.unfinished"));
                let written = async {
                    tokio::fs::write(&unfinished, message.formatted()).await?;
                    tokio::fs::rename(&unfinished, &file).await
                };
                written.await.map_err(|e| format!("{}: {e}", file.display()).into())
            }
        }
    }

    fn message(&self, id: &str, recipient: &str, lang: Lang, mail: Mail) -> Result<Message, String> {
        let to = recipient.parse().map_err(|_| "the recipient's address cannot be used".to_owned())?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject)
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .multipart(
                MultiPart::alternative()
                    .singlepart(SinglePart::plain(mail.text))
                    .singlepart(SinglePart::html(mail.html)),
            )
            .map_err(|e| e.to_string())?;
        let headers = message.headers_mut();
        if let Some(address) = mail.unsubscribe {
            // RFC 8058: the mail program shows a button of its own, and posts.
            for (name, value) in [
                ("List-Unsubscribe", format!("<{address}>")),
                ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()),
            ] {
                headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
            }
        }
        // RFC 3834: nobody's holiday notice answers it.
        headers.insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".into(),
        ));
        headers.insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str("Content-Language"),
            lang.tag().into(),
        ));
        Ok(message)
    }
}

/// From which try on a refusal says that the mailbox takes no mail. Where an answer has an enhanced code (RFC 3463), its subject says
/// whether the mailbox is meant: no other answer is to pause anybody's alerts, or a fault in our own settings (a sender that is
/// refused, a relay that is denied) would pause everybody's. Without such a code, the words must speak of it, twice.
fn counts_from(code: u16, problem: &str) -> Option<i64> {
    /// There is no such mailbox, it has moved, its domain takes no mail; it is disabled.
    const GONE: [&str; 4] = ["5.1.1", "5.1.6", "5.1.10", "5.2.1"];
    let mut words =
        problem.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_matches('.'));
    if let Some(enhanced) = words.find(|word| word.starts_with(['4', '5']) && word.matches('.').count() == 2)
    {
        return match enhanced {
            gone if GONE.contains(&gone) && code >= 500 => Some(1),
            // It is full, or closed for a while: for good, if it is so at every try.
            of_mailbox if of_mailbox[1..].starts_with(".2.") => Some(TRIES),
            _ => None,
        };
    }
    let said = problem.to_ascii_lowercase();
    let speaks_of = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let of_mailbox = speaks_of(&["mailbox", "recipient", "user", "no such", "does not exist"])
        && !speaks_of(&["sender", "relay", "spam", "policy", "denied", "block"]);
    (code == 550 && of_mailbox).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(data: &std::path::Path) -> Post {
        let data = ("ILO_JOBS_DATA".to_owned(), data.to_string_lossy().into_owned());
        Post::new(&Config::read(None, vec![data]).expect("a configuration")).expect("a post")
    }

    fn mail() -> Mail {
        Mail {
            subject: "Été".into(),
            text: "Bonjour".into(),
            html: "<p>Bonjour</p>".into(),
            unsubscribe: None,
        }
    }

    #[tokio::test]
    async fn without_a_mail_server_a_mail_becomes_a_file_with_both_parts() {
        let folder = tempfile::tempdir().expect("a folder");
        post(folder.path()).send("0190", "ana@example.org", Lang::Fr, mail()).await.expect("sent");
        let written = std::fs::read_to_string(folder.path().join("mail/0190.eml")).expect("a file");
        for part in [
            "To: ana@example.org",
            "Message-ID: <0190@localhost>",
            "Auto-Submitted: auto-generated",
            "text/plain",
            "text/html",
        ] {
            assert!(written.contains(part), "{part} is missing in {written}");
        }
    }

    #[tokio::test]
    async fn an_address_with_a_second_line_adds_no_header() {
        let folder = tempfile::tempdir().expect("a folder");
        let sent =
            post(folder.path()).send("1", "ana@example.org\r\nBcc: eve@example.org", Lang::Fr, mail()).await;
        assert_eq!(sent, Err("the recipient's address cannot be used".to_owned().into()));
    }

    #[tokio::test]
    async fn a_mail_that_was_subscribed_to_says_where_a_program_unsubscribes() {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("https://jobs.example.org/fr/alerts/stop?token={}", "0".repeat(101));
        let mail = Mail { unsubscribe: Some(address.clone()), ..mail() };
        post(folder.path()).send("0190", "ana@example.org", Lang::Fr, mail).await.expect("sent");
        let written = std::fs::read_to_string(folder.path().join("mail/0190.eml")).expect("a file");
        assert!(
            written.replace("\r\n ", " ").contains(&format!("List-Unsubscribe: <{address}>\r\n")),
            "{written}"
        );
        assert!(written.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{written}");
    }

    #[test]
    fn a_refusal_counts_where_it_is_the_mailboxs_and_no_fault_of_ours() {
        for gone in ["5.1.1 nobody", "5.1.6 moved", "5.1.10 null MX", "5.2.1 disabled"] {
            assert_eq!(counts_from(550, &format!("permanent error (550): {gone}")), Some(1), "{gone}");
        }
        assert_eq!(counts_from(550, "permanent error (550): <…>: user unknown"), Some(2));
        assert_eq!(counts_from(452, "transient error (452): 4.2.2 mailbox full"), Some(TRIES));
        for (code, ours) in [
            (550, "5.7.1 blocked"),
            (550, "5.1.8 sender address rejected: domain not found"),
            (550, "5.4.1 recipient address rejected: access denied"),
            (550, "sender is no mailbox of ours"),
            (550, "relay denied for this recipient"),
            (550, "no"),
            (553, "sorry, that domain isn't in my list of allowed rcpthosts"),
            (551, "user not local"),
            (535, "5.7.8 who are you, user?"),
            (554, "5.3.4 too long"),
            (421, "4.7.0 try again later"),
            (421, "from 192.0.2.1 too many connections"),
        ] {
            assert_eq!(counts_from(code, ours), None, "{code} {ours}");
        }
    }
}
