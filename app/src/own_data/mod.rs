//! All that is kept about a person as a page to read: it stands alone, loads nothing, and is read offline, by eye and by ear.
//! What the names in the data mean is in `docs/own-data.md`.

mod answers;
mod html;

use crate::{
    dates,
    mail::word,
    pages::{
        candidate::{applications, labels},
        public::vacancy_words::region as region_name,
        staff::{form_name, today},
    },
    sought,
    texts::Texts,
};
use html::Html;
use jiff::{Timestamp, tz::TimeZone};
use model::{
    alert::{self, Cadence, sought as sought_of},
    application::State,
    choice::Choice,
    form::Form,
    language::Lang,
    profile::Section,
    vacancy::Region,
};
use serde_json::Value;
use services::{
    area::Areas,
    audit::Action,
    board::Departments,
    outbox::Letter,
    own_data::{Application, By, Mail, OwnData, Recorded, Step, Why},
};

/// The name of the file for programs.
pub const DATA: &str = "ilo-jobs-data.json";
/// The name of the page.
pub const PAGE: &str = "ilo-jobs-data.html";

/// The page, in a language, which names areas of expertise by their list.
#[must_use]
pub fn page(data: &OwnData, areas: &Areas, lang: Lang) -> String {
    let t = Texts(lang);
    let parts = [
        ("account", t.own_data_account(), account(t, data)),
        ("statements", t.own_data_statements(), statements(t, areas, data)),
        ("sessions", t.own_data_sessions(), sessions(t, data)),
        ("links", t.own_data_links(), links(t, data)),
        ("forms", t.own_data_forms(), forms(t, areas, data)),
        ("waiting", t.own_data_waiting(), waiting(t, areas, data)),
        ("leftovers", t.own_data_leftovers(), leftovers(t, data)),
        ("applications", t.applications_title(), sent(t, areas, data)),
        ("saved", t.own_data_saved_vacancies(), saved(t, data)),
        ("alerts", t.own_data_alerts(), alerts(t, data)),
        ("organisation", t.own_data_organisation(), organisation(t, data)),
        ("mails", t.own_data_mails(), mails(t, data)),
        ("record", t.own_data_record(), record(t, data)),
    ];
    let mut body = Html::default();
    body.element("h1", t.own_data_title());
    body.element("p", &t.own_data_made(time(t, data.made_at), DATA));
    body.element("p", t.own_data_secrets());
    body.contents(t.own_data_contents(), parts.iter().map(|(id, title, _)| (*id, *title)));
    for (id, title, part) in parts {
        body.part(id, title);
        if part.is_empty() {
            body.element("p", t.own_data_nothing());
        }
        body.append(part);
    }
    body.document(lang, t.own_data_title())
}

/// Date and time in UTC, as the page says.
fn time(t: Texts, at: Timestamp) -> String {
    dates::with_time(t, at.to_zoned(TimeZone::UTC).datetime())
}

fn optional(t: Texts, at: Option<Timestamp>) -> String {
    at.map(|at| time(t, at)).unwrap_or_default()
}

fn account(t: Texts, data: &OwnData) -> Html {
    let account = &data.account;
    let roles: Vec<_> = account.roles.iter().map(|role| today::name(t, *role)).collect();
    let mut html = Html::default();
    html.facts([
        (t.account_given_names(), account.given_names.clone()),
        (t.account_family_name(), account.family_name.clone()),
        (t.account_email(), account.email.clone()),
        (t.account_language(), account.language.own_name().to_owned()),
        (t.own_data_roles(), roles.join(", ")),
        (t.own_data_made_at(), time(t, account.created_at)),
        (t.own_data_confirmed_at(), optional(t, account.confirmed_at)),
        (t.own_data_number(), account.id.clone()),
    ]);
    html
}

fn statements(t: Texts, areas: &Areas, data: &OwnData) -> Html {
    let heads =
        [t.account_residence(), t.own_data_version(), t.account_options_language(), t.own_data_accepted_at()];
    let rows = data.statements.iter().map(|accepted| {
        [
            answers::worded(t, areas, "residence", &accepted.residence),
            accepted.version.clone(),
            accepted.language.own_name().to_owned(),
            time(t, accepted.accepted_at),
        ]
    });
    let mut html = Html::default();
    html.table(t.own_data_statements(), heads, rows);
    html
}

