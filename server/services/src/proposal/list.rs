//! Lists of proposals: those that somebody has to do with, and what waits for them.

use super::{Stored, call, route, steps};
use crate::{Actor, Error, Services, Tx, args, clock, db::Value, organisation};
use model::{
    account::{Role, Viewer},
    choice::Choice,
    country::Country,
    language::Lang,
    proposal::{
        Hand,
        desk::{Desk, Order, Row, Sought, Turn},
    },
    text::{fold, line},
    vacancy::Region,
};

/// How many proposals a page of the list shows.
const PAGE_SIZE: u32 = 50;

/// The most proposals that a list of all of them, or of what waits, has.
const ALL_MOST: u32 = 10_000;

/// Who sees a proposal (`route::part` in one statement), and what it is narrowed by.
macro_rules! statement {
    ($what:literal, $end:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM proposal p WHERE (($2 = 1 AND p.version > 0) \
             OR ($3 = 1 AND ((p.version = 0 AND (p.begun_by = $1 OR p.id IN (SELECT proposal FROM proposal_writer WHERE account = $1))) \
             OR p.office IN (SELECT office FROM office_person WHERE account = $1 AND part = 'member'))) \
             OR ($4 = 1 AND p.version > 0 AND p.office IN (SELECT office FROM office_person WHERE account = $1 AND part <> 'member')) \
             OR ($5 = 1 AND p.version > 0 AND p.place = 'field' AND p.region IN (SELECT region FROM hr_partner WHERE account = $1))) \
             AND ($6 = '' OR p.state = $6) AND ($7 = '' OR p.region = $7) AND ($8 = '' OR p.office = $8) \
             AND ($9 = '' OR p.sponsor = $9) AND ($10 = '' OR p.title_key LIKE $10 \
             OR p.id IN (SELECT proposal FROM post_number WHERE number = $11))",
            $end
        )
    };
}

/// The statement that lists in an order.
const fn in_order(order: Order) -> &'static str {
    match order {
        Order::Age => statement!("p.*", " ORDER BY p.since, p.id LIMIT $12 OFFSET $13"),
        Order::Number => statement!(
            "p.*",
            " ORDER BY (SELECT number FROM post_number n WHERE n.proposal = p.id) DESC, p.id DESC LIMIT $12 OFFSET $13"
        ),
        Order::Title => statement!("p.*", " ORDER BY p.title_key, p.id LIMIT $12 OFFSET $13"),
        Order::State => statement!("p.*", " ORDER BY p.state, p.since, p.id LIMIT $12 OFFSET $13"),
        Order::Office => statement!(
            "p.*",
            " ORDER BY (SELECT code_key FROM office o WHERE o.id = p.office), p.since, p.id LIMIT $12 OFFSET $13"
        ),
        Order::Sponsor => statement!("p.*", " ORDER BY p.sponsor, p.since, p.id LIMIT $12 OFFSET $13"),
    }
}

const COUNT: &str = statement!("COUNT(*) AS n", "");

/// Those that are not over and wait for a decision or for a new text.
const WAITING: &str = statement!(
    "p.*",
    " AND p.state IN ('submitted', 'endorsed', 'received', 'returned', 'accepted') ORDER BY p.since, p.id LIMIT $12 OFFSET $13"
);

fn arguments(viewer: &Viewer, sought: &Sought) -> Vec<Value> {
    let all = viewer.is(Role::JpoUnit) || viewer.is(Role::Hrd);
    let words = fold(&line(&sought.words));
    // What the engines take for a sign of their own stands for any character.
    let title = match words.as_str() {
        "" => String::new(),
        words => format!("%{}%", words.replace(['%', '_', '\\'], "_")),
    };
    let number: i64 = words.parse().unwrap_or(-1);
    args![
        &viewer.account,
        i64::from(all),
        i64::from(viewer.is(Role::Manager)),
        i64::from(viewer.is(Role::Director)),
        i64::from(viewer.is(Role::HrPartner)),
        sought.state.map_or("", Choice::slug),
        sought.region.map_or("", Region::slug),
        &sought.office,
        sought.sponsor.as_ref().map(Country::code).unwrap_or_default(),
        title,
        number
    ]
}

