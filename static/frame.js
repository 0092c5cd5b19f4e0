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

  const followHost = () => {
    root.dataset.framed = "";
    // The name of a frame outlives its pages.
    wear(window.name.replace("weerwoord:", ""));
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== parent || origin !== host || typeof data?.look !== "string") return;
      window.name = `weerwoord:${data.look}`;
      wear(data.look);
    });
    addEventListener("DOMContentLoaded", () => {
      const height = () => Math.ceil(document.body.getBoundingClientRect().height);
      const aim = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      tell({ height: height(), title: document.title, top: aim ? aim.getBoundingClientRect().top + scrollY : -1 });
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
