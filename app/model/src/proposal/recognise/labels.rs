//! The headings and labels of the form, in the languages in which it goes round, and how a line is known to be one.

use crate::{language::Lang, proposal::draft::Part, text};

/// What a heading or label of the form announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The form's own name, and its organisation's.
    Form,
    /// The post's number and date, which the JPO unit gives.
    Issue,
    /// A part of the form.
    Section(Part),
    /// A field of the part.
    Field(&'static str),
    /// Where the post is: city and country.
    DutyStation,
    /// Who supervises: name and title.
    Supervisor,
    /// A qualification: `education`, of `education_minimum` and `education_desirable`.
    Qualification(&'static str),
    Minimum,
    Desirable,
    /// What stands at the end of every proposal.
    Standing,
}

use Label::{
    Desirable, DutyStation, Field, Form, Issue, Minimum, Qualification, Section, Standing, Supervisor,
};

/// The most bytes of a line that can be one.
const LONGEST: usize = 160;

/// Names by language, as [`key`] has them.
type Names = [&'static [&'static str]; 3];

/// What can stand anywhere.
const EVERYWHERE: &[(Label, Names)] = &[
    (
        Form,
        [
            &[
                "vacancy proposal",
                "vacancy proposal for junior professional officers",
                "vacancy proposal for junior professional officers (jpo) job description template - headquarters and field positions",
                "job description template",
                "job description template - headquarters and field positions",
                "international labour office",
                "international labour organization",
            ],
            &[
                "proposition de poste",
                "proposition de poste de jeune expert associe",
                "bureau international du travail",
                "organisation internationale du travail",
            ],
            &[
                "propuesta de vacante",
                "propuesta de vacante de joven profesional",
                "oficina internacional del trabajo",
                "organizacion internacional del trabajo",
            ],
        ],
    ),
    (
        Section(Part::General),
        [
            &["general information"],
            &["informations generales", "renseignements generaux"],
            &["informacion general", "datos generales"],
        ],
    ),
    (Section(Part::Supervision), [&["supervision"], &["supervision", "encadrement"], &["supervision"]]),
    (Section(Part::Introduction), [&["introduction"], &["introduction"], &["introduccion"]]),
    (
        Section(Part::Duties),
        [
            &["duties and responsibilities", "main duties and responsibilities", "duties"],
            &["fonctions et responsabilites", "taches et responsabilites", "attributions et responsabilites"],
            &["funciones y responsabilidades", "tareas y responsabilidades"],
        ],
    ),
    (
        Section(Part::Qualifications),
        [
            &["qualifications and experience", "required qualifications", "qualifications"],
            &["qualifications et experience", "qualifications requises"],
            &["calificaciones y experiencia", "cualificaciones y experiencia", "requisitos y experiencia"],
        ],
    ),
    (
        Section(Part::Training),
        [
            &["training components and learning elements", "training and learning elements"],
            &[
                "elements de formation et d'apprentissage",
                "composantes de la formation et elements d'apprentissage",
            ],
            &["componentes de formacion y elementos de aprendizaje", "formacion y aprendizaje"],
        ],
    ),
    (
        Section(Part::Background),
        [
            &["background information", "background"],
            &["contexte", "informations de contexte", "renseignements complementaires"],
            &["informacion de contexto", "antecedentes", "contexto"],
        ],
    ),
    (Section(Part::Sponsor), [&["sponsor"], &["financement"], &["financiacion", "patrocinio"]]),
    (
        Standing,
        [
            &["diversity, accommodation and a smoke-free workplace"],
            &["diversite, amenagements et lieu de travail sans tabac"],
            &["diversidad, ajustes y lugar de trabajo sin humo"],
        ],
    ),
];

/// What stands before the first part.
const BEFORE: &[(Label, Names)] = &[(
    Issue,
    [
        &["post number", "month of issue", "year", "year of issue"],
        &["numero du poste", "numero de poste", "mois de publication", "annee", "annee de publication"],
        &["numero del puesto", "numero de puesto", "mes de publicacion", "ano", "ano de publicacion"],
    ],
)];

const GENERAL: &[(Label, Names)] = &[
    (
        Field("title"),
        [
            &["title", "post title", "job title"],
            &["titre", "titre du poste", "intitule du poste"],
            &["titulo", "titulo del puesto", "denominacion del puesto"],
        ],
    ),
    (
        DutyStation,
        [&["duty station", "location"], &["lieu d'affectation"], &["lugar de destino", "lugar de trabajo"]],
    ),
    (
        Field("duration"),
        [
            &["duration of the assignment", "duration of assignment", "duration"],
            &["duree de l'affectation", "duree"],
            &["duracion de la asignacion", "duracion"],
        ],
    ),
    (Field("grade"), [&["grade"], &["grade"], &["grado"]]),
    (
        Field("office"),
        [
            &[
                "department/field office",
                "department or field office",
                "department/office",
                "department",
                "field office",
            ],
            &[
                "departement/bureau exterieur",
                "departement ou bureau exterieur",
                "departement",
                "bureau exterieur",
            ],
            &[
                "departamento/oficina exterior",
                "departamento u oficina exterior",
                "departamento",
                "oficina exterior",
            ],
        ],
    ),
    (
        Field("unit"),
        [
            &["organisational unit", "organizational unit", "unit"],
            &["unite organisationnelle", "unite"],
            &["unidad organica", "unidad organizativa", "unidad"],
        ],
    ),
];

