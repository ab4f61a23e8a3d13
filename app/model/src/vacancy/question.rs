//! Screening questions: what a vacancy asks of its applicants beside the letter.
//!
//! An answer can be one that HRD wants to look at before anything else: it is flagged. A flag decides nothing, because people
//! decide, and only HRD knows of it: so what readers and applicants are given ([`Asked`]) does not say which answers are.

use crate::{
    application::ApplicationDraft,
    choice::{Choice, YesNo},
    draft::{Draft, over},
    language::Lang,
    problem::Problem,
    text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most questions of a vacancy.
pub const QUESTIONS_MOST: usize = 20;
/// The most UTF-16 code units of a question, and of its hint.
pub const QUESTION_MOST: usize = 500;
/// The fewest and the most options of a choice.
pub const OPTIONS: (usize, usize) = (2, 20);
/// The most UTF-16 code units of an option, and of its id.
pub const OPTION_MOST: usize = 200;
/// The most UTF-16 code units that a short text may be allowed to have.
pub const ANSWER_MOST: u32 = 1_000;
/// The greatest number that may be asked for.
pub const NUMBER_MOST: u32 = 1_000_000;

/// The field in which a question is answered. There is one for each id from 1 to [`QUESTIONS_MOST`], so that an application is a form
/// as any other.
#[must_use]
pub fn field(id: u8) -> Option<&'static str> {
    let answers =
        |(name, _): &(&'static str, _)| name.strip_prefix("answer_")?.parse().ok().map(|n: u8| (n, *name));
    ApplicationDraft::FIELDS.iter().filter_map(answers).find(|(n, _)| *n == id).map(|(_, name)| name)
}

/// A question as a vacancy sets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// From 1 to [`QUESTIONS_MOST`]: its answers are kept under it, so another question of the vacancy gets another one.
    pub id: u8,
    pub kind: Kind,
    /// Whether it must be answered.
    #[serde(default)]
    pub mandatory: bool,
    pub texts: BTreeMap<Lang, QuestionText>,
}

/// How a question is answered, and which answers are flagged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Kind {
    YesNo {
        #[serde(default)]
        disqualifying: Option<YesNo>,
    },
    /// One of these options, by their ids.
    Choice {
        options: Vec<String>,
        #[serde(default)]
        disqualifying: Vec<String>,
    },
    /// A whole number from `least` to `most`; below or above the others it is flagged.
    Number {
        least: u32,
        most: u32,
        #[serde(default)]
        disqualifying_below: Option<u32>,
        #[serde(default)]
        disqualifying_above: Option<u32>,
    },
    /// A text of so many UTF-16 code units at most. No text is flagged.
    Text { most: u32 },
}

/// A question in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionText {
    pub question: String,
    #[serde(default)]
    pub hint: String,
    /// What the options of a choice are called, by their ids.
    #[serde(default)]
    pub options: BTreeMap<String, String>,
}

/// A question as applicants are asked it, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub id: u8,
    pub way: Way,
    pub mandatory: bool,
    /// The language that it is in.
    pub lang: Lang,
    pub question: String,
    pub hint: String,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    YesNo,
    /// The options by their ids, with what they are called.
    Choice(Vec<(String, String)>),
    Number {
        least: u32,
        most: u32,
    },
    Text {
        most: u32,
    },
}

/// What was answered to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question's id.
    pub id: u8,
    pub said: Said,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    YesNo(YesNo),
    /// An option, by its id.
    Choice(String),
    Number(u32),
    Text(String),
}

impl Question {
    /// The text for a reader of `lang`, and the language that it is in: the original's where there is no translation.
    #[must_use]
    pub fn text(&self, lang: Lang, original: Lang) -> Option<(Lang, &QuestionText)> {
        let order = [lang, original, Lang::En].into_iter().chain(Lang::ALL);
        order.into_iter().find_map(|lang| self.texts.get(&lang).map(|text| (lang, text)))
    }

