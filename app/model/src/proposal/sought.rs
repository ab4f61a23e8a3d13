//! What a list of proposals is asked for, as it stands in an address: the page and the file of the same list read the same.

use super::{
    State,
    desk::{Order, Sought},
};
use crate::{
    address::{pairs, with},
    choice::Choice,
    country::Country,
    vacancy::Region,
};

impl Sought {
    /// Reads what stands behind an address's question mark; what is not understood is passed over.
    #[must_use]
    pub fn of_query(query: &str) -> Self {
        let read: Vec<_> = pairs(query).collect();
        let get = |name: &str| {
            let found = read.iter().find(|(known, _)| known == name);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        Sought {
            state: State::parse(&get("state")),
            region: Region::parse(&get("region")),
            office: get("office"),
            sponsor: Country::parse(&get("sponsor")),
            words: get("q"),
            order: Order::parse(&get("order")),
            page: get("page").parse().unwrap_or(1).max(1),
        }
    }

    /// The address of the same list at this path; what is not asked for is not in it.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let page = if self.page > 1 { self.page.to_string() } else { String::new() };
        let pairs = [
            ("state", self.state.map(Choice::slug).unwrap_or_default()),
            ("region", self.region.map(Choice::slug).unwrap_or_default()),
            ("office", self.office.as_str()),
            ("sponsor", self.sponsor.as_ref().map(Country::code).unwrap_or_default()),
            ("q", self.words.as_str()),
            ("order", self.order.map(Choice::slug).unwrap_or_default()),
            ("page", page.as_str()),
        ];
        with(path, &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_is_written() {
        let sought = Sought {
            state: Some(State::Endorsed),
            region: Some(Region::Africa),
            office: "0190-a".into(),
            sponsor: Country::parse("NL"),
            words: "labour & work".into(),
            order: Some(Order::Sponsor),
            page: 3,
        };
        let address = sought.address("/staff/proposals");
        let query = address.strip_prefix("/staff/proposals?").unwrap_or_default();
        assert_eq!(Sought::of_query(query), sought);
        let nothing = Sought { page: 1, ..Sought::default() };
        assert_eq!(Sought::of_query(""), nothing);
        assert_eq!(nothing.address("/x"), "/x");
    }
}
