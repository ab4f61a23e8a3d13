//! A proposal as those on its route read it.

use super::{Stored, count, find, list, owner, publishing, route, steps, writing};
use crate::{Actor, Error, Services, Tx, args, clock, draft, organisation};
use model::{
    account::full_name,
    choice::Choice,
    language::Lang,
    organisation::Place,
    proposal::{
        Action, Hand, State,
        desk::{Done, File, Hindrance, Text},
        draft::ProposalDraft,
        review::Remark,
    },
};

/// Whether somebody may read what is typed and not submitted: who may write it, or could.
pub(super) fn sees_typed(part: &route::Part, stored: &Stored) -> bool {
    part.hands.contains(&Hand::Author) || part.writes(stored)
}

/// The text that somebody reads of a proposal where no version is named: what is typed, for who may read that, else what was
/// submitted last.
///
/// # Errors
/// [`Error::NotFound`] if the person may read none of it; the database is away.
pub(super) async fn latest(
    tx: &mut Tx,
    now: i64,
    account: &str,
    stored: &Stored,
) -> Result<ProposalDraft, Error> {
    let part = route::part(tx, now, account, stored).await?;
    if !part.sees {
        return Err(Error::NotFound);
    }
    if sees_typed(&part, stored) {
        writing::typed(tx, &stored.id).await
    } else {
        writing::version(tx, &stored.id, stored.version).await
    }
}

impl Services {
    /// A proposal's own page.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if it is none of the person's business.
    pub async fn proposal_file(&self, actor: &Actor, id: &str, lang: Lang) -> Result<File, Error> {
        let account = &steps::may(actor)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let stored = find(&mut tx, id).await?;
        let part = route::part(&mut tx, now, account, &stored).await?;
        if !part.sees {
            return Err(Error::NotFound);
        }
        let draft = writing::typed(&mut tx, id).await?;
        let changed = writing::is_changed(&mut tx, &stored, &draft).await?;
        let mut actions = part.actions(&stored);
        if stored.state.awaits_decision() && !changed {
            actions.retain(|action| *action != Action::Submit);
        }
        let hindrances = match actions.contains(&Action::Submit) {
            true => hindrances(&mut tx, now, account, &stored, &draft).await?,
            false => Vec::new(),
        };
        let mut row = list::row(&mut tx, now, &stored, lang).await?;
        if row.title.is_empty() {
            row.title = model::text::line(draft.get("title"));
        }
        let turn = route::turn(&mut tx, now, &stored).await?;
        Ok(File {
            row,
            issue: stored.issue,
            parts: if part.writes(&stored) { draft.stands(clock::day(now)) } else { Vec::new() },
            turn: names(&mut tx, &turn).await?,
            hindrances,
            edition: stored.edition,
            version: stored.version(),
            changed: changed && sees_typed(&part, &stored),
            record: record(&mut tx, id).await?,
            waiting: draft::waiting_forms(&mut tx, account, &format!("{}/", owner(id))).await?,
            vacancy: stored.vacancy.clone().unwrap_or_default(),
            actions,
        })
    }

    /// What a proposal says: in a version, or as it stands for who may write it, or as it was submitted last.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] also of a version that there is not.
    pub async fn proposal_text(&self, actor: &Actor, id: &str, version: Option<u32>) -> Result<Text, Error> {
        let account = &steps::may(actor)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let stored = find(&mut tx, id).await?;
        let part = route::part(&mut tx, now, account, &stored).await?;
        if !part.sees {
            return Err(Error::NotFound);
        }
        let typed = version.is_none() && sees_typed(&part, &stored);
        let (draft, version) = match version.map_or(stored.version, i64::from) {
            _ if typed => {
                let draft = writing::typed(&mut tx, id).await?;
                let same = stored.version > 0 && !writing::is_changed(&mut tx, &stored, &draft).await?;
                (draft, if same { stored.version } else { 0 })
            }
            version => (writing::version(&mut tx, id, version).await?, version),
        };
        let office = organisation::office(&mut tx, draft.get("office").trim()).await?;
        let remarks = remarks(&mut tx, &stored).await?;
        Ok(Text {
            office: office
                .map(|office| office.names.in_lang(draft.language()).to_owned())
                .unwrap_or_default(),
            version: count(version),
            edition: stored.edition,
            issue: stored.issue,
            state: stored.state,
            remarks,
            draft,
        })
    }

