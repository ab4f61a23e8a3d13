//! Accounts that are made for people, and roles. The command line does it (`ilo-jobs account …`), or an administrator.
//!
//! `create`: [`Services::create_account`] · `grant`, `revoke`: [`Services::grant_role`], [`Services::revoke_role`] ·
//! `disable`, `enable`: [`Services::set_account_enabled`] · `password-link`: [`Services::password_link`] (printed) or
//! [`Services::mail_password_link`] · `list`: [`Services::account_summaries`]. All with [`Actor::operator`].

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    id,
    known::{self, Known},
    outbox::Letter,
    session,
    sign_in::password_path,
    statement,
    token::{self, Purpose},
};
use model::{
    account::{Acceptance, Role, SignUp, password_problem},
    choice::Choice,
    country::Country,
    email::Email,
    language::Lang,
    problem::Problems,
};

/// An account to be made for somebody.
#[derive(Clone)]
pub struct NewAccount {
    pub email: Email,
    pub given_names: String,
    pub family_name: String,
    pub language: Lang,
    pub roles: Vec<Role>,
    /// For candidates of the sample data: as if they had accepted the statement of this country or territory. None for
    /// staff, whom the statement for candidates does not concern.
    pub residence: Option<Country>,
    /// None: nobody can sign in until a password is set by a link. Judged by its length alone.
    pub password: Option<String>,
}

/// What the command line shows of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSummary {
    pub email: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub enabled: bool,
}

/// The command line and administrators, nobody else.
fn must_administer(actor: &Actor) -> Result<(), Error> {
    if actor.is_operator() { Ok(()) } else { actor.with(Role::Administrator).map(|_| ()) }
}

