//! Closed lists of values: each has a slug, under which it is saved, posted and written into addresses.

/// A closed list of values, as radios and selects offer them.
pub trait Choice: Copy + PartialEq + Sized + Send + Sync + 'static {
    /// All values, in the order in which they are offered.
    const ALL: &'static [Self];

    /// The value's name in data and addresses.
    fn slug(self) -> &'static str;

    /// The value of a slug, if it is one.
    #[must_use]
    fn parse(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.slug() == slug)
    }
}

/// Declares a [`Choice`]: `choices! { /// doc pub enum Level { Basic = "basic", … } }`, with serde by slug.
#[macro_export]
macro_rules! choices {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $slug:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $slug)] $variant,)+ }

        impl $crate::choice::Choice for $name {
            const ALL: &'static [Self] = &[$($name::$variant,)+];

            fn slug(self) -> &'static str {
                match self { $($name::$variant => $slug,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::choice::Choice::slug(*self))
            }
        }
    };
}

choices! {
    /// The answer to a question.
    pub enum YesNo {
        Yes = "yes",
        No = "no",
    }
}
