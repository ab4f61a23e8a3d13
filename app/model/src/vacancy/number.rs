//! The rule by which vacancies are numbered: `DC/EMPLOYMENT/P/2025/03`, `JPO/GENEVA/P2/2026/03`.
//!
//! A number is a series and the place in it. The series says category, department or duty station, grade or kind of post,
//! and the year of publication; its counter is kept by the services.

use super::{Category, Grade, Vacancy};
use crate::{choice::Choice, text};

/// The city of headquarters, where a post is known by its department: as numbers name it, and as French and Spanish call it.
const HEADQUARTERS: [&str; 3] = ["GENEVA", "GENEVE", "GINEBRA"];

/// What all numbers of a series begin with: `DC/EMPLOYMENT/P/2025`.
#[must_use]
pub fn series(vacancy: &Vacancy) -> String {
    let department = code(&vacancy.department);
    let station = code(&vacancy.duty_station.city);
    let at_headquarters = HEADQUARTERS.contains(&station.as_str());
    let station = if at_headquarters { HEADQUARTERS[0].to_owned() } else { station };
    let grade = vacancy.grade.map_or("", |grade| if is_national(grade) { "NO" } else { grade.slug() });
    let kind = vacancy.grade.map_or("", kind);
    let local = if at_headquarters { &department } else { &station };
    let year = vacancy.published_on.year().to_string();
    let parts: [&str; 4] = match vacancy.category {
        Category::International => ["INT", &department, grade, &year],
        Category::DevelopmentCooperation => ["DC", &department, kind, &year],
        Category::Local => ["LOC", local, grade, &year],
        Category::Temporary => ["TEMP", local, grade, &year],
        Category::JuniorProfessionalOfficers => ["JPO", &station, grade, &year],
        Category::Internships => ["INTERN", &station, "", &year],
        Category::Consultancies => ["CONS", &department, "", &year],
        Category::ExpressionsOfInterest => ["EOI", &department, "", &year],
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

/// The number of a place in a series, from 1: two digits at least.
#[must_use]
pub fn number(series: &str, place: i64) -> String {
    format!("{series}/{place:02}")
}

/// A name as it stands in a number: `San José` → `SANJOSE`, `CO-Dar es Salaam` → `CO-DARESSALAAM`.
fn code(name: &str) -> String {
    let folded = text::fold(name).to_uppercase();
    folded.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

const fn is_national(grade: Grade) -> bool {
    matches!(grade, Grade::NoA | Grade::NoB | Grade::NoC | Grade::NoD)
}

/// The kind of post that a grade is of.
const fn kind(grade: Grade) -> &'static str {
    match grade {
        Grade::P1 | Grade::P2 | Grade::P3 | Grade::P4 | Grade::P5 => "P",
        Grade::D1 | Grade::D2 => "D",
        Grade::G1 | Grade::G2 | Grade::G3 | Grade::G4 | Grade::G5 | Grade::G6 | Grade::G7 => "G",
        Grade::NoA | Grade::NoB | Grade::NoC | Grade::NoD => "NO",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vacancy::tests::vacancy;
    use jiff::civil::date;

    fn numbered(category: Category, grade: Option<Grade>, department: &str, city: &str) -> String {
        let mut vacancy = vacancy();
        (vacancy.category, vacancy.grade) = (category, grade);
        vacancy.department = department.into();
        vacancy.duty_station.city = city.into();
        vacancy.published_on = date(2026, 3, 1);
        number(&series(&vacancy), 3)
    }

    #[test]
    fn a_number_says_category_place_grade_and_year() {
        use Category::*;
        for (expected, category, grade, department, city) in [
            ("DC/EMPLOYMENT/P/2026/03", DevelopmentCooperation, Some(Grade::P4), "EMPLOYMENT", "Geneva"),
            ("JPO/GENEVA/P2/2026/03", JuniorProfessionalOfficers, Some(Grade::P2), "STATISTICS", "Geneva"),
            ("JPO/SANJOSE/P2/2026/03", JuniorProfessionalOfficers, Some(Grade::P2), "STATISTICS", "San José"),
            (
                "INT/CO-DARESSALAAM/D1/2026/03",
                International,
                Some(Grade::D1),
                "CO-Dar es Salaam",
                "Dar es Salaam",
            ),
            ("LOC/HRD/G6/2026/03", Local, Some(Grade::G6), "HRD", "Geneva"),
            ("LOC/HRD/G6/2026/03", Local, Some(Grade::G6), "HRD", "Genève"),
            ("JPO/GENEVA/P2/2026/03", JuniorProfessionalOfficers, Some(Grade::P2), "HRD", "Ginebra"),
            ("LOC/KATHMANDU/NO/2026/03", Local, Some(Grade::NoB), "CO-KATHMANDU", "Kathmandu"),
            ("TEMP/ABIDJAN/G5/2026/03", Temporary, Some(Grade::G5), "RO-AFRICA", "Abidjan"),
            ("INTERN/GENEVA/2026/03", Internships, None, "HRD", "Geneva"),
            ("CONS/EVAL/2026/03", Consultancies, None, "EVAL", "Geneva"),
        ] {
            assert_eq!(numbered(category, grade, department, city), expected);
        }
    }

    #[test]
    fn a_series_goes_on_beyond_ninety_nine() {
        assert_eq!(number("EOI/HRD/2026", 100), "EOI/HRD/2026/100");
    }
}
