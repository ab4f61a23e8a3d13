//! The sample data: a platform to look at and to try things on, in an empty database.

use crate::{
    Actor, Error, Services, Tx, alert,
    application::{self, New},
    args, draft, id, import,
    import::ImportError,
    known, organisation, profile, proposal, saved,
    staff::{self, NewAccount},
    vacancy,
};
use jiff::civil::Date;
use model::{
    account::{Role, Viewer},
    alert::{Alert, Cadence, sought},
    application::{Asking, Snapshot, State, flags},
    choice::Choice,
    country::Country,
    email::Email,
    form::{Fields, Form, Save},
    language::Lang,
    problem::Problems,
    profile::Section,
    vacancy::{Notice, slug},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The vacancies, a file a category. Their dates move with the day on which they are loaded.
pub const VACANCIES: [&str; 8] = [
    include_str!("../../samples/vacancies/consultancies.json"),
    include_str!("../../samples/vacancies/development-cooperation.json"),
    include_str!("../../samples/vacancies/expressions-of-interest.json"),
    include_str!("../../samples/vacancies/international.json"),
    include_str!("../../samples/vacancies/internships.json"),
    include_str!("../../samples/vacancies/junior-professional-officers.json"),
    include_str!("../../samples/vacancies/local.json"),
    include_str!("../../samples/vacancies/temporary.json"),
];

/// The people: one of each role, and candidates with profiles and applications.
const PEOPLE: &str = include_str!("../../samples/people.json");

/// The organisation, in which people with the roles of staff have their places.
const ORGANISATION: &str = include_str!("../../samples/organisation.json");

/// The password of every sample account.
pub const PASSWORD: &str = "sample account password";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    people: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    email: String,
    given_names: String,
    family_name: String,
    language: Lang,
    roles: Vec<Role>,
    #[serde(default)]
    profile: Option<BTreeMap<Section, Typed>>,
    #[serde(default)]
    applications: Vec<Application>,
    /// The numbers of the vacancies that the person has saved.
    #[serde(default)]
    saved: Vec<String>,
    #[serde(default)]
    alerts: Vec<JobAlert>,
}

/// A section's drafts, as they would be typed.
#[derive(Deserialize)]
#[serde(untagged)]
enum Typed {
    One(BTreeMap<String, String>),
    List(Vec<BTreeMap<String, String>>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Application {
    /// The vacancy's number.
    vacancy: String,
    cover_letter: String,
    /// By the fields of the vacancy's questions.
    #[serde(default)]
    answers: BTreeMap<String, String>,
    /// What it has come to since.
    #[serde(default)]
    states: Vec<State>,
}

/// A job alert.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JobAlert {
    name: String,
    search: String,
    cadence: Cadence,
}

/// The addresses of the sample accounts with their roles.
#[must_use]
pub fn accounts() -> Vec<(String, Vec<Role>)> {
    people().map(|people| people.into_iter().map(|p| (p.email, p.roles)).collect()).unwrap_or_default()
}

fn people() -> Result<Vec<Person>, Error> {
    Ok(serde_json::from_str::<People>(PEOPLE)?.people)
}

impl Services {
    /// A sample account of each role, as far as they are there, to be printed; the password is [`PASSWORD`].
    ///
    /// # Errors
    /// The database is away.
    pub async fn sample_accounts(&self) -> Result<Vec<(Role, String)>, Error> {
        let mut there = Vec::new();
        for role in Role::ALL {
            let Some((email, _)) = accounts().into_iter().find(|(_, roles)| roles.contains(role)) else {
                continue;
            };
            let sql = "SELECT 1 AS one FROM account WHERE email_key = $1";
            if self.db.row(sql, args![email.to_lowercase()]).await?.is_some() {
                there.push((*role, email));
            }
        }
        Ok(there)
    }

    /// Loads the sample data if the database is empty. Says whether it did: once it is loaded, or something else is there,
    /// nothing is done.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for anybody but the command line; the samples are not right, or the database is away: then
    /// nothing was loaded.
    pub async fn load_samples(&self, actor: &Actor) -> Result<bool, Error> {
        if !actor.is_operator() {
            return Err(Error::Forbidden);
        }
        let (now, today) = (self.clock.now(), self.clock.today());
        // What the people in them know are areas of the list.
        self.load_shipped_areas().await?;
        self.refresh::<crate::area::Areas>().await?;
        let hash = self.passwords.hash(PASSWORD).await?;
        let mut tx = self.db.begin().await?;
        let row = tx
            .row("SELECT (SELECT COUNT(*) FROM vacancy) + (SELECT COUNT(*) FROM account) AS things", args![])
            .await?;
        if row.map_or(Ok(0), |row| row.int("things"))? > 0 {
            return Ok(false);
        }
        for file in VACANCIES {
            let vacancies =
                import::read(file, Some(today)).map_err(|faults| failed(&ImportError::Refused(faults)))?;
            import::store(&mut tx, now, actor.name(), &vacancies).await.map_err(of_import)?;
        }
        vacancy::sample::load(&mut tx, &vacancy::life::By { name: actor.name(), now, today }).await?;
        for person in people()? {
            self.load_person(&mut tx, actor, person, &hash).await?;
        }
        organisation::load(&mut tx, now, today, actor.name(), ORGANISATION).await.map_err(of_import)?;
        proposal::sample::load(&mut tx, now, today).await?;
        // Their receipts are not for mailing: nobody reads at these addresses.
        tx.execute("UPDATE outbox SET sent_at = $1", args![now]).await?;
        tx.commit().await?;
        self.refresh::<crate::board::OpenVacancies>().await?;
        Ok(true)
    }

