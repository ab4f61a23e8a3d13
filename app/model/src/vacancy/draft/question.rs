//! A screening question as it is typed: a form of its own, whose place among the others stands in the vacancy's `order`.

use crate::{
    choice::{Choice, YesNo},
    choices, draft,
    draft::{Checker, Draft},
    language::Lang,
    list,
    problem::{Problem, Problems},
    vacancy::question::{
        ANSWER_MOST, Kind, NUMBER_MOST, OPTION_MOST, OPTIONS, QUESTION_MOST, QUESTIONS_MOST, Question,
        QuestionText,
    },
};
use jiff::civil::Date;
use std::collections::BTreeMap;

choices! {
    /// How a question is answered.
    pub enum Answered {
        YesNo = "yes-no",
        Choice = "choice",
        Number = "number",
        Text = "text",
    }
}

draft! {
    /// What is typed of a question.
    pub struct QuestionDraft => (Kind, bool, BTreeMap<Lang, QuestionText>), check_question {
        Public kind,
        Public mandatory,
        Public question_en,
        Public hint_en,
        Public options_en,
        Public question_fr,
        Public hint_fr,
        Public options_fr,
        Public question_es,
        Public hint_es,
        Public options_es,
        Hrd flag_options,
        Hrd flag_answer,
        Public least,
        Public most,
        Hrd flag_below,
        Hrd flag_above,
        Public text_most,
    }
}

/// The fields of a language: question, hint, options.
#[must_use]
pub const fn of_lang(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::En => ["question_en", "hint_en", "options_en"],
        Lang::Fr => ["question_fr", "hint_fr", "options_fr"],
        Lang::Es => ["question_es", "hint_es", "options_es"],
    }
}

type Checked = Result<(Kind, bool, BTreeMap<Lang, QuestionText>), Problems>;

fn check_question(draft: &QuestionDraft, _today: Date) -> Checked {
    check_in(draft, None, None)
}

/// Checks a question of a vacancy that is written in the language of `original` first, and that was asked like `before`: as far as
/// that is known.
fn check_in(draft: &QuestionDraft, original: Option<Lang>, before: Option<&Question>) -> Checked {
    let mut check = Checker::new(draft);
    let answered = check.required_option("kind", Answered::parse);
    let mut texts = BTreeMap::new();
    let mut options: Vec<(Lang, Vec<String>)> = Vec::new();
    for lang in Lang::ALL {
        let [question, hint, names] = of_lang(lang);
        let text = QuestionText {
            question: check.line(question, QUESTION_MOST),
            hint: check.line(hint, QUESTION_MOST),
            options: BTreeMap::new(),
        };
        let named = match answered {
            Some(Answered::Choice) => check.list(names, OPTIONS.1, OPTION_MOST),
            _ => Vec::new(),
        };
        if !text.question.is_empty() {
            texts.insert(lang, text);
            options.push((lang, named));
        } else if !text.hint.is_empty() || !named.is_empty() {
            check.problems.add(question, Problem::Missing);
        }
    }
    let needed = match original {
        Some(lang) => (!texts.contains_key(&lang)).then_some(lang),
        None => texts.is_empty().then_some(Lang::En),
    };
    if let Some([question, ..]) = needed.map(of_lang)
        && check.problems.of(question).is_none()
    {
        check.problems.add(question, Problem::Missing);
    }
    let kind = match answered {
        Some(Answered::Choice) => choice(&mut check, &mut texts, &options, before),
        Some(Answered::YesNo) => {
            Some(Kind::YesNo { disqualifying: check.option("flag_answer", YesNo::parse) })
        }
        Some(Answered::Number) => number(&mut check),
        Some(Answered::Text) => {
            check.required_number("text_most", 1, ANSWER_MOST).map(|most| Kind::Text { most })
        }
        None => None,
    };
    let mandatory = check.ticked("mandatory");
    check.or(kind.map(|kind| (kind, mandatory, texts)))
}

