//! The OpenAPI document. It is written here and not derived: what may be asked and answered are the model's own lists, and every
//! description is in the catalogue. Tests hold it against what the server answers.

use super::LIST;
use crate::texts::Texts;
use model::{
    choice::Choice,
    country::Country,
    language::Lang,
    vacancy::{
        Category, ContractType, DEPARTMENT_MOST, Grade, Region,
        search::{CHOICES_MOST, CLOSING_MOST, Filter, SORT, Sort, WORDS, WORDS_MOST},
    },
};
use serde_json::{Value, json};
use services::board::PAGE_SIZE;

/// The OpenAPI 3.1 document of the interface, with its descriptions in a language.
#[must_use]
pub fn openapi(t: Texts, site: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("{}: {}", t.site_name(), t.reference_title()),
            "description": t.reference_lead(),
            "version": "1",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": site }],
        "security": [],
        "tags": [{ "name": "vacancies", "description": t.reference_title() }],
        "paths": {
            LIST: { "get": list(t) },
            format!("{LIST}/{{slug}}"): { "get": one(t) },
        },
        "components": { "schemas": schemas(t) },
    })
}

fn slugs<C: Choice>() -> Vec<&'static str> {
    C::ALL.iter().map(|choice| choice.slug()).collect()
}

fn tags() -> Vec<&'static str> {
    Lang::ALL.iter().map(|lang| lang.tag()).collect()
}

fn parameter(name: &str, description: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "description": description, "schema": schema })
}

/// A filter, of which several values may be given: any is enough.
fn several(filter: Filter, description: &str, item: &Value) -> Value {
    let schema = json!({ "type": "array", "maxItems": CHOICES_MOST, "items": item });
    parameter(filter.slug(), description, &schema)
}

fn filters(t: Texts) -> Vec<Value> {
    let any = |filter, description: &str, slugs: Vec<&str>| {
        several(filter, description, &json!({ "type": "string", "enum": slugs }))
    };
    let countries: Vec<Country> = Country::all().collect();
    let department = json!({ "type": "string", "minLength": 1, "maxLength": DEPARTMENT_MOST });
    vec![
        any(Filter::Category, t.vacancy_category(), slugs::<Category>()),
        any(Filter::Grade, t.vacancy_grade(), slugs::<Grade>()),
        any(Filter::Contract, t.vacancy_contract(), slugs::<ContractType>()),
        any(Filter::Region, t.reference_region(), slugs::<Region>()),
        any(Filter::Country, t.reference_country(), countries.iter().map(Country::code).collect()),
        several(Filter::Department, t.vacancy_department(), &department),
        any(Filter::Language, t.reference_language(), tags()),
        parameter(
            Filter::Closing.slug(),
            t.reference_closing(),
            &json!({ "type": "integer", "minimum": 1, "maximum": CLOSING_MOST }),
        ),
    ]
}

fn lang(t: Texts) -> Value {
    parameter("lang", t.reference_lang(), &json!({ "type": "string", "enum": tags(), "default": "en" }))
}

