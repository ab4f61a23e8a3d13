//! Forms about accounts: signing up, in and out, passwords, addresses, sessions. What was typed survives the redirection in
//! the sign-up's row or in a flash, never in an address; passwords never survive.

use super::{
    FormFields, Refusal, in_all_languages, redirect,
    reply::{refused_with, see_other},
};
use crate::{
    http::session::{COOKIE, PARKED_COOKIE, Who, cookie_of, remove_cookie, set_cookie},
    state::AppState,
};
use app::api::account::{FLASH_COOKIE, SIGN_UP_COOKIE};
use axum::{
    Router,
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
    routing::{MethodRouter, post},
};
use model::{
    account::{Acceptance, DetailsDraft, Viewer},
    address::{next_path, with},
    country::Country,
    language::Lang,
    problem::{Problem, Problems},
};
use services::{
    Actor, Error, kept,
    sign_in::SignedIn,
    sign_up::{self, Confirmed},
};

/// Adds the addresses that forms about accounts are posted to.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let forms: [(&str, MethodRouter<AppState>); 15] = [
        ("/account/new", post(residence)),
        ("/account/new/statement", post(accept)),
        ("/account/new/details", post(sign_up)),
        ("/account/new/check-mail", post(mail_again)),
        ("/account/confirm", post(confirm)),
        ("/account/sign-in", post(sign_in)),
        ("/account/sign-out", post(sign_out)),
        ("/account/forgotten", post(forgotten)),
        ("/account/password", post(new_password)),
        ("/account/statement", post(accept_newest)),
        ("/account/details", post(details)),
        ("/account/email", post(email)),
        ("/account/change-password", post(change_password)),
        ("/account/delete", post(ask_deletion)),
        ("/account/delete/confirm", post(delete)),
    ];
    let router = forms.iter().fold(router, |router, (path, handler)| in_all_languages(router, path, handler));
    in_all_languages(router, "/account/sessions", &post(sessions))
}

/// A posted form with all that its answer depends on.
struct Posted {
    state: AppState,
    actor: Actor,
    lang: Lang,
    headers: HeaderMap,
    fields: FormFields,
}

impl FromRequest<AppState> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let lang = Lang::of_path(request.uri().path()).0;
        let actor = request.extensions().get::<Who>().cloned().unwrap_or_default().0;
        let headers = request.headers().clone();
        let fields = FormFields::from_request(request, state).await?;
        Ok(Self { state: state.clone(), actor, lang, headers, fields })
    }
}

impl Posted {
    fn get(&self, name: &str) -> &str {
        self.fields.get(name)
    }

    fn cookie(&self, name: &str) -> Option<String> {
        cookie_of(&self.headers, name)
    }

