//! The words of the interface, a file per language, so that a browser gets those of its reader only.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Result, anyhow};

use crate::files;

/// Returns the address of the written file for each language.
pub fn write(locales: &Path, packages: &Path) -> Result<BTreeMap<String, String>> {
    let catalogue = catalogue::load(locales).map_err(|error| anyhow!(error))?;
    catalogue::LANGUAGES
        .into_iter()
        .map(|language| {
            let texts = catalogue.browser_lines(language).map_err(|error| anyhow!(error))?;
            let name = format!("texts-{language}.{}.txt", files::Hash::of(texts.as_bytes()));
            fs::write(packages.join(&name), texts)?;
            Ok((language.to_owned(), format!("/pkg/{name}")))
        })
        .collect()
}
