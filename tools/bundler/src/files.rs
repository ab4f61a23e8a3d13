//! Files: listed, copied, hashed, compressed, and weighed.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// A hash for names: 64 bits are plenty to tell the versions of a file apart.
pub struct Hash(Sha256);

impl Hash {
    pub fn new() -> Self {
        Self(Sha256::new())
    }

    pub fn of(content: &[u8]) -> String {
        let mut hash = Self::new();
        hash.add(content);
        hash.text()
    }

    pub fn add(&mut self, content: &[u8]) {
        self.0.update((content.len() as u64).to_le_bytes());
        self.0.update(content);
    }

    pub fn text(self) -> String {
        self.0.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Every file under a folder, sorted; none when there is no folder.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { found.extend(list(&path)?) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in list(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, &copy)?;
    }
    Ok(())
}

/// How large a file is, and how large it is when it travels.
pub struct Weight {
    file: PathBuf,
    plain: usize,
    brotli: usize,
}

/// Writes a `.br` and a `.gz` beside every file that gets smaller by it, at the highest level: it is done once, and
/// served many times.
pub fn compress(folder: &Path) -> Result<Vec<Weight>> {
    const KINDS: [&str; 9] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];
    list(folder)?
        .into_par_iter()
        .filter(|file| file.extension().and_then(|e| e.to_str()).is_some_and(|e| KINDS.contains(&e)))
        .map(|file| {
            let content = fs::read(&file)?;
            let mut brotli = Vec::new();
            let best = BrotliEncoderParams { quality: 11, lgwin: 22, ..BrotliEncoderParams::default() };
            brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &best)?;
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(&content)?;
            for (compressed, ending) in [(&brotli, ".br"), (&gzip.finish()?, ".gz")] {
                if compressed.len() < content.len() {
                    let mut name = file.clone().into_os_string();
                    name.push(ending);
                    fs::write(name, compressed)?;
                }
            }
            Ok(Weight { file, plain: content.len(), brotli: brotli.len().min(content.len()) })
        })
        .collect()
}

/// Prints what a browser downloads.
pub fn report(folder: &Path, weights: &[Weight]) {
    println!("{:>9} {:>9}", "plain", "brotli");
    for Weight { file, plain, brotli } in weights {
        println!("{plain:>9} {brotli:>9}  {}", file.strip_prefix(folder).unwrap_or(file).display());
    }
}
