// Filling in a roster on the page, or putting one right: every cell is checked as it is typed.
"use strict";

const ALWAYS = [
  "title",
  "post_class",
  "headcount",
  "posts_to_man",
  "shifts",
  "seniority_years",
  "work_pattern",
  "lot",
  "street",
];
const COST_FIELDS = ["name", "amount", "per", "lot"];
const PROJECT_FIELDS = ["name", "buyer", "level", "start", "months", "seniority_growth", "budget"];
const WAIT = 450; // milliseconds after the last key

const form = {
  project: {},
  positions: [],
  other_costs: [],
  rates: {},
  columns: [],
  problems: [],
  timer: 0,
  asked: 0,
  unsaved: false,
};

function emptyForm() {
  Object.assign(form, {
    project: {},
    positions: [{}, {}, {}],
    other_costs: [{}],
    rates: {},
    columns: [...ALWAYS],
    problems: [],
    others: 0,
  });
}

function openForm(given) {
  emptyForm();
  if (given) {
    Object.assign(form, given);
    if (!form.other_costs.length) form.other_costs.push({});
    const used = new Set(given.positions.flatMap((row) => Object.keys(row)));
    form.columns = Object.keys(engine.headings.positions).filter(
      (field) => ALWAYS.includes(field) || used.has(field),
    );
  }
  byId("form").hidden = false;
  drawForm();
  byId("form").scrollIntoView();
  if (given) inTurn(checkForm);
}

function drawForm() {
  const head = engine.headings;
  refill(
    byId("form-body"),
    make("p", { class: "hint" }, word("form_hint")),
    form.others
      ? make("p", { class: "notice" }, word("form_others", { count: form.others }))
      : null,
    lists(),
    make(
      "div",
      { class: "fields" },
      PROJECT_FIELDS.map((field) => projectField(field, head.project[field])),
    ),
    make("h3", {}, word("section_positions")),
    entryTable(
      "positions",
      form.columns.map((field) => [field, head.positions[field]]),
    ),
    make("div", { class: "row" }, adder("positions", "add_position"), columnAdder(), rowsPaster()),
    make("h3", {}, label("other_costs")),
    entryTable(
      "other_costs",
      COST_FIELDS.map((field) => [field, head.price[field]]),
    ),
    make("div", { class: "row" }, adder("other_costs", "add_cost")),
    make(
      "div",
      { class: "fields" },
      RATES.map((name) => rateField(name)),
    ),
    make("ul", { id: "form-problems", class: "form-problems", "aria-live": "polite" }),
    make("p", { id: "form-ceiling", class: "moved", "aria-live": "polite" }),
    make(
      "div",
      { class: "row" },
      make(
        "button",
        { type: "button", class: "button main", id: "save-roster", onclick: saveRoster },
        word("save_roster"),
      ),
      make(
        "button",
        { type: "button", class: "button", id: "save-draft", onclick: saveDraft },
        word("save_draft"),
      ),
      draftOpener(),
      make(
        "button",
        {
          type: "button",
          class: "button",
          onclick: () => {
            byId("form").hidden = true;
          },
        },
        word("close"),
      ),
    ),
  );
}

// What a field may be chosen from: posts with their class, streets by district, words of choices.
function lists() {
  const list = (id, options) =>
    make(
      "datalist",
      { id: `list-${id}` },
      options.map(([value, text]) => make("option", { value }, text || "")),
    );
  return [
    list(
      "title",
      engine.posts.map((post) => [
        post.title,
        `${word("class_name", { number: post.post_class })} ${post.aliases.join("、")}`,
      ]),
    ),
    list(
      "street",
      Object.entries(engine.districts).flatMap(([district, streets]) =>
        streets.map((street) => [street, district]),
      ),
    ),
    Object.entries(engine.choices).map(([field, words]) =>
      list(
        field,
        words.map((one) => [one]),
      ),
    ),
  ];
}

function entry(field, value, where, name, change) {
  const listed = field === "title" || field === "street" || engine.choices[field];
  return make("input", {
    type: "text",
    value: value || "",
    "data-field": field,
    "data-where": where,
    "aria-label": name,
    autocomplete: "off",
    list: listed ? `list-${field}` : null,
    placeholder: hintOf(field),
    oninput: (event) => {
      change(event.target.value.trim());
      form.unsaved = true;
      later();
    },
  });
}

// The words to choose from, where they are few.
function hintOf(field) {
  const words = engine.choices[field] || [];
  return words.length && words.length < 4 && words.join("").length < 16 ? words.join(" / ") : null;
}

