//! LinkedIn's archive of a member's data: a zip of tables (CSV). Only the tables that speak of a career are opened; messages and
//! contacts, which are other people's, stay closed.

use crate::{
    Format, Found, Limits, Refusal,
    collect::{Collector, Form, Job},
    encoding,
    words::{When, is_now, level, proficiency, tidy},
};
use jiff::civil::Date;
use model::profile::{Kind, Section};
use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// Reads the rows of a table that is opened.
type Reader = fn(&mut Collector, &mut Row<'_>, Date);

/// The tables that are opened: the file, a column by which its heading is known, and what reads a row.
const TABLES: [(&str, &str, Reader); 11] = [
    ("profile.csv", "First Name", person),
    ("phonenumbers.csv", "Number", phone),
    ("positions.csv", "Company Name", position),
    ("volunteering.csv", "Company Name", volunteering),
    ("education.csv", "School Name", study),
    ("languages.csv", "Name", language),
    ("certifications.csv", "Name", certification),
    ("courses.csv", "Name", course),
    ("publications.csv", "Name", publication),
    ("organizations.csv", "Name", organization),
    ("skills.csv", "Name", skill),
];

/// One row: its cells by the names of the columns.
struct Row<'a> {
    table: &'a str,
    columns: &'a [String],
    cells: &'a csv::StringRecord,
    taken: BTreeSet<usize>,
}

impl Row<'_> {
    /// Takes the text of a column; empty if there is none.
    fn take(&mut self, column: &str) -> String {
        self.take_as(column, |text| Some(text.to_owned())).unwrap_or_default()
    }

    /// The text of a column, left where it is.
    fn peek(&self, column: &str) -> String {
        let at = self.columns.iter().position(|known| known.eq_ignore_ascii_case(column));
        at.and_then(|at| self.cells.get(at)).map(tidy).unwrap_or_default()
    }

    /// Takes the text of a column if it is understood.
    fn take_as<T>(&mut self, column: &str, understand: impl Fn(&str) -> Option<T>) -> Option<T> {
        let at = self.columns.iter().position(|known| known.eq_ignore_ascii_case(column))?;
        let text = tidy(self.cells.get(at)?);
        let understood = understand(&text).filter(|_| !text.is_empty())?;
        self.taken.insert(at);
        Some(understood)
    }

    /// Notes what was not taken.
    fn leave(self, found: &mut Collector) {
        let cells = self.columns.iter().zip(self.cells).enumerate();
        for (_, (column, cell)) in cells.filter(|(at, _)| !self.taken.contains(at)) {
            found.leave(|| format!("{}: {column}", self.table), &tidy(cell));
        }
    }
}

/// Reads an archive.
pub(crate) fn read(bytes: &[u8], today: Date) -> Result<Found, Refusal> {
    if declared(bytes) > Limits::ENTRIES {
        return Err(Refusal::TooMuch);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    if archive.len() > Limits::ENTRIES {
        return Err(Refusal::TooMuch);
    }
    let mut names: Vec<(String, usize)> = Vec::new();
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|_| Refusal::Broken)?;
        if file.encrypted() {
            return Err(Refusal::Encrypted);
        }
        names.push((String::from_utf8_lossy(file.name_raw()).into_owned(), at));
    }
    let mut found = Collector::default();
    let mut inflated = 0;
    let mut opened = BTreeSet::new();
    for (table, column, reader) in TABLES {
        let Some((name, at)) = names.iter().find(|(name, _)| base(name) == table) else { continue };
        opened.insert(name.clone());
        let file = archive.by_index(*at).map_err(|_| Refusal::Broken)?;
        let mut content = Vec::new();
        file.take(Limits::ENTRY + 1).read_to_end(&mut content).map_err(|_| Refusal::Broken)?;
        inflated += content.len() as u64;
        if content.len() as u64 > Limits::ENTRY || inflated > Limits::INFLATED {
            return Err(Refusal::TooMuch);
        }
        let shown = name.rsplit('/').next().unwrap_or_default();
        rows(&mut found, &encoding::decode(&content)?, (shown, column, reader), today)?;
    }
    if opened.is_empty() {
        return Err(Refusal::NotRecognised);
    }
    for (name, _) in names.iter().filter(|(name, _)| !opened.contains(name) && !name.ends_with('/')) {
        found.leave_unread(name);
    }
    Ok(found.found(Format::LinkedIn))
}

/// The name of a file without its folders, in small letters.
fn base(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase()
}

/// How many files an archive says it has, read before anything is made for them.
fn declared(bytes: &[u8]) -> usize {
    const END: &[u8] = b"PK\x05\x06";
    let tail = &bytes[bytes.len().saturating_sub(22 + 65_535)..];
    let end = tail.windows(END.len()).rposition(|window| window == END);
    let count = end.and_then(|at| tail.get(at + 10..at + 12));
    count.map_or(0, |count| usize::from(u16::from_le_bytes([count[0], count[1]])))
}