    /// The proposal that a vacancy came from, by its id, for who may read it.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn proposal_of_vacancy(&self, actor: &Actor, vacancy: &str) -> Result<Option<String>, Error> {
        let account = &steps::may(actor)?.account;
        let mut tx = self.db.begin_reading().await?;
        let Some(id) = publishing::of_vacancy(&mut tx, vacancy).await? else { return Ok(None) };
        let stored = find(&mut tx, &id).await?;
        let sees = route::part(&mut tx, self.clock.now(), account, &stored).await?.sees;
        Ok(Some(id).filter(|_| sees))
    }

    /// The post number that is free after all that were given.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn next_post_number(&self, actor: &Actor) -> Result<u32, Error> {
        steps::may(actor)?;
        steps::next_number(&mut self.db.begin_reading().await?).await
    }
}

/// What was said of fields when it was returned last, if it is with its supervisor again since.
async fn remarks(tx: &mut Tx, stored: &Stored) -> Result<Vec<Remark>, Error> {
    if stored.state != State::Returned {
        return Ok(Vec::new());
    }
    let sql = "SELECT remarks FROM proposal_step WHERE proposal = $1 AND action = 'return' ORDER BY id DESC LIMIT 1";
    tx.row(sql, args![&stored.id]).await?.map_or(Ok(Vec::new()), |row| row.json("remarks"))
}

/// What stands in the way of submitting a proposal, beside what is not written.
///
/// # Errors
/// The database is away.
pub(super) async fn hindrances(
    tx: &mut Tx,
    now: i64,
    account: &str,
    stored: &Stored,
    draft: &ProposalDraft,
) -> Result<Vec<Hindrance>, Error> {
    let today = clock::day(now);
    let mut hindrances = Vec::new();
    let chosen = draft.get("office").trim();
    if !chosen.is_empty() {
        let office = organisation::office(tx, chosen).await?;
        match office.filter(|office| !office.closed(today)) {
            None => hindrances.push(Hindrance::OfficeClosed),
            Some(office) => {
                if !organisation::offices_of(tx, account).await?.contains(&office.id) {
                    hindrances.push(Hindrance::NotYours);
                }
                let place = draft.place();
                if office.place == Place::Field && place == Some(Place::Headquarters) {
                    hindrances.push(Hindrance::OfficeInField);
                }
                // As it would go on its way: whoever submits it is one of its writers.
                let region = writing::region(tx, draft).await?;
                let sent = Stored { office: office.id, place, region, ..stored.clone() };
                if route::deciders_but(tx, today, &sent, Hand::Director, account).await?.is_empty() {
                    hindrances.push(Hindrance::NoDirector);
                }
                let in_field = place == Some(Place::Field);
                let partners = route::deciders_but(tx, today, &sent, Hand::HrPartner, account).await?;
                if in_field && partners.is_empty() {
                    hindrances.push(Hindrance::NoPartner);
                }
            }
        }
    }
    if stored.state.awaits_decision() && !writing::is_changed(tx, stored, draft).await? {
        hindrances.push(Hindrance::Unchanged);
    }
    Ok(hindrances)
}

/// The names of accounts.
///
/// # Errors
/// The database is away.
pub(super) async fn names(tx: &mut Tx, accounts: &[String]) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for account in accounts {
        let sql = "SELECT given_names, family_name FROM account WHERE id = $1";
        if let Some(row) = tx.row(sql, args![account]).await? {
            names.push(full_name(&row.text("given_names")?, &row.text("family_name")?));
        }
    }
    Ok(names)
}

async fn record(tx: &mut Tx, id: &str) -> Result<Vec<Done>, Error> {
    let sql = "SELECT s.*, a.given_names, a.family_name FROM proposal_step s \
               LEFT JOIN account a ON a.id = s.account WHERE s.proposal = $1 ORDER BY s.id DESC";
    let mut record = Vec::new();
    for row in tx.rows(sql, args![id]).await? {
        let names = row.optional_text("given_names")?.zip(row.optional_text("family_name")?);
        let known = Action::parse(&row.text("action")?).zip(State::parse(&row.text("next")?));
        let Some((action, to)) = known else { continue };
        record.push(Done {
            action,
            by: names.map(|(given, family)| full_name(&given, &family)).unwrap_or_default(),
            at: row.int("at")?,
            to,
            version: count(row.int("version")?),
            comment: row.text("comment")?,
            remarks: row.json("remarks")?,
        });
    }
    Ok(record)
}
