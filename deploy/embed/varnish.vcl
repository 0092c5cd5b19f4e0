# Varnish in front of a site that includes the comments by ESI. Its pages have, where the comments are to stand:
#   <esi:include src="/weerwoord?url=https%3A%2F%2Fblog.example%2Fpost%2F&amp;title=Post"/>
vcl 4.1;

backend site { .host = "127.0.0.1"; .port = "8080"; }
backend board { .host = "127.0.0.1"; .port = "3000"; }

sub vcl_recv {
    if (req.url ~ "^/weerwoord\?") {
        # Readers get it in a page, and not by itself.
        if (req.esi_level == 0) { return (synth(404)); }
        set req.backend_hint = board;
        set req.url = regsub(req.url, "^/weerwoord", "/embed/fragment");
        set req.http.Host = "board.example";
        unset req.http.Cookie;
        return (hash);
    }
    set req.backend_hint = site;
}

sub vcl_backend_response {
    if (bereq.url ~ "^/embed/fragment") {
        set beresp.grace = 1h;
    } else if (beresp.http.Content-Type ~ "^text/html") {
        set beresp.do_esi = true;
    }
}
