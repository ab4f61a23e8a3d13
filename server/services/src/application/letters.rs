//! The cover letters that a person has written: the last one is offered with the vacancy that it was written for, and none that was
//! written for another vacancy is sent unread (the FAQ tells of letters that were).

use super::notice;
use crate::{
    Error, Tx, args,
    db::Row,
    vacancy::{self, Stored},
};
use jiff::civil::Date;
use model::{
    application::{Asking, EarlierLetter},
    form::{Fields, Form},
    language::Lang,
    problem::Problems,
    text,
};

const LETTER: &str = "cover_letter";

/// A letter that stands in an application's draft, sent or not.
struct Written {
    slug: String,
    text: String,
}

/// The letters that somebody has written for other vacancies, the last one first.
async fn written(tx: &mut Tx, owner: &str, but: &str) -> Result<Vec<Written>, Error> {
    let but = Form::Application(but.to_owned()).to_string();
    let sql = "SELECT form, fields FROM draft WHERE owner = $1 AND form LIKE 'applications/%' AND form <> $2 \
               ORDER BY saved_at DESC";
    letters(&tx.rows(sql, args![owner, but]).await?)
}

/// The letters in drafts that were begun before the one for a vacancy was, if that one was begun; the first to be begun first. A draft
/// that was begun later may hold a copy of its letter, but never the original.
async fn written_before(tx: &mut Tx, owner: &str, slug: &str) -> Result<Vec<Written>, Error> {
    let form = Form::Application(slug.to_owned()).to_string();
    let sql = "SELECT form, fields FROM draft WHERE owner = $1 AND form LIKE 'applications/%' AND form <> $2 \
               AND begun_at < COALESCE((SELECT begun_at FROM draft WHERE owner = $1 AND form = $2), $3) \
               ORDER BY begun_at, form";
    letters(&tx.rows(sql, args![owner, form, i64::MAX]).await?)
}

fn letters(rows: &[Row]) -> Result<Vec<Written>, Error> {
    let mut all = Vec::new();
    for row in rows {
        let Some(Form::Application(slug)) = Form::parse(&row.text("form")?) else { continue };
        let text = text::paragraphs(row.json::<Fields>("fields")?.get(LETTER));
        if !text.is_empty() {
            all.push(Written { slug, text });
        }
    }
    Ok(all)
}

/// The last letter that somebody has written for another vacancy; empty if there is none.
pub(crate) async fn last_letter(tx: &mut Tx, owner: &str, slug: &str) -> Result<String, Error> {
    let all = written(tx, owner, slug).await?;
    Ok(all.into_iter().next().map(|letter| letter.text).unwrap_or_default())
}

/// What an application is asked, in which this is typed: the vacancy's questions; and whether its letter was written for another
/// vacancy: the first for which the same was.
pub(super) async fn asking(
    tx: &mut Tx,
    owner: &str,
    stored: &Stored,
    typed: &Fields,
    lang: Lang,
) -> Result<Asking, Error> {
    let letter = text::paragraphs(typed.get(LETTER));
    let mut earlier = None;
    if !letter.is_empty() {
        let all = written_before(tx, owner, &stored.vacancy.slug()).await?;
        if let Some(first) = all.into_iter().find(|other| other.text == letter)
            && let Some(other) = vacancy::read(tx, &first.slug).await?
        {
            let notice = notice(&other, lang)?;
            earlier = Some(EarlierLetter {
                text: letter,
                title: notice.text.title,
                lang: notice.lang,
                number: notice.number,
            });
        }
    }
    Ok(Asking { questions: stored.vacancy.asked(lang), earlier })
}

/// What is wrong with the fields of an application, by what its vacancy asks.
pub(crate) async fn problems(
    tx: &mut Tx,
    owner: &str,
    slug: &str,
    typed: &Fields,
    today: Date,
) -> Result<Problems, Error> {
    let Some(stored) = vacancy::read(tx, slug).await? else { return Ok(Problems::default()) };
    Ok(asking(tx, owner, &stored, typed, Lang::default()).await?.problems(typed, today))
}
