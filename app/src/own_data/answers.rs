//! What was typed and chosen, by the names of the fields and in the words of the answers.

use crate::{
    dates, names,
    pages::candidate::{labels, questions::said, words},
    texts::Texts,
};
use jiff::civil::Date;
use model::{
    form::Fields,
    profile::Section,
    vacancy::question::{Answer, Asked},
};
use serde_json::Value;
use services::area::Areas;

/// A term and what is said of it.
type Facts = Vec<(String, String)>;

fn yes_or_no(t: Texts, yes: bool) -> &'static str {
    if yes { t.form_yes() } else { t.form_no() }
}

/// The fields of a form; the parts of a date as one.
pub(super) fn of_form(t: Texts, areas: &Areas, fields: &Fields) -> Facts {
    let mut facts = Facts::new();
    for (name, text) in &fields.0 {
        let Some((date, _)) = split(name) else {
            facts.push((label(t, name), worded(t, areas, name, text)));
            continue;
        };
        let term = label(t, name);
        if facts.last().is_none_or(|(last, _)| *last != term) {
            let part = |part: &str| fields.get(&format!("{date}_{part}")).trim();
            facts.push((term, typed_date(t, part("day"), part("month"), part("year"))));
        }
    }
    facts
}

/// The date that a field is a part of, and which.
fn split(name: &str) -> Option<(&str, &str)> {
    let (date, part) = name.rsplit_once('_')?;
    // A year alone is a number.
    let whole = !matches!(name, "last_year" | "published_year");
    (whole && matches!(part, "day" | "month" | "year")).then_some((date, part))
}

