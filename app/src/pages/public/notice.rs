//! A vacancy notice, and what stands in its place once it has closed.

use super::{
    VacancyList,
    changes::Changes,
    keep::{Keep, NationalityNote},
    star::NoticeStar,
    vacancy_words as words,
};
use crate::{
    api::vacancy::{AtAddress, OpenNotice, Row, Shown, read_notice},
    at_once::Erase,
    pages::{Load, NotFound, loading, parameter},
    texts::{use_lang, use_texts},
    ui::{AnotherWay, Breadcrumbs, ButtonLink, PageTitle, SummaryList, SummaryRow, Weight},
};
use leptos::{either::EitherOf3, prelude::*};
use model::{
    language::Lang,
    vacancy::{Notice, Qualification},
};

/// The page at `/vacancies/{slug}`: the notice; 410 once it has closed; 404 where there never was one.
#[component]
pub fn NoticePage() -> impl IntoView {
    let lang = use_lang();
    let asked = parameter("slug");
    let slug = Memo::new(move |_| asked());
    let notice = loading(move || slug.get(), move |slug| read_notice(lang, slug));
    view! {
        <Load resource=notice view=|page| match page {
            AtAddress::Open(open) => EitherOf3::A(view! { <Open open=*open/> }),
            AtAddress::Closed { title, lang, similar } => EitherOf3::B(view! { <Closed title lang similar/> }),
            AtAddress::NotFound => EitherOf3::C(view! { <NotFound/> }),
        }/>
    }
}

#[component]
fn Open(open: OpenNotice) -> impl IntoView {
    let t = use_texts();
    let OpenNotice { shown, told, similar, accommodation } = open;
    let apply = t.0.address(&format!("/vacancies/{}/apply", shown.notice.slug));
    let compare = t.0.address(&format!("/vacancies/{}/compare", shown.notice.slug));
    let slug = shown.notice.slug.clone();
    let graded = shown.notice.grade.is_some();
    let title = shown.notice.text.title.clone();
    let lang = t.other(shown.notice.lang);
    let description = words::summary(&shown.notice.text.overview);
    let keep = view! { <Keep slug=shown.notice.slug.clone() number=shown.notice.number.clone() title=title.clone()/> };
    view! {
        <article class="notice">
            <Breadcrumbs above=vec![(t.vacancy_title().to_owned(), t.0.address("/vacancies"))]/>
            <PageTitle title lang description/>
            {told.map(|told| view! { <NationalityNote told/> })}
            <p class="buttons">
                <ButtonLink href=apply.clone()>{t.vacancy_apply()}</ButtonLink>
                {graded.then(|| view! { <ButtonLink href=compare weight=Weight::Secondary>{t.compare_title()}</ButtonLink> })}
            </p>
            <NoticeStar slug title=shown.notice.text.title.clone()/>
            {keep}
            <NoticeBody shown accommodation/>
            <p class="buttons"><ButtonLink href=apply>{t.vacancy_apply()}</ButtonLink></p>
            <p class="hint notice-keep">{t.vacancy_keep()}</p>
            {(!similar.is_empty()).then(|| view! {
                <aside class="screen-only" aria-labelledby="similar">
                    <h2 id="similar">{t.vacancy_similar()}</h2>
                    <VacancyList rows=similar under_heading=true/>
                </aside>
            })}
        </article>
    }
}

/// What a notice says, without its title: for its own page, and for the copy that an application keeps.
#[component]
pub fn NoticeBody(
    shown: Shown,
    /// Where to ask for what one needs to apply; said if it is given.
    #[prop(optional)]
    accommodation: String,
) -> impl IntoView {
    let t = use_texts();
    let lang = t.other(shown.notice.lang);
    let only = lang
        .map(|_| view! { <p class="hint">{t.vacancy_text_in(words::language(t, shown.notice.lang))}</p> });
    let text = shown.notice.text.clone();
    let duties: Vec<_> = text.duties.into_iter().map(|duty| view! { <li>{blocks(&duty)}</li> }).collect();
    let qualifications = [
        (t.vacancy_education(), text.education),
        (t.vacancy_experience(), text.experience),
        (t.vacancy_languages(), text.languages),
        (t.vacancy_competencies(), text.competencies),
    ]
    .into_iter()
    .filter(|(_, q)| !(q.minimum.is_empty() && q.desirable.is_empty()))
    .map(|(title, qualification)| view! { <QualificationPart title qualification lang/> })
    .collect::<Vec<_>>();
    let changes = shown.notice.changes.clone();
    view! {
        {only}
        <Changes changes/>
        <Facts shown/>
        <Part title=t.vacancy_who_may_apply() text=text.who_may_apply lang/>
        <Part title=t.vacancy_overview() text=text.overview lang/>
        {(!duties.is_empty()).then(|| view! {
            <h2>{t.vacancy_duties()}</h2>
            <ol class="duties" lang=lang>{duties}</ol>
        })}
        {(!qualifications.is_empty()).then(|| view! {
            <h2>{t.vacancy_qualifications()}</h2>
            {qualifications}
        })}
        <Part title=t.vacancy_conditions() text=text.conditions lang/>
        <Part title=t.vacancy_process() text=text.process lang/>
        <Standing accommodation/>
    }
    .erase()
}

