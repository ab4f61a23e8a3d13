//! A form that was written elsewhere, read: by its headings and labels its lines come into the fields of a proposal.
//!
//! Nothing is lost: what no field takes is kept in [`RestDraft`], in its order. What is understood and does not stand anywhere
//! afterwards (a heading, a country that has become its code, what stands in every proposal by itself) is said, too.

mod labels;
#[cfg(test)]
mod tests;
mod values;

use super::{
    RestDraft,
    draft::{Part, ProposalDraft, is_list},
};
use crate::{
    choice::Choice,
    country::Country,
    draft::{LONGEST_SAVED, over},
    language::Lang,
    list,
    text::{self, fold},
};
use labels::{Found, Label};
use std::collections::{BTreeMap, BTreeSet};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// From 1, the highest.
    Heading(u8),
    /// An item of a list.
    Item,
    Text,
}

/// A line of a document: a paragraph, a heading, an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub kind: Kind,
    pub text: String,
}

/// The lines of a plain text. What has a bullet or a number is an item, unless it is one of the form's headings.
#[must_use]
pub fn lines(plain: &str) -> Vec<Line> {
    let cleaned = text::clean(plain);
    let lines = cleaned.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| match list::items(line).pop() {
            Some(item) if item != text::line(line) && labels::everywhere(line).is_none() => {
                Line { kind: Kind::Item, text: item }
            }
            _ => Line { kind: Kind::Text, text: line.to_owned() },
        })
        .collect()
}

/// What reading needs to know of the world.
#[derive(Clone, Copy)]
pub struct Lookup<'a> {
    /// The country that words mean, and what else they say: of `Nairobi, Kenya` Kenya, and `Nairobi`.
    pub country: &'a dyn Fn(&str) -> Option<(Country, String)>,
    /// The id of the department or field office that is called so.
    pub office: &'a dyn Fn(&str) -> Option<String>,
    /// What stands in every proposal by itself, and need not be kept of another.
    pub standing: &'a [&'a str],
}

/// What was recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognised {
    pub draft: ProposalDraft,
    /// What was understood and stands in no field: headings, labels, what has become a code.
    pub understood: Vec<String>,
}

/// Reads the lines of a form.
#[must_use]
pub fn recognise<'a>(lines: &'a [Line], lookup: Lookup<'a>) -> Recognised {
    let styled = lines.iter().filter(|line| matches!(line.kind, Kind::Heading(_)));
    let styled = styled.filter_map(|line| section(labels::everywhere(&line.text)?.label)).collect();
    let mut reading = Reading { styled, ..Reading::new(lookup) };
    for (at, line) in lines.iter().enumerate() {
        reading.ahead = &lines[at + 1..];
        reading.line(line.kind, &text::line(&text::kept(&line.text)));
    }
    reading.end()
}

const fn section(label: Label) -> Option<Part> {
    match label {
        Label::Section(part) => Some(part),
        _ => None,
    }
}

