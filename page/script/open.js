// Files: chosen, dropped, or a whole folder. Each goes to the engine, one after the other.
"use strict";

const LARGEST = 64 * 1024 * 1024;
const READ = /\.(xlsx|xlsm|xls|csv|ya?ml)$/i;

let counted = 0;

async function openFiles(files) {
  const fit = files.filter((file) => READ.test(file.name) && !file.name.startsWith("~$"));
  const passed = files.length - fit.length;
  if (!fit.length) {
    if (files.length) tell("error", "nothing_to_read", { count: files.length });
    return;
  }
  const items = [];
  for (const [place, file] of fit.entries()) {
    const values = { name: file.name, place: place + 1, count: fit.length };
    await working(fit.length > 1 ? "reading_many" : "reading", values, async () => {
      items.push(await opened(file));
    });
  }
  const rosters = items.filter((item) => !["form", "kept"].includes(item.answer.outcome));
  desk.items.push(...rosters);
  desk.forms.push(...items.filter((item) => item.answer.outcome === "form"));
  const figures = items.some((item) => item.answer.outcome === "kept");
  if (figures) await figuresTaken();
  if (rosters.length) await showItem(rosters[0]);
  if (rosters.length === 2 && rosters.every((item) => item.priced)) await showComparison(rosters);
  if (desk.forms.length) await showBids();
  else if (figures && !rosters.length) tell("done", "figures_taken");
  else if (items.length === 1 && !passed && !items[0].priced)
    tell("done", "wrong_title", { name: items[0].name, count: items[0].answer.problems.length });
  else tell("done", passed ? "done_passed" : "done", { count: items.length, passed });
}

async function opened(file) {
  counted += 1;
  const item = {
    id: `file-${counted}`,
    name: (file.webkitRelativePath || file.inside || file.name).replace(/^[^/]*\//, ""),
    file,
    changes: null,
  };
  if (file.size > LARGEST) return { ...item, unread: true, answer: tooLarge(file) };
  const bytes = await file.arrayBuffer();
  const { document: answer } = await ask({ ask: "open", id: item.id }, [
    { name: file.name, bytes },
  ]);
  return { ...item, answer, priced: answer.outcome === "priced" };
}

// What is said of a file that is not even read.
function tooLarge({ name }) {
  const problem = { code: "file-too-large", where: name, place: name, message: word("too_large") };
  return { outcome: "refused", problems: [problem] };
}

// Nothing of the file before stays behind, out of sight though it be.
function clearView() {
  for (const id of ["wrong", "result", "verdict", "comparison", "bids"]) byId(id).hidden = true;
  refill(byId("problems"));
  refill(byId("own-table"));
  byId("ceiling").dataset.value = "";
}

async function showItem(item) {
  desk.shown = item;
  listItems();
  clearView();
  if (!item.priced) {
    await showProblems(item);
    return;
  }
  showResult(item);
  await prepareWorkbook(item);
  if (item.answer.is_ours) await showVerdict(item);
}

// The list of what is open; one file alone needs none.
function listItems() {
  byId("opened").hidden = desk.items.length < 2;
  const rows = desk.items.map((item) => [
    make(
      "button",
      { type: "button", class: "amount", onclick: () => inTurn(() => view(item)) },
      item.name,
    ),
    item.priced
      ? make("span", { class: "badge good" }, word("state_priced"))
      : make(
          "span",
          { class: "badge error" },
          word("state_refused", { count: item.answer.problems.length }),
        ),
    item.priced ? String(item.answer.heads) : "",
    item.priced ? money(item.answer.estimate.labour_cost) : "",
    item.priced && item.answer.estimate.ceiling ? money(item.answer.estimate.ceiling) : "",
  ]);
  const columns = [
    [word("file")],
    [word("state")],
    [label("headcount"), true],
    [label("labour_cost"), true],
    [label("ceiling"), true],
  ];
  refill(byId("opened-table"), table(columns, rows, { caption: word("opened_title") }));
  listActions();
}

function listActions() {
  const priced = desk.items.filter((item) => item.priced);
  const compare = make(
    "button",
    { type: "button", class: "button", onclick: () => choosePair(priced) },
    word("compare_two"),
  );
  const all = make(
    "button",
    {
      type: "button",
      class: "button main",
      id: "download-all",
      onclick: () => inTurn(downloadAll),
    },
    word("download_all"),
  );
  const clear = make(
    "button",
    { type: "button", class: "button", onclick: () => inTurn(closeAll) },
    word("close_all"),
  );
  refill(byId("opened-actions"), all, priced.length > 1 ? compare : null, clear);
}

async function view(item) {
  await showItem(item);
  if (desk.forms.length) await showBids();
  tell("done", "done", { count: 1 });
  byId(item.priced ? "result" : "wrong").scrollIntoView();
}

async function closeAll() {
  for (const item of [...desk.items, ...desk.forms]) await ask({ ask: "close", id: item.id });
  desk.items = [];
  desk.forms = [];
  desk.shown = null;
  byId("opened").hidden = true;
  clearView();
  byId("files").value = "";
  tell("ready", "ready");
}

// Everything below a dropped folder, in the order of its names. The older way to look into a folder
// fails on pages that were opened from disk.
async function droppedFiles(transfer) {
  const files = [...transfer.files];
  const handles = [...transfer.items]
    .filter((item) => item.kind === "file" && item.getAsFileSystemHandle)
    .map((item) => item.getAsFileSystemHandle());
  const found = (await Promise.all(handles)).filter(Boolean);
  if (!found.some((handle) => handle.kind === "directory")) return files;
  const gathered = [];
  for (const handle of found) await gather(handle, "", gathered);
  return gathered;
}

async function gather(handle, folder, files) {
  if (handle.kind === "file") {
    files.push(Object.assign(await handle.getFile(), { inside: folder + handle.name }));
    return;
  }
  const inside = [];
  for await (const one of handle.values()) inside.push(one);
  inside.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const one of inside) await gather(one, `${folder}${handle.name}/`, files);
}
