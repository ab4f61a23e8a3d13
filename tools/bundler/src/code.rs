//! The application as WebAssembly: compiled, split into a main module and one per lazy area, bound to JavaScript, and
//! optimised.

use std::{
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
        files::list(&folder)?.par_iter().try_for_each(|file| optimiser.run(file))?;
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
/// alive for it stays plain HTML: nothing but the browser hears of clicks any more.
fn go_on_without(loader: &Path) -> Result<()> {
    const FAILED: &str = "success = false;\n        } finally {";
    const GO_ON: &str = "const { alive } = document.documentElement.dataset;
            if (alive) return location.assign(alive);
            return addEventListener('click', (event) => event.stopImmediatePropagation(), true);
        }
        {";
    let code = fs::read_to_string(loader)?;
    if !code.contains(FAILED) {
        bail!("{}: the loader has changed; see what it does where a module does not come", loader.display());
    }
    fs::write(loader, code.replace(FAILED, GO_ON))?;
    Ok(())
}

/// Programs from npm that make the code smaller: Binaryen's `wasm-opt` by a sixth, `terser` the JavaScript by a quarter.
pub struct Optimiser {
    programs: PathBuf,
}

impl Optimiser {
    /// The programs that `tools/setup` installs where there is Node.js.
    pub fn find(root: &Path) -> Option<Self> {
        let programs = root.join("tools/node_modules/.bin");
        let work = ["wasm-opt", "terser"].iter().all(|program| {
            let version = Command::new(programs.join(program)).arg("--version").output();
            version.is_ok_and(|output| output.status.success())
        });
        if !work {
            println!("The browser bundle is made without wasm-opt and terser: it works, but is larger.");
            println!("To have it small, install Node.js and run tools/setup again.");
        }
        work.then_some(Self { programs })
    }

    /// Makes one file smaller, if it is code.
    fn run(&self, file: &Path) -> Result<()> {
        let (program, options): (_, &[&str]) = match file.extension().and_then(|extension| extension.to_str())
        {
            // The features are those that rustc takes for granted in a browser, and no more.
            Some("wasm") => (
                "wasm-opt",
                &[
                    "-Oz",
                    "-Oz", // What the first makes smaller, the second finds again.
                    "--strip-debug",
                    "--strip-producers",
                    "--enable-bulk-memory",
                    "--enable-multivalue",
                    "--enable-mutable-globals",
                    "--enable-nontrapping-float-to-int",
                    "--enable-reference-types",
                    "--enable-sign-ext",
                ],
            ),
            Some("js") => ("terser", &["--module", "--compress", "--mangle"]),
            _ => return Ok(()),
        };
        let output =
            Command::new(self.programs.join(program)).arg(file).args(options).arg("-o").arg(file).output()?;
        if !output.status.success() {
            bail!("{} cannot be optimised: {}", file.display(), String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }
}
