//! An organisation with everybody on the route of proposals, for stories about them.

#![allow(dead_code, clippy::unwrap_used, reason = "tests; each uses a part of it")]

use model::{
    account::{Role, Viewer},
    choice::Choice,
    draft::Draft,
    form::{Form, Save},
    language::Lang,
    organisation::Place,
    proposal::{
        Action, DutiesDraft, GeneralDraft, Proposal, State,
        desk::File,
        draft::{Part, ProposalDraft},
        review::ReviewDraft,
    },
    vacancy::VacancyText,
};
use services::{Actor, Error, Services, args, proposal::Start};

pub const ID: &str = "019ab000-0000-7000-8000-000000000001";

/// The ids of proposals, of which the first is [`ID`].
pub fn id(n: usize) -> String {
    format!("019ab000-0000-7000-8000-{n:012}")
}

/// Account, role: the manager and a colleague of both offices, the director of both with an alternate, the HR partner for Africa,
/// the JPO unit, and a manager, a director and an HR partner from elsewhere.
pub const PEOPLE: [(&str, Role); 11] = [
    ("manager", Role::Manager),
    ("colleague", Role::Manager),
    ("director", Role::Director),
    ("alternate", Role::Director),
    ("partner", Role::HrPartner),
    ("jpo", Role::JpoUnit),
    ("jpo2", Role::JpoUnit),
    ("hrd", Role::Hrd),
    ("stranger", Role::Manager),
    ("stranger-director", Role::Director),
    ("stranger-partner", Role::HrPartner),
];

/// Somebody of [`PEOPLE`], as the session knows them.
pub fn actor(name: &str) -> Actor {
    let role = PEOPLE.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    Actor::default().signed_in_as(Viewer {
        account: name.into(),
        name: format!("{name} Example"),
        language: Lang::En,
        roles: role.into_iter().collect(),
        session: String::new(),
        session_ends: i64::MAX,
        statement_due: false,
    })
}

async fn run(services: &Services, sql: &'static str, values: &[&str]) {
    let values = values.iter().map(|value| (*value).into()).collect();
    services.db.execute(sql, values).await.unwrap();
}

/// Makes them all, a department at headquarters (`hq`) and a field office in Africa (`field`).
pub async fn organisation(services: &Services) {
    for (name, role) in PEOPLE {
        let sql = "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, verified_at, created_at) \
                   VALUES ($1, $2, $2, $1, 'Example', 'en', '', 1, 0)";
        let address = format!("{name}@example.org");
        run(services, sql, &[name, &address]).await;
        run(services, "INSERT INTO account_role (account, role) VALUES ($1, $2)", &[name, role.slug()]).await;
    }
    for (id, place, region, city, country) in [
        ("hq", "headquarters", None, "Geneva", "CH"),
        ("field", "field", Some("africa"), "Nairobi", "KE"),
        ("other", "field", Some("americas"), "Lima", "PE"),
    ] {
        let sql = "INSERT INTO office (id, code, code_key, name_en, name_fr, name_es, place, region, city, country, edition) \
                   VALUES ($1, $1, $1, $1, $1, $1, $2, $3, $4, $5, 1)";
        services.db.execute(sql, args![id, place, region, city, country]).await.unwrap();
    }
    for office in ["hq", "field"] {
        for (part, account) in [
            ("director", "director"),
            ("alternate", "alternate"),
            ("member", "manager"),
            ("member", "colleague"),
        ] {
            put(services, office, part, account).await;
        }
    }
    put(services, "other", "director", "stranger-director").await;
    put(services, "other", "member", "stranger").await;
    for (region, account) in [("africa", "partner"), ("americas", "stranger-partner")] {
        run(services, "INSERT INTO hr_partner (region, account) VALUES ($1, $2)", &[region, account]).await;
    }
}

/// Puts somebody into an office.
pub async fn put(services: &Services, office: &str, part: &str, account: &str) {
    let sql = "INSERT INTO office_person (office, part, account) VALUES ($1, $2, $3)";
    run(services, sql, &[office, part, account]).await;
}

