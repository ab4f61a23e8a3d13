//! Reading a file of institutions: which form it has, and what it says. Read piece by piece, refused whole.

use super::{Facts, NameKind, OtherName, Source, csv, json, words::Words};
use crate::import::Fault;
use model::{country::Country, text};
use std::{
    collections::HashSet,
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

/// The largest file that is read, in bytes: above what ROR publishes, which is the largest.
pub const SIZE_MOST: u64 = 512 * 1024 * 1024;

/// The most institutions of a file.
const LISTED_MOST: usize = 200_000;

/// The most other names of one.
const OTHER_NAMES_MOST: usize = 1_000;

/// The longest name, in characters.
const NAME_MOST: usize = 500;

pub const FORMS: &str = "write one of the forms that `ilo-jobs import institutions --help` describes";

/// What a file says.
#[derive(Debug)]
pub struct Listing {
    pub source: Source,
    pub facts: Vec<Facts>,
    /// Not institutions of higher education, or no longer active.
    pub passed_over: usize,
    /// Lines that repeat the country and the name of another, where a source has no ids.
    pub repeated: usize,
    /// Institutions, with their country's code, that is none of ISO 3166-1.
    pub elsewhere: Vec<String>,
    /// Columns that are not read.
    pub unread: Vec<String>,
    /// The source's own ids of what is listed.
    ids: HashSet<String>,
}

impl Listing {
    pub fn new(source: Source) -> Self {
        Listing {
            source,
            facts: vec![],
            passed_over: 0,
            repeated: 0,
            elsewhere: vec![],
            unread: vec![],
            ids: HashSet::new(),
        }
    }

    /// Adds an institution of a source that has ids.
    pub fn add(&mut self, facts: Facts) -> Result<(), (&'static str, String)> {
        if !self.ids.insert(facts.source_id.clone()) {
            return Err(("id", format!("`{}` stands in the file twice; leave one out", facts.source_id)));
        }
        if self.facts.len() == LISTED_MOST {
            return Err(("", format!("holds more than {LISTED_MOST} institutions; part it or correct it")));
        }
        self.facts.push(facts);
        Ok(())
    }

    /// Adds an institution of a source that has names only; its id is made of them. Of two with one name the first counts.
    pub fn add_named(&mut self, country: Country, name: &str) -> Result<(), (&'static str, String)> {
        let (shown, abbreviation) = without_abbreviation(name);
        let source_id = format!("{country} {}", Words::of(name).in_order.join(" "));
        if self.ids.contains(&source_id) {
            self.repeated += 1;
            return Ok(());
        }
        let mut others = Others::default();
        others.add(NameKind::Abbreviation, abbreviation.unwrap_or_default());
        self.add(Facts {
            source_id,
            country,
            name: shown.to_owned(),
            other_names: others.done(shown)?,
            accredited: None,
        })
    }
}

/// Takes an abbreviation in parentheses off the end of a name: `West Coast University (WCU)`.
fn without_abbreviation(name: &str) -> (&str, Option<&str>) {
    let parts = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    let Some((shown, inner)) = parts else { return (name, None) };
    let is_abbreviation = (2..=10).contains(&inner.len())
        && inner.bytes().all(|b| b.is_ascii_alphanumeric())
        && inner.bytes().filter(u8::is_ascii_uppercase).count() * 2 > inner.len();
    if is_abbreviation { (shown.trim_end(), Some(inner)) } else { (name, None) }
}

/// Other names as they are gathered: each once, none empty.
#[derive(Default)]
pub struct Others(Vec<OtherName>);

impl Others {
    pub fn add(&mut self, kind: NameKind, name: &str) {
        let name = name.trim();
        if !name.is_empty() && !self.0.iter().any(|other| other.name == name) {
            self.0.push(OtherName { kind, name: name.to_owned() });
        }
    }

    pub fn done(mut self, shown: &str) -> Result<Vec<OtherName>, (&'static str, String)> {
        self.0.retain(|other| other.name != shown);
        if self.0.len() > OTHER_NAMES_MOST {
            return Err(("", format!("has more than {OTHER_NAMES_MOST} other names; correct it")));
        }
        Ok(self.0)
    }
}

/// Cleans a name, or says what is wrong with it.
pub fn cleaned(raw: &str) -> Result<String, String> {
    if text::forbidden(raw).is_some() {
        return Err("holds a control character; remove it".to_owned());
    }
    let name = text::line(raw);
    let name = name.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        length if length > NAME_MOST => Err(format!("is longer than {NAME_MOST} characters; shorten it")),
        _ => Ok(name),
    }
}

