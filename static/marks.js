// Marks in the text of an article: the toolbar above it and its keys. Every change goes through the browser's own undo.
"use strict";

const marks = (() => {
  const field = document.getElementById("body");
  const said = (id) => document.getElementById(id).content.textContent;

  // Puts text in place of what is selected, and selects a part of it.
  function insert(text, from = text.length, to = from) {
    const { selectionStart: start, selectionEnd: end } = field;
    field.focus();
    // Obsolete in name only: nothing else leaves undo whole.
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, start, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.setSelectionRange(start + from, start + to);
  }

  const selected = () => field.value.slice(field.selectionStart, field.selectionEnd);

  // Puts a mark round the selection, or takes it away where it stands there already.
  function wrap(mark) {
    const { value, selectionStart: start, selectionEnd: end } = field;
    const text = selected();
    const isWrapped = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark;
    // One star of two is no mark of its own.
    const isOther = mark === "*" && value[start - 2] === "*" && value[start - 3] !== "*";
    if (isWrapped && !isOther) {
      field.setSelectionRange(start - mark.length, end + mark.length);
      return insert(text, 0, text.length);
    }
    const [, before, core, after] = text.match(/^(\s*)([^]*?)(\s*)$/);
    insert(`${before}${mark}${core}${mark}${after}`, before.length + mark.length, before.length + mark.length + core.length);
  }

  // Puts a mark before each line of the selection, or takes it away where each has it.
  function lines(pattern, mark) {
    const { value } = field;
    const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const next = value.indexOf("\n", Math.max(field.selectionEnd - 1, start));
    const end = next < 0 ? value.length : next;
    const old = value.slice(start, end).split("\n");
    const all = old.every((line) => pattern.test(line) || (line === "" && old.length > 1));
    const marked = old.map((line) => {
      const bare = line.replace(pattern, "");
      return all ? bare : line === "" && old.length > 1 ? (mark === "> " ? ">" : "") : mark + bare;
    });
    field.setSelectionRange(start, end);
    const text = marked.join("\n");
    insert(text, old.length > 1 ? 0 : text.length, text.length);
  }

  function link() {
    const text = selected();
    const address = /^(https?:\/\/|mailto:)\S+$/.test(text);
    const words = address ? said("link-text") : text || said("link-text");
    const target = address ? text : "https://";
    const from = words.length + 3;
    if (text && !address) insert(`[${words}](${target})`, from, from + target.length);
    else insert(`[${words}](${target})`, 1, 1 + words.length);
  }

  // A block stands apart from what is round it.
  function block(text, from = text.length, to = from) {
    const before = field.value.slice(0, field.selectionStart);
    const after = field.value.slice(field.selectionEnd);
    const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const trail = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
    insert(lead + text + trail, lead.length + from, lead.length + to);
  }

  function table() {
    const name = said("table-column");
    const head = `| ${name} 1 | ${name} 2 |`;
    block(`${head}\n| --- | --- |\n|  |  |`, 2, 2 + name.length + 2);
  }

  const deeds = {
    heading: () => lines(/^#{1,6} +/, "## "),
    bold: () => wrap("**"),
    italic: () => wrap("*"),
    link,
    list: () => lines(/^([-*+]|\d+[.)]) +/, "- "),
    quote: () => lines(/^> ?/, "> "),
    table,
    picture: () => field.dispatchEvent(new Event("picture")),
  };

  const shown = document.getElementById("toolbar-template").content.cloneNode(true);
  const toolbar = shown.querySelector(".toolbar");
  const buttons = [...toolbar.querySelectorAll("button")];
  field.closest(".field").before(shown);
  document.getElementById("picture-here").hidden = true;

  // One stop for the Tab key; the arrows go from one button to the next.
  let current = 0;
  function stand(index, focus) {
    buttons[current].tabIndex = -1;
    current = (index + buttons.length) % buttons.length;
    buttons[current].tabIndex = 0;
    if (focus) buttons[current].focus();
  }
  stand(0, false);
  toolbar.addEventListener("keydown", (event) => {
    const to = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    stand(to, true);
  });
  toolbar.addEventListener("focusin", (event) => stand(buttons.indexOf(event.target), false));
  // The selection in the text stays.
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => deeds[event.target.closest("button")?.dataset.mark]?.());

  const isCommand = (event) => (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && !event.isComposing;
  field.addEventListener("keydown", (event) => {
    const deed = { b: "bold", i: "italic", k: "link" }[event.key.toLowerCase()];
    if (!deed || !isCommand(event)) return;
    event.preventDefault();
    deeds[deed]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !isCommand(event)) return;
    event.preventDefault();
    const save = document.querySelector(".bar button[value=save]");
    if (!document.querySelector("dialog[open]")) save.form.requestSubmit(save);
  });

  return { field, insert, block, said };
})();
