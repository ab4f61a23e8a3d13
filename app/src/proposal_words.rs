//! What proposals say that nobody has to type: what a new one begins with, and the notice of the vacancy that it becomes.

use crate::{names, pages::staff::proposal_labels as labels, texts::Texts};
use model::{
    country::Country,
    language::Lang,
    list,
    proposal::{
        DutiesDraft, GeneralDraft, Proposal, QualificationsDraft,
        desk::Row,
        draft::{Part, ProposalDraft},
    },
    vacancy::{Qualification, VacancyText},
};
use services::clock;

/// What stands in a proposal before anything is typed: the usual assignment, the standing competencies and the sentences that lead
/// the lists.
#[must_use]
pub fn usual(lang: Lang) -> ProposalDraft {
    let t = Texts(lang);
    let mut draft = ProposalDraft::default();
    draft.put_draft(Part::General, &GeneralDraft::begun(lang));
    let duties = DutiesDraft {
        duties_lead: t.proposal_words_duties_lead().to_owned(),
        outputs_lead: t.proposal_words_outputs_lead().to_owned(),
        ..DutiesDraft::default()
    };
    draft.put_draft(Part::Duties, &duties);
    let competencies = list::typed(&list::items(t.proposal_words_competencies()));
    draft.put_draft(
        Part::Qualifications,
        &QualificationsDraft { competencies, ..QualificationsDraft::default() },
    );
    draft
}

/// What the notice says of a proposal, in the proposal's language; `office` is the name of its department or office.
#[must_use]
pub fn notice(proposal: &Proposal, office: &str) -> VacancyText {
    let general = &proposal.general;
    let t = Texts(general.language);
    let duties = &proposal.duties;
    let mut tasks = duties.duties.clone();
    tasks.extend(duties.outputs.iter().map(|output| t.proposal_words_output(output)));
    let qualifications = &proposal.qualifications;
    let experience = Qualification {
        minimum: both(
            &qualifications.experience.minimum,
            t.proposal_words_skills(),
            &qualifications.skills.minimum,
        ),
        desirable: both(
            &qualifications.experience.desirable,
            t.proposal_words_skills_desirable(),
            &qualifications.skills.desirable,
        ),
    };
    let supervised = t.proposal_words_supervised_by(&proposal.supervision.title);
    let supervision = format!("{supervised}\n\n{}", proposal.supervision.method);
    let training = format!("{}\n\n{}", proposal.training.components, listed(&proposal.training.learning));
    VacancyText {
        title: t.proposal_words_title(&general.title),
        department: office.to_owned(),
        unit: general.unit.clone(),
        who_may_apply: who_may_apply(t, proposal),
        overview: sections(&[
            ("", &proposal.introduction),
            (t.proposal_words_supervision(), &supervision),
            (t.proposal_words_background(), &proposal.background),
        ]),
        duties: tasks,
        education: qualifications.education.clone(),
        experience,
        languages: qualifications.languages.clone(),
        competencies: Qualification {
            minimum: qualifications.competencies.join("\n"),
            desirable: String::new(),
        },
        conditions: sections(&[("", &assignment(t, proposal)), (t.proposal_words_training(), &training)]),
        process: String::new(),
    }
}

/// Whose nationals may apply, and what else is asked of them.
fn who_may_apply(t: Texts, proposal: &Proposal) -> String {
    let countries: Vec<_> =
        proposal.sponsor.open_to().iter().map(|country| names::country(t.0, *country)).collect();
    let nationals = match countries.len() {
        0 => String::new(),
        count => t.proposal_words_nationals(count as u64, countries.join(", ")),
    };
    sections(&[("", &nationals), ("", &proposal.sponsor.nationality)])
}

/// How long the assignment lasts.
fn assignment(t: Texts, proposal: &Proposal) -> String {
    let lasts = t.proposal_words_duration(proposal.general.duration.into());
    if proposal.general.renewable { format!("{lasts} {}", t.proposal_words_renewable()) } else { lasts }
}

/// Two texts, the second behind its heading; without a heading where it is empty.
fn both(first: &str, heading: &str, second: &str) -> String {
    sections(&[("", first), (heading, second)])
}

/// Texts with their headings, an empty line between them; what is empty is left out with its heading.
fn sections(all: &[(&str, &str)]) -> String {
    let filled = all.iter().filter(|(_, text)| !text.trim().is_empty());
    let section = |(heading, text): &(&str, &str)| match *heading {
        "" => (*text).to_owned(),
        heading => format!("{heading}\n\n{text}"),
    };
    filled.map(section).collect::<Vec<_>>().join("\n\n")
}

/// A list within a text: the notice shows lines that follow each other as one.
fn listed(items: &[String]) -> String {
    items.join("\n")
}

/// The table of proposals: what its columns are called, and then a row for each.
#[must_use]
pub fn table(lang: Lang, rows: &[Row]) -> Vec<Vec<String>> {
    let t = Texts(lang);
    let head = [
        t.proposal_words_csv_number(),
        t.proposal_words_csv_title(),
        t.proposal_words_csv_state(),
        t.proposal_words_csv_since(),
        t.proposal_words_csv_days(),
        t.proposal_words_csv_overdue(),
        t.proposal_words_csv_office(),
        t.proposal_words_csv_region(),
        t.proposal_words_csv_place(),
        t.proposal_words_csv_sponsor(),
        t.proposal_words_csv_language(),
        t.proposal_words_csv_late(),
    ];
    let yes = |is: bool| if is { t.form_yes() } else { t.form_no() }.to_owned();
    let row = |row: &Row| {
        let sponsor = Country::parse(&row.sponsor).map(|country| names::country(lang, country));
        let cells = [
            row.number.map(|number| number.to_string()).unwrap_or_default(),
            row.title.clone(),
            labels::state(t, row.state).0.to_owned(),
            clock::day(row.since).to_string(),
            row.days.to_string(),
            yes(row.overdue),
            row.office.clone(),
            row.region.map(|region| labels::region(t, region)).unwrap_or_default().to_owned(),
            row.place.map(|place| labels::place(t, place)).unwrap_or_default().to_owned(),
            sponsor.unwrap_or_default().to_owned(),
            row.lang.own_name().to_owned(),
            yes(row.late),
        ];
        Vec::from(cells)
    };
    let head = head.iter().map(|head| (*head).to_owned()).collect();
    std::iter::once(head).chain(rows.iter().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::proposal::COMPETENCIES;

    #[test]
    fn a_new_proposal_begins_with_the_standing_competencies_in_every_language() {
        for lang in Lang::ALL {
            let draft = usual(lang);
            let items = list::items(draft.get("competencies"));
            assert_eq!(items.len(), 10, "{lang:?}");
            assert!((COMPETENCIES.0..=COMPETENCIES.1).contains(&items.len()));
            assert_eq!(draft.language(), lang);
            assert_eq!((draft.get("duration"), draft.get("grade")), ("12", "P2"));
            let example = Texts(lang).proposal_words_example();
            assert!(example.split("\n\n").count() >= 4, "the example has paragraphs");
        }
    }

    #[test]
    fn what_is_empty_has_no_heading() {
        assert_eq!(sections(&[("", "a"), ("B", " "), ("C", "c")]), "a\n\nC\n\nc");
    }
}
