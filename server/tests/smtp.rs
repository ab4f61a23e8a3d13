//! A mail by way of a mail server: the conversation as RFC 5321 has it, without encryption, with a server that takes all but
//! one recipient.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use app::mail::Mail;
use model::language::Lang;
use server::{config::Config, post::Post};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

const REFUSED: &str = "nobody@example.org";

/// What the mail server has heard, line by line.
type Heard = Arc<Mutex<Vec<String>>>;

async fn converse(stream: TcpStream, heard: Heard) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut in_data = false;
    writer.write_all(b"220 mail.example.org\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        heard.lock().unwrap().push(line.clone());
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            _ if in_data && line != "." => continue,
            "." => "250 taken",
            "EHLO" => "250-mail.example.org\r\n250 8BITMIME",
            "DATA" => "354 go on",
            "RCPT" if line.contains(REFUSED) => "550 5.1.1 <nobody@example.org> is nobody",
            "QUIT" => "221 bye",
            _ => "250 well",
        };
        in_data = line == "DATA";
        writer.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
    }
}

/// A mail server, what it has heard, and how mail is sent there.
async fn mail_server() -> (Heard, Post) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let heard = Heard::default();
    let hearing = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, hearing.clone()));
        }
    });
    let settings = [("ILO_JOBS_SMTP_URL", url.as_str()), ("ILO_JOBS_MAIL_FROM", "Jobs <jobs@example.org>")];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    (heard, Post::new(&Config::read(None, settings).unwrap()).unwrap())
}

fn mail() -> Mail {
    Mail { subject: "Été".into(), text: "Bonjour".into(), html: "<p>Bonjour</p>".into(), unsubscribe: None }
}

#[tokio::test]
async fn a_mail_is_handed_to_the_mail_server_whole() {
    let (heard, post) = mail_server().await;
    post.send("0190", "ana@example.org", Lang::Fr, mail()).await.unwrap();
    let heard = heard.lock().unwrap();
    for line in [
        "MAIL FROM:<jobs@example.org>",
        "RCPT TO:<ana@example.org>",
        "To: ana@example.org",
        "Message-ID: <0190@localhost>",
        "Auto-Submitted: auto-generated",
        "Bonjour",
        "<p>Bonjour</p>",
    ] {
        assert!(heard.iter().any(|said| said.starts_with(line)), "{line} is missing in {heard:?}");
    }
}

#[tokio::test]
async fn a_refusal_is_told_without_the_recipients_address() {
    let (_, post) = mail_server().await;
    let problem = post.send("1", REFUSED, Lang::En, mail()).await.unwrap_err();
    assert!(problem.problem.contains("is nobody") && !problem.problem.contains(REFUSED), "{problem:?}");
    assert_eq!(problem.counts_from, Some(1));
}
