//! Languages and how well they are known.

use super::{LINE_MOST, Listed};
use crate::{choice::Choice, choices, draft, draft::Checker, problem::Problems};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choices! {
    /// How well a language is known, for each skill.
    pub enum Proficiency {
        None = "none",
        Basic = "basic",
        Intermediate = "intermediate",
        Advanced = "advanced",
        MotherTongue = "mother-tongue",
    }
}

impl Proficiency {
    /// What is asked skill by skill. That a language is a mother tongue is asked once.
    pub const LEARNT: [Proficiency; 4] =
        [Proficiency::None, Proficiency::Basic, Proficiency::Intermediate, Proficiency::Advanced];
}

/// The ISO 639 codes of the languages that people can say they know, in alphabetical order. Their names
/// stand in `app/locales/languages`.
const CODES: &str = "aa ab af ak am an ar arn as av awa ay az ba be bem bg bho bi bm bn bo br bs ca ce ceb ch ckb co cr crs cs cv cy da de dv dyu dz ee el en eo es et eu fa ff fi fil fj fo fon fr fy ga gaa gd gl gn gsw gu gv ha he hi hil ho hr ht hu hy hz id ig ii ik ilo is it iu ja jv ka kab kam kea kg ki kj kk kl km kmb kn ko kok kr kri ks ku kv kw ky la lb lg li ln lo lt lu luo luy lv mai mfe mg mh mi mk ml mn mni mos mr ms mt my na nan nb nd ne ng nl nn no nr nso nv ny nyn oc oj om or os pa pap pcm pis pl prs ps pt qu quc rif rm rn ro ru rw sa sat sc sd se sg sgn shi si sk sl sm sn so sq sr srr ss st su sus sv sw swb ta te tem tet tg th ti tk tl tn to tpi tr ts tt tum tw ty ug uk umb ur uz ve vi wa war wo xh yi yo yue za zgh zh zu";

/// All languages that people can say they know, by ISO 639 code.
pub fn languages() -> impl Iterator<Item = &'static str> {
    CODES.split(' ')
}

draft! {
    /// One language and how well it is known.
    pub struct LanguageDraft => Language, check_language {
        Panel language,
        Panel mother_tongue,
        Panel reading,
        Panel writing,
        Panel speaking,
        Panel understanding,
        Panel certificate,
    }
}

/// A checked language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// The ISO 639 code.
    pub language: String,
    #[serde(default)]
    pub mother_tongue: bool,
    pub reading: Proficiency,
    pub writing: Proficiency,
    pub speaking: Proficiency,
    pub understanding: Proficiency,
    /// What shows it: an examination passed, and when; may be empty.
    #[serde(default)]
    pub certificate: String,
}

fn check_language(draft: &LanguageDraft, _today: Date) -> Result<Language, Problems> {
    let mut check = Checker::new(draft);
    let code = |code: &str| languages().find(|known| *known == code).map(str::to_owned);
    let language = check.required_option("language", code);
    let mother_tongue = check.ticked("mother_tongue");
    // Who grew up with a language may never have learnt to write it, and says so.
    let mut level = |field| match check.option(field, Proficiency::parse) {
        None if mother_tongue => Some(Proficiency::MotherTongue),
        None => check.required_option(field, Proficiency::parse),
        level => level,
    };
    let (reading, writing, speaking, understanding) =
        (level("reading"), level("writing"), level("speaking"), level("understanding"));
    let certificate = check.line("certificate", LINE_MOST);
    let value = (|| {
        Some(Language {
            language: language?,
            mother_tongue,
            reading: reading?,
            writing: writing?,
            speaking: speaking?,
            understanding: understanding?,
            certificate,
        })
    })();
    check.or(value)
}

impl Listed for LanguageDraft {
    /// The code of the language.
    fn title(&self) -> String {
        self.language.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{draft::Draft, problem::Problem};
    use jiff::civil::date as day;

    const TODAY: Date = day(2026, 11, 21);

    #[test]
    fn a_mother_tongue_is_said_once() {
        let draft = LanguageDraft::of([("language", "sw"), ("mother_tongue", "yes")]);
        let language = draft.check(TODAY).unwrap();
        assert_eq!(language.reading, Proficiency::MotherTongue);
        let spoken_only = LanguageDraft { writing: "basic".into(), ..draft.clone() };
        assert_eq!(spoken_only.check(TODAY).map(|l| l.writing), Ok(Proficiency::Basic));
        let learnt = LanguageDraft { mother_tongue: String::new(), ..draft };
        assert_eq!(learnt.check(TODAY).unwrap_err().of("speaking"), Some(&Problem::Missing));
    }

    #[test]
    fn a_code_of_no_language_is_refused() {
        for (code, known) in [("fr", true), ("zz", false), ("FR", false), ("r", false), ("rs", false)] {
            let draft = LanguageDraft::of([("language", code), ("mother_tongue", "yes")]);
            assert_eq!(draft.check(TODAY).is_ok(), known, "{code}");
        }
        assert!(languages().zip(languages().skip(1)).all(|(one, next)| one < next));
    }
}
