//! Reading CSV of institutions: the form is recognised by its columns.

use super::{
    Source,
    file::{FORMS, Listing, cleaned},
    forms::{self, Organisation, WHED_OPTIONAL, WHED_REQUIRED},
};
use crate::import::Fault;
use ::csv::StringRecord;
use std::io::Read;

/// The most faults that are gathered before reading stops.
const FAULTS_MOST: usize = 100;

type Refused = (&'static str, String);

/// A form, by its columns.
struct Form {
    source: Source,
    /// Adds the institution of a line to what the file lists.
    add: fn(&mut Listing, &Line) -> Result<(), Refused>,
    /// With all of these a file is of this form.
    own: &'static [&'static str],
    required: &'static [&'static str],
    optional: &'static [&'static str],
}

/// The forms, the one with the most telling columns first.
const KNOWN: [Form; 6] = [
    // ROR, schema 2
    Form {
        source: Source::Ror,
        add: ror_2,
        own: &["names.types.ror_display"],
        required: &["id", "types", "names.types.ror_display", "locations.geonames_details.country_code"],
        optional: &["status", "names.types.acronym", "names.types.alias", "names.types.label"],
    },
    // ROR, schema 1
    Form {
        source: Source::Ror,
        add: ror_1,
        own: &["id", "name", "types"],
        required: &["id", "name", "types", "country.country_code"],
        optional: &["status", "acronyms", "aliases", "labels"],
    },
    Form {
        source: Source::Hipo,
        add: hipo,
        own: &["alpha_two_code"],
        required: &["alpha_two_code", "name"],
        optional: &[],
    },
    // WHED, by any of what it must have, so that what is missing can be named.
    of_whed(&["IAUCode"]),
    of_whed(&["OrgName"]),
    of_whed(&["CountryCode"]),
];

const fn of_whed(own: &'static [&'static str]) -> Form {
    Form { source: Source::Whed, add: whed, own, required: &WHED_REQUIRED, optional: &WHED_OPTIONAL }
}

fn same_column(a: &str, b: &str) -> bool {
    let bare = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    bare(a) == bare(b)
}

/// Where a column stands.
fn place(header: &StringRecord, column: &str) -> Option<usize> {
    header.iter().position(|name| same_column(name, column))
}

/// Reads a file. Gives what is wrong with it: at least one fault.
pub fn read(reader: impl Read, delimiter: u8) -> Result<Listing, Vec<Fault>> {
    let mut reader =
        ::csv::ReaderBuilder::new().delimiter(delimiter).trim(::csv::Trim::All).from_reader(reader);
    let header = reader.headers().map_err(|error| vec![fault_of(&error)])?.clone();
    let has = |column: &&str| place(&header, column).is_some();
    let Some(form) = KNOWN.iter().find(|form| form.own.iter().all(has)) else {
        let what =
            format!("is in no form that is known (not JSON, and no columns of ROR, Hipo or WHED); {FORMS}");
        return Err(vec![Fault { line: 1, path: String::new(), what }]);
    };
    let missing: Vec<Fault> =
        form.required.iter().filter(|column| !has(column)).map(|column| missing(column)).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut listing = Listing::new(form.source);
    let known =
        |name: &str| form.required.iter().chain(form.optional).any(|column| same_column(name, column));
    listing.unread = header.iter().filter(|name| !known(name)).map(str::to_owned).collect();
    let mut faults = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults.push(fault_of(&error));
                break;
            }
        };
        if let Err((column, what)) = (form.add)(&mut listing, &Line { header: &header, record: &record }) {
            let line = record.position().map_or(1, |position| position.line() as usize);
            faults.push(Fault { line, path: column.to_owned(), what });
            if faults.len() == FAULTS_MOST {
                break;
            }
        }
    }
    if faults.is_empty() { Ok(listing) } else { Err(faults) }
}

fn missing(column: &str) -> Fault {
    Fault { line: 1, path: column.to_owned(), what: "is missing; add the column".to_owned() }
}

