//! The regions of the world, as the ILO's field structure has them: Africa, the Americas, the Arab States, Asia and the Pacific,
//! Europe and Central Asia. Territories stand where the United Nations' standard country codes (M49) put them.

use super::DutyStation;
use crate::{choices, country::Country, text};

choices! {
    /// Where duty stations are looked for: headquarters, or a region. Headquarters are in a region as well.
    pub enum Region {
        Headquarters = "headquarters",
        Africa = "africa",
        Americas = "americas",
        ArabStates = "arab-states",
        AsiaAndThePacific = "asia-and-the-pacific",
        EuropeAndCentralAsia = "europe-and-central-asia",
    }
}

const AFRICA: &str = "AOBFBIBJBWCDCFCGCICMCVDJDZEGEHERETGAGHGMGNGQGWIOKEKMLRLSLYMAMGMLMRMUMWMZNANENGRERWSCSDSHSLSNSOSSSTSZTDTFTGTNTZUGYTZAZMZW";
const AMERICAS: &str = "AGAIARAWBBBLBMBOBQBRBSBVBZCACLCOCRCUCWDMDOECFKGDGFGLGPGSGTGYHNHTJMKNKYLCMFMQMSMXNIPAPEPMPRPYSRSVSXTCTTUSUYVCVEVGVI";
const ARAB_STATES: &str = "AEBHIQJOKWLBOMPSQASASYYE";
const ASIA_AND_THE_PACIFIC: &str = "AFASAUBDBNBTCCCKCNCXFJFMGUHKHMIDINIRJPKHKIKPKRLALKMHMMMNMOMPMVMYNCNFNPNRNUNZPFPGPHPKPNPWSBSGTHTKTLTOTVTWUMVNVUWFWS";
const EUROPE_AND_CENTRAL_ASIA: &str = "ADALAMATAXAZBABEBGBYCHCYCZDEDKEEESFIFOFRGBGEGGGIGRHRHUIEILIMISITJEKGKZLILTLULVMCMDMEMKMTNLNOPLPTRORSRUSESISJSKSMTJTMTRUAUZVA";

/// What headquarters' city is called in a notice's languages, folded.
const GENEVA: [&str; 3] = ["geneva", "geneve", "ginebra"];

impl Region {
    /// The region of a country or territory. Antarctica is in none.
    #[must_use]
    pub fn of(country: Country) -> Option<Self> {
        [
            (Region::Africa, AFRICA),
            (Region::Americas, AMERICAS),
            (Region::ArabStates, ARAB_STATES),
            (Region::AsiaAndThePacific, ASIA_AND_THE_PACIFIC),
            (Region::EuropeAndCentralAsia, EUROPE_AND_CENTRAL_ASIA),
        ]
        .into_iter()
        .find(|(_, codes)| {
            codes.as_bytes().as_chunks::<2>().0.iter().any(|code| code == country.code().as_bytes())
        })
        .map(|(region, _)| region)
    }

    /// Where a duty station is looked for.
    pub fn of_station(station: &DutyStation) -> impl Iterator<Item = Self> {
        let headquarters =
            station.country.code() == "CH" && GENEVA.contains(&text::fold(&station.city).as_str());
        headquarters.then_some(Region::Headquarters).into_iter().chain(Region::of(station.country))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn station(city: &str, country: &str) -> Vec<Region> {
        let country = Country::parse(country).expect("a country");
        Region::of_station(&DutyStation { city: city.to_owned(), country }).collect()
    }

    #[test]
    fn every_country_is_in_one_region_and_no_region_has_others() {
        let tables = [AFRICA, AMERICAS, ARAB_STATES, ASIA_AND_THE_PACIFIC, EUROPE_AND_CENTRAL_ASIA];
        let listed: usize = tables.iter().map(|codes| codes.len() / 2).sum();
        let without: Vec<String> =
            Country::all().filter(|c| Region::of(*c).is_none()).map(|c| c.to_string()).collect();
        assert_eq!(without, ["AQ"]);
        assert_eq!(listed, Country::all().count() - 1);
    }

    #[test]
    fn headquarters_are_in_geneva_and_geneva_in_europe() {
        for city in ["Geneva", "Genève", "GINEBRA"] {
            assert_eq!(station(city, "CH"), [Region::Headquarters, Region::EuropeAndCentralAsia], "{city}");
        }
        assert_eq!(station("Bern", "CH"), [Region::EuropeAndCentralAsia]);
        assert_eq!(station("Geneva", "US"), [Region::Americas]);
        assert_eq!(station("Amman", "JO"), [Region::ArabStates]);
        assert_eq!(station("Cairo", "EG"), [Region::Africa]);
    }
}
