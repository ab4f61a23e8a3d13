//! The names of the fields of the candidate's forms.

use crate::texts::Texts;
use model::{
    choice::Choice,
    profile::{Proficiency, Section},
};

/// The name of a section.
pub fn section(t: Texts, section: Section) -> &'static str {
    match section {
        Section::Personal => t.profile_personal(),
        Section::Experience => t.profile_experience(),
        Section::Languages => t.profile_languages(),
    }
}

/// What a section takes.
pub fn section_hint(t: Texts, section: Section) -> &'static str {
    match section {
        Section::Personal => t.profile_personal_hint(),
        Section::Experience => t.profile_experience_hint(),
        Section::Languages => t.profile_languages_hint(),
    }
}

/// How well a language is known.
pub fn proficiency(t: Texts, level: Proficiency) -> &'static str {
    match level {
        Proficiency::None => t.profile_level_none(),
        Proficiency::Basic => t.profile_level_basic(),
        Proficiency::Intermediate => t.profile_level_intermediate(),
        Proficiency::Advanced => t.profile_level_advanced(),
        Proficiency::MotherTongue => t.profile_level_mother_tongue(),
    }
}

/// The name of a field; of a section for the sections' slugs.
pub fn field(t: Texts, name: &str) -> &'static str {
    match name {
        "family_name" => t.profile_family_name(),
        "given_names" => t.profile_given_names(),
        "birth_day" => t.profile_birth(),
        "nationality" => t.profile_nationality(),
        "residence" => t.profile_residence(),
        "address" => t.profile_address(),
        "phone" => t.profile_phone(),
        "title" => t.profile_job_title(),
        "employer" => t.profile_employer(),
        "country" => t.profile_country(),
        "from_month" => t.profile_from(),
        "current" => t.profile_current(),
        "to_month" => t.profile_to(),
        "duties" => t.profile_duties(),
        "achievements" => t.profile_achievements(),
        "language" => t.profile_language(),
        "reading" => t.profile_reading(),
        "writing" => t.profile_writing(),
        "speaking" => t.profile_speaking(),
        "understanding" => t.profile_understanding(),
        "cover_letter" => t.apply_cover_letter(),
        "personnel_number" => t.apply_personnel_number(),
        "truthful" => t.apply_truthful(),
        name => Section::parse(name).map_or("", |found| section(t, found)),
    }
}
