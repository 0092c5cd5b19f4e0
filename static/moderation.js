// Single keys for moderators who want them; every one presses something that is on the page. Keys pressed while a decision is under
// way wait for the case that follows. The case a moderator stands on is claimed, so that colleagues see who is looking at it.
"use strict";

const desk = document.querySelector("main[data-keys]");
const cases = desk ? [...desk.querySelectorAll(".case")] : [];
const reasons = new Map((desk?.dataset.keys ?? "").split(" ").map((pair) => pair.split(":")));
const STORED = "desk";
const AHEAD_MAX = 20; // keys that wait: more than anybody types ahead on purpose
const CLAIM_AFTER = 400; // milliseconds: who walks past a case does not look at it
let current = cases.length ? 0 : -1;
let underWay = null; // what the page that comes back is told
let claiming;

function show(index) {
  cases[current]?.classList.remove("current");
  current = index;
  cases[current]?.classList.add("current");
  clearTimeout(claiming);
  if (desk?.dataset.queue) claiming = setTimeout(lookAt, CLAIM_AFTER, cases[current]);
}

function goTo(index) {
  if (index < 0 || index >= cases.length) return;
  show(index);
  cases[index].focus({ preventScroll: true });
  cases[index].scrollIntoView({ block: "nearest" });
}

function place(address) {
  const url = new URL(address, location);
  return url.pathname + url.search;
}

// The page that comes back has the next case in this place.
function leave(form) {
  const { next, then } = form.elements;
  const index = Math.max(current, 0);
  underWay = { at: place(next.value), index, scroll: scrollY, then: then?.value ?? "", ahead: [] };
  sessionStorage.setItem(STORED, JSON.stringify(underWay));
}

function wait(key) {
  if (underWay.ahead.length < AHEAD_MAX) underWay.ahead.push(key);
  sessionStorage.setItem(STORED, JSON.stringify(underWay));
}

function comeBack() {
  const kept = JSON.parse(sessionStorage.getItem(STORED) ?? "null");
  sessionStorage.removeItem(STORED);
  const returned = kept?.at === place(desk.dataset.queue ?? location);
  // A case that somebody else decided about first stands above those that wait.
  const refused = "refused" in desk.dataset;
  if (returned && cases.length) {
    if (!refused) scrollTo({ top: kept.scroll, behavior: "instant" });
    // A case whose score was not right may stand elsewhere now.
    const then = refused ? -1 : cases.findIndex((one) => one.id === `comment-${kept.then}`);
    goTo(then >= 0 ? then : Math.min(kept.index + (refused ? 1 : 0), cases.length - 1));
  } else show(current);
  const ahead = kept?.ahead ?? [];
  const expected = returned && !refused && (cases[current]?.id === `comment-${kept.then}` || ahead[0] === "z");
  if (expected) ahead.forEach(take);
  else if (ahead.length) document.querySelector("#keys-dropped")?.removeAttribute("hidden");
}

function isTyping(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])");
}

function pickAll(picked) {
  for (const box of desk.querySelectorAll(".pick input:not([data-taken])")) box.checked = picked;
}

function remove(reason) {
  const select = cases[current]?.querySelector("form:has(fieldset) ~ .more select[name=reason]");
  if (!select) return;
  select.value = reason;
  select.form.requestSubmit();
}

function act(key) {
  if (key === "j") return goTo(current + 1);
  if (key === "k") return goTo(current - 1);
  if (key === "x") return cases[current]?.querySelector(".pick input")?.click();
  if (key === "X") return pickAll(!desk.querySelector(".pick :checked"));
  if (key === "t") return cases[current]?.querySelector("a[data-thread], details.round > summary")?.click();
  if (key === "/") return document.querySelector("#q")?.focus();
  if (key === "?") {
    const help = desk.querySelector(".keys");
    if (help) help.open = !help.open;
    return help?.querySelector("summary").focus();
  }
  const shortcut = `[aria-keyshortcuts="${CSS.escape(key)}"]`;
  if (/^[1-9]$/.test(key)) return document.querySelector(`.tabs ${shortcut}`)?.click();
  const scope = key === "z" ? desk.querySelector("#undo") : cases[current];
  const button = scope?.querySelector(shortcut);
  if (button) return button.click();
  if (reasons.has(key)) remove(reasons.get(key));
}

// No key is taken twice: while a decision is under way this page is of the past.
function take(key) {
  if (underWay) wait(key);
  else act(key);
}

if (desk) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") underWay = null; // whoever stops the browser goes on here
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing || isTyping(event.target)) return;
    if (event.key.length !== 1 || event.key === " ") return;
    if (event.key === "/") event.preventDefault();
    take(event.key);
  });
  desk.addEventListener("focusin", (event) => {
    const index = cases.indexOf(event.target.closest(".case"));
    if (index >= 0 && index !== current) show(index);
  });
  desk.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || !event.target.elements.next) return;
    if (underWay) event.preventDefault();
    else leave(event.target);
  });
  desk.querySelector("[data-pick-all]")?.addEventListener("click", (event) => {
    event.preventDefault();
    pickAll(true);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) underWay = null;
  });
  comeBack();
}

function post(address) {
  return fetch(address, { method: "POST", body: new URLSearchParams(), redirect: "manual" });
}

function lookAt(element) {
  const id = element?.id.replace("comment-", "");
  if (!id || underWay || document.hidden || element.querySelector(".claim")) return;
  post(`/moderation/comments/${id}/claim`).catch(() => {});
}

// Colleagues see that somebody looks at this case. The button stays when that failed.
async function claim(form) {
  const response = await post(form.action);
  form.hidden = response.ok || response.type === "opaqueredirect";
}

const free = document.querySelector("form[data-claim]");
if (free) claim(free).catch(() => {});
