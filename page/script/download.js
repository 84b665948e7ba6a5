// Files to download: made by the engine, handed over as links, kept nowhere.
"use strict";

const TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

function linkTo(link, { name, bytes }) {
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(
    new Blob([bytes], { type: TYPES[name.split(".").pop()] || "text/plain" }),
  );
  link.download = name;
}

function unlink(link) {
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  link.href = "#";
  link.removeAttribute("download");
}

// Hands a file over at once.
function save(file) {
  const link = make("a", { hidden: true });
  linkTo(link, file);
  document.body.append(link);
  link.click();
  link.remove();
}

// The workbook is written as soon as its roster is priced, so that the link is a plain one.
async function prepareWorkbook(item) {
  unlink(byId("download-workbook"));
  unlink(byId("download-pack"));
  const { files } = await ask({ ask: "workbook", id: item.id });
  if (desk.shown === item) linkTo(byId("download-workbook"), files[0]);
}

// What was filled in is written only when it is asked for.
async function downloadWorkbook(event) {
  const link = byId("download-workbook");
  if (link.href.startsWith("blob:")) return;
  event.preventDefault();
  await working("writing", {}, () => prepareWorkbook(desk.shown));
  tell("done", "saved");
  link.click();
}

// A pack takes seconds: it is made when it is asked for, then handed over.
async function downloadPack(event) {
  const link = byId("download-pack");
  if (link.href.startsWith("blob:")) return;
  event.preventDefault();
  const item = desk.shown;
  await working("packing", {}, async () => {
    const { document: answer, files } = await ask({
      ask: "pack",
      id: item.id,
      split: byId("split").value,
    });
    if (answer.outcome) {
      tell("error", "pack_refused", { found: answer.problems.map((one) => one.message).join(" ") });
      return;
    }
    linkTo(link, files[0]);
    tell("done", "packed", { count: answer.files.length });
    link.click();
  });
}

// The officer's own workbook with every problem at its cell.
async function downloadAnnotated(event) {
  const link = byId("download-annotated");
  if (link.href.startsWith("blob:")) return;
  event.preventDefault();
  const { id } = desk.shown;
  await working("writing", {}, async () => {
    const { document: answer, files } = await ask({ ask: "annotated", id });
    if (answer.outcome) {
      const found = answer.problems.map((one) => one.message).join(" ");
      tell("error", "annotated_refused", { found });
      return;
    }
    linkTo(link, files[0]);
    tell("done", answer.lost ? "annotated_lost" : "saved", answer);
    link.click();
  });
}

async function downloadBlank(level) {
  await working("writing", {}, async () => {
    const { files } = await ask({ ask: "blank", level });
    save(files[0]);
  });
  tell("done", "saved");
}

// Every roster's workbook and the roll-up, as a batch of the command line writes them.
async function downloadAll() {
  const items = desk.items.filter((item) => !item.unread);
  await working("writing", {}, async () => {
    for (const [place, item] of items.entries()) {
      tell("working", "writing_many", { name: item.name, place: place + 1, count: items.length });
      await ask({ ask: "result", id: item.id, name: item.name });
    }
    const { files } = await ask({ ask: "results", ids: items.map((item) => item.id) });
    save(files[0]);
  });
  tell("done", "saved");
}
