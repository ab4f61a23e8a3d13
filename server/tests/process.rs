//! The program as a process: its exit codes, stopping without losing a request, and being killed without losing a word.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use model::{account::Role, choice::Choice, form::Fields};
use std::{
    path::Path,
    process::{Command, Output, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command as Program},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ilo-jobs");

fn run(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments).envs(settings.iter().copied()).env_remove("DATABASE_URL");
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

struct Server {
    process: Child,
    address: String,
    /// What it has said besides.
    said: Vec<String>,
}

impl Server {
    async fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[]).await
    }

    async fn start_with(folder: &Path, settings: &[(&str, &str)]) -> Self {
        let mut process = Program::new(PROGRAM)
            .current_dir(folder)
            .args(["serve", "--sample", "--no-worker"])
            .env("ILO_JOBS_ADDRESS", "127.0.0.1:0")
            .env("ILO_JOBS_LOG", "error")
            .envs(settings.iter().copied())
            .env_remove("DATABASE_URL")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = lines.next_line().await.unwrap().expect("the server says where it listens");
        let address = line.split_whitespace().find(|word| word.starts_with("127.0.0.1:")).unwrap().to_owned();
        let mut said = Vec::new();
        for _ in 0..=Role::ALL.len() {
            said.extend(lines.next_line().await.unwrap());
        }
        Self { process, address, said }
    }
}

/// Sends a request and gives the whole answer; an error if the server went away before it was complete.
async fn ask(
    address: &str,
    method: &str,
    path: &str,
    cookie: &str,
    kind: &str,
    body: &str,
) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\ncookie: {cookie}\r\ncontent-type: {kind}\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    if answer.contains("\r\n\r\n") { Ok(answer) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
}

const FORM: &str = "application/x-www-form-urlencoded";

async fn sign_in(address: &str, email: &str) -> String {
    let body = format!("email={email}&password={}", services::sample::PASSWORD.replace(' ', "+"));
    let answer = ask(address, "POST", "/account/sign-in", "", FORM, &body).await.unwrap();
    let cookie = answer
        .lines()
        .find_map(|l| l.strip_prefix("set-cookie: ").filter(|c| c.starts_with("__Host-session=")));
    cookie.unwrap_or_else(|| panic!("no session: {answer}")).split(';').next().unwrap().to_owned()
}

#[test]
fn exit_codes_tell_success_failure_and_misuse() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], settings: &[(&str, &str)]| run(folder.path(), arguments, settings);
    let nothing = run(&["backup", "copy.db"], &[]);
    assert_eq!(nothing.status.code(), Some(1), "{}", said(&nothing));
    assert!(said(&nothing).contains("there is no such file"), "{}", said(&nothing));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is made");
    let other = [("ILO_JOBS_DATABASE_URL", "other.db")];
    std::fs::write(folder.path().join("other.db"), "").unwrap();
    assert!(said(&run(&["backup", "copy.db"], &other)).contains("does not hold the tables of ILO Jobs"));
    assert!(!folder.path().join("copy.db").exists());
    assert_eq!(run(&["migrate"], &[]).status.code(), Some(0));
    assert_eq!(run(&["fly"], &[]).status.code(), Some(2));
    let wrong = run(&["serve"], &[("ILO_JOBS_ADDRESS", "nowhere")]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        said(&wrong)
            .contains("address (in the environment variable ILO_JOBS_ADDRESS) is \"nowhere\" but must be")
    );
    assert_eq!(run(&["backup", "copy.db"], &[]).status.code(), Some(0));
    let again = run(&["backup", "copy.db"], &[]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("exists already"), "{}", said(&again));
    std::fs::write(folder.path().join("bad.json"), "{").unwrap();
    assert_eq!(run(&["import", "vacancies", "bad.json"], &[]).status.code(), Some(1));
    assert!(said(&run(&["import", "vacancies", "--schema"], &[])).contains("$schema"));
    for command in
        ["serve", "worker", "migrate", "sample", "import", "account", "bounced", "backup", "config"]
    {
        assert!(
            said(&run(&["--help"], &[])).contains(&format!("  {command} ")),
            "{command} is not in --help"
        );
    }
}

