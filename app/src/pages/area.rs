//! Lazily loaded areas: the pages of an area share one chunk, which is downloaded with the first of them.

/// Declares an area as `AREA`: its pages by their addresses, all of them in one chunk, which the function of the given name loads.
/// `after` names what must be at hand before its pages are shown.
#[macro_export]
macro_rules! lazy_area {
    ($(#[$doc:meta])* $area:ident after $ready:path { $($address:literal => $component:path,)+ }) => {
        $(#[$doc])*
        pub(crate) const AREA: $crate::routes::Area = $crate::routes::Area {
            addresses: &[$($address,)+],
            show: |address| Box::pin(async move {
                $ready().await;
                $area(address).await
            }),
        };

        #[::leptos::lazy]
        fn $area(address: &'static str) -> AnyView {
            match address {
                $($address => $crate::at_once::Erase::erase($component()),)+
                _ => $crate::at_once::Erase::erase($crate::pages::NotFound()),
            }
        }
    };
}