    /// The question as an applicant who reads `lang` is asked it; none where it has no text.
    #[must_use]
    pub fn asked(&self, lang: Lang, original: Lang) -> Option<Asked> {
        let (lang, text) = self.text(lang, original)?;
        let way = match &self.kind {
            Kind::YesNo { .. } => Way::YesNo,
            Kind::Choice { options, .. } => {
                let named = |id: &String| (id.clone(), text.options.get(id).unwrap_or(id).clone());
                Way::Choice(options.iter().map(named).collect())
            }
            Kind::Number { least, most, .. } => Way::Number { least: *least, most: *most },
            Kind::Text { most } => Way::Text { most: *most },
        };
        let (question, hint) = (text.question.clone(), text.hint.clone());
        Some(Asked { id: self.id, way, mandatory: self.mandatory, lang, question, hint })
    }

    /// Whether HRD wants to look at this answer. One of another kind than the question's is none.
    #[must_use]
    pub fn flags(&self, said: &Said) -> bool {
        match (&self.kind, said) {
            (Kind::YesNo { disqualifying }, Said::YesNo(said)) => *disqualifying == Some(*said),
            (Kind::Choice { disqualifying, .. }, Said::Choice(said)) => disqualifying.contains(said),
            (Kind::Number { disqualifying_below, disqualifying_above, .. }, Said::Number(said)) => {
                disqualifying_below.is_some_and(|least| *said < least)
                    || disqualifying_above.is_some_and(|most| *said > most)
            }
            _ => false,
        }
    }

    /// What is wrong with its definition.
    ///
    /// # Errors
    /// The first problem, with the path of its field, such as `texts.fr.question`.
    pub fn check(&self, original: Lang) -> Result<(), (String, Problem)> {
        if field(self.id).is_none() {
            return Err(("id".into(), Problem::NotBetween { least: 1, most: QUESTIONS_MOST as u32 }));
        }
        self.kind.check().map_err(|(field, problem)| (format!("kind.{field}"), problem))?;
        if !self.texts.contains_key(&original) {
            return Err(("texts".into(), Problem::Missing));
        }
        for (lang, text) in &self.texts {
            let wrong = |field: &str, problem| (format!("texts.{lang}.{field}"), problem);
            said("question", &text.question, QUESTION_MOST).map_err(|(f, p)| wrong(f, p))?;
            if !text.hint.trim().is_empty() {
                said("hint", &text.hint, QUESTION_MOST).map_err(|(f, p)| wrong(f, p))?;
            }
            for option in self.options() {
                let name = text.options.get(option).map_or("", String::as_str);
                said("options", name, OPTION_MOST).map_err(|(f, p)| wrong(f, p))?;
            }
            if text.options.len() > self.options().len() {
                return Err(wrong("options", Problem::NotAnOption));
            }
        }
        Ok(())
    }

    /// The ids of its options; none where it is no choice.
    #[must_use]
    pub fn options(&self) -> &[String] {
        if let Kind::Choice { options, .. } = &self.kind { options } else { &[] }
    }

    /// The same question, every text cleaned by the text rule.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        for text in self.texts.values_mut() {
            text.question = text::line(&text.question);
            text.hint = text::line(&text.hint);
            text.options.values_mut().for_each(|option| *option = text::line(option));
        }
        self
    }
}

