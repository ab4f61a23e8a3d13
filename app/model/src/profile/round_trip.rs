//! What is typed, checked and typed again from the valid value is the same value: a check loses nothing.

use super::*;
use crate::{area::Area, country::Country, date::YearMonth};
use jiff::civil::date as day;
use proptest::{prelude::*, sample::select};

const TODAY: Date = day(2026, 11, 21);

type Typed = Vec<(&'static str, String)>;

/// A valid value as it would be typed.
trait Retyped {
    fn typed(&self) -> Typed;
}

fn choice<C: Choice>(value: Option<C>) -> String {
    value.map_or("", C::slug).to_owned()
}

fn yes(value: bool) -> String {
    if value { "yes".to_owned() } else { String::new() }
}

fn number(value: Option<u32>) -> String {
    value.map(|number| number.to_string()).unwrap_or_default()
}

fn month(names: [&'static str; 2], month: Option<YearMonth>) -> Typed {
    let text = |part: fn(YearMonth) -> i16| month.map(|month| part(month).to_string()).unwrap_or_default();
    vec![(names[0], text(|month| month.month.into())), (names[1], text(|month| month.year))]
}

fn date(names: [&'static str; 3], date: Date) -> Typed {
    let parts = [i16::from(date.day()), i16::from(date.month()), date.year()];
    names.into_iter().zip(parts.map(|part| part.to_string())).collect()
}

fn answer(names: [&'static str; 2], said: &str) -> Typed {
    let answer = if said.is_empty() { "no" } else { "yes" };
    vec![(names[0], answer.to_owned()), (names[1], said.to_owned())]
}

impl Retyped for Job {
    fn typed(&self) -> Typed {
        let fields: Vec<&str> = self.fields.iter().map(Area::slug).collect();
        let mut typed = vec![
            ("title", self.title.clone()),
            ("country", self.country.to_string()),
            ("grade", self.grade.clone()),
            ("current", yes(self.to.is_none())),
            ("kind", choice(self.kind)),
            ("share", self.share.to_string()),
            ("international", yes(self.international)),
            ("fields", fields.join("\n")),
            ("duties", self.duties.clone()),
            ("achievements", self.achievements.clone()),
            ("supervised", number(self.supervised)),
            ("supervisor", self.supervisor.clone()),
            ("leaving", self.leaving.clone()),
        ];
        typed.extend(month(["from_month", "from_year"], Some(self.from)));
        typed.extend(month(["to_month", "to_year"], self.to));
        typed
    }
}

impl Retyped for Experience {
    fn typed(&self) -> Typed {
        let mut typed = self.job.typed();
        typed.extend([("employer", self.employer.clone()), ("sector", choice(self.sector))]);
        typed
    }
}

impl Retyped for OwnExperience {
    fn typed(&self) -> Typed {
        let mut typed = self.job.typed();
        typed.extend([("department", self.department.clone()), ("duty_station", self.duty_station.clone())]);
        typed
    }
}

impl Retyped for Education {
    fn typed(&self) -> Typed {
        let mut typed = vec![
            ("country", self.country.to_string()),
            ("institution", self.institution.clone()),
            ("place", self.place.clone()),
            ("level", self.level.slug().to_owned()),
            ("degree", self.degree.clone()),
            ("field", self.field.clone()),
            ("completion", self.completion.slug().to_owned()),
        ];
        typed.extend(month(["from_month", "from_year"], Some(self.from)));
        typed.extend(month(["to_month", "to_year"], Some(self.to)));
        typed
    }
}

impl Retyped for Language {
    fn typed(&self) -> Typed {
        let level = |level: Proficiency| level.slug().to_owned();
        vec![
            ("language", self.language.clone()),
            ("mother_tongue", yes(self.mother_tongue)),
            ("reading", level(self.reading)),
            ("writing", level(self.writing)),
            ("speaking", level(self.speaking)),
            ("understanding", level(self.understanding)),
            ("certificate", self.certificate.clone()),
        ]
    }
}

impl Retyped for Personal {
    fn typed(&self) -> Typed {
        let other = |place: usize| self.other_nationalities.get(place).map(Country::to_string);
        let mut typed = vec![
            ("family_name", self.family_name.clone()),
            ("given_names", self.given_names.clone()),
            ("preferred_name", self.preferred_name.clone()),
            ("gender", choice(self.gender)),
            ("gender_own", self.gender_own.clone()),
            ("nationality", self.nationality.to_string()),
            ("other_nationality", other(0).unwrap_or_default()),
            ("third_nationality", other(1).unwrap_or_default()),
            ("residence", self.residence.to_string()),
            ("address", self.address.clone()),
            ("phone", self.phone.clone()),
            ("personnel_number", self.personnel_number.clone()),
        ];
        typed.extend(date(["birth_day", "birth_month", "birth_year"], self.born_on));
        typed.extend(answer(["relatives", "relatives_who"], &self.relatives));
        typed.extend(answer(["served", "served_where"], &self.served));
        typed
    }
}

impl Retyped for Expertise {
    fn typed(&self) -> Typed {
        vec![
            ("area", self.area.slug().to_owned()),
            ("depth", self.depth.slug().to_owned()),
            ("years", self.years.to_string()),
            ("last_year", self.last_year.to_string()),
        ]
    }
}

impl Retyped for Membership {
    fn typed(&self) -> Typed {
        let mut typed = vec![("body", self.body.clone()), ("position", self.position.clone())];
        typed.extend(month(["from_month", "from_year"], Some(self.from)));
        typed.extend(month(["ended_month", "ended_year"], self.to));
        typed
    }
}

impl Retyped for Training {
    fn typed(&self) -> Typed {
        let mut typed = vec![
            ("course", self.course.clone()),
            ("provider", self.provider.clone()),
            ("length", self.length.clone()),
            ("certificate", self.certificate.clone()),
        ];
        typed.extend(month(["done_month", "done_year"], Some(self.done)));
        typed
    }
}

impl Retyped for Publication {
    fn typed(&self) -> Typed {
        vec![
            ("publication", self.publication.clone()),
            ("authors", self.authors.clone()),
            ("published_in", self.published_in.clone()),
            ("published_year", self.year.to_string()),
            ("link", self.link.clone()),
        ]
    }
}

impl Retyped for Reference {
    fn typed(&self) -> Typed {
        vec![
            ("referee", self.referee.clone()),
            ("referee_position", self.position.clone()),
            ("referee_email", self.email.clone()),
            ("referee_phone", self.phone.clone()),
            ("relation", self.relation.clone()),
        ]
    }
}

impl Retyped for Needs {
    fn typed(&self) -> Typed {
        vec![("needs", self.needs.clone())]
    }
}

impl Retyped for More {
    fn typed(&self) -> Typed {
        vec![
            ("motivation", self.motivation.clone()),
            ("skills", self.skills.clone()),
            ("computer_skills", self.computer_skills.clone()),
            ("mobility", choice(self.mobility)),
            ("places", self.places.clone()),
            ("notice", self.notice.clone()),
            ("source", choice(self.source)),
        ]
    }
}

impl Retyped for Declaration {
    fn typed(&self) -> Typed {
        let ticked = ["declare_truth", "declare_conduct", "declare_checks"].map(|name| (name, yes(true)));
        let mut typed = ticked.to_vec();
        typed.push(("signed_name", self.signed_name.clone()));
        typed.extend(date(["signed_day", "signed_month", "signed_year"], self.signed_on));
        typed
    }
}

/// What somebody might type into a field: what it takes, or nothing at all, or nonsense now and then.
fn text_of(name: &'static str) -> BoxedStrategy<String> {
    let slugs = |slugs: Vec<&'static str>| select(slugs).prop_map(str::to_owned).boxed();
    fn all<C: Choice>() -> Vec<&'static str> {
        C::ALL.iter().map(|choice| choice.slug()).collect()
    }
    let likely = match name {
        "country" | "nationality" | "residence" | "other_nationality" | "third_nationality" => {
            slugs(vec!["CH", "KE", "BR"])
        }
        "sector" => slugs(all::<Sector>()),
        "kind" => slugs(all::<Kind>()),
        "level" => slugs(all::<crate::degree::Level>()),
        "completion" => slugs(all::<Completion>()),
        "gender" => slugs(all::<Gender>()),
        "mobility" => slugs(all::<Mobility>()),
        "source" => slugs(all::<Source>()),
        "area" => slugs(vec!["wages", "labour-law", "sdg-8"]),
        "depth" => slugs(all::<Depth>()),
        "language" => slugs(vec!["fr", "sw", "fil"]),
        "reading" | "writing" | "speaking" | "understanding" => slugs(all::<Proficiency>()),
        "relatives" | "served" => slugs(vec!["yes", "no"]),
        "fields" => slugs(vec!["", "wages", "wages\nskills\nlaw"]),
        "current" | "international" | "mother_tongue" => slugs(vec!["", "yes"]),
        "declare_truth" | "declare_conduct" | "declare_checks" => slugs(vec!["yes"]),
        "signed_day" => slugs(vec!["1"]),
        "signed_month" => slugs(vec!["6"]),
        "signed_year" | "last_year" => slugs(vec!["2026"]),
        "birth_year" => slugs(vec!["1970", "1999"]),
        name if name.ends_with("_day") || name.ends_with("_month") => {
            (1..=12u32).prop_map(|n| n.to_string()).boxed()
        }
        name if name.ends_with("_year") => (2001..=2025u32).prop_map(|n| n.to_string()).boxed(),
        "share" | "years" | "supervised" => slugs(vec!["", "1", " 50 ", "60"]),
        "phone" => slugs(vec!["+41 22 000 00 00"]),
        "link" => slugs(vec!["", "https://example.org/survey", "example.org"]),
        "referee_email" => slugs(vec!["grace@example.org", " Grace.Otieno@example.org", "grace"]),
        _ => "[ a-zé’•\u{a0}\u{200b}\r\n-]{0,40}x".boxed(),
    };
    prop_oneof![12 => likely, 1 => Just(String::new())].boxed()
}

/// A draft into whose every field somebody has typed.
fn any_draft<D: Draft + std::fmt::Debug>() -> BoxedStrategy<D> {
    let fields: Vec<_> =
        D::FIELDS.iter().map(|(name, _)| text_of(name).prop_map(move |text| (*name, text))).collect();
    fields.prop_map(D::of).boxed()
}

fn comes_back<D: Draft>(draft: &D) -> Result<(), TestCaseError>
where
    D::Value: Retyped + PartialEq + std::fmt::Debug,
{
    if let Ok(value) = draft.check(TODAY) {
        let again = D::of(value.typed()).check(TODAY);
        prop_assert_eq!(again.as_ref(), Ok(&value));
    }
    Ok(())
}

proptest! {
    #[test]
    fn personal_details_come_back(draft in any_draft::<PersonalDraft>()) { comes_back(&draft)?; }
    #[test]
    fn a_job_outside_comes_back(draft in any_draft::<ExperienceDraft>()) { comes_back(&draft)?; }
    #[test]
    fn a_job_inside_comes_back(draft in any_draft::<OwnExperienceDraft>()) { comes_back(&draft)?; }
    #[test]
    fn an_area_comes_back(draft in any_draft::<ExpertiseDraft>()) { comes_back(&draft)?; }
    #[test]
    fn an_education_comes_back(draft in any_draft::<EducationDraft>()) { comes_back(&draft)?; }
    #[test]
    fn a_language_comes_back(draft in any_draft::<LanguageDraft>()) { comes_back(&draft)?; }
    #[test]
    fn a_membership_comes_back(draft in any_draft::<MembershipDraft>()) { comes_back(&draft)?; }
    #[test]
    fn a_course_comes_back(draft in any_draft::<TrainingDraft>()) { comes_back(&draft)?; }
    #[test]
    fn a_publication_comes_back(draft in any_draft::<PublicationDraft>()) { comes_back(&draft)?; }
    #[test]
    fn a_reference_comes_back(draft in any_draft::<ReferenceDraft>()) { comes_back(&draft)?; }
    #[test]
    fn needs_come_back(draft in any_draft::<NeedsDraft>()) { comes_back(&draft)?; }
    #[test]
    fn further_remarks_come_back(draft in any_draft::<MoreDraft>()) { comes_back(&draft)?; }
    #[test]
    fn declarations_come_back(draft in any_draft::<DeclarationDraft>()) { comes_back(&draft)?; }

    /// Whatever is typed, a check gives a value or names at least one field of the form, and never panics.
    #[test]
    fn a_check_never_fails_without_saying_why(
        texts in proptest::collection::vec("\\PC{0,40}|[0-9]{1,9}", 24),
    ) {
        says_why::<PersonalDraft>(&texts)?;
        says_why::<ExperienceDraft>(&texts)?;
        says_why::<OwnExperienceDraft>(&texts)?;
        says_why::<ExpertiseDraft>(&texts)?;
        says_why::<EducationDraft>(&texts)?;
        says_why::<LanguageDraft>(&texts)?;
        says_why::<TrainingDraft>(&texts)?;
        says_why::<PublicationDraft>(&texts)?;
        says_why::<MembershipDraft>(&texts)?;
        says_why::<ReferenceDraft>(&texts)?;
        says_why::<MoreDraft>(&texts)?;
        says_why::<NeedsDraft>(&texts)?;
        says_why::<DeclarationDraft>(&texts)?;
    }
}

fn says_why<D: Draft>(texts: &[String]) -> Result<(), TestCaseError> {
    let draft = D::of(D::FIELDS.iter().map(|(name, _)| *name).zip(texts.iter().cloned()));
    if let Err(problems) = draft.check(TODAY) {
        prop_assert!(!problems.is_empty());
        prop_assert!(problems.iter().all(|p| D::FIELDS.iter().any(|(name, _)| *name == p.field)));
    }
    Ok(())
}

/// Enough of what is typed above is valid that the tests say something.
#[test]
fn most_of_what_is_typed_is_valid_sometimes() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    fn valid<D: Draft + std::fmt::Debug>() -> usize {
        let mut runner = TestRunner::deterministic();
        let draft = any_draft::<D>();
        let tries = (0..400).filter_map(|_| draft.new_tree(&mut runner).ok());
        tries.filter(|tree| tree.current().check(TODAY).is_ok()).count()
    }
    for (what, count) in [
        ("personal", valid::<PersonalDraft>()),
        ("experience", valid::<ExperienceDraft>()),
        ("own", valid::<OwnExperienceDraft>()),
        ("expertise", valid::<ExpertiseDraft>()),
        ("education", valid::<EducationDraft>()),
        ("language", valid::<LanguageDraft>()),
        ("membership", valid::<MembershipDraft>()),
        ("training", valid::<TrainingDraft>()),
        ("publication", valid::<PublicationDraft>()),
        ("reference", valid::<ReferenceDraft>()),
        ("needs", valid::<NeedsDraft>()),
        ("more", valid::<MoreDraft>()),
        ("declaration", valid::<DeclarationDraft>()),
    ] {
        assert!(count >= 20, "{what}: {count} of 400");
    }
}
