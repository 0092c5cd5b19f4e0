// What a discussion gains where scripts run; everything works without. Sentences come from <template> elements in the page.
"use strict";

const MOST_ARTICLES = 200; // remembered with what was read of them
const FIRST_LOOK = 60_000; // after this long new comments are looked for; later less often
const SELDOM = 600_000;
const SETTLING = 150; // until what came into sight has its height
const PREVIEW_PAUSE = 1_000; // after the last key
const PREVIEW_REST = 6_000; // between two previews: the board allows one in five seconds for long

const number = (comment) => Number(comment.id.replace("comment-", ""));
const text = (id) => document.getElementById(id)?.content.firstElementChild.cloneNode(true);
const discussion = document.getElementById("comments");

// Nothing here is needed for the first picture of the page: it waits until the browser has nothing else to do.
const whenIdle = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: 1_000 }) : setTimeout(work));

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

// What was posted since the last visit says so, and leads to the next. Numbers only grow, so the highest one seen is enough to know.
function markNew() {
  const comments = [...discussion.querySelectorAll(".comment")];
  const visits = recall("visits") ?? {};
  const seen = visits[location.pathname];
  const highest = Math.max(seen ?? 0, ...comments.map(number));
  if (seen) {
    const news = comments.filter((comment) => number(comment) > seen);
    leadThrough(news);
    // What the reader posted is not news to them, also when that is known later.
    discussion.addEventListener("posted", () => leadThrough(news));
  }
  delete visits[location.pathname];
  const kept = Object.entries(visits).slice(1 - MOST_ARTICLES);
  remember("visits", { ...Object.fromEntries(kept), [location.pathname]: highest });
}

// Each new comment leads to the next, the last one back to the first; the row above the comments leads to the first of all.
function leadThrough(news) {
  for (const mark of discussion.querySelectorAll(".badge.new, .next-new, .comments-head .next, .sort .next")) mark.remove();
  const named = news.filter((comment) => !comment.classList.contains("fresh") && comment.querySelector(":scope > header .name"));
  if (named.length === 0) return;
  for (const [place, comment] of named.entries()) {
    const name = comment.querySelector(":scope > header .name");
    name.append(" ", text("new-template"));
    if (named.length === 1) break;
    const next = named[place + 1];
    const link = text(next ? "next-new-template" : "first-new-template");
    link.href = `#${(next ?? named[0]).id}`;
    name.append(" ", link);
  }
  const first = text(named.length === 1 ? "one-unread-template" : "some-unread-template");
  if (named.length > 1) first.querySelector("b").textContent = named.length;
  first.href = `#${named[0].id}`;
  const row = discussion.querySelector(".sort");
  if (row) row.insertBefore(first, row.querySelector(".to-form"));
  else discussion.querySelector(".comments-head").append(first);
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
  const there = (await answer.text()).matchAll(/<article class="comment[^"]*" id="(comment-\d+)"/g);
  const news = [...there].map((match) => match[1]).filter((id) => !document.getElementById(id));
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
async function markUseful(form) {
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

// What stands above a comment gets its height as it comes into sight: the first jump may end beside it. Who moves on is left alone.
function landOn(comment) {
  let moved = false;
  for (const deed of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(deed, () => (moved = true), { once: true, passive: true });
  }
  const land = (times) => {
    if (moved || times === 0) return;
    comment.scrollIntoView();
    setTimeout(() => land(times - 1), SETTLING);
  };
  addEventListener("load", () => setTimeout(() => land(4)), { once: true });
}

// A link to a comment on the previous site: the board knows its number here. Reached by an old address, a page takes a number for an
// old one, even if a comment of this board has the same.
const OLD_ANCHOR = /^(?:(?:comment|dsq-comment|isso|remark42__comment|atk-comment|commento|comentario)-[\w-]+|\d+|[0-9a-f]{24})$/i;

function followOldAnchor() {
  const old = document.querySelector("noscript[data-old]");
  const anchor = location.hash.slice(1);
  const query = new URLSearchParams(location.search);
  const byOldAddress = query.has("old");
  query.delete("old");
  if (byOldAddress) {
    const rest = query.toString();
    history.replaceState(null, "", location.pathname + (rest && `?${rest}`) + location.hash);
  }
  if (!old || !OLD_ANCHOR.test(anchor)) return;
  const isHere = document.getElementById(anchor) && !(byOldAddress && /^comment-\d+$/.test(anchor));
  if (!isHere) location.replace(`/old/comments/${anchor}?article=${old.dataset.old}${byOldAddress ? "&old=1" : ""}`);
}

discussion?.addEventListener("submit", (event) => {
  if (!event.target.matches("form.actions")) return;
  event.preventDefault();
  markUseful(event.target);
});
const commentForm = document.querySelector("form#comment-form");
if (commentForm) previewInPlace(commentForm);
if (document.getElementById("news")) lookForNews(FIRST_LOOK);
followOldAnchor();
const aim = document.getElementById(location.hash.slice(1));
if (aim?.matches(".comment")) landOn(aim);
if (discussion) whenIdle(markNew);
