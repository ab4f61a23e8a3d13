//! What people and formats write, in the words of the profile: dates, levels, lists.

use jiff::civil::Date;
use model::{
    choice::Choice,
    degree::Level,
    profile::Proficiency,
    text::{clean, fold},
};

/// A text of a file as it is taken over: cleaned as any text is, and without the control characters that nobody could see in
/// a form to remove them.
pub(crate) fn tidy(raw: &str) -> String {
    let seen: String = clean(raw).chars().filter(|c| *c >= ' ' || matches!(c, '\t' | '\n')).collect();
    seen.trim().to_owned()
}

/// A date as far as it was given; each part is empty or a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) day: String,
    pub(crate) month: String,
    pub(crate) year: String,
}

impl When {
    fn of(year: Option<&str>, month: Option<u8>, day: Option<&str>) -> Option<Self> {
        let year = year.filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
        let day = day.and_then(|day| day.parse::<u8>().ok()).filter(|day| (1..=31).contains(day));
        Some(When {
            day: day.map(|day| day.to_string()).unwrap_or_default(),
            month: month.map(|month| month.to_string()).unwrap_or_default(),
            year: year.to_owned(),
        })
    }

    /// Reads `2019`, `2019-03`, `2019-03-31`, `2019-03-31T00:00:00Z`, `Mar 2019`, `March 31, 2019`, `31/03/2019`, also in French and
    /// Spanish.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        let iso: Vec<&str> = day.split('-').collect();
        if let [year, rest @ ..] = iso.as_slice()
            && year.len() == 4
            && rest.len() <= 2
            && (rest.is_empty() || month(rest[0]).is_some())
            && (day.len() == text.len() || text.as_bytes().get(day.len()) == Some(&b'T'))
        {
            return When::of(Some(year), rest.first().and_then(|text| month(text)), rest.get(1).copied());
        }
        let parts: Vec<&str> =
            text.split([' ', ',', '.', '/']).filter(|part| !part.is_empty() && *part != "de").collect();
        match parts.as_slice() {
            // Which of day and month comes first in numbers is not known, unless one can only be the day.
            [a, b, year] => match (month(a), month(b)) {
                (Some(m), None) => When::of(Some(year), Some(m), Some(b)),
                (None, Some(m)) => When::of(Some(year), Some(m), Some(a)),
                (Some(m), Some(_)) if a.parse::<u8>().is_err() => When::of(Some(year), Some(m), Some(b)),
                (Some(_), Some(m)) if b.parse::<u8>().is_err() => When::of(Some(year), Some(m), Some(a)),
                (Some(m), Some(same)) if m == same => When::of(Some(year), Some(m), Some(a)),
                _ => When::of(Some(year), None, None),
            },
            [a, year] => When::of(Some(year), Some(month(a)?), None),
            _ => None,
        }
    }

    /// Whether it lies after a date, as far as it is given.
    pub(crate) fn is_after(&self, today: Date) -> bool {
        let number = |text: &str, least| text.parse::<i32>().unwrap_or(least);
        let (year, month) = (number(&self.year, 0), number(&self.month, 0));
        year > today.year().into() || (year == i32::from(today.year()) && month > today.month().into())
    }
}

/// A month by its number or name; Europass writes `--03`.
fn month(text: &str) -> Option<u8> {
    if let Ok(number) = text.trim_start_matches('-').parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    const BEGINNINGS: [&[&str]; 12] = [
        &["jan", "ene"],
        &["feb", "fev"],
        &["mar"],
        &["apr", "avr", "abr"],
        &["may", "mai"],
        &["jun", "juin"],
        &["jul", "juil"],
        &["aug", "aou", "ago"],
        &["sep"],
        &["oct"],
        &["nov"],
        &["dec", "dic"],
    ];
    let name = fold(text);
    let found = BEGINNINGS.iter().position(|all| all.iter().any(|beginning| name.starts_with(beginning)))?;
    u8::try_from(found + 1).ok()
}

/// The parts of a date that Europass gives apart: `2019`, `--03`, `---31`.
pub(crate) fn in_parts(year: &str, month_text: &str, day: &str) -> Option<When> {
    When::of(Some(year), month(month_text), Some(day.trim_start_matches('-')))
}

/// Whether a date says that something lasts.
pub(crate) fn is_now(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "present" | "now" | "today" | "current" | "actuel" | "aujourd'hui" | "presente" | "actual"
    )
}

