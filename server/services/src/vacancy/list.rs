//! The list of HRD's desk: which vacancies stand where, and how many.

use super::{
    Stored,
    desk::{may, of_draft, of_vacancy, put},
};
use crate::{Actor, Error, Services, Tx, args, db};
use model::{
    choice::Choice,
    form::Form,
    language::Lang,
    text::{fold, line},
    vacancy::{
        desk::{Desk, Row, Sought},
        draft::VacancyDraft,
        life::Stage,
        slug,
    },
};

/// How many vacancies a page of the list shows.
const PAGE_SIZE: u32 = 50;

/// The statements that list vacancies which stand somewhere, in an order, and that count them: both look into an index, and only
/// what is shown is read. A word that is in a number is looked for there first, which spares reading the titles.
macro_rules! statements {
    ($stand:literal, $order:literal) => {
        statements!(
            @ concat!($stand, " AND ($2 = '' OR category = $2) AND (slug LIKE $3 OR ($4 <> '' AND titles LIKE $4))"),
            $order
        )
    };
    (@ $fits:expr, $order:literal) => {
        Statements {
            list: concat!(
                "SELECT id, body, published_at, closes_at, changed_at, cancelled_at, \
                 (SELECT COUNT(*) FROM application WHERE application.vacancy = vacancy.id AND state <> 'withdrawn') AS applications, \
                 (SELECT COUNT(*) FROM vacancy_work WHERE vacancy_work.id = vacancy.id) AS work \
                 FROM vacancy WHERE slug IN (SELECT slug FROM vacancy WHERE ",
                $fits,
                " ORDER BY ",
                $order,
                ", slug LIMIT $5 OFFSET $6) ORDER BY ",
                $order,
                ", slug"
            ),
            count: concat!("SELECT COUNT(*) AS found FROM vacancy WHERE ", $fits),
        }
    };
}

struct Statements {
    list: &'static str,
    count: &'static str,
}

const OPEN: Statements =
    statements!("cancelled_at IS NULL AND closes_at > $1 AND published_at <= $1", "closes_at");
const SCHEDULED: Statements =
    statements!("cancelled_at IS NULL AND closes_at > $1 AND published_at > $1", "published_at");
const CLOSED: Statements =
    statements!("cancelled_at IS NULL AND closes_at <= $1 AND published_at <= $1", "closes_at DESC");
const CANCELLED: Statements = statements!("cancelled_at > 0 AND $1 > 0", "cancelled_at DESC");

impl Services {
    /// The vacancies that stand somewhere.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn desk(&self, actor: &Actor, sought: &Sought, lang: Lang) -> Result<Desk, Error> {
        may(actor)?;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let counts = counts(&mut tx, now).await?;
        let (stage, page) = (sought.stage.unwrap_or(Stage::Published), sought.page.max(1));
        let skip = (page - 1).saturating_mul(PAGE_SIZE);
        let (rows, found) = match stage {
            Stage::Draft => drafts(&mut tx, sought, skip).await?,
            Stage::Scheduled => published(&mut tx, now, &SCHEDULED, sought, skip, lang).await?,
            Stage::Published => published(&mut tx, now, &OPEN, sought, skip, lang).await?,
            Stage::Closed => published(&mut tx, now, &CLOSED, sought, skip, lang).await?,
            Stage::Cancelled => published(&mut tx, now, &CANCELLED, sought, skip, lang).await?,
        };
        Ok(Desk { rows, stage, page, pages: found.div_ceil(PAGE_SIZE).max(1), counts })
    }
}

/// The vacancies that were published or will be, and how many there are. Of the many that are over, titles are not searched.
async fn published(
    tx: &mut Tx,
    now: i64,
    statements: &Statements,
    sought: &Sought,
    skip: u32,
    lang: Lang,
) -> Result<(Vec<Row>, u32), Error> {
    let over = matches!(sought.stage, Some(Stage::Closed | Stage::Cancelled));
    let words = fold(&line(&sought.words));
    let (in_number, in_title) = match (words.as_str(), slug(&words)) {
        ("", _) => ("%".to_owned(), String::new()),
        (words, number) => {
            let in_number = if number.is_empty() { number } else { format!("%{number}%") };
            // What the engines take for a sign of their own stands for any character.
            let in_title = format!("%{}%", words.replace(['%', '_', '\\'], "_"));
            (in_number, if over { String::new() } else { in_title })
        }
    };
    let category = sought.category.map(Choice::slug).unwrap_or_default();
    let mut args = args![now, category, in_number, in_title];
    let row = tx.row(statements.count, args.clone()).await?;
    let found = row.map_or(Ok(0), |row| row.int("found"))?;
    args.extend(args![PAGE_SIZE, skip]);
    let rows = tx.rows(statements.list, args).await?;
    let rows = rows.iter().map(|row| listed(row, now, lang)).collect::<Result<_, _>>()?;
    Ok((rows, u32::try_from(found).unwrap_or(u32::MAX)))
}

