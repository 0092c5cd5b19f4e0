# Varnish in front of a site that includes the comments by ESI. Its pages have, where the comments are to stand:
#   <esi:include src="/weerwoord?url=https%3A%2F%2Fblog.example%2Fpost%2F&amp;title=Post"/>
# Replace board.example (twice) and the backends, both of which Varnish reaches without TLS.
vcl 4.1;

import std;

backend site { .host = "127.0.0.1"; .port = "8080"; }
backend board {
    .host = "127.0.0.1";
    .port = "3000";
    .connect_timeout = 1s;
    .first_byte_timeout = 3s;
    .probe = { .url = "/health/ready"; .timeout = 2s; .window = 3; .threshold = 2; }
}

sub vcl_recv {
    if (req.url ~ "^/weerwoord\?") {
        # Readers get it in a page, and not by itself.
        if (req.esi_level == 0) { return (synth(404)); }
        set req.backend_hint = board;
        set req.url = regsub(req.url, "^/weerwoord", "/embed/fragment");
        set req.http.Host = "board.example";
        unset req.http.Cookie;
        # Comments that are no longer new are shown only while the board does not answer.
        if (std.healthy(board)) { set req.grace = 0s; }
        return (hash);
    }
    set req.backend_hint = site;
}

sub vcl_backend_response {
    if (bereq.url ~ "^/embed/fragment") {
        if (beresp.status >= 500) { return (error(503)); }
        set beresp.grace = 1h;
    } else if (beresp.http.Content-Type ~ "^text/html") {
        set beresp.do_esi = true;
        # A page with comments is as new as they are: with these, browsers would be told that nothing has changed.
        unset beresp.http.ETag;
        unset beresp.http.Last-Modified;
    }
}

sub vcl_backend_error {
    # Not the page of an error in the middle of another page, but a link to the comments.
    if (bereq.url ~ "^/embed/fragment") {
        set beresp.http.Content-Type = "text/html; charset=utf-8";
        set beresp.body = {"<p><a href="https://board.example"} + regsub(bereq.url, "/fragment", "") + {"">Comments</a></p>"};
        return (deliver);
    }
}
