//! What the values of the candidate's forms are called, where they are shown outside their fields.

use super::labels;
use crate::{api::profile::Lists, form::Words, texts::Texts};
use model::choice::{Choice, YesNo};
use std::sync::Arc;

/// Names a form's values, with what its lists offer. What was typed stays as it is.
pub fn words(t: Texts, lists: Lists) -> Words {
    Arc::new(move |field, value| of(t, &lists, field, value))
}

fn of(t: Texts, lists: &Lists, field: &str, value: &str) -> String {
    let listed = |list: &[(String, String)]| {
        list.iter().find(|(code, _)| code == value).map_or(value, |(_, name)| name).to_owned()
    };
    match field {
        "country" | "residence" | "nationality" | "other_nationality" | "third_nationality" => {
            listed(&lists.countries)
        }
        "language" => listed(&lists.languages),
        "area" => listed(&lists.areas),
        "fields" => {
            let names: Vec<&str> = lists
                .areas
                .iter()
                .filter(|(slug, _)| value.lines().any(|chosen| chosen == slug))
                .map(|(_, name)| name.as_str())
                .collect();
            names.join(", ")
        }
        "gender" => chosen(t, value, labels::gender),
        "sector" => chosen(t, value, labels::sector),
        "kind" => chosen(t, value, labels::kind),
        "depth" => chosen(t, value, labels::depth),
        "level" => chosen(t, value, labels::level),
        "completion" => chosen(t, value, labels::completion),
        "mobility" => chosen(t, value, labels::mobility),
        "source" => chosen(t, value, labels::source),
        "understanding" | "speaking" | "reading" | "writing" => chosen(t, value, labels::proficiency),
        "relatives" | "served" => chosen(t, value, yes_no),
        // Tick boxes: one that is not ticked says no.
        "current" | "international" | "mother_tongue" | "truthful" | "tell_needs" | "declare_truth"
        | "declare_conduct" | "declare_checks" => {
            yes_no(t, if value.is_empty() { YesNo::No } else { YesNo::Yes }).to_owned()
        }
        _ => value.to_owned(),
    }
}

fn chosen<C: Choice>(t: Texts, value: &str, label: fn(Texts, C) -> &'static str) -> String {
    C::parse(value).map_or_else(|| value.to_owned(), |choice| label(t, choice).to_owned())
}

fn yes_no(t: Texts, answer: YesNo) -> &'static str {
    match answer {
        YesNo::Yes => t.form_yes(),
        YesNo::No => t.form_no(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use model::{language::Lang, profile::Section};

    #[test]
    fn what_was_chosen_is_named_in_the_readers_language() {
        let lists = Lists { countries: vec![("KE".into(), "Kenya".into())], ..Lists::default() };
        let say = words(Texts(Lang::Fr), lists);
        for (field, value, name) in [
            ("country", "KE", "Kenya"),
            (
                "reading",
                "mother-tongue",
                labels::proficiency(Texts(Lang::Fr), model::profile::Proficiency::MotherTongue),
            ),
            ("relatives", "yes", "Oui"),
            ("current", "", "Non"),
            ("duties", "yes", "yes"),
            ("country", "no such", "no such"),
        ] {
            assert_eq!(say(field, value), name, "{field}: {value}");
        }
    }

    #[test]
    fn no_field_of_a_choice_shows_its_code() {
        let say = words(Texts(Lang::En), Lists::default());
        // Fields whose forms offer closed lists hold one of these; all else is free text.
        let codes = [
            "mother-tongue",
            "self-employed",
            "non-governmental",
            "masters-degree",
            "not-said",
            "some-places",
        ];
        let known = |section: &Section| section.fields().iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let named: Vec<&str> = Section::ALL
            .iter()
            .flat_map(known)
            .filter(|field| codes.iter().any(|code| say(field, code) != *code))
            .collect();
        for field in ["reading", "sector", "level", "gender", "mobility"] {
            assert!(named.contains(&field), "{field} is not named: {named:?}");
        }
    }
}
