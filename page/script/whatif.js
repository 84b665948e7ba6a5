// Change an assumption and see the ceiling move. Nothing is written: the workbook stays as it was.
"use strict";

const RATES = ["management_fee", "profit", "tax"];

function whatif(item) {
  const button = (id, go) =>
    make(
      "button",
      {
        type: "button",
        class: "button",
        id,
        disabled: true,
        onclick: () => inTurn(() => go(item)),
      },
      word(id),
    );
  return [
    make("p", { class: "hint" }, word("whatif_hint")),
    make(
      "div",
      { class: "fields", id: "whatif-fields" },
      periodFields(item),
      peopleFields(item),
      RATES.map((name) => rateToTry(item, name)),
      figureField(item),
    ),
    make("ul", { class: "changes", id: "changes" }),
    make("div", { class: "row" }, button("back", back), button("reset", reset)),
    make("div", { id: "tried", "aria-live": "polite" }),
  ];
}

function labelled(id, title, control) {
  return make("div", { class: "field" }, make("label", { for: id }, title), control);
}

// A field to type in; `change` makes what is supposed of what was typed.
function fieldToTry(item, id, title, placeholder, change) {
  const onchange = (event) => inTurn(() => changed(item, event.target, change));
  const input = make("input", { id, type: "text", autocomplete: "off", placeholder, onchange });
  return labelled(id, title, input);
}

const setting = (name) => (value) => ({ settings: { [name]: value } });

function periodFields(item) {
  const { start, months } = item.answer.estimate.project;
  return [
    fieldToTry(item, "try-start", word("start_month"), start, (value) => ({ start: value })),
    fieldToTry(item, "try-months", word("months"), String(months), (value) => ({ months: value })),
    fieldToTry(item, "try-wage", word("minimum_wage"), null, setting("minimum_wage")),
  ];
}

function peopleFields(item) {
  const heads = (value) => setting(`[${byId("try-row").value}].headcount`)(value);
  return [
    fieldToTry(item, "try-seniority", label("seniority_years"), null, setting("seniority_years")),
    labelled("try-pattern", label("work_pattern"), patternToTry(item)),
    labelled("try-row", word("row"), make("select", { id: "try-row" }, rowsToTry(item))),
    fieldToTry(item, "try-heads", word("heads_of_row"), null, heads),
  ];
}

function patternToTry(item) {
  const onchange = (event) => inTurn(() => changed(item, event.target, setting("work_pattern")));
  const patterns = engine.patterns.map((name) => make("option", { value: name }, label(name)));
  const same = make("option", { value: "" }, word("unchanged"));
  return make("select", { id: "try-pattern", onchange }, same, patterns);
}

function rowsToTry(item) {
  return item.answer.estimate.positions.map((position, place) => {
    const names = [place + 1, position.title, position.lot, position.street].filter(Boolean);
    const value = String(place + 1);
    return make("option", { value }, `${names.join(" ")}（${position.headcount}）`);
  });
}

function rateToTry(item, name) {
  const title = word("rate_of", { name: label(name) });
  const given = item.answer.rates[name] || word("none_given");
  return fieldToTry(item, `try-${name}`, title, given, (value) => ({ rates: { [name]: value } }));
}

// Any figure of the standard, by its name.
function figureField(item) {
  const names = make(
    "select",
    { id: "try-figure", "aria-label": word("any_figure") },
    engine.figures.map(({ path, name }) => make("option", { value: path }, name)),
  );
  const value = make("input", {
    id: "try-value",
    type: "text",
    "aria-label": word("value"),
    placeholder: word("value"),
    autocomplete: "off",
    onchange: (event) =>
      inTurn(() =>
        changed(item, event.target, (text) => ({ settings: { [byId("try-figure").value]: text } })),
      ),
  });
  return make(
    "div",
    { class: "field" },
    make("label", { for: "try-figure" }, word("any_figure")),
    names,
    value,
  );
}

