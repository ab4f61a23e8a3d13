#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::*;
use crate::proposal::draft::document_fields;
use proptest::prelude::*;

fn country(words: &str) -> Option<(Country, String)> {
    let known = |name: &str| {
        let code = match fold(name.trim()).as_str() {
            "switzerland" | "suisse" | "suiza" => "CH",
            "thailand" => "TH",
            "norway" => "NO",
            "iceland" => "IS",
            _ => return None,
        };
        Country::parse(code)
    };
    match words.rsplit_once(',') {
        Some((city, name)) => Some((known(name)?, city.trim().to_owned())),
        None => Some((known(words)?, String::new())),
    }
}

fn office(name: &str) -> Option<String> {
    (name == "Statistics Department").then(|| "stat".to_owned())
}

const STANDING: &[&str] = &["Everybody is welcome here."];

fn read(lines: &[Line]) -> Recognised {
    recognise(lines, Lookup { country: &country, office: &office, standing: STANDING })
}

fn fields(read: &Recognised) -> Vec<(&'static str, &str)> {
    let all = document_fields().map(|(_, field)| (field, read.draft.get(field)));
    all.filter(|(_, text)| !text.is_empty()).collect()
}

fn rest(read: &Recognised) -> String {
    read.draft.part::<RestDraft>(Part::Rest).rest
}

const ENGLISH: &str = "Post number: 77
Month of issue: June
VACANCY PROPOSAL FOR JUNIOR PROFESSIONAL OFFICERS (JPO)
GENERAL INFORMATION:
Title: Junior Professional Officer in ... Labour Statistics
Duty station: Geneva, Switzerland
Duration of the assignment: 12 months, renewable
Grade: P-2
Department/ Field Office: Statistics Department, HQ
Organisational unit: Household surveys
SUPERVISION
Direct Supervision by:
Ada Example, Senior Statistician
Content and methodology of supervision:
We agree on a plan.

We meet every Monday:
•\tto look back
•\tto look ahead
INTRODUCTION
The unit counts work.
DUTIES AND RESPONSABILITIES
With the team, the officer will:
- Clean the data of surveys, and check
what was missing in them.
- Draft tables
The officer will bring about:
1. A data set
2. A report
QUALIFICATIONS AND EXPERIENCE
Education:
Minimum:
A degree in statistics.
Desirable:
Another one.
Work experience:Minimum: A year.
Desirable:
In the field.
Skills required for the assignment: Minimum:
R or Python.
Languages:
Minimum:
English.
Desirable:
French.
ILO competencies:
Candidates show these competencies:
• Writes clearly.
• Works with others.
TRAINING COMPONENTS AND LEARNING ELEMENTS
Training components:
A course on sampling.
Learning elements:
• How surveys are made
• How they are read
BACKGROUND INFORMATION
The project began in 2024.
The ILO values diversity. We hope for many applications.
The ILO has a smoke-free environment.";

#[test]
fn the_old_form_as_it_is_pasted_is_recognised() {
    let read = read(&lines(ENGLISH));
    assert_eq!(
        fields(&read),
        [
            ("language", "en"),
            ("title", "Labour Statistics"),
            ("place", "headquarters"),
            ("city", "Geneva"),
            ("country", "CH"),
            ("duration", "12"),
            ("renewable", "yes"),
            ("grade", "P2"),
            ("office", "stat"),
            ("unit", "Household surveys"),
            ("supervisor_name", "Ada Example"),
            ("supervisor_title", "Senior Statistician"),
            ("supervision", "We agree on a plan.\n\nWe meet every Monday:\n\nto look back\nto look ahead"),
            ("introduction", "The unit counts work."),
            ("duties_lead", "With the team, the officer will:"),
            ("duties", "Clean the data of surveys, and check what was missing in them.\nDraft tables"),
            ("outputs_lead", "The officer will bring about:"),
            ("outputs", "A data set\nA report"),
            ("education_minimum", "A degree in statistics."),
            ("education_desirable", "Another one."),
            ("experience_minimum", "A year."),
            ("experience_desirable", "In the field."),
            ("skills_minimum", "R or Python."),
            ("languages_minimum", "English."),
            ("languages_desirable", "French."),
            ("competencies", "Writes clearly.\nWorks with others."),
            ("training", "A course on sampling."),
            ("learning", "How surveys are made\nHow they are read"),
            ("background", "The project began in 2024."),
        ]
    );
    assert_eq!(rest(&read), "Post number: 77\nMonth of issue: June");
}

