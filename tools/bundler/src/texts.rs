//! The words of the interface, files for each language, so that a browser gets those of its reader only: what everybody reads, what the
//! pages beyond the list of vacancies say, what the staff's area alone says.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Result, anyhow};
use catalogue::{LANGUAGES, Readers};

use crate::files;

/// Returns the address of the written file for each language and its readers.
pub fn write(locales: &Path, packages: &Path) -> Result<BTreeMap<String, String>> {
    let catalogue = catalogue::load(locales).map_err(|error| anyhow!(error))?;
    let all = LANGUAGES.into_iter().flat_map(|language| Readers::ALL.map(|readers| (language, readers)));
    all.map(|(language, readers)| {
        let texts = catalogue.browser_lines(language, readers).map_err(|error| anyhow!(error))?;
        let of = readers.file(language);
        let name = format!("texts-{of}.{}.txt", files::Hash::of(texts.as_bytes()));
        fs::write(packages.join(&name), texts)?;
        Ok((of, format!("/pkg/{name}")))
    })
    .collect()
}
