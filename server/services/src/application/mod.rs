//! Applying: a complete profile, a cover letter and answers, read once more by who sends them, and sent before the deadline.

mod history;
mod letters;
mod moving;
mod sending;

pub(crate) use letters::{last_letter, problems};
pub use moving::cancel_applications;
pub(crate) use moving::load_state;
pub(crate) use sending::{New, store};

use crate::{
    Actor, Error, Services, Tx, args, draft, id, profile,
    vacancy::{self, Stored},
};
use history::sent;
use letters::asking;
use model::{
    account::{Role, Viewer},
    application::{Applying, Flag, Review},
    form::Form,
    language::Lang,
    profile::ProfileDraft,
    requirements::Rules,
    vacancy::{Listed, Notice, nationality},
};

fn notice(stored: &Stored, lang: Lang) -> Result<Notice, Error> {
    Notice::of(&stored.vacancy, stored.closes_at, lang).ok_or(Error::NotFound)
}

/// What a page for applying begins with, and the profile that it was made of.
#[derive(Debug, Clone)]
pub struct Begun {
    pub applying: Applying,
    pub profile: ProfileDraft,
}

impl Services {
    /// What the page for applying begins with: the vacancy, open or not, and what is missing in the profile.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if there is no such vacancy or it is not published.
    pub async fn applying(&self, actor: &Actor, slug: &str, lang: Lang) -> Result<Begun, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let mut tx = self.db.begin_reading().await?;
        self.begun(&mut tx, viewer, slug, lang).await
    }

    async fn begun(&self, tx: &mut Tx, viewer: &Viewer, slug: &str, lang: Lang) -> Result<Begun, Error> {
        let now = self.clock.now();
        let stored =
            vacancy::read(tx, slug).await?.filter(|v| v.published_at <= now).ok_or(Error::NotFound)?;
        let profile = profile::read(tx, &viewer.account).await?;
        let form = Form::Application(slug.to_owned());
        let typed = draft::standing(tx, &viewer.account, &form).await?;
        let asking = asking(tx, &viewer.account, &stored, &typed.fields, lang).await?;
        let open_to = &stored.vacancy.open_to;
        let applying = Applying {
            vacancy: Listed::from(&notice(&stored, lang)?),
            rules: Rules { second_language_asked: stored.vacancy.second_language, ..self.rules },
            open: stored.is_open(now),
            now,
            missing: profile.missing(self.clock.today()),
            nationality: nationality(open_to, &profile.nationalities()),
            open_to: open_to.clone(),
            serves: profile.serves(),
            internal_platform: self.internal_platform.clone().unwrap_or_default(),
            accommodation: self.accommodation.as_ref().map(ToString::to_string).unwrap_or_default(),
            needs: self.accommodation.is_some() && !profile.needs.needs.trim().is_empty(),
            asking,
            sent: sent(tx, now, &viewer.account, &stored.id, false).await?,
            withdrawn: sent(tx, now, &viewer.account, &stored.id, true).await?,
        };
        Ok(Begun { applying, profile })
    }

    /// What the application would be if it were sent now, to be read once more before it is.
    ///
    /// # Errors
    /// As [`Services::applying`].
    pub async fn review_application(&self, actor: &Actor, slug: &str, lang: Lang) -> Result<Review, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let opened = self.open_form(actor, &Form::Application(slug.to_owned())).await?;
        let today = self.clock.today();
        let mut tx = self.db.begin_reading().await?;
        let Begun { applying, profile } = self.begun(&mut tx, viewer, slug, lang).await?;
        Ok(Review {
            problems: applying.asking.problems(&opened.saved.fields, today),
            profile: profile.parts(today),
            key: id::new(self.clock.now()),
            opened,
            applying,
        })
    }

    /// What HRD is to look at in an application before anything else. Whose application it is does not learn of it.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`] for all but HRD, [`Error::NotFound`].
    pub async fn application_flags(&self, actor: &Actor, id: &str) -> Result<Vec<Flag>, Error> {
        actor.with(Role::Hrd)?;
        let row = self.db.row("SELECT flags FROM application WHERE id = $1", args![id]).await?;
        row.ok_or(Error::NotFound)?.json("flags")
    }
}