#[test]
fn a_form_in_another_language_is_recognised_and_says_so() {
    let french = "RENSEIGNEMENTS GÉNÉRAUX :\nTitre : Jeune expert associé – Statistiques\nLieu d’affectation : Genève, Suisse\n\
        Durée de l’affectation : 12 mois, renouvelable\nFonctions et responsabilités\nLa personne\u{a0}:\n– analyse\n– rédige\n\
        Qualifications et expérience\nLangues\nMinimum :\nLe français.\nSouhaité :\nL’anglais.";
    let read = read(&lines(french));
    assert_eq!(
        fields(&read),
        [
            ("language", "fr"),
            ("title", "Statistiques"),
            ("place", "headquarters"),
            ("city", "Genève"),
            ("country", "CH"),
            ("duration", "12"),
            ("renewable", "yes"),
            ("duties_lead", "La personne :"),
            ("duties", "analyse\nrédige"),
            ("languages_minimum", "Le français."),
            ("languages_desirable", "L’anglais."),
        ]
    );
    assert_eq!(rest(&read), "");
    let spanish = "INFORMACIÓN GENERAL\nLugar de destino: Bangkok, Thailand\nIntroducción\nLa unidad.\nAntecedentes\nEl proyecto.";
    let read = super::tests::read(&lines(spanish));
    assert_eq!((read.draft.get("language"), read.draft.get("place")), ("es", "field"));
    assert_eq!(
        (read.draft.get("introduction"), read.draft.get("background")),
        ("La unidad.", "El proyecto.")
    );
}

#[test]
fn duties_without_bullets_are_a_list_all_the_same() {
    let read = read(&lines(
        "Duties and responsibilities\nThe officer will:\nCount.\nDraft.\nKey outputs:\nBy the end:\nA table.",
    ));
    assert_eq!(read.draft.get("duties_lead"), "The officer will:");
    assert_eq!(read.draft.get("duties"), "Count.\nDraft.");
    assert_eq!((read.draft.get("outputs_lead"), read.draft.get("outputs")), ("By the end:", "A table."));
}

#[test]
fn what_is_not_understood_stays_with_its_label() {
    let read = read(&lines(
        "General information\nDepartment: Office of Clocks\nGrade: high\nDuration: until May\nTitle: A\nTitle: B\nStray\n\
         Sponsor\nSponsoring country: Norway\nOpen to nationals of: Norway; Iceland\nSupervision\nIt is done.",
    ));
    assert_eq!(
        rest(&read),
        "Department: Office of Clocks\nGrade: high\nDuration: until May\nTitle: B\nStray"
    );
    assert_eq!((read.draft.get("sponsor"), read.draft.get("nationals")), ("NO", "NO\nIS"));
    assert_eq!(read.draft.get("supervision"), "It is done.");
    let unknown = super::tests::read(&lines("Open to nationals of: Norway; Atlantis"));
    assert_eq!(rest(&unknown), "Open to nationals of: Norway; Atlantis");
}

#[test]
fn where_headings_are_real_no_line_of_a_text_is_taken_for_one() {
    let line = |kind, text: &str| Line { kind, text: text.to_owned() };
    let read = read(&[
        line(Kind::Heading(1), "Introduction"),
        line(Kind::Text, "Background"),
        line(Kind::Text, "Supervision:"),
        line(Kind::Heading(2), "Our history"),
        line(Kind::Text, "It is long."),
        line(Kind::Heading(1), "Background information"),
        line(Kind::Text, "A project."),
        line(Kind::Heading(1), "Supervision"),
        line(Kind::Text, "By the head."),
        line(Kind::Heading(1), "Annex"),
        line(Kind::Text, "Title: none"),
        line(Kind::Heading(1), "Diversity, accommodation and a smoke-free workplace"),
        line(Kind::Text, "Everybody is welcome here."),
        line(Kind::Text, "But for clocks."),
    ]);
    assert_eq!(
        fields(&read),
        [
            ("language", "en"),
            ("supervision", "By the head."),
            ("introduction", "Background\n\nSupervision:\n\nOur history\n\nIt is long."),
            ("background", "A project."),
        ]
    );
    assert_eq!(rest(&read), "Annex\nTitle: none\nBut for clocks.");
}

#[test]
fn forty_pages_of_anything_are_read_and_kept() {
    let page = "Somebody wrote this sentence, and then another one like it. ".repeat(50);
    let pasted = vec![page.as_str(); 40].join("\n");
    let read = read(&lines(&pasted));
    assert_eq!(rest(&read).len() + 40, pasted.len(), "each line without the space at its end");
    // A list that never ends is read as fast.
    let duties = format!("Duties and responsibilities\n{}- end", "A line of text\n".repeat(50_000));
    assert_eq!(super::tests::read(&lines(&duties)).draft.get("duties"), "end");
}

