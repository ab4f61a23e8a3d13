//! Applying: a complete profile, a cover letter and answers, read once more by who sends them, and sent before the deadline.

/// Applications with what a list says of them, `a` with their vacancies `v`, of those that what follows names. One without a row in its
/// history stands where it does since it was sent.
macro_rules! select_applied {
    ($which:literal) => {
        concat!(
            "SELECT a.id, a.account, a.reference, a.state, a.submitted_at, a.title, a.language, v.number, v.slug, \
             CASE WHEN a.title = '' THEN a.snapshot ELSE '' END AS sent, v.published_at, v.closes_at, \
             COALESCE((SELECT MAX(at) FROM application_step WHERE application = a.id), a.submitted_at) AS since \
             FROM application a JOIN vacancy v ON v.id = a.vacancy ",
            $which
        )
    };
}

mod desk;
mod history;
mod letters;
mod moving;
mod sending;

pub(crate) use letters::{last_letter, problems};
pub use moving::cancel_applications;
pub(crate) use moving::load_state;
pub(crate) use sending::{New, store};

use crate::{
    Actor, Error, Services, Tx, args, clock,
    db::Row,
    draft, id, profile,
    vacancy::{self, Stored},
};
use history::sent;
use letters::asking;
use model::{
    account::{Role, Viewer},
    application::{Applying, Asking, End, How, Review},
    form::Form,
    language::Lang,
    profile::ProfileDraft,
    requirements::Rules,
    vacancy::{Listed, Notice, nationality},
};

fn notice(stored: &Stored, lang: Lang) -> Result<Notice, Error> {
    Notice::of(&stored.vacancy, stored.closes_at, lang).ok_or(Error::NotFound)
}

/// What the review of an application shows, by a short mark that changes with what is typed in its form or in the profile, and with
/// what is asked: so that nothing is sent but what was read.
async fn seen(tx: &mut Tx, owner: &str, slug: &str, asking: &Asking) -> Result<String, Error> {
    let form = Form::Application(slug.to_owned()).to_string();
    let sql = "SELECT form, version FROM draft WHERE owner = $1 AND (form LIKE 'profile/%' OR form = $2) ORDER BY form";
    let version = |row: &Row| Ok((row.text("form")?, row.int("version")?));
    let rows = tx.rows(sql, args![owner, form]).await?;
    let versions = rows.iter().map(version).collect::<Result<Vec<_>, Error>>()?;
    Ok(id::hash(&serde_json::to_string(&(versions, &asking.questions))?))
}

/// How applications for a vacancy came to an end, or will.
async fn end(tx: &mut Tx, stored: &Stored) -> Result<End, Error> {
    let row = tx.row("SELECT cancelled_at FROM vacancy WHERE id = $1", args![&stored.id]).await?;
    let cancelled = row.map(|row| row.optional_int("cancelled_at")).transpose()?.flatten();
    let early = || {
        vacancy::closes_at(stored.vacancy.closes_on, &stored.vacancy.zone)
            .is_ok_and(|at| stored.closes_at < at)
    };
    Ok(match cancelled {
        Some(at) => End { how: How::Cancelled, on: clock::day_in(at, &stored.vacancy.zone) },
        None if early() => End { how: How::Early, on: clock::day_in(stored.closes_at, &stored.vacancy.zone) },
        None => End { how: How::Deadline, on: stored.vacancy.closes_on },
    })
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
        let areas = self.areas().await?;
        let profile = profile::read(tx, &viewer.account, &areas).await?;
        let form = Form::Application(slug.to_owned());
        let typed = draft::standing(tx, &viewer.account, &form).await?;
        let asking = asking(tx, &viewer.account, &stored, &typed.fields, lang).await?;
        let open_to = &stored.vacancy.open_to;
        let applying = Applying {
            vacancy: Listed::from(&notice(&stored, lang)?),
            rules: Rules { second_language_asked: stored.vacancy.second_language, ..self.rules },
            open: stored.is_open(now),
            end: end(tx, &stored).await?,
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
        let today = self.clock.today();
        let mut tx = self.db.begin_reading().await?;
        let Begun { applying, profile } = self.begun(&mut tx, viewer, slug, lang).await?;
        let seen = seen(&mut tx, &viewer.account, slug, &applying.asking).await?;
        drop(tx);
        // After the mark: of what comes in between, nothing is taken for seen.
        let opened = self.open_form(actor, &Form::Application(slug.to_owned())).await?;
        let needs = profile.needs.needs.trim();
        let told = applying.needs && !opened.saved.fields.get("tell_needs").is_empty();
        Ok(Review {
            told: if told { needs.to_owned() } else { String::new() },
            seen,
            problems: applying.asking.problems(&opened.saved.fields, today),
            profile: profile.parts(today),
            key: id::new(self.clock.now()),
            opened,
            applying,
        })
    }
}
