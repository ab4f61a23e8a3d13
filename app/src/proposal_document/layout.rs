//! The order and the headings of the form. On the server only: the document's words are in its own language, which need not be the page's.

use super::{Block, Paper};
use crate::{dates, names, notice_document::paragraphs, texts::Texts};
use model::{
    choice::Choice,
    country::Country,
    language::Lang,
    list,
    organisation::Place,
    proposal::{
        desk::Text,
        draft::{Part, ProposalDraft},
    },
};

/// Lays out what a proposal says.
#[must_use]
pub fn layout(text: &Text) -> Paper {
    let draft = &text.draft;
    let t = Texts(draft.language());
    let mut page = Page { t, draft, blocks: Vec::new() };
    page.issue(text);
    page.general(&text.office);
    page.supervision();
    page.part(Part::Introduction, t.proposal_document_introduction());
    page.text("introduction");
    page.duties();
    page.qualifications();
    page.training();
    page.part(Part::Background, t.proposal_document_background());
    page.text("background");
    page.sponsor();
    page.heading(1, "standing", t.proposal_document_standing());
    page.blocks.push(Block::Text(statements(t).map(|said| vec![said.to_owned()]).to_vec()));
    let title = match post(t, draft) {
        post if post.is_empty() => t.proposal_document_form().to_owned(),
        post => t.proposal_document_title(post),
    };
    let number = text.issue.map(|issue| t.proposal_document_post(issue.number));
    let version = match text.version {
        0 => t.proposal_document_draft().to_owned(),
        version => t.proposal_document_version(version),
    };
    Paper {
        title,
        lang: t.0,
        author: t.notice_organization().to_owned(),
        foot: number.into_iter().chain([version]).collect::<Vec<_>>().join(" · "),
        blocks: page.blocks,
    }
}

/// What stands at the end of every proposal, in all languages: no text that somebody has written.
#[must_use]
pub fn standing() -> Vec<&'static str> {
    Lang::ALL.into_iter().flat_map(|lang| statements(Texts(lang))).collect()
}

fn statements(t: Texts) -> [&'static str; 3] {
    [t.vacancy_diversity(), t.proposal_document_accommodation(), t.proposal_document_smoke_free()]
}

/// The title in full; empty as long as there is none.
fn post(t: Texts, draft: &ProposalDraft) -> String {
    match model::text::line(draft.get("title")) {
        title if title.is_empty() => title,
        title => t.proposal_words_title(title),
    }
}

struct Page<'a> {
    t: Texts,
    draft: &'a ProposalDraft,
    blocks: Vec<Block>,
}

