//! Two versions of a proposal, compared field by field and word by word.

use super::{count, find, reading, route, steps, writing};
use crate::{Actor, Error, Services, Tx, args};
use model::{
    account::full_name,
    proposal::{
        draft::{ProposalDraft, document_fields},
        versions::{Compared, Difference, Fate, Version},
    },
};
use similar::{ChangeTag, TextDiff};
use std::time::{Duration, Instant};

/// How long a comparison of all fields may take: after that it becomes coarser, and still ends.
const PATIENCE: Duration = Duration::from_millis(500);

impl Services {
    /// Compares two versions of a proposal: 0 is the text as it stands. Where nothing is said, the latest is compared with the one
    /// before it.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] also of a version that there is not, and of an unsubmitted text
    /// that is none of the person's.
    pub async fn compare_proposal(
        &self,
        actor: &Actor,
        id: &str,
        from: Option<u32>,
        to: Option<u32>,
    ) -> Result<Compared, Error> {
        let account = &steps::may(actor)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let stored = find(&mut tx, id).await?;
        let part = route::part(&mut tx, now, account, &stored).await?;
        if !part.sees {
            return Err(Error::NotFound);
        }
        let mut versions = versions(&mut tx, id).await?;
        let typed = writing::typed(&mut tx, id).await?.document();
        if reading::sees_typed(&part, &stored) && writing::is_changed(&mut tx, &stored, &typed).await? {
            versions.insert(0, Version { version: 0, by: String::new(), at: now });
        }
        let latest = versions.first().map_or(0, |version| version.version);
        let to = to.unwrap_or(latest);
        let before = versions.iter().skip_while(|version| version.version != to).nth(1);
        let from = from.unwrap_or_else(|| before.map_or(to, |version| version.version));
        let mut texts = Vec::new();
        for version in [from, to] {
            if !versions.iter().any(|there| there.version == version) {
                return Err(Error::NotFound);
            }
            texts.push(match version {
                0 => typed.clone(),
                version => writing::version(&mut tx, id, version.into()).await?,
            });
        }
        drop(tx);
        // Long texts take a processor for a while: not one that answers requests.
        let differences = tokio::task::spawn_blocking(move || differences(&texts[0], &texts[1]));
        let differences = differences.await.map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Compared { versions, from, to, differences })
    }
}

async fn versions(tx: &mut Tx, id: &str) -> Result<Vec<Version>, Error> {
    let sql = "SELECT v.version, v.at, a.given_names, a.family_name FROM proposal_version v \
               LEFT JOIN account a ON a.id = v.account WHERE v.proposal = $1 ORDER BY v.version DESC";
    let rows = tx.rows(sql, args![id]).await?;
    let version = |row: &crate::db::Row| {
        let names = row.optional_text("given_names")?.zip(row.optional_text("family_name")?);
        let by = names.map(|(given, family)| full_name(&given, &family)).unwrap_or_default();
        Ok(Version { version: count(row.int("version")?), by, at: row.int("at")? })
    };
    rows.iter().map(version).collect()
}

/// The fields that differ, in the order of the document.
fn differences(from: &ProposalDraft, to: &ProposalDraft) -> Vec<Difference> {
    let until = Instant::now() + PATIENCE;
    let differing = document_fields().filter(|(_, field)| from.get(field) != to.get(field));
    differing
        .map(|(part, field)| Difference {
            part,
            field: field.to_owned(),
            pieces: pieces(from.get(field), to.get(field), until),
        })
        .collect()
}

/// The words of two texts: those that are the same, that went, that came.
fn pieces(from: &str, to: &str, until: Instant) -> Vec<(Fate, String)> {
    let diff = TextDiff::configure().deadline(until).diff_words(from, to);
    let mut pieces: Vec<(Fate, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Same,
            ChangeTag::Delete => Fate::Removed,
            ChangeTag::Insert => Fate::Added,
        };
        match pieces.last_mut() {
            Some((last, text)) if *last == fate => text.push_str(change.value()),
            _ => pieces.push((fate, change.value().to_owned())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_compared_and_not_letters() {
        let expected = [
            (Fate::Same, "Draft ".to_owned()),
            (Fate::Removed, "long".to_owned()),
            (Fate::Added, "short".to_owned()),
            (Fate::Same, " reports".to_owned()),
        ];
        let until = Instant::now() + PATIENCE;
        assert_eq!(pieces("Draft long reports", "Draft short reports", until), expected);
    }

    proptest! {
        #[test]
        fn either_text_can_be_read_from_the_pieces(from in "[a-c \n]{0,40}", to in "[a-c \n]{0,40}") {
            let pieces = pieces(&from, &to, Instant::now() + PATIENCE);
            let without = |gone: Fate| -> String {
                pieces.iter().filter(|(fate, _)| *fate != gone).map(|(_, text)| text.as_str()).collect()
            };
            prop_assert_eq!(without(Fate::Added), from);
            prop_assert_eq!(without(Fate::Removed), to);
        }
    }
}
