// Puts everything together: the engine is started, and what is clicked or dropped is answered.
"use strict";

async function begin() {
  speak("zh");
  tell("loading", "starting", { percent: 5 });
  listen();
  if (!fitting()) {
    tell("error", "browser_old");
    byId("browser").hidden = false;
    byId("browser").textContent = word("browser_help");
    return;
  }
  try {
    await startEngine((percent) => tell("loading", "starting", { percent }));
    await learnWords();
    desk.ready = true;
    tell("ready", "ready");
    byId("files").disabled = false;
    if (desk.waiting) await inTurn(() => openFiles(desk.waiting));
  } catch (error) {
    tell("error", "cannot_start", { found: error.message });
    byId("browser").hidden = false;
    byId("browser").textContent = word("browser_help");
  }
}

// Whether the browser has what the engine needs.
function fitting() {
  return (
    typeof WebAssembly === "object" &&
    typeof DecompressionStream === "function" &&
    typeof Worker === "function" &&
    typeof WebAssembly.Tag === "function" &&
    typeof HTMLDialogElement === "function"
  );
}

async function learnWords() {
  const { document: words } = await ask({ ask: "about" });
  Object.assign(engine, words);
  byId("about").textContent = word("about", { version: words.version });
  byId("browser").hidden = !words.clock;
  byId("browser").textContent = words.clock;
}

// A file that is dropped while the engine starts waits for it.
async function take(files) {
  if (!files.length) return;
  if (!desk.ready) desk.waiting = files;
  else await inTurn(() => openFiles(files));
}

// The choice is forgotten at once: the same file, put right, may be chosen again.
function chosen(event) {
  const files = [...event.target.files];
  event.target.value = "";
  take(files);
}

function listen() {
  byId("files").addEventListener("change", chosen);
  byId("folder").addEventListener("change", chosen);
  byId("language").addEventListener("change", (event) =>
    inTurn(() => changeLanguage(event.target.value)),
  );
  byId("download-workbook").addEventListener("click", downloadWorkbook);
  byId("download-annotated").addEventListener("click", downloadAnnotated);
  byId("download-pack").addEventListener("click", downloadPack);
  byId("split").addEventListener("change", () => unlink(byId("download-pack")));
  byId("open-form").addEventListener("click", () => desk.ready && openForm(null));
  byId("open-figures").addEventListener("click", () => desk.ready && inTurn(openFigures));
  byId("put-right").addEventListener("click", () => inTurn(() => intoForm(desk.shown)));
  byId("blank-street").addEventListener("click", () => downloadBlank("street"));
  byId("blank-district").addEventListener("click", () => downloadBlank("district"));
  byId("print").addEventListener("click", () => window.print());
  byId("explain-close").addEventListener("click", () => byId("explain").close());
  window.addEventListener("beforeunload", (event) => {
    if (form.unsaved || desk.figuresUnsaved || byId("status").dataset.state === "working") event.preventDefault();
  });
  listenToDrops();
}

function listenToDrops() {
  const drop = byId("drop");
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(await droppedFiles(event.dataTransfer));
  });
}

async function changeLanguage(chosen) {
  speak(chosen);
  tellAgain();
  if (!desk.ready) return;
  await learnWords();
  await askAgain();
  if (!byId("form").hidden) formAgain();
  if (!byId("figures").hidden) await openFigures();
  if (desk.items.length) listItems();
  if (desk.shown) await showAgain(desk.shown);
  if (!byId("bids").hidden) await showBids();
}

// What the engine says of every file by now: in another language, or by other figures.
async function askAgain() {
  for (const item of desk.items) {
    if (item.id === FORM_ID) item.name = word("form_title");
    if (item.unread) item.answer = tooLarge(item.file);
    if (item.unread) continue;
    item.answer = (await ask({ ask: "show", id: item.id })).document;
    item.priced = item.answer.outcome === "priced";
    if (!item.priced) item.changes = null;
    if (item.changes)
      item.tried = (
        await ask({ ask: "try", id: item.id, changes: together(item.changes) })
      ).document;
  }
}

async function showAgain(item) {
  if (item.priced) showResult(item);
  else if (!byId("wrong").hidden) await showProblems(item);
  if (!byId("verdict").hidden) await showVerdict(item);
  if (!byId("comparison").hidden) await showComparison(desk.pair);
}

begin();
