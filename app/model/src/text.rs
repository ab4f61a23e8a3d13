//! The text rule: how what people type is cleaned and counted. One rule, for every field, on both sides.

/// The bullet of Word's Symbol font, in the private-use area: it shows as an empty box elsewhere.
const SYMBOL_FONT_BULLET: char = '\u{F0B7}';

/// Cleans a text: line ends become LF, no-break spaces become spaces, invisible characters that no reader means go, Word's
/// bullet becomes a real one. Curly quotes, dashes, ZWJ and ZWNJ stay, and so do control characters: [`forbidden`] names
/// those, so that a person can be told, instead of finding text changed.
///
/// Idempotent: cleaning a clean text changes nothing.
#[must_use]
pub fn clean(raw: &str) -> String {
    let mut cleaned = String::with_capacity(raw.len());
    pieces(raw).for_each(|piece| cleaned.push_str(piece));
    cleaned
}

/// What comes in the place of a character, if it does not stay. A carriage return takes a line feed behind it along.
fn replaced(c: char) -> Option<&'static str> {
    match c {
        '\r' | '\u{2028}' | '\u{2029}' => Some("\n"),
        '\u{00A0}' | '\u{202F}' => Some(" "),
        SYMBOL_FONT_BULLET => Some("•"),
        // Zero-width space, word joiner, byte-order mark, soft hyphen.
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => Some(""),
        _ => None,
    }
}

/// What a text consists of once it is clean: the stretches of it that stay, and what comes in the place of the rest.
fn pieces(raw: &str) -> impl Iterator<Item = &str> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let Some(piece) = replaced(first) else {
            let (stretch, behind) = rest.split_at(staying(rest));
            rest = behind;
            return Some(stretch);
        };
        rest = &rest[first.len_utf8()..];
        if first == '\r' {
            rest = rest.trim_start_matches(|c| replaced(c) == Some(""));
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        Some(piece)
    })
}

/// How many bytes at the beginning of a text stay as they are. In UTF-8 all that is [`replaced`] begins with one of four bytes.
fn staying(text: &str) -> usize {
    let goes = |(place, byte): &(usize, u8)| {
        matches!(byte, b'\r' | 0xC2 | 0xE2 | 0xEF)
            && text[*place..].chars().next().and_then(replaced).is_some()
    };
    unusual(text).find(goes).map_or(text.len(), |(place, _)| place)
}

/// The bytes of a text that are not printable ASCII, with their places. Texts are gone through at every key, and most of what they
/// consist of is letters: those are passed over eight at a time.
fn unusual(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let (bytes, mut place) = (text.as_bytes(), 0);
    std::iter::from_fn(move || {
        loop {
            if bytes[place..].first_chunk().is_some_and(|eight| are_usual(*eight)) {
                place += 8;
                continue;
            }
            let byte = *bytes.get(place)?;
            place += 1;
            if !(b' '..0x80).contains(&byte) {
                return Some((place - 1, byte));
            }
        }
    })
}

/// Whether eight bytes are printable ASCII: none has its highest bit, nor gets it where that of a space is taken away.
const fn are_usual(eight: [u8; 8]) -> bool {
    let bytes = u64::from_ne_bytes(eight);
    (bytes | bytes.wrapping_sub(u64::from_ne_bytes([b' '; 8]))) & u64::from_ne_bytes([0x80; 8]) == 0
}

/// A text as it can be kept before it is cleaned: NUL, which PostgreSQL cannot hold, as another control character, which
/// [`forbidden`] names all the same; the line ends of a posted form as a browser's fields have them, so that a text is
/// known again whichever way it came.
#[must_use]
pub fn kept(raw: &str) -> String {
    raw.replace('\0', "\u{1}").replace("\r\n", "\n")
}

/// The first character that a text may not contain: NUL and the other C0 controls but tab and LF (and CR, which
/// [`clean`] turns into LF).
#[must_use]
pub fn forbidden(text: &str) -> Option<char> {
    let forbidden = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    unusual(text).map(|(_, byte)| byte).find(forbidden).map(char::from)
}

/// The length of a text in UTF-16 code units once cleaned: what JavaScript's `.length` says of the cleaned text.
#[must_use]
pub fn count(raw: &str) -> usize {
    pieces(raw).map(utf16_length).sum()
}

/// A character takes two units where it takes four bytes, else one. Its first byte says so; the others begin with the bits 10.
fn utf16_length(text: &str) -> usize {
    unusual(text).fold(text.len(), |length, (_, byte)| match byte {
        0x80..0xC0 => length - 1,
        0xF0.. => length + 1,
        _ => length,
    })
}

/// A one-line text: cleaned, line breaks and tabs as spaces, none at the ends.
#[must_use]
pub fn line(raw: &str) -> String {
    let cleaned = clean(raw);
    trimmed(if cleaned.contains(['\n', '\t']) { cleaned.replace(['\n', '\t'], " ") } else { cleaned })
}

