//! What a vacancy's grade asks for, beside one's own profile. It tells, and forbids nothing.

use super::labels;
use crate::{
    api::application::Compared,
    texts::{Texts, use_texts},
    ui::{Tag, TagKind},
};
use leptos::prelude::*;
use model::{
    period::Worked,
    requirements::{Command, Education, Requirement, Verdict, Why},
};

/// The requirements line by line: what is met, what is not and why, and from which entries. Nothing where none are known.
#[component]
pub fn Comparison(lines: Vec<Compared>) -> impl IntoView {
    let t = use_texts();
    (!lines.is_empty()).then(|| {
        let rows: Vec<_> = lines.into_iter().map(|compared| view! { <Line compared/> }).collect();
        view! {
            <details>
                <summary>{t.compare_title()}</summary>
                <p>{t.compare_body()}</p>
                <ul class="rows">{rows}</ul>
            </details>
        }
    })
}

#[component]
fn Line(compared: Compared) -> impl IntoView {
    let t = use_texts();
    let Compared { line, entries } = compared;
    let (kind, words, why) = match line.verdict {
        Verdict::Met => (TagKind::Good, t.compare_met(), None),
        Verdict::ToBeVerified(why) => (TagKind::Info, t.compare_to_be_verified(), Some(why)),
        Verdict::NotMet(why) => (TagKind::Warning, t.compare_not_met(), Some(why)),
    };
    let counted =
        line.worked.filter(|_| line.verdict == Verdict::Met).map(|worked| t.compare_counted(time(t, worked)));
    let links: Vec<_> = entries
        .into_iter()
        .map(|(path, name)| view! { <li><a href=t.0.address(&path)>{name}</a></li> })
        .collect();
    view! {
        <li class="compared">
            <div>
                <p>{requirement(t, line.requirement)}</p>
                {why.map(|why| view! { <p class="hint">{reason(t, why)}</p> })}
                {counted.map(|counted| view! { <p class="hint">{counted}</p> })}
                {(!links.is_empty()).then(|| view! { <ul class="hint" aria-label=t.compare_from()>{links}</ul> })}
            </div>
            <Tag kind>{words}</Tag>
        </li>
    }
}

/// `8 years and 3 months`.
fn time(t: Texts, worked: Worked) -> String {
    let (years, months) = (u64::from(worked.years()), u64::from(worked.months()));
    match (years, months) {
        (0, months) => t.compare_months(months),
        (years, 0) => t.compare_years(years),
        (years, months) => t.compare_years_and_months(t.compare_years(years), t.compare_months(months)),
    }
}

fn requirement(t: Texts, requirement: Requirement) -> String {
    match requirement {
        Requirement::Education { least, or_first_level_with_years } => {
            let least = match least {
                Education::SecondarySchool => t.compare_secondary(),
                Education::FirstLevelDegree => t.compare_first_level(),
                Education::AdvancedDegree => t.compare_advanced(),
            };
            match or_first_level_with_years {
                Some(years) => t.compare_or_years(least, t.compare_years(years.into())),
                None => least.to_owned(),
            }
        }
        Requirement::Experience { years } => t.compare_experience(t.compare_years(years.into())),
        Requirement::International => t.compare_international().to_owned(),
        Requirement::Language { command } => t.compare_language(self::command(t, command)),
        Requirement::SecondLanguage { command, always: true } => {
            t.compare_second_language(self::command(t, command))
        }
        Requirement::SecondLanguage { command, always: false } => {
            t.compare_second_language_perhaps(self::command(t, command))
        }
    }
}

fn command(t: Texts, command: Command) -> &'static str {
    match command {
        Command::Working => t.compare_working(),
        Command::Good => t.compare_good(),
        Command::Excellent => t.compare_excellent(),
    }
}

fn reason(t: Texts, why: Why) -> String {
    match why {
        Why::NothingGiven => t.compare_nothing_given().to_owned(),
        Why::NoneRelevant => t.compare_none_relevant().to_owned(),
        Why::NoneInternational => t.compare_none_international().to_owned(),
        Why::BelowWhatIsAsked => t.compare_below().to_owned(),
        Why::Degree(reason) => labels::standing_reason(t, reason).to_owned(),
        Why::SchoolNotGiven => t.compare_school_not_given().to_owned(),
        Why::TooFewYears { worked, asked } => {
            t.compare_too_few(time(t, worked), t.compare_years(asked.into()))
        }
        Why::TooFewYearsInPlace { worked, asked } => {
            t.compare_too_few_in_place(time(t, worked), t.compare_years(asked.into()))
        }
        Why::LittleInternational { worked } => t.compare_little_international(time(t, worked)),
        Why::NoWorkingLanguage => t.compare_no_working_language().to_owned(),
        Why::CommandTooLow { weakest, asked } => {
            t.compare_command_too_low(labels::proficiency(t, weakest), labels::proficiency(t, asked))
        }
        Why::NoticeDecides => t.compare_notice_decides().to_owned(),
        Why::MayBeAcquired => t.compare_may_be_acquired().to_owned(),
    }
}
