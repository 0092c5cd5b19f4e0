// What a page gains where scripts run; everything works without. Sentences come from <template> elements in the page.
"use strict";

const form = document.querySelector("form#comment-form");

// A new picture and a new sound without a new page: the code before is gone, or about to be.
function freshCode() {
  const picture = document.getElementById("captcha-picture");
  if (!picture) return;
  const now = Date.now();
  // A form without a cookie names the challenge that its codes are for.
  const challenge = form?.elements.challenge?.value;
  const query = challenge ? `challenge=${challenge}&${now}` : now;
  picture.src = `/captcha.png?${query}`;
  document.getElementById("captcha-sound").src = `/captcha.wav?${query}`;
  document.getElementById("captcha").value = "";
}

function askFreshCode(event) {
  event.preventDefault();
  freshCode();
  document.getElementById("captcha").focus();
}

// What the form is called: an answer to a comment, or a comment on the article.
function nameForm(what) {
  const heading = document.getElementById("form-heading");
  heading.textContent = heading.dataset[what];
}

// What is selected in the text of a comment, as a quotation.
function quotation(comment) {
  const selection = getSelection();
  const words = selection.toString().trim();
  const body = comment.querySelector(":scope > .body");
  if (!words || selection.rangeCount === 0 || !body?.contains(selection.getRangeAt(0).commonAncestorContainer)) return "";
  return words
    .split(/\n+/)
    .map((line) => `> ${line.trim()}`)
    .join("\n>\n");
}

// Pressing a link undoes what was selected: it is looked at before.
let selected = "";
function noteSelected(event) {
  const link = event.target.closest("[data-reply]");
  selected = link ? quotation(link.closest(".comment")) : "";
}

// The form moves below the comment it answers, and back; what was selected of that comment stands in it.
function replyInPlace(event) {
  const link = event.target.closest("[data-reply]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const comment = link.closest(".comment");
  const quote = selected || quotation(comment);
  selected = "";
  const notice = document.getElementById("reply-template").content.cloneNode(true);
  const answered = notice.querySelector("p a");
  notice.querySelector("input").value = link.dataset.reply;
  answered.href = `#comment-${link.dataset.reply}`;
  answered.textContent = comment.querySelector(".name bdi").textContent;
  notice.querySelector(".chip").addEventListener("click", replyToArticle);
  document.getElementById("reply-notice").replaceChildren(notice);
  comment.append(form);
  nameForm("onComment");
  form.dispatchEvent(new Event("answers"));
  if (quote) insertQuotation(quote);
  else form.querySelector("input:not([type=hidden]), textarea").focus();
}

function insertQuotation(quote) {
  const body = document.getElementById("body");
  body.value = [body.value.trimEnd(), quote, ""].filter((part, place) => part || place === 2).join("\n\n");
  body.dispatchEvent(new Event("input", { bubbles: true }));
  body.focus();
  body.setSelectionRange(body.value.length, body.value.length);
}

function replyToArticle(event) {
  event.preventDefault();
  document.getElementById("reply-notice").replaceChildren();
  document.getElementById("news").before(form);
  nameForm("onArticle");
  form.dispatchEvent(new Event("answers"));
  document.getElementById("body").focus();
}

// The address of the article on the clipboard, where the browser lets us; the word that it is there is read aloud too.
function offerCopy(button) {
  if (!navigator.clipboard) return;
  const word = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    word.textContent = "";
    await navigator.clipboard.writeText(button.dataset.copy);
    word.textContent = word.dataset.copied;
  });
}

if (form) {
  document.querySelector("[data-new-code]")?.addEventListener("click", askFreshCode);
  const discussion = document.getElementById("comments");
  discussion?.addEventListener("pointerdown", noteSelected);
  discussion?.addEventListener("click", replyInPlace);
  // A page that comes back as it was left shows a code that may be spent.
  addEventListener("pageshow", (event) => {
    if (event.persisted) freshCode();
  });
}

// The look of the board: the system's, or one the reader chooses. theme.js puts it on before the next page is drawn.
function offerLooks() {
  const template = document.getElementById("look-template");
  if (!template) return;
  const field = template.content.cloneNode(true);
  const select = field.querySelector("select");
  select.value = document.documentElement.dataset.look ?? "";
  select.addEventListener("change", () => {
    if (select.value) document.documentElement.dataset.look = select.value;
    else delete document.documentElement.dataset.look;
    try {
      if (select.value) localStorage.setItem("look", select.value);
      else localStorage.removeItem("look");
    } catch {
      // Then it lasts as long as the page.
    }
  });
  template.replaceWith(field);
}
offerLooks();

// What scrolls sideways is reached with the keyboard, also where browsers do not see to that.
function reachScrollers(part) {
  for (const code of part.querySelectorAll("pre")) {
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
  }
}
// Measuring lays out the whole page, which the first picture of it must not wait for.
if (window.requestIdleCallback) requestIdleCallback(() => reachScrollers(document), { timeout: 2_000 });
else reachScrollers(document);
for (const button of document.querySelectorAll("[data-copy]")) offerCopy(button);

// The current entry is in sight where the row is longer than the screen.
for (const current of document.querySelectorAll(".menu [aria-current], .tabs [aria-current]")) {
  const row = current.parentElement;
  row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
}

// Work that is under way: its page comes anew, whatever fragment its address has.
const unfinished = document.querySelector("[data-reload]");
if (unfinished) setTimeout(() => location.replace(unfinished.dataset.reload), 3_000);
