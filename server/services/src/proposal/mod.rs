//! Proposals of vacancies for Junior Professional Officers: written by those of an office, decided on along a route
//! ([`model::proposal::STEPS`]), published as a vacancy by the JPO unit.
//!
//! `route.rs`: in whose hands a proposal is · `writing.rs`: its drafts · `steps.rs`: each step in one transaction ·
//! `publishing.rs`: the vacancy that it becomes · `reading.rs`, `list.rs`: what pages show · `tell.rs`: mails and reminders ·
//! `call.rs`: calls for proposals · `file.rs`: forms that are brought as files.

mod beginning;
pub(crate) mod call;
mod compare;
mod file;
mod list;
mod publishing;
mod reading;
mod route;
pub(crate) mod sample;
mod steps;
mod tell;
pub(crate) mod writing;

pub use beginning::Start;
pub use publishing::NoticeWords;
pub(crate) use steps::may;

use crate::{Error, Tx, args, db::Row};
use model::{
    choice::Choice,
    country::Country,
    form::Form,
    language::Lang,
    organisation::Place,
    proposal::{State, draft::Part, review::Issue},
    vacancy::Region,
};

/// A proposal in the database, without its texts.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub id: String,
    pub state: State,
    pub since: i64,
    pub edition: i64,
    pub version: i64,
    pub begun_by: String,
    pub title: String,
    pub lang: Lang,
    /// Empty as long as none is chosen.
    pub office: String,
    pub place: Option<Place>,
    pub region: Option<Region>,
    pub sponsor: Option<Country>,
    pub submitted_at: Option<i64>,
    pub reminded_at: Option<i64>,
    pub issue: Option<Issue>,
    pub vacancy: Option<String>,
}

impl Stored {
    pub(crate) fn of(row: &Row) -> Result<Self, Error> {
        Ok(Stored {
            id: row.text("id")?,
            state: State::parse(&row.text("state")?)
                .ok_or_else(|| Error::Unavailable("a stored proposal cannot be read: state".into()))?,
            since: row.int("since")?,
            edition: row.int("edition")?,
            version: row.int("version")?,
            begun_by: row.text("begun_by")?,
            title: row.text("title")?,
            lang: row.lang("language")?,
            office: row.text("office")?,
            place: Place::parse(&row.text("place")?),
            region: Region::parse(&row.text("region")?),
            sponsor: Country::parse(&row.text("sponsor")?),
            submitted_at: row.optional_int("submitted_at")?,
            reminded_at: row.optional_int("reminded_at")?,
            issue: row.json("issue")?,
            vacancy: row.optional_text("vacancy")?,
        })
    }

    /// Where the post is; at headquarters as long as that is not said.
    pub(crate) fn place(&self) -> Place {
        self.place.unwrap_or(Place::Headquarters)
    }

    /// The version that was submitted last; 0: none yet.
    pub(crate) fn version(&self) -> u32 {
        u32::try_from(self.version).unwrap_or(0)
    }
}

/// The proposal of an id.
///
/// # Errors
/// [`Error::NotFound`]; the database is away.
pub(crate) async fn find(tx: &mut Tx, id: &str) -> Result<Stored, Error> {
    let row = tx.row("SELECT * FROM proposal WHERE id = $1", args![id]).await?;
    Stored::of(&row.ok_or(Error::NotFound)?)
}

/// Whose the drafts of a proposal are: its own.
pub(crate) fn owner(id: &str) -> String {
    Form::Proposal(id.to_owned(), Part::General).subject().unwrap_or_default()
}

/// A count as it is shown.
pub(crate) fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
