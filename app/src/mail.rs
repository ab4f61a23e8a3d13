//! Mails: what the outbox holds as facts, worded in the recipient's language, as plain text and as simple HTML.

use crate::{dates, names, sought, texts::Texts, ui::escaped};
use model::{
    application::State,
    choice::Choice,
    language::Lang,
    proposal::{Action, Hand},
    vacancy::Listed,
};
use services::outbox::Letter;

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where a program of the recipient's unsubscribes, by a POST (RFC 8058); none where nothing was subscribed to.
    pub unsubscribe: Option<String>,
}

/// The parts of a mail, the same for every letter.
#[derive(Debug, Default)]
struct Parts {
    subject: String,
    name: String,
    paragraphs: Vec<String>,
    /// What to press, and where it leads.
    link: Option<(String, String)>,
    /// A list behind the paragraphs, each item an address with what it leads to.
    items: Vec<Item>,
    /// Stands behind the link.
    after: Vec<String>,
    /// What else can be done, and where, at the end.
    others: Vec<(String, String)>,
    unsubscribe: Option<String>,
}

/// An item of a list: a title that leads somewhere, and a line on it.
#[derive(Debug)]
struct Item {
    title: String,
    /// The language of the title, where it is not the mail's.
    lang: Option<&'static str>,
    line: String,
    address: String,
}

/// Words a letter. `public_url` is the site's address, without a slash at its end.
#[must_use]
pub fn word(letter: &Letter, lang: Lang, public_url: &str) -> Mail {
    let t = Texts(lang);
    let address = |path: &str| format!("{public_url}{}", lang.address(Lang::of_path(path).1));
    let parts = parts(letter, t, &address);
    let (text, html) = (plain(&parts, t), html(&parts, t, lang, public_url));
    Mail { subject: parts.subject, text, html, unsubscribe: parts.unsubscribe }
}

