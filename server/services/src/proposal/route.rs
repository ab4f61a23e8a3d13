//! In whose hands a proposal is: asked anew at each request and within each step's transaction, so that a role that is taken away, a
//! leave that begins or an office that gets another director counts at once.

use super::Stored;
use crate::{Error, Tx, args, clock, organisation};
use jiff::civil::Date;
use model::{
    account::Role,
    choice::Choice,
    organisation::Place,
    proposal::{Action, Hand},
};

/// Somebody's part in a proposal.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    /// The hands that the person has: what they may see of it follows.
    pub hands: Vec<Hand>,
    /// Those that may decide now: never on what the person wrote, of a director only in turn with the alternate.
    pub deciding: Vec<Hand>,
    pub sees: bool,
}

impl Part {
    /// What the person may do with it now.
    pub(crate) fn actions(&self, stored: &Stored) -> Vec<Action> {
        let mut actions: Vec<Action> = Vec::new();
        for hand in &self.hands {
            let may = |action: &Action| !action.is_decision() || self.deciding.contains(hand);
            let here = stored.state.actions(*hand, stored.place()).filter(may);
            actions.extend(here.filter(|action| !actions.contains(action)).collect::<Vec<_>>());
        }
        actions
    }

    /// The hand with which the person does something now; none: may not.
    pub(crate) fn hand_for(&self, stored: &Stored, action: Action) -> Option<Hand> {
        let hands = if action.is_decision() { &self.deciding } else { &self.hands };
        hands.iter().copied().find(|hand| stored.state.after(*hand, action, stored.place()).is_some())
    }

    /// Whether the person may write it now.
    pub(crate) fn writes(&self, stored: &Stored) -> bool {
        stored.state.writer().is_some_and(|hand| self.hands.contains(&hand))
    }
}

/// The roles of an account that is there and enabled, as they are now.
async fn roles(tx: &mut Tx, account: &str) -> Result<Vec<Role>, Error> {
    let sql = "SELECT r.role FROM account_role r JOIN account a ON a.id = r.account \
               WHERE r.account = $1 AND a.disabled_at IS NULL";
    let rows = tx.rows(sql, args![account]).await?;
    let roles = rows.iter().map(|row| Ok(Role::parse(&row.text("role")?)));
    Ok(roles.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect())
}

/// What part an account has in a proposal.
///
/// # Errors
/// The database is away.
pub(crate) async fn part(tx: &mut Tx, now: i64, account: &str, stored: &Stored) -> Result<Part, Error> {
    let today = clock::day(now);
    let roles = roles(tx, account).await?;
    let has = |role: Role| roles.contains(&role);
    let mut part = Part::default();
    if has(Role::Manager) && is_author(tx, account, stored).await? {
        part.hands.push(Hand::Author);
    }
    // Before it is submitted for the first time it is nobody else's.
    if stored.version > 0 {
        if has(Role::Director) && organisation::directs(tx, account, today).await?.contains(&stored.office) {
            part.hands.push(Hand::Director);
        }
        let region = stored.region.filter(|_| stored.place() == Place::Field);
        if let Some(region) = region.filter(|_| has(Role::HrPartner))
            && organisation::partner_of(tx, account).await?.contains(&region)
        {
            part.hands.push(Hand::HrPartner);
        }
        if has(Role::JpoUnit) {
            part.hands.push(Hand::JpoUnit);
        }
        part.sees = has(Role::Hrd);
    }
    part.sees |= !part.hands.is_empty();
    for hand in &part.hands {
        if *hand != Hand::Author && deciders(tx, today, stored, *hand).await?.iter().any(|id| id == account) {
            part.deciding.push(*hand);
        }
    }
    Ok(part)
}

async fn is_author(tx: &mut Tx, account: &str, stored: &Stored) -> Result<bool, Error> {
    if organisation::offices_of(tx, account).await?.contains(&stored.office) {
        return Ok(true);
    }
    // Once it is an office's, it is not with those who have left that.
    let unplaced = stored.version == 0;
    Ok(unplaced && (stored.begun_by == account || wrote(tx, account, &stored.id).await?))
}

