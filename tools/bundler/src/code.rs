//! The application as WebAssembly: compiled, split into a main module and one per lazy area, bound to JavaScript, and
//! optimised.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use wasm_bindgen_cli_support::Bindgen;

use crate::{Workspace, files};

pub const SPLIT: &str = "__wasm_split.js";

/// The files of the code. They import each other, in circles, so no file can carry a hash of its own: the folder
/// carries one hash of them all, and inside they keep their plain names.
pub struct Code {
    /// The address of the folder.
    pub folder: String,
    pub manifest: BTreeMap<String, Vec<String>>,
}

/// Has the application compiled for the browser (`tools/wasm`), and reads the module.
pub fn compile(workspace: &Workspace, dev: bool) -> Result<Vec<u8>> {
    let folder = if dev { "debug" } else { "wasm-release" };
    let compiler = workspace.workspace_root.join("tools/wasm");
    let status = Command::new(compiler).args(dev.then_some("--dev")).status()?;
    if !status.success() {
        bail!("the application does not compile for the browser (see above)");
    }
    let module = workspace.target_directory.join("wasm32-unknown-unknown").join(folder).join("app.wasm");
    fs::read(&module).with_context(|| format!("{} cannot be read", module.display()))
}

/// Splits, binds and optimises the module, and writes the result under `packages`.
pub fn write(wasm: &[u8], packages: &Path, optimiser: Option<&Optimiser>, dev: bool) -> Result<Code> {
    let folder = packages.join("new");
    fs::create_dir_all(&folder)?;

    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(wasm);
    let link_name = format!("./{SPLIT}");
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.main_module = "./ilo-jobs.js";
    options.link_name = &link_name;
    let split =
        wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting failed: {error:#}"))?;

    go_on_without(&folder.join(SPLIT))?;

    Bindgen::new()
        .input_path(&main)
        .out_name("ilo-jobs")
        .web(true)?
        .typescript(false)
        // The lazy modules find what they share with the main module by the linker's names.
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(!dev)
        .remove_producers_section(!dev)
        .generate(&folder)
        .context("wasm-bindgen failed")?;
    fs::remove_file(&main)?;

    if let Some(optimiser) = optimiser {
        without_streams(&folder.join("ilo-jobs_bg.wasm"))?;
        optimiser.optimise(&folder)?;
    }

    let mut hash = files::Hash::new();
    for file in files::list(&folder)? {
        hash.add(&fs::read(file)?);
    }
    let name = hash.text();
    fs::rename(&folder, packages.join(&name))?;
    Ok(Code { folder: format!("/pkg/{name}"), manifest: split.prefetch_map.into_iter().collect() })
}

/// Takes out of the main module what JavaScript would call to read a stream that Rust writes (wasm-streams, which `server_fn` brings
/// along): nothing here makes one, so that the optimiser finds nobody who needs it.
fn without_streams(module: &Path) -> Result<()> {
    let mut wasm = walrus::Module::from_file(module)?;
    let ids: Vec<_> = wasm
        .exports
        .iter()
        .filter(|export| export.name.contains("intounderlying"))
        .map(|export| export.id())
        .collect();
    if ids.is_empty() {
        bail!("{}: wasm-streams' exports have other names; see without_streams", module.display());
    }
    for id in ids {
        wasm.exports.delete(id);
    }
    wasm.emit_wasm_file(module)
}

/// Has the loader of the lazy modules load the whole page that was asked for where a module does not come: another edition has
/// been put in place since the page was opened, or the network is away. By itself it would end the program. A page that has not come
/// alive for it stays plain HTML.
fn go_on_without(loader: &Path) -> Result<()> {
    const FAILED: &str = "success = false;\n        } finally {";
    const GO_ON: &str = "const { alive } = document.documentElement.dataset;
            if (alive) location.assign(alive);
            return;
        }
        {";
    let code = fs::read_to_string(loader)?;
    if !code.contains(FAILED) {
        bail!("{}: the loader has changed; see what it does where a module does not come", loader.display());
    }
    fs::write(loader, code.replace(FAILED, GO_ON))?;
    Ok(())
}

/// The program that makes the code smaller, with what `tools/setup` installs from npm where there is Node.js.
pub struct Optimiser {
    program: PathBuf,
}

impl Optimiser {
    pub fn find(root: &Path) -> Option<Self> {
        let tools = root.join("tools");
        let works = Command::new("node").arg("--version").output().is_ok()
            && ["binaryen", "terser"].iter().all(|package| tools.join("node_modules").join(package).is_dir());
        if !works {
            println!("The browser bundle is made without Binaryen and terser: it works, but is larger.");
            println!("To have it small, install Node.js and run tools/setup again.");
        }
        works.then(|| Self { program: tools.join("optimise.mjs") })
    }

    /// Makes all code in a folder smaller: the files are dealt out, the largest first, to as many hands as there are processors, each
    /// to the one that has the least.
    fn optimise(&self, folder: &Path) -> Result<()> {
        let mut code = files::list(folder)?;
        code.retain(|file| {
            file.extension().is_some_and(|extension| extension == "wasm" || extension == "js")
        });
        let mut sized: Vec<_> =
            code.into_iter().map(|file| (fs::metadata(&file).map_or(0, |about| about.len()), file)).collect();
        sized.sort_by_key(|(size, _)| Reverse(*size));
        let mut hands = vec![(0, Vec::new()); rayon::current_num_threads()];
        for (size, file) in sized {
            if let Some((held, files)) = hands.iter_mut().min_by_key(|(held, _)| *held) {
                *held += size;
                files.push(file);
            }
        }
        hands.par_iter().filter(|(_, files)| !files.is_empty()).try_for_each(|(_, files)| self.run(files))
    }

    fn run(&self, files: &[PathBuf]) -> Result<()> {
        let output = Command::new("node").arg(&self.program).args(files).output()?;
        if !output.status.success() {
            bail!("{} failed: {}", self.program.display(), String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }
}