fn parts(letter: &Letter, t: Texts, address: &dyn Fn(&str) -> String) -> Parts {
    let sign_in = || Some((t.mail_sign_in().to_owned(), address("/account/sign-in")));
    let of = |name: &str, subject: &str, paragraphs: &[&str]| Parts {
        name: name.to_owned(),
        subject: subject.to_owned(),
        paragraphs: paragraphs.iter().map(|&p| p.to_owned()).collect(),
        ..Parts::default()
    };
    match letter {
        Letter::ConfirmAddress { name, path } => Parts {
            link: Some((t.mail_confirm_button().into(), address(path))),
            after: vec![t.mail_link_once().into(), t.mail_confirm_not_you().into()],
            ..of(name, t.mail_confirm_subject(), &[t.mail_confirm_text()])
        },
        Letter::AlreadyRegistered { name } => Parts {
            link: sign_in(),
            after: vec![t.mail_registered_not_you().into()],
            ..of(
                name,
                t.mail_registered_subject(),
                &[t.mail_registered_text(), t.mail_registered_forgotten()],
            )
        },
        Letter::NewPassword { name, path } => Parts {
            link: Some((t.mail_password_button().into(), address(path))),
            after: vec![t.mail_link_once().into(), t.mail_password_not_you().into()],
            ..of(name, t.mail_password_subject(), &[t.mail_password_text()])
        },
        Letter::PasswordChanged { name } => Parts {
            link: Some((t.mail_forgotten_button().into(), address("/account/forgotten"))),
            ..of(name, t.mail_changed_subject(), &[t.mail_changed_text(), t.mail_changed_not_you()])
        },
        Letter::AddressChanged { name, to } => {
            Parts { ..of(name, t.mail_moved_subject(), &[&t.mail_moved_text(to), t.mail_moved_not_you()]) }
        }
        Letter::ApplicationReceived { name, reference, title, number, path } => Parts {
            link: Some((t.mail_received_button().into(), address(path))),
            after: vec![t.mail_received_after().into(), t.mail_no_fee().into()],
            ..of(
                name,
                &t.mail_received_subject(title),
                &[&t.mail_received_text(title, number), &t.mail_received_reference(reference)],
            )
        },
        Letter::ApplicationMoved { name, reference, title, number, state, again, path } => {
            let (subject, text, close) = moved_on(t, *state, title, number);
            let again = again.then(|| t.mail_moved_on_again().to_owned());
            Parts {
                link: Some((t.mail_received_button().into(), address(path))),
                after: again.into_iter().chain([close.to_owned()]).collect(),
                ..of(name, &subject, &[&text, &t.mail_received_reference(reference)])
            }
        }
        Letter::NeedsTold { name, email, reference, title, number, needs } => of(
            t.mail_needs_to(),
            &t.mail_needs_subject(reference),
            &[&t.mail_needs_text(name, title, number), needs, &t.mail_needs_reach(email)],
        ),
        Letter::DeadlineExtended { name, title, number, until, path } => Parts {
            link: Some((t.mail_extended_button().into(), address(path))),
            after: vec![t.mail_extended_after().into()],
            ..of(
                name,
                &t.mail_extended_subject(title),
                &[&t.mail_extended_text(title, number, dates::long(t, *until))],
            )
        },
        Letter::VacancyClosed { name, title, number } => Parts {
            link: Some((t.mail_cancelled_button().into(), address("/vacancies"))),
            after: vec![t.mail_closed_after().into()],
            ..of(name, &t.mail_closed_subject(title), &[&t.mail_closed_text(title, number)])
        },
        Letter::VacancyCancelled { name, title, number } => Parts {
            link: Some((t.mail_cancelled_button().into(), address("/vacancies"))),
            ..of(name, &t.mail_cancelled_subject(title), &[&t.mail_cancelled_text(title, number)])
        },
        Letter::ProposalWaits { name, title, hand, again, path } => {
            let (subject, text) = proposal_waits(t, *hand, title);
            let again = again.then(|| t.mail_proposal_again().to_owned());
            Parts {
                link: Some((t.mail_proposal_button().into(), address(path))),
                after: again.into_iter().chain([t.mail_proposal_after().to_owned()]).collect(),
                ..of(name, &subject, &[&text])
            }
        }
        Letter::ProposalOverdue { name, title, hand, days, path } => {
            let (_, text) = proposal_waits(t, *hand, title);
            let waited = t.mail_proposal_overdue_days(u64::from(*days));
            Parts {
                link: Some((t.mail_proposal_button().into(), address(path))),
                after: vec![t.mail_proposal_after().into()],
                ..of(name, &t.mail_proposal_overdue_subject(title), &[&text, &waited])
            }
        }
        Letter::ProposalDecided { name, title, action, comment, remarks, path } => {
            let (subject, text) = proposal_decided(t, *action, title);
            let mut texts = vec![text];
            if !comment.is_empty() {
                texts.push(t.mail_proposal_comment(comment));
            }
            if *remarks > 0 {
                texts.push(t.mail_proposal_remarks(u64::from(*remarks)));
            }
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            Parts {
                link: Some((t.mail_proposal_button().into(), address(path))),
                ..of(name, &subject, &texts)
            }
        }
        Letter::NewVacancies { name, alert, id, search, path, slugs, more, listed } => {
            let (named, alert) =
                (listed.len().max(usize::from(listed.is_empty()) * slugs.len()), sought::name(t, alert));
            let all = with_query(&address("/vacancies"), search);
            Parts {
                items: listed.iter().map(|vacancy| item(t, vacancy, address)).collect(),
                link: (*more > 0).then(|| (t.mail_alert_more(u64::from(*more)), all)),
                after: vec![t.mail_alert_why().into()],
                ..alert_parts(
                    of(
                        name,
                        &t.mail_alert_subject(named as u64 + u64::from(*more), &alert),
                        &[&t.mail_alert_text(&alert)],
                    ),
                    t,
                    address,
                    (id, path),
                )
            }
        }
        Letter::AlertWanted { name, alert, id, path, until } => {
            let alert = sought::name(t, alert);
            Parts {
                link: Some((t.mail_wanted_button().into(), address(&format!("/alerts/{id}")))),
                after: vec![t.mail_alert_why().into()],
                ..alert_parts(
                    of(
                        name,
                        &t.mail_wanted_subject(&alert),
                        &[&t.mail_wanted_text(&alert, dates::long(t, *until))],
                    ),
                    t,
                    address,
                    (id, path),
                )
            }
        }
        Letter::DeleteAccount { name, path } => Parts {
            link: Some((t.mail_delete_button().into(), address(path))),
            after: vec![t.mail_link_once().into(), t.mail_delete_not_you().into()],
            ..of(name, t.mail_delete_subject(), &[t.mail_delete_text()])
        },
        Letter::AccountDeleted { name, kept } => {
            let text = if kept.is_empty() { t.mail_deleted_text() } else { t.mail_deleted_but() };
            let kept = kept.iter().map(|kept| t.mail_deleted_kept(dates::long(t, kept.until), &kept.title));
            Parts { after: kept.collect(), ..of(name, t.mail_deleted_subject(), &[text]) }
        }
    }
}