#[test]
fn an_import_of_institutions_is_shown_first() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run(folder.path(), arguments, &[]);
    let list = "IAUCode,CountryCode,OrgName\nIAU-1,CH,College of Nowhere\n";
    std::fs::write(folder.path().join("whed.csv"), list).unwrap();
    let shown = said(&run(&["import", "institutions", "whed.csv"]));
    assert!(shown.contains("new          1: CH College of Nowhere") && shown.contains("--apply"), "{shown}");
    let done = said(&run(&["import", "institutions", "whed.csv", "--apply"]));
    assert!(done.contains("This is changed."), "{done}");
    let again = said(&run(&["import", "institutions", "whed.csv"]));
    assert!(again.contains("as they were 1") && again.contains("nothing to change"), "{again}");
    std::fs::write(folder.path().join("bad.csv"), "IAUCode,CountryCode,OrgName\nIAU-1,XX,A\n").unwrap();
    let bad = run(&["import", "institutions", "bad.csv"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(said(&bad).contains("bad.csv: nothing was imported:\nline 2: CountryCode:"), "{}", said(&bad));
    assert!(said(&run(&["import", "institutions", "--help"])).contains("InstNameEnglish"));
}

#[test]
fn accounts_are_made_and_changed_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run(folder.path(), arguments, &[]);
    let made = run(&[
        "account",
        "create",
        "ana@example.org",
        "--given-names",
        "Ana",
        "--family-name",
        "Ruiz",
        "--role",
        "hrd",
    ]);
    assert!(
        made.status.success() && said(&made).contains("http://localhost:3000/account/password"),
        "{}",
        said(&made)
    );
    assert!(run(&["account", "grant", "ana@example.org", "administrator"]).status.success());
    assert!(run(&["account", "disable", "ana@example.org"]).status.success());
    let listed = said(&run(&["account", "list"]));
    assert!(listed.contains("ana@example.org  Ana Ruiz  administrator, hrd  (disabled)"), "{listed}");
    let wrong = run(&["account", "grant", "ana@example.org", "king"]);
    assert!(
        wrong.status.code() == Some(1) && said(&wrong).contains("is not a role; there are: candidate"),
        "{}",
        said(&wrong)
    );
    assert!(said(&run(&["account", "revoke", "eve@example.org", "hrd"])).contains("has no account"));
}

#[tokio::test]
async fn the_sample_accounts_are_printed_with_their_password() {
    let folder = tempfile::tempdir().unwrap();
    let role_of = |line: &str| line.split_whitespace().next().map(str::to_owned);
    let is_account =
        |line: &&str| line.contains("@example.org  ") && line.ends_with("  sample account password");
    let all: Vec<String> = Role::ALL.iter().map(|role| role.slug().to_owned()).collect();
    let printed = said(&run(folder.path(), &["sample"], &[]));
    let roles: Vec<String> = printed.lines().filter(is_account).filter_map(role_of).collect();
    assert_eq!(roles, all, "{printed}");
    // Once they are loaded, the server says them each time.
    let server = Server::start(folder.path()).await;
    let roles: Vec<String> =
        server.said.iter().map(String::as_str).filter(is_account).filter_map(role_of).collect();
    assert_eq!(roles, all, "after the line that says where it listens: {:?}", server.said);
    let other = tempfile::tempdir().unwrap();
    let create =
        ["account", "create", "a@example.net", "--given-names", "A", "--family-name", "B", "--role", "hrd"];
    assert!(run(other.path(), &create, &[]).status.success());
    assert!(!said(&run(other.path(), &["sample"], &[])).contains("sample account password"));
}

