// What a discussion gains where scripts run; everything works without. Sentences come from <template> elements in the page.
"use strict";

const FOLDED_LINES = 30;
const MOST_ARTICLES = 200; // remembered with what was read of them
const FIRST_LOOK = 60_000; // after this long new comments are looked for; later less often
const SELDOM = 600_000;
const PREVIEW_PAUSE = 1_000; // after the last key
const PREVIEW_REST = 6_000; // between two previews: the board allows one in five seconds for long

const comments = [...document.querySelectorAll("#comments .comment")];
const number = (comment) => Number(comment.id.replace("comment-", ""));
const text = (id) => document.getElementById(id)?.content.firstElementChild.cloneNode(true);

// Storage that says no is no reason to stop.
function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Then nothing is remembered.
  }
}

// Long comments fold; whoever follows a link or a key into one sees it whole.
function fold() {
  const long = comments.filter((comment) => {
    const body = comment.querySelector(":scope > .body");
    return body && body.scrollHeight > FOLDED_LINES * parseFloat(getComputedStyle(body).lineHeight) * 1.05;
  });
  for (const comment of long) {
    if (`#${comment.id}` === location.hash) continue;
    const body = comment.querySelector(":scope > .body");
    const button = text("unfold-template");
    const unfold = () => {
      body.classList.remove("folded");
      button.remove();
    };
    body.classList.add("folded");
    body.after(button);
    body.addEventListener("focusin", unfold, { once: true });
    button.addEventListener("click", () => {
      unfold();
      body.tabIndex = -1;
      body.focus({ preventScroll: true });
    });
  }
}

// What was posted since the last visit says so. Numbers only grow, so the highest one seen is enough to know.
function markNew() {
  const visits = recall("visits") ?? {};
  const seen = visits[location.pathname];
  const highest = Math.max(seen ?? 0, ...comments.map(number));
  if (seen) {
    for (const comment of comments.filter((comment) => number(comment) > seen && !comment.classList.contains("fresh"))) {
      comment.querySelector(".name")?.append(" ", text("new-template"));
    }
  }
  delete visits[location.pathname];
  const kept = Object.entries(visits).slice(1 - MOST_ARTICLES);
  remember("visits", { ...Object.fromEntries(kept), [location.pathname]: highest });
}

// An open page asks now and then what came in, and offers it: nothing moves under the eyes of who reads.
function lookForNews(wait) {
  setTimeout(async () => {
    if (!document.hidden) await findNews().catch(() => {});
    lookForNews(document.hidden ? wait : Math.min(wait * 1.5, SELDOM));
  }, wait);
}

async function findNews() {
  const answer = await fetch(location.pathname + location.search, { cache: "no-cache" });
  if (!answer.ok) return;
  const known = new Set(comments.map((comment) => comment.id));
  const there = (await answer.text()).matchAll(/<article class="comment" id="(comment-\d+)"/g);
  const news = [...there].map((match) => match[1]).filter((id) => !known.has(id));
  if (news.length > 0) announce(news);
}

function announce(news) {
  const status = document.getElementById("news");
  const notice = text(news.length === 1 ? "one-new-template" : "some-new-template");
  if (news.length > 1) notice.querySelector("b").textContent = news.length;
  const link = notice.querySelector("a");
  link.href = `#${news[0]}`;
  link.addEventListener("click", () => setTimeout(() => location.reload()));
  status.replaceChildren(notice);
}

// A mark without a new page; the button says what the board says then.
async function markUseful(event) {
  const form = event.currentTarget;
  event.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST" });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const button = page.querySelector(`#${form.closest(".comment").id} .actions button`);
    form.querySelector("button").replaceChildren(...button.childNodes);
  } catch {
    form.submit();
  }
}

// The preview beside the text, from the same hand that makes the comment; once opened it follows the text.
function previewInPlace(form) {
  let last = 0;
  let timer = 0;
  let plain = false;
  const show = async () => {
    last = Date.now();
    const fields = new URLSearchParams(new FormData(form));
    fields.set("intent", "preview");
    const answer = await fetch(form.action, { method: "POST", body: fields });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const preview = page.getElementById("preview");
    if (!answer.ok || !preview) return false;
    preview.querySelector(".hint")?.remove();
    const shown = document.getElementById("preview");
    if (shown) shown.replaceWith(preview);
    else form.querySelector("#body").closest(".field").after(preview);
    reachScrollers(preview);
    forgetErrors();
    document.title = page.title;
    return true;
  };
  // What was wrong with a text that is another by now.
  const forgetErrors = () => {
    const summary = document.getElementById("errors");
    if (summary?.querySelector("ul")) summary.remove();
    for (const error of form.querySelectorAll(".error")) error.remove();
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.setAttribute("aria-describedby", `${field.id}-hint`);
    }
  };
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.value !== "preview" || plain) return;
    event.preventDefault();
    show().catch(() => false).then((shown) => {
      if (shown) {
        // Where the keyboard is, the page is read aloud: as it is without scripts.
        document.getElementById("preview").focus();
        return;
      }
      // What is wrong is told by the page as a whole.
      plain = true;
      form.requestSubmit(button);
    });
  });
  form.querySelector("#body").addEventListener("input", () => {
    if (!document.getElementById("preview")) return;
    clearTimeout(timer);
    timer = setTimeout(() => show().catch(() => false), Math.max(PREVIEW_PAUSE, last + PREVIEW_REST - Date.now()));
  });
}

fold();
markNew();
if (document.getElementById("news")) lookForNews(FIRST_LOOK);
for (const form of document.querySelectorAll("#comments form.actions")) form.addEventListener("submit", markUseful);
const commentForm = document.querySelector("form#comment-form");
if (commentForm) previewInPlace(commentForm);
