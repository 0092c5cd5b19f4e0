// Pictures in the text of an article: pasted, dropped or chosen. A new one is sent with its description to the library, and its
// Markdown stands at the caret.
"use strict";

{
  const { field, insert, block, said } = marks;
  const PLACE = "![]()";
  const describe = document.getElementById("describe");
  const picker = document.getElementById("picker");
  const alt = document.getElementById("describe-alt");
  const words = document.getElementById("picker-words");
  const file = document.getElementById("picker-file");
  const list = picker.querySelector(".library");
  const more = picker.querySelector("[data-more]");
  const SEARCH_AFTER = 250; // milliseconds after the last key
  const told = document.getElementById("kept");
  const waiting = []; // files that still have no description
  let caret = [0, 0]; // a field that was behind a dialog begins at its start again
  let asking;

  function tell(id, sentence) {
    const element = document.getElementById(id);
    element.hidden = !sentence;
    element.textContent = sentence ?? "";
  }

  function open(dialog) {
    caret = [field.selectionStart, field.selectionEnd];
    dialog.showModal();
  }

  // Puts a picture at the caret, in the place of an empty one where the caret stands on that.
  function put(markdown) {
    field.focus();
    field.setSelectionRange(...caret);
    const at = field.value.lastIndexOf(PLACE, caret[0]);
    if (at >= 0 && caret[0] <= at + PLACE.length) {
      field.setSelectionRange(at, at + PLACE.length);
      insert(markdown);
    } else block(markdown);
    caret = [field.selectionStart, field.selectionEnd];
  }

  // Sends a picture; gives its Markdown, or says why not by the fields of the form.
  async function send(picture, description) {
    const form = new FormData();
    form.append("alt", description);
    form.append("file", picture);
    let response;
    try {
      response = await fetch(picker.dataset.library, { method: "POST", body: form });
    } catch {
      return { errors: { file: said("picture-failed") } };
    }
    const path = new URL(response.url).pathname;
    if (response.redirected && !path.startsWith("/desk/pictures/")) return { errors: { file: said("picture-out") } };
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const markdown = page.querySelector(".paste")?.textContent;
    if (response.redirected && response.ok && markdown) return { markdown };
    const errors = {};
    for (const link of page.querySelectorAll("#errors a[href]")) errors[link.hash.slice(1)] = link.textContent;
    if (!errors.alt && !errors.file) errors.file = page.querySelector("main h1 + p, main .notice p")?.textContent ?? said("picture-failed");
    return { errors };
  }

  async function draw(picture) {
    const canvas = describe.querySelector("canvas");
    canvas.width = canvas.height = 0;
    try {
      const image = await createImageBitmap(picture, { resizeHeight: 180 });
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext("2d").drawImage(image, 0, 0);
    } catch {
      // The board says what is wrong with the file.
    }
  }

  function ask() {
    const [next] = waiting;
    if (!next || describe.open) return;
    asking = next;
    describe.querySelector("form").reset();
    describe.querySelector("[data-file]").textContent = next.file.name ?? "";
    alt.value = next.alt ?? "";
    tell("describe-error");
    tell("describe-file-error");
    draw(next.file);
    open(describe);
    alt.focus();
  }

  function add(files) {
    if (picker.open) {
      picker.close();
      field.focus();
      field.setSelectionRange(...caret);
    }
    waiting.push(...files);
    ask();
  }

  describe.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter ?? describe.querySelector("[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    const { markdown, errors } = await send(asking.file, alt.value);
    button.disabled = false;
    if (errors) {
      tell("describe-error", errors.alt);
      // Of a file without a description the board only says that a browser forgets it; here it waits.
      tell("describe-file-error", errors.alt ? "" : errors.file);
      alt.setAttribute("aria-describedby", errors.alt ? "describe-hint describe-error" : "describe-hint");
      alt.toggleAttribute("aria-invalid", Boolean(errors.alt));
      if (errors.alt) alt.setAttribute("aria-invalid", "true");
      alt.focus();
      return;
    }
    const { place } = asking;
    waiting.shift();
    describe.close();
    if (place) {
      const at = field.value.indexOf(PLACE, place());
      if (at >= 0) caret = [at, at];
    }
    put(markdown);
    ask();
  });
  // Escape, too, leaves this picture out.
  describe.addEventListener("cancel", () => waiting.shift());
  describe.addEventListener("close", () => {
    field.focus();
    field.setSelectionRange(...caret);
    ask();
  });
  for (const dialog of [describe, picker]) {
    dialog.querySelector("[data-close]").addEventListener("click", () => {
      if (dialog === describe) waiting.shift();
      dialog.close();
    });
  }

  const pictures = (transfer) => [...(transfer?.files ?? [])].filter((one) => one.type.startsWith("image/"));

  field.addEventListener("paste", (event) => {
    if (event.defaultPrevented) return;
    const files = pictures(event.clipboardData);
    if (!files.length) return;
    event.preventDefault();
    add(files.map((one) => ({ file: one })));
  });
  field.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    field.classList.add("drop");
  });
  for (const end of ["dragleave", "drop"]) field.addEventListener(end, () => field.classList.remove("drop"));
  field.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    const point = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    if (point?.offsetNode === field) field.setSelectionRange(point.offset, point.offset);
    // The board says of each file that is no picture that it is none.
    add(files.map((one) => ({ file: one })));
  });

  // Pictures that were pasted among text: those that came along are sent, each to its own place.
  field.addEventListener("pictures", (event) => {
    const { pictures: found, start } = event.detail;
    let missing = 0;
    for (const { source, alt: description } of found) {
      const before = missing;
      const bytes = decode(source);
      if (!bytes) {
        missing += 1;
        continue;
      }
      // The places before it that stay empty are passed by.
      const place = () => {
        let from = start;
        for (let n = 0; n < before; n += 1) from = field.value.indexOf(PLACE, from) + PLACE.length;
        return from;
      };
      waiting.push({ file: bytes, alt: description, place });
    }
    if (missing) told.textContent = said("pictures-left");
    ask();
  });

  // The bytes of an address that holds them; `null` for other addresses.
  function decode(address) {
    const parts = address.match(/^data:(image\/(?:png|jpeg|gif|webp));base64,([\sA-Za-z0-9+/=]+)$/);
    if (!parts) return null;
    const [, type, text] = parts;
    try {
      const bytes = Uint8Array.from(atob(text.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
      return new File([bytes], "", { type });
    } catch {
      return null;
    }
  }

  // The library, as its own page shows it.
  let loading;
  let next = "";
  async function load(address, add) {
    loading?.abort();
    loading = new AbortController();
    tell("picker-error");
    try {
      const response = await fetch(address, { signal: loading.signal });
      if (response.redirected) throw new Error("out");
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const cards = [...page.querySelectorAll(".library > li")].map(card);
      if (add) list.append(...cards);
      else list.replaceChildren(...cards);
      if (!list.children.length) tell("picker-error", page.querySelector("main .empty")?.textContent.trim() || said("picture-none-left"));
      next = page.querySelector("main .pager a[rel=next]")?.getAttribute("href") ?? "";
      more.hidden = !next;
    } catch (error) {
      if (error.name !== "AbortError") tell("picker-error", said(error.message === "out" ? "picture-out" : "picture-failed"));
    }
  }

  function card(item) {
    const entry = document.createElement("li");
    entry.className = "picture-card";
    const button = document.createElement("button");
    button.type = "button";
    button.append(document.importNode(item.querySelector("picture"), true), document.importNode(item.querySelector(".alt"), true));
    button.querySelector("img").alt = "";
    const markdown = item.querySelector(".paste").textContent;
    button.addEventListener("click", () => {
      picker.close();
      put(markdown);
    });
    entry.append(button);
    return entry;
  }

  const search = () => load(`${picker.dataset.library}?q=${encodeURIComponent(words.value.trim())}`, false);
  let typing;
  words.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, SEARCH_AFTER);
  });
  picker.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  more.querySelector("button").addEventListener("click", () => load(next, true));
  file.addEventListener("change", () => {
    const files = [...file.files];
    file.value = "";
    add(files.map((one) => ({ file: one })));
  });
  picker.addEventListener("close", () => {
    if (describe.open) return;
    field.focus();
    field.setSelectionRange(...caret);
  });
  field.addEventListener("picture", () => {
    words.value = "";
    open(picker);
    words.focus();
    search();
  });
}
