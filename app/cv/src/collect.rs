//! Puts what a format says into the forms of the profile.

use crate::{
    Format, Found, Item, Leftover, UNKNOWN_MOST,
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

/// The most of a text that is listed because it has no place, in characters.
const SHOWN_MOST: usize = 300;

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
    left: Vec<(String, String)>,
}

impl Collector {
    /// Adds a form, if anything stands in it.
    pub(crate) fn add(&mut self, section: Section, form: &mut Form) {
        let fields = std::mem::take(&mut form.0);
        if !fields.is_empty() {
            self.items.push(Item { section, fields: Fields(fields) });
        }
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
    pub(crate) fn leave(&mut self, path: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.left.push((path.to_owned(), text));
        }
    }

    /// Notes a part that was not read at all.
    pub(crate) fn leave_unread(&mut self, path: &str) {
        self.left.push((path.to_owned(), String::new()));
    }

    /// Notes all of a document that was not taken.
    pub(crate) fn leave_rest(&mut self, document: &Node) {
        self.left.extend(document.left());
    }

    /// All that was gathered: forms of one section that is no list become one, what a list cannot hold has no place.
    pub(crate) fn found(self, format: Format) -> Found {
        let Collector { items, mut left } = self;
        let mut kept: Vec<Item> = Vec::new();
        for section in Section::ALL {
            let mut of_section = items.iter().filter(|item| item.section == *section).cloned();
            if !section.is_list() {
                let fields = as_one(of_section.flat_map(|item| item.fields.0));
                if !fields.is_empty() {
                    kept.push(Item { section: *section, fields: Fields(fields) });
                }
                continue;
            }
            kept.extend(of_section.by_ref().take(ENTRIES_MOST));
            left.extend(of_section.map(|item| {
                let texts: Vec<String> = item.fields.0.into_iter().take(3).map(|(_, text)| text).collect();
                (section.slug().to_owned(), texts.join(", "))
            }));
        }
        // What is longer than any form may hold has no place either.
        for item in &mut kept {
            let section = item.section;
            item.fields.0.retain_mut(|(name, text)| {
                let fits = over(text, LONGEST_SAVED).is_none();
                if !fits {
                    left.push((format!("{section}.{name}"), std::mem::take(text)));
                }
                fits
            });
        }
        kept.retain(|item| !item.fields.0.is_empty());
        let more = left.len().saturating_sub(UNKNOWN_MOST);
        let unknown = left.into_iter().take(UNKNOWN_MOST).map(|(path, text)| {
            let mut shown: String = text.chars().take(SHOWN_MOST).collect();
            if shown.len() < text.len() {
                shown.push('…');
            }
            Leftover { path: path.chars().take(SHOWN_MOST).collect(), text: shown }
        });
        Found {
            format,
            items: kept,
            unknown: unknown.collect(),
            more: u32::try_from(more).unwrap_or(u32::MAX),
        }
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
