//! Names of institutions, made comparable: how well one fits what somebody types, and whether it is the same.

use super::{
    NameKind,
    words::{Words, is_small, is_university},
};
use memchr::memmem::Finder;
use std::collections::BTreeSet;

/// The longest text that is looked for, in characters: longer than any name.
const TYPED_MOST: usize = 300;

/// A name, made ready to be compared.
#[derive(Debug)]
pub struct Name {
    pub text: Box<str>,
    /// None: the name that is shown.
    pub kind: Option<NameKind>,
    /// Its words in their order, each behind a space, so that ` gen` is found where a word begins with `gen`.
    pub words: Box<str>,
    /// How words of it may be written as well, likewise.
    also: Box<str>,
}

/// What somebody typed.
pub struct Typed {
    words: Vec<String>,
    /// The last word may go on: nothing stands behind it.
    pub open: bool,
}

/// How well a name fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The same words, small ones apart; or a whole abbreviation.
    Exact,
    /// The same, the word for a university apart; or the initials.
    Nearly,
    /// It begins with what is typed, small words apart.
    Leads,
    /// It begins so, the word for a university apart.
    NearlyLeads,
    /// It has all the words, or words that begin with them.
    Holds,
    /// Its names together have them.
    Together,
}

fn parted(words: &str) -> impl Iterator<Item = &str> + Clone {
    words.split(' ').filter(|word| !word.is_empty())
}

/// The words without small ones.
fn telling<'a>(words: impl Iterator<Item = &'a str> + Clone) -> impl Iterator<Item = &'a str> + Clone {
    words.filter(|word| !is_small(word))
}

/// The words that tell one institution from another.
fn distinct<'a>(words: impl Iterator<Item = &'a str> + Clone) -> impl Iterator<Item = &'a str> + Clone {
    telling(words).filter(|word| !is_university(word))
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// Whether words begin with what is typed; of which the last, if it is open, may be the beginning of a word.
fn leads<'a>(
    mut words: impl Iterator<Item = &'a str>,
    typed: impl Iterator<Item = &'a str>,
    open: bool,
) -> bool {
    let mut typed = typed.peekable();
    if typed.peek().is_none() {
        return false;
    }
    while let Some(part) = typed.next() {
        let fits = match words.next() {
            Some(word) if open && typed.peek().is_none() => word.starts_with(part),
            Some(word) => word == part,
            None => false,
        };
        if !fits {
            return false;
        }
    }
    true
}

impl Typed {
    /// None for what holds no word, or is longer than any name.
    pub fn of(text: &str) -> Option<Self> {
        if text.chars().count() > TYPED_MOST {
            return None;
        }
        let words = Words::of(text).in_order;
        let open = text.chars().next_back().is_some_and(|last| !last.is_whitespace() && last != ',');
        (!words.is_empty()).then_some(Typed { words, open })
    }

    pub fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.iter().map(String::as_str)
    }

    /// The words that tell institutions apart.
    pub fn distinct(&self) -> String {
        joined(distinct(self.words()))
    }

    /// What a name must hold, each behind a space: the words that tell institutions apart. The last word may be the beginning
    /// of one; if `open`, it counts even where it looks like a small one. Where nothing else is typed, everything counts.
    pub fn needed(&self, open: bool) -> Vec<String> {
        let last = self.words.len() - 1;
        let counts =
            |place: usize, word: &str| (!is_small(word) && !is_university(word)) || (open && place == last);
        let pick = |counts: &dyn Fn(usize, &str) -> bool| -> Vec<String> {
            let picked = self.words().enumerate().filter(|(place, word)| counts(*place, word));
            let set: BTreeSet<String> = picked.map(|(_, word)| format!(" {word}")).collect();
            set.into_iter().collect()
        };
        let mut needed = pick(&counts);
        if needed.is_empty() {
            needed = pick(&|_, word| is_university(word));
        }
        if needed.is_empty() {
            needed = pick(&|_, _| true);
        }
        needed
    }

    /// The only word, if it can be the initials of a name.
    fn initials(&self) -> Option<&str> {
        match self.words.as_slice() {
            [word] if (3..=8).contains(&word.chars().count()) => Some(word),
            _ => None,
        }
    }
}

impl Name {
    pub fn of(text: &str, kind: Option<NameKind>) -> Self {
        let Words { in_order, also } = Words::of(text);
        let spaced = |words: Vec<String>| -> Box<str> {
            words.iter().flat_map(|word| [" ", word]).collect::<String>().into()
        };
        Name { text: text.into(), kind, words: spaced(in_order), also: spaced(also) }
    }

    pub fn holds(&self, needed: &Finder) -> bool {
        [&self.words, &self.also].iter().any(|words| needed.find(words.as_bytes()).is_some())
    }

    /// What names of different sources are compared by. Empty for no words.
    pub fn key(&self) -> String {
        let telling = joined(telling(parted(&self.words)));
        if telling.is_empty() { joined(parted(&self.words)) } else { telling }
    }

    /// The words that tell institutions apart: those of a text that it is [the same](Self::same) as.
    pub fn distinct(&self) -> String {
        joined(distinct(parted(&self.words)))
    }

    pub fn has_university(&self) -> bool {
        parted(&self.words).any(is_university)
    }

    /// Whether it is what is typed, and how nearly: the same words; else the same, small ones apart; else the same, the word
    /// for a university apart too, if both have one.
    pub fn same(&self, typed: &Typed) -> Option<u8> {
        let words = parted(&self.words);
        if words.clone().eq(typed.words()) {
            Some(0)
        } else if telling(typed.words()).next().is_some() && telling(words.clone()).eq(telling(typed.words()))
        {
            Some(1)
        } else {
            let nearly = distinct(typed.words()).next().is_some()
                && distinct(words).eq(distinct(typed.words()))
                && typed.words().any(is_university)
                && self.has_university();
            nearly.then_some(2)
        }
    }

    pub fn fit(&self, typed: &Typed, needed: &[Finder]) -> Option<Fit> {
        let by_words = needed.iter().all(|needed| self.holds(needed)).then(|| {
            let words = parted(&self.words);
            if words.clone().eq(typed.words()) || telling(words.clone()).eq(telling(typed.words())) {
                return Fit::Exact;
            }
            let is_typed = distinct(typed.words()).next().is_some();
            if is_typed && distinct(words.clone()).eq(distinct(typed.words())) {
                Fit::Nearly
            } else if leads(words.clone(), typed.words(), typed.open)
                || leads(telling(words.clone()), telling(typed.words()), typed.open)
            {
                Fit::Leads
            } else if leads(distinct(words), distinct(typed.words()), typed.open) {
                Fit::NearlyLeads
            } else {
                Fit::Holds
            }
        });
        let by_initials = typed.initials().and_then(|initials| self.fits_initials(initials));
        by_words.into_iter().chain(by_initials).min()
    }

    /// Compares the initials of the name's words, small ones apart.
    fn fits_initials(&self, typed: &str) -> Option<Fit> {
        if self.kind == Some(NameKind::Abbreviation) {
            return None;
        }
        let mut own = telling(parted(&self.words)).filter_map(|word| word.chars().next());
        if !typed.chars().all(|letter| own.next() == Some(letter)) {
            return None;
        }
        Some(if own.next().is_none() { Fit::Nearly } else { Fit::Holds })
    }
}
