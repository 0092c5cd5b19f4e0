//! Pages of moderation on a phone and at 400 % zoom: tabs in sight, and nothing that follows along covers the page.

use weerwoord::account::Role;

use super::window::{Script, Window};
use crate::harness::{Board, left_out, test_name};

/// What a script finds on the page.
async fn finds(window: &Window, script: &str) -> String {
    let found = window.driver.execute(format!("return String({script})"), vec![]).await.unwrap();
    found.convert().unwrap()
}

/// Names of the controls of the cases that the bar of a selection covers when they have the focus.
const COVERED: &str = "(() => {
    const bar = document.querySelector('#bulk');
    const names = ':is(a, button, input:not([type=hidden]), summary)';
    const controls = [...document.querySelectorAll('.case ' + names)];
    return controls.filter((control) => {
        control.focus();
        const { top, bottom, height } = control.getBoundingClientRect();
        const isShown = height > 0 && control.checkVisibility({ contentVisibilityAuto: true });
        return isShown && bottom > bar.getBoundingClientRect().top + 1 && top < innerHeight;
    }).map((control) => control.textContent.trim()).join(', ');
})()";

#[tokio::test(flavor = "multi_thread")]
async fn the_bar_of_a_selection_covers_nothing_that_has_the_focus() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    for n in 1..=6 {
        board.guest().posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    board.account("Bram de Wit", Role::Moderator).await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    for (width, height) in [(1280, 800), (700, 800), (390, 800)] {
        window.driver.set_window_rect(0, 0, width, height).await.unwrap();
        window.goes_to("/moderation").await;
        window.presses(".pick").await;
        window.element(".pick :checked").await;
        assert_eq!(finds(&window, COVERED).await, "", "at {width}");
    }
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bar_of_a_selection_covers_no_short_page() {
    const POSITION: &str = "getComputedStyle(document.querySelector('#bulk')).position";
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Een reactie").await.is(303);
    board.account("Bram de Wit", Role::Moderator).await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.driver.set_window_rect(0, 0, 1280, 1000).await.unwrap();
    window.goes_to("/moderation").await;
    window.presses(".pick").await;
    assert_eq!(finds(&window, POSITION).await, "sticky");
    // On a phone it stands below the cases.
    window.driver.set_window_rect(0, 0, 390, 1000).await.unwrap();
    assert_eq!(finds(&window, POSITION).await, "static");
    // 1280 by 1024 pixels at 400 %.
    window.driver.set_window_rect(0, 0, 320, 400).await.unwrap();
    assert_eq!(finds(&window, POSITION).await, "static");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tabs_are_one_row_on_a_phone_with_the_current_one_in_sight() {
    const IN_SIGHT: &str = "(() => {
        const tab = document.querySelector('.tabs [aria-current]').getBoundingClientRect();
        return tab.left >= 0 && tab.right <= innerWidth;
    })()";
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Een reactie").await.is(303);
    board.account("Ada", Role::Admin).await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Ada").await;
    window.driver.set_window_rect(0, 0, 390, 1000).await.unwrap();
    for path in ["/moderation", "/moderation/log", "/moderation/bans", "/moderation/transparency"] {
        window.goes_to(path).await;
        window.element(".tabs [aria-current]").await;
        let height = "document.querySelector('.tabs').offsetHeight < 80";
        assert_eq!(finds(&window, height).await, "true", "{path}");
        assert_eq!(finds(&window, IN_SIGHT).await, "true", "{path}");
    }
    for path in ["/moderation/comments/1", "/moderation/comments/1/expunge", "/moderation/people/1"]
    {
        window.goes_to(path).await;
        window.element(".tabs a[href='/moderation/log']").await;
    }
    // Those of the desk go on below one another.
    for path in ["/desk", "/desk/numbers", "/desk/log"] {
        const IS_WHOLE: &str = "(() => {
            const row = document.querySelector('.desk .tabs');
            return row.scrollWidth <= row.clientWidth;
        })()";
        window.goes_to(path).await;
        window.element(".desk .tabs [aria-current]").await;
        assert_eq!(finds(&window, IS_WHOLE).await, "true", "{path}");
    }
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_menu_and_footer_fit_a_phone_without_script() {
    const FITS: &str = "document.documentElement.scrollWidth <= innerWidth";
    const IN_SIGHT: &str = "(() => {
        const links = [...document.querySelectorAll('nav.menu a')];
        return links.filter((link) => {
            const { left, right } = link.getBoundingClientRect();
            return left >= 0 && right <= innerWidth;
        }).length;
    })()";
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    for (area, entries) in
        [("menu", &["search", "terms", "privacy", "log"][..]), ("footer", &["articles", "search"])]
    {
        let path = format!("/desk/navigation/{area}");
        for entry in entries {
            let seen = ada.reads(&path).await.attribute("[name=seen]", "value").unwrap();
            ada.sends(&path, &[("entry", entry), ("seen", &seen)]).await.is(303);
        }
    }
    let page = [
        ("title", "Wie wij zijn en waar wij staan"),
        ("body", "Wij."),
        ("in_menu", "on"),
        ("in_footer", "on"),
        ("intent", "publish"),
    ];
    ada.sends("/desk/pages/new", &page).await.is(303);
    let Some(window) = Window::open(&board, Script::Off).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    for width in [390, 320] {
        window.driver.set_window_rect(0, 0, width, 800).await.unwrap();
        window.goes_to("/pages/wie-wij-zijn-en-waar-wij-staan").await;
        assert_eq!(finds(&window, FITS).await, "true", "at {width}");
        assert_eq!(finds(&window, IN_SIGHT).await, "7", "at {width}");
    }
    window.closes().await;
}
