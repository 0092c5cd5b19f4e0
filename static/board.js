// What a page gains where scripts run; everything works without. Sentences come from <template> elements in the page.
"use strict";

const form = document.querySelector("form#comment-form");

// A new picture and a new sound without a new page: the code before is gone, or about to be.
function freshCode() {
  const picture = document.getElementById("captcha-picture");
  if (!picture) return;
  const now = Date.now();
  picture.src = `/captcha.png?${now}`;
  document.getElementById("captcha-sound").src = `/captcha.wav?${now}`;
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

// The form moves below the comment it answers, and back.
function replyInPlace(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const link = event.currentTarget;
  const notice = document.getElementById("reply-template").content.cloneNode(true);
  const answered = notice.querySelector("p a");
  notice.querySelector("input").value = link.dataset.reply;
  answered.href = `#comment-${link.dataset.reply}`;
  answered.textContent = link.dataset.name;
  notice.querySelector(".chip").addEventListener("click", replyToArticle);
  document.getElementById("reply-notice").replaceChildren(notice);
  link.closest(".comment").append(form);
  nameForm("onComment");
  form.dispatchEvent(new Event("answers"));
  form.querySelector("input:not([type=hidden]), textarea").focus();
}

function replyToArticle(event) {
  event.preventDefault();
  document.getElementById("reply-notice").replaceChildren();
  document.getElementById("comments").append(form);
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
  if (document.getElementById("comments")) {
    for (const link of document.querySelectorAll("[data-reply]")) link.addEventListener("click", replyInPlace);
  }
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
reachScrollers(document);
for (const button of document.querySelectorAll("[data-copy]")) offerCopy(button);

// The current entry is in sight where the row is longer than the screen.
for (const current of document.querySelectorAll(".menu [aria-current], .tabs [aria-current]")) {
  const row = current.parentElement;
  row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
}
