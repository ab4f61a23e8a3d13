#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::*;
use crate::{proposal_reading, texts::Texts};
use model::{
    choice::Choice,
    country::Country,
    organisation::{Office, Place},
    proposal::{
        RestDraft, State,
        desk::Text,
        draft::{Part, ProposalDraft, document_fields},
        recognise,
        review::Issue,
    },
    vacancy::Grade,
};
use proptest::{collection::vec, prelude::*, sample::select};

fn text(draft: ProposalDraft, office: &str, issue: Option<Issue>) -> Text {
    Text {
        draft,
        version: 2,
        edition: 7,
        office: office.to_owned(),
        issue,
        state: State::Draft,
        remarks: Vec::new(),
    }
}

fn office(name: &str) -> Office {
    Office {
        id: "stat".to_owned(),
        code: "STAT".to_owned(),
        name: name.to_owned(),
        place: Place::Headquarters,
        region: None,
        city: "Geneva".to_owned(),
        country: Country::parse("CH").unwrap(),
        units: Vec::new(),
        closed: false,
    }
}

const OFFICE: &str = "Département de la statistique";

/// A draft, written as a file of Word and read again.
fn again(draft: &ProposalDraft, issue: Option<Issue>) -> ProposalDraft {
    let paper = layout(&text(draft.clone(), OFFICE, issue));
    let lines = document::word::read(&paper.document().docx().unwrap()).unwrap();
    proposal_reading::read(&lines, &[office(OFFICE)]).draft
}

fn rest(draft: &ProposalDraft) -> String {
    draft.part::<RestDraft>(Part::Rest).rest
}

