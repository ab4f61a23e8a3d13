//! A vacancy that is being written, part by part. Several people write it: each part is a draft that they share.

mod parts;
pub mod question;
#[cfg(test)]
mod tests;

pub use parts::{
    BasicsDraft, Dates, DatesDraft, ExtensionDraft, NOTE_MOST, NoteDraft, QualificationsDraft, TextDraft,
};

use super::{Vacancy, VacancyText, life::Stage};
use crate::{
    choice::Choice,
    choices,
    draft::{Draft, Privacy},
    form::{Fields, Form},
    language::Lang,
    problem::{Problem, Problems},
    profile::Progress,
};
use jiff::civil::Date;
use parts::{Basics, Qualifications};
use question::{OrderDraft, QuestionDraft};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// A part of a vacancy: a form of its own.
    pub enum Part {
        Basics = "basics",
        TextEn = "text-en",
        QualificationsEn = "qualifications-en",
        TextFr = "text-fr",
        QualificationsFr = "qualifications-fr",
        TextEs = "text-es",
        QualificationsEs = "qualifications-es",
        /// Which screening questions there are, in which order: each is a form of its own.
        Questions = "questions",
        Dates = "dates",
        /// What readers are told of a correction.
        Note = "note",
        /// A later deadline. It is no part of the text: it takes effect when it is submitted.
        Extension = "extension",
    }
}

/// The same for each part, with its draft as a type.
macro_rules! with_draft {
    ($part:expr, $draft:ident => $body:expr) => {
        match $part {
            Part::Basics => {
                type $draft = BasicsDraft;
                $body
            }
            Part::TextEn | Part::TextFr | Part::TextEs => {
                type $draft = TextDraft;
                $body
            }
            Part::QualificationsEn | Part::QualificationsFr | Part::QualificationsEs => {
                type $draft = QualificationsDraft;
                $body
            }
            Part::Questions => {
                type $draft = OrderDraft;
                $body
            }
            Part::Dates => {
                type $draft = DatesDraft;
                $body
            }
            Part::Note => {
                type $draft = NoteDraft;
                $body
            }
            Part::Extension => {
                type $draft = ExtensionDraft;
                $body
            }
        }
    };
}

impl Part {
    /// The language that a part is in; none where it is in none.
    #[must_use]
    pub const fn lang(self) -> Option<Lang> {
        match self {
            Part::TextEn | Part::QualificationsEn => Some(Lang::En),
            Part::TextFr | Part::QualificationsFr => Some(Lang::Fr),
            Part::TextEs | Part::QualificationsEs => Some(Lang::Es),
            _ => None,
        }
    }

    /// The parts of a vacancy that is written or changed where it stands. Once it is published its days are no longer among
    /// them: the deadline is extended. Readers are then told what is corrected.
    pub fn of(stage: Stage) -> impl Iterator<Item = Part> {
        let published = stage == Stage::Published;
        Part::ALL.iter().copied().filter(move |part| match part {
            Part::Extension => false,
            Part::Dates => !published,
            Part::Note => published,
            _ => true,
        })
    }

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
}

/// All that is typed of a vacancy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VacancyDraft {
    pub basics: BasicsDraft,
    /// By language, as [`Lang::index`].
    pub texts: [TextDraft; 3],
    pub qualifications: [QualificationsDraft; 3],
    pub order: OrderDraft,
    /// By their ids; those count that stand in the order.
    pub questions: BTreeMap<u8, QuestionDraft>,
    pub dates: DatesDraft,
    pub note: NoteDraft,
}

/// A part, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    pub part: Part,
    pub progress: Progress,
    /// Whether it may be left empty.
    pub optional: bool,
}

impl Stand {
    /// Whether the vacancy cannot be published as long as it stands so.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.progress.is_missing(self.optional)
    }
}

impl VacancyDraft {
    /// Puts the fields of a part in.
    pub fn put(&mut self, part: Part, fields: &Fields) {
        match (part, part.lang()) {
            (Part::TextEn | Part::TextFr | Part::TextEs, Some(lang)) => {
                self.texts[lang.index()] = fields.draft()
            }
            (_, Some(lang)) => self.qualifications[lang.index()] = fields.draft(),
            (Part::Basics, _) => self.basics = fields.draft(),
            (Part::Questions, _) => self.order = fields.draft(),
            (Part::Dates, _) => self.dates = fields.draft(),
            (Part::Note, _) => self.note = fields.draft(),
            _ => {}
        }
    }

    /// What stands in a part.
    #[must_use]
    pub fn fields(&self, part: Part) -> Fields {
        match (part, part.lang()) {
            (Part::TextEn | Part::TextFr | Part::TextEs, Some(lang)) => fields(&self.texts[lang.index()]),
            (_, Some(lang)) => fields(&self.qualifications[lang.index()]),
            (Part::Basics, _) => fields(&self.basics),
            (Part::Questions, _) => fields(&self.order),
            (Part::Dates, _) => fields(&self.dates),
            (Part::Note, _) => fields(&self.note),
            _ => Fields::default(),
        }
    }

    /// What would have to be typed for a vacancy to be as it is.
    #[must_use]
    pub fn of(vacancy: &Vacancy) -> Self {
        let mut draft = Self { basics: BasicsDraft::of_vacancy(vacancy), ..Self::default() };
        for (lang, text) in &vacancy.texts {
            draft.texts[lang.index()] = TextDraft::of_text(text);
            draft.qualifications[lang.index()] = QualificationsDraft::of_text(text);
        }
        draft.order =
            OrderDraft::of_ids(&vacancy.questions.iter().map(|question| question.id).collect::<Vec<_>>());
        let questions = vacancy.questions.iter();
        draft.questions =
            questions.map(|question| (question.id, QuestionDraft::of_question(question))).collect();
        draft.dates = DatesDraft::of_vacancy(vacancy);
        draft
    }

