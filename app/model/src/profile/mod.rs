//! The candidate's profile: it replaces the CV (FAQ). Each section is a draft, or a list of drafts; the profile itself is
//! what they check to.
//!
//! The table at `sections!` below says what there is; a new section is a line in it, and a file with its draft.

mod declaration;
mod education;
mod experience;
mod expertise;
mod extras;
mod language;
mod personal;
mod remark;
#[cfg(test)]
mod round_trip;

pub use declaration::{Declaration, DeclarationDraft};
pub use education::{Completion, Education, EducationDraft};
pub use experience::{
    Experience, ExperienceDraft, Job, KEY_ACHIEVEMENTS_MOST, KEY_DUTIES_MOST, Kind, OwnExperience,
    OwnExperienceDraft, Sector,
};
pub use expertise::{Depth, Expertise, ExpertiseDraft};
pub use extras::{
    MOTIVATION_MOST, Membership, MembershipDraft, Mobility, More, MoreDraft, Publication, PublicationDraft,
    REMARK_MOST, Reference, ReferenceDraft, Source, Training, TrainingDraft,
};
pub use language::{Language, LanguageDraft, Proficiency, languages};
pub use personal::{ADDRESS_MOST, Gender, LEAST_AGE, NEEDS_MOST, Needs, NeedsDraft, Personal, PersonalDraft};
pub use remark::Remark;