fn draft(lang: Lang, fields: &[(&'static str, String)]) -> ProposalDraft {
    let mut draft = ProposalDraft::default();
    draft.set("language", lang.tag().to_owned());
    for (field, text) in fields.iter().filter(|(_, text)| !text.is_empty()) {
        assert!(draft.set(field, text.clone()), "{field}");
    }
    draft
}

/// What differs between two drafts.
fn differences(a: &ProposalDraft, b: &ProposalDraft) -> Vec<(&'static str, String, String)> {
    let all = document_fields().map(|(_, field)| (field, a.get(field).to_owned(), b.get(field).to_owned()));
    all.filter(|(_, a, b)| a != b).collect()
}

/// A proposal in which every field is filled in.
fn full(lang: Lang) -> ProposalDraft {
    let words = |en: &str, fr: &str, es: &str| [en, fr, es][lang.index()].to_owned();
    let list = |en: &str, fr: &str, es: &str| words(en, fr, es).replace(" / ", "\n");
    draft(
        lang,
        &[
            ("title", words("Labour Statistics", "Statistiques du travail", "Estadísticas del trabajo")),
            ("office", "stat".into()),
            ("unit", words("Surveys", "Enquêtes", "Encuestas")),
            ("place", "headquarters".into()),
            ("city", words("Geneva", "Genève", "Ginebra")),
            ("country", "CH".into()),
            ("duration", "12".into()),
            ("renewable", "yes".into()),
            ("grade", "P2".into()),
            ("supervisor_name", "Ada Example, PhD".into()),
            ("supervisor_title", words("Head, Surveys", "Cheffe d’unité", "Jefa de unidad")),
            (
                "supervision",
                words(
                    "We plan:\n\nby month\nby week\n\nWe meet.",
                    "Nous planifions :\n\npar mois\npar semaine",
                    "Planificamos.\n\nNos reunimos.",
                ),
            ),
            (
                "introduction",
                words("The unit counts work.", "L’unité compte le travail.", "La unidad cuenta el trabajo."),
            ),
            ("duties_lead", words("The officer will:", "La personne :", "La persona:")),
            (
                "duties",
                list("Clean data. / draft tables", "épure les données / rédige", "Depura datos. / Redacta."),
            ),
            ("outputs_lead", words("These come about:", "Il en résulte :", "Resultan:")),
            ("outputs", list("A report / A data set", "Un rapport", "Un informe / Una base de datos")),
            ("education_minimum", words("A degree.", "Un diplôme.", "Un título.")),
            ("education_desirable", words("A master’s degree.", "Un master.", "Un máster.")),
            ("experience_minimum", words("A year.", "Un an.", "Un año.")),
            ("experience_desirable", words("Abroad.", "À l’étranger.", "En el extranjero.")),
            ("skills_minimum", list("R / Python", "R / Python", "R / Python")),
            ("skills_desirable", words("Maps.", "Cartes.", "Mapas.")),
            ("languages_minimum", words("English.", "Le français.", "Español.")),
            ("languages_desirable", words("French.", "L’anglais.", "Inglés.")),
            (
                "competencies",
                list(
                    "Writes. / Listens. / Plans. / Counts. / Asks.",
                    "Écrit. / Écoute. / Planifie. / Compte. / Demande.",
                    "Escribe. / Escucha. / Planifica. / Cuenta. / Pregunta.",
                ),
            ),
            ("training", words("A course.", "Un cours.", "Un curso.")),
            ("learning", list("Sampling / Weighting", "Sondages / Pondération", "Muestreo / Ponderación")),
            ("background", words("Since 2024.\n\nUntil 2027.", "Depuis 2024.", "Desde 2024.")),
            ("sponsor", "NO".into()),
            ("nationals", "NO\nBO\nHK".into()),
            ("nationality", words("Also of two countries.", "Aussi de deux pays.", "También de dos países.")),
        ],
    )
}

#[test]
fn a_full_proposal_that_is_exported_and_read_again_is_the_same() {
    for lang in Lang::ALL {
        let proposal = full(lang);
        let all_filled = document_fields().all(|(_, field)| !proposal.get(field).is_empty());
        assert!(all_filled);
        let read = again(&proposal, None);
        assert_eq!(differences(&proposal, &read), [], "{lang}");
        assert_eq!(rest(&read), "", "{lang}");
    }
}

#[test]
fn the_number_of_an_exported_proposal_has_no_place_in_a_new_one() {
    for (lang, expected) in [
        (Lang::En, "Post number: 2131\nMonth of issue: May\nYear: 2027"),
        (Lang::Fr, "Numéro du poste: 2131\nMois de publication: mai\nAnnée: 2027"),
        (Lang::Es, "Número del puesto: 2131\nMes de publicación: mayo\nAño: 2027"),
    ] {
        let proposal = full(lang);
        let read = again(&proposal, Some(Issue { number: 2131, month: 5, year: 2027 }));
        assert_eq!(differences(&proposal, &read), []);
        assert_eq!(rest(&read), expected);
    }
}

#[test]
fn every_country_comes_back_from_its_name() {
    for lang in Lang::ALL {
        for country in Country::all() {
            let fields = [
                ("title", "A".to_owned()),
                ("office", "stat".to_owned()),
                ("city", "A, B".to_owned()),
                ("country", country.code().to_owned()),
                ("sponsor", country.code().to_owned()),
                ("place", "field".to_owned()),
            ];
            let proposal = draft(lang, &fields);
            assert_eq!(differences(&proposal, &again(&proposal, None)), [], "{lang} {country}");
        }
    }
}

#[test]
fn what_is_not_written_yet_is_said_on_the_page_and_is_in_no_file() {
    let paper = layout(&text(draft(Lang::En, &[("introduction", "The unit.".into())]), "", None));
    let blanks = paper.blocks.iter().filter(|block| **block == Block::Blank).count();
    assert_eq!(
        blanks, 11,
        "supervision, duties, outputs, four qualifications, competencies, training, learning, background"
    );
    assert_eq!(paper.title, "Vacancy proposal for Junior Professional Officers (JPO)");
    let headings: Vec<String> = paper
        .document()
        .blocks
        .into_iter()
        .filter_map(|block| if let document::Block::Heading { text, .. } = block { Some(text) } else { None })
        .collect();
    assert_eq!(headings, ["Introduction", "Diversity, accommodation and a smoke-free workplace"]);
}

#[test]
fn the_parts_stand_in_the_order_of_the_form() {
    let paper = layout(&text(full(Lang::En), OFFICE, None));
    let parts: Vec<&str> = paper
        .blocks
        .iter()
        .filter_map(
            |block| if let Block::Heading { level: 1, id, .. } = block { Some(id.as_str()) } else { None },
        )
        .collect();
    let order = Part::DOCUMENT.map(|part| part.slug()).into_iter().chain(["standing"]);
    assert_eq!(parts, order.collect::<Vec<_>>());
    // No level is left out, so that the outline can be followed.
    let mut before = 0;
    for block in &paper.blocks {
        if let Block::Heading { level, .. } = block {
            assert!(*level <= before + 1);
            before = *level;
        }
    }
    assert_eq!(paper.foot, "Version 2");
}

#[test]
fn the_document_is_an_accessible_pdf_in_every_language() {
    for lang in Lang::ALL {
        let document =
            layout(&text(full(lang), OFFICE, Some(Issue { number: 1, month: 1, year: 2027 }))).document();
        assert!(document.pdf().unwrap().starts_with(b"%PDF-"));
    }
}

#[test]
fn what_is_pasted_from_the_document_is_recognised() {
    for lang in Lang::ALL {
        let proposal = full(lang);
        let paper = layout(&text(proposal.clone(), OFFICE, None));
        let pasted: Vec<String> = paper
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Heading { text, .. } => vec![text.clone()],
                Block::Facts(facts) => facts.iter().map(|(name, value)| format!("{name}: {value}")).collect(),
                Block::Text(paragraphs) => paragraphs
                    .iter()
                    .flat_map(|lines| match lines.as_slice() {
                        [line] => vec![line.clone()],
                        lines => lines.iter().map(|line| format!("•\t{line}")).collect(),
                    })
                    .collect(),
                Block::Items(items) => items.iter().map(|item| format!("•\t{item}")).collect(),
                Block::Blank => Vec::new(),
            })
            .collect();
        let read = proposal_reading::read(&recognise::lines(&pasted.join("\r\n")), &[office(OFFICE)]).draft;
        assert_eq!(differences(&proposal, &read), [], "{lang}");
        assert_eq!(rest(&read), "", "{lang}");
    }
}