#[tokio::test]
async fn a_request_that_was_begun_is_finished_when_the_server_is_asked_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path()).await;
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    let body = "email=a%40example.org&password=x";
    let head = format!(
        "POST /account/sign-in HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: {FORM}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body.as_bytes()[..5]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let asked = Instant::now();
    let id = server.process.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(TcpStream::connect(&server.address).await.is_err(), "nobody new is let in");
    stream.write_all(&body.as_bytes()[5..]).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let status = server.process.wait().await.unwrap();
    assert!(
        status.success() && asked.elapsed() < Duration::from_secs(11),
        "{status} after {:?}",
        asked.elapsed()
    );
}

#[tokio::test]
async fn autosaves_are_counted_for_monitoring() {
    let folder = tempfile::tempdir().unwrap();
    let monitor = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let server = Server::start_with(folder.path(), &[("ILO_JOBS_METRICS_ADDRESS", &monitor)]).await;
    let cookie = sign_in(&server.address, "itziar.quispe@example.org").await;
    for turn in 1..=3 {
        let save = format!(
            r#"{{"save":{{"form":"profile/experience/0190-m","base":{},"writer":"page","turn":{turn},"fields":[["employer","{turn}"]]}}}}"#,
            turn - 1
        );
        let saved =
            ask(&server.address, "POST", "/api/fn/draft/save", &cookie, "application/json", &save).await;
        let saved = saved.unwrap();
        assert!(saved.contains("Saved"), "{saved}");
    }
    let metrics = ask(&monitor, "GET", "/metrics", "", "text/plain", "").await.unwrap();
    assert!(metrics.contains("\ndrafts_saved_total 3\n"), "{metrics}");
    assert!(metrics.contains("route=\"/api/fn/draft/save\""), "{metrics}");
}

/// Saves a form again and again, each time with another text, until the server is gone. Gives the last text that was
/// acknowledged, and the one that was on its way.
async fn write_drafts(
    address: String,
    cookie: String,
    path: &str,
    field: &str,
    round: usize,
    stop: Arc<AtomicBool>,
) -> Option<(String, String)> {
    let mut last = None;
    for turn in 0.. {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let text = format!("round{round}turn{turn}end");
        // The page tells the version to go on from.
        let Ok(page) = ask(&address, "GET", path, &cookie, FORM, "").await else {
            return last.map(|l| (l, text));
        };
        let base: String = page
            .split("name=\"base\" value=\"")
            .nth(1)
            .unwrap_or("0")
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let body = format!("base={base}&{field}={text}&action=save");
        match ask(&address, "POST", path, &cookie, FORM, &body).await {
            Ok(answer) if answer.starts_with("HTTP/1.1 303") => last = Some(text),
            Ok(answer) => panic!("{answer}"),
            Err(_) => return last.map(|l| (l, text)),
        }
    }
    last.map(|l| (l, String::new()))
}