/// The options of a choice: as many in each language, each under the id that it had.
fn choice(
    check: &mut Checker<'_, QuestionDraft>,
    texts: &mut BTreeMap<Lang, QuestionText>,
    options: &[(Lang, Vec<String>)],
    before: Option<&Question>,
) -> Option<Kind> {
    let (first, names) = options.first()?;
    let count = names.len();
    if count < OPTIONS.0 {
        check.problems.add(of_lang(*first)[2], Problem::TooFew { least: OPTIONS.0 as u32 });
        return None;
    }
    let ids = ids(options, names, before);
    for (lang, names) in options {
        if names.len() != count {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            check.problems.add(of_lang(*lang)[2], Problem::NotAsMany { count });
        }
        if let Some(text) = texts.get_mut(lang) {
            text.options = ids.iter().cloned().zip(names.iter().cloned()).collect();
        }
    }
    let flagged = check.line("flag_options", OPTION_MOST);
    let places = flagged.split([',', ' ', ';']).filter(|place| !place.is_empty());
    let flagged: Vec<Option<&String>> =
        places.map(|place| place.parse::<usize>().ok().and_then(|n| ids.get(n.checked_sub(1)?))).collect();
    if flagged.iter().any(Option::is_none) {
        let most = u32::try_from(count).unwrap_or(u32::MAX);
        check.problems.add("flag_options", Problem::NotBetween { least: 1, most });
    }
    let disqualifying = flagged.into_iter().flatten().cloned().collect();
    Some(Kind::Choice { options: ids, disqualifying })
}

/// The ids of options. What applicants chose is kept under them: an option that is called as before has its id, wherever its line
/// stands now; another has one that is made of its name, so that no other option gets it once this one is gone.
fn ids(options: &[(Lang, Vec<String>)], first: &[String], before: Option<&Question>) -> Vec<String> {
    let known = before.map(Question::options).unwrap_or_default();
    let called = |id: &String, lang: &Lang| before?.texts.get(lang)?.options.get(id);
    let mut ids: Vec<String> = Vec::new();
    for (place, name) in first.iter().enumerate() {
        let had = options.iter().find_map(|(lang, names)| {
            let name = names.get(place)?;
            known.iter().find(|id| called(id, lang) == Some(name) && !ids.contains(id)).cloned()
        });
        let made = || {
            let id = format!("option-{:016x}", digest(name));
            let numbered = (2..).map(|n| format!("{id}-{n}"));
            let free = |id: &String| !ids.contains(id) && !known.contains(id);
            [id.clone()].into_iter().chain(numbered).find(free)
        };
        ids.extend(had.or_else(made));
    }
    ids
}