#[test]
fn no_statement_that_stands_by_itself_is_missing_in_a_language() {
    let all = standing();
    assert_eq!(all.len(), 9);
    for lang in Lang::ALL {
        assert!(all.contains(&Texts(lang).proposal_document_smoke_free()));
    }
}

/// A line of words that are no labels, in letters of our languages and others.
fn line() -> impl Strategy<Value = String> {
    let word = "[bcdfgéñœ労Ж’]{2,9}";
    (vec(word, 1..8), select(&["", ".", ";", ":", " …", "?"][..]))
        .prop_map(|(words, end)| format!("{}{end}", words.join(" ")))
}

/// A text as it is typed in good order: paragraphs, and lists that follow paragraphs.
fn prose() -> impl Strategy<Value = String> {
    let block = (line(), prop_oneof![2 => Just(Vec::new()), 1 => vec(line(), 2..5)]);
    vec(block, 1..4).prop_map(|blocks| {
        let blocks = blocks.into_iter().flat_map(|(paragraph, list)| {
            [paragraph, list.join("\n")].into_iter().filter(|block| !block.is_empty())
        });
        blocks.collect::<Vec<_>>().join("\n\n")
    })
}

fn items() -> impl Strategy<Value = String> {
    vec(line(), 1..8).prop_map(|items| items.join("\n"))
}

fn country() -> impl Strategy<Value = String> {
    select(Country::all().map(|country| country.code().to_owned()).collect::<Vec<_>>())
}

fn optional(of: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), of]
}

fn proposal() -> impl Strategy<Value = ProposalDraft> {
    let general = (
        (select(&Lang::ALL[..]), line(), optional(line()), select(Place::ALL), line(), country()),
        (1..=36_u8, any::<bool>(), select(Grade::ALL)),
    );
    let supervision = (line(), line(), prose(), prose());
    let duties = (line(), items(), optional(line()), items());
    let qualifications = (vec(prose(), 4), vec(optional(prose()), 4), items());
    let others = (prose(), items(), prose(), optional(country()), vec(country(), 0..4), optional(prose()));
    (general, supervision, duties, qualifications, others).prop_map(
        |(
            ((lang, title, unit, place, city, country), (duration, renewable, grade)),
            supervision,
            duties,
            (minima, desirables, competencies),
            others,
        )| {
            let names = ["education", "experience", "skills", "languages"];
            let mut draft = draft(
                lang,
                &[
                    ("title", title),
                    ("office", "stat".into()),
                    ("unit", unit),
                    ("place", place.slug().into()),
                    ("city", city),
                    ("country", country),
                    ("duration", duration.to_string()),
                    ("renewable", if renewable { "yes".into() } else { String::new() }),
                    ("grade", grade.slug().into()),
                    ("supervisor_name", supervision.0),
                    ("supervisor_title", supervision.1),
                    ("supervision", supervision.2),
                    ("introduction", supervision.3),
                    ("duties_lead", duties.0),
                    ("duties", duties.1),
                    ("outputs_lead", duties.2),
                    ("outputs", duties.3),
                    ("competencies", competencies),
                    ("training", others.0),
                    ("learning", others.1),
                    ("background", others.2),
                    ("sponsor", others.3),
                    ("nationals", others.4.join("\n")),
                    ("nationality", others.5),
                ],
            );
            for (name, (minimum, desirable)) in names.into_iter().zip(minima.into_iter().zip(desirables)) {
                draft.set(&format!("{name}_minimum"), minimum);
                if !desirable.is_empty() {
                    draft.set(&format!("{name}_desirable"), desirable);
                }
            }
            draft
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever a proposal says, its export that is read in again says the same.
    #[test]
    fn export_and_import_give_the_same(proposal in proposal()) {
        let read = again(&proposal, None);
        prop_assert_eq!(differences(&proposal, &read), vec![]);
        prop_assert_eq!(rest(&read), "");
    }

    /// Any text at all, in any field: its document can be made.
    #[test]
    fn any_text_makes_a_document(lang in select(&Lang::ALL[..]), field in select(document_fields().map(|(_, field)| field).collect::<Vec<_>>()), said in any::<String>()) {
        let mut draft = full(lang);
        draft.set(field, said);
        draft.set("language", lang.tag().to_owned());
        prop_assert!(layout(&text(draft, OFFICE, None)).document().docx().is_ok());
    }
}
