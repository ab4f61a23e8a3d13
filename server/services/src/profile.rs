//! The candidate's profile: read as a whole from its drafts.

use crate::{Actor, Error, Services, Tx, args};
use model::{
    account::Role,
    degree::Standing,
    draft::Draft,
    form::{Fields, Form},
    period::Share,
    profile::{Education, Entry, ProfileDraft, Section},
    requirements::{Degree, Evidence, Job, Line, Rules, compare},
    vacancy::Grade,
};

/// Reads all that a person has typed into the profile.
///
/// # Errors
/// The database is away.
pub async fn read(tx: &mut Tx, account: &str) -> Result<ProfileDraft, Error> {
    let rows = tx
        .rows(
            "SELECT form, fields FROM draft WHERE owner = $1 AND form LIKE 'profile/%' ORDER BY form",
            args![account],
        )
        .await?;
    let mut profile = ProfileDraft::default();
    for row in rows {
        let fields: Fields = row.json("fields")?;
        match Form::parse(&row.text("form")?) {
            Some(Form::Section(section)) => profile.put(section, "", &fields),
            Some(Form::Entry(section, id)) => profile.put(section, &id, &fields),
            Some(Form::Application(_)) | None => {}
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
        let mut tx = self.db.begin_reading().await?;
        read(&mut tx, &viewer.account).await
    }

    /// What an education counts as: decided by its level, and by what the list of institutions says of where it is from.
    ///
    /// # Errors
    /// The database is away.
    pub async fn standing(&self, education: &Education) -> Result<Standing, Error> {
        Ok(education.study(self.accredited(education).await?).standing())
    }

    /// What each of several educations counts as; see [`Services::standing`].
    ///
    /// # Errors
    /// The database is away.
    pub async fn standings(&self, educations: &[Education]) -> Result<Vec<Standing>, Error> {
        let mut standings = Vec::with_capacity(educations.len());
        for education in educations {
            standings.push(self.standing(education).await?);
        }
        Ok(standings)
    }

    /// How the person's own profile stands beside what a grade asks for, line by line; all work counts as relevant, because
    /// what is relevant a panel decides. The sources are keys of forms, without `profile/`, and codes of languages. Empty where
    /// no generic requirements are known. Nothing of it is kept, and nobody else is told.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; the database is away.
    pub async fn compare(&self, actor: &Actor, grade: Grade) -> Result<Vec<Line>, Error> {
        let today = self.clock.today();
        let profile = self.profile(actor).await?;
        let mut evidence = Evidence::default();
        let job = |section: Section, id: &str, job: model::profile::Job, international: bool| Job {
            id: format!("{section}/{id}"),
            from: job.from,
            to: job.to,
            share: u8::try_from(job.share).ok().and_then(Share::new).unwrap_or_default(),
            relevant: true,
            international,
        };
        for Entry { id, value } in &profile.experience {
            if let Ok(entry) = value.check(today) {
                evidence.jobs.push(job(Section::Experience, id, entry.job, entry.international));
            }
        }
        for Entry { id, value } in &profile.own_experience {
            if let Ok(entry) = value.check(today) {
                evidence.jobs.push(job(Section::OwnExperience, id, entry.job, true));
            }
        }
        for Entry { id, value } in &profile.education {
            if let Ok(entry) = value.check(today) {
                let study = entry.study(self.accredited(&entry).await?);
                evidence.degrees.push(Degree { id: format!("{}/{id}", Section::Education), study });
            }
        }
        evidence.languages = profile.languages.iter().filter_map(|e| e.value.check(today).ok()).collect();
        Ok(compare(grade, &evidence, &Rules::default(), today).unwrap_or_default())
    }

    /// What the list of institutions says of where an education is from, as [`Education::study`] takes it.
    async fn accredited(&self, education: &Education) -> Result<Option<bool>, Error> {
        Ok(self.all_institutions().await?.accredited(education.country, &education.institution))
    }
}
