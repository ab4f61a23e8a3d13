//! The string catalogue: reads `app/locales/{en,fr,es}/*.toml`, refuses a language that is not complete, and writes
//! the Rust code and the browser's files that come from it.
//!
//! A file is a subject (`account.toml`), a key in it a text (`title = "Sign in"`); the text is then
//! `texts.account_title()`. A text with placeholders (`"Saved at {time}"`) becomes a method that takes them, in the order
//! of the English text. A table with `one` and `other` is a plural, chosen by `count`.
//!
//! `app/build.rs` compiles it, so that a wrong key is a compile error; the bundler writes files for each language, so that
//! a browser downloads what its reader may come to, in one language.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

/// The languages, in the order in which everything lists them. English comes first: it is the reference.
pub const LANGUAGES: [&str; 3] = ["en", "fr", "es"];

/// The forms a plural needs in all our languages (CLDR's `many` concerns numbers that no page counts to).
const PLURAL_FORMS: [&str; 2] = ["one", "other"];

/// The subjects that only the server speaks of: a browser does not download their texts.
const SERVER_ONLY: [&str; 8] = [
    "category_",
    "mail_",
    "own_data_",
    "proposal_document_",
    "proposal_words_",
    "reference_",
    "refused_",
    "sought_",
];

/// The subjects of the frame and of the list of vacancies.
const EVERYBODY: [&str; 4] = ["dates_", "find_", "site_", "vacancy_"];

/// The subjects that are spoken of in the staff's area alone: a browser downloads their texts with it.
const STAFF: [&str; 5] = ["areas_", "desk_", "organisation_", "proposal_", "staff_"];

/// Who reads a file of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Everybody: the frame of each page, and the list of vacancies, with which most visits begin.
    Everybody,
    /// Whoever goes on from there.
    Pages,
    /// Those who work here, beside all that.
    Staff,
}

impl Readers {
    pub const ALL: [Self; 3] = [Readers::Everybody, Readers::Pages, Readers::Staff];

    /// What the file of a language is called.
    #[must_use]
    pub fn file(self, language: &str) -> String {
        match self {
            Readers::Everybody => language.to_owned(),
            Readers::Pages => format!("{language}-pages"),
            Readers::Staff => format!("{language}-staff"),
        }
    }

    /// Who downloads a text; none: the server alone says it.
    fn of(key: &str) -> Option<Self> {
        let is_of = |subjects: &[&str]| subjects.iter().any(|subject| key.starts_with(subject));
        if is_of(&SERVER_ONLY) {
            return None;
        }
        Some(match (is_of(&EVERYBODY), is_of(&STAFF)) {
            (true, _) => Readers::Everybody,
            (_, true) => Readers::Staff,
            _ => Readers::Pages,
        })
    }
}

/// One text in one language: plain, or a plural's forms.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Text {
    Plain(String),
    Plural([String; 2]),
}

impl Text {
    fn forms(&self) -> &[String] {
        match self {
            Text::Plain(text) => std::slice::from_ref(text),
            Text::Plural(forms) => forms,
        }
    }
}

/// All texts of all languages, checked against each other.
#[derive(Debug)]
pub struct Catalogue {
    texts: BTreeMap<String, [Text; 3]>,
}

/// Reads the catalogue in `locales`.
///
/// # Errors
/// A sentence that names the file and key: not TOML, a key that a language lacks or has too much, other placeholders than
/// the English text, an empty text.
pub fn load(locales: &Path) -> Result<Catalogue, String> {
    let [english, french, spanish] = LANGUAGES.map(|language| read(&locales.join(language)));
    let (english, mut french, mut spanish) = (english?, french?, spanish?);
    let mut texts = BTreeMap::new();
    for (key, text) in english {
        let take = |from: &mut BTreeMap<String, Text>, language: &str| {
            let other = from.remove(&key).ok_or(format!("{language}: no text for `{key}`"))?;
            match (&text, &other) {
                (Text::Plain(_), Text::Plain(_)) | (Text::Plural(_), Text::Plural(_)) => {}
                _ => return Err(format!("{language}: `{key}` is a plural in one language only")),
            }
            if names(&text) == names(&other) {
                Ok(other)
            } else {
                Err(format!("{language}: `{key}` has other placeholders than in English"))
            }
        };
        let entry = (take(&mut french, "fr")?, take(&mut spanish, "es")?);
        texts.insert(key.clone(), [text, entry.0, entry.1]);
    }
    for (language, rest) in [("fr", french), ("es", spanish)] {
        if let Some(key) = rest.keys().next() {
            return Err(format!("{language}: `{key}` is not in English"));
        }
    }
    Ok(Catalogue { texts })
}

