// What is filled in, as a roster: priced after each pause, what is wrong marked at its cell.
"use strict";

const TEXTUAL = ["title", "lot", "street", "remarks", "name", "buyer"];
const FORM_ID = "form";

const isFilled = (row) => Object.values(row).some(Boolean);

function later() {
  clearTimeout(form.timer);
  form.timer = setTimeout(() => inTurn(checkForm), WAIT);
}

// A number goes in as a number, so that it is read exactly as one of a file would be.
function scalar(field, text) {
  return !TEXTUAL.includes(field) && /^-?\d+(\.\d+)?$/.test(text) ? text : JSON.stringify(text);
}

function mapping(row) {
  const pairs = Object.entries(row)
    .filter(([, text]) => text)
    .map(([field, text]) => `${JSON.stringify(field)}: ${scalar(field, text)}`);
  return `{${pairs.join(", ")}}`;
}

// The roster as YAML that is JSON as well: the engine and the command line read it.
function asYaml() {
  const listed = (rows) => `[\n  ${rows.filter(isFilled).map(mapping).join(",\n  ")}\n]`;
  const rates = RATES.filter((name) => form.rates[name]).map(
    (name) => `, ${JSON.stringify(name)}: {"rate": ${scalar("rate", form.rates[name])}}`,
  );
  return `{"project": ${mapping(form.project)},\n"positions": ${listed(form.positions)},\n"price": {"other_costs": ${listed(form.other_costs)}${rates.join("")}}}\n`;
}

async function checkForm() {
  form.asked += 1;
  const turn = form.asked;
  if (!form.positions.some(isFilled)) return;
  const name = "岗位表.yaml";
  const bytes = new TextEncoder().encode(asYaml()).buffer;
  const { document: answer } = await ask({ ask: "open", id: FORM_ID }, [{ name, bytes }]);
  if (turn !== form.asked || byId("form").hidden) return;
  const known = desk.items.find((item) => item.id === FORM_ID);
  const item = known || { id: FORM_ID, name: word("form_title"), changes: null };
  if (!known) desk.items.push(item);
  Object.assign(item, { answer, priced: answer.outcome === "priced", changes: null });
  form.problems = item.priced ? [] : answer.problems;
  marked();
  showFormResult(item);
}

// The form in the language chosen since; its problems come from the engine's fresh answer.
function formAgain() {
  drawForm();
  const item = desk.items.find((one) => one.id === FORM_ID);
  if (item && form.problems.length) form.problems = item.answer.problems;
  marked();
  if (item && item === desk.shown && item.priced) {
    showHeads(item.answer.estimate.positions);
    showFormCeiling(item);
  }
}

function showFormCeiling({ priced, answer }) {
  byId("form-ceiling").textContent =
    priced && answer.estimate.ceiling
      ? `${label("ceiling")} ${money(answer.estimate.ceiling)} ${word("yuan")}　${answer.estimate.ceiling_in_words}`
      : "";
}

function showFormResult(item) {
  const { answer } = item;
  clearView();
  byId("result").hidden = !item.priced;
  showFormCeiling(item);
  listItems();
  desk.shown = item;
  if (!item.priced) {
    tell("done", "form_wrong", { count: answer.problems.length });
    return;
  }
  showHeads(answer.estimate.positions);
  showResult(item);
  unlink(byId("download-workbook"));
  unlink(byId("download-pack"));
  tell("done", "form_priced");
}

// Heads that follow from posts to man stand in the empty cell for heads.
function showHeads(positions) {
  filledRows("positions").forEach((place, at) => {
    const cell = document.querySelector(
      `#entry-positions [data-where="positions:${place}:headcount"]`,
    );
    if (cell && positions[at]) cell.placeholder = String(positions[at].headcount);
  });
}

function filledRows(kind) {
  return form[kind].map((row, place) => (isFilled(row) ? place : -1)).filter((place) => place >= 0);
}

// Where the engine finds a problem, as the cell of the form: `positions[2].headcount`.
function cellOf(where) {
  const row = /^(?:price\.)?(positions|other_costs)\[(\d+)\](?:\.(\w+))?/.exec(where);
  if (row)
    return `${row[1]}:${filledRows(row[1])[Number(row[2]) - 1]}:${row[3] || (row[1] === "positions" ? "title" : "name")}`;
  const rate = /^price\.(\w+)/.exec(where);
  if (rate) return `rates:${rate[1]}`;
  const field = /^project\.(\w+)/.exec(where);
  return field ? `project:${field[1]}` : "";
}

function marked() {
  for (const input of document.querySelectorAll("#form-body [aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  refill(
    byId("form-problems"),
    form.problems.map((problem, at) => {
      const input = document.querySelector(`#form-body [data-where="${cellOf(problem.where)}"]`);
      const id = `form-problem-${at}`;
      if (input) {
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", id);
      }
      const title = input
        ? input.getAttribute("aria-label") || (input.labels[0] || {}).textContent
        : "";
      return make(
        "li",
        { id, "data-where": problem.where, "data-code": problem.code },
        make(
          "button",
          { type: "button", class: "amount", onclick: () => input && input.focus() },
          title || problem.place || word("whole_file"),
        ),
        ` ${problem.message}`,
      );
    }),
  );
  form.positions.forEach(showClass);
}

async function saveRoster() {
  await working("writing", {}, async () => {
    const { positions, other_costs: costs, project, rates } = form;
    const { files } = await ask({
      ask: "roster",
      form: {
        project,
        rates,
        positions: positions.filter(isFilled),
        other_costs: costs.filter(isFilled),
      },
    });
    save(files[0]);
  });
  form.unsaved = false;
  tell("done", "saved");
}

function saveDraft() {
  form.unsaved = false;
  save({
    name: `${form.project.name || "岗位表"}-草稿.yaml`.replace(/[<>:"/\\|?*]/g, "_"),
    bytes: asYaml(),
  });
  tell("done", "saved");
}

function draftOpener() {
  const open = async (event) => {
    const [file] = event.target.files;
    if (file) await intoForm(await opened(file));
  };
  return [
    make("input", {
      type: "file",
      id: "open-draft",
      class: "unseen",
      accept: ".yaml,.yml,.xlsx,.csv",
      onchange: open,
    }),
    make("label", { class: "button", for: "open-draft" }, word("open_draft")),
  ];
}

// Takes what a file says into the form, right or wrong.
async function intoForm(item) {
  const { document: given } = await ask({ ask: "take", id: item.id });
  if (given.outcome === "refused") {
    tell("error", "not_taken", { found: given.problems.map((one) => one.message).join(" ") });
    return;
  }
  openForm(given);
}
