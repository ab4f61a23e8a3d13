//! Puts what a format says into the forms of the profile.

use crate::{
    Format, Found, Item,
    left::Left,
    tree::Node,
    words::{When, is_own},
};
use jiff::civil::Date;
use model::{
    choice::Choice,
    draft::{LONGEST_SAVED, over},
    form::Fields,
    profile::{ENTRIES_MOST, Kind, Proficiency, Section},
};
use std::collections::BTreeMap;

/// The fields of one form, while they are gathered.
#[derive(Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Sets a field, unless there is nothing to set.
    pub(crate) fn set(&mut self, name: &str, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.0.push((name.to_owned(), text));
        }
        self
    }

    /// The text of a field that is set.
    pub(crate) fn field(&mut self, name: &str) -> Option<&mut String> {
        self.0.iter_mut().find(|(known, _)| known == name).map(|(_, text)| text)
    }

    /// Sets month and year of a date; the fields are `{name}_month` and `{name}_year`.
    pub(crate) fn set_month(&mut self, name: &str, when: Option<&When>) -> &mut Self {
        if let Some(when) = when {
            self.set(&format!("{name}_month"), &when.month).set(&format!("{name}_year"), &when.year);
        }
        self
    }

    /// Sets a choice.
    pub(crate) fn choose(&mut self, name: &str, choice: Option<impl Choice>) -> &mut Self {
        self.set(name, choice.map(Choice::slug).unwrap_or_default())
    }
}

/// A job as all formats have it.
#[derive(Debug, Default)]
pub(crate) struct Job {
    pub(crate) title: String,
    pub(crate) employer: String,
    /// What stands for a department: used for a job in the organisation itself.
    pub(crate) department: String,
    /// The town.
    pub(crate) town: String,
    /// A code or words.
    pub(crate) country: String,
    pub(crate) from: Option<When>,
    pub(crate) to: Option<When>,
    pub(crate) current: bool,
    pub(crate) kind: Option<Kind>,
    pub(crate) duties: String,
    pub(crate) achievements: String,
}

/// Gathers all forms of a file.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    items: Vec<Item>,
    entries: BTreeMap<Section, usize>,
    left: Left,
}

impl Collector {
    /// Adds a form, if anything stands in it. What is longer than any form may hold has no place, nor what a list cannot hold.
    pub(crate) fn add(&mut self, section: Section, form: &mut Form) {
        let mut fields = std::mem::take(&mut form.0);
        fields.retain(|(name, text)| self.fits(section, name, text));
        if fields.is_empty() {
            return;
        }
        if section.is_list() {
            let entries = self.entries.entry(section).or_default();
            if *entries == ENTRIES_MOST {
                let texts: Vec<&str> = fields.iter().take(3).map(|(_, text)| text.as_str()).collect();
                return self.left.note(|| section.slug().to_owned(), &texts.join(", "));
            }
            *entries += 1;
        }
        self.items.push(Item { section, fields: Fields(fields) });
    }

    /// Whether a form may hold a text; notes it if not.
    fn fits(&mut self, section: Section, name: &str, text: &str) -> bool {
        let fits = over(text, LONGEST_SAVED).is_none();
        if !fits {
            self.left.note(|| format!("{section}.{name}"), text);
        }
        fits
    }

    /// Whether a field of a section is set already.
    pub(crate) fn has(&self, section: Section, name: &str) -> bool {
        let mut of_section = self.items.iter().filter(|item| item.section == section);
        of_section.any(|item| !item.fields.get(name).is_empty())
    }

    /// Adds a job, in the section that its employer belongs to.
    pub(crate) fn add_job(&mut self, job: Job) {
        let own = is_own(&job.employer);
        let mut form = Form::default();
        form.set("title", job.title);
        if own {
            form.set("department", job.department).set("duty_station", job.town);
        } else {
            form.set("employer", job.employer);
        }
        form.set("country", job.country).set_month("from", job.from.as_ref()).choose("kind", job.kind);
        if job.current && job.from.is_some() {
            form.set("current", "yes");
        } else {
            form.set_month("to", job.to.as_ref());
        }
        form.set("duties", job.duties).set("achievements", job.achievements);
        self.add(if own { Section::OwnExperience } else { Section::Experience }, &mut form);
    }

    /// Adds a language, by its code or name, with a level for all skills, or as a mother tongue.
    pub(crate) fn add_language(&mut self, language: String, level: Option<Proficiency>) {
        let mut form = Form::default();
        form.set("language", language);
        if level == Some(Proficiency::MotherTongue) {
            form.set("mother_tongue", "yes");
            return self.add(Section::Languages, &mut form);
        }
        for skill in ["reading", "writing", "speaking", "understanding"] {
            form.choose(skill, level);
        }
        self.add(Section::Languages, &mut form);
    }

    /// Notes something that has no place.
    pub(crate) fn leave(&mut self, path: impl FnOnce() -> String, text: &str) {
        self.left.note(path, text);
    }

    /// Notes a part that was not read at all.
    pub(crate) fn leave_unread(&mut self, path: &str) {
        self.left.note_unread(path);
    }

    /// Notes all of a document that was not taken.
    pub(crate) fn leave_rest(&mut self, document: &Node) {
        document.leave(&mut self.left);
    }

    /// All that was gathered, in the order of the sections: forms of one section that is no list become one.
    pub(crate) fn found(mut self, format: Format) -> Found {
        let mut items: Vec<Item> = Vec::new();
        let mut gathered = std::mem::take(&mut self.items);
        for section in Section::ALL {
            let of_section = gathered.extract_if(.., |item| item.section == *section);
            if section.is_list() {
                items.extend(of_section);
                continue;
            }
            let mut fields = as_one(of_section.flat_map(|item| item.fields.0));
            fields.retain(|(name, text)| self.fits(*section, name, text));
            if !fields.is_empty() {
                items.push(Item { section: *section, fields: Fields(fields) });
            }
        }
        let (unknown, more) = self.left.listed();
        Found { format, items, unknown, more }
    }
}

/// The fields of one form: what comes several times for one field is a line each.
fn as_one(fields: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for (name, text) in fields {
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, texts)) => {
                texts.push('\n');
                texts.push_str(&text);
            }
            None => all.push((name, text)),
        }
    }
    all
}

/// Whether a course of study is still to end: only then is it known that its title is not held yet.
pub(crate) fn is_expected(to: Option<&When>, today: Date) -> bool {
    to.is_some_and(|to| to.is_after(today))
}