use crate::{
    choice::Choice,
    choices,
    draft::{Draft, Privacy},
    form::Fields,
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of a short text: an employer, a title, a name.
pub const LINE_MOST: usize = 200;
/// The most entries of a list section: more than any life has, fewer than what would fill a disk.
pub const ENTRIES_MOST: usize = 60;

/// Declares the sections: what each is called in addresses, where it stands in the profile, its draft, what that checks to.
/// `one` is a single form and `list` a list of them, of which there must be one at least; `optional_one` and
/// `optional_list` may be left out. `apart_one` is an optional one that is kept apart: it is never in a [`Profile`].
macro_rules! sections {
    ($($(#[$doc:meta])* $kind:ident $variant:ident = $slug:literal, $field:ident: $draft:ty => $value:ty;)+) => {
        choices! {
            /// A section of the profile, in the order of its task list.
            pub enum Section { $($(#[$doc])* $variant = $slug,)+ }
        }

        impl Section {
            /// Whether the section is a list, each entry on a page of its own.
            #[must_use]
            pub fn is_list(self) -> bool {
                match self { $(Section::$variant => sections!(@is_list $kind),)+ }
            }

            /// Whether the section may be left out.
            #[must_use]
            pub fn is_optional(self) -> bool {
                match self { $(Section::$variant => sections!(@is_optional $kind),)+ }
            }

            /// The fields of the section's form, or of one of its entries', with who may see them.
            #[must_use]
            pub fn fields(self) -> &'static [(&'static str, Privacy)] {
                match self { $(Section::$variant => <$draft>::FIELDS,)+ }
            }

            /// What is wrong with these fields.
            #[must_use]
            pub fn problems(self, fields: &Fields, today: Date) -> Problems {
                match self { $(Section::$variant => fields.draft::<$draft>().check(today).err().unwrap_or_default(),)+ }
            }
        }

        /// All that is typed of a profile.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct ProfileDraft { $($(#[$doc])* pub $field: sections!(@typed $kind $draft),)+ }

        /// A complete profile, as it is sent with an application.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Profile { $($(#[$doc])* pub $field: sections!(@checked $kind $value),)+ }

        /// What is complete of a profile, for who reads it.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Parts { $($(#[$doc])* pub $field: sections!(@parted $kind $value),)+ }

        impl From<Profile> for Parts {
            fn from(profile: Profile) -> Self {
                Parts { $($field: sections!(@whole $kind profile.$field),)+ }
            }
        }

        impl ProfileDraft {
            /// Puts a form's fields into their place; `entry` is the id in a list.
            pub fn put(&mut self, section: Section, entry: &str, fields: &Fields) {
                match section { $(Section::$variant => sections!(@put $kind self.$field, entry, fields),)+ }
            }

            /// The entries of a list section, as its page lists them: current ones first, then the latest. None of another
            /// section.
            #[must_use]
            pub fn rows(&self, section: Section, today: Date) -> Vec<Row> {
                match section { $(Section::$variant => sections!(@rows $kind self.$field, today),)+ }
            }

            /// What is missing or wrong in a section, by the fields' names in the order of its form; each entry of a list adds its
            /// own.
            fn to_put_right(&self, section: Section, today: Date) -> Vec<String> {
                match section { $(Section::$variant => sections!(@wrong $kind self.$field, today),)+ }
            }

            /// What is complete of the profile, section by section.
            #[must_use]
            pub fn parts(&self, today: Date) -> Parts {
                Parts { $($field: sections!(@part $kind self.$field, today),)+ }
            }

            /// Whether nothing was typed.
            fn is_blank(&self, section: Section) -> bool {
                match section { $(Section::$variant => sections!(@blank $kind self.$field),)+ }
            }

            fn value(&self, today: Date) -> Option<Profile> {
                Some(Profile { $($field: sections!(@value $kind self.$field, today),)+ })
            }

            /// Puts the list sections in the order in which they are shown: current entries first, then the latest.
            pub fn sort(&mut self) {
                $(sections!(@sort $kind self.$field);)+
            }
        }
    };

    (@is_optional optional_one) => { true };
    (@is_optional optional_list) => { true };
    (@is_optional apart_one) => { true };
    (@is_optional $kind:ident) => { false };

    (@checked optional_one $value:ty) => { Option<$value> };
    (@checked apart_one $value:ty) => { Option<$value> };
    (@value apart_one $($rest:tt)*) => { None };
    (@whole optional_one $place:expr) => { $place };
    (@whole apart_one $place:expr) => { $place };
    (@part apart_one $($rest:tt)*) => { None };
    (@value optional_one $place:expr, $today:ident) => { $place.check($today).ok().filter(|_| !$place.is_blank()) };

    // In all else, these are as the others.
    (@$what:ident apart_one $($rest:tt)*) => { sections!(@$what one $($rest)*) };
    (@$what:ident optional_one $($rest:tt)*) => { sections!(@$what one $($rest)*) };
    (@$what:ident optional_list $($rest:tt)*) => { sections!(@$what list $($rest)*) };

    (@is_list one) => { false };
    (@is_list list) => { true };

    (@typed one $draft:ty) => { $draft };
    (@typed list $draft:ty) => { Vec<Entry<$draft>> };

    (@checked one $value:ty) => { $value };
    (@checked list $value:ty) => { Vec<$value> };

    (@put one $place:expr, $entry:ident, $fields:ident) => { $place = $fields.draft() };
    (@put list $place:expr, $entry:ident, $fields:ident) => {
        $place.push(Entry { id: $entry.to_owned(), value: $fields.draft() })
    };

    (@parted one $value:ty) => { Option<$value> };
    (@parted list $value:ty) => { Vec<$value> };

    (@whole one $place:expr) => { Some($place) };
    (@whole list $place:expr) => { $place };

    (@part one $place:expr, $today:ident) => { $place.check($today).ok().filter(|_| !$place.is_blank()) };
    (@part list $place:expr, $today:ident) => { sections!(@value list $place, $today) };

    (@wrong one $place:expr, $today:ident) => { wrong_fields(&$place, $today) };
    (@wrong list $place:expr, $today:ident) => {
        $place.iter().flat_map(|entry| wrong_fields(&entry.value, $today)).collect()
    };

    (@rows one $place:expr, $today:ident) => { Vec::new() };
    (@rows list $place:expr, $today:ident) => { $place.iter().map(|entry| entry.row($today)).collect() };

    (@blank one $place:expr) => { $place.is_blank() };
    (@blank list $place:expr) => { $place.is_empty() };

    (@value one $place:expr, $today:ident) => { $place.check($today).ok()? };
    (@value list $place:expr, $today:ident) => {
        $place.iter().filter_map(|entry| entry.value.check($today).ok()).collect()
    };

    (@sort one $place:expr) => {};
    (@sort list $place:expr) => { $place.sort_by_key(|entry| std::cmp::Reverse(entry.value.period().order())) };
}

sections! {
    one Personal = "personal", personal: PersonalDraft => Personal;
    /// Outside the organisation.
    list Experience = "experience", experience: ExperienceDraft => Experience;
    /// In the organisation.
    optional_list OwnExperience = "ilo-experience", own_experience: OwnExperienceDraft => OwnExperience;
    list Expertise = "expertise", expertise: ExpertiseDraft => Expertise;
    list Education = "education", education: EducationDraft => Education;
    list Languages = "languages", languages: LanguageDraft => Language;
    optional_list Training = "training", training: TrainingDraft => Training;
    optional_list Publications = "publications", publications: PublicationDraft => Publication;
    optional_list Memberships = "memberships", memberships: MembershipDraft => Membership;
    optional_list References = "references", references: ReferenceDraft => Reference;
    optional_one More = "more", more: MoreDraft => More;
    /// Kept apart.
    apart_one Needs = "needs", needs: NeedsDraft => Needs;
    one Declarations = "declarations", declarations: DeclarationDraft => Declaration;
}

/// An entry of a list section, with the id under which its page stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<D> {
    pub id: String,
    pub value: D,
}

impl<D: Listed> Entry<D> {
    fn row(&self, today: Date) -> Row {
        Row {
            id: self.id.clone(),
            title: self.value.title(),
            period: self.value.period(),
            problems: problem_count(&self.value, today),
        }
    }
}

/// A draft of which a section has a list.
pub trait Listed: Draft {
    /// What the entry is called, as it was typed; empty if it was not yet. A code, where what it names is chosen.
    fn title(&self) -> String;

    /// From when to when; empty where that is not asked.
    fn period(&self) -> TypedPeriod {
        TypedPeriod::default()
    }
}

/// From when to when, as it was typed: months and years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedPeriod {
    pub from: (String, String),
    pub to: (String, String),
    /// It has no end yet.
    pub current: bool,
}

impl TypedPeriod {
    /// What is typed into `from_…`, `to_…` and `current` of a draft.
    fn of(draft: &impl Draft) -> Self {
        let month = |month: &str, year: &str| (draft.get(month).to_owned(), draft.get(year).to_owned());
        Self {
            from: month("from_month", "from_year"),
            to: month("to_month", "to_year"),
            current: !draft.get("current").is_empty(),
        }
    }

    /// What comes later is greater.
    fn order(&self) -> (i32, i32) {
        let number = |text: &str| text.trim().parse::<i32>().unwrap_or(0);
        let months =
            |(month, year): &(String, String)| number(year).saturating_mul(12).saturating_add(number(month));
        (if self.current { i32::MAX } else { months(&self.to) }, months(&self.from))
    }
}

/// An entry of a list section, as its page lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    /// As [`Listed::title`].
    pub title: String,
    pub period: TypedPeriod,
    /// How many things are missing or wrong.
    pub problems: u32,
}

/// What is not empty of these, as one line.
fn joined(texts: &[&str]) -> String {
    let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    texts.join(", ")
}

/// Where a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    NotStarted,
    /// So many things are missing or wrong.
    InProgress {
        problems: u32,
    },
    Complete,
}

