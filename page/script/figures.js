// The officer's own figures: dropped as a file, added to, used for all that is open, given back.
"use strict";

const ENTRY = ["value", "from", "source", "reason"]; // what an entry says of its figure

async function openFigures() {
  const { document: answer } = await ask({ ask: "figures" });
  showFigures(answer);
}

// After a file of figures was dropped: everything that is open is priced again.
async function figuresTaken() {
  await openFigures();
  await pricedAgain();
}

async function pricedAgain() {
  await askAgain();
  if (!desk.items.length) return;
  listItems();
  if (desk.shown && byId("form").hidden) await showItem(desk.shown);
  if (!byId("form").hidden) await checkForm();
}

function showFigures(answer) {
  byId("figures").hidden = false;
  const columns = [
    [word("figure")],
    [word("value")],
    [word("from")],
    [word("source")],
    [word("figure_state")],
    [word("delete")],
  ];
  const rows = answer.kept.map((one) => [
    one.name,
    one.value,
    one.from,
    one.source,
    make("span", { class: one.state === "conflict" ? "badge warning" : null }, one.said),
    letGo(one),
  ]);
  refill(
    byId("figures-body"),
    make("p", { class: "hint" }, word("figures_hint")),
    rows.length ? table(columns, rows, { caption: word("figures_title") }) : null,
    entryFields(),
    make("div", { id: "figures-wrong", "aria-live": "polite" }),
    figuresActions(rows.length > 0),
  );
}

function letGo(one) {
  return make(
    "button",
    {
      type: "button",
      class: "button small",
      "aria-label": `${word("delete")} ${one.name} ${one.from}`,
      onclick: () => changeFigures({ ask: "let_go", target: one.figure, month: one.from }),
    },
    word("delete"),
  );
}

function entryFields() {
  const names = make(
    "select",
    { id: "kept-figure" },
    engine.figures.map(({ path, name }) => make("option", { value: path }, name)),
  );
  names.value = "minimum_wage";
  const fields = ENTRY.map((name) => {
    const placeholder = name === "from" ? "2027-07" : null;
    const id = `kept-${name}`;
    return labelled(id, word(name), make("input", { id, type: "text", placeholder }));
  });
  return make("div", { class: "fields" }, labelled("kept-figure", word("figure"), names), fields);
}

function figuresActions(any) {
  const button = (id, kind, key, onclick) =>
    make("button", { type: "button", class: `button ${kind}`, id, onclick }, word(key));
  return make(
    "div",
    { class: "row" },
    button("keep-figure", "main", "keep_figure", () => changeFigures(entryOfFigure())),
    any ? button("download-figures", "", "download_figures", () => inTurn(saveFigures)) : null,
    any ? button("drop-figures", "", "drop_figures", () => changeFigures({ ask: "let_go" })) : null,
    button("close-figures", "", "close", () => {
      byId("figures").hidden = true;
    }),
  );
}

function entryOfFigure() {
  const entry = { figure: byId("kept-figure").value };
  for (const name of ENTRY) entry[name] = byId(`kept-${name}`).value.trim();
  return { ask: "keep", entry };
}

function changeFigures(question) {
  return inTurn(async () => {
    const answer = await working("pricing_again", {}, async () => {
      const { document: said } = await ask(question);
      return said;
    });
    if (answer.outcome === "refused") {
      refill(
        byId("figures-wrong"),
        answer.problems.map((one) => make("p", { class: "notice bad" }, one.message)),
      );
      tell("error", "figure_refused");
      return;
    }
    showFigures(answer);
    await pricedAgain();
    desk.figuresUnsaved = answer.kept.length > 0;
    tell("done", "figures_taken");
  });
}

async function saveFigures() {
  const { files } = await ask({ ask: "figures_file" });
  save(files[0]);
  desk.figuresUnsaved = false;
  tell("done", "saved");
}