/// A number that is another for another name, as good as certainly: the same in every edition of the program (FNV-1a).
fn digest(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn number(check: &mut Checker<'_, QuestionDraft>) -> Option<Kind> {
    let least = check.required_number("least", 0, NUMBER_MOST)?;
    let most = check.required_number("most", least, NUMBER_MOST)?;
    let disqualifying_below = check.number("flag_below", least, most);
    let disqualifying_above = check.number("flag_above", least, most);
    Some(Kind::Number { least, most, disqualifying_below, disqualifying_above })
}

impl QuestionDraft {
    /// What would have to be typed for a question to be as it is.
    #[must_use]
    pub fn of_question(question: &Question) -> Self {
        let mut draft = Self::default();
        let mut set = |field: &str, text: String| draft.set(field, text);
        if question.mandatory {
            set("mandatory", "yes".into());
        }
        let options = match &question.kind {
            Kind::YesNo { disqualifying } => {
                set("kind", Answered::YesNo.slug().into());
                set("flag_answer", disqualifying.map(Choice::slug).unwrap_or_default().into());
                &[][..]
            }
            Kind::Choice { options, disqualifying } => {
                set("kind", Answered::Choice.slug().into());
                let places =
                    disqualifying.iter().filter_map(|id| options.iter().position(|other| other == id));
                let places: Vec<String> = places.map(|place| (place + 1).to_string()).collect();
                set("flag_options", places.join(", "));
                options
            }
            Kind::Number { least, most, disqualifying_below, disqualifying_above } => {
                let number = |n: &Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
                set("kind", Answered::Number.slug().into());
                set("least", least.to_string());
                set("most", most.to_string());
                set("flag_below", number(disqualifying_below));
                set("flag_above", number(disqualifying_above));
                &[][..]
            }
            Kind::Text { most } => {
                set("kind", Answered::Text.slug().into());
                set("text_most", most.to_string());
                &[][..]
            }
        };
        for (lang, text) in &question.texts {
            let [question, hint, names] = of_lang(*lang);
            set(question, text.question.clone());
            set(hint, text.hint.clone());
            let named = |id: &String| text.options.get(id).unwrap_or(id).clone();
            set(names, list::typed(&options.iter().map(named).collect::<Vec<_>>()));
        }
        draft
    }

    /// What is wrong with it in a vacancy that is written in a language first: it must be asked in that one.
    #[must_use]
    pub fn problems(&self, original: Lang) -> Problems {
        check_in(self, Some(original), None).err().unwrap_or_default()
    }

    /// The question under an id of a vacancy that is written in a language first: none as long as something is missing. `before` is
    /// what was asked under the id, where it was.
    #[must_use]
    pub fn question(&self, id: u8, original: Lang, before: Option<&Question>) -> Option<Question> {
        let (kind, mandatory, texts) = check_in(self, Some(original), before).ok()?;
        let question = Question { id, kind, mandatory, texts };
        question.check(original).is_ok().then_some(question)
    }

    /// What it asks, in the language of the original or the first that there is.
    #[must_use]
    pub fn asks(&self, original: Lang) -> (Lang, &str) {
        let mut order = [original].into_iter().chain(Lang::ALL);
        let found = order.find(|lang| !self.get(of_lang(*lang)[0]).trim().is_empty()).unwrap_or(original);
        (found, self.get(of_lang(found)[0]).trim())
    }
}

draft! {
    /// The questions that there are, by their ids, a line each, in the order in which they are asked.
    pub struct OrderDraft => Vec<u8>, check_order {
        Hrd order,
    }
}

fn check_order(draft: &OrderDraft, _today: Date) -> Result<Vec<u8>, Problems> {
    let mut check = Checker::new(draft);
    let order = check.options("order", id);
    if order.len() > QUESTIONS_MOST {
        check.problems.add("order", Problem::Enough { most: QUESTIONS_MOST as u32 });
    }
    check.or(Some(order))
}

/// An id that a question can have.
#[must_use]
pub fn id(text: &str) -> Option<u8> {
    text.parse().ok().filter(|id| (1..=QUESTIONS_MOST).contains(&usize::from(*id)))
}

choices! {
    /// What is done with a question's place.
    pub enum Move {
        Up = "up",
        Down = "down",
    }
}

impl OrderDraft {
    /// The ids in their order, each once.
    #[must_use]
    pub fn ids(&self) -> Vec<u8> {
        let mut ids = Vec::new();
        for id in self.order.lines().filter_map(|line| id(line.trim())) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The order of these ids.
    #[must_use]
    pub fn of_ids(ids: &[u8]) -> Self {
        Self { order: ids.iter().map(u8::to_string).collect::<Vec<_>>().join("\n") }
    }

    /// With a new question at the end: its id, one that no other of the vacancy has or had. None where there are all that there can be.
    #[must_use]
    pub fn with_new(&self, taken: &[u8]) -> Option<(Self, u8)> {
        let mut ids = self.ids();
        let most = u8::try_from(QUESTIONS_MOST).unwrap_or(u8::MAX);
        let new = (1..=most).find(|id| !ids.contains(id) && !taken.contains(id))?;
        ids.push(new);
        Some((Self::of_ids(&ids), new))
    }

    /// With a question one place up or down; the same where it is the first or the last.
    #[must_use]
    pub fn moved(&self, id: u8, by: Move) -> Self {
        let mut ids = self.ids();
        if let Some(place) = ids.iter().position(|other| *other == id) {
            let other = match by {
                Move::Up => place.saturating_sub(1),
                Move::Down => (place + 1).min(ids.len() - 1),
            };
            ids.swap(place, other);
        }
        Self::of_ids(&ids)
    }

    /// Without a question.
    #[must_use]
    pub fn without(&self, id: u8) -> Self {
        let ids: Vec<u8> = self.ids().into_iter().filter(|other| *other != id).collect();
        Self::of_ids(&ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 25);

    fn typed(fields: &[(&str, &str)]) -> QuestionDraft {
        QuestionDraft::of(fields.iter().copied())
    }

    #[test]
    fn a_choice_has_its_options_in_every_language_it_is_asked_in() {
        let draft = typed(&[
            ("kind", "choice"),
            ("question_en", "How often?"),
            ("options_en", "• Never\n• Often\n• Always"),
            ("question_fr", "Combien de fois ?"),
            ("options_fr", "Jamais\nSouvent"),
            ("flag_options", "1, 4"),
        ]);
        let problems = draft.check(TODAY).unwrap_err();
        assert_eq!(problems.of("options_fr"), Some(&Problem::NotAsMany { count: 3 }));
        assert_eq!(problems.of("flag_options"), Some(&Problem::NotBetween { least: 1, most: 3 }));
        let right = typed(&[
            ("kind", "choice"),
            ("question_en", "How often?"),
            ("options_en", "Never\nOften\nAlways"),
            ("flag_options", "1 3"),
        ]);
        let question = right.question(4, Lang::En, None).unwrap();
        let Kind::Choice { options, disqualifying } = question.kind else { panic!("no choice") };
        assert_eq!(disqualifying, [options[0].clone(), options[2].clone()]);
    }

    #[test]
    fn an_option_keeps_its_id_wherever_it_stands_and_no_other_gets_it() {
        let asked = |english: &str, french: &str, before: Option<&Question>| {
            let draft = typed(&[
                ("kind", "choice"),
                ("question_en", "How often?"),
                ("options_en", english),
                ("question_fr", "Combien de fois ?"),
                ("options_fr", french),
            ]);
            draft.question(4, Lang::En, before).unwrap()
        };
        let first = asked("Never\nOften\nAlways", "Jamais\nSouvent\nToujours", None);
        let [never, often, always] = first.options() else { panic!("three") };
        let moved = asked("Always\nNever\nOften", "Toujours\nJamais\nSouvent", Some(&first));
        assert_eq!(moved.options(), [always, never, often].map(Clone::clone));
        let removed = asked("Never\nAlways", "Jamais\nToujours", Some(&first));
        assert_eq!(removed.options(), [never, always].map(Clone::clone));
        let translated = asked("Never\nEach time", "Jamais\nToujours", Some(&removed));
        assert_eq!(translated.options(), removed.options(), "it is called as before in one language");
        let other = asked("Never\nSometimes\nAlways", "Jamais\nParfois\nToujours", Some(&removed));
        assert!(!first.options().contains(&other.options()[1]), "what was chosen before is not this one");
        let twice = asked("Never\nNever", "Jamais\nJamais", Some(&first));
        assert_ne!(twice.options()[0], twice.options()[1]);
    }

    #[test]
    fn what_a_way_of_answering_needs_is_asked_for() {
        let missing = |kind: &str, field: &str| {
            let draft = typed(&[("kind", kind), ("question_en", "?")]);
            draft.check(TODAY).unwrap_err().of(field).cloned()
        };
        assert_eq!(missing("text", "text_most"), Some(Problem::Missing));
        assert_eq!(missing("number", "least"), Some(Problem::Missing));
        assert_eq!(missing("choice", "options_en"), Some(Problem::TooFew { least: 2 }));
        let hint = typed(&[("kind", "yes-no"), ("question_en", "?"), ("hint_fr", "Oui")]);
        assert_eq!(hint.check(TODAY).unwrap_err().of("question_fr"), Some(&Problem::Missing));
        let french = typed(&[("kind", "yes-no"), ("question_fr", "Oui ?")]);
        assert!(french.question(1, Lang::Fr, None).is_some());
        assert_eq!(french.question(1, Lang::En, None), None, "the original's language comes first");
        assert_eq!(french.problems(Lang::Fr), Problems::default());
        assert_eq!(french.problems(Lang::En), Problems::from(("question_en", Problem::Missing)));
        let blank = typed(&[("kind", "yes-no")]);
        assert_eq!(blank.problems(Lang::Fr), Problems::from(("question_fr", Problem::Missing)));
    }

    #[test]
    fn questions_are_added_moved_and_removed_and_an_id_is_not_given_twice() {
        let order = OrderDraft::of_ids(&[1, 2]);
        let (order, new) = order.with_new(&[1, 2, 3]).unwrap();
        assert_eq!((new, order.ids()), (4, vec![1, 2, 4]));
        assert_eq!(order.moved(4, Move::Up).ids(), [1, 4, 2]);
        assert_eq!(order.moved(4, Move::Down), order);
        assert_eq!(order.without(2).ids(), [1, 4]);
        let all: Vec<u8> = (1..=20).collect();
        assert_eq!(OrderDraft::of_ids(&all).with_new(&[]), None);
    }

    fn any_draft() -> impl Strategy<Value = QuestionDraft> {
        let texts = proptest::collection::vec("[A-Za-z ]{0,9}", 3);
        (0..4_usize, texts, proptest::collection::vec("[a-z]{1,6}", 0..5), 0..60_u32, any::<bool>()).prop_map(
            |(kind, texts, options, number, ticked)| QuestionDraft {
                kind: Answered::ALL[kind].slug().into(),
                question_en: texts[0].clone(),
                question_fr: texts[1].clone(),
                hint_en: texts[2].clone(),
                options_en: options.join("\n"),
                options_fr: options.join("\n"),
                flag_options: "1".into(),
                mandatory: if ticked { "yes".into() } else { String::new() },
                least: number.to_string(),
                most: "50".into(),
                flag_below: "50".into(),
                text_most: number.to_string(),
                ..QuestionDraft::default()
            },
        )
    }

    proptest! {
        #[test]
        fn what_a_valid_question_would_be_typed_as_is_that_question(draft in any_draft()) {
            if let Some(question) = draft.question(7, Lang::En, None) {
                let again = QuestionDraft::of_question(&question).question(7, Lang::En, Some(&question));
                prop_assert_eq!(again, Some(question));
            }
        }
    }
}
