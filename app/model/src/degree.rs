//! What a degree counts as. Source: the FAQ for external candidates (candidate-faq.txt).

use crate::choices;
use serde::{Deserialize, Serialize};

choices! {
    /// The level of education that an entry is of.
    pub enum Level {
        SecondarySchool = "secondary-school",
        TechnicalDiploma = "technical-diploma",
        /// A bachelor's degree or its equivalent.
        FirstLevelDegree = "first-level-degree",
        MastersDegree = "masters-degree",
        Doctorate = "doctorate",
        /// A post-graduate diploma or certificate.
        PostGraduateDiploma = "post-graduate-diploma",
        Other = "other",
    }
}

/// An education as far as it decides what it counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Study {
    pub level: Level,
    /// Whether the institution is in the list of accredited institutions. None: it is not known.
    pub accredited: Option<bool>,
    /// False: the degree is expected only.
    pub obtained: bool,
}

/// What an education counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// Secondary school, which positions of the General Service ask for. It is no degree.
    Secondary,
    /// A first-level university degree.
    FirstLevel,
    /// An advanced degree, which is a first-level one too.
    Advanced,
    /// It counts as no degree, and no check of its institution would change that.
    NotCounted(Reason),
    /// Somebody must look at it. It is not refused.
    ToBeVerified(Reason),
}

/// Why an education does not count, or not without being looked at. In rising order of what may still come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// A technical diploma is no university degree.
    TechnicalDiploma,
    /// A post-graduate diploma or certificate is no advanced degree, nor the first-level degree that comes before it.
    PostGraduateDiploma,
    /// It is expected, not obtained.
    NotYetObtained,
    /// What kind of education it is, the list of levels does not say.
    UnknownKind,
    /// Its institution is not in the list of accredited institutions.
    InstitutionNotListed,
    /// Whether its institution is in the list is not known.
    InstitutionUnknown,
}

impl Study {
    /// What it counts as.
    ///
    /// Only degrees of institutions in the World Higher Education Database or UNESCO's list are considered; an advanced degree
    /// is a master's degree or a doctorate of one of them, a post-graduate diploma or certificate is none (FAQ). An institution
    /// that is not listed here may be listed there, so its degrees are to be verified. Schools are in no such list, and asked
    /// for none.
    #[must_use]
    pub fn standing(self) -> Standing {
        let degree = match self.level {
            _ if !self.obtained => return Standing::NotCounted(Reason::NotYetObtained),
            Level::SecondarySchool => return Standing::Secondary,
            Level::TechnicalDiploma => return Standing::NotCounted(Reason::TechnicalDiploma),
            Level::PostGraduateDiploma => return Standing::NotCounted(Reason::PostGraduateDiploma),
            Level::Other => return Standing::ToBeVerified(Reason::UnknownKind),
            Level::FirstLevelDegree => Standing::FirstLevel,
            Level::MastersDegree | Level::Doctorate => Standing::Advanced,
        };
        match self.accredited {
            Some(true) => degree,
            Some(false) => Standing::ToBeVerified(Reason::InstitutionNotListed),
            None => Standing::ToBeVerified(Reason::InstitutionUnknown),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::choice::Choice;
    use proptest::{option, prelude::*, sample::select};

    fn standing(level: Level, accredited: Option<bool>) -> Standing {
        Study { level, accredited, obtained: true }.standing()
    }

    #[test]
    fn a_masters_degree_and_a_doctorate_of_an_accredited_institution_are_advanced() {
        for level in [Level::MastersDegree, Level::Doctorate] {
            assert_eq!(standing(level, Some(true)), Standing::Advanced);
        }
        assert_eq!(standing(Level::FirstLevelDegree, Some(true)), Standing::FirstLevel);
    }

    #[test]
    fn a_post_graduate_diploma_is_not_a_degree_wherever_it_is_from() {
        for accredited in [Some(true), Some(false), None] {
            assert_eq!(
                standing(Level::PostGraduateDiploma, accredited),
                Standing::NotCounted(Reason::PostGraduateDiploma)
            );
        }
    }

    #[test]
    fn a_degree_of_an_unlisted_institution_is_to_be_verified_and_never_refused() {
        for level in [Level::FirstLevelDegree, Level::MastersDegree, Level::Doctorate] {
            assert_eq!(standing(level, Some(false)), Standing::ToBeVerified(Reason::InstitutionNotListed));
            assert_eq!(standing(level, None), Standing::ToBeVerified(Reason::InstitutionUnknown));
        }
    }

    #[test]
    fn what_is_expected_counts_not_yet() {
        for level in Level::ALL {
            let expected = Study { level: *level, accredited: Some(true), obtained: false };
            assert_eq!(expected.standing(), Standing::NotCounted(Reason::NotYetObtained));
        }
    }

    #[test]
    fn a_school_needs_no_accreditation() {
        for accredited in [Some(true), Some(false), None] {
            assert_eq!(standing(Level::SecondarySchool, accredited), Standing::Secondary);
        }
    }

    #[test]
    fn a_level_is_saved_by_its_slug() {
        for level in Level::ALL {
            assert_eq!(Level::parse(level.slug()), Some(*level));
            assert_eq!(serde_json::to_string(level).unwrap(), format!("\"{}\"", level.slug()));
        }
    }

    prop_compose! {
        pub(crate) fn any_study()(
            level in select(Level::ALL), accredited in option::of(any::<bool>()), obtained in any::<bool>(),
        ) -> Study {
            Study { level, accredited, obtained }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_advanced_was_obtained_at_an_accredited_institution(study in any_study()) {
            let degree = matches!(study.standing(), Standing::Advanced | Standing::FirstLevel);
            prop_assert!(!degree || (study.obtained && study.accredited == Some(true)));
        }

        /// Obtaining it, or finding the institution in the list, never makes it count for less.
        #[test]
        fn a_better_known_education_never_counts_for_less(study in any_study()) {
            let weight = |study: Study| match study.standing() {
                Standing::NotCounted(_) => 0,
                Standing::ToBeVerified(_) => 1,
                Standing::Secondary | Standing::FirstLevel | Standing::Advanced => 2,
            };
            let obtained = Study { obtained: true, ..study };
            let listed = Study { accredited: Some(true), ..study };
            prop_assert!(weight(obtained) >= weight(study));
            prop_assert!(weight(listed) >= weight(study));
        }
    }
}