/// How well a language is known: a level of the Common European Framework, LinkedIn's words, or what else people say.
pub(crate) fn proficiency(text: &str) -> Option<Proficiency> {
    let said = fold(text);
    let any = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match said.get(..2) {
        Some("a1" | "a2") => return Some(Proficiency::Basic),
        Some("b1" | "b2") => return Some(Proficiency::Intermediate),
        Some("c1" | "c2") => return Some(Proficiency::Advanced),
        _ => {}
    }
    Some(match () {
        () if any(&["native", "bilingual", "mother", "maternel", "matern", "nativ"]) => {
            Proficiency::MotherTongue
        }
        () if any(&["elementary", "beginner", "basic", "notions", "debutant", "basico", "elemental"]) => {
            Proficiency::Basic
        }
        () if any(&[
            "full professional",
            "fluent",
            "advanced",
            "courant",
            "avance",
            "avanzado",
            "fluido",
        ]) =>
        {
            Proficiency::Advanced
        }
        () if any(&["working", "intermediate", "conversational", "intermediaire", "intermedio"]) => {
            Proficiency::Intermediate
        }
        () => return Proficiency::parse(&said),
    })
}

/// The level of a degree, where its words leave no doubt.
pub(crate) fn level(title: &str) -> Option<Level> {
    let said = fold(title);
    let words: Vec<&str> =
        said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `Ph.D.` and `M.Sc.` as one word.
    let dense: Vec<String> = title
        .split([' ', ',', '(', ')', '/', '-'])
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect())
        .collect();
    let short = |all: &[&str]| dense.iter().any(|word| all.contains(&word.as_str()));
    let begins =
        |all: &[&str]| words.iter().any(|word| all.iter().any(|beginning| word.starts_with(beginning)));
    let is = |all: &[&str]| words.iter().any(|word| all.contains(word));
    let says = |all: &[&str]| all.iter().any(|phrase| said.contains(phrase));
    let diploma = begins(&["diplom", "certific"]);
    if diploma
        && says(&[
            "postgrad",
            "post-grad",
            "post grad",
            "posgrado",
            "postgrado",
            "graduate diploma",
            "graduate certificate",
        ])
    {
        return Some(Level::PostGraduateDiploma);
    }
    if begins(&["doctor", "dottorato"]) || short(&["PhD", "DPhil", "MD", "EdD", "DBA"]) {
        return Some(Level::Doctorate);
    }
    let masters = is(&["master", "masters", "mestrado", "maestria", "magister"])
        || short(&["MA", "MSc", "MS", "MBA", "MPhil", "MPA", "MPH", "LLM", "MEng", "MEd", "MRes"]);
    if masters {
        return (!diploma || is(&["degree"])).then_some(Level::MastersDegree);
    }
    let bachelors =
        is(&["bachelor", "bachelors", "licence", "licenciatura", "licenciado", "licenciada", "laurea"])
            || said.starts_with("grado en ")
            || short(&["BA", "BSc", "BS", "BEng", "BEd", "LLB", "BCom", "BBA", "BTech"]);
    if bachelors {
        return Some(Level::FirstLevelDegree);
    }
    let school = says(&["high school", "secondary school", "secondary education", "a-level"])
        || is(&["abitur", "bachillerato", "maturite"])
        || (is(&["baccalaureat"]) && !is(&["degree"]));
    school.then_some(Level::SecondarySchool)
}

/// A text with the markup of a web page in it, as Europass writes it, without: paragraphs and items as lines.
pub(crate) fn without_markup(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return tidy(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let name: String = tag[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let end = tag.find('>').filter(|_| !name.is_empty());
        plain.push_str(before);
        match (end, name.to_ascii_lowercase().trim_end_matches('/')) {
            (Some(_), "li") => plain.push_str("\n• "),
            (
                Some(_),
                "p" | "/p" | "br" | "div" | "/div" | "ul" | "/ul" | "ol" | "/ol" | "h1" | "h2" | "h3",
            ) => {
                plain.push('\n');
            }
            (Some(_), _) => {}
            (None, _) => plain.push('<'),
        }
        rest = &tag[end.map_or(1, |end| end + 1)..];
    }
    plain.push_str(rest);
    for (entity, text) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, text);
    }
    // At most one empty line between two others.
    let mut lines: Vec<&str> = Vec::new();
    let tidied = tidy(&plain);
    for line in tidied.lines().map(str::trim) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty() || last.starts_with('•'))) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// Several texts as one: one alone as it is, more as a list.
pub(crate) fn as_list(texts: &[String]) -> String {
    match texts {
        [one] => one.clone(),
        texts => texts.iter().map(|text| format!("• {text}")).collect::<Vec<_>>().join("\n"),
    }
}

/// The family name and the given names in a whole name. Small words (`da`, `van der`) belong to the family name; where there are
/// none, it is the last word.
pub(crate) fn names(whole: &str) -> (String, String) {
    let words: Vec<&str> = whole.split_whitespace().collect();
    let small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let cut = words.iter().skip(1).position(small).map(|at| at + 1);
    let cut = cut.unwrap_or(words.len().saturating_sub(1));
    (words[cut..].join(" "), words[..cut].join(" "))
}