/// A date as it was typed, with the month's name if it has one.
fn typed_date(t: Texts, day: &str, month: &str, year: &str) -> String {
    let number = month.parse::<i8>().ok().filter(|month| (1..=12).contains(month));
    let month = number.map_or(month, |number| dates::month(t, number));
    [day, month, year].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A part of what was sent, as it is kept: objects within it are of one piece with it.
pub(super) fn of_value(t: Texts, areas: &Areas, value: &Value) -> Facts {
    value.as_object().into_iter().flatten().flat_map(|(name, value)| of_one(t, areas, name, value)).collect()
}

/// The letter of what was sent, with each answer under its question.
pub(super) fn of_letter(t: Texts, areas: &Areas, snapshot: &Value) -> Facts {
    let mut letter = snapshot["letter"].clone();
    let answers = letter.as_object_mut().and_then(|letter| letter.remove("answers")).unwrap_or_default();
    let answers: Vec<Answer> = serde_json::from_value(answers).unwrap_or_default();
    let questions = snapshot["notice"]["questions"].clone();
    let questions: Vec<Asked> = serde_json::from_value(questions).unwrap_or_default();
    let answered = answers.iter().map(|answer| match questions.iter().find(|asked| asked.id == answer.id) {
        Some(asked) => (asked.question.clone(), said(t, asked, &answer.said.typed())),
        None => (t.apply_answer().to_owned(), answer.said.typed()),
    });
    answered.chain(of_value(t, areas, &letter)).collect()
}

fn of_one(t: Texts, areas: &Areas, name: &str, value: &Value) -> Facts {
    let said = match value {
        Value::Null => return Facts::new(),
        Value::Bool(yes) => yes_or_no(t, *yes).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match text.parse::<Date>() {
            Ok(date) if text.len() == 10 => dates::long(t, date),
            _ => worded(t, areas, name, text),
        },
        Value::Array(all) => {
            let all: Vec<String> =
                all.iter().flat_map(|one| of_one(t, areas, name, one)).map(|(_, said)| said).collect();
            all.join(", ")
        }
        Value::Object(parts) => match (parts.get("year"), parts.get("month"), parts.len()) {
            (Some(year), Some(month), 2) => typed_date(t, "", &month.to_string(), &year.to_string()),
            _ => return of_value(t, areas, value),
        },
    };
    vec![(label(t, name), said)]
}

/// The name of a field, or of a section.
pub(super) fn label(t: Texts, name: &str) -> String {
    let known = match name {
        // What is sent has dates where what is typed has their parts, and some names of its own.
        "born_on" => t.profile_birth(),
        "from" => t.profile_from(),
        "to" => t.profile_to(),
        "done" => t.profile_done(),
        "year" => t.profile_published_year(),
        "signed_on" => t.profile_signed(),
        "email" => t.account_email(),
        "other_nationalities" => t.own_data_other_nationalities(),
        "own_experience" => labels::section(t, Section::OwnExperience),
        name => labels::field(t, name),
    };
    if known.is_empty() { name.replace('_', " ") } else { known.to_owned() }
}

/// What was chosen in a field, in words; what was typed, as it is.
pub(super) fn worded(t: Texts, areas: &Areas, name: &str, said: &str) -> String {
    let named = |list, code: &str| {
        Some(names::listed(t.0, areas, list, code).to_owned()).filter(|name| !name.is_empty())
    };
    words::value(t, named, name, said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{choice::Choice, language::Lang};
    use serde_json::json;

    fn fields(all: &[(&str, &str)]) -> Fields {
        Fields(all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    fn areas() -> Areas {
        Areas::shipped().unwrap()
    }

    fn said(facts: &Facts) -> Vec<(&str, &str)> {
        facts.iter().map(|(term, said)| (term.as_str(), said.as_str())).collect()
    }

    #[test]
    fn what_was_typed_is_told_in_the_words_of_the_form() {
        let typed = fields(&[
            ("birth_day", "1"),
            ("birth_month", "2"),
            ("birth_year", "1990"),
            ("nationality", "PE"),
            ("third_nationality", "KE"),
            ("fields", "law\nwages"),
            ("unlisted", "yes"),
            ("relatives", "no"),
            ("from_month", "soon"),
            ("from_year", "2015"),
            ("last_year", "2025"),
            ("phone", "+41"),
        ]);
        let [en, fr, _] = Lang::ALL.map(Texts);
        assert_eq!(
            said(&of_form(en, &areas(), &typed)),
            [
                ("Date of birth", "1 February 1990"),
                ("Nationality", "Peru"),
                ("Third nationality", "Kenya"),
                (en.profile_fields(), "Law, other than labour law, Wages"),
                (en.profile_unlisted(), "Yes"),
                (en.profile_relatives(), "No"),
                (en.profile_from(), "soon 2015"),
                (en.profile_last_year(), "2025"),
                ("Telephone", "+41"),
            ]
        );
        assert_eq!(of_form(fr, &areas(), &typed)[0].1, "1 février 1990");
    }

    #[test]
    fn what_was_sent_is_told_in_the_same_words() {
        let t = Texts(Lang::En);
        let sent = json!({
            "job": { "title": "Clerk", "from": { "year": 2019, "month": 3 }, "to": null, "share": 80 },
            "born_on": "1990-02-01", "international": true, "sector": "public", "relatives": "",
        });
        let facts = of_value(t, &areas(), &sent);
        let facts: Vec<_> = said(&facts).into_iter().filter(|(_, said)| !said.is_empty()).collect();
        for fact in [
            (t.profile_job_title(), "Clerk"),
            (t.profile_from(), "March 2019"),
            (t.profile_share(), "80"),
            ("Date of birth", "1 February 1990"),
            (t.profile_international(), "Yes"),
            (t.profile_sector(), t.profile_sector_public()),
        ] {
            assert!(facts.contains(&fact), "{fact:?} is not in {facts:?}");
        }
        assert_eq!(facts.len(), 6);
    }

    #[test]
    fn what_was_answered_is_told_under_its_question() {
        let t = Texts(Lang::Es);
        let way = json!({ "choice": [["a", "Apprenticeships"], ["b", "Guidance"]] });
        let sent = json!({
            "letter": {
                "cover_letter": "Dear panel", "personnel_number": "",
                "answers": [{ "id": 2, "said": { "choice": "b" } }, { "id": 9, "said": { "number": 4 } }],
            },
            "notice": { "questions": [
                { "id": 2, "way": way, "mandatory": true, "lang": "en", "question": "In which field?", "hint": "" },
            ] },
        });
        let facts = of_letter(t, &areas(), &sent);
        let facts: Vec<_> = said(&facts).into_iter().filter(|(_, said)| !said.is_empty()).collect();
        let letter = (t.apply_cover_letter(), "Dear panel");
        assert_eq!(facts, [("In which field?", "Guidance"), (t.apply_answer(), "4"), letter]);
        assert_eq!(
            of_letter(t, &areas(), &json!({ "letter": { "cover_letter": "Old" } })).len(),
            1,
            "of an older edition"
        );
    }

    #[test]
    fn of_several_each_is_told_by_its_name() {
        let t = Texts(Lang::Fr);
        let sent = json!({ "other_nationalities": ["FR", "KE"], "fields": ["wages", "audit"] });
        let facts = of_value(t, &areas(), &sent);
        assert!(said(&facts).contains(&("Autres nationalités", "France, Kenya")), "{facts:?}");
        assert!(said(&facts).contains(&(t.profile_fields(), "Salaires, Audit et enquêtes")), "{facts:?}");
    }

    #[test]
    fn every_field_has_a_name() {
        for section in Section::ALL {
            for (name, _) in section.fields() {
                assert!(!labels::field(Texts(Lang::En), name).is_empty(), "{name}");
            }
        }
    }
}
