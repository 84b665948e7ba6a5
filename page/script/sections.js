// The sections below the ceiling: what it is made of, positions, what is uncertain, and why.
"use strict";

function showSections(item) {
  const sections = [
    ["lines", word("section_lines"), costs(item)],
    ["positions", word("section_positions"), positions(item)],
    ["whatif", word("section_whatif"), whatif(item)],
    ["uncertain", word("section_uncertain"), uncertain(item)],
    ["findings", word("section_findings"), findings(item)],
    ["assumptions", word("section_assumptions"), assumptions(item)],
  ];
  refill(
    byId("contents"),
    sections.map(([id, title]) => make("a", { href: `#${id}` }, title)),
  );
  refill(
    byId("sections"),
    sections.map(([id, title, content]) =>
      make("section", { id, "aria-label": title }, make("h3", {}, title), content),
    ),
  );
}

function costs({ id, answer }) {
  const lines = answer.lines.map(({ name, amount }) => [label(name), amount]);
  const classes = answer.classes.map(({ post_class: number, amount }) => [
    word("class_name", { number }),
    amount,
  ]);
  const years = answer.years.map(({ start, months, amount }) => [
    word("year_name", { start, months }),
    amount,
  ]);
  const lots = answer.estimate.lots.map(({ lot, ceiling }) => [lot, ceiling]);
  const columns = [[word("line")], [word("term_total"), true]];
  const rows = answer.lines.map(({ name, amount }) => [label(name), money(amount)]);
  return [
    make(
      "div",
      { class: "two" },
      make(
        "div",
        {},
        bars(word("chart_lines"), lines),
        make(
          "details",
          {},
          make("summary", {}, word("as_table")),
          table(columns, rows, { caption: word("section_lines") }),
        ),
      ),
      make(
        "div",
        {},
        steps(id, answer.estimate),
        bars(word("chart_classes"), classes, "second"),
        bars(word("chart_years"), years, "second"),
        lots.length ? bars(word("chart_lots"), lots, "second") : null,
      ),
    ),
  ];
}

// From the basic cost to the ceiling; the ceiling can be asked where it comes from.
function steps(id, estimate) {
  if (!estimate.ceiling) return null;
  const rows = [
    ["labour_cost", estimate.labour_cost],
    ["incentives", estimate.incentives],
  ].map(([name, amount]) => [label(name), money(amount)]);
  rows.push(...estimate.other_costs.map((cost) => [cost.name, money(cost.amount)]));
  rows.push(
    ...["management_fee", "profit", "tax"].map((name) => [
      label(name),
      estimate[name] === null ? word("none_given") : money(estimate[name]),
    ]),
  );
  const total = [label("ceiling"), amountButton(estimate.ceiling, { id, target: "" })];
  return table([[word("step")], [word("amount"), true]], rows, { total, caption: word("steps") });
}

function positions(item) {
  const all = item.answer.estimate.positions;
  const has = (name) => all.some((position) => position[name]);
  const columns = [
    [word("number"), true],
    [label("title")],
    [label("post_class")],
    has("lot") ? [label("lot")] : null,
    has("street") ? [label("street")] : null,
    [label("headcount"), true],
    [label("seniority_years"), true],
    [label("unit_cost"), true],
    [word("term_total"), true],
    [word("details")],
  ].filter(Boolean);
  const rows = all.map((position, place) =>
    [
      String(place + 1),
      position.title,
      String(position.post_class),
      has("lot") ? position.lot || "" : null,
      has("street") ? position.street || "" : null,
      String(position.headcount),
      position.seniority_years,
      unitCosts(item.id, position, place),
      money(position.cost),
      detailsButton(item.id, position, place),
    ].filter((cell) => cell !== null),
  );
  return [
    make("p", { class: "hint" }, word("positions_hint")),
    table(columns, rows, { caption: word("section_positions") }),
  ];
}

function unitCosts(id, position, place) {
  const differing = position.segments.filter(
    (one, at) => !at || one.unit_cost !== position.segments[at - 1].unit_cost,
  );
  return differing.map((one) =>
    make(
      "div",
      {},
      differing.length > 1 ? make("span", { class: "hint" }, `${one.start} `) : null,
      amountButton(one.unit_cost, {
        id,
        target: String(place + 1),
        line: "unit_cost",
        month: one.start,
      }),
    ),
  );
}

