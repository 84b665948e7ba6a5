// What a roster comes to: the ceiling first, then everything behind it.
"use strict";

function showResult(item) {
  const { answer } = item;
  const { estimate } = answer;
  byId("result").hidden = false;
  byId("result-title").textContent = estimate.project.name || item.name;
  byId("result-period").textContent = word("period", {
    start: estimate.project.start,
    last: answer.last,
    months: estimate.project.months,
    buyer: estimate.project.buyer || "",
  });
  const stamp = byId("result-stamp");
  stamp.hidden = !estimate.provisional.length;
  stamp.textContent = word("stamp", { count: estimate.provisional.length });
  showCeiling(estimate.ceiling || "", estimate.ceiling_in_words || "", null);
  showFacts(answer);
  showSections(item);
  if (item.changes) showChanged(item);
  // Begun when all that is being done is done, and nothing waits for it.
  inTurn(() => void showWorth(item).catch(console.error));
}

// The ceiling in figures and capitals; a difference tells that it is supposed.
function showCeiling(amount, capitals, difference) {
  const output = byId("ceiling");
  output.dataset.value = amount;
  refill(
    output,
    amount ? money(amount) : word("no_ceiling"),
    amount ? make("span", { class: "unit" }, word("yuan")) : null,
  );
  byId("capitals").textContent = capitals;
  const moved = byId("moved");
  moved.hidden = difference === null;
  moved.className = `moved ${difference && difference.startsWith("-") ? "down" : "up"}`;
  moved.textContent = difference === null ? "" : word("moved", { difference: signed(difference) });
}

function showFacts({ estimate, heads }) {
  const amounts = [
    [label("headcount"), heads.toLocaleString("en")],
    [label("labour_cost"), money(estimate.labour_cost)],
    ...["management_fee", "profit", "tax"].map((name) => [
      label(name),
      estimate[name] === null ? word("none_given") : money(estimate[name]),
    ]),
  ];
  refill(
    byId("facts"),
    amounts.flatMap(([name, amount]) => [make("dt", {}, name), make("dd", {}, amount)]),
  );
}
