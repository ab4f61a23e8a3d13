//! Proposals of JPO vacancies: their lists, pages, forms, reviews and calls.

use super::ApiError;
use crate::proposal_document::Paper;
use leptos::{prelude::*, server_fn::codec::Postcard};
#[cfg(feature = "ssr")]
use model::{form::Form, proposal::desk::Sought};
use model::{
    form::{Fields, Opened},
    language::Lang,
    organisation::Office,
    proposal::{
        desk::{Called, Desk, File, Starts, Text, Turn},
        draft::Part,
        review::Remark,
        versions::Compared,
    },
};
use serde::{Deserialize, Serialize};

/// Codes and names, in the order of the reader's language.
pub type Named = Vec<(String, String)>;

/// A list of proposals, and what narrows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPage {
    pub desk: Desk,
    /// The offices to choose from; empty where the person does not see all proposals.
    pub offices: Named,
    /// As `offices`, the countries.
    pub countries: Named,
}

/// What a proposal can begin with, and the id that it will have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartPage {
    pub id: String,
    pub starts: Starts,
    /// The text that was pasted and could not be read.
    pub pasted: String,
}

/// The name of the form that a file, or a pasted text, is sent with.
pub const FILE_FORM: &str = "proposals/new/file";

/// The form of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPage {
    pub opened: Opened,
    pub account: String,
    /// The language that the proposal is written in.
    pub lang: Lang,
    /// What was seen, when it is published.
    pub edition: i64,
    /// Empty where the part does not ask for a country.
    pub countries: Named,
    pub offices: Vec<Office>,
    pub zones: Vec<String>,
    /// The example of a text on supervision, in the proposal's language.
    pub example: String,
    /// What was said of the part's fields when the proposal was returned.
    pub remarks: Vec<Remark>,
    /// Whether it is known whose nationals may apply.
    pub open: bool,
    /// The person's texts of a part that is no longer written.
    pub left: Vec<Fields>,
}

/// The text of a proposal, to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPage {
    pub text: Text,
    /// It as the finished document.
    pub paper: Paper,
    /// The countries that it names.
    pub countries: Named,
    /// Whether its text on supervision is the example, left as it was.
    pub example_left: bool,
}

/// A proposal to be decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    pub file: File,
    pub page: TextPage,
    pub opened: Opened,
    pub account: String,
    pub left: Vec<Fields>,
}

/// The calls for proposals, and the id of the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallsPage {
    pub calls: Vec<Called>,
    /// Empty where the person opens none.
    pub next: String,
}

/// The form of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallPage {
    pub opened: Opened,
    pub account: String,
    pub countries: Named,
    /// Whether managers see it now.
    pub open: bool,
}

/// All countries, by code and name.
#[cfg(feature = "ssr")]
fn all_countries(lang: Lang) -> Named {
    crate::names::owned(crate::names::countries(lang))
}

/// Puts a country's name in the place of its code, which is all that services know.
#[cfg(feature = "ssr")]
fn name_country(code: &mut String, lang: Lang) {
    use model::country::Country;
    if let Some(country) = Country::parse(code) {
        *code = crate::names::country(lang, country).to_owned();
    }
}

/// A text with what is needed to read it.
#[cfg(feature = "ssr")]
fn text_page(text: Text, lang: Lang) -> TextPage {
    use model::{country::Country, proposal::is_unchanged};
    let draft = &text.draft;
    let codes = ["country", "sponsor", "nationals"].into_iter().flat_map(|field| draft.get(field).lines());
    let named = |code: &str| {
        let country = Country::parse(code.trim())?;
        Some((country.to_string(), crate::names::country(lang, country).to_owned()))
    };
    let countries = codes.filter_map(named).collect();
    let example = crate::texts::Texts(draft.language()).proposal_words_example();
    let example_left = is_unchanged(example, draft.get("supervision"));
    TextPage { paper: crate::proposal_document::layout(&text), text, countries, example_left }
}

/// The proposals that the person may see, as they are sought.
#[server(prefix = "/api/fn", endpoint = "proposal/list", output = Postcard)]
pub async fn list_proposals(query: String, lang: Lang) -> Result<ListPage, ApiError> {
    let (services, actor) = super::services();
    let mut desk = services.proposals(&actor, &Sought::of_query(&query), lang).await?;
    desk.rows.iter_mut().for_each(|row| name_country(&mut row.sponsor, lang));
    desk.calls.iter_mut().for_each(|called| name_country(&mut called.sponsor, lang));
    if !desk.all {
        return Ok(ListPage { desk, offices: Vec::new(), countries: Vec::new() });
    }
    let offices = services.offices(&actor, lang).await?;
    let offices = offices.into_iter().map(|office| (office.id, office.name)).collect();
    Ok(ListPage { desk, offices, countries: all_countries(lang) })
}

/// What waits for the person.
#[server(prefix = "/api/fn", endpoint = "proposal/turns", output = Postcard)]
pub async fn my_turns(lang: Lang) -> Result<Vec<Turn>, ApiError> {
    let (services, actor) = super::services();
    Ok(services.staff_turns(&actor, lang).await?)
}

