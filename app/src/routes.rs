//! Which page stands at which address: the tables of the areas, which the router asks. leptos' own routes make code of every
//! page and of every shape of address, all of which a first visit would wait for.

use leptos::prelude::*;
use leptos_router::{
    ChooseView, GeneratedRouteData, MatchInterface, MatchNestedRoutes, MatchParams, Method, PathSegment,
    RouteMatchId, SsrMode,
};
use std::{borrow::Cow, pin::Pin, sync::Arc};

/// A page that may have to be downloaded first.
pub(crate) type Coming = Pin<Box<dyn Future<Output = AnyView>>>;

/// Pages that come in one chunk.
#[derive(Debug)]
pub(crate) struct Area {
    /// The address of each page, such as `/vacancies/:slug/apply`; what begins with a colon stands for any one part, and is read
    /// with [`crate::pages::parameter`].
    pub addresses: &'static [&'static str],
    /// Shows the page at one of them.
    pub show: fn(&'static str) -> Coming,
}

/// All pages of the site.
#[derive(Debug, Clone)]
pub struct Pages(Arc<[Page]>);

#[derive(Debug, Clone, Copy)]
pub struct Page {
    id: RouteMatchId,
    address: &'static str,
    show: fn(&'static str) -> Coming,
}

/// A page that was asked for, and with which parameters.
#[derive(Debug)]
pub struct Found {
    page: Page,
    path: String,
    params: Params,
}

type Params = Vec<(Cow<'static, str>, String)>;

impl Pages {
    /// The pages of these areas.
    pub(crate) fn of(areas: &[Area]) -> Self {
        let pages = areas.iter().flat_map(|area| {
            let show = area.show;
            area.addresses.iter().map(move |address| Page {
                id: RouteMatchId::new_from_route_id(),
                address,
                show,
            })
        });
        Self(pages.collect())
    }

    /// The page at a path. Of two that could be meant, it is the one whose address says more: `/vacancies/saved` rather than
    /// `/vacancies/:slug`, whichever comes first.
    fn find(&self, path: &str) -> Option<Found> {
        let (page, params) = self
            .0
            .iter()
            .filter_map(|page| Some((page, params(page.address, path)?)))
            .min_by_key(|(_, params)| params.len())?;
        Some(Found { page: *page, path: path.to_owned(), params })
    }
}

/// The parameters of a path of this address; nothing if it is none. A slash at the end makes no difference.
fn params(address: &'static str, path: &str) -> Option<Params> {
    let mut parts = path.strip_suffix('/').unwrap_or(path).split('/');
    let mut params = Vec::new();
    for expected in address.strip_suffix('/').unwrap_or(address).split('/') {
        let part = parts.next()?;
        match expected.strip_prefix(':') {
            Some(name) if !part.is_empty() => params.push((name.into(), part.to_owned())),
            None if part == expected => {}
            _ => return None,
        }
    }
    parts.next().is_none().then_some(params)
}

impl MatchNestedRoutes for Pages {
    type Data = ();
    type Match = Found;

    fn match_nested<'a>(&'a self, path: &'a str) -> (Option<(RouteMatchId, Found)>, &'a str) {
        match self.find(path) {
            Some(found) => (Some((found.page.id, found)), ""),
            None => (None, path),
        }
    }

    fn generate_routes(&self) -> impl IntoIterator<Item = GeneratedRouteData> + '_ {
        self.0.iter().map(|page| GeneratedRouteData {
            segments: page.address.split('/').filter(|part| !part.is_empty()).map(segment).collect(),
            ssr_mode: SsrMode::Async,
            methods: [Method::Get].into(),
            regenerate: Vec::new(),
        })
    }

    fn optional(&self) -> bool {
        false
    }
}

fn segment(part: &'static str) -> PathSegment {
    match part.strip_prefix(':') {
        Some(name) => PathSegment::Param(name.into()),
        None => PathSegment::Static(part.into()),
    }
}

impl MatchParams for Found {
    fn to_params(&self) -> Params {
        self.params.clone()
    }
}

impl MatchInterface for Found {
    type Child = ();

    fn as_id(&self) -> RouteMatchId {
        self.page.id
    }

    fn as_matched(&self) -> &str {
        &self.path
    }

    fn into_view_and_child(self) -> (impl ChooseView, Option<()>) {
        (self.page, None)
    }
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        let _on_its_way = crate::busy::OnItsWay::new();
        #[cfg(feature = "hydrate")]
        crate::give_way().await;
        // No pause after it: what the page does once it stands must find it in the document.
        (self.show)(self.address).await
    }

    async fn preload(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREAS: &[Area] = &[
        Area { addresses: &["/", "/vacancies/:slug", "/vacancies/:slug/apply"], show: nowhere },
        Area {
            addresses: &["/vacancies/saved", "/staff/:id/:part", "/staff/:id/applications"],
            show: nowhere,
        },
    ];

    fn nowhere(_: &'static str) -> Coming {
        Box::pin(async { ().into_any() })
    }

    fn found(path: &str) -> Option<(&'static str, Vec<String>)> {
        let found = Pages::of(AREAS).find(path)?;
        Some((
            found.page.address,
            found.params.into_iter().map(|(name, value)| format!("{name}={value}")).collect(),
        ))
    }

    #[test]
    fn an_address_leads_to_its_page_with_its_parts() {
        assert_eq!(found("/vacancies/a-b"), Some(("/vacancies/:slug", vec!["slug=a-b".to_owned()])));
        assert_eq!(
            found("/vacancies/a-b/apply"),
            Some(("/vacancies/:slug/apply", vec!["slug=a-b".to_owned()]))
        );
        assert_eq!(
            found("/staff/7/duties"),
            Some(("/staff/:id/:part", vec!["id=7".to_owned(), "part=duties".to_owned()]))
        );
    }

    #[test]
    fn the_address_that_says_more_is_meant() {
        assert_eq!(found("/vacancies/saved"), Some(("/vacancies/saved", vec![])));
        assert_eq!(
            found("/staff/7/applications"),
            Some(("/staff/:id/applications", vec!["id=7".to_owned()]))
        );
    }

    #[test]
    fn a_slash_at_the_end_makes_no_difference() {
        assert_eq!(found("/vacancies/a-b/"), found("/vacancies/a-b"));
        assert_eq!(found("/"), Some(("/", vec![])));
        assert_eq!(found(""), found("/"));
    }

    #[test]
    fn what_is_no_address_leads_nowhere() {
        for path in
            ["/vacancies", "/vacancies//apply", "/vacancies/a/apply/x", "vacancies/saved", "/staff//x", "//"]
        {
            assert_eq!(found(path), None, "{path}");
        }
    }
}