impl Services {
    /// Makes an account, whose address counts as confirmed, and gives its id.
    ///
    /// # Errors
    /// [`Error::Forbidden`], [`Error::SignedOut`]; [`Error::Conflict`] if the address has an account; [`Error::Invalid`] if
    /// the password is too short or too long.
    pub async fn create_account(&self, actor: &Actor, new: &NewAccount) -> Result<String, Error> {
        must_administer(actor)?;
        let hash = match &new.password {
            Some(password) => {
                if let Some(problem) = password_problem(password) {
                    return Err(Problems::from(("password", problem)).into());
                }
                self.passwords.hash(password).await?
            }
            None => String::new(),
        };
        let mut tx = self.db.begin().await?;
        let id = create(&mut tx, self.clock.now(), actor, new, &hash).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Gives a role; it counts from the person's next request. Giving it twice changes nothing.
    ///
    /// # Errors
    /// [`Error::Forbidden`], [`Error::SignedOut`]; [`Error::NotFound`] if the address has no account.
    pub async fn grant_role(&self, actor: &Actor, email: &Email, role: Role) -> Result<(), Error> {
        must_administer(actor)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let known = find(&mut tx, email).await?;
        if known::grant(&mut tx, &known.id, role).await? {
            audit::note(&mut tx, now, actor.name(), Action::Grant, &known.id, "", role.slug()).await?;
        }
        tx.commit().await
    }

    /// Takes a role away; it counts from the person's next request.
    ///
    /// # Errors
    /// As [`Services::grant_role`].
    pub async fn revoke_role(&self, actor: &Actor, email: &Email, role: Role) -> Result<(), Error> {
        must_administer(actor)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let known = find(&mut tx, email).await?;
        if tx
            .execute(
                "DELETE FROM account_role WHERE account = $1 AND role = $2",
                args![&known.id, role.slug()],
            )
            .await?
            > 0
        {
            audit::note(&mut tx, now, actor.name(), Action::Revoke, &known.id, role.slug(), "").await?;
        }
        tx.commit().await
    }

    /// Disables an account, and ends its sessions; or enables it again. One that its holder has deleted is not there any more.
    ///
    /// # Errors
    /// As [`Services::grant_role`].
    pub async fn set_account_enabled(
        &self,
        actor: &Actor,
        email: &Email,
        enabled: bool,
    ) -> Result<(), Error> {
        must_administer(actor)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let known = find(&mut tx, email).await?;
        let changed = tx
            .execute(
                "UPDATE account SET disabled_at = $1 WHERE id = $2 AND id NOT IN (SELECT account FROM deletion)",
                args![(!enabled).then_some(now), &known.id],
            )
            .await?;
        if changed == 0 {
            return Err(Error::NotFound);
        }
        if !enabled {
            session::end_all(&mut tx, now, &known.id, "").await?;
            token::forget(&mut tx, Purpose::Password, &known.id).await?;
        }
        let action = if enabled { Action::Enable } else { Action::Disable };
        audit::note(&mut tx, now, actor.name(), action, &known.id, "", "").await?;
        tx.commit().await
    }

    /// The path of a page where the person sets a password, to be handed over: opens it once, within three days.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for all but the command line: an administrator has it mailed; [`Error::NotFound`] if the address
    /// has no account.
    pub async fn password_link(&self, actor: &Actor, email: &Email) -> Result<String, Error> {
        if !actor.is_operator() {
            return Err(Error::Forbidden);
        }
        let mut tx = self.db.begin().await?;
        let (_, path) = self.link(&mut tx, actor, email).await?;
        tx.commit().await?;
        Ok(path)
    }

    /// Mails the person a link to set a password: opens it once, within three days.
    ///
    /// # Errors
    /// As [`Services::grant_role`].
    pub async fn mail_password_link(&self, actor: &Actor, email: &Email) -> Result<(), Error> {
        must_administer(actor)?;
        let mut tx = self.db.begin().await?;
        let (known, path) = self.link(&mut tx, actor, email).await?;
        let letter = Letter::NewPassword { name: known.name(), path };
        known.write(&mut tx, self.clock.now(), &letter).await?;
        tx.commit().await
    }

    async fn link(&self, tx: &mut Tx, actor: &Actor, email: &Email) -> Result<(Known, String), Error> {
        let now = self.clock.now();
        let known = find(tx, email).await?;
        let secret = token::issue(tx, now, Purpose::Welcome, &known.id, &()).await?;
        audit::note(tx, now, actor.name(), Action::LinkPassword, &known.id, "", "").await?;
        let path = password_path(known.language, &secret);
        Ok((known, path))
    }

    /// The accounts that have any role but that of a candidate, by address.
    ///
    /// # Errors
    /// [`Error::Forbidden`], [`Error::SignedOut`]
    pub async fn account_summaries(&self, actor: &Actor) -> Result<Vec<AccountSummary>, Error> {
        must_administer(actor)?;
        let rows = self
            .db
            .rows(
                "SELECT a.email, a.given_names, a.family_name, a.disabled_at, r.role FROM account a JOIN account_role r ON r.account = a.id \
                 WHERE a.id IN (SELECT account FROM account_role WHERE role <> 'candidate') ORDER BY a.email_key, r.role",
                args![],
            )
            .await?;
        let mut summaries: Vec<AccountSummary> = Vec::new();
        for row in rows {
            let email = row.text("email")?;
            if summaries.last().is_none_or(|last| last.email != email) {
                summaries.push(AccountSummary {
                    email,
                    name: model::account::full_name(&row.text("given_names")?, &row.text("family_name")?),
                    roles: Vec::new(),
                    enabled: row.optional_int("disabled_at")?.is_none(),
                });
            }
            if let Some(last) = summaries.last_mut() {
                last.roles.extend(Role::parse(&row.text("role")?));
            }
        }
        Ok(summaries)
    }
}

async fn find(tx: &mut Tx, email: &Email) -> Result<Known, Error> {
    known::by_key(tx, &email.key()).await?.ok_or(Error::NotFound)
}

/// Makes an account, whose address counts as confirmed, and gives its id.
pub(crate) async fn create(
    tx: &mut Tx,
    now: i64,
    actor: &Actor,
    new: &NewAccount,
    hash: &str,
) -> Result<String, Error> {
    let id = id::new(now);
    let details = SignUp {
        family_name: new.family_name.clone(),
        given_names: new.given_names.clone(),
        email: new.email.clone(),
        language: new.language,
        alerts: false,
    };
    known::insert(tx, now, &id, &details, hash, Some(now)).await?;
    for role in &new.roles {
        known::grant(tx, &id, *role).await?;
    }
    audit::note(tx, now, actor.name(), Action::Create, &id, "", &slugs(&new.roles)).await?;
    if let Some(residence) = new.residence {
        let version = statement::version(residence).to_owned();
        let accepted = Acceptance { residence, version, language: new.language };
        statement::record(tx, now, &id, &accepted, now).await?;
    }
    Ok(id)
}

fn slugs(roles: &[Role]) -> String {
    roles.iter().map(|role| role.slug()).collect::<Vec<_>>().join(" ")
}