/// What is told of an application that has come to a state: subject, text, and what stands at the end.
fn moved_on(t: Texts, state: State, title: &str, number: &str) -> (String, String, &'static str) {
    let no_fee = t.mail_no_fee();
    match state {
        State::Received => (t.mail_received_subject(title), t.mail_received_text(title, number), no_fee),
        State::UnderReview => {
            (t.mail_moved_on_under_review_subject(title), t.mail_moved_on_under_review(title, number), no_fee)
        }
        State::Assessment => {
            (t.mail_moved_on_assessment_subject(title), t.mail_moved_on_assessment(title, number), no_fee)
        }
        State::NotSelected => {
            (t.mail_moved_on_not_selected_subject(title), t.mail_moved_on_not_selected(title, number), no_fee)
        }
        State::Selected => {
            (t.mail_moved_on_selected_subject(title), t.mail_moved_on_selected(title, number), no_fee)
        }
        State::Withdrawn => (
            t.mail_moved_on_withdrawn_subject(title),
            t.mail_moved_on_withdrawn(title, number),
            t.mail_moved_on_withdrawn_not_you(),
        ),
        State::Cancelled => {
            (t.mail_moved_on_cancelled_subject(title), t.mail_moved_on_cancelled(title, number), no_fee)
        }
    }
}

/// Subject and text of a mail to those for whom a proposal waits.
fn proposal_waits(t: Texts, hand: Hand, title: &str) -> (String, String) {
    match hand {
        Hand::Author => (t.mail_proposal_author_subject(title), t.mail_proposal_author_text(title)),
        Hand::Director => (t.mail_proposal_director_subject(title), t.mail_proposal_director_text(title)),
        Hand::HrPartner => {
            (t.mail_proposal_hr_partner_subject(title), t.mail_proposal_hr_partner_text(title))
        }
        Hand::JpoUnit => (t.mail_proposal_jpo_unit_subject(title), t.mail_proposal_jpo_unit_text(title)),
    }
}

/// Subject and text of a mail that tells what was done with a proposal.
fn proposal_decided(t: Texts, action: Action, title: &str) -> (String, String) {
    match action {
        Action::Submit => (t.mail_proposal_submit_subject(title), t.mail_proposal_submit_text(title)),
        Action::Endorse => (t.mail_proposal_endorse_subject(title), t.mail_proposal_endorse_text(title)),
        Action::Approve => (t.mail_proposal_approve_subject(title), t.mail_proposal_approve_text(title)),
        Action::Accept => (t.mail_proposal_accept_subject(title), t.mail_proposal_accept_text(title)),
        Action::Return => (t.mail_proposal_return_subject(title), t.mail_proposal_return_text(title)),
        Action::Decline => (t.mail_proposal_decline_subject(title), t.mail_proposal_decline_text(title)),
        Action::Publish => (t.mail_proposal_publish_subject(title), t.mail_proposal_publish_text(title)),
        Action::Fill => (t.mail_proposal_fill_subject(title), t.mail_proposal_fill_text(title)),
        Action::Withdraw => (t.mail_proposal_withdraw_subject(title), t.mail_proposal_withdraw_text(title)),
    }
}

/// The parts of a mail of an alert, by its id and the path that stops it: each says where it is changed and stopped.
fn alert_parts(parts: Parts, t: Texts, address: &dyn Fn(&str) -> String, (id, path): (&str, &str)) -> Parts {
    let stop = address(path);
    Parts {
        others: vec![
            (t.mail_alert_change().into(), address(&format!("/alerts/{id}"))),
            (t.mail_alert_stop().into(), stop.clone()),
        ],
        unsubscribe: Some(stop),
        ..parts
    }
}

