// What is wrong with a roster: a list, and the officer's own table with each problem at its cell.
"use strict";

const AROUND = 3; // rows shown above and below one with a problem
const HEAD = 6; // rows at the top of a sheet, where its headings stand

async function showProblems(item) {
  const { problems } = item.answer;
  byId("wrong").hidden = false;
  byId("wrong-title").textContent = word("wrong_title", {
    name: item.name,
    count: problems.length,
  });
  refill(
    byId("problems"),
    problems.map((problem, place) => problemRow(problem, place)),
  );
  unlink(byId("download-annotated"));
  byId("download-annotated").hidden = !item.answer.is_read;
  byId("put-right").hidden = !item.answer.is_read;
  refill(byId("own-table"));
  if (item.unread) return;
  const { document: own } = await ask({ ask: "table", id: item.id }).catch(() => ({
    document: {},
  }));
  if (own.text) refill(byId("own-table"), ownText(own.text, problems));
  if (own.sheets)
    refill(
      byId("own-table"),
      own.sheets.map((sheet) => ownSheet(sheet, problems)),
    );
}

function problemRow(problem, place) {
  const where = make(
    "button",
    { type: "button", class: "amount", onclick: () => lookAt(place) },
    problem.place || word("whole_file"),
  );
  return make(
    "tr",
    { "data-where": problem.where, "data-code": problem.code },
    make("td", { class: "where" }, where),
    make("td", {}, problem.message),
  );
}

function lookAt(place) {
  const cell = document.querySelector(`#own-table [data-problem~="${place}"]`);
  if (!cell) return;
  for (const shown of document.querySelectorAll("#own-table .shown"))
    shown.classList.remove("shown");
  cell.classList.add("shown");
  cell.scrollIntoView({ block: "center", inline: "center" });
}

// Where a problem stands in a sheet: row and column counted from 0, either perhaps unknown.
function spotOf(problem, sheet) {
  const cell = /^(?:(.*)!)?([A-Z]{1,3})(\d+)$/.exec(problem.where);
  if (cell && (cell[1] || "") === sheet.name)
    return { row: Number(cell[3]) - 1, column: numberOf(cell[2]) };
  const line = /^第(\d+)行(?: (.*))?$/.exec(problem.where);
  if (!line || sheet.name) return null;
  const heads = sheet.rows.find((row) => row.includes(line[2])) || [];
  return { row: Number(line[1]) - 1, column: heads.indexOf(line[2]) };
}

function numberOf(letters) {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function letterOf(column) {
  let [letters, rest] = ["", column + 1];
  for (; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

function ownSheet(sheet, problems) {
  const spots = problems
    .map((problem, place) => ({ ...spotOf(problem, sheet), problem, place }))
    .filter((spot) => spot.row >= 0);
  if (!spots.length) return null;
  const rows = new Set(
    sheet.rows
      .map((_, row) => row)
      .filter((row) => row < HEAD || spots.some((spot) => Math.abs(spot.row - row) <= AROUND)),
  );
  spots.forEach((spot) => rows.add(spot.row));
  const columns = Math.max(
    ...sheet.rows.map((row) => row.length),
    ...spots.map((spot) => spot.column + 1),
  );
  const numbers = [...Array(columns).keys()];
  const title = sheet.name || word("own_table");
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, make("span", { class: "unseen" }, word("row_number"))),
    numbers.map((column) => make("th", { scope: "col" }, letterOf(column))),
  );
  const lines = [...rows]
    .sort((one, other) => one - other)
    .map((row) =>
      ownRow(
        sheet.rows[row] || [],
        row,
        numbers,
        spots.filter((spot) => spot.row === row),
      ),
    );
  const grid = make(
    "table",
    { class: "own" },
    make("caption", { class: "unseen" }, title),
    make("thead", {}, head),
    make("tbody", {}, lines),
  );
  return make(
    "div",
    {},
    make("h3", {}, title),
    make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title }, grid),
  );
}

function ownRow(cells, row, numbers, spots) {
  const whole = spots.filter((spot) => spot.column < 0);
  const places = (some) => some.map((spot) => spot.place).join(" ") || null;
  const drawn = numbers.map((column) => {
    const own = spots.filter((spot) => spot.column === column);
    const notes = own.map((spot) => make("span", { class: "note" }, spot.problem.message));
    return make(
      "td",
      { class: own.length ? "bad" : null, "data-problem": places(own) },
      cells[column] || "",
      notes,
    );
  });
  return make(
    "tr",
    { class: whole.length ? "bad" : null },
    make(
      "th",
      {
        scope: "row",
        "data-problem": places(whole),
        title: whole.map((spot) => spot.problem.message).join(" ") || null,
      },
      String(row + 1),
    ),
    drawn,
  );
}

// A .yaml roster: its lines, those with a problem marked.
function ownText(lines, problems) {
  const at = (line) =>
    problems
      .map((problem, place) => [problem, place])
      .filter(([problem]) => {
        const named = /(?:line |第|:)(\d+)/.exec(problem.where);
        return named && Number(named[1]) === line + 1;
      });
  const rows = lines.map((text, line) => {
    const own = at(line);
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, String(line + 1)),
      make(
        "td",
        {
          class: own.length ? "bad" : null,
          "data-problem": own.map(([, place]) => place).join(" ") || null,
        },
        make("code", {}, text),
        own.map(([problem]) => make("span", { class: "note" }, problem.message)),
      ),
    );
  });
  return make(
    "div",
    {},
    make("h3", {}, word("own_table")),
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": word("own_table") },
      make("table", { class: "own" }, make("tbody", {}, rows)),
    ),
  );
}