/// Takes a role away, in the middle of anything.
pub async fn revoke(services: &Services, account: &str, role: Role) {
    let sql = "DELETE FROM account_role WHERE account = $1 AND role = $2";
    run(services, sql, &[account, role.slug()]).await;
}

/// A proposal in which nothing is missing, for the department or the field office.
pub fn complete(place: Place) -> ProposalDraft {
    let mut draft = ProposalDraft::default();
    let (office, city, country) = match place {
        Place::Headquarters => ("hq", "Geneva", "CH"),
        Place::Field => ("field", "Nairobi", "KE"),
    };
    let mut general = GeneralDraft::begun(Lang::En);
    for (field, text) in [
        ("title", "Labour Statistics"),
        ("office", office),
        ("place", place.slug()),
        ("city", city),
        ("country", country),
    ] {
        general.set(field, text.into());
    }
    draft.put_draft(Part::General, &general);
    let duties = DutiesDraft {
        duties_lead: "The officer will:".into(),
        duties: "Count.\nReport.".into(),
        outputs_lead: String::new(),
        outputs: "A table.".into(),
    };
    draft.put_draft(Part::Duties, &duties);
    for (field, text) in [
        ("supervisor_name", "Ana Ruiz"),
        ("supervisor_title", "Senior Statistician"),
        ("supervision", "They meet each week."),
        ("introduction", "The office counts."),
        ("education_minimum", "A first degree."),
        ("experience_minimum", "A year."),
        ("skills_minimum", "Drafting."),
        ("languages_minimum", "English."),
        ("competencies", "One\nTwo\nThree\nFour\nFive"),
        ("training", "A course."),
        ("learning", "How surveys are made."),
        ("background", "A project."),
    ] {
        assert!(draft.set(field, text.into()), "{field}");
    }
    draft
}

/// The manager begins a proposal under an id.
pub async fn begin(services: &Services, id: &str, draft: ProposalDraft) {
    let start = Start::Read(draft);
    services.begin_proposal(&actor("manager"), id, start, &ProposalDraft::default()).await.unwrap();
}

/// The organisation, and [`ID`] begun in it: complete, of a post that is there.
pub async fn begun(services: &Services, place: Place) {
    organisation(services).await;
    begin(services, ID, complete(place)).await;
}

pub async fn file(services: &Services, name: &str, id: &str) -> File {
    services.proposal_file(&actor(name), id, Lang::En).await.unwrap()
}

pub async fn state(services: &Services, id: &str) -> State {
    file(services, "manager", id).await.row.state
}

/// Submits, withdraws or closes it as it stands.
pub async fn step(services: &Services, name: &str, id: &str, action: Action) -> Result<(), Error> {
    let edition = match services.proposal_file(&actor(name), id, Lang::En).await {
        Ok(file) => file.edition,
        Err(_) => 0,
    };
    services.take_proposal_step(&actor(name), id, action, edition).await
}

/// Writes a part, as somebody has it before them.
pub async fn write(
    services: &Services,
    name: &str,
    id: &str,
    part: Part,
    pairs: &[(&str, &str)],
) -> Result<(), Error> {
    let form = Form::Proposal(id.into(), part);
    let opened = services.open_form(&actor(name), &form).await?;
    let mut fields = opened.saved.fields;
    for (field, text) in pairs {
        fields.0.retain(|(name, _)| name != field);
        fields.0.push(((*field).to_owned(), (*text).to_owned()));
    }
    services.post_draft(&actor(name), Save::posted(form, opened.saved.version, fields), false).await
}

/// Decides on the version that is there.
pub async fn decide(services: &Services, name: &str, id: &str, action: Action) -> Result<(), Error> {
    let version = match services.proposal_text(&actor("jpo"), id, None).await {
        Ok(text) => text.version,
        Err(_) => 0,
    };
    decide_on(services, name, id, action, version, &[]).await
}