function entryTable(kind, columns) {
  const rows = form[kind].map((row, place) =>
    make(
      "tr",
      {},
      make("th", { scope: "row", class: "figure" }, String(place + 1)),
      columns.map(([field, name]) =>
        make(
          "td",
          { class: ["title", "name", "work_pattern"].includes(field) ? "wide" : null },
          entry(field, row[field], `${kind}:${place}:${field}`, `${name} ${place + 1}`, (text) => {
            row[field] = text;
            if (field === "title") showClass(row, place);
          }),
        ),
      ),
      make(
        "td",
        {},
        make(
          "button",
          {
            type: "button",
            class: "button small",
            "aria-label": `${word("delete")} ${place + 1}`,
            onclick: () => remove(kind, place),
          },
          word("delete"),
        ),
      ),
    ),
  );
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, word("number")),
    columns.map(([, name]) => make("th", { scope: "col" }, name)),
    make("th", { scope: "col" }, make("span", { class: "unseen" }, word("delete"))),
  );
  return make(
    "div",
    { class: "scroll", tabindex: "0", role: "group", "aria-label": word(`form_${kind}`) },
    make(
      "table",
      { class: "entry", id: `entry-${kind}` },
      make("thead", {}, head),
      make("tbody", {}, rows),
    ),
  );
}

// The class of the annex stands in the empty cell beside a title.
function showClass(row, place) {
  const post = engine.posts.find(
    (one) => one.title === row.title || one.aliases.includes(row.title),
  );
  const cell = document.querySelector(
    `#entry-positions [data-where="positions:${place}:post_class"]`,
  );
  if (cell) cell.placeholder = post ? word("class_name", { number: post.post_class }) : "";
}

function projectField(field, name) {
  const id = `project-${field}`;
  const input = entry(field, form.project[field], `project:${field}`, name, (text) => {
    form.project[field] = text;
  });
  input.id = id;
  input.removeAttribute("aria-label");
  return make("div", { class: "field" }, make("label", { for: id }, name), input);
}

function rateField(name) {
  const id = `form-${name}`;
  const input = entry("rate", form.rates[name], `rates:${name}`, "", (text) => {
    form.rates[name] = text;
  });
  input.id = id;
  input.removeAttribute("aria-label");
  return make(
    "div",
    { class: "field" },
    make("label", { for: id }, word("rate_of", { name: label(name) })),
    input,
  );
}

function adder(kind, key) {
  return make(
    "button",
    {
      type: "button",
      class: "button",
      id: `add-${kind}`,
      onclick: () => {
        form[kind].push({});
        drawForm();
        marked();
      },
    },
    word(key),
  );
}

function columnAdder() {
  const others = Object.entries(engine.headings.positions).filter(
    ([field]) => !form.columns.includes(field),
  );
  const add = (event) => {
    if (event.target.value) {
      form.columns.push(event.target.value);
      drawForm();
      marked();
    }
  };
  return make(
    "label",
    { class: "inline" },
    word("add_column"),
    make(
      "select",
      { id: "add-column", onchange: add },
      make("option", { value: "" }, "—"),
      others.map(([field, name]) => make("option", { value: field }, name)),
    ),
  );
}

function remove(kind, place) {
  form[kind].splice(place, 1);
  drawForm();
  inTurn(checkForm);
}

// Rows copied from Excel or WPS: one line a row, cells parted by tabs, in the columns shown.
function rowsPaster() {
  return make(
    "button",
    {
      type: "button",
      class: "button",
      onclick: () =>
        openDialog(word("paste_rows"), [
          make(
            "p",
            { class: "hint", id: "paste-hint" },
            word("paste_hint", {
              columns: form.columns.map((field) => engine.headings.positions[field]).join(label("and")),
            }),
          ),
          make("textarea", {
            id: "paste",
            rows: "10",
            cols: "70",
            "aria-labelledby": "paste-hint",
          }),
          make(
            "div",
            { class: "row" },
            make(
              "button",
              { type: "button", class: "button main", onclick: pasted },
              word("paste_take"),
            ),
          ),
        ]),
    },
    word("paste_rows"),
  );
}

function pasted() {
  const rows = byId("paste")
    .value.split(/\r?\n/)
    .filter((line) => line.trim())
    .map((line) =>
      Object.fromEntries(
        line
          .split("\t")
          .map((text, at) => [form.columns[at], text.trim()])
          .filter(([field, text]) => field && text),
      ),
    );
  form.positions = [...form.positions.filter(isFilled), ...rows];
  byId("explain").close();
  drawForm();
  inTurn(checkForm);
}
