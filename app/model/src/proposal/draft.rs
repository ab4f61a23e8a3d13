//! A proposal that is being written, part by part. Those of an office write it together: each part is a draft that they share.

use super::{
    BackgroundDraft, DutiesDraft, GeneralDraft, IntroductionDraft, Proposal, QualificationsDraft, RestDraft,
    SponsorDraft, SupervisionDraft, TrainingDraft,
};
use crate::{
    choice::Choice,
    choices,
    draft::{Draft, Privacy},
    form::Fields,
    language::Lang,
    organisation::Place,
    problem::{Problem, Problems},
    profile::Progress,
    vacancy::draft::DatesDraft,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// A part of a proposal: a form of its own, under the heading that the organisation's form has for it.
    pub enum Part {
        General = "general",
        Supervision = "supervision",
        Introduction = "introduction",
        Duties = "duties",
        Qualifications = "qualifications",
        Training = "training",
        Background = "background",
        Sponsor = "sponsor",
        /// What a form that was read in had no place for.
        Rest = "rest",
        /// From when to when the vacancy takes applications: asked for when it is published.
        Publication = "publication",
    }
}

/// The same for each part, with its draft as a type.
macro_rules! with_draft {
    ($part:expr, $draft:ident => $body:expr) => {
        with_draft!(@ $part, $draft, $body, General GeneralDraft, Supervision SupervisionDraft,
            Introduction IntroductionDraft, Duties DutiesDraft, Qualifications QualificationsDraft,
            Training TrainingDraft, Background BackgroundDraft, Sponsor SponsorDraft, Rest RestDraft,
            Publication DatesDraft)
    };
    (@ $part:expr, $draft:ident, $body:expr, $($variant:ident $type:ty),+) => {
        match $part {
            $(Part::$variant => {
                type $draft = $type;
                $body
            })+
        }
    };
}

impl Part {
    /// The parts of the document, in its order.
    pub const DOCUMENT: [Part; 8] = [
        Part::General,
        Part::Supervision,
        Part::Introduction,
        Part::Duties,
        Part::Qualifications,
        Part::Training,
        Part::Background,
        Part::Sponsor,
    ];

    /// The names of its fields.
    #[must_use]
    pub fn fields(self) -> &'static [(&'static str, Privacy)] {
        with_draft!(self, D => D::FIELDS)
    }

    /// What is wrong with these fields if they were submitted today.
    #[must_use]
    pub fn problems(self, fields: &Fields, today: Date) -> Problems {
        with_draft!(self, D => fields.draft::<D>().check(today).err().unwrap_or_default())
    }

    /// The part that a field of the document is in.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Part> {
        Part::DOCUMENT.into_iter().find(|part| part.fields().iter().any(|(name, _)| *name == field))
    }

    /// Whether it may be left empty.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        matches!(self, Part::Sponsor | Part::Rest)
    }
}

/// Whether a field of the document is a list, an item a line.
#[must_use]
pub fn is_list(field: &str) -> bool {
    matches!(field, "duties" | "outputs" | "competencies" | "learning")
}

/// The fields of the document, in its order, with the parts that they are in.
pub fn document_fields() -> impl Iterator<Item = (Part, &'static str)> {
    Part::DOCUMENT.into_iter().flat_map(|part| part.fields().iter().map(move |(name, _)| (part, *name)))
}

/// A part, and how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    pub part: Part,
    pub progress: Progress,
}

impl Stand {
    /// Whether the proposal cannot be submitted as long as it stands so.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.progress.is_missing(self.part.is_optional())
    }
}

/// All that is typed of a proposal: the fields of its parts. A version that was submitted is kept as it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalDraft(BTreeMap<Part, Fields>);

impl ProposalDraft {
    /// Puts the fields of a part in.
    pub fn put(&mut self, part: Part, fields: Fields) {
        self.0.insert(part, fields);
    }

    /// Puts a draft of a part in.
    pub fn put_draft<D: Draft>(&mut self, part: Part, draft: &D) {
        let all = D::FIELDS.iter().map(|(name, _)| ((*name).to_owned(), draft.get(name).to_owned()));
        self.put(part, Fields(all.filter(|(_, text)| !text.is_empty()).collect()));
    }

    /// Puts a text into a field of the document; says whether there is such a field.
    pub fn set(&mut self, field: &str, text: String) -> bool {
        let Some(part) = Part::of_field(field) else { return false };
        let fields = self.0.entry(part).or_default();
        fields.0.retain(|(name, _)| name != field);
        fields.0.push((field.to_owned(), text));
        true
    }

