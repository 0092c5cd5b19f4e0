// The thread round a comment unfolds in its place in the queue; without this script the link leads to it.
"use strict";

async function unfold(link) {
  const response = await fetch(link.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const thread = page.querySelector("#thread");
  if (!thread) throw new Error("no thread");
  thread.removeAttribute("id");
  thread.open = true;
  link.closest("p").replaceWith(thread);
  thread.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-thread]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  unfold(link).catch(() => location.assign(link.href));
});
