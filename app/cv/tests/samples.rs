//! A file of each format, written after its public structure: what is taken from it, and what is listed as having no place.

#![allow(clippy::unwrap_used, reason = "tests")]

use cv::{Format, Found, read};
use jiff::civil::{Date, date};
use model::{
    country::Country,
    profile::{Entry, ProfileDraft, Section},
};
use std::path::PathBuf;

const TODAY: Date = date(2026, 11, 21);

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)).unwrap()
}

fn found(name: &str) -> Found {
    read(&sample(name), TODAY).unwrap()
}

/// The fields of a section's items, in their order, a line each: `name=text`.
fn fields(found: &Found, section: Section) -> Vec<String> {
    let items = found.items.iter().filter(|item| item.section == section);
    let line = |(name, text): &(String, String)| format!("{name}={text}");
    items.map(|item| item.fields.0.iter().map(line).collect::<Vec<_>>().join("|")).collect()
}

fn paths(found: &Found) -> Vec<&str> {
    found.unknown.iter().map(|left| left.path.as_str()).collect()
}

#[test]
fn a_json_resume_fills_the_sections() {
    let found = found("json-resume.json");
    assert_eq!(found.format, Format::JsonResume);
    assert_eq!(
        fields(&found, Section::Personal),
        [
            "family_name=van der Berg|given_names=Nadia|residence=CH|address=Chemin des Vignes 4\n1202 Geneva\nGE|phone=+41 22 555 01 02"
        ]
    );
    assert_eq!(
        fields(&found, Section::Experience),
        [
            "title=Senior statistician|employer=Institute of Surveys|country=Nairobi, Kenya|from_month=3|from_year=2019|current=yes\
             |duties=Plans and runs the labour force survey.\
             |achievements=• The survey became quarterly.\n• Its sample covers every county.",
            "title=Reader|employer=City library|from_year=2015|kind=volunteering|to_year=2016|duties=Read aloud.",
        ]
    );
    assert_eq!(
        fields(&found, Section::OwnExperience),
        [
            "title=Junior adviser|department=STATISTICS|duty_station=Dakar|country=Senegal|from_month=9|from_year=2016|to_month=2\
          |to_year=2019|duties=Trained statistical offices.|achievements=Twelve offices trained."
        ]
    );
    assert_eq!(
        fields(&found, Section::Education),
        [
            "institution=University of Cape Town|level=masters-degree|degree=Master of Science|field=Statistics|from_month=2|from_year=2013\
          |to_month=12|to_year=2015"
        ],
        "whether it was obtained, the file does not say"
    );
    assert_eq!(
        fields(&found, Section::Training),
        ["course=Survey sampling|provider=Open school|done_month=6|done_year=2017"]
    );
    assert_eq!(
        fields(&found, Section::Publications),
        [
            "publication=Counting informal work|published_in=Review of labour statistics|published_year=2021|link=https://review.example.org/12"
        ]
    );
    assert_eq!(
        fields(&found, Section::More),
        ["skills=Surveys (advanced): sampling, weighting|computer_skills=R\nStata"]
    );
    assert_eq!(
        fields(&found, Section::Languages)[1],
        "language=French|reading=advanced|writing=advanced|speaking=advanced|understanding=advanced"
    );
    assert_eq!(fields(&found, Section::Languages)[2], "language=Swahili");
    assert_eq!(fields(&found, Section::References), ["referee=Dr Omar Diallo"]);
}

#[test]
fn what_has_no_place_is_listed_with_its_path_and_text() {
    let found = found("json-resume.json");
    let expected = [
        "basics.label",
        "basics.email",
        "basics.url",
        "basics.summary",
        "basics.profiles.network",
        "basics.profiles.username",
        "basics.profiles.url",
        "work.url",
        "education.url",
        "education.score",
        "education.courses",
        "awards.title",
        "awards.date",
        "awards.awarder",
        "certificates.url",
        "publications.summary",
        "languages.fluency",
        "interests.name",
        "references.reference",
    ];
    assert_eq!(paths(&found), expected);
    let text =
        |path: &str| found.unknown.iter().find(|left| left.path == path).map(|left| left.text.as_str());
    assert_eq!(text("languages.fluency"), Some("some"));
    assert_eq!(found.more, 0);
}