/// What is wrong with a name by which an institution is shown, if anything.
pub fn shown(name: &str) -> Result<(), String> {
    if Words::of(name).in_order.is_empty() {
        return Err("has no letter and no digit; it must name the institution".to_owned());
    }
    Ok(())
}

/// Reads a file. Gives what is wrong with it: at least one fault.
pub fn read(path: &Path) -> Result<Listing, Vec<Fault>> {
    let whole = |what: String| vec![Fault { line: 1, path: String::new(), what }];
    let file = File::open(path).map_err(|error| whole(format!("the file cannot be read: {error}")))?;
    let about = file.metadata().map_err(|error| whole(format!("the file cannot be read: {error}")))?;
    if !about.is_file() {
        return Err(whole("is no file; name one".to_owned()));
    }
    if about.len() > SIZE_MOST {
        return Err(whole(format!("is larger than {} MB; no list of institutions is", SIZE_MOST >> 20)));
    }
    let mut reader = BufReader::with_capacity(64 * 1024, file);
    let start = reader.fill_buf().map_err(|error| whole(format!("the file cannot be read: {error}")))?;
    let mark = if start.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let first = start[mark..].iter().copied().find(|byte| !byte.is_ascii_whitespace());
    let header = start[mark..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| header.iter().filter(|byte| **byte == sign).count();
    let delimiter = *b",;\t".iter().rev().max_by_key(|sign| count(**sign)).unwrap_or(&b',');
    let zipped = start.starts_with(b"PK");
    reader.consume(mark);
    let listing = match first {
        None => return Err(whole(format!("is empty; {FORMS}"))),
        Some(_) if zipped => {
            return Err(whole("is packed (ZIP); unpack it and name the JSON or the CSV in it".to_owned()));
        }
        Some(b'[' | b'{') => json::read(reader).map_err(|fault| vec![fault]),
        Some(_) => csv::read(reader, delimiter),
    }?;
    if listing.facts.is_empty() {
        return Err(whole("lists no institution of higher education; nothing would be left".to_owned()));
    }
    Ok(listing)
}

/// Reads the list that the program brings along: lines of a country's code and a name.
pub fn shipped(list: &str) -> Result<Listing, String> {
    let mut listing = Listing::new(Source::Shipped);
    for record in ::csv::Reader::from_reader(list.as_bytes()).records() {
        let record = record.map_err(|error| error.to_string())?;
        let (code, name) = (&record[0], record.get(1).unwrap_or_default());
        let country = Country::parse(code).ok_or_else(|| format!("{code} is no country"))?;
        listing.add_named(country, name).map_err(|(_, what)| format!("{name}: {what}"))?;
    }
    Ok(listing)
}

#[cfg(test)]
mod tests {
    use super::without_abbreviation;

    #[test]
    fn only_an_abbreviation_is_taken_off_a_name() {
        assert_eq!(
            without_abbreviation("West Coast University (WCU)"),
            ("West Coast University", Some("WCU"))
        );
        for whole in
            ["University of Petroleum (East China)", "Fachhochschule Kufstein (Tirol)", "(ABC)", "A ("]
        {
            assert_eq!(without_abbreviation(whole), (whole, None));
        }
    }

    #[test]
    fn nothing_of_the_list_that_the_program_brings_along_is_lost() {
        let listing = super::shipped(super::super::shipped::LIST);
        let listing = listing.unwrap_or_else(|what| panic!("{what}"));
        let lines = super::super::shipped::LIST.lines().count() - 1;
        assert_eq!(listing.facts.len() + listing.repeated, lines);
        assert!(listing.repeated < 20, "{} repeat another", listing.repeated);
    }
}
