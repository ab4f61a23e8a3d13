//! The names of the fields of the candidate's forms.

use crate::texts::Texts;
use model::{
    choice::Choice,
    degree::{Level, Reason, Standing},
    profile::{Completion, Depth, Gender, Kind, Mobility, Proficiency, Section, Sector, Source},
};

/// The name of a section.
pub fn section(t: Texts, section: Section) -> &'static str {
    match section {
        Section::Personal => t.profile_personal(),
        Section::Experience => t.profile_experience(),
        Section::OwnExperience => t.profile_own_experience(),
        Section::Expertise => t.profile_expertise(),
        Section::Education => t.profile_education(),
        Section::Languages => t.profile_languages(),
        Section::Training => t.profile_training(),
        Section::Publications => t.profile_publications(),
        Section::Memberships => t.profile_memberships(),
        Section::References => t.profile_references(),
        Section::More => t.profile_more(),
        Section::Needs => t.profile_needs(),
        Section::Declarations => t.profile_declarations(),
    }
}

/// What a section takes.
pub fn section_hint(t: Texts, section: Section) -> &'static str {
    match section {
        Section::Personal => t.profile_personal_hint(),
        Section::Experience => t.profile_experience_hint(),
        Section::OwnExperience => t.profile_own_experience_hint(),
        Section::Expertise => t.profile_expertise_hint(),
        Section::Education => t.profile_education_hint(),
        Section::Languages => t.profile_languages_hint(),
        Section::Training => t.profile_training_hint(),
        Section::Publications => t.profile_publications_hint(),
        Section::Memberships => t.profile_memberships_hint(),
        Section::References => t.profile_references_hint(),
        Section::More => t.profile_more_hint(),
        Section::Needs => t.profile_needs_section_hint(),
        Section::Declarations => t.profile_declarations_hint(),
    }
}

/// What adds an entry to a list section; the name of another one.
pub fn add(t: Texts, section: Section) -> &'static str {
    match section {
        Section::Languages => t.profile_add_language(),
        Section::Expertise => t.profile_add_expertise(),
        Section::Education => t.profile_add_education(),
        Section::Training => t.profile_add_training(),
        Section::Publications => t.profile_add_publication(),
        Section::Memberships => t.profile_add_membership(),
        Section::References => t.profile_add_reference(),
        Section::Experience | Section::OwnExperience => t.profile_add_experience(),
        Section::Personal | Section::More | Section::Needs | Section::Declarations => {
            self::section(t, section)
        }
    }
}

/// The title of an entry's page; the name of a section that is no list.
pub fn edit(t: Texts, section: Section) -> &'static str {
    match section {
        Section::Languages => t.profile_edit_language(),
        Section::Expertise => t.profile_edit_expertise(),
        Section::Education => t.profile_edit_education(),
        Section::Training => t.profile_edit_training(),
        Section::Publications => t.profile_edit_publication(),
        Section::Memberships => t.profile_edit_membership(),
        Section::References => t.profile_edit_reference(),
        Section::Experience | Section::OwnExperience => t.profile_edit_experience(),
        Section::Personal | Section::More | Section::Needs | Section::Declarations => {
            self::section(t, section)
        }
    }
}

/// What a list section says while it has no entry.
pub fn none(t: Texts, section: Section) -> &'static str {
    match section {
        Section::Experience => t.profile_no_experience(),
        Section::Languages => t.profile_no_language(),
        _ => t.profile_none_yet(),
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

/// What it means that a language is known so well.
pub fn proficiency_hint(t: Texts, level: Proficiency) -> &'static str {
    match level {
        Proficiency::None | Proficiency::MotherTongue => "",
        Proficiency::Basic => t.profile_level_basic_hint(),
        Proficiency::Intermediate => t.profile_level_intermediate_hint(),
        Proficiency::Advanced => t.profile_level_advanced_hint(),
    }
}

/// How somebody describes their gender.
pub fn gender(t: Texts, value: Gender) -> &'static str {
    match value {
        Gender::Woman => t.profile_gender_woman(),
        Gender::Man => t.profile_gender_man(),
        Gender::Own => t.profile_gender_own(),
        Gender::NotSaid => t.profile_gender_not_said(),
    }
}

