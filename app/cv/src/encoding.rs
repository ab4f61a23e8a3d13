//! Which letters the bytes of a file mean.

use crate::Refusal;

/// The text of a file: UTF-8, with or without its mark, or UTF-16. Other encodings cannot be told from each other, and a wrong
/// guess would spoil names.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let text = char::decode_utf16(pairs.iter().copied().map(unit)).collect::<Result<String, _>>();
        text.ok().filter(|_| rest.is_empty()).ok_or(Refusal::NotUtf8)
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        // Without a mark, what begins as JSON and XML do.
        [b'{' | b'<', 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, b'{' | b'<', ..] => wide(bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Refusal> {
    str::from_utf8(bytes).map(str::to_owned).map_err(|_| Refusal::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_unicode_gives_the_same_text() {
        let text = "<é>😀";
        let wide: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes()),
            marked(b"\xFF\xFE", &little),
            marked(b"\xFE\xFF", &big),
            little,
            big,
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{bytes:x?}");
        }
    }

    #[test]
    fn other_encodings_are_refused_and_not_guessed() {
        assert_eq!(decode(b"Ren\xE9e"), Err(Refusal::NotUtf8));
        assert_eq!(decode(b"\xFF\xFE\x00"), Err(Refusal::NotUtf8));
        assert_eq!(decode(b"\xFF\xFE\x00\xD8"), Err(Refusal::NotUtf8), "half of a pair");
    }
}