    /// What stands in a part.
    #[must_use]
    pub fn fields(&self, part: Part) -> Fields {
        self.0.get(&part).cloned().unwrap_or_default()
    }

    /// What stands in a part, as its draft.
    #[must_use]
    pub fn part<D: Draft>(&self, part: Part) -> D {
        self.0.get(&part).map(Fields::draft).unwrap_or_default()
    }

    /// What stands in a field of the document; empty where nothing does.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        let fields = Part::of_field(field).and_then(|part| self.0.get(&part));
        fields.map_or("", |fields| fields.get(field))
    }

    /// Only what the document says: what is submitted, and compared.
    #[must_use]
    pub fn document(&self) -> Self {
        let parts = Part::DOCUMENT.into_iter().filter_map(|part| Some((part, self.0.get(&part)?.clone())));
        ProposalDraft(parts.collect())
    }

    /// What another proposal takes over of it: who sponsors that, and when it is published, is said anew.
    #[must_use]
    pub fn copied(&self) -> Self {
        let parts = self.parts().filter(|(part, _)| !matches!(part, Part::Sponsor | Part::Publication));
        ProposalDraft(parts.map(|(part, fields)| (part, fields.clone())).collect())
    }

    /// Puts what is usual into the fields of which nothing is said: words only in the proposal's own language.
    pub fn complete(&mut self, usual: &Self) {
        let same_language = self.get("language").is_empty() || self.language() == usual.language();
        for (part, field) in document_fields() {
            let text = usual.get(field);
            let fits = same_language || part == Part::General;
            if fits && !text.is_empty() && self.get(field).trim().is_empty() {
                self.set(field, text.to_owned());
            }
        }
    }

    /// Its parts with what stands in them.
    pub fn parts(&self) -> impl Iterator<Item = (Part, &Fields)> {
        self.0.iter().map(|(part, fields)| (*part, fields))
    }

    /// Whether the same stands in every field of the document.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        document_fields().all(|(_, field)| self.get(field) == other.get(field))
    }

    /// The language that it is written in, as far as it is said.
    #[must_use]
    pub fn language(&self) -> Lang {
        self.get("language").parse().unwrap_or_default()
    }

    /// Where the post is, as far as it is said.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        Place::parse(self.get("place"))
    }

    /// How far each part of the document is. What was read in and has no place yet is a part as long as there is something.
    #[must_use]
    pub fn stands(&self, today: Date) -> Vec<Stand> {
        let rest = Some(Part::Rest).filter(|part| !self.is_blank(*part));
        Part::DOCUMENT.into_iter().chain(rest).map(|part| self.stand(part, today)).collect()
    }

    fn is_blank(&self, part: Part) -> bool {
        self.0.get(&part).is_none_or(|fields| fields.0.iter().all(|(_, text)| text.trim().is_empty()))
    }

    fn stand(&self, part: Part, today: Date) -> Stand {
        let problems = part.problems(&self.fields(part), today).0.len();
        let progress = match u32::try_from(problems).unwrap_or(u32::MAX) {
            _ if self.is_blank(part) => Progress::NotStarted,
            0 => Progress::Complete,
            problems => Progress::InProgress { problems },
        };
        Stand { part, progress }
    }

    /// The proposal, if nothing is missing.
    ///
    /// # Errors
    /// A problem for each part that is not complete: its field is the part's slug.
    pub fn check(&self, today: Date) -> Result<Proposal, Problems> {
        let mut problems = Problems::default();
        for stand in self.stands(today) {
            if stand.is_missing() {
                problems.add(stand.part.slug(), Problem::Incomplete);
            }
        }
        problems.or(self.value(today))
    }

    fn value(&self, today: Date) -> Option<Proposal> {
        Some(Proposal {
            general: self.part::<GeneralDraft>(Part::General).check(today).ok()?,
            supervision: self.part::<SupervisionDraft>(Part::Supervision).check(today).ok()?,
            introduction: self.part::<IntroductionDraft>(Part::Introduction).check(today).ok()?,
            duties: self.part::<DutiesDraft>(Part::Duties).check(today).ok()?,
            qualifications: self.part::<QualificationsDraft>(Part::Qualifications).check(today).ok()?,
            training: self.part::<TrainingDraft>(Part::Training).check(today).ok()?,
            background: self.part::<BackgroundDraft>(Part::Background).check(today).ok()?,
            sponsor: self.part::<SponsorDraft>(Part::Sponsor).check(today).ok()?,
        })
    }
}