#[test]
fn what_is_too_long_for_a_field_goes_on_in_the_rest() {
    let words = LONGEST_SAVED / 5 + 10_000;
    let text = "word ".repeat(words);
    let read = read(&lines(&format!("Introduction\n{text}\nmore")));
    let kept = read.draft.get("introduction").len();
    assert!((LONGEST_SAVED - 10..=LONGEST_SAVED).contains(&kept), "{kept}");
    assert_eq!(counted([read.draft.get("introduction"), &rest(&read)].into_iter())["word"], words);
}

/// A line: words that are in no label, with what makes lines special.
fn some_line() -> impl Strategy<Value = Line> {
    let words = proptest::collection::vec("[b-z]{4,9}", 1..8).prop_map(|words| words.join(" "));
    let text = prop_oneof![
        6 => words.clone(),
        1 => words.clone().prop_map(|text| format!("{text}:")),
        1 => (words.clone(), words).prop_map(|(a, b)| format!("{a}: {b}")),
    ];
    let kind = prop_oneof![Just(Kind::Text), Just(Kind::Item), (1..4_u8).prop_map(Kind::Heading)];
    (kind, text).prop_map(|(kind, text)| Line { kind, text })
}

/// A heading or label of the form, as it may be written, with or without something behind it.
fn some_label() -> impl Strategy<Value = Line> {
    const LABELS: &[&str] = &[
        "General information",
        "TITLE:",
        "Duty station:",
        "Grade",
        "Department/ Field office: ",
        "SUPERVISION",
        "Direct supervision by:",
        "Introduction",
        "Duties and responsabilities",
        "Key outputs:",
        "Qualifications and experience",
        "Education",
        "Minimum:",
        "Desirable:",
        "Work experience:Minimum:",
        "Langues",
        "ILO competencies:",
        "Training components and learning elements",
        "Learning elements",
        "Background information",
        "Sponsor",
        "Open to nationals of",
        "Post number:",
        "Vacancy proposal",
        "Titre : ",
        "Duration: 12 months",
        "Duration: 12 months or",
        "Diversidad, ajustes y lugar de trabajo sin humo",
    ];
    let kind = prop_oneof![Just(Kind::Text), Just(Kind::Heading(1)), Just(Kind::Heading(2))];
    let behind = prop_oneof![2 => Just(String::new()), 1 => "[b-z]{4,9}( [b-z]{4,9})?"];
    (kind, prop::sample::select(LABELS), behind).prop_map(|(kind, label, behind)| {
        let between = if behind.is_empty() || label.ends_with([':', ' ']) { "" } else { ": " };
        Line { kind, text: format!("{label}{between}{behind}") }
    })
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// How often each word stands somewhere.
fn counted<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for word in texts.flat_map(words) {
        *count.entry(word).or_default() += 1;
    }
    count
}

/// Whether every word of the lines stands somewhere in what was read, as often at least.
fn keeps_all(lines: &[Line]) -> Result<(), TestCaseError> {
    let read = read(lines);
    let rest = rest(&read);
    let texts = document_fields().map(|(_, field)| read.draft.get(field));
    let kept = counted(texts.chain([rest.as_str()]).chain(read.understood.iter().map(String::as_str)));
    for (word, times) in counted(lines.iter().map(|line| line.text.as_str())) {
        prop_assert!(
            kept.get(&word).is_some_and(|kept| *kept >= times),
            "{} of {:?} in {:?}",
            word,
            lines,
            read
        );
    }
    Ok(())
}

proptest! {
    /// Every word of a text comes into a field or into the rest.
    #[test]
    fn no_word_is_lost(lines in proptest::collection::vec(prop_oneof![2 => some_line(), 1 => some_label()], 0..40)) {
        keeps_all(&lines)?;
    }

    /// What is written under a heading of the form and is no label stands in its part or in the rest, and nowhere is it only "understood".
    #[test]
    fn what_is_no_label_is_written_down(text in proptest::collection::vec(some_line(), 1..20), part in prop::sample::select(&["Introduction", "Background information", "Supervision", "Training components and learning elements", "Duties and responsibilities"][..])) {
        let mut all = vec![Line { kind: Kind::Heading(1), text: part.to_owned() }];
        all.extend(text.iter().cloned());
        let read = read(&all);
        prop_assert_eq!(&read.understood, &[part.to_owned()]);
        keeps_all(&all)?;
    }

    /// The same of what is pasted, whatever it is.
    #[test]
    fn any_paste_is_kept(text in any::<String>()) {
        let lines = lines(&text);
        let whole: String = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        for word in words(&text::line(&text::kept(&text))).filter(|word| word.chars().count() > 3) {
            prop_assert!(words(&text::line(&whole)).any(|kept| kept == word), "{}", word);
        }
        keeps_all(&lines)?;
    }
}
