// What is pasted from Word, Google Docs, LibreOffice and the web becomes Markdown. The HTML is read by a parser that runs and
// fetches nothing, and never becomes part of this page; only the Markdown is put in the text.
"use strict";

const pasting = (() => {
  const MONOSPACED = /\b(courier|consolas|menlo|monaco|monospace|liberation mono|source code)/i;
  const BLOCKS = "p, div, ul, ol, table, blockquote, pre, h1, h2, h3, h4, h5, h6, hr, figure";
  const NOTE = /^\s*\[?(\d{1,3}|[ivxlc]{1,5}|[a-z]|\*{1,3}|†|‡)\]?\s*$/i;
  const PICTURE = "![]()";

  // The element under another name, with what it has in it.
  function rename(element, name) {
    const other = element.ownerDocument.createElement(name);
    other.append(...element.childNodes);
    element.replaceWith(other);
    return other;
  }
  const unwrap = (element) => element.replaceWith(...element.childNodes);
  const style = (element) => element.getAttribute("style") ?? "";
  const each = (root, selector, deed) => [...root.querySelectorAll(selector)].forEach(deed);
  const isNormal = (element) => /(^|;)\s*font-weight:\s*(normal|[1-5]00)/i.test(style(element));
  const isEmpty = (element) => element.textContent.trim() === "" && !element.querySelector("img, hr");

  function clean(root) {
    each(root, "script, style, meta, link, title, template, iframe, object, embed, svg, math, form, button, input, select, textarea, noscript", (element) => element.remove());
    each(root, "[style*='mso-list:Ignore'], [style*='mso-list: Ignore'], [style*='display:none'], [style*='display: none']", (element) => element.remove());
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
    const comments = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.COMMENT_NODE) comments.push(node);
      else node.data = node.data.replace(/[\u00a0\u202f]/g, " ").replace(/[\u00ad\u200b\ufeff]/g, "");
    }
    comments.forEach((node) => node.remove());
    each(root, "*", (element) => element.localName.includes(":") && unwrap(element));
  }

  // Word writes a list as paragraphs that say how deep they stand; whether they have numbers stands in what it draws before them.
  function noteLists(root) {
    each(root, "p[style*='mso-list'], li[style*='mso-list']", (item) => {
      const level = style(item).match(/level(\d)/)?.[1];
      if (item.localName !== "p" || !level) return;
      const drawn = item.querySelector("[style*='Ignore']")?.textContent.trim() ?? "";
      item.dataset.level = level;
      item.dataset.numbered = /^\(?([0-9]+|[a-z]|[ivx]+)[.)]/i.test(drawn) ? drawn.replace(/\D/g, "") || "1" : "";
    });
  }
  function makeLists(root) {
    each(root, "p[data-level]", (first) => {
      if (!first.isConnected) return;
      const items = [first];
      for (let next = first.nextElementSibling; next?.matches("p[data-level]"); next = next.nextElementSibling) items.push(next);
      const place = root.ownerDocument.createElement("div");
      first.before(place);
      const open = [];
      for (const item of items) {
        const level = Math.min(Number(item.dataset.level), open.length + 1);
        const kind = item.dataset.numbered ? "ol" : "ul";
        open.length = Math.min(open.length, level);
        if (open.length === level && open[level - 1].localName !== kind) open.length = level - 1;
        if (open.length < level) {
          const list = root.ownerDocument.createElement(kind);
          if (kind === "ol" && item.dataset.numbered !== "1") list.setAttribute("start", item.dataset.numbered);
          (open.at(-1)?.lastElementChild ?? place).append(list);
          open.push(list);
        }
        const entry = root.ownerDocument.createElement("li");
        entry.append(...item.childNodes);
        open.at(-1).append(entry);
        item.remove();
      }
      unwrap(place);
    });
    // LibreOffice ends a list before its deeper points, and begins it again after them.
    each(root, "ul, ol", (list) => {
      const before = list.previousElementSibling;
      if (before?.localName !== list.localName) return;
      const isDeeper = [...list.children].every((child) => child.matches("ul, ol"));
      if (!isDeeper && !("goesOn" in before.dataset)) return;
      (isDeeper ? before.lastElementChild : before).append(...list.childNodes);
      before.dataset.goesOn = "";
      list.remove();
    });
    // Google Docs puts a deeper list beside the point it belongs to.
    each(root, ":is(ul, ol) > :is(ul, ol)", (list) => list.previousElementSibling?.localName === "li" && list.previousElementSibling.append(list));
    each(root, "li > p:first-child", (paragraph) => paragraph.parentElement.querySelectorAll(":scope > p").length === 1 && unwrap(paragraph));
  }

  // Emphasis that stands in a style instead of in an element; and bold that is none.
  function readStyles(root) {
    each(root, "b[style], strong[style]", (element) => isNormal(element) && unwrap(element));
    each(root, "span:not([data-note], [data-picture]), font", (element) => {
      const look = style(element);
      const names = [
        [/font-weight:\s*(bold|[6-9]00)/i, "strong"],
        [/font-style:\s*italic/i, "em"],
        [/text-decoration[^;]*line-through/i, "del"],
      ].filter(([pattern]) => pattern.test(look)).map(([, name]) => name);
      const isCode = MONOSPACED.test(look.match(/font-family:[^;]*/i)?.[0] ?? element.getAttribute("face") ?? "");
      if (isCode && !element.closest("pre, code") && element.textContent.trim()) names.push("code");
      let inner = element;
      names.forEach((name) => (inner = rename(inner, name)));
      names.slice(1).forEach((name) => {
        const outer = root.ownerDocument.createElement(name);
        if (name !== inner.localName) (inner.replaceWith(outer), outer.append(inner));
      });
      if (!names.length) unwrap(element);
    });
    each(root, "strike, s", (element) => rename(element, "del"));
    each(root, "tt, kbd, samp", (element) => rename(element, "code"));
  }

  function makeBlocks(root) {
    each(root, "p, div", (element) => {
      if (/MsoTitle|\btitle\b/.test(element.className)) rename(element, "h1").dataset.title = "";
      else if (/quote|citaat|block-?text/i.test(element.className) && element.localName === "p") {
        const before = element.previousElementSibling;
        if (before?.matches("blockquote[data-made]")) return before.append(element);
        const quote = root.ownerDocument.createElement("blockquote");
        quote.dataset.made = "";
        element.replaceWith(quote);
        quote.append(element);
      }
    });
    // Paragraphs in a typewriter face are code; those that follow one another are one piece.
    each(root, "p", (paragraph) => {
      if (!paragraph.isConnected || paragraph.closest("li, td, th, pre")) return;
      const isCode = (one) => {
        const text = one.textContent.trim();
        if (!text) return false;
        if (MONOSPACED.test(style(one).match(/font-family:[^;]*/i)?.[0] ?? "") || /HTMLPreformatted|preformatted|code/i.test(one.className)) return true;
        return [...one.querySelectorAll("code")].map((code) => code.textContent).join("").trim() === text && one.nextElementSibling?.localName === "p" && /[{};=<>]/.test(text);
      };
      if (!isCode(paragraph)) return;
      const lines = [paragraph];
      for (let next = paragraph.nextElementSibling; next?.localName === "p" && isCode(next); next = next.nextElementSibling) lines.push(next);
      const pre = root.ownerDocument.createElement("pre");
      const code = root.ownerDocument.createElement("code");
      code.textContent = lines.map((line) => line.textContent.replace(/\s+$/, "")).join("\n");
      pre.append(code);
      paragraph.before(pre);
      lines.forEach((line) => line.remove());
    });
    each(root, "pre", (pre) => {
      if (pre.firstElementChild?.localName === "code" && pre.children.length === 1) return;
      each(pre, "br", (line) => line.replaceWith("\n"));
      const code = root.ownerDocument.createElement("code");
      code.textContent = pre.textContent;
      pre.replaceChildren(code);
    });
    // The highest heading that comes along is the highest there is.
    const headings = [...root.querySelectorAll("h1, h2, h3, h4, h5, h6")];
    const level = (heading) => ("title" in heading.dataset ? 0 : Number(heading.localName[1]));
    const highest = Math.min(...headings.map(level));
    for (const heading of headings) {
      const other = rename(heading, `h${Math.min(level(heading) - highest + 1, 6)}`);
      each(other, "strong, b, br", (element) => (element.localName === "br" ? element.replaceWith(" ") : unwrap(element)));
      if (isEmpty(other)) other.remove();
    }
    each(root, "th :is(strong, b), tr:first-child td :is(strong, b)", unwrap);
    each(root, "br", (line) => {
      const beside = [line.previousElementSibling, line.nextElementSibling];
      const isBetween = !line.parentElement.closest("p, li, td, th, h1, h2, h3, h4, h5, h6") && beside.every((one) => !one || one.matches(BLOCKS));
      if (isBetween || !line.nextSibling) line.remove();
    });
  }

  // Bold that ends where bold begins is one.
  function joinNeighbours(root) {
    each(root, "strong, b, em, i, del, code", (element) => {
      const same = (other) => other?.nodeType === Node.ELEMENT_NODE && other.localName === element.localName;
      while (element.isConnected && same(element.nextSibling)) {
        const next = element.nextSibling;
        element.append(...next.childNodes);
        next.remove();
      }
      if (element.parentElement?.closest(element.localName)) unwrap(element);
    });
  }

  function readLinks(root) {
    each(root, "a", (link) => {
      let address;
      try {
        address = new URL(link.getAttribute("href") ?? "");
        if (/^www\.google\.[a-z.]+$/.test(address.hostname) && address.pathname === "/url") address = new URL(address.searchParams.get("q"));
      } catch {
        return unwrap(link);
      }
      if (!["https:", "http:", "mailto:"].includes(address.protocol) || isEmpty(link)) return unwrap(link);
      link.setAttribute("href", address.href);
      link.removeAttribute("title");
    });
  }

  // A number that leads to a note, and the note: both leave the text, and come back as the board writes them.
  function takeFootnotes(root, first) {
    const notes = [];
    const byName = (name) => [...root.querySelectorAll("[id], [name]")].find((element) => element.id === name || element.getAttribute("name") === name);
    for (const link of root.querySelectorAll("a[href*='#']")) {
      const name = decodeURIComponent(link.getAttribute("href").split("#")[1] ?? "");
      if (!link.isConnected || !NOTE.test(link.textContent) || !/(^|_)(sd)?(ftn|fn|footnote|note|cite_note|edn|endnote)/i.test(name)) continue;
      const target = byName(name);
      if (!target || !(link.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const note = target.closest("div[id], li, dd, p, aside") ?? target;
      if (note.contains(link)) continue;
      notes.push(note);
      const mark = root.ownerDocument.createElement("span");
      mark.dataset.note = String(first + notes.length - 1);
      mark.textContent = mark.dataset.note;
      const raised = link.closest("sup");
      (raised && NOTE.test(raised.textContent) ? raised : link).replaceWith(mark);
    }
    for (const note of notes) {
      const back = [...note.querySelectorAll("a")].filter((link) => link.getAttribute("name") || (link.getAttribute("href") ?? "").includes("#"));
      back.filter((link) => NOTE.test(link.textContent) || /^[↩↑^]+/.test(link.textContent.trim())).forEach((link) => (link.closest("sup") ?? link).remove());
    }
    const parents = notes.map((note) => note.parentElement);
    notes.forEach((note) => note.remove());
    parents.forEach((parent) => parent?.matches("ol, ul, div") && isEmpty(parent) && parent.remove());
    each(root, "hr", (line) => (line.parentElement.matches("[style*='footnote']") || !line.nextElementSibling) && line.remove());
    return notes;
  }

  // A picture that came along as bytes can be sent; of others only the place is kept.
  function takePictures(root) {
    const pictures = [];
    each(root, "img", (image) => {
      const source = image.getAttribute("src") ?? "";
      if (Number(image.getAttribute("width")) === 1 || Number(image.getAttribute("height")) === 1) return image.remove();
      const place = root.ownerDocument.createElement("span");
      place.dataset.picture = "";
      place.textContent = PICTURE;
      image.replaceWith(place);
      pictures.push({ source, alt: image.getAttribute("alt") ?? "" });
    });
    return pictures;
  }

  function service() {
    const made = new TurndownService({ headingStyle: "atx", hr: "---", bulletListMarker: "-", codeBlockStyle: "fenced", emDelimiter: "*" });
    made.addRule("strike", { filter: "del", replacement: (text) => (text ? `~~${text}~~` : "") });
    made.addRule("item", {
      filter: "li",
      replacement: (text, item) => {
        const list = item.parentNode;
        const number = list.nodeName === "OL" ? Number(list.getAttribute("start") || 1) + [...list.children].indexOf(item) : 0;
        const mark = number ? `${number}. ` : "- ";
        const body = text.replace(/^\n+|\n+$/g, "").replace(/\n/g, `\n${" ".repeat(mark.length)}`).replace(/^ +$/gm, "");
        return mark + body + (item.nextElementSibling ? "\n" : "");
      },
    });
    made.addRule("note", { filter: (node) => node.nodeName === "SPAN" && "note" in node.dataset, replacement: (text, node) => `[^${node.dataset.note}]` });
    made.addRule("picture", { filter: (node) => node.nodeName === "SPAN" && "picture" in node.dataset, replacement: () => PICTURE });
    made.addRule("table", { filter: "table", replacement: (text, table) => `\n\n${tableOf(table, made)}\n\n` });
    return made;
  }

  // A table of one column only puts things under one another.
  function tableOf(table, made) {
    const rows = [...table.rows].map((row) =>
      [...row.cells].flatMap((cell) => {
        const text = made.turndown(cell).replace(/\\?\n+/g, " ").replace(/(?<!\\)\|/g, "\\|").replace(/\s+/g, " ").trim();
        return [text, ...Array(Math.max(0, Math.min(cell.colSpan, 20) - 1)).fill("")];
      }),
    );
    const width = Math.max(0, ...rows.map((row) => row.length));
    if (width < 2) return [...table.rows].flatMap((row) => [...row.cells]).map((cell) => made.turndown(cell)).join("\n\n");
    const line = (row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`;
    const caption = table.caption ? `${made.turndown(table.caption)}\n\n` : "";
    return [caption + line(rows[0]), `|${" --- |".repeat(width)}`, ...rows.slice(1).map(line)].join("\n");
  }

  // The Markdown of HTML from a clipboard, and the pictures in it, in the order of their places.
  function convert(html, firstNote = 1) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const root = page.body;
    noteLists(root);
    clean(root);
    const notes = takeFootnotes(root, firstNote);
    const whole = page.createElement("div");
    whole.append(...root.childNodes);
    const parts = [whole, ...notes];
    root.append(...parts);
    const pictures = takePictures(whole);
    notes.forEach(takePictures);
    for (const part of parts) {
      makeLists(part);
      readStyles(part);
      makeBlocks(part);
      readLinks(part);
      joinNeighbours(part);
      each(part, "p, div, li, strong, b, em, i, code, del", (element) => isEmpty(element) && element.remove());
    }
    const made = service();
    const said = (part) => made.turndown(part).replace(/[ \t]+$/gm, (end) => (end === "  " ? end : "")).trim();
    const below = notes.map((note, index) => `[^${firstNote + index}]: ${said(note).replace(/\n(?=.)/g, "\n    ")}`);
    return { markdown: [said(whole), ...below].filter(Boolean).join("\n\n"), pictures };
  }

  // Whether the HTML says more than the text beside it.
  function isRich(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const more = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, a[href], strong, em, b:not([style]), i, img, del, s, sup";
    const isBold = [...page.body.querySelectorAll("span")].some((span) => /font-weight:\s*(bold|[6-9]00)|font-style:\s*italic/i.test(style(span)));
    const isEditor = /vscode|jetbrains|font-family:[^;"]*(consolas|monospace|menlo|monaco)[^"]*white-space:\s*pre/i.test(html);
    return !isEditor && (isBold || page.body.querySelector(more) !== null);
  }

  const { field, insert } = marks;
  let plain = false;
  field.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "v") plain = event.shiftKey;
  });
  field.addEventListener("paste", (event) => {
    const clipboard = event.clipboardData;
    const html = plain ? "" : clipboard.getData("text/html");
    plain = false;
    if (!html || !isRich(html)) return;
    const numbers = [...field.value.matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number));
    const { markdown, pictures } = convert(html, Math.max(0, ...numbers) + 1);
    // A picture that was copied by itself is a file too.
    if (markdown.replaceAll(PICTURE, "").trim() === "") return;
    event.preventDefault();
    const start = field.selectionStart;
    insert(markdown);
    if (pictures.length) field.dispatchEvent(new CustomEvent("pictures", { detail: { pictures, start } }));
  });

  return { convert };
})();
