// Texts of comments that were not posted yet, kept in the browser: one for each article and comment that is answered. Everything works
// without. Sentences come from <template> elements in the page.
"use strict";

{
  // Storage that says no is no reason to stop.
  const recall = (kind, key) => {
    try {
      return JSON.parse(window[kind].getItem(key));
    } catch {
      return null;
    }
  };
  const remember = (kind, key, value) => {
    try {
      if (value === null) window[kind].removeItem(key);
      else window[kind].setItem(key, JSON.stringify(value));
    } catch {
      // Then nothing is remembered.
    }
  };
  const kept = (start) => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(start));
    } catch {
      return [];
    }
  };

  // The name of the article that a form of a comment belongs to; undefined for other forms.
  const articleOf = (form) => new URL(form.getAttribute("action"), location.href).pathname.match(/^\/articles\/([^/]+)\/comments$/)?.[1];
  const answeredBy = (form) => form.elements.reply_to?.value ?? "";
  const keyOf = (form) => `draft:${articleOf(form)}:${answeredBy(form)}`;
  const letters = (text) => text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

  // What was sent is a draft until its comment is seen.
  function noteSent(form, button) {
    const { value: text, defaultValue: shown } = form.elements.body;
    const draft = recall("localStorage", keyOf(form));
    // Some pages that show a text again do not keep what is changed in it.
    if (draft && [text, shown].includes(draft.text)) remember("localStorage", keyOf(form), { text, at: Date.now(), sent: text });
    if (!["", "post", "unreadable"].includes(button?.value ?? "")) return;
    remember("sessionStorage", "posted", { article: articleOf(form), key: keyOf(form), text });
  }

  // Whether a comment on the page is this text: its letters are the same, or those of the text as the board would show it.
  async function isPosted(text, comment) {
    const body = comment.querySelector(":scope > .body")?.cloneNode(true);
    body?.querySelector("summary")?.remove();
    const shown = letters(body?.textContent ?? "");
    if (shown === "" || shown === letters(text)) return shown !== "";
    const form = document.getElementById("comment-form");
    if (!form?.matches("form")) return false;
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams({ body: text, intent: "preview" }) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return letters(page.querySelector("#preview .body")?.textContent ?? "") === shown;
  }

  // Only the page that a post leads to proves that it was taken: the comment itself, or the word that it waits.
  async function settlePosted() {
    const posted = recall("sessionStorage", "posted");
    if (!posted?.text) return;
    remember("sessionStorage", "posted", null);
    const held = document.querySelector("[data-held]");
    const comment = /^#comment-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (held) {
      const way = performance.getEntriesByType("navigation")[0];
      if (held.dataset.held !== posted.article || way?.type !== "navigate" || way.redirectCount === 0) return;
    } else if (!comment || !(await isPosted(posted.text, comment))) return;
    if (recall("localStorage", posted.key)?.text === posted.text) remember("localStorage", posted.key, null);
    const notice = document.getElementById("posted-template");
    if (!comment || !notice) return;
    comment.classList.add("fresh");
    comment.querySelector("header").after(notice.content.cloneNode(true));
    comment.dispatchEvent(new Event("posted", { bubbles: true }));
  }

  // What is being written outlives a closed tab.
  function keepDraft(form) {
    const body = form.elements.body;
    let key = keyOf(form);
    let notice;

    const show = (draft) => {
      notice?.remove();
      notice = undefined;
      body.value = draft?.text ?? "";
      if (!draft) return;
      notice = document.getElementById("draft-template").content.firstElementChild.cloneNode(true);
      notice.querySelector("button").addEventListener("click", () => {
        remember("localStorage", key, null);
        show(null);
        body.focus();
      });
      body.before(notice);
    };
    const save = () => {
      const sent = recall("localStorage", key)?.sent;
      remember("localStorage", key, body.value.trim() === "" ? null : { text: body.value, at: Date.now(), sent });
    };
    body.addEventListener("input", save);
    // A text goes along to another comment, unless one is kept for that: then each stays where it is.
    form.addEventListener("answers", () => {
      const there = recall("localStorage", keyOf(form));
      const before = key;
      key = keyOf(form);
      if (key === before) return;
      if (there?.text) show(there);
      else if (body.value.trim() !== "") {
        if (recall("localStorage", before)?.text === body.value) remember("localStorage", before, null);
        save();
      }
    });

    return function restore() {
      const own = recall("localStorage", key);
      if (body.value !== "") {
        // The board shows what was sent; what was typed after that is newer.
        if (own?.text && own.sent === body.value && own.text !== body.value) show(own);
        else if (body.value === body.defaultValue && own?.text !== body.value) save();
        return;
      }
      const start = `draft:${articleOf(form)}:`;
      const isHere = (answered) => answered === answeredBy(form) || document.querySelector(`#comments [data-reply="${Number(answered)}"]`);
      const drafts = kept(start)
        .map((name) => ({ ...recall("localStorage", name), answered: name.slice(start.length) }))
        .filter((draft) => draft.text && isHere(draft.answered))
        .sort((one, other) => other.at - one.at);
      if (drafts.length === 0) return;
      if (drafts[0].answered === answeredBy(form)) show(drafts[0]);
      else document.querySelector(`#comments [data-reply="${Number(drafts[0].answered)}"]`).click();
      document.activeElement.blur();
    };
  }

  const forms = [...document.querySelectorAll("[name=body]")].map((body) => body.form).filter((form) => form && articleOf(form));
  for (const form of forms) form.addEventListener("submit", (event) => noteSent(form, event.submitter));
  const writing = forms.find((form) => form.id === "comment-form");
  const restore = writing && keepDraft(writing);
  settlePosted()
    .catch(() => {})
    .finally(() => restore?.());
}
