//! Lazily loaded areas: the pages of an area share one chunk, which is downloaded with the first of them.

/// Declares an area: each page becomes a route type for `Lazy::<Page>::new()`, all of them in one chunk. The second name is
/// that of the function which `#[lazy]` makes to load the chunk: `__preload_` and the first.
#[macro_export]
macro_rules! lazy_area {
    ($(#[$doc:meta])* $area:ident / $preload:ident { $($page:ident => $component:path,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        enum Pages { $($page,)+ }

        #[::leptos::lazy]
        fn $area(page: Pages) -> AnyView {
            match page {
                $(Pages::$page => $crate::at_once::Erase::erase($component()),)+
            }
        }

        $(
            #[doc = concat!("The page ", stringify!($page), ", loaded with its area.")]
            #[derive(Debug)]
            pub struct $page;

            impl leptos_router::LazyRoute for $page {
                fn data() -> Self {
                    $page
                }

                async fn view(_: Self) -> AnyView {
                    $area(Pages::$page).await
                }

                async fn preload() {
                    #[cfg(target_arch = "wasm32")]
                    $preload().await;
                }
            }
        )+
    };
}
