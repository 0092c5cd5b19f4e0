//! Lines to paste into the pages of a site.

use url::form_urlencoded;

use crate::locale::Lang;

/// Lines to paste, with their explanation.
pub(super) struct Snippet {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) text: String,
}

/// Returns the ways to put the board at `home` under the pages of the site with this origin.
pub(super) fn snippets(t: Lang, home: &str, origin: &str) -> [Snippet; 3] {
    let page = format!("{origin}/page/");
    let encoded: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
    [
        Snippet {
            id: "paste_script",
            label: "site-paste-script",
            hint: "site-paste-script-hint",
            text: format!("<script src=\"{home}/embed.js\" async data-page></script>"),
        },
        Snippet {
            id: "paste_frame",
            label: "site-paste-frame",
            hint: "site-paste-frame-hint",
            text: format!(
                "<iframe src=\"{home}/embed?url={encoded}\" title=\"{}\" loading=\"lazy\" \
                 width=\"100%\" height=\"800\"></iframe>",
                t.say("site-paste-title")
            ),
        },
        Snippet {
            id: "paste_server",
            label: "site-paste-server",
            hint: "site-paste-server-hint",
            text: format!(
                "ssi on;\n\
                 location = /weerwoord {{\n    \
                     internal;\n    \
                     proxy_pass {home}/embed/fragment;\n    \
                     proxy_pass_request_headers off;\n    \
                     proxy_ssl_server_name on;\n\
                 }}\n\n\
                 <!--# include virtual=\"/weerwoord?url={encoded}\" -->"
            ),
        },
    ]
}
