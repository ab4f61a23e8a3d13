//! Gzip of a text with holes: the pieces are compressed once, the holes are filled at each sending.
//!
//! A kept page differs from one sending to the next in its nonce alone. Deflate has stored blocks, which hold bytes as they
//! are: so the compressed pieces are joined with the nonce between them in blocks of its own, and only the check sum is
//! computed anew, at the speed of memory.

use axum::{
    body::Bytes,
    http::{HeaderMap, header},
};
use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use std::sync::OnceLock;

/// A member's header: deflate, no name, no time, system unknown (RFC 1952, 2.3).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// A last block without content (RFC 1951, 3.2.6).
const END: [u8; 2] = [3, 0];

/// Whether who asks takes gzip.
#[must_use]
pub fn is_taken(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim().eq_ignore_ascii_case("gzip")
            && !matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

/// Texts that are to be joined; compressed when that is first asked for.
#[derive(Debug, Clone)]
pub struct Pieces {
    plain: Vec<Bytes>,
    deflated: OnceLock<Vec<Vec<u8>>>,
}

impl Pieces {
    /// These texts, in their order.
    #[must_use]
    pub const fn new(plain: Vec<Bytes>) -> Self {
        Self { plain, deflated: OnceLock::new() }
    }

    /// How many bytes it takes in memory, about: compressed, it is never half as long.
    #[must_use]
    pub fn size(&self) -> usize {
        self.plain.iter().map(Bytes::len).sum::<usize>() / 2 * 3
    }

    /// The texts with `filling` between each two of them.
    #[must_use]
    pub fn plain(&self, filling: &str) -> Vec<u8> {
        let holes = self.plain.len().saturating_sub(1) * filling.len();
        let mut joined = Vec::with_capacity(self.plain.iter().map(Bytes::len).sum::<usize>() + holes);
        for (index, piece) in self.plain.iter().enumerate() {
            if index > 0 {
                joined.extend_from_slice(filling.as_bytes());
            }
            joined.extend_from_slice(piece);
        }
        joined
    }

    /// The same as a gzip file. The filling has at most 65,535 bytes: no nonce is longer.
    #[must_use]
    pub fn gzip(&self, filling: &str) -> Vec<u8> {
        let length = u16::try_from(filling.len()).unwrap_or(u16::MAX);
        let filling = &filling.as_bytes()[..usize::from(length)];
        let deflated = self.deflated.get_or_init(|| self.plain.iter().map(|piece| deflate(piece)).collect());
        let size = deflated.iter().map(|piece| piece.len() + filling.len() + 5).sum::<usize>();
        let mut joined = Vec::with_capacity(HEADER.len() + size + 10);
        let mut sum = Crc::new();
        joined.extend_from_slice(&HEADER);
        for (index, (plain, deflated)) in self.plain.iter().zip(deflated).enumerate() {
            if index > 0 {
                joined.push(0); // a stored block, not the last (RFC 1951, 3.2.4); every piece ends at a whole byte
                joined.extend_from_slice(&length.to_le_bytes());
                joined.extend_from_slice(&(!length).to_le_bytes());
                joined.extend_from_slice(filling);
                sum.update(filling);
            }
            joined.extend_from_slice(deflated);
            sum.update(plain);
        }
        joined.extend_from_slice(&END);
        joined.extend_from_slice(&sum.sum().to_le_bytes());
        joined.extend_from_slice(&sum.amount().to_le_bytes());
        joined
    }
}

/// Deflate blocks that end at a whole byte, none of them marked as the last.
fn deflate(piece: &[u8]) -> Vec<u8> {
    let mut compress = Compress::new(Compression::best(), false);
    let mut out = Vec::with_capacity(piece.len() / 2 + 64);
    loop {
        let read = usize::try_from(compress.total_in()).unwrap_or(piece.len()).min(piece.len());
        let done = compress.compress_vec(&piece[read..], &mut out, FlushCompress::Sync);
        let all_read = compress.total_in() == piece.len() as u64;
        // Room left over means that the flush is complete.
        if all_read && out.len() < out.capacity() || !matches!(done, Ok(Status::Ok)) {
            return out;
        }
        out.reserve(4096);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn unpacked(gzip: &[u8]) -> String {
        let mut text = String::new();
        flate2::read::GzDecoder::new(gzip).read_to_string(&mut text).expect("a gzip file");
        text
    }

    #[test]
    fn what_is_unpacked_is_what_was_joined() {
        for count in 1..5usize {
            for length in [0, 1, 10, 5_000, 200_000] {
                let piece = |n: usize| {
                    Bytes::from(
                        (0..length)
                            .map(|i| char::from(b'a' + ((i * i * (n + 7)) % 23) as u8))
                            .collect::<String>(),
                    )
                };
                let pieces = Pieces::new((0..count).map(piece).collect());
                for filling in ["", "n", "kdQ9-_x0123456789abcdef"] {
                    let plain = String::from_utf8(pieces.plain(filling)).expect("text");
                    assert_eq!(unpacked(&pieces.gzip(filling)), plain, "{count} pieces of {length} bytes");
                }
            }
        }
    }

    #[test]
    fn text_that_does_not_compress_is_whole_too() {
        let mut noise = vec![0u8; 100_000];
        getrandom::fill(&mut noise).expect("randomness");
        let text: String = noise.iter().map(|b| char::from(b % 94 + 33)).collect();
        let pieces = Pieces::new(vec![Bytes::from(text.clone()), Bytes::from(text.clone())]);
        assert_eq!(unpacked(&pieces.gzip("!")), format!("{text}!{text}"));
    }
}
