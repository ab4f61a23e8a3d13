//! Lazily loaded areas: the pages of an area share one chunk, which is downloaded with the first of them.

/// Declares an area: each page becomes a route type for `Lazy::<Page>::new()`, all of them in one chunk. The second name is
/// that of the function which `#[lazy]` makes to load the chunk: `__preload_` and the first. `after` names what must be at hand before
/// its pages are shown.
#[macro_export]
macro_rules! lazy_area {
    ($(#[$doc:meta])* $area:ident / $preload:ident $(after $ready:path)? { $($page:ident => $component:path,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        enum Pages { $($page,)+ }

        #[::leptos::lazy]
        fn $area(page: Pages) -> AnyView {
            match page {
                $(Pages::$page => $crate::at_once::Erase::erase($component()),)+
            }
        }

        /// Waits for what must be at hand before a page of the area is shown.
        async fn area_is_ready() {
            $crate::lazy_area!(@ready $($ready)?);
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
                    area_is_ready().await;
                    $area(Pages::$page).await
                }

                async fn preload() {
                    area_is_ready().await;
                    #[cfg(target_arch = "wasm32")]
                    $preload().await;
                }
            }
        )+
    };
    (@ready) => {};
    (@ready $ready:path) => {
        $ready().await
    };
}
