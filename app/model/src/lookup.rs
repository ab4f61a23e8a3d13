//! Finding a name in a list by what somebody types of it.

use crate::text::fold;

/// The names that match what was typed, best first: those that begin with it, those with a word that begins with it, those
/// that hold it anywhere; in each group as they are listed. Case and diacritics do not matter. At most `most`.
pub fn best<'a>(names: impl Iterator<Item = &'a str>, typed: &str, most: usize) -> Vec<&'a str> {
    let typed = fold(typed.trim());
    let mut groups = [vec![], vec![], vec![]];
    for name in names {
        let folded = fold(name);
        let Some(place) = folded.find(&typed) else { continue };
        let begins_word =
            |place: usize| folded[..place].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        let group = if place == 0 {
            0
        } else if folded.match_indices(&typed).any(|(place, _)| begins_word(place)) {
            1
        } else {
            2
        };
        groups[group].push(name);
    }
    groups.into_iter().flatten().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn beginnings_come_first_and_diacritics_do_not_matter() {
        let names = ["Papua New Guinea", "Guinea", "Equatorial Guinea", "Guyana", "Côte d’Ivoire"];
        assert_eq!(best(names.into_iter(), " guI", 9), ["Guinea", "Papua New Guinea", "Equatorial Guinea"]);
        assert_eq!(best(names.into_iter(), "cote d'iv", 9), ["Côte d’Ivoire"]);
        assert_eq!(best(names.into_iter(), "ana", 9), ["Guyana"]);
        assert_eq!(best(names.into_iter(), "gu", 1), ["Guinea"]);
    }
}
