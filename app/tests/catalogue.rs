//! The string catalogue holds nothing that nobody says.

use std::{fs, path::Path};

fn read(folder: &Path, all: &mut String) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, all)?;
        } else {
            all.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(())
}

#[test]
fn every_text_is_used() -> Result<(), Box<dyn std::error::Error>> {
    let app = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for folder in ["src", "../server/src"] {
        read(&app.join(folder), &mut sources)?;
    }
    let catalogue = catalogue::load(&app.join("locales"))?;
    let unused: Vec<_> = catalogue.keys().filter(|key| !sources.contains(&format!(".{key}("))).collect();
    assert!(unused.is_empty(), "{unused:?}");
    Ok(())
}
