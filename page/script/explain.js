// Where an amount comes from: the rule with its numbers, the figures, their sources, the cells.
"use strict";

function openDialog(title, content) {
  byId("explain-title").textContent = title;
  refill(byId("explain-body"), content);
  if (!byId("explain").open) byId("explain").showModal();
}

async function explain(question) {
  const { document: answer } = await ask({ ask: "explain", ...question });
  if (answer.outcome === "refused") {
    openDialog(
      word("where_from"),
      answer.problems.map((one) => make("p", { class: "notice bad" }, one.message)),
    );
    return;
  }
  const enters = (answer.enters || []).map((step) =>
    make(
      "li",
      {},
      make("strong", {}, step.name),
      ` ${step.value}`,
      step.says ? make("div", { class: "says" }, step.says) : null,
      make("span", { class: "hint" }, step.where),
    ),
  );
  openDialog(answer.name, [
    node(answer),
    enters.length ? [make("h3", {}, word("enters")), make("ol", { class: "tree" }, enters)] : null,
  ]);
}

// One node: what it comes to and by which arithmetic; below it, what that rests on.
function node(one, isPart) {
  const facts = [
    one.clause ? make("span", { class: "badge" }, one.clause) : null,
    one.figure
      ? make(
          "span",
          { class: "hint" },
          `${one.figure.source} · ${word("from_month", { month: one.figure.from || "" })} · ${one.figure.standing}`,
        )
      : null,
    one.figure && one.figure.provisional
      ? make("span", { class: "badge warning" }, word("provisional"))
      : null,
    one.input
      ? make(
          "span",
          { class: "hint" },
          one.input.where ? word("given_at", { where: one.input.where }) : word("default_value"),
        )
      : null,
  ]
    .filter(Boolean)
    .flatMap((fact) => [" ", fact]);
  return make(
    "div",
    {},
    make(
      "div",
      {},
      isPart ? make("strong", {}, one.name) : null,
      isPart ? " " : null,
      make("span", {}, one.shown || one.value || ""),
      facts,
    ),
    one.says && one.kind !== "input" && one.kind !== "figure"
      ? make("div", { class: "says" }, one.says)
      : null,
    one.because && one.because.length
      ? make("div", { class: "hint" }, one.because.join(label("semicolon")))
      : null,
    one.rule ? make("div", { class: "hint" }, `${word("rule")}${label("colon")}${one.rule}`) : null,
    one.rounding || one.where
      ? make("div", { class: "hint" }, [one.where, one.rounding].filter(Boolean).join(" · "))
      : null,
    one.parts && one.parts.length
      ? make(
          "ul",
          { class: "tree" },
          one.parts.map((part) => make("li", {}, node(part, true))),
        )
      : null,
  );
}
