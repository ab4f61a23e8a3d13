//! Addresses of this site, with what stands behind their question mark.

use std::fmt::Write as _;

/// The longest address that is remembered to go on to, in bytes: far longer than any of this site's own.
const NEXT_MOST: usize = 1000;

/// Whether an address is one of this site's own: a path, with or without a query.
#[must_use]
pub fn is_own(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
}

/// The address to go on to after signing in, as it was asked for. What is not this site's own, or too long to be, gives
/// nothing.
#[must_use]
pub fn next_path(raw: &str) -> Option<&str> {
    (is_own(raw) && raw.len() <= NEXT_MOST).then_some(raw)
}

/// An address with what is not empty of these behind its question mark.
#[must_use]
pub fn with(address: &str, query: &[(&str, &str)]) -> String {
    let mut whole = address.to_owned();
    for (name, text) in query.iter().filter(|(_, text)| !text.is_empty()) {
        whole.push(if whole.contains('?') { '&' } else { '?' });
        whole.push_str(name);
        whole.push('=');
        encode(text, &mut whole);
    }
    whole
}

/// Writes a text as part of a query: what could end it or change its meaning becomes `%` and two digits (RFC 3986, 3.4).
fn encode(text: &str, whole: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(whole, "%{byte:02X}");
        }
    }
}

/// The names and values of a query string, as a form writes them: `+` and `%20` are spaces. What is no text becomes U+FFFD.
pub fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

fn decode(text: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, digit(after.first()), digit(after.get(1))) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_address_is_always_on_this_site() {
        for own in ["/", "/profile/experience/1?page=2#end", "/fr/account"] {
            assert_eq!(next_path(own), Some(own));
        }
        for other in [
            "",
            "profile",
            "//example.org",
            "/\\example.org",
            "https://example.org",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: b",
            "/\t/example.org",
        ] {
            assert_eq!(next_path(other), None, "{other}");
        }
        let long = format!("/{}", "a".repeat(NEXT_MOST));
        assert!(is_own(&long) && next_path(&long).is_none());
    }

    #[test]
    fn an_address_survives_in_a_query() {
        let next = "/fr/vacancies?page=2&é=+#";
        assert_eq!(
            with("/account/sign-in?done=1", &[("empty", ""), ("next", next)]),
            "/account/sign-in?done=1&next=/fr/vacancies%3Fpage%3D2%26%C3%A9%3D%2B%23"
        );
        assert_eq!(with("/account", &[("next", "")]), "/account");
        let query = with("", &[("next", next)]);
        assert_eq!(pairs(&query[1..]).collect::<Vec<_>>(), [("next".to_owned(), next.to_owned())]);
    }

    #[test]
    fn a_query_is_read_as_a_form_writes_it() {
        let read: Vec<_> = pairs("a=1+2&&b&c=%c3%A9%&d=%FF%4&=x=y").collect();
        let read: Vec<_> = read.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(read, [("a", "1 2"), ("b", ""), ("c", "é%"), ("d", "\u{FFFD}%4"), ("", "x=y")]);
    }
}
