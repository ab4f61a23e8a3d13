//! What a vacancy's grade asks for, beside one's own profile. It tells, and forbids nothing.

use super::labels;
use crate::{
    api::application::{ComparePage, Comparing, compare_with},
    at_once::Erase,
    form::today,
    pages::{Load, loading},
    texts::{Texts, use_lang, use_texts},
    ui::{ButtonLink, PageTitle, Tag, TagKind, use_alive},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    period::Worked,
    requirements::{
        Command, Education, Evidence, Line as Compared, Requirement, Source, Verdict, Why, compare,
    },
};

/// The page at `/vacancies/{slug}/compare`.
#[component]
pub fn CompareTo() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let slug =
        Memo::new(move |_| params.with(|params| params.get_str("slug").unwrap_or_default().to_owned()));
    let page = loading(move || slug.get(), move |slug| compare_with(slug, lang));
    view! { <Load resource=page view=move |page| view! { <Page page/> }/> }
}

#[component]
fn Page(page: ComparePage) -> impl IntoView {
    let t = use_texts();
    let ComparePage { vacancy, open, comparing } = page;
    let notice = t.0.address(&format!("/vacancies/{}", vacancy.slug));
    let apply = t.0.address(&format!("/vacancies/{}/apply", vacancy.slug));
    view! {
        <p class="back"><a href=notice>{t.apply_back()}</a></p>
        <PageTitle title=t.compare_page_title(vacancy.title)/>
        {match comparing {
            Some(comparing) => view! { <Comparison comparing/> }.erase(),
            None => view! { <p>{t.compare_unknown()}</p> }.erase(),
        }}
        {open.then(|| view! { <p class="buttons"><ButtonLink href=apply>{t.vacancy_apply()}</ButtonLink></p> })}
    }
}

/// The requirements line by line: what is met, what is not and why, and from which entries. The person may say which jobs are
/// relevant; the lines follow at once, and nobody is told.
#[component]
pub fn Comparison(comparing: Comparing) -> impl IntoView {
    let t = use_texts();
    let Comparing { grade, rules, evidence, entries } = comparing;
    let left_out = RwSignal::new(Vec::<String>::new());
    let jobs = evidence.jobs.iter().map(|job| job.id.clone()).collect::<Vec<_>>();
    let entries = StoredValue::new(entries);
    let lines = Memo::new(move |_| {
        let mut evidence: Evidence = evidence.clone();
        left_out.with(|left_out| {
            evidence.jobs.iter_mut().for_each(|job| job.relevant = !left_out.contains(&job.id));
        });
        compare(grade, &evidence, &rules, today()).unwrap_or_default()
    });
    let met = move || {
        lines.with(|lines| {
            let met = lines.iter().filter(|line| line.verdict == Verdict::Met).count();
            t.compare_met_of(met, lines.len())
        })
    };
    let rows = move || {
        let lines = lines.get();
        lines.into_iter().map(|line| entries.with_value(|entries| row(t, line, entries))).collect::<Vec<_>>()
    };
    view! {
        <p>{t.compare_body()}</p>
        <p role="status"><strong>{met}</strong></p>
        <ul class="rows">{rows}</ul>
        <RelevantJobs jobs entries left_out/>
    }
}

/// A tick box for each job: whether it is counted as relevant. It works in the browser alone.
#[component]
fn RelevantJobs(
    jobs: Vec<String>,
    entries: StoredValue<Vec<(Source, String, String)>>,
    left_out: RwSignal<Vec<String>>,
) -> impl IntoView {
    let t = use_texts();
    let alive = use_alive();
    let none = jobs.is_empty();
    let ticks: Vec<_> = jobs
        .into_iter()
        .enumerate()
        .map(|(place, job)| {
            let id = format!("relevant-{place}");
            let name = entries.with_value(|entries| name_of(entries, &Source::Job(job.clone())));
            let change = move |event: leptos::ev::Event| {
                let counts = event_target_checked(&event);
                left_out.update(|left_out| {
                    left_out.retain(|other| *other != job);
                    if !counts {
                        left_out.push(job.clone());
                    }
                });
            };
            view! {
                <div class="tick">
                    // A browser would put back at reload what was tried out.
                    <input type="checkbox" id=id.clone() autocomplete="off" checked=true on:change=change/>
                    <label for=id>{name.map(|(_, name)| name)}</label>
                </div>
            }
        })
        .collect();
    view! {
        <fieldset class="field" hidden=move || none || !alive.get()>
            <legend>{t.compare_relevant()}</legend>
            <p class="hint">{t.compare_relevant_hint()}</p>
            <div class="ticks">{ticks}</div>
        </fieldset>
    }
}

/// An entry's page and name.
fn name_of(entries: &[(Source, String, String)], source: &Source) -> Option<(String, String)> {
    let entry = entries.iter().find(|(known, ..)| known == source);
    entry.map(|(_, path, name)| (path.clone(), name.clone()))
}

fn row(t: Texts, line: Compared, entries: &[(Source, String, String)]) -> impl IntoView + use<> {
    let (kind, words, why) = match line.verdict {
        Verdict::Met => (TagKind::Good, t.compare_met(), None),
        Verdict::ToBeVerified(why) => (TagKind::Info, t.compare_to_be_verified(), Some(why)),
        Verdict::NotMet(why) => (TagKind::Warning, t.compare_not_met(), Some(why)),
    };
    let counted =
        line.worked.filter(|_| line.verdict == Verdict::Met).map(|worked| t.compare_counted(time(t, worked)));
    let links: Vec<_> = line
        .entries
        .iter()
        .filter_map(|source| name_of(entries, source))
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
        Requirement::Training => t.compare_training().to_owned(),
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
        Why::FieldIsJudged => t.compare_field_is_judged().to_owned(),
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