/// A kind of employer.
pub fn sector(t: Texts, value: Sector) -> &'static str {
    match value {
        Sector::International => t.profile_sector_international(),
        Sector::Public => t.profile_sector_public(),
        Sector::Private => t.profile_sector_private(),
        Sector::NonGovernmental => t.profile_sector_non_governmental(),
        Sector::Academic => t.profile_sector_academic(),
        Sector::SocialPartner => t.profile_sector_social_partner(),
        Sector::SelfEmployed => t.profile_sector_self_employed(),
        Sector::Other => t.profile_sector_other(),
    }
}

/// A kind of work.
pub fn kind(t: Texts, value: Kind) -> &'static str {
    match value {
        Kind::Employment => t.profile_kind_employment(),
        Kind::Consultancy => t.profile_kind_consultancy(),
        Kind::Internship => t.profile_kind_internship(),
        Kind::Volunteering => t.profile_kind_volunteering(),
        Kind::Service => t.profile_kind_service(),
        Kind::Other => t.profile_kind_other(),
    }
}

/// How deep knowledge of an area goes.
pub fn depth(t: Texts, value: Depth) -> &'static str {
    match value {
        Depth::Basic => t.profile_depth_basic(),
        Depth::Proficient => t.profile_depth_proficient(),
        Depth::Advanced => t.profile_depth_advanced(),
        Depth::Expert => t.profile_depth_expert(),
    }
}

/// What it means that knowledge of an area goes so deep.
pub fn depth_hint(t: Texts, value: Depth) -> &'static str {
    match value {
        Depth::Basic => t.profile_depth_basic_hint(),
        Depth::Proficient => t.profile_depth_proficient_hint(),
        Depth::Advanced => t.profile_depth_advanced_hint(),
        Depth::Expert => t.profile_depth_expert_hint(),
    }
}

/// Where somebody would work.
pub fn mobility(t: Texts, value: Mobility) -> &'static str {
    match value {
        Mobility::Anywhere => t.profile_mobility_anywhere(),
        Mobility::SomePlaces => t.profile_mobility_some_places(),
        Mobility::Home => t.profile_mobility_home(),
    }
}

/// How somebody heard of the platform.
pub fn source(t: Texts, value: Source) -> &'static str {
    match value {
        Source::OwnSite => t.profile_source_own_site(),
        Source::Alert => t.profile_source_alert(),
        Source::SearchEngine => t.profile_source_search_engine(),
        Source::JobBoard => t.profile_source_job_board(),
        Source::SocialMedia => t.profile_source_social_media(),
        Source::Fair => t.profile_source_fair(),
        Source::University => t.profile_source_university(),
        Source::Colleague => t.profile_source_colleague(),
        Source::Government => t.profile_source_government(),
        Source::Other => t.profile_source_other(),
    }
}

/// A level of education.
pub fn level(t: Texts, value: Level) -> &'static str {
    match value {
        Level::SecondarySchool => t.profile_education_secondary_school(),
        Level::TechnicalDiploma => t.profile_education_technical_diploma(),
        Level::FirstLevelDegree => t.profile_education_first_level_degree(),
        Level::MastersDegree => t.profile_education_masters_degree(),
        Level::Doctorate => t.profile_education_doctorate(),
        Level::PostGraduateDiploma => t.profile_education_post_graduate_diploma(),
        Level::Other => t.profile_education_other(),
    }
}

/// Whether a title is held already.
pub fn completion(t: Texts, value: Completion) -> &'static str {
    match value {
        Completion::Obtained => t.profile_completion_obtained(),
        Completion::Expected => t.profile_completion_expected(),
    }
}

/// What an education counts as, and why.
pub fn standing(t: Texts, value: Standing) -> String {
    let (counts, reason) = match value {
        Standing::Secondary => (t.profile_standing_secondary(), t.profile_reason_secondary()),
        Standing::FirstLevel => (t.profile_standing_first_level(), t.profile_reason_first_level()),
        Standing::Advanced => (t.profile_standing_advanced(), t.profile_reason_advanced()),
        Standing::NotCounted(reason) => (t.profile_standing_not_counted(), standing_reason(t, reason)),
        Standing::ToBeVerified(reason) => (t.profile_standing_to_be_verified(), standing_reason(t, reason)),
    };
    format!("{counts}. {reason}")
}

/// Why an education does not count, or not yet.
pub fn standing_reason(t: Texts, reason: Reason) -> &'static str {
    match reason {
        Reason::TechnicalDiploma => t.profile_reason_technical_diploma(),
        Reason::PostGraduateDiploma => t.profile_reason_post_graduate_diploma(),
        Reason::NotYetObtained => t.profile_reason_not_yet_obtained(),
        Reason::UnknownKind => t.profile_reason_unknown_kind(),
        Reason::InstitutionNotListed => t.profile_reason_not_listed(),
        Reason::InstitutionUnknown => t.profile_reason_unknown(),
    }
}