const SUPERVISION: &[(Label, Names)] = &[
    (
        Supervisor,
        [
            &["direct supervision by", "direct supervision", "direct supervisor", "supervisor"],
            &["supervision directe par", "supervision directe", "superviseur direct"],
            &["supervision directa por", "supervision directa a cargo de", "supervision directa"],
        ],
    ),
    (Field("supervisor_name"), [&["name"], &["nom"], &["nombre"]]),
    (
        Field("supervisor_title"),
        [&["title", "job title"], &["titre", "fonction"], &["titulo", "cargo", "funcion"]],
    ),
    (
        Field("supervision"),
        [
            &["content and methodology of supervision", "content and methodology"],
            &["contenu et methode de la supervision", "contenu et methodologie de la supervision"],
            &["contenido y metodologia de la supervision", "contenido y metodo de la supervision"],
        ],
    ),
];

const DUTIES: &[(Label, Names)] = &[(
    Field("outputs"),
    [
        &["key outputs", "expected outputs"],
        &["principaux resultats", "resultats attendus"],
        &["resultados principales", "resultados esperados"],
    ],
)];

const QUALIFICATIONS: &[(Label, Names)] = &[
    (
        Qualification("education"),
        [
            &["education", "academic qualifications"],
            &["formation", "etudes", "formation universitaire"],
            &["formacion", "educacion", "estudios", "formacion academica"],
        ],
    ),
    (
        Qualification("experience"),
        [
            &["work experience", "professional experience", "experience"],
            &["experience professionnelle", "experience"],
            &["experiencia profesional", "experiencia laboral", "experiencia"],
        ],
    ),
    (
        Qualification("skills"),
        [
            &["skills required for the assignment", "required skills", "skills"],
            &["aptitudes requises pour l'affectation", "aptitudes requises", "aptitudes"],
            &["aptitudes requeridas para la asignacion", "aptitudes requeridas", "aptitudes", "habilidades"],
        ],
    ),
    (
        Qualification("languages"),
        [
            &["languages", "language skills"],
            &["langues", "connaissances linguistiques"],
            &["idiomas", "conocimientos linguisticos"],
        ],
    ),
    (
        Field("competencies"),
        [
            &["ilo competencies", "competencies", "core competencies"],
            &["competences de l'oit", "competences du bit", "competences"],
            &["competencias de la oit", "competencias"],
        ],
    ),
    (
        Minimum,
        [
            &["minimum", "minimum requirements", "required", "essential"],
            &["minimum", "exige", "requis", "obligatoire"],
            &["minimo", "requerido", "exigido", "indispensable"],
        ],
    ),
    (
        Desirable,
        [
            &["desirable", "desired", "preferred"],
            &["souhaite", "souhaitable", "souhaitables"],
            &["deseable", "deseables", "conveniente"],
        ],
    ),
];

const TRAINING: &[(Label, Names)] = &[
    (
        Field("training"),
        [
            &["training components", "training"],
            &["elements de formation", "composantes de la formation", "formation"],
            &["componentes de formacion", "formacion"],
        ],
    ),
    (
        Field("learning"),
        [
            &["learning elements", "learning"],
            &["elements d'apprentissage", "apprentissage"],
            &["elementos de aprendizaje", "aprendizaje"],
        ],
    ),
];

const SPONSOR: &[(Label, Names)] = &[
    (
        Field("sponsor"),
        [
            &["sponsoring country", "sponsor", "donor"],
            &["pays qui finance le poste", "pays donateur"],
            &["pais que financia el puesto", "pais donante", "pais patrocinador"],
        ],
    ),
    (
        Field("nationals"),
        [
            &["open to nationals of", "nationality"],
            &["ouvert aux ressortissants de", "nationalite"],
            &["abierta a nacionales de", "abierto a nacionales de", "nacionalidad"],
        ],
    ),
    (
        Field("nationality"),
        [
            &["other conditions", "nationality condition"],
            &["autres conditions"],
            &["otras condiciones", "condicion de nacionalidad"],
        ],
    ),
];

/// What can be announced within a part; none: before the first one.
const fn within(part: Option<Part>) -> &'static [(Label, Names)] {
    match part {
        None | Some(Part::General) => GENERAL,
        Some(Part::Supervision) => SUPERVISION,
        Some(Part::Duties) => DUTIES,
        Some(Part::Qualifications) => QUALIFICATIONS,
        Some(Part::Training) => TRAINING,
        Some(Part::Sponsor) => SPONSOR,
        Some(Part::Introduction | Part::Background | Part::Rest | Part::Publication) => &[],
    }
}

