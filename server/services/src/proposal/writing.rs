//! The drafts of proposals, which those of an office share, and what somebody on the route says of one, which is the person's own.

use super::{Stored, find, owner, route};
use crate::{
    Error, Tx, args,
    audit::{self, Action},
    clock::HOUR,
    draft,
};
use model::{
    choice::Choice,
    country::Country,
    form::{Fields, Form, Save},
    organisation::Place,
    problem::Problems,
    proposal::{
        Hand, State,
        draft::{Part, ProposalDraft},
    },
    text,
    vacancy::Region,
};

/// What is typed of a proposal.
///
/// # Errors
/// The database is away.
pub(crate) async fn typed(tx: &mut Tx, id: &str) -> Result<ProposalDraft, Error> {
    let mut draft = ProposalDraft::default();
    for row in tx.rows("SELECT form, fields FROM draft WHERE owner = $1", args![owner(id)]).await? {
        if let Some(Form::Proposal(_, part)) = Form::parse(&row.text("form")?) {
            draft.put(part, row.json("fields")?);
        }
    }
    Ok(draft)
}

/// Whether an account may fill in a form of a proposal now.
///
/// # Errors
/// The database is away.
pub(crate) async fn is_written(tx: &mut Tx, now: i64, account: &str, form: &Form) -> Result<bool, Error> {
    let (Form::Proposal(id, _) | Form::Review(id)) = form else { return Ok(false) };
    let stored = match find(tx, id).await {
        Err(Error::NotFound) => return Ok(false),
        stored => stored?,
    };
    let theirs = route::part(tx, now, account, &stored).await?;
    Ok(match form {
        Form::Proposal(_, Part::Publication) => {
            stored.state == State::Accepted && theirs.deciding.contains(&Hand::JpoUnit)
        }
        Form::Proposal(..) => theirs.writes(&stored),
        _ => theirs.actions(&stored).iter().any(|action| action.is_decision()),
    })
}

