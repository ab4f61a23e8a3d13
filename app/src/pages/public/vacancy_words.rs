//! The words for what vacancies are classed by.

use crate::{dates, texts::Texts};
use jiff::civil::Date;
use model::{
    choice::Choice,
    language::Lang,
    vacancy::{Category, ContractType, GENEVA, Notice, Region, search::Filter},
};

/// What a fact is called, what it is, and the language of that, where it is not the reader's.
pub type Fact = (&'static str, String, Option<&'static str>);

/// The name of a category.
#[must_use]
pub fn category(t: Texts, category: Category) -> &'static str {
    match category {
        Category::International => t.vacancy_category_international(),
        Category::DevelopmentCooperation => t.vacancy_category_development_cooperation(),
        Category::Local => t.vacancy_category_local(),
        Category::Temporary => t.vacancy_category_temporary(),
        Category::JuniorProfessionalOfficers => t.vacancy_category_junior_professional_officers(),
        Category::Internships => t.vacancy_category_internships(),
        Category::Consultancies => t.vacancy_category_consultancies(),
        Category::ExpressionsOfInterest => t.vacancy_category_expressions_of_interest(),
    }
}

/// What a category means.
#[cfg(feature = "ssr")]
#[must_use]
pub fn means(t: Texts, category: Category) -> &'static str {
    match category {
        Category::International => t.category_international(),
        Category::DevelopmentCooperation => t.category_development_cooperation(),
        Category::Local => t.category_local(),
        Category::Temporary => t.category_temporary(),
        Category::JuniorProfessionalOfficers => t.category_junior_professional_officers(),
        Category::Internships => t.category_internships(),
        Category::Consultancies => t.category_consultancies(),
        Category::ExpressionsOfInterest => t.category_expressions_of_interest(),
    }
}

/// The name of a type of contract.
#[must_use]
pub fn contract(t: Texts, contract: ContractType) -> &'static str {
    match contract {
        ContractType::FixedTerm => t.vacancy_contract_fixed_term(),
        ContractType::WithoutLimitOfTime => t.vacancy_contract_without_limit_of_time(),
        ContractType::ShortTerm => t.vacancy_contract_short_term(),
        ContractType::JuniorProfessionalOfficer => t.vacancy_contract_junior_professional_officer(),
        ContractType::Internship => t.vacancy_contract_internship(),
        ContractType::ExternalCollaboration => t.vacancy_contract_external_collaboration(),
        ContractType::Roster => t.vacancy_contract_roster(),
    }
}

/// The name of a region.
#[must_use]
pub fn region(t: Texts, region: Region) -> &'static str {
    match region {
        Region::Headquarters => t.find_region_headquarters(),
        Region::Africa => t.find_region_africa(),
        Region::Americas => t.find_region_americas(),
        Region::ArabStates => t.find_region_arab_states(),
        Region::AsiaAndThePacific => t.find_region_asia(),
        Region::EuropeAndCentralAsia => t.find_region_europe(),
    }
}

/// What a filter of the list is called.
#[must_use]
pub fn filter(t: Texts, filter: Filter) -> &'static str {
    match filter {
        Filter::Category => t.vacancy_category(),
        Filter::Grade => t.vacancy_grade(),
        Filter::Contract => t.vacancy_contract(),
        Filter::Region => t.find_region(),
        Filter::Country => t.find_country(),
        Filter::Department => t.vacancy_department(),
        Filter::Language => t.find_language(),
        Filter::Closing => t.find_closing(),
    }
}

/// What a choice of a filter is called. One that is on no list is called as it is.
#[cfg(feature = "ssr")]
#[must_use]
pub fn choice(t: Texts, departments: &services::board::Departments, filter: Filter, value: &str) -> String {
    use model::country::Country;
    let known = match filter {
        Filter::Category => Category::parse(value).map(|v| category(t, v)),
        Filter::Contract => ContractType::parse(value).map(|v| contract(t, v)),
        Filter::Region => Region::parse(value).map(|v| region(t, v)),
        Filter::Country => Country::parse(value).map(|v| crate::names::country(t.0, v)),
        Filter::Language => value.parse().ok().map(Lang::own_name),
        Filter::Department => departments.name(value, t.0),
        Filter::Closing => return value.parse().map_or_else(|_| value.to_owned(), |n| t.find_within(n)),
        Filter::Grade => None,
    };
    known.unwrap_or(value).to_owned()
}