/// A label that was found, and the languages in which it is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub label: Label,
    pub langs: [bool; Lang::ALL.len()],
}

/// The part of the form, its end, or its name that a whole line announces.
pub fn everywhere(line: &str) -> Option<Found> {
    if line.len() > LONGEST { None } else { find(&key(line), EVERYWHERE) }
}

/// What a whole line announces within a part.
pub fn below(line: &str, part: Option<Part>) -> Option<Found> {
    if line.len() > LONGEST {
        return None;
    }
    let key = key(line);
    let before = || if part.is_none() { find(&key, BEFORE) } else { None };
    find(&key, within(part)).or_else(before)
}

fn find(key: &str, labels: &[(Label, Names)]) -> Option<Found> {
    let of = |is: &dyn Fn(&str) -> bool| {
        let (label, names) =
            labels.iter().find(|(_, names)| names.iter().copied().flatten().any(|n| is(n)))?;
        Some(Found { label: *label, langs: names.map(|names| names.iter().any(|name| is(name))) })
    };
    if key.is_empty() {
        return None;
    }
    of(&|name| name == key).or_else(|| of(&|name| is_nearly(name, key)))
}

/// A line as labels are compared by: without numbering, stars, what stands in brackets at its end, and its colon.
fn key(line: &str) -> String {
    let folded = text::fold(&text::clean(line))
        .replace(['*', '_', '\t'], " ")
        .replace('&', " and ")
        .replace(['–', '—'], "-");
    let words: Vec<&str> = folded.split_whitespace().collect();
    let joined = words.join(" ").replace("/ ", "/").replace(" /", "/");
    let mut rest = joined.as_str();
    if let Some((mark, after)) = rest.split_once(' ')
        && let Some(number) = mark.strip_suffix(['.', ')'])
        && (1..=4).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        rest = after;
    }
    let mut ended = rest.trim_end_matches([':', '.', ' ', '-']);
    if ended.ends_with(')')
        && let Some((before, _)) = ended.rsplit_once('(')
    {
        ended = before.trim_end_matches([':', ' ']);
    }
    ended.to_owned()
}

/// Whether a key is a name with a letter or two mistyped: "responsabilities". Short words must be right.
fn is_nearly(name: &str, key: &str) -> bool {
    let most = match name.chars().count() {
        0..8 => return false,
        8..16 => 1,
        _ => 2,
    };
    name.chars().count().abs_diff(key.chars().count()) <= most && distance(name, key) <= most
}

/// How many letters are to be put in, left out, replaced, or swapped with their neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (line, part) in [
            ("DUTIES AND RESPONSABILITIES", Part::Duties),
            ("**Duties & Responsibilities:**", Part::Duties),
            ("4. Dutise and responsibilities", Part::Duties),
            ("GENERAL INFORMATION :", Part::General),
            ("Informations générales", Part::General),
            ("IV) CALIFICACIONES Y EXPERIENCIA", Part::Qualifications),
            ("Éléments de formation et d’apprentissage", Part::Training),
        ] {
            assert_eq!(everywhere(line).map(|found| found.label), Some(Section(part)), "{line}");
        }
        for line in
            ["", ":", "Duties of the unit and its responsibilities", "General", "Introductions are held"]
        {
            assert_eq!(everywhere(line), None, "{line}");
        }
    }

    #[test]
    fn a_label_means_something_in_its_part_alone() {
        assert_eq!(below("Department/ Field Office:", None).map(|f| f.label), Some(Field("office")));
        assert_eq!(below("Title", Some(Part::General)).map(|f| f.label), Some(Field("title")));
        assert_eq!(below("Title", Some(Part::Supervision)).map(|f| f.label), Some(Field("supervisor_title")));
        assert_eq!(below("Title", Some(Part::Background)), None);
        assert_eq!(below("Post number", Some(Part::General)), None);
        assert_eq!(
            below("Direct Supervision by (name, title):", Some(Part::Supervision)).map(|f| f.label),
            Some(Supervisor)
        );
    }

    #[test]
    fn a_name_says_its_language() {
        assert_eq!(everywhere("Introducción").map(|f| f.langs), Some([false, false, true]));
        assert_eq!(everywhere("Introduction").map(|f| f.langs), Some([true, true, false]));
    }

    #[test]
    fn names_are_written_as_keys_are() {
        let all = [EVERYWHERE, BEFORE, GENERAL, SUPERVISION, DUTIES, QUALIFICATIONS, TRAINING, SPONSOR];
        for name in all.into_iter().flatten().flat_map(|(_, names)| names.iter().copied().flatten()) {
            assert_eq!(key(name), *name);
        }
    }

    #[test]
    fn letters_that_differ_are_counted() {
        for (a, b, expected) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("abc", "ab", 1),
            ("abc", "xbcd", 2),
            ("", "ab", 2),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}
