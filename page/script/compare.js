// Workbooks of ours: untouched or edited; and two rosters beside one another.
"use strict";

async function showVerdict(item) {
  const { document: answer } = await ask({ ask: "verify", id: item.id });
  byId("verdict").hidden = false;
  if (answer.outcome === "refused") {
    refill(
      byId("verdict-body"),
      answer.problems.map((one) => make("p", { class: "notice bad" }, one.message)),
    );
    return;
  }
  if (answer.outcome === "elsewhere") {
    refill(byId("verdict-body"), make("p", { class: "notice" }, word("verify_elsewhere")));
    return;
  }
  const count = answer.differences.length;
  const columns = [[word("where")], [word("edit")], [word("found")], [word("written")]];
  const rows = answer.differences.map((one) => [
    one.where,
    one.kind_name,
    one.found || word("nothing"),
    one.expected || word("nothing"),
  ]);
  const moved = answer.figures_moved.map((one) => [
    settingName(one.figure),
    one.month,
    one.carried || word("nothing"),
    one.today || word("nothing"),
  ]);
  refill(
    byId("verdict-body"),
    make(
      "p",
      { class: `notice ${count ? "bad" : "good"}` },
      count ? word("touched", { count }) : word("untouched"),
    ),
    count ? table(columns, rows, { caption: word("verdict_title") }) : null,
    count ? await editsAtTheirCells(item, answer.differences) : null,
    moved.length
      ? [
          make("h3", {}, word("figures_moved")),
          table([[word("figure")], [word("first_month")], [word("then")], [word("today")]], moved, {
            caption: word("figures_moved"),
          }),
        ]
      : null,
  );
}

// The sheets of the workbook as they are now, with what was written at each cell that was edited.
async function editsAtTheirCells(item, differences) {
  const { document: own } = await ask({ ask: "table", id: item.id });
  const edits = differences.map((one) => ({
    where: one.where,
    message: `${one.kind_name} · ${word("written")}：${one.expected || word("nothing")}`,
  }));
  return (own.sheets || []).map((sheet) => ownSheet(sheet, edits));
}

function choosePair(items) {
  const select = (id, at) =>
    make(
      "select",
      { id },
      items.map((item, place) =>
        make("option", { value: String(place), selected: place === at }, item.name),
      ),
    );
  const [before, after] = [select("pair-before", 0), select("pair-after", 1)];
  const go = async () => {
    byId("explain").close();
    await showComparison([items[Number(before.value)], items[Number(after.value)]]);
    byId("comparison").scrollIntoView();
  };
  openDialog(
    word("compare_two"),
    make(
      "div",
      { class: "fields" },
      make(
        "div",
        { class: "field" },
        make("label", { for: "pair-before" }, word("before")),
        before,
      ),
      make("div", { class: "field" }, make("label", { for: "pair-after" }, word("after")), after),
      make(
        "div",
        { class: "field" },
        make(
          "button",
          { type: "button", class: "button main", onclick: () => inTurn(go) },
          word("compare"),
        ),
      ),
    ),
  );
}

async function showComparison(items) {
  desk.pair = items;
  const ids = items.map((item) => item.id);
  const { document: answer } = await ask({ ask: "compare", ids });
  const moved = answer.causes.filter((cause) => fen(cause.amount));
  const steps = [
    [word("before"), answer.before, true],
    ...moved.map((cause) => [cause.name, cause.amount]),
    [word("after"), answer.after, true],
  ];
  const rows = steps.map(([name, amount, whole]) => [name, whole ? money(amount) : signed(amount)]);
  const download = make(
    "button",
    { type: "button", class: "button", onclick: () => saveComparison(ids) },
    word("download_comparison"),
  );
  byId("comparison").hidden = false;
  refill(
    byId("comparison-body"),
    make("p", {}, `${word("before")}：${items[0].name}　${word("after")}：${items[1].name}`),
    make(
      "p",
      { class: `moved ${answer.difference.startsWith("-") ? "down" : "up"}` },
      word("apart", { difference: signed(answer.difference) }),
    ),
    make(
      "div",
      { class: "two" },
      waterfall(word("chart_causes"), steps),
      table([[word("cause")], [word("amount"), true]], rows, {
        total: [word("difference"), signed(answer.difference)],
        caption: word("chart_causes"),
      }),
    ),
    positionsThatDiffer(answer),
    make(
      "details",
      {},
      make("summary", {}, word("method")),
      make("p", { class: "hint" }, answer.method),
    ),
    make("div", { class: "row" }, download),
  );
}

function positionsThatDiffer(answer) {
  const named = (one) => [one.title, one.lot, one.street].filter(Boolean).join(" ");
  const rows = [
    ...answer.added.map((one) => [
      word("added"),
      named(one),
      `${label("headcount")} ${one.headcount}`,
    ]),
    ...answer.removed.map((one) => [
      word("removed"),
      named(one),
      `${label("headcount")} ${one.headcount}`,
    ]),
    ...answer.changed.map((one) => [
      word("changed"),
      named(one),
      one.fields
        .map((field) => `${field.name} ${spoken(field.before)} → ${spoken(field.after)}`)
        .join("；"),
    ]),
  ];
  return rows.length
    ? [
        make("h3", {}, word("positions_differ")),
        table([[word("change")], [label("title")], [word("what")]], rows, {
          caption: word("positions_differ"),
        }),
      ]
    : null;
}

async function saveComparison(ids) {
  await working("writing", {}, async () => {
    const { files } = await ask({ ask: "comparison", ids });
    save(files[0]);
  });
  tell("done", "saved");
}
