//! Reading JSON of institutions: a list of objects with the keys of ROR (schema 1 and 2), of Hipo or of WHED. One object after
//! the other is read, so that a dump need not fit into memory.

use super::{
    Source,
    file::{FORMS, Listing, cleaned},
    forms::{self, Organisation},
};
use crate::import::Fault;
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{fmt, io::Read};

/// Reads a file. Gives the first fault.
pub fn read(reader: impl Read) -> Result<Listing, Fault> {
    let mut reader = serde_json::Deserializer::from_reader(reader);
    let mut track = serde_path_to_error::Track::new();
    let mut elements = Elements::default();
    let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
    let read = elements.read(tracked).and_then(|()| reader.end());
    if let Err(error) = read {
        let path = elements.at.unwrap_or_else(|| track.path().to_string());
        let text = error.to_string();
        let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
        let what =
            if error.is_data() { what.to_owned() } else { format!("{what}; the file is cut off or no JSON") };
        let path = if path == "." { String::new() } else { path };
        return Err(Fault { line: error.line().max(1), path, what });
    }
    elements.listing.ok_or_else(|| Fault {
        line: 1,
        path: String::new(),
        what: "lists no institution of higher education; nothing would be left".to_owned(),
    })
}

/// Gathers what the elements of the file's list say, one after the other.
#[derive(Default)]
struct Elements {
    /// None until the first, which shows the form.
    listing: Option<Listing>,
    /// Where a fault is that serde does not know the place of.
    at: Option<String>,
}

impl Elements {
    fn read<'de, D: Deserializer<'de>>(&mut self, reader: D) -> Result<(), D::Error> {
        DeserializeSeed::deserialize(self, reader)
    }