/// Whether an account has written a proposal.
async fn wrote(tx: &mut Tx, account: &str, id: &str) -> Result<bool, Error> {
    let sql = "SELECT 1 AS one FROM proposal_writer WHERE proposal = $1 AND account = $2";
    Ok(tx.row(sql, args![id, account]).await?.is_some())
}

/// Who decides in a hand: who wrote the proposal does not. In the place of a director who is on leave, or has written it, decides
/// the alternate.
///
/// # Errors
/// The database is away.
pub(crate) async fn deciders(
    tx: &mut Tx,
    today: Date,
    stored: &Stored,
    hand: Hand,
) -> Result<Vec<String>, Error> {
    deciders_but(tx, today, stored, hand, "").await
}

/// As [`deciders`], if this account had written it too.
///
/// # Errors
/// The database is away.
pub(crate) async fn deciders_but(
    tx: &mut Tx,
    today: Date,
    stored: &Stored,
    hand: Hand,
    but: &str,
) -> Result<Vec<String>, Error> {
    let candidates = match hand {
        Hand::Author => return Ok(Vec::new()),
        Hand::Director => {
            let direction = organisation::direction(tx, &stored.office, today).await?;
            let director = direction.director.filter(|_| !direction.on_leave);
            let mut first = without_writers(tx, stored, director.into_iter().collect(), but).await?;
            if first.is_empty() {
                first = direction.alternate.into_iter().collect();
            }
            first
        }
        Hand::HrPartner => match stored.region {
            Some(region) => organisation::partners(tx, region).await?,
            None => Vec::new(),
        },
        Hand::JpoUnit => {
            let sql = "SELECT r.account FROM account_role r JOIN account a ON a.id = r.account \
                       WHERE r.role = $1 AND a.disabled_at IS NULL ORDER BY r.account";
            let rows = tx.rows(sql, args![Role::JpoUnit.slug()]).await?;
            rows.iter().map(|row| row.text("account")).collect::<Result<_, _>>()?
        }
    };
    without_writers(tx, stored, candidates, but).await
}

async fn without_writers(
    tx: &mut Tx,
    stored: &Stored,
    from: Vec<String>,
    but: &str,
) -> Result<Vec<String>, Error> {
    let mut others = Vec::new();
    for account in from {
        if account != but && account != stored.begun_by && !wrote(tx, &account, &stored.id).await? {
            others.push(account);
        }
    }
    Ok(others)
}

/// Whose turn it is: those who decide, or those who write. Of the writers, who begun it and who submitted it last, as far as they may
/// still write.
///
/// # Errors
/// The database is away.
pub(crate) async fn turn(tx: &mut Tx, now: i64, stored: &Stored) -> Result<Vec<String>, Error> {
    match stored.state.turn() {
        None => Ok(Vec::new()),
        Some(Hand::Author) => authors(tx, now, stored).await,
        Some(hand) => deciders(tx, clock::day(now), stored, hand).await,
    }
}

/// Who proposes: who begun it and who submitted it last, as far as they may still write it; if none of them, the others of the office
/// who may.
///
/// # Errors
/// The database is away.
pub(crate) async fn authors(tx: &mut Tx, now: i64, stored: &Stored) -> Result<Vec<String>, Error> {
    let sql = "SELECT account FROM proposal_version WHERE proposal = $1 ORDER BY version DESC LIMIT 1";
    let last = tx.row(sql, args![&stored.id]).await?.map(|row| row.text("account")).transpose()?;
    let mut first = vec![stored.begun_by.clone()];
    first.extend(last.filter(|last| *last != stored.begun_by));
    let first = still(tx, now, stored, first).await?;
    if !first.is_empty() {
        return Ok(first);
    }
    let sql = "SELECT account FROM office_person WHERE office = $1 AND part = 'member' ORDER BY account";
    let rows = tx.rows(sql, args![&stored.office]).await?;
    let others = rows.iter().map(|row| row.text("account")).collect::<Result<_, _>>()?;
    still(tx, now, stored, others).await
}

async fn still(tx: &mut Tx, now: i64, stored: &Stored, from: Vec<String>) -> Result<Vec<String>, Error> {
    let mut still = Vec::new();
    for account in from {
        if part(tx, now, &account, stored).await?.hands.contains(&Hand::Author) {
            still.push(account);
        }
    }
    Ok(still)
}