/// A vacancy in the mail of an alert.
fn item(t: Texts, vacancy: &Listed, address: &dyn Fn(&str) -> String) -> Item {
    let station = &vacancy.duty_station;
    let place = format!("{}, {}", station.city, names::country(t.0, station.country));
    let closes = t.mail_alert_closes(dates::long(t, vacancy.closes_on));
    let grade = vacancy.grade.map(|grade| grade.slug().to_owned());
    Item {
        title: vacancy.title.clone(),
        lang: t.other(vacancy.lang),
        line: grade.into_iter().chain([place, closes]).collect::<Vec<_>>().join(" · "),
        address: address(&format!("/vacancies/{}", vacancy.slug)),
    }
}

fn with_query(address: &str, query: &str) -> String {
    if query.is_empty() { address.to_owned() } else { format!("{address}?{query}") }
}

fn plain(parts: &Parts, t: Texts) -> String {
    let mut blocks = vec![t.mail_greeting(&parts.name)];
    blocks.extend(parts.paragraphs.iter().cloned());
    blocks.extend(parts.items.iter().map(|item| format!("{}\n{}\n{}", item.title, item.line, item.address)));
    if let Some((label, address)) = &parts.link {
        blocks.push(format!("{label}:\n{address}"));
    }
    blocks.extend(parts.after.iter().cloned());
    blocks.extend(parts.others.iter().map(|(label, address)| format!("{label}:\n{address}")));
    blocks.push(t.mail_closing().into());
    blocks.push(format!("-- \n{}", t.mail_footer()));
    blocks.join("\n\n") + "\n"
}

/// One column, no picture, nothing loaded: it reads the same in every mail program, by eye and by ear. Mail programs know
/// style attributes only.
fn html(parts: &Parts, t: Texts, lang: Lang, public_url: &str) -> String {
    let paragraph = |text: &str| format!("<p style=\"margin:0 0 16px\">{}</p>\n", escaped(text));
    let mut body = paragraph(&t.mail_greeting(&parts.name));
    for text in &parts.paragraphs {
        body += &paragraph(text);
    }
    if !parts.items.is_empty() {
        body += "<ul style=\"margin:0 0 16px;padding:0;list-style:none\">\n";
        for Item { title, lang, line, address } in &parts.items {
            let lang = lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
            body += &format!(
                "<li style=\"margin:0 0 16px\"><a href=\"{}\"{lang} style=\"font-weight:bold\">{}</a><br>{}</li>\n",
                escaped(address),
                escaped(title),
                escaped(line),
            );
        }
        body += "</ul>\n";
    }
    if let Some((label, address)) = &parts.link {
        let address = escaped(address);
        body += &format!(
            "<p style=\"margin:0 0 16px\"><a href=\"{address}\" style=\"display:inline-block;padding:12px 20px;background:#1d4f91;\
             color:#ffffff;text-decoration:none;border-radius:4px;font-weight:bold\">{}</a></p>\n\
             <p style=\"margin:0 0 16px\">{} <a href=\"{address}\" style=\"word-break:break-all\">{address}</a></p>\n",
            escaped(label),
            escaped(t.mail_or_copy()),
        );
    }
    for text in &parts.after {
        body += &paragraph(text);
    }
    for (label, address) in &parts.others {
        body += &format!(
            "<p style=\"margin:0 0 16px\"><a href=\"{}\">{}</a></p>\n",
            escaped(address),
            escaped(label)
        );
    }
    body += &paragraph(t.mail_closing());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{subject}</title></head>\n\
         <body style=\"margin:0;padding:24px;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5\">\n\
         <div style=\"max-width:560px\">\n<h1 style=\"margin:0 0 16px;font-size:22px;line-height:1.3\">{subject}</h1>\n{body}\
         <p style=\"margin:24px 0 0;padding-top:16px;border-top:1px solid #767676;font-size:14px\">{footer}<br>\
         <a href=\"{home}\">{name}</a></p>\n</div>\n</body>\n</html>\n",
        subject = escaped(&parts.subject),
        footer = escaped(t.mail_footer()),
        home = escaped(&format!("{public_url}{}", lang.address("/"))),
        name = escaped(t.site_name()),
    )
}

#[cfg(test)]
pub(crate) mod tests;