impl Progress {
    /// Whether what stands so is in the way of what it is part of; `optional`: it may be left empty.
    #[must_use]
    pub const fn is_missing(self, optional: bool) -> bool {
        match self {
            Progress::NotStarted => !optional,
            Progress::InProgress { .. } => true,
            Progress::Complete => false,
        }
    }
}

/// A section and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    pub section: Section,
    pub progress: Progress,
    /// Whether it may be left out: it is an optional one, or what it asks for is said in another.
    pub optional: bool,
    /// The fields of which something is missing or wrong, each once; empty for a section that is not begun.
    pub fields: Vec<String>,
}

impl Stand {
    /// Whether no application can be sent as long as it stands so.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.progress.is_missing(self.optional)
    }
}

impl ProfileDraft {
    /// Where each section stands, in their order.
    #[must_use]
    pub fn stands(&self, today: Date) -> Vec<Stand> {
        let mut stands: Vec<Stand> = Section::ALL.iter().map(|section| self.stand(*section, today)).collect();
        // Who has worked in the organisation alone has no job outside it.
        let only_own = stands
            .iter()
            .any(|stand| stand.section == Section::OwnExperience && stand.progress == Progress::Complete);
        for stand in &mut stands {
            stand.optional |= only_own && stand.section == Section::Experience;
        }
        stands
    }