fn read(folder: &Path) -> Result<BTreeMap<String, Text>, String> {
    let mut texts = BTreeMap::new();
    let files = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for file in files {
        let path = file.map_err(|e| e.to_string())?.path();
        if path.extension().is_none_or(|x| x != "toml") {
            continue;
        }
        let subject = path.file_stem().map(|s| s.to_string_lossy().replace('-', "_")).unwrap_or_default();
        let source = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let table: toml::Table = source.parse().map_err(|e| format!("{}: {e}", path.display()))?;
        for (key, value) in table {
            let text = text(&value).ok_or(format!(
                "{}: `{key}` is neither a text nor a table with `one` and `other`, or is empty",
                path.display()
            ))?;
            texts.insert(format!("{subject}_{key}"), text);
        }
    }
    Ok(texts)
}

fn text(value: &toml::Value) -> Option<Text> {
    let filled = |v: &toml::Value| v.as_str().filter(|s| !s.trim().is_empty()).map(str::to_owned);
    match value {
        toml::Value::Table(forms) if forms.len() == PLURAL_FORMS.len() => {
            Some(Text::Plural([filled(forms.get("one")?)?, filled(forms.get("other")?)?]))
        }
        value => filled(value).map(Text::Plain),
    }
}

/// The placeholders of a text, in the order of their first appearance (in a plural, of the `other` form).
fn placeholders(text: &Text) -> Vec<String> {
    let source = match text {
        Text::Plain(text) | Text::Plural([_, text]) => text,
    };
    let mut names: Vec<String> = Vec::new();
    for part in source.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.iter().any(|n| n == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

fn names(text: &Text) -> BTreeSet<String> {
    placeholders(text).into_iter().collect()
}

impl Catalogue {
    /// The texts of a language, in the order of their numbers.
    fn flat(&self, language: usize) -> Vec<&str> {
        let mut flat = Vec::new();
        for texts in self.texts.values() {
            flat.extend(texts[language].forms().iter().map(String::as_str));
        }
        flat
    }

    /// The file that a browser downloads for readers of one of [`LANGUAGES`]: a line a text, by number; empty where the text is in
    /// another file.
    ///
    /// # Errors
    /// The language is not one of ours; a text has several lines.
    pub fn browser_lines(&self, language: &str, readers: Readers) -> Result<String, String> {
        let index = LANGUAGES
            .iter()
            .position(|l| *l == language)
            .ok_or(format!("`{language}` is not a language of the catalogue"))?;
        let mut lines = Vec::new();
        for (key, texts) in &self.texts {
            let downloaded = Readers::of(key) == Some(readers);
            for text in texts[index].forms() {
                if downloaded && text.contains('\n') {
                    return Err(format!("{language}: `{key}` has several lines"));
                }
                lines.push(if downloaded { text.as_str() } else { "" });
            }
        }
        Ok(lines.join("\n"))
    }

    /// The Rust code: the methods of `Texts`, and for the server the texts themselves (`ALL`, by language and number).
    #[must_use]
    pub fn rust(&self) -> String {
        let mut code = String::from("impl Texts {\n");
        let mut number = 0;
        for (key, [english, ..]) in &self.texts {
            let sample = match english {
                Text::Plain(text) | Text::Plural([_, text]) => text.lines().next().unwrap_or_default(),
            };
            let names = placeholders(english);
            let mut parameters = String::new();
            let mut values = String::new();
            for name in &names {
                let kind = if name == "count" { "u64" } else { "impl std::fmt::Display" };
                let _ = write!(parameters, ", {name}: {kind}");
                // A count is written as the language writes numbers.
                let value = if name == "count" { "self.number(count)" } else { name.as_str() };
                let _ = write!(values, "(\"{{{name}}}\", &{value}), ");
            }
            let (result, body) = match english {
                Text::Plain(_) if names.is_empty() => ("&'static str", format!("self.get({number})")),
                Text::Plain(_) => ("String", format!("fill(self.get({number}), &[{values}])")),
                Text::Plural(_) => {
                    if !names.iter().any(|n| n == "count") {
                        parameters = format!(", count: u64{parameters}");
                    }
                    ("String", format!("fill(self.get({number} + self.plural(count)), &[{values}])"))
                }
            };
            let _ = writeln!(code, "    /// {sample:?}\n    #[must_use]");
            let _ = writeln!(code, "    pub fn {key}(self{parameters}) -> {result} {{ {body} }}");
            number += if matches!(english, Text::Plural(_)) { 2 } else { 1 };
        }
        code.push_str("}\n");
        let _ = writeln!(code, "#[cfg(feature = \"ssr\")]\nstatic ALL: [&[&str]; 3] = [");
        for language in 0..LANGUAGES.len() {
            let _ = writeln!(code, "    &{:?},", self.flat(language));
        }
        code.push_str("];\n");
        code
    }

    /// Every key, as the method's name: for a test that each is used.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, files: [&str; 3]) -> std::path::PathBuf {
        let root = std::env::temp_dir().join(format!("catalogue-{name}-{}", std::process::id()));
        for (language, source) in LANGUAGES.iter().zip(files) {
            fs::create_dir_all(root.join(language)).unwrap_or_default();
            fs::write(root.join(language).join("a.toml"), source).unwrap_or_default();
        }
        root
    }

    #[test]
    fn a_complete_catalogue_becomes_methods_and_files() {
        let root = folder(
            "complete",
            [
                "t = \"Hi\"\nn = \"{who} has {what}\"",
                "t = \"Salut\"\nn = \"{what} : {who}\"",
                "t = \"Hola\"\nn = \"{who}: {what}\"",
            ],
        );
        let catalogue = load(&root).unwrap_or_else(|e| panic!("{e}"));
        assert!(catalogue.rust().contains(
            "pub fn a_n(self, who: impl std::fmt::Display, what: impl std::fmt::Display) -> String"
        ));
        assert_eq!(catalogue.browser_lines("fr", Readers::Pages).as_deref(), Ok("{what} : {who}\nSalut"));
    }

    #[test]
    fn what_only_the_server_says_is_not_downloaded_and_what_some_read_comes_by_itself() {
        let root = folder("server-only", ["t = \"Hi\"", "t = \"Salut\"", "t = \"Hola\""]);
        for language in LANGUAGES {
            fs::write(root.join(language).join("mail.toml"), "t = \"Dear\"").unwrap_or_default();
            fs::write(root.join(language).join("desk.toml"), "t = \"Bureau\"").unwrap_or_default();
            fs::write(root.join(language).join("site.toml"), "t = \"Site\"").unwrap_or_default();
        }
        let catalogue = load(&root).unwrap_or_else(|e| panic!("{e}"));
        for (readers, lines) in [
            (Readers::Everybody, "\n\n\nSite"),
            (Readers::Pages, "Salut\n\n\n"),
            (Readers::Staff, "\nBureau\n\n"),
        ] {
            assert_eq!(catalogue.browser_lines("fr", readers).as_deref(), Ok(lines));
        }
    }

    #[test]
    fn a_missing_text_is_refused_with_its_language_and_key() {
        let root = folder("missing", ["t = \"Hi\"", "", "t = \"Hola\""]);
        assert_eq!(load(&root).err().as_deref(), Some("fr: no text for `a_t`"));
    }

    #[test]
    fn other_placeholders_are_refused() {
        let root = folder("placeholders", ["t = \"{a}\"", "t = \"{b}\"", "t = \"{a}\""]);
        assert!(load(&root).is_err());
    }
}
