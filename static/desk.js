// Single keys for moderators who want them; every one presses a button that is on the page. A case that is opened is claimed.
"use strict";

const desk = document.querySelector("main[data-keys]");
const cases = desk ? [...desk.querySelectorAll(".case")] : [];
let current = cases.length ? 0 : -1;

function show(index) {
  cases[current]?.classList.remove("current");
  current = index;
  cases[current]?.classList.add("current");
}

function goTo(index) {
  if (index < 0 || index >= cases.length) return;
  show(index);
  cases[index].focus({ preventScroll: true });
  cases[index].scrollIntoView({ block: "nearest" });
}

// The page that comes back has the next case in this place.
function press(button) {
  if (!button) return;
  const at = new URL(button.form.elements.next.value, location).href;
  sessionStorage.setItem("desk", JSON.stringify({ at, index: Math.max(current, 0), scroll: scrollY }));
  button.click();
}

function comeBack() {
  const kept = JSON.parse(sessionStorage.getItem("desk") ?? "null");
  sessionStorage.removeItem("desk");
  if (kept?.at !== location.href || !cases.length) return show(current);
  scrollTo({ top: kept.scroll, behavior: "instant" });
  goTo(Math.min(kept.index, cases.length - 1));
}

function isTyping(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])");
}

function act(key) {
  if (key === "j") return goTo(current + 1);
  if (key === "k") return goTo(current - 1);
  if (key === "x") return cases[current]?.querySelector(".pick input")?.click();
  if (key === "?") {
    const help = desk.querySelector(".keys");
    if (help) help.open = !help.open;
    return help?.querySelector("summary").focus();
  }
  const scope = key === "z" ? desk.querySelector("#undo") : cases[current];
  return press(scope?.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`));
}

if (desk) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing || isTyping(event.target)) return;
    if (event.key.length !== 1 || event.key === " ") return;
    act(event.key);
  });
  desk.addEventListener("focusin", (event) => {
    const index = cases.indexOf(event.target.closest(".case"));
    if (index >= 0) show(index);
  });
  comeBack();
}

// Colleagues see that somebody looks at this case. The button stays when that failed.
async function claim(form) {
  const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  form.hidden = response.ok;
}

const free = document.querySelector("form[data-claim]");
if (free) claim(free).catch(() => {});