impl Services {
    /// The proposals that somebody has to do with; for the JPO unit and HRD, all that were ever submitted.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn proposals(&self, actor: &Actor, sought: &Sought, lang: Lang) -> Result<Desk, Error> {
        let viewer = steps::may(actor)?;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let total = tx.row(COUNT, arguments(viewer, sought)).await?;
        let total = super::count(total.map_or(Ok(0), |row| row.int("n"))?);
        let page = sought.page.max(1);
        let skip = (page - 1).saturating_mul(PAGE_SIZE);
        let sql = in_order(sought.order.unwrap_or(Order::Age));
        let rows = listed(&mut tx, now, sql, arguments(viewer, sought), PAGE_SIZE, skip, lang).await?;
        let calls = call::all(&mut tx, now).await?.into_iter().filter(|called| called.open).collect();
        Ok(Desk {
            rows,
            page,
            pages: total.div_ceil(PAGE_SIZE).max(1),
            total,
            may_propose: viewer.is(Role::Manager),
            all: viewer.is(Role::JpoUnit),
            calls,
        })
    }

    /// All proposals that are sought, for a table to take away.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for all but the JPO unit; [`Error::SignedOut`]
    pub async fn proposal_rows(&self, actor: &Actor, sought: &Sought, lang: Lang) -> Result<Vec<Row>, Error> {
        let viewer = actor.with(Role::JpoUnit)?;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let sql = in_order(sought.order.unwrap_or(Order::Age));
        listed(&mut tx, now, sql, arguments(viewer, sought), ALL_MOST, 0, lang).await
    }

    /// What waits for the person, longest first.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn staff_turns(&self, actor: &Actor, lang: Lang) -> Result<Vec<Turn>, Error> {
        let viewer = match steps::may(actor) {
            Err(Error::Forbidden) => return Ok(Vec::new()),
            viewer => viewer?,
        };
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let mut args = arguments(viewer, &Sought::default());
        args.extend(args![ALL_MOST, 0]);
        let mut turns = Vec::new();
        for row in tx.rows(WAITING, args).await? {
            let stored = Stored::of(&row)?;
            let Some(hand) = stored.state.turn() else { continue };
            // The others' turns are not looked up one by one.
            if viewer.is(hand.role()) && route::turn(&mut tx, now, &stored).await?.contains(&viewer.account) {
                turns.push(Turn { row: self::row(&mut tx, now, &stored, lang).await?, hand });
            }
        }
        Ok(turns)
    }
}

async fn listed(
    tx: &mut Tx,
    now: i64,
    sql: &'static str,
    mut args: Vec<Value>,
    most: u32,
    skip: u32,
    lang: Lang,
) -> Result<Vec<Row>, Error> {
    args.extend(args![most, skip]);
    let mut rows = Vec::new();
    for found in tx.rows(sql, args).await? {
        rows.push(row(tx, now, &Stored::of(&found)?, lang).await?);
    }
    Ok(rows)
}

/// A proposal in a list.
///
/// # Errors
/// The database is away.
pub(super) async fn row(tx: &mut Tx, now: i64, stored: &Stored, lang: Lang) -> Result<Row, Error> {
    let office = organisation::office(tx, &stored.office).await?;
    let decided = stored.state.turn().filter(|hand| *hand != Hand::Author);
    let stuck = match decided {
        Some(hand) => route::deciders(tx, clock::day(now), stored, hand).await?.is_empty(),
        None => false,
    };
    let slug = match &stored.vacancy {
        Some(vacancy) => tx.row("SELECT slug FROM vacancy WHERE id = $1", args![vacancy]).await?,
        None => None,
    };
    let late = match (stored.sponsor, stored.submitted_at) {
        (Some(sponsor), Some(at)) => call::is_late(tx, sponsor, at).await?,
        _ => false,
    };
    let days = super::count((now - stored.since).max(0) / clock::DAY);
    Ok(Row {
        id: stored.id.clone(),
        number: stored.issue.map(|issue| issue.number),
        title: stored.title.clone(),
        lang: stored.lang,
        state: stored.state,
        place: stored.place,
        region: stored.region,
        office: office.map(|office| office.names.in_lang(lang).to_owned()).unwrap_or_default(),
        sponsor: stored.sponsor.as_ref().map(|country| country.code().to_owned()).unwrap_or_default(),
        since: stored.since,
        days,
        overdue: stored.state.is_overdue(days),
        stuck,
        slug: slug.map(|row| row.text("slug")).transpose()?.unwrap_or_default(),
        late,
    })
}