/// Applies to one vacancy after the other until the server is gone. Gives the receipts.
async fn apply(address: String, cookie: String, slugs: Vec<String>) -> Vec<String> {
    let mut receipts = Vec::new();
    for slug in slugs {
        let page = format!("/vacancies/{slug}/apply");
        // No letter is sent along, nor the one that is offered.
        if ask(&address, "POST", &page, &cookie, FORM, "action=submit").await.is_err() {
            break;
        }
        let (review, key) = (format!("{page}/review"), &slug[..slug.len().min(36)]);
        let Ok(read) = ask(&address, "GET", &review, &cookie, FORM, "").await else {
            break;
        };
        let seen = read.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let body = format!("seen={}&key={key}&truthful=yes", seen.unwrap_or_default());
        let Ok(answer) = ask(&address, "POST", &review, &cookie, FORM, &body).await else {
            break;
        };
        if let Some(receipt) = answer
            .lines()
            .find_map(|l| l.strip_prefix("location: ").filter(|l| l.starts_with("/applications/")))
        {
            receipts.push(receipt.to_owned());
        }
    }
    receipts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_is_there_after_kill_9() {
    let rounds: usize = std::env::var("ILO_JOBS_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(50);
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path()).await;
    let people = ["itziar.quispe@example.org", "seraphin.kouadjo@example.org"];
    let mut cookies = Vec::new();
    for email in people {
        cookies.push(sign_in(&server.address, email).await);
    }
    let applicant = sign_in(&server.address, "temperance.odhiambo@example.org").await;
    let list = ask(&server.address, "GET", "/vacancies", "", FORM, "").await.unwrap();
    let mut slugs: Vec<String> = list
        .split("href=\"/vacancies/")
        .skip(1)
        .map(|l| l.split('"').next().unwrap().to_owned())
        .filter(|s| !s.contains(['/', '?']))
        .collect();
    // The samples hold an application of hers: to send it again proves nothing.
    let sent_before = ask(&server.address, "GET", "/applications", &applicant, FORM, "").await.unwrap();
    let (mut written, mut applied) = (0, 0);
    let copy = folder.path().join("copy.db");
    for round in 0..rounds {
        let stop = Arc::new(AtomicBool::new(false));
        let mut writers = Vec::new();
        for cookie in &cookies {
            for (path, field) in
                [("/profile/personal", "phone"), ("/profile/experience/0190-kill", "employer")]
            {
                let (address, cookie, stop) = (server.address.clone(), cookie.clone(), stop.clone());
                writers.push(tokio::spawn(async move {
                    let last = write_drafts(address, cookie.clone(), path, field, round, stop).await;
                    (cookie, path, last)
                }));
            }
        }
        let some: Vec<String> = slugs.drain(..slugs.len().min(1)).collect();
        let applying = tokio::spawn(apply(server.address.clone(), applicant.clone(), some));
        tokio::time::sleep(Duration::from_millis(120 + (round as u64 * 37) % 160)).await;
        if round == 0 {
            let made = Program::new(PROGRAM)
                .current_dir(folder.path())
                .args(["backup", "copy.db"])
                .env_remove("DATABASE_URL")
                .output();
            assert!(made.await.unwrap().status.success(), "a copy is made while all write");
        }
        server.process.kill().await.unwrap();
        stop.store(true, Ordering::SeqCst);
        server = Server::start(folder.path()).await;
        for writer in writers {
            let (cookie, path, last) = writer.await.unwrap();
            let Some((acknowledged, on_its_way)) = last else { continue };
            let page = ask(&server.address, "GET", path, &cookie, FORM, "").await.unwrap();
            let there =
                page.contains(&acknowledged) || (!on_its_way.is_empty() && page.contains(&on_its_way));
            assert!(there, "round {round}: {acknowledged} of {path} is lost: {page}");
            written += 1;
        }
        for receipt in applying.await.unwrap() {
            let page = ask(&server.address, "GET", &receipt, &applicant, FORM, "").await.unwrap();
            assert!(page.starts_with("HTTP/1.1 200"), "round {round}: {receipt} is lost");
            applied += usize::from(!sent_before.contains(&receipt));
        }
    }
    println!("{rounds} kills, {written} acknowledged drafts and {applied} applications looked for and found");
    assert!(written >= rounds, "too few writes were acknowledged to prove anything: {written}");
    assert!(applied > 0, "no application was acknowledged");
    let copy = services::Db::open(&copy.to_string_lossy()).await.unwrap();
    copy.ready().await.unwrap();
    let sound = copy.row("PRAGMA integrity_check", vec![]).await.unwrap().unwrap();
    assert_eq!(sound.text("integrity_check").unwrap(), "ok");
    let drafts = copy.rows("SELECT fields FROM draft WHERE form = 'profile/personal'", vec![]).await.unwrap();
    let phones = drafts.iter().map(|row| row.json::<Fields>("fields").unwrap().get("phone").to_owned());
    assert!(phones.filter(|phone| phone.starts_with("round0turn")).count() > 0, "what was written is in it");
}