/// Whether a category's name says what type of contract its vacancies have, so that a list need not say it again.
#[must_use]
pub fn says_contract(category: Category) -> bool {
    matches!(category, Category::JuniorProfessionalOfficers | Category::Internships)
}

/// The name of a language, within a sentence.
#[must_use]
pub fn language(t: Texts, lang: Lang) -> &'static str {
    match lang {
        Lang::En => t.vacancy_english(),
        Lang::Fr => t.vacancy_french(),
        Lang::Es => t.vacancy_spanish(),
    }
}

/// What is said of the days that are left.
#[must_use]
pub fn days_left(t: Texts, days: i64) -> String {
    match u64::try_from(days) {
        Ok(0) | Err(_) => t.vacancy_closes_today().to_owned(),
        Ok(days) => t.vacancy_days_left(days),
    }
}

/// Until when applications are taken, as the vacancy's zone has it.
#[must_use]
pub fn deadline(t: Texts, closes_on: Date, zone: &str, city: &str) -> String {
    let date = dates::long(t, closes_on);
    if zone == GENEVA { t.vacancy_midnight_geneva(date) } else { t.vacancy_midnight_local(date, city) }
}

/// The same on the reader's own clock; none where it is midnight there too, or there is no such clock.
#[must_use]
pub fn deadline_here(t: Texts, closes_on: Date, closes_at: i64) -> Option<String> {
    let midnight = closes_on.tomorrow().map(|next| next.at(0, 0, 0, 0)).ok();
    let own = dates::own(closes_at).filter(|own| Some(*own) != midnight);
    own.map(|own| dates::with_time(t, own))
}

/// The header of a notice but its deadline: what each fact is called, what it is, and in which language, if that is not the reader's.
#[must_use]
pub fn facts(t: Texts, notice: &Notice, country: &str, open_to: &[String]) -> Vec<Fact> {
    let other = t.other(notice.lang);
    let named = |full: &str, short: &str| match (full, short) {
        ("", short) => (short.to_owned(), None),
        (full, "") => (full.to_owned(), other),
        (full, short) if full == short => (full.to_owned(), None),
        (full, short) => (format!("{full} ({short})"), other),
    };
    let months = notice.contract_months.map(|n| t.vacancy_months(u64::from(n))).unwrap_or_default();
    let (department, of_department) = named(&notice.text.department, &notice.department);
    let (unit, of_unit) = named(&notice.text.unit, &notice.unit);
    let facts = [
        (t.vacancy_grade(), notice.grade.map(Choice::slug).unwrap_or_default().to_owned(), None),
        (t.vacancy_number(), notice.number.clone(), None),
        (t.vacancy_job_id(), notice.job_id.clone(), None),
        (t.vacancy_published(), dates::long(t, notice.published_on), None),
        (t.vacancy_department(), department, of_department),
        (t.vacancy_unit(), unit, of_unit),
        (t.vacancy_duty_station(), t.vacancy_place(&notice.duty_station.city, country), None),
        (t.vacancy_category(), category(t, notice.category).to_owned(), None),
        (t.vacancy_contract(), contract(t, notice.contract_type).to_owned(), None),
        (t.vacancy_duration(), months, None),
        (t.vacancy_open_to(), open_to.join(", "), None),
    ];
    facts.into_iter().filter(|(_, value, _)| !value.is_empty()).collect()
}

/// A date for machines: `2026-05-26`.
#[must_use]
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// The most characters of what a notice is summed up by.
const SUMMARY_MOST: usize = 200;

/// The beginning of a text, to the end of a word.
#[must_use]
pub fn summary(text: &str) -> String {
    let mut summary = String::new();
    for word in text.split_whitespace() {
        if summary.chars().count() + word.chars().count() > SUMMARY_MOST {
            return summary + " …";
        }
        if !summary.is_empty() {
            summary.push(' ');
        }
        summary.push_str(word);
    }
    summary
}
