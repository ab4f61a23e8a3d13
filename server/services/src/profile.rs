//! The candidate's profile: read as a whole from its drafts.

use crate::{Actor, Error, Services, Tx, area::Areas, args};
use model::{
    account::Role,
    degree::Standing,
    draft::Draft,
    form::Form,
    period::Share,
    profile::{Education, Entry, ProfileDraft, Section},
    requirements::{Degree, Evidence, Job},
};

/// Reads all that a person has typed into the profile, to be checked, shown and sent: an area that may not be chosen is none
/// ([`Areas::sifted`]).
///
/// # Errors
/// The database is away.
pub async fn read(tx: &mut Tx, account: &str, areas: &Areas) -> Result<ProfileDraft, Error> {
    let rows = tx
        .rows(
            "SELECT form, fields, begun_at FROM draft WHERE owner = $1 AND form LIKE 'profile/%' ORDER BY form",
            args![account],
        )
        .await?;
    let mut profile = ProfileDraft::default();
    for row in rows {
        let fields = areas.sifted(row.int("begun_at")?, row.json("fields")?);
        match Form::parse(&row.text("form")?) {
            Some(Form::Section(section)) => profile.put(section, "", &fields),
            Some(Form::Entry(section, id)) => profile.put(section, &id, &fields),
            // The pattern lets no other through.
            _ => {}
        }
    }
    profile.sort();
    Ok(profile)
}

impl Services {
    /// The profile of the person who is signed in, as far as it is typed.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`] for who is no candidate; the database is away.
    pub async fn profile(&self, actor: &Actor) -> Result<ProfileDraft, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let areas = self.areas().await?;
        let mut tx = self.db.begin_reading().await?;
        read(&mut tx, &viewer.account, &areas).await
    }

    /// What an education counts as: decided by its level, and by what the list of institutions says of where it is from.
    ///
    /// # Errors
    /// The database is away.
    pub async fn standing(&self, education: &Education) -> Result<Standing, Error> {
        Ok(education.study(self.accredited(education).await?).standing())
    }

    /// What the person's own profile has to show for the requirements of a grade; all work counts as relevant, because what is
    /// relevant the person says, and a panel judges. The ids are keys of forms, without `profile/`. Nothing of it is kept.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; the database is away.
    pub async fn evidence(&self, actor: &Actor) -> Result<Evidence, Error> {
        self.evidence_of(&self.profile(actor).await?).await
    }

    /// As [`Services::evidence`], of a profile that was read already.
    ///
    /// # Errors
    /// The database is away.
    pub async fn evidence_of(&self, profile: &ProfileDraft) -> Result<Evidence, Error> {
        let today = self.clock.today();
        let mut evidence = Evidence::default();
        let job = |section: Section, id: &str, job: model::profile::Job| Job {
            id: format!("{section}/{id}"),
            from: job.from,
            to: job.to,
            share: u8::try_from(job.share).ok().and_then(Share::new).unwrap_or_default(),
            relevant: true,
            international: job.international,
        };
        for Entry { id, value } in &profile.experience {
            evidence.jobs.extend(value.check(today).map(|entry| job(Section::Experience, id, entry.job)));
        }
        for Entry { id, value } in &profile.own_experience {
            evidence.jobs.extend(value.check(today).map(|entry| job(Section::OwnExperience, id, entry.job)));
        }
        for Entry { id, value } in &profile.education {
            if let Ok(entry) = value.check(today) {
                let study = entry.study(self.accredited(&entry).await?);
                evidence.degrees.push(Degree { id: format!("{}/{id}", Section::Education), study });
            }
        }
        let courses = profile.training.iter().filter(|entry| entry.value.check(today).is_ok());
        evidence.trainings = courses.map(|entry| format!("{}/{}", Section::Training, entry.id)).collect();
        evidence.languages = profile.languages.iter().filter_map(|e| e.value.check(today).ok()).collect();
        Ok(evidence)
    }

    /// What the list of institutions says of where an education is from, as [`Education::study`] takes it.
    async fn accredited(&self, education: &Education) -> Result<Option<bool>, Error> {
        Ok(self.all_institutions().await?.accredited(education.country, &education.institution))
    }
}