/// Decides on a version, with what is said.
pub async fn decide_on(
    services: &Services,
    name: &str,
    id: &str,
    action: Action,
    version: u32,
    said: &[(&str, &str)],
) -> Result<(), Error> {
    let form = Form::Review(id.into());
    let base = match services.open_form(&actor(name), &form).await {
        Ok(opened) => opened.saved.version,
        Err(_) => 0,
    };
    let mut review = ReviewDraft { decision: action.slug().into(), ..ReviewDraft::default() };
    if action.needs_comment() {
        review.comment = "Please look again.".into();
    }
    if action == Action::Accept {
        (review.post_number, review.issue_month, review.issue_year) =
            ("2131".into(), "12".into(), "2026".into());
    }
    for (field, text) in said {
        review.set(field, (*text).to_owned());
    }
    let pairs = ReviewDraft::FIELDS.iter().map(|(name, _)| ((*name).to_owned(), review.get(name).to_owned()));
    let fields = model::form::Fields(pairs.filter(|(_, text)| !text.is_empty()).collect());
    let read = services.proposal_text(&actor("hrd"), id, None).await.map_or(State::Draft, |text| text.state);
    services.decide_proposal(&actor(name), Save::posted(form, base, fields), version, read).await
}

/// Brings a proposal that is begun to where it stands there, on its way.
pub async fn bring_to(services: &Services, id: &str, place: Place, state: State) {
    let way: &[(&str, Action)] = match place {
        Place::Headquarters => &[("manager", Action::Submit), ("director", Action::Endorse)],
        Place::Field => {
            &[("manager", Action::Submit), ("director", Action::Endorse), ("partner", Action::Approve)]
        }
    };
    let to: Vec<(&str, Action)> = match state {
        State::Draft => vec![],
        State::Submitted => way[..1].to_vec(),
        State::Endorsed => way[..2].to_vec(),
        State::Received => way.to_vec(),
        State::Returned => [&way[..1], &[("director", Action::Return)]].concat(),
        State::Accepted => [way, &[("jpo", Action::Accept)]].concat(),
        State::Declined => [way, &[("jpo", Action::Decline)]].concat(),
        State::Published => [way, &[("jpo", Action::Accept), ("jpo", Action::Publish)]].concat(),
        State::Filled => {
            [way, &[("jpo", Action::Accept), ("jpo", Action::Publish), ("jpo", Action::Fill)]].concat()
        }
        State::Withdrawn => vec![("manager", Action::Withdraw)],
    };
    for (name, action) in to {
        take(services, name, id, action).await.unwrap_or_else(|error| panic!("{name} {action}: {error}"));
    }
}

/// Takes any step, as pages do.
pub async fn take(services: &Services, name: &str, id: &str, action: Action) -> Result<(), Error> {
    match action {
        Action::Submit | Action::Withdraw | Action::Fill => step(services, name, id, action).await,
        Action::Publish => publish(services, name, id).await.map(|_| ()),
        action => decide(services, name, id, action).await,
    }
}

/// Publishes it until 15 January 2027.
pub async fn publish(services: &Services, name: &str, id: &str) -> Result<String, Error> {
    if services.open_form(&actor(name), &Form::Proposal(id.into(), Part::Sponsor)).await.is_ok() {
        write(services, name, id, Part::Sponsor, &[("sponsor", "FI")]).await?;
    }
    let form = Form::Proposal(id.into(), Part::Publication);
    let base = match services.open_form(&actor(name), &form).await {
        Ok(opened) => opened.saved.version,
        Err(_) => 0,
    };
    let days = [("closes_day", "15"), ("closes_month", "1"), ("closes_year", "2027")];
    let days = days.map(|(field, text)| (field.to_owned(), text.to_owned()));
    let edition = match services.proposal_file(&actor(name), id, Lang::En).await {
        Ok(file) => file.edition,
        Err(_) => 0,
    };
    let save = Save::posted(form, base, model::form::Fields(days.to_vec()));
    services.publish_proposal(&actor(name), save, edition, &words).await
}

/// What the notice says.
pub fn words(proposal: &Proposal, office: &str) -> VacancyText {
    VacancyText {
        title: format!("Junior Professional Officer in {}", proposal.general.title),
        department: office.to_owned(),
        overview: proposal.introduction.clone(),
        duties: proposal.duties.duties.clone(),
        ..VacancyText::default()
    }
}