/// A line of the file.
struct Line<'a> {
    header: &'a StringRecord,
    record: &'a StringRecord,
}

impl Line<'_> {
    fn raw(&self, column: &str) -> &str {
        place(self.header, column).and_then(|place| self.record.get(place)).unwrap_or_default()
    }

    /// What stands in a column, cleaned; empty where there is none.
    fn text(&self, column: &'static str) -> Result<String, Refused> {
        cleaned(self.raw(column)).map_err(|what| (column, what))
    }

    /// The texts in a column of several, each perhaps behind the code of its language: `en: A; no_lang_code: B`.
    fn texts(&self, column: &'static str) -> Result<Vec<String>, Refused> {
        let texts = self.raw(column).split(';').map(|text| cleaned(without_language(text.trim())));
        texts.collect::<Result<_, _>>().map_err(|what| (column, what))
    }

    /// The code of a country in a column.
    fn code(&self, column: &'static str) -> Result<String, Refused> {
        forms::code(self.raw(column)).map_err(|what| (column, what))
    }
}

/// Takes the code of a language off the beginning of a text.
fn without_language(text: &str) -> &str {
    let is_code = |code: &str| {
        code == "no_lang_code" || (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()))
    };
    match text.split_once(": ") {
        Some((code, rest)) if is_code(code) => rest.trim_start(),
        _ => text,
    }
}

fn ror_2(listing: &mut Listing, line: &Line) -> Result<(), Refused> {
    let name = line.text("names.types.ror_display")?;
    Organisation {
        name: Some(without_language(&name).to_owned()),
        acronyms: line.texts("names.types.acronym")?,
        alternatives: [line.texts("names.types.alias")?, line.texts("names.types.label")?].concat(),
        country: Some(line.code("locations.geonames_details.country_code")?),
        ..organisation(line)?
    }
    .add(listing)
}

fn ror_1(listing: &mut Listing, line: &Line) -> Result<(), Refused> {
    Organisation {
        name: Some(line.text("name")?),
        acronyms: line.texts("acronyms")?,
        alternatives: [line.texts("aliases")?, line.texts("labels")?].concat(),
        country: Some(line.code("country.country_code")?),
        ..organisation(line)?
    }
    .add(listing)
}

/// What both schemas of ROR have alike.
fn organisation(line: &Line) -> Result<Organisation, Refused> {
    let status = Some(line.text("status")?).filter(|status| !status.is_empty());
    Ok(Organisation { id: line.text("id")?, status, types: line.texts("types")?, ..Organisation::default() })
}

fn hipo(listing: &mut Listing, line: &Line) -> Result<(), Refused> {
    forms::hipo(listing, &line.text("name")?, Some(line.code("alpha_two_code")?))
}

fn whed(listing: &mut Listing, line: &Line) -> Result<(), Refused> {
    forms::whed(listing, &|column| cleaned(line.raw(column)))
}

fn fault_of(error: &::csv::Error) -> Fault {
    use ::csv::ErrorKind;
    let what = match error.kind() {
        ErrorKind::Utf8 { .. } => "is not UTF-8; save the file as CSV UTF-8".to_owned(),
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("has {len} columns instead of {expected_len}; put what holds a separator in quotes")
        }
        ErrorKind::Io(error) => format!("the file cannot be read: {error}"),
        _ => "is no CSV; correct it".to_owned(),
    };
    Fault { line: error.position().map_or(1, |position| position.line() as usize), path: String::new(), what }
}

#[cfg(test)]
mod tests {
    use super::without_language;

    #[test]
    fn only_the_code_of_a_language_is_taken_off_a_name() {
        assert_eq!(without_language("fr: École normale"), "École normale");
        assert_eq!(without_language("no_lang_code: EXU"), "EXU");
        for whole in ["Arts: a College", "IT: a College", "fr", "École: fr: x"] {
            assert_eq!(without_language(whole), whole);
        }
    }
}