/// Whether an employer is the organisation itself.
pub(crate) fn is_own(employer: &str) -> bool {
    let name = fold(employer);
    let name = name.split('(').next().unwrap_or_default().trim();
    matches!(
        name,
        "ilo"
            | "bit"
            | "oit"
            | "international labour organization"
            | "international labour organisation"
            | "international labor organization"
            | "international labour office"
            | "organisation internationale du travail"
            | "bureau international du travail"
            | "organizacion internacional del trabajo"
            | "oficina internacional del trabajo"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn parts(text: &str) -> Option<(String, String, String)> {
        When::parse(text).map(|when| (when.year, when.month, when.day))
    }

    #[test]
    fn a_date_is_read_as_far_as_it_is_given() {
        let is = |year: &str, month: &str, day: &str| Some((year.into(), month.into(), day.into()));
        assert_eq!(parts("2019"), is("2019", "", ""));
        assert_eq!(parts("2019-03"), is("2019", "3", ""));
        for text in [
            "2019-03-31",
            "2019-03-31T23:00:00.000Z",
            "March 31, 2019",
            "31 mars 2019",
            "31/03/2019",
            "31 de marzo de 2019",
        ] {
            assert_eq!(parts(text), is("2019", "3", "31"), "{text}");
        }
        for text in ["Mar 2019", "mars 2019", "marzo 2019", "03/2019"] {
            assert_eq!(parts(text), is("2019", "3", ""), "{text}");
        }
        assert_eq!(parts("07/08/2019"), is("2019", "", ""), "7 August or July 8");
        for text in ["", "soon", "19", "Present", "2019-13", "20190331"] {
            assert_eq!(parts(text), None, "{text}");
        }
        assert_eq!(in_parts("1990", "--02", "---09"), When::parse("1990-02-09"));
    }

    #[test]
    fn what_is_to_come_is_after_today() {
        let after = |text: &str| When::parse(text).is_some_and(|when| when.is_after(date(2026, 11, 21)));
        assert!(after("2027") && after("2026-12"));
        assert!(!after("2026") && !after("2026-11") && !after("2019-12"));
    }

    #[test]
    fn a_level_is_read_where_its_words_leave_no_doubt() {
        for (title, expected) in [
            ("Master of Science in Statistics", Some(Level::MastersDegree)),
            ("M.Sc. Economics", Some(Level::MastersDegree)),
            ("Mestrado em Economia", Some(Level::MastersDegree)),
            ("Ph.D., Law", Some(Level::Doctorate)),
            ("Doctorat en droit", Some(Level::Doctorate)),
            ("BSc (Hons)", Some(Level::FirstLevelDegree)),
            ("Licence en droit", Some(Level::FirstLevelDegree)),
            ("Postgraduate diploma in education", Some(Level::PostGraduateDiploma)),
            ("Baccalauréat scientifique", Some(Level::SecondarySchool)),
            ("Headmaster's certificate", None),
            ("Master diploma", None),
            ("Baccalaureate degree", None),
            ("Engineer", None),
            ("", None),
        ] {
            assert_eq!(level(title), expected, "{title}");
        }
    }

    #[test]
    fn a_command_of_a_language_is_read_in_the_words_of_each_format() {
        for (text, expected) in [
            ("C2", Some(Proficiency::Advanced)),
            ("b1", Some(Proficiency::Intermediate)),
            ("Native or bilingual proficiency", Some(Proficiency::MotherTongue)),
            ("Full professional proficiency", Some(Proficiency::Advanced)),
            ("Limited working proficiency", Some(Proficiency::Intermediate)),
            ("ELEMENTARY", Some(Proficiency::Basic)),
            ("Avancé", Some(Proficiency::Advanced)),
            ("mother-tongue", Some(Proficiency::MotherTongue)),
            ("good", None),
            ("", None),
        ] {
            assert_eq!(proficiency(text), expected, "{text}");
        }
    }

    #[test]
    fn markup_becomes_lines() {
        let html =
            "<p>Led <strong>two</strong> teams.</p><ul><li>Planned &amp; ran</li><li>a &lt; b</li></ul>";
        assert_eq!(without_markup(html), "Led two teams.\n\n• Planned & ran\n• a < b");
        assert_eq!(without_markup("1 < 2 and <3"), "1 < 2 and <3");
        assert_eq!(without_markup("<br/>x<br>y"), "x\ny");
    }

    #[test]
    fn a_name_is_parted_before_its_small_words_or_its_last() {
        let parted = |whole: &str| names(whole);
        assert_eq!(parted("Ana Silva"), ("Silva".into(), "Ana".into()));
        assert_eq!(parted("Ana Maria da Silva"), ("da Silva".into(), "Ana Maria".into()));
        assert_eq!(parted("Sukarno"), ("Sukarno".into(), String::new()));
        assert_eq!(parted(""), (String::new(), String::new()));
    }

    proptest! {
        #[test]
        fn any_words_are_read_without_a_panic(text in any::<String>()) {
            let _ = (When::parse(&text), level(&text), proficiency(&text), without_markup(&text), names(&text), is_own(&text));
        }
    }
}
