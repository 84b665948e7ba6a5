// Elements and text nodes. Nothing of a user's ever becomes markup: there is no innerHTML here.
"use strict";

const byId = (id) => document.getElementById(id);

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value);
  }
  element.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== ""),
  );
  return element;
}

function make(tag, properties, ...children) {
  return filled(document.createElement(tag), properties, children);
}

function draw(tag, properties, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

function refill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
}

// "57986454.31" as people read it; the text of the engine is never taken for a binary number.
function money(text) {
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(text) || [];
  if (whole === undefined) return text;
  return `${sign === "-" ? "−" : ""}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}${rest || ""}`;
}

function fen(text) {
  return BigInt(text.replace(".", ""));
}

// A table: columns are [heading, is it a figure], rows are lists of nodes or texts.
function table(columns, rows, { total, caption } = {}) {
  const cell = (tag, content, place, scope) =>
    make(tag, { class: columns[place] && columns[place][1] ? "figure" : null, scope }, content);
  const line = (cells, kind) =>
    make(
      "tr",
      { class: kind },
      cells.map((one, place) => cell("td", one, place)),
    );
  const body = make(
    "table",
    { class: "list" },
    caption ? make("caption", { class: "unseen" }, caption) : null,
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        columns.map(([heading], place) => cell("th", heading, place, "col")),
      ),
    ),
    make(
      "tbody",
      {},
      rows.map((cells) => line(cells)),
      total ? line(total, "total") : null,
    ),
  );
  return make(
    "div",
    { class: "scroll", tabindex: "0", role: "group", "aria-label": caption || columns[0][0] },
    body,
  );
}