/// The header of a notice: what, where, until when.
#[component]
fn Facts(shown: Shown) -> impl IntoView {
    let t = use_texts();
    let Shown { notice, country, open_to, days_left } = shown;
    let facts: Vec<_> = words::facts(t, &notice, &country, &open_to)
        .into_iter()
        .map(|(term, value, lang)| view! { <SummaryRow term><span lang=lang>{value}</span></SummaryRow> })
        .collect();
    view! {
        <SummaryList>
            <SummaryRow term=t.vacancy_deadline()><Deadline notice days_left/></SummaryRow>
            {facts}
        </SummaryList>
    }
}

/// Until when applications are taken: in the vacancy's zone, and once the page is alive in the reader's, if that differs.
#[component]
fn Deadline(notice: Notice, days_left: i64) -> impl IntoView {
    let t = use_texts();
    let stated = words::deadline(t, notice.closes_on, &notice.zone, &notice.duty_station.city);
    let own = RwSignal::new(None);
    let day = words::iso(notice.closes_on);
    Effect::new(move || own.set(words::deadline_here(t, notice.closes_on, notice.closes_at)));
    view! {
        <time class="deadline" datetime=day>{stated}</time>
        {(days_left >= 0).then(|| view! {
            " – "
            <time class="days-left" datetime=format!("P{days_left}D")>{words::days_left(t, days_left)}</time>
        })}
        {move || own.get().map(|time| view! { <span class="deadline-own">{t.vacancy_your_time(time)}</span> })}
    }
}

/// A text under its heading; nothing where there is no text.
#[component]
fn Part(title: &'static str, text: String, lang: Option<&'static str>) -> impl IntoView {
    (!text.is_empty()).then(|| {
        view! {
            <h2>{title}</h2>
            <div class="prose" lang=lang>{blocks(&text)}</div>
        }
    })
}

/// A qualification: what is required, and beside it on wide screens what is desirable.
#[component]
fn QualificationPart(
    title: &'static str,
    qualification: Qualification,
    lang: Option<&'static str>,
) -> impl IntoView {
    let t = use_texts();
    let column = |title: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <div class="qualification-column">
                    <h4>{title}</h4>
                    <div class="prose" lang=lang>{blocks(&text)}</div>
                </div>
            }
        })
    };
    view! {
        <section class="qualification">
            <h3>{title}</h3>
            <div class="qualification-columns">
                {column(t.vacancy_minimum(), qualification.minimum)}
                {column(t.vacancy_desirable(), qualification.desirable)}
            </div>
        </section>
    }
}

/// A plain text as paragraphs: an empty line parts them; lines that follow each other without one are a list.
fn blocks(text: &str) -> Vec<AnyView> {
    text.split("\n\n")
        .map(|block| {
            block.lines().map(|line| line.trim().trim_start_matches(['•', '·']).trim_start().to_owned())
        })
        .map(|lines| lines.filter(|line| !line.is_empty()).collect::<Vec<_>>())
        .filter(|lines| !lines.is_empty())
        .map(|lines| match <[String; 1]>::try_from(lines) {
            Ok([line]) => view! { <p>{line}</p> }.erase(),
            Err(lines) => {
                view! { <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }
                    .erase()
            }
        })
        .collect()
}

/// What holds for every vacancy.
#[component]
fn Standing(accommodation: String) -> impl IntoView {
    let t = use_texts();
    view! {
        <h2>{t.vacancy_standing()}</h2>
        <div class="standing">
            <h3>{t.vacancy_diversity_title()}</h3>
            <p>{t.vacancy_diversity()}</p>
            {(!accommodation.is_empty()).then(|| view! { <AnotherWay accommodation/> })}
            <h3>{t.vacancy_zero_tolerance_title()}</h3>
            <p>{t.vacancy_zero_tolerance()}</p>
            <h3>{t.vacancy_no_fee_title()}</h3>
            <p>{t.vacancy_no_fee()}</p>
        </div>
    }
    .erase()
}

/// Says that a vacancy has closed, with status 410, and which open ones are like it.
#[component]
fn Closed(title: String, lang: Lang, similar: Vec<Row>) -> impl IntoView {
    crate::pages::status(410);
    let t = use_texts();
    view! {
        <PageTitle title=t.vacancy_closed_title()/>
        <p lang=t.other(lang)><strong>{title}</strong></p>
        <p>{t.vacancy_closed()}</p>
        <p>{t.vacancy_closed_applied()} " " <a href=t.0.address("/applications")>{t.applications_title()}</a></p>
        {(!similar.is_empty()).then(|| view! {
            <h2>{t.vacancy_similar()}</h2>
            <VacancyList rows=similar under_heading=true/>
        })}
        <p><a href=t.0.address("/alerts/new")>{t.vacancy_closed_alert()}</a></p>
        <p><a href=t.0.address("/vacancies")>{t.vacancy_back()}</a></p>
    }
}