function detailsButton(id, position, place) {
  return make(
    "button",
    {
      type: "button",
      class: "button small",
      "aria-label": `${word("details")} ${place + 1} ${position.title}`,
      onclick: () => showLines(id, position, place),
    },
    word("details"),
  );
}

// All lines of a position, one column a segment; each amount can be asked where it comes from.
function showLines(id, position, place) {
  const columns = [
    [word("line")],
    ...position.segments.map((one) => [
      word("segment", { start: one.start, months: one.months }),
      true,
    ]),
  ];
  const names = Object.keys(position.segments[0].lines);
  const rows = names
    .filter((name) => position.segments.some((one) => fen(one.lines[name])))
    .map((name) => [
      label(name),
      ...position.segments.map((one) =>
        amountButton(one.lines[name], {
          id,
          target: String(place + 1),
          line: name,
          month: one.start,
        }),
      ),
    ]);
  const total = [label("unit_cost"), ...position.segments.map((one) => money(one.unit_cost))];
  openDialog(`${place + 1} ${position.title}`, [
    make("p", { class: "hint" }, word("per_month")),
    table(columns, rows, { total, caption: position.title }),
  ]);
}

function amountButton(amount, question) {
  return make(
    "button",
    {
      type: "button",
      class: "amount",
      "aria-haspopup": "dialog",
      "aria-label": `${money(amount)} ${word("explain_this")}`,
      onclick: () => explain(question),
    },
    money(amount),
  );
}

function uncertain({ answer }) {
  const { provisional, carried_forward: carried = [] } = answer.estimate;
  if (!provisional.length && !carried.length)
    return make("p", { class: "notice good" }, word("all_certain"));
  const rows = (listed) =>
    listed.map((one) => [answer.figure_names[one.figure] || one.figure, one.month, one.note || ""]);
  const columns = [[word("figure")], [word("first_month")], [word("note")]];
  return [
    provisional.length
      ? [
          make("p", { class: "notice" }, word("provisional_hint")),
          table(columns, rows(provisional), { caption: word("provisional") }),
        ]
      : null,
    carried.length
      ? [
          make("p", { class: "hint" }, word("carried_hint")),
          table(columns, rows(carried), { caption: word("carried") }),
        ]
      : null,
  ];
}

function findings({ answer }) {
  const order = ["error", "warning", "info"];
  const listed = [...answer.estimate.findings].sort(
    (one, other) => order.indexOf(one.severity) - order.indexOf(other.severity),
  );
  if (!listed.length) return make("p", { class: "notice good" }, word("no_findings"));
  const rows = listed.map((one) => [
    make("span", { class: `badge ${one.severity}` }, label(one.severity)),
    one.message,
    make("span", { class: "place" }, one.where),
  ]);
  return table([[word("severity")], [word("message")], [word("where")]], rows, {
    caption: word("section_findings"),
  });
}

function assumptions({ answer }) {
  const rows = [...answer.estimate.assumptions, ...answer.estimate.cleanups].map((one) => [
    one.message,
    make("span", { class: "worth", "data-code": one.code, "data-where": one.where }),
    make("span", { class: "place" }, one.where),
  ]);
  return table([[word("assumption")], [word("worth")], [word("where")]], rows, {
    caption: word("section_assumptions"),
  });
}

// What each assumption is worth is worked out after the result is shown, one after the other.
async function showWorth(item) {
  for (const place of document.querySelectorAll("#assumptions .worth")) {
    const { code, where } = place.dataset;
    const otherwise = `worth_${code.replaceAll("-", "_")}`;
    if (!(otherwise in TEXTS[language])) continue;
    const question = { ask: "worth", id: item.id, target: code, line: where };
    const { document: answer } = await ask(question);
    if (!place.isConnected || desk.shown !== item) return;
    if (answer.difference)
      refill(place, word(otherwise), make("strong", {}, signed(answer.difference)));
  }
}
