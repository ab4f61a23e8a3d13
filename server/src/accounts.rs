//! `ilo-jobs account …`: accounts for staff, and their roles.

use crate::{cli::Account, commands::Failure, config::Config};
use model::{account::Role, choice::Choice, email::Email};
use services::{Actor, Error, Services, staff::NewAccount};

/// Does what was asked.
///
/// # Errors
/// It could not be done; the words say what to do.
pub async fn run(services: &Services, config: &Config, what: Account) -> Result<(), Failure> {
    let operator = &Actor::operator();
    match what {
        Account::Create { email, given_names, family_name, language, roles } => {
            let email = address(&email)?;
            let new = NewAccount {
                email: email.clone(),
                given_names,
                family_name,
                language: language
                    .parse()
                    .map_err(|_| Failure(format!("{language:?} is not a language: en, fr or es")))?,
                roles: roles.iter().map(|r| role(r)).collect::<Result<_, _>>()?,
                residence: None,
                password: None,
            };
            services.create_account(operator, &new).await.map_err(|error| explained(error, &email))?;
            print_link(services, config, &email).await
        }
        Account::Grant { email, role: name } => {
            let (email, role) = (address(&email)?, role(&name)?);
            services.grant_role(operator, &email, role).await.map_err(|error| explained(error, &email))?;
            println!("{email} has the role {}.", role.slug());
            Ok(())
        }
        Account::Revoke { email, role: name } => {
            let (email, role) = (address(&email)?, role(&name)?);
            services.revoke_role(operator, &email, role).await.map_err(|error| explained(error, &email))?;
            println!("{email} has no longer the role {}.", role.slug());
            Ok(())
        }
        Account::Disable { email } => enable(services, &email, false).await,
        Account::Enable { email } => enable(services, &email, true).await,
        Account::List => {
            for account in services.account_summaries(operator).await? {
                let roles: Vec<&str> = account.roles.iter().map(|r| r.slug()).collect();
                let state = if account.enabled { "" } else { "  (disabled)" };
                println!("{}  {}  {}{state}", account.email, account.name, roles.join(", "));
            }
            Ok(())
        }
        Account::PasswordLink { email, mail: true } => {
            let email = address(&email)?;
            services.mail_password_link(operator, &email).await.map_err(|error| explained(error, &email))?;
            println!("A link will be mailed to {email}; it works once, within three days.");
            Ok(())
        }
        Account::PasswordLink { email, mail: false } => print_link(services, config, &address(&email)?).await,
    }
}

/// `ilo-jobs bounced …`: pauses the job alerts of an address.
///
/// # Errors
/// It is no address, or has no account.
pub async fn bounced(services: &Services, email: &str) -> Result<(), Failure> {
    let email = address(email)?;
    match services.mail_came_back(&Actor::operator(), &email).await {
        Ok(paused) => {
            println!("{email}: {paused} job alerts are paused.");
            Ok(())
        }
        Err(Error::NotFound) => Err(Failure(format!("{email} has no account: there is nothing to pause"))),
        Err(error) => Err(error.into()),
    }
}

async fn enable(services: &Services, email: &str, enabled: bool) -> Result<(), Failure> {
    let email = address(email)?;
    services
        .set_account_enabled(&Actor::operator(), &email, enabled)
        .await
        .map_err(|error| explained(error, &email))?;
    println!("{email} {}.", if enabled { "can sign in again" } else { "can no longer sign in" });
    Ok(())
}

async fn print_link(services: &Services, config: &Config, email: &Email) -> Result<(), Failure> {
    let path =
        services.password_link(&Actor::operator(), email).await.map_err(|error| explained(error, email))?;
    println!("{email} sets a password here, once, within three days:\n{}{path}", config.public_url);
    Ok(())
}

fn address(text: &str) -> Result<Email, Failure> {
    Email::parse(text)
        .ok_or_else(|| Failure(format!("{text:?} is not an e-mail address, such as ana@example.org")))
}

fn role(text: &str) -> Result<Role, Failure> {
    Role::parse(text).ok_or_else(|| {
        let roles: Vec<&str> = Role::ALL.iter().map(|r| r.slug()).collect();
        Failure(format!("{text:?} is not a role; there are: {}", roles.join(", ")))
    })
}

fn explained(error: Error, email: &Email) -> Failure {
    Failure(match error {
        Error::NotFound => format!("{email} has no account; make one with: ilo-jobs account create"),
        Error::Conflict => {
            format!("{email} has an account already; give it a role with: ilo-jobs account grant")
        }
        other => other.to_string(),
    })
}
