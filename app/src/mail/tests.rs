//! Every mail, in every language.

use super::*;
use jiff::civil::date;
use model::{
    country::Country,
    vacancy::{Category, ContractType, DutyStation, Grade},
};
use services::outbox::KeptApplication;

pub(crate) fn letters() -> Vec<Letter> {
    let (name, path) = ("Zoë <b>", "/fr/account/confirm/abc".to_owned());
    let name = || name.to_owned();
    let moved = |state: &State| Letter::ApplicationMoved {
        name: name(),
        reference: "R-1".into(),
        title: "Officer".into(),
        number: "N/1".into(),
        state: *state,
        again: *state == State::Withdrawn,
        path: "/applications/1".into(),
    };
    let mut letters = vec![
        Letter::ConfirmAddress { name: name(), path: path.clone() },
        Letter::AlreadyRegistered { name: name() },
        Letter::NewPassword { name: name(), path: path.clone() },
        Letter::PasswordChanged { name: name() },
        Letter::AddressChanged { name: name(), to: "new@example.org".into() },
        Letter::ApplicationReceived {
            name: name(),
            reference: "R-1".into(),
            title: "Officer".into(),
            number: "N/1".into(),
            path: path.clone(),
        },
        Letter::NeedsTold {
            name: name(),
            email: "zoe@example.org".into(),
            reference: "R-1".into(),
            title: "Officer".into(),
            number: "N/1".into(),
            needs: "A ramp".into(),
        },
        Letter::DeadlineExtended {
            name: name(),
            title: "Officer".into(),
            number: "N/1".into(),
            until: date(2027, 5, 26),
            path: path.clone(),
        },
        Letter::VacancyClosed { name: name(), title: "Officer".into(), number: "N/1".into() },
        Letter::VacancyCancelled { name: name(), title: "Officer".into(), number: "N/1".into() },
        Letter::NewVacancies {
            name: name(),
            alert: "Statistics <i>".into(),
            id: "0190".into(),
            search: "q=statistics".into(),
            path: "/alerts/stop?token=0190.abc".into(),
            slugs: vec!["n-1".into()],
            more: 2,
            listed: vec![listed()],
        },
        Letter::ProposalWaits {
            name: name(),
            title: "Labour <i>".into(),
            hand: Hand::Director,
            again: true,
            path: "/staff/proposals/0190".into(),
        },
        Letter::ProposalOverdue {
            name: name(),
            title: "Labour".into(),
            hand: Hand::JpoUnit,
            days: 8,
            path: "/staff/proposals/0190".into(),
        },
        Letter::ProposalDecided {
            name: name(),
            title: "Labour".into(),
            action: Action::Return,
            comment: "Shorten <b>it</b>.".into(),
            remarks: 2,
            path: "/staff/proposals/0190".into(),
        },
        Letter::AlertWanted {
            name: name(),
            alert: String::new(),
            id: "0190".into(),
            path: "/alerts/stop?token=0190.abc".into(),
            until: date(2027, 12, 21),
        },
        Letter::DeleteAccount { name: name(), path },
        Letter::AccountDeleted { name: name(), kept: vec![] },
        Letter::AccountDeleted {
            name: name(),
            kept: vec![KeptApplication { title: "Officer".into(), until: date(2027, 5, 26) }],
        },
    ];
    letters.extend(State::ALL.iter().map(moved));
    letters
}

fn listed() -> Listed {
    Listed {
        slug: "n-1".into(),
        title: "Statistician <b>".into(),
        lang: Lang::En,
        grade: Some(Grade::P3),
        category: Category::International,
        contract_type: ContractType::FixedTerm,
        duty_station: DutyStation { city: "Nairobi".into(), country: Country::parse("KE").unwrap() },
        closes_on: date(2026, 12, 24),
        zone: "Africa/Nairobi".into(),
        closes_at: 0,
    }
}

#[test]
fn the_mail_of_an_alert_leads_to_each_notice_to_the_rest_to_the_alert_and_to_its_end() {
    let letters = letters();
    let letter = letters.iter().find(|letter| matches!(letter, Letter::NewVacancies { .. })).unwrap();
    let mail = word(letter, Lang::Fr, "https://jobs.example.org");
    let stop = "https://jobs.example.org/fr/alerts/stop?token=0190.abc";
    assert_eq!(mail.unsubscribe.as_deref(), Some(stop));
    assert!(mail.subject.starts_with("3 "), "{}", mail.subject);
    let rest = "https://jobs.example.org/fr/vacancies?q=statistics";
    let alert = "https://jobs.example.org/fr/alerts/0190";
    for address in ["https://jobs.example.org/fr/vacancies/n-1", rest, alert, stop] {
        assert!(mail.text.contains(&format!("\n{address}\n")), "{address} in {}", mail.text);
        assert!(mail.html.contains(&format!("href=\"{address}\"")), "{address} in {}", mail.html);
    }
    assert!(
        mail.text.contains("Statistician <b>\nP3 · Nairobi, Kenya · clôture le 24 décembre 2026\n"),
        "{}",
        mail.text
    );
    assert!(mail.html.contains(" lang=\"en\"") && mail.html.contains("Statistician &lt;b&gt;"));
}

#[test]
fn every_letter_is_worded_in_every_language() {
    for lang in Lang::ALL {
        for letter in letters() {
            let mail = word(&letter, lang, "https://jobs.example.org");
            assert!(
                mail.text.contains("Zoë <b>") && mail.html.contains("Zoë &lt;b&gt;"),
                "{lang} {letter:?}"
            );
            assert!(
                !mail.text.contains('{') && !mail.html.contains('{'),
                "a place is not filled: {}",
                mail.text
            );
            assert!(mail.html.contains(&format!("<html lang=\"{lang}\">")));
        }
    }
}

#[test]
fn nobody_is_told_that_the_address_is_gone_while_an_application_holds_it() {
    let kept = vec![KeptApplication { title: "Officer".into(), until: date(2027, 5, 26) }];
    for lang in Lang::ALL {
        let t = Texts(lang);
        let text = |kept| {
            let letter = Letter::AccountDeleted { name: "Ana".into(), kept };
            word(&letter, lang, "https://jobs.example.org").text
        };
        assert!(text(vec![]).contains(t.mail_deleted_text()), "{lang}");
        let some = text(kept.clone());
        assert!(some.contains(t.mail_deleted_but()) && !some.contains(t.mail_deleted_text()), "{lang}");
    }
}

#[test]
fn links_lead_to_the_recipients_language_whatever_the_path_was() {
    for (lang, expected) in [(Lang::En, "/account/confirm/abc"), (Lang::Es, "/es/account/confirm/abc")] {
        let mail = word(&letters()[0], lang, "https://jobs.example.org");
        assert!(mail.text.contains(&format!("\nhttps://jobs.example.org{expected}\n")), "{}", mail.text);
    }
}