    fn user_agent(&self) -> &str {
        self.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// The way back to a form, which will show what was typed and what is wrong.
    async fn back(&self, form: &str, path: &str, problems: &Problems) -> Result<Response, Refusal> {
        let secret = self.state.services.keep_flash(&self.actor, form, &self.fields.0, problems).await?;
        let response = see_other(&with(&self.lang.address(path), &[("next", next(self.get("next")))]));
        Ok(and(response, set_cookie(FLASH_COOKIE, &secret, Some(kept::FLASH))))
    }

    /// The refusal of a try too many: it leads back to the form, which will show what was typed.
    async fn too_many(&self, form: &str, path: &str, seconds: u64) -> Result<Response, Refusal> {
        let refusal = Error::TooMany { seconds };
        match self.back(form, path, &Problems::default()).await {
            Ok(back) => Ok(refused_with(refusal, &back)),
            // So many that not even this is kept.
            Err(Refusal(Error::TooMany { .. })) => Err(refusal.into()),
            Err(error) => Err(error),
        }
    }

    /// As it is, or the way back to the form where something is not valid.
    async fn or_back(
        &self,
        form: &str,
        path: &str,
        result: Result<(), Error>,
        done: &str,
    ) -> Result<Response, Refusal> {
        match result {
            Ok(()) => Ok(redirect(self.lang, done)),
            Err(Error::Invalid(problems)) => self.back(form, path, &problems).await,
            Err(Error::TooMany { seconds }) => self.too_many(form, path, seconds).await,
            Err(Error::SignedOut) => Ok(redirect(self.lang, "/account/sign-in")),
            Err(error) => Err(error.into()),
        }
    }

    /// Goes on after signing in: to the form that was parked, or where the person wanted to go. Nothing is taken up before
    /// the newest statement is accepted.
    async fn go_on(&self, session: &SignedIn, wanted: &str) -> Result<Response, Refusal> {
        let viewer = self.state.services.viewer(&session.token).await?.ok_or(Error::SignedOut)?;
        let set = set_cookie(COOKIE, &session.token, None);
        if viewer.statement_due {
            let statement = with(&session.language.address("/account/statement"), &[("next", next(wanted))]);
            return Ok(and(see_other(&statement), set));
        }
        let actor = self.actor.signed_in_as(viewer);
        Ok(and(self.take_up(&actor, session.language, wanted).await?, set))
    }

    /// Takes up the form that was parked in this browser, and goes to its page; else where the person wanted to go; else
    /// where the day's work begins.
    async fn take_up(&self, actor: &Actor, lang: Lang, wanted: &str) -> Result<Response, Refusal> {
        let is_staff = actor.viewer.as_ref().is_some_and(Viewer::is_staff);
        let start = if is_staff { "/staff" } else { "/profile" };
        let parked = match self.cookie(PARKED_COOKIE) {
            Some(secret) => self.state.services.unpark(actor, &secret).await?,
            None => None,
        };
        let small = match self.cookie(PARKED_COOKIE) {
            Some(secret) if parked.is_none() => self.state.services.unpark_small(actor, &secret).await?,
            _ => None,
        };
        let wanted = next(wanted);
        let response = match (&parked, wanted) {
            (Some(form), "") => redirect(lang, &form.page()),
            (None, "") => redirect(lang, start),
            (_, wanted) => see_other(wanted),
        };
        let response = match small {
            Some(flash) => and(response, set_cookie(FLASH_COOKIE, &flash, Some(kept::FLASH))),
            None => response,
        };
        Ok(if self.cookie(PARKED_COOKIE).is_some() {
            and(response, remove_cookie(PARKED_COOKIE))
        } else {
            response
        })
    }
}

async fn residence(form: Posted) -> Result<Response, Refusal> {
    let code = form.get("residence");
    if Country::parse(code).is_none() {
        let problem = if code.is_empty() { Problem::Missing } else { Problem::NotAnOption };
        return form.back("residence", "/account/new", &Problems::from(("residence", problem))).await;
    }
    let address = form.lang.address("/account/new/statement");
    Ok(see_other(&with(&address, &[("residence", code), ("next", next(form.get("next")))])))
}

async fn accept(form: Posted) -> Result<Response, Refusal> {
    let residence = Country::parse(form.get("residence")).ok_or(Error::NotFound)?;
    let language = form.get("statement_language").parse().unwrap_or(form.lang);
    let accepted = Acceptance { residence, version: form.get("version").to_owned(), language };
    let before = form.cookie(SIGN_UP_COOKIE);
    let begun =
        form.state.services.begin_sign_up(&form.actor, &accepted, form.get("next"), before.as_deref()).await;
    match begun {
        Ok(secret) => {
            let response = redirect(form.lang, "/account/new/details");
            Ok(and(response, set_cookie(SIGN_UP_COOKIE, &secret, Some(sign_up::LASTS))))
        }
        // A newer one has come: it must be read.
        Err(Error::Conflict) => {
            let address = form.lang.address("/account/new/statement");
            Ok(see_other(&with(
                &address,
                &[("residence", residence.code()), ("next", next(form.get("next")))],
            )))
        }
        Err(error) => Err(error.into()),
    }
}

async fn sign_up(form: Posted) -> Result<Response, Refusal> {
    let secret = form.cookie(SIGN_UP_COOKIE).unwrap_or_default();
    let services = &form.state.services;
    match services.sign_up(&form.actor, &secret, &form.fields.0, form.get("password")).await {
        Ok(()) => Ok(redirect(form.lang, "/account/new/check-mail")),
        // The sign-up's row holds what was typed and what is wrong.
        Err(Error::Invalid(_)) => Ok(redirect(form.lang, "/account/new/details")),
        Err(Error::Gone) => Ok(redirect(form.lang, "/account/new")),
        Err(error) => Err(error.into()),
    }
}

async fn mail_again(form: Posted) -> Result<Response, Refusal> {
    let secret = form.cookie(SIGN_UP_COOKIE).unwrap_or_default();
    match form.state.services.mail_sign_up_again(&form.actor, &secret).await {
        Ok(()) => Ok(redirect(form.lang, "/account/new/check-mail?again=1")),
        Err(Error::Gone) => Ok(redirect(form.lang, "/account/new")),
        Err(error) => Err(error.into()),
    }
}

async fn confirm(form: Posted) -> Result<Response, Refusal> {
    let sign_up = form.cookie(SIGN_UP_COOKIE);
    let services = &form.state.services;
    match services
        .confirm_address(&form.actor, form.get("token"), sign_up.as_deref(), form.user_agent())
        .await
    {
        Ok(Confirmed::SignedIn { session, next }) => {
            Ok(and(form.go_on(&session, &next).await?, remove_cookie(SIGN_UP_COOKIE)))
        }
        Ok(Confirmed::SetPassword { path }) => Ok(see_other(&path)),
        Ok(Confirmed::AddressChanged) if form.actor.viewer.is_some() => {
            Ok(redirect(form.lang, "/account?done=address"))
        }
        Ok(Confirmed::AddressChanged) => Ok(redirect(form.lang, "/account/sign-in?done=address")),
        // The page without a link says that it no longer works.
        Err(Error::Gone) => Ok(redirect(form.lang, "/account/confirm")),
        Err(error) => Err(error.into()),
    }
}

async fn sign_in(form: Posted) -> Result<Response, Refusal> {
    let services = &form.state.services;
    match services.sign_in(&form.actor, form.get("email"), form.get("password"), form.user_agent()).await {
        Ok(session) => {
            // The session that this browser had until now is no longer anybody's.
            if form.actor.viewer.is_some() {
                services.sign_out(&form.actor).await?;
            }
            form.go_on(&session, form.get("next")).await
        }
        Err(Error::Invalid(problems)) => form.back("sign-in", "/account/sign-in", &problems).await,
        Err(Error::TooMany { seconds }) => form.too_many("sign-in", "/account/sign-in", seconds).await,
        Err(error) => Err(error.into()),
    }
}

async fn sign_out(form: Posted) -> Result<Response, Refusal> {
    match form.state.services.sign_out(&form.actor).await {
        Ok(()) | Err(Error::SignedOut) => Ok(and(redirect(form.lang, "/"), remove_cookie(COOKIE))),
        Err(error) => Err(error.into()),
    }
}

async fn forgotten(form: Posted) -> Result<Response, Refusal> {
    let done = form.state.services.forgotten(&form.actor, form.get("email")).await;
    form.or_back("forgotten", "/account/forgotten", done, "/account/forgotten?sent=1").await
}

async fn new_password(form: Posted) -> Result<Response, Refusal> {
    let token = form.get("token");
    let path = with("/account/password", &[("token", token)]);
    match form.state.services.new_password(&form.actor, token, form.get("password")).await {
        Err(Error::Gone) => Ok(redirect(form.lang, "/account/password")),
        // Whoever was signed in here is so no longer.
        Ok(()) => Ok(and(redirect(form.lang, "/account/sign-in?done=password"), remove_cookie(COOKIE))),
        done => form.or_back("password", &path, done, "").await,
    }
}

async fn accept_newest(form: Posted) -> Result<Response, Refusal> {
    let language = form.get("statement_language").parse().unwrap_or(form.lang);
    match form.state.services.accept_statement(&form.actor, form.get("version"), language).await {
        Ok(()) => {
            let mut actor = form.actor.clone();
            if let Some(viewer) = &mut actor.viewer {
                viewer.statement_due = false;
            }
            form.take_up(&actor, form.lang, form.get("next")).await
        }
        // A newer one has come: it must be read.
        Err(Error::Conflict) => {
            let address = form.lang.address("/account/statement");
            Ok(see_other(&with(&address, &[("next", next(form.get("next")))])))
        }
        Err(Error::SignedOut) => Ok(redirect(form.lang, "/account/sign-in")),
        Err(error) => Err(error.into()),
    }
}

async fn details(form: Posted) -> Result<Response, Refusal> {
    let draft: DetailsDraft = form.fields.0.draft();
    let done = form.state.services.change_details(&form.actor, &draft).await;
    let lang = done.as_ref().map_or(form.lang, |details| details.language);
    if done.is_ok() {
        return Ok(redirect(lang, "/account?done=details"));
    }
    form.or_back("details", "/account/details", done.map(|_| ()), "/account").await
}

async fn email(form: Posted) -> Result<Response, Refusal> {
    let services = &form.state.services;
    let done = services.change_email(&form.actor, form.get("email"), form.get("current_password")).await;
    form.or_back("email", "/account/email", done, "/account?done=email").await
}

async fn change_password(form: Posted) -> Result<Response, Refusal> {
    let services = &form.state.services;
    let done =
        services.change_password(&form.actor, form.get("current_password"), form.get("password")).await;
    form.or_back("change-password", "/account/change-password", done, "/account?done=password").await
}

async fn ask_deletion(form: Posted) -> Result<Response, Refusal> {
    let done = form.state.services.ask_deletion(&form.actor, form.get("current_password")).await;
    form.or_back("delete", "/account/delete", done, "/account/delete?sent=1").await
}

async fn delete(form: Posted) -> Result<Response, Refusal> {
    match form.state.services.confirm_deletion(&form.actor, form.get("token")).await {
        Ok(()) => Ok(and(redirect(form.lang, "/account/delete/done"), remove_cookie(COOKIE))),
        // The page without a link says that it no longer works.
        Err(Error::Gone) => Ok(redirect(form.lang, "/account/delete/confirm")),
        Err(error) => Err(error.into()),
    }
}

async fn sessions(form: Posted) -> Result<Response, Refusal> {
    let services = &form.state.services;
    let done = match form.fields.action() {
        ("end", session) => match services.end_session(&form.actor, session).await {
            // It has ended already.
            Err(Error::NotFound) => Ok(()),
            done => done,
        },
        ("end-others", _) => services.end_other_sessions(&form.actor).await,
        _ => Err(Error::NotFound),
    };
    form.or_back("sessions", "/account", done, "/account?done=sessions").await
}

/// Where to go on to, if it is on this site; else nothing.
fn next(raw: &str) -> &str {
    next_path(raw).unwrap_or_default()
}

/// The same answer, with a cookie.
fn and(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
