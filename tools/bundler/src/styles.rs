//! `style/main.css` and what it imports, as one small file.
//!
//! The styles are plain CSS for current browsers: nothing is translated. Imports are put in place, and comments and
//! needless space go.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::files;

/// Returns the address of the written file.
pub fn write(main: &Path, packages: &Path) -> Result<String> {
    let css = minify(&with_imports(main)?);
    let name = format!("ilo-jobs.{}.css", files::Hash::of(css.as_bytes()));
    fs::write(packages.join(&name), css)?;
    Ok(format!("/pkg/{name}"))
}

/// The text of a style sheet with every `@import "file.css";` or `@import "file.css" layer(name);`, alone on its line,
/// replaced by what it names.
fn with_imports(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut all = String::with_capacity(text.len());
    for (number, line) in text.lines().enumerate() {
        let Some(import) = line.trim().strip_prefix("@import") else {
            all.push_str(line);
            all.push('\n');
            continue;
        };
        let mistake =
            || format!("{}:{}: not an import that the bundler knows: {line}", file.display(), number + 1);
        let import = import.trim().strip_prefix('"').and_then(|import| import.strip_suffix(';'));
        let (name, layer) = import.and_then(|import| import.split_once('"')).with_context(mistake)?;
        let imported = with_imports(&file.with_file_name("").join(name)).with_context(mistake)?;
        match layer.trim().strip_prefix("layer(").map(|layer| layer.strip_suffix(')')) {
            None if layer.trim().is_empty() => all.push_str(&imported),
            Some(Some(layer)) => all.push_str(&format!("@layer {layer} {{\n{imported}}}\n")),
            _ => bail!(mistake()),
        }
    }
    Ok(all)
}

/// Drops comments, and space where it says nothing. Strings stay as they are, and so does the space around operators,
/// which means something in selectors and in `calc()`.
fn minify(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            space = true;
            continue;
        }
        let length = if matches!(next, '"' | '\'') { string(rest) } else { next.len_utf8() };
        let (token, after) = rest.split_at(length);
        rest = after;
        if next.is_whitespace() {
            space = true;
            continue;
        }
        if matches!(next, '{' | '}' | ';' | ',') {
            if next == '}' && small.ends_with(';') {
                small.pop();
            }
        } else if space && !small.ends_with(['{', '}', ';', ',', ':']) && !small.is_empty() {
            small.push(' ');
        }
        space = false;
        small.push_str(token);
    }
    small
}

/// The length of the string that a text begins with, quotes included.
fn string(text: &str) -> usize {
    let mut characters = text.char_indices();
    let quote = characters.next().map(|(_, quote)| quote);
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if Some(character) == quote {
            return at + character.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_goes_where_it_says_nothing() {
        assert_eq!(
            minify("a ,\n b > c {\n  color : red ;\n}\n\n/* x */ p :is(i) { }"),
            "a,b > c{color :red}p :is(i){}"
        );
        assert_eq!(minify("a{width:calc(1px + 2px);margin:0 1px}"), "a{width:calc(1px + 2px);margin:0 1px}");
        assert_eq!(minify("a/* x */b"), "a b");
    }

    #[test]
    fn strings_stay() {
        let css = r#"a::before{content:"/* ; } \" it's  ";b:'  "  '}"#;
        assert_eq!(minify(css), css);
    }

    #[test]
    fn imports_are_put_in_place() {
        let folder = std::env::temp_dir().join(format!("bundler-styles-{}", std::process::id()));
        fs::create_dir_all(folder.join("parts")).unwrap();
        fs::write(folder.join("main.css"), "@import \"parts/a.css\" layer(base);\nb { top: 0 }").unwrap();
        fs::write(folder.join("parts/a.css"), "@import \"c.css\";\na { top: 1px }").unwrap();
        fs::write(folder.join("parts/c.css"), "c { top: 2px }").unwrap();
        let all = with_imports(&folder.join("main.css")).unwrap();
        fs::write(folder.join("wrong.css"), "\n@import url(a.css);").unwrap();
        let mistake = with_imports(&folder.join("wrong.css")).unwrap_err().to_string();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(minify(&all), "@layer base{c{top:2px}a{top:1px}}b{top:0}");
        assert!(mistake.contains("wrong.css:2:"), "{mistake}");
    }
}