impl Kind {
    fn check(&self) -> Result<(), (&'static str, Problem)> {
        match self {
            Kind::YesNo { .. } => Ok(()),
            Kind::Choice { options, disqualifying } => {
                let (least, most) = OPTIONS;
                if options.len() < least {
                    return Err(("choice.options", Problem::TooFew { least: least as u32 }));
                }
                if let Some(over) = options.len().checked_sub(most).filter(|over| *over > 0) {
                    return Err(("choice.options", Problem::TooLong { over: over as u32 }));
                }
                for (index, id) in options.iter().enumerate() {
                    if !is_plain(id) || options[..index].contains(id) {
                        return Err(("choice.options", Problem::NotAnOption));
                    }
                }
                if disqualifying.iter().any(|id| !options.contains(id)) {
                    return Err(("choice.disqualifying", Problem::NotAnOption));
                }
                Ok(())
            }
            Kind::Number { least, most, disqualifying_below, disqualifying_above } => {
                let (least, most) = (*least, *most);
                if most > NUMBER_MOST || least > most {
                    return Err(("number.most", Problem::NotBetween { least, most: NUMBER_MOST }));
                }
                for (field, bound) in [
                    ("number.disqualifying_below", disqualifying_below),
                    ("number.disqualifying_above", disqualifying_above),
                ] {
                    if bound.is_some_and(|bound| !(least..=most).contains(&bound)) {
                        return Err((field, Problem::NotBetween { least, most }));
                    }
                }
                Ok(())
            }
            Kind::Text { most } if (1..=ANSWER_MOST).contains(most) => Ok(()),
            Kind::Text { .. } => Err(("text.most", Problem::NotBetween { least: 1, most: ANSWER_MOST })),
        }
    }
}

/// Lower-case letters, digits and hyphens: what an option can be known by.
fn is_plain(id: &str) -> bool {
    (1..=OPTION_MOST).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// That a text says something, within its limit.
fn said<'f>(field: &'f str, text: &str, most: usize) -> Result<(), (&'f str, Problem)> {
    if text.trim().is_empty() {
        return Err((field, Problem::Missing));
    }
    if text::forbidden(text).is_some() {
        return Err((field, Problem::ForbiddenCharacter));
    }
    over(text, most).map_or(Ok(()), |over| Err((field, Problem::TooLong { over })))
}

/// What is wrong with the questions of a vacancy.
///
/// # Errors
/// The first problem, with the path of its field, such as `questions[2].texts.fr.question`.
pub fn check(questions: &[Question], original: Lang) -> Result<(), (String, Problem)> {
    if let Some(over) = questions.len().checked_sub(QUESTIONS_MOST).filter(|over| *over > 0) {
        return Err(("questions".into(), Problem::TooLong { over: over as u32 }));
    }
    for (index, question) in questions.iter().enumerate() {
        let path = |field: String| format!("questions[{index}].{field}");
        question.check(original).map_err(|(field, problem)| (path(field), problem))?;
        if questions[..index].iter().any(|other| other.id == question.id) {
            return Err((path("id".into()), Problem::NotAnOption));
        }
    }
    Ok(())
}

impl Asked {
    /// The field in which it is answered.
    #[must_use]
    pub fn field(&self) -> &'static str {
        field(self.id).unwrap_or_default()
    }

    /// What was typed as an answer; none if nothing was and nothing need be.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn answer(&self, typed: &str) -> Result<Option<Said>, Problem> {
        let line = text::line(typed);
        if line.is_empty() {
            return if self.mandatory { Err(Problem::Missing) } else { Ok(None) };
        }
        match &self.way {
            Way::YesNo => YesNo::parse(&line).map(Said::YesNo).ok_or(Problem::NotAnOption),
            Way::Choice(options) => {
                let known = options.iter().any(|(id, _)| *id == line);
                if known { Ok(Said::Choice(line)) } else { Err(Problem::NotAnOption) }
            }
            Way::Number { least, most } => {
                let number = line.parse().ok().filter(|number| (*least..=*most).contains(number));
                number.map(Said::Number).ok_or(Problem::NotBetween { least: *least, most: *most })
            }
            Way::Text { most } => {
                let answer = text::paragraphs(typed);
                if text::forbidden(&answer).is_some() {
                    return Err(Problem::ForbiddenCharacter);
                }
                let most = usize::try_from(*most).unwrap_or(usize::MAX);
                over(&answer, most).map_or(Ok(Said::Text(answer)), |over| Err(Problem::TooLong { over }))
            }
        }
        .map(Some)
    }
}

impl Said {
    /// As it is typed.
    #[must_use]
    pub fn typed(&self) -> String {
        match self {
            Said::YesNo(answer) => answer.slug().to_owned(),
            Said::Choice(text) | Said::Text(text) => text.clone(),
            Said::Number(number) => number.to_string(),
        }
    }
}

#[cfg(test)]
mod tests;
