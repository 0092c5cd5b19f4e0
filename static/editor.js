// What the editors' form gains where scripts run: a preview beside the text, and what is typed is kept on the server. Everything works
// without. Sentences come from <template> elements in the page, and from the server.
"use strict";

const writer = document.getElementById("writer");
const told = document.getElementById("kept");
const wide = matchMedia("(width >= 78rem)");
// How long after the last key a preview is asked for, and after the first how long is waited before what was typed is kept.
const PREVIEW_AFTER = 400;
const KEEP_AFTER = 10_000;
let unsaved = writer.hasAttribute("data-unsaved");
// What was kept before and still waits above the form is not written over: until it is taken up or thrown away, nothing is kept.
const offered = writer.hasAttribute("data-offered");
let unkept = false;
let leaving = false;
// Whether the server last said that nobody is logged in here.
let out = false;
let keeping;
let previewing;
let timer;

function typed() {
  return new URLSearchParams(new FormData(writer));
}

function tell(id) {
  told.textContent = document.getElementById(id).content.textContent;
}

async function send(address, signal) {
  const response = await fetch(address, { method: "POST", body: typed(), signal });
  // Whoever is logged out is sent to another page.
  out = response.redirected;
  if (out) throw new Error("out");
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

async function keep() {
  keeping = undefined;
  if (offered || leaving || !unkept) return;
  unkept = false;
  try {
    const said = (await send(writer.dataset.kept)).trim();
    if (!unkept) told.textContent = said;
  } catch (error) {
    unkept = true;
    tell(error.message === "out" ? "kept-out" : "kept-failed");
    keeping = setTimeout(keep, KEEP_AFTER);
  }
}

async function look() {
  if (!wide.matches) return;
  previewing?.abort();
  previewing = new AbortController();
  try {
    const html = await send(writer.dataset.preview, previewing.signal);
    pane().lastElementChild.innerHTML = html;
    follow();
  } catch {
    // The next key asks again.
  }
}

// The preview, made when it is first needed.
function pane() {
  if (!document.getElementById("preview")) {
    const pane = document.getElementById("preview-template").content.cloneNode(true);
    writer.querySelector(".text").after(pane);
  }
  return document.getElementById("preview");
}

// The preview stands as far down as the text.
function follow() {
  const preview = document.getElementById("preview");
  const body = document.getElementById("body");
  const far = body.scrollTop / Math.max(1, body.scrollHeight - body.clientHeight);
  if (preview) preview.scrollTop = far * (preview.scrollHeight - preview.clientHeight);
}

function changed(event) {
  unsaved = true;
  unkept = true;
  document.getElementById("done")?.remove();
  if (!offered) keeping ??= setTimeout(keep, KEEP_AFTER);
  if (!told.textContent) tell(offered ? "kept-offered" : "kept-waits");
  if (["title", "lead", "body"].includes(event.target.id)) {
    clearTimeout(timer);
    timer = setTimeout(look, PREVIEW_AFTER);
  }
}

// A title is one line, however long it is.
const title = document.getElementById("title");
title.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  document.getElementById("lead").focus();
});
title.addEventListener("input", () => {
  if (/[\r\n]/.test(title.value)) title.value = title.value.replace(/\s*[\r\n]+\s*/g, " ");
});
writer.addEventListener("input", changed);
writer.addEventListener("change", changed);
// Pressed while nobody is logged in, the text would be lost on the way to the page for that: it waits, and goes when somebody is.
async function hold(button) {
  try {
    await send(writer.dataset.preview);
    writer.requestSubmit(button);
  } catch {
    tell(out ? "kept-held" : "kept-failed");
  }
}

writer.addEventListener("submit", (event) => {
  if (out) {
    event.preventDefault();
    hold(event.submitter);
    return;
  }
  if (event.defaultPrevented) return;
  leaving = true;
  clearTimeout(keeping);
});
document.getElementById("body").addEventListener("scroll", follow);
// A phone that puts the page away may never come back to it.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden" || offered || leaving || !unkept) return;
  if (navigator.sendBeacon(writer.dataset.kept, typed())) unkept = false;
});
addEventListener("beforeunload", (event) => {
  if (unsaved && !leaving) event.preventDefault();
});
// Back from the next page: what is typed from now on is kept again.
addEventListener("pageshow", () => {
  leaving = false;
});
wide.addEventListener("change", look);
look();
