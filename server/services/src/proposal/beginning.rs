//! The beginning of a proposal: with nothing, with an earlier one, with a generic job description, or with a form that was read in.

use super::{Stored, find, reading, route, writing};
use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    id,
};
use model::{
    account::Role,
    choice::Choice,
    language::Lang,
    proposal::{
        desk::{Beginning, Starts},
        draft::ProposalDraft,
        start::Chosen,
    },
    vacancy::Grade,
};

/// How many earlier proposals are offered to begin with.
const EARLIER_MOST: u32 = 50;

/// What a proposal begins with. What it does not say, `usual` of [`Services::begin_proposal`] does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    Blank,
    /// An earlier proposal, by its id.
    Proposal(String),
    /// A generic job description, by its id.
    Generic(String),
    /// What was read from a file or a pasted text.
    Read(ProposalDraft),
}

impl From<Chosen> for Start {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Blank => Start::Blank,
            Chosen::Proposal(id) => Start::Proposal(id),
            Chosen::Generic(id) => Start::Generic(id),
        }
    }
}

impl Start {
    fn slug(&self) -> &'static str {
        match self {
            Start::Blank => "blank",
            Start::Proposal(_) => "proposal",
            Start::Generic(_) => "generic",
            Start::Read(_) => "read",
        }
    }
}

impl Services {
    /// An id for a proposal that is begun now.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub fn new_proposal(&self, actor: &Actor) -> Result<String, Error> {
        actor.with(Role::Manager)?;
        Ok(id::new(self.clock.now()))
    }

    /// Begins a proposal under a new id; doing so twice begins one. `usual` stands in the fields of which nothing else is said: what
    /// most proposals say, in the words of the language that it is to be written in.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if it is no id, or there is no such proposal or job description
    /// to begin with; [`Error::Invalid`] if a text is too long even to be kept.
    pub async fn begin_proposal(
        &self,
        actor: &Actor,
        id: &str,
        start: Start,
        usual: &ProposalDraft,
    ) -> Result<(), Error> {
        let by = &actor.with(Role::Manager)?.account;
        if uuid::Uuid::parse_str(id).map(|id| id.to_string()).as_deref() != Ok(id) {
            return Err(Error::NotFound);
        }
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let mut draft = match &start {
            Start::Blank => ProposalDraft::default(),
            Start::Proposal(earlier) => {
                let earlier = find(&mut tx, earlier).await?;
                reading::latest(&mut tx, now, by, &earlier).await?.copied()
            }
            Start::Generic(id) => {
                let sql = "SELECT body FROM generic_job_description WHERE id = $1";
                tx.row(sql, args![id]).await?.ok_or(Error::NotFound)?.json("body")?
            }
            Start::Read(draft) => draft.clone(),
        };
        draft.complete(usual);
        if insert(&mut tx, now, id, by, start.slug()).await? {
            writing::fill(&mut tx, now, id, &draft).await?;
            writing::index(&mut tx, id, &draft).await?;
        } else if let Start::Read(_) = &start {
            // The same text once more is begun already; another one must not vanish.
            let there = find(&mut tx, id).await?;
            if there.begun_by != *by || !writing::typed(&mut tx, id).await?.same_as(&draft) {
                return Err(Error::Conflict);
            }
        }
        tx.commit().await
    }

    /// What a new proposal of the person's can begin with.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn proposal_starts(&self, actor: &Actor) -> Result<Starts, Error> {
        let by = &actor.with(Role::Manager)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let sql = "SELECT * FROM proposal WHERE title <> '' AND (begun_by = $1 \
                   OR id IN (SELECT proposal FROM proposal_writer WHERE account = $1) \
                   OR office IN (SELECT office FROM office_person WHERE account = $1 AND part = 'member')) \
                   ORDER BY since DESC, id LIMIT $2";
        let mut proposals = Vec::new();
        for row in tx.rows(sql, args![by, EARLIER_MOST]).await? {
            let stored = Stored::of(&row)?;
            if route::part(&mut tx, now, by, &stored).await?.sees {
                proposals.push(Beginning { id: stored.id, title: stored.title, lang: stored.lang });
            }
        }
        let sql =
            "SELECT id, title, language FROM generic_job_description WHERE grade = $1 ORDER BY title, id";
        let mut generic = Vec::new();
        for row in tx.rows(sql, args![Grade::P2.slug()]).await? {
            let (id, title, lang) = (row.text("id")?, row.text("title")?, row.lang("language")?);
            generic.push(Beginning { id, title, lang });
        }
        Ok(Starts { proposals, generic })
    }
}

/// Makes a proposal without a text, and says whether there was none of the id.
pub(super) async fn insert(tx: &mut Tx, now: i64, id: &str, by: &str, with: &str) -> Result<bool, Error> {
    let sql = "INSERT INTO proposal (id, state, since, edition, version, begun_by, title, title_key, language, office, \
               place, region, sponsor) VALUES ($1, 'draft', $2, 1, 0, $3, '', '', $4, '', '', '', '') ON CONFLICT DO NOTHING";
    if tx.execute(sql, args![id, now, by, Lang::default().tag()]).await? == 0 {
        return Ok(false);
    }
    audit::note(tx, now, by, Action::BeginProposal, id, "", with).await?;
    Ok(true)
}