impl Page<'_> {
    fn get(&self, field: &str) -> String {
        model::text::line(self.draft.get(field))
    }

    fn heading(&mut self, level: u8, id: &str, text: &str) {
        self.blocks.push(Block::Heading { level, id: id.to_owned(), text: text.to_owned() });
    }

    fn part(&mut self, part: Part, text: &str) {
        self.heading(1, part.slug(), text);
    }

    fn facts<const N: usize>(&mut self, facts: [(&str, String); N]) {
        self.blocks.push(Block::Facts(facts.map(|(name, value)| (name.to_owned(), value)).to_vec()));
    }

    /// The paragraphs of a field.
    fn text(&mut self, field: &str) {
        let block = match prose(self.draft.get(field)) {
            paragraphs if paragraphs.is_empty() => Block::Blank,
            paragraphs => Block::Text(paragraphs),
        };
        self.blocks.push(block);
    }

    /// A sentence, if there is one.
    fn lead(&mut self, sentence: &str) {
        if !sentence.is_empty() {
            self.blocks.push(Block::Text(vec![vec![sentence.to_owned()]]));
        }
    }

    fn items(&mut self, field: &str) {
        let block = match list::items(self.draft.get(field)) {
            items if items.is_empty() => Block::Blank,
            items => Block::Items(items),
        };
        self.blocks.push(block);
    }

    /// The post's number and month, once it has them.
    fn issue(&mut self, text: &Text) {
        let (t, Some(issue)) = (self.t, text.issue) else { return };
        let month = i8::try_from(issue.month).unwrap_or_default();
        self.facts([
            (t.proposal_document_number(), issue.number.to_string()),
            (t.proposal_document_month(), dates::month(t, month).to_owned()),
            (t.proposal_document_year(), issue.year.to_string()),
        ]);
    }

    fn general(&mut self, office: &str) {
        let t = self.t;
        self.part(Part::General, t.proposal_document_general());
        self.facts([
            (t.proposal_document_name(), post(t, self.draft)),
            (t.proposal_document_duty_station(), self.duty_station()),
            (t.proposal_document_duration(), self.duration()),
            (t.proposal_document_grade(), self.get("grade")),
            (t.proposal_document_office(), office.to_owned()),
            (t.proposal_document_unit(), self.get("unit")),
        ]);
    }

    /// `Geneva, Switzerland (headquarters)`.
    fn duty_station(&self) -> String {
        let t = self.t;
        let parts = [self.get("city"), self.country(&self.get("country"))];
        let filled: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let named = filled.join(", ");
        match self.draft.place() {
            _ if named.is_empty() => named,
            None => named,
            Some(Place::Headquarters) => t.proposal_document_at_headquarters(named),
            Some(Place::Field) => t.proposal_document_in_field(named),
        }
    }

    /// The name of a country by its code; what is no code, as it is.
    fn country(&self, code: &str) -> String {
        Country::parse(code)
            .map_or_else(|| code.to_owned(), |country| names::country(self.t.0, country).to_owned())
    }

    fn duration(&self) -> String {
        let t = self.t;
        let typed = self.get("duration");
        let months = typed.parse().map_or(typed, |months| t.vacancy_months(months));
        let renewable = self.get("renewable") == "yes";
        if renewable && !months.is_empty() { t.proposal_document_renewable(months) } else { months }
    }

    fn supervision(&mut self) {
        let t = self.t;
        self.part(Part::Supervision, t.proposal_document_supervision());
        self.heading(2, "supervisor_name", t.proposal_document_supervised_by());
        self.facts([
            (t.proposal_document_supervisor(), self.get("supervisor_name")),
            (t.proposal_document_supervisor_title(), self.get("supervisor_title")),
        ]);
        self.heading(2, "supervision-method", t.proposal_document_method());
        self.text("supervision");
    }

    fn duties(&mut self) {
        let t = self.t;
        self.part(Part::Duties, t.proposal_document_duties());
        self.lead(&self.get("duties_lead"));
        self.items("duties");
        self.heading(2, "outputs", t.proposal_document_outputs());
        self.lead(&self.get("outputs_lead"));
        self.items("outputs");
    }

    fn qualifications(&mut self) {
        let t = self.t;
        self.part(Part::Qualifications, t.proposal_document_qualifications());
        for (name, title) in [
            ("education", t.proposal_document_education()),
            ("experience", t.proposal_document_experience()),
            ("skills", t.proposal_document_skills()),
            ("languages", t.proposal_document_languages()),
        ] {
            self.heading(2, name, title);
            let [minimum, desirable] = ["minimum", "desirable"].map(|level| format!("{name}_{level}"));
            self.heading(3, &minimum, t.proposal_document_minimum());
            self.text(&minimum);
            // What is desirable may well be nothing.
            if !self.get(&desirable).is_empty() {
                self.heading(3, &desirable, t.proposal_document_desirable());
                self.text(&desirable);
            }
        }
        self.heading(2, "competencies", t.proposal_document_competencies());
        if !self.get("competencies").is_empty() {
            self.lead(t.proposal_document_competencies_lead());
        }
        self.items("competencies");
    }

    fn training(&mut self) {
        let t = self.t;
        self.part(Part::Training, t.proposal_document_training());
        self.heading(2, "training-components", t.proposal_document_components());
        self.text("training");
        self.heading(2, "learning", t.proposal_document_learning());
        self.items("learning");
    }

    /// Who pays, and who may apply, as far as that is known.
    fn sponsor(&mut self) {
        let t = self.t;
        let sponsor = self.country(&self.get("sponsor"));
        let nationals = self.draft.get("nationals").lines().map(str::trim).filter(|code| !code.is_empty());
        let nationals: Vec<String> = nationals.map(|code| self.country(code)).collect();
        let others = !self.get("nationality").is_empty();
        if sponsor.is_empty() && nationals.is_empty() && !others {
            return;
        }
        self.part(Part::Sponsor, t.proposal_document_sponsor());
        let facts = [
            (t.proposal_document_country(), sponsor),
            (t.proposal_document_nationals(), nationals.join("; ")),
        ];
        let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let known: Vec<_> = known.map(|(name, value)| (name.to_owned(), value)).collect();
        if !known.is_empty() {
            self.blocks.push(Block::Facts(known));
        }
        if others {
            self.heading(2, "nationality", t.proposal_document_conditions());
            self.text("nationality");
        }
    }
}

/// A text as paragraphs; of those that are lists, without bullets.
fn prose(text: &str) -> Vec<Vec<String>> {
    let mut all = paragraphs(&model::text::clean(text));
    for lines in all.iter_mut().filter(|lines| lines.len() > 1) {
        *lines = lines.iter().flat_map(|line| list::items(line)).collect();
    }
    all.retain(|lines| !lines.is_empty());
    all
}

impl Paper {
    /// The document as a file is made of it: without what nobody has written yet, and its headings.
    #[must_use]
    pub fn document(&self) -> document::Document {
        let mut blocks: Vec<document::Block> = Vec::new();
        // From the end: the level of the heading that comes next, if one does.
        let mut next = Some(0);
        for block in self.blocks.iter().rev() {
            let level = if let Block::Heading { level, .. } = block { Some(*level) } else { None };
            // Nothing stands under a heading before another one that is not below it.
            let is_bare = level.is_some_and(|level| next.is_some_and(|next| next <= level));
            if let Some(made) = made(block).filter(|_| !is_bare) {
                blocks.push(made);
                next = level;
            }
        }
        blocks.reverse();
        document::Document {
            title: self.title.clone(),
            lang: self.lang.tag().to_owned(),
            title_lang: None,
            author: self.author.clone(),
            foot: self.foot.clone(),
            blocks,
        }
    }
}

/// A block of a file; none of what is empty.
fn made(block: &Block) -> Option<document::Block> {
    Some(match block {
        Block::Heading { level, text, .. } => document::Block::Heading { level: *level, text: text.clone() },
        Block::Facts(facts) => {
            let filled = facts.iter().filter(|(_, value)| !value.is_empty());
            let fact = |(name, value): &(String, String)| document::Fact {
                name: name.clone(),
                value: value.clone(),
                lang: None,
            };
            let facts: Vec<_> = filled.map(fact).collect();
            (!facts.is_empty()).then_some(document::Block::Facts { facts })?
        }
        Block::Text(paragraphs) => document::Block::Text { lang: None, paragraphs: paragraphs.clone() },
        Block::Items(items) => document::Block::Items { lang: None, items: items.clone() },
        Block::Blank => return None,
    })
}