    /// The forms of a vacancy that stands there, with what is in them.
    #[must_use]
    pub fn forms(&self, id: &str, stage: Stage) -> Vec<(Form, Fields)> {
        let parts = Part::of(stage).map(|part| (Form::Vacancy(id.to_owned(), part), self.fields(part)));
        let asked = self.questions.iter();
        parts.chain(asked.map(|(n, draft)| (Form::Question(id.to_owned(), *n), fields(draft)))).collect()
    }

    /// The questions in their order, and of each whether something is missing.
    pub fn asked(&self) -> impl Iterator<Item = (u8, QuestionDraft, bool)> {
        self.order.ids().into_iter().map(move |id| {
            let draft = self.questions.get(&id).cloned().unwrap_or_default();
            let wrong = draft.question(id, self.original(), None).is_none();
            (id, draft, wrong)
        })
    }

    /// The language that it is written in first, as far as it is said.
    #[must_use]
    pub fn original(&self) -> Lang {
        self.basics.original_language.parse().unwrap_or_default()
    }

    /// How far each part is of a vacancy that stands there.
    #[must_use]
    pub fn stands(&self, stage: Stage, today: Date) -> Vec<Stand> {
        Part::of(stage).map(|part| self.stand(part, today)).collect()
    }

    fn stand(&self, part: Part, today: Date) -> Stand {
        let fields = self.fields(part);
        let blank = fields.0.iter().all(|(_, text)| text.trim().is_empty());
        let problems = match part {
            Part::Questions => self.asked().filter(|(.., wrong)| *wrong).count(),
            part => part.problems(&fields, today).0.len(),
        };
        let progress = match u32::try_from(problems).unwrap_or(u32::MAX) {
            _ if blank => Progress::NotStarted,
            0 => Progress::Complete,
            problems => Progress::InProgress { problems },
        };
        let optional = match (part, part.lang()) {
            // Qualifications stand in a text: where there are some, there must be one.
            (Part::TextEn | Part::TextFr | Part::TextEs, Some(lang)) => {
                lang != self.original() && self.qualifications[lang.index()].is_blank()
            }
            (part, lang) => lang.is_some() || part == Part::Questions,
        };
        Stand { part, progress, optional }
    }

    /// The vacancy, if nothing is missing: one that is begun without a number, which it gets when it is published; one that is
    /// changed (`before`) with whatever is no part of the form as it was, its category too, which its number names; once it is
    /// `published` with its days.
    ///
    /// # Errors
    /// A problem for each part that is not complete: its field is the part's slug.
    pub fn check(&self, stage: Stage, before: Option<&Vacancy>, today: Date) -> Result<Vacancy, Problems> {
        let mut problems = Problems::default();
        for stand in self.stands(stage, today) {
            // What readers are told of a correction is asked for last: the text can be seen without it.
            if stand.is_missing() && stand.part != Part::Note {
                problems.add(stand.part.slug(), Problem::Incomplete);
            }
        }
        let published = before.filter(|_| stage == Stage::Published);
        problems.or(self.value(published, before, today))
    }

    fn value(&self, published: Option<&Vacancy>, before: Option<&Vacancy>, today: Date) -> Option<Vacancy> {
        let basics: Basics = self.basics.check(today).ok()?;
        let dates = match published {
            Some(vacancy) => Dates {
                published_on: vacancy.published_on,
                closes_on: vacancy.closes_on,
                zone: vacancy.zone.clone(),
            },
            None => self.dates.check(today).ok()?,
        };
        let texts = Lang::ALL
            .into_iter()
            .filter(|lang| !self.texts[lang.index()].is_blank())
            .map(|lang| {
                let text: VacancyText = self.texts[lang.index()].check(today).ok()?;
                let Qualifications { education, experience, languages, competencies } =
                    self.qualifications[lang.index()].check(today).ok()?;
                Some((lang, VacancyText { education, experience, languages, competencies, ..text }))
            })
            .collect::<Option<_>>()?;
        let original = self.original();
        let was = |id: u8| before?.questions.iter().find(|question| question.id == id);
        let question = |id: u8| self.questions.get(&id)?.question(id, original, was(id));
        let questions = self.order.ids().into_iter().map(question).collect::<Option<_>>()?;
        let (number, changes) = match before.cloned() {
            Some(vacancy) => (vacancy.number, vacancy.changes),
            None => (String::new(), Vec::new()),
        };
        Some(Vacancy {
            number,
            questions,
            changes,
            job_id: basics.job_id,
            category: before.map_or(basics.category, |vacancy| vacancy.category),
            grade: basics.grade,
            contract_type: basics.contract_type,
            contract_months: basics.contract_months,
            published_on: dates.published_on,
            closes_on: dates.closes_on,
            zone: dates.zone,
            department: basics.department,
            unit: basics.unit,
            duty_station: basics.duty_station,
            open_to: basics.open_to,
            second_language: basics.second_language,
            original_language: basics.original_language,
            texts,
        })
    }
}

fn fields<D: Draft>(draft: &D) -> Fields {
    let all = D::FIELDS.iter().map(|(name, _)| ((*name).to_owned(), draft.get(name).to_owned()));
    Fields(all.filter(|(_, text)| !text.is_empty()).collect())
}