fn sessions(t: Texts, data: &OwnData) -> Html {
    let heads = [t.own_data_browser(), t.own_data_began(), t.own_data_last_used(), t.own_data_ends()];
    let rows = data.sessions.iter().map(|session| {
        [
            session.user_agent.clone(),
            time(t, session.created_at),
            time(t, session.last_seen_at),
            time(t, session.ends_at),
        ]
    });
    let mut html = Html::default();
    html.table(t.own_data_sessions(), heads, rows);
    html
}

fn links(t: Texts, data: &OwnData) -> Html {
    let heads = [t.own_data_purpose(), t.account_new_email(), t.own_data_expires()];
    let rows = data.links.iter().map(|link| {
        let purpose = match link.purpose.as_str() {
            "confirm" => t.own_data_purpose_confirm(),
            "email" => t.own_data_purpose_email(),
            "password" => t.own_data_purpose_password(),
            "delete" => t.own_data_purpose_delete(),
            other => other,
        };
        [purpose.to_owned(), link.new_email.clone().unwrap_or_default(), time(t, link.expires_at)]
    });
    let mut html = Html::default();
    html.table(t.own_data_links(), heads, rows);
    html
}

/// What a form is called.
fn form_title(t: Texts, key: &str) -> String {
    match Form::parse(key) {
        Some(Form::Section(section) | Form::Entry(section, _)) => labels::section(t, section).to_owned(),
        Some(Form::Application(vacancy)) => t.own_data_application_for(vacancy),
        Some(form) => form_name(t, &form),
        None if key.starts_with(crate::api::organisation::FORMS) => t.organisation_title().to_owned(),
        None if key.starts_with(crate::api::area::FORMS) => t.areas_title().to_owned(),
        None if key == crate::api::alert::FORM => t.alerts_title().to_owned(),
        None => key.to_owned(),
    }
}

/// Section by section, in the order of the profile; then the applications that are being written.
fn forms(t: Texts, areas: &Areas, data: &OwnData) -> Html {
    let place = |key: &str| {
        let section = Form::parse(key).and_then(|form| form.section());
        section.and_then(|section| Section::ALL.iter().position(|other| *other == section))
    };
    let mut forms: Vec<_> = data.forms.iter().collect();
    forms.sort_by_key(|form| place(&form.form).unwrap_or(usize::MAX));
    let mut html = Html::default();
    let mut last = String::new();
    for form in forms {
        let title = form_title(t, &form.form);
        if title != last {
            html.element("h3", &title);
            last = title;
        }
        html.element("p", &t.own_data_saved(time(t, form.saved_at)));
        html.facts(answers::of_form(t, areas, &form.fields.0));
    }
    html
}

fn waiting(t: Texts, areas: &Areas, data: &OwnData) -> Html {
    let mut html = Html::default();
    for waiting in &data.waiting {
        html.element("h3", &form_title(t, &waiting.form));
        let why = match waiting.why {
            Why::BesideANewerVersion => t.own_data_waits_beside().to_owned(),
            Why::FromAFile => t.own_data_waits_file(optional(t, waiting.expires_at)),
            Why::AfterTheSession => t.own_data_waits_session(optional(t, waiting.expires_at)),
        };
        html.element("p", &why);
        html.facts(answers::of_form(t, areas, &waiting.fields.0));
    }
    html
}

fn saved(t: Texts, data: &OwnData) -> Html {
    let rows = data.saved.iter().map(|saved| [saved.vacancy.clone(), time(t, saved.saved_at)]);
    let mut html = Html::default();
    html.table(t.own_data_saved_vacancies(), [t.vacancy_number(), t.own_data_when()], rows);
    html
}

/// What a file said that has no place in the profile, by the file's own names.
fn leftovers(t: Texts, data: &OwnData) -> Html {
    let heads = [t.own_data_leftover_place(), t.own_data_leftover_text(), t.own_data_leftover_until()];
    let rows =
        data.leftovers.iter().map(|left| [left.path.clone(), left.text.clone(), time(t, left.expires_at)]);
    let mut html = Html::default();
    html.table(t.own_data_leftovers(), heads, rows);
    html
}

fn sent(t: Texts, areas: &Areas, data: &OwnData) -> Html {
    let mut html = Html::default();
    for application in &data.applications {
        application_sent(t, areas, application, &mut html);
    }
    html
}