#[test]
fn a_europass_passport_says_the_same_in_xml_and_in_json() {
    let (xml, json) = (found("europass-passport.xml"), found("europass-passport.json"));
    assert_eq!(xml.items, json.items);
    assert_eq!(
        fields(&xml, Section::Personal),
        [
            "family_name=Petit|given_names=Léa|birth_day=9|birth_month=4|birth_year=1988|gender=woman|nationality=FR|other_nationality=GR\
          |address=12 rue des Lilas\n69003 Lyon|residence=FR|phone=+33 4 72 00 00 00"
        ]
    );
    assert_eq!(
        fields(&xml, Section::Experience),
        [
            "title=Inspectrice du travail|employer=Direction régionale du travail|country=FR|from_month=9|from_year=2014|current=yes\
          |duties=Contrôle des chantiers :\n\n• sécurité\n• durée du travail"
        ]
    );
    assert_eq!(
        fields(&xml, Section::Education),
        [
            "country=FR|place=Lyon|institution=Université Lumière|level=masters-degree|degree=Master de droit social|field=Droit\
          |from_year=2009|to_month=6|to_year=2011"
        ]
    );
    assert_eq!(
        fields(&xml, Section::Languages),
        [
            "language=fr|mother_tongue=yes",
            "language=es|reading=advanced|writing=intermediate|understanding=advanced|speaking=intermediate",
        ],
        "of two levels of speaking, the lower"
    );
    assert_eq!(
        fields(&xml, Section::More),
        ["skills=Médiation.|computer_skills=Tableurs, bases de données."]
    );
    for left in [
        "Email.Contact",
        "Headline.Description.Label",
        "Sector.Label",
        "Level.Label",
        "Achievement.Description",
    ] {
        assert!(paths(&xml).iter().any(|path| path.ends_with(left)), "{left} in {:?}", paths(&xml));
    }
    let second = xml.unknown.iter().any(|left| left.text == "+33 6 00 00 00 00");
    assert!(second, "a second telephone has no place, and is not dropped unsaid");
}

#[test]
fn a_europass_candidate_fills_the_sections() {
    let found = found("europass-candidate.xml");
    assert_eq!(
        fields(&found, Section::Personal),
        [
            "family_name=Duarte|given_names=Inês|birth_day=5|birth_month=7|birth_year=1991|gender=woman|nationality=PT\
          |phone=+351 210000000|address=Rua do Carmo 1\n1200-093 Lisboa|residence=PT"
        ]
    );
    assert_eq!(
        fields(&found, Section::Experience),
        [
            "title=Programme officer|employer=Skills agency|country=PT|from_month=1|from_year=2017|to_month=8|to_year=2022\
          |duties=Planned apprenticeships & courses."
        ]
    );
    assert_eq!(
        fields(&found, Section::Education),
        [
            "country=PT|place=Porto|institution=Universidade do Porto|level=doctorate|degree=Doutoramento em Economia|from_month=9\
          |from_year=2024|to_month=6|to_year=2028|completion=expected"
        ]
    );
    assert_eq!(
        fields(&found, Section::Languages)[1],
        "language=eng|understanding=advanced|reading=advanced|speaking=intermediate|writing=intermediate"
    );
    assert_eq!(
        fields(&found, Section::Publications),
        ["publication=Learning at work|authors=I. Duarte|published_in=Skills review|published_year=2020"]
    );
    assert_eq!(fields(&found, Section::More), ["computer_skills=Spreadsheets"]);
    let expected = [
        "Communication.ChannelCode",
        "Communication.URI",
        "ExecutiveSummary",
        "PositionHistory.City",
        "LicenseTypeCode",
    ];
    assert!(
        expected.iter().all(|left| paths(&found).iter().any(|path| path.ends_with(left))),
        "{:?}",
        paths(&found)
    );
}

