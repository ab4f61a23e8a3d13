//! What an application is asked beside what every one is: the vacancy's questions, and whether a letter that was written for
//! another vacancy was read again.

use super::{ApplicationDraft, COVER_LETTER_MOST, Letter};
use crate::{
    draft::Checker,
    form::Fields,
    language::Lang,
    problem::{Problem, Problems},
    profile::LINE_MOST,
    text,
    vacancy::question::{Answer, Asked},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A cover letter that the person has written for another vacancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierLetter {
    /// As [`text::paragraphs`] leaves it.
    pub text: String,
    /// The vacancy that it was written for.
    pub title: String,
    /// The language of the title.
    pub lang: Lang,
    pub number: String,
}

impl EarlierLetter {
    /// Whether a letter says the same, word for word.
    #[must_use]
    pub fn is(&self, letter: &str) -> bool {
        !self.text.is_empty() && text::paragraphs(letter) == self.text
    }
}

/// What an application for a vacancy is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    pub questions: Vec<Asked>,
    /// The letter that stands in the draft, or is offered there, if it was written for another vacancy: it is sent only once the
    /// person has said that it was read again (the FAQ tells of letters that were sent unseen).
    pub earlier: Option<EarlierLetter>,
}

impl Asking {
    /// What is wrong with these fields if they were sent today.
    #[must_use]
    pub fn problems(&self, fields: &Fields, today: Date) -> Problems {
        self.check(&fields.draft(), today).err().unwrap_or_default()
    }

    /// What was typed, as it can be sent.
    ///
    /// # Errors
    /// All that is wrong, field by field.
    pub fn check(&self, draft: &ApplicationDraft, _today: Date) -> Result<Letter, Problems> {
        let mut check = Checker::new(draft);
        let cover_letter = check.paragraphs("cover_letter", COVER_LETTER_MOST);
        let earlier = self.earlier.as_ref().is_some_and(|earlier| earlier.is(&cover_letter));
        if earlier && !check.ticked("letter_read") {
            check.problems.add("letter_read", Problem::NotRead);
        }
        let personnel_number = check.line("personnel_number", LINE_MOST);
        let mut answers = Vec::new();
        for asked in &self.questions {
            match asked.answer(crate::draft::Draft::get(draft, asked.field())) {
                Ok(said) => answers.extend(said.map(|said| Answer { id: asked.id, said })),
                Err(problem) => check.problems.add(asked.field(), problem),
            }
        }
        check.or(Some(Letter { cover_letter, personnel_number, answers }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        choice::YesNo,
        draft::Draft,
        vacancy::question::{Said, Way},
    };
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 25);

    fn asking() -> Asking {
        let asked = Asked {
            id: 3,
            way: Way::YesNo,
            mandatory: true,
            lang: Lang::En,
            question: "Do you drive?".into(),
            hint: String::new(),
        };
        let earlier = EarlierLetter {
            text: "Dear panel,\nI count.".into(),
            title: "Statistician".into(),
            lang: Lang::En,
            number: "A/1".into(),
        };
        Asking { questions: vec![asked], earlier: Some(earlier) }
    }

    fn problems(fields: &[(&str, &str)]) -> Vec<(String, Problem)> {
        let draft = ApplicationDraft::of(fields.iter().copied());
        let problems = asking().check(&draft, TODAY).err().unwrap_or_default();
        problems.0.into_iter().map(|wrong| (wrong.field, wrong.problem)).collect()
    }

    #[test]
    fn a_letter_for_another_vacancy_is_confirmed_edited_or_removed() {
        let unread = [("letter_read".to_owned(), Problem::NotRead)];
        for same in ["Dear panel,\nI count.", "  Dear panel,\r\nI count.\u{200B}\n"] {
            assert_eq!(problems(&[("answer_3", "no"), ("cover_letter", same)]), unread, "{same:?}");
            assert_eq!(problems(&[("answer_3", "no"), ("cover_letter", same), ("letter_read", "yes")]), []);
        }
        for other in ["Dear panel,\nI draw.", ""] {
            assert_eq!(problems(&[("answer_3", "no"), ("cover_letter", other)]), [], "{other:?}");
        }
    }

    #[test]
    fn the_vacancys_questions_are_answered_in_their_fields() {
        assert_eq!(problems(&[]), [("answer_3".to_owned(), Problem::Missing)]);
        let letter = asking().check(&ApplicationDraft::of([("answer_3", "yes")]), TODAY);
        let said = Answer { id: 3, said: Said::YesNo(YesNo::Yes) };
        assert_eq!(letter.map(|letter| letter.answers), Ok(vec![said]));
    }

    #[test]
    fn an_answer_to_what_is_not_asked_is_not_sent() {
        let letter = Asking::default().check(&ApplicationDraft::of([("answer_3", "yes")]), TODAY);
        assert_eq!(letter.map(|letter| letter.answers), Ok(vec![]));
    }
}