/// Keeps a proposal from being moved on until the transaction ends.
///
/// # Errors
/// The database is away.
pub(crate) async fn hold(tx: &mut Tx, id: &str) -> Result<(), Error> {
    tx.execute("UPDATE proposal SET edition = edition WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Notes that a part was saved: who wrote it decides nothing of it, and what lists look for follows a draft as it is typed. Who wrote
/// is audited, of a person and a part once an hour.
///
/// # Errors
/// The database is away.
pub(crate) async fn changed(tx: &mut Tx, now: i64, id: &str, part: Part, by: &str) -> Result<(), Error> {
    // The days are asked for with the step itself.
    if part != Part::Publication {
        tx.execute("UPDATE proposal SET edition = edition + 1 WHERE id = $1", args![id]).await?;
    }
    let stored = find(tx, id).await?;
    if stored.state.writer() == Some(Hand::Author) {
        note_writer(tx, id, by).await?;
    }
    if stored.version == 0 && matches!(part, Part::General | Part::Sponsor) {
        let draft = typed(tx, id).await?;
        index(tx, &stored.id, &draft).await?;
    }
    let sql = "SELECT 1 AS one FROM audit \
               WHERE subject = $1 AND at > $2 AND actor = $3 AND action = $4 AND after = $5 LIMIT 1";
    let noted = args![id, now - HOUR, by, Action::EditProposal.slug(), part.slug()];
    if tx.row(sql, noted).await?.is_none() {
        audit::note(tx, now, by, Action::EditProposal, id, "", part.slug()).await?;
    }
    Ok(())
}

/// Notes that somebody has a part in the text: they decide nothing of it.
///
/// # Errors
/// The database is away.
pub(crate) async fn note_writer(tx: &mut Tx, id: &str, account: &str) -> Result<(), Error> {
    let sql = "INSERT INTO proposal_writer (proposal, account) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    tx.execute(sql, args![id, account]).await?;
    Ok(())
}

/// Puts the text that is accepted in the place of what was typed since it was submitted, which waits for those who typed it: nobody has
/// decided on it.
///
/// # Errors
/// The database is away.
pub(crate) async fn settle(tx: &mut Tx, now: i64, stored: &Stored) -> Result<(), Error> {
    let decided = version(tx, &stored.id, stored.version).await?;
    let (owner, authors) = (owner(&stored.id), route::authors(tx, now, stored).await?);
    for part in Part::DOCUMENT {
        let form = Form::Proposal(stored.id.clone(), part);
        let typed = draft::read(tx, &owner, &form).await?;
        let fields = decided.fields(part);
        if typed.fields.same_as(&fields) {
            continue;
        }
        for author in &authors {
            draft::keep_unsaved(tx, now, author, &form, &typed.fields).await?;
        }
        let save = Save::posted(form, typed.version, fields);
        draft::write(tx, now, &owner, &save, &Problems::default()).await?;
    }
    Ok(())
}

/// Writes down what lists look for, and by which the route goes.
///
/// # Errors
/// The database is away.
pub(crate) async fn index(tx: &mut Tx, id: &str, draft: &ProposalDraft) -> Result<(), Error> {
    let title = text::line(draft.get("title"));
    let place = draft.place();
    let region = region(tx, draft).await?;
    let sponsor = Country::parse(draft.get("sponsor")).map(|country| country.code().to_owned());
    tx.execute(
        "UPDATE proposal SET title = $1, title_key = $2, language = $3, office = $4, place = $5, region = $6, sponsor = $7 WHERE id = $8",
        args![
            text::kept(&title),
            text::fold(&title),
            draft.language().tag(),
            text::line(draft.get("office")),
            place.map_or("", Choice::slug),
            region.map_or("", Choice::slug),
            sponsor.unwrap_or_default(),
            id
        ],
    )
    .await?;
    Ok(())
}

/// The region of a post: headquarters, the field office's, or that of the duty station's country.
pub(super) async fn region(tx: &mut Tx, draft: &ProposalDraft) -> Result<Option<Region>, Error> {
    let place = draft.place();
    if place == Some(Place::Headquarters) {
        return Ok(Some(Region::Headquarters));
    }
    let office = crate::organisation::office(tx, draft.get("office").trim()).await?;
    let of_office = office.and_then(|office| office.region);
    Ok(of_office
        .or_else(|| Country::parse(draft.get("country")).and_then(Region::of))
        .filter(|_| place.is_some()))
}

/// Writes the drafts of a proposal.
///
/// # Errors
/// The database is away.
pub(crate) async fn fill(tx: &mut Tx, now: i64, id: &str, draft: &ProposalDraft) -> Result<(), Error> {
    let owner = owner(id);
    let parts: Vec<(Part, Fields)> = draft.parts().map(|(part, fields)| (part, fields.clone())).collect();
    for (part, fields) in parts {
        let form = Form::Proposal(id.to_owned(), part);
        let fields = match fields.of_form(&form) {
            Ok(fields) => fields,
            Err(problems) => return Err(Error::Invalid(problems)),
        };
        if !fields.0.is_empty() {
            draft::write(tx, now, &owner, &Save::posted(form, 0, fields), &Problems::default()).await?;
        }
    }
    Ok(())
}

/// Whether what is typed differs from what was submitted last.
///
/// # Errors
/// The database is away.
pub(crate) async fn is_changed(tx: &mut Tx, stored: &Stored, draft: &ProposalDraft) -> Result<bool, Error> {
    if stored.version == 0 {
        return Ok(true);
    }
    Ok(!version(tx, &stored.id, stored.version).await?.same_as(draft))
}

/// A version that was submitted.
///
/// # Errors
/// [`Error::NotFound`]; the database is away.
pub(crate) async fn version(tx: &mut Tx, id: &str, version: i64) -> Result<ProposalDraft, Error> {
    let sql = "SELECT body FROM proposal_version WHERE proposal = $1 AND version = $2";
    tx.row(sql, args![id, version]).await?.ok_or(Error::NotFound)?.json("body")
}