/// Where the next line goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Rest,
    Prose(&'static str),
    /// A field of one line.
    Line(&'static str),
    Items(&'static str),
    DutyStation,
    Supervisor,
    /// The standing statements.
    Standing,
}

struct Reading<'a> {
    lookup: Lookup<'a>,
    /// The lines that come after this one.
    ahead: &'a [Line],
    /// The parts that have a real heading somewhere: no other line announces these.
    styled: BTreeSet<Part>,
    seen: BTreeSet<Part>,
    part: Option<Part>,
    /// The level of the part's heading.
    level: u8,
    /// The qualification that "Minimum" is about.
    qualification: Option<&'static str>,
    target: Target,
    /// The label that leads to it, as it stands there.
    label: String,
    /// What the line before was, if it went to the same target.
    before: Option<Kind>,
    /// Whether the duties are a list, and not lines of text.
    listed: bool,
    fields: BTreeMap<&'static str, String>,
    rest: Vec<String>,
    understood: Vec<String>,
    /// How often each language was met.
    langs: [usize; Lang::ALL.len()],
}

impl<'a> Reading<'a> {
    fn new(lookup: Lookup<'a>) -> Self {
        Reading {
            lookup,
            ahead: &[],
            styled: BTreeSet::new(),
            seen: BTreeSet::new(),
            part: None,
            level: 0,
            qualification: None,
            target: Target::Rest,
            label: String::new(),
            before: None,
            listed: false,
            fields: BTreeMap::new(),
            rest: Vec::new(),
            understood: Vec::new(),
            langs: [0; Lang::ALL.len()],
        }
    }

    fn end(mut self) -> Recognised {
        let mut draft = ProposalDraft::default();
        for (field, mut text) in self.fields.into_iter().filter(|(_, text)| !text.is_empty()) {
            // No field is kept that is longer; what is beyond has no place.
            if over(&text, LONGEST_SAVED).is_some() {
                let behind = text.split_off(end_of(&text, LONGEST_SAVED));
                self.rest.push(behind.trim_start().to_owned());
            }
            draft.set(field, text);
        }
        let most = self.langs.iter().max().copied().unwrap_or_default();
        if let Some(lang) = Lang::ALL.iter().find(|lang| most > 0 && self.langs[lang.index()] == most) {
            draft.set("language", lang.tag().to_owned());
        }
        if !self.rest.is_empty() {
            draft.put_draft(Part::Rest, &RestDraft { rest: self.rest.join("\n") });
        }
        Recognised { draft, understood: self.understood }
    }

    fn line(&mut self, kind: Kind, line: &str) {
        let (mut kind, mut left, mut goes_on) = (kind, line, true);
        while goes_on && let Some((found, label, behind)) = self.label(kind, left) {
            goes_on = self.follow(kind, found, label, !behind.is_empty());
            // What stands behind a label is no heading, whatever the line is.
            (kind, left) = (Kind::Text, behind);
        }
        if !left.is_empty() {
            self.put(kind, left);
        }
    }

    /// The label that a line is, or begins with, and what follows it.
    fn label<'l>(&self, kind: Kind, line: &'l str) -> Option<(Found, &'l str, &'l str)> {
        if let Some(found) =
            labels::everywhere(line).filter(|found| self.is_announced(kind, line, *found, true))
        {
            return Some((found, line, ""));
        }
        if kind == Kind::Item {
            return None;
        }
        if let Some(found) = self.below(line) {
            return Some((found, line, ""));
        }
        let (label, behind) = line.split_once(':')?;
        let part = || labels::everywhere(label).filter(|found| self.is_announced(kind, label, *found, false));
        let found = self.below(label).or_else(part)?;
        Some((found, line[..=label.len()].trim(), behind.trim()))
    }

    /// What a line announces in the part that is being read. What follows the form is none of its general information.
    fn below(&self, line: &str) -> Option<Found> {
        let is_read = self.part.is_some() || self.seen.is_empty();
        if is_read { labels::below(line, self.part) } else { None }
    }

    /// Whether a heading of the form is meant: not a line of a text that is called as a part is. `whole`: nothing else is on its line.
    fn is_announced(&self, kind: Kind, line: &str, found: Found, whole: bool) -> bool {
        let Some(part) = section(found.label) else {
            return match found.label {
                Label::Form => self.seen.is_empty(),
                _ => kind != Kind::Item,
            };
        };
        let (is_styled, is_seen) = (self.styled.contains(&part), self.seen.contains(&part));
        match kind {
            Kind::Heading(_) => true,
            Kind::Text => !is_styled && (whole || !is_seen),
            Kind::Item => !is_styled && !is_seen && !line.chars().any(char::is_lowercase),
        }
    }

    /// Turns to where a label leads, `leads` if something stands behind it on its line; says whether that can be another label.
    fn follow(&mut self, kind: Kind, found: Found, label: &str, leads: bool) -> bool {
        let level = if let Kind::Heading(level) = kind { level } else { 0 };
        let (mut target, mut goes_on) = (Target::Rest, false);
        match found.label {
            // The name of a document that was made here, which says the title, too.
            Label::Form if leads => target = Target::Line("title"),
            // Whoever accepts a proposal gives it its number.
            Label::Form | Label::Issue => {}
            Label::Section(part) => {
                (self.part, self.level, self.qualification) = (Some(part), level, None);
                self.seen.insert(part);
                let to_next = self.ahead.iter().take_while(|line| labels::everywhere(&line.text).is_none());
                self.listed = part == Part::Duties && to_next.into_iter().any(|line| line.kind == Kind::Item);
                (target, goes_on) = (of_part(part), true);
            }
            Label::Field(field) => target = of_field(field),
            Label::DutyStation => target = Target::DutyStation,
            Label::Supervisor => (target, goes_on) = (Target::Supervisor, true),
            Label::Qualification(of) => {
                self.qualification = Some(of);
                (target, goes_on) = (level_of(Some(of), "minimum"), true);
            }
            Label::Minimum => target = level_of(self.qualification, "minimum"),
            Label::Desirable => target = level_of(self.qualification, "desirable"),
            Label::Standing => {
                (self.part, self.level) = (None, level);
                target = Target::Standing;
            }
        }
        for (count, called) in self.langs.iter_mut().zip(found.langs) {
            *count += usize::from(called);
        }
        self.understood.push(label.to_owned());
        let names = matches!(found.label, Label::Form | Label::Section(_) | Label::Standing);
        self.turn(target, if names { "" } else { label });
        goes_on
    }

    fn turn(&mut self, target: Target, label: &str) {
        self.target = target;
        self.label = label.trim_end_matches([':', ' ']).to_owned();
        self.before = None;
    }

    fn put(&mut self, kind: Kind, line: &str) {
        if self.is_standing(line) {
            self.understood.push(line.to_owned());
            return;
        }
        if let Kind::Heading(level) = kind
            && (self.part.is_none() || level <= self.level)
        {
            self.part = None;
            self.turn(Target::Rest, "");
        }
        match self.target {
            Target::Rest | Target::Standing => self.leave(line),
            Target::Prose(field) => {
                let between =
                    if kind == Kind::Item && self.before == Some(Kind::Item) { "\n" } else { "\n\n" };
                self.append(field, between, line);
            }
            Target::Items("duties") => self.duty(kind, line),
            Target::Items(field) => self.item(field, kind, line),
            Target::Line(field) => self.value(field, line),
            Target::DutyStation => self.station(line),
            Target::Supervisor => self.supervisor(line),
        }
        self.before = Some(kind);
    }

    /// Whether a line is said in every proposal, or is what the form tells who fills it in.
    fn is_standing(&self, line: &str) -> bool {
        let folded = fold(line);
        let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| folded.starts_with(beginning));
        let ends = matches!(self.target, Target::Standing | Target::Prose("background"));
        match self.target {
            Target::Standing if self.lookup.standing.iter().any(|said| fold(&text::line(said)) == folded) => {
                true
            }
            _ if ends => begins(&["the ilo values diversity", "the ilo has a smoke-free environment"]),
            Target::Rest => begins(&["note for supervisors:"]),
            Target::Prose("supervision") => begins(&["please describe the supervisory role"]),
            _ => false,
        }
    }

    /// Keeps what has no place; a value with the label that stood before it.
    fn leave(&mut self, line: &str) {
        let label = std::mem::take(&mut self.label);
        self.rest.push(if label.is_empty() { line.to_owned() } else { format!("{label}: {line}") });
    }

    /// What stands in a field so far.
    fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    fn set(&mut self, field: &'static str, value: String) {
        self.fields.insert(field, value);
    }

    fn append(&mut self, field: &'static str, between: &str, line: &str) {
        let text = self.fields.entry(field).or_default();
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(line);
    }

    /// A line of the duties: a sentence that leads a list, or an item.
    fn duty(&mut self, kind: Kind, line: &str) {
        let begun = !self.get("duties").is_empty();
        if kind == Kind::Item {
            self.item("duties", kind, line);
        } else if begun && line.ends_with(':') {
            self.turn(Target::Items("outputs"), "");
            self.append("outputs_lead", " ", line);
        } else if !begun && (self.listed || self.get("duties_lead").is_empty()) {
            self.append("duties_lead", " ", line);
        } else {
            self.item("duties", kind, line);
        }
    }

    /// An item of a list; or, where its line was broken, the rest of one; or the sentence that leads the list.
    fn item(&mut self, field: &'static str, kind: Kind, line: &str) {
        let had = self.get(field);
        let leads = kind != Kind::Item && had.is_empty();
        let is_broken = kind != Kind::Item
            && !had.is_empty()
            && !had.ends_with(['.', ';', ':', '!', '?'])
            && line.starts_with(char::is_lowercase);
        match field {
            "outputs" if leads && self.get("outputs_lead").is_empty() => {
                self.append("outputs_lead", " ", line)
            }
            // The form has a sentence of its own here.
            "competencies" if leads && line.ends_with(':') && fold(line).contains("competenc") => {
                self.understand(line);
            }
            _ => self.append(field, if is_broken { " " } else { "\n" }, line),
        }
    }

    /// A field of one line.
    fn value(&mut self, field: &'static str, line: &str) {
        match field {
            "title" if !line.is_empty() && values::title(line).0 == self.get("title") => {
                self.understand(line)
            }
            field if !self.get(field).is_empty() => self.leave(line),
            "title" => {
                let (title, post) = values::title(line);
                self.understand(post);
                self.set("title", title.to_owned());
            }
            "duration" => self.duration(line),
            "grade" => self.coded("grade", line, values::grade(line).map(|grade| grade.slug().to_owned())),
            "office" => {
                let office =
                    (self.lookup.office)(line).or_else(|| (self.lookup.office)(values::office(line)));
                self.coded("office", line, office);
            }
            "sponsor" => self.coded("sponsor", line, self.country(line)),
            "nationals" => self.coded("nationals", line, self.countries(line)),
            field => self.set(field, line.to_owned()),
        }
    }

    fn understand(&mut self, words: &str) {
        if !words.is_empty() {
            self.understood.push(words.to_owned());
        }
    }

    /// Puts in the code of what a line means, if it is known.
    fn coded(&mut self, field: &'static str, line: &str, code: Option<String>) {
        match code {
            Some(code) => {
                self.understand(line);
                self.set(field, code);
            }
            None => self.leave(line),
        }
    }

    fn duration(&mut self, line: &str) {
        let Some(duration) = values::duration(line) else { return self.leave(line) };
        self.set("duration", duration.months.to_string());
        if duration.renewable {
            self.set("renewable", "yes".to_owned());
        }
        if duration.more { self.leave(line) } else { self.understand(line) }
    }

    fn country(&self, name: &str) -> Option<String> {
        let (country, rest) = (self.lookup.country)(name.trim())?;
        rest.is_empty().then(|| country.code().to_owned())
    }

    /// The codes of several countries, a line each, if all of them are known.
    fn countries(&self, line: &str) -> Option<String> {
        [';', ','].into_iter().find_map(|between| {
            let codes: Option<Vec<String>> = line.split(between).map(|name| self.country(name)).collect();
            Some(codes?.join("\n"))
        })
    }

    fn station(&mut self, line: &str) {
        if ["city", "country"].iter().any(|field| !self.get(field).is_empty()) {
            return self.leave(line);
        }
        let station = values::station(line, self.lookup.country);
        self.understand(line);
        for (field, value) in [
            ("city", Some(station.city).filter(|city| !city.is_empty())),
            ("country", station.country.map(|country| country.code().to_owned())),
            ("place", station.place.map(|place| place.slug().to_owned())),
        ] {
            if let Some(value) = value {
                self.set(field, value);
            }
        }
    }

    /// `Name, title` on a line, or a line each.
    fn supervisor(&mut self, line: &str) {
        if !self.get("supervisor_title").is_empty() {
            return self.leave(line);
        }
        if !self.get("supervisor_name").is_empty() {
            return self.set("supervisor_title", line.to_owned());
        }
        let (name, title) = line.split_once(',').unwrap_or((line, ""));
        self.set("supervisor_name", name.trim().to_owned());
        if !title.trim().is_empty() {
            self.set("supervisor_title", title.trim().to_owned());
        }
    }
}

