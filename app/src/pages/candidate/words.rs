//! What the values of the candidate's fields are called, wherever they are shown outside their forms: the one table of them.

use super::labels;
use crate::{
    api::profile::{List, Lists},
    form::Words,
    texts::Texts,
};
use model::choice::{Choice, YesNo};
use std::sync::Arc;

/// Names a form's values, with what its lists offer.
pub fn words(t: Texts, lists: Lists) -> Words {
    Arc::new(move |field, said| value(t, |list, code| lists.name(list, code), field, said))
}

/// What a value of a field is called; `named` knows the names of a list's codes. What was typed stays as it is.
pub(crate) fn value(
    t: Texts,
    named: impl Fn(List, &str) -> Option<String>,
    field: &str,
    said: &str,
) -> String {
    if let Some(list) = List::of(field) {
        // A field of several has them a line each.
        let names = said.lines().map(|code| named(list, code).unwrap_or_else(|| code.to_owned()));
        return names.collect::<Vec<_>>().join(", ");
    }
    match field {
        "gender" => chosen(t, said, labels::gender),
        "sector" => chosen(t, said, labels::sector),
        "kind" => chosen(t, said, labels::kind),
        "depth" => chosen(t, said, labels::depth),
        "level" => chosen(t, said, labels::level),
        "completion" => chosen(t, said, labels::completion),
        "mobility" => chosen(t, said, labels::mobility),
        "source" => chosen(t, said, labels::source),
        "understanding" | "speaking" | "reading" | "writing" => chosen(t, said, labels::proficiency),
        "relatives" | "served" => chosen(t, said, yes_no),
        // Tick boxes: one that is not ticked says no.
        "current" | "international" | "mother_tongue" | "unlisted" | "truthful" | "tell_needs"
        | "letter_read" | "declare_truth" | "declare_conduct" | "declare_checks" => {
            yes_no(t, if said.is_empty() { YesNo::No } else { YesNo::Yes }).to_owned()
        }
        _ => said.to_owned(),
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
    use jiff::civil::date;
    use model::{
        degree::Level,
        form::{Fields, Form},
        language::Lang,
        problem::Problem,
        profile::{Completion, Depth, Gender, Kind, Mobility, Proficiency, Section, Sector, Source},
    };
    use services::area::Areas;

    #[test]
    fn what_was_chosen_is_named_in_the_readers_language() {
        let lists = Lists { countries: vec![("KE".into(), "Kenya".into())], ..Lists::default() };
        let say = words(Texts(Lang::Fr), lists);
        for (field, value, name) in [
            ("country", "KE", "Kenya"),
            ("reading", "mother-tongue", labels::proficiency(Texts(Lang::Fr), Proficiency::MotherTongue)),
            ("relatives", "yes", "Oui"),
            ("current", "", "Non"),
            ("duties", "yes", "yes"),
            ("country", "no such", "no such"),
        ] {
            assert_eq!(say(field, value), name, "{field}: {value}");
        }
    }

    /// Every form that a candidate fills in.
    fn forms() -> impl Iterator<Item = Form> {
        let sections = Section::ALL.iter().map(|section| match section.is_list() {
            true => Form::Entry(*section, "entry".into()),
            false => Form::Section(*section),
        });
        sections.chain([Form::Application("vacancy".into())])
    }

    /// Whether a field takes this.
    fn takes(form: &Form, areas: &Areas, field: &str, said: &str) -> bool {
        let fields = areas.sifted(0, Fields(vec![(field.to_owned(), said.to_owned())]));
        !form
            .problems(&fields, date(2026, 11, 25))
            .0
            .iter()
            .any(|wrong| wrong.field == field && wrong.problem == Problem::NotAnOption)
    }

    /// Whatever may be chosen anywhere.
    fn codes() -> Vec<&'static str> {
        fn of<C: Choice>() -> impl Iterator<Item = &'static str> {
            C::ALL.iter().map(|choice| choice.slug())
        }
        let few = of::<Gender>().chain(of::<Sector>()).chain(of::<Kind>()).chain(of::<Depth>());
        let more = of::<Level>().chain(of::<Completion>()).chain(of::<Mobility>()).chain(of::<Source>());
        let rest = of::<Proficiency>().chain(of::<YesNo>());
        few.chain(more).chain(rest).chain(["KE", "sw", "wages"]).collect()
    }

    #[test]
    fn no_field_of_a_choice_shows_its_code() {
        let areas = Areas::shipped().unwrap();
        let mut choices = 0;
        for (lang, form) in Lang::ALL.into_iter().flat_map(|lang| forms().map(move |form| (lang, form))) {
            let named = |list, code: &str| Some(crate::names::listed(lang, &areas, list, code).to_owned());
            for field in form.fields() {
                if takes(&form, &areas, field, "none of them") {
                    continue;
                }
                choices += 1;
                let taken: Vec<_> =
                    codes().into_iter().filter(|code| takes(&form, &areas, field, code)).collect();
                assert!(!taken.is_empty(), "{field}: say in `codes` what may be chosen");
                for code in taken {
                    let name = value(Texts(lang), named, field, code);
                    assert!(!name.is_empty() && name != code, "{field} shows {code} as {name:?} ({lang})");
                }
            }
        }
        assert!(choices > 60, "{choices}");
    }

    #[test]
    fn every_box_of_the_forms_says_yes_or_no() {
        let source = concat!(include_str!("fields.rs"), include_str!("apply.rs"), include_str!("review.rs"))
            .replace("EducationDraft::UNLISTED", "\"unlisted\"")
            .replace("DECLARATION required", "\"truthful\" required");
        let boxes: Vec<_> =
            source.split("<Checkbox name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(boxes.len(), source.matches("<Checkbox ").count(), "each by its name");
        let say = words(Texts(Lang::Es), Lists::default());
        for name in boxes {
            assert_eq!((say(name, "yes"), say(name, "")), ("Sí".to_owned(), "No".to_owned()), "{name}");
        }
    }

    #[test]
    fn of_several_each_is_named() {
        let areas = vec![("wages".into(), "Wages".into()), ("law".into(), "Law".into())];
        let say = words(Texts(Lang::En), Lists { areas, ..Lists::default() });
        assert_eq!(say("fields", "law\nwages\nalchemy"), "Law, Wages, alchemy");
    }
}
