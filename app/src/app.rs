//! The application: the frame of every page, and which page stands at which address.

use crate::{
    at_once::{AtOnce, Erase},
    pages::{NotFound, account, alert, candidate, gallery, import, public, staff},
    ui::{Footer, Header, RouteAnnouncer, SessionWarning, SkipLink},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    Lazy, SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};
use model::language::Lang;

/// The application. On the server, the language comes as a context; in the browser, from the address.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let lang = use_context::<Lang>().unwrap_or_else(lang_of_address);
    provide_context(lang);
    crate::form::provide_today();
    crate::viewer::provide_viewer();

    view! {
        <Router base=lang.prefix()>
            {AtOnce(view! { <SkipLink/><Header/> })}
            <main id="main" tabindex="-1">
                <FlatRoutes fallback=|| NotFound().erase()>
                    <Route path=path!("/") view={Lazy::<public::Home>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies") view=|| AtOnce(public::Vacancies()) ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies/saved") view={Lazy::<candidate::Saved>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies/categories/:category") view={Lazy::<public::Category>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies/:slug") view={Lazy::<public::NoticeOfVacancy>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies/:slug/apply") view={Lazy::<candidate::Apply>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies/:slug/apply/review") view={Lazy::<candidate::ApplyReview>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/vacancies/:slug/compare") view={Lazy::<candidate::Compare>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/profile") view={Lazy::<candidate::Profile>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/profile/print") view={Lazy::<candidate::Print>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/profile/import") view={Lazy::<import::Import>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/profile/:section") view={Lazy::<candidate::SectionPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/profile/:section/:entry") view={Lazy::<candidate::EntryPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff") view={Lazy::<staff::Today>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/admin") view={Lazy::<staff::Admin>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/admin/organisation") view={Lazy::<staff::Organisation>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/admin/organisation/new") view={Lazy::<staff::NewOffice>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/admin/organisation/partners") view={Lazy::<staff::Partners>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/admin/organisation/:office") view={Lazy::<staff::Office>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/proposals") view={Lazy::<staff::Proposals>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/proposals/new") view={Lazy::<staff::NewProposal>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/proposals/calls") view={Lazy::<staff::Calls>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/proposals/calls/:id") view={Lazy::<staff::Call>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/proposals/:id") view={Lazy::<staff::Proposal>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/proposals/:id/:part") view={Lazy::<staff::ProposalPart>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/vacancies") view={Lazy::<staff::Vacancies>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/vacancies/new") view={Lazy::<staff::NewVacancy>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/vacancies/:id") view={Lazy::<staff::Vacancy>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/vacancies/:id/applications") view={Lazy::<staff::VacancyApplicants>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/vacancies/:id/applications/:application") view={Lazy::<staff::VacancyApplicant>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/vacancies/:id/:part") view={Lazy::<staff::VacancyPart>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/staff/vacancies/:id/questions/:question") view={Lazy::<staff::VacancyQuestion>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/applications") view={Lazy::<candidate::Applications>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/applications/:id") view={Lazy::<candidate::Application>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/applications/:id/withdraw") view={Lazy::<candidate::Withdraw>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/alerts") view={Lazy::<alert::Alerts>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/alerts/new") view={Lazy::<alert::NewAlert>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/alerts/stop") view={Lazy::<alert::Stop>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/alerts/:id") view={Lazy::<alert::ChangeAlert>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/accessibility") view={Lazy::<public::Accessibility>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/privacy") view={Lazy::<public::Privacy>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/terms") view={Lazy::<public::Terms>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/gallery") view={Lazy::<gallery::Gallery>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account") view={Lazy::<account::Options>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/new") view={Lazy::<account::Residence>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/new/statement") view={Lazy::<account::SignUpStatement>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/new/details") view={Lazy::<account::Details>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/new/check-mail") view={Lazy::<account::CheckMail>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/confirm") view={Lazy::<account::Confirm>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/sign-in") view={Lazy::<account::SignIn>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/forgotten") view={Lazy::<account::Forgotten>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/password") view={Lazy::<account::SetPassword>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/statement") view={Lazy::<account::NewStatement>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/details") view={Lazy::<account::ChangeDetails>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/email") view={Lazy::<account::ChangeEmail>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/change-password") view={Lazy::<account::ChangePassword>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/delete") view={Lazy::<account::Delete>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/delete/confirm") view={Lazy::<account::ConfirmDelete>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/delete/done") view={Lazy::<account::Deleted>::new()} ssr=SsrMode::Async/>
                </FlatRoutes>
            </main>
            {AtOnce(view! { <Footer/><RouteAnnouncer/><SessionWarning/> })}
        </Router>
    }
}

#[cfg(feature = "hydrate")]
fn lang_of_address() -> Lang {
    let path = window().location().pathname().unwrap_or_default();
    Lang::of_path(&path).0
}

#[cfg(not(feature = "hydrate"))]
fn lang_of_address() -> Lang {
    Lang::default()
}