#[test]
fn an_archive_of_linked_in_fills_the_sections_and_its_other_tables_stay_closed() {
    let found = found("linked-in.zip");
    assert_eq!(found.format, Format::LinkedIn);
    assert_eq!(
        fields(&found, Section::Personal),
        [
            "family_name=Mensah|given_names=Kofi|address=14 Ring Road, Accra|residence=Accra, Ghana|phone=+233 30 000 0000"
        ]
    );
    assert_eq!(
        fields(&found, Section::Experience),
        [
            "title=Economist|employer=Wage Council|country=Accra, Ghana|from_month=3|from_year=2018|current=yes\
             |duties=Sets the minimum wage.\nReports to parliament.",
            "title=Analyst|employer=Bank of the Coast|country=Abidjan|from_month=1|from_year=2015|to_month=2|to_year=2018|duties=Loans and “risk”",
        ]
    );
    assert_eq!(
        fields(&found, Section::Education),
        [
            "institution=University of Ghana|level=first-level-degree|degree=BSc, Economics|from_year=2010|to_year=2014"
        ]
    );
    assert_eq!(
        fields(&found, Section::Training),
        ["course=Impact evaluation|provider=Open school|certificate=OS-77|done_month=6|done_year=2019"]
    );
    assert_eq!(fields(&found, Section::More), ["skills=Wage policy\nEconometrics"]);
    assert_eq!(
        fields(&found, Section::Languages)[1],
        "language=French|reading=intermediate|writing=intermediate|speaking=intermediate|understanding=intermediate"
    );
    let expected = [
        "Profile.csv: Headline",
        "Profile.csv: Summary",
        "Profile.csv: Industry",
        "Education.csv: Activities",
        "Certifications.csv: Url",
        "Connections.csv",
        "Email Addresses.csv",
    ];
    assert_eq!(paths(&found), expected);
    assert!(!format!("{found:?}").contains("Another"), "other people's names are not read");
}

#[test]
fn the_archive_is_made_of_the_tables_beside_it() {
    let bytes = sample("linked-in.zip");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(archive.len(), 9);
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = format!("linked-in/{}", file.name().unwrap());
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).unwrap();
        assert_eq!(content, sample(&name), "{name}");
    }
}

#[test]
fn countries_and_languages_in_words_get_their_codes_or_have_no_place() {
    let mut found = found("linked-in.zip");
    let country =
        |words: &str| (words == "Accra, Ghana").then(|| (Country::parse("GH").unwrap(), "Accra".to_owned()));
    found.name(country, |words| (words == "English").then(|| "en".to_owned()));
    assert!(fields(&found, Section::Experience)[0].contains("country=GH"));
    assert!(!fields(&found, Section::Experience)[1].contains("country"));
    let texts: Vec<&str> = found.unknown.iter().rev().take(5).map(|left| left.text.as_str()).collect();
    assert_eq!(texts, ["French", "Abidjan", "Accra", "Accra", ""]);
    assert_eq!(fields(&found, Section::Languages).len(), 1);
}

/// The profile that a file's forms make.
fn profile(found: &Found) -> ProfileDraft {
    let mut profile = ProfileDraft::default();
    for (number, item) in found.items.iter().enumerate() {
        profile.put(item.section, &number.to_string(), &item.fields);
    }
    profile
}

#[test]
fn what_is_written_is_read_again_as_it_was() {
    let mut before = found("json-resume.json");
    let country = |words: &str| {
        let code = match words {
            "Nairobi, Kenya" | "Kenya" => "KE",
            "Senegal" => "SN",
            code => code,
        };
        Country::parse(code).map(|country| (country, String::new()))
    };
    let language = |words: &str| Some(words.to_owned());
    before.name(country, language);
    let said = profile(&before);
    let names = |code: &str| match code {
        "KE" => "Kenya".to_owned(),
        "SN" => "Senegal".to_owned(),
        other => other.to_owned(),
    };
    let written = cv::json_resume(&said, "nadia@example.org", str::to_owned, names);
    let mut after = read(written.as_bytes(), TODAY).unwrap();
    after.name(country, language);
    assert_eq!(after.items, before.items, "{written}");
    assert_eq!(after.unknown.iter().map(|left| left.path.as_str()).collect::<Vec<_>>(), ["basics.email"]);
}

#[test]
fn levels_that_differ_by_skill_survive_the_way_out_and_back() {
    let mut said = ProfileDraft::default();
    let value = model::profile::LanguageDraft {
        language: "fr".into(),
        mother_tongue: "yes".into(),
        reading: "advanced".into(),
        writing: "basic".into(),
        speaking: "intermediate".into(),
        understanding: String::new(),
        ..Default::default()
    };
    said.languages.push(Entry { id: "a".into(), value: value.clone() });
    let written = cv::json_resume(&said, "", str::to_owned, str::to_owned);
    let found = read(written.as_bytes(), TODAY).unwrap();
    assert_eq!(profile(&found).languages[0].value, value);
}

#[test]
fn what_is_not_typed_is_not_written() {
    let written = cv::json_resume(&ProfileDraft::default(), "", str::to_owned, str::to_owned);
    assert_eq!(written.matches(':').count(), 2, "the schema's address alone: {written}");
}
