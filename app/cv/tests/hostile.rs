//! Files that are broken, or that somebody made to do harm: refused by name, without a panic and soon.

#![allow(clippy::unwrap_used, reason = "tests")]

use cv::{FILE_MOST, Refusal, TEXTS_MOST, UNKNOWN_MOST, read};
use jiff::civil::{Date, date};
use model::profile::{ENTRIES_MOST, Section};
use proptest::prelude::*;
use std::{
    io::{Cursor, Write},
    time::{Duration, Instant},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const TODAY: Date = date(2026, 11, 21);
const JOB: &str = "Company Name,Title,Description,Location,Started On,Finished On\n";

/// No measure of speed: reading that grows with the square of the file takes many minutes.
const AN_END: Duration = Duration::from_secs(90);

fn refusal(bytes: &[u8]) -> Refusal {
    let begun = Instant::now();
    let refused = read(bytes, TODAY).unwrap_err();
    assert!(begun.elapsed() < AN_END, "it took {:?}", begun.elapsed());
    refused
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_file_of_50_megabytes_is_too_large() {
    assert_eq!(refusal(&vec![b'{'; 50 << 20]), Refusal::TooLarge);
    assert_eq!(refusal(&vec![b' '; FILE_MOST]), Refusal::Empty);
}

#[test]
fn other_files_are_told_by_name() {
    for (bytes, expected) in [
        (&b""[..], Refusal::Empty),
        (b"%PDF-1.7 ...", Refusal::Pdf),
        (b"Dear Sir or Madam", Refusal::NotRecognised),
        (b"{\"name\": \"package\"}", Refusal::NotRecognised),
        (b"<html><body>Hello</body></html>", Refusal::NotRecognised),
        (b"\xFF\xD8\xFF\xE0 a picture", Refusal::NotUtf8),
        (b"{\"basics\": {\"name\": \"Ren\xE9e\"}}", Refusal::NotUtf8),
        (b"{\"basics\": {", Refusal::Broken),
        (b"{\"basics\": {\"label\": \"Clerk\"}}", Refusal::Nothing),
        (b"<SkillsPassport><LearnerInfo/></SkillsPassport>", Refusal::Nothing),
        (b"<Candidate>", Refusal::Broken),
        (b"PK\x03\x04 cut off", Refusal::Broken),
    ] {
        assert_eq!(refusal(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(refusal(&archive(&[("word/document.xml", b"<a/>")])), Refusal::NotRecognised);
}

#[test]
fn entities_that_grow_are_refused() {
    let mut laughs = String::from("<?xml version=\"1.0\"?><!DOCTYPE SkillsPassport [<!ENTITY a0 \"ha\">");
    for n in 1..40 {
        laughs += &format!("<!ENTITY a{n} \"&a{0};&a{0};&a{0};&a{0};\">", n - 1);
    }
    laughs += "]><SkillsPassport><LearnerInfo>&a39;</LearnerInfo></SkillsPassport>";
    assert_eq!(refusal(laughs.as_bytes()), Refusal::Entities);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b'0'; 64 << 20];
    let bomb = archive(&[("Positions.csv", &zeros)]);
    assert!(bomb.len() < 100_000, "{} bytes that become 64 million", bomb.len());
    assert_eq!(refusal(&bomb), Refusal::TooMuch);
    // Each within its limit, too much together.
    let some = vec![b'0'; 4 << 20];
    let tables = ["Profile.csv", "Positions.csv", "Education.csv", "Languages.csv"]
        .map(|name| (name, some.as_slice()));
    assert_eq!(refusal(&archive(&tables)), Refusal::TooMuch);
    // What is not opened may be as large as it wants.
    let row = format!("{JOB}Council,Clerk,,,2019,\n");
    assert!(read(&archive(&[("messages.csv", &zeros), ("Positions.csv", row.as_bytes())]), TODAY).is_ok());
}

#[test]
fn an_archive_of_many_files_is_refused_before_they_are_looked_at() {
    let names: Vec<String> = (0..2_500).map(|n| format!("{n}.csv")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refusal(&archive(&files)), Refusal::TooMuch);
}

#[test]
fn an_archive_with_a_password_is_told() {
    let mut bytes = archive(&[("Positions.csv", JOB.as_bytes())]);
    // The flag of encryption, in both headers of the file.
    let at = |bytes: &[u8], mark: &[u8]| bytes.windows(4).position(|window| window == mark).unwrap();
    let (local, central) = (at(&bytes, b"PK\x03\x04"), at(&bytes, b"PK\x01\x02"));
    bytes[local + 6] |= 1;
    bytes[central + 8] |= 1;
    assert_eq!(refusal(&bytes), Refusal::Encrypted);
}

#[test]
fn tables_in_other_encodings_are_read_or_told() {
    let text = format!("{JOB}Société,Économiste,,Genève,2019,\n");
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(refusal(&archive(&[("Positions.csv", &latin)])), Refusal::NotUtf8);
    let wide: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = format!("\u{FEFF}{text}");
    for bytes in [text.as_bytes(), &wide, marked.as_bytes()] {
        let found = read(&archive(&[("folder/Positions.csv", bytes)]), TODAY).unwrap();
        assert_eq!(found.items[0].fields.get("title"), "Économiste");
    }
}

#[test]
fn more_entries_than_a_section_holds_are_listed_and_the_list_has_an_end() {
    let jobs = |n: usize| (0..n).map(|n| format!("Council {n},Clerk,,,2019,\n")).collect::<String>();
    let found = read(&archive(&[("Positions.csv", format!("{JOB}{}", jobs(70)).as_bytes())]), TODAY).unwrap();
    assert_eq!(found.items.len(), ENTRIES_MOST);
    assert_eq!((found.unknown.len(), found.unknown[0].text.as_str()), (10, "Clerk, Council 60, 2019"));
    let found =
        read(&archive(&[("Positions.csv", format!("{JOB}{}", jobs(1060)).as_bytes())]), TODAY).unwrap();
    assert_eq!((found.unknown.len(), found.more), (UNKNOWN_MOST, 800));
    assert_eq!(
        refusal(&archive(&[("Positions.csv", format!("{JOB}{}", jobs(6000)).as_bytes())])),
        Refusal::TooMuch
    );
}

#[test]
fn a_text_that_is_too_long_for_its_field_is_kept_whole_up_to_what_a_form_holds() {
    let resume =
        |n: usize| format!("{{\"work\": [{{\"name\": \"Council\", \"summary\": \"{}\"}}]}}", "é".repeat(n));
    let found = read(resume(50_000).as_bytes(), TODAY).unwrap();
    assert_eq!(found.items[0].fields.get("duties").chars().count(), 50_000);
    let found = read(resume(250_000).as_bytes(), TODAY).unwrap();
    assert_eq!(found.items[0].fields.get("duties"), "");
    assert_eq!(found.unknown[0].path, "experience.duties");
    let job = format!("{{\"summary\": \"{}\"}},", "x".repeat(90_000));
    let many = format!("{{\"work\": [{}{{}}]}}", job.repeat(1 + TEXTS_MOST / 90_000));
    assert_eq!(refusal(many.as_bytes()), Refusal::TooMuch);
}

/// Reads a file of nearly [`FILE_MOST`] bytes; it must be read, and soon.
fn large(bytes: &[u8]) -> cv::Found {
    assert!(bytes.len() <= FILE_MOST, "{}", bytes.len());
    let begun = Instant::now();
    let found = read(bytes, TODAY).unwrap();
    assert!(begun.elapsed() < AN_END, "it took {:?}", begun.elapsed());
    found
}

#[test]
fn a_long_name_is_not_copied_for_each_of_many() {
    let name = "x".repeat(4 << 20);
    let list = format!("{{\"work\": [], \"{name}\": [{}0]}}", "0,".repeat(90_000));
    assert_eq!(refusal(list.as_bytes()), Refusal::TooMuch);
    let element = format!("<Candidate><{name}>{}</{name}></Candidate>", "<a>b</a>".repeat(20));
    assert_eq!(refusal(element.as_bytes()), Refusal::TooMuch);
}

#[test]
fn what_has_no_place_is_counted_and_not_kept() {
    let deep = |n: usize| (0..n).map(|n| format!("{{\"{n:0100}\": ")).collect::<String>();
    let list = format!("[{}1]{}", "1,".repeat(90_000), "}".repeat(50));
    let resume = format!("{{\"work\": [{{\"name\": \"Council\"}}], \"more\": {}{list}}}", deep(50));
    let found = large(resume.as_bytes());
    assert_eq!((found.unknown.len(), found.more), (UNKNOWN_MOST, 90_001 - UNKNOWN_MOST as u32));
}

#[test]
fn what_many_positions_share_is_read_once() {
    let employer = |name: &str, positions: usize| {
        let positions = "<PositionHistory><A>b</A></PositionHistory>".repeat(positions);
        format!("<EmployerHistory><OrganizationName>{name}</OrganizationName>{positions}</EmployerHistory>")
    };
    let history = |employers: &str| {
        format!(
            "<Candidate><CandidateProfile><EmploymentHistory>{employers}</EmploymentHistory></CandidateProfile></Candidate>"
        )
    };
    let found = large(history(&employer("Council", 45_000)).as_bytes());
    assert_eq!(found.items.len(), ENTRIES_MOST);
    assert!(found.more > 40_000, "the others are counted: {}", found.more);
    let found =
        large(history(&(employer("Council", 1) + &employer(&"é".repeat(2 << 20), 45_000))).as_bytes());
    assert_eq!(found.items.len(), 1, "an employer whose name no form may hold says nothing");
    // Where a name is as long as it may be, or there are as many employers as positions.
    let longest = history(&employer(&"é".repeat(200_000), 45_000));
    assert_eq!(refusal(longest.as_bytes()), Refusal::TooMuch);
    large(history(&employer("Council", 1).repeat(20_000)).as_bytes());
}

#[test]
fn a_table_with_too_many_columns_is_refused() {
    let wide = |columns: usize, rows: usize| {
        let heading = format!("Name{}\n", ",".repeat(columns - 1));
        archive(&[("Skills.csv", (heading + &"Sampling\n".repeat(rows)).as_bytes())])
    };
    assert_eq!(refusal(&wide(4_000_000, 4_900)), Refusal::TooMuch);
    assert_eq!(refusal(&wide(101, 1)), Refusal::TooMuch);
    assert!(read(&wide(100, 1), TODAY).is_ok());
}

#[test]
fn control_characters_do_not_come_along() {
    let found = read(b"{\"work\": [{\"name\": \"A\\u0000\\u0007B\\u00a0C\\r\\nD\"}]}", TODAY).unwrap();
    assert_eq!(found.items[0].fields.get("employer"), "AB C\nD");
}

#[test]
fn nothing_that_a_file_says_is_a_declaration() {
    let found =
        read(b"{\"work\": [{\"name\": \"A\"}], \"declarations\": {\"declare_truth\": \"yes\"}}", TODAY)
            .unwrap();
    assert!(found.items.iter().all(|item| item.section == Section::Experience));
}

/// The bytes of a real file, somewhat changed.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<Vec<u8>> = [
        "json-resume.json",
        "europass-passport.xml",
        "europass-passport.json",
        "europass-candidate.xml",
        "linked-in.zip",
    ]
    .map(|name| std::fs::read(format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap())
    .into();
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20);
    (prop::sample::select(files), changes, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(mut bytes, changes, cut, whole)| {
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if !whole {
                bytes.truncate(cut.index(bytes.len()));
            }
            bytes
        },
    )
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), start in 0usize..6) {
        let starts: [&[u8]; 6] = [b"", b"{", b"<a>", b"PK\x03\x04", b"\xFF\xFE", b"{\"work\":["];
        let _ = read(&[starts[start], &bytes].concat(), TODAY);
    }

    #[test]
    fn a_damaged_file_is_read_or_refused_and_what_is_read_stays_within_the_limits(bytes in damaged()) {
        if let Ok(found) = read(&bytes, TODAY) {
            prop_assert!(found.size() <= TEXTS_MOST && found.unknown.len() <= UNKNOWN_MOST);
            prop_assert!(found.clone().checked().is_some(), "the server takes what is read: {found:?}");
        }
    }
}