/// What a proposal that is begun now can begin with.
#[server(prefix = "/api/fn", endpoint = "proposal/starts", output = Postcard)]
pub async fn proposal_starts() -> Result<StartPage, ApiError> {
    let (services, actor) = super::services();
    let id = services.new_proposal(&actor)?;
    let flash = super::account::read_flash(FILE_FORM.to_owned()).await?;
    let pasted = flash.map(|(fields, _)| fields.get("text").to_owned()).unwrap_or_default();
    Ok(StartPage { id, starts: services.proposal_starts(&actor).await?, pasted })
}

/// A proposal's own page.
#[server(prefix = "/api/fn", endpoint = "proposal/file", output = Postcard)]
pub async fn read_proposal(id: String, lang: Lang) -> Result<File, ApiError> {
    let (services, actor) = super::services();
    let mut file = services.proposal_file(&actor, &id, lang).await?;
    name_country(&mut file.row.sponsor, lang);
    Ok(file)
}

/// The text of a proposal: of a version that was submitted, or as it stands.
#[server(prefix = "/api/fn", endpoint = "proposal/text", output = Postcard)]
pub async fn proposal_text(id: String, version: Option<u32>, lang: Lang) -> Result<TextPage, ApiError> {
    let (services, actor) = super::services();
    Ok(text_page(services.proposal_text(&actor, &id, version).await?, lang))
}

/// The form of a part.
#[server(prefix = "/api/fn", endpoint = "proposal/part", output = Postcard)]
pub async fn open_proposal_part(id: String, part: Part, lang: Lang) -> Result<PartPage, ApiError> {
    let (services, actor) = super::services();
    let form = Form::Proposal(id.clone(), part);
    let left = services.left_texts(&actor, &form).await?;
    if !left.is_empty() {
        return Ok(PartPage { left, ..PartPage::default() });
    }
    let opened = services.open_form(&actor, &form).await?;
    let account = actor.signed_in()?.account.clone();
    let text = services.proposal_text(&actor, &id, None).await?;
    let remarks = text.remarks.into_iter().filter(|remark| Part::of_field(&remark.field) == Some(part));
    let written_in = text.draft.language();
    let example = crate::texts::Texts(written_in).proposal_words_example();
    let asks_country = matches!(part, Part::General | Part::Sponsor);
    let open = ["sponsor", "nationals"].iter().any(|field| !text.draft.get(field).trim().is_empty());
    Ok(PartPage {
        opened,
        account,
        lang: written_in,
        // That of the text, not of a later look.
        edition: text.edition,
        countries: if asks_country { all_countries(lang) } else { Vec::new() },
        offices: if part == Part::General { services.offices(&actor, lang).await? } else { Vec::new() },
        zones: if part == Part::Publication { services::vacancy::zones() } else { Vec::new() },
        example: if part == Part::Supervision { example.trim().to_owned() } else { String::new() },
        remarks: remarks.collect(),
        open,
        left,
    })
}

/// A proposal to be decided on, with what the person has typed about it.
#[server(prefix = "/api/fn", endpoint = "proposal/review", output = Postcard)]
pub async fn open_review(id: String, lang: Lang) -> Result<ReviewPage, ApiError> {
    use model::proposal::Action;
    let (services, actor) = super::services();
    let form = Form::Review(id.clone());
    let file = services.proposal_file(&actor, &id, lang).await?;
    let version = Some(file.version).filter(|version| *version > 0);
    let page = text_page(services.proposal_text(&actor, &id, version).await?, lang);
    let left = services.left_texts(&actor, &form).await?;
    let decides = file.actions.iter().any(|action| action.is_decision());
    let mut opened = if decides { services.open_form(&actor, &form).await? } else { Opened::default() };
    if file.actions.contains(&Action::Accept) && opened.saved.version == 0 {
        let today = services.clock.today();
        let issue = [
            ("post_number", services.next_post_number(&actor).await?.to_string()),
            ("issue_month", today.month().to_string()),
            ("issue_year", today.year().to_string()),
        ];
        opened.saved.fields.0.extend(issue.map(|(name, text)| (name.to_owned(), text)));
    }
    Ok(ReviewPage { file, page, opened, account: actor.signed_in()?.account.clone(), left })
}

/// Two versions of a proposal, compared.
#[server(prefix = "/api/fn", endpoint = "proposal/compare", output = Postcard)]
pub async fn compare_versions(id: String, from: Option<u32>, to: Option<u32>) -> Result<Compared, ApiError> {
    let (services, actor) = super::services();
    Ok(services.compare_proposal(&actor, &id, from, to).await?)
}

/// The calls for proposals.
#[server(prefix = "/api/fn", endpoint = "proposal/calls", output = Postcard)]
pub async fn list_calls(lang: Lang) -> Result<CallsPage, ApiError> {
    let (services, actor) = super::services();
    let mut calls = services.proposal_calls(&actor).await?;
    calls.iter_mut().for_each(|called| name_country(&mut called.sponsor, lang));
    Ok(CallsPage { calls, next: services.new_call(&actor).unwrap_or_default() })
}

/// The form of a call.
#[server(prefix = "/api/fn", endpoint = "proposal/call", output = Postcard)]
pub async fn open_call(id: String, lang: Lang) -> Result<CallPage, ApiError> {
    let (services, actor) = super::services();
    let opened = services.open_form(&actor, &Form::Call(id.clone())).await?;
    let calls = services.proposal_calls(&actor).await?;
    let open = calls.iter().any(|called| called.id == id && called.open);
    Ok(CallPage { opened, account: actor.signed_in()?.account.clone(), countries: all_countries(lang), open })
}
