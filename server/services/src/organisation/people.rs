//! From e-mail addresses, as they are typed, to accounts that may stand where they are put.

use super::Stored;
use crate::{Error, Tx, args};
use model::{
    account::Role,
    choice::Choice,
    email::Email,
    organisation::{Entry, Partners, partners_field},
    problem::{Problem, Problems},
    vacancy::Region,
};

/// The account of an address, which must be confirmed and enabled and have a role; what is wrong is noted at the field.
async fn find(
    tx: &mut Tx,
    field: &str,
    address: &Email,
    role: Role,
    problems: &mut Problems,
) -> Result<Option<String>, Error> {
    let sql = "SELECT id, (SELECT COUNT(*) FROM account_role WHERE account = account.id AND role = $2) AS has \
               FROM account WHERE email_key = $1 AND verified_at IS NOT NULL AND disabled_at IS NULL";
    let row = tx.row(sql, args![address.key(), role.slug()]).await?;
    let problem = match &row {
        None => Problem::NoAccount { address: address.to_string() },
        Some(row) if row.int("has")? == 0 => Problem::WithoutRole { address: address.to_string(), role },
        Some(row) => return Ok(Some(row.text("id")?)),
    };
    problems.add(field, problem);
    Ok(None)
}

/// An office as it is to be stored, with the accounts of those who stand in it. What is wrong is noted: of several addresses in a
/// field, each.
pub(super) async fn settle(
    tx: &mut Tx,
    id: &str,
    edition: i64,
    entry: Entry,
    problems: &mut Problems,
) -> Result<Stored, Error> {
    let mut posts = [None, None];
    for (post, (field, address)) in
        posts.iter_mut().zip([("director", &entry.director), ("alternate", &entry.alternate)])
    {
        if let Some(address) = address {
            *post = find(tx, field, address, Role::Director, problems).await?;
        }
    }
    let [director, alternate] = posts;
    let members = every(tx, "members", &entry.members, Role::Manager, problems).await?;
    Ok(Stored { id: id.to_owned(), entry: entry.with_people(director, alternate, members), edition })
}

/// The accounts of HR partners, region by region.
pub(super) async fn settle_partners(
    tx: &mut Tx,
    partners: &Partners,
    problems: &mut Problems,
) -> Result<Vec<(Region, Vec<String>)>, Error> {
    let mut settled = Vec::new();
    for (region, addresses) in partners {
        let accounts = every(tx, partners_field(*region), addresses, Role::HrPartner, problems).await?;
        settled.push((*region, accounts));
    }
    Ok(settled)
}

async fn every(
    tx: &mut Tx,
    field: &str,
    addresses: &[Email],
    role: Role,
    problems: &mut Problems,
) -> Result<Vec<String>, Error> {
    let mut accounts = Vec::new();
    for address in addresses {
        accounts.extend(find(tx, field, address, role, problems).await?);
    }
    accounts.sort();
    Ok(accounts)
}