    fn take(&mut self, element: Element) -> Result<(), (&'static str, String)> {
        let Some(form) = element.form() else {
            return Err(("", format!("is in no form that is known; {FORMS}")));
        };
        let listing = self.listing.get_or_insert_with(|| Listing::new(form));
        if form != listing.source {
            return Err(("", "is of another form than what stands before it".to_owned()));
        }
        match form {
            Source::Hipo => element.hipo(listing),
            Source::Whed => forms::whed(listing, &|column| element.whed(column)),
            _ => element.ror(listing),
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Elements {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Elements {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of institutions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut place = 0;
        while let Some(element) = list.next_element::<Element>()? {
            self.take(element).map_err(|(field, what)| {
                self.at =
                    Some(if field.is_empty() { format!("[{place}]") } else { format!("[{place}].{field}") });
                de::Error::custom(what)
            })?;
            place += 1;
        }
        Ok(())
    }
}

/// What the forms have that matters here; all else in them is passed over.
#[derive(Deserialize)]
struct Element {
    // ROR
    id: Option<String>,
    status: Option<String>,
    types: Option<Vec<String>>,
    relationships: Option<Vec<Relationship>>,
    // ROR, schema 1
    aliases: Option<Vec<Text>>,
    acronyms: Option<Vec<Text>>,
    labels: Option<Vec<Label>>,
    // ROR, schema 2
    names: Option<Vec<RorName>>,
    locations: Option<Vec<Location>>,
    // ROR, schema 1, and Hipo
    name: Option<Text>,
    country: Option<InCountry>,
    // Hipo
    alpha_two_code: Option<Code>,
    // WHED
    #[serde(rename = "IAUCode")]
    iau_code: Option<Several>,
    #[serde(rename = "CountryCode")]
    country_code: Option<Several>,
    #[serde(rename = "OrgName")]
    org_name: Option<Several>,
    #[serde(rename = "InstNameEnglish")]
    english_name: Option<Several>,
    #[serde(rename = "InstAcronym")]
    acronym: Option<Several>,
    #[serde(rename = "OtherNames")]
    other_names: Option<Several>,
    #[serde(rename = "FormerNames")]
    former_names: Option<Several>,
    #[serde(rename = "Accredited")]
    accredited: Option<Several>,
}

/// A text, or several as a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Several {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Relationship {
    #[serde(rename = "type")]
    kind: String,
    label: Option<Text>,
}

#[derive(Deserialize)]
struct Label {
    label: Text,
}

#[derive(Deserialize)]
struct RorName {
    value: Text,
    types: Vec<String>,
}

#[derive(Deserialize)]
struct Location {
    geonames_details: Place,
}

#[derive(Deserialize)]
struct Place {
    country_code: Code,
}

impl Element {
    fn form(&self) -> Option<Source> {
        let of_ror = self.id.as_ref().is_some_and(|id| id.contains("ror.org/"));
        if self.names.is_some() || of_ror {
            Some(Source::Ror)
        } else if self.iau_code.is_some() || self.org_name.is_some() {
            Some(Source::Whed)
        } else {
            self.alpha_two_code.is_some().then_some(Source::Hipo)
        }
    }

    fn hipo(self, listing: &mut Listing) -> Result<(), (&'static str, String)> {
        let name = self.name.map(|name| name.0).unwrap_or_default();
        forms::hipo(listing, &name, self.alpha_two_code.map(|code| code.0))
    }

    fn whed(&self, column: &str) -> Result<String, String> {
        let text = match column {
            "IAUCode" => &self.iau_code,
            "CountryCode" => &self.country_code,
            "OrgName" => &self.org_name,
            "InstNameEnglish" => &self.english_name,
            "InstAcronym" => &self.acronym,
            "OtherNames" => &self.other_names,
            "FormerNames" => &self.former_names,
            "Accredited" => &self.accredited,
            _ => &None,
        };
        match text {
            None => Ok(String::new()),
            Some(Several::One(text)) => cleaned(text),
            Some(Several::Many(texts)) => {
                let texts: Result<Vec<String>, String> = texts.iter().map(|text| cleaned(text)).collect();
                Ok(texts?.join(";"))
            }
        }
    }

    fn ror(self, listing: &mut Listing) -> Result<(), (&'static str, String)> {
        let mut organisation = Organisation {
            id: self.id.unwrap_or_default(),
            status: self.status,
            types: self.types.unwrap_or_default(),
            name: self.name.map(|name| name.0),
            ..Organisation::default()
        };
        for RorName { value, types } in self.names.unwrap_or_default() {
            let has = |wanted: &str| types.iter().any(|kind| kind.eq_ignore_ascii_case(wanted));
            if has("ror_display") && organisation.name.is_none() {
                organisation.name = Some(value.0);
            } else if has("acronym") {
                organisation.acronyms.push(value.0);
            } else {
                organisation.alternatives.push(value.0);
            }
        }
        organisation.acronyms.extend(self.acronyms.into_iter().flatten().map(|acronym| acronym.0));
        let labels = self.labels.into_iter().flatten().map(|label| label.label);
        let aliases = self.aliases.into_iter().flatten().chain(labels);
        organisation.alternatives.extend(aliases.map(|name| name.0));
        for Relationship { kind, label } in self.relationships.into_iter().flatten() {
            if kind.eq_ignore_ascii_case("predecessor") {
                organisation.predecessors.extend(label.map(|label| label.0));
            }
        }
        let place = self.locations.into_iter().flatten().next().map(|at| at.geonames_details.country_code);
        organisation.country = place.or(self.country.and_then(|country| country.0)).map(|code| code.0);
        organisation.add(listing)
    }
}

/// Declares a type that is read from a string and checked there, so that a fault has the line of the string.
macro_rules! checked {
    ($(#[$doc:meta])* $name:ident, $what:literal, $check:expr) => {
        $(#[$doc])*
        struct $name(String);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
                struct Check;
                impl Visitor<'_> for Check {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($what)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        let check: fn(&str) -> Result<String, String> = $check;
                        check(text).map($name).map_err(E::custom)
                    }
                }
                reader.deserialize_str(Check)
            }
        }
    };
}

checked!(
    /// A name, cleaned; perhaps empty.
    Text, "a name", cleaned
);

checked!(
    /// Two letters for a country, in capitals; perhaps none that ISO has assigned.
    Code, "the code of a country", forms::code
);

/// A country: Hipo names it, ROR's schema 1 has an object with its code.
struct InCountry(Option<Code>);

impl<'de> Deserialize<'de> for InCountry {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> Visitor<'de> for Look {
            type Value = InCountry;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a country")
            }
            fn visit_str<E: de::Error>(self, _: &str) -> Result<InCountry, E> {
                Ok(InCountry(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InCountry, A::Error> {
                let mut code = None;
                while let Some(key) = map.next_key::<String>()? {
                    if key == "country_code" {
                        code = Some(map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(InCountry(code))
            }
        }
        reader.deserialize_any(Look)
    }
}