fn application_sent(t: Texts, areas: &Areas, application: &Application, html: &mut Html) {
    let snapshot = &application.snapshot;
    let said = |path: &str| snapshot.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let state = State::parse(&application.state).map(|state| applications::state(t, state));
    html.element("h3", &said("/notice/text/title"));
    html.facts([
        (t.applications_number(), said("/notice/number")),
        (t.account_email(), said("/email")),
        (t.own_data_reference(), application.reference.clone()),
        (t.applications_state(), state.unwrap_or(&application.state).to_owned()),
        (t.own_data_sent_at(), time(t, application.submitted_at)),
    ]);
    let history: Vec<String> = application.history.iter().map(|step| came_to(t, step)).collect();
    html.element("p", &t.own_data_history(history.join("; ")));
    html.facts(answers::of_letter(t, areas, snapshot));
    for (name, value) in snapshot["profile"].as_object().into_iter().flatten() {
        let entries: Vec<&Value> = match value {
            Value::Array(entries) => entries.iter().collect(),
            Value::Null => Vec::new(),
            one => vec![one],
        };
        if !entries.is_empty() {
            html.element("h4", &answers::label(t, name));
        }
        for entry in entries {
            html.facts(answers::of_value(t, areas, entry));
        }
    }
    html.element("p", &t.own_data_notice(DATA));
}

/// A state that an application has come to, and when.
fn came_to(t: Texts, step: &Step) -> String {
    let state = State::parse(&step.state).map_or(step.state.as_str(), |state| applications::state(t, state));
    format!("{state} ({})", time(t, step.at))
}

fn alerts(t: Texts, data: &OwnData) -> Html {
    let heads = [
        t.alerts_name(),
        t.own_data_alert_matches(),
        t.alerts_often(),
        t.alerts_mail_language(),
        t.applications_state(),
        t.own_data_made_at(),
    ];
    let rows = data.alerts.iter().map(|alert| {
        let when = Cadence::parse(&alert.cadence).map(|cadence| sought::when(t, cadence));
        let state = alert::State::parse(&alert.state).map(|state| sought::state(t, state));
        [
            sought::name(t, &alert.name),
            sought::describe(t, &Departments::default(), &sought_of(&alert.search)),
            when.unwrap_or_else(|| alert.cadence.clone()),
            alert.language.own_name().to_owned(),
            state.unwrap_or(&alert.state).to_owned(),
            time(t, alert.created_at),
        ]
    });
    let mut html = Html::default();
    html.table(t.own_data_alerts(), heads, rows);
    html
}

fn organisation(t: Texts, data: &OwnData) -> Html {
    let rows = data.organisation.iter().map(|post| {
        let part = match post.part.as_str() {
            "director" => t.organisation_director(),
            "alternate" => t.organisation_alternate(),
            "member" => t.organisation_members(),
            _ => t.own_data_organisation_hr_partner(),
        };
        let of = Region::parse(&post.of).map_or(post.of.as_str(), |region| region_name(t, region));
        [part.to_owned(), of.to_owned()]
    });
    let mut html = Html::default();
    html.table(
        t.own_data_organisation(),
        [t.own_data_organisation_part(), t.own_data_organisation_of()],
        rows,
    );
    html
}

fn mails(t: Texts, data: &OwnData) -> Html {
    let heads =
        [t.own_data_mail_to(), t.own_data_mail_about(), t.own_data_mail_written(), t.own_data_sent_at()];
    let rows = data.mails.iter().map(|mail| {
        let sent = match (mail.sent_at, mail.given_up_at) {
            (Some(at), _) => time(t, at),
            (None, Some(_)) => t.own_data_mail_given_up().to_owned(),
            (None, None) => t.own_data_mail_waits().to_owned(),
        };
        [mail.recipient.clone(), subject(t, mail), time(t, mail.created_at), sent]
    });
    let mut html = Html::default();
    html.table(t.own_data_mails(), heads, rows);
    html
}

/// The subject of a mail, as far as it is still known: its own words.
fn subject(t: Texts, mail: &Mail) -> String {
    let Some(mut letter) = mail.letter.clone() else { return t.own_data_mail_forgotten().to_owned() };
    // The link's secret is not handed over, and no subject tells it.
    for facts in letter.as_object_mut().into_iter().flat_map(|letter| letter.values_mut()) {
        if let Some(facts) = facts.as_object_mut() {
            facts.insert("path".to_owned(), Value::String(String::new()));
        }
    }
    match serde_json::from_value::<Letter>(letter) {
        Ok(letter) => word(&letter, t.0, "").subject,
        // Of another edition of the program.
        Err(_) => t.own_data_mail_forgotten().to_owned(),
    }
}

