//! The candidate's profile: read as a whole from its drafts.

use crate::{Actor, Error, Services, Tx, args};
use model::{
    account::Role,
    degree::Standing,
    form::{Fields, Form},
    profile::{Education, ProfileDraft},
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
        let listed = self.resolve_institution(education.country, &education.institution).await?;
        Ok(education.study(listed.map_or(Some(false), |institution| institution.accredited)).standing())
    }
}
