//! Embeds the data privacy statements, so that the program needs no folder beside it.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo runs this again, and builds the crate again, when a statement or a migration is added.
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=../statements");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../statements").canonicalize()?;
    let mut files: Vec<_> = fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(|file| file.file_name());
    let mut list = String::from("[\n");
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") {
            // The text itself, and no path to it: another clone may share the target folder.
            writeln!(list, "({:?}, {:?}),", name.trim_end_matches(".md"), fs::read_to_string(file.path())?)?;
        }
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("statements.rs"), list)?;
    Ok(())
}