fn record(t: Texts, data: &OwnData) -> Html {
    let heads = [t.own_data_when(), t.own_data_what(), t.own_data_who()];
    let rows = data.record.iter().map(|done| {
        let by = match done.by {
            By::You => t.own_data_by_you(),
            By::Visitor => t.own_data_by_visitor(),
            By::Staff => t.own_data_by_staff(),
            By::System => t.own_data_by_system(),
        };
        [time(t, done.at), what(t, done), by.to_owned()]
    });
    let mut html = Html::default();
    html.table(t.own_data_record(), heads, rows);
    html
}

/// What was done, and what it changed, as it is kept.
fn what(t: Texts, done: &Recorded) -> String {
    let action = Action::parse(&done.action).map_or(done.action.as_str(), |action| action_name(t, action));
    match (done.before.as_str(), done.after.as_str()) {
        ("", "") => action.to_owned(),
        ("", after) => format!("{action} ({after})"),
        (before, after) => format!("{action} ({before} → {after})"),
    }
}

/// What an action is called.
pub(crate) fn action_name(t: Texts, action: Action) -> &'static str {
    match action {
        Action::SignUp => t.own_data_audit_sign_up(),
        Action::SignUpAgain => t.own_data_audit_sign_up_again(),
        Action::MailAgain => t.own_data_audit_mail_again(),
        Action::AcceptStatement => t.own_data_audit_accept_statement(),
        Action::ConfirmAddress => t.own_data_audit_confirm_address(),
        Action::NeverConfirm => t.own_data_audit_never_confirm(),
        Action::SignIn => t.own_data_audit_sign_in(),
        Action::RefuseSignIn => t.own_data_audit_refuse_sign_in(),
        Action::SignOut => t.own_data_audit_sign_out(),
        Action::EndSession => t.own_data_audit_end_session(),
        Action::EndOtherSessions => t.own_data_audit_end_other_sessions(),
        Action::ForgetPassword => t.own_data_audit_forget_password(),
        Action::NewPassword => t.own_data_audit_new_password(),
        Action::ChangePassword => t.own_data_audit_change_password(),
        Action::ChangeDetails => t.own_data_audit_change_details(),
        Action::AskNewAddress => t.own_data_audit_ask_new_address(),
        Action::ChangeAddress => t.own_data_audit_change_address(),
        Action::Create => t.own_data_audit_create(),
        Action::Grant => t.own_data_audit_grant(),
        Action::Revoke => t.own_data_audit_revoke(),
        Action::Disable => t.own_data_audit_disable(),
        Action::Enable => t.own_data_audit_enable(),
        Action::LinkPassword => t.own_data_audit_link_password(),
        Action::DownloadData => t.own_data_audit_download_data(),
        Action::AskDeletion => t.own_data_audit_ask_deletion(),
        Action::Delete => t.own_data_audit_delete(),
        Action::Erase => t.own_data_audit_erase(),
        Action::Park => t.own_data_audit_park(),
        Action::RemoveEntry => t.own_data_audit_remove_entry(),
        Action::Apply => t.own_data_audit_apply(),
        Action::Withdraw => t.own_data_audit_withdraw(),
        Action::MoveApplication => t.own_data_audit_move_application(),
        Action::KeepApart => t.own_data_audit_keep_apart(),
        Action::EraseApplication => t.own_data_audit_erase_application(),
        Action::CreateAlert => t.own_data_audit_create_alert(),
        Action::ChangeAlert => t.own_data_audit_change_alert(),
        Action::PauseAlert => t.own_data_audit_pause_alert(),
        Action::ResumeAlert => t.own_data_audit_resume_alert(),
        Action::DeleteAlert => t.own_data_audit_delete_alert(),
        Action::StopAlert => t.own_data_audit_stop_alert(),
        Action::BounceAlert => t.own_data_audit_bounce_alert(),
        Action::AskAlert => t.own_data_audit_ask_alert(),
        Action::KeepAlert => t.own_data_audit_keep_alert(),
        Action::LapseAlert => t.own_data_audit_lapse_alert(),
        Action::SaveVacancy => t.own_data_audit_save_vacancy(),
        Action::UnsaveVacancy => t.own_data_audit_unsave_vacancy(),
        Action::ImportVacancy => t.own_data_audit_import_vacancy(),
        Action::ChangeVacancy => t.own_data_audit_change_vacancy(),
        Action::BeginVacancy => t.own_data_audit_begin_vacancy(),
        Action::EditVacancy => t.own_data_audit_edit_vacancy(),
        Action::BeginChange => t.own_data_audit_begin_change(),
        Action::DiscardVacancy => t.own_data_audit_discard_vacancy(),
        Action::PublishVacancy => t.own_data_audit_publish_vacancy(),
        Action::ScheduleVacancy => t.own_data_audit_schedule_vacancy(),
        Action::CorrectVacancy => t.own_data_audit_correct_vacancy(),
        Action::ExtendVacancy => t.own_data_audit_extend_vacancy(),
        Action::CloseVacancy => t.own_data_audit_close_vacancy(),
        Action::CancelVacancy => t.own_data_audit_cancel_vacancy(),
        Action::KeepReview => t.own_data_audit_keep_review(),
        Action::DecideReview => t.own_data_audit_decide_review(),
        Action::TellNeeds => t.own_data_audit_tell_needs(),
        Action::BeginProposal => t.own_data_audit_begin_proposal(),
        Action::EditProposal => t.own_data_audit_edit_proposal(),
        Action::SubmitProposal => t.own_data_audit_submit_proposal(),
        Action::EndorseProposal => t.own_data_audit_endorse_proposal(),
        Action::ApproveProposal => t.own_data_audit_approve_proposal(),
        Action::AcceptProposal => t.own_data_audit_accept_proposal(),
        Action::ReturnProposal => t.own_data_audit_return_proposal(),
        Action::DeclineProposal => t.own_data_audit_decline_proposal(),
        Action::PublishProposal => t.own_data_audit_publish_proposal(),
        Action::FillProposal => t.own_data_audit_fill_proposal(),
        Action::WithdrawProposal => t.own_data_audit_withdraw_proposal(),
        Action::RefuseWordFile => t.own_data_audit_refuse_word_file(),
        Action::OpenCall => t.own_data_audit_open_call(),
        Action::ChangeCall => t.own_data_audit_change_call(),
        Action::CloseCall => t.own_data_audit_close_call(),
        Action::ImportInstitutions => t.own_data_audit_import_institutions(),
        Action::AddOffice => t.own_data_audit_add_office(),
        Action::ChangeOffice => t.own_data_audit_change_office(),
        Action::CloseOffice => t.own_data_audit_close_office(),
        Action::ChangePartners => t.own_data_audit_change_partners(),
        Action::AddArea => t.own_data_audit_add_area(),
        Action::ChangeArea => t.own_data_audit_change_area(),
        Action::RetireArea => t.own_data_audit_retire_area(),
        Action::OfferArea => t.own_data_audit_offer_area(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::tests::letters;
    use services::own_data::{Account, Leftover};

    fn at() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn data() -> OwnData {
        OwnData {
            format: services::own_data::FORMAT,
            made_at: at(),
            account: Account {
                id: "1".into(),
                email: "ana@example.org".into(),
                given_names: "Ana".into(),
                family_name: "Paz".into(),
                language: Lang::Es,
                roles: vec![],
                created_at: at(),
                confirmed_at: None,
            },
            statements: vec![],
            sessions: vec![],
            links: vec![],
            forms: vec![],
            waiting: vec![],
            leftovers: vec![],
            saved: vec![],
            alerts: vec![],
            organisation: vec![],
            applications: vec![],
            mails: vec![],
            record: vec![],
        }
    }

    /// A mail as it is handed over: without the secret of its link.
    fn handed_over(letter: &Letter) -> Mail {
        let mut letter = serde_json::to_value(letter).unwrap_or_default();
        for facts in letter.as_object_mut().into_iter().flat_map(|letter| letter.values_mut()) {
            facts.as_object_mut().and_then(|facts| facts.remove("path"));
        }
        Mail {
            recipient: "ana@example.org".into(),
            language: Lang::Es,
            letter: Some(letter),
            created_at: at(),
            sent_at: None,
            given_up_at: None,
        }
    }

    #[test]
    fn every_mail_is_told_by_its_own_subject() {
        for lang in Lang::ALL {
            for letter in letters() {
                assert_eq!(subject(Texts(lang), &handed_over(&letter)), word(&letter, lang, "").subject);
            }
        }
    }

    #[test]
    fn what_a_file_left_over_is_on_the_page() {
        let left = Leftover { path: "work.url".into(), text: "a <b> c".into(), expires_at: at() };
        let page = page(&OwnData { leftovers: vec![left], ..data() }, &Areas::default(), Lang::Es);
        for text in ["work.url", "a &lt;b&gt; c", Texts(Lang::Es).own_data_leftovers()] {
            assert!(page.contains(text), "{text}: {page}");
        }
    }
}