fn rows(found: &mut Collector, text: &str, table: (&str, &str, Reader), today: Date) -> Result<(), Refusal> {
    let (table, column, reader) = table;
    let mut source = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut columns: Vec<String> = Vec::new();
    for (number, record) in source.records().enumerate() {
        if number > Limits::ROWS {
            return Err(Refusal::TooMuch);
        }
        let record = record.map_err(|_| Refusal::Broken)?;
        // Notes may stand before the heading.
        if columns.is_empty() {
            if record.iter().any(|cell| cell.trim().eq_ignore_ascii_case(column)) {
                // Each row looks for its cells among them.
                if record.len() > Limits::COLUMNS {
                    return Err(Refusal::TooMuch);
                }
                columns = record.iter().map(|cell| cell.trim().chars().take(100).collect()).collect();
            }
            continue;
        }
        let mut row = Row { table, columns: &columns, cells: &record, taken: BTreeSet::new() };
        reader(found, &mut row, today);
        row.leave(found);
    }
    Ok(())
}

fn person(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    let mut form = Form::default();
    form.set("family_name", row.take("Last Name")).set("given_names", row.take("First Name"));
    let born = row.take_as("Birth Date", When::parse).unwrap_or_default();
    form.set("birth_day", born.day).set("birth_month", born.month).set("birth_year", born.year);
    let lines = [row.take("Address"), row.take("Zip Code")];
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    form.set("address", lines.join("\n")).set("residence", row.take("Geo Location"));
    found.add(Section::Personal, &mut form);
}

fn phone(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    if found.has(Section::Personal, "phone") {
        return;
    }
    let mut form = Form::default();
    row.take("Type");
    row.take("Extension");
    form.set("phone", row.take("Number"));
    found.add(Section::Personal, &mut form);
}

/// From when to when, and whether it lasts.
fn period(row: &mut Row<'_>) -> (Option<When>, Option<When>, bool) {
    let from = row.take_as("Started On", When::parse);
    let to = row.take_as("Finished On", When::parse);
    let lasts = row.take_as("Finished On", |text| is_now(text).then_some(())).is_some();
    let current = lasts || (to.is_none() && row.peek("Finished On").is_empty());
    (from, to, current)
}

fn position(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    let (from, to, current) = period(row);
    let employer = row.take("Company Name");
    let place = row.take("Location");
    let (town, country) = match place.rsplit_once(", ") {
        Some((town, country)) if crate::words::is_own(&employer) => (town.to_owned(), country.to_owned()),
        _ => (String::new(), place),
    };
    let (title, duties) = (row.take("Title"), row.take("Description"));
    found.add_job(Job { title, employer, town, country, from, to, current, duties, ..Job::default() });
}

fn volunteering(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    let (from, to, current) = period(row);
    found.add_job(Job {
        title: row.take("Role"),
        employer: row.take("Company Name"),
        from,
        to,
        current,
        kind: Some(Kind::Volunteering),
        duties: row.take("Description"),
        ..Job::default()
    });
}

fn study(found: &mut Collector, row: &mut Row<'_>, today: Date) {
    let degree = row.take("Degree Name");
    let to = row.take_as("End Date", When::parse);
    let mut form = Form::default();
    form.set("institution", row.take("School Name")).choose("level", level(&degree)).set("degree", degree);
    form.set_month("from", row.take_as("Start Date", When::parse).as_ref()).set_month("to", to.as_ref());
    if crate::collect::is_expected(to.as_ref(), today) {
        form.set("completion", "expected");
    }
    found.add(Section::Education, &mut form);
}

fn language(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    found.add_language(
        row.take("Name"),
        row.take_as("Proficiency", |text| proficiency(&text.replace('_', " "))),
    );
}

fn certification(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    let mut form = Form::default();
    form.set("course", row.take("Name")).set("provider", row.take("Authority"));
    form.set("certificate", row.take("License Number"));
    form.set_month("done", row.take_as("Started On", When::parse).as_ref());
    found.add(Section::Training, &mut form);
}

fn course(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    found.add(Section::Training, Form::default().set("course", row.take("Name")));
}

fn publication(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    let mut form = Form::default();
    form.set("publication", row.take("Name")).set("published_in", row.take("Publisher"));
    form.set("published_year", row.take_as("Published On", When::parse).unwrap_or_default().year);
    form.set("link", row.take("Url"));
    found.add(Section::Publications, &mut form);
}

fn organization(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    let (from, to, _) = period(row);
    let mut form = Form::default();
    form.set("body", row.take("Name")).set("position", row.take("Position"));
    form.set_month("from", from.as_ref()).set_month("ended", to.as_ref());
    found.add(Section::Memberships, &mut form);
}

fn skill(found: &mut Collector, row: &mut Row<'_>, _: Date) {
    found.add(Section::More, Form::default().set("skills", row.take("Name")));
}
