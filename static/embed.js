// Puts the comments on a page in a frame below this script:
// <script src="https://board.example/embed.js" async data-page="https://blog.example/post/"></script>
// data-user is a token that names the user of the site; data-user-from is an address of the site that answers with one.
// An empty data-page is the address of the page that the script stands on.
// Without data-page it only fills in the numbers of elements with data-weerwoord-count.
(function () {
  "use strict";
  var FRAME_TITLE = "Weerwoord";
  var RESERVED = "max(480px, 100vh)"; // height until the frame tells its own: what stands below it stays out of sight
  var NEAR = "600px"; // distance at which the frame is loaded
  var MANY = 50; // addresses in one request for numbers
  var script = document.currentScript;
  if (!script) return;
  var home = new URL(script.src).origin;
  var root = document.documentElement;

  function look() {
    var chosen = script.dataset.theme || root.dataset.theme || getComputedStyle(root).colorScheme;
    return chosen === "light" || chosen === "dark" ? chosen : "";
  }

  function embed(page) {
    var hash = /^#comment-\d+$/.test(location.hash) ? location.hash : "";
    var title = script.dataset.title;
    var frame = document.createElement("iframe");
    var loads = 0;
    var shown = look();
    var known = script.dataset.user;
    var sent; // token with which the form was sent: it counts once
    frame.title = FRAME_TITLE;
    // The page in the frame reads its look here before it is drawn.
    frame.name = "weerwoord:" + shown;
    frame.style.cssText = "display:block;width:100%;border:0;height:" + RESERVED;
    frame.style.colorScheme = shown || "light dark";

    function load() {
      frame.src = home + "/embed?url=" + encodeURIComponent(page) + (title ? "&title=" + encodeURIComponent(title) : "") + hash;
    }

    function scrollTo(top) {
      window.scrollTo(0, frame.getBoundingClientRect().top + window.scrollY + top - 16);
    }

    // A token travels in messages alone: addresses end up in logs.
    function give(token) {
      if (token) frame.contentWindow.postMessage({ weerwoord: 1, user: token.trim() }, home);
    }

    function sign() {
      if (!script.dataset.userFrom) return known !== sent && give(known);
      fetch(script.dataset.userFrom, { cache: "no-store" })
        .then(function (answer) {
          return answer.ok ? answer.text() : "";
        })
        .then(give)
        .catch(function () {}); // the form stays that of a guest
    }

    window.addEventListener("message", function (event) {
      var told = event.data;
      if (event.source !== frame.contentWindow || event.origin !== home || !told || told.weerwoord !== 1) return;
      if (told.height > 0) frame.style.height = Math.ceil(told.height) + "px";
      if (told.user === "sent") sent = known;
      if (told.user === "asked") sign();
      if (typeof told.title !== "string") return;
      frame.title = told.title;
      loads += 1;
      // A comment that is led to comes in sight; so does the beginning of another page in the frame.
      if (told.top >= 0) scrollTo(told.top);
      else if (loads > 1 && frame.getBoundingClientRect().top < 0) scrollTo(0);
    });

    var watched = new MutationObserver(function () {
      if (script.dataset.user !== known) {
        known = script.dataset.user;
        if (loads) sign();
      }
      if (look() === shown) return;
      shown = look();
      frame.style.colorScheme = shown || "light dark";
      if (loads) frame.contentWindow.postMessage({ weerwoord: 1, look: shown }, home);
      else frame.name = "weerwoord:" + shown;
    });
    watched.observe(root, { attributes: true });
    watched.observe(script, { attributes: true });

    var target = script.dataset.target && document.querySelector(script.dataset.target);
    if (target) target.appendChild(frame);
    else script.after(frame);
    if (hash || !window.IntersectionObserver) return load();
    var near = new IntersectionObserver(
      function (seen) {
        if (!seen[seen.length - 1].isIntersecting) return;
        near.disconnect();
        load();
      },
      { rootMargin: NEAR }
    );
    near.observe(frame);
  }

  function count(elements) {
    var query = elements.map(function (element) {
      return "url=" + encodeURIComponent(new URL(element.dataset.weerwoordCount, location.href).href);
    });
    fetch(home + "/embed/counts?" + query.join("&"), { credentials: "omit" })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (told) {
        elements.forEach(function (element, place) {
          if (told.counts[place] !== null) element.textContent = told.counts[place];
        });
      })
      .catch(function () {}); // what stood there stays
  }

  function begin() {
    var own = document.querySelector("link[rel=canonical]");
    var page = script.dataset.page;
    if (page !== undefined) embed(new URL(page || (own ? own.href : ""), location.href).href);
    var counted = [].slice.call(document.querySelectorAll("[data-weerwoord-count]"));
    while (counted.length > 0) count(counted.splice(0, MANY));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
