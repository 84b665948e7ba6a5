// Filled bid forms beside their tender: lot by lot, all bidders beside one another.
"use strict";

const PARTS = ["income", "employer"]; // what a bidder offers a person and month
const FLOORS = { income: "floor_income", employer: "floor_employer" };

// The tender that the forms belong to, by the hash that they carry; else the one in view.
function tenderOf(forms) {
  const priced = desk.items.filter((item) => item.priced);
  const own = priced.find((item) =>
    forms.some((form) => form.answer.tender === item.answer.estimate.inputs_sha256),
  );
  return own || priced.find((item) => item === desk.shown) || priced[0] || null;
}

async function showBids() {
  const { forms } = desk;
  const tender = tenderOf(forms);
  if (!tender) {
    tell("done", "forms_wait", { count: forms.length });
    return;
  }
  const question = { id: tender.id, ids: forms.map((form) => form.id) };
  const answer = await working("comparing", {}, async () => {
    const { document: found } = await ask({ ask: "bids", ...question });
    return found;
  });
  byId("bids").hidden = false;
  if (answer.outcome === "refused") {
    refill(byId("bids-body"), bidsRefused(answer.problems), formsActions(null));
    tell("done", "bids_refused", { count: answer.problems.length });
    return;
  }
  refill(
    byId("bids-body"),
    make("p", { class: "notice" }, answer.evidence),
    answer.lots.length > 1 ? lotOfBids(answer, null) : null,
    answer.lots.map((lot) => lotOfBids(answer, { lot })),
    answer.bidders.map(toAsk),
    formsActions(question),
  );
  tell("done", "bids_done", { count: forms.length });
}

function bidsRefused(problems) {
  const rows = problems.map((one) => [make("span", { class: "place" }, one.place), one.message]);
  const caption = word("bids_title");
  return table([[word("where")], [word("what_to_do")]], rows, { caption });
}

// The sums of each bidder, for one lot or for all of them, and every row below.
function lotOfBids(answer, of) {
  const title = of && of.lot ? word("bids_lot", { lot: of.lot }) : word("bids_all");
  const columns = answer.headings.map((heading, place) => [heading, place > 0]);
  const rows = answer.bidders.map((bidder) => {
    const sums = of ? bidder.lots.find((one) => one.lot === of.lot) : bidder.lots.length && bidder;
    return [bidder.name, ...(sums ? sumsOf(sums) : [word("no_bid"), "", "", "", ""])];
  });
  return [
    make("h3", {}, title),
    table(columns, rows, { caption: title }),
    of ? rowsOfBids(answer, of.lot) : null,
  ];
}

function sumsOf(sums) {
  const short = fen(sums.shortfall)
    ? make("span", { class: "badge warning" }, money(sums.shortfall))
    : money(sums.shortfall);
  const above = make(
    "span",
    { class: sums.above_ceiling ? "badge error" : "badge good" },
    word(sums.above_ceiling ? "above_ceiling" : "not_above"),
  );
  return [money(sums.total), money(sums.labour_total), money(sums.floor_total), short, above];
}

// Each post and run of months a row: the floor, then what every bidder offers a person and month.
function rowsOfBids(answer, lot) {
  const bidders = answer.bidders.filter((one) => one.rows.some((row) => row.lot === lot));
  if (!bidders.length) return null;
  const rows = bidders.map((one) => one.rows.filter((row) => row.lot === lot));
  const columns = [
    [label("title")],
    [word("first_month_of_run")],
    [label("headcount"), true],
    ...PARTS.map((part) => [word(FLOORS[part]), true]),
    ...bidders.flatMap(({ name }) => PARTS.map((part) => [`${name} ${word(part)}`, true])),
  ];
  const lines = rows[0].map((row, place) => [
    row.title,
    row.start,
    String(row.heads),
    ...PARTS.map((part) => money(row[`${part}_floor`])),
    ...rows.flatMap((own) => PARTS.map((part) => offerOf(own[place], part))),
  ]);
  const caption = word("bids_rows", { lot: lot || "" });
  const body = table(columns, lines, { caption });
  return make("details", { open: lines.length < 13 }, make("summary", {}, caption), body);
}

function offerOf(row, part) {
  const offer = row[part];
  if (offer === null) return make("span", { class: "badge warning" }, word("left_blank"));
  if (fen(offer) >= fen(row[`${part}_floor`])) return money(offer);
  return make("span", { class: "badge warning" }, `${money(offer)} ${word("below_floor")}`);
}

function toAsk(bidder) {
  const title = word("to_ask", { name: bidder.name, file: bidder.file });
  if (!bidder.findings.length)
    return [make("h3", {}, title), make("p", { class: "notice good" }, word("nothing_to_ask"))];
  const rows = bidder.findings.map((one) => [
    make("span", { class: `badge ${one.severity}` }, label(one.severity)),
    one.message,
    make("span", { class: "place" }, one.place),
  ]);
  const columns = [[word("severity")], [word("message")], [word("where")]];
  return [make("h3", {}, title), table(columns, rows, { caption: title })];
}

function formsActions(question) {
  const button = (id, kind, key, onclick) =>
    make("button", { type: "button", class: `button ${kind}`, id, onclick }, word(key));
  const down = () => inTurn(() => saveBids(question));
  return make(
    "div",
    { class: "row" },
    question ? button("download-bids", "main", "download_bids", down) : null,
    button("close-forms", "", "close_forms", () => inTurn(closeForms)),
  );
}

async function saveBids(question) {
  await working("writing", {}, async () => {
    const { files } = await ask({ ask: "bids_workbook", ...question });
    save(files[0]);
  });
  tell("done", "saved");
}

async function closeForms() {
  for (const form of desk.forms) await ask({ ask: "close", id: form.id });
  desk.forms = [];
  byId("bids").hidden = true;
  tell("done", "done", { count: desk.items.length });
}
