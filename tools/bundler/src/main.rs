//! Makes the site folder: everything that a browser downloads, beside the server that serves it.
//!
//! `bundler` writes `<target>/release/site`, small and compressed; `bundler --dev` writes `<target>/debug/site`, fast.
//! `site/assets.json` tells the server the names. Whatever is under `site/pkg/` has a hash of its content in its
//! address, and may be cached for ever.

mod code;
mod files;
mod styles;
mod texts;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// What the server reads to know which files belong to this build.
#[derive(Serialize)]
struct Assets {
    css: String,
    js: String,
    wasm: String,
    /// For each language, the files of its texts: `en`, `en-pages`, `en-staff`.
    texts: BTreeMap<String, String>,
    /// The folder of the code: of `js` and `wasm`, of the script `split`, and of the lazily loaded modules.
    folder: String,
    /// The script that loads the lazy modules; `js` imports it, and it imports `js`.
    split: &'static str,
    /// For each lazy route or function, the modules that it needs, named without folder and `.wasm`.
    manifest: BTreeMap<String, Vec<String>>,
}

/// Where cargo works. It knows best: the target folder may come from the environment or from a configuration file.
#[derive(Deserialize)]
struct Workspace {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Workspace {
    fn find() -> Result<Self> {
        let output = Command::new("cargo")
            .args(["metadata", "--no-deps", "--format-version=1"])
            .output()
            .context("cargo cannot be run")?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

fn main() -> ExitCode {
    let dev = match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => false,
        [option] if option == "--dev" => true,
        _ => {
            eprintln!("usage: bundler [--dev]");
            return ExitCode::FAILURE;
        }
    };
    match bundle(dev) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundler: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bundle(dev: bool) -> Result<()> {
    let workspace = Workspace::find()?;
    let root = workspace.workspace_root.as_path();
    let wasm = code::compile(&workspace, dev)?;
    let optimiser = if dev { None } else { code::Optimiser::find(root) };

    let place = workspace.target_directory.join(if dev { "debug" } else { "release" });
    let site = place.join("site");
    let inputs = inputs(root, &wasm, optimiser.is_some())?;
    let made_from = place.join("site.inputs");
    if site.exists() && fs::read_to_string(&made_from).is_ok_and(|last| last == inputs) {
        println!("The browser bundle is up to date: {}", site.display());
        return Ok(());
    }

    // Written aside and put in place at once, so that a running server never sees half of it.
    let draft = place.join("site.new");
    remove(&draft)?;
    let packages = draft.join("pkg");
    fs::create_dir_all(&packages)?;
    files::copy(&root.join("public"), &draft)?;
    let code = code::write(&wasm, &packages, optimiser.as_ref(), dev)?;
    let assets = Assets {
        css: styles::write(&root.join("style/main.css"), &packages)?,
        js: format!("{}/ilo-jobs.js", code.folder),
        wasm: format!("{}/ilo-jobs_bg.wasm", code.folder),
        texts: texts::write(&root.join("app/locales"), &packages)?,
        folder: code.folder,
        split: code::SPLIT,
        manifest: code.manifest,
    };
    if !dev {
        files::report(&draft, &files::compress(&draft)?);
    }
    fs::write(draft.join("assets.json"), serde_json::to_string_pretty(&assets)?)?;

    let old = place.join("site.old");
    remove(&old)?;
    if site.exists() {
        fs::rename(&site, &old)?;
    }
    fs::rename(&draft, &site).with_context(|| format!("{} cannot be put in place", site.display()))?;
    remove(&old)?;
    fs::write(made_from, inputs)?;
    println!("The browser bundle is ready: {}", site.display());
    Ok(())
}

/// A hash of everything that the site folder is made from, this program included.
fn inputs(root: &Path, wasm: &[u8], optimised: bool) -> Result<String> {
    let mut all = files::Hash::new();
    all.add(wasm);
    all.add(&[u8::from(optimised)]);
    for file in ["tools/optimise.mjs", "tools/package-lock.json"] {
        all.add(&fs::read(root.join(file))?);
    }
    all.add(&fs::read(std::env::current_exe()?)?);
    for folder in ["public", "style", "app/locales"] {
        for file in files::list(&root.join(folder))? {
            all.add(file.to_string_lossy().as_bytes());
            all.add(&fs::read(&file)?);
        }
    }
    Ok(all.text())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    Ok(())
}