/// Where a text that has `units` UTF-16 code units at most ends: behind its last word, if words there are.
fn end_of(text: &str, units: usize) -> usize {
    let mut count = 0;
    let cut = text.char_indices().find(|(_, c)| {
        count += c.len_utf16();
        count > units
    });
    let end = cut.map_or(text.len(), |(at, _)| at);
    text[..end].rfind(char::is_whitespace).unwrap_or(end)
}

/// Where the text of a part goes, as long as no label says it.
const fn of_part(part: Part) -> Target {
    match part {
        Part::Supervision => Target::Prose("supervision"),
        Part::Introduction => Target::Prose("introduction"),
        Part::Duties => Target::Items("duties"),
        Part::Training => Target::Prose("training"),
        Part::Background => Target::Prose("background"),
        Part::General | Part::Qualifications | Part::Sponsor | Part::Rest | Part::Publication => Target::Rest,
    }
}

fn of_field(field: &'static str) -> Target {
    match field {
        field if is_list(field) => Target::Items(field),
        "supervision" | "training" | "nationality" => Target::Prose(field),
        _ => Target::Line(field),
    }
}

fn level_of(qualification: Option<&'static str>, level: &str) -> Target {
    let fields = Part::Qualifications.fields().iter().map(|(name, _)| *name);
    let is = |name: &&str| {
        let rest = qualification.and_then(|of| name.strip_prefix(of)).and_then(|rest| rest.strip_prefix('_'));
        rest == Some(level)
    };
    fields.into_iter().find(is).map_or(Target::Rest, Target::Prose)
}
