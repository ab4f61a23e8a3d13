//! What stands behind a label, understood: a title, a place, a duration, a grade.

use crate::{choice::Choice, country::Country, organisation::Place, text::fold, vacancy::Grade};

/// What the title of every such post begins with.
const POSTS: [&str; 10] = [
    "junior professional officer (jpo)",
    "junior professional officer",
    "jpo",
    "jeune expert associe (jea)",
    "jeune expert associe",
    "jeune experte associee",
    "joven profesional (jpo)",
    "joven profesional",
    "profesional asociado",
    "experto asociado",
];

/// What joins it to the rest.
const JOINTS: [&str; 9] = ["in", "for", "en", "pour", "para", "–", "-", ":", ","];

/// A title without "Junior Professional Officer in", and that.
pub fn title(text: &str) -> (&str, &str) {
    let Some(rest) = POSTS.iter().find_map(|post| without(text, post)) else { return (text, "") };
    let inner = rest.trim_start();
    let joint = JOINTS
        .iter()
        .find_map(|joint| without(inner, joint))
        .filter(|after| after.is_empty() || after.starts_with(char::is_whitespace));
    let title = joint.unwrap_or(inner).trim().trim_start_matches('…').trim_start_matches("...").trim();
    // "JPOs" and "Junior Professional Officers" begin other words.
    let parted = rest.is_empty() || !rest.starts_with(char::is_alphanumeric);
    if parted && text.ends_with(title) {
        (title, text[..text.len() - title.len()].trim())
    } else {
        (text, "")
    }
}

/// A text behind a beginning that is given as [`fold`] has it.
fn without<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    // Letters that are two characters make it a little longer.
    let mut ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(2 * beginning.len());
    ends.find(|end| fold(&text[..*end]) == beginning).map(|end| &text[end..])
}

/// A duration in months, whether it can be renewed, and whether something else is said, too.
pub struct Duration {
    pub months: u32,
    pub renewable: bool,
    pub more: bool,
}

/// `12 months, renewable`; none where no number of months or years is in it.
pub fn duration(text: &str) -> Option<Duration> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (mut number, mut months, mut renewable, mut negated, mut more) = (None, None, false, false, false);
    for word in words {
        match word {
            "month" | "months" | "mois" | "mes" | "meses" if months.is_none() => months = number,
            "year" | "years" | "an" | "ans" | "annee" | "annees" | "ano" | "anos" if months.is_none() => {
                months = number.and_then(|n: u32| n.checked_mul(12));
            }
            "renewable" | "renouvelable" | "renovable" | "prorrogable" | "extendable" => renewable = !negated,
            "not" | "non" | "no" => negated = true,
            word => match spelled(word) {
                Some(n) if months.is_none() && number.is_none_or(|before| before == n) => number = Some(n),
                _ => more = true,
            },
        }
    }
    Some(Duration { months: months?, renewable, more })
}

fn spelled(word: &str) -> Option<u32> {
    Some(match word {
        "one" | "un" | "une" | "uno" => 1,
        "two" | "deux" | "dos" => 2,
        "three" | "trois" | "tres" => 3,
        "six" | "seis" => 6,
        "twelve" | "douze" | "doce" => 12,
        word => return word.parse().ok(),
    })
}

/// The name of an office without "HQ" behind it.
pub fn office(text: &str) -> &str {
    let folded = fold(text);
    let ends = [", hq", " (hq)", ", headquarters", ", siege", ", sede"];
    let end = ends.iter().find(|end| folded.ends_with(*end)).map_or(0, |end| end.len());
    let at = text.char_indices().rev().take(end).last().map_or(text.len(), |(at, _)| at);
    text[..at].trim()
}

/// `P2`, `P-2`, `p.2`.
pub fn grade(text: &str) -> Option<Grade> {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    Grade::parse(&letters)
}

/// Where a post is.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Station {
    pub city: String,
    pub country: Option<Country>,
    pub place: Option<Place>,
}

/// `Geneva, Switzerland`, `Bangkok, Thailand (field)`. The country lookup says what else stood there.
pub fn station(text: &str, country: impl Fn(&str) -> Option<(Country, String)>) -> Station {
    let (named, said) = match text.trim_end().strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((before, inner)) if place(inner).is_some() => (before, place(inner)),
        _ => (text, None),
    };
    let (country, city) = match country(named.trim()) {
        Some((country, city)) => (Some(country), city),
        None => (None, named.trim().to_owned()),
    };
    let geneva = matches!(fold(&city).as_str(), "geneva" | "geneve" | "ginebra");
    let known = country.map(|country| match country.code() {
        "CH" if geneva => Place::Headquarters,
        _ => Place::Field,
    });
    Station { city, country, place: said.or(known) }
}

fn place(text: &str) -> Option<Place> {
    match fold(text.trim()).as_str() {
        "headquarters" | "hq" | "siege" | "sede" => Some(Place::Headquarters),
        "field" | "field position" | "terrain" | "terreno" => Some(Place::Field),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_what_follows_the_name_of_the_programme() {
        for (text, expected) in [
            ("Junior Professional Officer in Labour Statistics", "Labour Statistics"),
            ("JUNIOR PROFESSIONAL OFFICER IN ... Labour Law", "Labour Law"),
            ("JPO – Social Finance", "Social Finance"),
            ("Jeune expert associé – Migrations", "Migrations"),
            ("Joven profesional – Empleo", "Empleo"),
            ("Junior Professional Officer in in-work poverty", "in-work poverty"),
            ("Junior Professional Officer", ""),
            ("JPOs and their training", "JPOs and their training"),
            ("Labour Statistics", "Labour Statistics"),
        ] {
            assert_eq!(title(text).0, expected, "{text}");
        }
        assert_eq!(title("Junior Professional Officer in Law").1, "Junior Professional Officer in");
    }

    #[test]
    fn durations_are_understood_or_said_to_have_more() {
        let of = |text| duration(text).map(|d| (d.months, d.renewable, d.more));
        assert_eq!(of("12 months, renewable"), Some((12, true, false)));
        assert_eq!(of("Twelve (12) months"), Some((12, false, false)));
        assert_eq!(of("un an, renouvelable"), Some((12, true, false)));
        assert_eq!(of("24 meses, no renovable"), Some((24, false, false)));
        assert_eq!(of("12 months, renewable up to 3 years"), Some((12, true, true)));
        assert_eq!(of("to be agreed"), None);
    }

    #[test]
    fn grades_are_written_in_many_ways() {
        for text in ["P2", "P-2", "p.2", " P 2 "] {
            assert_eq!(grade(text), Some(Grade::P2), "{text}");
        }
        assert_eq!(grade("P2 or P3"), None);
    }
}