    /// Where a section stands by itself.
    fn stand(&self, section: Section, today: Date) -> Stand {
        let wrong = self.to_put_right(section, today);
        let progress = match u32::try_from(wrong.len()).unwrap_or(u32::MAX) {
            _ if self.is_blank(section) => Progress::NotStarted,
            0 => Progress::Complete,
            problems => Progress::InProgress { problems },
        };
        let mut fields = Vec::new();
        if progress != Progress::NotStarted {
            for field in wrong {
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
        }
        Stand { section, progress, optional: section.is_optional(), fields }
    }

    /// The sections without which no application can be sent, because they are not begun or not right.
    #[must_use]
    pub fn missing(&self, today: Date) -> Vec<Stand> {
        self.stands(today).into_iter().filter(Stand::is_missing).collect()
    }

    /// The profile, if nothing is missing.
    ///
    /// # Errors
    /// A problem for each section that is not complete: its field is the section's slug.
    pub fn check(&self, today: Date) -> Result<Profile, Problems> {
        let mut problems = Problems::default();
        for stand in self.missing(today) {
            problems.add(stand.section.slug(), Problem::Incomplete);
        }
        problems.or(self.value(today))
    }
}

/// The fields of a draft of which something is missing or wrong.
fn wrong_fields<D: Draft>(draft: &D, today: Date) -> Vec<String> {
    draft.check(today).err().unwrap_or_default().0.into_iter().map(|problem| problem.field).collect()
}

/// How many things of a draft are missing or wrong.
fn problem_count<D: Draft>(draft: &D, today: Date) -> u32 {
    draft.check(today).err().map_or(0, |problems| u32::try_from(problems.iter().count()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    const TODAY: Date = day(2026, 11, 21);

    fn job(title: &str, year: &str) -> Fields {
        let all = [
            ("title", title),
            ("employer", "Institute"),
            ("country", "CH"),
            ("from_month", "3"),
            ("from_year", "2010"),
            ("to_month", "2"),
            ("to_year", year),
            ("duties", "Surveys"),
            ("achievements", "A new index"),
        ];
        Fields(all.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec())
    }

    #[test]
    fn progress_says_where_a_section_stands() {
        let mut profile = ProfileDraft::default();
        assert_eq!(profile.stand(Section::Experience, TODAY).progress, Progress::NotStarted);
        profile.put(Section::Experience, "1", &job("", "2021"));
        assert_eq!(profile.stand(Section::Experience, TODAY).progress, Progress::InProgress { problems: 1 });
        profile.experience.clear();
        profile.put(Section::Experience, "1", &job("Statistician", "2021"));
        assert_eq!(profile.stand(Section::Experience, TODAY).progress, Progress::Complete);
        let missing: Vec<String> = profile.check(TODAY).unwrap_err().0.into_iter().map(|p| p.field).collect();
        assert_eq!(missing, ["personal", "expertise", "education", "languages", "declarations"]);
    }

    #[test]
    fn who_has_worked_in_the_organisation_alone_need_not_invent_another_job() {
        let mut profile = ProfileDraft::default();
        let asks = |profile: &ProfileDraft| {
            profile.missing(TODAY).iter().any(|stand| stand.section == Section::Experience)
        };
        assert!(asks(&profile));
        let mut own = job("Clerk", "2021");
        own.0.extend(
            [("department", "Statistics"), ("duty_station", "Geneva")].map(|(n, t)| (n.into(), t.into())),
        );
        profile.put(Section::OwnExperience, "1", &own);
        assert!(!asks(&profile));
        let optional = profile.stands(TODAY).into_iter().find(|stand| stand.section == Section::Experience);
        assert!(optional.is_some_and(|stand| stand.optional));
        profile.put(Section::Experience, "1", &job("", "2021"));
        assert!(asks(&profile), "what is begun must be right");
    }

    #[test]
    fn entries_are_listed_the_current_first_and_then_the_latest() {
        let mut profile = ProfileDraft::default();
        for (title, year) in [("Early", "2012"), ("", "not yet"), ("Late", " 2021 ")] {
            profile.put(Section::Experience, title, &job(title, year));
        }
        let mut now = job("Now", "");
        now.0.push(("current".into(), "yes".into()));
        profile.put(Section::Experience, "now", &now);
        profile.sort();
        let rows = profile.rows(Section::Experience, TODAY);
        let titles: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["Now, Institute", "Late, Institute", "Early, Institute", "Institute"]);
        assert_eq!(profile.rows(Section::Personal, TODAY), []);
    }

    #[test]
    fn what_concerns_the_person_alone_is_classed_so() {
        let privacy = |section: Section, field| {
            section.fields().iter().find(|(name, _)| *name == field).map(|(_, privacy)| *privacy)
        };
        assert_eq!(privacy(Section::Needs, "needs"), Some(Privacy::Person));
        assert_eq!(privacy(Section::Experience, "duties"), Some(Privacy::Panel));
    }

    #[test]
    fn what_somebody_needs_is_never_in_a_profile_that_others_read() {
        let mut profile = ProfileDraft::default();
        let needs = Fields(vec![("needs".into(), "A sign language interpreter".into())]);
        profile.put(Section::Needs, "", &needs);
        assert_eq!(profile.stand(Section::Needs, TODAY).progress, Progress::Complete);
        assert_eq!(profile.parts(TODAY).needs, None);
    }

    #[test]
    fn what_is_to_be_put_right_is_named_by_field() {
        let mut profile = ProfileDraft::default();
        profile.put(Section::Experience, "1", &job("", "2009"));
        assert_eq!(profile.to_put_right(Section::Experience, TODAY), ["title", "to_month"]);
        assert_eq!(profile.to_put_right(Section::More, TODAY), <[&str; 0]>::default());
    }

    #[test]
    fn no_field_has_two_names_in_a_form() {
        for section in Section::ALL {
            let mut names: Vec<_> = section.fields().iter().map(|(name, _)| name).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{section}");
        }
    }
}