/// A text of several lines: cleaned, without white space at the ends.
#[must_use]
pub fn paragraphs(raw: &str) -> String {
    trimmed(clean(raw))
}

/// Without white space at the ends, and copied only where there is some.
fn trimmed(text: String) -> String {
    let within = text.trim();
    if within.len() == text.len() { text } else { within.to_owned() }
}

/// A text as a part of an address: `DC/EMPLOYMENT/P/2025/03` → `dc-employment-p-2025-03`. Only letters and digits without accents are
/// left, with single hyphens between; nothing, where there is none.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A key to compare words by, whatever their case or diacritics: `Éc` and `ec` give the same.
///
/// Covers Latin letters, which is what our lists (countries, languages, institutions in Latin script) are searched by;
/// other scripts are compared by lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => folded.push('c'),
            'ď' | 'đ' | 'ð' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ĕ' => folded.push('e'),
            'ğ' | 'ģ' | 'ĝ' | 'ġ' => folded.push('g'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ĩ' => folded.push('i'),
            'ķ' => folded.push('k'),
            'ł' | 'ľ' | 'ļ' | 'ĺ' => folded.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ŏ' | 'ơ' => folded.push('o'),
            'ř' | 'ŕ' => folded.push('r'),
            'ś' | 'š' | 'ş' | 'ș' | 'ŝ' => folded.push('s'),
            'ť' | 'ţ' | 'ț' => folded.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ŭ' | 'ũ' | 'ư' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ž' | 'ż' => folded.push('z'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            '\u{0300}'..='\u{036F}' => {}
            '\u{2019}' | '\u{02BC}' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts that are rich in what the rule speaks of.
    fn awkward() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\r\n".to_owned()),
            Just("\r".to_owned()),
            Just("\n".to_owned()),
            Just("\r\u{200B}\n".to_owned()),
            Just("\u{2028}".to_owned()),
            Just("\u{00A0}".to_owned()),
            Just("\u{202F}".to_owned()),
            Just("\u{FEFF}".to_owned()),
            Just("\u{00AD}".to_owned()),
            Just("\u{F0B7}".to_owned()),
            Just("👩‍🔬".to_owned()),
            Just("e\u{0301}".to_owned()),
            any::<String>(),
        ];
        proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(raw in awkward()) {
            let once = clean(&raw);
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn counting_is_the_utf16_length_of_the_cleaned_text(raw in awkward()) {
            prop_assert_eq!(count(&raw), clean(&raw).encode_utf16().count());
        }

        #[test]
        fn a_clean_text_has_no_character_that_cleaning_replaces(raw in awkward()) {
            let cleaned = clean(&raw);
            let replaced = ['\r', '\u{2028}', '\u{2029}', '\u{00A0}', '\u{202F}', '\u{200B}', '\u{2060}', '\u{FEFF}', '\u{00AD}', '\u{F0B7}'];
            prop_assert!(!cleaned.contains(replaced));
        }

        #[test]
        fn folding_twice_is_folding_once(raw in awkward()) {
            let once = fold(&raw);
            prop_assert_eq!(fold(&once), once);
        }
    }

    #[test]
    fn every_character_is_cleaned_and_counted_wherever_it_stands() {
        for c in ('\0'..=char::MAX).filter(|c| *c != '\n') {
            let cleaned = format!("a{}b", replaced(c).map_or_else(|| c.to_string(), str::to_owned));
            let raw = format!("a{c}b");
            assert_eq!(clean(&raw), cleaned, "U+{:04X}", u32::from(c));
            assert_eq!(count(&raw), cleaned.encode_utf16().count(), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn what_people_mean_stays() {
        let meant = "“curly” – dash — n\u{200D}j n\u{200C}j\ttab\nline";
        assert_eq!(clean(meant), meant);
        assert_eq!(forbidden(meant), None);
    }

    #[test]
    fn control_characters_are_named() {
        assert_eq!(forbidden("a\u{0}b"), Some('\u{0}'));
        assert_eq!(forbidden("a\u{1B}b"), Some('\u{1B}'));
    }

    #[test]
    fn a_text_is_kept_the_same_whichever_way_it_came() {
        assert_eq!(kept("posted\r\nby a form"), kept("posted\nby a form"));
        assert_eq!(forbidden(&kept("a\0b")), Some('\u{1}'));
    }

    #[test]
    fn word_lists_keep_their_bullets() {
        assert_eq!(clean("\u{F0B7}\u{00A0}Planned\r\n\u{F0B7}\u{00A0}Led"), "• Planned\n• Led");
    }

    #[test]
    fn an_emoji_counts_as_javascript_counts_it() {
        assert_eq!(count("👩‍🔬"), 5);
    }

    #[test]
    fn diacritics_do_not_matter_to_a_search() {
        assert_eq!(fold("Côte d’Ivoire"), fold("cote d'ivoire"));
        assert_eq!(fold("Œuvre"), "oeuvre");
    }
}
