//! Compiles `locales/` into the methods of `Texts`: a wrong key, or a text that a language lacks, is a compile error.

use std::{env, fs, path::Path};

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=locales");
    let catalogue = catalogue::load(Path::new("locales"))?;
    let out = env::var("OUT_DIR").map_err(|e| e.to_string())?;
    fs::write(Path::new(&out).join("texts.rs"), catalogue.rust()).map_err(|e| e.to_string())
}