    async fn load_person(&self, tx: &mut Tx, actor: &Actor, person: Person, hash: &str) -> Result<(), Error> {
        let now = self.clock.now();
        let residence = match &person.profile {
            Some(profile) => {
                let code = match profile.get(&Section::Personal) {
                    Some(Typed::One(fields)) => fields.get("residence").map_or("", String::as_str),
                    _ => "",
                };
                Some(Country::parse(code).ok_or_else(|| wrong(&person.email, "residence"))?)
            }
            None => None,
        };
        let new = NewAccount {
            email: Email::parse(&person.email).ok_or_else(|| wrong(&person.email, "its address"))?,
            given_names: person.given_names.clone(),
            family_name: person.family_name.clone(),
            language: person.language,
            roles: person.roles.clone(),
            residence,
            password: None,
        };
        let account = staff::create(tx, now, actor, &new, hash).await?;
        let Some(profile) = person.profile else { return Ok(()) };
        let forms = profile.into_iter().flat_map(|(section, typed)| match typed {
            Typed::One(fields) => vec![(Form::Section(section), fields)],
            Typed::List(entries) => {
                entries.into_iter().map(|fields| (Form::Entry(section, id::new(now)), fields)).collect()
            }
        });
        for (form, fields) in forms {
            let mut fields = Fields(fields.into_iter().collect()).of_form(&form)?;
            if form == Form::Section(Section::Declarations) {
                fields.0.extend(signed(self.clock.today()));
            }
            let save = Save::posted(form, 0, fields);
            draft::write(tx, now, &account, &save, &Problems::default()).await?;
        }
        let viewer = Viewer {
            account,
            name: format!("{} {}", person.given_names, person.family_name),
            language: person.language,
            roles: person.roles,
            session: String::new(),
            session_ends: 0,
            statement_due: false,
        };
        for number in &person.saved {
            let stored = vacancy::read(tx, &slug(number)).await?;
            let stored = stored.ok_or_else(|| wrong(number, "a vacancy to save"))?;
            saved::put(tx, now, &viewer.account, &stored).await?;
        }
        for JobAlert { name, search, cadence } in person.alerts {
            let alert = Alert { name, search: sought(&search), cadence, language: person.language };
            alert::put(tx, now, &viewer.account, &alert).await?;
        }
        for sent in person.applications {
            self.load_application(tx, &viewer, &sent).await.map_err(|error| match error {
                Error::Invalid(problems) => wrong(&person.email, &format!("{problems:?}")),
                error => error,
            })?;
        }
        Ok(())
    }

    async fn load_application(&self, tx: &mut Tx, viewer: &Viewer, sent: &Application) -> Result<(), Error> {
        let (now, today) = (self.clock.now(), self.clock.today());
        let stored = vacancy::read(tx, &slug(&sent.vacancy)).await?;
        let stored = stored.ok_or_else(|| wrong(&sent.vacancy, "an application for it"))?;
        let form = Form::Application(slug(&sent.vacancy));
        let typed = [("cover_letter".to_owned(), sent.cover_letter.clone())].into_iter();
        let typed = Fields(typed.chain(sent.answers.clone()).collect()).of_form(&form)?;
        let asking = Asking { questions: stored.vacancy.asked(viewer.language), earlier: None };
        draft::write(tx, now, &viewer.account, &Save::posted(form, 0, typed.clone()), &Problems::default())
            .await?;
        let areas = self.areas().await?;
        let snapshot = Snapshot {
            email: known::email(tx, &viewer.account).await?,
            profile: profile::read(tx, &viewer.account, &areas).await?.check(today)?,
            letter: asking.check(&typed.draft(), today)?,
            notice: Notice::of(&stored.vacancy, stored.closes_at, viewer.language).ok_or(Error::NotFound)?,
        };
        let flags = flags(&stored.vacancy, &snapshot.profile, &snapshot.letter);
        let new = New { snapshot, flags, key: None };
        let applied = application::store(tx, now, viewer, &stored, new, viewer.language).await?;
        for state in &sent.states {
            application::load_state(tx, now, viewer, &applied.id, *state).await?;
        }
        Ok(())
    }
}

/// Declarations are signed on the day on which the samples are loaded: they are not good for ever.
fn signed(today: Date) -> [(String, String); 3] {
    let typed = |name: &str, number: i16| (name.to_owned(), number.to_string());
    [
        typed("signed_day", today.day().into()),
        typed("signed_month", today.month().into()),
        typed("signed_year", today.year()),
    ]
}

fn wrong(whose: &str, what: &str) -> Error {
    Error::Unavailable(format!("the sample data: {whose}: {what} is not right"))
}

fn of_import(error: ImportError) -> Error {
    match error {
        ImportError::Failed(error) => error,
        refused @ ImportError::Refused(_) => failed(&refused),
    }
}

fn failed(error: &ImportError) -> Error {
    Error::Unavailable(format!("the sample data: {error}"))
}
