// The conversation round a comment unfolds in its place in the queue; without this script the link leads to it.
"use strict";

// One line for each comment: the name, and how the text goes on.
function line(item) {
  const row = document.createElement("p");
  const name = document.createElement("b");
  name.textContent = item.querySelector(".name").textContent.trim();
  row.className = item.className;
  if (item.hasAttribute("aria-current")) row.classList.add("this");
  row.append(name, " ", item.querySelector(".body").textContent.trim());
  return row;
}

async function unfold(link) {
  const response = await fetch(link.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const items = page.querySelectorAll("#thread .thread > li");
  if (!items.length) throw new Error("no thread");
  const details = document.createElement("details");
  details.className = "fold round";
  details.open = true;
  const summary = document.createElement("summary");
  summary.append(...link.childNodes);
  const context = document.createElement("div");
  context.className = "context";
  context.append(...[...items].map(line));
  if (items.length === 1) context.replaceChildren(...page.querySelectorAll("#thread > .hint"));
  details.append(summary, context);
  link.closest("p").replaceWith(details);
  summary.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-thread]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  unfold(link).catch(() => location.assign(link.href));
});