fn listed(row: &db::Row, now: i64, lang: Lang) -> Result<Row, Error> {
    let stored = Stored::of(row)?;
    let cancelled = row.optional_int("cancelled_at")?.is_some();
    let stage = Stage::at(stored.published_at, stored.closes_at, cancelled, now);
    Ok(Row {
        changing: row.int("work")? > 0,
        applications: u32::try_from(row.int("applications")?).unwrap_or(u32::MAX),
        ..of_vacancy(&stored.id, &stored.vacancy, stage, lang)
    })
}

/// The vacancies that were never published, those changed last first, and how many there are.
async fn drafts(tx: &mut Tx, sought: &Sought, skip: u32) -> Result<(Vec<Row>, u32), Error> {
    let sql = "SELECT work.id, draft.form, draft.fields FROM vacancy_work work \
               LEFT JOIN draft ON draft.owner = 'vacancies/' || work.id \
               WHERE NOT EXISTS (SELECT 1 FROM vacancy WHERE vacancy.id = work.id) ORDER BY work.changed_at DESC, work.id DESC";
    let mut drafts: Vec<(String, VacancyDraft)> = Vec::new();
    for row in tx.rows(sql, args![]).await? {
        let id = row.text("id")?;
        if drafts.last().is_none_or(|(last, _)| *last != id) {
            drafts.push((id, VacancyDraft::default()));
        }
        let form = row.optional_text("form")?.and_then(|key| Form::parse(&key));
        if let (Some(form), Some((_, draft))) = (form, drafts.last_mut()) {
            put(draft, Some(form), &row.json("fields")?);
        }
    }
    let words = fold(&line(&sought.words));
    let fits = |row: &Row| {
        sought.category.is_none_or(|category| row.category == Some(category))
            && fold(&row.title).contains(&words)
    };
    let fitting: Vec<Row> = drafts.iter().map(|(id, draft)| of_draft(id, draft)).filter(fits).collect();
    let found = u32::try_from(fitting.len()).unwrap_or(u32::MAX);
    Ok((fitting.into_iter().skip(skip as usize).take(PAGE_SIZE as usize).collect(), found))
}

async fn counts(tx: &mut Tx, now: i64) -> Result<Vec<(Stage, u32)>, Error> {
    let sql = "SELECT (SELECT COUNT(*) FROM vacancy_work WHERE NOT EXISTS (SELECT 1 FROM vacancy WHERE vacancy.id = vacancy_work.id)) AS drafts, \
               (SELECT COUNT(*) FROM vacancy WHERE cancelled_at > 0) AS cancelled, \
               (SELECT COUNT(*) FROM vacancy WHERE cancelled_at IS NULL AND closes_at > $1 AND published_at > $1) AS scheduled, \
               (SELECT COUNT(*) FROM vacancy WHERE cancelled_at IS NULL AND closes_at > $1 AND published_at <= $1) AS published, \
               (SELECT COUNT(*) FROM vacancy WHERE cancelled_at IS NULL AND closes_at <= $1) AS closed";
    let row = tx.row(sql, args![now]).await?.ok_or(Error::NotFound)?;
    let count = |stage: &Stage| {
        let column = match stage {
            Stage::Draft => "drafts",
            Stage::Scheduled => "scheduled",
            Stage::Published => "published",
            Stage::Closed => "closed",
            Stage::Cancelled => "cancelled",
        };
        Ok((*stage, u32::try_from(row.int(column)?).unwrap_or(u32::MAX)))
    };
    Stage::ALL.iter().map(count).collect()
}
