//! What a profile says of somebody who applies, complete or not.

use crate::{
    country::Country,
    profile::{Personal, ProfileDraft},
};

/// All nationalities that somebody has.
#[must_use]
pub fn nationalities(personal: &Personal) -> Vec<Country> {
    [personal.nationality].into_iter().chain(personal.other_nationalities.iter().copied()).collect()
}

impl ProfileDraft {
    /// The nationalities that are typed.
    #[must_use]
    pub fn nationalities(&self) -> Vec<Country> {
        let typed = &self.personal;
        let codes = [&typed.nationality, &typed.other_nationality, &typed.third_nationality];
        codes.into_iter().filter_map(|code| Country::parse(code.trim())).collect()
    }

    /// Whether the person works in the organisation now.
    #[must_use]
    pub fn serves(&self) -> bool {
        self.own_experience.iter().any(|entry| !entry.value.current.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{form::Fields, profile::Section};

    #[test]
    fn a_job_in_the_organisation_that_goes_on_is_service() {
        let job = |current: &str| {
            let mut profile = ProfileDraft::default();
            profile.put(Section::OwnExperience, "a", &Fields(vec![("current".into(), current.into())]));
            profile
        };
        assert!(job("yes").serves() && !job("").serves() && !ProfileDraft::default().serves());
    }

    #[test]
    fn every_nationality_that_is_typed_counts() {
        let mut profile = ProfileDraft::default();
        let typed = [("nationality", "PE"), ("other_nationality", ""), ("third_nationality", "NL")];
        let typed = typed.map(|(name, code)| (name.to_owned(), code.to_owned()));
        profile.put(Section::Personal, "", &Fields(typed.to_vec()));
        assert_eq!(profile.nationalities().len(), 2);
    }
}
