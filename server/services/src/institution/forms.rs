//! What the forms of files say of an institution, whether they come as CSV or as JSON. A fault is told with its field.

use super::{
    Facts, NameKind,
    file::{Listing, Others, shown},
};
use model::country::Country;

type Refused = (&'static str, String);

/// The columns of WHED's form that must be there, and those that may.
pub const WHED_REQUIRED: [&str; 3] = ["IAUCode", "CountryCode", "OrgName"];
pub const WHED_OPTIONAL: [&str; 5] =
    ["InstNameEnglish", "InstAcronym", "OtherNames", "FormerNames", "Accredited"];

/// An organisation as ROR has it.
#[derive(Debug, Default)]
pub struct Organisation {
    pub id: String,
    pub status: Option<String>,
    pub types: Vec<String>,
    /// The one that is shown.
    pub name: Option<String>,
    pub acronyms: Vec<String>,
    pub alternatives: Vec<String>,
    pub predecessors: Vec<String>,
    pub country: Option<String>,
}

impl Organisation {
    /// Adds it to what a file lists, if it is of higher education and active.
    pub fn add(self, listing: &mut Listing) -> Result<(), Refused> {
        let is = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted);
        let teaches = self.types.iter().any(|kind| is(kind, "education"));
        if !teaches || !self.status.as_deref().is_none_or(|status| is(status, "active")) {
            listing.passed_over += 1;
            return Ok(());
        }
        if self.id.trim().is_empty() {
            return Err(("id", "is missing; add it".to_owned()));
        }
        let name =
            self.name.ok_or_else(|| ("names", "has none of the type `ror_display`; add one".to_owned()))?;
        shown(&name).map_err(|what| ("name", what))?;
        let mut others = Others::default();
        for (kind, names) in [
            (NameKind::Abbreviation, self.acronyms),
            (NameKind::Alternative, self.alternatives),
            (NameKind::Former, self.predecessors),
        ] {
            names.iter().for_each(|name| others.add(kind, name));
        }
        let code = self.country.ok_or_else(|| ("country", "is missing; add it".to_owned()))?;
        match Country::parse(&code) {
            Some(country) => listing.add(Facts {
                source_id: self.id,
                country,
                other_names: others.done(&name)?,
                name,
                accredited: None,
            }),
            None => {
                listing.elsewhere.push(format!("{name} ({code})"));
                Ok(())
            }
        }
    }
}

/// Two letters for a country, in capitals; perhaps none that ISO has assigned.
pub fn code(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    let right = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if right {
        Ok(code)
    } else {
        Err(format!("`{code}` is not the code of a country; write two letters (ISO 3166-1 alpha-2)"))
    }
}

/// Adds an institution as Hipo has it.
pub fn hipo(listing: &mut Listing, name: &str, code: Option<String>) -> Result<(), Refused> {
    shown(name).map_err(|what| ("name", what))?;
    let Some(code) = code else {
        return Err(("alpha_two_code", "is missing; add it".to_owned()));
    };
    match Country::parse(&code) {
        Some(country) => listing.add_named(country, name),
        None => {
            listing.elsewhere.push(format!("{name} ({code})"));
            Ok(())
        }
    }
}

/// Adds an institution as WHED has it; `cell` gives what stands in a column, cleaned; empty where nothing does.
pub fn whed(listing: &mut Listing, cell: &dyn Fn(&str) -> Result<String, String>) -> Result<(), Refused> {
    let cell = |column: &'static str| cell(column).map_err(|what| (column, what));
    let source_id = cell("IAUCode")?;
    if source_id.is_empty() {
        return Err(("IAUCode", "is empty; it must name the institution".to_owned()));
    }
    let code = cell("CountryCode")?;
    let country = Country::try_from(code.to_ascii_uppercase()).map_err(|what| ("CountryCode", what))?;
    let name = cell("OrgName")?;
    shown(&name).map_err(|what| ("OrgName", what))?;
    let accredited = match cell("Accredited")?.to_lowercase().as_str() {
        // WHED lists what is recognised.
        "" | "yes" => Some(true),
        "no" => Some(false),
        "unknown" => None,
        other => return Err(("Accredited", format!("is `{other}`; write yes, no or unknown"))),
    };
    let mut others = Others::default();
    others.add(NameKind::Alternative, &cell("InstNameEnglish")?);
    for (column, kind) in [
        ("InstAcronym", NameKind::Abbreviation),
        ("OtherNames", NameKind::Alternative),
        ("FormerNames", NameKind::Former),
    ] {
        cell(column)?.split(';').for_each(|name| others.add(kind, name));
    }
    let facts = Facts { source_id, country, other_names: others.done(&name)?, name, accredited };
    let own_id = |(field, what)| (if field == "id" { "IAUCode" } else { field }, what);
    listing.add(facts).map_err(own_id)
}