fn list(t: Texts) -> Value {
    let pages = json!({ "type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1 });
    let words = json!({ "type": "string", "maxLength": WORDS_MOST });
    let sort = json!({ "type": "string", "enum": slugs::<Sort>() });
    let mut parameters = vec![parameter(WORDS, t.reference_words(), &words)];
    parameters.extend(filters(t));
    parameters.push(parameter(SORT, t.reference_sort(), &sort));
    parameters.push(parameter("page", t.reference_page(), &pages));
    parameters.push(lang(t));
    json!({
        "operationId": "listVacancies",
        "summary": t.reference_list(),
        "tags": ["vacancies"],
        "parameters": parameters,
        "responses": responses(t, "Page", &[]),
    })
}

fn one(t: Texts) -> Value {
    let slug = json!({
        "name": "slug", "in": "path", "required": true, "description": t.reference_slug(),
        "schema": { "type": "string", "minLength": 1, "maxLength": 200 },
    });
    json!({
        "operationId": "readVacancy",
        "summary": t.reference_one(),
        "tags": ["vacancies"],
        "parameters": [slug, lang(t)],
        "responses": responses(t, "Vacancy", &[("404", t.reference_none()), ("410", t.reference_gone())]),
    })
}

fn responses(t: Texts, schema: &str, more: &[(&str, &str)]) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let problem = |description: &str| json!({ "description": description, "content": { "application/problem+json": { "schema": reference("Problem") } } });
    let header = |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    let headers = json!({ "ETag": header(t.reference_caching()), "Last-Modified": header("RFC 9110") });
    let mut responses = json!({
        "200": {
            "description": t.reference_ok(),
            "headers": headers,
            "content": { "application/json": { "schema": reference(schema) } },
        },
        "304": { "description": t.reference_same() },
        "400": problem(t.reference_bad()),
        "503": problem(t.reference_away()),
    });
    for (status, description) in more {
        responses[status] = problem(description);
    }
    responses
}

/// Fields of an object, all of which are always there.
fn object(properties: Value) -> Value {
    let required: Vec<String> =
        properties.as_object().map(|o| o.keys().cloned().collect()).unwrap_or_default();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn schemas(t: Texts) -> Value {
    let said = |description: &str| json!({ "type": "string", "description": description });
    let choice = |description: &str, slugs: Vec<&str>| json!({ "type": "string", "enum": slugs, "description": description });
    let date = |description: &str| json!({ "type": "string", "format": "date", "description": description });
    let address = json!({ "type": "string", "format": "uri" });
    let station = object(json!({
        "city": said(t.vacancy_duty_station()),
        "country": { "type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166-1 alpha-2" },
    }));
    let mut grades: Vec<Value> = slugs::<Grade>().into_iter().map(Value::from).collect();
    grades.push(Value::Null);
    let mut languages: Vec<Value> = tags().into_iter().map(Value::from).collect();
    languages.push(Value::Null);
    let listed = json!({
        "slug": said(t.reference_slug()),
        "address": address,
        "number": said(t.vacancy_number()),
        "job_id": said(t.vacancy_job_id()),
        "title": said(t.vacancy_title()),
        "text_language": choice(t.reference_text_language(), tags()),
        "category": choice(t.vacancy_category(), slugs::<Category>()),
        "grade": { "type": ["string", "null"], "enum": grades, "description": t.vacancy_grade() },
        "contract_type": choice(t.vacancy_contract(), slugs::<ContractType>()),
        "contract_months": { "type": ["integer", "null"], "minimum": 0, "description": t.vacancy_duration() },
        "department": said(t.vacancy_department()),
        "unit": said(t.vacancy_unit()),
        "duty_station": { "$ref": "#/components/schemas/DutyStation" },
        "open_to": { "type": "array", "items": { "type": "string" }, "description": t.reference_open_to() },
        "published_on": date(t.vacancy_published()),
        "closes_on": date(t.vacancy_deadline()),
        "closes_at": { "type": "string", "format": "date-time", "description": t.reference_closes_at() },
        "zone": said("IANA"),
    });
    let qualification = object(json!({
        "minimum": said(t.vacancy_minimum()), "desirable": said(t.vacancy_desirable()),
    }));
    let qualified = |description: &str| json!({ "$ref": "#/components/schemas/Qualification", "description": description });
    let mut whole = listed.clone();
    for (name, schema) in [
        ("who_may_apply", said(t.vacancy_who_may_apply())),
        ("overview", said(t.vacancy_overview())),
        (
            "duties",
            json!({ "type": "array", "items": { "type": "string" }, "description": t.vacancy_duties() }),
        ),
        ("education", qualified(t.vacancy_education())),
        ("experience", qualified(t.vacancy_experience())),
        ("languages", qualified(t.vacancy_languages())),
        ("competencies", qualified(t.vacancy_competencies())),
        ("conditions", said(t.vacancy_conditions())),
        ("process", said(t.vacancy_process())),
        (
            "changes",
            json!({ "type": "array", "items": { "$ref": "#/components/schemas/Change" }, "description": t.vacancy_changes() }),
        ),
        ("pdf", address.clone()),
        ("calendar", address),
    ] {
        whole[name] = schema;
    }
    let change = object(json!({
        "on": date(t.reference_change_on()),
        "what": { "type": "string", "enum": ["extended", "corrected"] },
        "closed_on": { "type": ["string", "null"], "format": "date", "description": t.reference_change_closed_on() },
        "note": { "type": ["string", "null"], "description": t.reference_change_note() },
        "note_language": { "type": ["string", "null"], "enum": languages, "description": t.reference_change_language() },
    }));
    let count = |description: &str| json!({ "type": "integer", "minimum": 0, "description": description });
    json!({
        "Page": object(json!({
            "total": count(t.reference_total()),
            "page": count(t.reference_page()),
            "pages": count(t.reference_pages()),
            "per_page": { "type": "integer", "const": PAGE_SIZE, "description": t.reference_per_page() },
            "vacancies": {
                "type": "array", "maxItems": PAGE_SIZE, "description": t.reference_vacancies(),
                "items": { "$ref": "#/components/schemas/Listed" },
            },
        })),
        "Listed": object(listed),
        "Vacancy": object(whole),
        "Change": change,
        "DutyStation": station,
        "Qualification": qualification,
        "Problem": object(json!({
            "type": { "type": "string", "format": "uri-reference", "description": "RFC 9457" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
        })),
    })
}
