//! A notice as a document to keep: what its page says, to be typeset as a PDF.

use crate::{api::vacancy::Shown, dates, pages::public::vacancy_words as words, texts::Texts};
use document::{Block, Document, Fact, Paragraph};
use model::{
    language::Lang,
    vacancy::{Qualification, Said, Told},
};

/// The document, for readers of a language; `address` is that of the notice's page.
#[must_use]
pub fn notice(shown: &Shown, lang: Lang, address: &str) -> Document {
    let t = Texts(lang);
    let other = t.other(shown.notice.lang).map(str::to_owned);
    let text = &shown.notice.text;
    let mut blocks = vec![Block::Facts { facts: facts(t, shown) }];
    if !shown.notice.changes.is_empty() {
        blocks.push(Block::Heading { level: 1, text: t.vacancy_changes().to_owned() });
        blocks.extend(shown.notice.changes.iter().flat_map(|change| told(t, change)));
    }
    let prose = |text: &str| {
        (!text.trim().is_empty()).then(|| Block::Text { lang: other.clone(), paragraphs: paragraphs(text) })
    };
    section(&mut blocks, t.vacancy_who_may_apply(), prose(&text.who_may_apply));
    section(&mut blocks, t.vacancy_overview(), prose(&text.overview));
    let duties: Vec<_> = text.duties.iter().map(|duty| paragraphs(duty)).collect();
    section(
        &mut blocks,
        t.vacancy_duties(),
        (!duties.is_empty()).then(|| Block::Steps { lang: other.clone(), items: duties }),
    );
    let qualifications = [
        (t.vacancy_education(), &text.education),
        (t.vacancy_experience(), &text.experience),
        (t.vacancy_languages(), &text.languages),
        (t.vacancy_competencies(), &text.competencies),
    ];
    if qualifications.iter().any(|(_, q)| **q != Qualification::default()) {
        blocks.push(Block::Heading { level: 1, text: t.vacancy_qualifications().to_owned() });
    }
    for (title, qualification) in qualifications {
        for (kind, text) in
            [(t.vacancy_minimum(), &qualification.minimum), (t.vacancy_desirable(), &qualification.desirable)]
        {
            if let Some(block) = prose(text) {
                blocks.push(Block::Heading { level: 2, text: format!("{title} – {kind}") });
                blocks.push(block);
            }
        }
    }
    section(&mut blocks, t.vacancy_conditions(), prose(&text.conditions));
    section(&mut blocks, t.vacancy_process(), prose(&text.process));
    blocks.push(Block::Heading { level: 1, text: t.vacancy_standing().to_owned() });
    for (title, body) in [
        (t.vacancy_diversity_title(), t.vacancy_diversity()),
        (t.vacancy_zero_tolerance_title(), t.vacancy_zero_tolerance()),
        (t.vacancy_no_fee_title(), t.vacancy_no_fee()),
    ] {
        blocks.push(Block::Heading { level: 2, text: title.to_owned() });
        blocks.push(Block::Text { lang: None, paragraphs: vec![vec![body.to_owned()]] });
    }
    Document {
        title: text.title.clone(),
        lang: lang.tag().to_owned(),
        title_lang: other,
        author: t.notice_organization().to_owned(),
        foot: format!("{} · {address}", shown.notice.number),
        blocks,
    }
}

/// Adds a part under its heading, if there is one.
fn section(blocks: &mut Vec<Block>, title: &str, block: Option<Block>) {
    if let Some(block) = block {
        blocks.push(Block::Heading { level: 1, text: title.to_owned() });
        blocks.push(block);
    }
}

/// What readers are told of a change.
fn told(t: Texts, change: &Told) -> Vec<Block> {
    let on = dates::long(t, change.on);
    let says = |text: String| Block::Text { lang: None, paragraphs: vec![vec![text]] };
    match &change.said {
        Said::Extended { from } => vec![says(t.vacancy_extended(on, dates::long(t, *from)))],
        Said::Corrected { note, lang } => {
            let lang = t.other(*lang).map(str::to_owned);
            vec![says(t.vacancy_corrected(on)), Block::Text { lang, paragraphs: paragraphs(note) }]
        }
    }
}

fn facts(t: Texts, shown: &Shown) -> Vec<Fact> {
    let notice = &shown.notice;
    let deadline = words::deadline(t, notice.closes_on, &notice.zone, &notice.duty_station.city);
    let others = words::facts(t, notice, &shown.country, &shown.open_to);
    [(t.vacancy_deadline(), deadline, None)]
        .into_iter()
        .chain(others)
        .map(|(name, value, lang)| Fact { name: name.to_owned(), value, lang: lang.map(str::to_owned) })
        .collect()
}

/// A plain text as paragraphs: an empty line parts them; lines that follow each other without one are a list.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    text.split("\n\n")
        .map(|block| {
            let lines = block.lines().map(|line| line.trim().trim_start_matches(['•', '·']).trim_start());
            lines.filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|lines| !lines.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::vacancy::shown;
    use jiff::civil::date;
    use model::vacancy::{Change, Changed, Notice, Vacancy};

    #[test]
    fn what_has_changed_stands_before_what_the_notice_says() {
        let file: serde_json::Value = serde_json::from_str(services::sample::VACANCIES[0]).unwrap();
        let mut vacancy: Vacancy = serde_json::from_value(file["vacancies"][0].clone()).unwrap();
        let note = [(Lang::En, "The grade is P4.".to_owned())].into();
        vacancy.changes = vec![
            Change { on: date(2026, 12, 1), what: Changed::Extended { from: date(2026, 12, 31) } },
            Change { on: date(2026, 12, 2), what: Changed::Corrected { note } },
        ];
        let told = Notice::of(&vacancy, 1, Lang::Fr).unwrap();
        let blocks = notice(&shown(told, Lang::Fr, 0), Lang::Fr, "https://jobs.example.org").blocks;
        let text = |lang: Option<&str>, text: &str| Block::Text {
            lang: lang.map(str::to_owned),
            paragraphs: vec![vec![text.to_owned()]],
        };
        assert_eq!(
            blocks[1..5],
            [
                Block::Heading { level: 1, text: "Ce qui a changé".into() },
                text(None, "2 décembre 2026 : l’avis a été corrigé."),
                text(Some("en"), "The grade is P4."),
                text(None, "1er décembre 2026 : le délai a été prolongé. Il expirait le 31 décembre 2026."),
            ]
        );
    }
}