/// The name of a field; of a section for the sections' slugs.
pub fn field(t: Texts, name: &str) -> &'static str {
    match name {
        "family_name" => t.profile_family_name(),
        "given_names" => t.profile_given_names(),
        "birth_day" | "birth_month" | "birth_year" => t.profile_birth(),
        "nationality" => t.profile_nationality(),
        "residence" => t.profile_residence(),
        "address" => t.profile_address(),
        "phone" => t.profile_phone(),
        "title" => t.profile_job_title(),
        "employer" => t.profile_employer(),
        "country" => t.profile_country(),
        "from_month" | "from_year" => t.profile_from(),
        "current" => t.profile_current(),
        "to_month" | "to_year" => t.profile_to(),
        "duties" => t.profile_duties(),
        "achievements" => t.profile_achievements(),
        "language" => t.profile_language(),
        "reading" => t.profile_reading(),
        "writing" => t.profile_writing(),
        "speaking" => t.profile_speaking(),
        "understanding" => t.profile_understanding(),
        "preferred_name" => t.profile_preferred_name(),
        "gender" => t.profile_gender(),
        "gender_own" => t.profile_gender_words(),
        "other_nationality" => t.profile_other_nationality(),
        "relatives" => t.profile_relatives(),
        "relatives_who" => t.profile_relatives_who(),
        "served" => t.profile_served(),
        "served_where" => t.profile_served_where(),
        "needs" => t.profile_needs_what(),
        "third_nationality" => t.profile_third_nationality(),
        "fields" => t.profile_fields(),
        "mother_tongue" => t.profile_mother_tongue(),
        "sector" => t.profile_sector(),
        "grade" => t.profile_grade(),
        "kind" => t.profile_kind(),
        "share" => t.profile_share(),
        "international" => t.profile_international(),
        "supervised" => t.profile_supervised(),
        "supervisor" => t.profile_supervisor(),
        "leaving" => t.profile_leaving(),
        "department" => t.profile_department(),
        "duty_station" => t.profile_duty_station(),
        "area" => t.profile_area(),
        "depth" => t.profile_depth(),
        "years" => t.profile_years(),
        "last_year" => t.profile_last_year(),
        "institution" => t.profile_institution(),
        "unlisted" => t.profile_unlisted(),
        "place" => t.profile_institution_place(),
        "level" => t.profile_education_level(),
        "degree" => t.profile_degree(),
        "field" => t.profile_study_field(),
        "completion" => t.profile_completion(),
        "course" => t.profile_course(),
        "provider" => t.profile_provider(),
        "done_month" | "done_year" => t.profile_done(),
        "length" => t.profile_length(),
        "certificate" => t.profile_certificate(),
        "publication" => t.profile_publication(),
        "authors" => t.profile_authors(),
        "published_in" => t.profile_published_in(),
        "published_year" => t.profile_published_year(),
        "link" => t.profile_link(),
        "ended_month" | "ended_year" => t.profile_ended(),
        "body" => t.profile_body(),
        "position" => t.profile_position(),
        "referee" => t.profile_referee(),
        "referee_position" => t.profile_referee_position(),
        "referee_email" => t.profile_referee_email(),
        "referee_phone" => t.profile_referee_phone(),
        "relation" => t.profile_relation(),
        "motivation" => t.profile_motivation(),
        "skills" => t.profile_skills(),
        "computer_skills" => t.profile_computer_skills(),
        "mobility" => t.profile_mobility(),
        "places" => t.profile_places(),
        "notice" => t.profile_notice(),
        "source" => t.profile_source(),
        "declare_truth" => t.profile_declare_truth(),
        "declare_conduct" => t.profile_declare_conduct(),
        "declare_checks" => t.profile_declare_checks(),
        "signed_name" => t.profile_signed_name(),
        "signed_day" | "signed_month" | "signed_year" => t.profile_signed(),
        "cover_letter" => t.apply_cover_letter(),
        "letter_read" => t.apply_letter_read(),
        name if name.starts_with("answer_") => t.apply_answer(),
        "personnel_number" => t.apply_personnel_number(),
        "tell_needs" => t.apply_tell_needs(),
        "truthful" => t.apply_truthful(),
        name => Section::parse(name).map_or("", |found| section(t, found)),
    }
}
