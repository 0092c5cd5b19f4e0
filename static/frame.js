// A page with comments in a frame: its look is that of the page around it, which learns how high it is. On its own it has the look that
// the reader chose on the board.
"use strict";

{
  const root = document.documentElement;
  const isFramed = parent !== window;
  const host = root.dataset.origin;
  const wear = (look) => {
    if (["light", "dark", "contrast"].includes(look)) root.dataset.look = look;
    else delete root.dataset.look;
  };
  const tell = (what) => parent.postMessage({ weerwoord: 1, ...what }, host);

  // Makes the form that of the user of the site whom a token names. Here it is only read: the board checks it.
  const sign = (token) => {
    const hint = document.getElementById("guest");
    if (!hint) return;
    let user;
    try {
      const payload = atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
      user = JSON.parse(new TextDecoder().decode(Uint8Array.from(payload, (byte) => byte.charCodeAt(0))));
    } catch {
      return;
    }
    if (typeof user?.name !== "string") return;
    const form = hint.closest("form");
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "user", value: token });
    form.append(field);
    form.addEventListener("submit", () => tell({ user: "sent" }));
    hint.removeAttribute("id");
    hint.textContent = hint.dataset.signed.replace("{name}", () => user.name);
    document.getElementById("code-later")?.remove();
    for (const code of document.querySelectorAll("#code, .otherwise")) code.remove();
    for (const [id, isKnown] of [["name", true], ["email", user.email && user.email_verified === true]]) {
      if (isKnown) document.getElementById(id)?.closest(".field").remove();
    }
  };

  const followHost = () => {
    root.dataset.framed = "";
    // A site without a script gives its token in the part of the address that is sent nowhere.
    const given = /^#user=([\w.-]+)$/.exec(location.hash)?.[1];
    if (given) history.replaceState(null, "", location.pathname + location.search);
    // The name of a frame outlives its pages.
    wear(window.name.replace("weerwoord:", ""));
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== parent || origin !== host) return;
      if (typeof data?.user === "string") sign(data.user);
      if (typeof data?.look !== "string") return;
      window.name = `weerwoord:${data.look}`;
      wear(data.look);
    });
    addEventListener("DOMContentLoaded", () => {
      const height = () => Math.ceil(document.body.getBoundingClientRect().height);
      const aim = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      tell({ height: height(), title: document.title, top: aim ? aim.getBoundingClientRect().top + scrollY : -1 });
      if (given) sign(given);
      else if (document.getElementById("guest")) tell({ user: "asked" });
      new ResizeObserver(() => tell({ height: height() })).observe(document.body);
    });
  };

  if (isFramed) followHost();
  else {
    try {
      wear(localStorage.getItem("look"));
    } catch {
      // A browser that keeps nothing follows the system.
    }
  }
}