// One more change on top of those before; an empty field changes nothing.
async function changed(item, input, change) {
  const value = input.value.trim();
  if (!value) return;
  const step = change(value.replace(/^(\d+(?:\.\d+)?)\s*[%％]$/, (_, number) => percent(number)));
  const changes = [...(item.changes || []), step];
  const answer = await tryOut(item, changes);
  input.setAttribute("aria-invalid", answer.outcome === "refused");
  if (answer.outcome === "refused") {
    refill(
      byId("tried"),
      answer.problems.map((one) => make("p", { class: "notice bad" }, one.message)),
    );
    return;
  }
  item.changes = changes;
  item.tried = answer;
  showChanged(item);
}

// "3" per cent is "0.03": the point moves two places, without binary numbers.
function percent(number) {
  const [whole, part = ""] = number.split(".");
  const digits = whole.padStart(3, "0") + part;
  const point = Math.max(whole.length, 3) - 2;
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

// All changes together: a later one of the same name holds.
function together(changes) {
  const sum = { settings: {}, rates: {} };
  for (const { settings, rates, ...rest } of changes) {
    Object.assign(sum, rest);
    Object.assign(sum.settings, settings);
    Object.assign(sum.rates, rates);
  }
  return {
    ...sum,
    settings: Object.entries(sum.settings).map(([name, value]) => `${name}=${value}`),
  };
}

async function tryOut(item, changes) {
  return working("trying", {}, async () => {
    const { document: answer } = await ask({ ask: "try", id: item.id, changes: together(changes) });
    tell("done", answer.outcome === "refused" ? "tried_refused" : "tried");
    return answer;
  });
}

async function back(item) {
  item.changes.pop();
  if (!item.changes.length) {
    reset(item);
    return;
  }
  item.tried = await tryOut(item, item.changes);
  showChanged(item);
}

function reset(item) {
  item.changes = null;
  item.tried = null;
  showResult(item);
  tell("done", "reset_done");
}

function showChanged(item) {
  const { tried, changes } = item;
  showCeiling(tried.ceiling, tried.ceiling_in_words, tried.difference);
  for (const id of ["back", "reset"]) byId(id).disabled = false;
  refill(
    byId("changes"),
    changes.map((change) => make("li", {}, described(change))),
  );
  const moved = tried.causes.filter((cause) => fen(cause.amount));
  const chart = waterfall(word("chart_causes"), [
    [word("before"), tried.before, true],
    ...moved.map((cause) => [cause.name, cause.amount]),
    [word("after"), tried.after, true],
  ]);
  const rows = tried.steps.map((step) => [
    label(step.name),
    money(step.base),
    money(step.supposed),
    signed(step.difference),
  ]);
  refill(
    byId("tried"),
    make("p", { class: "tried" }, `${label("ceiling")} ${money(tried.ceiling)} ${word("yuan")}`),
    make(
      "p",
      { class: `moved ${tried.difference.startsWith("-") ? "down" : "up"}` },
      word("moved", { difference: signed(tried.difference) }),
    ),
    tried.against_law.map((one) => make("p", { class: "notice bad" }, one.message)),
    make(
      "div",
      { class: "two" },
      chart,
      table(
        [[word("step")], [word("before"), true], [word("after"), true], [word("difference"), true]],
        rows,
        { caption: word("chart_causes") },
      ),
    ),
  );
}

function described(change) {
  const named = Object.entries({ ...change.settings, ...change.rates });
  const pairs = named.map(([name, value]) => [settingName(name), value]);
  if (change.start) pairs.push([word("start_month"), change.start]);
  if (change.months) pairs.push([word("months"), change.months]);
  return pairs.map(([name, value]) => `${name} ＝ ${spoken(value)}`).join("，");
}

function settingName(name) {
  const [, row, field] = /^\[(\d+)\]\.(.*)$/.exec(name) || [null, "", name];
  const figure = engine.figures.find((one) => one.path === field);
  return `${row ? word("row_name", { row }) : ""}${figure ? figure.name : label(field)}`;
}
