//! What departments are called, where their short names alone are known.

use super::Entry;
use model::language::Lang;
use std::collections::HashMap;

/// The full names of the departments of the vacancies in memory, by their short names.
#[derive(Debug, Clone, Default)]
pub struct Departments(HashMap<String, [String; 3]>);

impl Departments {
    /// Of vacancies, the newest first: what the newest says counts.
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut departments: HashMap<String, [String; 3]> = HashMap::new();
        for entry in entries {
            let names = departments.entry(entry.notices[0].department.clone()).or_default();
            for (name, notice) in names.iter_mut().zip(&entry.notices) {
                if name.is_empty() {
                    name.clone_from(&notice.text.department);
                }
            }
        }
        Departments(departments)
    }

    /// The full name of a department; none where no vacancy says it.
    #[must_use]
    pub fn name(&self, department: &str, lang: Lang) -> Option<&str> {
        let name = self.0.get(department)?[lang.index()].as_str();
        (!name.is_empty()).then_some(name)
    }
}
